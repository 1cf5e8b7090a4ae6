"""Sentences that lean on the one before them, and sentences that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.report.leaning import find_presumed, find_together, leans, points_back

LEANING = [
    "In short, both sides lost.",
    "The harbour board wanted one of these for years.",
    "To date, the ministry had kept silent.",
    "All these details came out at the trial.",
    "The pier, though, has stood for a century.",
    "Roe, in turn, blamed the harbour board.",
    "Drivers have since both blocked the road and sued.",
    "The couple paid nine million in taxes during that time.",
    "Police say the man then went to a pier two miles away.",
    "One suffered a broken arm on the pier.",
    "The board was also fined last week.",
    "In a separate case, a guard was dismissed.",
    "Spokesman Kell Roe said in a letter that the board would sue.",
    "If convicted, both could spend years in prison.",
    "A fourth person was treated at the pier.",
    "One came from the harbour master.",
    "According to the board, guards also found a key.",
    "Roe would not go that far but sued.",
    "The third of the three fires began in Oakum.",
]
STANDING = [
    "Roe told police that the man fled.",
    "The pier has been closed since Friday.",
    "The pier has since 1994 been in private hands.",
    "A guard was hit, and the man then fled.",
    "Spokesman for the board Kell Roe declined an interview.",
    "Kell Roe, spokesman for the board, said it would sue.",
    "The law protects those who report a fire.",
    "She said she would stay in the harbour during this week.".replace("She", "Roe"),
    "Roe said, “In that case we shall sue, too.”",
    "The rules apply to those hurt in the fire.",
    "Five people were hurt in the fire, and one of them has died.",
]


@pytest.mark.parametrize("line", LEANING)
def test_what_leans(line: str) -> None:
    """Words that set a sentence against what was said before."""
    assert leans(line)


@pytest.mark.parametrize("line", STANDING)
def test_what_stands(line: str) -> None:
    """The same words where they hang on nothing."""
    assert not leans(line)


@pytest.mark.parametrize(
    ("line", "named", "back"),
    [
        ("Republicans have pressed his allies.", [(0, "organisation")], True),
        ("Ann Roe sold her house.", [(0, "person")], False),
        ("The senator sold her house.", [], False),
        ("Vestra is where they met.", [(0, "place")], True),
        ("The guards said they were asleep.", [], False),
        ("The dam that he built broke.", [], True),
        ("“He built it,” the mayor said.", [], False),
        ("Anyone who lost their ticket may sue.", [], False),
        ("Ann Roe, who led it, told the paper so.", [(0, "person")], True),
        ("Kell Roe, its head, called for a vote.", [(0, "person")], True),
        ("Kell Roe, head of the board and its founder, quit.", [(0, "person")], False),
        ("Ann Roe, who led the trial, stopped it.", [(0, "person")], False),
    ],
)
def test_whom_a_pronoun_means(line: str, named: list[tuple[int, str]], *, back: bool) -> None:
    """A pronoun needs somebody before it in its own sentence, one for one, several for several."""
    assert points_back(line, named) is back


def test_who_must_have_been_told_together() -> None:
    """Of "the couple" somebody must have been told that they are one."""
    assert "wife" in find_together("Prosecutors charged the couple on Friday.")
    assert not find_together("Prosecutors charged a couple on Friday.")
    assert not find_together("“I knew the couple,” he said.")


def test_what_is_presumed() -> None:
    """What stands after an opening "The", unless the sentence says which."""
    assert find_presumed("The verdict shocked him.") >= {"verdict"}
    assert not find_presumed("The verdict of the court shocked him.")
    assert not find_presumed("The death toll from Storm Kell has risen to 31.")
    assert not find_presumed("The strike at Ostby airport is over.")


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Nothing raises."""
    leans(text)
    points_back(text, [])
    find_presumed(text)
    find_together(text)
