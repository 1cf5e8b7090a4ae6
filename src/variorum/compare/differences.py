"""One difference between two readings, and what was found of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from variorum.compare.readings import Wording
from variorum.text.frequency import hash_word, load_frequencies, look_up
from variorum.text.inflection import GRAMMAR, Token
from variorum.text.normal import fold_word
from variorum.text.synonyms import are_synonyms

LONG = 5  # words; a longer silent cut takes a clause away, it does not turn the rest round
COMMON = 3  # times in the table of general news, of 1.8 million words; a slip is rarer
MARKS = re.compile(r"[,;:—–.!?()-]")


@dataclass(frozen=True)
class Difference:
    """Words that one reading has against those that the other has, moved words left out.

    `place`: "head" or "tail" if it lies before the first or after the last common word.
    """

    left: Wording
    right: Wording
    lost: tuple[int, ...]  # indices of `left`
    gained: tuple[int, ...]  # indices of `right`
    place: str = ""

    @cached_property
    def old(self) -> tuple[Token, ...]:
        """The words that only the left reading has."""
        return tuple(self.left.tokens[index] for index in self.lost)

    @cached_property
    def new(self) -> tuple[Token, ...]:
        """The words that only the right reading has."""
        return tuple(self.right.tokens[index] for index in self.gained)

    @cached_property
    def old_lemmas(self) -> tuple[str, ...]:
        """Their lemmas."""
        return tuple(token.lemma for token in self.old)

    @cached_property
    def new_lemmas(self) -> tuple[str, ...]:
        """Their lemmas."""
        return tuple(token.lemma for token in self.new)

    @property
    def both_direct(self) -> bool:
        """Whether both readings claim to give the very words."""
        return self.left.direct and self.right.direct

    @property
    def sizes(self) -> tuple[int, int]:
        """How many words each side has, the smaller first."""
        return min(len(self.old), len(self.new)), max(len(self.old), len(self.new))

    def words(self) -> str:
        """Say what stands against what."""
        old, new = self.left.pick(self.lost), self.right.pick(self.gained)
        if not new:
            return f"“{old}” is missing"
        if not old:
            return f"“{new}” is added"
        return f"“{old}” against “{new}”"

    def explained(self, lemmas: frozenset[str]) -> bool:
        """Whether the sentence around the reading without the word has one of `lemmas`."""
        return bool(self.left.around & lemmas) or bool(self.right.around & lemmas)


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind of a difference, and whether it changes the meaning, with the reason."""

    kind: str
    changes_meaning: bool
    because: str


def list_content(tokens: tuple[Token, ...]) -> set[str]:
    """Return the lemmas of the words that say something."""
    return {token.lemma for token in tokens if token.content and token.lemma not in GRAMMAR}


def number_follows(d: Difference) -> bool:
    """Say whether a number stands close behind the words that differ."""
    for wording, indices in ((d.left, d.lost), (d.right, d.gained)):
        last = max(indices, default=-1)
        if any(t.number is not None for t in wording.tokens[last : last + 4]):
            return True
    return False


def holds_run(lemmas: tuple[str, ...], run: tuple[str, ...]) -> bool:
    """Say whether some lemmas hold a run of others, one after the other."""
    return run[0] in lemmas and any(
        lemmas[at : at + len(run)] == run for at in range(len(lemmas) - len(run) + 1)
    )


def is_person(tokens: Sequence[Token], index: int) -> bool:
    """Say whether "suspect" is a man, and not what somebody does: "the suspect", "I suspect"."""
    if tokens[index].key not in ("suspect", "suspects"):
        return False
    return not index or tokens[index - 1].key not in ("i", "we", "they", "you", "who")


def are_words(one: str, other: str) -> bool:
    """Say whether both are words of general news, and not one word in two spellings.

    >>> are_words("hatred", "hate"), are_words("definitely", "definately")
    (True, False)
    """
    left, right = fold_word(one), fold_word(other)
    return left != right and is_known(left) and is_known(right)


@lru_cache(maxsize=10_000)
def is_known(word: str) -> bool:
    """Say whether a folded word is common in general news."""
    words = np.array([hash_word(word)], dtype=np.uint64)
    return bool(look_up(load_frequencies(), 1, words)[0] >= COMMON)


def is_synonymous(difference: Difference) -> bool:
    """Return whether one word stands for another of like sense."""
    old = [t for t in difference.old if t.lemma not in GRAMMAR]
    new = [t for t in difference.new if t.lemma not in GRAMMAR]
    return any(are_synonyms(one.lemma, other.lemma) for one in old for other in new)


Rule = Callable[[Difference], Finding | None]

Found = tuple[Finding, tuple[tuple[int, int], tuple[int, int]]]
