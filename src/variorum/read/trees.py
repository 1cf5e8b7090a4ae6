"""Boosted decision trees from a file of plain arrays, asked about many rows at once."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from variorum.errors import ModelError

WEIGHTS = Path(__file__).parent / "weights"
CHUNK = 1_000  # rows at once: bounds the memory


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees as arrays over all their nodes; a leaf leads to itself. Written by training/blocks.py.

    A row goes to `left` if its number at `feature` is at most `threshold`, else to `right`; after
    `depth` steps from each of `roots` it adds the `value` there. The sum with `base` is a log-odds.
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    roots: NDArray[np.int32]
    base: float
    depth: int

    def predict(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability of each row, 0..1."""
        return np.concatenate(
            [self._predict(rows[n : n + CHUNK]) for n in range(0, max(1, len(rows)), CHUNK)]
        )

    def _predict(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        place = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        number = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[number, self.feature[place]] <= self.threshold[place]
            place = np.where(goes_left, self.left[place], self.right[place])
        odds = np.clip(self.value[place].sum(axis=1) + self.base, -30.0, 30.0)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


@cache
def load_trees(name: str) -> Trees:
    """Load the trees shipped as `name`.npz, once; ModelError if they are not there."""
    try:
        with np.load(WEIGHTS / f"{name}.npz", allow_pickle=False) as arrays:
            return Trees(
                feature=arrays["feature"].astype(np.int32),
                threshold=arrays["threshold"],
                left=arrays["left"].astype(np.int32),
                right=arrays["right"].astype(np.int32),
                value=arrays["value"].astype(np.float64),
                roots=arrays["roots"].astype(np.int32),
                base=float(arrays["base"]),
                depth=int(arrays["depth"]),
            )
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(
            f"the trained model {name}.npz is missing from this installation or does not fit it. "
            "Reinstall variorum."
        ) from error
