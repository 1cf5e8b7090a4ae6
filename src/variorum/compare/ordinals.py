"""Ordinals and magnitudes as figures: "the seventh rise in a row", "a magnitude of 6.3"."""

import re
from collections.abc import Iterator

from variorum.compare.measured_words import ORDERED
from variorum.model import Annotated, Figure, Span
from variorum.text.inflection import lemmatise

_WORDS = """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"""
WORDS = {word: number for number, word in enumerate(_WORDS.split(), 2)}
MAGNITUDE = re.compile(
    r"\bmagnitude(?:\sof|,)?\s(?P<after>\d(?:\.\d)?)\b|\b(?P<before>\d\.\d)[\s-]magnitude\b"
)
ORDINAL = re.compile(
    rf"\b(?P<word>{'|'.join(WORDS)}|\d{{1,3}}(?:st|nd|rd|th))(?:\s(?:straight|consecutive|such|successive|\w+ly))?"
    r"\s(?P<noun>[a-z]{3,})\b(?!\s(?:of|and)\s)",
    re.IGNORECASE,
)


def find_ordinals(annotated: Annotated) -> Iterator[Figure]:
    """Yield the ordinals before a noun of which they count off the like, and magnitudes.

    The quantity is "nth" and the noun's class: `variorum.compare.measured_words.ORDERED`.
    """
    article = annotated.article
    for sentence in annotated.sentences:
        for match in ORDINAL.finditer(article.text, sentence.start, sentence.end):
            noun = ORDERED.get(lemmatise(match["noun"].lower()))
            if noun is None:
                continue
            word = match["word"].lower()
            number = float(WORDS.get(word) or word[:-2])
            yield Figure(f"nth {noun}", number, number, None, Span(article.id, *match.span()))
        for match in MAGNITUDE.finditer(article.text, sentence.start, sentence.end):
            number = float(match["after"] or match["before"])
            span = Span(article.id, *match.span("after" if match["after"] else "before"))
            yield Figure("magnitude", number, number, None, span)
