"""Groups of articles from chances that pairs of them report one event: average linkage.

What is linked lies in one component of the pairs that are likely enough (a block), so that a new
article changes its own block only.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

THRESHOLD = 0.3  # mean chance between two groups from which they are one story
LIKE = 0.15  # chance from which a pair of articles counts as alike
MOST = 0.5  # share of the pairs between two groups that must be alike to join them ...
HALVED = 0.5  # ... and their mean chance, if no more are and one may hold a round-up
BEAMS, STRANGERS = 3, 0.1  # neighbours of a round-up, of which no larger share of pairs is alike
LOOKED_AT = 12  # likeliest neighbours that tell what an article is
KEPT = 0.01  # a pair of less chance counts as none: nothing need remember it
LARGE = 300  # articles: where more hang together by likely pairs, only likelier pairs count ...
LEVELS = (THRESHOLD, 0.5, 0.65, 0.8, 0.9)  # ... from so much on, one after the other
Link = tuple[float, int]  # between two groups: the sum of chances, the number of pairs alike


def link_component(
    ids: Sequence[str], pairs: Mapping[tuple[str, str], float]
) -> list[tuple[str, ...]]:
    """Return the stories among the articles `ids`, each sorted, in order of their first id.

    `pairs` are chances, by the ids of a pair in order; those with other articles, or under KEPT,
    count for nothing. `ids` may be one component by the pairs from THRESHOLD on, or the whole
    collection: the stories are the same.
    """
    names = sorted(ids)
    place = {name: number for number, name in enumerate(names)}
    inside = [pair for pair in pairs if pair[0] in place and pair[1] in place]
    found = make_pairs(
        [place[one] for one, _ in inside],
        [place[other] for _, other in inside],
        [pairs[pair] for pair in inside],
    )
    return link_all(names, found)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of articles, by their numbers, the lesser on the left, with their chances."""

    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    chance: npt.NDArray[np.float64]


def make_pairs(left: Sequence[int], right: Sequence[int], chances: Sequence[float]) -> Pairs:
    """Return pairs from sequences."""
    numbers = [np.array(side, dtype=np.int64) for side in (left, right)]
    return Pairs(numbers[0], numbers[1], np.array(chances, dtype=np.float64))


def link_all(ids: Sequence[str], pairs: Pairs) -> list[tuple[str, ...]]:
    """Return the stories among `ids`, which are in order, as `link_component` does."""
    label = _label_blocks(len(ids), pairs)
    blocks = _split(label, int(label.max(initial=-1)) + 1)
    inside = np.flatnonzero((label[pairs.left] == label[pairs.right]) & (pairs.chance >= KEPT))
    stories: list[tuple[str, ...]] = []
    own = _split(label[pairs.left[inside]], len(blocks))
    for numbers, places in zip(blocks, own, strict=True):
        of = inside[places]
        left, right = (np.searchsorted(numbers, side[of]) for side in (pairs.left, pairs.right))
        keys = zip(left.tolist(), right.tolist(), strict=True)
        found = dict(zip(keys, pairs.chance[of].tolist(), strict=True))
        stories += link_block([ids[number] for number in numbers], found)
    return sorted(stories)


def link_block(
    ids: Sequence[str], chances: Mapping[tuple[int, int], float]
) -> list[tuple[str, ...]]:
    """Return the stories of what hangs together, `ids` in order, by the chances of their places."""
    if len(ids) == 1:
        return [(ids[0],)]
    return [tuple(ids[n] for n in group) for group in link_average(len(ids), chances)]


def _label_blocks(count: int, pairs: Pairs) -> npt.NDArray[np.int64]:
    """Return for each of `count` articles a number that those share which are linked together.

    Pairs from THRESHOLD on tie articles. Where more than LARGE hang together by them, only what
    hangs together by the next of LEVELS is linked, and so on: of thousands in a chain of round-ups
    and look-alikes the doubtful pairs join nothing, and a new article still changes little. What
    hangs together by the last is one event's, or copies, and linked whole.
    """
    label = np.zeros(count, dtype=np.int64)
    open_ = np.ones(count, dtype=np.bool_)  # hang together with too many, so far
    for level in LEVELS:
        ties = (pairs.chance >= level) & open_[pairs.left] & open_[pairs.right]
        found = _tie(count, pairs.left[ties].tolist(), pairs.right[ties].tolist())
        label[open_] = found[open_] + label.max(initial=0) + 1
        open_ &= np.bincount(found)[found] > LARGE
        if not open_.any():
            break
    return np.asarray(np.unique(label, return_inverse=True)[1], dtype=np.int64)


def _tie(count: int, left: Iterable[int], right: Iterable[int]) -> npt.NDArray[np.int64]:
    """Return for each of 0..count-1 the least of those that it hangs together with."""
    lead = list(range(count))
    for one, other in zip(left, right, strict=True):
        low, high = sorted((_lead(lead, one), _lead(lead, other)))
        lead[high] = low
    return np.array([_lead(lead, number) for number in range(count)], dtype=np.int64)


def _lead(lead: list[int], number: int) -> int:
    """Follow who leads whom to the end, and shorten the way for those who come after."""
    while lead[number] != number:
        lead[number] = number = lead[lead[number]]
    return number


def _split(labels: npt.NDArray[np.integer], count: int) -> list[npt.NDArray[np.int64]]:
    """Return the places of each label, 0..count-1, in order."""
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.searchsorted(labels[order], np.arange(1, count)))


def link_average(
    count: int, chances: Mapping[tuple[int, int], float], threshold: float = THRESHOLD
) -> list[list[int]]:
    """Return groups of 0..count-1 by average linkage over sparse pairs (others count 0).

    The two groups with the highest mean chance between their members are joined until none
    reaches `threshold`. Two groups of which most pairs are unlike are not joined, however alike
    the rest: a round-up in one of them tells of both. Groups come in order of their first member,
    members in order.

    Of two groups that join, that with fewer links is poured into the other; and a mean that fell
    as a group grew is only reckoned when its turn comes. So a component of any shape takes time
    as it has pairs, times their logarithm.
    """
    groups = _Groups(count, threshold, _find_round_ups(chances, threshold))
    for (one, other), chance in chances.items():
        groups.links[one][other] = groups.links[other][one] = (chance, int(chance >= LIKE))
        groups.offer(one, other)
    while groups.heap:
        *_, one, other, pairs = heapq.heappop(groups.heap)
        if other not in groups.links[one]:
            continue  # one of them is gone since
        if groups.sizes[one] * groups.sizes[other] != pairs:
            groups.offer(one, other)  # grown since
        else:
            groups.join(one, other)
    return groups.list_members()


def _find_round_ups(chances: Mapping[tuple[int, int], float], threshold: float) -> set[int]:
    """Return the articles that are like several others, of which hardly two are alike."""
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), chance in chances.items():
        if chance >= threshold:
            near[one].append((-chance, other))
            near[other].append((-chance, one))
    found = set()
    for number, several in near.items():
        if len(several) < BEAMS:
            continue
        likeliest = [other for _, other in heapq.nsmallest(LOOKED_AT, several)]
        pairs = list(combinations(sorted(likeliest), 2))
        alike = sum(chances.get(pair, 0.0) >= LIKE for pair in pairs)
        if alike <= STRANGERS * len(pairs):
            found.add(number)
    return found


class _Groups:
    """Groups in the making, each known by the number of one of its members."""

    def __init__(self, count: int, threshold: float, mixed: set[int]) -> None:
        """`mixed`: the members that tell of several events."""
        self.sizes = [1] * count
        self.links: list[dict[int, Link]] = [{} for _ in range(count)]
        # The mean chance that two groups had at some time, and has only fallen since, negative;
        # their first members; the groups; the number of pairs between them at that time.
        self.heap: list[tuple[float, int, int, int, int, int]] = []
        self._threshold = threshold
        self._mixed = mixed  # groups with a round-up
        self._first = list(range(count))  # member of a group
        self._into = list(range(count))  # the group that a group went into, or itself

    def offer(self, one: int, other: int) -> None:
        """Let two groups stand for joining, if they are alike enough."""
        total, like = self.links[one][other]
        pairs = self.sizes[one] * self.sizes[other]
        halved = like <= MOST * pairs and (one in self._mixed or other in self._mixed)
        least = max(self._threshold, HALVED) if halved else self._threshold
        if total >= least * pairs and like >= MOST * pairs:
            low, high = sorted((self._first[one], self._first[other]))
            heapq.heappush(self.heap, (-total / pairs, low, high, one, other, pairs))

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        if len(self.links[one]) < len(self.links[other]):
            one, other = other, one
        self.sizes[one] += self.sizes[other]
        self._first[one] = min(self._first[one], self._first[other])
        self._into[other] = one
        if other in self._mixed:
            self._mixed.add(one)
        del self.links[one][other], self.links[other][one]
        for third, (total, like) in self.links[other].items():
            del self.links[third][other]
            before = self.links[one].get(third, (0.0, 0))
            joined = (before[0] + total, before[1] + like)
            self.links[one][third] = self.links[third][one] = joined
            self.offer(one, third)
        self.links[other] = {}

    def list_members(self) -> list[list[int]]:
        """Return the groups in order of their first members, members in order."""
        found: dict[int, list[int]] = {}
        for number in range(len(self.sizes)):
            found.setdefault(_lead(self._into, number), []).append(number)
        return list(found.values())
