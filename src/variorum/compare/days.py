"""The day to which articles date one event, where they differ."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from variorum.compare.agreement import content_words
from variorum.model import Annotated, Article, Conflict, Dated, Value

SHARED = 0.7  # of the shorter clause's content words
LEAST = 5
# Night belongs to two days; a weekday in an article whose own day is a guess, to none for sure.
NAMED_DAY = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d|\d\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
NIGHT = re.compile(
    r"\b(?:night|midnight|overnight|early|late|morning|evening|a\.?m|p\.?m)\b", re.IGNORECASE
)


def compare_days(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return events that two articles date to different days, earliest first.

    Both dates must name the day of the month; a night shared between
    two days is no difference, nor is a relative date in an article undated or dated anew.
    """
    entries = [
        (annotated.article, dated, content_words(annotated.article.text, dated.span))
        for annotated in articles
        for dated in annotated.dates
        if dated.precision in {"day", "time"} and not dated.planned
    ]
    dates: dict[str, set[str]] = defaultdict(set)
    for article, dated, _ in entries:
        dates[article.id].add(dated.date[:10])
    found = []
    for one, other in combinations(entries[:120], 2):
        if one[0].id == other[0].id or one[1].date[:10] == other[1].date[:10]:
            continue
        shared = len(one[2] & other[2])
        if shared < LEAST or shared < SHARED * max(len(one[2]), len(other[2])) * 0.8:
            continue
        if one[1].date[:10] in dates[other[0].id] or other[1].date[:10] in dates[one[0].id]:
            continue  # an article that has both days tells two things
        if not _explicit(*one[:2]) or not _explicit(*other[:2]) or _one_night(one, other):
            continue
        found.append(_conflict(one[0], one[1], other[0], other[1]))
    return found


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
    because = f"{first.date[:10]} against {second.date[:10]} for what is told in the same words"
    return Conflict(
        "date", one.cut(first.span), "conflict", because,
        (Value(one.cut(first.when), first.when), Value(other.cut(second.when), second.when)),
    )  # fmt: skip
