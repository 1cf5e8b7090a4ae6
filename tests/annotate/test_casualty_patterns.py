"""The patterns over letters: what lets a sentence pass one by must be no match of it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.casualties import PATTERNS

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz789#.,&('!"


@pytest.mark.parametrize("number", range(len(PATTERNS)))
@settings(max_examples=25)
@given(data=st.data())
def test_a_match_holds_one_of_the_letters_needed(number: int, data: st.DataObject) -> None:
    """What the quick look passes by is no match."""
    _, needed, pattern = PATTERNS[number]
    others = "".join(letter for letter in ALPHABET if letter not in needed)
    letters = data.draw(st.text(others, max_size=30))
    assert pattern.search(letters) is None


@pytest.mark.parametrize("number", range(len(PATTERNS)))
def test_every_letter_needed_is_spoken_of(number: int) -> None:
    """A letter that no pattern speaks of would only be a slip of the pen."""
    _, needed, pattern = PATTERNS[number]
    assert all(letter in re.sub(r"\(\?P<\w+>", "", pattern.pattern) for letter in needed)
