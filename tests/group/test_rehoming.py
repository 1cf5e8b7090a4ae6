from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.group.constraints import Apart, Constraints, enforce
from variorum.group.rehoming import find_homeless, rehome


def draw(groups: list[tuple[str, ...]]) -> str:
    """Return groups as words."""
    return " ".join("".join(group) for group in groups)


@pytest.mark.parametrize(
    ("groups", "apart", "likely", "expected"),
    [
        pytest.param("ab cd", ["ba"], "bc bd", "a bcd", id="to a story that it fits"),
        pytest.param("ab cd", ["ba"], "bc", "a bcd", id="alike to half of it"),
        pytest.param("ab cde", ["ba"], "bc", "a b cde", id="alike to too few of it"),
        pytest.param("ab cd", ["ba", "bc"], "bc bd", "a b cd", id="not where it was taken from"),
        pytest.param("ab cd", [], "bc bd ac ad", "ab cd", id="the machine's groups stay"),
        pytest.param("abc", ["ba", "ca"], "bc", "a bc", id="two taken out find each other"),
        pytest.param("ab c d", ["ba"], "bc bd", "a bc d", id="the first of two that fit"),
        pytest.param("abc de", ["ba"], "bd be cd ce", "ac bde", id="the rest stays"),
        pytest.param("ab", ["ba"], "ab", "a b", id="nowhere to go"),
    ],
)
def test_what_was_taken_out_finds_a_home(
    groups: str, apart: list[str], likely: str, expected: str
) -> None:
    """An article that left a story joins the one that it fits, if people allow it."""
    pairs = tuple(Apart(pair[0], pair[1], pair[0]) for pair in apart)
    constraints = Constraints((), pairs)
    obeyed = enforce([tuple(group) for group in groups.split()], constraints)
    chances = {(min(pair), max(pair)): 0.9 for pair in likely.split()}
    assert draw(rehome(obeyed, constraints, chances)) == expected


ITEMS = st.sampled_from("abcdef")


@given(
    st.lists(ITEMS, unique=True),
    st.sets(st.integers(1, 5)),
    st.lists(st.tuples(ITEMS, ITEMS).filter(lambda pair: pair[0] != pair[1])),
    st.dictionaries(st.tuples(ITEMS, ITEMS), st.floats(0, 1)),
)
def test_nobody_is_lost_and_nobody_disobeyed(
    items: list[str],
    cuts: set[int],
    apart: list[tuple[str, str]],
    chances: dict[tuple[str, str], float],
) -> None:
    """Every item is in one group, no two that are apart in the same, and groups only join."""
    ends = sorted({0, len(items), *(cut for cut in cuts if cut < len(items))})
    groups = [tuple(items[a:b]) for a, b in pairwise(ends)]
    constraints = Constraints((), tuple(Apart(*pair) for pair in apart))
    obeyed = enforce(groups, constraints)
    found = rehome(obeyed, constraints, chances)
    assert sorted(item for group in found for item in group) == sorted(items)
    assert all(not {one, other} <= set(group) for one, other in apart for group in found)
    assert all(any(set(group) <= set(home) for home in found) for group in obeyed)
    if not find_homeless(obeyed, constraints):
        assert found == obeyed
