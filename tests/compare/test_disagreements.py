"""Times of day, blocks, ranks, arrests, and what one article contradicts itself in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import make_article
from variorum.annotate.dates import find_dates
from variorum.annotate.figures import find_figures
from variorum.compare.addresses import compare_addresses
from variorum.compare.arrests import compare_arrests
from variorum.compare.claims import Claim, compare_claims
from variorum.compare.hours import compare_hours
from variorum.compare.inside import compare_inside
from variorum.compare.missing import compare_missing
from variorum.compare.roles import compare_roles
from variorum.compare.victims import compare_victims
from variorum.model import Annotated, Article, Block, Conflict, Span

EARLY, LATE = "2022-05-24T08:00+00:00", "2022-05-26T20:00+00:00"


def annotate(article: Article) -> Annotated:
    """Return an article with its figures and dates."""
    sentences = cut_sentences(article)
    return Annotated(
        article,
        sentences,
        figures=tuple(find_figures(article, sentences)),
        dates=tuple(find_dates(article, sentences)),
    )


def pair(first: str, second: str, later: str = EARLY) -> tuple[Annotated, Annotated]:
    """Return two annotated articles."""
    return (
        annotate(make_article(first, "a", published=EARLY)),
        annotate(make_article(second, "b", published=later)),
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("The ferry sank off Orla harbour at 9:30 p.m. Monday.",
                     "The ferry sank off Orla harbour around 11 p.m. Monday.", ["conflict"],
                     id="more than an hour apart"),
        pytest.param("The ferry sank off Orla harbour at 9:05 p.m. Monday.",
                     "The ferry sank off Orla harbour about 9 p.m. Monday.", ["rounding"],
                     id="told roughly"),
        pytest.param("The ferry sank off Orla harbour at 9:30 p.m. Monday.",
                     "The ferry sank off Orla harbour at 9:30 a.m. Monday.", ["conflict"],
                     id="morning or evening"),
        pytest.param("The ferry sank off Orla harbour at 11:50 p.m.",
                     "The ferry sank off Orla harbour about midnight.", ["rounding"],
                     id="over midnight"),
        pytest.param("The ferry sank off Orla harbour at 9:30 p.m. Monday.",
                     "The ferry sank off Orla harbour at 10 p.m. Monday.", [], id="near"),
        pytest.param("The ferry sank off Orla harbour at 9:12 p.m. Monday.",
                     "The ferry sank off Orla harbour at 9:51 p.m. Monday.", ["conflict"],
                     id="both to the minute"),
        pytest.param("The ferry sank off Orla harbour at 9:15 p.m. Eastern time on Monday.",
                     "The ferry sank off Orla harbour at 6:15 p.m. Pacific time on Monday.", [],
                     id="two zones"),
        pytest.param("The ferry sank off Orla harbour at 9:15 p.m. (CET) on Monday.",
                     "The ferry sank off Orla harbour at 8:15 p.m. on Monday.", [],
                     id="a zone in one report"),
        pytest.param("The ferry sank off Orla harbour at 9:15 p.m. Eastern on Monday.",
                     "The ferry sank off Orla harbour at 6:15 p.m. Eastern on Monday.",
                     ["conflict"], id="one zone"),
        pytest.param("The ferry sank off Orla harbour at 9:15 p.m. local time on Monday.",
                     "The ferry sank off Orla harbour at 6:15 p.m. on Monday.",
                     ["conflict"], id="local time"),
        pytest.param("The ferry sank off Orla harbour between 4 and 6 p.m. Monday.",
                     "The ferry sank off Orla harbour at 4:30 p.m. Monday.", [], id="between"),
        pytest.param("The ferry sank off Orla harbour between four and 6 p.m. Monday.",
                     "The ferry sank off Orla harbour at 4:30 p.m. Monday.", [], id="in words"),
        pytest.param("The ferry sank off Orla harbour from 4 p.m. to 6 p.m. Monday.",
                     "The ferry sank off Orla harbour at 4:30 p.m. Monday.", [], id="from and to"),
        pytest.param("The ferry sank off Orla harbour, 4–6 p.m. Monday.",
                     "The ferry sank off Orla harbour at 4:30 p.m. Monday.", [], id="a dash"),
        pytest.param("The ferry sank off Orla harbour, 2 p.m. to 4 p.m. Monday.",
                     "The ferry sank off Orla harbour at 3:30 p.m. Monday.", [], id="bare to"),
        pytest.param("The ferry sank off Orla harbour at 9 p.m. Monday.",
                     "A bus crashed in Vell at 11 p.m. Monday.", [], id="another event"),
        pytest.param("The ferry sank off Orla harbour at 9 p.m. Monday.",
                     "Rescuers were called to the ferry off Orla harbour at 11 p.m. Monday.", [],
                     id="the call"),
        pytest.param("The ferry sank off Orla harbour at 9 p.m. Monday.",
                     "The ferry that sank off Orla harbour was raised by 11 p.m. Monday.", [],
                     id="until"),
    ],
)  # fmt: skip
def test_hours(first: str, second: str, expected: list[str]) -> None:
    """One time of the same happening in each article."""
    assert [conflict.verdict for conflict in compare_hours(pair(first, second))] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("A guard was robbed in the 400 block of Elm Street on Monday.",
                     "A guard was robbed in the 700 block of Elm St. on Monday.", ["conflict"],
                     id="blocks"),
        pytest.param("A guard was robbed in the 400 block of Elm Street on Monday.",
                     "A guard was robbed in the 400 block of Elm on Monday.", [], id="one block"),
        pytest.param("A guard was robbed in the 400 block of North Elm Street on Monday.",
                     "A guard was robbed in the 700 block of South Elm Street on Monday.", [],
                     id="two streets"),
        pytest.param("A guard was robbed in the 400 block of Elm Street on Monday.",
                     "The guard, who was robbed on Monday, lived in the 700 block of Elm Street.",
                     [], id="a home"),
    ],
)  # fmt: skip
def test_addresses(first: str, second: str, expected: list[str]) -> None:
    """Different blocks of one street, in sentences about one thing."""
    assert [conflict.verdict for conflict in compare_addresses(pair(first, second))] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("Sgt. Ann Roe spoke.", "Lt. Ann Roe spoke.", ["conflict"], id="ranks"),
        pytest.param("Sen. Ann Roe spoke.", "Rep. Ann B. Roe spoke.", ["conflict"], id="offices"),
        pytest.param("Sgt. Ann Roe spoke.", "Sergeant Ann Roe spoke.", [], id="spelled out"),
        pytest.param("Sgt. Ann Roe spoke.", "Officer Ann Roe spoke.", [], id="any officer"),
        pytest.param("Gov. Ann Roe spoke.", "Former Mayor Ann Roe spoke.", [], id="former"),
        pytest.param("Sgt. Ann Roe spoke.", "Lt. Eve Roe spoke.", [], id="two persons"),
    ],
)  # fmt: skip
def test_roles(first: str, second: str, expected: list[str]) -> None:
    """Nobody has two ranks or two offices at one time."""
    assert [conflict.verdict for conflict in compare_roles(pair(first, second))] == expected


def test_later_ranks_are_none() -> None:
    """A year later a sergeant may be a lieutenant."""
    articles = pair("Sgt. Ann Roe spoke.", "Lt. Ann Roe spoke.", later="2023-05-24")
    assert compare_roles(articles) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("No arrests have been made.", "A man was arrested in Vell.", ["update"],
                     id="arrested since"),
        pytest.param("The robber remains at large.", "Police arrested a man in Vell.", ["update"],
                     id="at large until"),
        pytest.param("No arrests have been made.", "He was arrested last year.", [], id="long ago"),
        pytest.param("A man was arrested, and another man is at large.",
                     "A man was arrested in Vell.", [], id="one of two"),
        pytest.param("No arrests have been made.", "A man was arrested in that case.", [],
                     id="another case"),
        pytest.param("Police seek a man.", "A man was arrested in Vell.", [], id="not said"),
    ],
)  # fmt: skip
def test_arrests(first: str, second: str, expected: list[str]) -> None:
    """Nobody was arrested, then somebody."""
    assert [one.verdict for one in compare_arrests(pair(first, second, later=LATE))] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("A 15-year-old boy was shot outside a shop in Vell on Friday.",
                     "A man is charged in the shooting of a 16-year-old boy at a shop in Vell.",
                     ["conflict"], id="two ages"),
        pytest.param("A 3-year-old girl has died after the ferry sank off Vell.",
                     "The ferry sinking off Vell killed a two-year-old girl on Friday.",
                     ["conflict"], id="in words"),
        pytest.param("A 15-year-old boy was shot outside a shop in Vell on Friday.",
                     "A 17-year-old boy is charged in the shooting outside a shop in Vell.", [],
                     id="the accused"),
        pytest.param("A 15-year-old boy was shot outside a shop in Vell on Friday.",
                     "A 16-year-old girl was shot outside a shop in Vell on Friday.", [],
                     id="another kind"),
        pytest.param("A 15-year-old boy and a 16-year-old boy were shot in a shop in Vell.",
                     "A 16-year-old boy was shot outside a shop in Vell on Friday.", [],
                     id="one of two"),
        pytest.param("A 15-year-old boy was shot outside a shop in Vell on Friday.",
                     "The boy, 15, died. A 4-year-old boy was shot in Orla in a shop.", [],
                     id="has the other age too"),
    ],
)  # fmt: skip
def test_victims(first: str, second: str, expected: list[str]) -> None:
    """The one age that each article gives to whom it befell."""
    assert [conflict.verdict for conflict in compare_victims(pair(first, second))] == expected


def test_all_who_give_one_of_two_ages_stand_in_the_conflict() -> None:
    """So a reader sees on which side the others are, also those who tell it in passing."""
    texts = (
        "A 15-year-old boy was shot outside a shop in Vell on Friday.",
        "A man is charged in the shooting of a 16-year-old boy at a shop in Vell.",
        "Neighbors of the 16-year-old boy lit candles in Vell.",
        "A 16-year-old boy was shot in Vell. A 15-year-old boy was held.",
        "A 17-year-old boy was held in Vell.",
    )
    pages = [
        annotate(make_article(text, f"a{at}", published=EARLY)) for at, text in enumerate(texts)
    ]
    (found,) = compare_victims(pages)
    assert [value.value for value in found.values] == ["15-year-old boy", *["16-year-old boy"] * 3]


def test_arrests_need_an_order() -> None:
    """An arrest of which one of two reports of one hour knows is no update for sure."""
    assert compare_arrests(pair("No arrests have been made.", "A man was arrested in Vell.")) == []


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        pytest.param("Three killed in Orla fire", "Four people were killed in Orla on Monday.",
                     [("number", "conflict")], id="three or four"),
        pytest.param("Three killed in Orla fire", "Three people were killed in Orla on Monday.",
                     [], id="they agree"),
        pytest.param("Three killed in Orla fire",
                     "Four people, including the arsonist, were killed in Orla on Monday.",
                     [("number", "scope")], id="with the arsonist"),
        pytest.param("340 jobs to go at Orla yard", "Orla is to cut 430 jobs by May.",
                     [("number", "conflict")], id="another count"),
        pytest.param("340 jobs to go at Orla yard", "Orla is to cut 340 jobs, 90 jobs of them now.",
                     [], id="the count and a part of it"),
        pytest.param("340 jobs to go at Orla yard", "Orla is to cut 335 jobs by May.",
                     [], id="rounded"),
        pytest.param("Fire in Orla", "It began on Tuesday, May 23, the mayor of Orla said.",
                     [("date", "conflict")], id="a Monday"),
        pytest.param("Fire in Orla", "It began on Monday, May 23, the mayor of Orla said.",
                     [], id="the right weekday"),
        pytest.param("Fire in Orla", "Orla burned on Monday, May 23, 2016, as it had in 1902.",
                     [], id="a weekday of another year"),
    ],
)  # fmt: skip
def test_inside(headline: str, body: str, expected: list[tuple[str, str]]) -> None:
    """A headline against its text, a weekday against its date."""
    article = make_article(f"{headline}\n{body}", published=EARLY)
    first, *rest = article.blocks
    article = replace(article, blocks=(Block("headline", first.start, first.end), *rest))
    found = compare_inside([annotate(article)])
    assert [(conflict.kind, conflict.verdict) for conflict in found] == expected
    for conflict in found:
        assert all(article.cut(value.span) == value.value for value in conflict.values)


@given(st.lists(st.text(alphabet="at 9:30 p.m. the 400 block of Elm Sgt. Ann Roe was shot,\n",
                        max_size=120), min_size=2, max_size=2))  # fmt: skip
def test_any_text(texts: list[str]) -> None:
    """Nothing raises, and every value is cut from its article."""
    articles = pair(*texts)
    by_id = {annotated.article.id: annotated.article for annotated in articles}
    for compare in (
        compare_hours,
        compare_addresses,
        compare_roles,
        compare_arrests,
        compare_inside,
    ):
        for conflict in compare(articles):
            for value in conflict.values:
                assert by_id[value.span.article].cut(value.span)


@pytest.mark.parametrize(
    ("first", "second", "later", "expected"),
    [
        pytest.param("Nine people are missing.", "Seven people are missing.", LATE, ["update"],
                     id="later"),
        pytest.param("Nine people are missing.", "Seven people are missing.", EARLY, ["conflict"],
                     id="at one time"),
        pytest.param("The flood killed 61 people. Nine people are missing.",
                     "The flood killed 63 people. Seven people are missing.", EARLY, ["update"],
                     id="two of the missing are dead"),
        pytest.param("Nine people are missing.", "Nine are still missing.", EARLY, [], id="agree"),
        pytest.param("Nine people are missing.", "Two men are missing. Seven women are missing.",
                     EARLY, [], id="parts"),
    ],
)  # fmt: skip
def test_missing(first: str, second: str, later: str, expected: list[str]) -> None:
    """One number of missing people in each article."""
    found = compare_missing(pair(first, second, later))
    assert [conflict.verdict for conflict in found] == expected


def test_the_first_pair_that_differs_ends_the_search() -> None:
    """Of one thing no more pairs are judged than it takes to find one conflict."""
    judged = []

    def find(one: Annotated) -> list[Claim[str]]:
        return [Claim(one.article, "the ferry", one.article.id, Span(one.article.id, 0, 3))]

    def judge(one: Claim[str], other: Claim[str]) -> Conflict:
        judged.append((one.value, other.value))
        return Conflict("fact", "the ferry", "conflict", "it differs", (one.say(), other.say()))

    pages = [annotate(make_article("It sank.", f"a{n}")) for n in range(4)]
    assert len(compare_claims(pages, find, judge)) == 1
    assert judged == [("a0", "a1")]
