"""An article's lines with their kinds and their places: above its prose, in it, or below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.model import Block

# Blocks that speak of other things than this article.
OTHERS = frozenset({"related", "promotion", "caption"})
LONG = 25  # words that make a block a paragraph of prose
SHORT_LINE = 220  # characters; longer lines are prose
ENOUGH = 1000  # characters of prose that its language is read from


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of a block; zone: "head" before the prose, "foot" after it, else "prose"."""

    text: str
    start: int
    end: int
    kind: str
    zone: str


def place_lines(text: str, blocks: Sequence[Block]) -> Iterator[PlacedLine]:
    """Give every line of every block with its place before, in or after the prose.

    The head reaches to the second paragraph: what looks like the first may be a caption.
    """
    prose = [at for at, block in enumerate(blocks) if is_prose(text, block)]
    first, last = (prose[:2][-1], prose[-1]) if prose else (len(blocks), len(blocks))
    for at, block in enumerate(blocks):
        zone = "head" if at < first else "foot" if at > last else "prose"
        start = block.start
        for piece in text[block.start : block.end].splitlines(keepends=True):
            if piece.strip():
                yield PlacedLine(piece.strip(), start, start + len(piece), block.kind, zone)
            start += len(piece)


def is_prose(text: str, block: Block) -> bool:
    """Whether a block is a paragraph of the body that is long enough to be no subheading."""
    words = text[block.start : min(block.end, block.start + 2000)] if block.kind == "body" else ""
    return len(words) >= 2 * LONG and len(words.split()) >= LONG


def join_prose(text: str, blocks: Sequence[Block]) -> str:
    """Return the first words of the body: enough to tell their language."""
    pieces, size = [], 0
    for block in blocks:
        if block.kind == "body" and size < ENOUGH:
            pieces.append(text[block.start : min(block.end, block.start + ENOUGH)])
            size += len(pieces[-1])
    return " ".join(pieces)
