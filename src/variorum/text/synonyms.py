"""Which words may stand for one another, and which are opposites.

The table beside this file (`synonyms.txt.gz`) is made from WordNet by training/synonyms.py.
"""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from variorum.text.inflection import lemmatise

TABLE = Path(__file__).with_name("synonyms.txt.gz")
NO_GROUPS: frozenset[int] = frozenset()
# Opposites of the news that WordNet does not have.
MORE_OPPOSITES = """
support oppose, approve reject, deny confirm, deny admit, deny concede, deny acknowledge, deny
confess, dispute confirm, uphold overturn, uphold quash, up down, doubt believe, doubt know, doubt
think, praise criticize, praise condemn, welcome condemn, hire fire, import export, victory defeat,
win lose, winner loser, victim perpetrator, ally enemy, peace war, hope fear, employed unemployed,
legal illegal, ban allow, permit forbid, permit ban, allow forbid, grow shrink, growth decline, rise
drop, soar plunge, gain lose, gain loss, profit loss, surplus deficit, arrive leave, enter leave,
attack defend, advance retreat, appoint dismiss, arrest release, imprison free, convict acquit,
guilty innocent, alive dead, survive die, strengthen weaken, improve worsen, optimistic pessimistic,
proud ashamed, safe dangerous, cheap expensive, maximum minimum, majority minority, remain leave,
stay leave, join leave, agree refuse, accept deny, pass fail, succeed fail, lose keep, hurt unhurt
"""
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
    for pair in MORE_OPPOSITES.split(","):
        left, right = (lemmatise(word) for word in pair.split())
        opposites.setdefault(left, set()).add(right)
        opposites.setdefault(right, set()).add(left)
    return Thesaurus(
        {word: frozenset(found) for word, found in groups.items()},
        {word: frozenset(found) for word, found in opposites.items()},
    )


def are_synonyms(left: str, right: str) -> bool:
    """Return whether two lemmas share a sense.

    >>> are_synonyms(lemmatise("disgrace"), lemmatise("ignominy"))
    True
    """
    table = load_thesaurus().groups
    return not table.get(left, NO_GROUPS).isdisjoint(table.get(right, NO_GROUPS))


def are_opposites(left: str, right: str) -> bool:
    """Return whether one lemma is the opposite of the other.

    >>> are_opposites(lemmatise("accepted"), lemmatise("rejected"))
    True
    >>> are_opposites(lemmatise("lawful"), lemmatise("unlawful"))
    True
    """
    if right in load_thesaurus().opposites.get(left, frozenset()):
        return True
    short, long = sorted((left, right), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in REVERSING)
