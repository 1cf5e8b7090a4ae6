"""Names as they are shown, from what a model or rules found.

The article itself decides: one string has one kind, a surname of a person who is named in full is
that person. And the people that rules are sure of, where a model missed them.
"""

# ruff: noqa: SIM905 - word lists read best as words

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from variorum.annotate.gazetteer import (
    AGENCIES,
    BODY_WORDS,
    CALENDAR,
    NO_NAME,
    PEOPLES,
    PLACES,
    PLATFORMS,
)
from variorum.annotate.name_words import (
    AGE,
    ONE_WORD,
    PARTICLES,
    Found,
    count_lead,
    has_role,
    is_titled,
    strip_edges,
)
from variorum.annotate.names import find_names
from variorum.annotate.titles import BODIES, ROLES, SUFFIXES, TITLES, gender_of_name, is_role
from variorum.model import Article, Mention, NameKind, Span

CAPITAL_WORD = re.compile(r"(?<![\w’'@#.-])(?![a-z\d_])\w+(?![\w-])")
OWNER = re.compile(r"([\w.]+)['’]s?\s+(?=[A-Z])")
PARTY = re.compile(r"(?:[DRI]|Dem|Rep)[.-]+.*")
FIRST_BEFORE = re.compile(r"(?<![\w’'-])([A-Z][a-zé]+)[ \u00a0]$")
NICKNAMED = re.compile(  # Ann “Annie” Roe
    r"(?<![\w.])[A-Z][\w’'-]+ (?:[A-Z]\.? )?[“\"][A-Z][\w’'-]+[”\"] [A-Z][\w’'-]*\w"
    r"(?: (?:Jr|Sr)\.)?"
)
FAMILY = frozenset({"mom", "dad", "mum", "mama", "papa", "grandma", "grandpa", "mommy", "daddy"})
PARTICLE_GAP = re.compile(rf" (?:(?:{'|'.join(sorted(PARTICLES))}) ){{1,3}}")
OF_BEFORE = re.compile(r"\b(?:of|for) (?:the )?$")  # "Leader of the Opposition Ann Poole"
OF_FIELD = re.compile(r"(?:of|for) ")  # of "Bishop of Ulm", whose title was cut off
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())
BODILY = re.compile(
    r"['’]s? (?:chief (?:executive|operating|financial|engineer|technology)|managing director)"
    r"|['’]s? shares (?:fell|rose|were|closed|dropped|gained|lost|jumped|plunged|slid|tumbled)"
    r"|['’]s? (?:shareholders|headquarters|subsidiary|board of directors)\b"
    r"| (?:said|says) (?:that )?it (?:ha[sd] no|does not|did not|was cooperating|would cooperate"
    r"|(?:was|is) [“\"]?(?:deeply |fully |very )?(?:co-operating|saddened|committed|aware|reviewing"
    r"|investigating|considering|disappointed|confident|pleased|proud|unable))\b"
    r"|, (?:an?|the) (?:[\w’'-]+ ){0,4}(?:group|company|firm|operator|airline|charity|think tank"
    r"|bank"
    r"|newspaper|website|nonprofit|non-profit|union|organi[sz]ation|startup|start-up|retailer"
    r"|manufacturer|maker|producer|supplier|chain|publisher|broadcaster|insurer|developer)\b"
    r"(?! (?:\w+er|owner|founder)\b)"
)
FIRM_BEFORE = re.compile(
    r"\b(?:firm|company|airline|retailer|manufacturer|conglomerate|start-?up|supermarket|charity"
    r"|carmaker|automaker|drugmaker|chipmaker|shipbuilder|brewery) $"
)
WITH_ARTICLE = re.compile(r"\b[Tt]he (?:(?:Lady|Princess|Prince|Queen|King|Sir|Miss|Star) )?$")
THING_AFTER = re.compile(
    r"[.,;:)”\"]|\s(?:was|were|is|has|had|and|or|off|in|on|at|to|near|late|when|as|after|before"
    r"|that|which|with|from|for|by|said|says|while|because|until|since)\b|\s*$"
)


def find_sure_people(text: str, sentences: Iterable[tuple[int, int]]) -> list[Found]:
    """Return the people that a title or a usual first name betrays: what a model may miss.

    >>> text = "Then Foreign Minister Ignazio Example spoke."
    >>> [text[one.start : one.end] for one in find_sure_people(text, [(0, len(text))])]
    ['Ignazio Example']
    """
    return [
        bare
        for one in find_names(text, sentences)
        if one.kind == "person"
        and _is_sure(text, one)
        and (bare := _clean(text, one)) is not None
        and _begins_as_name(text, bare)
    ]


def _begins_as_name(text: str, one: Found) -> bool:
    """Whether a name begins with a capital or a particle, not as "Commissioner | for Works"."""
    first = text[one.start : one.end].split(maxsplit=1)[0]
    return not first.islower() or first in PARTICLES


def _is_sure(text: str, one: Found) -> bool:
    words = text[one.start : one.end].split()
    lead = count_lead(words, "person")
    bare = words[lead:]
    if not 1 <= len(bare) <= 4 or any(word.casefold() in BODY_WORDS for word in bare):
        return False
    if len(bare) > 1 and (
        gender_of_name(bare[0])
        or AGE.match(text, one.end)
        or has_role(text, one.end)
        or text.startswith(", who ", one.end)
    ):
        return True
    titles = {word.casefold().strip(".") for word in words[:lead]}
    return bool(titles & TITLES)


def mend_names(article: Article, found: Iterable[Found]) -> list[Mention]:
    """Return mentions in text order, without overlaps, from what a model or rules found.

    Titles, articles and possessives are cut off; agencies are organisations; a surname of a person
    is a person; one string has the kind that it has most often; further places where a person's
    name or surname stands are added.
    """
    text = article.text
    cut = [span for one in found if (span := _clean(text, one)) is not None]
    cut = _join_called(article, _join_parts(text, cut))
    votes: dict[str, Counter[NameKind]] = defaultdict(Counter)
    for one in cut:
        votes[_key(text, one)][one.kind] += 1
    kinds = {key: _majority(counter) for key, counter in votes.items()}
    kinds |= dict.fromkeys(kinds.keys() & _dateline_place(article), "place")
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


def _join_parts(text: str, found: Sequence[Found]) -> list[Found]:
    """Join "Jan" and "Roe" of "Jan van Roe", and leave out the trade of "Grazier Ann Poole".

    A trade or title alone, "General", is no person, unless one is named in full who bears it.
    """
    joined: list[Found] = []
    for one in sorted(found):
        before = joined[-1] if joined and joined[-1].kind == one.kind == "person" else None
        gap = text[before.end : one.start] if before else ""
        if before and " " not in text[before.start : before.end] and PARTICLE_GAP.fullmatch(gap):
            joined[-1] = Found(before.start, one.end, "person")
        elif before and gap == " " and _is_trade(text, before):
            joined[-1] = one
        else:
            joined.append(one)
    borne = {
        word.casefold()
        for one in joined
        for word in text[one.start : one.end].split()
        if one.kind == "person" and " " in text[one.start : one.end]
    }
    return [
        one
        for one in joined
        if not (_is_trade(text, one) and text[one.start : one.end].casefold() not in borne)
    ]


def _join_called(article: Article, found: Sequence[Found]) -> list[Found]:
    """Make one name of “Ann "Annie" Roe”, whatever a model took for its parts."""
    wholes = [
        Found(*match.span(), "person")
        for match in NICKNAMED.finditer(article.text, article.start, article.end)
        if any(
            one.kind == "person" and one.start < match.end() and match.start() < one.end
            for one in found
        )
    ]
    if not wholes:
        return list(found)
    rest = [
        one
        for one in found
        if not any(one.start < whole.end and whole.start < one.end for whole in wholes)
    ]
    return sorted([*rest, *wholes])


def _is_trade(text: str, one: Found) -> bool:
    """Whether a person's name is nothing but a word for what people are: "Grazier", "General"."""
    word = text[one.start : one.end].casefold().rstrip(".")
    alone = one.kind == "person" and word.isalpha() and gender_of_name(word) is None
    return alone and (word in ROLES or word in TITLES or _is_before_name(text, one, word))


def _is_before_name(text: str, one: Found, word: str) -> bool:
    return is_role(word) and re.match(r" [A-Z]", text[one.end : one.end + 2]) is not None


def _dateline_place(article: Article) -> set[str]:
    place = article.dateline.place if article.dateline else None
    return {place.casefold()} if place else set()


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
        bodily = sum(
            BODILY.match(text, one.end) is not None
            or FIRM_BEFORE.search(text, max(0, one.start - 16), one.start) is not None
            for one in spans
        )
        things = sum(
            WITH_ARTICLE.search(text, max(0, one.start - 20), one.start) is not None
            and THING_AFTER.match(text, one.end) is not None
            for one in spans
        )
        surname = any(other.endswith(f" {key}") for other in kinds)
        if bodily and (" " in key or not surname):
            kinds[key] = "organisation"
        elif 2 * things > len(spans) and not key.endswith("s"):
            kinds[key] = "other"


def _clean(text: str, one: Found) -> Found | None:  # noqa: C901, PLR0912 - a list of rules, in order
    start, end = one.start, one.end
    line = text.find("\n\n", start, end)
    if line >= 0:
        end = line
    start, end = strip_edges(text, start, end)
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
    lead = count_lead([text[slice(*word)] for word in words], one.kind)
    while len(words) - 1 > lead and (
        text[slice(*words[-1])].islower() or text[slice(*words[-1])].casefold() in DAYS
    ):
        words.pop()
    if not words:
        return None
    own = words[lead:]
    if _is_led_by_body(text, own[0][0], [text[slice(*word)].casefold() for word in own]):
        lead += 1
        one = Found(own[1][0], end, "person")
    start, end = strip_edges(text, words[lead][0], words[-1][1])
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
        or (one.kind == "person" and OF_FIELD.match(name))
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
            or has_role(text, end)
            or (
                gender_of_name(parts[0])
                and (parts[-1] in SUFFIXES or re.fullmatch(r"\w\.?", parts[1]))
            )
        )
    ):
        kind = "person"  # "Ann R. Poole II"
    if kind == "organisation":
        lead = count_lead(text[start:end].split(), "person")
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


def _is_led_by_body(text: str, start: int, words: Sequence[str]) -> bool:
    """Whether a name begins with what its bearer leads: "Leader of the | Opposition Ann Poole"."""
    return (
        len(words) == 3
        and words[0] in BODIES
        and not set(words[1:]) & (BODY_WORDS | BODIES)
        and OF_BEFORE.search(text, max(0, start - 8), start) is not None
    )


def _without_verb(
    text: str, one: Found, surnames: set[str], votes: dict[str, Counter[NameKind]]
) -> Found:
    """Cut "Kell Quits" to "Kell" in a headline, where Kell is known and Quits is not."""
    words = text[one.start : one.end].split()
    if len(words) != 2 or votes[_key(text, one)].total() > 1:
        return one
    first, last = (word.casefold() for word in words)
    if first not in surnames or votes.get(last) or not is_titled(_line(text, one.start)):
        return one
    return Found(one.start, one.start + len(words[0]), "person")


def _without_extra(
    text: str, one: Found, votes: dict[str, Counter[NameKind]], kinds: dict[str, NameKind]
) -> Found:
    """Cut "Ada Kell Keystone", seen once, to the "Ada Kell" that stands elsewhere."""
    key = _key(text, one)
    words = list(ONE_WORD.finditer(text[one.start : one.end]))
    if one.kind == "person" and len(words) > 2 and is_role(words[0][0].casefold()):
        later = " ".join(word[0] for word in words[1:]).casefold()
        if kinds.get(later) == "person":  # "Rapper Ada Kell", who is "Ada Kell" elsewhere
            return Found(one.start + words[1].start(), one.end, "person")
    if one.kind != "person" or len(words) < 3 or votes.get(key, Counter()).total() > 1:
        return one
    shorter = " ".join(word[0] for word in words[:-1]).casefold()
    if kinds.get(shorter) != "person" or words[-1][0].casefold().strip(".") in SUFFIXES:
        return one
    return Found(one.start, one.start + words[-2].end(), "person")


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


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
