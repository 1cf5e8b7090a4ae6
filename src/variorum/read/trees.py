"""The boosted trees that reading uses, each read once from the files beside this one."""

from functools import cache
from pathlib import Path

from variorum.text.trees import Trees, read_trees

WEIGHTS = Path(__file__).parent / "weights"


@cache
def load_trees(name: str) -> Trees:
    """Load the trees shipped as `name`.npz, once; ModelError if they are not there."""
    return read_trees(WEIGHTS / f"{name}.npz")
