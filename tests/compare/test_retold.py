import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_annotated, make_article
from variorum.compare.conflicts import find_conflicts
from variorum.compare.retold import compare_retold
from variorum.compare.reuse import find_passages
from variorum.compare.slips import is_slip
from variorum.model import Conflict

REST = (
    "The ferry yard at Ostby has built boats for the northern islands since its first owner sold "
    "his farm.\nLocal fishermen had asked the council of Varne for a slipway of their own."
)
LINE = (
    "Kestrel Marine proposed a dividend of 4 crowns a share and would hand both boats of the "
    "Lindgren class to the islands by the end of June."
)


def retell(one: str, other: str, later: str | None = None) -> list[Conflict]:
    """Compare two copies of a report in which one sentence differs."""
    articles = [
        make_annotated(make_article(f"{line}\n{REST}", name, published=published))
        for name, line, published in (("a", one, None), ("b", other, later))
    ]
    passages = find_passages([article.article for article in articles])
    found = compare_retold(articles, passages)
    whole = find_conflicts(articles, [], {}, passages=passages)
    assert {conflict.kind for conflict in found} <= {conflict.kind for conflict in whole}
    return found


@pytest.mark.parametrize(
    ("old", "new", "kind", "values"),
    [
        ("June", "July", "date", ["June", "July"]),
        ("dividend of 4", "dividend of 14", "number", ["4", "14"]),
        ("would hand", "would not hand", "fact", None),
        ("Lindgren", "Lindgern", "name", ["Lindgren", "Lindgern"]),
    ],
)
def test_a_copy_that_alters_a_sentence_is_shown(
    old: str, new: str, kind: str, values: list[str] | None
) -> None:
    """A number, a date, a "not" or a letter of a name is all that differs."""
    (found,) = retell(LINE, LINE.replace(old, new))
    assert found.kind == kind
    assert found.verdict == ("misspelling" if kind == "name" else "conflict")
    if values:
        assert [value.value for value in found.values] == values


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4 crowns", "four crowns"),
        ("Marine", "Maritime"),
        ("a dividend", "a modest dividend"),
        ("Kestrel", "Petrel"),
        ("islands", "isles"),
    ],
)
def test_style_and_other_names_are_no_conflict(old: str, new: str) -> None:
    """Words put otherwise, and two names that both exist, are left to other rules."""
    assert retell(LINE, LINE.replace(old, new, 1)) == []


def test_a_spun_copy_that_alters_a_sentence_is_shown() -> None:
    """Where most of a report is another's text, a sentence may have many other words."""
    (found,) = retell(
        LINE,
        "Kestrel Marine suggested a payout of 14 crowns a share and would deliver both vessels of "
        "the Lindgren class to the isles before the end of June.",
    )
    assert (found.kind, found.verdict) == ("number", "conflict")
    assert [value.value for value in found.values] == ["4", "14"]


def test_a_like_sentence_about_something_else_is_no_conflict() -> None:
    """Two sentences that share but a frame tell two things."""
    other = "Kestrel Marine proposed new rules for the crews of all ferries by the end of May."
    assert retell(LINE, other) == []


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("Sanderson", "Sanedrson", True),
        ("Afghanistan", "Afghinistan", True),
        ("Clark", "Clarke", False),
        ("Center", "Centre", False),
        ("Price", "Prince", False),
        ("Moran", "Koran", False),
        ("Obama", "Obamas", False),
    ],
)
def test_a_slip_is_no_other_name(one: str, other: str, slip: bool) -> None:  # noqa: FBT001
    """Only a word that nobody knows, a letter away from another."""
    assert is_slip(one, other) is slip


@given(st.text(max_size=200), st.text(max_size=200))
def test_never_raises(one: str, other: str) -> None:
    """Whatever the two texts are."""
    for conflict in retell(f"{LINE} {one}", f"{LINE} {other}"):
        assert len(conflict.values) == 2
