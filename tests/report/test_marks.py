"""Overlapping marks become pieces that do not overlap."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from variorum.report.marks import Mark, anchors, flatten, kinds

MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-5, 40),
        st.integers(-5, 45),
        st.sampled_from("abc"),
        st.sampled_from([None, "x", "y"]),
    ),
    max_size=12,
)


@given(MARKS, st.integers(0, 20), st.integers(1, 20))
def test_pieces_cover_the_range_once(marks: list[Mark], start: int, length: int) -> None:
    """Pieces join up from start to end, none is empty, and each has exactly the marks over it."""
    pieces = flatten(marks, start, start + length)
    assert pieces[0].start == start
    assert pieces[-1].end == start + length
    assert all(left.end == right.start for left, right in pairwise(pieces))
    for piece in pieces:
        assert piece.start < piece.end
        over = [one for one in marks if one.start <= piece.start and piece.end <= one.end]
        assert sorted(piece.marks, key=repr) == sorted(over, key=repr)


@given(MARKS)
def test_every_mark_opens_and_closes_once(marks: list[Mark]) -> None:
    """A mark inside the range begins in one piece and ends in one piece."""
    pieces = flatten(marks, -5, 45)
    opened = [one for piece in pieces for one in piece.opens]
    closed = [one for piece in pieces for one in piece.closes]
    wanted = sorted((one for one in marks if one.start < one.end), key=repr)
    assert sorted(opened, key=repr) == wanted
    assert sorted(closed, key=repr) == wanted


def test_a_mark_over_the_edge_opens_elsewhere() -> None:
    """The part inside neither opens nor closes what began before and ends after."""
    piece = flatten([Mark(0, 30, "a", "x")], 10, 20)[0]
    assert piece.marks
    assert not piece.opens
    assert not piece.closes


def test_classes_and_anchors_come_once() -> None:
    """Equal kinds and anchors are not repeated."""
    piece = flatten([Mark(0, 5, "b", "x"), Mark(0, 5, "a", "x"), Mark(0, 5, "a")], 0, 5)[0]
    assert kinds(piece) == "a b"
    assert anchors(piece.opens) == ["x"]
