"""Weekdays that no date was read from, and what was to come, beside the same sentence."""

from dataclasses import replace

import pytest

from factory import make_annotated, make_article
from variorum.annotate.dates import find_dates
from variorum.check.draft import check_draft
from variorum.check.places import lay_sources
from variorum.check.weekdays import check_weekdays
from variorum.model import Annotated

SOURCE = (
    "Harbour officials would not release the sailor’s condition Friday night.\n\n"
    "The inquiry into the ferry fire will open in Oakum on Thursday morning."
)


def read(text: str, name: str) -> Annotated:
    """Return an article of 5 May 2031, a Monday, with its dates."""
    page = make_annotated(make_article(text, name, published="2031-05-05"))
    return replace(page, dates=tuple(find_dates(page.article, page.sentences)))


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Harbour officials would not release the sailor’s condition Friday night.", "right"),
        (
            "Harbour officials would not release the sailor’s state Monday night.",
            "contradicted",
        ),
        ("The inquiry into the ferry fire will open in Oakum on Thursday morning.", "right"),
        ("The inquiry into the ferry fire will open in Oakum on Saturday morning.", "contradicted"),
    ],
)
def test_a_weekday_is_held_against_the_same_sentence(line: str, verdict: str) -> None:
    """Another weekday in a sentence that is else the source's is wrong, planned or denied."""
    items = check_draft(read(line, "draft"), [read(SOURCE, "source")])
    assert {one.verdict for one in items if one.type == "date"} == {verdict}


def test_another_sentence_says_nothing_of_a_weekday() -> None:
    """Without a sentence that says the same nothing is said."""
    draft = read("Nobody sold a single herring Monday.", "draft")
    assert check_weekdays(draft, (), lay_sources([read(SOURCE, "source")])) == []
