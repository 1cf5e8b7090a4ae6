# mypy: disable-error-code="import-untyped"
"""Train the linker on what the encoder says of articles that it does not know."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from training.attributions import LEAST, PAIRS, Known, fit, is_right, plain
from training.attributions import belongs as in_gold
from training.encoder_batches import Paragraph

from variorum.annotate.candidates import (
    Candidate,
    choose_candidates,
    find_candidates,
)
from variorum.annotate.encoder import Encoder, tag_by_encoder
from variorum.annotate.encoder_links import (
    PENALTIES,
    EncoderLinks,
    measure_candidate,
    order_candidates,
    sum_shares,
)
from variorum.annotate.linking import (
    LinkModel,
    describe_pair,
    pair_runs,
    read_runs,
)
from variorum.text.trees import make_trees

PAIR_PENALTY = 1.5  # L2; chosen on the halves of the held articles
PARTS = 3
LEASTS = tuple(i / 50 for i in range(10, 30))
BOOSTING = {
    "max_iter": 120,
    "learning_rate": 0.05,
    "max_leaf_nodes": 8,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "early_stopping": False,
}
SEEDS = (7, 8, 9, 10, 11)  # of so many models, each of a sample of the links, the mean is taken
DIGITS = 6


def tag_held(articles: Sequence[list[Paragraph]], encoder: Encoder) -> list[Known]:
    """Tag articles that were held out of the encoder's training."""
    known = []
    for number, paragraphs in enumerate(articles):
        tagged = tag_by_encoder(encoder, [p.words for p in paragraphs], PENALTIES)
        for paragraph, readings in zip(paragraphs, tagged, strict=True):
            runs = read_runs(paragraph.words, readings[0], encoder.tagger.tags)
            known.append(Known(number, paragraph.words, list(readings), runs, paragraph.gold))
    return known


def train_pairs(known: Sequence[Known]) -> LinkModel:
    """Train the models of pairs."""
    weights = {}
    for name, roles in PAIRS.items():
        rows, answers = [], []
        for k in known:
            for a, b in pair_runs(k.runs, *roles):
                rows.append(describe_pair(k.words, k.runs, a, b))
                answers.append(any(in_gold(k.runs[a], g) and in_gold(k.runs[b], g) for g in k.gold))
        weights[name] = fit(rows, answers, strength=PAIR_PENALTY)
    return LinkModel(**weights, whole={}, least=dict(LEAST))


def measure_all(
    known: Known, tags: tuple[str, ...], pairs: LinkModel
) -> tuple[list[Candidate], list[list[float]]]:
    """Return a paragraph's candidates and their numbers."""
    candidates = find_candidates(known.words, known.readings, tags, pairs)
    shares = sum_shares(known.readings[0], tags)  # type: ignore[arg-type]
    return candidates, [measure_candidate(known.words, shares, one) for one in candidates]


def train_linker(known: Sequence[Known], tags: tuple[str, ...]) -> dict[str, Any]:
    """Train the models of pairs, then the trees on links of unknown articles."""
    rows: list[list[float]] = []
    answers: list[bool] = []
    for part in range(PARTS):
        pairs = train_pairs([k for k in known if k.article % PARTS != part])
        for k in known:
            if k.article % PARTS == part:
                candidates, numbers = measure_all(k, tags, pairs)
                rows += numbers
                answers += [is_right(k, candidate) for candidate in candidates]
    model = train_pairs(known)
    names = (*PAIRS, "least")
    trees = export_trees([fit_trees(np.array(rows), np.array(answers), seed) for seed in SEEDS])
    return {"pairs": {n: dict(getattr(model, n)) for n in names}, "trees": trees}


def fit_trees(rows: NDArray[Any], answers: NDArray[Any], seed: int) -> Any:  # noqa: ANN401 - scikit-learn's
    """Return boosted trees of a sample of the rows, drawn with replacement."""
    drawn = np.random.default_rng(seed).choice(len(rows), len(rows))
    model = HistGradientBoostingClassifier(**BOOSTING, random_state=seed)
    return model.fit(rows[drawn], answers[drawn])


def export_trees(models: Sequence[Any]) -> dict[str, Any]:
    """Return the mean of some models of boosted trees, in log-odds, as JSON has them."""
    parts: dict[str, list[Any]] = {
        name: [] for name in ("roots", "feature", "threshold", "left", "right", "value")
    }
    depth = 0
    for (tree,) in chain.from_iterable(model._predictors for model in models):  # noqa: SLF001 - there is no public way
        first = len(parts["feature"])
        parts["roots"].append(first)
        for number, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            own = first + number
            depth = max(depth, int(node["depth"]))
            parts["feature"].append(0 if leaf else int(node["feature_idx"]))
            parts["threshold"].append(0.0 if leaf else round(float(node["num_threshold"]), DIGITS))
            parts["left"].append(own if leaf else first + int(node["left"]))
            parts["right"].append(own if leaf else first + int(node["right"]))
            parts["value"].append(
                round(float(node["value"]) / len(models), DIGITS) if leaf else 0.0
            )
    bases = [float(model._baseline_prediction.ravel()[0]) for model in models]  # noqa: SLF001
    return {"base": sum(bases) / len(models), "depth": depth, **parts}


def read_links(parts: dict[str, Any]) -> EncoderLinks:
    """Return the linker as it is loaded."""
    return EncoderLinks(LinkModel(**parts["pairs"], whole={}), make_trees(parts["trees"]))


Rated = list[tuple[Known, list[tuple[float, Candidate]]]]


def rate_held(train: Sequence[Known], held: Sequence[Known], tags: tuple[str, ...]) -> Rated:
    """Return held paragraphs with their rated candidates, by a linker trained on others."""
    links = read_links(train_linker(train, tags))
    rated = []
    for k in held:
        candidates, numbers = measure_all(k, tags, links.pairs)
        chances = links.trees.predict(np.array(numbers)).tolist() if numbers else []
        rated.append((k, order_candidates(list(zip(chances, candidates, strict=True)))))
    return rated


def measure(rated: Rated, least: float) -> tuple[float, float]:
    """Return the joint F1, and the soft F1 of contents, paired within a paragraph."""
    right = found = gold = 0
    precise = recalled = 0.0
    for k, candidates in rated:
        kept = [one for _, one in choose_candidates(candidates, least)]
        right += sum(is_right(k, one) for one in kept)
        ours = [_content_words(k, one) for one in kept]
        theirs = [words for g in k.gold if (words := plain(k.words, g["content"]))]
        found, gold = found + len(kept), gold + len(theirs)
        for a, b in _pair_contents(ours, theirs):
            precise += len(a & b) / len(a)
            recalled += len(a & b) / len(b)
    precision, recall = precise / max(found, 1), recalled / max(gold, 1)
    soft = 200 * precision * recall / max(precision + recall, 1e-9)
    return 200 * right / max(found + gold, 1), soft


def _content_words(known: Known, one: Candidate) -> set[int]:
    bounds = one.bounds(*one.group.contents)
    return plain(known.words, {at for first, last in bounds for at in range(first, last)})


def _pair_contents(
    ours: Sequence[set[int]], theirs: Sequence[set[int]]
) -> Iterator[tuple[set[int], set[int]]]:
    """Yield pairs of sets, one to one, those that share most first."""
    order = sorted(
        (-len(a & b), -len(a & b) / len(a | b), j, i)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if a & b
    )
    used_ours, used_theirs = set[int](), set[int]()
    for _, _, j, i in order:
        if i not in used_ours and j not in used_theirs:
            used_ours.add(i)
            used_theirs.add(j)
            yield ours[i], theirs[j]


def train_links(known: Sequence[Known], tags: tuple[str, ...]) -> dict[str, Any]:
    """Return the linker; its least chance is the best on both halves, in joint and soft F1."""
    halves = [[k for k in known if k.article % 2 == part] for part in (0, 1)]
    rated = [rate_held(halves[1], halves[0], tags), rate_held(halves[0], halves[1], tags)]
    results = {least: [measure(half, least) for half in rated] for least in LEASTS}
    for least, ((joint, soft), (other, softer)) in results.items():
        print(f"at least {least:.2f}: joint {joint:.2f} {other:.2f}, soft {soft:.2f} {softer:.2f}")
    best = max(LEASTS, key=lambda least: sum(sum(half) for half in results[least]))
    print(f"taken: {best:.2f}")
    links = train_linker(known, tags)
    links["pairs"]["least"]["whole"] = best
    return links


def write_links(links: dict[str, Any], path: Path) -> None:
    """Write the linker."""
    text = json.dumps(links, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
