"""Printed times become ISO 8601 exactly as precise as the print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.times import find_stamps, read_time
from variorum.text.clock import read_interval


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 24, 2022 11:19 JST", [("2022-05-24T11:19+09:00", None)]),
        ("Updated: May 23, 2022, 3:25 PM", [("2022-05-23T15:25", "updated")]),
        ("May 23, 2022 20:15", [("2022-05-23T20:15", None)]),
        ("May 23, 2022 23:59 GMT", [("2022-05-23T23:59+00:00", None)]),
        ("This content was published on May 4, 2021 - 09:33", [("2021-05-04T09:33", "published")]),
        ("Published 5:07 p.m. ET Sept. 9, 2016", [("2016-09-09T17:07-04:00", "published")]),
        ("Published 5:07 p.m. ET Jan. 9, 2016", [("2016-01-09T17:07-05:00", "published")]),
        ("First published on Tue 24 May 2022 10.15 BST", [("2022-05-24T10:15+01:00", "published")]),
        ("Last modified on 24 May 2022 at 12:05 a.m.", [("2022-05-24T00:05", "updated")]),
        ("2022-05-24T11:19:33.123Z", [("2022-05-24T11:19:33+00:00", None)]),
        ("2022/11/20 10:10 (GMT+9)", [("2022-11-20T10:10+09:00", None)]),
        ("Staff writerMay 25, 2022 16:00 IST", [("2022-05-25T16:00+05:30", None)]),
        ("24 mai 2022 à 09h33", [("2022-05-24T09:33", None)]),
        ("24 мая 2022, 10:15 MSK", [("2022-05-24T10:15+03:00", None)]),
        ("24. März 2022, 15:30 Uhr", [("2022-03-24T15:30", None)]),
        ("2022年5月24日 11:19", [("2022-05-24T11:19", None)]),
        ("May 24, 2022 / 11:19 AM / Channel 9", [("2022-05-24T11:19", None)]),
        ("May 2022", [("2022-05", None)]),
        (
            "Posted: Sat, June 27, 2015 10:39 PM EDT Updated: Sunday, June 28, 2015 2:26 PM EDT",
            [("2015-06-27T22:39-04:00", "published"), ("2015-06-28T14:26-04:00", "updated")],
        ),
        ("Published: 8/19/2013 - Updated: 12 hours ago", [("2013-08-19", "published")]),
    ],
)
def test_reads_printed_times(line: str, expected: list[tuple[str, str | None]]) -> None:
    """Day, time of day, zone and label are taken as far as they are printed."""
    assert [(stamp.iso, stamp.label) for stamp in find_stamps(line, 0, len(line))] == expected


@pytest.mark.parametrize(
    "line",
    ["3 hours ago", "Feb. 30, 2022", "12 people 2019", "version 10.4.2022.1", "31/31/2020", ""],
)
def test_invents_no_time(line: str) -> None:
    """What is no date stays none."""
    assert find_stamps(line, 0, len(line)) == []


@pytest.mark.parametrize(
    ("day_first", "expected"), [(None, "2022"), (True, "2022-05-04"), (False, "2022-04-05")]
)
def test_ambiguous_numbers_need_a_custom(day_first: bool | None, expected: str) -> None:  # noqa: FBT001
    """04/05/2022 is a day only where the page's custom is known."""
    assert read_time("04/05/2022", day_first=day_first) == expected
    assert read_time("24/05/2022", day_first=day_first) == "2022-05-24"


@given(st.text(alphabet="0123456789 :./-apmMayUTC+,年月日"))
def test_every_time_is_iso(line: str) -> None:
    """Whatever is found is an ISO 8601 time that has an interval, and lies where it says."""
    for stamp in find_stamps(line, 0, len(line)):
        assert read_interval(stamp.iso) is not None
        assert 0 <= stamp.start < stamp.end <= len(line)
