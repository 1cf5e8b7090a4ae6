"""Runs of words that two articles share, chained over the edits between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from variorum.text.frequency import Floats, Hashes, hash_runs

SEED = 3  # words of a seed inside a pair that is known to be related
REPEATS = 4  # places of one seed in the other article that are looked at
NARROW = 36  # characters: a one-sided gap (words put in or left out) up to this is bridged
WIDE = 80  # characters: a gap with about as much text on both sides (words replaced)
GAP_COST = 2.5  # nats a word of the longer side
REACH = 5  # words looked ahead at the ends of a chain
LOCAL_SHARE = 0.5  # weight of two articles' own word counts beside general news
TELLING = 5.0  # nats: a single word as rare as this carries a chain on


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one article: hashes, character places, blocks, and rarity summed up."""

    words: Hashes
    starts: Sequence[int]
    ends: Sequence[int]
    blocks: Sequence[int]
    rare: Floats  # surprise of each word in general news: nats
    total: Sequence[float]  # total[i] is the summed surprise of words[:i]
    known: Hashes  # the different words, sorted
    counts: Floats  # how often each of them stands here
    which: Sequence[int]  # the number, among them, of each word
    keys: Sequence[int]  # words as Python numbers
    seeds: Hashes  # sorted hashes of SEED words
    order: Sequence[int]  # their places


@dataclass(frozen=True, slots=True)
class Run:
    """`size` equal words from word `a` of one article and word `b` of the other."""

    a: int
    b: int
    size: int


def make_side(
    words: Hashes, starts: Sequence[int], ends: Sequence[int], blocks: Sequence[int], rare: Floats
) -> Side:
    """Prepare one article for any number of alignments."""
    known, which, counts = np.unique(words, return_inverse=True, return_counts=True)
    seeds = hash_runs(words, SEED)
    order = np.argsort(seeds, kind="stable")
    return Side(
        words=words,
        starts=starts,
        ends=ends,
        blocks=blocks,
        rare=rare,
        total=_sum_up(rare),
        known=known,
        counts=counts.astype(np.float32),
        which=which,  # type: ignore[arg-type]
        keys=words.tolist(),
        seeds=seeds[order],
        order=order,  # type: ignore[arg-type]
    )


def _sum_up(rare: Floats) -> Sequence[float]:
    total: list[float] = np.concatenate((np.zeros(1), np.cumsum(rare, dtype=np.float64))).tolist()
    return total


def weigh_together(a: Side, b: Side) -> Side:
    """Return `a` with its words weighed beside `b`: the names of a common event surprise nobody.

    Only the two articles count, so that a pair weighs the same in any pile.
    """
    if len(a.known) == 0 or len(b.known) == 0:
        return a
    at = np.minimum(np.searchsorted(b.known, a.known), len(b.known) - 1)
    counts = a.counts + np.where(b.known[at] == a.known, b.counts[at], 0)
    chance = LOCAL_SHARE * counts / (len(a.words) + len(b.words))
    here = (-np.log(chance)).astype(np.float32)[np.asarray(a.which)]
    return replace(a, total=_sum_up(np.minimum(a.rare, here)))


def find_runs(a: Side, b: Side) -> list[Run]:
    """Return the longest runs of at least SEED equal words, in order of their place in `a`."""
    mine = hash_runs(a.words, SEED)
    low = np.searchsorted(b.seeds, mine, "left")
    many = np.minimum(np.searchsorted(b.seeds, mine, "right") - low, REPEATS)
    total = int(many.sum())
    if total == 0:
        return []
    at = np.repeat(np.arange(len(mine)), many)
    nth = np.arange(total) - np.repeat(np.cumsum(many) - many, many)
    there = np.asarray(b.order)[np.repeat(low, many) + nth]
    ranked = np.lexsort((at, there - at))
    at, there = at[ranked], there[ranked]
    cuts = np.flatnonzero((np.diff(at) != 1) | (np.diff(there) != 1)) + 1
    begins = np.concatenate((np.zeros(1, dtype=np.int64), cuts))
    sizes = np.diff(np.concatenate((begins, [total]))) + SEED - 1
    runs = map(Run, at[begins].tolist(), there[begins].tolist(), sizes.tolist())
    return sorted(runs, key=lambda run: (run.a, run.b))


def _gap_cost(a: Side, b: Side, left: Run, right: Run) -> float | None:
    """Return what bridging the gap between two runs costs, in nats; None if it is too wide."""
    gap_a, gap_b = right.a - left.a - left.size, right.b - left.b - left.size
    if gap_a < 0 or gap_b < 0:
        return None
    wide_a = a.starts[right.a] - a.ends[left.a + left.size - 1]
    wide_b = b.starts[right.b] - b.ends[left.b + left.size - 1]
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


def chain_runs(a: Side, b: Side, runs: Sequence[Run]) -> list[list[Run]]:
    """Join runs that follow each other in both articles; the weightiest chains first.

    Each run is in one chain; what overlaps a weightier chain is left out.
    """
    best: list[float] = []
    before: list[int] = []
    ends: list[int] = []  # of the runs in `a`, for the window
    start = 0
    longest = max((run.size for run in runs), default=0)
    for n, run in enumerate(runs):
        top, link = 0.0, -1
        while start < n and ends[start] + 40 + longest < run.a:
            start += 1
        for k in range(n - 1, start - 1, -1):
            left = runs[k]
            if run.a - ends[k] > 30:
                continue
            rest = _trim(left, run)
            if rest is None:
                continue
            cost = _gap_cost(a, b, left, rest)
            if cost is None:
                continue
            lost = a.total[rest.a] - a.total[run.a]
            if best[k] - cost - lost > top:
                top, link = best[k] - cost - lost, k
        best.append(top + a.total[run.a + run.size] - a.total[run.a])
        before.append(link)
        ends.append(run.a + run.size)
    return _take_chains(runs, best, before)


def _take_chains(
    runs: Sequence[Run], best: Sequence[float], before: Sequence[int]
) -> list[list[Run]]:
    used = [False] * len(runs)
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    chains = []
    for n in sorted(range(len(runs)), key=lambda n: -best[n]):
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
        for run in chain:
            taken_a.update(range(run.a, run.a + run.size))
            taken_b.update(range(run.b, run.b + run.size))
        if chain:
            chains.append(chain)
    return chains


def _free_part(run: Run, taken_a: set[int], taken_b: set[int]) -> Run | None:
    """Return the longest part of a run of which no word is taken on either side."""
    found, begin = None, 0
    for k in range(run.size + 1):
        if k == run.size or run.a + k in taken_a or run.b + k in taken_b:
            if k > begin and (found is None or k - begin > found.size):
                found = Run(run.a + begin, run.b + begin, k - begin)
            begin = k + 1
    return found


def extend_chain(a: Side, b: Side, chain: list[Run]) -> list[Run]:
    """Carry a chain on at both ends over a few changed words, as far as equal words follow."""
    for step in (-1, 1):
        while True:
            end = chain[-1] if step == 1 else chain[0]
            grown = _next_run(a, b, end, step)
            if grown is None:
                break
            if step == 1:
                chain.append(grown)
            else:
                chain.insert(0, grown)
    return chain


def _next_run(a: Side, b: Side, end: Run, step: int) -> Run | None:
    at_a = end.a + end.size if step == 1 else end.a - 1
    at_b = end.b + end.size if step == 1 else end.b - 1
    for apart in range(1, 2 * REACH - 1):
        for skip_a in range(max(0, apart - REACH + 1), min(REACH, apart + 1)):
            i, j = at_a + step * skip_a, at_b + step * (apart - skip_a)
            if not (0 <= i < len(a.keys) and 0 <= j < len(b.keys)) or a.keys[i] != b.keys[j]:
                continue
            size = 1
            while (
                0 <= i + step * size < len(a.keys)
                and 0 <= j + step * size < len(b.keys)
                and a.keys[i + step * size] == b.keys[j + step * size]
            ):
                size += 1
            run = Run(i, j, size) if step == 1 else Run(i - size + 1, j - size + 1, size)
            weight = a.total[run.a + size] - a.total[run.a]
            left, right = (end, run) if step == 1 else (run, end)
            cost = _gap_cost(a, b, left, right)
            if cost is not None and weight >= max(TELLING, cost):
                return run
    return None


def find_singles(a: Side, b: Side, chain: Sequence[Run]) -> list[Run]:
    """Return equal words, in step, in the gaps of a chain: one run of size 1 each."""
    singles = []
    for left, right in pairwise(chain):
        j = left.b + left.size
        for i in range(left.a + left.size, right.a):
            for k in range(j, right.b):
                if a.keys[i] == b.keys[k]:
                    singles.append(Run(i, k, 1))
                    j = k + 1
                    break
    return singles
