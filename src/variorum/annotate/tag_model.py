"""From scores of words to tags: the best run of tags, and the chance of each tag for each word.

Plain arrays and no state: one model serves any number of threads.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from variorum.quick import quick

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
IMPOSSIBLE = np.float32(-1e4)
LONGEST = 400  # words decoded at once; longer paragraphs are cut there
BATCH = 64  # paragraphs decoded together
LEAST = np.float32(1e-30)  # chance of a tag before its neighbours are asked


@dataclass(frozen=True, slots=True)
class TagModel:
    """The tags and which may follow: `transitions[i, j]` is the score of tag j after tag i, `start`
    that of a first tag; impossible ones (an inside without its beginning) are `IMPOSSIBLE`.
    """

    tags: tuple[str, ...]
    transitions: Floats
    start: Floats


@quick
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


def tag_scored(
    model: TagModel, paragraphs: Sequence[Floats], penalties: Sequence[float]
) -> list[list[Tagged]]:
    """Return the best tags of each paragraph, given its scores (words × tags), once per penalty.

    A penalty is taken from the score of "O" of every word: the higher, the more is found.
    """
    pieces = [
        (number, scores[at : at + LONGEST])
        for number, scores in enumerate(paragraphs)
        for at in range(0, len(scores), LONGEST)
    ]
    order = sorted(range(len(pieces)), key=lambda number: -len(pieces[number][1]))
    decoded: dict[int, list[tuple[list[int], Floats]]] = {}
    for first in range(0, len(order), BATCH):
        batch = order[first : first + BATCH]
        readings = _decode_batch(model, [pieces[number][1] for number in batch], penalties)
        decoded.update(zip(batch, readings, strict=True))
    best: list[list[list[str]]] = [[[] for _ in penalties] for _ in paragraphs]
    chances: list[list[list[Floats]]] = [[[] for _ in penalties] for _ in paragraphs]
    for piece, (number, _) in enumerate(pieces):
        for reading, (path, chance) in enumerate(decoded[piece]):
            best[number][reading] += [model.tags[tag] for tag in path]
            chances[number][reading].append(chance)
    empty = np.zeros((0, len(model.tags)), dtype=np.float32)
    return [
        [
            Tagged(tuple(tags), parts[0] if len(parts) == 1 else np.concatenate([empty, *parts]))
            for tags, parts in zip(*readings, strict=True)
        ]
        for readings in zip(best, chances, strict=True)
    ]


def _decode_batch(
    model: TagModel, batch: Sequence[Floats], penalties: Sequence[float]
) -> Iterator[list[tuple[list[int], Floats]]]:
    """Yield, for each paragraph, its readings: numbers of tags, and chances (words × tags).

    The longest paragraph comes first.
    """
    readings = len(penalties)
    lengths = np.array([len(part) for part in batch])
    scores = np.zeros((lengths[0], len(model.tags), len(batch) * readings), dtype=np.float32)
    for slot, part in enumerate(batch):
        scores[: len(part), :, slot * readings : (slot + 1) * readings] = part[:, :, None]
    scores[:, model.tags.index("O")] -= np.tile(np.array(penalties, np.float32), len(batch))
    active = (lengths[None, :] > np.arange(lengths[0])[:, None]).sum(1) * readings
    paths = _find_paths(model, scores, active.tolist()).T.tolist()
    chances = np.ascontiguousarray(_find_chances(model, scores, active.tolist()).transpose(2, 0, 1))
    for slot, part in enumerate(batch):
        first = slot * readings
        yield [
            (paths[at][: len(part)], chances[at, : len(part)])
            for at in range(first, first + readings)
        ]


def _find_paths(model: TagModel, scores: Floats, active: Sequence[int]) -> Numbers:
    """Return the best tags (places × paragraphs) by Viterbi's algorithm.

    scores: places × tags × paragraphs, the longest paragraph first; active: how many of them reach
    each place.
    """
    moves = model.transitions[:, :, None]
    best = np.empty_like(scores)
    best[0] = scores[0] + model.start[:, None]
    steps = np.empty((len(model.tags), *scores.shape[1:]), dtype=np.float32)
    for at in range(1, len(scores)):
        n = active[at]
        np.add(best[at - 1, :, None, :n], moves, out=steps[:, :, :n])
        np.add(steps[:, :, :n].max(0), scores[at, :, :n], out=best[at, :, :n])
    paths = np.zeros((len(scores), scores.shape[2]), dtype=np.int64)
    paths[-1] = best[-1].argmax(0)
    for at in range(len(scores) - 2, -1, -1):
        n, more = active[at], active[at + 1]
        best[at, :, :more] += model.transitions[:, paths[at + 1, :more]]
        paths[at, :n] = best[at, :, :n].argmax(0)
    return paths


def _find_chances(model: TagModel, scores: Floats, active: Sequence[int]) -> Floats:
    """Return each tag's chance (places × tags × paragraphs) by the forward-backward algorithm."""
    moves = np.exp(model.transitions)
    back_moves = np.ascontiguousarray(moves.T)
    single = np.maximum(np.exp(scores - scores.max(1, keepdims=True)), LEAST)
    forward = np.zeros_like(single)
    forward[0] = single[0] * np.exp(model.start)[:, None]
    for at in range(1, len(single)):
        n = active[at]
        mixed = back_moves @ forward[at - 1, :, :n]
        mixed *= single[at, :, :n]
        mixed /= mixed.sum(0)
        forward[at, :, :n] = mixed
    behind = np.ones_like(single[0])
    for at in range(len(single) - 2, -1, -1):
        n = active[at + 1]
        mixed = moves @ (behind[:, :n] * single[at + 1, :, :n])
        mixed /= mixed.sum(0)
        behind[:, :n] = mixed
        forward[at, :, :n] *= mixed
    chances: Floats = forward / np.maximum(forward.sum(1, keepdims=True), LEAST)
    return chances
