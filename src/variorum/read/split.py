"""One document to its articles: where a scraped file holds several, one after the other.

Each gap between two paragraphs is judged by small decision trees over the signs of
`variorum.read.joint_signs` (training/split.py; scores in docs/accuracy.md). Doubt leaves a document
whole: a report torn in two costs a reader more than two reports in one frame.
"""

from collections.abc import Container, Sequence
from dataclasses import replace

import numpy as np

from variorum.model import Block
from variorum.read.blocks import classify_blocks
from variorum.read.joint_signs import SIGNS, describe_gaps
from variorum.read.joints import Gap, Line, describe_lines, find_gaps
from variorum.read.lines import find_lines
from variorum.read.trees import load_trees

LEAST = 60  # words of prose on each side of a border: fewer are a brief or a teaser
# The least probability of a border, set on hosts that the trees had not seen (training/split.py);
# without a headline, byline, time or dateline it is higher: a change of subject is no new article.
THRESHOLD = 0.75
HEADLESS = 0.9
HEADS = tuple(SIGNS.index(name) for name in ("title", "byline", "time", "dateline"))


def split_articles(text: str, blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Part a document's blocks into its articles: every line in exactly one, in order.

    The articles of a document that is parted get their kinds anew, as if each stood alone: a
    second headline is "navigation" to who reads on. No blocks: no article.
    """
    if not blocks:
        return []
    borders = find_borders(text, blocks)
    if not borders:
        return [tuple(blocks)]
    starts, ends = [0, *borders], [*borders, len(blocks)]
    parts = [tuple(blocks[start:end]) for start, end in zip(starts, ends, strict=True)]
    if classify_blocks(text) == tuple(blocks):  # plain text, without a page's hints
        parts = [_classify_again(text, part) for part in parts]
    return [parts[0], *(_name_head(text, part) for part in parts[1:])]


def find_borders(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return the numbers of the blocks that begin another article, in order."""
    lines = describe_lines(text, blocks)
    if sum(line.words for line in lines if line.kind == "prose") < 2 * LEAST:
        return []
    gaps = find_gaps(text, lines)
    if not gaps:
        return []
    body = frozenset(
        line for line, block in zip(lines, blocks, strict=True) if block.kind == "body"
    )
    scores = score_gaps(describe_gaps(text, lines, gaps))
    return choose_borders(lines, gaps, scores, THRESHOLD, body)


def choose_borders(
    lines: Sequence[Line],
    gaps: Sequence[Gap],
    scores: Sequence[float],
    threshold: float,
    body: Container[Line],
) -> list[int]:
    """Return the borders that score the threshold, the surest first where two are too close.

    body: the lines that may make an article; teasers and comments beside one make none.
    """
    prose = [0]
    for line in lines:
        prose.append(prose[-1] + (line.words if line.kind == "prose" and line in body else 0))
    fixed = [0, len(lines)]
    for _, gap in sorted(
        ((-score, gap) for gap, score in zip(gaps, scores, strict=True) if score >= threshold),
        key=lambda pair: (pair[0], pair[1].left),
    ):
        if gap.border in fixed:
            continue
        before = max(at for at in fixed if at < gap.border)
        after = min(at for at in fixed if at > gap.border)
        sides = prose[gap.border] - prose[before], prose[after] - prose[gap.border]
        if min(sides) >= LEAST:
            fixed.append(gap.border)
    return sorted(fixed)[1:-1]


def score_gaps(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the probability that another article begins in each gap; 0 where proof is too weak."""
    scores = load_trees("split").predict(np.array(rows, dtype=np.float64)).tolist()
    return [
        score if score >= HEADLESS or any(signs[at] for at in HEADS) else 0.0
        for score, signs in zip(scores, rows, strict=True)
    ]


def _classify_again(text: str, part: tuple[Block, ...]) -> tuple[Block, ...]:
    start, end = part[0].start, part[-1].end
    lines = [line for line in find_lines(text) if start <= line.start and line.end <= end]
    again = classify_blocks(text, lines)
    return again if again and again[0].start == start and again[-1].end == end else part


def _name_head(text: str, part: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give a later article's first line its kind, if it has no headline and this looks like one."""
    if any(block.kind == "headline" for block in part):
        return part
    first = describe_lines(text, part[:1])[0]
    if first.kind != "title":
        return part
    return (replace(part[0], kind="headline"), *part[1:])
