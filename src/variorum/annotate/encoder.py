"""A small text encoder that tags the words of paragraphs, and points from contents to sources.

all-MiniLM-L6-v2, fine-tuned (training/encoder.py), as an ONNX file with 8-bit weights. It reads
windows of whole paragraphs and says of each word how likely each tag is (as
`variorum.annotate.tag_model` wants it), and, of a content's or cue's word, in which words of the
paragraph its source stands, and its cue. Needs the package onnxruntime.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from itertools import accumulate, chain, repeat
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.annotate.name_tags import NAME_TAGS
from variorum.annotate.pointers import Pointed, Pointers
from variorum.annotate.tag_model import Floats, TagModel, constrain, tag_scored
from variorum.annotate.tagging import Words, shape_of
from variorum.errors import ModelError

Numbers = NDArray[np.int64]

LIMIT = 96  # pieces of a window, the special ones included
MOST_PIECES = 8  # of one word; what is left of a longer word is not read
LONGEST_WORD = 60  # characters; longer ones are read as unknown
MOST_KNOWN = 60_000  # words whose pieces are remembered
STATES = "OBIEbeX"  # of quotation marks, as in `Words`; "X" opens one that goes on
SHAPES = "lCUmdp"  # as `shape_of` has them
FIRST_FEATURES = {state: 2 * n * len(SHAPES) for n, state in enumerate(STATES)}  # of each state
NO_FEATURE = 2 * len(STATES) * len(SHAPES)  # of the special pieces
MARKS = {"B": "“", "X": "“", "E": "”", "b": "‘", "e": "’"}
SPELLED = {**dict.fromkeys(("—", "–", "--", "---", "―"), "—"), "…": "..."}

LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word pieces and their numbers; pieces inside a word begin with "##"."""

    numbers: Mapping[str, int]
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)  # words cut before

    @property
    def opening(self) -> int:
        """The piece that every window begins with."""
        return self.numbers["[CLS]"]

    @property
    def parting(self) -> int:
        """The piece after every paragraph."""
        return self.numbers["[SEP]"]

    @property
    def unknown(self) -> int:
        """The piece for what cannot be spelled."""
        return self.numbers["[UNK]"]

    def cut(self, word: str) -> tuple[int, ...]:
        """Return the pieces of one word, at least one and at most `MOST_PIECES`."""
        pieces = self.known.get(word)
        if pieces is None:
            pieces = tuple(self._spell(word))[:MOST_PIECES] or (self.unknown,)
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            self.known[word] = pieces
        return pieces

    def _spell(self, word: str) -> Iterator[int]:
        for part in _split_marks(_fold(word)):
            yield from self._match(part)

    def _match(self, part: str) -> list[int]:
        """Take the longest piece that fits, again and again; one unknown piece if none does."""
        found: list[int] = []
        at = 0
        while at < len(part) <= LONGEST_WORD:
            prefix = "##" if at else ""
            end = len(part)
            while end > at and prefix + part[at:end] not in self.numbers:
                end -= 1
            if end == at:
                return [self.unknown]
            found.append(self.numbers[prefix + part[at:end]])
            at = end
        return found or [self.unknown]


def _fold(word: str) -> str:
    """Lower case without accents."""
    if word.isascii() and word.isprintable():
        return word.lower()
    spelled = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in spelled if unicodedata.category(c) not in {"Mn", "Cc", "Cf"})


def _split_marks(word: str) -> list[str]:
    if word.isalnum():
        return [word]
    parts: list[str] = []
    after_mark = True
    for character in word:
        is_mark = not character.isalnum()
        if is_mark or after_mark:
            parts.append(character)
        else:
            parts[-1] += character
        after_mark = is_mark
    return parts


def spell_words(words: Words) -> list[str]:
    """Return the words as the encoder reads them: one shape of each quotation mark and dash."""
    spelled = [SPELLED.get(text) or text.replace("’", "'") for text in words.texts]
    for at, state in enumerate(words.quote):
        if state in MARKS and not words.texts[at][0].isalnum():
            spelled[at] = MARKS[state]
    return spelled


def number_features(words: Words) -> list[int]:
    """Return a number for each word: where it stands in a quotation, its letters' case, and
    whether it is in the article's first paragraph.
    """
    states = list(words.quote)
    for at, (state, region) in enumerate(zip(states, words.region, strict=True)):
        if state == "B" and region >= 0 and words.regions[region].continues:
            states[at] = "X"
    is_first = int(words.is_first)
    return [
        FIRST_FEATURES[state] + 2 * _number_shape(text) + is_first
        for text, state in zip(words.texts, states, strict=True)
    ]


@lru_cache(MOST_KNOWN)
def _number_shape(word: str) -> int:
    return SHAPES.index(shape_of(word))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `[first, last)` of a paragraph, given by its number."""

    paragraph: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once.

    pieces, features: of equal length; places: for each chunk, where each of its words begins.
    """

    chunks: tuple[Chunk, ...]
    pieces: tuple[int, ...]
    features: tuple[int, ...]
    places: tuple[tuple[int, ...], ...]


def pack_windows(
    paragraphs: Sequence[Words], vocabulary: Vocabulary, *, limit: int = LIMIT
) -> list[Window]:
    """Cut an article's paragraphs into windows of up to `limit` pieces, in text order.

    A paragraph too long for one window is cut before a sentence, or where nothing else helps,
    between two words.
    """
    cut = [[vocabulary.cut(word) for word in spell_words(words)] for words in paragraphs]
    numbers = [number_features(words) for words in paragraphs]
    windows: list[Window] = []
    waiting: list[Chunk] = []
    size = 1
    for number, words in enumerate(paragraphs):
        sizes = [len(pieces) for pieces in cut[number]]
        for first, last in _cut_paragraph(sizes, words.sentence, limit - 2):
            more = sum(sizes[first:last]) + 1
            if waiting and size + more > limit:
                windows.append(_make_window(waiting, cut, numbers, vocabulary))
                waiting, size = [], 1
            waiting.append(Chunk(number, first, last))
            size += more
    if waiting:
        windows.append(_make_window(waiting, cut, numbers, vocabulary))
    return windows


def _cut_paragraph(
    sizes: Sequence[int], sentence: Sequence[int], room: int
) -> Iterator[tuple[int, int]]:
    """Yield runs of words of up to `room` pieces: as many whole sentences as fit."""
    first, total = 0, 0
    start = 0  # of the sentence
    for at, size in enumerate(sizes):
        if at and sentence[at] != sentence[at - 1]:
            start = at
        while total and total + size > room:
            end = start if start > first else at
            yield first, end
            first = end
            total = sum(sizes[first:at])
        total += size
    if first < len(sizes):
        yield first, len(sizes)


def _make_window(
    chunks: list[Chunk],
    cut: Sequence[Sequence[tuple[int, ...]]],
    numbers: Sequence[Sequence[int]],
    vocabulary: Vocabulary,
) -> Window:
    pieces, features = [vocabulary.opening], [NO_FEATURE]
    places: list[tuple[int, ...]] = []
    for chunk in chunks:
        spelled = cut[chunk.paragraph][chunk.first : chunk.last]
        sizes = list(map(len, spelled))
        places.append(tuple(accumulate(sizes[:-1], initial=len(pieces))))
        pieces += chain.from_iterable(spelled)
        own = numbers[chunk.paragraph][chunk.first : chunk.last]
        features += chain.from_iterable(map(repeat, own, sizes))
        pieces.append(vocabulary.parting)
        features.append(NO_FEATURE)
    return Window(tuple(chunks), tuple(pieces), tuple(features), tuple(places))


@dataclass(frozen=True, slots=True)
class Encoder:
    """The trained encoder with its vocabulary; `tagger` holds its tags and which may follow."""

    session: Any  # onnxruntime.InferenceSession
    vocabulary: Vocabulary
    tagger: TagModel


def load_encoder() -> Encoder:
    """Return the shipped encoder, read at the first call; ModelError says what it lacks."""
    with LOADING:
        return _load_encoder()


@cache
def _load_encoder() -> Encoder:
    try:
        runtime = import_module("onnxruntime")
    except ImportError as error:
        raise ModelError(
            "the encoder needs onnxruntime, which is not installed: reinstall variorum, or choose "
            'the model "words"'
        ) from error
    folder = files("variorum.annotate") / "weights"
    try:
        about = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        names = (folder / "encoder_pieces.txt").read_text(encoding="utf-8").split("\n")
        weights = (folder / "encoder.onnx").read_bytes()
    except FileNotFoundError as error:
        raise ModelError(f"the encoder's weights are not installed: {error.filename}") from error
    return make_encoder(runtime, weights, names, about["tags"])


def make_encoder(
    runtime: Any,  # noqa: ANN401 - the module onnxruntime, which may be absent
    weights: bytes,
    pieces: Sequence[str],
    tags: Sequence[str],
) -> Encoder:
    """Make an encoder that runs on one thread; articles are spread over processes."""
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = runtime.InferenceSession(
        weights,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # the fused operator takes five times longer
    )
    vocabulary = Vocabulary({piece: number for number, piece in enumerate(pieces) if piece})
    return Encoder(session, vocabulary, make_tagger(tags))


def make_tagger(tags: Sequence[str]) -> TagModel:
    """Return a decoder for scores that are the encoder's: any tag may follow, where legal."""
    free = np.zeros((len(tags), len(tags)), dtype=np.float32)
    transitions, start = constrain(tags, free)
    return TagModel(tuple(tags), transitions, start)


def tag_by_encoder(
    encoder: Encoder, paragraphs: Sequence[Words], penalties: Sequence[float]
) -> list[list[Pointed]]:
    """Return the best tags of each paragraph, once per penalty (see `tag_scored`)."""
    scores, pointers, _ = encode_paragraphs(encoder, paragraphs)
    return decode(encoder.tagger, scores, pointers, penalties)


def decode(
    tagger: TagModel,
    scores: Sequence[Floats],
    pointers: Sequence[Pointers],
    penalties: Sequence[float],
) -> list[list[Pointed]]:
    """Return the best tags of paragraphs of which the scores (words × tags) are known."""
    tagged = tag_scored(tagger, scores, penalties)
    return [
        [Pointed(one.tags, one.chances, points) for one in readings]
        for readings, points in zip(tagged, pointers, strict=True)
    ]


def encode_paragraphs(
    encoder: Encoder, paragraphs: Sequence[Words]
) -> tuple[list[Floats], list[Pointers], list[Floats]]:
    """Return, of each paragraph, the words' log chances (words × tags), its pointers, and the log
    chances of its names (words × `NAME_TAGS`).
    """
    windows = pack_windows(paragraphs, encoder.vocabulary)
    size = len(encoder.tagger.tags)
    scores = [np.zeros((len(words.texts), size), dtype=np.float32) for words in paragraphs]
    names = [np.zeros((len(words.texts), len(NAME_TAGS)), dtype=np.float32) for words in paragraphs]
    tables: list[list[tuple[int, Floats]]] = [[] for _ in paragraphs]
    for window in windows:  # one at a time: several at once are slower on one thread
        pieces, features = np.array([window.pieces]), np.array([window.features])
        tags, links, named = encoder.session.run(None, {"pieces": pieces, "features": features})
        for chunk, places in zip(window.chunks, window.places, strict=True):
            where = np.array(places)
            scores[chunk.paragraph][chunk.first : chunk.last] = tags[0, where]
            names[chunk.paragraph][chunk.first : chunk.last] = named[0, where]
            tables[chunk.paragraph].append((chunk.first, _sum_links(links[0], where)))
    return scores, [Pointers(tuple(parts)) for parts in tables], names


def _sum_links(links: Floats, where: Numbers) -> Floats:
    """Return the pointers' chances, summed up over rows and columns from the first (see Pointers).

    links: 2 × pieces × pieces; column 0 is "none".
    """
    columns = np.concatenate(([0], where))
    chances = links[:, where][:, :, columns]
    chances -= chances.max(2, keepdims=True)
    np.exp(chances, out=chances)
    chances /= chances.sum(2, keepdims=True)
    sums = np.zeros((2, len(where) + 1, len(where) + 2), dtype=np.float32)
    chances.cumsum(1, out=chances).cumsum(2, out=sums[:, 1:, 1:])
    return sums
