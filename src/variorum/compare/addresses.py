"""The block of a street where two articles put one event."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from variorum.compare.agreement import content_words
from variorum.model import Annotated, Conflict, Span, Value

BLOCK = re.compile(
    r"(?<![\d,.])(?P<number>\d{1,2},\d{3}|\d{1,5})(?:th|st|nd|rd)?[\s-]block\s(?:of\s)?"
    r"(?P<street>(?:(?:[NSEW]|North|South|East|West|[NS][EW])\.?\s)?[A-Z0-9][\w’'.-]*(?:\s[A-Z][\w’'-]*){0,3})"
)
# Somebody's home is not where it happened: "Roe, of the 700 block of Elm Street".
HOME = re.compile(r"\b(?:liv(?:es?|ed|ing)|resid\w+|,\sof\sthe|home\saddress)\b", re.IGNORECASE)
KIND = re.compile(
    r"\s(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|way|highway|"
    r"hwy|parkway|pkwy|circle|terrace)\.?$"
)
COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}
SHARED = 3  # content words of the two sentences
WHOLE_BLOCKS = 100  # houses: "the 212 block" lies in "the 200 block"


def compare_addresses(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the streets on which two articles name different blocks for one event.

    Only where each of the two names one block of that street, in sentences that share words, and
    neither speaks of somebody's home.
    """
    by_street: dict[str, list[tuple[Annotated, int, Span, Span]]] = defaultdict(list)
    for annotated in articles:
        for street, stated in _blocks(annotated).items():
            if len({number for number, _, _ in stated}) == 1:
                by_street[street].append((annotated, *stated[0]))
    found = []
    for places in by_street.values():
        for one, other in combinations(places[:40], 2):
            if one[1] == other[1] or not _one_event(one[0], one[3], other[0], other[3]):
                continue
            values = tuple(Value(a.article.cut(span), span) for a, _, span, _ in (one, other))
            because = f"{one[1]} against {other[1]} for what is told in the same words"
            found.append(Conflict("place", values[0].value, "conflict", because, values))
            break
    return found


def _blocks(annotated: Annotated) -> dict[str, list[tuple[int, Span, Span]]]:
    """Return the blocks by street: number, its words, their sentence."""
    found: dict[str, list[tuple[int, Span, Span]]] = defaultdict(list)
    text = annotated.article.text
    for sentence, match in _matches(annotated):
        if not HOME.search(text, sentence.start, sentence.end):
            number = int(match["number"].replace(",", "")) // WHOLE_BLOCKS * WHOLE_BLOCKS
            span = Span(annotated.article.id, *match.span())
            found[_key(match["street"])].append((number, span, sentence))
    return found


def _matches(annotated: Annotated) -> Iterator[tuple[Span, re.Match[str]]]:
    for sentence in annotated.sentences:
        for match in BLOCK.finditer(annotated.article.text, sentence.start, sentence.end):
            yield sentence, match


def _key(street: str) -> str:
    """Return a street without its kind, its compass point written out."""
    bare = KIND.sub("", " ".join(street.casefold().split()))
    first, _, rest = bare.partition(" ")
    return f"{COMPASS.get(first.strip('.'), first)} {rest}".strip(" .’'")


def _one_event(one: Annotated, left: Span, other: Annotated, right: Span) -> bool:
    shared = content_words(one.article.text, left) & content_words(other.article.text, right)
    return len(shared) >= SHARED
