"""What people took out of a story joins another that it fits, unless they said that it does not.

Stories are found first, then changed as people decided (`variorum.group.constraints`): an article
that was taken out stands alone so far. It joins the group that average linkage would join it to,
had it never been in the other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from variorum.group.candidates import COMMON
from variorum.group.constraints import Constraints
from variorum.group.linkage import KEPT, LIKE, MOST, THRESHOLD
from variorum.group.profiles import describe
from variorum.group.stories import judge_pairs
from variorum.group.windows import find_full
from variorum.model import Article

Chances = Mapping[tuple[str, str], float]  # of pairs of articles, their ids in order


def find_homeless(
    groups: Iterable[Sequence[str]], constraints: Constraints
) -> list[tuple[str, ...]]:
    """Return the groups of those alone that were to leave others, in their order."""
    leaving = {constraints.root_of(pair.leaves) for pair in constraints.apart}
    return [
        tuple(group)
        for group in groups
        if leaving and all(constraints.root_of(item) in leaving for item in group)
    ]


def rehome(
    groups: Iterable[Sequence[str]], constraints: Constraints, chances: Chances
) -> list[tuple[str, ...]]:
    """Return the groups, those that were to leave others joined to the one that they fit best.

    chances: of the pairs with an article of those groups. Of two groups equally fit it is the
    first. The others keep their place and order.

    >>> from variorum.group.constraints import Apart
    >>> constraints = Constraints((), (Apart("b", "a"),))
    >>> rehome([("a",), ("b",), ("c", "d")], constraints, {("b", "c"): 0.9, ("b", "d"): 0.8})
    [('a',), ('b', 'c', 'd')]
    """
    found = [tuple(group) for group in groups]
    for group in find_homeless(found, constraints):
        fits = [
            (fit, -place)
            for place, other in enumerate(found)
            if other != group
            and constraints.allows(group, other)
            and (fit := _fit(group, other, chances)) is not None
        ]
        if fits and group in found:
            place = -max(fits)[1]
            found[place] = tuple(sorted((*found[place], *group)))
            found.remove(group)
    return found


def _fit(one: Sequence[str], other: Sequence[str], chances: Chances) -> float | None:
    """Return the mean chance of the pairs of two groups; None if it does not join them."""
    known = [
        chance
        for left in one
        for right in other
        if (chance := chances.get((min(left, right), max(left, right)), 0.0)) >= KEPT
    ]
    pairs = len(one) * len(other)
    mean = sum(known) / pairs
    alike = sum(chance >= LIKE for chance in known) / pairs
    return mean if mean >= THRESHOLD and alike >= MOST else None


def find_chances(
    articles: Sequence[Article], wanted: Collection[str]
) -> dict[tuple[str, str], float]:
    """Return the chances, from KEPT on, of the pairs of articles of which one is wanted."""
    profiles = {one.id: describe(one) for one in articles if one.story is None}
    full = find_full(list(profiles.values()), COMMON)
    found = {}
    for one in wanted:
        if one not in profiles:
            continue
        others = [other for other in profiles if other != one]
        judged = judge_pairs(profiles[one], [profiles[other] for other in others], full)
        for other, chance in zip(others, judged, strict=True):
            if chance >= KEPT:
                found[min(one, other), max(one, other)] = chance
    return found
