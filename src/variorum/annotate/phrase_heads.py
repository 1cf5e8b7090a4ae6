"""Whom a source phrase is about: which of the names in it is its head."""

import re
from collections.abc import Sequence

from variorum.annotate.titles import BODIES, DOCUMENTS, GROUPS, TITLES, is_role
from variorum.model import Mention, Span

WORD = re.compile(r"[^\W_](?:[\w’'.&-]*\w)?")
# Where the head of a noun phrase is over: a preposition, a relative clause, a participle, a comma.
AFTER_HEAD = re.compile(
    r"[,;:(\[“\"—–]|\s(?:of|for|at|in|with|who|whose|which|that|to|on|from|by|about|against|near"
    r"|inside|outside|behind|beside|among|between|familiar|close|involved|including|based|such|both|as|like"
    r"|under|over|within|across|via|briefed|present|filed|released|published|posted|sent|written"
    r"|obtained|issued|conducted|commissioned|led|made|I|we|called|named|identified|disclosed"
    r"|unsealed|seen|reviewed|compiled|prepared|provided|leaked|signed|dated|showing|describing"
    r"|alleging|detailing|advertising|overseeing|investigating|representing)\b",
)
# "one of his rivals, Representative": after the comma nothing but titles before the name.
APPOSED = re.compile(
    r",\s(?:(?:the|former|then|Former|[A-Z][\w.’'-]*|retired|longtime)\s){0,3}"
    r"(?:Rep|Sen|Gov|Dr|Mr|Mrs|Ms|Sgt|Lt|Capt|Gen|Col|Det|Prof|Rev|Representative|Senator|Governor"
    r"|President|Mayor|Minister|Secretary|Chief|Judge|Justice|Professor|Sheriff|Ambassador|General"
    r"|Officer)\.?\s$"
)
# "another witness, former Norland adviser Ann Roe"
DESCRIBED_AFTER = re.compile(
    r",\s(?:former\s|then\s|retired\s|longtime\s|[A-Z][\w.’'-]*\s|senior\s|deputy\s){1,6}([a-z][\w-]+)\s$"
)
POLICE_HEAD = re.compile(r"\bof (?:the )?Police $")
BEFORE_NAME = re.compile(r"[,—–:(]\s*$")
# "The minister, who came with his adviser, Roe": a name inside what tells more of another.
IN_ASIDE = re.compile(r"[^,]*, (?:who|whose|which)\b")
# "Minister for Home Affairs Ann Roe": an office in capitals up to the name.
OFFICE_NAMED = re.compile(
    r"(?:.*?\s)??(?P<role>[A-Z][\w-]+)(?: of State)? (?:of|for|on)(?: the)?"
    r"(?P<field>(?: (?:[A-Z][\w’'-]*|and|of|&),?)+) $"
)
DESCRIBING = re.compile(r" (?:(?!(?:and|or|with|to|of|for|by|in|at|on|from)\b)[a-z-]+ )+")
FIRST_AFTER = re.compile(r", (?:the |an? |its |former )?([\w-]+) (?:and|&) ")
AND = re.compile(r"\band\b|&")
PREPOSITIONS = frozenset(
    {"of", "for", "to", "from", "with", "by", "against", "about", "on", "at", "in", "near", "than"}
    | {"like", "behind", "under", "over"}
)


def find_heads(text: str, span: Span, people: Sequence[Mention]) -> list[Mention]:
    """Return the people whom the phrase at `span` is about, in text order."""
    heads = [one for one in people if _is_head(text, span, one)]
    if len(heads) < 2:
        return heads
    place, following = heads[0].span, heads[1].span
    between = text[place.end : following.start]
    first, second = text[place.start : place.end], text[following.start : following.end]
    single = " " not in first and " " in second
    # "Ulm physio Ann Roe", "le maire de Valmont, Ann Roe", with a place taken for a person
    if DESCRIBING.fullmatch(between) or (
        between == ", " and place.start > span.start and (single or first[0].islower())
    ):
        return heads[1:]
    return heads


def _is_head(text: str, span: Span, mention: Mention) -> bool:  # noqa: C901, PLR0911, PLR0912 - a list of rules, in order
    """Whether a person's name is what the phrase is about, not "Roe's lawyer", "friends of Roe"."""
    before = text[span.start : mention.span.start]
    after = text[mention.span.end : span.end]
    if re.match(r"['’]s?\s", after):
        return False
    follows = re.match(r"\s+([\w’'-]+)", after)
    if follows and not AFTER_HEAD.match(after) and follows[1] not in {"and", "himself", "herself"}:
        word = follows[1].casefold()
        if is_role(word) or word in GROUPS or word in BODIES or word in DOCUMENTS:
            return False
    if IN_ASIDE.match(before):
        return False
    if not before.strip() or BEFORE_NAME.search(before):
        return True
    described = DESCRIBED_AFTER.search(before)
    if APPOSED.search(before) or (described and is_role(described[1].casefold())):
        return True  # "one of his rivals, Representative Ann Roe"
    office = OFFICE_NAMED.match(before)
    if office and is_role(office["role"].casefold()):
        last = office["field"].split()[-1].casefold()
        if last not in TITLES and not is_role(last):
            return True
    words = [match[0].casefold() for match in WORD.finditer(before)]
    if words and words[-1] in {"which", "that", "whom"}:
        return False  # "the letter, which Roe sent"
    titled = len(words)
    while words and words[-1] in TITLES and words[-1] != "staff":
        words.pop()  # "a spokesman for President Roe"
    places = [number for number, word in enumerate(words) if word in PREPOSITIONS]
    if not places:
        return True
    # "friends of Roe", but "chief of police Ann Roe"
    last = places[-1]
    if words[last + 1 :] == ["the"]:
        return False  # "the skipper of the Ann Roe"
    if len(words) < titled and last and words[last - 1] in BODIES:
        return True  # "National Organization for Women President Ann Roe"
    if POLICE_HEAD.search(before) and last and is_role(words[last - 1]):
        return True  # "Director-General of Police Ann Roe"
    return last < len(words) - 1 and last > 0 and words[last] == "of" and is_role(words[last - 1])


def is_joined(text: str, span: Span, heads: Sequence[Mention]) -> bool:
    """Whether a source is several people: "Roe and Poe", "Roe and other members"."""
    after = text[heads[0].span.end : span.end]
    if re.match(r"\s+(?:and|&)\s", after):
        return True
    described = FIRST_AFTER.match(after)
    if described and (described[1].casefold() in TITLES or is_role(described[1].casefold())):
        return False  # "Roe, president and chief executive of Poe Marine"
    return len(heads) > 1 and AND.search(text, heads[0].span.end, heads[1].span.start) is not None
