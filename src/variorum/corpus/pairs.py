"""Likely pairs between a block of articles, which a worker holds, and a stream of all of them.

The block is an index from telling terms to its articles. Others are looked up in it some hundred at
a time, by one sparse product, and those that share enough are judged: the same pairs, with the same
chances, as `variorum.group.stories` finds, whatever the blocks.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy import sparse

from variorum.group.candidates import LIKENESS, choose_close
from variorum.group.library import Stock, find_days
from variorum.group.likeness import measure
from variorum.group.linkage import KEPT
from variorum.group.profiles import UNIT, Floats, Ints, Profile
from variorum.group.stories import judge
from variorum.group.stream import unpack_profile
from variorum.group.windows import NOTHING, contains, list_terms, look_up, post

Spread = Callable[[Ints, Ints, Ints], tuple[Ints, Ints]]  # windows.post, windows.look_up
TRACE = 2.0**-30  # added to whole weights: a sum of products keeps its place though it be nothing
MOST = 4_000_000  # products of terms at a time, for the memory: some 60 bytes each


class Pair(NamedTuple):
    """Two articles, the id of the first before that of the second, and their chance."""

    one: str
    other: str
    chance: float


class Block:
    """Articles by the telling terms that they have, for others to be looked up in."""

    def __init__(self, ids: Sequence[str], packed: Sequence[bytes], full: Ints = NOTHING) -> None:
        """`packed`: the profiles of the articles; `full`: see `variorum.group.windows`."""
        self.ids = ids
        self._held = frozenset(ids)
        self._full = full
        profiles = [unpack_profile(one) for one in packed]
        self._stock = Stock(profiles)
        self._days = find_days(profiles)
        self._known = np.unique(post(*list_terms(profiles)[:2], full)[0])
        self._posted = self._lay_out(profiles, post)
        self._lookup = self._posted.T.tocsr()
        self._present = _mark_present(self._lookup)

    def find_pairs(self, ids: Sequence[str], profiles: Sequence[Profile]) -> Iterator[Pair]:
        """Yield the pairs of KEPT or more of articles with those of the block.

        Of two articles of the block, the one of the lesser id is found when the other is looked up.
        """
        rows, columns = self._find_close(profiles)
        kept = [
            ids[row] not in self._held or self.ids[column] < ids[row]
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
        rows, columns = rows[kept], columns[kept]
        if not len(rows):
            return
        mine, left = np.unique(rows, return_inverse=True)
        its, right = np.unique(columns, return_inverse=True)
        library = self._stock.lay_beside([profiles[row] for row in mine.tolist()], its)
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
        looked = self._lay_out(profiles, look_up)
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
        alike = looked[part] @ self._lookup
        shared = _mark_present(looked[part]) @ self._present  # in the same order
        sums = np.floor(alike.data)  # without the traces
        near = np.flatnonzero(sums >= LIKENESS * UNIT**2)
        rows = np.searchsorted(alike.indptr, near, "right") - 1 + part.start
        columns, products = alike.indices[near].astype(np.int64), sums[near]
        close = choose_close(products, shared.data[near], np.abs(days[rows] - self._days[columns]))
        return rows[close], columns[close]

    def _lay_out(self, profiles: Sequence[Profile], spread: Spread) -> sparse.csr_matrix:
        """Return articles by the keys of the block that they have."""
        terms, windows, owners = list_terms(profiles)
        keys, of = spread(terms, windows, self._full)
        known = contains(self._known, keys)
        keys, of = keys[known], of[known]
        weights = np.concatenate([NOTHING, *(one.term_weights for one in profiles)])[of]
        starts = np.searchsorted(owners[of], np.arange(len(profiles) + 1))
        columns = np.searchsorted(self._known, keys)
        shape = (len(profiles), len(self._known))
        return sparse.csr_matrix((weights + TRACE, columns, starts), shape=shape)


def _mark_present(laid: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return rows that have 1 for each key."""
    return sparse.csr_matrix((np.ones(laid.nnz), laid.indices, laid.indptr), shape=laid.shape)
