"""Learn the weights of variorum.read.headlines from pages that state their title; print them.

    python -m training.headlines [--bench ../shared/bench]

(with the project and its benchmarks/ on PYTHONPATH)

Data: the pages of `bench/html` as bare text, whole and cut down to the surroundings of their
article (seed 7), with the true body. A line is the headline if it is what the page states as its
title, or a first-rank heading that shares half of its words with that. Logistic regression; a
page weighs as much as any other. Prints how often the chosen line is the headline on hosts that
have not been learnt (5 folds), by threshold, and the weights of all pages in the order of SIGNS.
"""

import argparse
import gzip
import html
import random
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from training.blocks import FOLDS, SEED, Sample, cut_down, find_folds, load_samples

from corpora import parse_arguments
from variorum.read.features import WORD
from variorum.read.headlines import SIGNS, describe_headlines
from variorum.read.html import parse_html
from variorum.read.kinds import find_candidates, name_kinds
from variorum.read.page import read_page

SUFFIX = re.compile(r"\s[|–—-]\s")


@dataclass(frozen=True)
class Head:
    """The lines above one body that may be the headline: their signs, and which of them is."""

    host: str
    signs: NDArray[np.float64]
    truth: NDArray[np.bool_]


def main() -> None:
    """Cross-validate by host, learn from all, print."""
    options = parse_arguments(argparse.ArgumentParser(description="Learn to tell headlines."))
    chance = random.Random(SEED)  # noqa: S311 - no secret
    whole, cut = [], []
    for sample in load_samples(options.bench, hinted=False):
        titles = find_titles(options.bench / "html" / "pages" / f"{sample.id}.html.gz")
        whole.append(describe(sample, slice(None), titles))
        cut.append(describe(sample, cut_down(sample, chance), titles))
    folds = find_folds([head.host for head in whole])
    for name, heads in (("whole pages", whole), ("cut down", cut)):
        chosen: list[tuple[float, bool]] = []
        for fold in range(FOLDS):
            seen = [n for n in range(len(whole)) if folds[n] != fold]
            model = learn([pages[n] for pages in (whole, cut) for n in seen])
            held = [heads[n] for n in range(len(heads)) if folds[n] == fold and len(heads[n].truth)]
            for head in held:
                scores = model.decision_function(head.signs)
                chosen.append((float(scores.max()), bool(head.truth[scores.argmax()])))
        shown = sum(bool(head.truth.any()) for head in heads)
        for threshold in (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0):
            given = [right for score, right in chosen if score >= threshold]
            print(f"{name}, from {threshold}: {sum(given)} right of {len(given)}, {shown} shown")
    model = learn(whole + cut)
    for sign, weight in zip(SIGNS, model.coef_[0], strict=True):
        print(f'    "{sign}": {weight:.2f},')
    print(f"CONSTANT = {model.intercept_[0]:.2f}")


def find_titles(path: Path) -> frozenset[str]:
    """Return the titles that a page states, as words."""
    tree = parse_html(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
    if tree is None:
        return frozenset()
    stated = html.unescape(read_page(tree).get("title", ""))
    words = set(in_words(stated).split())
    headings = [in_words(element.text_content()) for element in tree.iter("h1")]
    alike = [
        heading
        for heading in headings
        if len(own := set(heading.split())) > 2 and len(own & words) >= 0.5 * len(own)
    ]
    return frozenset({in_words(stated), in_words(SUFFIX.split(stated)[0]), *alike} - {""})


def in_words(line: str) -> str:
    """Return a line without its marks and cases."""
    return " ".join(WORD.findall(line.casefold()))


def describe(sample: Sample, part: slice, titles: frozenset[str]) -> Head:
    """Return what may be the headline among some lines of a page."""
    lines = sample.lines[part]
    raws = [sample.text[line.start : line.end] for line in lines]
    body = [  # a title may be a line of the true body: it is not when the classifier has read it
        label and in_words(raw) not in titles
        for label, raw in zip(sample.labels[part], raws, strict=True)
    ]
    kinds = name_kinds(sample.text, lines, body, headline=False)
    numbers, first = find_candidates(raws, kinds)
    rows = describe_headlines(raws, kinds, numbers, first)
    truth = [in_words(raws[number]) in titles for number in numbers]
    signs = np.array(rows, dtype=np.float64).reshape(len(rows), len(SIGNS))
    return Head(sample.host, signs, np.array(truth, dtype=np.bool_))


def learn(heads: list[Head]) -> LogisticRegression:
    """Return the regression over the lines of pages of which one is the headline, or none."""
    heads = [head for head in heads if len(head.truth)]
    weights = [
        np.where(head.truth, 1 / max(1, int(head.truth.sum())), 2 / len(head.truth))
        for head in heads
    ]
    return LogisticRegression(C=3.0, max_iter=2000).fit(
        np.vstack([head.signs for head in heads]),
        np.concatenate([head.truth for head in heads]),
        sample_weight=np.concatenate(weights),
    )


if __name__ == "__main__":
    main()
