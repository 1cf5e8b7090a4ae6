"""Train the attribution model on PolNeAR's training articles.

    python training/attribution_words.py --bench ../shared/bench   # the word list, 5 minutes
    python training/attributions.py fold --bench ../shared/bench   # the tagger, 5 minutes
    python training/attributions.py link --bench ../shared/bench   # the linker, 1 minute

The linker learns from what the tagger says of the third of the articles that it was not trained on;
the tagger that is shipped is that of step "fold". Step "final" trains one on all articles, for
which the same linker serves; that was measured and is no better (docs/models/attributions.md).
Deterministic: no random start, and the folds go by the order of the file. Prints joint F1 on
articles unknown to tagger and linker.
"""

import argparse
import gzip
import json
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from variorum.annotate.candidates import (
    PENALTIES,
    Candidate,
    choose_candidates,
    describe_candidate,
    find_candidates,
    rate_candidates,
)
from variorum.annotate.linking import (
    LinkModel,
    Role,
    Run,
    describe_pair,
    pair_runs,
    read_runs,
)
from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.annotate.tag_features import TEMPLATES, describe_quotations, list_keys
from variorum.annotate.tag_model import Tagged
from variorum.annotate.tag_vocabulary import (
    BORDER_WORDS,
    BORDERS,
    MOST_MARKS,
    START,
    Lexicon,
    Vocabulary,
    describe_word,
)
from variorum.annotate.tagging import Words, read_words, skip_dateline
from variorum.annotate.word_tagger import WordTagger, load_tagger, save_tagger, tag_words

WEIGHTS = Path(__file__).parents[1] / "src/variorum/annotate/weights"
FOLDS = 3
ITERATIONS = 70
PENALTY_1 = 0.05
PENALTY_2 = 0.3
MIN_FREQUENCY = 2
SMALLEST = 0.003


@dataclass(frozen=True)
class Example:
    """A paragraph's words with the tag of each."""

    article: int
    words: Words
    tags: list[str]


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_lexicon() -> Lexicon:
    """Return the word list."""
    parts = json.loads((WEIGHTS / "attributions_words.json").read_text(encoding="utf-8"))
    return Lexicon(parts["tags"], parts["clusters"], parts["cues"])


def tag_characters(article: dict[str, Any]) -> dict[int, str]:
    """Return the tag of each annotated character; "B-" at the first of a span."""
    tags: dict[int, str] = {}

    def put(role: str, start: int, end: int) -> None:
        for at in range(start, end):
            tags.setdefault(at, ("B-" if at == start else "I-") + role)

    for a in article["attributions"]:
        cue = min((s for s, _ in a["cue"]), default=None)
        content = [s for s, _ in a["content"]]
        for s, e in a["content"]:
            put("C0" if cue is None else "C<" if s < cue else "C>", s, e)
    for a in article["attributions"]:
        content = [s for s, _ in a["content"]]
        for s, e in a["cue"]:
            put("K>" if any(c > s for c in content) else "K<", s, e)
    for a in article["attributions"]:
        cue = min((s for s, _ in a["cue"]), default=None)
        for s, e in a["source"]:
            put("S>" if cue is None or s < cue else "S<", s, e)
    return tags


def make_examples(articles: list[dict[str, Any]]) -> list[Example]:
    """Cut articles into paragraphs with tags."""
    examples = []
    for number, article in enumerate(articles):
        text = article["text"]
        characters = tag_characters(article)
        paragraphs = split_paragraphs(text, 0, len(text))
        quotes = find_quotes(text, paragraphs)
        for index, (start, end) in enumerate(paragraphs):
            if index == 0 and number % 2 and text[end - 1] == ".":
                end -= 1  # noqa: PLW2901 - the corpus closes titles with a full stop, newspapers do not
            inner = [q for q in quotes if start <= q.start < end]
            at = skip_dateline(text, start, end)
            words = read_words(text, at, end, inner, is_first=index == 0)
            examples.append(Example(number, words, tag_gold(words, characters)))
    return examples


def tag_gold(words: Words, characters: dict[int, str]) -> list[str]:
    """Return a tag for each word: that of its first annotated character."""
    tags, previous = [], "O"
    for start, end in zip(words.starts, words.ends, strict=True):
        tag = next((characters[at] for at in range(start, end) if at in characters), "O")
        if tag.startswith("I-") and previous[1:] != tag[1:]:
            tag = "B-" + tag[2:]
        tags.append(tag)
        previous = tag
    return tags


def make_vocabulary(examples: list[Example], lexicon: Lexicon) -> Vocabulary:
    """Number what is seen often enough to be learnt from."""
    seen: dict[str, Counter[str]] = {
        field: Counter() for field in ("word", "tag", "cluster", "ending", "mark")
    }
    descriptions: Counter[str] = Counter()
    for example in examples:
        words = example.words
        descriptions.update(describe_quotations(words, lexicon))
        for text, state in zip(words.texts, words.quote, strict=True):
            told = describe_word(text, state, lexicon)
            for field, counts in seen.items():
                counts[getattr(told, field)] += 1
    return Vocabulary(
        lexicon,
        words=number(seen["word"], *BORDER_WORDS, ",", "that"),
        tags=number(seen["tag"], *BORDERS),
        clusters=number(seen["cluster"], *BORDERS),
        endings=number(seen["ending"]),
        marks=number(Counter(dict(seen["mark"].most_common(MOST_MARKS - 1))), START),
        descriptions=number(descriptions),
    )


def number(counts: Counter[str], *always: str) -> dict[str, int]:
    """Number the frequent ones and those given, from 1, in the order of the alphabet."""
    kept = {entry for entry, n in counts.items() if entry and n >= MIN_FREQUENCY}
    return {entry: n for n, entry in enumerate(sorted(kept.union(always)), 1)}


def name_features(words: Words, vocabulary: Vocabulary) -> list[list[str]]:
    """Return the features of each word as crfsuite wants them: "template key"."""
    rows: list[list[str]] = [[] for _ in words.texts]
    for name, keys in zip(TEMPLATES, list_keys([words], vocabulary).tolist(), strict=True):
        for row, key in zip(rows, keys, strict=True):
            if key >= 0:
                row.append(f"{name} {key}")
    return rows


def train_tagger(
    examples: list[Example],
    vocabulary: Vocabulary,
    path: Path,
    *,
    iterations: int = ITERATIONS,
    verbose: bool = False,
) -> None:
    """Train the tagger on examples and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=verbose)
    trainer.set_params(
        {
            "c1": PENALTY_1,
            "c2": PENALTY_2,
            "max_iterations": iterations,
            "feature.minfreq": MIN_FREQUENCY,
            "feature.possible_transitions": False,
        }
    )
    for example in examples:
        if example.tags:
            trainer.append(name_features(example.words, vocabulary), example.tags)
    trainer.train(str(path))


def export_tagger(
    crf: Path, vocabulary: Vocabulary, out: Path, *, smallest: float = SMALLEST
) -> None:
    """Turn a crfsuite file into the arrays that are shipped, without weights below `smallest`."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(crf))
    info = tagger.info()
    tags = sorted(info.labels, key=lambda tag: int(info.labels[tag]))
    features = {}
    for (named, tag), weight in info.state_features.items():
        if abs(weight) >= smallest:
            template, key = named.split(" ")
            features[template, int(key), tag] = weight
    save_tagger(out, vocabulary, tags, features, info.transitions)
    total = len(info.state_features)
    print(f"{out.name}: {len(features)} of {total} weights, {out.stat().st_size:,} bytes")


@dataclass(frozen=True)
class Known:
    """A paragraph that the tagger did not know, with its gold attributions as sets of words."""

    article: int
    words: Words
    readings: list[Tagged]
    runs: list[Run]  # of the first reading
    gold: list[dict[str, set[int]]]


def tag_unknown(articles: list[dict[str, Any]], tagger: WordTagger) -> list[Known]:
    """Tag articles that were held out of the tagger's training."""
    known = []
    for number, article in enumerate(articles):
        text = article["text"]
        paragraphs = split_paragraphs(text, 0, len(text))
        quotes = find_quotes(text, paragraphs)
        read = [
            read_words(
                text,
                skip_dateline(text, start, end),
                end,
                [q for q in quotes if start <= q.start < end],
                is_first=index == 0,
            )
            for index, (start, end) in enumerate(paragraphs)
        ]
        tagged = tag_words(tagger, read, PENALTIES)
        for words, tags in zip(read, tagged, strict=True):
            gold = gold_words(article, words)
            runs = read_runs(words, tags[0], tagger.model.tags)
            known.append(Known(number, words, tags, runs, gold))
    return known


def gold_words(article: dict[str, Any], words: Words) -> list[dict[str, set[int]]]:
    """Return the gold attributions of a paragraph as sets of its words."""
    found: list[dict[str, set[int]]] = []
    if not words.texts:
        return found
    for a in article["attributions"]:
        sets: dict[str, set[int]] = {}
        for role in ("source", "cue", "content"):
            sets[role] = set()
            for s, e in a[role]:
                if e <= words.starts[0] or s >= words.ends[-1]:
                    continue
                at = max(bisect_left(words.ends, s + 1), 0)
                while at < len(words.starts) and words.starts[at] < e:
                    sets[role].add(at)
                    at += 1
        if sets["content"]:
            found.append(sets)
    return found


def plain(words: Words, numbers: set[int]) -> set[int]:
    """Leave marks out."""
    return {n for n in numbers if words.texts[n][0].isalnum()}


ROLE = {"S": "source", "K": "cue", "C": "content"}
PAIRS: dict[str, tuple[Role, Role]] = {
    "content_cue": ("C", "K"),
    "cue_source": ("K", "S"),
    "content_source": ("C", "S"),
}


def belongs(run: Run, gold: dict[str, set[int]]) -> bool:
    """Whether a run is a part of a gold attribution in its role."""
    shared = len(gold[ROLE[run.role]].intersection(range(run.first, run.last)))
    return shared >= (0.5 * (run.last - run.first) if run.role == "C" else 1)


def train_pairs(known: list[Known], name: str) -> dict[str, float]:
    """Train the model of one kind of pair."""
    rows, answers = [], []
    for k in known:
        for a, b in pair_runs(k.runs, *PAIRS[name]):
            rows.append(describe_pair(k.words, k.runs, a, b))
            answers.append(any(belongs(k.runs[a], g) and belongs(k.runs[b], g) for g in k.gold))
    return fit(rows, answers)


def fit(rows: list[list[str]], answers: list[bool], *, strength: float = 0.5) -> dict[str, float]:
    """Return the weights of a logistic model with an L2 penalty."""
    frequency = Counter(name for row in rows for name in row)
    names = ["", *sorted(name for name, n in frequency.items() if n >= 3)]
    index = {name: i for i, name in enumerate(names)}
    columns = [index[name] for row in rows for name in ("", *row) if name in index]
    counts = [1 + sum(name in index for name in row) for row in rows]
    matrix = csr_matrix(
        (np.ones(len(columns)), columns, np.concatenate([[0], np.cumsum(counts)])),
        shape=(len(rows), len(names)),
    )
    signs = np.where(np.array(answers), 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (matrix @ weights)
        value = np.logaddexp(0, -margins).sum() + 0.5 * strength * weights @ weights
        slope = -signs / (1 + np.exp(np.clip(margins, -500, 500)))
        return value, matrix.T @ slope + strength * weights

    best = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150}
    )
    return {n: round(float(w), 3) for n, w in zip(names, best.x, strict=True) if abs(w) >= 0.01}


LEAST = {"content_cue": 0.35, "cue_source": 0.3, "content_source": 0.4, "whole": 0.0}


def is_right(k: Known, candidate: Candidate) -> bool:
    """Whether an attribution counts as right in the scorer's joint measure."""
    group, runs = candidate.group, candidate.runs
    content = {n for c in group.contents for n in range(runs[c].first, runs[c].last)}
    content = plain(k.words, content)
    source = runs[group.source] if group.source is not None else None
    for g in k.gold:
        gold = plain(k.words, g["content"])
        if gold and len(content & gold) >= 0.5 * len(content | gold):
            if source is None:
                return not g["source"]
            return bool(g["source"].intersection(range(source.first, source.last)))
    return False


def train_linker(known: list[Known], tags: tuple[str, ...]) -> LinkModel:
    """Train pair models, then the model of whole attributions on links of unknown articles."""
    rows, answers = [], []
    parts = 3
    for part in range(parts):
        pairs = {n: train_pairs([k for k in known if k.article % parts != part], n) for n in PAIRS}
        model = LinkModel(**pairs, whole={}, least=LEAST)
        for k in known:
            if k.article % parts == part:
                for candidate in find_candidates(k.words, k.readings, tags, model):
                    rows.append(describe_candidate(k.words, candidate))
                    answers.append(is_right(k, candidate))
    pairs = {name: train_pairs(known, name) for name in PAIRS}
    return LinkModel(**pairs, whole=fit(rows, answers, strength=2.0), least=dict(LEAST))


def choose_threshold(train: list[Known], held: list[Known], tags: tuple[str, ...]) -> float:
    """Return the least chance of an attribution that gives the best joint F1 on held articles."""
    model = train_linker(train, tags)
    rated = [
        (k, rate_candidates(k.words, find_candidates(k.words, k.readings, tags, model), model))
        for k in held
    ]
    gold = sum(bool(plain(k.words, g["content"])) for k in held for g in k.gold)
    best = (0.0, 0.0)
    for least in [i / 50 for i in range(5, 30)]:
        kept = [is_right(k, one) for k, r in rated for _, one in choose_candidates(r, least)]
        f1 = 2 * sum(kept) / (len(kept) + gold)
        if not int(least * 50) % 4:
            precision, recall = sum(kept) / len(kept), sum(kept) / gold
            print(f"  whole >= {least:.2f}: {precision:.3f} {recall:.3f} joint F1 {100 * f1:.2f}")
        best = max(best, (f1, -least))
    print(f"  best {100 * best[0]:.2f}")
    return -best[1]


def write_linker(model: LinkModel, path: Path) -> None:
    """Write the linker's weights."""
    parts = {name: dict(getattr(model, name)) for name in (*PAIRS, "whole", "least")}
    path.write_text(
        json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )


def main() -> None:
    """Train one part; the order is fold, link."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["fold", "link", "final"])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--work", type=Path, default=Path("build/attributions"))
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    lexicon = read_lexicon()
    articles = list(read_articles(arguments.bench / "quotes/train.jsonl.gz"))
    started = time.process_time()
    fold, final = arguments.work / "fold0.crf", arguments.work / "final.crf"
    if arguments.step == "fold":
        examples = make_examples([a for i, a in enumerate(articles) if i % FOLDS])
        vocabulary = make_vocabulary(examples, lexicon)
        train_tagger(examples, vocabulary, fold, iterations=arguments.iterations, verbose=True)
        export_tagger(fold, vocabulary, WEIGHTS / "attributions_tagger.npz")
    elif arguments.step == "final":
        examples = make_examples(articles)
        vocabulary = make_vocabulary(examples, lexicon)
        train_tagger(examples, vocabulary, final, iterations=arguments.iterations, verbose=True)
        export_tagger(final, vocabulary, arguments.work / "final.npz")
    else:
        held = [a for i, a in enumerate(articles) if i % FOLDS == 0]
        tagger = load_tagger(WEIGHTS / "attributions_tagger.npz", lexicon)
        tags = tagger.model.tags
        known = tag_unknown(held, tagger)
        half = [k for k in known if k.article % 2]
        other = [k for k in known if not k.article % 2]
        thresholds = [
            choose_threshold(half, other, tags),
            choose_threshold(other, half, tags),
        ]
        print("thresholds", thresholds)
        model = train_linker(known, tags)
        least = {**model.least, "whole": sum(thresholds) / 2}
        model = replace(model, least=least)
        write_linker(model, WEIGHTS / "attributions_links.json")
    print(f"{time.process_time() - started:.0f} CPU seconds")


if __name__ == "__main__":
    main()
