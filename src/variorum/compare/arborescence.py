"""The family tree of the greatest total score (Chu and Liu 1965; Edmonds 1967)."""

from collections.abc import Mapping, Sequence

NOBODY = -1  # the parent of an original


def choose_parents(scores: Sequence[Mapping[int, float]]) -> list[int]:
    """Return the parent of each node, NOBODY for an original, so that no node descends from itself.

    `scores[child][parent]` says how good an edge is; `scores[child][NOBODY]` must be there. Of all
    trees the one with the greatest sum is chosen; between equals, the lowest numbers win.

    >>> choose_parents([{-1: -3.0, 1: -1.0}, {-1: -5.0, 0: -1.0}])
    [-1, 0]
    """
    best = [min(options, key=lambda parent: (-options[parent], parent)) for options in scores]
    cycle = _find_cycle(best)
    if cycle is None:
        return best
    return _contract(scores, best, cycle)


def _find_cycle(parents: Sequence[int]) -> list[int] | None:
    """Return the nodes of one cycle; None if there is none."""
    colour = [0] * len(parents)
    for start in range(len(parents)):
        path = []
        at = start
        while at != NOBODY and colour[at] == 0:
            colour[at] = 1
            path.append(at)
            at = parents[at]
        if at != NOBODY and colour[at] == 1:
            return path[path.index(at) :]
        for node in path:
            colour[node] = 2
    return None


def _contract(
    scores: Sequence[Mapping[int, float]], best: Sequence[int], cycle: Sequence[int]
) -> list[int]:
    """Solve the problem with the cycle as one node, and open the cycle where that costs least."""
    inside = set(cycle)
    outer = [node for node in range(len(scores)) if node not in inside]
    number = {node: n for n, node in enumerate(outer)}
    number[NOBODY] = NOBODY
    whole = len(outer)  # the number of the contracted node
    smaller: list[dict[int, float]] = []
    exits: list[dict[int, int]] = []  # for outer nodes: which node of the cycle is meant
    for node in outer:
        options: dict[int, float] = {}
        meant: dict[int, int] = {}
        for parent, score in scores[node].items():
            key = whole if parent in inside else number[parent]
            if key not in options or score > options[key]:
                options[key], meant[key] = score, parent
        smaller.append(options)
        exits.append(meant)
    into: dict[int, float] = {}
    entry: dict[int, tuple[int, int]] = {}
    for node in sorted(cycle):
        kept = scores[node][best[node]]
        for parent, score in scores[node].items():
            if parent in inside:
                continue
            key = number[parent]
            if key not in into or score - kept > into[key]:
                into[key], entry[key] = score - kept, (node, parent)
    smaller.append(into)
    solved = choose_parents(smaller)
    parents = list(best)
    for n, node in enumerate(outer):
        parents[node] = exits[n][solved[n]]
    node, parent = entry[solved[whole]]
    parents[node] = parent
    return parents
