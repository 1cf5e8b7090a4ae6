"""Round-ups and background pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_article
from variorum.group.overviews import find_overviews
from variorum.model import Article

TRAM = """Three people were killed when a tram left its rails in Velmark on Monday, the police said.
It was going too fast through a bend at the fish market, said Hedda Rask."""
FIRE = """A wildfire driven by wind destroyed 30 houses near Pontemura on Monday, rescuers said.
Nobody was hurt, said Livia Sartor, who leads them."""
STRIKE = """Dockers in Kilbarran ended a strike of nine days on Monday for 6 percent more pay.
Cranes will move again on Tuesday, said Declan Roark of their union."""
BRIEF = """VELMARK: Three people were killed when a tram left its rails at the fish market.
PONTEMURA: A wildfire destroyed 30 houses; nobody was hurt, rescuers said.
OSTERBY: The council approved a ban on petrol scooters from next year.
DUNMORROW: Two swimmers were missing off the Castelrosso pier."""
LATER = """Hedda Rask was named head of the Velmark police on Thursday.
Rask, 44, led the inquiry into the tram that left its rails in Velmark and killed three people.
She had been deputy since 2019, the town said.
Rask will begin in May."""


def tell(text: str, name: str, published: str | None = "2031-05-06", title: str = "") -> Article:
    """Return a report."""
    return make_article(text, name, published=published, title=title or None)


STORIES = [
    ("s1", [tell(TRAM, "tram")]),
    ("s2", [tell(FIRE, "fire")]),
    ("s3", [tell(STRIKE, "str")]),
]


def find(article: Article) -> list[tuple[str, list[str]]]:
    """Return what is said of an article beside the stories: its kind, and what it tells of."""
    found = find_overviews([*STORIES, ("s9", [article])])
    assert found.keys() <= {"s9"}
    for one in found.get("s9", ()):
        assert all(article.cut(touched.span).strip() for touched in one.tells_of)
    return [(one.kind, [touched.story for touched in one.tells_of]) for one in found.get("s9", ())]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        pytest.param(
            tell(BRIEF, "b", title="Europe in brief"), [("round-up", ["s1", "s2"])], id="says so"
        ),
        pytest.param(tell(BRIEF, "b"), [("round-up", ["s1", "s2"])], id="by its paragraphs"),
        pytest.param(tell(BRIEF, "b", None), [("round-up", ["s1", "s2"])], id="without a date"),
        pytest.param(tell(BRIEF, "b", "2031-09-06"), [], id="months later, of others"),
        pytest.param(tell(LATER, "b", "2031-05-09"), [], id="a report that recalls an event"),
        pytest.param(tell(FIRE + "\n" + FIRE, "b"), [], id="a report"),
        pytest.param(
            tell(LATER, "b", title="Explainer: how trams brake"),
            [("background", [])],
            id="explains",
        ),
        pytest.param(
            tell(LATER, "b", title="What we know about the tram"), [("background", [])], id="knows"
        ),
        pytest.param(tell(LATER, "b", title="Timeline of the tram inquiry"), [("background", [])]),
        pytest.param(tell(LATER, "b", title="Police round-up nets 30"), [], id="a raid"),
        pytest.param(tell(LATER, "b", title="Two held: City Roundup"), [("round-up", ["s1"])]),
        pytest.param(tell(LATER, "b", title="Analysis finds lead in water"), [], id="a finding"),
        pytest.param(
            tell(LATER, "b", title="In profile: a briefing was cancelled"), [], id="words"
        ),
    ],
)
def test_what_is_no_report_of_one_event_is_labelled(
    article: Article, expected: list[tuple[str, list[str]]]
) -> None:
    """With the other stories that it tells of."""
    assert find(article) == expected


def test_a_paragraph_is_given_whole() -> None:
    """With the place before it, which is what names the story."""
    article = tell(BRIEF, "b", title="News in brief")
    (overview,) = find_overviews([*STORIES, ("s9", [article])])["s9"]
    assert [article.cut(touched.span) for touched in overview.tells_of] == BRIEF.split("\n")[:2]
    assert overview.because == "its headline says “News in brief”"


TEXTS = st.text(max_size=80) | st.sampled_from([TRAM, FIRE, BRIEF])


@given(
    st.lists(st.tuples(TEXTS, st.none() | st.dates().map(str), st.text(max_size=20)), max_size=6)
)
def test_nothing_makes_it_fail(pile: list[tuple[str, str | None, str]]) -> None:
    """Any texts, dates and headlines: overviews of their own story, of others, with good spans."""
    articles = {
        f"s{n}": tell(text, f"a{n}", when, title) for n, (text, when, title) in enumerate(pile)
    }
    for story, found in find_overviews([(key, [one]) for key, one in articles.items()]).items():
        for overview in found:
            assert overview.article == articles[story].id
            for touched in overview.tells_of:
                assert touched.story in articles.keys() - {story}
                articles[story].cut(touched.span)
