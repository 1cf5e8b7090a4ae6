"""Which set of parents explains an article: none, one, or two taken together.

A report made of two others is not told by its best single source: an older report that holds all of
its text is one too, and often the better single one. So sets are weighed against each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, log1p
from typing import NamedTuple

import numpy as np

from variorum.compare.collection import Bools
from variorum.compare.kinship import Chances, Kin, Kinship
from variorum.compare.witnesses import Evidence, Floats

WEIGHED = 8  # kin of which pairs are made, the likeliest and those that add most
DOUBT = 1e-4  # chances below are all the same


class SetMeasures(NamedTuple):
    """What speaks for a set of parents being that of a child; `second` adds less than `first`."""

    none: float  # 1 for the empty set
    two: float  # 1 for a pair
    alone: float  # chance of having no parent: log odds
    first: float  # chance of the first as the only parent: log
    second: float  # the same of the second
    best: float  # the greatest chance of any as the only parent, where not in the set: log
    missing: float  # runs (by key) that the child has from others and the set lacks: log
    missing_as_is: float
    missing_unmarked: float
    missing_breaks: float
    first_gain: float  # runs that only the first of the two has: log
    gain: float  # runs that only the second has: log
    gain_as_is: float
    gain_unmarked: float
    stretches: float  # how many stretches of the child's text they make up: log
    longest: float  # share of the longest
    later: float  # 1 if one of them is certainly later than the child
    earlier: float  # share of them that are certainly earlier
    half_later: float  # the worse of both
    related: float  # chance that one of the two is the other's parent
    original: float  # how surely the first is an original
    second_original: float
    own: float  # share of the child's runs that the first lacks
    clash: float  # as in Measures


Hypothesis = tuple[tuple[int, ...], SetMeasures]


def measure_sets(evidence: Evidence, kinship: Kinship, chances: Chances) -> list[list[Hypothesis]]:
    """Measure, for each child, the empty set, every single parent, and pairs of the likeliest.

    Nothing is listed for an article without kin.
    """
    return [
        _measure_one(evidence, kin, kinship.standing[child].clash, chances, child)
        for child, kin in enumerate(kinship.kin)
    ]


def _measure_one(
    evidence: Evidence, kin: Sequence[Kin], clash: float, chances: Chances, child: int
) -> list[Hypothesis]:
    if not kin:
        return []
    numbers = [one.parent for one in kin]
    below = _descendants(child, chances)
    sources = [
        at
        for at, one in enumerate(kin)
        if one.parent not in below and not (one.measures.later and clash < 1)
    ] or list(range(len(kin)))
    held = [_hold(table, child, numbers, sources) for table in evidence.shared.tables]
    sure = [max(DOUBT, chances.parents[child].get(n, 0.0)) for n in numbers]
    some = sum(sure)
    likely = [log(chance / some) for chance in sure]
    alone = max(DOUBT, min(1 - DOUBT, chances.nobody[child]))
    odds = log(alone / (1 - alone))
    sets: list[tuple[int, ...]] = [(at,) for at in range(len(kin))]
    sets += [_by_size(pair, held[0].sums) for pair in combinations(_shortlist(held[0], sure), 2)]
    left = [[_left(one, chosen) for chosen in sets] for one in held]
    least = [min(row) for row in left]
    standing = _stand(evidence, child, numbers)
    found: list[Hypothesis] = [((), _empty(odds, clash, min(k.measures.own for k in kin)))]
    for row, chosen in enumerate(sets):
        parts = [kin[at] for at in chosen]
        two = len(chosen) == 2
        only = held[0].gain(chosen[0], chosen[-1])
        gain = [one.gain(chosen[-1], chosen[0]) for one in held[:3]]
        places = _stretches(standing[chosen[1]] & ~standing[chosen[0]]) if two else (0, 0.0)
        rest = [likely[at] for at in range(len(kin)) if at not in chosen]
        over = [log1p(max(0.0, one[row] - low)) for one, low in zip(left, least, strict=True)]
        found.append(
            (
                tuple(one.parent for one in parts),
                SetMeasures(
                    none=0.0,
                    two=float(two),
                    alone=odds,
                    first=likely[chosen[0]],
                    second=likely[chosen[1]] if two else 0.0,
                    best=max(rest, default=log(DOUBT)),
                    missing=over[0],
                    missing_as_is=over[1],
                    missing_unmarked=over[2],
                    missing_breaks=over[3],
                    first_gain=log1p(only),
                    gain=log1p(gain[0]),
                    gain_as_is=log1p(gain[1]),
                    gain_unmarked=log1p(gain[2]),
                    stretches=log1p(places[0]),
                    longest=places[1],
                    later=max(one.measures.later for one in parts),
                    earlier=sum(one.measures.earlier for one in parts) / len(parts),
                    half_later=max(one.measures.half_later for one in parts),
                    related=_related(parts, chances) if two else 0.0,
                    original=chances.nobody[parts[0].parent],
                    second_original=chances.nobody[parts[1].parent] if two else 0.0,
                    own=parts[0].measures.own,
                    clash=clash,
                ),
            )
        )
    return found


def _empty(odds: float, clash: float, own: float) -> SetMeasures:
    zero = SetMeasures(*[0.0] * len(SetMeasures._fields))
    return zero._replace(none=1.0, alone=odds, clash=clash, own=own)


@dataclass(frozen=True, slots=True)
class _Held:
    """What each kin holds of what the child has from any source: numbers of runs, all whole."""

    total: float  # what the child has from the sources
    sums: list[float]  # what each holds
    both: list[list[float]]  # what each two hold

    def gain(self, one: int, other: int) -> float:
        """Return how much one holds and the other lacks."""
        return self.sums[one] - self.both[one][other]


def _hold(table: Floats, child: int, numbers: Sequence[int], sources: Sequence[int]) -> _Held:
    """Return what each kin holds of what the child has from the sources."""
    rows = table[list(numbers)]
    mine = table[child] * rows[list(sources)].max(axis=0)
    inside = rows[:, mine > 0]
    return _Held(float(mine.sum()), inside.sum(axis=1).tolist(), (inside @ inside.T).tolist())


def _left(held: _Held, chosen: Sequence[int]) -> float:
    """Return how much of it a set of kin lacks."""
    if len(chosen) == 1:
        return held.total - held.sums[chosen[0]]
    one, other = chosen
    return held.total - held.sums[one] - held.sums[other] + held.both[one][other]


def _by_size(pair: tuple[int, ...], sizes: Sequence[float]) -> tuple[int, ...]:
    one, other = pair
    return pair if sizes[one] >= sizes[other] else (other, one)


def _shortlist(held: _Held, sure: Sequence[float]) -> list[int]:
    """Return the kin that are worth pairing: the likeliest, and what adds most to the likeliest."""
    count = len(sure)
    if count <= WEIGHED:
        return list(range(count))
    order = sorted(range(count), key=lambda at: (-sure[at], at))
    adding = sorted(range(count), key=lambda at: (-held.gain(at, order[0]), at))
    chosen = dict.fromkeys(order[: WEIGHED // 2])
    chosen.update(dict.fromkeys(at for at in adding if at not in chosen))
    return sorted(list(chosen)[:WEIGHED])


def _stand(evidence: Evidence, child: int, numbers: Sequence[int]) -> Bools:
    """Return which of the shared runs of the child's text, in its order, each kin has."""
    order = evidence.shared.order[child]
    return (evidence.shared.by_key[list(numbers)][:, order] > 0) & (order >= 0)


def _stretches(only: Bools) -> tuple[int, float]:
    """Return in how many stretches of the child's text lies what only one has.

    And the share of the longest. What stands up to four runs apart is one stretch.
    """
    places = np.flatnonzero(only)
    if len(places) == 0:
        return 0, 0.0
    cuts = np.flatnonzero(places[1:] - places[:-1] > 4) + 1
    sizes = np.diff(np.concatenate(([0], cuts, [len(places)])))
    return len(sizes), float(sizes.max() / len(places))


def _related(parts: Sequence[Kin], chances: Chances) -> float:
    one, other = parts[0].parent, parts[1].parent
    return chances.parents[one].get(other, 0.0) + chances.parents[other].get(one, 0.0)


def _descendants(child: int, chances: Chances) -> set[int]:
    """Return the articles that rather descend from a child than not."""
    below = {child}
    growing = True
    while growing:
        new = {
            n
            for n, options in enumerate(chances.parents)
            if n not in below and sum(options.get(above, 0.0) for above in below) > 0.5
        }
        below |= new
        growing = bool(new)
    return below - {child}
