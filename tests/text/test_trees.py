"""Boosted trees as plain arrays."""

from math import exp
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import ModelError
from variorum.text.trees import make_trees, read_trees

# One tree asks if column 1 is at most 0.5, and then if column 0 is at most 2; one is a leaf alone.
PARTS = {
    "base": 0.5,
    "depth": 2,
    "roots": [0, 5],
    "feature": [1, 0, 0, 0, 0, 0],
    "threshold": [0.5, 2.0, 0.0, 0.0, 0.0, 0.0],
    "left": [1, 2, 2, 3, 4, 5],
    "right": [4, 3, 2, 3, 4, 5],
    "value": [0.0, 0.0, 1.0, -1.0, 2.0, 0.25],
}
TREES = make_trees(PARTS)


@pytest.mark.parametrize(
    ("row", "odds"),
    [
        pytest.param([2.0, 0.5], 1.75, id="left and left, bounds included"),
        pytest.param([2.1, 0.5], -0.25, id="left and right"),
        pytest.param([0.0, 0.6], 2.75, id="right, a leaf"),
    ],
)
def test_a_row_goes_down_every_tree(row: list[float], odds: float) -> None:
    """The leaves' values and the base add up to the logarithm of the odds."""
    assert TREES.predict(np.array([row])) == pytest.approx([1 / (1 + exp(-odds))])


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), max_size=20))
def test_rows_are_rated_apart(rows: list[tuple[float, float]]) -> None:
    """A row's chance does not depend on the rows beside it."""
    found = TREES.predict(np.array(rows)).tolist() if rows else []
    assert found == [chance for row in rows for chance in TREES.predict(np.array([row]))]


def test_a_file_that_holds_no_trees_is_named(tmp_path: Path) -> None:
    """A missing file, one of other arrays, and one of no arrays."""
    other, text = tmp_path / "other.npz", tmp_path / "text.npz"
    np.savez(other, numbers=np.arange(3))
    text.write_text("no arrays", encoding="utf-8")
    for path in (tmp_path / "absent.npz", other, text):
        with pytest.raises(ModelError, match=path.name):
            read_trees(path)
