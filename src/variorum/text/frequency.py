"""How surprising words are in general news, given the two words before them.

The table beside this file (`frequency.npz`, made by training/frequency.py) holds how often a
corpus of news has a word, a pair of words and a triple of words; only those that stand in several
stories are kept, as 32-bit hashes. Words are keys of `variorum.text.normal`.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

TABLE = Path(__file__).with_name("frequency.npz")
BACKOFF = 0.4  # weight of the shorter history where the longer is not in the table ("stupid
# backoff": Brants et al., Large Language Models in Machine Translation, 2007)
RAREST = 12.0  # nats; no word is rarer than 6 in a million

Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Sorted 32-bit hashes of words, pairs and triples, each with its count."""

    hashes: tuple[npt.NDArray[np.uint32], ...]
    counts: tuple[npt.NDArray[np.float32], ...]
    total: float  # words counted


@lru_cache(maxsize=200_000)
def hash_word(key: str) -> int:
    """Return a 64-bit hash of a word's key, the same on every machine."""
    raw = key.encode()
    return (zlib.crc32(raw) << 32) | zlib.crc32(raw, 0x9E3779B9)


def hash_runs(words: Hashes, size: int) -> Hashes:
    """Return the hash of each run of `size` words; element i stands for words i .. i + size - 1.

    The last size - 1 elements, where no whole run is left, are cut off.
    """
    count = max(0, len(words) - size + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for k in range(size):
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed += words[k : k + count]
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed


@lru_cache(maxsize=1)
def load_frequencies() -> Frequencies:
    """Return the table that is shipped with the package, read once."""
    with np.load(TABLE, allow_pickle=False) as table:
        return Frequencies(
            hashes=tuple(table[f"hashes{size}"] for size in (1, 2, 3)),
            counts=tuple(
                np.exp2(table[f"logs{size}"].astype(np.float32) / 8) for size in (1, 2, 3)
            ),
            total=float(table["total"][0]),
        )


def look_up(table: Frequencies, size: int, words: Hashes) -> Floats:
    """Return the count of the run of `size` words that ends at each word; 0 where unknown."""
    found = np.zeros(len(words), dtype=np.float32)
    runs = (hash_runs(words, size) & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    known, counts = table.hashes[size - 1], table.counts[size - 1]
    if len(runs) == 0 or len(known) == 0:
        return found
    at = np.minimum(np.searchsorted(known, runs), len(known) - 1)
    found[size - 1 :] = np.where(known[at] == runs, counts[at], 0)
    return found


def rate_rarity(words: Sequence[str]) -> list[float]:
    """Return how rare each word is, by itself, 0..1."""
    table = load_frequencies()
    hashes = np.array([hash_word(word) for word in words], dtype=np.uint64)
    chances = np.maximum(look_up(table, 1, hashes), 0.5) / table.total
    return [float(rare) for rare in np.clip(-np.log(chances) / RAREST, 0, 1)]


def measure_surprise(
    words: Hashes, table: Frequencies | None = None, begins: Ints | None = None
) -> Floats:
    """Return the surprise of each word, in nats, after the two words before it (0 to RAREST).

    `words` are `hash_word` of the keys, in text order. `begins`: where, in ascending order, the
    texts begin that are read one after another; no word is weighed by those of the text before.
    """
    table = table or load_frequencies()
    if len(words) == 0:
        return np.zeros(0, dtype=np.float32)
    one, two, three = (look_up(table, size, words) for size in (1, 2, 3))
    if begins is not None:
        heads = begins[begins < len(words)]
        two[heads] = 0
        three[heads] = 0
        three[np.minimum(heads + 1, len(words) - 1)] = 0
    chance = np.maximum(one, 0.5) / np.float32(table.total)
    before = np.concatenate((np.zeros(1, np.float32), one[:-1]))
    pair = np.where(two > 0, two / np.maximum(np.maximum(before, two), 1), 0)
    chance = np.where(pair > 0, np.maximum(pair, chance), BACKOFF * chance)
    pair_before = np.concatenate((np.zeros(1, np.float32), two[:-1]))
    triple = np.where(three > 0, three / np.maximum(np.maximum(pair_before, three), 1), 0)
    chance = np.where(triple > 0, np.maximum(triple, chance), chance)
    return np.clip(-np.log(chance), 0, RAREST).astype(np.float32)
