"""Whether a court convicted a person whom another report says that it acquitted."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.compare.ages import person_key
from variorum.compare.order import sort_by_time
from variorum.model import Annotated, Article, Conflict, Span, Value

APPOSED = r"(?:,\s[^,.;:]{2,60},|,)?"
BEING = r"\s(?:was|is|has\sbeen|had\sbeen)\s(?:also\s|later\s|then\s|today\s)?"
ACQUITTED = r"(?P<acquitted>acquitted|cleared\sof|found\snot\sguilty|exonerated)"
CONVICTED = r"(?P<convicted>convicted|found\sguilty)"
RULED = re.compile(rf"{APPOSED}{BEING}(?:{ACQUITTED}|{CONVICTED})\b")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an article says that a court decided of a person."""

    article: Article
    person: str
    acquitted: bool
    value: Value


def compare_verdicts(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the persons of whom one article says acquitted and another convicted.

    An article that says both of a person, of several charges, is left out.
    """
    told: dict[str, list[Ruling]] = defaultdict(list)
    for annotated in articles:
        own: dict[str, list[Ruling]] = defaultdict(list)
        for ruling in _find_rulings(annotated):
            own[person_key(ruling.person)].append(ruling)
        for person, given in own.items():
            if len({ruling.acquitted for ruling in given}) == 1:
                told[person].append(given[0])
    found: dict[str, Conflict] = {}
    for person, rulings in told.items():
        for one, other in combinations(rulings, 2):
            if one.acquitted != other.acquitted:
                found.setdefault(person, _conflict(one, other))
    return list(found.values())


def _find_rulings(annotated: Annotated) -> Iterator[Ruling]:
    article = annotated.article
    for mention in annotated.mentions:
        name = " ".join(article.cut(mention.span).split())
        match = RULED.match(article.text, mention.span.end, article.end)
        if match and mention.kind == "person" and " " in name:
            span = Span(article.id, mention.span.start, match.end())
            yield Ruling(article, name, bool(match["acquitted"]), Value(article.cut(span), span))


def _conflict(one: Ruling, other: Ruling) -> Conflict:
    one, other, order = sort_by_time(one, other)
    values = (one.value, other.value)
    if order == "unknown":
        because = "acquitted in one report, convicted in another, and neither is certainly later"
        return Conflict("fact", one.person, "conflict", because, values)
    because = "acquitted in one report, convicted in another: the later one tells the newer verdict"
    return Conflict("fact", one.person, "update", because, values)
