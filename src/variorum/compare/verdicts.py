"""What a court decided of a person, and what that person pleaded, where two reports say opposites.

Acquitted and convicted, denied and admitted, guilty and not guilty.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.compare.ages import person_key
from variorum.compare.order import sort_by_time
from variorum.model import Annotated, Article, Conflict, Span, Value

# Between a person's name and the verb: "Roe, 41,", "Roe, the former mayor, and Ann Poe, 33,".
APPOSED = r"(?:,\s[^,.;:]{1,60},|,)?"
OTHERS = r"(?:\sand\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}(?:,\s\d{1,3},)?)?"
BEING = (
    r"\s(?:was|were|is|are|has\sbeen|had\sbeen|have\sbeen)"
    r"\s(?:also\s|later\s|then\s|today\s|each\s)?"
)
HAVING = r"\s(?:has\s|had\s|have\s)?(?:also\s|always\s|earlier\s)?"
CHARGES = (
    r"(?:(?:all|any|the|both|each|his|her|their|these|those)\s(?:of\sthe\s)?(?:\w+\s)?"
    r"(?:charges?|allegations?|accusations?|wrongdoing|guilt|counts?)|wrongdoing|guilt|everything)"
)
# Each pair: what the one is called, what the other, and the words for both.
OPPOSITES = (
    (
        "acquitted",
        "convicted",
        re.compile(
            rf"{APPOSED}{OTHERS}{BEING}(?:(?P<one>acquitted|cleared\sof|found\snot\sguilty|exonerated)"
            r"|(?P<other>convicted|found\sguilty|sentenced|jailed|imprisoned|given\s(?:a\s|an\s)?(?:[\w-]+\s){0,2}sentences?))\b"
            rf"|{APPOSED}{OTHERS}\s(?P<got>(?:got|received)\s(?:a\s|an\s)?(?:[\w-]+\s){{0,2}}sentences?)\b"
        ),
    ),
    (
        "denied the charges",
        "admitted them",
        re.compile(
            rf"{APPOSED}{OTHERS}{HAVING}(?:(?P<one>denie[ds]\s{CHARGES}|pleaded\snot\sguilty|pled\snot\sguilty)"
            rf"|(?P<other>(?:admit(?:ted|s)|confess(?:ed|es)\sto)\s{CHARGES}|ple(?:aded|d)\sguilty|confessed\b))"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an article says that a court decided of a person, or the person pleaded.

    `first` is whether it is the first of a pair of opposites.
    """

    article: Article
    person: str
    first: bool
    value: Value


def compare_verdicts(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the persons of whom two articles say opposites, in the order of the pairs.

    An article that says both of a person, of several charges, is left out.
    """
    return [
        conflict
        for one, other, pattern in OPPOSITES
        for conflict in _compare(articles, one, other, pattern)
    ]


def _compare(
    articles: Sequence[Annotated], one: str, other: str, pattern: re.Pattern[str]
) -> Iterator[Conflict]:
    told: dict[str, list[Ruling]] = defaultdict(list)
    for annotated in articles:
        own: dict[str, list[Ruling]] = defaultdict(list)
        for ruling in _find_rulings(annotated, pattern):
            own[ruling.person].append(ruling)
        for person, given in own.items():
            if len({ruling.first for ruling in given}) == 1:
                told[person].append(given[0])
    for rulings in told.values():
        for left, right in combinations(rulings, 2):
            if left.first != right.first:
                yield _conflict(left, right, (one, other))
                break


def _find_rulings(annotated: Annotated, pattern: re.Pattern[str]) -> Iterator[Ruling]:
    """Yield what is said of the persons whom the article names in full, by key."""
    article = annotated.article
    people = [
        (mention, " ".join(article.cut(mention.span).split()))
        for mention in annotated.mentions
        if mention.kind == "person"
    ]
    full = {person_key(name) for _, name in people if " " in name}
    for mention, name in people:
        last = name.split()[-1].casefold()
        keys = [person_key(name)] if " " in name else [k for k in full if k.split()[-1] == last]
        match = pattern.match(article.text, mention.span.end, article.end)
        if match and len(keys) == 1:
            span = Span(article.id, mention.span.start, match.end())
            yield Ruling(article, keys[0], bool(match["one"]), Value(article.cut(span), span))


def _conflict(left: Ruling, right: Ruling, names: tuple[str, str]) -> Conflict:
    early, late, order = sort_by_time(left, right)
    values = (early.value, late.value)
    about = left.person.title()
    one, other = names if early.first else names[::-1]
    because = f"{one} in one report, {other} in another"
    if order == "unknown":
        because += ", and neither is certainly later"
        return Conflict("fact", about, "conflict", because, values)
    because += ": the later one tells the newer state"
    return Conflict("fact", about, "update", because, values)
