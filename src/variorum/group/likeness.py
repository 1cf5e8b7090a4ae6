"""How alike two articles are, as the measures that decide whether they report one event.

Every article becomes sparse TF-IDF vectors (its words with the title counted twice; its
capitalised words and pairs of them, which are names, streets and bodies; its numbers; its title;
the words and names of its lead) and a day. IDF blends the collection with general news, so that
six articles are weighed much as sixty thousand are.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from variorum.model import Article
from variorum.text.clock import read_interval
from variorum.text.frequency import hash_word, load_frequencies, look_up
from variorum.text.normal import find_comparable, fold_word

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

READ_KINDS = frozenset({"standfirst", "body"})
READ_CHARACTERS = 6_000  # of an article: what follows is background more often than news
LEAD_CHARACTERS = 900  # in which an article says what it is about
CAPITALISED = re.compile(r"[A-Z][\w'’\-]+(?:[ \t]+[A-Z][\w'’\-]+)*")
OPENS_SENTENCE = re.compile(r"(?:^|[.!?:][”\"’')]?\s+|[“\"‘\n])$")
NUMBER = re.compile(r"\b\d+(?:[.,:\-]\d+)*\b")
GENERAL_DOCUMENTS = 4_000  # the weight of general news in the blended IDF, in articles
GENERAL_WORDS = 500  # of one of them
RARE_TERMS = 60  # of an article, by which others are looked up
COMMON = 2_000  # articles: a term of more looks up nothing
CANDIDATE_LIKENESS = 0.05
CHUNK = 1_000  # articles looked up at a time
PAIRS = 20_000  # pairs measured at a time
# What a pair is judged by, and whether more of it speaks for (1) or against (-1) one event.
FEATURES = {
    "words": 1,
    "names": 1,
    "numbers": 1,
    "title": 1,
    "shared names": 1,
    "shared name pairs": 1,
    "days apart": -1,
    "undated": 0,
    "lead words": 1,
    "lead names": 1,
    "name pairs contained": 1,
    "names contained": 1,
    "lead name pairs contained": 1,
    "lead names contained": 1,
    "name pairs to share": 0,
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What of an article counts for likeness: bags of words, and its day (None: no date)."""

    words: Counter[str]
    names: Counter[str]
    numbers: Counter[str]
    title: Counter[str]
    lead: Counter[str]
    lead_names: Counter[str]
    day: float | None


@dataclass(frozen=True, slots=True)
class Names:
    """Names of n articles: TF-IDF rows of length one, and what each weighs.

    `presence` has a one where an article has a name, `weights` the name's IDF there, `pairs` the
    IDF of names of two words only; `pair_totals` is the sum of each row of `pairs`, `totals` that
    of `weights`.
    """

    rows: sparse.csr_matrix
    presence: sparse.csr_matrix
    weights: sparse.csr_matrix
    pairs: sparse.csr_matrix
    totals: Floats
    pair_totals: Floats


@dataclass(frozen=True, slots=True)
class Vectors:
    """The profiles of a collection as matrices of n rows, each row of length one."""

    words: sparse.csr_matrix
    numbers: sparse.csr_matrix
    title: sparse.csr_matrix
    lead: sparse.csr_matrix
    names: Names
    lead_names: Names
    days: Floats  # NaN: no date


def describe(article: Article) -> Profile:
    """Return the profile of an article: title, standfirst and body up to READ_CHARACTERS."""
    body = "\n".join(
        article.text[block.start : block.end]
        for block in article.blocks
        if block.kind in READ_KINDS
    )[:READ_CHARACTERS]
    title = Counter(word.key for word in find_comparable(article.title or ""))
    words = Counter(word.key for word in find_comparable(body))
    for key, count in title.items():
        words[key] += 2 * count
    lead = body[:LEAD_CHARACTERS]
    return Profile(
        words=words,
        names=_names(body),
        numbers=Counter(NUMBER.findall(body)),
        title=title,
        lead=Counter(word.key for word in find_comparable(lead)) + title,
        lead_names=_names(lead),
        day=_day(article),
    )


def _names(body: str) -> Counter[str]:
    """Capitalised words and adjacent pairs of them, but for a lone word that opens a sentence."""
    found: Counter[str] = Counter()
    for match in CAPITALISED.finditer(body):
        parts = [fold_word(part) for part in match[0].split()]
        found.update(f"{left} {right}" for left, right in pairwise(parts))
        opens = OPENS_SENTENCE.search(body, max(0, match.start() - 3), match.start())
        found.update(parts[1:] if opens else parts)
    return found


def _day(article: Article) -> float | None:
    interval = read_interval(article.published) or read_interval(article.updated)
    if interval is None:
        return None
    middle = interval.earliest + (interval.latest - interval.earliest) / 2
    return middle.timestamp() / 86_400


def weigh(profiles: Sequence[Profile]) -> Vectors:
    """Return the vectors of a collection, in the order of `profiles`."""
    return Vectors(
        words=_matrix([profile.words for profile in profiles])[0],
        numbers=_matrix([profile.numbers for profile in profiles])[0],
        title=_matrix([profile.title for profile in profiles])[0],
        lead=_matrix([profile.lead for profile in profiles])[0],
        names=_weigh_names([profile.names for profile in profiles]),
        lead_names=_weigh_names([profile.lead_names for profile in profiles]),
        days=np.array(
            [np.nan if profile.day is None else profile.day for profile in profiles],
            dtype=np.float64,
        ),
    )


def _weigh_names(bags: Sequence[Counter[str]]) -> Names:
    rows, idf, vocabulary = _matrix(bags)
    presence = rows.copy()
    presence.data[:] = 1.0
    paired = np.array([" " in name for name in vocabulary], dtype=np.float64)
    weights, pairs = _scale(presence, idf), _scale(presence, idf * paired)
    return Names(rows, presence, weights, pairs, _row_sums(weights), _row_sums(pairs))


def _row_sums(matrix: sparse.csr_matrix) -> Floats:
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def _scale(matrix: sparse.csr_matrix, columns: Floats) -> sparse.csr_matrix:
    return sparse.csr_matrix(matrix @ sparse.diags(columns)) if matrix.shape[1] else matrix


def _matrix(
    bags: Sequence[Counter[str]],
) -> tuple[sparse.csr_matrix, Floats, list[str]]:
    """Return sublinear TF-IDF rows of length one, the IDF of each column, and its terms."""
    spread: Counter[str] = Counter()
    for bag in bags:
        spread.update(bag.keys())
    place = {term: column for column, term in enumerate(spread)}
    total = len(bags) + GENERAL_DOCUMENTS + 1
    known = GENERAL_DOCUMENTS * _share_of_news(list(spread))
    idf = np.log(total / (np.fromiter(spread.values(), np.float64, len(spread)) + known + 0.5))
    starts = np.cumsum([0, *(len(bag) for bag in bags)])
    columns = np.array([place[term] for bag in bags for term in bag], dtype=np.int32)
    counts = np.array([count for bag in bags for count in bag.values()], dtype=np.float64)
    values = (1 + np.log(counts)) * idf[columns] if len(columns) else counts
    matrix = sparse.csr_matrix((values, columns, starts), shape=(len(bags), len(place)))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    norms[norms == 0] = 1.0
    return sparse.csr_matrix(sparse.diags(1 / norms) @ matrix), idf, list(spread)


def _share_of_news(terms: Sequence[str]) -> Floats:
    """Return the share of general news articles that hold each term, 0 for unknown ones."""
    table = load_frequencies()
    hashes = np.fromiter((hash_word(term) for term in terms), np.uint64, len(terms))
    counts = look_up(table, 1, hashes)
    return np.asarray(-np.expm1(-counts / table.total * GENERAL_WORDS), dtype=np.float64)


def pair_features(vectors: Vectors, left: Ints, right: Ints) -> Floats:
    """Return one row of FEATURES for each pair of rows `left[k]`, `right[k]`; shape (k, FEATURES).

    They are measured PAIRS at a time, which bounds the memory of the products.
    """
    parts = [
        _measure_pairs(vectors, left[first : first + PAIRS], right[first : first + PAIRS])
        for first in range(0, len(left), PAIRS)
    ]
    return np.vstack(parts) if parts else np.empty((0, len(FEATURES)))


def _measure_pairs(vectors: Vectors, left: Ints, right: Ints) -> Floats:
    def product(one: sparse.csr_matrix, other: sparse.csr_matrix) -> Floats:
        return np.asarray(one[left].multiply(other[right]).sum(axis=1), dtype=np.float64).ravel()

    def contained(shared: Floats, totals: Floats) -> Floats:
        """The share of what the article with fewer names could have in common."""
        return shared / np.maximum(np.minimum(totals[left], totals[right]), 1.0)

    names, lead = vectors.names, vectors.lead_names
    shared = product(names.weights, names.presence)
    shared_pairs = product(names.pairs, names.presence)
    apart = np.abs(vectors.days[left] - vectors.days[right])
    undated = np.isnan(apart)
    to_share = np.minimum(names.pair_totals[left], names.pair_totals[right])
    return np.column_stack(
        [
            product(vectors.words, vectors.words),
            product(names.rows, names.rows),
            product(vectors.numbers, vectors.numbers),
            product(vectors.title, vectors.title),
            np.log1p(shared),
            np.log1p(shared_pairs),
            np.where(undated, 0.0, np.log1p(np.nan_to_num(apart))),
            undated,
            product(vectors.lead, vectors.lead),
            product(lead.rows, lead.rows),
            contained(shared_pairs, names.pair_totals),
            contained(shared, names.totals),
            contained(product(lead.pairs, lead.presence), lead.pair_totals),
            contained(product(lead.weights, lead.presence), lead.totals),
            np.log1p(to_share),
        ]
    )


def find_candidates(vectors: Vectors) -> tuple[Ints, Ints]:
    """Return the pairs (left < right) that share enough rare terms to be worth a closer look.

    Each article is looked up by its RARE_TERMS heaviest words and names only, and terms that stand
    in more than COMMON articles look up nothing, so the cost grows with the articles, not their
    pairs.
    """
    found = []
    count = vectors.words.shape[0]
    for matrix in (vectors.words, vectors.names.rows):
        rare = _keep_rare(matrix)
        for first in range(0, count, CHUNK):
            likeness = sparse.coo_matrix(rare[first : first + CHUNK] @ rare.T)
            left, right = likeness.row.astype(np.int64) + first, likeness.col.astype(np.int64)
            kept = (left < right) & (likeness.data >= CANDIDATE_LIKENESS)
            found.append(left[kept] * count + right[kept])
    pairs = np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
    return pairs // max(count, 1), pairs % max(count, 1)


def _keep_rare(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    spread = np.bincount(matrix.indices, minlength=matrix.shape[1])
    usable = (spread > 1) & (spread <= COMMON)
    weights = matrix.data * usable[matrix.indices]
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((-weights, rows))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - matrix.indptr[rows[order]]
    kept = (rank < RARE_TERMS) & (weights > 0)
    return sparse.csr_matrix(
        (weights[kept], (rows[kept], matrix.indices[kept])), shape=matrix.shape
    )
