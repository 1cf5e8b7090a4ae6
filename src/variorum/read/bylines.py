"""Bylines: who wrote it, and for whom, as papers print it.

"By Jane Roe and John Doe", "Jane Roe, Contributing writer", "- Jane Roe" above "- BBC",
"PAUL ROE, Contributing writerMay 25, 2022 16:00 JST" (scraped without its line breaks),
"Analysis: Jane Roe, Africa Editor" over a section. Names come back as printed.
"""

import re
from dataclasses import dataclass

from variorum.read.agencies import find_agency
from variorum.read.times import DATE, PUBLISHED, UPDATED
from variorum.text.late import compile_late

_UP = r"[^\W\d_a-zß-öø-ÿ]"
_PART = rf"{_UP}(?:[\w’']*\w|\.(?:{_UP}\.)*|(?=\s))(?:-{_UP}[\w’']+)*"
_PARTICLE = (
    r"(?:de|del|della|di|da|dos|das|do|du|la|le|van|von|der|den|ter|zu|bin|ibn|al|el|y|e|af|av|ten)"
)
_SUFFIX = r"(?:,?\s(?:Jr|Sr)\b\.?|\s(?:II|III|IV)\b)?"
PERSON = rf"{_PART}(?:\s(?:{_PARTICLE}\s|al-|el-|d[’'])*{_PART}){{1,4}}{_SUFFIX}"
_AND = (
    r"(?:\s*,\s*(?:and|und|et|y|e|i|и)\s+|\s*[,;&|]\s*|\s+(?:and|und|et|y|e|og|och|en|и|with)\s+)"
)
BY = re.compile(
    r"[\s\-–—|•]*(?:(?:written|reported|story|report|words|text|reporting|posted|published|article)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|oleh|autore?|auteur|author|автор|текст|fonte)\s*:?\s+",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"(?:analysis|at the scene|comment|explainer|eyewitness|the view from [\w ]+"
    r"|reporter[’']s view)\s*(?::|by)\s*(?=[A-Z])",
    re.IGNORECASE,
)
ROLE_WORDS = (
    r"writers?|reporters?|editors?|correspondents?|columnists?|contributors?|bureau|chief|staff"
    r"|contributing|freelance|producers?|journalists?|critic|anchor|author|editor-in-chief"
    r"|photographer|multimedia|reporting|newsroom|intern|fellow|digital|web|senior|special"
    r"|redakt\w+|korrespondent\w*|journaliste|periodista|corresponsal"
)
ROLE = re.compile(rf"\b(?:{ROLE_WORDS})\b", re.IGNORECASE)
# Words of names that no person bears: an "author" with one of them is a desk, an outlet or a label.
NOT_PERSON = compile_late(
    rf"\b(?:{ROLE_WORDS}|news|press|media|agency|agencies|desk|team|online|tv|radio|network|post"
    r"|times|daily|journal|tribune|herald|gazette|telegraph|guardian|express|today|world|breaking"
    r"|live|updated?|published|posted|share|print|email|comments?|read|more|copyright|rights|photo"
    r"|getty|images|subscribe|sign|newsletter|facebook|twitter|the|of|for|to|in|on|at|is|are|was"
    r"|this|that|his|her|city|county|state|police|service|services|company|inc|corp|llc|admin"
    r"|magazine|wire|associated|reuters|bbc|cnn|afp|nbc|cbs|abc|fox|university|school|department"
    r"|january|february|march|april|june|july|august|september|october|november|december|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday|how|what|why|when|where|who|new|house"
    r"|investigation|updates|works|scene|courtesy|public|office|avenue|national"
    r"|facts?|checks?|search|donate|weather|videos?|stories|shop|views|offers?|contact|networks"
    r"|sports|latest|menu|about|us|bikes|topics|guide|events|jobs"
    r"|international|united|states|council)\b"
    r"|\.(?:com|net|org|co|ch)\b",
    re.IGNORECASE,
)
# "Meg RoeStaff Writer": scraped without the line break between name and role.
GLUED = re.compile(
    r"(?<=[a-z])(?=(?:Staff|Contributing|Senior|Reporter|Editor|Correspondent|Columnist|Writer)\b)"
)
PERSON_ALONE = re.compile(PERSON)
# "Meg Roe Political correspondent": a post that follows a name without a comma.
POST = re.compile(
    r"(?<=[\w.])(?=\s(?:(?:political|business|economics?|science|health|sports?|culture|arts|legal"
    r"|home|foreign|diplomatic|security|defen[cs]e|education|environment|climate|technology|transport"
    r"|crime|royal|religion|entertainment|media|world|regional|local|africa|asia|europe|chief|senior"
    r"|special|staff|deputy|contributing)\s){1,3}(?:affairs\s)?"
    r"(?:writer|reporter|editor|correspondent|columnist|producer|contributor)s?$)",
    re.IGNORECASE,
)
ON_DAY = re.compile(
    r"[\s,|]+(?:(?:on|at|in)\s*)?(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b[.,]?\s*)?$",
    re.IGNORECASE,
)
PICTURE = re.compile(r"\b(?:photo|image|picture|getty|courtesy|handout)\b", re.IGNORECASE)
DIGIT = re.compile(r"\d")
CONTACT = re.compile(r"\S+@\S+|\[email.protected\]|@\w+|https?://\S+|\(\s*\)")
HANDLE = re.compile(r"(?<=[^\W\d_])@(?=\w{2,30}(?![\w.]))")  # glued to the name before it
LONGEST = 160  # characters of a byline line


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says: people, an outlet or desk named after them, agencies, all in order."""

    names: tuple[str, ...] = ()
    outlet: str | None = None
    agencies: tuple[str, ...] = ()


def is_person(words: str) -> bool:
    """Whether `words` look like a person's full name and nothing else."""
    tokens = words.casefold().split()
    return (
        bool(PERSON_ALONE.fullmatch(words))
        and not NOT_PERSON.search(words)
        and len(set(tokens)) == len(tokens)
    )


def read_byline(line: str, *, stated: bool = False) -> Byline | None:
    """Return what one line says as a byline; None if it is none.

    stated: the line is known to be a byline or an author field, and needs no "By" nor role.

    >>> read_byline("By Jane Roe and John van Doe, Staff Writers")
    Byline(names=('Jane Roe', 'John van Doe'), outlet=None, agencies=())
    >>> read_byline("She was hired by Jane Roe and John Doe.") is None
    True
    """
    words = HANDLE.sub(" @", GLUED.sub(" ", " ".join(line.split())))
    if len(words) > LONGEST or (words.startswith("(") and words.endswith(")")):
        return None  # "(Jane Roe / Associated Press)" is under a picture
    words = _before_time(CONTACT.sub("", words)).strip(" -–—|•·,;:/")
    words = POST.sub(",", words, count=1)
    opening = BY.match(words) or SECTION.match(words)
    rest = words[opening.end() :] if opening else words
    rest = rest.strip(" -–—|•·,;:/()")
    if not rest:
        return None
    names, tail = _take_names(rest)
    if not opening and not stated and not (names and _is_role_or_outlet(tail)):
        return None
    if rest.endswith(".") and len(rest) > 60:
        return None
    return _finish(names, tail)


def _before_time(words: str) -> str:
    """Cut a line off where its date or the label of its date begins."""
    if not DIGIT.search(words) and ":" not in words:
        return words
    cuts = [match.start() for match in DATE.finditer(words)]
    for label in (UPDATED, PUBLISHED):
        cuts += [
            match.start()
            for match in label.finditer(words)
            if not re.match(r"\w+\s+by\b", words[match.start() :], re.IGNORECASE)
        ]
    return ON_DAY.sub("", words[: min(cuts)]) if cuts else words


def _take_names(words: str) -> tuple[list[str], str]:
    """Return the people that `words` begin with, and the rest after them."""
    names: list[str] = []
    while match := PERSON_ALONE.match(words):
        name, after = match[0], words[match.end() :]
        clash = NOT_PERSON.search(name)
        if clash:  # "Jane Roe Associated Press", "JANE ROE Staff Writer": the name ends before it
            name = name[: clash.start()].strip()
            after = words[clash.start() :]
            if not is_person(name):
                break
            names.append(name)
            words = after
            break
        names.append(name)
        words = after
        joint = re.match(_AND, words)
        if not joint or not PERSON_ALONE.match(words, joint.end()):
            break
        if not is_person(PERSON_ALONE.match(words, joint.end())[0]):  # type: ignore[index]
            break
        words = words[joint.end() :]
    return names, words


def _is_role_or_outlet(tail: str) -> bool:
    bare = tail.strip(" ,|-–—•·/()")
    if not bare or len(bare) > 70 or not re.match(r"\s*[,|\-–—•·/(]", tail):
        return False
    if bare.endswith((".", "?", "!", ":")) or len(bare.split()) > 8 or PICTURE.search(bare):
        return False
    capitals = sum(word[0].isupper() for word in bare.split())
    return (
        bool(ROLE.search(bare))
        or find_agency(bare) is not None
        or (capitals == len(bare.split()) <= 4 and bool(NOT_PERSON.search(bare)))
    )


def _finish(names: list[str], tail: str) -> Byline | None:
    outlet, agencies = None, []
    for part in re.split(r"\s*[,|•·/()]\s*|\s[\-–—]\s", tail.strip(" ,|-–—•·/()")):
        bare = re.sub(
            r"^(?i:for|and|of|with|avec|mit|con|com)\s+(?:the\s+(?=[a-z]))?",
            "",
            part.strip(" .-–—"),
        )
        agency = find_agency(re.sub(r"\s+(?i:writers?|reporters?|staff)$", "", bare))
        if agency:
            agencies.append(agency)
        elif bare and _is_outlet(bare):
            outlet = outlet or bare
    if not names and not agencies:
        return None
    return Byline(tuple(names), outlet, tuple(agencies))


OUTLET_WORD = re.compile(
    r"\b(?:news|times|post|daily|journal|tribune|herald|gazette|telegraph|guardian|express|today"
    r"|magazine|radio|network|tv|bbc|cnn|nbc|cbs|abc|fox|npr|pbs|al jazeera|euronews|politico"
    r"|observer|star|sun|mirror|chronicle|independent|standard|review|week|insider)\b"
    r"|\w+\.(?:com|net|org|co|ch)\b",
    re.IGNORECASE,
)


def _is_outlet(words: str) -> bool:
    """Whether the words after a name are an outlet: "BBC News", not "Staff Writer, Business"."""
    if ROLE.search(words) or len(words.split()) > 5 or not words[0].isupper():
        return False
    return bool(OUTLET_WORD.search(words)) or bool(re.fullmatch(r"[A-Z]{3,5}", words))


def read_list_byline(lines: list[str]) -> Byline | None:
    """Return the byline of a list such as "- Jane Roe" above "- BBC News"; None if it is none.

    >>> read_list_byline(["- Jane Roe", "- BBC News"])
    Byline(names=('Jane Roe',), outlet='BBC News', agencies=())
    """
    items = [re.sub(r"^[\s\-–—•*·]+", "", line).strip() for line in lines]
    bulleted = [line.lstrip()[:1] in "-–—•*·" for line in lines if line.strip()]
    if not items or not all(bulleted):
        return None
    names = [item for item in items if is_person(item)]
    others = [item for item in items if item and not is_person(item) and not ROLE.search(item)]
    if not names or len(others) > 1 or any(len(item) > 40 for item in others):
        return None
    outlet = others[0] if others else None
    agency = find_agency(outlet) if outlet else None
    if agency:
        return Byline(tuple(names), None, (agency,))
    return Byline(tuple(names), outlet)
