"""The trained tagger: weights of features and transitions, and the best and likely tags of words.

Plain arrays and no state: one model serves any number of threads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
IMPOSSIBLE = np.float32(-1e4)
LONGEST = 400  # words decoded at once; longer paragraphs are cut there
BATCH = 192  # paragraphs decoded together


@dataclass(frozen=True, slots=True)
class TagModel:
    """A conditional random field over words.

    rows: feature → row of `weights` (features × tags); `transitions[i, j]` from tag i to tag j;
    impossible ones (an inside without its beginning) are `IMPOSSIBLE`.
    """

    tags: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Floats
    transitions: Floats
    start: Floats


@dataclass(frozen=True, slots=True)
class Tagged:
    """The best tags of one paragraph's words, and each word's chance, 0..1, for every tag."""

    tags: tuple[str, ...]
    chances: Floats  # words × tags of the model


def constrain(tags: Sequence[str], transitions: Floats) -> tuple[Floats, Floats]:
    """Return transitions and start scores that forbid an inside tag without its beginning."""
    allowed = transitions.copy()
    start = np.zeros(len(tags), dtype=np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-"):
            start[j] = IMPOSSIBLE
            for i, before in enumerate(tags):
                if before[2:] != tag[2:]:
                    allowed[i, j] = IMPOSSIBLE
    return allowed, start


def load_model(file: Traversable) -> TagModel:
    """Read a model that `save_model` wrote. OSError if the file is absent."""
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as parts:
        names = bytes(parts["features"]).decode("utf-8").split("\n")
        tags = tuple(bytes(parts["tags"]).decode("utf-8").split("\n"))
        weights = parts["weights"].astype(np.float32)
        dense = np.zeros((len(names) + 1, len(tags)), dtype=np.float32)
        dense[parts["row"].cumsum(), parts["column"]] = weights
        transitions, start = constrain(tags, parts["transitions"])
    rows = {name: number for number, name in enumerate(names)}
    return TagModel(tags, rows, dense, transitions, start)


def save_model(
    path: str,
    tags: Sequence[str],
    features: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
    *,
    smallest: float,
) -> int:
    """Write a model, dropping weights below `smallest`; return how many are kept.

    Weights are stored as 16-bit floats. They are small, as many features overlap: 8 bits lose much.
    """
    number = {tag: i for i, tag in enumerate(tags)}
    kept = {key: w for key, w in features.items() if abs(w) >= smallest}
    names = sorted({name for name, _ in kept})
    row_of = {name: i for i, name in enumerate(names)}
    ordered = sorted((row_of[name], number[tag], w) for (name, tag), w in kept.items())
    rows = np.array([row for row, _, _ in ordered], dtype=np.int64)
    matrix = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for (before, after), weight in transitions.items():
        matrix[number[before], number[after]] = weight
    np.savez_compressed(
        path,
        features=np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
        tags=np.frombuffer("\n".join(tags).encode("utf-8"), dtype=np.uint8),
        row=np.diff(rows, prepend=0).astype(np.uint8),
        column=np.array([tag for _, tag, _ in ordered], dtype=np.uint8),
        weights=np.array([w for _, _, w in ordered], dtype=np.float16),
        transitions=matrix,
    )
    return len(ordered)


def score_words(model: TagModel, rows: Sequence[Sequence[str]]) -> Floats:
    """Return the score of each tag for each word (words × tags) from the words' features."""
    get = model.rows.get
    none = len(model.rows)
    numbers: list[int] = []
    starts: list[int] = []
    for features in rows:
        starts.append(len(numbers))
        numbers += map(get, features, repeat(none))
    if not starts:
        return np.zeros((0, len(model.tags)), dtype=np.float32)
    summed: Floats = np.add.reduceat(model.weights[numbers], starts, axis=0)
    return summed


def tag_paragraphs(
    model: TagModel, paragraphs: Sequence[Sequence[Sequence[str]]], penalties: Sequence[float]
) -> list[list[Tagged]]:
    """Return the best tags of each paragraph, given the features of its words, once per penalty.

    A penalty is taken from the score of "O" of every word: the higher, the more is found.
    """
    outside = model.tags.index("O")
    pieces: list[Floats] = []
    owner: list[tuple[int, int]] = []
    for number, rows in enumerate(paragraphs):
        scores = score_words(model, rows)
        for reading, penalty in enumerate(penalties):
            biased = scores.copy()
            biased[:, outside] -= penalty
            for at in range(0, len(scores), LONGEST):
                pieces.append(biased[at : at + LONGEST])
                owner.append((number, reading))
    best: list[list[list[str]]] = [[[] for _ in penalties] for _ in paragraphs]
    chances: list[list[list[Floats]]] = [[[] for _ in penalties] for _ in paragraphs]
    for first in range(0, len(pieces), BATCH):
        batch = pieces[first : first + BATCH]
        owners = owner[first : first + BATCH]
        for (number, reading), path, chance in zip(owners, *_decode(model, batch), strict=True):
            best[number][reading] += [model.tags[tag] for tag in path]
            chances[number][reading].append(chance)
    empty = np.zeros((0, len(model.tags)), dtype=np.float32)
    return [
        [
            Tagged(tuple(tags), np.concatenate(parts) if parts else empty)
            for tags, parts in zip(*readings, strict=True)
        ]
        for readings in zip(best, chances, strict=True)
    ]


def _decode(model: TagModel, batch: list[Floats]) -> tuple[list[list[int]], list[Floats]]:
    """Viterbi and forward-backward for several paragraphs at a time, longest first."""
    order = sorted(range(len(batch)), key=lambda i: -len(batch[i]))
    lengths = np.array([len(batch[i]) for i in order])
    longest, count, size = int(lengths[0]), len(batch), len(model.tags)
    scores = np.zeros((longest, count, size), dtype=np.float32)
    for slot, i in enumerate(order):
        scores[: len(batch[i]), slot] = batch[i]
    active = [int((lengths > at).sum()) for at in range(longest)]
    pointers = np.zeros((longest, count, size), dtype=np.int8)
    forward = np.zeros_like(scores)
    backward = np.zeros_like(scores)
    viterbi = np.zeros_like(scores)
    moves = np.exp(model.transitions)
    viterbi[0] = forward[0] = scores[0] + model.start
    for at in range(1, longest):
        n = active[at]
        steps = viterbi[at - 1, :n, :, None] + model.transitions
        pointers[at, :n] = steps.argmax(1)
        viterbi[at, :n] = steps.max(1) + scores[at, :n]
        peak = forward[at - 1, :n].max(1, keepdims=True)
        mixed = np.exp(forward[at - 1, :n] - peak) @ moves
        forward[at, :n] = np.log(mixed + np.float32(1e-30)) + peak + scores[at, :n]
    for at in range(longest - 2, -1, -1):
        n = active[at + 1]
        ahead = backward[at + 1, :n] + scores[at + 1, :n]
        peak = ahead.max(1, keepdims=True)
        backward[at, :n] = np.log(np.exp(ahead - peak) @ moves.T + np.float32(1e-30)) + peak
    paths: list[list[int]] = [[] for _ in batch]
    chances: list[Floats] = [scores[:0, 0] for _ in batch]
    for slot, i in enumerate(order):
        last = int(lengths[slot]) - 1
        path = [int(viterbi[last, slot].argmax())]
        for at in range(last, 0, -1):
            path.append(int(pointers[at, slot, path[-1]]))
        paths[i] = path[::-1]
        log_chance = forward[: last + 1, slot] + backward[: last + 1, slot]
        log_chance -= log_chance.max(1, keepdims=True)
        chance = np.exp(log_chance)
        chances[i] = chance / chance.sum(1, keepdims=True)
    return paths, chances
