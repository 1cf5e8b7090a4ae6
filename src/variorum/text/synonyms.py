"""Which words may stand for one another, and which are opposites.

The table beside this file (`synonyms.txt.gz`) is made from WordNet by training/synonyms.py.
"""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("synonyms.txt.gz")
NO_GROUPS: frozenset[int] = frozenset()
# Prefixes that turn a word into its opposite.
REVERSING = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "de")


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The groups that each lemma is in, and its opposites."""

    groups: dict[str, frozenset[int]]
    opposites: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_thesaurus() -> Thesaurus:
    """Return the table that is shipped with the package, read once."""
    groups: dict[str, set[int]] = {}
    opposites: dict[str, set[str]] = {}
    lines = gzip.decompress(TABLE.read_bytes()).decode().splitlines()
    for number, line in enumerate(lines):
        if line.startswith("! "):
            left, right = line[2:].split()
            opposites.setdefault(left, set()).add(right)
            opposites.setdefault(right, set()).add(left)
        elif not line.startswith("#"):
            for word in line.split():
                groups.setdefault(word, set()).add(number)
    return Thesaurus(
        {word: frozenset(found) for word, found in groups.items()},
        {word: frozenset(found) for word, found in opposites.items()},
    )


def are_synonyms(left: str, right: str) -> bool:
    """Return whether two lemmas share a sense.

    >>> from variorum.text.inflection import lemmatise
    >>> are_synonyms(lemmatise("disgrace"), lemmatise("ignominy"))
    True
    """
    table = load_thesaurus().groups
    return not table.get(left, NO_GROUPS).isdisjoint(table.get(right, NO_GROUPS))


def are_opposites(left: str, right: str) -> bool:
    """Return whether one lemma is the opposite of the other.

    >>> from variorum.text.inflection import lemmatise
    >>> are_opposites(lemmatise("accepted"), lemmatise("rejected"))
    True
    >>> are_opposites(lemmatise("lawful"), lemmatise("unlawful"))
    True
    """
    if right in load_thesaurus().opposites.get(left, frozenset()):
        return True
    short, long = sorted((left, right), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in REVERSING)
