"""Spans that overlap, flattened to pieces that do not, so that they can be marked in a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be shown at `[start, end)`: its kind, and the anchor that leads to it."""

    start: int
    end: int
    kind: str
    anchor: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks; `opens` begin with it and `closes` end with it."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


def flatten(marks: Sequence[Mark], start: int, end: int) -> list[Piece]:
    """Return the pieces of `[start, end)`, in order and without gaps.

    A mark that reaches over an edge opens and closes only where it truly begins and ends. Empty
    marks, and marks outside, are left out. Cost: n log n, and the number of marks over a piece.

    >>> [(piece.start, piece.end, len(piece.marks))
    ...  for piece in flatten([Mark(0, 5, "a"), Mark(3, 9, "b")], 0, 10)]
    [(0, 3, 1), (3, 5, 2), (5, 9, 1), (9, 10, 0)]
    """
    if not marks:
        return [Piece(start, end, (), (), ())]
    inside = sorted(
        [one for one in marks if max(one.start, start) < min(one.end, end)],
        key=lambda one: (one.start, -one.end, one.kind, one.anchor or ""),
    )
    edges = sorted(
        {start, end}
        | {one.start for one in inside if one.start > start}
        | {one.end for one in inside if one.end < end}
    )
    pieces: list[Piece] = []
    active: list[Mark] = []
    waiting = 0
    for left, right in pairwise(edges):
        active = [one for one in active if one.end > left]
        while waiting < len(inside) and inside[waiting].start <= left:
            active.append(inside[waiting])
            waiting += 1
        pieces.append(
            Piece(
                left,
                right,
                tuple(active),
                tuple([one for one in active if one.start == left]),
                tuple([one for one in active if one.end == right]),
            )
        )
    return pieces


def share_out(marks: Iterable[Mark], ranges: Sequence[tuple[int, int]]) -> list[list[Mark]]:
    """Return for each of the ranges, which are in order and apart, the marks that touch it.

    >>> [len(some) for some in share_out([Mark(0, 5, "a"), Mark(3, 9, "b")], [(0, 4), (6, 9)])]
    [2, 1]
    """
    waiting = sorted(marks, key=lambda one: one.start)
    at = 0
    active: list[Mark] = []
    shared = []
    for start, end in ranges:
        while at < len(waiting) and waiting[at].start < end:
            active.append(waiting[at])
            at += 1
        active = [one for one in active if one.end > start]
        shared.append(active)
    return shared


def kinds(piece: Piece) -> str:
    """Return the kinds of a piece's marks, each once, in alphabetic order: its classes."""
    return " ".join(sorted({mark.kind for mark in piece.marks}))


def anchors(marks: Sequence[Mark]) -> list[str]:
    """Return the anchors of marks, each once, in order."""
    return list(dict.fromkeys(mark.anchor for mark in marks if mark.anchor))
