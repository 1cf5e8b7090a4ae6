"""Which articles are worth comparing: those that share some of their most telling terms."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse

from variorum.group.likeness import UNIT, Ints, Profile, find_shared

MIN_SHARED = 2  # telling terms that two articles must share to be compared
LIKENESS = 0.05  # of the telling terms of two articles worth comparing
COMMON = 2_000  # articles: a term that more of them have finds nothing
CHUNK = 1_000  # articles looked up at a time


def lookup_terms(profile: Profile) -> tuple[int, ...]:
    """Return the terms that an article is posted and looked up under, most telling first."""
    return tuple(profile.terms.tolist())


def still_candidates(one: Profile, other: Profile, common: Collection[int]) -> bool:
    """Whether two articles are worth comparing for terms that are not `common`."""
    return bool(find_close(one, [other], common).size)


def find_close(one: Profile, others: Sequence[Profile], common: Collection[int] = ()) -> Ints:
    """Return the numbers of the others that are worth comparing with an article.

    They share MIN_SHARED telling terms with it, and are alike enough in these; `common` terms count
    for nothing.
    """
    order = np.argsort(one.terms)
    terms, weights = one.terms[order], one.term_weights[order].astype(np.int64)
    if common:
        kept = np.array([term not in common for term in terms.tolist()], dtype=np.bool_)
        terms, weights = terms[kept], weights[kept]
    shared = find_shared(terms, [other.terms for other in others])
    there = np.concatenate([other.term_weights for other in others])[shared.there]
    counts = np.bincount(shared.other, minlength=len(others))
    likeness = shared.add_up(weights[shared.here] * there, len(others))
    return np.flatnonzero((counts >= MIN_SHARED) & (likeness >= LIKENESS * UNIT**2))


def find_candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, Ints]]:
    """Yield each article's number with those of later ones worth comparing with it, in order.

    The same as `find_close` with all, where terms that more than COMMON of the articles have are
    common. So the cost grows with the articles, not with their pairs.
    """
    if not profiles:
        return
    terms = np.concatenate([profile.terms for profile in profiles])
    _, columns, spread = np.unique(terms, return_inverse=True, return_counts=True)
    kept = (spread[columns] > 1) & (spread[columns] <= COMMON)
    counts = [len(profile.terms) for profile in profiles]
    starts = np.concatenate(([0], np.cumsum(kept)))[np.concatenate(([0], np.cumsum(counts)))]
    weights = np.concatenate([profile.term_weights for profile in profiles])[kept]
    shape = (len(profiles), len(spread))
    posted = sparse.csr_matrix((weights.astype(np.float64), columns[kept], starts), shape=shape)
    lookup = sparse.csr_matrix(posted.T)
    presence = sparse.csr_matrix((np.ones(len(weights)), posted.indices, starts), shape=shape)
    for first in range(0, len(profiles), CHUNK):
        alike = sparse.coo_matrix(posted[first : first + CHUNK] @ lookup)
        close = alike.data >= LIKENESS * UNIT**2
        one, other = alike.row[close].astype(np.int64) + first, alike.col[close].astype(np.int64)
        one, other = one[one < other], other[one < other]
        shared = np.asarray(presence[one].multiply(presence[other]).sum(axis=1)).ravel()
        one, other = one[shared >= MIN_SHARED], other[shared >= MIN_SHARED]
        order = np.lexsort((other, one))
        one, other = one[order], other[order]
        numbers = np.arange(first, min(first + CHUNK, len(profiles)) + 1)
        ends = np.searchsorted(one, numbers).tolist()
        for number, (begin, end) in enumerate(pairwise(ends), first):
            yield number, other[begin:end]
