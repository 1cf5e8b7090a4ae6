"""The comparable words of many articles in flat arrays, as the reuse search reads them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.model import Article, Block
from variorum.text.frequency import Floats, Hashes, hash_word, measure_surprise
from variorum.text.normal import COMPARABLE, fold_word

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

COMPARED = frozenset({"standfirst", "body"})  # block kinds whose words are compared
QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*(?:’\w[^’]*)*(?:’|$)")
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


def collect_words(articles: Sequence[Article]) -> Collection:
    """Read the words of all standfirst and body blocks."""
    hashes: dict[str, int] = {}
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    blocks: list[int] = []
    quoted: list[bool] = []
    capital: list[bool] = []
    first = [0]
    surprise = []
    for article in articles:
        for number, block in enumerate(article.blocks):
            if block.kind not in COMPARED:
                continue
            inside = _find_quoted(article.text, block)
            before = len(starts)
            for match in COMPARABLE.finditer(article.text, block.start, block.end):
                word = match[0]
                known = hashes.get(word)
                if known is None:
                    key = fold_word(word)
                    known = hashes[word] = hash_word(key) if key else 0
                if known:
                    start, end = match.span()
                    numbers.append(known)
                    starts.append(start)
                    ends.append(end)
                    capital.append(word[0].isupper())
            blocks.extend([number] * (len(starts) - before))
            quoted.extend(_mark(starts[before:], inside))
        new = np.array(numbers[first[-1] :], dtype=np.uint64)
        surprise.append(measure_surprise(new))
        first.append(len(numbers))
    words = np.array(numbers, dtype=np.uint64)
    capitals = np.array(capital, dtype=np.bool_)
    expected = np.concatenate(surprise) if surprise else np.zeros(0, dtype=np.float32)
    return Collection(
        articles=tuple(articles),
        first=np.array(first, dtype=np.int64),
        owner=np.repeat(np.arange(len(articles)), np.diff(first)),
        words=words,
        starts=np.array(starts, dtype=np.int64),
        ends=np.array(ends, dtype=np.int64),
        blocks=np.array(blocks, dtype=np.int64),
        quoted=np.array(quoted, dtype=np.bool_),
        surprise=_cap_names(expected, capitals),
    )


def _find_quoted(text: str, block: Block) -> list[tuple[int, int]]:
    return [match.span() for match in QUOTED.finditer(text, block.start, block.end)]


def _mark(starts: list[int], inside: list[tuple[int, int]]) -> list[bool]:
    """Say for each ascending place whether it lies in one of the ascending intervals."""
    marks, at = [], 0
    for start in starts:
        while at < len(inside) and inside[at][1] <= start:
            at += 1
        marks.append(at < len(inside) and inside[at][0] <= start)
    return marks


def _cap_names(surprise: Floats, capitals: Bools) -> Floats:
    """Count a name of several words about as one: reports of one event share its names anyway."""
    inside = np.zeros(len(capitals), dtype=np.bool_)
    inside[1:] = capitals[1:] & capitals[:-1]
    return np.where(inside, np.minimum(surprise, NAME_GOES_ON), surprise).astype(np.float32)
