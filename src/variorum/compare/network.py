"""A small network: one hidden layer of tanh beside a linear part. Its weights are plain numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Network:
    """score(x) = out · tanh(hidden x + shift) + linear · x + bias."""

    hidden: Floats  # measures by hidden units
    shift: Floats
    out: Floats
    linear: Floats
    bias: float

    def score(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the score of each row of measures."""
        if not rows:
            return []
        table = np.asarray(rows, dtype=np.float64)
        inner = np.tanh(table @ self.hidden + self.shift)
        scores: list[float] = (inner @ self.out + table @ self.linear + self.bias).tolist()
        return scores


def read_network(raw: Mapping[str, object]) -> Network:
    """Return the network that `write_network` wrote."""
    return Network(
        hidden=np.array(raw["hidden"], dtype=np.float64),
        shift=np.array(raw["shift"], dtype=np.float64),
        out=np.array(raw["out"], dtype=np.float64),
        linear=np.array(raw["linear"], dtype=np.float64),
        bias=float(str(raw["bias"])),
    )


def write_network(network: Network) -> dict[str, object]:
    """Return the network as lists of numbers, rounded to four places."""
    return {
        "hidden": np.round(network.hidden, 4).tolist(),
        "shift": np.round(network.shift, 4).tolist(),
        "out": np.round(network.out, 4).tolist(),
        "linear": np.round(network.linear, 4).tolist(),
        "bias": round(network.bias, 4),
    }
