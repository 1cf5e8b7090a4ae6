"""Readings of one utterance side by side: the same wording once, differences from the first."""

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Indel

from variorum.model import Reading, Utterance
from variorum.text.words import Word, find_keys, find_words

LONG_CUT = 4  # words; fewer at an edge are shown as missing, since they may be a word moved
Change = Literal["same", "added", "missing", "cut"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a reading ("same", "added"), or of the base reading that it lacks ("missing").

    "cut" has no words: the reading starts later or stops earlier than the base.
    """

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording with every reading that has it; `base` if the others are measured by it."""

    readings: tuple[Reading, ...]
    stretches: tuple[Stretch, ...]
    base: bool


def group_wordings(utterance: Utterance) -> list[Wording]:
    """Return the utterance's wordings, the base reading's first, each with its differences.

    Readings of the same words are one wording: case, spaces and punctuation do not count.
    """
    groups: dict[tuple[str, ...], list[Reading]] = {}
    for reading in utterance.readings:
        key = tuple(find_keys(reading.text))
        groups.setdefault(key, []).append(reading)
    base = utterance.readings[0].text if utterance.readings else ""
    return [
        Wording(
            readings=tuple(group),
            stretches=(Stretch("same", group[0].text),)
            if number == 0
            else tuple(find_differences(base, group[0].text)),
            base=number == 0,
        )
        for number, group in enumerate(groups.values())
    ]


def find_differences(base: str, other: str) -> list[Stretch]:
    """Return `other` as stretches, word by word against `base`.

    The stretches that are "same" or "added" join up to `other`. Of words that stand in place of
    others, the missing ones come first.

    >>> [(one.change, one.text) for one in find_differences("never have I", "I have never")]
    [('added', 'I have'), ('same', ' never'), ('missing', 'have I')]
    """
    old, new = find_words(base), find_words(other)
    steps = list(Indel.opcodes([word.key for word in old], [word.key for word in new]))
    stretches: list[Stretch] = []
    at = 0
    for equal, group in groupby(enumerate(steps), key=lambda pair: pair[1].tag == "equal"):
        numbers, run = zip(*group, strict=True)
        first, last = run[0], run[-1]
        if not equal and first.src_start < last.src_end:
            edge = len(steps) > 1 and len(run) == 1 and numbers[0] in {0, len(steps) - 1}
            stretches.append(_missing(base, old[first.src_start : last.src_end], edge=edge))
        if first.dest_start < last.dest_end:
            start, end = new[first.dest_start].start, new[last.dest_end - 1].end
            if equal:
                stretches.append(Stretch("same", other[at:end]))
            else:
                stretches += [Stretch("same", other[at:start]), Stretch("added", other[start:end])]
            at = end
    stretches.append(Stretch("same", other[at:]))
    return [one for one in stretches if one.text or one.change == "cut"]


def _missing(base: str, words: list[Word], *, edge: bool) -> Stretch:
    if edge and len(words) >= LONG_CUT:
        return Stretch("cut", "")
    return Stretch("missing", base[words[0].start : words[-1].end])
