"""Flight numbers, models and roads: letters with a number that differ in the number alone."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.compare.agreement import content_words
from variorum.model import Annotated, Article, Conflict, Span, Value

CODE = re.compile(
    r"(?<![\w#@/.-])(?P<letters>[A-Z]{1,4})(?P<join>[\s-]?)(?P<digits>\d{2,5})(?![\w/-]|[.,]\d)"
)
SHARED = 3  # content words of the two sentences; of a code with three digits one is enough
LONG = 3
FEW = 1  # digits in which two codes of one thing differ


@dataclass(frozen=True, slots=True)
class _Code:
    article: Article
    letters: str
    digits: str
    span: Span
    words: frozenset[str]


def compare_codes(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the codes that two articles write with other digits, each once.

    Only where each has but one of these letters, with as many digits, of which one differs or two
    have changed places, in sentences that share words.
    """
    by_letters: dict[str, list[_Code]] = defaultdict(list)
    for annotated in articles:
        own: dict[str, list[_Code]] = defaultdict(list)
        for sentence in annotated.sentences:
            for match in CODE.finditer(annotated.article.text, sentence.start, sentence.end):
                if match["join"] == " " and len(match["letters"]) < 2:
                    continue  # "I 95 times"
                span = Span(annotated.article.id, *match.span())
                words = content_words(annotated.article.text, sentence)
                code = _Code(annotated.article, match["letters"], match["digits"], span, words)
                own[match["letters"]].append(code)
        for letters, codes in own.items():
            if len({code.digits for code in codes}) == 1:
                by_letters[letters].append(codes[0])
    found = []
    for codes in by_letters.values():
        for one, other in combinations(codes[:40], 2):
            shared = len(one.words & other.words) + (SHARED - 1) * (len(one.digits) >= LONG)
            if _is_slip(one.digits, other.digits) and shared >= SHARED:
                values = tuple(Value(c.article.cut(c.span), c.span) for c in (one, other))
                because = f"'{values[0].value}' and '{values[1].value}' for the same thing"
                found.append(Conflict("name", values[0].value, "conflict", because, values))
                break
    return found


def _is_slip(one: str, other: str) -> bool:
    """Whether two numbers have as many digits, and one other or two in each other's place."""
    if one == other or len(one) != len(other):
        return False
    places = sum(a != b for a, b in zip(one, other, strict=True))
    return places == FEW or (places == 2 and sorted(one) == sorted(other))
