"""A document's lines to blocks: which are the article's body, and what the others are.

A linear-chain CRF (training/blocks.py; its scores stand in docs/accuracy.md) tells body from the
rest; rules then name the rest. Every line becomes one block, but that a dateline at the head of a
paragraph is a block of its own.
"""

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from variorum.errors import ModelError
from variorum.model import Block
from variorum.read.datelines import find_dateline
from variorum.read.features import describe_lines
from variorum.read.kinds import name_kinds
from variorum.read.lines import Line, find_lines

WEIGHTS = Path(__file__).parent / "weights"
_local = threading.local()  # a tagger holds the sequence at hand: one a thread


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
    body = find_body(text, found)
    kinds = name_kinds(text, found, body, title)
    blocks: list[Block] = []
    for line, kind in zip(found, kinds, strict=True):
        dateline = find_dateline(text, line.start, line.end) if kind == "body" else None
        start = line.start
        if dateline and dateline.start == line.start and dateline.end < line.end:
            blocks.append(Block("dateline", dateline.start, dateline.end))
            start = dateline.end
            while start < line.end and text[start].isspace():
                start += 1
        blocks.append(Block(kind, start, line.end))
    return tuple(blocks)


def find_body(text: str, lines: Sequence[Line]) -> list[bool]:
    """Return for each line whether it is body."""
    hinted = any(line.kept is not None for line in lines)
    tagger = _tagger("blocks-html.crf" if hinted else "blocks-text.crf")
    tagger.set(describe_lines(text, lines))
    marks: list[str] = tagger.tag()
    return [mark == "body" for mark in marks]


@cache
def _weights(name: str) -> bytes:
    try:
        return (WEIGHTS / name).read_bytes()
    except OSError as error:
        raise ModelError(
            f"the classifier of blocks, {name}, is missing from the installation: reinstall variorum"
        ) from error


def _tagger(name: str) -> pycrfsuite.Tagger:
    taggers: dict[str, pycrfsuite.Tagger] = _local.__dict__.setdefault("taggers", {})
    if name not in taggers:
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(_weights(name))
        taggers[name] = tagger
    return taggers[name]
