"""The year in which two articles say that a thing was built, founded, painted or born."""

import re
from collections.abc import Iterator, Sequence

from variorum.compare.agreement import COMMON, WORD, content_words, stem
from variorum.compare.claims import Claim, compare_claims
from variorum.model import Annotated, Conflict, Span

# What is done to a thing but once.
MADE = re.compile(
    r"\b(?P<verb>built|founded|established|painted|born|erected|constructed|composed|commissioned)"
    r"\s(?:back\s)?in\s(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s)?"
    r"(?P<year>1[0-9]{3}|20\d\d)\b(?![\d-])"
)
SHARED = 2  # content words of the two sentences, the thing itself among them


def compare_years(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return where two articles put the making of one thing in different years.

    Only where both call it by the same word, in sentences that share another.
    """
    return compare_claims(articles, _find_years, _judge)


def _find_years(annotated: Annotated) -> Iterator[Claim[int]]:
    """Yield the years in text order, by the verb and the nearest name or noun before it."""
    article = annotated.article
    for sentence in annotated.sentences:
        for match in MADE.finditer(article.text, sentence.start, sentence.end):
            name = _find_name(article.text, sentence.start, match.start())
            if name:
                span = Span(article.id, *match.span())
                words = content_words(article.text, sentence) - content_words(article.text, span)
                thing = match["verb"], name[-1]
                yield Claim(article, thing, int(match["year"]), span, words, " ".join(name))


def _find_name(text: str, start: int, end: int) -> list[str]:
    """Return the last name or noun before a place; of a name the words that stand together."""
    words = [
        word
        for word in WORD.finditer(text, start, end)
        if word[0].casefold() not in COMMON and (word[0][0].isupper() or not word[0].endswith("ly"))
    ]
    first = len(words) - 1
    while (
        first > 0
        and words[first][0][0].isupper()
        and words[first - 1][0][0].isupper()
        and text[words[first - 1].end() : words[first].start()].isspace()
    ):
        first -= 1
    return [stem(word[0].casefold()) for word in words[max(first, 0) :]]


def _judge(one: Claim[int], other: Claim[int]) -> Conflict | None:
    own, others = set(one.name.split()), set(other.name.split())
    one_name = own <= others or others <= own
    if one.value == other.value or not one_name or len(one.words & other.words) < SHARED:
        return None
    because = f"{one.value} against {other.value}, and neither report has another such year"
    values = (one.say(), other.say())
    return Conflict("date", values[0].value, "conflict", because, values)
