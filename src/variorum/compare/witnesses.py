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

from variorum.compare.collection import COMPARED, Collection, Ints
from variorum.compare.credits import find_credits, find_suppliers, short_agency
from variorum.compare.house import Habits, find_habits
from variorum.compare.notices import OwnProse, count_letters
from variorum.compare.outlets import fits_host, outlet_key
from variorum.model import Article, Passage
from variorum.text.clock import Interval, read_interval
from variorum.text.frequency import Hashes, hash_runs, hash_word

Floats = npt.NDArray[np.float32]

SIZE = 4  # words of a run
AS_IT_STANDS = re.compile(r"\w+|[^\w\s]")
# Nats of own prose that two articles must share to be kin at all. With so many in one passage, so
# many in all or such a share of the shorter one are enough; else that share and so many nats with
# quotations. Of 2,073 edges of the lineage generator 20 fail, of 42 pairs of its originals all but
# one, and of what real reports share by chance most.
OWN_PROSE = 40.0
MUCH_PROSE, ONE_PASSAGE = 90.0, 60.0
IN_ALL, OF_THE_SHORTER = 200.0, 0.25


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
    longest: float = 0.0  # of it, in one passage
    whole: float = 0.0  # with quotations
    letters: int = 0  # of the first's side of the passages
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
    suppliers: tuple[frozenset[int], ...]  # articles of the outlets that a dateline names
    newsrooms: tuple[str, ...]  # outlets, as they are compared; "": not known
    titles: tuple[frozenset[str], ...]  # words of the headlines
    habits: tuple[Habits, ...]


def collect_evidence(collection: Collection, passages: Sequence[Passage]) -> Evidence:
    """Measure the articles of one story and the passages among them."""
    articles = collection.articles
    return Evidence(
        articles=articles,
        shared=collect_runs(collection),
        pairs={
            pair: together
            for pair, together in _collect_pairs(collection, passages).items()
            if _are_kin(together, [collection.articles[n] for n in pair])
        },
        clocks=tuple(read_interval(article.published) for article in articles),
        credited=tuple(
            frozenset(credit.agency for credit in find_credits(article)) for article in articles
        ),
        agencies=tuple(short_agency(article.outlet) for article in articles),
        suppliers=tuple(
            frozenset(
                n
                for name in find_suppliers(article)
                for n, other in enumerate(articles)
                if fits_host(name, other.outlet)
            )
            for article in articles
        ),
        newsrooms=tuple(outlet_key(article.outlet) for article in articles),
        titles=tuple(
            frozenset(AS_IT_STANDS.findall((article.title or "").casefold()))
            for article in articles
        ),
        habits=tuple(map(find_habits, articles)),
    )


def _are_kin(together: Together, articles: Sequence[Article]) -> bool:
    if together.prose < OWN_PROSE:
        return False
    share = together.letters / min(map(count_letters, articles))
    if together.longest >= ONE_PASSAGE:
        return together.prose >= MUCH_PROSE or share >= OF_THE_SHORTER
    return together.whole >= IN_ALL and share >= OF_THE_SHORTER


def collect_runs(collection: Collection) -> Shared:
    """Return which article has which run of words."""
    runs = hash_runs(collection.words, SIZE)
    whole = collection.owner[: len(runs)] == collection.owner[SIZE - 1 :]
    inside = np.flatnonzero(whole)
    cut = np.searchsorted(inside, collection.first)
    every = [runs[inside[low:high]] for low, high in pairwise(cut)]
    keys = [np.unique(own) for own in every]
    tokens = _Tokens()
    standing = [_as_it_stands(article, tokens) for article in collection.articles]
    columns, table = _matrix(keys)
    return Shared(
        by_key=table,
        as_is=_matrix([raw for raw, _ in standing])[1],
        unmarked=_matrix([bare for _, bare in standing])[1],
        breaks=_matrix(_breaks(collection))[1],
        sizes=np.array([max(1, len(own)) for own in keys], dtype=np.float32),
        order=tuple(_places(columns, own) for own in every),
    )


class _Tokens(dict[str, int]):
    """Numbers words and marks by their first appearance; `hashes` and `words` tell of each."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes: list[int] = []
        self.words: list[bool] = []  # not marks

    def __missing__(self, token: str) -> int:
        self.hashes.append(hash_word(token))
        self.words.append(token[0].isalnum())
        number = self[token] = len(self)
        return number


def _as_it_stands(article: Article, tokens: _Tokens) -> tuple[Hashes, Hashes]:
    """Return the runs of words and marks, in which the end of a paragraph counts, and of words."""
    found: list[str] = []
    for block in article.blocks:
        if block.kind in COMPARED:
            found += AS_IT_STANDS.findall(article.text, block.start, block.end)
            found.append("\n")  # paragraphs are inherited too, with their order
    numbers = np.fromiter(map(tokens.__getitem__, found), np.int64, len(found))
    hashes = np.array(tokens.hashes, dtype=np.uint64)[numbers]
    bare = hashes[np.array(tokens.words, dtype=np.bool_)[numbers]]
    return np.unique(hash_runs(hashes, SIZE)), np.unique(hash_runs(bare, SIZE))


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
    every, which, counts = np.unique(np.concatenate(runs), return_inverse=True, return_counts=True)
    shared = counts > 1
    column = np.cumsum(shared) - 1
    row = np.repeat(np.arange(len(runs)), list(map(len, runs)))
    kept = shared[which]
    table = np.zeros((len(runs), int(shared.sum())), dtype=np.float32)
    table[row[kept], column[which[kept]]] = 1
    return every[shared], table


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
    total = np.concatenate((np.zeros(1), np.cumsum(collection.surprise, dtype=np.float64))).tolist()
    inside = [
        (one, other, passage)
        for passage in passages
        if (one := number.get(passage.a.article)) is not None
        and (other := number.get(passage.b.article)) is not None
        and one != other
    ]
    places = [
        (n, span.start, span.end)
        for one, other, passage in inside
        for n, span in ((one, passage.a), (other, passage.b))
    ]
    ranges = iter(_word_ranges(collection, places))
    pairs: dict[tuple[int, int], Together] = {}
    prose = OwnProse(collection.articles)
    for one, other, passage in inside:
        together = pairs.setdefault((min(one, other), max(one, other)), Together())
        weight = prose.weigh(passage)
        together.prose += weight
        together.longest = max(together.longest, weight)
        together.whole += passage.weight
        together.letters += passage.a.end - passage.a.start
        sides = ((one, passage.a, next(ranges)), (other, passage.b, next(ranges)))
        for n, span, (low, high) in sides if one < other else sides[::-1]:
            sign = -1 if n == min(one, other) else 1
            cut = collection.articles[n].text[span.start : span.end]
            together.ellipses += sign * (cut.count("…") + cut.count("..."))
            together.surprise += sign * (total[high] - total[low])
            together.words += high - low
    return pairs


def _word_ranges(
    collection: Collection, places: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int]]:
    """Return the words that begin in each place: an article's number, a start and an end in it."""
    if not places:
        return []
    number, *edges = np.array(places, dtype=np.int64).T
    wide = int(max(edges[1].max(), collection.starts.max(initial=0))) + 1
    line = collection.owner * wide + collection.starts
    low, high = (np.searchsorted(line, number * wide + edge).tolist() for edge in edges)
    return list(zip(low, high, strict=True))
