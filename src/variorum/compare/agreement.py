"""Whether two places speak of one thing: the content words and names that they share."""

# ruff: noqa: SIM905 - word lists read best as words

import re

from variorum.model import Span

WORD = re.compile(r"[^\W\d_][\w’'-]+")
COMMON = frozenset(
    "the a an and or but nor of in on at by to for from with as is are was were be been being has "
    "have had do does did will would can could may might shall should must not no it its he she "
    "they we you his her their our your this that these those there here which who whom whose "
    "what when where why how than then so if while after before since until because about into "
    "over under out up down off also just only more most some any all each both other another "
    "said says say told according later earlier ago still yet even very much many one two three "
    "mr mrs ms dr him them us me my monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sept sep oct nov dec year years month months week weeks day days "
    "morning afternoon evening night last next first new people time times".split()
)
ENDING = re.compile(r"(?:[’']s|s[’']|ing|ies|es|ed|s)$")


def content_words(text: str, span: Span) -> frozenset[str]:
    """Return the stems of the words at `span` that carry content.

    >>> sorted(content_words("The bank robbers robbed two banks", Span("a", 0, 33)))
    ['bank', 'robb', 'robber']
    """
    return frozenset(
        stem(word)
        for match in WORD.finditer(text, span.start, span.end)
        if (word := match[0].casefold()) not in COMMON
    )


def stem(word: str) -> str:
    """Return a word without its commonest endings."""
    return ENDING.sub("", word) if len(word) > 4 else word
