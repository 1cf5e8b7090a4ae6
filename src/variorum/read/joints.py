"""Signs that one article ends and another begins, gap by gap.

A gap is what lies between two consecutive paragraphs of prose: nothing, a subheading, or the end
matter of one article and the headline, byline and date of the next. All signs are of the words
alone: a scraped file has no tags, and kinds given for one article mislead at the second.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.model import Block
from variorum.read.agencies import find_agency
from variorum.read.bylines import read_byline, read_list_byline
from variorum.read.datelines import find_dateline
from variorum.read.metadata import is_stamp_line, looks_like_title

PROSE = 18  # words of the shortest line taken for a paragraph, if it ends like a sentence
LONG_PROSE = 30  # words of a line that is one in any case
SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
END_MATTER = re.compile(
    r"copyright|©|\(c\)\s?\d|all rights reserved|contributed (?:to|reporting)|^-+\s?30\s?-+$|^#{2,}$"
    r"|^ends?$|read or share|read more|^share|^follow\b|@\w+|reporting by|editing by|^advertisement"
    r"|^comments?\b|newsletter|^more:|may not be published",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """One block as the signs see it. kind: "prose", "title", "byline", "time", "end", "other"."""

    kind: str
    start: int
    end: int
    words: int
    dateline: bool = False


@dataclass(frozen=True)
class Gap:
    """What lies between the prose lines number `left` and `right` of a document's lines."""

    left: int
    right: int


def describe_lines(text: str, blocks: Sequence[Block]) -> list[Line]:
    """Return one line a block, with the kind that its words alone suggest."""
    return [_describe(text, block) for block in blocks]


def _describe(text: str, block: Block) -> Line:
    words = text[block.start : block.end].strip()
    count = len(words.split())
    long = count >= LONG_PROSE or (count >= PROSE and bool(SENTENCE_END.search(words)))
    if long:
        dateline = find_dateline(text, block.start, block.end) is not None
        return Line("prose", block.start, block.end, count, dateline)
    return Line(_short_kind(words), block.start, block.end, count)


def _short_kind(words: str) -> str:
    if END_MATTER.search(words):
        return "end"
    if any(char.isdigit() for char in words) and is_stamp_line(words):
        return "byline" if read_byline(words) else "time"
    if read_byline(words) or read_list_byline([words]) or find_agency(words):
        return "byline"
    return "title" if looks_like_title(words) and len(words.split()) >= 4 else "other"


def find_gaps(lines: Sequence[Line]) -> list[Gap]:
    """Return the gaps between consecutive paragraphs of prose, in order."""
    prose = [at for at, line in enumerate(lines) if line.kind == "prose"]
    return [Gap(left, right) for left, right in pairwise(prose)]
