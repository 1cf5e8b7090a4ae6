import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.normal import find_comparable, fold_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Sen. Ode said on Feb. 3", "Senator Ode said on February 3", id="titles"),
        pytest.param("the U.S. and the U.N.", "the US and the UN", id="full stops"),
        pytest.param(
            "he organised the harbour tour", "he organized the harbor tour", id="spelling"
        ),
        pytest.param("they travelled to the centre", "they traveled to the center", id="endings"),
        pytest.param("12% of it", "12 percent of it", id="percent"),
        pytest.param("Mr. Ode doesn’t", "Ode doesn't", id="honorifics and apostrophes"),
        pytest.param("seven boats", "7 boats", id="small numbers"),
        pytest.param("1,200 people", "1200 people", id="thousands"),
        pytest.param("a well-known ferry", "a well known ferry", id="hyphens"),
    ],
)
def test_house_styles_have_equal_keys(one: str, other: str) -> None:
    """What style books disagree about does not count."""
    assert [w.key for w in find_comparable(one)] == [w.key for w in find_comparable(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("four", "for"), ("ferry", "fairy"), ("not", "now"), ("1.5", "15"), ("hour", "our")],
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    """Folding does not make one word of two."""
    assert fold_word(one) != fold_word(other)


@given(st.text())
def test_offsets_point_at_the_words(text: str) -> None:
    """Every word's span is inside the text, in order, and its text gives its key again."""
    end = 0
    for word in find_comparable(text):
        assert end <= word.start < word.end <= len(text)
        assert fold_word(text[word.start : word.end]) == word.key
        end = word.end
