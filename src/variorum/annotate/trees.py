"""Boosted decision trees: from rows of numbers to chances. Plain arrays, no state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Nodes of all trees, one after another; a leaf leads to itself.

    A row goes left where its number `columns[node]` is at most `bounds[node]`. The values of the
    leaves that it ends in add up, with `base`, to the logarithm of its odds.
    """

    base: float
    roots: Numbers
    depth: int
    columns: Numbers
    bounds: Floats
    left: Numbers
    right: Numbers
    values: Floats


def read_trees(parts: Mapping[str, Any]) -> Trees:
    """Return trees as their JSON has them."""

    def whole(name: str) -> Numbers:
        return np.array(parts[name], np.int64)

    def exact(name: str) -> Floats:
        return np.array(parts[name], np.float64)

    return Trees(
        base=float(parts["base"]),
        roots=whole("roots"),
        depth=int(parts["depth"]),
        columns=whole("columns"),
        bounds=exact("bounds"),
        left=whole("left"),
        right=whole("right"),
        values=exact("values"),
    )


def rate_rows(trees: Trees, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return a chance, 0..1, for each row."""
    if not rows:
        return []
    numbers = np.array(rows, dtype=np.float64)
    nodes = np.tile(trees.roots, (len(rows), 1))
    own = np.arange(len(rows))[:, None]
    for _ in range(trees.depth):
        is_left = numbers[own, trees.columns[nodes]] <= trees.bounds[nodes]
        nodes = np.where(is_left, trees.left[nodes], trees.right[nodes])
    odds = trees.base + trees.values[nodes].sum(1)
    chances: list[float] = (1 / (1 + np.exp(-odds.clip(-30, 30)))).tolist()
    return chances
