"""Which articles report one event.

Pairs of articles that share rare words or names are judged by boosted trees over their likeness
(`variorum.group.likeness`), trained by training/stories.py; groups grow by average
linkage over those judgements, a pair that was never a candidate counting as "no". Average linkage
keeps a round-up, which resembles many events a little, from fusing them.
"""

import heapq
import math
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from variorum.group.likeness import (
    Floats,
    Ints,
    describe,
    find_candidates,
    pair_features,
    weigh,
)
from variorum.model import Article
from variorum.text.trees import Trees, read_trees

WEIGHTS = Path(__file__).parent / "weights" / "stories.npz"
LEARNT_FROM = 3_388  # articles of the collection that the trees were learnt from
THRESHOLD = 0.35  # mean chance between two groups from which they are one story
SIZE_PRIOR = 0.5
SMALLEST = 150  # articles: a handful may as well be of several events
COPY_CHANCE = 0.95  # that two articles are of one event if one holds much of the other's text
LIKE = 0.15  # chance from which a pair of articles counts as alike
MOST = 0.5  # share of the pairs between two groups that must be alike to join them
Link = tuple[float, int]  # between two groups: the sum of chances, the number of pairs alike


def group_stories(
    articles: Sequence[Article], copies: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, ...]]:
    """Return the stories as tuples of article ids, in order of their first article.

    Articles that come with a story keep it; the others are grouped among themselves. The result
    does not depend on the order of `articles`. `copies` are pairs of ids of articles that share so
    much text that they report one event, however far apart in time.
    """
    found = [article for article in articles if article.story is None]
    found.sort(key=lambda article: (article.published or article.updated or "~", article.id))
    given: dict[str, list[str]] = {}
    for article in articles:
        if article.story is not None:
            given.setdefault(article.story, []).append(article.id)
    groups = [tuple(sorted(members)) for members in given.values()]
    vectors = weigh([describe(article) for article in found])
    place = {article.id: index for index, article in enumerate(found)}
    copied = sorted(
        (min(place[one], place[other]), max(place[one], place[other]))
        for one, other in copies
        if one in place and other in place
    )
    left, right = add_pairs(*find_candidates(vectors), copied, len(found))
    chances = judge(pair_features(vectors, left, right), len(found))
    sure = np.isin(left * len(found) + right, [one * len(found) + other for one, other in copied])
    chances = np.where(sure, np.maximum(chances, COPY_CHANCE), chances)
    groups += [
        tuple(found[member].id for member in members)
        for members in link_average(len(found), left, right, chances, THRESHOLD)
    ]
    rank = {article.id: number for number, article in enumerate(articles)}
    return sorted(groups, key=lambda group: min(rank[member] for member in group))


def add_pairs(
    left: Ints, right: Ints, more: Sequence[tuple[int, int]], count: int
) -> tuple[Ints, Ints]:
    """Return the pairs with `more` among them, sorted, each once; `count` is the collection's."""
    extra = np.array([one * count + other for one, other in more], dtype=np.int64)
    pairs = np.unique(np.concatenate([left * count + right, extra]))
    return pairs // max(count, 1), pairs % max(count, 1)


def judge(features: Floats, count: int, trees: Trees | None = None) -> Floats:
    """Return the chance, 0..1, that the articles of each pair report one event.

    Of a small collection more pairs are of one event: the odds before looking rise with the square
    root of how much smaller it is than the model's (measured: docs/accuracy.md), down to SMALLEST.
    """
    if not len(features):
        return np.empty(0)
    prior = SIZE_PRIOR * math.log(LEARNT_FROM / max(count, SMALLEST))
    odds = (trees or load_trees()).odds(features) + prior
    chances: Floats = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    return chances


@cache
def load_trees() -> Trees:
    """Return the trees that are shipped beside this file, read once."""
    return read_trees(WEIGHTS)


def link_average(
    count: int, left: Ints, right: Ints, chances: Floats, threshold: float
) -> list[list[int]]:
    """Return groups of 0..count-1 by average linkage over sparse pairs (others count 0).

    The two groups with the highest mean chance between their members are joined until none
    reaches `threshold`. Two groups of which most pairs are unlike are not joined, however alike
    the rest: a round-up in one of them tells of both. Groups come in order of their first member,
    members in order.
    """
    links: list[dict[int, Link]] = [{} for _ in range(count)]
    members = [[index] for index in range(count)]
    heap = []
    for one, other, chance in zip(left.tolist(), right.tolist(), chances.tolist(), strict=True):
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
                pair = sorted((one, third))
                sizes = (len(members[pair[0]]), len(members[pair[1]]))
                heapq.heappush(heap, (-total / pairs, *pair, *sizes))
    return sorted(sorted(group) for group in members if group)


def _merge_links(links: list[dict[int, Link]], one: int, other: int) -> None:
    """Add what `other` shares with third groups to what `one` does."""
    for third, (total, like) in links[other].items():
        del links[third][other]
        if third != one:
            before = links[one].get(third, (0.0, 0))
            links[one][third] = links[third][one] = (before[0] + total, before[1] + like)
    links[other] = {}
