"""Quotation marks of several houses, and the apostrophes that are none."""

import pytest

from variorum.text.quoted import QUOTED


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("She called it ‘a wall of lies’ and left.", ["‘a wall of lies’"]),
        ("It was ‘the council’s own doing’, he said.", ["‘the council’s own doing’"]),
        ("The boys’ mothers wept in the ‘80s.", []),
        ("They said 'we won't sell' twice.", ["'we won't sell'"]),
        ("The drivers' union won't say 'tis so.", []),
        ('“Never,” she said. "No."', ["“Never,”", '"No."']),
        ("Er sagte „nie“ und ging.", ["„nie“"]),
    ],
)
def test_what_stands_in_marks(sentence: str, quoted: list[str]) -> None:
    """With the marks, in text order."""
    assert [match[0] for match in QUOTED.finditer(sentence)] == quoted
