"""How alike two articles are, as the measures that decide whether they report one event.

A pair is measured by its two profiles alone (`variorum.group.profiles`), many pairs at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.group.library import (
    MAY_BE,
    OWN,
    TOLD,
    WEEKDAY,
    YEARLESS,
    Library,
    Shelf,
    Whole,
    list_held,
    make_library,
)
from variorum.group.profiles import NAT, PAIRED, UNIT, Floats, Ints, Profile

# What a pair is judged by, and whether more of it speaks for (1) or against (-1) one event.
FEATURES = {
    "words": 1,
    "names": 1,
    "numbers": 1,
    "title": 1,
    "shared names": 1,
    "shared name pairs": 1,
    "days apart": -1,
    "undated": 0,
    "lead words": 1,
    "lead names": 1,
    "name pairs contained": 1,
    "names contained": 1,
    "lead name pairs contained": 1,
    "lead names contained": 1,
    "name pairs to share": 0,
    "lead names found": 1,
    "lead names found, other": 1,
    "title found": 1,
    "title found, other": 1,
    "text shared": 1,
    "day named": 1,
    "days named, both": 1,
    "weekdays apart": -1,
    "weekdays shared": 1,
    "places apart": -1,
}
LEARNT = 24  # of the features; what follows is weighed by rule (`variorum.group.stories`)
BATCH = 1_000  # pairs measured at a time, at most, ...
COMES_BACK = 4  # days apart from which it tells something that one article names the other's day
ROWS = 16  # ... of so many articles with others: bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The terms that pairs of articles share: of which pair each is, its weights in both bags."""

    count: int  # of pairs
    pair: Ints
    here: Ints
    there: Ints

    def add_up(self, values: Whole | npt.NDArray[np.bool_] | None = None) -> Floats:
        """Return the sum of each pair's values, or how many it has; exact: they are whole."""
        return np.bincount(self.pair, values, self.count).astype(np.float64)

    def find(self, column: int) -> tuple[Floats, Floats]:
        """Return how much of each article's bag the other has anywhere, the lesser share first."""
        one, other = (self.add_up(bag[:, column] ** 2) / UNIT**2 for bag in (self.here, self.there))
        return np.minimum(one, other), np.maximum(one, other)

    def multiply(self, column: int) -> Floats:
        """Return the cosine of both bags, of which `column` holds the weights."""
        return self.add_up(self.here[:, column] * self.there[:, column]) / UNIT**2


class _Desk:
    """Room to look up the terms of up to ROWS articles of a library."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._places = np.zeros(ROWS * shelf.different, dtype=np.int64)

    def share(self, left: Ints, right: Ints) -> Shared:
        """Return what pairs of articles have in common."""
        shelf = self._shelf
        articles, row = np.unique(left, return_inverse=True)
        laid, owner = list_held(shelf, articles)
        slots = owner * shelf.different + shelf.terms[laid]
        self._places[slots] = laid + 1
        looked, pair = list_held(shelf, right)
        found = self._places[row[pair] * shelf.different + shelf.terms[looked]]
        self._places[slots] = 0
        shared = np.flatnonzero(found)
        return Shared(
            count=len(left),
            pair=pair[shared],
            here=shelf.weights[found[shared] - 1].astype(np.int64),
            there=shelf.weights[looked[shared]].astype(np.int64),
        )


def measure_pairs(one: Profile, others: Sequence[Profile]) -> Floats:
    """Return one row of FEATURES for `one` with each of the others; shape (others, FEATURES).

    A row depends on the two profiles alone, and not on which is `one`.
    """
    numbers = np.arange(1, len(others) + 1)
    return measure(make_library([one, *others]), np.zeros_like(numbers), numbers)


def measure(library: Library, left: Ints, right: Ints) -> Floats:
    """Return one row of FEATURES for each pair of articles, by their numbers in the library.

    `left` is ascending.
    """
    desks = [_Desk(one) for one in library.shelves]
    rows = np.cumsum(np.diff(left, prepend=left[:1]) > 0)
    found = [np.empty((0, len(FEATURES)))]
    begin = 0
    while begin < len(left):
        end = min(int(np.searchsorted(rows, rows[begin] + ROWS)), begin + BATCH)
        found.append(_measure(library, desks, left[begin:end], right[begin:end]))
        begin = end
    return np.vstack(found)


def _measure(library: Library, desks: Sequence[_Desk], left: Ints, right: Ints) -> Floats:
    words, names, numbers, samples, told = (desk.share(left, right) for desk in desks)
    nats, paired = names.here[:, 2], names.here[:, 2] * (names.here[:, 3] & PAIRED)
    in_leads = (names.here[:, 1] > 0) & (names.there[:, 1] > 0)
    sampled, named, weekdays, placed, days = library.counts
    least = np.minimum(named[left], named[right])
    apart = np.abs(days[left] - days[right])
    undated = np.isnan(apart)
    fewest = np.minimum(sampled[left], sampled[right])

    def contain(weights: Ints, column: int) -> Floats:
        """Return the share of what the article with fewer names could have in common."""
        part: Floats = names.add_up(weights) / np.maximum(least[:, column], NAT)
        return part

    places = words.add_up(words.here[:, 3] | words.there[:, 3])
    here, there = told.here[:, 0], told.there[:, 0]
    counted = ((here & YEARLESS) > 0) == undated[told.pair]
    reported = (here & OWN > 0) & (there & TOLD > 0) | (here & TOLD > 0) & (there & OWN > 0)
    far = undated | (apart >= COMES_BACK)
    shared_days = told.add_up(here & there & WEEKDAY > 0)
    meeting = told.add_up((here & (WEEKDAY | MAY_BE) > 0) & (there & (WEEKDAY | MAY_BE) > 0))
    least_days = np.minimum(weekdays[left], weekdays[right])
    most_days = weekdays[left] + weekdays[right] - shared_days
    features: Floats = np.column_stack(
        [
            words.multiply(0),
            names.multiply(0),
            numbers.multiply(0),
            words.multiply(1),
            np.log1p(names.add_up(nats) / NAT),
            np.log1p(names.add_up(paired) / NAT),
            np.where(undated, 0.0, np.log1p(np.nan_to_num(apart))),
            undated,
            words.multiply(2),
            names.multiply(1),
            contain(paired, 1),
            contain(nats, 0),
            contain(paired * in_leads, 3),
            contain(nats * in_leads, 2),
            np.log1p(least[:, 1] / NAT),
            *names.find(1),
            *words.find(1),
            samples.add_up() / np.maximum(fewest, 1),
            far & (told.add_up(counted & reported) > 0),
            np.minimum(told.add_up(counted & (here & there & TOLD > 0)), 3),
            undated & (least_days > 0) & (meeting == 0),
            np.where(undated, shared_days / np.maximum(most_days, 1), 0.0),
            placed[left] & placed[right] & (places == 0),
        ]
    ).round(6)
    return features


def measure_text(one: Profile, others: Sequence[Profile]) -> Floats:
    """Return what share of the sampled runs of words, of the article with fewer, both have."""
    shared = [np.isin(one.samples, other.samples).sum() for other in others]
    fewest = [max(1, min(len(one.samples), len(other.samples))) for other in others]
    return np.array(shared, dtype=np.float64) / np.array(fewest, dtype=np.float64)
