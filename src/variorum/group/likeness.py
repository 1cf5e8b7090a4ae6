"""How alike two articles are, as the measures that decide whether they report one event.

A pair is measured by its two profiles alone (`variorum.group.profiles`), many pairs at a time.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from variorum.group.profiles import NAT, PAIRED, PLACE, UNIT, Floats, Ints, Profile, describe
from variorum.group.told_days import WEEKDAYS, find_weekday, list_reported, strip_year

__all__ = [
    "FEATURES",
    "UNIT",
    "Floats",
    "Ints",
    "Library",
    "Profile",
    "describe",
    "find_days",
    "make_library",
    "measure",
    "measure_pairs",
    "measure_text",
]

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
# Of a day: the text names it; the article may report it; it is of any year; it is a weekday that
# the text names; it is that of the article itself.
TOLD, OWN, YEARLESS, WEEKDAY, MAY_BE = 1, 2, 4, 8, 16
COMES_BACK = 4  # days apart from which it tells something that one article names the other's day
ROWS = 16  # ... of so many articles with others: bounds the memory
Whole = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The bags of one kind of many articles, end to end, less the terms that only one has.

    `terms` are numbered from 0 to `different` - 1; article i has `[starts[i], starts[i + 1])`.
    """

    terms: npt.NDArray[np.int32]
    starts: Ints
    weights: npt.NDArray[np.int16]  # a row for each term
    different: int


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """The profiles of many articles, laid out so that many pairs of them are measured at once."""

    words: Shelf
    names: Shelf
    numbers: Shelf
    samples: Shelf
    told: Shelf  # days
    sampled: Ints  # how many runs of words each article has
    named: Ints  # of each, in NATs: all its names, those of two words, those in the lead, both
    weekdays: Ints  # how many each names
    placed: npt.NDArray[np.bool_]  # whether it is known where each is about
    days: Floats  # nan: no date


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


def make_library(profiles: Sequence[Profile]) -> Library:
    """Return the profiles, of one article at least, laid out for `measure`."""
    words = [_mark_place(one) for one in profiles]
    return Library(
        words=_shelve([(one.words, marked) for one, marked in zip(profiles, words, strict=True)]),
        names=_shelve([(one.names, one.name_weights) for one in profiles]),
        numbers=_shelve([(one.numbers, one.number_weights[:, None]) for one in profiles]),
        samples=_shelve([(one.samples, one.samples[:, None] > 0) for one in profiles]),
        told=_shelve([_mark_days(one) for one in profiles]),
        sampled=np.array([len(one.samples) for one in profiles], dtype=np.int64),
        named=np.array([_weigh_names(one) for one in profiles], dtype=np.int64),
        weekdays=np.array([len(_list_weekdays(one)) for one in profiles]),
        placed=np.array([marked[:, -1].any() for marked in words], dtype=np.bool_),
        days=find_days(profiles),
    )


def find_days(profiles: Sequence[Profile]) -> Floats:
    """Return the day of each profile; nan where there is none."""
    return np.array([np.nan if one.day is None else one.day for one in profiles])


def _shelve(bags: Sequence[tuple[Whole, npt.NDArray[Any]]]) -> Shelf:
    """Put bags end to end; terms that only one of them has are left out, as none shares them."""
    keys = np.concatenate([terms for terms, _ in bags])
    ends = np.cumsum([0, *(len(terms) for terms, _ in bags)])
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    same = np.zeros(len(keys) + 1, dtype=np.bool_)  # as the one before
    same[1:-1] = ordered[1:] == ordered[:-1]
    again, opens = same[:-1] | same[1:], same[1:] & ~same[:-1]
    terms = np.full(len(keys), -1, dtype=np.int32)
    terms[order[again]] = np.cumsum(opens, dtype=np.int32)[again] - 1
    kept = terms >= 0
    return Shelf(
        terms=terms[kept],
        starts=np.concatenate(([0], np.cumsum(kept)))[ends],
        weights=np.concatenate([weights for _, weights in bags])[kept].astype(np.int16),
        different=int(opens.sum()),
    )


def _mark_place(profile: Profile) -> npt.NDArray[np.int16]:
    """Return the weights of the words, and which of them name the place it is about."""
    places = profile.names[(profile.name_weights[:, 3] & PLACE) > 0]
    marked = np.zeros((len(profile.words), profile.word_weights.shape[1] + 1), dtype=np.int16)
    marked[:, :-1] = profile.word_weights
    if len(places) and len(profile.words):
        at = np.minimum(np.searchsorted(profile.words, places), len(profile.words) - 1)
        marked[at[profile.words[at] == places], -1] = 1
    return marked


def _mark_days(profile: Profile) -> tuple[Whole, Whole]:
    """Return the days that an article names, and those it may report, each with its marks.

    With their year, as far as it is known, and once more without.
    """
    weekdays = _list_weekdays(profile)
    marks: dict[int, int] = defaultdict(int, dict.fromkeys(weekdays, WEEKDAY))
    for own in map(find_weekday, list_reported(profile.day)[-1:]):  # of "today"
        marks[own] |= MAY_BE
    for told in {*profile.told.tolist()} - weekdays:
        if told >= 0:
            marks[told] |= TOLD
        marks[told if told < 0 else strip_year(told)] |= TOLD | YEARLESS
    for own in list_reported(profile.day):
        marks[own] |= OWN
        marks[strip_year(own)] |= OWN | YEARLESS
    return np.array(list(marks), np.int64), np.array(list(marks.values()), np.int16)[:, None]


def _list_weekdays(profile: Profile) -> set[int]:
    return {told for told in profile.told.tolist() if -len(WEEKDAYS) <= told < 0}


def _weigh_names(profile: Profile) -> tuple[int, ...]:
    """Return what `Library.named` says of an article."""
    _, lead, nats, marks = profile.name_weights.T.astype(np.int64)
    pairs, led = nats * (marks & PAIRED), lead > 0
    return int(nats.sum()), int(pairs.sum()), int(nats[led].sum()), int(pairs[led].sum())


class _Desk:
    """Room to look up the terms of up to ROWS articles of a library."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._places = np.zeros(ROWS * shelf.different, dtype=np.int64)

    def share(self, left: Ints, right: Ints) -> Shared:
        """Return what pairs of articles have in common."""
        shelf = self._shelf
        articles, row = np.unique(left, return_inverse=True)
        laid, owner = _list_terms(shelf, articles)
        slots = owner * shelf.different + shelf.terms[laid]
        self._places[slots] = laid + 1
        looked, pair = _list_terms(shelf, right)
        found = self._places[row[pair] * shelf.different + shelf.terms[looked]]
        self._places[slots] = 0
        shared = np.flatnonzero(found)
        return Shared(
            count=len(left),
            pair=pair[shared],
            here=shelf.weights[found[shared] - 1].astype(np.int64),
            there=shelf.weights[looked[shared]].astype(np.int64),
        )


def _list_terms(shelf: Shelf, articles: Ints) -> tuple[Ints, Ints]:
    """Return the places of the articles' terms on the shelf, and for each which article it is."""
    begins = shelf.starts[articles]
    lengths = shelf.starts[articles + 1] - begins
    owner = np.repeat(np.arange(len(articles)), lengths)
    return np.arange(len(owner)) + (begins - np.cumsum(lengths) + lengths)[owner], owner


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
    shelves = (library.words, library.names, library.numbers, library.samples, library.told)
    desks = [_Desk(one) for one in shelves]
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
    least = np.minimum(library.named[left], library.named[right])
    apart = np.abs(library.days[left] - library.days[right])
    undated = np.isnan(apart)
    sampled = np.minimum(library.sampled[left], library.sampled[right])

    def contain(weights: Ints, column: int) -> Floats:
        """Return the share of what the article with fewer names could have in common."""
        part: Floats = names.add_up(weights) / np.maximum(least[:, column], NAT)
        return part

    places = words.add_up(words.here[:, 3] | words.there[:, 3])
    here, there = told.here[:, 0], told.there[:, 0]
    counted = ((here & YEARLESS) > 0) == undated[told.pair]
    reported = (here & OWN > 0) & (there & TOLD > 0) | (here & TOLD > 0) & (there & OWN > 0)
    far = undated | (apart >= COMES_BACK)
    weekdays = told.add_up(here & there & WEEKDAY > 0)
    meeting = told.add_up((here & (WEEKDAY | MAY_BE) > 0) & (there & (WEEKDAY | MAY_BE) > 0))
    least_days = np.minimum(library.weekdays[left], library.weekdays[right])
    most_days = library.weekdays[left] + library.weekdays[right] - weekdays
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
            samples.add_up() / np.maximum(sampled, 1),
            far & (told.add_up(counted & reported) > 0),
            np.minimum(told.add_up(counted & (here & there & TOLD > 0)), 3),
            undated & (least_days > 0) & (meeting == 0),
            np.where(undated, weekdays / np.maximum(most_days, 1), 0.0),
            library.placed[left] & library.placed[right] & (places == 0),
        ]
    ).round(6)
    return features


def measure_text(one: Profile, others: Sequence[Profile]) -> Floats:
    """Return what share of the sampled runs of words, of the article with fewer, both have."""
    shared = [np.isin(one.samples, other.samples).sum() for other in others]
    fewest = [max(1, min(len(one.samples), len(other.samples))) for other in others]
    return np.array(shared, dtype=np.float64) / np.array(fewest, dtype=np.float64)
