"""What belongs to a name where it stands, and what only leads there: articles, titles, marks."""

# ruff: noqa: SIM905 - word lists read best as words

import re
from typing import NamedTuple

from variorum.annotate.gazetteer import AGENCIES, BODY_WORDS, PEOPLES, PLACES
from variorum.annotate.titles import ROLES, SUFFIXES, TITLES, gender_of_name, is_role
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
ALSO_FIRST_NAMES = frozenset(
    "hunter parker carter cooper taylor tucker turner walker tanner connor conner archer spencer"
    " harper sawyer piper peter alexander skyler tyler asher jasper oliver porter sailor mercer"
    " gunner cantor christopher homer lester chester esther jennifer heather ester buster rider"
    " ryder foster weaver fletcher miller adrian fabian cassian dorian vivian lillian marian"
    " julian christian damian bastian brian ian gillian herman norman truman roman coleman".split()
)
QUALIFIERS = PEOPLES | PLACES | BODY_WORDS | AGENCIES | {"new", "york", "south", "north", "west"}
LEADING = QUALIFIERS | TITLES | PLACE_ENDS  # what a title may stand after
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
    return _count_titles(words, bare, lead)


def _count_titles(words: list[str], bare: list[str], lead: int) -> int:
    """Return where a person's own name begins: "Russian President Vladimir Putin"."""
    cut = number = lead
    while number < len(words) - 1 and bare[number + 1] not in SUFFIXES:
        word = OWNER_END.sub("", bare[number])
        if (
            is_title(word)
            or word in ROLES
            or _is_trade(bare, number)
            or word.endswith("-elect")
            or _shouts(words, number)
        ):
            if bare[number + 1] == "of" and number + 3 < len(words):
                number += 2  # "Secretary of State Ann Poole"
            cut = number + 1
        elif not (
            (words[number].isupper() and len(word) > 1)
            or word in QUALIFIERS
            # "North Norland Rep. Ann Poole": all before the "Rep."
            or any(_is_short_title(later) for later in words[number + 1 : -1])
        ):
            break
        number += 1
    return cut


def _is_trade(bare: list[str], number: int) -> bool:
    """Whether a trade stands before a name that begins with a usual first name: "Baker Ann Roe"."""
    return (
        number + 2 < len(bare)
        and is_role(bare[number])
        and bare[number] not in ALSO_FIRST_NAMES
        and gender_of_name(bare[number]) is None
        and gender_of_name(bare[number + 1]) is not None
    )


def _last_title(words: list[str], bare: list[str]) -> int | None:
    """Return the place of a title that stands before a name, and after what is no first name."""
    for number in range(len(words) - 3, 0, -1):
        if not is_title(bare[number]) and bare[number] not in ROLES:
            continue
        after = bare[number + 1 :]
        before = {OWNER_END.sub("", word) for word in bare[:number]}
        if len(after) <= 3 and not set(after) & (BODY_WORDS | PLACE_ENDS | SUFFIXES | {"of"}):
            known = before & LEADING or (len(after) > 1 and not gender_of_name(bare[0]))
            return number if known else None
        return None
    return None


def is_title(word: str) -> bool:
    """Whether a word in small letters is a title, or several people's: "sens", "presidents"."""
    return word in TITLES or (word[-1:] == "s" and word[:-1] in TITLES and len(word) > 3)


def _shouts(words: list[str], number: int) -> bool:
    """Whether a word in capitals is shouted before a person's name in small letters."""
    word, following = words[number], words[number + 1]
    return (
        word.isupper()
        and len(word) > 2
        and word.isalpha()
        and not following.isupper()
        and gender_of_name(following.casefold()) is not None
    )


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
