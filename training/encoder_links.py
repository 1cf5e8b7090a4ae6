# mypy: disable-error-code="import-untyped"
"""Train the linker on what the encoder says of articles that it does not know."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from training.attributions import LEAST, PAIRS, Known, fit, is_right, plain
from training.attributions import belongs as in_gold
from training.encoder_batches import Paragraph

from variorum.annotate.encoder import Encoder, tag_by_encoder
from variorum.annotate.encoder_links import (
    PENALTIES,
    EncoderLinks,
    measure_candidate,
    order_candidates,
    sum_shares,
)
from variorum.annotate.linking import (
    Candidate,
    LinkModel,
    choose_candidates,
    describe_pair,
    find_candidates,
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
    "random_state": 7,
}
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
    trees = HistGradientBoostingClassifier(**BOOSTING).fit(np.array(rows), np.array(answers))
    return {"pairs": {n: dict(getattr(model, n)) for n in names}, "trees": export_trees(trees)}


def export_trees(model: Any) -> dict[str, Any]:  # noqa: ANN401 - scikit-learn's
    """Return boosted trees as JSON has them."""
    parts: dict[str, list[Any]] = {
        name: [] for name in ("roots", "feature", "threshold", "left", "right", "value")
    }
    depth = 0
    for (tree,) in model._predictors:  # noqa: SLF001 - there is no public way
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
            parts["value"].append(round(float(node["value"]), DIGITS) if leaf else 0.0)
    base = float(model._baseline_prediction.ravel()[0])  # noqa: SLF001
    return {"base": base, "depth": depth, **parts}


def read_links(parts: dict[str, Any]) -> EncoderLinks:
    """Return the linker as it is loaded."""
    return EncoderLinks(LinkModel(**parts["pairs"], whole={}), make_trees(parts["trees"]))


def measure(
    train: Sequence[Known], held: Sequence[Known], tags: tuple[str, ...]
) -> Iterator[tuple[float, float]]:
    """Yield least chances of an attribution, with the joint F1 on held articles."""
    links = read_links(train_linker(train, tags))
    rated = []
    for k in held:
        candidates, numbers = measure_all(k, tags, links.pairs)
        chances = links.trees.predict(np.array(numbers)).tolist() if numbers else []
        rated.append((k, order_candidates(list(zip(chances, candidates, strict=True)))))
    gold = sum(bool(plain(k.words, g["content"])) for k in held for g in k.gold)
    for least in LEASTS:
        kept = [is_right(k, one) for k, r in rated for _, one in choose_candidates(r, least)]
        yield least, 200 * sum(kept) / (len(kept) + gold)


def train_links(known: Sequence[Known], tags: tuple[str, ...]) -> dict[str, Any]:
    """Return the linker; its least chance is the best on the mean of both halves."""
    halves = [[k for k in known if k.article % 2 == part] for part in (0, 1)]
    one = dict(measure(halves[0], halves[1], tags))
    other = dict(measure(halves[1], halves[0], tags))
    best = max(LEASTS, key=lambda least: one[least] + other[least])
    print(f"at least {best:.2f}: joint F1 on the halves {other[best]:.2f} and {one[best]:.2f}")
    links = train_linker(known, tags)
    links["pairs"]["least"]["whole"] = best
    return links


def write_links(links: dict[str, Any], path: Path) -> None:
    """Write the linker."""
    text = json.dumps(links, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
