"""Which of two articles is the later one, by how certain a clock, and does it name a change?"""

import re
from typing import Literal, Protocol, TypeVar

from variorum.model import Annotated, Article
from variorum.text.clock import Interval, read_interval

Order = Literal["before", "after", "perhaps before", "perhaps after", "unknown"]
CHANGED = re.compile(
    r"\b(?:revised|corrected|updated|now|so\sfar|reached|taking|bringing|increased|raised|lowered|widened|extended|"
    r"rose|risen|climbed|grew|grown|up\sfrom|down\sfrom|earlier|previously|initially|originally)\b"
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
HOUR = re.compile(r"\d{4}-\d\d-\d\d[T ](?P<hour>\d\d:\d\d)(?::\d\d)?")


def clock_of(article: Article) -> Interval | None:
    """Return when the article's words were current: from its publication to its last update."""
    first, last = read_interval(article.published), read_interval(article.updated)
    if first and last and first.earliest <= last.latest:
        return Interval(first.earliest, last.latest)
    return first or last


def by_time(one: Annotated) -> tuple[bool, float, str]:
    """Earliest first, undated last."""
    interval = read_interval(one.article.published) or read_interval(one.article.updated)
    moment = interval.latest.timestamp() if interval else 0.0
    return (interval is None, moment, one.article.id)


def compare_times(one: Article, other: Article) -> Order:
    """Return whether `one` came before `other`.

    "perhaps" where only the printed days say so, or printed hours of which no zone is known.
    """
    left, right = clock_of(one), clock_of(other)
    if left is None or right is None:
        return "unknown"
    if left.before(right):
        return "before"
    if right.before(left):
        return "after"
    days = [DAY.match(article.updated or article.published or "") for article in (one, other)]
    if days[0] and days[1] and days[0][0] != days[1][0]:
        return "perhaps before" if days[0][0] < days[1][0] else "perhaps after"
    hours = [HOUR.fullmatch(article.updated or article.published or "") for article in (one, other)]
    if hours[0] and hours[1] and hours[0]["hour"] != hours[1]["hour"]:
        return "perhaps before" if hours[0]["hour"] < hours[1]["hour"] else "perhaps after"
    return "unknown"


class Told(Protocol):
    """What an article says."""

    @property
    def article(self) -> Article:
        """The article."""


Telling = TypeVar("Telling", bound=Told)


def sort_by_time(one: Telling, other: Telling) -> tuple[Telling, Telling, Order]:
    """Return what two articles say, the earlier first, and how sure that is.

    "before", "perhaps before", or "unknown", when both stay as they are.
    """
    order = compare_times(one.article, other.article)
    if order == "after":
        return other, one, "before"
    if order == "perhaps after":
        return other, one, "perhaps before"
    return one, other, order


def days_apart(one: Article, other: Article) -> int:
    """Return how many days lie between two articles at most; 0 if a clock is not known."""
    left, right = clock_of(one), clock_of(other)
    if left is None or right is None:
        return 0
    return abs(max(left.latest, right.latest) - min(left.earliest, right.earliest)).days


def names_change(text: str, start: int, end: int) -> bool:
    """Whether words say that what an article tells there is another number than before.

    >>> names_change("The toll has risen to 12.", 0, 25)
    True
    """
    return CHANGED.search(text, start, end) is not None
