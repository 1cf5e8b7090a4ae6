"""Chains of runs of words that two articles share, joined over the edits between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

NARROW = 36  # characters: a one-sided gap (words put in or left out) up to this is bridged
WIDE = 80  # characters: a gap with about as much text on both sides (words replaced)
GAP_COST = 2.5  # nats a word of the longer side
GAP_WORDS = 30  # of the first article: no gap is wider
REACH = 5  # words looked ahead at the ends of a chain
TELLING = 5.0  # nats: a single word as rare as this carries a chain on
ROUNDING = 1e-6  # nats
# How many words are skipped on both sides to carry a chain on, in the order they are tried.
SKIPS = tuple(
    (skip_a, apart - skip_a)
    for apart in range(1, 2 * REACH - 1)
    for skip_a in range(max(0, apart - REACH + 1), min(REACH, apart + 1))
)


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one article: numbers, equal for equal words, character places and blocks.

    The sequences may be views of arrays: they are read item by item.
    """

    keys: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    blocks: Sequence[int]
    letters: Sequence[int]  # letters[j] - letters[i]: the characters of words i to j - 1


class Run(NamedTuple):
    """`size` equal words from word `a` of one article and word `b` of the other."""

    a: int
    b: int
    size: int


class Pair(NamedTuple):
    """Two articles, and the weight of the words of the first: `total[i]` of those before word i."""

    a: Side
    b: Side
    total: Sequence[float]

    def weigh(self, run: Run) -> float:
        """Return the weight of the words of a run, in nats."""
        return self.total[run.a + run.size] - self.total[run.a]


def _gap_cost(pair: Pair, left: Run, at_a: int, at_b: int) -> float | None:
    """Return what bridging the gap from a run to a later place costs; None if it is too wide."""
    end_a, end_b = left.a + left.size, left.b + left.size
    gap_a, gap_b = at_a - end_a, at_b - end_b
    if gap_a < 0 or gap_b < 0:
        return None
    wide_a = pair.a.starts[at_a] - pair.a.ends[end_a - 1]
    wide_b = pair.b.starts[at_b] - pair.b.ends[end_b - 1]
    widest = max(wide_a, wide_b)
    if widest > NARROW and (widest > WIDE or min(wide_a, wide_b) * 2 < widest):
        return None
    return GAP_COST * max(gap_a, gap_b) + abs(gap_a - gap_b)


def _trim(left: Run, right: Run) -> Run | None:
    """Cut off the head of `right` that overlaps `left`; None if nothing is left of it."""
    over = max(0, left.a + left.size - right.a, left.b + left.size - right.b)
    if over >= right.size or right.a < left.a or right.b < left.b:
        return None
    return Run(right.a + over, right.b + over, right.size - over) if over else right


def chain_runs(pair: Pair, runs: Sequence[Run], least: float) -> list[list[Run]]:
    """Join runs that follow each other in both articles; the weightiest chains first.

    Each run is in one chain; what overlaps a weightier chain is left out. Of the chains that weigh
    less than `least` some or all are left out.
    """
    best: list[float] = []
    before: list[int] = []
    whole: list[float] = []  # no chain that ends with the run weighs more
    reach: list[float] = []  # the last word of the first article to which a chain can be carried on
    near: list[int] = []
    total = pair.total
    for n, run in enumerate(runs):
        begin, end = run.a, run.a + run.size
        gain, link = 0.0, -1
        if near:
            near = [k for k in near if reach[k] >= begin]
            gain, link = _find_link(pair, runs, best, near, run)
        low, high = total[begin], total[end]
        worth = gain + high - low
        best.append(worth)
        before.append(link)
        whole.append(high - low + (whole[link] if link >= 0 else 0.0))
        reach.append(end + min(GAP_WORDS, worth / GAP_COST + ROUNDING))
        near.append(n)
    if max(whole, default=0.0) < least - ROUNDING:
        return []
    order = sorted(range(len(runs)), key=best.__getitem__, reverse=True)
    while whole[order[-1]] < least - ROUNDING:
        order.pop()
    return _take_chains(runs, order, before)


def _find_link(
    pair: Pair, runs: Sequence[Run], best: Sequence[float], near: Sequence[int], run: Run
) -> tuple[float, int]:
    """Return what the best chain to carry on with a run adds to it, and its last run; -1: none.

    `best` has the worth of the chains that end with the runs before this one; those of `near` are
    looked at, the last first.
    """
    at_a, at_b, size = run
    top, link = 0.0, -1
    for k in reversed(near):
        a, b, length = runs[k]
        gap_a, gap_b = at_a - a - length, at_b - b - length
        gap = max(gap_b, gap_a)
        if at_b < b or best[k] - GAP_COST * gap <= top:
            continue  # too dear, whatever is cut off
        over = max(0, -gap_a, -gap_b)
        if over >= size:
            continue
        cost = _gap_cost(pair, runs[k], at_a + over, at_b + over)
        if cost is None:
            continue
        gain = best[k] - cost - (pair.total[at_a + over] - pair.total[at_a])
        if gain > top:
            top, link = gain, k
    return top, link


def _take_chains(
    runs: Sequence[Run], order: Sequence[int], before: Sequence[int]
) -> list[list[Run]]:
    """Follow each run, in the order given, back to the head of its chain."""
    used = [False] * len(runs)
    taken_a = bytearray(max(run.a + run.size for run in runs))
    taken_b = bytearray(max(run.b + run.size for run in runs))
    chains = []
    for n in order:
        chain: list[Run] = []
        at = n
        while at >= 0 and not used[at]:
            used[at] = True
            run = _free_part(runs[at], taken_a, taken_b)
            if run is None:
                break
            if chain:
                rest = _trim(run, chain[-1])
                if rest is None:
                    break
                chain[-1] = rest
            chain.append(run)
            at = before[at]
        chain.reverse()
        for a, b, size in chain:
            taken_a[a : a + size] = taken_b[b : b + size] = b"\1" * size
        if chain:
            chains.append(chain)
    return chains


def _free_part(run: Run, taken_a: bytearray, taken_b: bytearray) -> Run | None:
    """Return the longest part of a run of which no word is taken on either side."""
    here, there = taken_a[run.a : run.a + run.size], taken_b[run.b : run.b + run.size]
    if not any(here) and not any(there):
        return run
    found, begin = None, 0
    for k in range(run.size + 1):
        if k == run.size or here[k] or there[k]:
            if k > begin and (found is None or k - begin > found.size):
                found = Run(run.a + begin, run.b + begin, k - begin)
            begin = k + 1
    return found


def extend_chain(pair: Pair, chain: list[Run]) -> list[Run]:
    """Carry a chain on at both ends over a few changed words, as far as equal words follow."""
    while (grown := _run_before(pair, chain[0])) is not None:
        chain.insert(0, grown)
    while (grown := _run_after(pair, chain[-1])) is not None:
        chain.append(grown)
    return chain


def _run_after(pair: Pair, end: Run) -> Run | None:
    at_a, at_b = end.a + end.size, end.b + end.size
    a, b = pair.a.keys, pair.b.keys
    for skip_a, skip_b in _find_equal(list(a[at_a : at_a + REACH]), list(b[at_b : at_b + REACH])):
        i, j = at_a + skip_a, at_b + skip_b
        size, most = 1, min(len(a) - i, len(b) - j)
        while size < most and a[i + size] == b[j + size]:
            size += 1
        run = Run(i, j, size)
        if _carries(pair, pair.weigh(run), end, run):
            return run
    return None


def _run_before(pair: Pair, end: Run) -> Run | None:
    a, b = pair.a.keys, pair.b.keys
    here = list(a[max(0, end.a - REACH) : end.a])[::-1]
    there = list(b[max(0, end.b - REACH) : end.b])[::-1]
    for skip_a, skip_b in _find_equal(here, there):
        i, j = end.a - skip_a, end.b - skip_b  # where the run ends
        size, most = 1, min(i, j)
        while size < most and a[i - size - 1] == b[j - size - 1]:
            size += 1
        run = Run(i - size, j - size, size)
        if _carries(pair, pair.weigh(run), run, end):
            return run
    return None


def _find_equal(here: Sequence[int], there: Sequence[int]) -> list[tuple[int, int]]:
    """Return which words of two short rows are equal, but for their first words, nearest first."""
    if not set(here) & set(there):
        return []
    wide, deep = len(here), len(there)
    return [(i, j) for i, j in SKIPS if i < wide and j < deep and here[i] == there[j]]


def _carries(pair: Pair, weight: float, left: Run, right: Run) -> bool:
    """Whether a run as weighty as this is worth the gap between two runs."""
    if weight < TELLING:
        return False
    cost = _gap_cost(pair, left, right.a, right.b)
    return cost is not None and weight >= cost


def find_singles(pair: Pair, chain: Sequence[Run]) -> list[Run]:
    """Return equal words, in step, in the gaps of a chain: one run of size 1 each."""
    a, b = pair.a.keys, pair.b.keys
    singles = []
    for left, right in pairwise(chain):
        j = left.b + left.size
        for i in range(left.a + left.size, right.a):
            for k in range(j, right.b):
                if a[i] == b[k]:
                    singles.append(Run(i, k, 1))
                    j = k + 1
                    break
    return singles
