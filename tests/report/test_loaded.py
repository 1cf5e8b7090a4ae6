"""Sentences in which a report takes sides in its own words."""

import pytest

from variorum.report.loaded import is_loaded


@pytest.mark.parametrize(
    "line",
    [
        "FURIOUS families slept on the floor of the airport.",
        "The minister slammed the plan.",
        "Bosses are axing 640 jobs at Ostby.",
        "The party scraped home with 101 of 200 seats.",
        "They want an inflation-busting rise.",
        "The so-called reform passed on Monday.",
    ],
)
def test_takes_sides(line: str) -> None:
    """Words that no agency would use of its own accord."""
    assert is_loaded(line)


@pytest.mark.parametrize(
    "line",
    [
        "“You slammed the door on us,” the minister said.",
        "UNICEF said that 40 children were hurt.",
        "A man with an axe was arrested at Ostby.",
        "The brand the company sells is old.",
        "The rocket blasted off on Monday.",
        "Roe won with 101 of 200 seats.",
    ],
)
def test_takes_none(line: str) -> None:
    """The same words in a quotation or in their plain sense."""
    assert not is_loaded(line)
