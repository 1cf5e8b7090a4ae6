"""Proper names: rules that find them without a model, and rules that mend what a model found.

Both learn from the article itself: a word that also stands in lower case is no name, a surname
of a person who is named in full is that person, one string has one kind.
"""

# ruff: noqa: SIM905, E501 - word lists read best as words

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from variorum.annotate.gazetteer import (
    AGENCIES,
    BODY_WORDS,
    CALENDAR,
    NO_NAME,
    PEOPLES,
    PLACES,
    PLATFORMS,
)
from variorum.annotate.sentences import STARTERS
from variorum.annotate.titles import ROLES, SUFFIXES, TITLES, gender_of_name, is_role
from variorum.model import Article, Mention, NameKind, Span


class Found(NamedTuple):
    """A name as first found: code points `[start, end)` and its likely kind."""

    start: int
    end: int
    kind: NameKind


CAPITAL = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gov|Lt|Gen|Col|Sgt|Capt|Cpl|Maj|Adm|Det|Rev|Pres|St)\."
    r"|[A-Z\u00c0-\u00de\u0100-\u017f](?:[\w’'\-]*\w|\.(?:[A-Z]\.?)*)?)"
)
JOINT = r"(?:of|the|for|and|de|del|da|di|van|von|der|den|bin|ibn|al|el|la|le|du|dos|y|&)"
RUN = re.compile(rf"(?<![\w@#]){CAPITAL}(?:[ \u00a0](?:{JOINT}[ \u00a0]){{0,2}}{CAPITAL})*")
ONE_WORD = re.compile(r"[^\s]+")
LOWER_BEFORE = re.compile(r"([a-z]+) $")
LOWER_WORD = re.compile(r"(?<![\w’'])[a-z][a-z’'\-]+")
ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z&]{1,6}")
CAPITAL_WORD = re.compile(r"(?<![\w’'@#.-])(?![a-z\d_])\w+(?![\w-])")
OWNER = re.compile(r"([\w.]+)['’]s?\s+(?=[A-Z])")
OWNER_END = re.compile("['’]s?$")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
EDGE = " \t\r\n\"'“”‘’«»()[]{},;:!?—–-*…|/"
PARTY = re.compile(r"(?:[DRI]|Dem|Rep)[.-]+.*")
AGE = re.compile(r",? (?:\(?\d\d?\)?,|aged? \d|\d\d?,)")
SPEAKS = re.compile(
    r"[ ,]*(?:said|says|told|added|wrote|tweeted|asked|replied|explained|argued|warned|insisted"
    r"|recalled|testified|responded|wants|noted|continued|admitted|claimed|announced|who)\b"
)
FIRST_BEFORE = re.compile(r"(?<![\w’'-])([A-Z][a-zé]+)[ \u00a0]$")
FAMILY = frozenset({"mom", "dad", "mum", "mama", "papa", "grandma", "grandpa", "mommy", "daddy"})
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
APPOSED = re.compile(
    r", (?:(?:an?|the|his|her|its) )?((?:[a-z][\w-]* ){0,3}?[a-z][\w-]*)(?= of| at| for| in|,|\.| who| from)"
)
SPOKEN = re.compile(r"\b(?:said|says|told|added|asked|wrote|according to)[ ,]+$")
LOCATED = re.compile(r"\b(?:in|near|at|from|outside|across|throughout|of|to)\s+$")
PLACE_ENDS = frozenset(
    "street avenue road boulevard highway lake river mountain mount county city island islands"
    " valley beach park hill hills drive lane bay square bridge airport province region district"
    " township village heights".split()
)
PARTICLES = frozenset("de del da di van von der den bin ibn al el la le du dos y".split())
QUALIFIERS = PEOPLES | PLACES | BODY_WORDS | AGENCIES | {"new", "york", "south", "north", "west"}
# What only a body has, does or is: "Kell Line, the operator", "Kell Line said it had no comment".
BODILY = re.compile(
    r"['’]s? chief (?:executive|operating|financial|engineer|technology)"
    r"|['’]s? (?:shareholders|headquarters|subsidiary|board of directors)\b"
    r"| (?:said|says) (?:that )?it (?:ha[sd] no|does not|did not|was cooperating|would cooperate)\b"
    r"|, (?:an?|the) (?:[\w-]+ ){0,4}(?:group|company|firm|operator|airline|charity|think tank|bank"
    r"|newspaper|website|nonprofit|non-profit|union|organi[sz]ation|startup|start-up|retailer"
    r"|manufacturer|maker|publisher|broadcaster|insurer|developer)\b(?! (?:\w+er|owner|founder)\b)"
)
# "the Kell", "the Lady Kell": a ship or a paper; of a person only before a noun ("the Kell camp").
WITH_ARTICLE = re.compile(r"\b[Tt]he (?:(?:Lady|Princess|Prince|Queen|King|Sir|Miss|Star) )?$")
THING_AFTER = re.compile(
    r"[.,;:)”\"]|\s(?:was|were|is|has|had|and|or|off|in|on|at|to|near|late|when|as|after|before"
    r"|that|which|with|from|for|by|said|says|while|because|until|since)\b|\s*$"
)
HEADLINE_SHARE = 0.6  # of the longer words in capitals: a headline in title case


def find_sure_people(text: str, sentences: Iterable[tuple[int, int]]) -> list[Found]:
    """Return the people that a title or a usual first name betrays: what a model may miss.

    >>> text = "Then Foreign Minister Ignazio Example spoke."
    >>> [text[one.start : one.end] for one in find_sure_people(text, [(0, len(text))])]
    ['Ignazio Example']
    """
    return [
        bare
        for one in find_names(text, sentences)
        if one.kind == "person" and _is_sure(text, one) and (bare := _clean(text, one)) is not None
    ]


def _is_sure(text: str, one: Found) -> bool:
    words = text[one.start : one.end].split()
    lead = _count_lead(words, "person")
    bare = words[lead:]
    if not 1 <= len(bare) <= 4 or any(word.casefold() in BODY_WORDS for word in bare):
        return False
    if len(bare) > 1 and (
        gender_of_name(bare[0])
        or AGE.match(text, one.end)
        or _has_role(text, one.end)
        or text.startswith(", who ", one.end)
    ):
        return True
    titles = {word.casefold().strip(".") for word in words[:lead]}
    return bool(titles & TITLES)


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
        titled = _is_titled(text[start:end])
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


def mend_names(article: Article, found: Iterable[Found]) -> list[Mention]:
    """Return mentions in text order, without overlaps, from what a model or rules found.

    Titles, articles and possessives are cut off; agencies are organisations; a surname of a person
    is a person; one string has the kind that it has most often; further places where a person's
    name or surname stands are added.
    """
    text = article.text
    cut = [span for one in found if (span := _clean(text, one)) is not None]
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for one in cut:
        votes[_key(text, one)][one.kind] += 1
    kinds = {key: _majority(counter) for key, counter in votes.items()}
    for key, kind in list(kinds.items()):
        if key in AGENCIES or key in PLATFORMS:
            kinds[key] = "organisation"
        elif key in PLACES:
            kinds[key] = "place"
        elif key in PEOPLES:
            kinds[key] = "other"
        else:
            words = key.split()
            if (
                kind in {"organisation", "other"}
                and 1 < len(words) < 4
                and words[0] not in PLACES | PEOPLES | TITLES
                and not set(words) & BODY_WORDS
                and kinds.get(words[-1]) == "person"
            ):
                kinds[key] = "person"
    _demote_persons(text, cut, kinds)
    surnames = _known_surnames(text, cut, kinds)
    cut = [
        _without_extra(text, _without_verb(text, one, surnames, votes), votes, kinds) for one in cut
    ]
    for one in cut:
        kinds.setdefault(_key(text, one), one.kind)
    firsts = {key.split()[0] for key, kind in kinds.items() if kind == "person" and " " in key}
    for key in kinds:
        if (key in surnames or key in firsts) and key not in PLACES | CALENDAR | PEOPLES:
            kinds[key] = "person"
    mended = [Found(one.start, one.end, kinds[_key(text, one)]) for one in cut]
    mended += _missed(article, mended, surnames)
    return [
        Mention(Span(article.id, one.start, one.end), one.kind) for one in _without_overlaps(mended)
    ]


def _demote_persons(text: str, found: Iterable[Found], kinds: dict[str, NameKind]) -> None:
    """Take names that the article treats as ships, papers or bodies from the persons in `kinds`."""
    places: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        key = _key(text, one)
        if kinds[key] == "person":
            places[key].append(one)
    for key, spans in places.items():
        first = key.split()[0]
        if gender_of_name(first) is not None:
            continue
        bodily = sum(BODILY.match(text, one.end) is not None for one in spans)
        things = sum(
            WITH_ARTICLE.search(text, max(0, one.start - 20), one.start) is not None
            and THING_AFTER.match(text, one.end) is not None
            for one in spans
        )
        if bodily and " " in key:
            kinds[key] = "organisation"
        elif 2 * things > len(spans) and not key.endswith("s"):
            kinds[key] = "other"


def _clean(text: str, one: Found) -> Found | None:  # noqa: C901 - a list of rules, in order
    start, end = one.start, one.end
    line = text.find("\n\n", start, end)
    if line >= 0:
        end = line
    start, end = _strip_edges(text, start, end)
    owner = OWNER.match(text[start:end])
    if owner and (
        owner[1].casefold() in PLACES | PEOPLES
        or gender_of_name(text[start + owner.end() : end].split(maxsplit=1)[0])
    ):
        start += owner.end()  # "Norland's Ada Kell"
        rest = set(text[start:end].casefold().split())
        if one.kind == "organisation" and len(rest) > 1 and not rest & BODY_WORDS:
            one = Found(start, end, "person")
    words = [(start + m.start(), start + m.end()) for m in ONE_WORD.finditer(text[start:end])]
    lead = _count_lead([text[slice(*word)] for word in words], one.kind)
    while len(words) - 1 > lead and (
        text[slice(*words[-1])].islower() or text[slice(*words[-1])].casefold() in DAYS
    ):
        words.pop()
    if not words:
        return None
    start, end = _strip_edges(text, words[lead][0], words[-1][1])
    name = text[start:end]
    folded = name.casefold().rstrip(".")
    if one.kind == "person":
        first = FIRST_BEFORE.search(text, max(0, start - 20), start)
        if first and gender_of_name(first[1]):
            start = first.start()  # "Ana Marie", of which a model took "Marie"
            name = text[start:end]
    if (
        start >= end
        or not name[0].isalnum()
        or name.islower()
        or not any(letter.isalpha() for letter in name)
        or folded in CALENDAR
        or folded in NO_NAME
        or folded in FAMILY
        or PARTY.fullmatch(name)
    ):
        return None
    kind = one.kind
    parts = folded.split()
    if (
        kind == "organisation"
        and 2 <= len(parts) <= 4
        and not set(parts) & (BODY_WORDS | {"of", "the", "and", "&", "for"})
        and (
            text.startswith(", who ", end)
            or AGE.match(text, end)
            or _has_role(text, end)
            or (
                gender_of_name(parts[0])
                and (parts[-1] in SUFFIXES or re.fullmatch(r"\w\.?", parts[1]))
            )
        )
    ):
        kind = "person"  # "Ann R. Poole II"
    if kind == "organisation":
        lead = _count_lead(text[start:end].split(), "person")
        left = parts[lead:]
        titled = lead > 0 and parts[lead - 1].strip(".") in TITLES | ROLES
        if titled and 0 < len(left) <= 3 and not set(left) & (BODY_WORDS | {"of", "and", "&"}):
            kind = "person"  # "Bishop Ann Poole"
            start += [m.start() for m in ONE_WORD.finditer(text[start:end])][lead]
            name = text[start:end]
            folded = name.casefold().rstrip(".")
    if kind == "person" and BODY_WORDS & set(folded.split()) and len(folded.split()) > 1:
        kind = "organisation"
    return Found(start, end, kind)


def _count_lead(words: list[str], kind: NameKind) -> int:
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


def _without_verb(
    text: str, one: Found, surnames: set[str], votes: dict[str, Counter[NameKind]]
) -> Found:
    """Cut "Kell Quits" to "Kell" in a headline, where Kell is known and Quits is not."""
    words = text[one.start : one.end].split()
    if len(words) != 2 or votes[_key(text, one)].total() > 1:
        return one
    first, last = (word.casefold() for word in words)
    if first not in surnames or votes.get(last) or not _is_titled(_line(text, one.start)):
        return one
    return Found(one.start, one.start + len(words[0]), "person")


def _without_extra(
    text: str, one: Found, votes: dict[str, Counter[NameKind]], kinds: dict[str, NameKind]
) -> Found:
    """Cut "Ada Kell Keystone", seen once, to the "Ada Kell" that stands elsewhere."""
    key = _key(text, one)
    words = list(ONE_WORD.finditer(text[one.start : one.end]))
    if one.kind != "person" or len(words) < 3 or votes.get(key, Counter()).total() > 1:
        return one
    shorter = " ".join(word[0] for word in words[:-1]).casefold()
    if kinds.get(shorter) != "person" or words[-1][0].casefold().strip(".") in SUFFIXES:
        return one
    return Found(one.start, one.start + words[-2].end(), "person")


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _strip_edges(text: str, start: int, end: int) -> tuple[int, int]:
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


def _key(text: str, one: Found) -> str:
    return " ".join(text[one.start : one.end].split()).casefold()


def _majority(counter: Counter[NameKind]) -> NameKind:
    order: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
    return min(counter, key=lambda kind: (-counter[kind], order.index(kind)))


def _known_surnames(text: str, found: Iterable[Found], kinds: dict[str, NameKind]) -> set[str]:
    surnames = set()
    for one in found:
        words = [
            word
            for word in _key(text, one).split()
            if word.strip(".,") not in SUFFIXES and len(word) > 1
        ]
        if kinds[_key(text, one)] == "person" and len(words) > 1 and len(words[-1]) > 2:
            surnames.add(words[-1])
    return surnames


def _missed(article: Article, found: list[Found], surnames: set[str]) -> list[Found]:
    """Return further places where a known person's surname stands in capitals."""
    if not surnames:
        return []
    covered = sorted((one.start, one.end) for one in found)
    wanted = CAPITAL_WORD if all(map(str.isalnum, surnames)) else _match_any(surnames)
    more = []
    position = 0
    for block in article.blocks:
        if block.kind not in {"headline", "standfirst", "body", "correction"}:
            continue
        for match in wanted.finditer(article.text, block.start, block.end):
            if match[0].casefold() not in surnames:
                continue
            while position < len(covered) and covered[position][1] <= match.start():
                position += 1
            free = position == len(covered) or covered[position][0] >= match.end()
            if free and match[0][0].isupper() and match[0].casefold() not in NO_NAME:
                more.append(Found(*match.span(), "person"))
    return more


def _match_any(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole names, for those that are more than one word's letters."""
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<![\w’'@#.-])(?:{'|'.join(longest_first)})(?![\w-])", re.IGNORECASE)


def _without_overlaps(found: Iterable[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


# --- finding by rule -------------------------------------------------------------------------


def _is_titled(sentence: str) -> bool:
    """Whether most longer words are capitalised, as in a headline in title case or capitals."""
    if sentence.rstrip("”’\"' ").endswith("."):
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", sentence) if len(word) > 3]
    upper = sum(word[0].isupper() for word in words)
    return len(words) > 3 and upper > HEADLINE_SHARE * len(words)


def _cut_run(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run of capitalised words where one name ends: after a possessive, at "and"."""
    pieces: list[tuple[int, int]] = []
    begin = start
    for match in re.finditer(r"['’]s?(?=\s)| (?:and|&|the|y|of)(?= )", text[start:end]):
        joint = match[0].strip()
        before = text[begin : start + match.start()]
        if joint == "of" and not _names_person(before.split()):
            continue
        if joint in {"and", "&"} and set(before.casefold().split()) & BODY_WORDS:
            continue
        if joint == "&" or (joint == "the" and re.search(r"(?:of|for)$", before)):
            continue
        pieces.append((begin, start + match.start()))
        begin = start + match.end()
    pieces.append((begin, end))
    return [
        (left, right)
        for one, two in pieces
        for left, right in [_strip_edges(text, one, two)]
        if left < right and text[left].isupper()
    ]


def _names_person(words: list[str]) -> bool:
    """Whether a run up to "of" is a person's name: "Gov. Ann Poole (of Norland)"."""
    bare = words[_count_lead(words, "person") :]
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
        while words and (plain(0) in STARTERS or plain(0) in NO_NAME or plain(0) in PARTICLES):
            if plain(0) in TITLES and len(words) > 1:
                break
            words = words[1:]
        if words and plain(0) in lower and plain(0) not in TITLES and words[0][0] == start:
            words = words[1:]
        if len(words) == 1 and words[0][0] == start:
            word = text[slice(*words[0])]
            known_name = plain(0) in PLACES or plain(0) in AGENCIES or plain(0) in PEOPLES
            if not (known_name or ACRONYM.fullmatch(word) or inner[word]):
                return None
    while words and not text[words[0][0]].isupper():
        words = words[1:]
    if not words:
        return None
    first, last = words[0][0], words[-1][1]
    name = text[first:last]
    folded = name.casefold().strip(".")
    if folded in CALENDAR or folded in NO_NAME or folded in STARTERS:
        return None
    if len(words) == 1 and (folded in lower or folded in TITLES) and not ACRONYM.fullmatch(name):
        return None
    if len(name) < 2 or all(plain(n) in CALENDAR for n in range(len(words))):
        return None
    return first, last


def _surnames(text: str, spans: list[tuple[int, int]]) -> set[str]:
    """Return the surnames of runs that are surely people: by title, first name, age or verb."""
    people = set()
    for start, end in spans:
        words = [word.casefold().strip(".") for word in text[start:end].split()]
        titles = [word for word in words[:-1] if word in TITLES]
        bare = words[_count_lead(text[start:end].split(), "person") :]
        if not bare or set(bare) & BODY_WORDS or " ".join(bare) in PLACES:
            continue
        if (
            titles
            or (len(bare) > 1 and (gender_of_name(bare[0]) or AGE.match(text, end)))
            or (
                1 < len(bare) <= 4
                and (
                    _has_role(text, end)
                    or SPEAKS.match(text, end)
                    or SPOKEN.search(text[max(0, start - 20) : start])
                )
            )
        ):
            people.add(bare[-1])
    return people


def _has_role(text: str, end: int) -> bool:
    """Whether a name is followed by what a person is: ", director of ..."."""
    match = APPOSED.match(text, end)
    return match is not None and is_role(match[1].split()[-1])


def _recurring(text: str, spans: list[tuple[int, int]], lower: set[str]) -> set[str]:
    """Return last words of runs of two or three that also stand alone: surnames, as a rule."""
    runs = [text[start:end].split() for start, end in spans]
    alone = Counter(words[0].casefold() for words in runs if len(words) == 1)
    return {
        last
        for words in runs
        if 1 < len(words) < 4
        and alone[last := words[-1].casefold()] > 0
        and not {word.casefold() for word in words} & (BODY_WORDS | PLACES | PEOPLES | AGENCIES)
        and last not in lower
        and last not in PLACE_ENDS
        and not words[-1].isupper()
    }


def _kind(text: str, start: int, end: int, people: set[str]) -> NameKind:  # noqa: PLR0911 - one return a rule
    name = text[start:end]
    words = [word.casefold().strip(".,'’") for word in name.split()]
    folded = " ".join(words)
    if folded in PLACES or name.casefold() in PLACES or words[-1] in PLACE_ENDS:
        return "place"
    if folded in PEOPLES or words[-1] in PEOPLES:
        return "other"
    raw = name.split()
    lead = _count_lead(raw, "person")
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
