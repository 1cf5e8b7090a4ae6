"""Runs of text that two articles share, word for word or with small changes.

Seeds are runs of five words, thinned by winnowing (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD
2003), the rarest taken first, so that the work grows with the number of words and not with its
square. Pairs of articles with enough rare words in common are aligned in full (alignment.py).
Words are compared by the keys of `variorum.text.normal`: house style, spelling and case do not
count.
"""

from collections.abc import Collection as Names
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from variorum.compare.alignment import (
    Pair,
    Run,
    Side,
    chain_runs,
    extend_chain,
    find_singles,
)
from variorum.compare.collection import Collection, Ints, collect_words
from variorum.compare.matching import Index, Match, get_side, make_index, match_pairs
from variorum.model import Article, Passage, Span
from variorum.text.frequency import Floats, Hashes, hash_runs

SEED = 5  # words of a seed
WINDOW = 4  # of four seeds in a row one at least is kept: eight equal words are always found
SEED_WEIGHT = 8.0  # nats: a seed below is a phrase of the language
RELATED = 20.0  # nats of equal seeds that make two articles worth aligning
MIN_WEIGHT = 28.0  # nats: a passage below is dropped; set on families of the lineage generator
MIN_WORDS = 5
PAIRS_PER_SEED = 24  # budget of pairs looked at, over all seeds: keeps the cost linear
FEWEST_PAIRS = 2_000_000  # but small collections are searched in full
LONGEST = 48  # words: how far a seed is stretched when pairs are weighed
SNAP_WORDS = 3  # changed words at the edge of both paragraphs that still belong to the passage
SNAP_CHARACTERS = 30
QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


def find_passages(articles: Sequence[Article], fresh: Names[str] | None = None) -> list[Passage]:
    """Find what any two of the articles share, in the order of the articles, then of the text.

    fresh: ids; only pairs with one of these are looked at, as if the others were known already.
    Standfirst and body blocks are compared. Spans begin and end exactly where the common text does.
    A shared phrase of general news ("did not immediately respond to a request for comment") weighs
    little and is left out.
    """
    return find_shared(collect_words(articles), fresh)


def find_shared(collection: Collection, fresh: Names[str] | None = None) -> list[Passage]:
    """Do the work of `find_passages` for articles whose words are read already."""
    pairs = find_related(collection)
    if fresh is not None:
        new = [article.id in fresh for article in collection.articles]
        pairs = [(one, other) for one, other in pairs if new[one] or new[other]]
    if not pairs:
        return []
    index = make_index(collection)
    passages: list[Passage] = []
    for match in match_pairs(index, pairs):
        passages.extend(_align(index, match, len(passages)))
    return passages


def find_related(collection: Collection) -> list[tuple[int, int]]:
    """Return the pairs of articles, by number, that share rare words enough, in order."""
    left, right = _seed_pairs(collection)
    if len(left) == 0:
        return []
    left, right = _drop_same_run(collection, left, right)
    weight = _weigh_runs(collection, left, right)
    count = len(collection.articles)
    pair = collection.owner[left] * count + collection.owner[right]
    pairs, at = np.unique(pair, return_inverse=True)
    total = np.bincount(at, weights=weight, minlength=len(pairs))
    kept = pairs[total >= RELATED]
    return [divmod(int(key), count) for key in kept]


def _seed_places(collection: Collection) -> tuple[Hashes, Ints]:
    """Return the hashes of the seeds that are kept, and the word each begins at."""
    hashes = hash_runs(collection.words, SEED)
    if len(hashes) == 0:
        return hashes, np.zeros(0, dtype=np.int64)
    total = np.concatenate((np.zeros(1), np.cumsum(collection.surprise, dtype=np.float64)))
    weight = total[SEED:] - total[:-SEED]
    whole = collection.owner[: len(hashes)] == collection.owner[SEED - 1 :]
    ranked = np.where(whole & (weight >= SEED_WEIGHT), hashes, np.iinfo(np.uint64).max)
    kept = np.zeros(len(hashes), dtype=np.bool_)
    windows = max(1, len(hashes) - WINDOW + 1)
    lowest = ranked[:windows].copy()
    for k in range(1, min(WINDOW, len(hashes))):
        np.minimum(lowest, ranked[k : k + windows], out=lowest)
    for k in range(min(WINDOW, len(hashes))):
        kept[k : k + windows] |= ranked[k : k + windows] == lowest
    kept &= ranked != np.iinfo(np.uint64).max
    places = np.flatnonzero(kept)
    return hashes[places], places


def _seed_pairs(collection: Collection) -> tuple[Ints, Ints]:
    """Return the places of equal seeds in two articles; the first place is in the earlier one."""
    hashes, places = _seed_places(collection)
    order = np.argsort(hashes, kind="stable")
    hashes, places = hashes[order], places[order]
    begins = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))[: len(hashes)]
    sizes = np.diff(np.concatenate((begins, [len(hashes)])))
    budget = max(FEWEST_PAIRS, PAIRS_PER_SEED * len(hashes))
    left, right = [], []
    for size in np.unique(sizes).tolist():
        if size < 2:
            continue
        groups = begins[sizes == size]
        first, second = np.triu_indices(size, 1)
        budget -= len(groups) * len(first)
        if budget < 0:
            break
        table = places[groups[:, None] + np.arange(size)]
        left.append(table[:, first].ravel())
        right.append(table[:, second].ravel())
    if not left:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    one, other = np.concatenate(left), np.concatenate(right)
    apart = collection.owner[one] != collection.owner[other]
    return one[apart], other[apart]


def _drop_same_run(collection: Collection, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Keep the first of the seeds that lie in one run of equal words."""
    count = len(collection.articles)
    pair = collection.owner[left] * count + collection.owner[right]
    order = np.lexsort((left, right - left, pair))
    left, right, pair = left[order], right[order], pair[order]
    gap = np.diff(left)
    same = (np.diff(pair) == 0) & (np.diff(right) == gap) & (gap <= SEED + WINDOW - 1)
    first = np.concatenate(([True], ~same))
    return left[first], right[first]


def _weigh_runs(collection: Collection, left: Ints, right: Ints) -> Floats:
    """Stretch each pair of seeds as far as the words stay equal; return the rarity of the run."""
    total = np.concatenate((np.zeros(1), np.cumsum(collection.surprise, dtype=np.float64)))
    reach = []
    for step, start in ((1, SEED), (-1, 1)):
        length = np.zeros(len(left), dtype=np.int64)
        alive = np.arange(len(left))
        for k in range(start, LONGEST):
            i, j = left[alive] + step * k, right[alive] + step * k
            inside = (i >= 0) & (j < len(collection.words))
            alive, i, j = alive[inside], i[inside], j[inside]
            equal = (
                (collection.words[i] == collection.words[j])
                & (collection.owner[i] == collection.owner[left[alive]])
                & (collection.owner[j] == collection.owner[right[alive]])
            )
            alive = alive[equal]
            if len(alive) == 0:
                break
            length[alive] += 1
        reach.append(length)
    after, before = reach
    weight: Floats = total[left + SEED + after] - total[left - before]
    return weight


@dataclass(frozen=True, slots=True)
class _Edges:
    """Words `[first, last]` of both articles, and whether the edge was moved over changed words."""

    a: int
    b: int
    a_end: int
    b_end: int


def _align(index: Index, match: Match, count: int) -> list[Passage]:
    """Return the passages of one pair, in the order of the first article."""
    collection = index.collection
    one, other = collection.articles[match.a], collection.articles[match.b]
    left, right = get_side(index, match.a), get_side(index, match.b)
    pair = Pair(left, right, match.total)
    quoted, rival = int(collection.first[match.a]), int(collection.first[match.b])
    found = []
    for chain in chain_runs(pair, match.runs, MIN_WEIGHT / 2):
        if sum(map(pair.weigh, chain)) < MIN_WEIGHT / 2:
            continue
        extend_chain(pair, chain)
        matched = [*chain, *find_singles(pair, chain)]
        weight = sum(map(pair.weigh, matched))
        if weight < MIN_WEIGHT or sum(run.size for run in matched) < MIN_WORDS:
            continue
        edges = _snap(left, right, chain, one, other)
        spans = _cut(left, right, edges, one, other)
        same = sum(
            left.letters[run.a + run.size]
            - left.letters[run.a]
            + right.letters[run.b + run.size]
            - right.letters[run.b]
            for run in matched
        )
        every = (
            left.letters[edges.a_end]
            - left.letters[edges.a]
            + right.letters[edges.b_end]
            - right.letters[edges.b]
        )
        marked = max(
            float(collection.quoted[quoted + edges.a : quoted + edges.a_end].mean()),
            float(collection.quoted[rival + edges.b : rival + edges.b_end].mean()),
        )
        found.append((*spans, min(1.0, same / every), weight, marked))
    found.sort()
    return [
        Passage(f"p{count + n}", here, there, round(same, 4), round(weight, 2), round(share, 4))
        for n, (here, there, same, weight, share) in enumerate(found, 1)
    ]


def _snap(left: Side, right: Side, chain: list[Run], one: Article, other: Article) -> _Edges:
    """Move edges to those of the paragraphs where only a few words there are changed in both."""
    a, b = chain[0].a, chain[0].b
    a_end, b_end = chain[-1].a + chain[-1].size, chain[-1].b + chain[-1].size
    block_a, block_b = one.blocks[left.blocks[a]], other.blocks[right.blocks[b]]
    head_a, head_b = _count_back(left, a), _count_back(right, b)
    wide = max(left.starts[a] - block_a.start, right.starts[b] - block_b.start)
    if head_a and head_b and max(head_a, head_b) <= SNAP_WORDS and wide <= SNAP_CHARACTERS:
        a, b = a - head_a, b - head_b
    block_a, block_b = one.blocks[left.blocks[a_end - 1]], other.blocks[right.blocks[b_end - 1]]
    tail_a, tail_b = _count_on(left, a_end), _count_on(right, b_end)
    wide = max(block_a.end - left.ends[a_end - 1], block_b.end - right.ends[b_end - 1])
    if tail_a and tail_b and max(tail_a, tail_b) <= SNAP_WORDS and wide <= SNAP_CHARACTERS:
        a_end, b_end = a_end + tail_a, b_end + tail_b
    return _Edges(a, b, a_end, b_end)


def _count_back(side: Side, at: int) -> int:
    """Return how many words of its block stand before word `at`, up to one more than SNAP_WORDS."""
    count = 0
    while count <= SNAP_WORDS and at - count > 0 and side.blocks[at - count - 1] == side.blocks[at]:
        count += 1
    return count


def _count_on(side: Side, end: int) -> int:
    """Return how many words of the block of word `end - 1` follow it, up to SNAP_WORDS + 1."""
    count = 0
    while (
        count <= SNAP_WORDS
        and end + count < len(side.blocks)
        and side.blocks[end + count] == side.blocks[end - 1]
    ):
        count += 1
    return count


def _cut(left: Side, right: Side, edges: _Edges, one: Article, other: Article) -> tuple[Span, Span]:
    """Return the spans, with the marks around the words that both texts have."""
    a, b = left.starts[edges.a], right.starts[edges.b]
    low_a, low_b = one.blocks[left.blocks[edges.a]].start, other.blocks[right.blocks[edges.b]].start
    while a > low_a and b > low_b and _same_mark(one.text[a - 1], other.text[b - 1]):
        a, b = a - 1, b - 1
    a_end, b_end = left.ends[edges.a_end - 1], right.ends[edges.b_end - 1]
    high_a = one.blocks[left.blocks[edges.a_end - 1]].end
    high_b = other.blocks[right.blocks[edges.b_end - 1]].end
    while a_end < high_a and b_end < high_b and _same_mark(one.text[a_end], other.text[b_end]):
        a_end, b_end = a_end + 1, b_end + 1
    return Span(one.id, a, a_end), Span(other.id, b, b_end)


def _same_mark(one: str, other: str) -> bool:
    return (
        not one.isalnum() and not one.isspace() and one.translate(QUOTES) == other.translate(QUOTES)
    )
