"""Whom the sources of attributions stand for: names, roles, pronouns, bodies, groups, documents.

Rather none than a wrong one: a pronoun or role that fits two people equally stays unanswered.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.discourse import HE, Discourse, Entity, explain, name_entity, place_of
from variorum.annotate.phrases import read_phrase
from variorum.annotate.speaker_names import (
    choose_namesake,
    find_body_apposed,
    find_body_called,
    find_fullest,
    read_name_alone,
)
from variorum.annotate.speaker_pronouns import (
    THEY,
    resolve_first_person,
    resolve_plural,
    resolve_pronoun,
    resolve_relative,
)
from variorum.annotate.speaker_roles import resolve_role
from variorum.annotate.titles import is_role
from variorum.model import Article, Attribution, Mention, Span

SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "this", "which", "that"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
CONTRACTED = re.compile(r"^(he|she|it|they|we|i)['’](?:s|re|ve|d|ll|m)$")
# After "the district secretary": a name of two or three words, then a comma or nothing.
APPOSED_PERSON = re.compile(
    r", ((?:[A-Z]\. ?){0,2}[A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?=,|$)"
)
# "an engineer at the operator, Kestrel Line": what stands behind the comma names the body.
AT_BODY = re.compile(r"\s(?:at|for|with|from|near|in)\s(?:the|an?|its|their)\s[a-z][\w’'-]*$")
LETTERS = frozenset({"q", "a"})  # of questions and answers, whoever gives them
RELATIVE = frozenset({"who", "which", "that", "whom"})


def resolve_speakers(
    article: Article,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> list[Attribution]:
    """Return the same attributions, in the same order, with a speaker where the article tells.

    A speaker already set is kept. Kinds: "person" and "organisation" by the fullest form that the
    article gives; "group" for people who are not named, by the words as they stand; "document".
    """
    talk = Discourse(article, sentences, mentions, attributions)
    done: dict[int, Attribution] = {}
    for number in sorted(range(len(attributions)), key=lambda n: place_of(attributions[n])):
        one = attributions[number]
        talk.follow_pronouns(place_of(one))
        entity = _entity(talk, one)
        if entity is not None and one.speaker is None:
            one = replace(one, speaker=entity.speaker)
        done[number] = one
        if entity is not None:
            talk.remember(one, entity)
    return [done[number] for number in range(len(attributions))]


def _entity(talk: Discourse, one: Attribution) -> Entity | None:  # noqa: PLR0911 - one return a rule
    if one.speaker is not None:
        return Entity(f"given:{one.speaker.name.casefold()}", one.speaker, None)
    if not one.source:
        return _continued(talk, one)
    span = Span(talk.article.id, one.source[0].start, one.source[0].end)
    words = talk.article.cut(span).strip().casefold().strip(" ,.:;“”\"'’‘")
    words = CONTRACTED.sub(r"\1", words)
    first, _, rest = words.partition(" ")
    if first in {"he", "she"} and rest.startswith("and "):
        because = f"“{words}” are several people"
        return name_entity(talk.article.cut(span), "group", span, because)
    if first in {"he", "she", "they"} and rest.islower():
        words = first  # "he is expected to", where a cue was taken for source
    if words in RELATIVE and talk.article.cut(span).strip() != "WHO":
        return resolve_relative(talk, one, span, words)
    if words in FIRST:
        return resolve_first_person(talk, one, words)
    if words in HE:
        return resolve_pronoun(talk, one, span, "male", words)
    if words in SHE:
        return resolve_pronoun(talk, one, span, "female", words)
    if words in THEY or words in IT:
        return resolve_plural(talk, span, words)
    return None if words in LETTERS else _named(talk, one, span)


def _named(talk: Discourse, one: Attribution, span: Span) -> Entity | None:  # noqa: C901, PLR0911 - a list of rules, in order
    phrase = read_phrase(talk.article, span, talk.mentions)
    if phrase is None:
        return read_name_alone(talk, span)
    if phrase.kind == "person" and phrase.mention is not None:
        person = talk.people.at(phrase.mention.span.start)
        if person is None:
            return choose_namesake(talk, phrase.mention.span)
        return talk.of_person(person, phrase.mention.span)
    if phrase.kind == "person":
        because = f"“{phrase.words}” has the form of a name"
        return name_entity(phrase.words, "person", phrase.span, because)
    apposed = APPOSED_PERSON.match(talk.text, phrase.span.end, span.end)
    named_here = phrase.kind == "role" or is_role(phrase.head)
    if apposed and named_here and not AT_BODY.search(phrase.words):
        place = Span(talk.article.id, *apposed.span(1))
        name = talk.article.cut(place)
        return name_entity(name, "person", place, f"“{phrase.words}” is named there: {name}")
    if phrase.kind == "role":
        return resolve_role(talk, one, span, phrase)
    if phrase.kind == "organisation" and phrase.mention is not None:
        name, place = find_fullest(talk, phrase.mention.span)
        return name_entity(name, "organisation", place, f"“{phrase.words}” is a body's name")
    if phrase.kind == "organisation":
        named = find_body_apposed(talk, span, phrase) or find_body_called(talk, phrase)
        if named is not None:
            return named
        name, place = find_fullest(talk, phrase.span)
        if place != phrase.span:
            because = f"“{phrase.words}” is short for {name}"
            return name_entity(name, "organisation", place, because)
        return name_entity(phrase.words, "organisation", phrase.span, f"“{phrase.words}” is a body")
    if phrase.kind == "document":
        return name_entity(phrase.words, "document", phrase.span, f"“{phrase.words}” is a document")
    return name_entity(
        phrase.words, "group", phrase.span, f"“{phrase.words}” are people without a name"
    )


def _continued(talk: Discourse, one: Attribution) -> Entity | None:
    """A quotation without a source right after another speaker's is the same speaker's."""
    if one.kind != "direct" or not talk.said:
        return None
    last, entity = talk.said[-1]
    end = max((span.end for span in (*last.content, *last.cue, *last.source)), default=0)
    start = place_of(one)
    if _stands_alone(talk, one, last) and entity.speaker.kind == "person":
        return explain(
            entity, f"the quotation stands alone after the words of {entity.speaker.name}"
        )
    gap = talk.text[end:start]
    if last.kind == "indirect" or start < end or gap.strip(" \t\r\n.,;:”\"’'"):
        return None
    return explain(entity, "the quotation goes on without a new speaker")


def _stands_alone(talk: Discourse, one: Attribution, last: Attribution) -> bool:
    """Whether a quotation is a paragraph by itself, and the one before speaks of one speaker.

    That paragraph has `last` in its last sentence, and nobody else's words.
    """
    begin, end = one.content[0].start, one.content[-1].end
    ahead = talk.text[:begin].rstrip()
    if "\n" not in talk.text[len(ahead) : begin] or not last.source:
        return False
    rest = talk.text[end : end + 40]
    if rest.strip(" \t") and not rest.lstrip(" \t").startswith(("\n", "\r")):
        return False
    paragraph = ahead.rfind("\n") + 1
    speakers = {
        entity.key
        for other, entity in talk.said
        if any(paragraph <= span.start < begin for span in (*other.source, *other.content))
    }
    names = {
        trace.entity.key
        for trace in talk.traces
        if paragraph <= trace.start < begin and trace.entity.single
    }
    final = talk.begins[talk.sentence(len(ahead) - 1)] if talk.begins else 0
    own = talk.said[-1][1].key
    return (
        speakers == {own}
        and names <= {own}
        and place_of(last) >= paragraph
        and any(span.end > final for span in (*last.content, *last.cue, *last.source))
    )
