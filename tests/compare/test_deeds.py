"""What somebody did in one report, and did not in another."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import make_article, make_attribution
from variorum.compare.deeds import compare_deeds
from variorum.model import Annotated

DAY, NEXT = "2024-05-14", "2024-05-15"


def annotate(text: str, article_id: str, published: str | None) -> Annotated:
    """Return an article with its sentences."""
    article = make_article(text, article_id, published=published)
    return Annotated(article, cut_sentences(article))


def verdicts(*texts: str, times: tuple[str, str] = (DAY, DAY)) -> list[str]:
    """Return the verdicts on two texts."""
    pages = [
        annotate(text, f"a{n}", time)
        for n, (text, time) in enumerate(zip(texts, times, strict=True))
    ]
    return [found.verdict for found in compare_deeds(pages)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Police will investigate claims of fraud in the port of Orla.",
                     "Police have not opened an investigation into claims of fraud in Orla.",
                     id="an inquiry"),
        pytest.param("The watchdog has opened an investigation.",
                     "The watchdog hasn’t launched an inquiry.", id="in other words"),
        pytest.param("Mayor Ann Roe has conceded that she needs a partner.",
                     "Ms Roe denied that she needed a partner.", id="conceded and denied"),
        pytest.param("The firm paid the ransom demanded by the hackers.",
                     "The firm has not paid the ransom demanded.", id="paid or not"),
        pytest.param("The mayor bought the house on the lake.",
                     "The mayor did not buy the house on the lake.", id="an irregular verb"),
        pytest.param("The women drove the bus over the bridge.",
                     "The women did not drive the bus over the bridge.", id="an irregular noun"),
        pytest.param("The United States drove its tanks over the bridge.",
                     "The US did not drive its tanks over the bridge.", id="a name of two words"),
        pytest.param("The council opened the bridge at Varde.",
                     "The council did not open the bridge at Varde. "
                     "Police did not investigate the fire.", id="another denial beside it"),
        pytest.param("The council on Monday closed the bridge at Varde.",
                     "The council did not close the bridge at Varde.", id="a day before the verb"),
        pytest.param("Mayor Ann Roe signed the treaty on fishing.",
                     "Mrs Roe did not sign the treaty on fishing.", id="a surname alone"),
    ],
)  # fmt: skip
def test_done_and_not_done(first: str, second: str) -> None:
    """One actor, one act, on one thing: one report affirms it, the other denies it."""
    assert verdicts(first, second) == ["conflict"]
    assert verdicts(second, first) == ["conflict"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Police will investigate claims of fraud in the port of Orla.",
                     "The council has not opened an investigation into claims of fraud in Orla.",
                     id="another actor"),
        pytest.param("Ann Roe signed the letter to the council.",
                     "John Roe did not sign the letter to the council.", id="another Roe"),
        pytest.param("The Norland government signed the fishing treaty.",
                     "The Varland government did not sign the fishing treaty.",
                     id="another government"),
        pytest.param("The council on Monday closed the bridge at Varde.",
                     "The port on Monday did not close the bridge at Varde.", id="one day"),
        pytest.param("The firm paid the wages of its drivers in May.",
                     "The firm has not paid the ransom demanded by the hackers.",
                     id="another thing"),
        pytest.param("The firm would have paid the ransom demanded by the hackers.",
                     "The firm has not paid the ransom demanded by the hackers.", id="unreal"),
        pytest.param("If the firm paid the ransom demanded, it would break the law.",
                     "The firm has not paid the ransom demanded by the hackers.", id="a condition"),
        pytest.param("“The firm paid the ransom demanded,” said Ann Roe.",
                     "The firm has not paid the ransom demanded.", id="somebody says so"),
        pytest.param("The firm did not want to pay the ransom demanded.",
                     "The firm wanted the ransom demanded.", id="a wish"),
        pytest.param("The firm paid the ransom demanded. The firm had not paid the ransom demanded "
                     "in May.", "The firm has not paid the ransom demanded by the hackers.",
                     id="one report has both"),
        pytest.param("The firm paid the ransom demanded in May.",
                     "The firm did not say why it paid the ransom demanded.", id="did not say"),
        pytest.param("The firm paid the ransom demanded in May.",
                     "The firm does not know who paid the ransom demanded.", id="does not know"),
        pytest.param("The firm paid the ransom demanded.",
                     "If the firm did not pay the ransom demanded, its files were lost.",
                     id="a denied condition"),
        pytest.param("The firm paid the ransom demanded.",
                     "The firm did not only pay the ransom demanded.", id="not only"),
        pytest.param("The firm paid the ransom demanded on Friday.",
                     "The firm did not pay the ransom demanded until Friday.", id="not until"),
        pytest.param("The firm paid the ransom demanded.",
                     "The firm did not immediately pay the ransom demanded.", id="in what manner"),
        pytest.param("The firm paid the ransom demanded on Friday.",
                     "The firm did not pay the ransom demanded before Friday.", id="not before"),
        pytest.param("The firm paid the ransom demanded on Friday.",
                     "The firm did not pay the ransom demanded last year.", id="another time"),
        pytest.param("The firm paid the ransom demanded.",
                     "It is rumoured that the firm did not pay the ransom demanded.",
                     id="that somebody did not"),
    ],
)  # fmt: skip
def test_no_contradiction(first: str, second: str) -> None:
    """Another actor or thing, what might have been, and what is said."""
    assert verdicts(first, second) == []
    assert verdicts(second, first) == []


def test_only_the_own_words_of_papers() -> None:
    """What one report tells and another has from somebody is no contradiction of the two."""
    own = annotate("The firm paid the ransom demanded.", "a1", DAY)
    other = annotate("The firm did not pay the ransom demanded, the mayor said.", "a2", DAY)
    said = make_attribution(
        other.article, "s1", "the mayor", "said",
        "The firm did not pay the ransom demanded", "indirect",
    )  # fmt: skip
    assert [one.verdict for one in compare_deeds([own, other])] == ["conflict"]
    assert compare_deeds([own, replace(other, attributions=(said,))]) == []
    assert compare_deeds([replace(other, attributions=(said,)), own]) == []


def test_later() -> None:
    """What was not done yet and is done in a later report is an update; the reverse none."""
    not_yet = "The firm has not paid the ransom demanded by the hackers."
    done = "The firm paid the ransom demanded by the hackers."
    assert verdicts(not_yet, done, times=(DAY, NEXT)) == ["update"]
    assert verdicts(done, not_yet, times=(DAY, NEXT)) == ["conflict"]
    assert verdicts(done, not_yet, times=(DAY, "2024-07-01")) == []


PIECES = "Roe |has |not |n’t |denied |that |she |paid |opened |an inquiry |. |, |if |will |“"


@given(st.lists(st.lists(st.sampled_from(PIECES.split("|")), max_size=9).map("".join), max_size=4))
def test_any_text(texts: list[str]) -> None:
    """Nothing is raised, and every value is cut from its place in another article."""
    pages = [annotate(text, f"a{n}", DAY) for n, text in enumerate(texts)]
    by_id = {page.article.id: page.article for page in pages}
    for one in compare_deeds(pages):
        assert len({value.span.article for value in one.values}) == 2
        assert all(by_id[v.span.article].cut(v.span) == v.value for v in one.values)
