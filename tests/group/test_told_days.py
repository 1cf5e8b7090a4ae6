"""Which days an article names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.group.told_days import (
    EPOCH,
    LAST,
    LEAD,
    MOST,
    find_told_days,
    list_reported,
    strip_year,
)

WRITTEN = float((date(2031, 3, 20) - EPOCH).days)


def tell(days: list[int]) -> list[str]:
    """Return days as one reads them; those of any year without one."""
    return [
        date.fromordinal(day + EPOCH.toordinal()).isoformat()
        if day >= 0
        else ("-Mon", "-Tue", "-Wed", "-Thu", "-Fri", "-Sat", "-Sun")[-day - 1]
        if day >= -7
        else f"{-day // 32:02}-{-day % 32:02}"
        for day in days
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It burned on March 3.", ["2031-03-03"], id="this year"),
        pytest.param("on Oct. 12, killing three", ["2030-10-12"], id="last year, abbreviated"),
        pytest.param("the 12th of October", ["2030-10-12"], id="day first"),
        pytest.param("12 October 2029 and May 1, 2028", ["2028-05-01", "2029-10-12"], id="years"),
        pytest.param("The trial opens on April 9.", ["2031-04-09"], id="soon to come"),
        pytest.param("2030-10-12", ["2030-10-12"], id="ISO"),
        pytest.param("Posted March 20, after a fire on March 19", [], id="its own days"),
        pytest.param("last month, in October", [], id="no day of a month"),
        pytest.param("on Monday after Friday", ["-Fri", "-Mon"], id="weekdays"),
        pytest.param("The Sunday Times, Mondays", [], id="no weekdays"),
        pytest.param(" " * LEAD + "on Monday", [], id="a weekday below the lead"),
        pytest.param("in March 2030, March 4.5 percent, May 9 p.m.", [], id="no days"),
        pytest.param("May 32, Feb. 30, 2030-13-01", [], id="there are no such days"),
        pytest.param("on Feb. 29", [], id="not in this year"),
        pytest.param("June 6, 1944", [], id="long ago"),
        pytest.param("You may 3 times march 4 miles", [], id="small letters"),
    ],
)
def test_days_that_a_text_names(text: str, expected: list[str]) -> None:
    """Each once, in order, resolved against the article's own day."""
    assert tell(find_told_days(text, WRITTEN)) == expected


def test_a_day_of_an_article_without_date_has_no_year() -> None:
    """Unless the text gives it."""
    told = find_told_days("The mill burned on Oct. 12; it was built by May 1, 2028.", None)
    assert tell(told) == ["10-12", "2028-05-01"]
    assert strip_year((date(2030, 10, 12) - EPOCH).days) == told[0]


def test_a_chronicle_tells_no_more_than_some_days() -> None:
    """An article that names every day of a month names no event."""
    text = "; ".join(f"January {day}" for day in range(1, 32))
    assert len(find_told_days(text, WRITTEN)) == MOST


@given(st.text(alphabet="JanFebMonday. 0123456789,-thof\n"), st.none() | st.floats(-1e6, 1e6))
def test_any_text_has_days_in_order(text: str, day: float | None) -> None:
    """Nothing fails, and days stay in their range."""
    told = find_told_days(text, day)
    assert told == sorted(set(told))
    assert all(-12 * 32 - 31 <= one < LAST for one in told)
    assert all(0 <= one < LAST for one in list_reported(day))
