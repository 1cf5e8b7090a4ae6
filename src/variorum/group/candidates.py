"""Which articles are worth comparing: those that share some of their most telling terms.

The farther apart in time, the more: of reports weeks apart, few words in common mean nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.group.library import find_days
from variorum.group.profiles import UNIT, Floats, Ints, Profile
from variorum.group.windows import NOTHING, find_full, list_terms, look_up, look_up_terms, post

MIN_SHARED = 2  # telling terms that two articles must share to be compared
LIKENESS = 0.05  # of the telling terms of two articles worth comparing, at least, ...
LIKENESS_UNDATED = 0.08  # ... if it is not known how far apart they are ...
LIKENESS_LATER = 0.12  # ... and if they are LATER days apart or more
LATER = 14.0
COMMON = 2_000  # articles posted under a key; more make it full: see `variorum.group.windows`
CHUNK = 250  # articles looked up at a time
FEW = 400  # articles, among whom pairs are counted sooner than the tools for many are loaded
SOME = 50  # of the few, looked up at a time


def lookup_terms(profile: Profile) -> tuple[int, ...]:
    """Return the terms that an article is posted and looked up under, most telling first."""
    return tuple(profile.terms.tolist())


def least_likeness(apart: Floats) -> Floats:
    """Return how alike two articles must be to be compared, by the days between them (nan: ?)."""
    likeness = np.where(apart >= LATER, LIKENESS_LATER, LIKENESS)
    return np.where(np.isnan(apart), LIKENESS_UNDATED, likeness)


def still_candidates(one: Profile, other: Profile, full: Ints) -> bool:
    """Whether two articles are worth comparing when some keys are full."""
    return bool(find_close(one, [other], full).size)


def find_parted(
    pairs: Sequence[tuple[int, int]], profiles: Mapping[int, Profile], full: Ints
) -> list[tuple[int, int]]:
    """Return the pairs, of numbers of articles, that are worth comparing no more.

    They are not `still_candidates`; many pairs at once cost little more than one.
    """
    if not pairs:
        return []
    place = {number: at for at, number in enumerate(profiles)}
    left, right = (np.array([place[pair[side]] for pair in pairs]) for side in (0, 1))
    found = list(profiles.values())
    looked, posted = _arrange(found, full, 1)
    products = np.asarray(looked.weights[left].multiply(posted.weights[right]).sum(axis=1)).ravel()
    days = find_days(found)
    close = choose_close(
        products, looked.count_shared(left, posted, right), np.abs(days[left] - days[right])
    )
    parted = np.ones(len(pairs), dtype=np.bool_)
    parted[close] = False
    return [pairs[number] for number in np.flatnonzero(parted).tolist()]


def find_close(one: Profile, others: Sequence[Profile], full: Ints = NOTHING) -> Ints:
    """Return the numbers of the others that are worth comparing with an article.

    They share MIN_SHARED telling terms with it, and are alike enough in these, where those count
    alone that are found when some keys are `full`.
    """
    if not others:
        return np.empty(0, dtype=np.int64)
    keys, weights = look_up_terms(one, full)
    known = dict(zip(keys.tolist(), weights.tolist(), strict=True))
    terms, windows, owners = list_terms(others)
    posted, of = post(terms, windows, full)
    shared = np.flatnonzero(np.isin(posted, keys))
    here = np.array([known[key] for key in posted[shared].tolist()], dtype=np.int64)
    there = np.concatenate([other.term_weights for other in others])[of[shared]]
    numbers = owners[of[shared]]
    return choose_close(
        np.bincount(numbers, here * there, len(others)),
        np.bincount(numbers, minlength=len(others)),
        np.abs(find_days(others) - find_days([one])),
    )


def choose_close(products: npt.NDArray[Any], shared: Ints, apart: Floats) -> Ints:
    """Return which of some articles are worth comparing with one.

    By the sum of products of the weights of the terms that both have, their number, and the days
    between.
    """
    near = (shared >= MIN_SHARED) & (products >= LIKENESS * UNIT**2)
    found = np.flatnonzero(near)
    return found[products[found] >= least_likeness(apart[found]) * UNIT**2]


def find_candidates(profiles: Sequence[Profile]) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs that are worth comparing, by their articles' numbers, some at a time.

    In order, each pair once, the lesser number first. The same as `find_close` with all, where
    keys under which more than COMMON of the articles are posted are full: so the cost grows with
    the articles, not with their pairs.
    """
    if not profiles:
        return
    full = find_full(profiles, COMMON)
    if len(profiles) <= FEW:
        yield from _find_among_few(profiles, full)
        return
    from scipy import sparse  # noqa: PLC0415 - 0.3 s that few reports need not pay

    looked, posted = _arrange(profiles, full, 2)
    lookup = sparse.csr_matrix(posted.weights.T)
    days = find_days(profiles)
    for first in range(0, len(profiles), CHUNK):
        alike = sparse.coo_matrix(looked.weights[first : first + CHUNK] @ lookup)
        left, right = alike.row.astype(np.int64) + first, alike.col.astype(np.int64)
        likely = (left < right) & (alike.data >= LIKENESS * UNIT**2)
        left, right, likeness = left[likely], right[likely], alike.data[likely]
        close = likeness >= least_likeness(np.abs(days[left] - days[right])) * UNIT**2
        left, right = left[close], right[close]
        shared = looked.count_shared(left, posted, right)
        left, right = left[shared >= MIN_SHARED], right[shared >= MIN_SHARED]
        order = np.lexsort((right, left))
        yield left[order], right[order]


def _find_among_few(profiles: Sequence[Profile], full: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs of few articles that are worth comparing, by their numbers, in order."""
    terms, windows, owners = list_terms(profiles)
    weights = np.concatenate([one.term_weights for one in profiles]).astype(np.float64)
    keys, looked = look_up(terms, windows, full)
    places, posted = post(terms, windows, full)
    order = np.argsort(places, kind="stable")
    places, posted = places[order], posted[order]
    begins = np.searchsorted(places, keys)
    counts = np.searchsorted(places, keys, side="right") - begins
    days, size = find_days(profiles), len(profiles)
    for first in range(0, size, SOME):
        asked = slice(*np.searchsorted(owners[looked], (first, first + SOME)))
        found, ends = counts[asked], np.cumsum(counts[asked])
        here = np.repeat(looked[asked], found)  # terms of one article, ...
        there = posted[np.arange(len(here)) + np.repeat(begins[asked] - ends + found, found)]
        pairs = (owners[here] - first) * size + owners[there]  # ... and of those that it finds
        left, right = np.divmod(np.arange(min(SOME, size - first) * size), size)
        left += first
        products = np.bincount(pairs, weights[here] * weights[there], len(left))
        close = choose_close(
            np.where(left < right, products, 0.0),
            np.bincount(pairs, minlength=len(left)),
            np.abs(days[left] - days[right]),
        )
        yield left[close], right[close]


class Rows(NamedTuple):
    """Articles as rows over keys: what each key weighs in them, and 1 where they have it."""

    weights: Any
    present: Any

    def count_shared(self, left: Ints, others: "Rows", right: Ints) -> Ints:
        """Return how many keys of articles here other articles there have, pair by pair."""
        both = self.present[left].multiply(others.present[right])
        return np.asarray(both.sum(axis=1)).ravel()


def _arrange(profiles: Sequence[Profile], full: Ints, least: int) -> tuple[Rows, Rows]:
    """Return articles by the keys that they are looked up and posted under.

    Keys that fewer than `least` of them look up are left out.
    """
    terms, windows, owners = list_terms(profiles)
    weights = np.concatenate([one.term_weights for one in profiles]).astype(np.float64)
    keys, of = look_up(terms, windows, full)
    different, counts = np.unique(keys, return_counts=True)
    known = different[counts >= least]
    looked = _lay_out(keys, owners[of], weights[of], known, len(profiles))
    if not len(full):
        return looked, looked
    keys, of = post(terms, windows, full)
    return looked, _lay_out(keys, owners[of], weights[of], known, len(profiles))


def _lay_out(keys: Ints, owners: Ints, weights: Floats, known: Ints, rows: int) -> Rows:
    """Return the known keys of articles as rows. The owners ascend."""
    from scipy import sparse  # noqa: PLC0415 - as in `find_candidates`

    columns = np.minimum(np.searchsorted(known, keys), max(len(known) - 1, 0))
    kept = known[columns] == keys if len(known) else np.zeros(len(keys), dtype=np.bool_)
    starts = np.searchsorted(owners[kept], np.arange(rows + 1))
    shape = (rows, len(known))
    held = sparse.csr_matrix((weights[kept], columns[kept], starts), shape=shape)
    held.sort_indices()
    present = sparse.csr_matrix((np.ones(held.nnz), held.indices, held.indptr), shape=shape)
    return Rows(held, present)
