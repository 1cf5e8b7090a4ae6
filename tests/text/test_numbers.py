"""Numbers in digits and words, with ranges and hedges."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.numbers import find_numbers, read_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12 boats", [(12, 12, "12")], id="digits"),
        pytest.param("1,250 boats", [(1250, 1250, "1,250")], id="thousands"),
        pytest.param("twenty-one boats", [(21, 21, "twenty-one")], id="words"),
        pytest.param("one hundred and five", [(105, 105, "one hundred and five")], id="hundred"),
        pytest.param("two thousand three hundred", [(2300, 2300, "two thousand three hundred")],
                     id="thousand and hundred"),
        pytest.param("1.2 million", [(1_200_000, 1_200_000, "1.2 million")], id="scale"),
        pytest.param("half a million", [(500_000, 500_000, "half a million")], id="half"),
        pytest.param("a dozen eggs", [(12, 12, "a dozen")], id="a dozen"),
        pytest.param("dozens fled", [(24, None, "dozens")], id="dozens"),
        pytest.param("tens of thousands of people", [(20_000, None, "tens of thousands")],
                     id="tens of thousands"),
        pytest.param("at least 12", [(12, None, "at least 12")], id="at least"),
        pytest.param("up to 10", [(0, 10, "up to 10")], id="up to"),
        pytest.param("between 8 and 10 men", [(8, 10, "8 and 10")], id="between"),
        pytest.param("8-10 men", [(8, 10, "8-10")], id="hyphen"),
        pytest.param("two or three men", [(2, 3, "two or three")], id="or"),
        pytest.param("rose from 8 to 10", [(8, 8, "8"), (10, 10, "10")], id="a change"),
        pytest.param("30 or so", [(30, 30, "30 or so")], id="or so"),
        pytest.param("the 3rd of B12 at 12:30", [], id="no numbers"),
        pytest.param("a ship of 300m", [], id="a length"),
        pytest.param("$300m", [(300_000_000, 300_000_000, "300m")], id="money"),
    ],
)  # fmt: skip
def test_finds_numbers(text: str, expected: list[tuple[float, float | None, str]]) -> None:
    """Value, upper bound and words, hedge included."""
    found = find_numbers(text)
    assert [(one.low, one.high, text[one.start : one.end]) for one in found] == expected


def test_marks_what_is_approximate() -> None:
    """A hedge of nearness makes a number approximate and is kept as it stands."""
    (number,) = find_numbers("They wrote to Around 40 friends")
    assert (number.approximate, number.hedge, number.core) == (True, "Around", 21)


@given(st.integers(1, 999_999))
def test_reads_back_digits(value: int) -> None:
    """Any number with thousands separators is read as itself."""
    assert read_number(f"{value:,}") == value


@given(st.text(alphabet="one two 12,.-–to and between$m half a dozens%:", max_size=60))
def test_spans_are_in_order(text: str) -> None:
    """Numbers never overlap, and never raise."""
    found = find_numbers(text)
    assert all(0 <= one.start <= one.core < one.end <= len(text) for one in found)
    assert all(a.end <= b.core for a, b in pairwise(found))
    assert all(one.high is None or one.low <= one.high for one in found)
