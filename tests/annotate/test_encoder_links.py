"""The encoder's linker: trees that rate attributions, and the numbers they judge by."""

from functools import cache
from math import exp
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.annotate import encoder_links
from variorum.annotate.encoder_links import (
    PENALTIES,
    load_encoder_links,
    measure_candidate,
    sum_shares,
)
from variorum.annotate.linking import Candidate, Group, Run
from variorum.annotate.pointers import Pointed, Pointers
from variorum.annotate.tagging import read_words
from variorum.annotate.trees import Trees, rate_rows, read_trees
from variorum.errors import ModelError

# One tree asks if column 1 is at most 0.5, and then if column 0 is at most 2; one is a leaf alone.
PARTS = {
    "base": 0.5,
    "depth": 2,
    "roots": [0, 5],
    "columns": [1, 0, 0, 0, 0, 0],
    "bounds": [0.5, 2.0, 0.0, 0.0, 0.0, 0.0],
    "left": [1, 2, 2, 3, 4, 5],
    "right": [4, 3, 2, 3, 4, 5],
    "values": [0.0, 0.0, 1.0, -1.0, 2.0, 0.25],
}
TREES = read_trees(PARTS)


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
    assert rate_rows(TREES, [row]) == pytest.approx([1 / (1 + exp(-odds))])


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), max_size=20))
def test_rows_are_rated_apart(rows: list[tuple[float, float]]) -> None:
    """A row's chance does not depend on the rows beside it."""
    assert rate_rows(TREES, rows) == [chance for row in rows for chance in rate_rows(TREES, [row])]


def test_the_shipped_trees_are_whole() -> None:
    """Every node leads to a later node of the same tree or, a leaf, to itself."""
    trees: Trees = load_encoder_links().trees
    nodes = np.arange(len(trees.columns))
    assert ((trees.left > nodes) | (trees.left == nodes)).all()
    assert ((trees.left == nodes) == (trees.right == nodes)).all()
    assert trees.right.max() < len(nodes)
    assert not trees.values[trees.left != nodes].any()


def test_the_trees_know_every_number() -> None:
    """What is measured is as long as the trees expect, with a cue and a source or without."""
    words = read_words("The pilot said it was late.", 0, 27, [], is_first=False)
    count = len(words.texts)
    tags = ("O", "B-S>", "B-K>", "B-C>", "I-C>")
    chances = np.full((count, len(tags)), 0.2, dtype=np.float32)
    pointers = Pointers(((0, np.zeros((2, count + 1, count + 2), dtype=np.float32)),))
    shares = sum_shares(Pointed(("O",) * count, chances, pointers), tags)
    runs = (
        Run("S", ">", 0, 2, 0.9, pointers),
        Run("K", ">", 2, 3, 0.9, pointers),
        Run("C", ">", 3, 6, 0.9, pointers),
    )
    columns = load_encoder_links().trees.columns
    for group in (Group(0, 1, (2,), 0.9, 0.9), Group(None, None, (2,), 0.0, 0.0)):
        numbers = measure_candidate(words, shares, Candidate(runs, group, "013", 0))
        assert len(numbers) > columns.max()
        assert all(isinstance(number, float) for number in numbers)
        assert numbers[0] == pytest.approx(0.4)  # of content: two tags of five
    assert len(PENALTIES) == 4


def test_without_the_linker_the_error_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file that was not installed is named."""
    monkeypatch.setattr(encoder_links, "files", lambda _: tmp_path)
    load = cache(encoder_links._load_encoder_links.__wrapped__)
    monkeypatch.setattr(encoder_links, "_load_encoder_links", load)
    with pytest.raises(ModelError, match=r"encoder_links\.json"):
        load_encoder_links()
