"""Which words may stand for one another, and which are opposites.

The table beside this file (`synonyms.txt.gz`) is made from WordNet by training/synonyms.py.
"""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from variorum.text.inflection import lemmatise

TABLE = Path(__file__).with_name("synonyms.txt.gz")
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
    """The numbers of the groups that each lemma is in ("7 12"), and its opposites."""

    groups: dict[str, str]
    opposites: dict[str, set[str]]


@lru_cache(maxsize=1)
def load_thesaurus() -> Thesaurus:
    """Return the table that is shipped with the package, read once."""
    _, *lines = gzip.decompress(TABLE.read_bytes()).decode().split("\n")
    first = next(at for at, line in enumerate(lines) if not line.startswith("! "))
    pairs = [line[2:].split() for line in lines[:first]]
    pairs += [[lemmatise(word) for word in pair.split()] for pair in MORE_OPPOSITES.split(",")]
    opposites: dict[str, set[str]] = {}
    for left, right in pairs:
        opposites.setdefault(left, set()).add(right)
        opposites.setdefault(right, set()).add(left)
    return Thesaurus(dict(line.split(" ", 1) for line in lines[first:]), opposites)


@lru_cache(maxsize=50_000)
def _list_groups(lemma: str) -> frozenset[str]:
    """Return the numbers of a lemma's groups."""
    return frozenset(load_thesaurus().groups.get(lemma, "").split())


def are_synonyms(left: str, right: str) -> bool:
    """Return whether two lemmas share a sense.

    >>> are_synonyms(lemmatise("disgrace"), lemmatise("ignominy"))
    True
    """
    return not _list_groups(left).isdisjoint(_list_groups(right))


def are_opposites(left: str, right: str) -> bool:
    """Return whether one lemma is the opposite of the other.

    >>> are_opposites(lemmatise("accepted"), lemmatise("rejected"))
    True
    >>> are_opposites(lemmatise("lawful"), lemmatise("unlawful"))
    True
    """
    return right in list_opposites(left)


@lru_cache(maxsize=50_000)
def list_opposites(lemma: str) -> frozenset[str]:
    """Return all lemmas that are opposites of one, also by a prefix of either; not all are words.

    >>> "unlawful" in list_opposites("lawful"), "lawful" in list_opposites("unlawful")
    (True, True)
    """
    found = set(load_thesaurus().opposites.get(lemma, ()))
    found |= {prefix + lemma for prefix in REVERSING if len(lemma) > 2}
    bare = (lemma.removeprefix(prefix) for prefix in REVERSING if lemma.startswith(prefix))
    return frozenset(found.union(word for word in bare if len(word) > 2))
