"""The words and marks of a paragraph, with their sentences and the quotations they stand in: what
every tagger of attributions reads.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.annotate.quotes import Quoted
from variorum.quick import quick

TOKEN = re.compile(
    r"''|``"
    r"|[^\W_]+(?:[.,](?=\d)[^\W_]+|\.(?=[a-z]|[A-Z](?:\b|\.))[^\W_]+|[-'’&](?!s\b)[^\W_]+)*"
    r"|['’]s\b|--+|\.\.\.|\S"
)
DATELINE = re.compile(
    r"(?=[^a-z]*[A-Z]{3})[A-Z][^\n—–]{1,60}?(?:\([A-Z][A-Za-z. ]{1,20}\))?\s*(?:—|–|--|\s-\s)\s*"
)
DATELINE_START = re.compile(r"[A-Z][A-Z.'’\- ]{2,}|\([A-Z][A-Za-z. ]{1,20}\)")
SENTENCE_CLOSERS = frozenset(".!?…")


@quick
@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of one paragraph: their characters, `[start, end)` in the text, and
    where they stand: `quote` is "O" outside, "B" an opening mark, "I" inside, "E" a closing mark,
    "b", "i", "e" likewise of an inner quotation's marks; `marks` has a blank for a word, “ for a
    mark of or in a quotation, else a mark's first character; `sentence` counts from 0.
    """

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quote: str
    marks: str
    region: tuple[int, ...]  # index into `regions`, or -1 outside
    regions: tuple[Quoted, ...]  # outermost ones
    sentence: tuple[int, ...]
    is_first: bool  # of the article: mostly the headline


def skip_dateline(text: str, start: int, end: int) -> int:
    """Return where a paragraph goes on after "LONDON (Reuters) —"; `start` if it has no dateline.

    >>> skip_dateline("DAVOS, Switzerland (AP) — He left.", 0, 34)
    26
    """
    match = DATELINE.match(text, start, min(end, start + 90))
    if match and DATELINE_START.search(match[0]) and len(match[0].split()) <= 9:
        head = match[0]
        if sum(c.isupper() for c in head.split()[0]) >= 3 or "(" in head:
            return match.end()
    return start


def read_words(
    text: str, start: int, end: int, quotes: Sequence[Quoted], *, is_first: bool = False
) -> Words:
    """Cut a paragraph into words and marks; `quotes` are those of this paragraph, in order."""
    outer = [quote for quote in quotes if not quote.depth and quote.end > start]
    bounds = [match.span() for match in TOKEN.finditer(text, start, end)]
    if quotes:
        marks = {q.start for q in quotes if q.opened} | {
            q.end - q.closing for q in quotes if q.closed
        }
        bounds = [
            part
            for one in bounds
            for part in (_part_mark(text, *one) if one[0] in marks else (one,))
        ]
    texts = [text[first:last] for first, last in bounds]
    starts = [first for first, _ in bounds]
    ends = [last for _, last in bounds]
    quote, region = _mark_quotes(starts, ends, quotes, outer)
    return Words(
        texts=tuple(texts),
        starts=tuple(starts),
        ends=tuple(ends),
        quote=quote,
        marks="".join(
            [
                " " if word[0].isalnum() else word[0] if state == "O" else "“"
                for word, state in zip(texts, quote, strict=True)
            ]
        ),
        region=region,
        regions=tuple(outer),
        sentence=_count_sentences(texts, quote),
        is_first=is_first,
    )


def _part_mark(text: str, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Part a quotation's mark from an "s" that makes it look like a genitive's: "'s'"."""
    if last - first == 2 and text[first] in "'’" and text[first + 1] == "s":
        return (first, first + 1), (first + 1, last)
    return ((first, last),)


def _mark_quotes(
    starts: list[int], ends: list[int], quotes: Sequence[Quoted], outer: list[Quoted]
) -> tuple[str, tuple[int, ...]]:
    states = ["O"] * len(starts)
    region = [-1] * len(starts)
    for number, quote in enumerate(outer):
        first = bisect_right(ends, quote.start)
        at = first
        while at < len(starts) and starts[at] < quote.end:
            states[at] = "I"
            region[at] = number
            at += 1
        if at > first:
            if quote.opened:
                states[first] = "B"
            if quote.closed:
                states[at - 1] = "E"
    for quote in quotes:
        if quote.depth:
            first = bisect_right(ends, quote.start)
            last = bisect_right(ends, quote.end - 1)
            if first < len(states) and starts[first] == quote.start and states[first] == "I":
                states[first] = "b"
            if last < len(states) and ends[last] == quote.end and states[last] == "I":
                states[last] = "e"
    return "".join(states), tuple(region)


def _count_sentences(texts: list[str], quote: str) -> tuple[int, ...]:
    """Number the sentences; a quotation's end closes one only before a capital letter."""
    numbers, number, ended = [], 0, False
    for at, word in enumerate(texts):
        if ended and quote[at] not in "Eeb":
            if word[0].isupper() or word[0].isdigit() or quote[at] in "Bb":
                number += 1
            ended = False
        numbers.append(number)
        if word[0] in SENTENCE_CLOSERS:
            previous = texts[at - 1] if at else ""
            ended = word != "." or not is_abbreviation(previous)
        elif quote[at] in "OI":
            ended = False
    return tuple(numbers)


ABBREVIATION_WORDS = """mr mrs ms dr sen rep gov gen col lt sgt capt prof rev hon st jr sr vs no u.s
    u.n u.k d.c a.m p.m jan feb mar apr jun jul aug sept sep oct nov dec inc corp co ltd e.g i.e
    dept"""
ABBREVIATIONS = frozenset(ABBREVIATION_WORDS.split())


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after this word need not end a sentence ("Mr", "U.S", an initial)."""
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper())


def shape_of(word: str) -> str:
    """Return how it is written: "l" small, "C" capital, "U" capitals, "d" digits, "p" mark."""
    first = word[0]
    if first.isalpha():
        if word.islower():
            return "l"
        if len(word) == 1:
            return "C"
        return "U" if word.isupper() else "C" if first.isupper() else "m"
    return "d" if first.isdigit() else "p"
