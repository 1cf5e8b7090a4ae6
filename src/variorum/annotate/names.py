"""Proper names by rule, without a model.

The rules learn from the article itself: a word that also stands in lower case is no name, a surname
of a person who is named in full is that person.
"""

import re
from collections import Counter
from collections.abc import Iterable

from variorum.annotate.gazetteer import AGENCIES, BODY_WORDS, CALENDAR, NO_NAME, PEOPLES, PLACES
from variorum.annotate.name_words import (
    AGE,
    EDGE,
    LEADING,
    ONE_WORD,
    PARTICLES,
    PLACE_ENDS,
    Found,
    count_lead,
    has_role,
    is_title,
    is_titled,
    strip_edges,
)
from variorum.annotate.sentences import STARTERS
from variorum.annotate.titles import ROLES, TITLES, gender_of_name, is_role
from variorum.model import NameKind

CAPITAL = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gov|Lt|Gen|Col|Sgt|Capt|Cpl|Maj|Adm|Det|Rev|Pres|St|Mt"
    r"|Jr|Sr|Inc|Corp|Ltd)\."
    r"|[A-Z\u00c0-\u00de\u0100-\u017f](?:[\w’'\-]*\w|\.(?:[A-Z]\.?)*)?)"
)
JOINT = r"(?:of|the|for|and|de|del|da|di|van|von|der|den|bin|ibn|al|el|la|le|du|dos|y|&)"
RUN = re.compile(rf"(?<![\w@#]){CAPITAL}(?:[ \u00a0](?:{JOINT}[ \u00a0]){{0,2}}{CAPITAL})*")
LOWER_BEFORE = re.compile(r"([a-z]+) $")
LOWER_WORD = re.compile(r"(?<![\w’'])[a-z][a-z’'\-]+")
ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z&]{1,6}")
SPEAKS = re.compile(
    r"[ ,]*(?:said|says|told|added|wrote|tweeted|asked|replied|explained|argued|warned|insisted"
    r"|recalled|testified|responded|wants|noted|continued|admitted|claimed|announced|who)\b"
)
SPOKEN = re.compile(r"\b(?:said|says|told|added|asked|wrote|according to)[ ,]+$")
# Words that open a sentence before a name, as those of `STARTERS` do.
OPENERS = STARTERS | {"plus", "like", "unlike", "added", "inside", "fellow", "despite", "until"}
# Of whom or what a body is named after: "Sheriff's Office", "Children's Hospital".
OWNERS = frozenset(
    {"children", "women", "men", "people", "veterans", "workers", "teachers", "citizens"}
)
PARTIES = frozenset({"republican", "republicans", "democrat", "democrats", "gop"})
BEFORE_PARTY = AGENCIES | PLACES
# "ORLA (AP) —", "ORLA —": where a report was written.
DATELINE_AFTER = re.compile(r" ?(?:\([A-Z][\w .]+\) ?)?(?:—|–|--| - )")
# What a number names: "Highway 35", "Channel 4".
NUMBERED = frozenset(["highway", "route", "interstate", "channel", "ward", "beltway", "precinct"])
# Words for a body that are no name alone: "the Department".
BARE_BODIES = frozenset(
    {"office", "department", "hospital", "school", "street", "club", "company", "group"}
)
NUMBER_AFTER = re.compile(r" \d{1,3}\b(?![.,]\d)")
NUMBER_END = re.compile(r"(?<=\w) \d+$")
LOCATED = re.compile(r"\b(?:in|near|at|from|outside|across|throughout|of|to)\s+$")


def find_names(text: str, sentences: Iterable[tuple[int, int]]) -> list[Found]:
    """Return the names in `sentences` of `text` by rule, in text order; doubtful ones left out."""
    spans = list(sentences)
    lower = {
        match[0].casefold()
        for start, end in spans
        for match in LOWER_WORD.finditer(text, start, end)
    }
    runs: list[tuple[int, int, bool, bool]] = []  # start, end, opens a sentence, in a headline
    inner: Counter[str] = Counter()  # words capitalised where a sentence does not begin
    for start, end in spans:
        titled = is_titled(text[start:end])
        for match in RUN.finditer(text, start, end):
            opens = not text[start : match.start()].strip(EDGE) or text[
                match.start() - 2 : match.start()
            ] in {": ", " “", ' "', " ‘", "“", '"'}
            for piece in _cut_run(text, *match.span()):
                first = opens and piece[0] == match.start()
                runs.append((*piece, first, titled))
                if not titled:
                    words = text[piece[0] : piece[1]].split()
                    inner.update(words[1:] if first else words)
    kept = [
        span
        for start, end, opens, titled in runs
        if (span := _trim_run(text, start, end, opens, titled, lower, inner)) is not None
    ]
    people = _surnames(text, kept) | _recurring(text, kept, lower)
    return [Found(start, end, _kind(text, start, end, people)) for start, end in kept]


def _cut_run(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run of capitalised words where one name ends: after a possessive, at "and"."""
    if text[start:end].isalnum():  # one word, as most are
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    begin = start
    for match in re.finditer(r"['’]s?(?=\s)| (?:and|&|the|y|of)(?= )", text[start:end]):
        joint = match[0].strip()
        before = text[begin : start + match.start()]
        if joint == "of" and not (before.casefold() in PEOPLES or _names_person(before.split())):
            continue
        if joint[0] in "'’" and _owns_body(before, text[start + match.end() : end]):
            continue
        if joint in {"and", "&"} and set(before.casefold().split()) & BODY_WORDS:
            continue
        if joint == "&" or (joint == "the" and re.search(r"(?:of|for)$", before)):
            continue
        pieces.append((begin, start + match.start()))
        begin = start + match.end()
    pieces.append((begin, end))
    pieces = [part for piece in pieces for part in _cut_before_title(text, *piece)]
    return [
        (left, right)
        for one, two in pieces
        for left, right in [strip_edges(text, one, two)]
        if left < right and text[left].isupper()
    ]


def _owns_body(before: str, after: str) -> bool:
    """Whether an owner is part of a body's name: "Orla County Sheriff('s Office)"."""
    owner = before.rsplit(maxsplit=1)[-1].casefold()
    follows = after.split(maxsplit=1)[:1]
    return (
        (owner in OWNERS or owner in TITLES or owner in ROLES)
        and bool(follows)
        and follows[0].casefold() in BODY_WORDS
    )


def _cut_before_title(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut "Orla County Judge Ann Poole" before the title: what leads there is a name by itself."""
    words = text[start:end].split()
    if len(words) < 2:
        return [(start, end)]
    bare = [word.casefold().strip(".,") for word in words]
    title = next((number for number, word in enumerate(bare) if is_title(word)), 0)
    if bare[-1] in PARTIES and not BEFORE_PARTY.isdisjoint((bare[-2], " ".join(bare[-3:-1]))):
        cut = len(words) - 1  # "House Republicans"
    elif title and (bare[title - 1] in LEADING or " ".join(bare[:title]) in LEADING):
        lead = count_lead(words, "person")
        cut = title if lead > title and not set(bare[lead:]) & (BODY_WORDS | {"of"}) else 0
    else:
        cut = 0
    if not cut:
        return [(start, end)]
    places = [start + match.start() for match in ONE_WORD.finditer(text[start:end])]
    return [(start, places[cut - 1] + len(words[cut - 1])), (places[cut], end)]


def _names_person(words: list[str]) -> bool:
    """Whether a run up to "of" is a person's name: "Gov. Ann Poole (of Norland)"."""
    bare = words[count_lead(words, "person") :]
    if len(bare) < 2 and len(bare) == len(words):
        return False
    last = bare[-1].casefold().strip(".")
    if last in TITLES or last in ROLES or {word.casefold() for word in bare} & BODY_WORDS:
        return False
    return len(bare) < len(words) or gender_of_name(bare[0]) is not None


def _trim_run(  # noqa: C901, PLR0911, PLR0912, PLR0917 - a list of rules, in order
    text: str,
    start: int,
    end: int,
    opens: bool,  # noqa: FBT001
    titled: bool,  # noqa: FBT001
    lower: set[str],
    inner: Counter[str],
) -> tuple[int, int] | None:
    words = [(start + m.start(), start + m.end()) for m in ONE_WORD.finditer(text[start:end])]

    def plain(number: int) -> str:
        return text[slice(*words[number])].casefold().strip(".,'’")

    if titled:
        known = [inner[text[slice(*word)]] > 0 for word in words]
        while words and not known[0]:
            words, known = words[1:], known[1:]
        while words and not known[-1]:
            words, known = words[:-1], known[:-1]
        if not words or not all(known):
            return None
    elif opens:
        while words and (plain(0) in OPENERS or plain(0) in NO_NAME or plain(0) in PARTICLES):
            if plain(0) in TITLES and len(words) > 1:
                break
            words = words[1:]
        if words and plain(0) in lower and plain(0) not in TITLES and words[0][0] == start:
            words = words[1:]
        if len(words) == 1 and words[0][0] == start:
            word = text[slice(*words[0])]
            known_name = plain(0) in PLACES or plain(0) in AGENCIES or plain(0) in PEOPLES
            dateline = _heads_dateline(text, *words[0])
            if not (known_name or dateline or ACRONYM.fullmatch(word) or inner[word]):
                return None
    while words and not text[words[0][0]].isupper():
        words = words[1:]
    if not words:
        return None
    first, last = words[0][0], words[-1][1]
    name = text[first:last]
    folded = name.casefold().strip(".")
    if folded in CALENDAR or folded in NO_NAME or folded in OPENERS:
        return None
    if len(words) == 1:
        listed = folded in AGENCIES or folded in PEOPLES
        common = (folded in lower and not listed) or folded in TITLES or folded in BARE_BODIES
        if common and not ACRONYM.fullmatch(name):
            return None
    if plain(-1) in NUMBERED and (number := NUMBER_AFTER.match(text, last)):
        last = number.end()
    if len(name) < 2 or all(plain(n) in CALENDAR for n in range(len(words))):
        return None
    return first, last


def _heads_dateline(text: str, start: int, end: int) -> bool:
    """Whether words in capitals open a paragraph as the place that it was written in."""
    return (
        text[start - 1 : start] in {"", "\n"}
        and text[start:end].isupper()
        and DATELINE_AFTER.match(text, end) is not None
    )


def _surnames(text: str, spans: list[tuple[int, int]]) -> set[str]:
    """Return the surnames of runs that are surely people: by title, first name, age or verb."""
    people = set()
    for start, end in spans:
        words = [word.casefold().strip(".") for word in text[start:end].split()]
        titles = [word for word in words[:-1] if word in TITLES]
        bare = words[count_lead(text[start:end].split(), "person") :]
        if not bare or set(bare) & BODY_WORDS or " ".join(bare) in PLACES:
            continue
        if (
            titles
            or (len(bare) > 1 and (gender_of_name(bare[0]) or AGE.match(text, end)))
            or (
                1 < len(bare) <= 4
                and (
                    has_role(text, end)
                    or SPEAKS.match(text, end)
                    or SPOKEN.search(text[max(0, start - 20) : start])
                )
            )
        ):
            people.add(bare[-1])
    return people


def _recurring(text: str, spans: list[tuple[int, int]], lower: set[str]) -> set[str]:
    """Return last words of runs of two or three that also stand alone: surnames, as a rule."""
    runs = [text[start:end].split() for start, end in spans]
    title_end = text.find("\n", spans[0][1]) if spans else 0
    alone: dict[str, int] = {}  # where each first stands alone, below the title
    for words, (start, _) in zip(runs, spans, strict=True):
        if len(words) == 1 and start > title_end:
            alone.setdefault(words[0].casefold(), start)
    return {
        last
        for words, (start, _) in zip(runs, spans, strict=True)
        if 1 < len(words) < 4
        and alone.get(last := words[-1].casefold(), 0) > start  # a person is named in full first
        and not {word.casefold() for word in words} & (BODY_WORDS | PLACES | PEOPLES | AGENCIES)
        and last not in lower
        and last not in PLACE_ENDS
        and not words[-1].isupper()
    }


def _kind(text: str, start: int, end: int, people: set[str]) -> NameKind:  # noqa: PLR0911 - one return a rule
    name = NUMBER_END.sub("", text[start:end])
    words = [word.casefold().strip(".,'’") for word in name.split()]
    folded = " ".join(words)
    if (
        folded in PLACES
        or name.casefold() in PLACES
        or words[-1] in PLACE_ENDS
        or _heads_dateline(text, start, end)
    ):
        return "place"
    if folded in PEOPLES or words[-1] in PEOPLES:
        return "other"
    raw = name.split()
    lead = count_lead(raw, "person")
    titled = lead > 0 and (words[lead - 1] in TITLES or words[lead - 1] in ROLES)
    if titled and len(words) - lead <= 3 and not set(words[lead:]) & (BODY_WORDS | {"of"}):
        return "person"
    if folded in AGENCIES or set(words) & BODY_WORDS or ACRONYM.fullmatch(name):
        return "organisation"
    if words[0] in TITLES or words[-1] in people:
        return "person"
    before = text[max(0, start - 24) : start]
    role = LOWER_BEFORE.search(before)
    if len(words) > 1 and role and is_role(role[1]):
        return "person"
    if len(words) == 1 and (SPEAKS.match(text, end) or SPOKEN.search(before)):
        return "person"
    if LOCATED.search(before) and len(words) <= 2:
        return "place"
    if len(words) in {2, 3} and "of" not in words:
        return "person" if gender_of_name(words[0]) else "other"
    return "other"
