"""The day to which articles date one event, where they differ."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from variorum.compare.agreement import content_words
from variorum.compare.order import DAY, compare_times, days_apart
from variorum.model import Annotated, Article, Conflict, ConflictVerdict, Dated, Value

SHARED = 0.56  # of the longer clause's content words, if there are as many as ...
LEAST = 5
FEW, NEARLY_ALL = 3, 0.8  # the same for short clauses
WEEK = 6  # days between two articles that name a weekday of one week
# Night belongs to two days; a weekday in an article whose own day is a guess, to none for sure.
NAMED_DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d|\d\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
# The day on which it was said, as likely as that on which it was.
TOLD = re.compile(
    r"\b(?:said|says|saying|told|announced|reported|according|tweeted|posted|wrote|court)\b"
)
NIGHT = re.compile(
    r"\b(?:night|midnight|overnight|early|late|morning|evening|a\.?m|p\.?m)\b", re.IGNORECASE
)


def compare_days(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return events that two articles date to different days, earliest first.

    Both name the day of the month, or both a weekday in reports of one week. A night shared between
    two days is no difference, nor is a relative date in an article undated or dated anew. What is
    planned for another day in a later article was put off.
    """
    entries = [
        (annotated.article, dated, content_words(annotated.article.text, dated.span))
        for annotated in articles
        for dated in annotated.dates
        if dated.precision in {"day", "time"}
    ]
    dates: dict[str, set[str]] = defaultdict(set)
    for article, dated, _ in entries:
        dates[article.id].add(dated.date[:10])
    found: dict[frozenset[str], Conflict] = {}
    for one, other in combinations(entries[:120], 2):
        if one[0].id == other[0].id or one[1].date[:10] == other[1].date[:10]:
            continue
        if one[1].planned != other[1].planned or not _are_alike(one[2], other[2]):
            continue
        if one[1].date[:10] in dates[other[0].id] or other[1].date[:10] in dates[one[0].id]:
            continue  # an article that has both days tells two things
        named = _explicit(*one[:2]) and _explicit(*other[:2])
        if not (named or _of_one_week(one, other)) or _one_night(one, other):
            continue
        both = frozenset({one[1].date[:10], other[1].date[:10]})
        found.setdefault(both, _conflict(one[0], one[1], other[0], other[1]))
    return list(found.values())


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses have most of their words in common."""
    shared, longest = len(one & other), max(len(one), len(other))
    return (shared >= LEAST and shared >= SHARED * longest) or (
        shared >= FEW and shared >= NEARLY_ALL * longest
    )


def _of_one_week(
    one: tuple[Article, Dated, frozenset[str]], other: tuple[Article, Dated, frozenset[str]]
) -> bool:
    """Whether both dates are a bare weekday, told in reports of which the days are known."""
    if compare_times(one[0], other[0]) == "unknown" and one[0].published != other[0].published:
        return False
    days = [date.fromisoformat(entry[1].date[:10]) for entry in (one, other)]
    return (
        len(one[2] & other[2]) >= LEAST
        and all(WEEKDAY.fullmatch(article.cut(dated.when)) for article, dated, _ in (one, other))
        and not any(TOLD.search(article.cut(dated.span)) for article, dated, _ in (one, other))
        and all(DAY.match(article.published or "") for article, _, _ in (one, other))
        and days_apart(one[0], other[0]) <= WEEK
        and abs((days[0] - days[1]).days) <= WEEK
    )


def _explicit(article: Article, dated: Dated) -> bool:
    """Whether the words name the day of the month."""
    return bool(NAMED_DAY.search(article.cut(dated.when)))


def _one_night(
    one: tuple[Article, Dated, frozenset[str]], other: tuple[Article, Dated, frozenset[str]]
) -> bool:
    days = [date.fromisoformat(entry[1].date[:10]) for entry in (one, other)]
    if abs((days[0] - days[1]).days) != 1:
        return False
    return any(NIGHT.search(article.cut(dated.span)) for article, dated, _ in (one, other))


def _conflict(one: Article, first: Dated, other: Article, second: Dated) -> Conflict:
    verdict: ConflictVerdict = "conflict"
    because = f"{first.date[:10]} against {second.date[:10]} for what is told in the same words"
    if first.planned and compare_times(one, other) != "unknown":
        verdict, because = "update", f"{because}, to come: the later article has another day"
    return Conflict(
        "date", one.cut(first.span), verdict, because,
        (Value(one.cut(first.when), first.when), Value(other.cut(second.when), second.when)),
    )  # fmt: skip
