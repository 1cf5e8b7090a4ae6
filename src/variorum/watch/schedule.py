"""When to ask again: pages ever more seldom, feeds as they allow, failures after growing pauses."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# After the first time a page was fetched.
AGES = tuple(timedelta(hours=hours) for hours in (1, 3, 12, 48, 168))
EVERY = timedelta(minutes=15)  # for feeds
SELDOM = timedelta(hours=4)  # at most, however seldom a feed says that it changes
FIRST_PAUSE = timedelta(minutes=5)  # after one failure; doubled for each that follows
LONGEST_PAUSE = timedelta(days=1)
LONGEST_WAIT = timedelta(days=7)  # that a host may ask for
TRIES = 8  # failures in a row after which a page is given up: about a day and a half
UNIT = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def plan_page(first: datetime, now: datetime, ages: Sequence[timedelta] = AGES) -> datetime | None:
    """Return when to fetch a page again that was first fetched at `first`; None: never.

    What was missed while the machine was off is not made up for.
    """
    return next((first + age for age in ages if first + age > now), None)


def may_hurry(first: datetime, last: datetime, now: datetime) -> bool:
    """Whether a page may be fetched before its time because its feed says that it changed.

    Feeds that say so always get less and less: an hour after the last time, and a quarter of the
    page's age.
    """
    return now - last >= max(AGES[0], (now - first) / 4)


def plan_feed(now: datetime, stated: timedelta | None, every: timedelta = EVERY) -> datetime:
    """Return when to read a feed again that says it stays good for `stated`."""
    return now + max(every, min(stated or every, SELDOM))


def plan_retry(failures: int, now: datetime, wait: float | None, chance: random.Random) -> datetime:
    """Return when to try again after so many failures in a row (from 1).

    The pause doubles, is up to half as long again by chance so that not all come back at once, and
    is never shorter than the `wait` in seconds that the server asked for.
    """
    doubled: int = 2 ** min(failures - 1, 20)
    pause = min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
    pause += pause * (chance.random() / 2)
    if wait is not None:
        pause = max(pause, min(timedelta(seconds=wait), LONGEST_WAIT))
    return now + pause


def read_retry_after(text: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks to wait; None: it says nothing sensible.

    >>> read_retry_after("120", datetime(2026, 3, 1, tzinfo=UTC))
    120.0
    """
    if text is None:
        return None
    if text.isascii() and text.isdigit():
        return float(min(int(text[:12]), int(LONGEST_WAIT.total_seconds())))
    try:
        time = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    seconds = (time - now).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT.total_seconds())


def read_ages(text: str) -> tuple[timedelta, ...]:
    """Read a schedule such as "1h,3h,12h,2d,7d"; ValueError says what is wrong. "" means never.

    >>> [str(age) for age in read_ages("90m, 2d")]
    ['1:30:00', '2 days, 0:00:00']
    """
    ages = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        if not (word[:-1].isascii() and word[:-1].isdigit() and word[-1] in UNIT) or len(word) > 6:
            raise ValueError(f"{word!r} is no age; write 30m, 3h or 2d")
        ages.append(timedelta(seconds=int(word[:-1]) * UNIT[word[-1]]))
    if ages != sorted(set(ages)):
        raise ValueError("the ages must grow, as in 1h,3h,12h,2d,7d")
    return tuple(ages)


def read_max_age(cache_control: str) -> timedelta | None:
    """Return for how long a Cache-Control header lets an answer be kept; None: it does not say."""
    for part in cache_control.lower().split(","):
        name, _, value = part.strip().partition("=")
        value = value.strip('"')
        if name == "max-age" and value.isascii() and value.isdigit():
            return timedelta(seconds=int(value[:9]))
    return None
