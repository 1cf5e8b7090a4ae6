"""The gaps between an article's paragraphs, where a file's next article may begin.

A gap is what lies between two consecutive paragraphs of prose: nothing, a subheading, or the end
matter of one article and the headline, byline and date of the next. `variorum.read.joint_signs`
describes it. A scraped file has no tags, and kinds given for one article mislead at the second: all
is read from the words alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.model import Block
from variorum.read.agencies import find_agency
from variorum.read.article_times import is_stamp_line
from variorum.read.article_titles import looks_like_title
from variorum.read.bylines import read_byline, read_list_byline
from variorum.read.datelines import find_dateline

PROSE = 10  # words of the shortest line taken for a paragraph, if it ends like a sentence
LONG_PROSE = 30  # words of a line that is one in any case
WINDOW = 220  # words on each side of a gap whose vocabularies are compared
LONGEST = 1_000  # characters of a short line that are looked at: a word may have millions
HEAD = frozenset({"byline", "time", "dateline"})
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
END_MATTER = re.compile(
    r"copyright|©|\(c\)\s?\d|all rights reserved|contributed (?:to|reporting)"
    r"|^-+\s?30\s?-+$|^#{2,}$|^ends?$|read or share|read more|^share|^follow\b|@\w+"
    r"|reporting by|editing by|^advertisement|^comments?\b|newsletter|^more:|may not be published"
    r"|subscribe|sign up|^related|^see also|^click|^watch\b|^download|\bapp\b"
    r"|join the conversation|stay up to date|https?:|www\.|^mobile users|^also on|^view\b"
    r"|^explore further|^more (?:in|from)|^more information|^[—–]\s?[A-Z]|javascript"
    r"|^(?:abstract|full text)\W*$|^photos?:|^video:|^\W*(?:the )?associated press contributed",
    re.IGNORECASE,
)
CONTENT = re.compile(r"[^\W\d_]{4,}")
COMMON = frozenset(
    """
    about above after again against also although among another around because been before being
    below between both could does doing down during each even every from further have having here
    into itself just last less like made make many more most much must never next none once only
    other over people said same says should since some still such than that their them then there
    these they this those three through told took under until upon very were what when where which
    while will with within without would year years your week weeks month months time according
    monday tuesday wednesday thursday friday saturday sunday first second including
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


@dataclass(frozen=True, slots=True)
class Line:
    """One block as the signs see it. kind: "prose", "title", "byline", "time", "end", "other"."""

    kind: str
    start: int
    end: int
    words: int
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between the prose lines number `left` and `right`; `border` begins the second."""

    left: int
    right: int
    border: int


# --- lines and gaps ----------------------------------------------------------------------------


def describe_lines(text: str, blocks: Sequence[Block]) -> list[Line]:
    """Return one line a block, with the kind that its words alone suggest."""
    lines: list[Line] = []
    for block in blocks:
        line = _describe(text, block)
        if lines and lines[-1].kind == "dateline":
            line = replace(line, kind="prose", dateline=True)
        lines.append(line)
    return lines


def _describe(text: str, block: Block) -> Line:
    words = text[block.start : block.end].strip()
    count = len(words.split())
    if block.kind == "dateline":  # parted from the paragraph that it opens
        return Line("dateline", block.start, block.end, count, dateline=True)
    if count >= LONG_PROSE or (count >= PROSE and SENTENCE_END.search(words)):
        dateline = find_dateline(text, block.start, block.end) is not None
        return Line("prose", block.start, block.end, count, dateline)
    return Line(_short_kind(words[:LONGEST]), block.start, block.end, count)


def _short_kind(words: str) -> str:
    if END_MATTER.search(words):
        return "end"
    if any(map(str.isdigit, words)) and is_stamp_line(words):
        return "byline" if read_byline(words) else "time"
    if read_byline(words) or read_list_byline([words]) or find_agency(words):
        return "byline"
    return "title" if looks_like_title(words) and len(words.split()) >= 4 else "other"


def find_gaps(text: str, lines: Sequence[Line]) -> list[Gap]:
    """Return the gaps between consecutive paragraphs of prose, in order."""
    prose = [at for at, line in enumerate(lines) if line.kind == "prose"]
    return [
        Gap(left, right, _find_border(text, lines, left, right)) for left, right in pairwise(prose)
    ]


def _find_border(text: str, lines: Sequence[Line], left: int, right: int) -> int:
    """Return the line of a gap with which a second article would begin: its headline, if any."""
    titles = [at for at in range(left + 1, right) if lines[at].kind == "title"]
    if titles:
        sides = _gather_lines(text, lines, left, -1), _gather_lines(text, lines, right, 1)
        ranks = {at: _title_rank(text, lines, at, right, sides) for at in titles}
        best = max(titles, key=lambda at: (ranks[at], -at))
        if ranks[best] > 0:
            while best - 1 in titles and _is_shared(text, lines[best - 1], sides):
                best -= 1  # what was best is the standfirst below the headline
            key = text[lines[best].start : lines[best].end].casefold()
            return next(
                at for at in titles if text[lines[at].start : lines[at].end].casefold() == key
            )
    at = right
    while at - 1 > left and lines[at - 1].kind not in HEAD:
        at -= 1
    if at - 1 == left:
        return right
    while at - 1 > left and lines[at - 1].kind in HEAD:
        at -= 1
    return at


def _is_shared(text: str, line: Line, sides: tuple[set[str], set[str]]) -> bool:
    """Whether a line has more of its words from the text after it than from that before."""
    terms = find_terms(text[line.start : line.end])
    return bool(terms & sides[1]) and len(terms & sides[1]) >= len(terms & sides[0])


def _title_rank(
    text: str,
    lines: Sequence[Line],
    at: int,
    right: int,
    sides: tuple[set[str], set[str]],
) -> float:
    """Return how good a headline of what follows a line is; 0 or less: it is none."""
    terms = find_terms(text[lines[at].start : lines[at].end])
    before, after = (len(terms & side) / len(terms) if terms else 0.0 for side in sides)
    head = lines[at + 1 : at + 4]
    rank = 3 * min(after, 0.5) - min(before, 0.5)
    rank += 1.5 * any(line.kind in {"byline", "time"} for line in head)
    rank += 0.3 * any(line.dateline for line in head) if rank > 0 else 0.0
    rank += 0.3 * (5 <= lines[at].words <= 18)
    return rank - 0.3 - 0.1 * max(0, right - at - 4)


def _gather_lines(text: str, lines: Sequence[Line], at: int, step: int) -> set[str]:
    """Return the content words of some 200 words of prose from a line on, or back."""
    terms: set[str] = set()
    words = 0
    while 0 <= at < len(lines) and words < WINDOW:
        if lines[at].kind == "prose":
            terms |= find_terms(text[lines[at].start : lines[at].end])
            words += lines[at].words
        at += step
    return terms


def find_terms(words: str) -> frozenset[str]:
    """Return the content words, cut to six letters: a stem good enough to compare vocabularies."""
    return frozenset(word[:6] for word in CONTENT.findall(words.casefold()) if word not in COMMON)
