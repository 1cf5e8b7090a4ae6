"""Boosted decision trees as plain arrays, asked about many rows at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.errors import ModelError

CHUNK = 1_000  # rows at once: bounds the memory


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Trees as arrays over all their nodes; a leaf leads to itself. Written by training/blocks.py.

    A row at node n goes to `next[2 * n]` if its number at `feature` is at most `threshold`, else to
    `next[2 * n + 1]`; after `depth` steps from each of `roots` it adds the `value` there.
    The sum with `base` is a log-odds.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    next: NDArray[np.intp]
    value: NDArray[np.float64]
    roots: NDArray[np.intp]
    base: float
    depth: int

    def predict(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each row, 0..1."""
        odds = np.clip(self.odds(rows), -30.0, 30.0)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)

    def odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the log-odds of each row."""
        return np.concatenate(
            [self._sum_up(rows[n : n + CHUNK]) for n in range(0, max(1, len(rows)), CHUNK)]
        )

    def _sum_up(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        flat = np.ascontiguousarray(rows).ravel()
        first = (np.arange(len(rows), dtype=np.intp) * rows.shape[1])[:, None]
        place = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            goes_right = flat.take(first + self.feature.take(place)) > self.threshold.take(place)
            place = self.next.take(2 * place + goes_right)
        return np.asarray(self.value.take(place).sum(axis=1) + self.base, dtype=np.float64)


def make_trees(parts: Mapping[str, Any]) -> Trees:
    """Return trees from their parts: arrays or lists, as a file has them; KeyError if one lacks."""
    sides = [np.asarray(parts[side]) for side in ("left", "right")]
    return Trees(
        feature=np.asarray(parts["feature"]).astype(np.intp),
        threshold=np.asarray(parts["threshold"], dtype=np.float64),
        next=np.column_stack(sides).ravel().astype(np.intp),
        value=np.asarray(parts["value"]).astype(np.float64),
        roots=np.asarray(parts["roots"]).astype(np.intp),
        base=float(parts["base"]),
        depth=int(parts["depth"]),
    )


def read_trees(path: Path) -> Trees:
    """Read trees from an .npz file; ModelError if it is missing or holds something else."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return make_trees(arrays)
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(
            f"the trained model {path.name} is missing from this installation or does not fit it. "
            "Reinstall variorum."
        ) from error
