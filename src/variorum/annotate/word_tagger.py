"""The trained tagger of words: the weights of its features, and how they are kept in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.annotate.tag_features import TEMPLATES, list_keys
from variorum.annotate.tag_model import (
    Floats,
    Numbers,
    Tagged,
    TagModel,
    constrain,
    tag_scored,
)
from variorum.annotate.tag_vocabulary import Lexicon, Vocabulary
from variorum.annotate.tagging import Words

SMALL_KEY = 1 << 16  # below it, a table of rows is small enough to stay in the processor's reach
LISTS = ("words", "tags", "clusters", "endings", "marks", "descriptions")  # of a vocabulary


@dataclass(frozen=True, slots=True)
class WordTagger:
    """A conditional random field over words.

    keys: for each template, the keys that have weights, ascending; their rows in `weights`
    (features × tags) follow one another, template by template, and last comes a row of zeros.
    tables: for a template of small keys, the row of each key from -1 on, which is quicker than a
    search among the keys; None for the others.
    """

    vocabulary: Vocabulary
    keys: tuple[Numbers, ...]
    weights: Floats
    model: TagModel
    tables: tuple[NDArray[np.int32] | None, ...]


def tag_words(
    tagger: WordTagger, paragraphs: Sequence[Words], penalties: Sequence[float]
) -> list[list[Tagged]]:
    """Return the best tags of each paragraph of an article, once per penalty (see `tag_scored`)."""
    return tag_scored(tagger.model, score_words(tagger, paragraphs), penalties)


def score_words(tagger: WordTagger, paragraphs: Sequence[Words]) -> list[Floats]:
    """Return, of each paragraph, the score of each tag for each word (words × tags)."""
    none = len(tagger.weights) - 1
    asked = list_keys(paragraphs, tagger.vocabulary)
    total = np.zeros((asked.shape[1], len(tagger.model.tags)), dtype=np.float32)
    weights = np.empty_like(total)
    first = 0
    for known, keys, table in zip(tagger.keys, asked, tagger.tables, strict=True):
        if len(known):
            if table is not None:
                rows = table.take(keys + 1, mode="clip")
            else:
                rows = known.searchsorted(keys)
                rows[known.take(rows, mode="clip") != keys] = none - first
                rows += first
            tagger.weights.take(rows, axis=0, out=weights, mode="clip")
            total += weights
        first += len(known)
    borders = np.cumsum([len(words.texts) for words in paragraphs])
    return np.split(total, borders[:-1]) if len(borders) else []


def load_tagger(file: Traversable, lexicon: Lexicon) -> WordTagger:
    """Read a tagger that `save_tagger` wrote. OSError if the file is absent."""
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as parts:
        words, classes, clusters, endings, marks, descriptions = (
            {entry: number for number, entry in enumerate(_unpack(parts[name]), 1)}
            for name in LISTS
        )
        vocabulary = Vocabulary(lexicon, words, classes, clusters, endings, marks, descriptions)
        tags = tuple(_unpack(parts["names"]))
        borders = np.cumsum(parts["sizes"])
        keys = tuple(part.cumsum() for part in np.split(parts["steps"], borders[:-1]))
        weights = np.zeros((int(borders[-1]) + 1, len(tags)), dtype=np.float32)
        weights[parts["row"].cumsum(), parts["column"]] = parts["weights"]
        model = TagModel(tags, *constrain(tags, parts["transitions"]))
    return WordTagger(vocabulary, keys, weights, model, _make_tables(keys, len(weights) - 1))


def _make_tables(keys: Sequence[Numbers], none: int) -> tuple[NDArray[np.int32] | None, ...]:
    """Return, for each template of small keys, the row of each key, and of others `none`.

    Its first place and its last are of the keys below 0 and of those beyond the known ones.
    """
    tables: list[NDArray[np.int32] | None] = []
    first = 0
    for known in keys:
        table = None
        if len(known) and known[-1] < SMALL_KEY:
            table = np.full(known[-1] + 3, none, dtype=np.int32)
            table[known + 1] = np.arange(first, first + len(known))
        tables.append(table)
        first += len(known)
    return tuple(tables)


def save_tagger(
    path: Path,
    vocabulary: Vocabulary,
    tags: Sequence[str],
    features: Mapping[tuple[str, int, str], float],
    transitions: Mapping[tuple[str, str], float],
) -> None:
    """Write a tagger; `features` has the weights by template, key and tag.

    Weights are stored as 16-bit floats. They are small, as many features overlap: 8 bits lose much.
    """
    number = {tag: i for i, tag in enumerate(tags)}
    templates = {name: i for i, name in enumerate(TEMPLATES)}
    names = sorted({(templates[name], key) for name, key, _ in features})
    row_of = {name: i for i, name in enumerate(names)}
    ordered = sorted(
        (row_of[templates[name], key], number[tag], w) for (name, key, tag), w in features.items()
    )
    matrix = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for (before, after), weight in transitions.items():
        matrix[number[before], number[after]] = weight
    by_template = [[key for name, key in names if name == i] for i in range(len(TEMPLATES))]
    steps = [np.diff(np.array(keys, dtype=np.int64), prepend=0) for keys in by_template]
    rows = np.array([row for row, _, _ in ordered], dtype=np.int64)
    arrays: dict[str, Any] = {name: _pack(list(getattr(vocabulary, name))) for name in LISTS}
    arrays |= {
        "names": _pack(tags),
        "sizes": np.array([len(keys) for keys in by_template], dtype=np.int64),
        "steps": np.concatenate(steps),
        "row": np.diff(rows, prepend=0).astype(np.uint8),
        "column": np.array([tag for _, tag, _ in ordered], dtype=np.uint8),
        "weights": np.array([w for _, _, w in ordered], dtype=np.float16),
        "transitions": matrix,
    }
    np.savez_compressed(path, **arrays)


def _pack(entries: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(entries).encode("utf-8"), dtype=np.uint8)


def _unpack(packed: NDArray[np.uint8]) -> list[str]:
    return bytes(packed).decode("utf-8").split("\n")
