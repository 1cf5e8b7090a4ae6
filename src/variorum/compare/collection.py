"""The comparable words of many articles in flat arrays, as the reuse search reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from variorum.model import Article
from variorum.text.frequency import Floats, Hashes, hash_word, measure_surprise
from variorum.text.normal import COMPARABLE, fold_word

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

COMPARED = frozenset({"standfirst", "body"})  # block kinds whose words are compared
# Each way begins with its mark, the look behind comes after it: so the search runs over the marks.
QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|‘(?<!\w‘)[^’]*(?:’\w[^’]*)*(?:’|$)")
WORD = re.compile(f"({COMPARABLE.pattern})")
NAME_GOES_ON = 1.5  # nats at most for a capital after a capital: a full name is one thing shared


@dataclass(frozen=True, slots=True)
class Collection:
    """Words of all articles one after another; those of article n are `first[n] : first[n + 1]`."""

    articles: tuple[Article, ...]
    first: Ints
    owner: Ints  # number of the article that each word is of
    words: Hashes
    starts: Ints  # characters, in the text of the word's document
    ends: Ints
    blocks: Ints  # number of the block in its article
    quoted: Bools
    surprise: Floats  # nats in general news, see variorum.text.frequency


class _Lexicon(dict[str, int]):
    """Numbers words by their first appearance; each has the hash of its key, 0 if it has none."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes: list[int] = []
        self.capitals: list[bool] = []

    def __missing__(self, word: str) -> int:
        key = fold_word(word)
        self.hashes.append(hash_word(key) if key else 0)
        self.capitals.append(word[0].isupper())
        number = self[word] = len(self)
        return number


@dataclass(slots=True)
class _Reading:
    """The compared blocks of all articles as if they stood in one line, a character apart."""

    lexicon: _Lexicon = field(default_factory=_Lexicon)
    words: list[Ints] = field(default_factory=list)  # numbers in the lexicon
    starts: list[Ints] = field(default_factory=list)
    sizes: list[Ints] = field(default_factory=list)
    blocks: list[tuple[int, int, int]] = field(default_factory=list)  # place, shift, number
    quoted: list[tuple[int, int]] = field(default_factory=list)
    place: int = 0

    def add(self, article: Article) -> int:
        """Read an article; return how many words it has."""
        text, begin, parts = article.text, self.place, []
        for number, block in enumerate(article.blocks):
            if block.kind not in COMPARED:
                continue
            shift = block.start - self.place
            self.blocks.append((self.place, shift, number))
            for match in QUOTED.finditer(text, block.start, block.end):
                self.quoted.append((match.start() - shift, match.end() - shift))
            parts.append(text[block.start : block.end])
            self.place += len(parts[-1]) + 1
        pieces = WORD.split("\n".join(parts))  # what parts two words, a word, what parts, ...
        sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
        words = pieces[1::2]
        self.words.append(np.fromiter(map(self.lexicon.__getitem__, words), np.int64, len(words)))
        self.sizes.append(sizes[1::2])
        self.starts.append(begin + np.cumsum(sizes)[:-1:2])
        return len(words)


def collect_words(articles: Sequence[Article]) -> Collection:
    """Read the words of all standfirst and body blocks."""
    reading = _Reading()
    owner = np.repeat(np.arange(len(articles)), list(map(reading.add, articles)))
    hashes = np.array(reading.lexicon.hashes, dtype=np.uint64)
    numbers, starts, sizes = map(_join, (reading.words, reading.starts, reading.sizes))
    kept = np.flatnonzero(hashes[numbers]) if len(numbers) else numbers
    numbers, starts, sizes, owner = numbers[kept], starts[kept], sizes[kept], owner[kept]
    words = hashes[numbers]
    places, shifts, blocks = np.array(reading.blocks, dtype=np.int64).reshape(-1, 3).T
    at = np.searchsorted(places, starts, "right") - 1
    first = np.searchsorted(owner, np.arange(len(articles) + 1))
    capitals = np.array(reading.lexicon.capitals, dtype=np.bool_)[numbers]
    return Collection(
        articles=tuple(articles),
        first=first,
        owner=owner,
        words=words,
        starts=starts + shifts[at],
        ends=starts + sizes + shifts[at],
        blocks=blocks[at],
        quoted=_mark(starts, np.array(reading.quoted, dtype=np.int64).reshape(-1, 2)),
        surprise=_cap_names(measure_surprise(words, begins=first), capitals, first),
    )


def arrange(collection: Collection, articles: Sequence[Article]) -> Collection:
    """Return the words of the same articles in another order."""
    number = {article.id: n for n, article in enumerate(collection.articles)}
    order = [number[article.id] for article in articles]
    parts = [np.arange(*collection.first[n : n + 2]) for n in order]
    sizes = list(map(len, parts))
    at = _join(parts)
    return Collection(
        articles=tuple(articles),
        first=np.cumsum([0, *sizes]),
        owner=np.repeat(np.arange(len(order)), sizes),
        words=collection.words[at],
        starts=collection.starts[at],
        ends=collection.ends[at],
        blocks=collection.blocks[at],
        quoted=collection.quoted[at],
        surprise=collection.surprise[at],
    )


def _join(parts: Sequence[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _mark(starts: Ints, inside: Ints) -> Bools:
    """Say for each ascending place whether it lies in one of the ascending intervals."""
    if len(inside) == 0:
        return np.zeros(len(starts), dtype=np.bool_)
    at = np.searchsorted(inside[:, 1], starts, "right")
    found: Bools = (at < len(inside)) & (inside[np.minimum(at, len(inside) - 1), 0] <= starts)
    return found


def _cap_names(surprise: Floats, capitals: Bools, first: Ints) -> Floats:
    """Count a name of several words about as one: reports of one event share its names anyway."""
    inside = np.zeros(len(capitals), dtype=np.bool_)
    inside[1:] = capitals[1:] & capitals[:-1]
    inside[first[first < len(inside)]] = False  # no name goes on in the next article
    return np.where(inside, np.minimum(surprise, NAME_GOES_ON), surprise).astype(np.float32)
