"""Which parents each article of a story is given, so that nobody descends from himself.

The first parents make the likeliest tree (arborescence.py); second parents are added where sets of
two are likely. What a second parent rules out further down was not weighed then: so whole sets are
exchanged as long as that makes all of them together likelier.
"""

from collections.abc import Mapping, Sequence
from math import log

from variorum.compare.ancestry import climb
from variorum.compare.arborescence import NOBODY, choose_parents

SECOND = 0.45  # chance of two parents above which a second is named
TINY = 1e-9
TRIED = 6  # sets of an article, the likeliest
ROUNDS = 4

NEVER = log(TINY)  # score of a set that was not weighed

Members = tuple[int, ...]  # the parents of an article
Sets = list[Members]
Chance = Mapping[Members, float]
Score = Mapping[Members, float]


def choose_sets(hypotheses: Sequence[Chance]) -> list[list[tuple[int, float]]]:
    """Return the parents of each article with their chances, the surest first.

    Whether an article has a parent at all is weighed with the chances of all parents together: two
    equal copies halve each other's chance of being the parent, not the chance that there is one.
    """
    shares = [count_in(sets) for sets in hypotheses]
    start = _choose_firsts(hypotheses, shares)
    _add_seconds(start, hypotheses, shares)
    chosen = _exchange(start, [_score_sets(sets) for sets in hypotheses])
    return [
        sorted(((n, min(1.0, share.get(n, 0.0))) for n in parents), key=lambda one: -one[1])
        for parents, share in zip(chosen, shares, strict=True)
    ]


def count_in(sets: Chance) -> dict[int, float]:
    """Return the chance of each article to be in the set."""
    shares: dict[int, float] = {}
    for members, chance in sets.items():
        for number in members:
            shares[number] = shares.get(number, 0.0) + chance
    return shares


def find_above(number: int, parents: Sequence[Sequence[int]]) -> set[int]:
    """Return an article and all above it."""
    return {number} | climb(number, parents.__getitem__)


def _choose_firsts(hypotheses: Sequence[Chance], shares: Sequence[Mapping[int, float]]) -> Sets:
    scores = []
    for sets, chances in zip(hypotheses, shares, strict=True):
        top = max(chances.values(), default=1.0)
        some = log(max(0.0, 1 - sets[()]) + TINY)
        scores.append(
            {
                NOBODY: log(sets[()] + TINY),
                **{n: some + log((chance + TINY) / top) for n, chance in chances.items()},
            }
        )
    return [() if first == NOBODY else (first,) for first in choose_parents(scores)]


def _add_seconds(
    chosen: Sets, hypotheses: Sequence[Chance], shares: Sequence[Mapping[int, float]]
) -> None:
    """Add second parents that do not descend from the child."""
    for child, sets in enumerate(hypotheses):
        two = sum(chance for members, chance in sets.items() if len(members) == 2)
        if not chosen[child] or two < SECOND:
            continue
        (first,) = chosen[child]
        beside = {
            n: sets.get((first, n), 0.0) + sets.get((n, first), 0.0) + TINY * chance
            for n, chance in shares[child].items()
            if n != first and child not in find_above(n, chosen)
        }
        if beside:
            chosen[child] = (first, max(beside, key=lambda n: (beside[n], -n)))


def _score_sets(sets: Chance) -> dict[Members, float]:
    """Return the score of each set: log of the chance of its size, and how it does beside others.

    Sets of two weigh as in `_add_seconds`, against sets of one.
    """
    whole, best = [0.0, 0.0, 0.0], [TINY, TINY, TINY]
    for members, chance in sets.items():
        whole[len(members)] += chance
        best[len(members)] = max(best[len(members)], chance)
    sizes = [1.0, whole[1] * SECOND, whole[2] * (1 - SECOND)]
    top = max(*sizes[1:], TINY)
    scores = {}
    for members, chance in sets.items():
        size = len(members)
        some = log(whole[1] + whole[2] + TINY) + log(max(sizes[size], TINY) / top)
        own = log((chance + TINY) / best[size])
        scores[tuple(sorted(members))] = some + own if members else log(chance + TINY)
    return scores


def _exchange(chosen: Sets, scores: Sequence[Score]) -> Sets:
    """Exchange sets as long as the sum of the scores grows."""
    chosen = [tuple(sorted(members)) for members in chosen]
    order = [sorted(sets, key=lambda one: (-sets[one], one))[:TRIED] for sets in scores]
    for _ in range(ROUNDS):
        before = chosen
        for child, options in enumerate(order):
            now, best = _sum_up(chosen, scores), TINY
            held = scores[child].get(chosen[child], NEVER)
            for option in options:
                if scores[child][option] - held <= best:
                    break  # what makes room for it costs on top
                trial = _hang(child, option, chosen, order, scores)
                gain = _sum_up(trial, scores) - now if trial else 0.0
                if trial and gain > best:
                    best, chosen = gain, trial
        if chosen == before:
            break
    return chosen


def _sum_up(chosen: Sets, scores: Sequence[Score]) -> float:
    return sum(one.get(members, NEVER) for members, one in zip(chosen, scores, strict=True))


def _hang(
    child: int, option: Members, chosen: Sets, order: Sequence[Sets], scores: Sequence[Score]
) -> Sets | None:
    """Return the parents if a child has these: what would descend from itself is hung elsewhere.

    Of the articles on the circle the one that loses least is. None: that cannot be done.
    """
    trial = [*chosen]
    trial[child] = option
    for _ in range(ROUNDS):
        above = find_above(child, trial) - {child}
        circle = [n for n in sorted(above) if child in find_above(n, trial)]
        if not circle:
            return trial
        moves = [
            (scores[n][members] - scores[n].get(trial[n], NEVER), -n, members)
            for n in circle
            for members in order[n]
            if not any({child, n} & find_above(one, trial) for one in members)
        ]
        if not moves:
            return None
        _, moved, members = max(moves)
        trial[-moved] = members
    return None
