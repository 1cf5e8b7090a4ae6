"""Sources and contents mended by the grammar of the sentence, whatever model found them."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.attribution_rules import Link
from variorum.annotate.tagging import Words

JOINED = frozenset({"but", "and", "so", "yet", "still", "however", ","})
# Words of time and manner beside a source, no part of a name. In small letters ("Ann Long").
AHEAD = frozenset({"earlier", "later", "then", "meanwhile", "afterward", "afterwards"})
BEHIND = AHEAD | frozenset(
    {"yesterday", "today", "also", "first", "further", "recently", "previously", "still", "now"}
    | {"reportedly", "separately", "again", "long", "repeatedly", "publicly", "privately", ","}
)
DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
HOURS = frozenset({"a.m", "p.m"})


def mend_links(words: Words, links: Sequence[Link]) -> list[Link]:
    """Return the attributions of one paragraph, sources trimmed, contents trimmed and extended."""
    trimmed = [drop_circumstance(words, trim_source(words, link)) for link in links]
    return [
        extend_to_sentence(words, link, [other for other in trimmed if other is not link])
        for link in trimmed
    ]


def trim_source(words: Words, link: Link) -> Link:
    """Leave out what stands beside a source: "Tuesday" after it, an hour that ended a sentence.

    "Later Roe said", "Roe first said", "before 10 p.m. Witnesses said".
    """
    if len(link.source) != 1:
        return link
    first, last = link.source[0]
    for at in range(first, last - 2):
        if words.texts[at].lower() in HOURS and words.texts[at + 1] == ".":
            first = at + 2
    while last - first > 1 and words.texts[first].lower() in AHEAD:
        first += 1
    if any(start == link.source[0][1] for start, _ in link.cue):  # right before its cue
        end = last
        while end - first > 1 and words.texts[end - 1] in BEHIND | DAYS:
            end -= 1
        if words.texts[last - 1] != ",":  # the comma that closes an apposition stays
            last = end
    return link if (first, last) == link.source[0] else replace(link, source=((first, last),))


def drop_circumstance(words: Words, link: Link) -> Link:
    """Leave out what opens a sentence before its source: "Reached by phone, Roe said he ...".

    What is said follows its cue without a comma there. "It was late, Roe said, and he ..." is said
    on both sides.
    """
    if len(link.content) < 2 or len(link.source) != 1 or len(link.cue) != 1:
        return link
    first, second = link.content[:2]
    source, cue = link.source[0], link.cue[0]
    ahead = (
        first[1] <= source[0] < cue[0] < second[0]
        and words.sentence[first[1] - 1] == words.sentence[second[0]]
        and set(words.quote[first[0] : first[1]]) == {"O"}
    )
    if not ahead or not _is_plain(words, cue[1], second[0]):
        return link
    return replace(link, content=link.content[1:])


def extend_to_sentence(words: Words, link: Link, others: Sequence[Link]) -> Link:
    """Begin a content that "..., Roe said." closes where its sentence begins.

    Unless the words before belong to another attribution.
    """
    if len(link.content) != 1:
        return link
    first, last = link.content[0]
    attached = min((run[0] for run in (*link.source, *link.cue)), default=-1)
    if attached < last or words.quote[first] != "O":
        return link
    if "".join(words.texts[last:attached]) not in {",", ""} or words.texts[last - 1] == ".":
        return link
    begin = first
    while begin and words.sentence[begin - 1] == words.sentence[first]:
        begin -= 1
    while begin < first and words.texts[begin].lower() in JOINED:
        begin += 1
    taken = any(
        start < first and begin < end
        for other in others
        for start, end in (*other.source, *other.cue, *other.content)
    )
    if begin == first or taken or words.sentence[last - 1] != words.sentence[first]:
        return link
    return replace(link, content=((begin, last),))


def _is_plain(words: Words, first: int, last: int) -> bool:
    """Whether nothing but one or two words stands there: "said Friday he ..."."""
    return last - first <= 2 and all(words.texts[at].isalnum() for at in range(first, last))
