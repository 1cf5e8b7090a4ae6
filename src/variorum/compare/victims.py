"""The age that articles give one unnamed person whom the event befell: "a 3-year-old girl"."""

import re
from collections.abc import Iterator, Sequence

from variorum.compare.ages import OLDEST
from variorum.compare.agreement import content_words
from variorum.compare.claims import Claim, compare_claims
from variorum.compare.order import days_apart
from variorum.model import Annotated, Article, Conflict, Span
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


def compare_victims(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the ages that two articles give to the one person of a kind that an event befell.

    Only where each article gives one such age for a kind ("boy", "girl", "man"), and has the
    other's age nowhere.
    """
    return compare_claims(articles, _find_victims, _judge)


def _judge(one: Claim[int], other: Claim[int]) -> Conflict | None:
    """Judge two who are told of alike, soon after another; neither report has both ages."""
    if (
        one.value == other.value
        or not (one.name and other.name)
        or len(one.words & other.words) < SHARED
        or days_apart(one.article, other.article) > SOON
        or other.value in _all_ages(one.article)
        or one.value in _all_ages(other.article)
    ):
        return None
    because = f"{one.value} against {other.value} for the one {one.thing} whom both tell of"
    values = (one.say(), other.say())
    return Conflict("age", f"age of the {one.thing}", "conflict", because, values)


def _find_victims(annotated: Annotated) -> Iterator[Claim[int]]:
    """Yield by kind those whom it befell, in text order; their `name` says so.

    Of a kind that nothing is said to have befallen, all of the kind: they may back others.
    """
    article = annotated.article
    befallen: list[Claim[int]] = []
    others: list[Claim[int]] = []
    for sentence in annotated.sentences:
        for match in AGED.finditer(article.text, sentence.start, sentence.end):
            age = _age(match["age"])
            if age is None:
                continue
            start = max(sentence.start, match.start() - REACH)
            befell = BEFORE.search(article.text, start, match.start())
            befell = befell or AFTER.match(article.text, match.end(), sentence.end)
            kind, span = KIND[match["noun"].lower()], Span(article.id, *match.span())
            words = content_words(article.text, sentence)
            claim = Claim(article, kind, age, span, words, name=befell[0] if befell else "")
            (befallen if befell else others).append(claim)
    yield from befallen
    kinds = {claim.thing for claim in befallen}
    yield from (claim for claim in others if claim.thing not in kinds)


def _all_ages(article: Article) -> set[int]:
    text = f"{article.title or ''}\n{article.text[article.start : article.end]}"
    ages = (_age(match["age"] or match["plain"]) for match in ANY_AGE.finditer(text))
    return {age for age in ages if age is not None}


def _age(words: str) -> int | None:
    number = float(words) if words.isdigit() else read_number(words.lower())
    return int(number) if number is not None and 0 < number < OLDEST else None
