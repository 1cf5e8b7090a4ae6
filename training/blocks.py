"""Train the classifier of blocks, and say how well it does on pages that it has not seen.

    python -m training.blocks [--bench ../shared/bench]    cross-validation, scores only
    python -m training.blocks --write                      train on all pages and write
    python -m training.blocks --write --folds FOLDER       both, and keep the models of each fold

(with the project and its benchmarks/ on PYTHONPATH)

Data: the 181 pages of `bench/html` (see its README) with the text of their articles. A line is body
if half of its runs of three words are in that text. Two models of boosted trees
(scikit-learn's HistGradientBoostingClassifier, written out as plain arrays): "html" sees what the
page says of each line and what trafilatura kept; "text" sees the bare lines. Each learns from whole
pages and from pages cut down to the surroundings of their article, as people paste and scrapers
save them. Of a bare text's short lines outside the body, which are many and alike, a third is
learnt, three times as heavy. Seed 7. Scores are of the body that `variorum.read.body` chooses.

The folds of cross-validation keep a host's pages together: 55 of the 126 hosts have two, and with
one of them learnt the other is no page of an unknown paper (text gains .014 by that). What each
part gave to bare text by host, mean of three partings into folds: trees and mended prose .921, the
threshold of the highest expected F1 .924, comments, repeated and cut teasers aside .930, lists that
follow .932. No gain: a second model stacked on the neighbours' probabilities, a Viterbi path over
the lines' odds with one cost of transition, sharpened odds; once the rules are there, shares of
repeated runs and counts of signatures as signs of the trees, with words that a page prints twice
counted where more of the article is around them (59 labels of 29,283).
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from corpora import parse_arguments
from variorum.read.body import choose_body
from variorum.read.extract import align_body, extract_body
from variorum.read.features import describe_lines
from variorum.read.html import parse_html, render_page
from variorum.read.lines import Line, find_lines

SEED = 7
FOLDS = 5
EASY = 4  # words: shorter lines outside the body are learnt in part
SPARED = 3  # of which one is learnt
# Of the trees, for bare text and for pages with their hints.
SETTINGS: dict[bool, dict[str, Any]] = {
    False: {"max_iter": 150, "learning_rate": 0.08, "max_leaf_nodes": 12,
            "l2_regularization": 3.0, "max_features": 0.3},
    True: {"max_iter": 200, "learning_rate": 0.06, "max_leaf_nodes": 15,
           "l2_regularization": 1.0},
}  # fmt: skip
WORD = re.compile(r"\w+")
WEIGHTS = Path(__file__).parent.parent / "src" / "variorum" / "read" / "weights"
Rows = NDArray[np.float64]
Score = tuple[float | None, float | None]  # precision, recall; None: not defined


@dataclass(frozen=True)
class Sample:
    """One page with the truth about it: the text of its article, and whether each line is body."""

    id: str
    host: str
    text: str
    lines: tuple[Line, ...]
    body: str
    labels: tuple[bool, ...]


def load_samples(bench: Path, *, hinted: bool) -> list[Sample]:
    """Return all pages in the order of the truth file, with their hints or as bare text."""
    samples = []
    for row in (bench / "html" / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(row)
        source = gzip.decompress((bench / "html" / "pages" / f"{truth['id']}.html.gz").read_bytes())
        tree = parse_html(source.decode("utf-8", "replace"))
        if tree is None:
            continue
        page = render_page(tree)
        lines = align_body(page, extract_body(tree)).lines if hinted else find_lines(page.text)
        labels = label_lines(page.text, lines, truth["body"])
        host = find_host(truth["url"])
        samples.append(Sample(truth["id"], host, page.text, lines, truth["body"], labels))
    return samples


def find_host(url: str) -> str:
    """Return the host of an address, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def find_folds(hosts: Sequence[str]) -> list[int]:
    """Return the fold of each page: those of one host are in one."""
    order = sorted(set(hosts))
    random.Random(SEED).shuffle(order)  # noqa: S311 - no secret
    fold = {host: number % FOLDS for number, host in enumerate(order)}
    return [fold[host] for host in hosts]


def label_lines(text: str, lines: tuple[Line, ...], body: str) -> tuple[bool, ...]:
    """Return for each line whether the true body holds it.

    Short lines count if they are a line of the body and stand where the long ones are.
    """
    whole = Counter(tuple(WORD.findall(row)) for row in body.splitlines())
    words = WORD.findall(body)
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    labels: list[bool | None] = []
    for line in lines:
        words = WORD.findall(text, line.start, line.end)
        if len(words) < 5:
            labels.append(None if words and whole[tuple(words)] else False)
            continue
        keys = list(zip(words, words[1:], words[2:], strict=False))
        hits = 0
        for key in keys:
            if runs[key] > 0:
                runs[key] -= 1
                hits += 1
        labels.append(hits >= 0.5 * len(keys))
    sure = [n for n, label in enumerate(labels) if label] or [len(labels)]
    return tuple(
        bool(label) or (label is None and sure[0] - 2 <= n <= sure[-1] + 2)
        for n, label in enumerate(labels)
    )


def cut_down(sample: Sample, chance: random.Random) -> slice:
    """Return the lines around the article that a person or a scraper might have kept."""
    kept = [n for n, label in enumerate(sample.labels) if label] or [0, len(sample.lines)]
    before = chance.choice((0, 1, 2, 3, 5, 8, 15))
    after = chance.choice((0, 1, 2, 3, 5, 8, 15, 30))
    return slice(max(0, kept[0] - before), kept[-1] + 1 + after)


def train(
    rows: list[Rows], labels: list[NDArray[np.bool_]], *, hinted: bool
) -> HistGradientBoostingClassifier:
    """Train on pages; a line weighs by its words, and a page by the root of its body's."""
    chance = np.random.default_rng(SEED)
    kept, truths, weights = [], [], []
    for x, y in zip(rows, labels, strict=True):
        weight = np.clip(x[:, 0], 2, 60) / max(30.0, float(x[y, 0].sum())) ** 0.5
        easy = ~y & (x[:, 0] < EASY) & (not hinted)
        chosen = ~easy | (chance.random(len(y)) < 1 / SPARED)
        kept.append(x[chosen])
        truths.append(y[chosen])
        weights.append(np.where(easy, SPARED * weight, weight)[chosen])
    model = HistGradientBoostingClassifier(**SETTINGS[hinted], random_state=1)
    return model.fit(np.vstack(kept), np.concatenate(truths), sample_weight=np.concatenate(weights))


def write_model(model: HistGradientBoostingClassifier, path: Path) -> None:
    """Write the trees as the arrays that `variorum.text.trees` reads."""
    parts: dict[str, list[NDArray[np.float64]]] = {
        key: [] for key in ("feature", "threshold", "left", "right", "value")
    }
    roots, size, depth = [], 0, 0
    for (tree,) in model._predictors:  # noqa: SLF001 - the library has no other way to its trees
        nodes = tree.nodes
        here = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        parts["feature"].append(np.where(leaf, 0, nodes["feature_idx"]))
        parts["threshold"].append(np.where(leaf, 0.0, nodes["num_threshold"]))
        parts["left"].append(np.where(leaf, here, nodes["left"]) + size)
        parts["right"].append(np.where(leaf, here, nodes["right"]) + size)
        parts["value"].append(np.where(leaf, nodes["value"], 0.0))
        roots.append(size)
        size += len(nodes)
        depth = max(depth, int(nodes["depth"].max()))
    arrays = {key: np.concatenate(value) for key, value in parts.items()}
    np.savez_compressed(
        path,
        feature=arrays["feature"].astype(np.int16),
        threshold=arrays["threshold"],
        left=arrays["left"].astype(np.int32),
        right=arrays["right"].astype(np.int32),
        value=arrays["value"].astype(np.float32),
        roots=np.array(roots, np.int32),
        base=np.array(float(np.ravel(model._baseline_prediction)[0])),  # noqa: SLF001
        depth=np.array(depth),
    )


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return a text's runs of four words (of all, if it has fewer), counted."""
    words = WORD.findall(text)
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def score_page(truth: str, found: str) -> Score:
    """Return precision and recall of one page, as bench/html/README.md defines them."""
    gold, got = shingles(truth), shingles(found)
    hits = (gold & got).total()
    wrong, missed = (got - gold).total(), (gold - got).total()
    if wrong == missed == 0:
        return 1.0, 1.0
    return (
        hits / (hits + wrong) if hits + wrong else None,
        hits / (hits + missed) if hits + missed else None,
    )


def score_all(scores: list[Score]) -> str:
    """Return the mean precision and recall, and their F1, in words."""
    precisions = [p for p, _ in scores if p is not None]
    recalls = [r for _, r in scores if r is not None]
    p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return f"P {p:.4f} R {r:.4f} F1 {2 * p * r / (p + r):.4f}"


def join(sample: Sample, lines: tuple[Line, ...], chances: list[float]) -> str:
    """Return the text of the lines that are chosen as body."""
    body = choose_body(sample.text, lines, chances)
    return "\n\n".join(
        sample.text[line.start : line.end]
        for line, is_body in zip(lines, body, strict=True)
        if is_body
    )


def main() -> None:
    """Cross-validate, or train on all pages and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true", help="train on all pages and write")
    parser.add_argument("--folds", type=Path, help="folder to keep the models of each fold in")
    options = parse_arguments(parser)
    for name, hinted in (("blocks-html", True), ("blocks-text", False)):
        samples = load_samples(options.bench, hinted=hinted)
        chance = random.Random(SEED)  # noqa: S311 - no secret
        cuts = [cut_down(sample, chance) for sample in samples]
        rows = [describe_lines(sample.text, sample.lines) for sample in samples]
        cut_rows = [
            describe_lines(sample.text, sample.lines[cut])
            for sample, cut in zip(samples, cuts, strict=True)
        ]
        labels = [np.array(sample.labels) for sample in samples]
        cut_labels = [label[cut] for label, cut in zip(labels, cuts, strict=True)]
        if options.write:
            model = train(rows + cut_rows, labels + cut_labels, hinted=hinted)
            write_model(model, WEIGHTS / f"{name}.npz")
            if not options.folds:
                continue
        folds = find_folds([sample.host for sample in samples])
        whole: list[Score] = []
        windows: list[Score] = []
        for fold in range(FOLDS):
            held = [n for n in range(len(samples)) if folds[n] == fold]
            seen = [n for n in range(len(samples)) if folds[n] != fold]
            model = train(
                [rows[n] for n in seen] + [cut_rows[n] for n in seen],
                [labels[n] for n in seen] + [cut_labels[n] for n in seen],
                hinted=hinted,
            )
            if options.folds:
                write_model(model, options.folds / f"{name}-{fold}.npz")
                pages = "\n".join(samples[n].id for n in held)
                (options.folds / f"held-{fold}.txt").write_text(pages, "utf-8")
            for n in held:
                sample, cut = samples[n], cuts[n]
                chances = model.predict_proba(rows[n])[:, 1].tolist()
                whole.append(score_page(sample.body, join(sample, sample.lines, chances)))
                chances = model.predict_proba(cut_rows[n])[:, 1].tolist()
                windows.append(score_page(sample.body, join(sample, sample.lines[cut], chances)))
        print(f"{name}: {score_all(whole)}; cut down: {score_all(windows)}", flush=True)


if __name__ == "__main__":
    main()
