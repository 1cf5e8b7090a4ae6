"""A weekday that one report names against the date of another, of which the first has none."""

import pytest

from factory import make_article
from variorum.group.likeness import FEATURES, measure_pairs
from variorum.group.profiles import describe

APART = list(FEATURES).index("weekdays apart")
UNDATED = "A mill burned in Oakwell on Tuesday, the fire service said."


@pytest.mark.parametrize(
    ("published", "apart"),
    [("2026-11-10T19:42", 0), ("2026-11-11", 1), (None, 1)],
)
def test_a_report_tells_of_its_own_day(published: str | None, apart: int) -> None:
    """What is "today" in a report of Tuesday is the Tuesday of another."""
    dated = make_article("The mill burned, a witness said on Sunday.", "b", published=published)
    row = measure_pairs(describe(make_article(UNDATED, "a")), [describe(dated)])[0]
    assert row[APART] == apart
