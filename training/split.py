"""Train the model of variorum.read.split on files joined from the corpora; print its scores.

    python training/split.py [--bench ../shared/bench]

Files of two and three articles and single articles are made by benchmarks/splitting.py with other
seeds, from one half of all hosts; every gap between two paragraphs is an example. Gradient boosting
(scikit-learn, seed 0) learns them. The threshold is set by a model of two thirds of these hosts on
files of the other third: the lowest that keeps 99.5 of 100 single articles whole and has a
precision of 0.95. The shipped model is of all these hosts. The benchmark scores the other half of
the hosts, which nothing here sees.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from corpora import parse_arguments
from splitting import Joined, Piece, is_learnt, load_pieces, make_joined, make_singles
from variorum.model import Block
from variorum.read.blocks import classify_blocks
from variorum.read.datelines import find_dateline
from variorum.read.joints import SIGNS, Gap, Line, describe_gaps, describe_lines, find_gaps
from variorum.read.lines import find_lines
from variorum.read.split import WEIGHTS, JointModel, Tree, choose_borders, score_gap

FILES = 3000
SEED = 7
NEAR = 500  # characters around a border in which other gaps are no examples: their truth is moot
WHOLE = 0.995
PRECISION = 0.95
Example = tuple[str, list[Line], list[Gap], list[list[float]], Joined]


def main() -> None:
    """Learn, set the threshold, write the weights."""
    options = parse_arguments(argparse.ArgumentParser(description="Train the model of joints."))
    pieces = [piece for piece in load_pieces(options.bench) if is_learnt(piece.source)]
    learnt = describe_files([piece for piece in pieces if not is_tuned(piece)], FILES, SEED)
    tuned = describe_files([piece for piece in pieces if is_tuned(piece)], FILES // 4, SEED + 1)
    model = train(learnt)
    scores = [[score_gap(model, signs) for signs in example[3]] for example in tuned]
    threshold = set_threshold(tuned, scores)
    model = train([*learnt, *tuned])
    write(JointModel(model.base, threshold, model.trees))


def is_tuned(piece: Piece) -> bool:
    """Whether a host's articles set the threshold instead of being learnt."""
    return hashlib.sha256(piece.source.encode()).digest()[1] % 3 == 0


def describe_files(pieces: Sequence[Piece], count: int, seed: int) -> list[Example]:
    """Return joined and single files with their lines, gaps and signs."""
    files = [
        *make_joined(pieces, count, seed),
        *(
            Joined(text, (), (), ())
            for _, text in make_singles([piece for piece in pieces if piece.is_clear], seed)
        ),
    ]
    return [describe_file(file) for file in files]


def describe_file(file: Joined) -> Example:
    """Return one file's lines, gaps and signs; its blocks are its lines, with datelines apart."""
    lines = describe_lines(file.text, make_blocks(file.text))
    gaps = find_gaps(file.text, lines)
    return file.text, lines, gaps, describe_gaps(file.text, lines, gaps), file


def make_blocks(text: str) -> list[Block]:
    """Return blocks as classify_blocks does, but all of kind body: the signs do not ask."""
    blocks = []
    for line in find_lines(text):
        start = line.start
        dateline = find_dateline(text, line.start, line.end)
        if dateline and dateline.start == start and dateline.end < line.end:
            blocks.append(Block("dateline", dateline.start, dateline.end))
            start = dateline.end + (text[dateline.end].isspace())
        blocks.append(Block("body", start, line.end))
    return blocks


def label(example: Example, gap: Gap) -> int | None:
    """Return 1 if a gap's border is a right place, 0 if it is none, None if it is too close."""
    _, lines, _, _, file = example
    place = lines[gap.border].start
    if any(low <= place <= high for low, high in file.borders):
        return 1
    near = any(
        lines[gap.right].start > low - NEAR and lines[gap.left].end < high + NEAR
        for low, high in file.borders
    )
    return None if near else 0


def train(examples: Sequence[Example]) -> JointModel:
    """Return trees that tell joints from other gaps."""
    pairs = [
        (signs, truth)
        for example in examples
        for gap, signs in zip(example[2], example[3], strict=True)
        if (truth := label(example, gap)) is not None
    ]
    rows, truths = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])
    print(f"{len(rows)} gaps, {truths.sum()} of them joints")
    boosted = GradientBoostingClassifier(
        n_estimators=140, max_leaf_nodes=10, max_depth=6, learning_rate=0.1,
        min_samples_leaf=25, subsample=0.6, max_features=14, random_state=0,
    ).fit(rows, truths)  # fmt: skip
    base = float(np.log(truths.mean() / (1 - truths.mean())))
    return JointModel(base, 0.5, tuple(_read_tree(one[0].tree_) for one in boosted.estimators_))


def _read_tree(tree: Any) -> Tree:  # noqa: ANN401 - scikit-learn's trees carry no types
    return Tree(
        tuple(int(sign) if sign >= 0 else -1 for sign in tree.feature),
        tuple(round(float(limit), 4) for limit in tree.threshold),
        tuple(int(node) for node in tree.children_left),
        tuple(int(node) for node in tree.children_right),
        tuple(round(0.1 * float(value), 4) for value in tree.value[:, 0, 0]),
    )


def set_threshold(examples: Sequence[Example], scores: Sequence[Sequence[float]]) -> float:
    """Return the lowest threshold that keeps what is asked, and print the way there."""
    chosen = 0.95
    for threshold in (0.98, 0.95, 0.925, 0.9, 0.875, 0.85, 0.825, 0.8, 0.75, 0.7, 0.6, 0.5):
        precision, recall, whole = measure(examples, scores, threshold)
        print(f"{threshold:.3f}: precision {precision:.3f} recall {recall:.3f} whole {whole:.4f}")
        if precision >= PRECISION and whole >= WHOLE:
            chosen = threshold
    print("threshold", chosen)
    return chosen


def measure(
    examples: Sequence[Example], scores: Sequence[Sequence[float]], threshold: float
) -> tuple[float, float, float]:
    """Return precision and recall of borders, and the share of single articles left whole."""
    given = right = every = whole = single = 0
    for (text, lines, gaps, _, file), row in zip(examples, scores, strict=True):
        body = find_body_lines(text, lines)
        cuts = [lines[at].start for at in choose_borders(lines, gaps, row, threshold, body)]
        if not file.borders:
            single += 1
            whole += not cuts
            continue
        given += len(cuts)
        every += len(file.borders)
        right += sum(any(low <= cut <= high for cut in cuts) for low, high in file.borders)
    return right / max(given, 1), right / max(every, 1), whole / max(single, 1)


@cache
def find_body(text: str) -> frozenset[int]:
    """Return where the body blocks of a file end, as it is read in earnest."""
    return frozenset(block.end for block in classify_blocks(text) if block.kind == "body")


def find_body_lines(text: str, lines: Sequence[Line]) -> frozenset[Line]:
    """Return the lines that are body."""
    return frozenset(line for line in lines if line.end in find_body(text))


def write(model: JointModel) -> None:
    """Write the weights beside the code that loads them."""
    data = {
        "signs": SIGNS,
        "base": round(model.base, 4),
        "threshold": model.threshold,
        "trees": [
            {name: getattr(tree, name) for name in ("sign", "limit", "left", "right", "value")}
            for tree in model.trees
        ],
    }
    WEIGHTS.write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    print(WEIGHTS.name, WEIGHTS.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
