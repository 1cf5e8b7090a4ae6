"""Which set of parents explains an article: none, one, or two taken together.

A report made of two others is not told by its best single source: an older report that holds all of
its text is one too, and often the better single one. So sets are weighed against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, repeat
from math import log, log1p
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.compare.collection import Bools, Ints
from variorum.compare.kinship import Chances, Kin, Kinship
from variorum.compare.witnesses import Evidence, Floats

Wide = npt.NDArray[np.float64]

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
    pairs = combinations(_shortlist(held[0], sure), 2)
    sets = [(at, at) for at in range(len(kin))]  # a single one stands for both
    sets += [_by_size(at, to, held[0].sums) for at, to in pairs]
    one, other = np.array(sets, dtype=np.int64).T
    two = (one != other).tolist()
    left = [each.left(one, other) for each in held]
    gains = [each.gain(other, one) for each in held[:3]]
    stretches, longest = _stretches(_stand(evidence, child, numbers), one, other)
    later, earlier, half_later, own = np.array(
        [(k.measures.later, k.measures.earlier, k.measures.half_later, k.measures.own) for k in kin]
    ).T
    columns: dict[str, Iterable[float]] = {
        "none": repeat(0.0),
        "two": map(float, two),
        "alone": repeat(odds),
        "first": [likely[at] for at, _ in sets],
        "second": [likely[at] if pair else 0.0 for (_, at), pair in zip(sets, two, strict=True)],
        "best": _best_beside(likely, sets),
        "missing": _log_over(left[0]),
        "missing_as_is": _log_over(left[1]),
        "missing_unmarked": _log_over(left[2]),
        "missing_breaks": _log_over(left[3]),
        "first_gain": map(log1p, held[0].gain(one, other).tolist()),
        "gain": map(log1p, gains[0].tolist()),
        "gain_as_is": map(log1p, gains[1].tolist()),
        "gain_unmarked": map(log1p, gains[2].tolist()),
        "stretches": map(log1p, stretches.tolist()),
        "longest": longest.tolist(),
        "later": np.maximum(later[one], later[other]).tolist(),
        "earlier": ((earlier[one] + earlier[other]) / 2).tolist(),
        "half_later": np.maximum(half_later[one], half_later[other]).tolist(),
        "related": [
            _related(numbers[at], numbers[to], chances) if pair else 0.0
            for (at, to), pair in zip(sets, two, strict=True)
        ],
        "original": [chances.nobody[numbers[at]] for at, _ in sets],
        "second_original": [
            chances.nobody[numbers[at]] if pair else 0.0
            for (_, at), pair in zip(sets, two, strict=True)
        ],
        "own": own[one].tolist(),
        "clash": repeat(clash),
    }
    members = [
        (numbers[at], numbers[to]) if pair else (numbers[at],)
        for (at, to), pair in zip(sets, two, strict=True)
    ]
    empty = _empty(odds, clash, float(own.min()))
    rows = zip(*(columns[field] for field in SetMeasures._fields), strict=False)
    return [((), empty), *zip(members, map(SetMeasures._make, rows), strict=True)]


def _empty(odds: float, clash: float, own: float) -> SetMeasures:
    zero = SetMeasures(*[0.0] * len(SetMeasures._fields))
    return zero._replace(none=1.0, alone=odds, clash=clash, own=own)


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """What each kin holds of what the child has from any source: numbers of runs, all whole."""

    total: float  # what the child has from the sources
    sums: Wide  # what each holds
    both: Wide  # what each two hold

    def gain(self, one: Ints, other: Ints) -> Wide:
        """Return how much the first of each pair holds and the second lacks."""
        found: Wide = self.sums[one] - self.both[one, other]
        return found

    def left(self, one: Ints, other: Ints) -> Wide:
        """Return how much of it each pair lacks."""
        found: Wide = self.total - self.sums[one] - self.gain(other, one)
        return found


def _hold(table: Floats, child: int, numbers: Sequence[int], sources: Sequence[int]) -> _Held:
    """Return what each kin holds of what the child has from the sources."""
    rows = table[list(numbers)]
    mine = table[child] * rows[list(sources)].max(axis=0)
    inside = rows[:, mine > 0]
    wide = [whole.astype(np.float64) for whole in (inside.sum(axis=1), inside @ inside.T)]
    return _Held(float(mine.sum()), wide[0], wide[1])


def _log_over(left: Wide) -> list[float]:
    """Return how much more is lacking than where least is: log."""
    return list(map(log1p, (left - left.min()).tolist()))


def _best_beside(likely: Sequence[float], sets: Sequence[tuple[int, int]]) -> list[float]:
    """Return the likeliest kin that is not in each set."""
    order = sorted(range(len(likely)), key=lambda at: -likely[at])[:3]
    return [next((likely[at] for at in order if at not in chosen), log(DOUBT)) for chosen in sets]


def _by_size(one: int, other: int, sizes: Wide) -> tuple[int, int]:
    return (one, other) if sizes[one] >= sizes[other] else (other, one)


def _shortlist(held: _Held, sure: Sequence[float]) -> list[int]:
    """Return the kin that are worth pairing: the likeliest, and what adds most to the likeliest."""
    count = len(sure)
    if count <= WEIGHED:
        return list(range(count))
    order = sorted(range(count), key=lambda at: (-sure[at], at))
    adding = np.argsort(held.both[:, order[0]] - held.sums, kind="stable").tolist()
    chosen = dict.fromkeys(order[: WEIGHED // 2])
    chosen.update(dict.fromkeys(at for at in adding if at not in chosen))
    return sorted(list(chosen)[:WEIGHED])


def _stand(evidence: Evidence, child: int, numbers: Sequence[int]) -> Bools:
    """Return which of the shared runs of the child's text, in its order, each kin has."""
    order = evidence.shared.order[child]
    return (evidence.shared.by_key[list(numbers)][:, order] > 0) & (order >= 0)


def _stretches(standing: Bools, one: Ints, other: Ints) -> tuple[Ints, Wide]:
    """Return in how many stretches of the child's text lies what only the second of a pair has.

    And the share of the longest. What stands up to four runs apart is one stretch.
    """
    count = np.zeros(len(one), dtype=np.int64)
    longest = np.zeros(len(one))
    pair, place = np.nonzero(standing[other] & ~standing[one])
    if len(pair):
        cut = (place[1:] - place[:-1] > 4) | (pair[1:] != pair[:-1])
        begins = np.flatnonzero(np.concatenate(([True], cut)))
        sizes = np.diff(np.concatenate((begins, [len(pair)])))
        owner = pair[begins]
        np.add.at(count, owner, 1)
        np.maximum.at(longest, owner, sizes)
        longest /= np.maximum(np.bincount(pair, minlength=len(one)), 1)
    return count, longest


def _related(one: int, other: int, chances: Chances) -> float:
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
