"""Words of a text, with and without their places."""

from hypothesis import example, given
from hypothesis import strategies as st

from variorum.text.words import find_keys, find_words


@given(st.text())
@example("The U.N.’s envoy didn’t PAY £1,200.5 İstanbul-style")
@example("")
def test_keys_are_those_of_the_words(text: str) -> None:
    """Keys alone are those that words have, whatever is written."""
    assert find_keys(text) == [word.key for word in find_words(text)]
