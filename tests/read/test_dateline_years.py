"""The year of a dateline that gives none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_article
from variorum.model import Article
from variorum.read.dateline_years import date_by_company
from variorum.read.datelines import find_dateline


def make_wire(text: str, article_id: str = "wire", published: str | None = None) -> Article:
    """Return a report with the dateline that its text begins with."""
    dateline = find_dateline(text, 0, len(text))
    return replace(make_article(text, article_id), dateline=dateline, published=published)


def date_it(text: str, *others: str) -> str | None:
    """Return the date of a wire's copy among reports of those days."""
    company = [make_wire("A ferry sank.", f"a{n}", day) for n, day in enumerate(others)]
    return date_by_company([make_wire(text), *company])[0].published


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        pytest.param(
            "OSTBY, Oct 26 (Reuters) - A ferry sank on Sunday.",
            ("2025-10-25",),
            "2025-10-26",
            id="the company's year",
        ),
        pytest.param(
            "OSTBY, 2 January (AFP) - A ferry sank on Thursday, the police said.",
            ("2025-12-30T10:00+01:00",),
            "2026-01-02",
            id="over the turn of the year",
        ),
        pytest.param(
            "OSTBY, Oct 26 (Reuters) - A ferry sank on Saturday.",
            ("2025-10-25",),
            "2025-10-26",
            id="what happened the day before",
        ),
        pytest.param(
            "OSTBY, Oct 26 (Reuters) - A ferry sank on Sunday.",
            ("2025-10-25", "2024-10-20"),
            "2025-10-26",
            id="the weekday decides between two years",
        ),
        pytest.param(
            "OSTBY, Oct 26 (Reuters) - A ferry sank.",
            ("2025-10-25", "2024-10-20"),
            None,
            id="two years fit",
        ),
        pytest.param(
            "OSTBY, Oct 26 (Reuters) - A ferry sank on Wednesday.",
            ("2025-10-25",),
            None,
            id="another weekday",
        ),
        pytest.param(
            "OSTBY, Oct 26 (Reuters) - A ferry sank on Sunday.", ("2025-06-25",), None, id="far off"
        ),
        pytest.param("OSTBY, Oct 26 (Reuters) - A ferry sank on Sunday.", (), None, id="alone"),
        pytest.param(
            "OSTBY, Feb 30 (Reuters) - A ferry sank.", ("2025-02-25",), None, id="no such day"
        ),
        pytest.param("OSTBY (AP) - A ferry sank.", ("2025-02-25",), None, id="no day"),
    ],
)
def test_dates_by_company(text: str, others: tuple[str, ...], expected: str | None) -> None:
    """A dateline's day gets the one year that puts it near the others."""
    assert date_it(text, *others) == expected


def test_leaves_a_date_as_it_is() -> None:
    """What a page says itself is not touched."""
    dated = make_wire("OSTBY, Oct 26 (Reuters) - A ferry sank.", published="2024-10-27")
    other = make_wire("OSTBY, Oct 26 (Reuters) - A ferry sank.", "b", "2025-10-26")
    assert date_by_company([dated, other]) == [dated, other]


@given(
    st.text(alphabet="OSTBY, Oct 26(AP)-\n Sunday31"), st.text(alphabet="0123456789-", max_size=10)
)
def test_never_raises(text: str, day: str) -> None:
    """Any text and any date."""
    date_it(text, day, "2025-10-26")
