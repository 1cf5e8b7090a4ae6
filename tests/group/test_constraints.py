"""Groups obey what people decided, and are changed no more than that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.group.constraints import Apart, Constraints, enforce
from variorum.judgements.pairing import Ruling, settle


def obey(groups: str, *rulings: Ruling) -> str:
    """Return the groups, written "ab cd", after the rulings, which come the latest first."""
    found = enforce([tuple(group) for group in groups.split()], settle(rulings)[0])
    return " ".join("".join(group) for group in found)


def merge(items: str, judgement: str = "m") -> Ruling:
    """These items are of one group."""
    return Ruling(judgement, together=tuple(items))


def apart(leaving: str, staying: str, judgement: str = "a") -> Ruling:
    """The first leave the group of the second."""
    return Ruling(judgement, leaving=tuple(leaving), staying=tuple(staying))


@pytest.mark.parametrize(
    ("groups", "rulings", "expected"),
    [
        pytest.param("ab cd", [], "ab cd", id="nothing decided"),
        pytest.param("ab cd", [merge("bc")], "abcd", id="whole groups are joined"),
        pytest.param("ab cd ef", [merge("bc"), merge("de", "n")], "abcdef", id="by way of others"),
        pytest.param("abcd", [apart("a", "bc")], "a bcd", id="who is to leave leaves"),
        pytest.param("abcd", [apart("ab", "c")], "ab cd", id="those who leave stay together"),
        pytest.param(
            "abcd", [apart("a", "c"), apart("b", "c", "b")], "a b cd", id="but for one reason only"
        ),
        pytest.param(
            "abc",
            [Ruling("s", ("a", "d"), ("a",), ("b",))],
            "a bc",
            id="unknown items are left out",
        ),
        pytest.param(
            "abcd", [apart("a", "b"), merge("ac")], "ac bd", id="who belongs with them goes too"
        ),
        pytest.param(
            "ab cd", [apart("d", "b"), merge("ac")], "abc d", id="a set comes without the others"
        ),
        pytest.param(
            "ab cd",
            [apart("d", "b"), apart("d", "a", "b"), merge("ac", "n")],
            "abc d",
            id="joined, but for what is apart",
        ),
        pytest.param(
            "abc", [apart("a", "b"), apart("b", "a", "z")], "a bc", id="the later says who leaves"
        ),
        pytest.param(
            "abc",
            [apart("a", "b"), apart("b", "c", "y"), apart("c", "a", "z")],
            "a b c",
            id="all are to leave",
        ),
    ],
)
def test_groups_obey(groups: str, rulings: list[Ruling], expected: str) -> None:
    """Groups are cut and joined as people say."""
    assert obey(groups, *rulings) == expected


@pytest.mark.parametrize(
    ("rulings", "states"),
    [
        ([merge("ab", "1"), apart("a", "b", "2")], ["holds", "overridden by 1"]),
        ([apart("a", "b", "1"), merge("ab", "2")], ["holds", "overridden by 1"]),
        ([apart("a", "b", "1"), merge("abc", "2")], ["holds", "partly by 1"]),
        (
            [merge("ab", "1"), merge("bc", "2"), apart("a", "c", "3")],
            ["holds", "holds", "overridden by 2"],
        ),
        (
            [apart("a", "c", "1"), merge("ab", "2"), merge("bc", "3")],
            ["holds", "holds", "overridden by 1"],
        ),
        ([apart("a", "bc", "1"), merge("bc", "2")], ["holds", "holds"]),
    ],
)
def test_the_later_holds(rulings: list[Ruling], states: list[str]) -> None:
    """What contradicts a later ruling, also through others, does not hold."""
    outcomes = settle(rulings)[1]
    told = [
        outcomes[one.judgement].state
        + (f" by {outcomes[one.judgement].by}" if outcomes[one.judgement].by else "")
        for one in rulings
    ]
    assert told == states


ITEMS = "abcdefgh"
GROUPS = st.permutations(ITEMS).flatmap(
    lambda items: st.lists(st.integers(0, 3), min_size=8, max_size=8).map(
        lambda homes: [
            tuple(item for item, home in zip(items, homes, strict=True) if home == number)
            for number in range(4)
            if number in homes
        ]
    )
)
SIDES = st.lists(st.sampled_from(ITEMS + "xy"), max_size=4).map(tuple)
RULINGS = st.lists(st.tuples(SIDES, SIDES, SIDES), max_size=6).map(
    lambda sides: [Ruling(str(number), *side) for number, side in enumerate(sides)]
)


@given(GROUPS, RULINGS)
def test_every_constraint_is_obeyed(groups: list[tuple[str, ...]], rulings: list[Ruling]) -> None:
    """No item is lost or doubled; what is one is in one group, what is apart is not."""
    constraints = settle(rulings)[0]
    found = enforce(groups, constraints)
    assert sorted(item for group in found for item in group) == sorted(ITEMS)
    home = {item: number for number, group in enumerate(found) for item in group}
    for together in constraints.together:
        assert len({home[item] for item in together if item in home}) <= 1
    for pair in constraints.apart:
        if pair.leaves in home and pair.stays in home:
            assert home[pair.leaves] != home[pair.stays]
            assert not constraints.allows([pair.leaves], [pair.stays])
    assert enforce(found, constraints) == found


@given(GROUPS, RULINGS)
def test_the_order_of_groups_does_not_matter(
    groups: list[tuple[str, ...]], rulings: list[Ruling]
) -> None:
    """Groups given the other way round are the same sets, where only whole groups are joined."""
    joined = settle([Ruling(one.judgement, one.together) for one in rulings])[0]
    there = {frozenset(group) for group in enforce(groups, joined)}
    assert there == {frozenset(group) for group in enforce(groups[::-1], joined)}


def test_constraints_are_told_to_who_joins_groups() -> None:
    """Whoever joins groups can ask first; unknown items are free."""
    constraints = Constraints((("a", "b"),), (Apart("c", "b"),))
    assert not constraints.allows(["a", "x"], ["y", "c"])
    assert constraints.allows(["a", "x"], ["b", "y"])
    assert constraints.allows(["x"], ["c", "y"])
