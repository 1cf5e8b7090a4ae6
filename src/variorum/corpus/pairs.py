"""Likely pairs between a block of articles, which a worker holds, and a stream of all of them.

The block is an index from telling terms to its articles. Others are looked up in it some hundred at
a time, by one sparse product, and those that share enough are judged: the same pairs, with the same
chances, as `variorum.group.stories` finds, whatever the blocks.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from variorum.corpus.windows import NOTHING, Common, look_up_terms, post_terms
from variorum.group.candidates import LIKENESS, choose_close
from variorum.group.likeness import find_days, make_library, measure
from variorum.group.linkage import KEPT
from variorum.group.profiles import UNIT, Floats, Ints, Profile
from variorum.group.stories import judge
from variorum.group.stream import unpack_profile

MOST = 4_000_000  # products of terms at a time, for the memory: some 60 bytes each


class Pair(NamedTuple):
    """Two articles, the id of the first before that of the second, and their chance."""

    one: str
    other: str
    chance: float


class Block:
    """Articles by the telling terms that they have, for others to be looked up in."""

    def __init__(
        self, ids: Sequence[str], packed: Sequence[bytes], common: Common = NOTHING
    ) -> None:
        """`packed`: the profiles of the articles; `common`: terms that find little or nothing."""
        self.ids = ids
        self.packed = packed
        self._common = common
        profiles = [unpack_profile(one) for one in packed]
        terms, weights, starts = _join(post_terms(one, common) for one in profiles)
        self._days = find_days(profiles)
        self._vocabulary = np.unique(terms)
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
        if not profiles:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        looked = self._post(*_join(look_up_terms(one, self._common) for one in profiles))
        days = find_days(profiles)
        parts = [self._look_up(looked, days, part) for part in self._cut(looked)]
        rows, columns = (np.concatenate(side) for side in zip(*parts, strict=True))
        order = np.lexsort((columns, rows))
        return rows[order], columns[order]

    def _cut(self, looked: sparse.csr_matrix) -> Iterator[slice]:
        """Yield the articles in parts of MOST products at most, or of one article."""
        sizes = np.diff(self._lookup.indptr)[looked.indices]
        products = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))[looked.indptr]
        first = 0
        while first < looked.shape[0]:
            last = int(np.searchsorted(products, products[first] + MOST, "right")) - 1
            last = min(max(last, first + 1), looked.shape[0])
            yield slice(first, last)
            first = last

    def _look_up(self, looked: sparse.csr_matrix, days: Floats, part: slice) -> tuple[Ints, Ints]:
        """Return the pairs of `_find_close` that a part of the articles makes."""
        alike = sparse.coo_matrix(looked[part] @ self._lookup)
        near = alike.data >= LIKENESS * UNIT**2
        rows = alike.row[near].astype(np.int64) + part.start
        columns, products = alike.col[near].astype(np.int64), alike.data[near]
        there, here = looked[rows], self._posted[columns]
        there.data[:], here.data[:] = 1, 1
        shared = np.asarray(there.multiply(here).sum(axis=1)).ravel()
        close = choose_close(products, shared, np.abs(days[rows] - self._days[columns]))
        return rows[close], columns[close]

    def _post(self, terms: Ints, weights: Floats, starts: Ints) -> sparse.csr_matrix:
        """Return the articles by the terms of the block that they have."""
        size = len(self._vocabulary)
        columns = np.minimum(np.searchsorted(self._vocabulary, terms), max(size - 1, 0))
        kept = self._vocabulary[columns] == terms if size else np.zeros(len(terms), dtype=np.bool_)
        starts = np.concatenate(([0], np.cumsum(kept)))[starts]
        return sparse.csr_matrix(
            (weights[kept], columns[kept], starts), shape=(len(starts) - 1, size)
        )


def _join(posted: Iterable[tuple[Ints, Floats]]) -> tuple[Ints, Floats, Ints]:
    """Return the terms of several articles, their weights, and where each article's begin."""
    every = list(posted)
    terms = np.concatenate([np.empty(0, np.int64), *(terms for terms, _ in every)])
    weights = np.concatenate([np.empty(0), *(weights for _, weights in every)])
    counts = [len(terms) for terms, _ in every]
    return terms, weights, np.concatenate(([0], np.cumsum(counts, dtype=int)))
