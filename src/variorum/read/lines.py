"""The lines of a document's text: what the classifier of blocks looks at, with what a page says."""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n?|\n")
# A hard-wrapped text: most lines end near one width that no line exceeds by much.
WRAP_MIN, WRAP_MAX = 40, 100


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `[start, end)` of a text that a reader sees as one line or paragraph.

    tag: the block element that made it ("p", "h2", "li"); "" in plain text.
    marks: what its surroundings in the page are called: "nav", "aside", "share", "caption", ...
    near: those of them that the closest element with a telling name has.
    linked: share of its characters that stand in links, 0..1.
    gap: whether an empty line, or the start of the text, comes before it.
    kept: share of its words that a body extractor took for the article, 0..1; None: not asked.
    """

    start: int
    end: int
    tag: str = ""
    marks: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    linked: float = 0.0
    gap: bool = False
    kept: float | None = None


def find_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a plain text that hold more than white space, in order, trimmed.

    In a text that is hard-wrapped the lines of a paragraph are one line here, line ends included.
    """
    lines: list[Line] = []
    last = 0
    for match in LINE.finditer(text):
        start, end = match.span()
        raw = match[0]
        bare = raw.strip()
        if not bare:
            continue
        start += len(raw) - len(raw.lstrip())
        end = start + len(bare)
        between = text[last:start]
        gap = not lines or len(BREAK.findall(between)) > 1 or "\f" in between
        lines.append(Line(start, end, gap=gap))
        last = end
    return _unwrap(lines) if _is_wrapped(text, lines) else tuple(lines)


def _is_wrapped(text: str, lines: list[Line]) -> bool:
    """Whether lines inside paragraphs break at a column, and not where a sentence ends."""
    if len(lines) < 4 or not any(line.gap for line in lines[1:]):
        return False
    inner = [(line, after) for line, after in pairwise(lines) if not after.gap]
    if len(inner) < 0.4 * len(lines):
        return False
    lengths = [line.end - line.start for line, _ in inner]
    middle = median(lengths)
    if not WRAP_MIN <= middle <= WRAP_MAX or max(lengths) > 1.35 * middle:
        return False
    broken = sum(1 for line, _ in inner if text[line.end - 1] not in ".!?”\"’':")
    near = sum(1 for length in lengths if length >= 0.75 * middle)
    return broken >= 0.6 * len(inner) and near >= 0.75 * len(inner)


def _unwrap(lines: list[Line]) -> tuple[Line, ...]:
    paragraphs: list[Line] = []
    start = end = -1
    for line in lines:
        if line.gap:
            if start >= 0:
                paragraphs.append(Line(start, end, gap=True))
            start = line.start
        end = line.end
    paragraphs.append(Line(start, end, gap=True))
    return tuple(paragraphs)
