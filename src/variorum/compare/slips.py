"""A name that a copy wrote wrongly: two like sentences, two like words, one of them unheard of."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from rapidfuzz.distance import OSA

from variorum.compare.differences import is_known
from variorum.compare.spellings import is_other_name
from variorum.model import Span
from variorum.text.inflection import lemmatise
from variorum.text.letters import plain_letters

NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")
BESIDE = re.compile(r"\w+")
LONG = 8  # letters of a word in which two may be wrong


def read_capitals(text: str, span: Span) -> frozenset[str]:
    """Return the capitalised words of a span."""
    return frozenset(NAME.findall(text, span.start, span.end))


def have_slips(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether a word that only one has may be a slip for one that only the other has.

    >>> have_slips({"Ostby", "Lindgren"}, {"Ostby", "Lindgern"})
    True
    """
    return any(is_slip(left, right) for left in one - other for right in other - one)


@lru_cache(maxsize=50_000)
def is_slip(one: str, other: str) -> bool:
    """Whether two words are one name, once written wrongly: not two names, nor two spellings."""
    left, right = plain_letters(one), plain_letters(other)
    longest = max(len(left), len(right))
    if left == right or longest - min(len(left), len(right)) > 1 or left[:1] != right[:1]:
        return False
    if OSA.distance(left, right) > (2 if longest >= LONG else 1):
        return False
    if is_other_name(left, right) or lemmatise(left) == lemmatise(right):
        return False
    return not (is_known(left) and is_known(right))  # "Price" and "Prince" are two


def find_slips(one: str, here: Span, other: str, there: Span) -> Iterator[tuple[Span, Span]]:
    """Yield the two places of each slip between two like sentences of two texts.

    The word before or the word after is the same.
    """
    rivals = _find_names(other, there)
    for span, (before, after) in _find_names(one, here):
        for rival, (ahead, behind) in rivals:
            if not ((before and before == ahead) or (after and after == behind)):
                continue
            if is_slip(one[span.start : span.end], other[rival.start : rival.end]):
                yield span, rival


@lru_cache(maxsize=5_000)
def _find_names(text: str, sentence: Span) -> tuple[tuple[Span, tuple[str, str]], ...]:
    """Return the capitalised words of a sentence, each with the words on both sides."""
    found = []
    for match in NAME.finditer(text, sentence.start, sentence.end):
        before = BESIDE.findall(text, max(sentence.start, match.start() - 20), match.start())
        after = BESIDE.findall(text, match.end(), min(sentence.end, match.end() + 20))
        around = (before[-1:] or [""])[0], (after[:1] or [""])[0]
        found.append((Span(sentence.article, *match.span()), around))
    return tuple(found)
