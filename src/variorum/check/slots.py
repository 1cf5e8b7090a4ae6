"""Twins of a draft's sentence, and what stands in them where the draft has a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from variorum.check.places import Place, Sources, find_places
from variorum.model import Span
from variorum.text.inflection import Token, find_tokens

TWIN = 0.75  # of a sentence's weight, numbers apart, that a twin has, in whatever order
ORDERED = 0.5  # of it, that it has in like order
AS_GOOD = 0.1  # of it, by which a twin may fall short of the best
LEAST = 3  # words of content that a sentence must have to have a twin


@dataclass(frozen=True, slots=True)
class Twin:
    """A place that says the same but for the numbers; `slots`: its token for the draft's, by place.

    A number of the draft without a counterpart is not in `slots`.
    """

    place: Place
    slots: Mapping[int, Token]


def find_twins(text: str, sentence: Span, sources: Sources, apart: Sequence[Span]) -> list[Twin]:
    """Return the best twins of a sentence; words in `apart` do not count."""
    tokens = find_tokens(text, sentence.start, sentence.end)
    known = [
        token
        for token in tokens
        if token.number is None and not any(s.start <= token.start < s.end for s in apart)
    ]
    if sum(token.content for token in known) < LEAST:
        return []
    rated = [
        (_cover(known, place, sources), place) for place in find_places(known, sources, ORDERED)
    ]
    best = max((share for share, _ in rated), default=0.0)
    return [
        Twin(place, _align(tokens, place.tokens, strict=place.share < TWIN))
        for share, place in rated
        if share >= max(TWIN, best - AS_GOOD)
    ]


def _cover(tokens: Sequence[Token], place: Place, sources: Sources) -> float:
    """Return the share of the words, by weight, that a place has in any order."""
    there = {token.lemma for token in place.tokens}
    whole = sum(map(sources.weight, tokens))
    have = sum(sources.weight(token) for token in tokens if token.lemma in there)
    return have / whole if whole else 0.0


def _align(tokens: Sequence[Token], there: Sequence[Token], *, strict: bool) -> dict[int, Token]:
    """Return the number of a place that stands where the draft's number starts.

    `strict`: only if the same word follows both, as where the order of the words differs.
    """
    ours, theirs = ([_mask(token) for token in side] for side in (tokens, there))
    return {
        tokens[code.src_start + step].start: there[code.dest_start + step]
        for code in LCSseq.opcodes(ours, theirs)
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
        if tokens[code.src_start + step].number is not None
        and not (
            strict and _next(tokens, code.src_start + step) != _next(there, code.dest_start + step)
        )
    }


def _next(tokens: Sequence[Token], at: int) -> str:
    """Return the next word of content after a place; "" at the end."""
    return next((token.lemma for token in tokens[at + 1 :] if token.content), "")


def _mask(token: Token) -> str:
    return token.lemma if token.number is None else "#"
