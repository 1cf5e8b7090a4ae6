"""The profiles of many articles laid end to end, for many pairs of them to be measured at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.group.profiles import PAIRED, PLACE, Floats, Ints, Profile
from variorum.group.told_days import WEEKDAYS, find_weekday, list_reported, strip_year

# Of a day: the text names it; the article may report it; it is of any year; it is a weekday that
# the text names; it is that of the article itself.
TOLD, OWN, YEARLESS, WEEKDAY, MAY_BE = 1, 2, 4, 8, 16
Whole = npt.NDArray[np.integer]


class Bags(NamedTuple):
    """The bags of one kind of many articles, end to end: article i has `[ends[i], ends[i + 1])`."""

    keys: Whole
    ends: Ints
    weights: npt.NDArray[np.int16]  # a row for each key


class Shelf(NamedTuple):
    """Bags whose keys are numbered from 0 to `different` - 1; in a library shared ones alone."""

    terms: npt.NDArray[np.int32]
    starts: Ints
    weights: npt.NDArray[np.int16]
    different: int


class Counts(NamedTuple):
    """What is known of each article as a whole."""

    sampled: Ints  # how many runs of words it has
    named: Ints  # in NATs: all its names, those of two words, those in the lead, both
    weekdays: Ints  # how many it names
    placed: npt.NDArray[np.bool_]  # whether it is known where it is about
    days: Floats  # nan: no date


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """The profiles of many articles, laid out so that many pairs of them are measured at once."""

    shelves: Sequence[Shelf]  # of words, names, numbers, samples of runs of words, days told
    counts: Counts


class Stock:
    """Many articles laid out once, for others to be measured with some of them at a time."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """Take any number of articles."""
        bags, self._counts = _lay_out(profiles)
        self._held = [_Held(one) for one in bags]

    def lay_beside(self, profiles: Sequence[Profile], held: Ints) -> Library:
        """Return a library of some articles, one at least, and after them of some of those held."""
        bags, counts = _lay_out(profiles)
        shelves = [kept.lay_beside(one, held) for kept, one in zip(self._held, bags, strict=True)]
        both = (
            np.concatenate([some, others[held]])
            for some, others in zip(counts, self._counts, strict=True)
        )
        return Library(shelves, Counts(*both))


class _Held:
    """Bags of one kind, with their keys."""

    def __init__(self, bags: Bags) -> None:
        self._keys, numbers = np.unique(bags.keys, return_inverse=True)
        terms = numbers.astype(np.int32)
        self._shelf = Shelf(terms, bags.ends, bags.weights, len(self._keys))

    def lay_beside(self, bags: Bags, held: Ints) -> Shelf:
        """Return bags and some of those held, as far as they share keys with these."""
        shelf = self._shelf
        at = np.searchsorted(self._keys, bags.keys)
        known = at < len(self._keys)
        known[known] = self._keys[at[known]] == bags.keys[known]
        different, mine = np.unique(at[known], return_inverse=True)
        anew = np.zeros(len(self._keys), dtype=np.int32)  # not kept: threads share a stock
        anew[different] = np.arange(1, len(different) + 1)
        laid, _ = list_held(shelf, held)
        its = anew[shelf.terms[laid]]
        shared = its > 0
        sizes = shelf.starts[held + 1] - shelf.starts[held]
        return Shelf(
            terms=np.concatenate([mine.astype(np.int32), its[shared] - 1]),
            starts=_count_up(
                np.concatenate([known, shared]),
                np.concatenate([bags.ends, bags.ends[-1] + np.cumsum(sizes)]),
            ),
            weights=np.concatenate([bags.weights[known], shelf.weights[laid[shared]]]),
            different=len(different),
        )


def make_library(profiles: Sequence[Profile]) -> Library:
    """Return the profiles, of one article at least, laid out for `likeness.measure`."""
    bags, counts = _lay_out(profiles)
    return Library([_shelve(one) for one in bags], counts)


def _lay_out(profiles: Sequence[Profile]) -> tuple[list[Bags], Counts]:
    """Return the bags of articles, in the order of a library's shelves, and what they count."""
    words = [_mark_place(one) for one in profiles]
    bags = [
        _join([(one.words, marked) for one, marked in zip(profiles, words, strict=True)]),
        _join([(one.names, one.name_weights) for one in profiles]),
        _join([(one.numbers, one.number_weights[:, None]) for one in profiles]),
        _join([(one.samples, one.samples[:, None] > 0) for one in profiles]),
        _join([_mark_days(one) for one in profiles]),
    ]
    return bags, Counts(
        sampled=np.array([len(one.samples) for one in profiles], dtype=np.int64),
        named=np.array([_weigh_names(one) for one in profiles], dtype=np.int64),
        weekdays=np.array([len(_list_weekdays(one)) for one in profiles]),
        placed=np.array([marked[:, -1].any() for marked in words], dtype=np.bool_),
        days=find_days(profiles),
    )


def _join(bags: Sequence[tuple[Whole, npt.NDArray[Any]]]) -> Bags:
    if not bags:
        return Bags(np.empty(0, np.int64), np.zeros(1, np.int64), np.empty((0, 1), np.int16))
    return Bags(
        keys=np.concatenate([keys for keys, _ in bags]),
        ends=np.cumsum([0, *(len(keys) for keys, _ in bags)]),
        weights=np.concatenate([weights for _, weights in bags]).astype(np.int16),
    )


def find_days(profiles: Sequence[Profile]) -> Floats:
    """Return the day of each profile; nan where there is none."""
    return np.array([np.nan if one.day is None else one.day for one in profiles])


def _shelve(bags: Bags) -> Shelf:
    """Number the keys of bags; those that only one of them has are left out: none shares them."""
    order = np.argsort(bags.keys, kind="stable")
    ordered = bags.keys[order]
    same = np.zeros(len(order) + 1, dtype=np.bool_)  # as the one before
    same[1:-1] = ordered[1:] == ordered[:-1]
    again, opens = same[:-1] | same[1:], same[1:] & ~same[:-1]
    terms = np.full(len(order), -1, dtype=np.int32)
    terms[order[again]] = np.cumsum(opens, dtype=np.int32)[again] - 1
    kept = terms >= 0
    starts = _count_up(kept, bags.ends)
    return Shelf(terms[kept], starts, bags.weights[kept], int(opens.sum()))


def _count_up(kept: npt.NDArray[np.bool_], ends: Ints) -> Ints:
    """Return where the bags end of which some keys are kept."""
    counted: Ints = np.concatenate(([0], np.cumsum(kept)))[ends]
    return counted


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


def list_held(shelf: Shelf, articles: Ints) -> tuple[Ints, Ints]:
    """Return the places of the articles' terms on the shelf, and for each which article it is."""
    begins = shelf.starts[articles]
    lengths = shelf.starts[articles + 1] - begins
    owner = np.repeat(np.arange(len(articles)), lengths)
    return np.arange(len(owner)) + (begins - np.cumsum(lengths) + lengths)[owner], owner
