"""What belongs to a name where it stands, and what only leads there: articles, titles, marks."""

# ruff: noqa: SIM905 - word lists read best as words

import re
from typing import NamedTuple

from variorum.annotate.gazetteer import AGENCIES, BODY_WORDS, PEOPLES, PLACES
from variorum.annotate.titles import ROLES, SUFFIXES, TITLES, is_role
from variorum.model import NameKind

ONE_WORD = re.compile(r"[^\s]+")
OWNER_END = re.compile("['’]s?$")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
EDGE = " \t\r\n\"'“”‘’«»()[]{},;:!?—–-*…|/"
AGE = re.compile(r",? (?:\(?\d\d?\)?,|aged? \d|\d\d?,)")
APPOSED = re.compile(
    r", (?:(?:an?|the|his|her|its) )?((?:[a-z][\w-]* ){0,3}?[a-z][\w-]*)"
    r"(?= of| at| for| in|,|\.| who| from)"
)
PLACE_ENDS = frozenset(
    "street avenue road boulevard highway lake river mountain mount county city island islands"
    " valley beach park hill hills drive lane bay square bridge airport province region district"
    " township village heights".split()
)
PARTICLES = frozenset("de del da di van von der den bin ibn al el la le du dos y".split())
QUALIFIERS = PEOPLES | PLACES | BODY_WORDS | AGENCIES | {"new", "york", "south", "north", "west"}
HEADLINE_SHARE = 0.6  # of the longer words in capitals: a headline in title case


class Found(NamedTuple):
    """A name as first found: code points `[start, end)` and its likely kind."""

    start: int
    end: int
    kind: NameKind


def count_lead(words: list[str], kind: NameKind) -> int:
    """Return how many words before a name are no part of it: articles, titles, what leads there."""
    if len(words) < 2:
        return 0
    bare = [word.casefold().strip(".,") for word in words]
    lead = 0
    while lead < len(words) - 1 and (
        bare[lead] in {"the", "a", "an"} or (words[lead].islower() and bare[lead] not in PARTICLES)
    ):
        lead += 1
    if kind != "person":
        return lead
    title = _last_title(words, bare)
    if title is not None:
        return title + 1  # "White House Press Secretary Ann Poole"
    cut = lead  # "Russian President Vladimir Putin": all before the name
    for number in range(lead, len(words) - 1):
        word = OWNER_END.sub("", bare[number])
        if bare[number + 1] in SUFFIXES:
            break
        if word in TITLES or word in ROLES or word.endswith("-elect"):
            cut = number + 1
        elif any(_is_short_title(later) for later in words[number + 1 : -1]):
            continue  # "North Norland Rep. Ann Poole": all before the "Rep."
        elif not (words[number].isupper() and len(word) > 1) and word not in QUALIFIERS:
            break
    return cut


def _last_title(words: list[str], bare: list[str]) -> int | None:
    """Return the place of a title that a body, place or people stands before, and a name after."""
    for number in range(len(words) - 3, 0, -1):
        if bare[number] not in TITLES and bare[number] not in ROLES:
            continue
        after = bare[number + 1 :]
        before = {OWNER_END.sub("", word) for word in bare[:number]}
        if len(after) <= 3 and not set(after) & (BODY_WORDS | PLACE_ENDS | SUFFIXES | {"of"}):
            return number if before & (QUALIFIERS | TITLES) else None
        return None
    return None


def _is_short_title(word: str) -> bool:
    """Whether a word is a title cut short, which no name has inside: "Rep.", "Cpl."."""
    return word.endswith(".") and word.casefold().strip(".") in TITLES - SUFFIXES and len(word) > 2


def strip_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the words without marks at their ends, a possessive and a sentence's full stop."""
    while start < end and text[start] in EDGE:
        start += 1
    while True:
        while end > start and text[end - 1] in EDGE:
            end -= 1
        match = POSSESSIVE.search(text, start, end)
        if match is None:
            break
        end = match.start()
    if text[start:end].endswith(".") and "." not in text[start : end - 1]:
        last = text[start : end - 1].rsplit(maxsplit=1)[-1:] or [""]
        if last[0].casefold() not in {"inc", "corp", "co", "ltd", "jr", "sr"} and len(last[0]) > 1:
            end -= 1
    return start, end


def is_titled(sentence: str) -> bool:
    """Whether most longer words are capitalised, as in a headline in title case or capitals."""
    if sentence.rstrip("”’\"' ").endswith("."):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", sentence) if len(word) > 3]
    upper = sum(word[0].isupper() for word in words)
    return len(words) > 3 and upper > HEADLINE_SHARE * len(words)


def has_role(text: str, end: int) -> bool:
    """Whether a name is followed by what a person is: ", director of ..."."""
    match = APPOSED.match(text, end)
    return match is not None and is_role(match[1].split()[-1])
