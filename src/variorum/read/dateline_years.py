"""The year of a dateline that gives none, from the other articles of a pile.

"VIENNA, Oct 26 (Reuters) -" is all the date that a wire copy often has. Its year is that of the
dated articles around it: one year alone puts the day near one of them, and a weekday that the
report names first ("on Sunday") must be that day's or the day's before.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from variorum.model import Article
from variorum.read.times import MONTH, YEAR
from variorum.text.months import MONTHS

NEAR = timedelta(days=45)  # between two reports of one pile that one event may have
OPENING = 700  # characters of a report, in which it says on which day of the week
DAY = re.compile(
    rf"\b(?:(?P<month>{MONTH})\b\.?\s(?P<day>\d\d?)|(?P<day2>\d\d?)\.?\s(?P<month2>{MONTH})\b)"
    rf"(?!\d|,?\s{YEAR})",
    re.IGNORECASE,
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")


def date_by_company(articles: Sequence[Article]) -> list[Article]:
    """Return the articles, those dated that are dated by no more than their dateline's day.

    One whose year is in doubt stays without a date.
    """
    days = {day for one in articles if (day := _read_day(one.published or one.updated))}
    if not days or all(one.published or one.updated for one in articles):
        return list(articles)
    return [_date(one, days) for one in articles]


def _read_day(printed: str | None) -> date | None:
    try:
        return date.fromisoformat((printed or "")[:10])
    except ValueError:
        return None


def _date(article: Article, days: Iterable[date]) -> Article:
    line = article.dateline
    if article.published or article.updated or line is None:
        return article
    match = DAY.search(article.text, line.start, line.end)
    if match is None:
        return article
    month = MONTHS[(match["month"] or match["month2"]).casefold()[:3]]
    day = int(match["day"] or match["day2"])
    opening = article.text[line.end : min(article.end, line.end + OPENING)]
    fitting = {
        found
        for known in days
        for year in (known.year - 1, known.year, known.year + 1)
        if (found := _make_day(year, month, day)) and abs(found - known) <= NEAR
        if _fits(found, opening)
    }
    if len(fitting) != 1:
        return article
    return replace(article, published=fitting.pop().isoformat())


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 30 February
        return None


def _fits(day: date, opening: str) -> bool:
    """Whether the first weekday that a report names is the day's or the day's before; or none."""
    named = WEEKDAY.search(opening)
    near = {WEEKDAYS[day.weekday()], WEEKDAYS[(day - timedelta(days=1)).weekday()]}
    return named is None or named[0] in near
