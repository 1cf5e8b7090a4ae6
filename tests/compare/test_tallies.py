"""Scores, divisions and codes of one thing that two reports write with other digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import make_article
from variorum.compare.codes import compare_codes
from variorum.compare.tallies import compare_tallies
from variorum.model import Annotated


def annotate(text: str, article_id: str, published: str = "2024-05-14") -> Annotated:
    """Return an article with its sentences."""
    article = make_article(text, article_id, published=published)
    return Annotated(article, cut_sentences(article))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("Harwick Town beat Dunmore 3-1.", "Harwick had a 3-2 win over Dunmore Town.",
                     ["score"], id="score"),
        pytest.param("Harwick Town beat Dunmore 3-1.", "Dunmore lost 1-3 to Harwick Town.", [],
                     id="the other way round"),
        pytest.param("Harwick beat Dunmore 3-1 after leading 2-1 at half-time.",
                     "Harwick beat Dunmore by three goals to one.", [], id="at half-time"),
        pytest.param("Harwick beat Dunmore 3-1.", "Sund beat Orla 3-2.", [], id="another match"),
        pytest.param("Harwick beat Dunmore 3-1 and Sund beat Orla 2-0.",
                     "Harwick beat Dunmore 3-2.", [], id="several matches"),
        pytest.param("The board of the bank voted 7-2 for the rise.",
                     "The board of the bank voted by six to three for the rise.", ["vote"],
                     id="vote"),
        pytest.param("Parliament passed the bill by 92 votes to 74.",
                     "Parliament passed the bill with 94 votes against 72.", ["vote"], id="votes"),
        pytest.param("The board of the bank passed the rise by a 7-to-2 vote.",
                     "The board of the bank voted by six to three for the rise.", ["vote"],
                     id="hyphens"),
        pytest.param("The council voted narrowly, by 7-2, after a debate.",
                     "The council voted 5-4 after a debate.", [], id="too little in common"),
        pytest.param("The council voted 7-2 on Monday to close the bridge at Varde.",
                     "The council voted 6-3 to close the bridge after a debate of five hours.",
                     ["vote"], id="one says more"),
        pytest.param("The council voted 7-2 to close the bridge at Varde.",
                     "The council voted 5-4 to reject an amendment on the bridge at Varde.",
                     [], id="two votes"),
        pytest.param("Harwick won 3-1 in the cup match at home against Dunmore.",
                     "Harwick won 2-1 in the league match away at Dunmore.", [],
                     id="two competitions"),
        pytest.param("Harwick beat Dunmore 3-1 on Saturday.", "Harwick beat Dunmore 3-2 on Monday.",
                     [], id="two days"),
        pytest.param("Parliament passed the bill by 92 votes to 74.",
                     "In 2021 parliament rejected the bill by 88 votes to 77.", [], id="years ago"),
        pytest.param("The panel voted 7-2 for boys aged 6-12.",
                     "The panel voted 7-2 for girls aged 8-12.", [], id="ages"),
    ],
)  # fmt: skip
def test_tallies(first: str, second: str, expected: list[str]) -> None:
    """One tally of a kind in each article, in sentences that share words."""
    found = compare_tallies([annotate(first, "a"), annotate(second, "b")])
    assert [one.about for one in found] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("Flight NO482 from Orla to Sund was diverted.",
                     "Flight NO428 from Orla to Sund was diverted.", ["NO482"], id="swapped"),
        pytest.param("The Airbus A321 of Norair landed at Orla.",
                     "An Airbus A320 of Norair landed at Orla.", ["A321"], id="one digit"),
        pytest.param("Flight NO482 to Sund was diverted.", "The A12 near Orla was closed.", [],
                     id="other letters"),
        pytest.param("A crash closed the A12 near Orla to traffic.",
                     "A crash closed the A12 and A14 near Orla to traffic.", [],
                     id="two roads"),
        pytest.param("Flight NO482 from Orla to Sund was diverted.",
                     "Flight NO91 from Orla to Sund was diverted.", [], id="another flight"),
    ],
)  # fmt: skip
def test_codes(first: str, second: str, expected: list[str]) -> None:
    """One code of the same letters in each article, but for a slip."""
    found = compare_codes([annotate(first, "a"), annotate(second, "b")])
    assert [one.about for one in found] == expected


@given(st.lists(st.text(alphabet="A1 -3to.vedbat\n", max_size=80), max_size=3))
def test_any_text(texts: list[str]) -> None:
    """Nothing is raised, and values are cut from where they stand."""
    pages = [annotate(text, f"a{n}") for n, text in enumerate(texts)]
    by_id = {page.article.id: page.article for page in pages}
    for one in (*compare_tallies(pages), *compare_codes(pages)):
        assert all(by_id[v.span.article].cut(v.span) == v.value for v in one.values)
