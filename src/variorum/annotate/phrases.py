"""What kind of thing a source phrase is: a named person, a role, a body, a group, a document."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from variorum.annotate.gazetteer import (
    AGENCIES,
    BODY_WORDS,
    NO_NAME,
    ONE_OF_A_PEOPLE,
    OUTLETS,
    PEOPLES,
    PLACES,
    PLATFORMS,
)
from variorum.annotate.phrase_heads import AFTER_HEAD, AND, WORD, find_heads, is_joined
from variorum.annotate.titles import (
    BODIES,
    DOCUMENTS,
    FIRMS,
    GROUPS,
    TITLES,
    gender_of_name,
    is_role,
)
from variorum.model import Article, Mention, Span
from variorum.quick import quick

PhraseKind = Literal["person", "role", "organisation", "group", "document"]

ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
DEFINITE = re.compile(
    r"(?:the|this|that|these|those|his|her|their|its|our|my|[\w.-]+['’]s?)\b", re.IGNORECASE
)
# A comma that stands in no number, a relative clause, an aside.
PHRASE_END = re.compile(r",(?!\d{3})|\s(?:who|which|whose)\b|[;:(—–]")
TITLED_NAME = re.compile(
    r"(?:^|\s)(?P<title>[A-Z][a-z]+\.|[A-Za-z][a-z]+) "
    r"(?P<name>(?:[A-Z]\. ?){0,2}[A-Z][\w’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+)$"
)
# Roles that end what a name finder may take for a body's name.
OFFICES = frozenset(
    {"coroner", "sheriff", "defender", "prosecutor", "ombudsman", "comptroller", "treasurer"}
    | {"governor", "mayor", "president", "chancellor", "commissioner", "superintendent", "director"}
    | {"chairman", "chairwoman", "secretary", "marshal", "ambassador", "spokesman", "spokeswoman"}
    | {"spokesperson", "chief", "executive", "attorney", "counsel"}
)
JOINT = re.compile(r",? (?:and|along with|as well as|or)(?: the)? ")
PERSONAL = re.compile(
    r", (?:one of (?:his|her|their|[A-Z][\w’'-]+['’]s?) |(?:aged? )?\d{1,2},"
    r"|(?:his|her|whose|the (?:victim|boy|girl|man)(?:['’]s)?) (?:mother|father|son|daughter"
    r"|brother|sister|husband|wife|uncle|aunt|cousin)\b|a (?:neighbou?r|resident|friend|witness)\b)"
)
# "Roe's younger brother Jun": a first name that no name finder took.
KIN_NAME = re.compile(
    r"(?:['’]s?|\b[Hh]is|\b[Hh]er|\b[Tt]heir|\b[Mm]y)\s(?:[a-z-]+\s){0,2}(?:brother|sister|son|daughter"
    r"|mother|father|wife|husband|widow|widower|uncle|aunt|nephew|niece|cousin|grandson"
    r"|granddaughter|grandmother|grandfather|partner|fianc[eé]e?|girlfriend|boyfriend)\s"
    r"(?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+)?)$"
)
# "His Excellency the Minister"
HONOUR = re.compile(
    r"(?:His|Her) (?:Excellency|(?:Royal |Imperial )?Highness|Majesty|Holiness|Eminence|Honou?r),? "
)
# "The Ulm, Norland-based company"
SEAT = re.compile(r"(?:[Tt]he|[Aa]n?) (?:[A-Z][\w.’'-]*,? ){0,4}[A-Z][\w.’'-]*-based (?=[a-z])")
AGED = re.compile(r"(\d{1,2})-year-old")
PLURAL_QUANTITY = re.compile(
    r"(?:several|some|many|most|few|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds"
    r"|thousands|other|others|all|both|multiple|various|numerous|more|no|neither|\d+"
    r"|an? (?:number|group|majority|handful|series|couple|pair|host|chorus|panel|team) of)"
    r"(?![\w-])",
    re.IGNORECASE,
)
# "the secretary of state's campaign": the preposition belongs to the owner's title.
OFFICE_OWNS = re.compile(
    r"\b(?:secretary|chief|speaker|attorney|head|minister|director) of (?:the )?\w+['’]s\s",
    re.IGNORECASE,
)
MAKERS = ("maker", "builder", "producer")
WORD_BEFORE = re.compile(r"([\w-]+) $")
OF_LAND = re.compile(r"((?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+)['’]s? ")  # "Norway's Roe Marine"
FIRM_AFTER = re.compile(
    r", (?:an?|the|one of the) (?:[\w’'-]+ ){0,4}?([\w-]+)(?=[,.;]| (?:that|which|based|whose)\b)"
)
KNOWN = AGENCIES | OUTLETS | PLATFORMS | PLACES
NO_PERSON = (
    AGENCIES | PLATFORMS | PLACES | BODIES | GROUPS | DOCUMENTS | PEOPLES | BODY_WORDS | NO_NAME
)
# "Roe, along with Poe", "Norland's leader along with Ulm's": nothing of a clause before.
TOGETHER = re.compile(
    r"(?:(?!who\b|which\b|that\b|to\b)[\w.’'-]+,? ){1,8}(?:(?:along|together) with|as well as)\b"
)


@quick
@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase as read; `words` and `span` leave out what follows a comma."""

    kind: PhraseKind
    head: str  # folded head noun; "" for names
    words: str
    span: Span
    mention: Mention | None = None
    definite: bool = False
    age: int | None = None
    of_people: bool = False  # "the Republican nominee": a people or party narrows it down


def read_phrase(article: Article, span: Span, mentions: Sequence[Mention]) -> Phrase | None:
    """Return what the phrase at `span` is; None if nothing tells. `mentions` are in text order."""
    ahead = HONOUR.match(article.text, span.start, span.end)
    ahead = ahead or SEAT.match(article.text, span.start, span.end)
    if ahead is None or ahead.end() == span.end:
        return _read_bare(article, span, mentions)
    bare = _read_bare(article, Span(span.article, ahead.end(), span.end), mentions)
    return replace(bare, definite=True) if bare and ahead[0][0] in "Tt" else bare


def _read_bare(article: Article, span: Span, mentions: Sequence[Mention]) -> Phrase | None:
    low = bisect_left(mentions, span.start, key=lambda one: one.span.end)
    inside = []
    for mention in mentions[low:]:
        if mention.span.start >= span.end:
            break
        if mention.span.end > span.start:
            inside.append(mention)
    people = [
        one
        for one in inside
        if one.kind == "person" and article.cut(one.span).casefold() not in GROUPS
    ]
    if people and TOGETHER.match(article.text, span.start, span.end):
        return _plain(article, span, "group", "", cut=False)
    heads = find_heads(article.text, span, people)
    if heads and is_firm(article.text, heads[0].span):
        return _plain(article, span, "organisation", "", mention=heads[0])
    if heads and is_joined(article.text, span, heads):
        return _plain(article, span, "group", "", cut=False)
    if heads:
        return _plain(article, span, "person", "", mention=heads[0])
    return _common(article, span, inside)


def is_firm(text: str, name: Span) -> bool:
    """Whether a name is a firm's by the words beside it: "Roe Marine, the shipbuilder,"."""
    before = WORD_BEFORE.search(text, max(0, name.start - 40), name.start)
    if before and before[1].casefold() in FIRMS:
        return True
    after = FIRM_AFTER.match(text, name.end)
    return after is not None and after[1].casefold() in FIRMS


def _common(article: Article, span: Span, inside: Sequence[Mention]) -> Phrase | None:  # noqa: C901, PLR0911, PLR0912 - a list of rules, in order
    text = article.cut(span)
    start = _skip_article(text)
    office = OFFICE_OWNS.search(text)
    owner = office.end() if office else 0
    end = AFTER_HEAD.search(text, max(owner, start + 1))
    if end and text[start : end.start()].endswith("ly"):
        end = AFTER_HEAD.search(text, end.end())  # "newly filed court papers"
    core = text[start : end.start() if end else len(text)]
    words = [match[0] for match in WORD.finditer(core)]
    if not words:
        return None
    bare = re.sub(r"['’]s?$", "", words[-1])
    head = bare.casefold().removeprefix("ex-")
    first = span.start + start
    core_end = first + len(core.rstrip())
    name = next(
        (one for one in inside if one.span.end == core_end and one.span.start <= core_end), None
    )
    titled = TITLED_NAME.search(core)
    if titled:  # "Ulm Port Authority warden Ann Roe", where the names were taken for a body's
        place = Span(span.article, first + titled.start("name"), first + titled.end("name"))
        title = titled["title"].casefold()
        body = name is not None and name.kind == "organisation" and title.endswith(MAKERS)
        if title in FIRMS or body:  # "the shipbuilder Roe Marine"
            return _plain(article, place, "organisation", head)
        full = [word for word in titled["name"].split() if not word.endswith(".")]
        if _is_person_name(full) and (
            titled["title"].casefold().strip(".") in TITLES or is_role(titled["title"].casefold())
        ):
            return _plain(article, place, "person", head)
    kin = KIN_NAME.search(core)
    if kin:
        place = Span(span.article, first + kin.start("name"), first + kin.end("name"))
        return _plain(article, place, "person", head)
    if _is_list(article, inside, core_end):
        return _plain(article, span, "group", head, cut=False)
    age = AGED.search(core)
    definite = DEFINITE.match(text) is not None
    if head in DOCUMENTS and (bare.islower() or (len(words) == 1 and start == 0)):
        return _plain(article, span, "document", head)
    if age and definite and (head.endswith("year-old") or is_role(head)):
        return _plain(article, span, "role", head, definite=True, age=int(age[1]))
    landed = (
        name and name.kind == "organisation" and _is_of_land(text, name.span.start - span.start)
    )
    if _is_person_name(words) and (name is None or (name.span.start > first and not landed)):
        return _plain(article, Span(span.article, first, core_end), "person", head)
    if definite and len(words) == 1 and bare[0].isupper() and head in ONE_OF_A_PEOPLE:
        return _plain(article, span, "role", head, definite=True)
    if _is_role_name(words, head):
        return _plain(article, span, "role", head, definite=definite)
    if name is not None and _is_appositive(words, text, core):
        return _plain(article, span, "person", head)
    if name is not None and name.kind in {"organisation", "place"} and head not in GROUPS:
        near = _skip_to(article.text, first, name.span.start)
        if name.kind == "organisation" and (
            near or _is_of_land(text, name.span.start - span.start)
        ):
            return _plain(article, span, "organisation", head, mention=name)
        return _plain(article, span, "organisation", head)
    if head == "police":
        return _plain(article, span, "organisation", head, definite=True)
    if len(words) > 2 and core[0].isupper() and _is_body_name(words):
        return _plain(article, span, "organisation", head)
    if AND.search(core) or PLURAL_QUANTITY.match(core) or head in GROUPS or _is_plural(head):
        return _plain(article, span, "group", head)
    if head in BODIES or (head in FIRMS and definite):
        return _plain(article, span, "organisation", head, definite=definite)
    if is_role(head) or text.casefold().startswith(("one ", "another ")):
        return _plain(article, span, "role", head, definite=definite)
    if name is not None and name.kind == "other":
        return _plain(article, span, "group", head)
    if words[0].casefold() in GROUPS:
        return _plain(article, span, "group", head)
    if words[-1][0].isupper() and (len(words) > 1 or start or head in KNOWN or _is_letters(bare)):
        return _plain(article, span, "organisation", head)
    return None


def _is_of_land(text: str, end: int) -> bool:
    """Whether nothing but a land or city that it is of stands before a body's name."""
    owner = OF_LAND.fullmatch(text, 0, max(0, end))
    return owner is not None and owner[1].casefold() in PLACES


def _is_list(article: Article, inside: Sequence[Mention], core_end: int) -> bool:
    """Whether a source is two lands or bodies: "Norland and Varland"."""
    bodies = [one for one in inside if one.kind in {"organisation", "place"}]
    return any(
        JOINT.fullmatch(article.text, left.span.end, right.span.start) is not None
        and right.span.end <= core_end
        for left, right in pairwise(bodies)
    )


def _is_role_name(words: Sequence[str], head: str) -> bool:
    """Whether a body's or place's name ends in what a person is: "the Ulm County Coroner"."""
    return len(words) > 1 and head in OFFICES and gender_of_name(words[0]) is None


def _is_appositive(words: Sequence[str], text: str, core: str) -> bool:
    """Whether a name is followed by what only a person is: ", one of her sons", ", 43,"."""
    after = text[text.find(core) + len(core.rstrip()) :]
    return _is_person_name(words) and PERSONAL.match(after) is not None


def _is_person_name(words: Sequence[str]) -> bool:
    """Whether words that no name finder took look like a person's name: "Ottilie Vang"."""
    folded = {word.casefold() for word in words}
    return (
        2 <= len(words) <= 3
        and all(word[0].isupper() and not word.isupper() for word in words)
        and not folded & NO_PERSON
        and " ".join(words).casefold() not in OUTLETS
        and not any(is_role(word) or _is_plural(word) for word in folded)
    )


def _is_body_name(words: Sequence[str]) -> bool:
    """Whether capitalised words with "and" in them are one body: "Alliance for Air and Water"."""
    big = [word for word in words if word[0].isupper()]
    return (
        len(big) > 1
        and all(word[0].isupper() or word in {"and", "of", "for", "the"} for word in words)
        and any(word.casefold() in BODIES for word in big)
    )


def _is_letters(word: str) -> bool:
    """Whether a word is a body's letters, such as "NATO", that no name finder took."""
    return 2 <= len(word) <= 6 and word.isalpha() and word.isupper()


def _skip_to(text: str, first: int, start: int) -> bool:
    """Whether nothing but describing words stands between the article and a body's name."""
    return "'s" not in text[first:start] and "’" not in text[first:start]


def _is_plural(head: str) -> bool:
    """Whether a noun is the plural of a role: "strategists", "women"."""
    if head.endswith(("men", "people", "ents", "ants", "ors", "ers", "ists", "ians")):
        return head not in {"documents", "statements"}
    return head.endswith("s") and not head.endswith("ss") and is_role(head[:-1])


def _skip_article(text: str) -> int:
    match = ARTICLE.match(text)
    return match.end() if match else 0


def _plain(
    article: Article,
    span: Span,
    kind: PhraseKind,
    head: str,
    *,
    mention: Mention | None = None,
    definite: bool = False,
    age: int | None = None,
    cut: bool = True,
) -> Phrase:
    text = article.cut(span)
    start = _skip_article(text) if kind == "organisation" else 0
    end = PHRASE_END.search(text, start + 1) if cut else None
    stop = end.start() if end else len(text)
    while stop > start + 1 and text[stop - 1] in ' \t\r\n,.;:“"':
        stop -= 1
    while start < stop - 1 and text[start] in ' \t\r\n,.;:“”"':
        start += 1
    words = Span(span.article, span.start + start, span.start + stop)
    exact = " ".join(article.cut(words).split())
    narrowed = any(word in PEOPLES for word in exact.casefold().split()[:-1])
    return Phrase(kind, head, exact, words, mention, definite, age, narrowed)
