"""Words as they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.inflection import find_tokens


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("They didn’t.", ["they", "do", "not"]),
        ("DO\nN'T", ["do", "not"]),  # as a broken line leaves it
        ("forty-two US ships", ["#42", "usa", "ship"]),
    ],
)
def test_words_are_opened_and_brought_to_one_form(text: str, lemmas: list[str]) -> None:
    """Contractions are opened, numbers are read, spellings are one."""
    assert [token.lemma for token in find_tokens(text)] == lemmas


@given(st.text(alphabet="DON’T'sneverUS 42.-\n", max_size=40))
def test_any_letters_are_read(text: str) -> None:
    """Every word has a key, and its place in the text."""
    for token in find_tokens(text):
        assert token.key
        assert 0 <= token.start < token.end <= len(text)
