"""Speakers called by a pronoun: he and she, it and they, who and which, I."""

import re
from bisect import bisect_left
from dataclasses import replace

from variorum.annotate.discourse import Discourse, Entity, explain, name_entity, place_of
from variorum.annotate.phrases import read_phrase
from variorum.annotate.speaker_names import find_body_called, find_fullest
from variorum.annotate.speaker_roles import TURN, find_unnamed_subject, resolve_role
from variorum.annotate.titles import Gender, gender_of_title
from variorum.model import Attribution, Mention, Span

THEY = frozenset({"they", "them", "their", "we", "us"})
# The noun that "who" follows, with the words that describe it: "Social Security reformers who".
PEOPLE_BEFORE = re.compile(
    r"(?:^|[\s“\"])((?:(?!(?:of|for|by|with|from|to|the|an?|and|but|or|as|in|on|at|are|is|was|were|that"
    r"|among|like)\b)[\w’'-]+\s){0,3}[a-zA-Z][\w’'-]+),?\s$"
)
DEFINITE_BEFORE = re.compile(r"\b[Tt]he (?:[\w-]+ ){0,2}$")
INDEFINITE_BEFORE = re.compile(r"\b(?:An?|a|an) (?:[\w-]+ ){0,2}$")
# "Roe's May 2 call when", before "he".
OWNED = re.compile(r"\b([A-Z][\w-]+)['’]s? (?:[\w.-]+ ){1,4}(?:when|where|in which|during which) $")
# "In the agency's report, | it": whose report it is.
LED_BY_OWNER = re.compile(r"(?:In|On|At|With|Under) (the [a-z][\w-]*)['’]s? [^.;:“”\"\n]*, $")
ASKED = re.compile(
    r"\s(him|her)(?= (?:if|whether|why|how|what|when|where|who|about|twice|to)\b|[.,;])"
)
ANSWERED = 2  # sentences from a question to its answer
PARENTHESIS = re.compile(r"\([^()]*\)")


def resolve_pronoun(
    talk: Discourse, one: Attribution, span: Span, gender: Gender, words: str
) -> Entity | None:
    """Return whom “he” or “she” means."""
    owner = _owner_before(talk, span, gender)
    if owner is not None:
        return explain(owner, f"“{words}”: what is told is {owner.speaker.name}’s")
    best = talk.best(span.start, gender, one, None, without=_asker_of(talk, span, gender))
    if best is None:
        return find_unnamed_subject(talk, span, gender, words)
    talk.called.setdefault(best.key, gender)
    return explain(best, f"“{words}”: {best.speaker.name} is the nearest who fits")


def _asker_of(talk: Discourse, span: Span, gender: Gender) -> str | None:
    """Return the key of who asked "him" or "her" right before, and is not who answers."""
    if not talk.said:
        return None
    last, entity = talk.said[-1]
    near = talk.sentence(span.start) - talk.sentence(place_of(last)) <= ANSWERED
    if not near or not last.cue or "ask" not in talk.article.cut(last.cue[-1]):
        return None
    asked = ASKED.match(talk.text, last.cue[-1].end)
    return entity.key if asked and (asked[1] == "him") == (gender == "male") else None


def _owner_before(talk: Discourse, span: Span, gender: Gender) -> Entity | None:
    """Return whose thing a clause with a pronoun describes: "Roe's call when he asked"."""
    match = OWNED.search(talk.text, max(0, span.start - 60), span.start)
    person = match and talk.people.at(match.start(1))
    if match is None or person is None or person.gender not in {None, gender}:
        return None
    return talk.of_person(person, Span(talk.article.id, *match.span(1)))


def resolve_plural(talk: Discourse, span: Span, words: str) -> Entity | None:
    """Return which body or people “it” or “they” means."""
    here = talk.turn(span.start)
    wanted = {"group", "organisation"} if words in THEY else {"organisation", "document"}
    if words == "it":
        subject = _owner_ahead(talk, span) or _subject_before(talk, span)
        if subject is not None:
            return subject
    for one, entity in reversed(talk.said):
        if here - talk.turn(place_of(one)) > TURN:
            break
        if entity.speaker.kind in wanted:
            return explain(
                entity, f"“{words}” goes on with “{entity.speaker.name}”, who spoke last"
            )
    if words == "it":
        return _body_before(talk, span, talk.sentence(span.start))
    return None


def _owner_ahead(talk: Discourse, span: Span) -> Entity | None:
    """Return the body whose thing the sentence begins with: "In the agency's report, it"."""
    number = talk.sentence(span.start)
    begin = talk.begins[number] if number >= 0 else 0
    match = LED_BY_OWNER.match(talk.text[begin : span.start])
    if match is None:
        return None
    place = Span(talk.article.id, begin + match.start(1), begin + match.end(1))
    phrase = read_phrase(talk.article, place, ())
    if phrase is None or phrase.kind != "organisation":
        return None
    because = f"“it”: the sentence begins with what is the {phrase.words}’s"
    named = find_body_called(talk, phrase)
    if named is not None:
        return explain(named, because)
    return name_entity(phrase.words, "organisation", phrase.span, because)


def _subject_before(talk: Discourse, span: Span) -> Entity | None:
    """Return the body or land that the sentence begins with: "Norland in what it called"."""
    number = talk.sentence(span.start)
    begin = talk.begins[number] if number >= 0 else 0
    low = bisect_left(talk.mentions, begin, key=lambda one: one.span.start)
    for mention in talk.mentions[low:]:
        if mention.span.end > span.start:
            break
        if (
            mention.kind in {"organisation", "place"}
            and talk.is_subject(mention.span)
            and not talk.in_content(mention.span.start)
            and not talk.text[begin : mention.span.start].strip("“”\"' ").removeprefix("The")
        ):
            name, place = find_fullest(talk, mention.span)
            because = f"“it”: {name} is the subject of the sentence"
            return name_entity(name, "organisation", place, because)
    return None


def _body_before(talk: Discourse, span: Span, here: int) -> Entity | None:
    for mention in reversed(talk.mentions):
        if mention.span.start >= span.start or mention.kind != "organisation":
            continue
        if here - talk.sentence(mention.span.start) > 1:
            return None
        if talk.is_subject(mention.span) and not talk.in_content(mention.span.start):
            name, place = find_fullest(talk, mention.span)
            return name_entity(
                name, "organisation", place, f"“it”: {name} is the body named before"
            )
    return None


def resolve_relative(talk: Discourse, one: Attribution, span: Span, words: str) -> Entity | None:
    """Return whom “who”, “which” or “that” follows."""
    here = talk.sentence(span.start)
    begin = talk.begins[here] if 0 <= here < len(talk.begins) else 0
    human = words in {"who", "whom"}
    before = [
        mention
        for mention in talk.mentions
        if begin <= mention.span.start
        and mention.span.end <= span.start
        and (mention.kind == "person") == human
    ]
    if not before:
        return _people_before(talk, span, begin, one)
    gap = PARENTHESIS.sub("", talk.text[before[-1].span.end : span.start])
    gap = gap.replace(" ,", ",")
    if human and gap.endswith(", ") and len(gap) < 60:
        # "Sheriff Ann Poole of Ulm County, Norland, who"
        between = gap.replace(",", " ").split()
        if all(word[0].isupper() or word in {"of", "from", "in", "the"} for word in between):
            return _namedplace_of(talk, before[-1], "who")
    if not gap.strip(" ,—–―-(") or (human and len(gap) < 80 and gap.startswith(",")):
        return _namedplace_of(talk, before[-1], words)
    return _people_before(talk, span, begin, one)


def _people_before(  # noqa: PLR0911 - one return a rule
    talk: Discourse, span: Span, begin: int, one: Attribution | None = None
) -> Entity | None:
    """Return the people without a name whom "who" or "that" follows: "reformers who say"."""
    noun = PEOPLE_BEFORE.search(talk.text, max(begin, span.start - 60), span.start)
    if noun is None:
        return None
    place = Span(talk.article.id, *noun.span(1))
    phrase = read_phrase(talk.article, place, ())
    if phrase is not None and phrase.head == "police":
        because = f"“{talk.article.cut(span)}” follows “{phrase.words}”"
        return name_entity(phrase.words, "organisation", phrase.span, because)
    if phrase is None or phrase.kind not in {"group", "role"}:
        return None
    if phrase.kind == "role":
        start = noun.start(1)
        the = DEFINITE_BEFORE.search(talk.text, max(begin, start - 40), start)
        if the is None:
            one_such = INDEFINITE_BEFORE.search(talk.text, max(begin, start - 40), start)
            if one_such is None:
                return None
            whole = Span(talk.article.id, one_such.start(), noun.end(1))
            name = talk.article.cut(whole)
            entity = name_entity(name, "group", whole, f"“who” follows “{name}”")
            return replace(entity, gender=gender_of_title(phrase.head), single=True)
        whole = Span(talk.article.id, the.start(), noun.end(1))
        definite = read_phrase(talk.article, whole, ())
        if definite is None or definite.kind != "role" or one is None:
            return None
        return resolve_role(talk, one, whole, definite)
    because = f"“{talk.article.cut(span)}” follows “{phrase.words}”"
    return name_entity(phrase.words, "group", phrase.span, because)


def _namedplace_of(talk: Discourse, mention: Mention, words: str) -> Entity | None:
    if mention.kind == "person":
        person = talk.people.at(mention.span.start)
        if person is None:
            return None
        return explain(talk.of_person(person, mention.span), f"“{words}” follows {person.name}")
    name, place = find_fullest(talk, mention.span)
    return name_entity(name, "organisation", place, f"“{words}” follows {name}")


def resolve_first_person(talk: Discourse, one: Attribution, words: str) -> Entity | None:
    """Return who says “I”: whose quotation it stands in, or the article's one writer."""
    start = one.source[0].start
    for other, entity in reversed(talk.said):
        if any(span.start <= start < span.end for span in other.content):
            return explain(entity, f"“{words}” stands in the words of this speaker")
    if talk.in_quotation(start) or words not in {"i", "me", "my"}:
        return None
    if len(talk.article.byline) == 1:
        author = talk.article.byline[0]
        because = f"“{words}” is the writer of the article"
        writer = name_entity(author, "person", one.source[0], because)
        return replace(writer, single=False)  # nobody's "he" or "she"
    return None
