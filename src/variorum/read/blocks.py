"""A document's lines to blocks: which are the article's body, and what the others are.

Boosted trees (training/blocks.py; scores in docs/accuracy.md) tell how probably each line is body,
rules mend what is certain and name the rest. Every line becomes one block, but that a dateline at
the head of a paragraph is a block of its own.
"""

from collections.abc import Sequence

from variorum.model import Block
from variorum.read.body import choose_body
from variorum.read.datelines import find_dateline
from variorum.read.features import describe_lines
from variorum.read.kinds import name_kinds
from variorum.read.lines import Line, find_lines
from variorum.read.trees import load_trees

WINDOW = 5_000  # lines classified at once: bounds the memory


def classify_blocks(
    text: str, lines: Sequence[Line] | None = None, *, title: str | None = None
) -> tuple[Block, ...]:
    """Return the blocks of a document in text order; they do not overlap.

    lines: of a page, with its hints; None: plain text, whose lines are found here.
    title: the title that the page gives itself, if any.
    """
    found = find_lines(text) if lines is None else lines
    if not found:
        return ()
    body = choose_body(text, found, find_body(text, found))
    kinds = name_kinds(text, found, body, title)
    blocks: list[Block] = []
    for line, kind in zip(found, kinds, strict=True):
        dateline = find_dateline(text, line.start, line.end) if kind == "body" else None
        start = line.start
        if dateline and dateline.start == start:
            blocks.append(Block("dateline", start, dateline.end))
            start = dateline.end
            while start < line.end and text[start].isspace():
                start += 1
        if start < line.end:
            blocks.append(Block(kind, start, line.end))
    return tuple(blocks)


def find_body(text: str, lines: Sequence[Line]) -> list[float]:
    """Return for each line how probably it is body, 0..1."""
    probable: list[float] = []
    for start in range(0, len(lines), WINDOW):
        some = lines[start : start + WINDOW]
        hinted = any(line.kept is not None for line in some)
        trees = load_trees("blocks-html" if hinted else "blocks-text")
        probable += trees.predict(describe_lines(text, some)).tolist()
    return probable
