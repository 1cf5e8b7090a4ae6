"""From PolNeAR's articles to the arrays that the encoder is trained on."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.attributions import gold_words, tag_characters, tag_gold

from variorum.annotate.encoder import NO_FEATURE, Chunk, Vocabulary, Window, pack_windows
from variorum.annotate.name_tags import NAME_TAGS
from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.annotate.tagging import Words, read_words, skip_dateline

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]
Booleans = NDArray[np.bool_]
BATCH = 2048  # pieces, padding included
STEP = 16  # pieces between two lengths of windows in a batch
LOWERED = 0.5  # of the titles
ROLES = ("S<", "S>", "K<", "K>", "C<", "C>", "C0")
TAGS = ("O", *(begin + role for role in ROLES for begin in ("B-", "I-")))
IGNORED = -100
# Tags × 2: whether a word so tagged points to a source, and to a cue.
POINTING = np.array([[tag[2:3] in set("CK"), tag[2:3] == "C"] for tag in TAGS], dtype=np.float32)


@dataclass(frozen=True)
class Told:
    """What a teacher says of a paragraph's words, as chances.

    tags: words × tags; links: 2 × words × (none, words), 0 where it saw no link.
    """

    tags: NDArray[np.float16]
    links: NDArray[np.float16]


@dataclass(frozen=True)
class Paragraph:
    """Words with a tag each, and the gold attributions as sets of words; or a teacher's say.

    No tags: nobody annotated these words. names: chances, words × tags of names.
    """

    words: Words
    tags: list[str]
    gold: list[dict[str, set[int]]]
    told: Told | None = None
    names: NDArray[np.float16] | None = None


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
        paragraphs.append(Paragraph(words, tag_gold(words, characters), gold_words(article, words)))
    return paragraphs


def read_plain(text: str) -> list[Paragraph]:
    """Cut a text that nobody annotated."""
    spans = split_paragraphs(text, 0, len(text))
    quotes = find_quotes(text, spans)
    paragraphs = []
    for index, (start, end) in enumerate(spans):
        inner = [q for q in quotes if start <= q.start < end]
        at = skip_dateline(text, start, end)
        words = read_words(text, at, end, inner, is_first=index == 0)
        paragraphs.append(Paragraph(words, [], []))
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
    allowed: where it may point. The teacher's say: told, windows × pieces, 1 where it is known;
    told_tags, windows × pieces × tags; told_links and told_rows as links and rows, the latter being
    how much each counts. names: windows × pieces × tags of names, 0 where nothing is known.
    """

    pieces: Integers
    features: Integers
    mask: Floats
    tags: Integers
    links: Booleans
    rows: Booleans
    allowed: Booleans
    told: Floats
    told_tags: Floats
    told_links: Floats
    told_rows: Floats
    names: Floats


def fill_batch(windows: Sequence[Window]) -> tuple[Integers, Integers, Floats]:
    """Return pieces, features and mask (1 where there is a piece) of windows × longest."""
    longest = _round_up(max(len(window.pieces) for window in windows))
    pieces = np.zeros((len(windows), longest), dtype=np.int64)
    features = np.full((len(windows), longest), NO_FEATURE, dtype=np.int64)
    mask = np.zeros((len(windows), longest), dtype=np.float32)
    for row, window in enumerate(windows):
        size = len(window.pieces)
        pieces[row, :size] = window.pieces
        features[row, :size] = window.features
        mask[row, :size] = 1
    return pieces, features, mask


def _round_up(length: int) -> int:
    """Return one of a few lengths: for each, torch prepares its products anew."""
    return -(-length // STEP) * STEP


def make_batch(
    items: Sequence[tuple[Window, list[Paragraph]]],
    *,
    masked: float = 0.0,
    rng: random.Random | None = None,
    mask_piece: int = 0,
) -> Batch:
    """Fill the arrays of some windows, given with their articles' paragraphs.

    masked: the share of the words that is hidden.
    """
    pieces, features, mask = fill_batch([window for window, _ in items])
    count, longest = pieces.shape
    tags = np.full((count, longest), IGNORED, dtype=np.int64)
    links = np.zeros((2, count, longest, longest), dtype=bool)
    rows = np.zeros((2, count, longest), dtype=bool)
    allowed = np.zeros((count, longest, longest), dtype=bool)
    told = np.zeros((count, longest), dtype=np.float32)
    told_tags = np.zeros((count, longest, len(TAGS)), dtype=np.float32)
    told_links = np.zeros((2, count, longest, longest), dtype=np.float32)
    told_rows = np.zeros((2, count, longest), dtype=np.float32)
    names = np.zeros((count, longest, len(NAME_TAGS)), dtype=np.float32)
    for row, (window, paragraphs) in enumerate(items):
        for chunk, places in zip(window.chunks, window.places, strict=True):
            paragraph = paragraphs[chunk.paragraph]
            where = np.array(places)
            if paragraph.tags:
                tags[row, where] = [TAGS.index(t) for t in paragraph.tags[chunk.first : chunk.last]]
            allowed[row, where[:, None], where[None, :]] = True
            allowed[row, where, 0] = True
            mark_links(chunk, where, paragraph, links[:, row], rows[:, row])
            own = slice(chunk.first, chunk.last)
            if paragraph.names is not None:
                names[row, where] = paragraph.names[own]
            if paragraph.told:
                told[row, where] = 1
                told_tags[row, where] = paragraph.told.tags[own]
                told_rows[:, row, where] = (told_tags[row, where] @ POINTING).T
                shown = paragraph.told.links[:, own]
                told_links[:, row, where[:, None], where[None, :]] = shown[:, :, 1:][:, :, own]
                told_links[:, row, where, 0] = shown[:, :, 0]
    words = np.argwhere(allowed.any(2))
    allowed[:, :, 0] |= ~allowed.any(2)
    if rng:
        for at in rng.sample(range(len(words)), int(masked * len(words))):
            pieces[tuple(words[at])] = mask_piece
    gold = pieces, features, mask, tags, links, rows, allowed
    return Batch(*gold, told, told_tags, told_links, told_rows, names)


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
    masked: float = 0.0,
    size: int = BATCH,
) -> Iterator[Batch]:
    """Yield batches of windows of like length, in random order."""
    items = [
        (window, paragraphs)
        for paragraphs in articles
        for window in pack_windows([p.words for p in paragraphs], vocabulary, limit=limit)
    ]
    items.sort(key=lambda item: len(item[0].pieces) + rng.random() * 8)
    groups: list[list[tuple[Window, list[Paragraph]]]] = [[]]
    for item in items:
        if groups[-1] and (len(groups[-1]) + 1) * _round_up(len(item[0].pieces)) > size:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    for group in groups:
        mask_piece = vocabulary.numbers["[MASK]"]
        yield make_batch(group, masked=masked, rng=rng, mask_piece=mask_piece)


def plan_batches(
    articles: Sequence[list[Paragraph]],
    vocabulary: Vocabulary,
    limits: Sequence[int],
    rng: random.Random,
    *,
    masked: float,
    size: int = BATCH,
) -> Iterator[Batch]:
    """Yield batches epoch after epoch, without end; in each, half of the titles are lowered.

    limits: pieces of a window, epoch by epoch; size: pieces of a batch.
    """
    epoch = 0
    while True:
        varied = [lower_title(p) if rng.random() < LOWERED else p for p in articles]
        limit = limits[epoch % len(limits)]
        yield from make_batches(varied, vocabulary, limit, rng, masked=masked, size=size)
        epoch += 1
