"""What stands beside a person's name: titles, roles and offices, gender, age."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from variorum.annotate.saying import AUXILIARIES, ENGLISH
from variorum.annotate.titles import (
    ROLE_OF_TITLE,
    TITLES,
    Gender,
    gender_of_name,
    gender_of_title,
    is_role,
)
from variorum.model import Span

WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
# With verbs of saying: what makes a clause of ", the president ruled out".
CLAUSE_VERBS = frozenset({"pointed", "ruled", "refused", "declined", "rejected", "called", "made"})
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their"})
WORD_BEFORE = re.compile(r"[\w’'-]+\.?$")
TITLE_WORDS = 5  # before a name, at most
AGE_AFTER = re.compile(r",? \(?(?:aged? )?(\d{1,2})(?: years? old)?[,.)]")
AGE_BEFORE = re.compile(r"(\d{1,2})-year-old(?: [\w-]+){0,3} $")
APPOSITION = re.compile(
    r"(?:, \d{1,2}(?: years old)?)?(?:, | \(| [—–―-] |, who (?:is|was|has been) "
    r"|, who identified (?:him|her)self as | (?:is|was|became|remains) )"
    r"(?:(?:an?|the|his|her|its|their|another|now|then) )?([^,.;:()\"“”\n]{3,80})"
)
NOUN_BEFORE_COMMA = re.compile(r"([\w-]+), ((?:[A-Z][\w-]+\.? ){0,3})$")
# "The federal judge overseeing the case, Robert Roe,": the role stands before what describes it.
INTRODUCED = re.compile(
    r"(?:^|[.;:,“\"(\n]\s?|\b(?:[Aa]nd|[Bb]ut|as|that|when) )[Tt]he ((?:[\w’-]+ ){0,3}?[A-Za-z]+) "
    r"(?:in|for|of|on|at|overseeing|handling|hearing|leading|running|representing|investigating"
    r"|presiding|assigned|prosecuting|defending|who|working|chairing|heading)\b[^,.;:\n]{2,60}, "
    r"((?:[A-Z][\w-]+\.? ){0,3})$"
)
HEAD_OF_GOVERNMENT = re.compile(r"\b(prime|first) minister\b", re.IGNORECASE)
PHRASE_END = re.compile(
    r"\b(?:of|for|at|in|with|who|whose|which|that|to|on|from|by|and|as|said|told|says)\b"
)


@dataclass(slots=True)
class Description:
    """What the words beside one place of a name tell; a gender or age told first stays."""

    roles: set[str] = field(default_factory=set)
    gender: Gender | None = None
    age: int | None = None


def describe(text: str, span: Span, first: str | None) -> Description:
    """Return what is told of the bearer of the name at `span`, whose first name is `first`."""
    told = Description()
    for word in title_before(text, span.start):
        told.roles.add(ROLE_OF_TITLE.get(word, word))
        told.gender = told.gender or gender_of_title(word)
    _read_comma_before(text, span, told)
    told.roles |= _introduced_as(text, span)
    age = AGE_AFTER.match(text, span.end) or AGE_BEFORE.search(
        text, max(0, span.start - 50), span.start
    )
    told.age = int(age[1]) if age else None
    apposition = APPOSITION.match(text, span.end)
    words = apposition[1].split() if apposition else []
    comma_only = text.startswith(", ", span.end) and not text.startswith(", who", span.end)
    if apposition and not (comma_only and words and _is_clause(words)):
        _read_apposition(PHRASE_END.split(apposition[1], maxsplit=1)[0], first, told)
    return told


def _read_comma_before(text: str, span: Span, told: Description) -> None:
    """Add "the chairman, Representative Ann Poole": a role before the comma."""
    comma = NOUN_BEFORE_COMMA.search(text, max(0, span.start - 50), span.start)
    if comma is None or not is_role(comma[1].casefold()):
        return
    if all(word in TITLES for word in comma[2].casefold().replace(".", "").split()):
        told.roles.add(comma[1].casefold())
        told.gender = told.gender or gender_of_title(comma[1].casefold())
    heads = HEAD_OF_GOVERNMENT.search(text, max(0, comma.start() - 8), comma.end(1))
    told.roles |= {heads[1].casefold()} if heads else set()


def _read_apposition(head: str, first: str | None, told: Description) -> None:
    """Add the roles of "Ann Poole, a former mayor and now senator"."""
    heads = HEAD_OF_GOVERNMENT.search(head)
    told.roles |= {heads[1].casefold()} if heads else set()
    for word in WORD.findall(head):
        bare = word.casefold()
        gender = gender_of_title(bare)
        if gender and first and gender_of_name(first) not in {None, gender}:
            break  # the next of a list: "Paul Brun, his mother and two sisters"
        if is_role(bare):
            told.roles.add(bare)
            told.gender = told.gender or gender


def _introduced_as(text: str, span: Span) -> set[str]:
    """Return the role that a sentence begins with, if the name is set after it by commas."""
    begun = INTRODUCED.search(text, max(0, span.start - 110), span.start)
    if begun is None or not text.startswith(",", span.end):
        return set()
    role = begun[1].casefold().split()[-1]
    titles = begun[2].casefold().replace(".", "").split()
    return {role} if is_role(role) and all(word in TITLES for word in titles) else set()


def _is_clause(words: Sequence[str]) -> bool:
    """Whether what follows a name and a comma says what somebody does, and describes nobody.

    "Asked about Ann Poole, | the president said no"; "the chair, Ann Poole, | urged the mayor".
    """
    lower = [word.casefold() for word in words]
    if lower[0] in ENGLISH or (lower[0].endswith("ed") and lower[1:2] and lower[1] in DETERMINERS):
        return True
    return any(
        is_role(one) and (after in ENGLISH or after in AUXILIARIES or after in CLAUSE_VERBS)
        for one, after in pairwise(lower)
    )


def title_before(text: str, start: int) -> list[str]:
    """Return the folded words right before `start` in its sentence that are titles or roles."""
    found: list[str] = []
    *words, space = text[max(0, start - 60) : start].replace("\u00a0", " ").split(" ")
    for piece in () if space else reversed(words[-TITLE_WORDS:]):
        match = WORD_BEFORE.search(piece)
        if match is None:
            break
        bare = match[0].casefold().strip(".,")
        if bare in TITLES or is_role(bare):
            found.append(bare)
        elif not match[0][0].isupper():
            break
        if match.start():
            break
    return found
