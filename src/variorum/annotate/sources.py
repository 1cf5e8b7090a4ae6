"""Sources mended by the grammar of the sentence, whatever model found them."""

from dataclasses import replace

from variorum.annotate.links import Link
from variorum.annotate.saying import SOURCE_ENDS
from variorum.annotate.source_phrases import find_source_after
from variorum.annotate.tagging import Words

# Words of time and manner beside a source, no part of a name. In small letters ("Ann Long").
AHEAD = frozenset({"earlier", "later", "then", "meanwhile", "afterward", "afterwards"})
BEHIND = AHEAD | frozenset(
    {"yesterday", "today", "also", "first", "further", "recently", "previously", "still", "now"}
    | {"reportedly", "separately", "again", "long", "repeatedly", "publicly", "privately", ","}
)
POSSESSIVE = frozenset({"'s", "’s"})
LONGEST_DATED = 5  # words of "Roe in May", who is no "board elected in May"
LONGEST_NAME = 4  # words
LONGEST_SUBJECT = 8  # likewise
LONGEST_OWNED = 7  # words after a possessive
PLAIN_CUES = frozenset({"said", "says", "say", "told", "wrote", "writes", "added", "tweeted"})
MONTH_NAMES = """January February March April May June July August September October November
    December"""
MONTHS = frozenset(MONTH_NAMES.split())
DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
JOINING = frozenset({"and", "or", "but"})
CLAUSE_ENDS = frozenset({"as", "after", "while", "because", "since"})
LONGEST_CLAUSE = 5  # words between "as" and the cue
BROKEN_OFF = frozenset({"in", "of", "the", "a", "an", "by", "for", "from", "with", "his", "their"})
HOURS = frozenset({"a.m", "p.m"})
# A source that begins so may have been taken for a content; a topic follows a cue so.
SUBJECT_STARTS = frozenset(
    {"the", "a", "an", "one", "another", "his", "her", "its", "their", "my", "our", "this"}
    | {"he", "she", "it", "they", "we", "i", "you", "that", "there", "these", "those", "nobody"}
)


def find_cue(words: Words, link: Link) -> Link:
    """Take the verb of saying beside a source for the cue, where none was found."""
    if link.cue or len(link.source) != 1:
        return link
    first, last = link.source[0]
    for at in (last, first - 1):
        if 0 <= at < len(words.texts) and words.quote[at] == "O":
            taken = any(start <= at < end for start, end in link.content)
            if words.texts[at] in PLAIN_CUES and not taken:
                return replace(link, cue=((at, at + 1),))
    return link


def claim_subject(words: Words, link: Link) -> Link:
    """Take for the source what parts a quotation from its cue: "“No,” Roe, of Ulm, said"."""
    if link.source or len(link.content) < 2 or len(link.cue) != 1:
        return link
    quoted, between = link.content[-2:]
    head = words.texts[between[0]]
    at = between[1]
    while at < link.cue[0][0] and words.texts[at] == ",":
        at += 1
    fits = (
        quoted[1] == between[0]
        and at == link.cue[0][0]
        and words.quote[quoted[1] - 1] == "E"
        and set(words.quote[between[0] : between[1]]) == {"O"}
        and (head[0].isupper() or head.lower() in SUBJECT_STARTS)
    )
    return replace(link, source=(between,), content=link.content[:-1]) if fits else link


def claim_object(words: Words, link: Link) -> Link:
    """Take for the source whom a cue ends before: "in the words of | Roe", "according to | Roe"."""
    lone = [run for run in link.source if run[1] - run[0] > 1 or not _is_determiner(words, run[0])]
    if lone or len(link.cue) != 1:
        return link
    first, last = link.cue[0]
    if not {word.lower() for word in words.texts[first:last]} & {"words", "according"}:
        return replace(link, source=())
    phrase = find_source_after(words, last, len(words.texts))
    taken = phrase and any(start < phrase[1] and phrase[0] < end for start, end in link.content)
    return replace(link, source=(phrase,) if phrase and not taken else ())


def _is_determiner(words: Words, at: int) -> bool:
    return words.texts[at].lower() in {"the", "a", "an"}


def take_possession(words: Words, link: Link) -> Link:
    """Extend "Norland" to "Norland's mission in Ulm", which said something."""
    if len(link.source) != 1:
        return link
    first, last = link.source[0]
    if last + 1 >= len(words.texts) or words.texts[last] not in POSSESSIVE:
        return link
    if not link.cue or any(start == last for start, _ in link.cue):  # "he's asking"
        return link
    stop = min((start for start, _ in link.cue if start > last), default=None)
    limit = min(stop or len(words.texts), last + LONGEST_OWNED)
    end = last + 1
    while end < limit and _goes_on(words, end, inverted=stop is None):
        end += 1
    if end == last + 1 or end != (stop or end):
        return link
    return replace(link, source=((first, end),))


def _goes_on(words: Words, at: int, *, inverted: bool) -> bool:
    """Whether a noun phrase may go on with this word."""
    word = words.texts[at]
    parted = words.quote[at] != "O" or not word[0].isalnum()
    return not parted and not (inverted and word.lower() in SOURCE_ENDS)


def name_apposed(words: Words, link: Link) -> Link:
    """Extend a role behind its cue to the name that ends the clause: "the chair, | Ann Brun.".

    Between them stands a comma, and behind the name a mark or nothing.
    """
    if len(link.source) != 1 or not link.cue or link.cue[0][0] > link.source[0][0]:
        return link
    first, last = link.source[0]
    comma = last - 1 if words.texts[last - 1] == "," else last
    lower = words.texts[comma - 1][0].islower() and words.texts[first][0].islower()
    if not lower or words.texts[comma : comma + 1] != (",",):
        return link
    end = comma + 1
    while end < len(words.texts) and words.texts[end][0].isupper() and words.quote[end] == "O":
        end += 1
    named = 1 < end - comma - 1 <= LONGEST_NAME
    closed = end == len(words.texts) or not words.texts[end][0].isalnum()
    return replace(link, source=((first, end),)) if named and closed else link


def find_subject(words: Words, link: Link) -> Link:
    """Take what follows a lone "But" up to its comma for the source: "But | Brun, there, said"."""
    if len(link.source) != 1 or len(link.cue) != 1:
        return link
    first, last = link.source[0]
    cue = link.cue[0][0]
    if last - first != 1 or words.texts[first].lower() not in JOINING or cue <= last:
        return link
    end = last
    while end < cue and words.texts[end] != "," and words.quote[end] == "O":
        end += 1
    one_sentence = words.sentence[first] == words.sentence[cue]
    named = last < end <= last + LONGEST_SUBJECT and words.texts[end - 1][0].isupper()
    return replace(link, source=((last, end),) if one_sentence and named else ())


def find_late_subject(words: Words, link: Link) -> Link:
    """Take for the source what follows a lost "as": "Drivers strike as | union, says offer low"."""
    if len(link.source) != 1 or not link.cue:
        return link
    last, cue = link.source[0][1], link.cue[0][0]
    between = range(last, cue)
    fits = (
        words.texts[last - 1].lower() in CLAUSE_ENDS
        and 0 < len(between) <= LONGEST_CLAUSE
        and all(words.quote[at] == "O" and words.texts[at][0].isalnum() for at in between)
        and not any(first < cue and last < end for first, end in link.content)
    )
    return replace(link, source=((last, cue),)) if fits else link


def drop_mark(words: Words, link: Link) -> Link:
    """Leave out a source that is a mark alone."""
    named = [run for run in link.source if any(words.texts[at][0].isalnum() for at in range(*run))]
    return link if len(named) == len(link.source) else replace(link, source=tuple(named))


def trim_source(words: Words, link: Link) -> Link:
    """Leave out what stands beside a source: "Tuesday" after it, an hour that ended a sentence.

    "Later Roe said", "Roe first said", "before 10 p.m. Witnesses said".
    """
    if len(link.source) != 1:
        return link
    source = _date_ahead(words, link) or _trim_end(words, link, _trim_start(words, link))
    return link if source == link.source[0] else replace(link, source=(source,))


def _trim_start(words: Words, link: Link) -> int:
    first, last = link.source[0]
    if last - first > 2 and words.texts[first + 1] in {")", ":"}:
        first += 2  # "(C) | Brun", "Summary: | Brun"
    for at in range(first, last - 2):
        if words.texts[at].lower() in HOURS and words.texts[at + 1] == ".":
            first = at + 2
    while last - first > 1 and words.texts[first].lower() in AHEAD | JOINING:
        first += 1
    return first


def _trim_end(words: Words, link: Link, first: int) -> tuple[int, int]:
    last = link.source[0][1]
    while last - first > 1 and words.texts[last - 1].lower() in BROKEN_OFF | {"on", "at", "to"}:
        last -= 1  # "the judge on the | basis": what follows is no part of it
    before_cue = any(start == link.source[0][1] for start, _ in link.cue)
    if not before_cue or words.texts[last - 1] == ",":  # the comma closes an apposition
        return first, last
    beside = BEHIND | DAYS | (MONTHS if last - first <= LONGEST_DATED else frozenset())
    end = last
    while end - first > 1 and words.texts[end - 1] in beside:
        end -= 2 if words.texts[end - 2] in {"on", "in"} and end - first > 2 else 1
    participle = words.texts[end - 1].endswith("ed")  # "a study published on Monday"
    return first, last if participle else end


def _date_ahead(words: Words, link: Link) -> tuple[int, int] | None:
    """Return a source with its date, "a study published | on Monday"; None if it has none."""
    first, last = link.source[0]
    cue = min((start for start, _ in link.cue if start > last), default=last)
    dated = last < cue <= last + 3 and words.texts[last] == "on" and words.texts[cue - 1] in DAYS
    return (first, cue) if dated and words.texts[last - 1].endswith("ed") else None
