"""Speakers called by a role: "the senator", "the 41-year-old", "a diplomat" of the lede."""

import re
from dataclasses import replace

from variorum.annotate.descriptions import HEAD_OF_GOVERNMENT
from variorum.annotate.discourse import REACH, Discourse, Entity, explain, name_entity
from variorum.annotate.gazetteer import ONE_OF_A_PEOPLE, PLACES
from variorum.annotate.people import Person, has_role
from variorum.annotate.phrases import Phrase
from variorum.annotate.titles import Gender, gender_of_title, is_role
from variorum.model import Attribution, Span

SUBJECT = re.compile(
    r"(?:An?|The|One)\s+((?:[\w’'-]+\s+){0,5}?[\w’'-]+)(?=\s+(?:has|had|is|was|will)\b)"
)
LEDE = 6  # sentences, headline included, in which the subject may be introduced without a name
# Roles by which an article calls again somebody whom it has named; others bring a new person in.
ANAPHORIC = frozenset(
    {"candidate", "politician", "lawmaker", "nominee", "hopeful", "contender", "billionaire"}
    | {"businessman", "businesswoman", "businessperson", "mogul", "tycoon", "diplomat", "actor"}
    | {"actress", "singer", "star", "author", "frontrunner", "front-runner", "incumbent"}
    | {"newcomer", "veteran", "native", "democrat", "republican", "conservative", "liberal"}
    | {"congressman", "congresswoman", "senator", "governor", "mayor", "pontiff", "monarch"}
    | {"dutchman", "frenchman", "englishman", "irishman", "welshman", "scotsman"}
    | ONE_OF_A_PEOPLE
    | {"striker", "midfielder", "goalkeeper", "winger", "novelist", "playwright", "libertarian"}
)
# Offices that two words name, of which an article uses now one, now the other.
OFFICES_ALIKE = frozenset(
    {"congressman", "congresswoman", "representative", "lawmaker", "legislator", "senator"}
    | {"governor", "chairman", "chairwoman", "spokesman", "spokeswoman", "minister", "secretary"}
)
OWNER = re.compile(r"(?:[Tt]he )?((?:[A-Z][\w-]+ ){0,3}[A-Z][\w-]+)['’]s? ")
BESIDE = 60  # characters around a name, in which the body stands that a person is of
TURN = 2  # sentences that "it" and "they" look back


def resolve_role(talk: Discourse, one: Attribution, span: Span, phrase: Phrase) -> Entity | None:  # noqa: C901 - a list of rules, in order
    """Return whom a role stands for: one whom the article calls so, else the words themselves."""
    if phrase.definite:
        fits = [
            person
            for person in talk.people.persons
            if (phrase.age is not None and person.age == phrase.age)
            or (phrase.age is None and has_role(person, phrase.head))
        ]
        gender = gender_of_title(phrase.head)
        fits = [
            person
            for person in fits
            if (gender is None or person.gender in {None, gender})
            and _is_near(talk, person, span.start)
        ]
        heads = HEAD_OF_GOVERNMENT.search(phrase.words)
        if heads:  # the prime minister is not the transport minister
            fits = [person for person in fits if heads[1].casefold() in person.roles]
        owner = OWNER.match(talk.text, span.start, span.end)
        if owner is not None and owner[1].casefold() not in PLACES:
            fits = [person for person in fits if _stands_by(talk, person, owner[1])]
        exact = [person for person in fits if phrase.head in person.roles]
        if exact or (phrase.of_people and phrase.age is None):
            # "the Republican congressman" may be the one whom the article calls "Rep."
            fits = exact or (fits if len(fits) == 1 and phrase.head in OFFICES_ALIKE else [])
        if len(fits) == 1:
            return explain(
                talk.of_person(fits[0], fits[0].span),
                f"“{phrase.words}”: the article calls {fits[0].name} so",
            )
        if len(fits) > 1:
            keys = {f"person:{person.span.start}" for person in fits}
            best = talk.best(span.start, gender, one, keys)
            return best and explain(
                best, f"“{phrase.words}”: {best.speaker.name} is the nearest so called"
            )
        if phrase.age is not None:
            keys = {f"person:{one.span.start}" for one in talk.people.persons if one.age is None}
            best = talk.best(span.start, gender, one, keys, reach=1)
            if best is not None and best.speaker.kind == "person":
                return explain(best, f"“{phrase.words}”: {best.speaker.name} is named right before")
        if phrase.head in ANAPHORIC and " of " not in talk.article.cut(span):
            best = talk.best(span.start, gender, one, None, reach=TURN)
            if best is not None and best.speaker.kind == "person":
                return explain(
                    best, f"“{phrase.words}”: {best.speaker.name} is the nearest who fits"
                )
    if not phrase.definite or not _has_met(talk, span.start):
        later = _named_later(talk, span, phrase)
        if later is not None:
            return later
    entity = name_entity(phrase.words, "group", phrase.span, f"“{phrase.words}” is not named there")
    return replace(entity, gender=gender_of_title(phrase.head), single=True)


def _stands_by(talk: Discourse, person: Person, owner: str) -> bool:
    """Whether the article names a person next to the body whose he is said to be.

    "Roe Marine chief executive Ann Poole", "Ann Poole, chief executive of Roe Marine".
    """
    last = re.escape(owner.rsplit(" ", maxsplit=1)[-1])
    before, after = re.compile(rf"\b{last}\b[^,.;]*$"), re.compile(rf",[^,.;]*\b{last}\b")
    return any(
        before.search(talk.text, max(0, place.start - BESIDE), place.start)
        or after.match(talk.text, place.end, place.end + BESIDE)
        for place in person.places
    )


def _is_near(talk: Discourse, person: Person, start: int) -> bool:
    """Whether an article has named somebody by `start` or does so in the next sentences."""
    first = person.places[0].start
    return talk.sentence(first) - talk.sentence(start) <= REACH


def _has_met(talk: Discourse, start: int) -> bool:
    """Whether an article has named anybody by `start`."""
    return any(person.places[0].start < start for person in talk.people.persons)


def _named_later(talk: Discourse, span: Span, phrase: Phrase) -> Entity | None:
    """Return whom the lede speaks of without a name, if the next sentences name him.

    "A veteran diplomat has resigned. ... Ada Kell, a counsellor at ..." Only at the article's
    beginning, and only if one person alone has that role.
    """
    here = talk.sentence(span.start)
    if here > LEDE or phrase.words.casefold().startswith(("another", "one")):
        return None
    gender = gender_of_title(phrase.head)
    fits = [
        person
        for person in talk.people.persons
        if any(
            place.start > span.end and talk.sentence(place.start) - here <= REACH
            for place in person.places
        )
        and has_role(person, phrase.head)
        and (gender is None or person.gender in {None, gender})
    ]
    if not fits:
        called = [one for one in talk.people.persons if has_role(one, phrase.head)]
        in_headline = here <= 0 or talk.in_headline(span.start)
        if called and not in_headline:
            return None
        fits = called or _main_person(talk, here, gender)
    if len(fits) != 1:
        return None
    return explain(
        talk.of_person(fits[0], fits[0].places[0]),
        f"“{phrase.words}” is named after the beginning: {fits[0].name}",
    )


def _main_person(talk: Discourse, here: int, gender: Gender | None) -> list[Person]:
    """Return whom the article names most, if it gives no role and names him right after."""
    ranked = sorted(talk.people.persons, key=lambda person: -len(person.places))
    if not ranked or len(ranked[0].places) < 3:
        return []
    main = ranked[0]
    if len(ranked) > 1 and len(ranked[1].places) == len(main.places):
        return []
    near = 0 < talk.sentence(main.places[0].start) - here <= 3
    fits = gender is None or main.gender in {None, gender}
    lone = talk.is_subject(main.places[0]) and not main.roles
    return [main] if near and fits and lone and main.first else []


def find_unnamed_subject(talk: Discourse, span: Span, gender: Gender, words: str) -> Entity | None:
    """Return whom a sentence at the article's beginning has as its subject, without a name.

    "An envoy has left to protest what he called ..."
    """
    here = talk.sentence(span.start)
    if not 0 <= here <= LEDE or _has_met(talk, span.start):
        return None
    subject = SUBJECT.match(talk.text, talk.begins[here], span.start)
    role = subject and next(
        (word for word in reversed(subject[1].casefold().split()) if is_role(word)), None
    )
    if subject is None or role is None or gender_of_title(role) not in {None, gender}:
        return None
    place = Span(talk.article.id, *subject.span())
    later = _named_later(talk, place, Phrase("role", role, subject[0], place))
    if later is None or later.gender not in {None, gender}:
        return None
    return explain(later, f"“{words}” is “{subject[0]}”: {later.speaker.name}")
