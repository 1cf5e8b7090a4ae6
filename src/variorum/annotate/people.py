"""The people of one article: each with every mention, gender, age and roles that the text gives."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from variorum.annotate.descriptions import WORD, describe, title_before
from variorum.annotate.titles import (
    NICKNAMES,
    ROLE_OF_TITLE,
    SUFFIXES,
    TITLES,
    Gender,
    gender_of_name,
    gender_of_title,
    share_role,
)
from variorum.model import Article, Mention, Span
from variorum.text.letters import fold_letters

CALLED = re.compile(r"[(“\"].*?[)”\"]")
# "Paul Brun (born | Marlo Oslak)": another name of whoever was named before; so, where one person
# was, is "The 27-year-old, born | Marlo Oslak,". "His manager, born | Marlo Oslak," is another.
BORN = re.compile(
    r"(?:(?P<aged>\b[Tt]he \d{1,3}-year-old)|, \d{1,3})?(?:, | ?\()(?:born|real name) $"
)
PRONOUN = re.compile(r"\b(he|his|him|himself|she|her|hers|herself)\b")
MALE_PRONOUNS = frozenset({"he", "his", "him", "himself"})
ALIAS_REACH = 200  # characters between the two names
GENITIVE = re.compile(r"['’]s$")
LEADING_PARTICLES = frozenset({"van", "von", "de", "der", "den"})
OWNS = re.compile(r"(?<=\w)['’]s? (?=[A-Z])")
NUMBERED = re.compile(r"\b(?:I{2,3}|IV|VI{0,3}|IX|XI{0,3}V?I{0,3})$")
GENERATION = re.compile(r",? (Jr|Sr)\b")
BUILT = frozenset(
    {"hall", "street", "avenue", "park", "school", "road", "drive", "boulevard", "highway", "plaza"}
    | {"expressway", "loop", "lane", "center", "building", "bridge", "stadium", "square", "arena"}
)
LONG = 5  # letters that a surname needs before one wrong letter is a misspelling
CLOSE_SENTENCES = 4  # how far back a namesake named in full decides a bare surname
CLEAR_LEAD = 3  # times as often named as the namesake: a bare surname is the leading one


@dataclass(slots=True)
class Person:
    """One person of an article. `name` and `span` are the fullest form that the article gives."""

    name: str
    span: Span
    first: str | None  # folded; None: only a surname (or one name) is given
    last: str
    places: list[Span] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    gender: Gender | None = None
    age: int | None = None
    met: int = 0  # where the article first gives first name and surname
    suffix: str | None = None  # "jr" or "sr" if the article gives it


@dataclass(frozen=True, slots=True)
class People:
    """The people of an article; `of` maps the start of a mention to its person's number."""

    persons: tuple[Person, ...]
    of: dict[int, int]

    def at(self, start: int) -> Person | None:
        """Return the person of the mention that begins at `start`."""
        number = self.of.get(start)
        return None if number is None else self.persons[number]


@lru_cache(maxsize=20_000)
def name_parts(name: str) -> tuple[str, ...]:
    """Return a person's name as folded parts, without titles, initials, "Jr.".

    >>> name_parts("Sen. Ann B. Poole Jr.")
    ('ann', 'poole')
    """
    bare = CALLED.sub(" ", name)
    found = WORD.findall(fold_letters(bare))
    words = [GENITIVE.sub("", word).casefold() for word in found]
    parts = [word for word in words if word not in SUFFIXES]
    while len(parts) > 1 and parts[0] in TITLES:
        parts = parts[1:]
    if len(parts) > 1 and parts[0] in LEADING_PARTICLES:
        parts = parts[1:]  # "Van Dalen" is Jan van Dalen
    long = [word for number, word in enumerate(parts) if len(word) > 1 or number == 0]
    return tuple(long)


def same_first(one: str, other: str) -> bool:
    """Whether two first names may be one person's: equal, initial, cut short, or a nickname."""
    if one == other or other in NICKNAMES.get(one, ()):
        return True
    genders = {gender_of_name(one), gender_of_name(other)} - {None}
    short, long = sorted((one, other), key=len)
    if len(genders) > 1:
        return False
    return long.startswith(short) and (len(short) == 1 or len(short) >= 3)


def find_people(article: Article, sentences: Sequence[Span], mentions: Iterable[Mention]) -> People:  # noqa: C901, PLR0912, PLR0915 - a list of rules, in order
    """Return the people whom `mentions` name, in the order of their first mention.

    A bare surname or first name is the person who bears it. Between namesakes the title's gender
    decides, then who has been named in full before, then who just was, then who leads by far; else
    it is left out of `of`.
    """
    own = [_without_owned(article, one.span) for one in mentions if one.kind == "person"]
    persons: list[Person] = []
    by_last: dict[str, list[int]] = {}
    of: dict[int, int] = {}
    short: list[tuple[Span, str]] = []
    full: Counter[int] = Counter()
    for span in own:
        parts = name_parts(article.cut(span))
        if not parts:
            continue
        if len(parts) == 1:
            short.append((span, parts[0]))
            continue
        if _is_place_name(parts):
            continue
        suffix = _suffix(article, span)
        number = _same_person(persons, by_last.get(parts[-1], []), parts, suffix)
        if number is None:
            known = _other_name(article, sentences, span, own, persons)
        if number is None and known is not None:
            persons[known].places.append(span)
            by_last.setdefault(parts[-1], []).append(known)
            of[span.start] = known
            continue
        if number is None:
            number = len(persons)
            persons.append(Person(article.cut(span), span, parts[0], parts[-1], met=span.start))
            by_last.setdefault(parts[-1], []).append(number)
        persons[number].suffix = persons[number].suffix or suffix
        _add(persons[number], span, article)
        of[span.start] = number
        full[number] += 1
    first_names: dict[str, list[int]] = {}
    for number, person in enumerate(persons):
        for first in sorted({name_parts(article.cut(place))[0] for place in person.places}):
            first_names.setdefault(first, []).append(number)  # "Richard Roe", "Dick Roe"
        middle = name_parts(person.name)[1:-1]
        for part in middle:
            by_last.setdefault(part, []).append(number)
    ends: dict[str, list[int]] = {}
    for number, person in enumerate(persons):
        if "-" in person.last:  # "Reyes" is a Kell-Reyes, unless somebody is plain Reyes
            ends.setdefault(person.last.rpartition("-")[2], []).append(number)
    by_last = ends | by_last
    for person in persons:
        _describe(article, person, person.places)
    namesakes = {n for numbers in by_last.values() if len(numbers) > 1 for n in numbers}
    _tell_namesakes(article, sentences, [persons[n] for n in sorted(namesakes)], own)
    begins = [span.start for span in sentences]
    titled: list[tuple[Span, str]] = []
    plain: list[tuple[Span, str]] = []
    for span, part in short:
        gender = _titled_gender(article, span)
        (titled if gender else plain).append((span, part))
    # Those whose title tells the gender first: "Mr. Roe" is nobody's wife, but himself.
    for span, part in (*titled, *plain):
        fits = by_last.get(part) or first_names.get(part) or []
        if NUMBERED.search(article.cut(span)):
            fits = []  # "Elizabeth II" is no Elizabeth of the article
        gender = _titled_gender(article, span)
        fits = [n for n in fits if gender is None or _gender(persons[n]) in {None, gender}]
        chosen = _choose(article, span, fits, persons, full, begins)
        if chosen is None and not fits:
            chosen = len(persons)
            persons.append(Person(article.cut(span), span, None, part))
            by_last.setdefault(part, []).append(chosen)
        if chosen is not None:
            of[span.start] = chosen
            full[chosen] += not persons[chosen].first
            person = persons[chosen]
            person.places.append(span)
            _describe(article, person, [span])
    _join_misspelt(persons, of)
    for person in persons:
        person.places.sort()
        if person.gender is None and person.first:
            person.gender = gender_of_name(person.first)
    kept = [number for number, person in enumerate(persons) if person.places]
    number_of = {number: place for place, number in enumerate(kept)}
    return People(
        tuple(persons[number] for number in kept),
        {start: number_of[number] for start, number in of.items()},
    )


def _without_owned(article: Article, span: Span) -> Span:
    """Return a mention without what its bearer owns: "Ann Poole’s Medicare" is Ann Poole."""
    owned = OWNS.search(article.text, span.start, span.end)
    return Span(span.article, span.start, owned.start()) if owned else span


def _join_misspelt(persons: list[Person], of: dict[int, int]) -> None:
    """Give a surname that stands once to the one person whose surname it misspells: "Brock"."""
    for odd in persons:
        if odd.first is not None or len(odd.places) != 1 or len(odd.last) < LONG:
            continue
        fits = [
            other
            for other, person in enumerate(persons)
            if person.first is not None
            and len(person.places) > 1
            and DamerauLevenshtein.distance(odd.last, person.last) == 1
        ]
        if len(fits) == 1:
            of[odd.places[0].start] = fits[0]
            persons[fits[0]].places += odd.places
            odd.places.clear()


def has_role(person: Person, role: str) -> bool:
    """Whether the article gives a person this role, by whatever word."""
    return any(share_role(role, own) for own in person.roles)


def _suffix(article: Article, span: Span) -> str | None:
    """Return "jr" or "sr" in or right after a name."""
    match = GENERATION.search(article.text, span.start, min(span.end + 6, len(article.text)))
    return match[1].casefold() if match else None


def _is_place_name(parts: tuple[str, ...]) -> bool:
    """Whether a name finder's person is rather a building or street: "Lundgren Hall"."""
    return parts[-1] in BUILT and gender_of_name(parts[0]) is None and len(parts[0]) > 1


def _same_person(
    persons: list[Person], fits: list[int], parts: tuple[str, ...], suffix: str | None
) -> int | None:
    for number in fits:
        if suffix and persons[number].suffix not in {None, suffix}:
            continue  # father and son
        first = persons[number].first
        if first is not None and persons[number].last == parts[-1] and same_first(first, parts[0]):
            return number
        if len(parts) == 2 and name_parts(persons[number].name)[-2:] == parts:
            return number  # "Wanda Lind Sorg", then "Lind Sorg"
    return None


def _add(person: Person, span: Span, article: Article) -> None:
    words = article.cut(span)
    person.places.append(span)
    if len(words.split()) > len(person.name.split()) and "\n" not in words:
        person.name, person.span = words, span


def _choose(  # noqa: PLR0917 - a list of rules, in order
    article: Article,
    span: Span,
    fits: list[int],
    persons: list[Person],
    full: Counter[int],
    begins: list[int],
) -> int | None:
    if len(fits) <= 1:
        return fits[0] if fits else None
    titles = {ROLE_OF_TITLE.get(word, word) for word in title_before(article.text, span.start)}
    bearing = [number for number in fits if titles & persons[number].roles]
    if len(bearing) == 1:
        return bearing[0]
    introduced = [n for n in fits if persons[n].first and persons[n].met < span.start]
    if len(introduced) == 1:
        return introduced[0]
    here = bisect_right(begins, span.start)
    close = set()
    for number in fits:
        before = [place.start for place in persons[number].places if place.start < span.start]
        if before and here - bisect_right(begins, max(before)) <= CLOSE_SENTENCES:
            close.add(number)
    if len(close) == 1:
        return close.pop()
    ranked = sorted(fits, key=lambda number: -full[number])
    if len(ranked) > 1 and full[ranked[0]] >= CLEAR_LEAD * full[ranked[1]]:
        return ranked[0]
    return None


def _titled_gender(article: Article, span: Span) -> Gender | None:
    titles = title_before(article.text, span.start)
    return next((gender for word in titles if (gender := gender_of_title(word))), None)


def _gender(person: Person) -> Gender | None:
    return person.gender or (gender_of_name(person.first) if person.first else None)


def _tell_namesakes(
    article: Article, sentences: Sequence[Span], namesakes: Iterable[Person], own: Sequence[Span]
) -> None:
    """Give namesakes whose first names tell no gender that of the next pronoun: "Ari said her".

    It must stand in the name's sentence, with nobody else's name between, and all places agree.
    """
    begins = [span.start for span in sentences]
    starts = sorted(span.start for span in own)
    for person in namesakes:
        if person.gender or (person.first and gender_of_name(person.first)):
            continue
        found: set[Gender] = set()
        for place in person.places:
            number = bisect_right(begins, place.start) - 1
            end = sentences[number].end if number >= 0 else place.end
            after = bisect_right(starts, place.start)
            if after < len(starts):
                end = min(end, starts[after])
            pronoun = PRONOUN.search(article.text, place.end, max(place.end, end))
            if pronoun:
                found.add("male" if pronoun[1] in MALE_PRONOUNS else "female")
        if len(found) == 1:
            person.gender = found.pop()


def _other_name(
    article: Article,
    sentences: Sequence[Span],
    span: Span,
    own: Sequence[Span],
    persons: Sequence[Person],
) -> int | None:
    """Return who was named last before a name that he or she was born with.

    None if first names tell different genders, or if several people are named in that sentence.
    """
    born = BORN.search(article.text, max(0, span.start - 32), span.start)
    before = [one for one in own if one.end <= span.start] if born else []
    if born is None or not before or span.start - before[-1].end > ALIAS_REACH:
        return None
    if born.start() != before[-1].end and not born["aged"]:
        return None
    begin = max((one.start for one in sentences if one.start <= before[-1].start), default=0)
    named = [set(name_parts(article.cut(one))) for one in before if one.start >= begin]
    fits = [
        number
        for number, person in enumerate(persons)
        if all(parts <= set(name_parts(person.name)) for parts in named)
    ]
    genders = {gender_of_name(name_parts(article.cut(span))[0])}
    genders |= {_gender(persons[number]) for number in fits}
    return fits[0] if len(fits) == 1 and len(genders - {None}) < 2 else None


def _describe(article: Article, person: Person, places: Iterable[Span]) -> None:
    for span in places:
        told = describe(article.text, span, person.first)
        person.roles |= told.roles
        person.gender = person.gender or told.gender
        person.age = told.age if person.age is None else person.age
