"""The age that articles give one unnamed person whom the event befell: "a 3-year-old girl"."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

from variorum.compare.agreement import content_words
from variorum.compare.order import days_apart
from variorum.model import Annotated, Article, Conflict, Span, Value
from variorum.text.numbers import read_number

_KINDS = {
    "boy": "boy son brother nephew grandson male",
    "girl": "girl daughter sister niece granddaughter female",
    "child": "child toddler baby infant kid",
    "man": "man father husband boyfriend",
    "woman": "woman mother wife girlfriend",
    "teen": "teen teenager student",
}
KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
AGED = re.compile(
    r"\b(?P<age>\d{1,3}|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)[\s-]years?[\s-]old"
    r"\s(?:(?!and\b|was\b|is\b)[\w’'-]+\s){0,2}?(?P<noun>" + "|".join(KIND) + r")s?\b",
    re.IGNORECASE,
)
ANY_AGE = re.compile(
    r"\b(?P<age>\d{1,3}|[a-z]+)[\s-]years?[\s-]old\b|,\s(?P<plain>\d{1,3}),", re.IGNORECASE
)
# Whom it befell: "the shooting of a ...", "shot a ...", "a ... was shot", "a ... has died".
BEFORE = re.compile(
    r"\b(?:(?:shooting|death|killing|murder|slaying|stabbing|wounding|kidnapping|injury)\s(?:death\s)?(?:of|to)"
    r"|(?:shot|killed|killing|wounded|wounding|injured|injuring|struck|striking|hit|hitting|stabbed|stabbing|left)"
    r"(?:\sand\s(?:killed|killing|wounded|wounding|injured|injuring))?)\s(?:an?|the|her|his|their)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\s?(?:from\s[A-Z]\w+\s|in\s[A-Z]\w+\s)?(?:,?\s?(?:who|that)\s)?(?:has\s|have\s|had\s)?"
    r"(?:(?:was|were|is|been|being)\s)?(?:\w+ly\s|in\s|also\s)?"
    r"(?:shot|killed|dead|died|wounded|injured|struck|hit|stabbed|hurt|drowned|critical\scondition|dies|pronounced\sdead)\b",
    re.IGNORECASE,
)
SHARED = 3  # content words of the two sentences
SOON = 30  # days
REACH = 60  # characters before an age in which the words stand that say it befell them


@dataclass(frozen=True, slots=True)
class _Victim:
    """An unnamed person with an age, and the content words of the sentence."""

    article: Article
    age: int
    span: Span
    words: frozenset[str]


def compare_victims(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the ages that two articles give to the one person of a kind that an event befell.

    Only where each article gives one such age for a kind ("boy", "girl", "man"), and has the
    other's age nowhere.
    """
    cases: dict[str, list[_Victim]] = defaultdict(list)
    every = {annotated.article.id: _all_ages(annotated.article) for annotated in articles}
    for annotated in articles:
        for kind, found in _find_victims(annotated).items():
            if len({victim.age for victim in found}) == 1:
                cases[kind].append(found[0])
    conflicts = []
    for kind, victims in cases.items():
        for one, other in combinations(victims[:40], 2):
            if not _differ(one, other, every):
                continue
            values = tuple(Value(v.article.cut(v.span), v.span) for v in (one, other))
            because = f"{one.age} against {other.age} for the one {kind} whom both tell of"
            conflicts.append(Conflict("age", f"age of the {kind}", "conflict", because, values))
            break
    return conflicts


def _differ(one: _Victim, other: _Victim, every: Mapping[str, AbstractSet[int]]) -> bool:
    """Whether the two are told of alike, soon after another, and neither report has both ages."""
    return (
        one.age != other.age
        and other.age not in every[one.article.id]
        and one.age not in every[other.article.id]
        and days_apart(one.article, other.article) <= SOON
        and len(one.words & other.words) >= SHARED
    )


def _find_victims(annotated: Annotated) -> dict[str, list[_Victim]]:
    """Return by kind those whom it befell, in text order."""
    article, found = annotated.article, defaultdict[str, list[_Victim]](list)
    for sentence in annotated.sentences:
        for match in AGED.finditer(article.text, sentence.start, sentence.end):
            age = _age(match["age"])
            start = max(sentence.start, match.start() - REACH)
            befell = BEFORE.search(article.text, start, match.start())
            if age is not None and (befell or AFTER.match(article.text, match.end(), sentence.end)):
                span = Span(article.id, *match.span())
                words = content_words(article.text, sentence)
                found[KIND[match["noun"].lower()]].append(_Victim(article, age, span, words))
    return found


def _all_ages(article: Article) -> set[int]:
    text = f"{article.title or ''}\n{article.text[article.start : article.end]}"
    ages = (_age(match["age"] or match["plain"]) for match in ANY_AGE.finditer(text))
    return {age for age in ages if age is not None}


def _age(words: str) -> int | None:
    number = float(words) if words.isdigit() else read_number(words.lower())
    return int(number) if number is not None and 0 < number < 116 else None
