"""Signs that one article ends and another begins, gap by gap, of the words alone.

The measure of cohesion across a gap follows Hearst, TextTiling (Computational Linguistics 1997).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from variorum.read.article_times import is_stamp_line
from variorum.read.joints import WINDOW, Gap, Line, find_terms

CHAIN = 12  # paragraphs over which a word is still thought to be repeated
OPENING = 130  # words after a gap in which an article introduces its people
CONTINUES = re.compile(
    r"(?:he|she|they|it|his|her|their|its|this|that|these|those|but|and|yet|still|however|meanwhile"
    r"|also|so|then|another|other|others|both|such|instead|moreover|in addition|as for|for example"
    r"|according to|asked|i|we|you|if|when|while|there)\b",
    re.IGNORECASE,
)
INDEFINITE = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|police|authorities"
    r"|officials)\s",
    re.IGNORECASE,
)
PRONOUNS = frozenset({"he", "she", "they", "his", "her", "him", "their", "them", "it", "its"})
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
AGED = re.compile(r"[A-Z]\w+ [A-Z][\w'’-]+, (?:\d\d,|an? |the |who )")
NAME = re.compile(r"(?<![.!?:”\"“] )(?<!^)(?<![\w’'])[A-Z][\w'’-]*[\w](?:\s[A-Z][\w'’-]*\w)*")


@dataclass(frozen=True, slots=True)
class _Prose:
    """What a paragraph brings: its content words with counts, and the names in it."""

    words: int
    terms: frozenset[str]
    names: tuple[tuple[str, ...], ...]


SIGNS = (
    "title", "title_words", "title_capitals", "title_question", "title_twice", "byline", "time",
    "dateline", "later_dateline", "end_matter", "between", "quote", "continues", "weekday",
    "aged", "likeness", "dip", "known_names", "names", "introduced", "title_right", "title_left",
    "left_words", "right_words", "titled_gaps", "times", "datelines", "opened_alike", "lede_words",
    "known_terms", "lowest", "told_again", "resumes", "marks", "indefinite", "definite", "pronouns",
    "new_full_names", "term_chains", "name_chains", "names_across", "short_lines",
)  # fmt: skip


def describe_gaps(text: str, lines: Sequence[Line], gaps: Sequence[Gap]) -> list[list[float]]:
    """Return for each gap the values of SIGNS, in their order."""
    if not gaps:
        return []
    prose = [gaps[0].left, *(gap.right for gap in gaps)]
    contents = [_read_prose(text, lines[at]) for at in prose]
    likeness = [_likeness(contents, n + 1) for n in range(len(gaps))]
    before = _sums([lines[at].words for at in prose])
    titled = sum(lines[gap.border].kind == "title" for gap in gaps)
    times = sum(line.kind == "time" for line in lines)
    datelines = sum(line.dateline and line.kind == "prose" for line in lines)
    known: set[str] = set()
    terms: set[str] = set()
    first = _gather(contents, 60)
    lowest = min(likeness)
    marks = _Marks(text, [lines[at] for at in prose])
    term_chains = _chains([content.terms for content in contents], CHAIN)
    name_chains = _chains([_tokens(content) for content in contents], len(contents))
    short = min(sum(line.kind != "prose" for line in lines) / len(lines), 1.0)
    rows = []
    for n, gap in enumerate(gaps):
        known.update(token for name in contents[n].names for token in name)
        terms |= contents[n].terms
        opening = _gather(contents[n + 1 :], 60)
        around = [likeness[at] for at in range(max(0, n - 3), min(len(gaps), n + 4)) if at != n]
        rows.append([
            *_head_signs(text, lines, gap),
            *_opening_signs(text[lines[gap.right].start : lines[gap.right].end], lines, gap),
            likeness[n],
            (sum(around) / len(around) if around else likeness[n]) - likeness[n],
            *_name_signs(contents[n + 1 :], known),
            *_title_signs(text, lines[gap.border], contents, n),
            min(before[n + 1], 600) / 600,
            min(before[-1] - before[n + 1], 600) / 600,
            titled / len(gaps),
            min(times, 10) / 10,
            min(datelines, 5) / 5,
            float(lines[prose[0]].dateline and lines[gap.right].dateline),
            min(lines[gap.right].words, 80) / 80,
            len(opening & terms) / len(opening) if opening else 0.5,
            float(likeness[n] <= lowest + 1e-9),
            len(opening & first) / sqrt(len(opening) * len(first)) if opening and first else 0.0,
            float(_resumes(contents[n + 1], known)),
            marks.differ(n),
            *_lede_signs(text[lines[gap.right].start : lines[gap.right].end]),
            _new_full_names(contents[n + 1], known),
            _share_of_peak(term_chains, n),
            _share_of_peak(name_chains, n),
            min(name_chains[n], 10) / 10,
            short,
        ])  # fmt: skip
    return rows


def _head_signs(text: str, lines: Sequence[Line], gap: Gap) -> list[float]:
    line = lines[gap.border]
    words = text[line.start : line.end]
    is_title = line.kind == "title"
    tokens = [word for word in words.split() if len(word) > 3] if is_title else []
    head = [lines[at].kind for at in range(gap.border, min(gap.right + 4, len(lines)))]
    past = [lines[at] for at in range(gap.right + 1, min(gap.right + 6, len(lines)))]
    between = lines[gap.left + 1 : gap.right]
    again = [
        at
        for at in range(gap.border + 1, gap.right)
        if is_title and text[lines[at].start : lines[at].end].casefold() == words.casefold()
    ]
    return [
        float(is_title),
        min(line.words, 20) / 20 if is_title else 0.0,
        sum(token[0].isupper() for token in tokens) / len(tokens) if tokens else 0.0,
        float(is_title and words.rstrip().endswith("?")),
        float(bool(again)),
        float("byline" in head),
        float("time" in head or ("byline" in head and _has_stamp(text, lines, gap))),
        float(lines[gap.right].dateline),
        float(any(line.dateline for line in past[:3])),
        float(any(line.kind == "end" for line in between)),
        min(len(between), 16) / 16,
    ]


def _has_stamp(text: str, lines: Sequence[Line], gap: Gap) -> bool:
    return any(
        is_stamp_line(text[line.start : line.end])
        for line in lines[gap.border : gap.right + 4]
        if line.kind == "byline"
    )


def _opening_signs(words: str, lines: Sequence[Line], gap: Gap) -> list[float]:
    del lines, gap
    bare = words.lstrip()
    return [
        float(bare[:1] in "\"“'‘«"),
        float(bool(CONTINUES.match(bare))),
        float(bool(WEEKDAY.search(bare[:400]))),
        float(bool(AGED.search(bare[:600]))),
    ]


def _name_signs(right: Sequence[_Prose], known: set[str]) -> list[float]:
    """How many of the names after a gap were known, and how many known are given in full anew."""
    names: list[tuple[str, ...]] = []
    words = 0
    for prose in right:
        if words > OPENING:
            break
        names += prose.names
        words += prose.words
    if not names:
        return [0.5, 0.0, 0.0]
    old = sum(name[-1] in known for name in names)
    anew = {name for name in names if len(name) > 1 and name[-1] in known}
    return [old / len(names), min(len(names), 12) / 12, min(len(anew), 4) / 4]


def _lede_signs(words: str) -> list[float]:
    """A first paragraph brings its matter in: "a man", not "the man", and nobody is "he" yet."""
    bare = re.findall(r"[\w’']+", words)[:40]
    lower = [word.casefold() for word in bare]
    articles = sum(word in {"a", "an"} for word in lower), lower.count("the")
    return [
        float(bool(INDEFINITE.match(words.lstrip()))),
        articles[1] / sum(articles) if any(articles) else 0.5,
        min(sum(word in PRONOUNS for word in lower), 4) / 4,
    ]


def _new_full_names(prose: _Prose, known: set[str]) -> float:
    new = [name for name in prose.names if len(name) > 1 and name[-1] not in known]
    return min(len(new), 4) / 4


def _tokens(prose: _Prose) -> frozenset[str]:
    return frozenset(token for name in prose.names for token in name if len(token) > 2)


def _chains(paragraphs: Sequence[frozenset[str]], reach: int) -> list[int]:
    """Return for each gap how many words stand on both sides of it, `reach` paragraphs at most.

    After Galley and others, "Discourse segmentation of multi-party conversation" (ACL 2003): where
    few chains of repeated words cross, the subject changes. Time is linear in the words.
    """
    last: dict[str, int] = {}
    steps = [0] * (len(paragraphs) + 1)
    for at, words in enumerate(paragraphs):
        for word in words:
            before = last.get(word)
            if before is not None and at - before <= reach:
                steps[before] += 1
                steps[at] -= 1
            last[word] = at
    crossing, total = [], 0
    for step in steps[: len(paragraphs) - 1]:
        total += step
        crossing.append(total)
    return crossing


def _share_of_peak(chains: Sequence[int], at: int) -> float:
    """Return how many chains cross a gap, as a share of the most that cross one near it."""
    peak = max(chains[max(0, at - 8) : at + 9])
    return chains[at] / peak if peak else 1.0


def _resumes(prose: _Prose, known: set[str]) -> bool:
    """Whether a paragraph's first name is a lone one that was known: "Doe also said ..."."""
    return bool(prose.names) and len(prose.names[0]) == 1 and prose.names[0][0] in known


class _Marks:
    """Which typography the text before and after each gap keeps to: curly or straight marks."""

    def __init__(self, text: str, prose: Sequence[Line]) -> None:
        pieces = [text[line.start : line.end] for line in prose]
        self.curly = _sums([sum(map(piece.count, "’“”")) for piece in pieces])
        self.straight = _sums([sum(map(piece.count, "'\"")) for piece in pieces])

    def differ(self, gap: int) -> float:
        """Return how far the shares of curly marks before and after a gap differ, 0..1."""
        ends = ((0, gap + 1), (gap + 1, min(gap + 9, len(self.curly) - 1)))
        shares = []
        for start, end in ends:
            curly = self.curly[end] - self.curly[start]
            straight = self.straight[end] - self.straight[start]
            if curly + straight < 2:
                return 0.0
            shares.append(curly / (curly + straight))
        return abs(shares[0] - shares[1])


def _title_signs(text: str, title: Line, contents: Sequence[_Prose], n: int) -> list[float]:
    """What share of a title's content words the text after it has, and that before it."""
    if title.kind != "title":
        return [0.0, 0.0]
    terms = find_terms(text[title.start : title.end])
    if not terms:
        return [0.0, 0.0]
    right = _gather(contents[n + 1 :], WINDOW)
    left = _gather(contents[n::-1], WINDOW)
    return [sum(t in side for t in terms) / len(terms) for side in (right, left)]


def _read_prose(text: str, line: Line) -> _Prose:
    words = text[line.start : line.end]
    names = tuple(tuple(match[0].split()) for match in NAME.finditer(words))
    return _Prose(line.words, find_terms(words), names)


def _gather(contents: Sequence[_Prose], limit: int) -> set[str]:
    total: set[str] = set()
    words = 0
    for prose in contents:
        if words >= limit:
            break
        total.update(prose.terms)
        words += prose.words
    return total


def _likeness(contents: Sequence[_Prose], at: int) -> float:
    """Return how alike the vocabularies before and after paragraph `at` are, 0..1."""
    left = _gather(contents[max(0, at - 12) : at][::-1], WINDOW)
    right = _gather(contents[at : at + 12], WINDOW)
    return len(left & right) / sqrt(len(left) * len(right)) if left and right else 0.0


def _sums(values: Sequence[int]) -> list[int]:
    sums = [0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums
