"""Which sentences near the top of other articles report the event that a lead reports."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_annotated, make_article
from variorum.group.statements import group_statements
from variorum.model import Annotated

RECALL = (
    "Vestra recalled its ambassador to Ostby on Tuesday after two trawlers were seized off the "
    "Lind bank, the foreign ministry said."
)


def make_report(article_id: str, *sentences: str) -> Annotated:
    """Return an article with one sentence a paragraph."""
    return make_annotated(make_article("\n".join(sentences), article_id))


def find_supported(lead: str, other: str) -> set[str]:
    """Return of which report, "a" or "b", a sentence is supported by the other one's."""
    filler = "The harbour office keeps a list of all the boats that it lets in at night."
    pages = [make_report("a", lead), make_report("b", filler, other)]
    found = group_statements(pages, {}, [])
    return {one.support[0].article for one in found if len(one.support) > 1}


@pytest.mark.parametrize(
    ("lead", "other"),
    [
        pytest.param(
            RECALL,
            "Vestra has withdrawn its envoy from Ostby in a row over fishing rights.",
            id="in other words",
        ),
        pytest.param(
            RECALL,
            "Vestra, which recalled its ambassador on Tuesday, welcomed the release of the crews.",
            id="in passing, in a later report",
        ),
        pytest.param(
            "Former Mayor Ellen Roe was acquitted Friday of taking bribes from a developer, ending "
            "a trial of two months.",
            "A federal jury on Friday acquitted former Mayor Ellen Roe of accepting bribes from a "
            "real estate developer in exchange for her support.",
            id="in the active voice",
        ),
        pytest.param(
            "The storm Kell killed at least 17 people and drove 3,000 from their homes as it "
            "crossed the north of Vestra.",
            "At least 17 people have been killed and 3,000 forced from their homes by the storm "
            "Kell, officials said on Tuesday.",
            id="the same counts",
        ),
        pytest.param(
            "The qualifier Jan Lind beat Nils Holm, the best player of the world, 4-6, 7-6, 7-5 "
            "on Saturday.",
            "Lind, who is 20, had beaten Holm, the world’s best player, in the match on Saturday.",
            id="a result's figures need not be told again",
        ),
    ],
)
def test_reports_the_event(lead: str, other: str) -> None:
    """What a lead's main clause says may be said in quite other words."""
    assert find_supported(lead, other)


@pytest.mark.parametrize(
    ("lead", "other"),
    [
        pytest.param(
            RECALL,
            "Vestra has not withdrawn its ambassador from Ostby, the foreign ministry said.",
            id="denied",
        ),
        pytest.param(
            RECALL,
            "Vestra might withdraw its ambassador to Ostby on Tuesday, two officials said.",
            id="only possible",
        ),
        pytest.param(
            "The Kell company will close its biscuit factory at Lindby in the autumn, it said.",
            "The Kell company has delayed closing its biscuit factory at Lindby by a whole year.",
            id="put off",
        ),
        pytest.param(
            "The storm Kell killed at least 17 people as it crossed the north of Vestra on Monday.",
            "The storm Kell killed at least 31 people as it crossed the north of Vestra.",
            id="another count",
        ),
        pytest.param(
            "The owner of the ferry that sank on Lake Ostby was arrested on Tuesday by the police.",
            "At least 38 people drowned when the ferry sank on Lake Ostby on Monday.",
            id="what a relative clause tells is not the news",
        ),
        pytest.param(
            "A man charged with murder in Ostby wept in court on Friday as he told of that night.",
            "A man was charged with murder in Ostby on Thursday, the police said.",
            id="nor what a participle tells",
        ),
        pytest.param(
            "A second victim has died of the shooting at a club in Ostby, the police said.",
            "A shooting at a club in Ostby has left one victim dead and seven people hurt.",
            id="the second is not the first",
        ),
        pytest.param(
            "The Senate of Vestra voted on Wednesday to override the president’s veto of the bill.",
            "The Senate of Vestra is set to vote to override the president’s veto of the bill.",
            id="still to come",
        ),
    ],
)
def test_does_not_report_the_event(lead: str, other: str) -> None:
    """A sentence that denies, expects or counts otherwise supports nothing."""
    assert "a" not in find_supported(lead, other)


WORDS = st.sampled_from([*RECALL.split(), "not", "17", "“", "said", "who", "10:30", "-", "\n"])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(WORDS, max_size=25).map(" ".join), min_size=1, max_size=4))
def test_support_comes_from_other_articles(texts: list[str]) -> None:
    """Whatever the words, each article supports a statement once, and nothing raises."""
    pages = [make_report(f"a{number}", text) for number, text in enumerate(texts)]
    for statement in group_statements(pages, {}, []):
        homes = [span.article for span in statement.support]
        assert len(homes) == len(set(homes))


def test_what_is_called_for_is_not_done() -> None:
    """A decision does not support a call for it."""
    lead = "Leaders are calling for Governor Ann Roe of Vestra to veto the bill on the ferries."
    other = "In the capital, Governor Roe announced that she vetoed the Vestra ferry bill."
    assert "a" not in find_supported(lead, other)
