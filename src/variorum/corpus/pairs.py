"""Likely pairs between a block of articles, which a worker holds, and a stream of all of them.

The block is an index from telling terms to its articles. Others are looked up in it some hundred at
a time, by one sparse product, and those that share enough are judged: the same pairs, with the same
chances, as `variorum.group.stories` finds, whatever the blocks.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from variorum.group.candidates import LIKENESS, MIN_SHARED
from variorum.group.likeness import UNIT, Floats, Ints, Profile, measure_pairs
from variorum.group.linkage import KEPT
from variorum.group.stories import JUDGED, judge
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
        terms, weights, starts = _join_terms([unpack_profile(one) for one in packed])
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
        mine, its = [], []
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            name, other = self.ids[column], ids[row]
            if name < other or (name > other and not new[row]):
                mine.append(row)
                its.append(column)
        first = 0
        while first < len(mine):
            features: list[Floats] = []
            begin, count = first, 0
            while first < len(mine) and count < JUDGED:
                last = first
                while last < len(mine) and mine[last] == mine[first]:
                    last += 1
                others = [unpack_profile(self.packed[column]) for column in its[first:last]]
                features.append(measure_pairs(profiles[mine[first]], others))
                count += last - first
                first = last
            chances = judge(np.vstack(features)).tolist()
            for row, column, chance in zip(
                mine[begin:first], its[begin:first], chances, strict=True
            ):
                if chance >= KEPT:
                    one, other = sorted((ids[row], self.ids[column]))
                    yield Pair(one, other, chance)

    def _find_close(self, profiles: Sequence[Profile]) -> tuple[Ints, Ints]:
        """Return the pairs worth judging, as `candidates.find_close`: numbers here and there."""
        posted = self._post(*_join_terms(profiles))
        alike = sparse.coo_matrix(posted @ self._lookup)
        close = alike.data >= LIKENESS * UNIT**2
        rows, columns = alike.row[close].astype(np.int64), alike.col[close].astype(np.int64)
        there, here = posted[rows], self._posted[columns]
        there.data[:], here.data[:] = 1, 1
        shared = np.asarray(there.multiply(here).sum(axis=1)).ravel()
        rows, columns = rows[shared >= MIN_SHARED], columns[shared >= MIN_SHARED]
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
