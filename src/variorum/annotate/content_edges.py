"""Where a content begins and ends beside quotation marks, its source and who heard it."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.links import Link
from variorum.annotate.saying import ENGLISH
from variorum.annotate.source_phrases import find_source_after, find_source_before
from variorum.annotate.tagging import Words

BULLETS = frozenset({"-", "–", "—", "--", "•", "*", "·", ":", ";", ",", "."})
BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
HEARD = frozenset({"told", "warned", "informed", "advised", "assured", "reminded", "notified"})
OPENERS = frozenset({"that", "to", "how", "why", "whether", "if", "what"})
YELLED = frozenset(
    {"yelled", "screamed", "shouted", "replied", "muttered", "called", "demanded", "threatened"}
)
OPENING = frozenset({"but", "and", "so", "yet", "however", ","})
# A content that begins so lacks its subject.
FINITE = BEING | frozenset(
    {"has", "have", "had", "does", "do", "did", "will", "would", "can", "could", "may", "might"}
    | {"must", "should", "shall", "cannot"}
)
SENTENCE_ENDS = frozenset({".", "?", "!"})
LONGEST_NESTED = 7  # words of "Ann Brun yelled," before a quotation


def trim_bullets(words: Words, link: Link) -> Link:
    """Leave out a list's dash and the like at a content's beginning, outside quotation marks."""
    runs = []
    for first, last in link.content:
        at = first
        while at < last - 1 and words.texts[at] in BULLETS and words.quote[at] == "O":
            at += 1
        runs.append((at, last))
    return link if tuple(runs) == link.content else replace(link, content=tuple(runs))


def claim_agent(words: Words, link: Link) -> Link:
    """Take for the source whom "by" names behind a quotation: "called “a mess” by | Ann Brun"."""
    if link.source or not link.cue or not link.content:
        return link
    first, last = link.content[-1]
    ends = [at for at in range(first, last) if words.quote[at] == "E"]
    by = ends[-1] + 1 if ends else -1
    if not 0 < by < len(words.texts) - 1 or words.texts[by].lower() != "by":
        return link
    if link.cue[-1][1] > by or not words.texts[link.cue[-1][1] - 1].lower().endswith(("ed", "as")):
        return link
    source = find_source_after(words, by + 1, len(words.texts))
    if source is None:
        return link
    return replace(link, source=(source,), content=(*link.content[:-1], (first, by)))


def drop_hearer(words: Words, link: Link) -> Link:
    """Leave out who "was told" something: "| she | was told by Brun that it leaked"."""
    if len(link.cue) != 1 or len(link.content) < 2:
        return link
    cue = {word.lower() for word in words.texts[slice(*link.cue[0])]}
    (_, end), (begin, _) = link.content[:2]
    heard = HEARD & cue and BEING & cue
    ahead = end <= link.cue[0][0] < begin and words.texts[begin].lower() in OPENERS
    return replace(link, content=link.content[1:]) if heard and ahead else link


def drop_sentence(words: Words, link: Link) -> Link:
    """Leave out a sentence in the paper's own words before a quotation: "And he? | “No,” he said".

    If what names the speaker follows the quotation.
    """
    first, last = link.content[0]
    spoken = (*link.source, *link.cue)
    opening = next((at for at in range(first, last) if words.quote[at] == "B"), first)
    if opening == first or not spoken or min(run[0] for run in spoken) < last:
        return link
    if words.texts[opening - 1] not in SENTENCE_ENDS:
        return link
    return replace(link, content=((opening, last), *link.content[1:]))


def claim_opening(words: Words, link: Link, others: Sequence[Link]) -> Link:
    """Take what opens a clause that its speaker breaks: "| Families |, Brun would say, do not".

    Both commas must stand, and no other attribution have these words.
    """
    if len(link.source) != 1 or len(link.cue) != 1 or len(link.content) != 1:
        return link
    source, cue, (first, last) = link.source[0], link.cue[0], link.content[0]
    broken = (
        source[1] == cue[0]
        and cue[1] + 1 == first
        and words.texts[cue[1]] == ","
        and source[0] > 1
        and words.texts[source[0] - 1] == ","
        and words.sentence[source[0] - 2] == words.sentence[first]
        and words.texts[first].lower() in FINITE
    )
    if not broken:
        return link
    comma = source[0] - 1
    begin = comma
    while begin and words.sentence[begin - 1] == words.sentence[first]:
        begin -= 1
    while begin < comma and words.texts[begin].lower() in OPENING:
        begin += 1
    plain = set(words.quote[begin:comma]) == {"O"}
    taken = any(
        low < comma and begin < high
        for one in others
        for low, high in (*one.source, *one.cue, *one.content)
    )
    if begin == comma or taken or not plain:
        return link
    return replace(link, content=((begin, comma), (first, last)))


def begin_nested(words: Words, link: Link, others: Sequence[Link]) -> Link:
    """Let a content begin with who spoke in it: "told police | Brun yelled, “Run!”".

    Else the words would be those of who told it.
    """
    if len(link.cue) != 1 or not link.content or not link.source:
        return link
    first, last = link.content[0]
    cue_end = link.cue[0][1]
    if words.quote[first] != "B" or not cue_end < first - 2 or link.source[0][0] > first:
        return link
    verb = first - 1
    while verb > cue_end and words.texts[verb] in {",", ":"}:
        verb -= 1
    if words.texts[verb].lower() not in ENGLISH | YELLED or words.quote[verb] != "O":
        return link
    begin = max(verb - LONGEST_NESTED, cue_end)
    nested = find_source_before(words, begin, verb)
    if nested is None or words.sentence[begin] != words.sentence[verb]:
        return link
    start = nested[0]
    while start < verb and not _is_subject(words, start):
        start += 1  # "told | police Brun yelled"
    if start == verb:
        return link
    taken = any(
        low < last and start < high
        for one in others
        for low, high in (*one.source, *one.cue, *one.content)
    )
    return link if taken else replace(link, content=((start, last), *link.content[1:]))


def _is_subject(words: Words, at: int) -> bool:
    return words.texts[at][0].isupper() or words.texts[at].lower() in {"he", "she", "they", "the"}
