"""The encoder's linker: trees that rate attributions, and the numbers they judge by."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from variorum.annotate import encoder_links
from variorum.annotate.candidates import (
    Candidate,
)
from variorum.annotate.encoder_links import (
    PENALTIES,
    load_encoder_links,
    measure_candidate,
    sum_shares,
)
from variorum.annotate.linking import (
    Group,
    Run,
)
from variorum.annotate.pointers import Pointed, Pointers
from variorum.annotate.tagging import read_words
from variorum.errors import ModelError
from variorum.text.trees import Trees


def test_the_shipped_trees_are_whole() -> None:
    """Every node leads to a later node of the same tree or, a leaf, to itself."""
    trees: Trees = load_encoder_links().trees
    nodes = np.arange(len(trees.feature))
    left, right = trees.next[::2], trees.next[1::2]
    assert ((left > nodes) | (left == nodes)).all()
    assert ((left == nodes) == (right == nodes)).all()
    assert right.max() < len(nodes)
    assert not trees.value[left != nodes].any()


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
    columns = load_encoder_links().trees.feature
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
