"""Which articles report one event.

Pairs of articles that share telling terms are judged by boosted trees over their likeness
(`variorum.group.likeness`), trained by training/stories.py; groups grow by average linkage over
those judgements (`variorum.group.linkage`), a pair that was never a candidate counting as "no".
Average linkage keeps a round-up, which resembles many events a little, from fusing them. What a
pair is judged depends on its two articles alone: `variorum.group.stream` groups articles as they
come and finds the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from variorum.group.candidates import find_candidates, find_close
from variorum.group.library import make_library
from variorum.group.likeness import FEATURES, measure, measure_pairs
from variorum.group.linkage import KEPT, Pairs, link_all, make_pairs
from variorum.group.profiles import Floats, Ints, Profile, describe
from variorum.group.windows import NOTHING
from variorum.model import Article
from variorum.text.trees import Trees, read_trees

WEIGHTS = Path(__file__).parent / "weights" / "stories.npz"
COPY_CHANCE = 0.95  # that two articles are of one event if one holds much of the other's text
COPIED = 0.4  # of the runs of words of the shorter article: so much makes a copy
# Of the odds, if neither article names the place that the other is about: true of one pair in 30 of
# one event, and of one in four of other candidates (incidents).
PLACES_APART = 0.12
COPY, APART = (list(FEATURES).index(name) for name in ("text shared", "places apart"))
JUDGED = 4_000  # pairs judged at a time


def group_stories(articles: Sequence[Article]) -> list[tuple[str, ...]]:
    """Return the stories as tuples of article ids, in order of their first article.

    Articles that come with a story keep it; the others are grouped among themselves. The result
    does not depend on the order of `articles`.
    """
    found = sorted((one for one in articles if one.story is None), key=lambda one: one.id)
    given: dict[str, list[str]] = {}
    for article in articles:
        if article.story is not None:
            given.setdefault(article.story, []).append(article.id)
    groups = [tuple(sorted(members)) for members in given.values()]
    groups += group_profiles([one.id for one in found], [describe(one) for one in found])
    rank = {article.id: number for number, article in enumerate(articles)}
    return sorted(groups, key=lambda group: min(rank[member] for member in group))


def group_profiles(
    ids: Sequence[str], profiles: Sequence[Profile], trees: Trees | None = None
) -> list[tuple[str, ...]]:
    """Return the stories of the articles whose profiles these are; `ids` are in order."""
    return link_all(ids, find_pairs(profiles, trees))


def find_pairs(profiles: Sequence[Profile], trees: Trees | None = None) -> Pairs:
    """Return the pairs of articles that may be of one event."""
    found = []
    for left, right, features in measure_candidates(profiles):
        chances = judge(features, trees)
        kept = chances >= KEPT
        found.append((left[kept], right[kept], chances[kept]))
    if not found:
        return make_pairs([], [], [])
    return Pairs(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def link_pairs(ids: Sequence[str], pairs: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Return the stories among `ids`, which are in order, given the chances of their pairs.

    The ids of a pair are in order, too; a pair that is not there has no chance.
    """
    place = {name: number for number, name in enumerate(ids)}
    left, right = ([place[pair[side]] for pair in pairs] for side in (0, 1))
    return link_all(ids, make_pairs(left, right, list(pairs.values())))


def measure_candidates(profiles: Sequence[Profile]) -> Iterator[tuple[Ints, Ints, Floats]]:
    """Yield the candidate pairs, in order, and their features, up to JUDGED at a time."""
    if profiles:
        library = make_library(profiles)
        for left, right in find_candidates(profiles):
            for first in range(0, len(left), JUDGED):
                some, others = left[first : first + JUDGED], right[first : first + JUDGED]
                yield some, others, measure(library, some, others)


def judge_pairs(one: Profile, others: Sequence[Profile], full: Ints = NOTHING) -> list[float]:
    """Return the chance of each of the others to report the event that `one` does.

    0 for those not worth comparing: see `candidates.find_close`.
    """
    chances = np.zeros(len(others))
    if len(others):
        close = find_close(one, others, full)
        chances[close] = judge(measure_pairs(one, [others[number] for number in close.tolist()]))
    return [float(chance) for chance in chances]


def judge(features: Floats, trees: Trees | None = None) -> Floats:
    """Return the chance, 0..1, that the articles of each pair report one event.

    Articles that share so much text that one is a copy do, however far apart in time, unless it is
    one form of words filled in for two places.
    """
    if not len(features):
        return np.empty(0)
    odds = (trees or load_trees()).odds(features)
    apart = features[:, APART] > 0
    odds = odds + np.where(apart, np.log(PLACES_APART), 0.0)
    chances = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    copied = (features[:, COPY] >= COPIED) & ~apart
    found: Floats = np.where(copied, np.maximum(chances, COPY_CHANCE), chances).round(6)
    return found


@cache
def load_trees() -> Trees:
    """Return the trees that are shipped beside this file, read once."""
    return read_trees(WEIGHTS)
