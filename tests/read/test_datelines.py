"""Datelines are found where a report opens, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.datelines import find_dateline

REST = " The council voted on Monday to close the old bridge for a year."


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("DAVOS, Switzerland (AP) —", "DAVOS, Switzerland", "AP"),
        ("WASHINGTON (Reuters) -", "WASHINGTON", "Reuters"),
        ("ALMATY —", "ALMATY", None),
        ("LUBNIK, Oct 18 (Novapress) -", "LUBNIK", None),
        ("CHICAGO, May 3 —", "CHICAGO", None),
        ("LONDON, 24 mai (AFP) -", "LONDON", "AFP"),
        ("(CNN) —", None, None),
        ("Moscow:", "Moscow", None),
        ("New Delhi, May 24 (PTI)", "New Delhi", "PTI"),
        ("New Delhi [India], May 24 (ANI):", "New Delhi [India]", "ANI"),
        ("KYIV. May 24 (Interfax-Ukraine) –", "KYIV", "Interfax"),
        ("MOSCOW, May 24. /TASS/.", "MOSCOW", "TASS"),
        ("SÃO PAULO, 24 de maio (Reuters) -", "SÃO PAULO", "Reuters"),
        ("ST. LOUIS (KXYZ/AP) —", "ST. LOUIS", "AP"),
        ("Aug 27 (Reuters) -", None, "Reuters"),
        ("RYE, N.H. —", "RYE, N.H.", None),
        ("PITTSBURGH, PA –", "PITTSBURGH, PA", None),
    ],
)
def test_finds_datelines(opening: str, place: str | None, agency: str | None) -> None:
    """Place and agency are read, and the span ends with the dash."""
    text = opening + REST
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert text[found.start : found.end] == opening


@pytest.mark.parametrize(
    "text",
    [
        "Roe:" + REST,
        "UPDATE:" + REST,
        "BREAKING —" + REST,
        "Roe — who has never held office — said that she would run for the council.",
        "U.S. – Mexico relations have long been strained by the border and by trade.",
        "Q:" + REST,
        "Paris – the city of light – voted on Monday to close the old bridge for a year.",
        "The council (AP) — and not the mayor — voted to close the bridge for a year.",
        "",
    ],
)
def test_takes_nothing_else_for_a_dateline(text: str) -> None:
    """Asides, labels and speakers are no datelines."""
    assert find_dateline(text, 0, len(text)) is None


@given(st.text(alphabet="ABcd (),.—-:/[]May3 APReuters\n"), st.integers(0, 10))
def test_a_dateline_lies_in_its_paragraph(text: str, start: int) -> None:
    """Nothing raises, and spans are valid."""
    found = find_dateline(text, min(start, len(text)), len(text))
    assert found is None or start <= found.start < found.end <= len(text)
