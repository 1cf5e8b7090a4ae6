"""Which articles are worth comparing: those that share some of their most telling terms."""

from collections.abc import Collection, Sequence

import numpy as np
from scipy import sparse

from variorum.group.likeness import UNIT, Floats, Ints, Profile, find_shared

MIN_SHARED = 2  # telling terms that two articles must share to be compared
LIKENESS = 0.05  # of the telling terms of two articles worth comparing
COMMON = 2_000  # articles: a term that more of them have finds nothing
CHUNK = 1_000  # articles looked up at a time


def lookup_terms(profile: Profile) -> tuple[int, ...]:
    """Return the terms that an article is posted and looked up under, most telling first."""
    return tuple(profile.terms.tolist())


def still_candidates(one: Profile, other: Profile, common: Collection[int]) -> bool:
    """Whether two articles share MIN_SHARED terms that are not `common`."""
    shared = set(lookup_terms(one)) & set(lookup_terms(other))
    return sum(term not in common for term in shared) >= MIN_SHARED


def measure_terms(one: Profile, others: Sequence[Profile]) -> Floats:
    """Return the likeness, 0..1, of the telling terms of an article and others."""
    order = np.argsort(one.terms)
    weights = one.term_weights[order].astype(np.int64)
    shared = find_shared(one.terms[order], [other.terms for other in others])
    there = np.concatenate([other.term_weights for other in others])[shared.there]
    return shared.add_up(weights[shared.here] * there, len(others)) / UNIT**2


def find_candidates(profiles: Sequence[Profile]) -> tuple[Ints, Ints]:
    """Return the pairs (left < right, in order) that share MIN_SHARED terms that are not common.

    Terms that more than COMMON of the articles have are common. So the cost grows with the
    articles, not with their pairs.
    """
    if not profiles:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    counts = [len(profile.terms) for profile in profiles]
    terms = np.concatenate([profile.terms for profile in profiles])
    _, columns, spread = np.unique(terms, return_inverse=True, return_counts=True)
    kept = (spread[columns] > 1) & (spread[columns] <= COMMON)
    starts = np.concatenate(([0], np.cumsum(kept)))[np.concatenate(([0], np.cumsum(counts)))]
    ones = np.ones(int(kept.sum()), dtype=np.int32)
    shape = (len(profiles), len(spread))
    posted = sparse.csr_matrix((ones, columns[kept], starts), shape=shape)
    lookup = sparse.csr_matrix(posted.T)
    left, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for first in range(0, len(profiles), CHUNK):
        shared = sparse.coo_matrix(posted[first : first + CHUNK] @ lookup)
        one, other = shared.row.astype(np.int64) + first, shared.col.astype(np.int64)
        found = (one < other) & (shared.data >= MIN_SHARED)
        order = np.lexsort((other[found], one[found]))
        left.append(one[found][order])
        right.append(other[found][order])
    return np.concatenate(left), np.concatenate(right)
