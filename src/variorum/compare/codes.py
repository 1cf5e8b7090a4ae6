"""Flight numbers, models and roads: letters with a number that differ in the number alone."""

import re
from collections.abc import Iterator, Sequence

from variorum.compare.agreement import content_words
from variorum.compare.claims import Claim, compare_claims
from variorum.compare.units import have_same_digits
from variorum.model import Annotated, Conflict, Span

CODE = re.compile(
    r"(?<![\w#@/.-])(?P<letters>[A-Z]{1,4})(?P<join>[\s-]?)(?P<digits>\d{2,5})(?![\w/-]|[.,]\d)"
)
SHARED = 3  # content words of the two sentences; of a code with three digits one is enough
LONG = 3


def compare_codes(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the codes that two articles write with other digits, each once.

    Only where each has but one of these letters, with as many digits, of which one differs or two
    have changed places, in sentences that share words.
    """
    return compare_claims(articles, _find_codes, _judge)


def _find_codes(annotated: Annotated) -> Iterator[Claim[str]]:
    """Yield the codes in text order, by their letters."""
    article = annotated.article
    for sentence in annotated.sentences:
        for match in CODE.finditer(article.text, sentence.start, sentence.end):
            if match["join"] == " " and len(match["letters"]) < 2:
                continue  # "I 95 times"
            span = Span(article.id, *match.span())
            words = content_words(article.text, sentence)
            yield Claim(article, match["letters"], match["digits"], span, words)


def _judge(one: Claim[str], other: Claim[str]) -> Conflict | None:
    shared = len(one.words & other.words) + (SHARED - 1) * (len(one.value) >= LONG)
    if not _is_slip(one.value, other.value) or shared < SHARED:
        return None
    values = (one.say(), other.say())
    because = f"'{values[0].value}' and '{values[1].value}' for the same thing"
    return Conflict("name", values[0].value, "conflict", because, values)


def _is_slip(one: str, other: str) -> bool:
    """Whether two numbers have as many digits, and one other or two in each other's place."""
    if len(one) != len(other):
        return False
    places = sum(a != b for a, b in zip(one, other, strict=True))
    return places == 1 or (places == 2 and have_same_digits(one, other))
