"""From PolNeAR's articles to the arrays that the encoder is trained on."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.attributions import gold_words, tag_characters, tag_words

from variorum.annotate.encoder import NO_FEATURE, Chunk, Vocabulary, Window, pack_windows
from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.annotate.tagging import Words, read_words, skip_dateline

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]
Booleans = NDArray[np.bool_]
LIMITS = (96, 82, 67)  # pieces of a window, epoch by epoch
BATCH = 2048  # pieces, padding included
MASKED = 0.05  # of the words
LOWERED = 0.5  # of the titles
ROLES = ("S<", "S>", "K<", "K>", "C<", "C>", "C0")
TAGS = ("O", *(begin + role for role in ROLES for begin in ("B-", "I-")))
IGNORED = -100


@dataclass(frozen=True)
class Paragraph:
    """Words with a tag each, and the gold attributions as sets of words."""

    words: Words
    tags: list[str]
    gold: list[dict[str, set[int]]]


def read_paragraphs(article: dict[str, Any], *, bare_title: bool) -> list[Paragraph]:
    """Cut an article as `find_attributions` does; `bare_title`: drop the title's full stop."""
    text = article["text"]
    characters = tag_characters(article)
    spans = split_paragraphs(text, 0, len(text))
    quotes = find_quotes(text, spans)
    paragraphs = []
    for index, (start, end) in enumerate(spans):
        stop = end - 1 if index == 0 and bare_title and text[end - 1] == "." else end
        inner = [q for q in quotes if start <= q.start < end]
        words = read_words(text, skip_dateline(text, start, end), stop, inner, is_first=index == 0)
        paragraphs.append(
            Paragraph(words, tag_words(words, characters), gold_words(article, words))
        )
    return paragraphs


def lower_title(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Write a title's words small where the body does: half of the papers' style."""
    small = {w for p in paragraphs[1:] for w in p.words.texts if w.islower()}
    if not paragraphs:
        return paragraphs
    words = paragraphs[0].words
    texts = tuple(t.lower() if at and t.lower() in small else t for at, t in enumerate(words.texts))
    return [replace(paragraphs[0], words=replace(words, texts=texts)), *paragraphs[1:]]


@dataclass(frozen=True)
class Batch:
    """Arrays for one step.

    tags: windows × pieces, `IGNORED` but at words' first pieces; links, rows: 2 × windows × pieces
    × pieces and 2 × windows × pieces, what each piece should point to, and if it should;
    allowed: where it may point.
    """

    pieces: Integers
    features: Integers
    mask: Floats
    tags: Integers
    links: Booleans
    rows: Booleans
    allowed: Booleans


def fill_batch(windows: Sequence[Window]) -> tuple[Integers, Integers, Floats]:
    """Return pieces, features and mask (1 where there is a piece) of windows × longest."""
    longest = max(len(window.pieces) for window in windows)
    pieces = np.zeros((len(windows), longest), dtype=np.int64)
    features = np.full((len(windows), longest), NO_FEATURE, dtype=np.int64)
    mask = np.zeros((len(windows), longest), dtype=np.float32)
    for row, window in enumerate(windows):
        size = len(window.pieces)
        pieces[row, :size] = window.pieces
        features[row, :size] = window.features
        mask[row, :size] = 1
    return pieces, features, mask


def make_batch(
    items: Sequence[tuple[Window, list[Paragraph]]], masking: random.Random | None, mask_piece: int
) -> Batch:
    """Fill the arrays of some windows, given with their articles' paragraphs."""
    pieces, features, mask = fill_batch([window for window, _ in items])
    count, longest = pieces.shape
    tags = np.full((count, longest), IGNORED, dtype=np.int64)
    links = np.zeros((2, count, longest, longest), dtype=bool)
    rows = np.zeros((2, count, longest), dtype=bool)
    allowed = np.zeros((count, longest, longest), dtype=bool)
    for row, (window, paragraphs) in enumerate(items):
        for chunk, places in zip(window.chunks, window.places, strict=True):
            paragraph = paragraphs[chunk.paragraph]
            where = np.array(places)
            tags[row, where] = [TAGS.index(t) for t in paragraph.tags[chunk.first : chunk.last]]
            allowed[row, where[:, None], where[None, :]] = True
            allowed[row, where, 0] = True
            mark_links(chunk, where, paragraph, links[:, row], rows[:, row])
    allowed[:, :, 0] |= ~allowed.any(2)
    if masking:
        words = np.argwhere(tags != IGNORED)
        for at in masking.sample(range(len(words)), int(MASKED * len(words))):
            pieces[tuple(words[at])] = mask_piece
    return Batch(pieces, features, mask, tags, links, rows, allowed)


def mark_links(
    chunk: Chunk, where: Integers, paragraph: Paragraph, links: Booleans, rows: Booleans
) -> None:
    """Set where contents' and cues' words should find their source, and contents' their cue."""

    def inside(numbers: set[int]) -> list[int]:
        return [int(where[n - chunk.first]) for n in numbers if chunk.first <= n < chunk.last]

    for gold in paragraph.gold:
        source, cue, content = (inside(gold[role]) for role in ("source", "cue", "content"))
        lost = bool(gold["source"]) and not source
        for at in [] if lost else content + cue:
            rows[0, at] = True
            links[0, at, source or [0]] = True
        lost = bool(gold["cue"]) and not cue
        for at in [] if lost else content:
            rows[1, at] = True
            links[1, at, cue or [0]] = True


def make_batches(
    articles: Sequence[list[Paragraph]],
    vocabulary: Vocabulary,
    limit: int,
    rng: random.Random,
    *,
    learn: bool,
) -> Iterator[Batch]:
    """Yield batches of windows of like length, in random order."""
    items = [
        (window, paragraphs)
        for paragraphs in articles
        for window in pack_windows([p.words for p in paragraphs], vocabulary, limit=limit)
    ]
    items.sort(key=lambda item: len(item[0].pieces) + (rng.random() * 8 if learn else 0))
    groups: list[list[tuple[Window, list[Paragraph]]]] = [[]]
    for item in items:
        if groups[-1] and (len(groups[-1]) + 1) * len(item[0].pieces) > BATCH:
            groups.append([])
        groups[-1].append(item)
    if learn:
        rng.shuffle(groups)
    for group in groups:
        yield make_batch(group, rng if learn else None, vocabulary.numbers["[MASK]"])


def plan_batches(
    articles: Sequence[list[Paragraph]], vocabulary: Vocabulary, rng: random.Random
) -> Iterator[Batch]:
    """Yield batches epoch after epoch, without end; in each, half of the titles are lowered."""
    epoch = 0
    while True:
        varied = [lower_title(p) if rng.random() < LOWERED else p for p in articles]
        limit = LIMITS[epoch % len(LIMITS)]
        yield from make_batches(varied, vocabulary, limit, rng, learn=True)
        epoch += 1
