"""Articles that come back to their story later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_article
from variorum.group.follow_ups import STEP, find_follow_ups
from variorum.model import Article

FIRE = "Two bakers died when a fire destroyed the Oakwell mill in Tarnby, said Maud Ferrant."
TRIAL = "Piet Aldous was found guilty of setting fire to the Oakwell mill in Tarnby last spring."


def report(name: str, published: str | None, text: str = FIRE, title: str = "") -> Article:
    """Return a report of the fire."""
    return make_article(text, name, published=published, title=title or None, outlet="Tarnby Post")


def test_a_later_article_is_a_follow_up_with_its_step() -> None:
    """Weeks later, with what brought the story back; days without a zone may be 26 hours less."""
    trial = report("b", "2031-06-20", TRIAL)
    (found,) = find_follow_ups([report("a", "2031-05-02"), trial])
    assert (found.article, found.days) == ("b", 46)
    assert found.span is not None
    assert trial.cut(found.span) == "guilty"
    assert found.because == (
        "published at least 46 days after the first report (Tarnby Post); it tells of “guilty”"
    )


def test_the_headline_comes_before_the_text() -> None:
    """A headline says best why an article is written."""
    trial = report("b", "2031-06-20", TRIAL, "Baker sentenced for mill fire")
    (found,) = find_follow_ups([report("a", "2031-05-02"), trial])
    assert found.span is None
    assert "its headline says “sentenced”" in found.because


@pytest.mark.parametrize(
    ("published", "text"),
    [
        pytest.param("2031-05-09", TRIAL, id="within the week, as far as dates can tell"),
        pytest.param(None, TRIAL, id="no date"),
        pytest.param("2031-06-20", FIRE, id="the report run again"),
        pytest.param("2031", TRIAL, id="a date too vague"),
        pytest.param("soon", TRIAL, id="no date that can be read"),
    ],
)
def test_what_may_be_no_follow_up_is_none(published: str | None, text: str) -> None:
    """Only what is certainly later and new is one."""
    assert find_follow_ups([report("a", "2031-05-02"), report("b", published, text)]) == []


@given(st.lists(st.tuples(st.dates().map(str) | st.none(), st.text(max_size=60)), max_size=5))
def test_nothing_makes_it_fail(articles: list[tuple[str | None, str]]) -> None:
    """Any dates and texts give follow-ups among the articles, and never the first."""
    pile = [report(f"a{n}", when, text) for n, (when, text) in enumerate(articles)]
    found = find_follow_ups(pile)
    assert {one.article for one in found} <= {one.id for one in pile}
    assert not found or len(found) < len(pile)
    assert all(one.days >= 6 for one in found)


@pytest.mark.parametrize("words", ["Arresting views", "An accused town", "Trialling", "Essential"])
def test_steps_are_whole_words(words: str) -> None:
    """A part of another word is no step."""
    assert STEP.search(words) is None
