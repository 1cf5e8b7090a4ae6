"""Which articles are worth comparing: those that share some of their most telling terms.

The farther apart in time, the more: of reports weeks apart, few words in common mean nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from variorum.group.likeness import find_days
from variorum.group.profiles import UNIT, Floats, Ints, Profile

MIN_SHARED = 2  # telling terms that two articles must share to be compared
LIKENESS = 0.05  # of the telling terms of two articles worth comparing, at least, ...
LIKENESS_UNDATED = 0.08  # ... if it is not known how far apart they are ...
LIKENESS_LATER = 0.12  # ... and if they are LATER days apart or more
LATER = 14.0
COMMON = 2_000  # articles: a term that more of them have finds nothing
CHUNK = 250  # articles looked up at a time


def lookup_terms(profile: Profile) -> tuple[int, ...]:
    """Return the terms that an article is posted and looked up under, most telling first."""
    return tuple(profile.terms.tolist())


def least_likeness(apart: Floats) -> Floats:
    """Return how alike two articles must be to be compared, by the days between them (nan: ?)."""
    likeness = np.where(apart >= LATER, LIKENESS_LATER, LIKENESS)
    return np.where(np.isnan(apart), LIKENESS_UNDATED, likeness)


def still_candidates(one: Profile, other: Profile, common: Collection[int]) -> bool:
    """Whether two articles are worth comparing for terms that are not `common`."""
    return bool(find_close(one, [other], common).size)


def still_close(
    profiles: Sequence[Profile], left: Ints, right: Ints, common: Collection[int]
) -> npt.NDArray[np.bool_]:
    """Return which pairs, by their articles' numbers, are worth comparing: as `still_candidates`.

    For terms that are not `common`; many pairs at once cost little more than one.
    """
    if not len(left):
        return np.zeros(0, dtype=np.bool_)
    terms = np.concatenate([profile.terms for profile in profiles])
    known = ~np.isin(terms, np.fromiter(common, np.int64, len(common)))
    weights, present = _lay_out(profiles, terms, known)
    products = np.asarray(weights[left].multiply(weights[right]).sum(axis=1)).ravel()
    shared = np.asarray(present[left].multiply(present[right]).sum(axis=1)).ravel()
    days = find_days(profiles)
    still = np.zeros(len(left), dtype=np.bool_)
    still[choose_close(products, shared, np.abs(days[left] - days[right]))] = True
    return still


def find_close(one: Profile, others: Sequence[Profile], common: Collection[int] = ()) -> Ints:
    """Return the numbers of the others that are worth comparing with an article.

    They share MIN_SHARED telling terms with it, and are alike enough in these; `common` terms count
    for nothing.
    """
    if not others:
        return np.empty(0, dtype=np.int64)
    known = {
        term: weight
        for term, weight in zip(one.terms.tolist(), one.term_weights.tolist(), strict=True)
        if term not in common
    }
    terms = np.concatenate([other.terms for other in others])
    numbers = np.repeat(np.arange(len(others)), [len(other.terms) for other in others])
    shared = np.flatnonzero(np.isin(terms, np.fromiter(known, np.int64, len(known))))
    here = np.array([known[term] for term in terms[shared].tolist()], dtype=np.int64)
    there = np.concatenate([other.term_weights for other in others])[shared]
    return choose_close(
        np.bincount(numbers[shared], here * there, len(others)),
        np.bincount(numbers[shared], minlength=len(others)),
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
    terms that more than COMMON of the articles have are common: so the cost grows with the
    articles, not with their pairs.
    """
    if not profiles:
        return
    weights, present = _post(profiles)
    lookup = sparse.csr_matrix(weights.T)
    days = find_days(profiles)
    for first in range(0, len(profiles), CHUNK):
        alike = sparse.coo_matrix(weights[first : first + CHUNK] @ lookup)
        left, right = alike.row.astype(np.int64) + first, alike.col.astype(np.int64)
        near = (left < right) & (alike.data >= LIKENESS * UNIT**2)
        left, right, likeness = left[near], right[near], alike.data[near]
        close = likeness >= least_likeness(np.abs(days[left] - days[right])) * UNIT**2
        left, right = left[close], right[close]
        shared = np.asarray(present[left].multiply(present[right]).sum(axis=1)).ravel()
        left, right = left[shared >= MIN_SHARED], right[shared >= MIN_SHARED]
        order = np.lexsort((right, left))
        yield left[order], right[order]


def _post(profiles: Sequence[Profile]) -> tuple[Any, Any]:
    """Return the terms of articles that are shared and not common: their weights, and where."""
    terms = np.concatenate([profile.terms for profile in profiles])
    _, columns, spread = np.unique(terms, return_inverse=True, return_counts=True)
    kept = (spread[columns] > 1) & (spread[columns] <= COMMON)
    return _lay_out(profiles, columns, kept)


def _lay_out(
    profiles: Sequence[Profile], terms: Ints, kept: npt.NDArray[np.bool_]
) -> tuple[Any, Any]:
    """Return the kept terms of articles as rows: their weights, and where they are."""
    different, columns = np.unique(terms[kept], return_inverse=True)
    ends = np.cumsum([0, *(len(profile.terms) for profile in profiles)])
    starts = np.concatenate(([0], np.cumsum(kept)))[ends]
    weights = np.concatenate([profile.term_weights for profile in profiles])[kept]
    shape = (len(profiles), len(different))
    posted = sparse.csr_matrix((weights.astype(np.float64), columns, starts), shape=shape)
    posted.sort_indices()
    present = sparse.csr_matrix((np.ones(len(columns)), posted.indices, starts), shape=shape)
    return posted, present
