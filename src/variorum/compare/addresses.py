"""The block of a street where two articles put one event."""

import re
from collections.abc import Iterator, Sequence

from variorum.compare.agreement import content_words
from variorum.compare.claims import Claim, compare_claims
from variorum.model import Annotated, Conflict, Span

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
    return compare_claims(articles, _find_blocks, _judge)


def _find_blocks(annotated: Annotated) -> Iterator[Claim[int]]:
    """Yield the blocks of streets in text order."""
    article = annotated.article
    for sentence in annotated.sentences:
        for match in BLOCK.finditer(article.text, sentence.start, sentence.end):
            if not HOME.search(article.text, sentence.start, sentence.end):
                number = int(match["number"].replace(",", "")) // WHOLE_BLOCKS * WHOLE_BLOCKS
                span = Span(article.id, *match.span())
                words = content_words(article.text, sentence)
                yield Claim(article, _key(match["street"]), number, span, words)


def _judge(one: Claim[int], other: Claim[int]) -> Conflict | None:
    if one.value == other.value or len(one.words & other.words) < SHARED:
        return None
    values = (one.say(), other.say())
    because = f"{one.value} against {other.value} for what is told in the same words"
    return Conflict("place", values[0].value, "conflict", because, values)


def _key(street: str) -> str:
    """Return a street without its kind, its compass point written out."""
    bare = KIND.sub("", " ".join(street.casefold().split()))
    first, _, rest = bare.partition(" ")
    return f"{COMPASS.get(first.strip('.'), first)} {rest}".strip(" .’'")
