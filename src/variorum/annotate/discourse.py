"""An article as it is read: who has been named, and whom a pronoun may therefore mean."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from variorum.annotate.people import People, Person, find_people, has_role
from variorum.annotate.titles import Gender
from variorum.model import Article, Attribution, Mention, Span, Speaker
from variorum.quick import quick

HE = frozenset({"he", "him", "his", "himself"})
POSSESSIVE_END = re.compile(r"['’](?:s\b|(?=\s))")
PREPOSITION = re.compile(
    r"\b(?:of|for|to|from|with|by|against|about|on|in|at|between|than|like|over|behind|toward|towards)"
    r"\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){0,3}$"
)
# After a name: it is no subject ("Asked about Roe, he said"; "met Roe.").
NO_SUBJECT = re.compile(r",\s+(?:he|she|they|it|we|I)\b|[.?!]")
FADING = 4  # how much a sentence in between weakens an antecedent; set on the tuning marks
SALIENCE = 3.0  # what the share of an article's names adds; likewise
SAME_PARAGRAPH = 2.0  # what standing in the pronoun's own paragraph adds; likewise
# "a response from Roe": what follows is who spoke.
AGENT = re.compile(
    r"\b(?:responses?|criticism|statements?|praise|letters?|calls?|words?|rebukes?|reactions?"
    r"|comments?|objections?|support|condemnation|messages?|remarks|tweets?|questions?|challenges?"
    r"|told|said) (?:from|by) (?:[\w.-]+ ){0,4}$"
)
CLAUSE = re.compile(r"(?:, (?:and|but|while|so)|;) (?:then )?(?:[A-Z][\w.]+ ){0,2}$")
ROLE_SUBJECT = re.compile(
    r"(?:But |And |Still, |Then )?"
    r"[Tt]he (?:(?:former|then|first-term|Republican|Democratic|[A-Z]\w+) ){0,3}([a-z]+)"
    r"(?= (?:has|had|have|was|is|will|also|then|later|did|said|who|[a-z]+(?:ed|es|s))\b|,)"
)
PRONOUN_SUBJECT = re.compile(
    r"(?:But |And |Then |Still, |Yet )?"
    r"(?:(?:At|In|On|By|From|During|Since) (?:[\w’'-]+,? ){1,4}?)?([Hh]e|[Ss]he|[Hh]is|[Hh]er)\b"
)
SUBJECT_WITHIN = 12  # characters from a sentence's beginning: "But Mr. Roe"
REACH = 5  # sentences that a pronoun looks back
UNNAMED_REACH = 1  # likewise, to somebody without a name
PLACED = re.compile(r"\b(?:At|[Ii]n|[Nn]ear) $")
NEAREST = 200  # names that are looked at, however many the sentences hold


@quick
@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody who may be meant later: by `key` one and the same, known at `place`."""

    key: str
    speaker: Speaker
    gender: Gender | None
    single: bool = True  # one person: "he" or "she" may mean this one


@quick
@dataclass(frozen=True, slots=True)
class Trace:
    """An entity where it stands, with what makes it the topic."""

    entity: Entity
    start: int
    sentence: int
    weight: float


class Discourse:
    """One article as it is read from its beginning: who stands where, and who has spoken."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Span],
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
    ) -> None:
        self.article = article
        self.text = article.text
        self.begins = [span.start for span in sentences]
        self.ends = [span.end for span in sentences]
        self.mentions = sorted(mentions, key=lambda one: one.span)
        self.people: People = find_people(article, sentences, self.mentions)
        self.contents = _merge(
            (span.start, span.end) for one in attributions for span in one.content
        )
        self.told = {span.start for one in attributions for span in _told(one)}
        self.turns = self._count_turns(sentences)
        self.named = sum(len(person.places) for person in self.people.persons) or 1
        self.followed = 0  # sentences whose first pronoun has been resolved
        self.traces: list[Trace] = self._trace_mentions()
        self.said: list[tuple[Attribution, Entity]] = []
        self.called: dict[str, Gender] = {}  # whom "he" or "she" has meant, by key

    def of_person(self, person: Person, place: Span) -> Entity:
        """Return a person of the article as an entity, for the name that stands at `place`."""
        words = self.article.cut(place)
        if words == person.name:
            because = f"named as “{person.name}”"
        else:
            because = f"“{words}” is the article's {person.name}"
        return Entity(
            f"person:{person.span.start}",
            Speaker(person.name, "person", person.span, because),
            person.gender,
        )

    def best(
        self,
        start: int,
        gender: Gender | None,
        one: Attribution | None,
        keys: set[str] | None,
        *,
        reach: int = REACH,
        without: str | None = None,
    ) -> Entity | None:
        """Return the likeliest antecedent before `start`, None if two are about as likely.

        keys: only these may be it, if given; without: the key of somebody who is not.
        """
        here = self.turn(start)
        own = [(span.start, span.end) for span in one.content] if one else []
        paragraph = self.text.rfind("\n", 0, start)
        scores: dict[str, tuple[float, Entity]] = {}
        before = bisect_left(self.traces, start, key=_start)
        for trace in reversed(self.traces[max(0, before - NEAREST) : before]):
            if here - trace.sentence > reach:
                break
            entity = trace.entity
            if entity.key == without or (keys is not None and entity.key not in keys):
                continue
            if entity.speaker.kind == "group" and here - trace.sentence > UNNAMED_REACH:
                continue
            known = entity.gender or self.called.get(entity.key)
            if gender is not None and known not in {None, gender}:
                continue
            if any(left <= trace.start < right for left, right in own):
                continue
            score = trace.weight - FADING * (here - trace.sentence) + (1 if entity.gender else 0)
            score += SAME_PARAGRAPH * (trace.start > paragraph)
            if entity.key not in scores or score > scores[entity.key][0]:
                scores[entity.key] = (score, entity)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        if not ranked:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 1:
            return None
        return ranked[0][1]

    def _trace_mentions(self) -> list[Trace]:
        traces: list[Trace] = []
        led: set[int] = set()  # sentences that already have a subject
        for mention in self.mentions:
            if mention.kind != "person":
                continue
            person = self.people.at(mention.span.start)
            if person is None:
                continue
            start = mention.span.start
            if PLACED.search(self.text, max(0, start - 6), start):
                continue  # "At Girton she read botany": no person
            sentence = self.sentence(start)
            weight = 10.0
            inside = self.in_content(start)
            told = inside and self.is_told(start)
            if inside:
                weight -= 2 if told else 6
            if POSSESSIVE_END.match(self.text, mention.span.end):
                weight -= 6
            elif self.after_preposition(start):
                weight -= 3 * (AGENT.search(self.text, max(0, start - 60), start) is None)
            elif (
                (sentence not in led or CLAUSE.search(self.text, max(0, start - 40), start))
                and (told or not inside)
                and not NO_SUBJECT.match(self.text, mention.span.end)
            ):
                led.add(sentence)
                weight += 4
            entity = self.of_person(person, mention.span)
            weight += SALIENCE * len(person.places) / self.named
            traces.append(Trace(entity, start, self.turn(start), weight))
        return sorted(traces + self._trace_roles(), key=_start)

    def _trace_roles(self) -> list[Trace]:
        """Return the traces of people whom a sentence begins with by their role: "The senator"."""
        traces: list[Trace] = []
        for begin, end in zip(self.begins, self.ends, strict=True):
            match = ROLE_SUBJECT.match(self.text, begin, end)
            if match is None or self.in_content(begin):
                continue
            fits = [person for person in self.people.persons if has_role(person, match[1].lower())]
            fits = [person for person in fits if person.places[0].start < begin]
            if len(fits) == 1:
                entity = self.of_person(fits[0], fits[0].span)
                traces.append(Trace(entity, begin, self.turn(begin), 14.0))
        return traces

    def follow_pronouns(self, until: int) -> None:
        """Let "He" at a sentence's beginning carry the topic on, for all sentences up to there."""
        while self.followed < len(self.begins) and self.begins[self.followed] < until:
            begin = self.begins[self.followed]
            self.followed += 1
            match = PRONOUN_SUBJECT.match(self.text, begin)
            if match is None or self.in_content(begin):
                continue
            words = match[1].lower()
            best = self.best(begin, "male" if words in HE else "female", None, None)
            if best is not None and best.speaker.kind == "person":
                weight = 8.0 if words in {"his", "her"} else 13.0
                insort(self.traces, Trace(best, begin, self.turn(begin), weight), key=_start)

    def remember(self, one: Attribution, entity: Entity) -> None:
        """Note whom an attribution was of: the topic of what follows."""
        self.said.append((one, entity))
        if not one.source or not entity.single:
            return
        start = one.source[0].start
        relative = self.article.cut(one.source[0]).strip(" ,") in {"who", "whom"}
        weight = 11.0 if relative else 15.0  # a clause's subject is less of a topic
        insort(self.traces, Trace(entity, start, self.turn(start), weight), key=_start)

    def is_subject(self, span: Span) -> bool:
        """Whether a name may be its sentence's subject."""
        after = POSSESSIVE_END.match(self.text, span.end)
        return not after and not self.after_preposition(span.start)

    def after_preposition(self, start: int) -> bool:
        """Whether a preposition stands before the name at `start`."""
        number = self.sentence(start)
        begin = self.begins[number] if number >= 0 else 0
        return PREPOSITION.search(self.text, max(begin, start - 60), start) is not None

    def sentence(self, start: int) -> int:
        """Return the number of the sentence at `start`, -1 before the first."""
        return bisect_right(self.begins, start) - 1

    def turn(self, start: int) -> int:
        """Return the number of the sentence at `start`, those wholly quoted not counted."""
        number = self.sentence(start)
        return self.turns[number] if number >= 0 else -1

    def _count_turns(self, sentences: Sequence[Span]) -> list[int]:
        """Return the number of turns at each sentence."""
        turns: list[int] = []
        count = 0
        for span in sentences:
            number = bisect_right(self.contents, (span.start + 1, 0)) - 1
            quoted = number >= 0 and self.contents[number][1] >= span.end
            count += not quoted
            turns.append(count)
        return turns

    def in_content(self, start: int) -> bool:
        """Whether a place is inside what somebody says."""
        number = bisect_right(self.contents, (start, len(self.text))) - 1
        return number >= 0 and self.contents[number][0] <= start < self.contents[number][1]

    def is_told(self, start: int) -> bool:
        """Whether a name begins a sentence that is told in other words: "Roe fell, police said"."""
        number = self.sentence(start)
        begin = self.begins[number] if number >= 0 else -1
        return begin in self.told and start - begin <= SUBJECT_WITHIN

    def in_headline(self, start: int) -> bool:
        """Whether a place is in the article's headline."""
        return any(
            block.kind == "headline" and block.start <= start < block.end
            for block in self.article.blocks
        )

    def in_quotation(self, start: int) -> bool:
        """Whether a place is between quotation marks of its line."""
        line = self.text.rfind("\n", 0, start) + 1
        before = self.text[line:start]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _start(trace: Trace) -> int:
    return trace.start


def explain(entity: Entity, because: str) -> Entity:
    """Return the same entity with another reason."""
    return replace(entity, speaker=replace(entity.speaker, because=because))


def name_entity(name: str, kind: str, span: Span, because: str) -> Entity:
    """Return an entity of a kind that no person's mention gives."""
    return Entity(
        f"{kind}:{name.casefold()}",
        Speaker(name, kind, span, because),  # type: ignore[arg-type]
        None,
        single=kind == "person",
    )


def place_of(one: Attribution) -> int:
    """Where an attribution begins, its source first: the order in which a reader meets speakers."""
    starts = [span.start for span in (*one.source, *one.cue, *one.content)]
    return min(starts, default=0)


def _told(one: Attribution) -> tuple[Span, ...]:
    """Return the parts of a content in other words, said ahead of whoever said it."""
    if one.kind != "indirect" or not one.source:
        return ()
    return tuple(span for span in one.content if span.end <= one.source[0].start)


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
