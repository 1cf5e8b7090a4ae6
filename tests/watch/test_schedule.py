import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.watch.schedule import (
    LONGEST_PAUSE,
    may_hurry,
    plan_feed,
    plan_page,
    plan_retry,
    read_ages,
    read_max_age,
    read_retry_after,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("age", "expected"), [(0, 1), (1, 3), (2, 3), (3, 12), (13, 48), (100, 168), (168, None)]
)
def test_pages_ever_more_seldom(age: int, expected: int | None) -> None:
    """A page is fetched again at growing ages; what was missed is not made up for."""
    due = plan_page(NOON, NOON + age * HOUR)
    assert due == (None if expected is None else NOON + expected * HOUR)


@pytest.mark.parametrize(
    ("age", "since", "expected"),
    [(2, 0.5, False), (2, 1, True), (240, 24, False), (240, 61, True)],
)
def test_hurry(age: float, since: float, expected: bool) -> None:  # noqa: FBT001 - a table
    """A feed that says that a page changed is believed, an old page's ever more seldom."""
    assert may_hurry(NOON, NOON + (age - since) * HOUR, NOON + age * HOUR) is expected


def test_feeds_as_they_say() -> None:
    """A feed is read every quarter of an hour, or as seldom as it says, within reason."""
    assert plan_feed(NOON, None) == NOON + timedelta(minutes=15)
    assert plan_feed(NOON, timedelta(minutes=1)) == NOON + timedelta(minutes=15)
    assert plan_feed(NOON, HOUR) == NOON + HOUR
    assert plan_feed(NOON, timedelta(days=30)) == NOON + timedelta(hours=4)
    assert plan_feed(NOON, None, timedelta(days=1)) == NOON + timedelta(days=1)


@settings(deadline=None)
@given(st.integers(1, 1000), st.floats(0, 1e9) | st.none(), st.integers())
def test_pauses(failures: int, wait: float | None, seed: int) -> None:
    """A pause grows to a limit, is never shorter than what was asked for, and never endless."""
    until = plan_retry(failures, NOON, wait, random.Random(seed))  # noqa: S311
    assert until - NOON >= min(timedelta(minutes=5) * min(failures, 2), LONGEST_PAUSE)
    assert until - NOON >= timedelta(seconds=min(wait or 0, 604_800))
    assert until - NOON <= timedelta(days=7)


@settings(deadline=None)
@given(st.text())
def test_headers_of_any_kind(text: str) -> None:
    """No header raises; a wait is never negative nor over a week."""
    wait = read_retry_after(text, NOON)
    assert wait is None or 0 <= wait <= 604_800
    assert (read_max_age(text) or timedelta()) >= timedelta()


def test_retry_after_dates() -> None:
    """A date is understood in HTTP's forms; one that is past asks for nothing."""
    assert read_retry_after("Mon, 02 Mar 2026 12:01:00 GMT", NOON) == 60.0
    assert read_retry_after("Mon, 02 Mar 2026 12:01:00", NOON) == 60.0
    assert read_retry_after("Mon, 02 Mar 2026 11:01:00 GMT", NOON) == 0.0
    assert read_retry_after("Mon, 99 Mar 2026 11:01:00 GMT", NOON) is None


def test_max_age() -> None:
    """Only max-age counts."""
    assert read_max_age('public, Max-Age="600"') == timedelta(minutes=10)
    assert read_max_age("no-store, s-maxage=600") is None


@pytest.mark.parametrize(
    ("text", "words"), [("1x", "'1x' is no age"), ("3h,1h", "must grow"), ("1h,1h", "must grow")]
)
def test_schedules(text: str, words: str) -> None:
    """A schedule is read, and what is none is told."""
    assert read_ages(" 30m,3h , 2d") == (HOUR / 2, 3 * HOUR, 48 * HOUR)
    assert read_ages("") == ()
    with pytest.raises(ValueError, match=words):
        read_ages(text)
