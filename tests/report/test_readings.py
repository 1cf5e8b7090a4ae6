"""Readings side by side: the same once, and the differences word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Independence, Reading, Utterance
from variorum.report.readings import find_differences, group_wordings


def mark(base: str, other: str) -> str:
    """Return `other` with what is added in {braces}, missing in [brackets], cut as [...]."""
    shapes = {"same": "{}", "added": "{{{}}}", "missing": "[{}]", "cut": "[...]"}
    return "".join(shapes[one.change].format(one.text) for one in find_differences(base, other))


@pytest.mark.parametrize(
    ("base", "other", "expected"),
    [
        pytest.param("I was there", "I was there", "I was there", id="same"),
        pytest.param("I was there", "“I was there,”", "“I was there,”", id="marks do not count"),
        pytest.param("I was not there", "I was there", "I was[not] there", id="word missing"),
        pytest.param("I was there", "I was never there", "I was {never} there", id="word added"),
        pytest.param("a b c d e f", "a b", "a b[...]", id="stops earlier"),
        pytest.param("a b c d e f", "e f", "[...]e f", id="starts later"),
        pytest.param("a b c", "a b", "a b[c]", id="a word or two are shown"),
        pytest.param("we saw it", "we heard it", "we[saw] {heard} it", id="one for another"),
        pytest.param("", "a", "{a}", id="empty base"),
        pytest.param("a", "", "[a]", id="empty reading"),
    ],
)
def test_differences(base: str, other: str, expected: str) -> None:
    """Added, missing and cut words are told apart."""
    assert mark(base, other) == expected


@given(st.text(), st.text())
def test_a_reading_keeps_all_its_characters(base: str, other: str) -> None:
    """What is shown as the reading's own words is the reading, character by character."""
    own = [one.text for one in find_differences(base, other) if one.change in {"same", "added"}]
    assert "".join(own) == other


def test_same_words_are_one_wording() -> None:
    """Readings that differ in case and punctuation alone stand together; the base comes first."""
    words = ["“Never,” she said", "“No”", "never, she said"]
    readings = tuple(Reading(f"q{n}", f"a{n}", (), text) for n, text in enumerate(words))
    wordings = group_wordings(Utterance("u", None, readings, (), Independence(1, 1, (), "")))
    assert [[one.article for one in wording.readings] for wording in wordings] == [
        ["a0", "a2"],
        ["a1"],
    ]
    assert [one.base for one in wordings] == [True, False]
