"""Likely pairs between a block of articles, which a worker holds, and a stream of all of them.

The block is an index from telling terms to its articles. Others are looked up in it some hundred at
a time, by one sparse product, and those that share enough are judged: the same pairs, with the same
chances, as `variorum.group.stories` finds, whatever the blocks.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from variorum.group.candidates import LIKENESS, choose_close
from variorum.group.likeness import find_days, make_library, measure
from variorum.group.linkage import KEPT
from variorum.group.profiles import UNIT, Floats, Ints, Profile
from variorum.group.stories import judge
from variorum.group.stream import unpack_profile


class Pair(NamedTuple):
    """Two articles, the id of the first before that of the second, and their chance."""

    one: str
    other: str
    chance: float


class Block:
    """Articles by the telling terms that they have, for others to be looked up in."""

    def __init__(
        self, ids: Sequence[str], packed: Sequence[bytes], common: Collection[int]
    ) -> None:
        """`packed`: the profiles of the articles; `common`: terms that find nothing."""
        self.ids = ids
        self.packed = packed
        profiles = [unpack_profile(one) for one in packed]
        terms, weights, starts = _join_terms(profiles)
        self._days = find_days(profiles)
        vocabulary = np.unique(terms)
        if common:
            vocabulary = np.setdiff1d(vocabulary, np.fromiter(common, np.int64, len(common)))
        self._vocabulary = vocabulary
        self._posted = self._post(terms, weights, starts)
        self._lookup = self._posted.T.tocsr()

    def find_pairs(
        self, ids: Sequence[str], profiles: Sequence[Profile], new: Sequence[bool]
    ) -> Iterator[Pair]:
        """Yield the pairs of KEPT or more of articles with those of the block.

        new: whether an article is looked up in a block at other times, with its own articles in
        the stream: such a pair is given once, when the block has the article of the lesser id.
        """
        rows, columns = self._find_close(profiles)
        kept = [
            self.ids[column] < ids[row] or (self.ids[column] > ids[row] and not new[row])
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
        rows, columns = rows[kept], columns[kept]
        if not len(rows):
            return
        mine, left = np.unique(rows, return_inverse=True)
        its, right = np.unique(columns, return_inverse=True)
        library = make_library(
            [
                *(profiles[row] for row in mine.tolist()),
                *(unpack_profile(self.packed[column]) for column in its.tolist()),
            ]
        )
        chances = judge(measure(library, left, right + len(mine)))
        for row, column, chance in zip(
            rows.tolist(), columns.tolist(), chances.tolist(), strict=True
        ):
            if chance >= KEPT:
                one, other = sorted((ids[row], self.ids[column]))
                yield Pair(one, other, chance)

    def _find_close(self, profiles: Sequence[Profile]) -> tuple[Ints, Ints]:
        """Return the pairs worth judging, as `candidates.find_close`: numbers here and there."""
        posted = self._post(*_join_terms(profiles))
        alike = sparse.coo_matrix(posted @ self._lookup)
        rows, columns = alike.row.astype(np.int64), alike.col.astype(np.int64)
        near = alike.data >= LIKENESS * UNIT**2
        rows, columns, products = rows[near], columns[near], alike.data[near]
        there, here = posted[rows], self._posted[columns]
        there.data[:], here.data[:] = 1, 1
        shared = np.asarray(there.multiply(here).sum(axis=1)).ravel()
        apart = np.abs(find_days(profiles)[rows] - self._days[columns])
        close = choose_close(products, shared, apart)
        rows, columns = rows[close], columns[close]
        order = np.lexsort((columns, rows))
        return rows[order], columns[order]

    def _post(self, terms: Ints, weights: Floats, starts: Ints) -> sparse.csr_matrix:
        """Return the articles by the terms of the block that they have."""
        size = len(self._vocabulary)
        columns = np.minimum(np.searchsorted(self._vocabulary, terms), max(size - 1, 0))
        kept = self._vocabulary[columns] == terms if size else np.zeros(len(terms), dtype=np.bool_)
        starts = np.concatenate(([0], np.cumsum(kept)))[starts]
        return sparse.csr_matrix(
            (weights[kept], columns[kept], starts), shape=(len(starts) - 1, size)
        )


def _join_terms(profiles: Sequence[Profile]) -> tuple[Ints, Floats, Ints]:
    """Return the terms of all profiles, their weights, and where each profile's begin."""
    counts = [len(profile.terms) for profile in profiles]
    none = np.empty(0, np.int64)
    terms = np.concatenate([none, *(profile.terms for profile in profiles)])
    weights = np.concatenate([none, *(profile.term_weights for profile in profiles)])
    return terms, weights.astype(np.float64), np.concatenate(([0], np.cumsum(counts, dtype=int)))
