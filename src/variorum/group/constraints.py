"""What belongs together and what does not, whatever the machine thinks: groups made to obey.

Items are told by strings: ids of articles, or keys of readings. What belongs together does so
through others as well, and what is apart from one of a set is apart from the whole set.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Apart:
    """Two items that are not of one group; where they are, `leaves` goes and `stays` remains.

    Items that leave a group for one `reason` (any string) stay with each other.
    """

    leaves: str
    stays: str
    reason: str = ""


@dataclass(frozen=True)
class Constraints:
    """Sets of items that are of one group, no item in two of them, and pairs that are not.

    No pair of `apart` lies in one set: `variorum.judgements.pairing` sees to that. Of two pairs of
    the same items the first says which of them leaves.
    """

    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[Apart, ...] = ()

    def allows(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether the items of two groups may be of one group.

        >>> constraints = Constraints((("a", "b"),), (Apart("b", "c"),))
        >>> constraints.allows(["a", "x"], ["c"]), constraints.allows(["x"], ["c"])
        (False, True)
        """
        left = {self.root_of(item) for item in one} & self._parted.keys()
        right = {self.root_of(item) for item in other}
        return all(self._parted[root].isdisjoint(right) for root in left)

    def root_of(self, item: str) -> str:
        """Return the item that stands for all those that belong together with this one."""
        return self._roots.get(item, item)

    @cached_property
    def _roots(self) -> Mapping[str, str]:
        return {item: items[0] for items in self.together for item in items}

    @cached_property
    def _parted(self) -> Mapping[str, frozenset[str]]:
        """For each root, the roots that it is apart from."""
        found: dict[str, set[str]] = {}
        for pair in self.apart:
            one, other = self.root_of(pair.leaves), self.root_of(pair.stays)
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return {root: frozenset(others) for root, others in found.items()}


@dataclass(slots=True)
class _Cell:
    """A group in the making; `items` in the order in which they were given."""

    items: list[str] = field(default_factory=list)


def enforce(groups: Iterable[Sequence[str]], constraints: Constraints) -> list[tuple[str, ...]]:
    """Return the groups changed as little as the constraints ask, in order of their first items.

    From a group that holds items which are apart, those leave that are said to. Groups that share a
    set are joined whole; if that cannot be, the set alone goes to the group that has most of it.
    Items of the constraints that are in no group are left out.

    >>> enforce([("a", "b"), ("c", "d")], Constraints((("b", "c"),)))
    [('a', 'b', 'c', 'd')]
    >>> enforce([("a", "b", "c")], Constraints((), (Apart("a", "c"),)))
    [('a',), ('b', 'c')]
    """
    given = [tuple(group) for group in groups]
    if not constraints.together and not constraints.apart:
        return given
    order = {item: number for number, item in enumerate(i for group in given for i in group)}
    cells = [cell for group in given for cell in _part(group, constraints)]
    cells = _join(cells, constraints, order)
    found = [tuple(sorted(cell.items, key=order.__getitem__)) for cell in cells if cell.items]
    return sorted(found, key=lambda group: order[group[0]])


def _part(group: Sequence[str], constraints: Constraints) -> list[_Cell]:
    """Cut a group so that no two items of one cell are apart."""
    leaving = _find_leaving(group, constraints)
    if not leaving:
        return [_Cell(list(group))]
    staying = [item for item in group if constraints.root_of(item) not in leaving]
    splinters: dict[str, list[str]] = {}
    for item in group:
        root = constraints.root_of(item)
        if root in leaving:
            splinters.setdefault(leaving[root], []).append(item)
    if not staying:  # each is to leave another: the first stays
        first = constraints.root_of(group[0])
        staying = [item for item in group if constraints.root_of(item) == first]
        rest = [item for item in group if constraints.root_of(item) != first]
        return [_Cell(staying), *_part(rest, constraints)]
    cells = [_Cell(staying)]
    for items in splinters.values():
        cells += _part(items, constraints)
    return cells


def _find_leaving(group: Sequence[str], constraints: Constraints) -> dict[str, str]:
    """Return the roots that leave a group, each with the reason that is told first."""
    present = {constraints.root_of(item) for item in group}
    leaving: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for pair in constraints.apart:
        leaves, stays = constraints.root_of(pair.leaves), constraints.root_of(pair.stays)
        if leaves in present and stays in present and (stays, leaves) not in seen:
            seen.add((leaves, stays))
            leaving.setdefault(leaves, pair.reason)
    return leaving


def _join(cells: list[_Cell], constraints: Constraints, order: Mapping[str, int]) -> list[_Cell]:
    """Bring each set that belongs together into one cell."""
    home = {item: cell for cell in cells for item in cell.items}
    for together in constraints.together:
        items = [item for item in together if item in order]
        while len(touched := _cells_of(items, home, order)) > 1:
            first, second = touched[:2]
            if constraints.allows(first.items, second.items):
                moved = second.items
            else:
                moved = [item for item in items if home[item] is not first]
                rest = [item for item in first.items if item not in set(items)]
                if not constraints.allows(moved, rest):  # the set alone
                    moved = items
                    first = _Cell()
                    cells.append(first)
            _move(list(moved), first, home)
    return cells


def _cells_of(
    items: Sequence[str], home: Mapping[str, _Cell], order: Mapping[str, int]
) -> list[_Cell]:
    """Return the cells that hold the items, that with most of them first."""
    counts: dict[int, tuple[_Cell, list[int]]] = {}
    for item in items:
        cell = home[item]
        counts.setdefault(id(cell), (cell, []))[1].append(order[item])
    ranked = sorted(counts.values(), key=lambda pair: (-len(pair[1]), min(pair[1])))
    return [cell for cell, _ in ranked]


def _move(items: Iterable[str], target: _Cell, home: dict[str, _Cell]) -> None:
    for item in items:
        if home[item] is not target:
            home[item].items.remove(item)
            target.items.append(item)
            home[item] = target
