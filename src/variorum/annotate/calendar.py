"""Days of the calendar: the moment that an article's words count from, and steps from it."""

# ruff: noqa: SIM905 - word lists read best as words

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from variorum.model import Article, Precision

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The article's own time, as precisely as it is known: the day, or only month or year."""

    year: int
    month: int | None
    day: date | None

    def __str__(self) -> str:
        """Return it in ISO 8601."""
        if self.day:
            return self.day.isoformat()
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A resolved date: ISO 8601 as precise as `precision`, with the reason."""

    date: str
    precision: Precision
    because: str
    planned: bool = False


def find_anchor(article: Article) -> Anchor | None:
    """Return when the article was published, else updated; None if it says neither."""
    for stated in (article.published, article.updated):
        match = ISO.match(stated or "")
        if match:
            year, month, day = (int(part) if part else None for part in match.groups())
            if not year:
                continue
            whole = make_day(year, month, day) if month and day else None
            if month and not 1 <= month <= 12:
                month = None
            return Anchor(year, month, whole)
    return None


def make_day(year: int, month: int, day: int) -> date | None:
    """Return the day; None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def step_days(day: date, days: int) -> date | None:
    """Return the day that many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def step_months(year: int, month: int, months: int) -> tuple[int, int] | None:
    """Return the year and month that many months later; None beyond the calendar."""
    count = year * 12 + month - 1 + months
    return (count // 12, count % 12 + 1) if 12 <= count < 12 * 9999 else None


def on_or_before(weekday: int, day: date) -> date | None:
    """Return the last such weekday that is not after `day`."""
    return step_days(day, -((day.weekday() - weekday) % 7))


def on_or_after(weekday: int, day: date) -> date | None:
    """Return the first such weekday that is not before `day`."""
    return step_days(day, (weekday - day.weekday()) % 7)


def week_in_one_month(day: date) -> str | None:
    """Return the ISO month in which the whole week (from Monday) of `day` lies, if one does."""
    monday = step_days(day, -day.weekday())
    sunday = step_days(day, 6 - day.weekday())
    if monday is None or sunday is None or monday.month != sunday.month:
        return None
    return f"{monday.year:04}-{monday.month:02}"


def last_day(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return monthrange(year, month)[1]
