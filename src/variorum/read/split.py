"""One document to its articles: where a scraped file holds several, one after the other."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.model import Block
from variorum.read.joints import Gap, Line, describe_lines, find_gaps

LEAST = 60  # words of prose on each side of a border: fewer are a brief or a teaser


def split_articles(text: str, blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Part a document's blocks into its articles: every block in exactly one, in order.

    The first lines of a second article are given the kinds that they have there (headline,
    standfirst, byline, dateline). No blocks: no article.
    """
    if not blocks:
        return []
    lines = describe_lines(text, blocks)
    borders = _find_borders(lines)
    starts = [0, *borders]
    ends = [*borders, len(blocks)]
    parts = [list(blocks[start:end]) for start, end in zip(starts, ends, strict=True)]
    for part, start in list(zip(parts, starts, strict=True))[1:]:
        _name_head(part, lines[start : start + len(part)])
    return [tuple(part) for part in parts]


def _find_borders(lines: Sequence[Line]) -> list[int]:
    """Return the numbers of the blocks that begin another article, in order."""
    borders: list[int] = []
    last = 0
    for gap in find_gaps(lines):
        border = _first_title(lines, gap)
        if border is None or not _has_head(lines, border):
            continue
        left = sum(line.words for line in lines[last:border] if line.kind == "prose")
        right = sum(line.words for line in lines[border:] if line.kind == "prose")
        if left >= LEAST and right >= LEAST:
            borders.append(border)
            last = border
    return borders


def _first_title(lines: Sequence[Line], gap: Gap) -> int | None:
    titles = [at for at in range(gap.left + 1, gap.right) if lines[at].kind == "title"]
    return titles[0] if titles else None


def _has_head(lines: Sequence[Line], border: int) -> bool:
    """Whether byline and time, or a dateline, follow within a few lines."""
    head = lines[border : border + 6]
    kinds = {line.kind for line in head}
    return any(line.dateline for line in head) or {"byline", "time"} <= kinds


def _name_head(part: list[Block], lines: Sequence[Line]) -> None:
    """Give the first lines of a later article their kinds: the classifier took them for others."""
    titled = False
    for at, line in enumerate(lines[:8]):
        if line.dateline or (line.kind == "prose" and at > 3):
            break
        if line.kind == "title" and not titled:
            part[at] = replace(part[at], kind="headline")
            titled = True
        elif (
            line.kind == "title" and titled and part[at].kind in {"body", "navigation", "headline"}
        ):
            part[at] = replace(part[at], kind="standfirst")
        elif line.kind == "byline":
            part[at] = replace(part[at], kind="byline")
        elif line.kind == "time":
            part[at] = replace(part[at], kind="metadata")
