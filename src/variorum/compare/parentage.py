"""Which set of parents explains an article: none, one, or two taken together.

A report made of two others is not told by its best single source: an older report that holds all of
its text is one too, and often the better single one. So sets are weighed against each other.
"""

from collections.abc import Sequence
from itertools import combinations
from math import log, log1p
from typing import NamedTuple

import numpy as np

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
    sets += [_by_size(pair, held[0][0]) for pair in combinations(_shortlist(held[0], sure), 2)]
    left = [[_left(one, chosen) for chosen in sets] for one in held]
    least = [min(row) for row in left]
    found: list[Hypothesis] = [((), _empty(odds, clash, min(k.measures.own for k in kin)))]
    for row, chosen in enumerate(sets):
        parts = [kin[at] for at in chosen]
        two = len(chosen) == 2
        only = [one[2][chosen[0]] @ (1 - one[2][chosen[-1]]) for one in held]
        gain = [one[2][chosen[-1]] @ (1 - one[2][chosen[0]]) for one in held]
        places = _stretches(evidence, child, parts) if two else (0, 0.0)
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
                    first_gain=log1p(float(only[0])),
                    gain=log1p(float(gain[0])),
                    gain_as_is=log1p(float(gain[1])),
                    gain_unmarked=log1p(float(gain[2])),
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


_Held = tuple[Floats, float, Floats]  # runs held by each kin, by any source, and the table


def _hold(table: Floats, child: int, numbers: Sequence[int], sources: Sequence[int]) -> _Held:
    """Return what each kin holds of what the child has from the sources."""
    rows = table[list(numbers)]
    mine = table[child] * rows[list(sources)].max(axis=0)
    inside = rows[:, mine > 0]
    return inside.sum(axis=1), float(mine.sum()), inside


def _left(held: _Held, chosen: Sequence[int]) -> float:
    """Return how much of it a set of kin lacks."""
    sums, total, rows = held
    if len(chosen) == 1:
        return float(total - sums[chosen[0]])
    one, other = chosen
    return float(total - sums[one] - sums[other] + rows[one] @ rows[other])


def _by_size(pair: tuple[int, ...], sizes: Floats) -> tuple[int, ...]:
    one, other = pair
    return pair if sizes[one] >= sizes[other] else (other, one)


def _shortlist(held: _Held, sure: Sequence[float]) -> list[int]:
    """Return the kin that are worth pairing: the likeliest, and what adds most to the likeliest."""
    count = len(sure)
    if count <= WEIGHED:
        return list(range(count))
    order = sorted(range(count), key=lambda at: (-sure[at], at))
    gains = held[2] @ (1 - held[2][order[0]])
    adding = sorted(range(count), key=lambda at: (-float(gains[at]), at))
    chosen = dict.fromkeys(order[: WEIGHED // 2])
    chosen.update(dict.fromkeys(at for at in adding if at not in chosen))
    return sorted(list(chosen)[:WEIGHED])


def _stretches(evidence: Evidence, child: int, parts: Sequence[Kin]) -> tuple[int, float]:
    """Return in how many stretches of the child's text lies what only the second has.

    And the share of the longest. What stands up to four runs apart is one stretch.
    """
    order = evidence.shared.order[child]
    table = evidence.shared.by_key
    known = order >= 0
    only = known & (table[parts[1].parent][order] > 0) & (table[parts[0].parent][order] == 0)
    places = np.flatnonzero(only)
    if len(places) == 0:
        return 0, 0.0
    cuts = np.flatnonzero(np.diff(places) > 4) + 1
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
