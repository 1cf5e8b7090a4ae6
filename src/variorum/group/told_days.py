"""Which days an article names: "October 12", "the 3rd of May, 2029", and in its lead "Monday".

A report weeks after the event seldom names the people of the first reports, but often their day.
The weekdays tell events apart where it is not known when articles were written.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from variorum.text.months import MONTHS

WEEKDAYS = {
    name: -number
    for number, name in enumerate(("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"), 1)
}
LEAD = 900  # characters in which a weekday is the event's more often than not
MOST = 12  # days of one article: more are a chronicle's
OWN = 1  # days around its publication that an article names without telling anything by it
REPORTED = 2  # days before its publication of which an article tells as news
AHEAD = 45  # days: a day without a year lies no farther ahead of the article
EPOCH = date(1970, 1, 1)
LEAP = 2000  # has all days
LAST = (date(2100, 1, 1) - EPOCH).days  # days before 1970 and from here on are left out
_MONTH = (
    r"(?P<m{0}>(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b)\.?"
)
_DAY = r"(?P<d{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:,|\sof)?\s(?P<y{0}>\d{{4}})\b)?"
WEEKDAY = re.compile(
    rf"\b({'|'.join(WEEKDAYS)})day\b(?!\s(?:Times|Herald|Post|Mail|Mirror|Express|Telegraph))"
)
NAMED = re.compile(
    rf"\b{_MONTH.format(1)}\s{_DAY.format(1)}(?![\d:%]|[.,]\d|\s?[ap]\.?m){_YEAR.format(1)}"
    rf"|\b{_DAY.format(2)}\s(?:of\s)?{_MONTH.format(2)}(?!\s\d\d?\b){_YEAR.format(2)}"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
)


def find_told_days(text: str, day: float | None) -> list[int]:
    """Return the days that a text names, in order, each once, but for its own: the first MOST.

    `day` is that of the article, counted from 1970 as those returned are. With it a day whose year
    the text does not give is the nearest before the article, or AHEAD of it; without, it is
    returned as `strip_year` does. Weekdays of the LEAD come as -7 (Sunday) to -1 (Monday).

    >>> find_told_days("She fell on May 3, 2029 and again on Monday, June 5.", None)
    [-197, -1, 21672]
    """
    own = int(day) if day is not None and 0 <= day < LAST else None
    found: set[int] = set()
    for told in _resolve_all(text, own):
        if own is None or abs(told - own) > OWN:
            found.add(told)
            if len(found) == MOST:
                break
    found.update(WEEKDAYS[name] for name in WEEKDAY.findall(text, 0, LEAD))
    return sorted(found)


def list_reported(day: float | None) -> range:
    """Return the days that an article may report as news: its own and REPORTED before.

    >>> list_reported(21672.5)
    range(21670, 21673)
    """
    if day is None or not REPORTED <= day < LAST:
        return range(0)
    return range(int(day) - REPORTED, int(day) + 1)


def find_weekday(told: int) -> int:
    """Return the number in WEEKDAYS of a day counted from 1970.

    >>> find_weekday(0) == WEEKDAYS["Thurs"]
    True
    """
    return -1 - (told + 3) % 7


def strip_year(told: int) -> int:
    """Return a negative number for the month and day of a day counted from 1970.

    >>> strip_year(21672)
    -163
    """
    return _code(EPOCH + timedelta(days=told))


def _code(told: date) -> int:
    return -32 * told.month - told.day


def _resolve_all(text: str, own: int | None) -> Iterator[int]:
    for match in NAMED.finditer(text):
        form = next(number for number in "123" if match[f"m{number}"])
        name, of, year = (match[f"{part}{form}"] for part in "mdy")
        month = int(name) if name.isdigit() else MONTHS[name.casefold()]
        with suppress(ValueError):  # "May 32"
            named = date(int(year or LEAP), month, int(of))
            if year is None and own is None:
                yield _code(named)
            else:
                told = named if year or own is None else _find_last(named, own + AHEAD)
                if 0 <= (days := (told - EPOCH).days) < LAST:
                    yield days


def _find_last(named: date, latest: int) -> date:
    """Return the last day up to `latest` of that month and day; ValueError if it is in no year."""
    until = EPOCH + timedelta(days=latest)
    this = named.replace(year=until.year)
    return this if this <= until else named.replace(year=until.year - 1)
