"""Train the classifier of blocks, and say how well it does on pages that it has not seen.

    python training/blocks.py --bench ../shared/bench [--folds 10] [--write]

Data: the 181 pages of `bench/html` with the text of their articles. A line is body if most of its
runs of three words are in that text. Two models: "html" sees what the page says of each line and
what trafilatura kept; "text" sees the bare lines, of whole pages and of pages cut down to the
surroundings of their article, as people paste them. Seed 7. Scores are of cross-validation by page.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pycrfsuite

from variorum.read.extract import align_body, extract_body
from variorum.read.features import describe_lines
from variorum.read.html import Page, parse_html, render_page
from variorum.read.lines import Line, find_lines

SEED = 7
WORD = re.compile(r"\w+")
WEIGHTS = Path(__file__).parent.parent / "src" / "variorum" / "read" / "weights"


@dataclass(frozen=True)
class Sample:
    """One page with the truth about it: whether each line is body."""

    id: str
    page: Page
    body: str
    labels: tuple[bool, ...]


def label_lines(text: str, lines: tuple[Line, ...], body: str) -> tuple[bool, ...]:
    """Return for each line whether the true body holds it."""
    runs: Counter[tuple[str, ...]] = Counter()
    whole: Counter[tuple[str, ...]] = Counter()
    for raw in body.splitlines():
        words = WORD.findall(raw)
        whole[tuple(words)] += 1
    words = WORD.findall(body)
    runs.update(zip(words, words[1:], words[2:], strict=False))
    labels: list[bool | None] = []
    for line in lines:
        words = WORD.findall(text, line.start, line.end)
        if len(words) >= 5:
            keys = list(zip(words, words[1:], words[2:], strict=False))
            hits = 0
            for key in keys:
                if runs.get(key, 0) > 0:
                    runs[key] -= 1
                    hits += 1
            labels.append(hits >= 0.5 * len(keys))
        elif whole.get(tuple(words), 0) > 0 and words:
            labels.append(None)
        else:
            labels.append(False)
    first = next((n for n, label in enumerate(labels) if label), len(labels))
    last = next((n for n in range(len(labels) - 1, -1, -1) if labels[n]), -1)
    return tuple(
        bool(label) or (label is None and first - 2 <= n <= last + 2)
        for n, label in enumerate(labels)
    )


def load_samples(bench: Path) -> list[Sample]:
    """Return all pages, in the order of the truth file."""
    samples = []
    for raw in (bench / "html" / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(raw)
        source = gzip.decompress((bench / "html" / "pages" / f"{truth['id']}.html.gz").read_bytes())
        tree = parse_html(source.decode("utf-8", "replace"))
        page = render_page(tree)
        page = align_body(page, extract_body(tree))
        labels = label_lines(page.text, page.lines, truth["body"])
        samples.append(Sample(truth["id"], page, truth["body"], labels))
    return samples


def bare(sample: Sample) -> tuple[Line, ...]:
    """Return the lines of the same text as they are found without the page."""
    return find_lines(sample.page.text)


def cut_down(sample: Sample, lines: tuple[Line, ...], chance: random.Random) -> tuple[int, int]:
    """Return a window of lines around the article, as a person or a scraper would cut it."""
    kept = [n for n, label in enumerate(sample.labels) if label]
    if not kept:
        return 0, len(lines)
    before = chance.choice((0, 1, 2, 3, 5, 8, 15))
    after = chance.choice((0, 1, 2, 3, 5, 8, 15, 30))
    return max(0, kept[0] - before), min(len(lines), kept[-1] + 1 + after)


def examples(
    sample: Sample, *, hinted: bool, chance: random.Random
) -> list[tuple[list[list[str]], list[str]]]:
    """Return training sequences of one page."""
    marks = ["body" if label else "other" for label in sample.labels]
    if hinted:
        return [(describe_lines(sample.page.text, sample.page.lines), marks)]
    lines = bare(sample)
    if len(lines) != len(marks):
        lines = tuple(Line(x.start, x.end, gap=x.gap) for x in sample.page.lines)
    found = [(describe_lines(sample.page.text, lines), marks)]
    for _ in range(2):
        start, stop = cut_down(sample, lines, chance)
        found.append((describe_lines(sample.page.text, lines[start:stop]), marks[start:stop]))
    return found


def train(
    data: list[tuple[list[list[str]], list[str]]], path: Path, *, l1: float, l2: float
) -> None:
    """Train a linear-chain CRF and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": l1, "c2": l2, "max_iterations": 120, "feature.minfreq": 3})
    for features, marks in data:
        trainer.append(features, marks)
    trainer.train(str(path))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    if not words:
        return Counter()
    if len(words) < 4:
        return Counter([tuple(words)])
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def page_score(truth: str, found: str) -> tuple[float | None, float | None]:
    """Return precision and recall of one page, as bench/html/README.md defines them."""
    gold, got = shingles(truth), shingles(found)
    tp = sum((gold & got).values())
    fp, fn = sum((got - gold).values()), sum((gold - got).values())
    if fp == fn == 0:
        return 1.0, 1.0
    return (tp / (tp + fp) if tp + fp else None), (tp / (tp + fn) if tp + fn else None)


def total(scores: list[tuple[float | None, float | None]]) -> tuple[float, float, float]:
    ps = [p for p, _ in scores if p is not None]
    rs = [r for _, r in scores if r is not None]
    p, r = sum(ps) / len(ps), sum(rs) / len(rs)
    return p, r, 2 * p * r / (p + r)


def join(text: str, lines: tuple[Line, ...], labels: list[bool]) -> str:
    return "\n\n".join(text[x.start : x.end] for x, y in zip(lines, labels, strict=True) if y)


def cross_validate(
    samples: list[Sample], folds: int, *, hinted: bool, l1: float, l2: float, show: int = 0
) -> None:
    order = list(range(len(samples)))
    random.Random(SEED).shuffle(order)
    path = Path("/tmp/fold.crf")
    scores: dict[str, tuple[float | None, float | None]] = {}
    cut: dict[str, tuple[float | None, float | None]] = {}
    for fold in range(folds):
        held = set(order[fold::folds])
        chance = random.Random(SEED)
        data = [
            example
            for n, sample in enumerate(samples)
            if n not in held
            for example in examples(sample, hinted=hinted, chance=chance)
        ]
        train(data, path, l1=l1, l2=l2)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        for n in sorted(held):
            sample = samples[n]
            lines = sample.page.lines if hinted else bare(sample)
            marks = tagger.tag(describe_lines(sample.page.text, lines))
            found = join(sample.page.text, lines, [m == "body" for m in marks])
            scores[sample.id] = page_score(sample.body, found)
            if not hinted:
                start, stop = (
                    cut_down(sample, lines, random.Random(n))
                    if len(lines) == len(sample.labels)
                    else (0, len(lines))
                )
                marks = tagger.tag(describe_lines(sample.page.text, lines[start:stop]))
                cut[sample.id] = page_score(
                    sample.body,
                    join(sample.page.text, lines[start:stop], [m == "body" for m in marks]),
                )
    print(
        f"hinted={hinted} l1={l1} l2={l2}: P %.4f R %.4f F1 %.4f" % total(list(scores.values())),
        ("cut F1 %.4f %.4f %.4f" % total(list(cut.values())) if cut else ""),
        flush=True,
    )
    if show:
        worst = sorted(scores, key=lambda k: (scores[k][0] or 0) + (scores[k][1] or 0))
        for k in worst[:show]:
            print(k[:8], scores[k])


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    samples = load_samples(options.bench)
    if options.write:
        for hinted, name in ((True, "blocks-html.crf"), (False, "blocks-text.crf")):
            chance = random.Random(SEED)
            data = [e for sample in samples for e in examples(sample, hinted=hinted, chance=chance)]
            train(data, WEIGHTS / name, l1=0.3, l2=0.1)
        sys.exit()
    print(
        "ceiling",
        total(
            [page_score(s.body, join(s.page.text, s.page.lines, list(s.labels))) for s in samples]
        ),
    )
    print(
        "kept",
        total(
            [
                page_score(
                    s.body,
                    join(s.page.text, s.page.lines, [(x.kept or 0) > 0.5 for x in s.page.lines]),
                )
                for s in samples
            ]
        ),
    )
    for hinted in (True, False):
        for l1, l2 in ((0.3, 0.1),):
            cross_validate(samples, 5, hinted=hinted, l1=l1, l2=l2, show=12)
