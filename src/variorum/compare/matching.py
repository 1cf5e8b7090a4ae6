"""Runs of equal words in many pairs of articles at once, and what each word weighs in a pair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from variorum.compare.alignment import Run, Side
from variorum.compare.collection import Bools, Collection, Ints
from variorum.text.frequency import Floats, hash_runs

SEED = 3  # words of a seed inside a pair that is known to be related
REPEATS = 4  # places of one seed in the other article that are looked at
LOCAL_SHARE = 0.5  # weight of two articles' own word counts beside general news
BATCH = 256  # pairs looked at together


@dataclass(frozen=True, slots=True)
class _Table:
    """What stands in which article: ascending `article * size + number`, each with a place."""

    size: int
    keys: Ints
    first: Ints  # keys of article n are `first[n] : first[n + 1]`

    def cut(self, kept: Ints) -> "_Table":
        """Return the table of some of its keys."""
        return _Table(self.size, self.keys[kept], np.searchsorted(kept, self.first))

    def find(self, article: Ints, number: Ints) -> tuple[Ints, Ints]:
        """Return which of the numbers stand in their articles, and where each of these begins."""
        wanted = article * self.size + number
        at = np.searchsorted(self.keys, wanted)
        found = np.flatnonzero(self.keys[np.minimum(at, len(self.keys) - 1)] == wanted)
        return found, at[found]


@dataclass(frozen=True, slots=True)
class Index:
    """The words and seeds of a collection, made once for any number of pairs."""

    collection: Collection
    views: Side  # the words of all articles in a row
    words: _Table  # the different words of each article
    counts: Floats  # how often each of them stands there
    which: Ints  # for each word of the collection, its place among them
    seeds: _Table  # all seeds of each article, equal ones in the order of the text
    places: Ints  # where each of them begins
    equal: Ints  # how many like it follow, itself counted
    shared: _Table  # the seeds of each article that other articles have too
    shared_places: Ints  # where each of them begins


@dataclass(frozen=True, slots=True)
class Match:
    """Two articles, the runs that both have, and the weight of the words of the first."""

    a: int
    b: int
    runs: list[Run]  # by their place in the first article
    total: Sequence[float]  # total[i] is the summed weight of its words before word i: nats


def make_index(collection: Collection) -> Index:
    """Number the words and seeds of a collection and note which article has which."""
    owner = collection.owner
    vocabulary, keys = np.unique(collection.words, return_inverse=True)
    size = max(1, len(vocabulary))
    known, which, counts = np.unique(owner * size + keys, return_inverse=True, return_counts=True)
    runs = hash_runs(collection.words, SEED)
    inside = np.flatnonzero(owner[: len(runs)] == owner[len(owner) - len(runs) :])
    different, numbers = np.unique(runs[inside], return_inverse=True)
    seeds = owner[inside] * len(different) + numbers
    order = np.argsort(seeds, kind="stable")
    seeds = seeds[order]
    begins = _find_changes(np.diff(seeds) != 0, len(seeds))
    sizes = np.diff(np.concatenate((begins, [len(seeds)])))
    articles = np.bincount(seeds[begins] % max(1, len(different)), minlength=len(different))
    table = _make_table(collection, len(different), seeds)
    shared = np.flatnonzero(articles[numbers[order]] > 1)
    return Index(
        collection=collection,
        views=_view(collection, keys),
        words=_make_table(collection, size, known),
        counts=counts.astype(np.float32),
        which=which,
        seeds=table,
        places=inside[order],
        equal=np.repeat(begins + sizes, sizes) - np.arange(len(seeds)),
        shared=table.cut(shared),
        shared_places=inside[order][shared],
    )


def _make_table(collection: Collection, size: int, keys: Ints) -> _Table:
    articles = np.arange(len(collection.articles) + 1)
    return _Table(size, keys, np.searchsorted(keys, articles * size))


def _view(collection: Collection, keys: Ints) -> Side:
    letters = np.concatenate(([0], np.cumsum(collection.ends - collection.starts)))
    return Side(
        keys=keys.data,
        starts=collection.starts.data,
        ends=collection.ends.data,
        blocks=collection.blocks.data,
        letters=letters.data,
    )


def get_side(index: Index, number: int) -> Side:
    """Return the words of one article."""
    begin, end = (int(place) for place in index.collection.first[number : number + 2])
    part = slice(begin, end)
    views = index.views
    return Side(
        keys=views.keys[part],
        starts=views.starts[part],
        ends=views.ends[part],
        blocks=views.blocks[part],
        letters=views.letters[begin : end + 1],
    )


def match_pairs(index: Index, pairs: list[tuple[int, int]]) -> Iterator[Match]:
    """Yield what the articles of each pair share, in the order given."""
    for begin in range(0, len(pairs), BATCH):
        batch = pairs[begin : begin + BATCH]
        a, b = np.array(batch, dtype=np.int64).T
        totals = _weigh_words(index, a, b)
        runs = _find_runs(index, a, b)
        for (one, other), total, found in zip(batch, totals, runs, strict=True):
            yield Match(one, other, found, total)


def _find_changes(changed: Bools, count: int) -> Ints:
    """Return where parts of a row begin: at its head and where it differs from the place before."""
    return np.flatnonzero(np.concatenate(([True], changed)))[:count]


def _spread(first: Ints, articles: Ints) -> tuple[Ints, Ints]:
    """Return, for all things of the articles in a row, the number of the pair and of the thing."""
    sizes = first[articles + 1] - first[articles]
    pair = np.repeat(np.arange(len(articles)), sizes)
    begins = np.cumsum(sizes) - sizes
    return pair, np.arange(int(sizes.sum())) + np.repeat(first[articles] - begins, sizes)


def _weigh_words(index: Index, a: Ints, b: Ints) -> Iterator[memoryview]:
    """Yield the summed weights of the words of each first article.

    A word weighs what general news says, but no more than its share in the two articles allows:
    the names of a common event surprise nobody. No other article counts, so that a pair weighs
    the same in any pile.
    """
    first = index.collection.first
    pair, at = _spread(index.words.first, a)
    counts = index.counts[at]
    found, there = index.words.find(b[pair], index.words.keys[at] % index.words.size)
    counts[found] += index.counts[there]
    length = (first[a + 1] - first[a] + first[b + 1] - first[b]).astype(np.float32)
    here = -np.log(np.float32(LOCAL_SHARE) * counts / length[pair])
    shift = np.searchsorted(pair, np.arange(len(a))) - index.words.first[a]
    pair, at = _spread(first, a)
    weights = np.minimum(index.collection.surprise[at], here[index.which[at] + shift[pair]])
    for low, high in pairwise(np.searchsorted(pair, np.arange(len(a) + 1)).tolist()):
        total = np.zeros(high - low + 1)
        np.cumsum(weights[low:high], dtype=np.float64, out=total[1:])
        yield total.data


def _find_runs(index: Index, a: Ints, b: Ints) -> Iterator[list[Run]]:
    """Yield the longest runs of at least SEED equal words of each pair, by their place in `a`."""
    first = index.collection.first
    pair, at = _spread(index.shared.first, a)
    found, low = index.seeds.find(b[pair], index.shared.keys[at] % index.shared.size)
    many = np.minimum(index.equal[low], REPEATS)
    pair = np.repeat(pair[found], many)
    here = np.repeat(index.shared_places[at[found]], many) - first[a[pair]]
    nth = np.arange(len(pair)) - np.repeat(np.cumsum(many) - many, many)
    there = index.places[np.repeat(low, many) + nth] - first[b[pair]]
    wide = int(np.diff(first).max()) + 1  # more than any place in an article
    line = np.sort(((pair * 2 + 1) * wide + there - here) * wide + here)  # step by step along runs
    begins = _find_changes(np.diff(line) != 1, len(line))
    sizes = np.diff(np.concatenate((begins, [len(line)]))) + SEED - 1
    diagonal, here = np.divmod(line[begins], wide)
    pair = diagonal // (2 * wide)
    there = here + diagonal - (pair * 2 + 1) * wide
    order = np.argsort((pair * wide + here) * wide + there)
    runs = list(map(Run, here[order].tolist(), there[order].tolist(), sizes[order].tolist()))
    cut = np.searchsorted(pair, np.arange(len(a) + 1)).tolist()
    for low_run, high_run in pairwise(cut):
        yield runs[low_run:high_run]
