"""What people say belongs together or apart, made free of contradictions: the later holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.group.constraints import Apart, Constraints
from variorum.model import DecisionState


@dataclass(frozen=True, slots=True)
class Ruling:
    """One judgement on items: these are one, and `leaving` are none of `staying`'s."""

    judgement: str
    together: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    staying: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a judgement holds, by which later one it does not, and what it decided.

    `because` is set where it says more than the state; `attributions` are ids.
    """

    state: DecisionState
    by: str | None = None
    because: str = ""
    attributions: tuple[str, ...] = ()


def weigh(wanted: int, kept: int, by: str | None) -> Outcome:
    """Return the outcome of a judgement of which `kept` of the `wanted` parts hold."""
    if kept >= wanted:
        return Outcome("holds")
    return Outcome("partly" if kept else "overridden", by)


def settle(rulings: Sequence[Ruling]) -> tuple[Constraints, dict[str, Outcome]]:
    """Return what holds of the rulings, which come the latest first, and what became of each.

    What contradicts later rulings, also through others ("a with b" and "b with c" against "a not
    with c"), is left out: of a set, only the items that cannot be with the rest.
    """
    sets = _Sets()
    apart: list[Apart] = []
    outcomes: dict[str, Outcome] = {}
    for ruling in rulings:
        wanted, kept, by = 0, 0, None
        for leaves in ruling.leaving:
            for stays in ruling.staying:
                if leaves == stays:
                    continue
                wanted += 1
                joined = sets.why_one(leaves, stays)
                if joined is None:
                    kept += 1
                    sets.part(leaves, stays, ruling.judgement)
                    apart.append(Apart(leaves, stays, ruling.judgement))
                by = by or joined
        wanted += max(0, len(set(ruling.together)) - 1)
        joined_items, against = sets.join_all(ruling.together, ruling.judgement)
        kept += joined_items
        by = by or against
        outcomes[ruling.judgement] = weigh(wanted, kept, by)
    return Constraints(sets.list_all(), tuple(apart)), outcomes


class _Sets:
    """Items in sets that grow, and pairs of sets that must not meet, each with its judgement."""

    def __init__(self) -> None:
        self.home: dict[str, list[str]] = {}
        self.reason: dict[int, str] = {}  # of a set: the judgement that joined it last
        self.parted: dict[str, dict[str, str]] = {}  # by item

    def of(self, item: str) -> list[str]:
        return self.home.setdefault(item, [item])

    def why_one(self, one: str, other: str) -> str | None:
        """Return the judgement that made one set of both; None if they are in two."""
        return self.reason[id(self.of(one))] if self.of(one) is self.of(other) else None

    def why_apart(self, one: str, other: str) -> str | None:
        """Return the judgement by which the sets of two items must not meet."""
        mine, theirs = self.of(one), set(self.of(other))
        for item in mine:
            for stranger, reason in self.parted.get(item, {}).items():
                if stranger in theirs:
                    return reason
        return None

    def part(self, one: str, other: str, reason: str) -> None:
        self.parted.setdefault(one, {}).setdefault(other, reason)
        self.parted.setdefault(other, {}).setdefault(one, reason)

    def join_all(self, items: Sequence[str], reason: str) -> tuple[int, str | None]:
        """Join items as far as they may be; return how many joined others, and what forbade more.

        Each item joins the first of the sets among them that it may; so none is left alone that
        could be with another.
        """
        joined, against = 0, None
        heads: list[str] = []
        for item in sorted(set(items)):
            for head in heads:
                if self.of(item) is self.of(head):
                    joined += 1
                    break
                forbidden = self.why_apart(item, head)
                if forbidden is None:
                    self._merge(head, item, reason)
                    joined += 1
                    break
                against = against or forbidden
            else:
                heads.append(item)
        return joined, against

    def _merge(self, one: str, other: str, reason: str) -> None:
        target, source = self.of(one), self.of(other)
        if len(source) > len(target):
            target, source = source, target
        target += source
        for item in source:
            self.home[item] = target
        self.reason[id(target)] = reason

    def list_all(self) -> tuple[tuple[str, ...], ...]:
        sets = {id(items): tuple(sorted(items)) for items in self.home.values()}
        return tuple(sorted(items for items in sets.values() if len(items) > 1))
