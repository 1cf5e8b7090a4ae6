"""Groups of articles from chances that pairs of them report one event: average linkage.

What is linked lies in one component of the pairs that are likely enough, so that a new article
changes its own component only.
"""

import heapq
import math
from collections.abc import Mapping, Sequence

THRESHOLD = 0.35  # mean chance between two groups from which they are one story
LIKE = 0.15  # chance from which a pair of articles counts as alike
MOST = 0.5  # share of the pairs between two groups that must be alike to join them
KEPT = 0.01  # a pair of less chance counts as none: nothing need remember it
SIZE_PRIOR = 0.35  # odds of one event rise with this root of how much smaller a collection is
SMALLEST = 150  # articles: a handful may as well be of several events
DOUBLINGS = 5  # of SMALLEST: of larger collections the chances hold as they are
CERTAIN = 1e-6  # no chance is nearer to 0 or 1
Link = tuple[float, int]  # between two groups: the sum of chances, the number of pairs alike


def size_step(articles: int) -> int:
    """Return how often SMALLEST doubles, up to DOUBLINGS, to hold so many articles.

    Where it changes everything is to be linked anew: that is when 151, 301, 601, 1201 and 2401
    articles are there, and never again.
    """
    return next((step for step in range(DOUBLINGS) if articles <= SMALLEST << step), DOUBLINGS)


def find_prior(articles: int) -> float:
    """Return what is added to the log-odds of all pairs of a collection of so many articles.

    Of a small collection more pairs are of one event (measured: docs/accuracy.md).
    """
    step = size_step(articles)
    return SIZE_PRIOR * math.log(2) * (DOUBLINGS - 0.5 - step) if step < DOUBLINGS else 0.0


def adjust_chance(chance: float, articles: int) -> float:
    """Return the chance of a pair in a collection of so many articles."""
    bounded = min(max(chance, CERTAIN), 1 - CERTAIN)
    return bounded / (bounded + (1 - bounded) * math.exp(-find_prior(articles)))


def joining_chance(articles: int) -> float:
    """Return the chance from which a pair ties two articles into one component."""
    return THRESHOLD / (THRESHOLD + (1 - THRESHOLD) * math.exp(find_prior(articles)))


def link_component(
    ids: Sequence[str], pairs: Mapping[tuple[str, str], float], articles: int
) -> list[tuple[str, ...]]:
    """Return the stories among the articles `ids`, each sorted, in order of their first id.

    `pairs` are chances, by the ids of a pair in order; those with other articles, or under KEPT,
    count for nothing. `articles`: how many the whole collection has. `ids` may be one component or
    the whole collection: the stories are the same.
    """
    names = sorted(ids)
    place = {name: number for number, name in enumerate(names)}
    found = {
        (place[one], place[other]): adjust_chance(chance, articles)
        for (one, other), chance in pairs.items()
        if chance >= KEPT and one in place and other in place
    }
    return [tuple(names[n] for n in group) for group in link_average(len(names), found)]


def link_average(
    count: int, chances: Mapping[tuple[int, int], float], threshold: float = THRESHOLD
) -> list[list[int]]:
    """Return groups of 0..count-1 by average linkage over sparse pairs (others count 0).

    The two groups with the highest mean chance between their members are joined until none
    reaches `threshold`. Two groups of which most pairs are unlike are not joined, however alike
    the rest: a round-up in one of them tells of both. Groups come in order of their first member,
    members in order.
    """
    links: list[dict[int, Link]] = [{} for _ in range(count)]
    members = [[index] for index in range(count)]
    heap: list[tuple[float, int, int, int, int]] = []
    for (one, other), chance in chances.items():
        links[one][other] = links[other][one] = (chance, int(chance >= LIKE))
        if chance >= threshold:
            heap.append((-chance, one, other, 1, 1))
    heapq.heapify(heap)
    while heap:
        _, one, other, one_size, other_size = heapq.heappop(heap)
        if len(members[one]) != one_size or len(members[other]) != other_size:
            continue  # one of them has grown, or is gone, since
        members[one] += members[other]
        members[other] = []
        _merge_links(links, one, other)
        for third, (total, like) in links[one].items():
            pairs = len(members[one]) * len(members[third])
            if total >= threshold * pairs and like >= MOST * pairs:
                low, high = sorted((one, third))
                sizes = (len(members[low]), len(members[high]))
                heapq.heappush(heap, (-total / pairs, low, high, *sizes))
    return sorted(sorted(group) for group in members if group)


def _merge_links(links: list[dict[int, Link]], one: int, other: int) -> None:
    """Add what `other` shares with third groups to what `one` does."""
    for third, (total, like) in links[other].items():
        del links[third][other]
        if third != one:
            before = links[one].get(third, (0.0, 0))
            links[one][third] = links[third][one] = (before[0] + total, before[1] + like)
    links[other] = {}
