"""What is measured once for a story, whoever is thought to be an original.

Runs of words are compared in four ways. By key (`variorum.text.normal`), house style does not
count: what is missing was changed or is not there. As they stand (capitals, marks, spelling), two
desks that share a slip or a style stand out; without the marks too, because marks are what desks
change most and most alike. Fourth, where paragraphs meet: cuts and moves are inherited.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from variorum.compare.collection import COMPARED, Collection, Ints, collect_words
from variorum.compare.credits import find_credits, short_agency
from variorum.compare.house import Habits, find_habits
from variorum.model import Article, Passage, Span
from variorum.text.clock import Interval, read_interval
from variorum.text.frequency import Hashes, hash_runs, hash_word

Floats = npt.NDArray[np.float32]

SIZE = 4  # words of a run
AS_IT_STANDS = re.compile(r"\w+|[^\w\s]")
OWN_PROSE = 40.0  # nats outside quotation marks that two articles must share to be kin at all


@dataclass(frozen=True, slots=True)
class Shared:
    """The runs of every article of a story as rows of matrices of 0 and 1.

    There is a column for each run that several articles have; `sizes` counts all runs of a row.
    `order` lists, for each article, the columns of `by_key` in the order of its text, -1 where a
    run is in no other article.
    """

    by_key: Floats
    as_is: Floats
    unmarked: Floats  # as they stand, less the marks
    breaks: Floats  # two words on either side of the end of a paragraph, by key
    sizes: Floats
    order: tuple[Ints, ...]

    @property
    def tables(self) -> tuple[Floats, Floats, Floats, Floats]:
        """The four ways of comparing, in the order of Measures."""
        return self.by_key, self.as_is, self.unmarked, self.breaks


@dataclass(slots=True)
class Together:
    """What two articles share: weight in their own prose; ellipses and surprise of each side."""

    prose: float = 0.0
    ellipses: int = 0  # in the second, less those in the first
    surprise: float = 0.0  # of the second, less that of the first: nats
    words: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is measured once for a story."""

    articles: tuple[Article, ...]
    shared: Shared
    pairs: Mapping[tuple[int, int], Together]
    clocks: tuple[Interval | None, ...]
    credited: tuple[frozenset[str], ...]
    agencies: tuple[str | None, ...]
    titles: tuple[frozenset[str], ...]  # words of the headlines
    habits: tuple[Habits, ...]


def collect_evidence(articles: Sequence[Article], passages: Sequence[Passage]) -> Evidence:
    """Measure the articles of one story and the passages among them."""
    collection = collect_words(articles)
    return Evidence(
        articles=tuple(articles),
        shared=collect_runs(collection),
        pairs={
            pair: together
            for pair, together in _collect_pairs(collection, passages).items()
            if together.prose >= OWN_PROSE
        },
        clocks=tuple(read_interval(article.published) for article in articles),
        credited=tuple(
            frozenset(credit.agency for credit in find_credits(article)) for article in articles
        ),
        agencies=tuple(short_agency(article.outlet) for article in articles),
        titles=tuple(
            frozenset(AS_IT_STANDS.findall((article.title or "").casefold()))
            for article in articles
        ),
        habits=tuple(map(find_habits, articles)),
    )


def collect_runs(collection: Collection) -> Shared:
    """Return which article has which run of words."""
    runs = hash_runs(collection.words, SIZE)
    whole = collection.owner[: len(runs)] == collection.owner[SIZE - 1 :]
    inside = np.flatnonzero(whole)
    cut = np.searchsorted(inside, collection.first)
    every = [runs[inside[low:high]] for low, high in pairwise(cut)]
    keys = [np.unique(own) for own in every]
    standing = list(map(_as_it_stands, collection.articles))
    columns, table = _matrix(keys)
    return Shared(
        by_key=table,
        as_is=_matrix([raw for raw, _ in standing])[1],
        unmarked=_matrix([bare for _, bare in standing])[1],
        breaks=_matrix(_breaks(collection))[1],
        sizes=np.array([max(1, len(own)) for own in keys], dtype=np.float32),
        order=tuple(_places(columns, own) for own in every),
    )


def _as_it_stands(article: Article) -> tuple[Hashes, Hashes]:
    """Return the runs of words and marks, in which the end of a paragraph counts, and of words."""
    words: list[str] = []
    for block in article.blocks:
        if block.kind in COMPARED:
            words += AS_IT_STANDS.findall(article.text, block.start, block.end)
            words.append("\n")  # paragraphs are inherited too, with their order
    hashes = np.fromiter(map(hash_word, words), np.uint64, len(words))
    bare = np.fromiter((word[0].isalnum() for word in words), np.bool_, len(words))
    return np.unique(hash_runs(hashes, SIZE)), np.unique(hash_runs(hashes[bare], SIZE))


def _breaks(collection: Collection) -> list[Hashes]:
    """Return the runs of two words and two words that the end of a paragraph parts."""
    runs = hash_runs(collection.words, SIZE)
    half = SIZE // 2
    ends = np.flatnonzero(
        (collection.owner[: len(runs)] == collection.owner[SIZE - 1 :])
        & (
            collection.blocks[half - 1 : half - 1 + len(runs)]
            != collection.blocks[half : half + len(runs)]
        )
    )
    cut = np.searchsorted(ends, collection.first)
    return [np.unique(runs[ends[low:high]]) for low, high in pairwise(cut)]


def _matrix(runs: Sequence[Hashes]) -> tuple[Hashes, Floats]:
    every, counts = np.unique(np.concatenate(runs), return_counts=True)
    shared = every[counts > 1]
    table = np.zeros((len(runs), len(shared)), dtype=np.float32)
    for row, own in enumerate(runs):
        table[row, np.searchsorted(shared, np.intersect1d(own, shared, assume_unique=True))] = 1
    return shared, table


def _places(columns: Hashes, runs: Hashes) -> Ints:
    if len(columns) == 0:
        return np.full(len(runs), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(columns, runs), len(columns) - 1)
    return np.where(columns[at] == runs, at, -1)


def prose_weight(passage: Passage) -> float:
    """Return the weight of a passage outside quotation marks."""
    return passage.weight * (1 - passage.quoted)


def _collect_pairs(
    collection: Collection, passages: Sequence[Passage]
) -> dict[tuple[int, int], Together]:
    number = {article.id: n for n, article in enumerate(collection.articles)}
    total = np.concatenate((np.zeros(1), np.cumsum(collection.surprise, dtype=np.float64)))
    pairs: dict[tuple[int, int], Together] = {}
    for passage in passages:
        one, other = number.get(passage.a.article), number.get(passage.b.article)
        if one is None or other is None or one == other:
            continue
        left, right = (passage.a, passage.b) if one < other else (passage.b, passage.a)
        together = pairs.setdefault((min(one, other), max(one, other)), Together())
        together.prose += prose_weight(passage)
        for n, span, sign in ((min(one, other), left, -1), (max(one, other), right, 1)):
            text = collection.articles[n].text
            cut = text[span.start : span.end]
            together.ellipses += sign * (cut.count("…") + cut.count("..."))
            low, high = _word_range(collection, n, span)
            together.surprise += sign * float(total[high] - total[low])
            together.words += high - low
    return pairs


def _word_range(collection: Collection, number: int, span: Span) -> tuple[int, int]:
    first, last = int(collection.first[number]), int(collection.first[number + 1])
    starts = collection.starts[first:last]
    low, high = np.searchsorted(starts, (span.start, span.end))
    return first + int(low), first + int(high)
