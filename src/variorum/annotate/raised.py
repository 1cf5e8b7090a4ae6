"""Subjects of "seems" and "is expected": they are part of what is said, and nobody says it.

"The storm seems to have passed": no storm thinks so, and "Roe is expected to resign" is not Roe's
expectation. PolNeAR's annotators have it so in nine of ten such sentences.
"""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.links import Link
from variorum.annotate.source_phrases import find_source_before
from variorum.annotate.tagging import Words

SEEMING = frozenset({"seem", "seems", "seemed", "appear", "appears", "appeared"})
EXPECTED = frozenset(  # with a form of "be"
    {"expected", "believed", "thought", "considered", "projected", "supposed", "understood"}
    | {"rumored", "rumoured", "reported", "alleged", "said", "known", "reputed"}
)
BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"})
EXPLETIVE = frozenset({"it", "there"})


def claim_raised(words: Words, link: Link, others: Sequence[Link]) -> Link:
    """Take the subject of "seems to", "is expected to" for the first part of its content.

    "It" and "there" stand for nothing, and are left out.
    """
    if len(link.cue) != 1 or not link.content or len(link.source) > 1:
        return link
    first, last = link.cue[0]
    if link.content[0][0] != last or not _raises(words, first, last):
        return link
    subject = link.source[0] if link.source else _find_subject(words, first)
    if subject is None or subject[1] != first:
        return link
    shared = any(_meets(run, subject) for one in others for run in (*one.source, *one.content))
    alone = words.texts[subject[0]].lower() in EXPLETIVE and subject[1] - subject[0] == 1
    if shared or alone:
        return replace(link, source=())
    return replace(link, source=(), content=(subject, *link.content))


def _raises(words: Words, first: int, last: int) -> bool:
    """Whether a cue is such a verb, and an infinitive follows."""
    cue = [word.lower() for word in words.texts[first:last]]
    if cue[-1] == "to":
        cue, follows = cue[:-1], "to"
    else:
        follows = words.texts[last].lower()
    if follows != "to" or not cue or words.quote[first] != "O":
        return False
    return cue[-1] in SEEMING or (cue[-1] in EXPECTED and not BEING.isdisjoint(cue))


def _find_subject(words: Words, cue_start: int) -> tuple[int, int] | None:
    begin = cue_start
    while begin and words.sentence[begin - 1] == words.sentence[cue_start]:
        begin -= 1
    return find_source_before(words, begin, cue_start)


def _meets(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
