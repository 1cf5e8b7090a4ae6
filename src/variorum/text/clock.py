"""ISO 8601 times of unequal precision, as the intervals that they really say.

"2022-05-24" without a zone may be any moment between the start of that day in the easternmost
zone (UTC+14) and its end in the westernmost (UTC-12). Order is asserted only between intervals
that do not overlap.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from variorum.quick import quick

EASTMOST = timedelta(hours=14)
WESTMOST = timedelta(hours=-12)
ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)


@quick
@dataclass(frozen=True, slots=True)
class Interval:
    """The moments, in UTC, between which a stated time lies; both ends are possible."""

    earliest: datetime
    latest: datetime

    def before(self, other: "Interval") -> bool:
        """Whether this is certainly earlier than `other`."""
        return self.latest < other.earliest


def read_interval(iso: str | None) -> Interval | None:
    """Return the interval that an ISO 8601 string says; None if it says none.

    >>> print(read_interval("2022-05-24T11:19+09:00").earliest)
    2022-05-24 02:19:00+00:00
    >>> read_interval("2022-05-24").before(read_interval("2022-05-25"))
    False
    >>> read_interval("2022-05-24").before(read_interval("2022-05-27"))
    True
    """
    match = ISO.fullmatch(iso or "")
    if not match:
        return None
    try:
        first, last = _ends(match)
    except ValueError:  # "2022-13-41"
        return None
    zone = match["zone"]
    if zone is None:
        return Interval(_shift(first, -EASTMOST), _shift(last, -WESTMOST))
    offset = _offset(zone)
    return Interval(_shift(first, -offset), _shift(last, -offset))


def _shift(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:  # year 1 or 9999: the zone does not matter
        return moment


def _ends(match: re.Match[str]) -> tuple[datetime, datetime]:
    year = int(match["year"])
    month, last_month = int(match["month"] or 1), int(match["month"] or 12)
    day, last_day = int(match["day"] or 1), int(match["day"] or monthrange(year, last_month)[1])
    hour, last_hour = int(match["hour"] or 0), int(match["hour"] or 23)
    minute, last_minute = int(match["minute"] or 0), int(match["minute"] or 59)
    second, last_second = int(match["second"] or 0), int(match["second"] or 59)
    return (
        datetime(year, month, day, hour, minute, second, tzinfo=UTC),
        datetime(year, last_month, last_day, last_hour, last_minute, last_second, tzinfo=UTC),
    )


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta(0)
    sign = -1 if zone[0] == "-" else 1
    return sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
