"""The year in which two articles say that a thing was built, founded, painted or born."""

import re
from collections.abc import Iterator, Sequence

from variorum.compare.agreement import content_words
from variorum.compare.claims import Claim, compare_claims
from variorum.model import Annotated, Conflict, Span

# What is done to a thing but once.
MADE = re.compile(
    r"\b(?P<verb>built|founded|established|painted|born|erected|constructed|composed|commissioned)"
    r"\s(?:back\s)?in\s(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s)?"
    r"(?P<year>1[0-9]{3}|20\d\d)\b(?![\d-])"
)
FAR = 30  # years: the making of another thing, unless the sentences share ...
SHARED = 2  # ... content words


def compare_years(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return where two articles put the making of one thing in different years."""
    return compare_claims(articles, _find_years, _judge)


def _find_years(annotated: Annotated) -> Iterator[Claim[int]]:
    """Yield the years in text order, by the verb."""
    article = annotated.article
    for sentence in annotated.sentences:
        for match in MADE.finditer(article.text, sentence.start, sentence.end):
            span = Span(article.id, *match.span())
            words = content_words(article.text, sentence) - content_words(article.text, span)
            yield Claim(article, match["verb"], int(match["year"]), span, words)


def _judge(one: Claim[int], other: Claim[int]) -> Conflict | None:
    apart = abs(one.value - other.value)
    if not apart or (apart > FAR and len(one.words & other.words) < SHARED):
        return None
    because = f"{one.value} against {other.value}, and neither report has another such year"
    values = (one.say(), other.say())
    return Conflict("date", values[0].value, "conflict", because, values)
