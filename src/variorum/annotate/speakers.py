"""Whom the sources of attributions stand for: names, roles, pronouns, bodies, groups, documents.

Rather none than a wrong one: a pronoun or role that fits two people equally stays unanswered.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import DamerauLevenshtein

from variorum.annotate.gazetteer import AGENCIES, CALENDAR, NO_NAME, PEOPLES
from variorum.annotate.people import (
    People,
    Person,
    find_people,
    has_role,
    name_parts,
    title_before,
)
from variorum.annotate.phrases import Phrase, read_phrase
from variorum.annotate.titles import TITLES, Gender, gender_of_title, is_role
from variorum.model import Article, Attribution, Mention, Span, Speaker

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "we", "us"})
IT = frozenset({"it", "its", "this", "which", "that"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
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
    r"\b(?:responses?|criticism|statements?|praise|letters?|calls?|words?|rebukes?|reactions?|comments?|objections?"
    r"|support|condemnation|messages?|remarks|tweets?|questions?|challenges?|told|said) (?:from|by) "
    r"(?:[\w.-]+ ){0,4}$"
)
CLAUSE = re.compile(r"(?:, (?:and|but|while|so)|;) (?:then )?(?:[A-Z][\w.]+ ){0,2}$")
ROLE_SUBJECT = re.compile(
    r"(?:But |And |Still, |Then )?[Tt]he (?:(?:former|then|first-term|Republican|Democratic|[A-Z]\w+) ){0,3}([a-z]+)"
    r"(?= (?:has|had|have|was|is|will|also|then|later|did|said|who|[a-z]+(?:ed|es|s))\b|,)"
)
PRONOUN_SUBJECT = re.compile(r"(?:But |And |Then |Still, |Yet )?([Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
BEARER = re.compile(r", (?:who\b|aged? \d|\d\d\b)")
NAME_ALONE = re.compile(r"([A-Z][\w.’-]{2,}\w)(?=,|\s*$| (?:who|said)\b)")
REACH = 5  # sentences that a pronoun looks back
SUBJECT = re.compile(
    r"(?:An?|The|One)\s+((?:[\w’'-]+\s+){0,5}?[\w’'-]+)(?=\s+(?:has|had|is|was|will)\b)"
)
# The noun that "who" follows, with the words that describe it: "Social Security reformers who".
PEOPLE_BEFORE = re.compile(
    r"(?:^|[\s“\"])((?:(?!(?:of|for|by|with|from|to|the|an?|and|but|or|as|in|on|at|are|is|was|were|that"
    r"|among|like)\b)[\w’'-]+\s){0,3}[a-zA-Z][\w’'-]+),?\s$"
)
DEFINITE_BEFORE = re.compile(r"\b[Tt]he (?:[\w-]+ ){0,2}$")
PARENTHESIS = re.compile(r"\([^()]*\)")
LEDE = 6  # sentences, headline included, in which the subject may be introduced without a name
# Roles by which an article calls again somebody whom it has named; others bring a new person in.
ANAPHORIC = frozenset(
    {"candidate", "politician", "lawmaker", "nominee", "hopeful", "contender", "billionaire"}
    | {"businessman", "businesswoman", "businessperson", "mogul", "tycoon", "diplomat", "actor"}
    | {"actress", "singer", "star", "author", "frontrunner", "front-runner", "incumbent"}
    | {"newcomer", "veteran", "native", "democrat", "republican", "conservative", "liberal"}
    | {"congressman", "congresswoman", "senator", "governor", "mayor", "pontiff", "monarch"}
)
# Words by which an article calls again a body that it has named.
ANAPHORIC_BODIES = frozenset(
    {"group", "organisation", "organization", "company", "firm", "newspaper", "paper", "network"}
    | {"magazine", "agency", "union", "airline", "charity", "nonprofit", "bank", "association"}
    | {"university", "college", "party", "campaign", "foundation", "institute", "website", "club"}
)
MISSPELT = 4  # letters; a longer surname may be written with one wrong
TURN = 2  # sentences that "it" and "they" look back


@dataclass(frozen=True, slots=True)
class _Entity:
    """Somebody who may be meant later: by `key` one and the same, known at `place`."""

    key: str
    speaker: Speaker
    gender: Gender | None
    single: bool = True  # one person: "he" or "she" may mean this one


@dataclass(frozen=True, slots=True)
class _Trace:
    """An entity where it stands, with what makes it the topic."""

    entity: _Entity
    start: int
    sentence: int
    weight: float


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
    return _Resolver(article, sentences, mentions, attributions).resolve(attributions)


class _Resolver:
    """One article's state while its attributions are resolved in text order."""

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
        self.turns = self._count_turns(sentences)
        self.named = sum(len(person.places) for person in self.people.persons) or 1
        self.followed = 0  # sentences whose first pronoun has been resolved
        self.traces: list[_Trace] = self._trace_mentions()
        self.said: list[tuple[Attribution, _Entity]] = []

    def resolve(self, attributions: Sequence[Attribution]) -> list[Attribution]:
        order = sorted(range(len(attributions)), key=lambda n: _place(attributions[n]))
        done: dict[int, Attribution] = {}
        for number in order:
            one = attributions[number]
            self._follow_pronouns(_place(one))
            entity = self._entity(one)
            if entity is not None and one.speaker is None:
                one = replace(one, speaker=entity.speaker)
            done[number] = one
            if entity is not None:
                self._remember(one, entity)
        return [done[number] for number in range(len(attributions))]

    # --- one attribution -----------------------------------------------------------------

    def _entity(self, one: Attribution) -> _Entity | None:  # noqa: PLR0911 - one return a rule
        if one.speaker is not None:
            return _Entity(f"given:{one.speaker.name.casefold()}", one.speaker, None)
        if not one.source:
            return self._continued(one)
        span = Span(self.article.id, one.source[0].start, one.source[0].end)
        words = self.article.cut(span).strip().casefold().strip(" ,.:;“”\"'’‘")
        first, _, rest = words.partition(" ")
        if first in {"he", "she"} and rest.startswith("and "):
            because = f"“{words}” are several people"
            return _named_entity(self.article.cut(span), "group", span, because)
        if first in {"he", "she", "they"} and rest.islower():
            words = first  # "he is expected to", where a cue was taken for source
        if words in RELATIVE:
            return self._antecedent(one, span, words)
        if words in FIRST:
            return self._first_person(one, words)
        if words in HE:
            return self._pronoun(one, span, "male", words)
        if words in SHE:
            return self._pronoun(one, span, "female", words)
        if words in THEY or words in IT:
            return self._plural(span, words)
        return self._named(one, span)

    def _named(self, one: Attribution, span: Span) -> _Entity | None:  # noqa: C901, PLR0911 - a list of rules, in order
        phrase = read_phrase(self.article, span, self.mentions)
        if phrase is None:
            return self._name_alone(span)
        if phrase.kind == "person" and phrase.mention is not None:
            person = self.people.at(phrase.mention.span.start)
            if person is None:
                return self._namesake(phrase.mention.span)
            return self._of_person(person, phrase.mention.span)
        if phrase.kind == "person":
            because = f"“{phrase.words}” has the form of a name"
            return _named_entity(phrase.words, "person", phrase.span, because)
        if phrase.kind == "role":
            return self._role(one, span, phrase)
        if phrase.kind == "organisation" and phrase.mention is not None:
            name, place = self._fullest(phrase.mention.span)
            return _named_entity(name, "organisation", place, f"“{phrase.words}” is a body's name")
        if phrase.kind == "organisation":
            named = self._body_called(phrase)
            if named is not None:
                return named
            name, place = self._fullest(phrase.span)
            if place != phrase.span:
                because = f"“{phrase.words}” is short for {name}"
                return _named_entity(name, "organisation", place, because)
            return _named_entity(
                phrase.words, "organisation", phrase.span, f"“{phrase.words}” is a body"
            )
        if phrase.kind == "document":
            return _named_entity(
                phrase.words, "document", phrase.span, f"“{phrase.words}” is a document"
            )
        return _named_entity(
            phrase.words, "group", phrase.span, f"“{phrase.words}” are people without a name"
        )

    def _name_alone(self, span: Span) -> _Entity | None:
        """Return whom a single capitalised word names that no name finder took: "Estes"."""
        match = NAME_ALONE.match(self.text, span.start, span.end)
        if match is None:
            return None
        word = match[1]
        folded = word.casefold()
        if (
            folded in NO_NAME
            or folded in CALENDAR
            or re.search(rf"\b{re.escape(folded)}\b", self.text)
        ):
            return None
        if is_role(folded) or folded in TITLES or folded in PEOPLES:
            return None
        like = [
            person
            for person in self.people.persons
            if len(folded) > MISSPELT and DamerauLevenshtein.distance(folded, person.last) == 1
        ]
        if len(like) == 1 and len(like[0].places) > 1:
            return self._of_person(like[0], like[0].span)
        full = re.search(rf"((?:[A-Z][\w’'-]+ )(?:[A-Z]\.? )?){re.escape(word)}\b", self.text)
        place = Span(self.article.id, *match.span(1))
        known = full or BEARER.match(self.text, match.end(1))
        if not known and len(re.findall(rf"[\w,] {re.escape(word)}\b", self.text)) < 2:
            return None
        if full and not set(full[1].casefold().replace(".", "").split()) & (TITLES | NO_NAME):
            place = Span(self.article.id, *full.span())
        kind = "organisation" if "." in word or not word[1:].islower() else "person"
        name = self.article.cut(place)
        return _named_entity(name, kind, place, f"“{word}” has the form of a name")

    def _namesake(self, span: Span) -> _Entity | None:
        """Return the one of several people of this name whose words the article has given."""
        part = name_parts(self.article.cut(span))[-1:]
        titles = title_before(self.text, span.start)
        gender = next((found for word in titles if (found := gender_of_title(word))), None)
        spoken: dict[str, _Entity] = {}
        for _, entity in self.said:
            if (
                entity.speaker.kind == "person"
                and name_parts(entity.speaker.name)[-1:] == part
                and (gender is None or entity.gender in {None, gender})
            ):
                spoken[entity.key] = entity
        if len(spoken) != 1:
            return None  # two people share the name
        entity = next(iter(spoken.values()))
        because = f"“{self.article.cut(span)}” is {entity.speaker.name}, who spoke before"
        return self._because(entity, because)

    def _body_called(self, phrase: Phrase) -> _Entity | None:
        """Return the one body whose name holds the word: "the alliance"."""
        if not phrase.definite or " " in phrase.words or not phrase.words.islower():
            return None
        fits: dict[str, Span] = {}
        for mention in self.mentions:
            name = self.article.cut(mention.span)
            if (
                mention.kind == "organisation"
                and phrase.head in name.casefold().split()
                and self._sentence(mention.span.start) <= self._sentence(phrase.span.start) + TURN
            ):
                fits.setdefault(name, mention.span)
        if not fits and phrase.head in ANAPHORIC_BODIES:
            fits = self._bodies_before(phrase.span.start)
        if len(fits) != 1:
            return None
        name, place = next(iter(fits.items()))
        return _named_entity(
            name, "organisation", place, f"“the {phrase.words}”: only {name} is one"
        )

    def _bodies_before(self, start: int) -> dict[str, Span]:
        """Return the bodies named in the last sentences, news agencies left out."""
        here = self._sentence(start)
        fits: dict[str, Span] = {}
        for mention in self.mentions:
            name = self.article.cut(mention.span)
            if (
                mention.kind == "organisation"
                and mention.span.start < start
                and here - self._sentence(mention.span.start) <= TURN
                and name.casefold() not in AGENCIES
            ):
                fits.setdefault(name, mention.span)
        return fits

    def _of_person(self, person: Person, place: Span) -> _Entity:
        words = self.article.cut(place)
        if words == person.name:
            because = f"named as “{person.name}”"
        else:
            because = f"“{words}” is the article's {person.name}"
        return _Entity(
            f"person:{person.span.start}",
            Speaker(person.name, "person", person.span, because),
            person.gender,
        )

    def _role(self, one: Attribution, span: Span, phrase: Phrase) -> _Entity | None:
        if phrase.definite:
            fits = [
                person
                for person in self.people.persons
                if (phrase.age is not None and person.age == phrase.age)
                or (phrase.age is None and has_role(person, phrase.head))
            ]
            gender = gender_of_title(phrase.head)
            fits = [
                person
                for person in fits
                if (gender is None or person.gender in {None, gender})
                and self._is_near(person, span.start)
            ]
            exact = [person for person in fits if phrase.head in person.roles]
            if exact or (phrase.of_people and phrase.age is None):
                fits = exact
            if len(fits) == 1:
                return self._because(
                    self._of_person(fits[0], fits[0].span),
                    f"“{phrase.words}”: the article calls {fits[0].name} so",
                )
            if len(fits) > 1:
                keys = {f"person:{person.span.start}" for person in fits}
                best = self._best(span.start, gender, one, keys)
                return best and self._because(
                    best, f"“{phrase.words}”: {best.speaker.name} is the nearest so called"
                )
            if phrase.head in ANAPHORIC and " of " not in self.article.cut(span):
                best = self._best(span.start, gender, one, None, reach=TURN)
                if best is not None and best.speaker.kind == "person":
                    return self._because(
                        best, f"“{phrase.words}”: {best.speaker.name} is the nearest who fits"
                    )
        if not phrase.definite or not self._has_met(span.start):
            later = self._named_later(span, phrase)
            if later is not None:
                return later
        entity = _named_entity(
            phrase.words, "group", phrase.span, f"“{phrase.words}” is not named there"
        )
        return replace(entity, gender=gender_of_title(phrase.head), single=True)

    def _is_near(self, person: Person, start: int) -> bool:
        """Whether an article has named somebody by `start` or does so in the next sentences."""
        first = person.places[0].start
        return self._sentence(first) - self._sentence(start) <= REACH

    def _has_met(self, start: int) -> bool:
        """Whether an article has named anybody by `start`."""
        return any(person.places[0].start < start for person in self.people.persons)

    def _named_later(self, span: Span, phrase: Phrase) -> _Entity | None:
        """Return whom the lede speaks of without a name, if the next sentences name him.

        "A veteran diplomat has resigned. ... Ada Kell, a counsellor at ..." Only at the article's
        beginning, and only if one person alone has that role.
        """
        here = self._sentence(span.start)
        if here > LEDE or phrase.words.casefold().startswith(("another", "one")):
            return None
        gender = gender_of_title(phrase.head)
        fits = [
            person
            for person in self.people.persons
            if any(
                place.start > span.end and self._sentence(place.start) - here <= REACH
                for place in person.places
            )
            and has_role(person, phrase.head)
            and (gender is None or person.gender in {None, gender})
        ]
        if not fits:
            fits = self._main_person(here, gender)
        if len(fits) != 1:
            return None
        return self._because(
            self._of_person(fits[0], fits[0].places[0]),
            f"“{phrase.words}” is named after the beginning: {fits[0].name}",
        )

    def _main_person(self, here: int, gender: Gender | None) -> list[Person]:
        """Return whom the article names most, if it gives no role and names him right after."""
        ranked = sorted(self.people.persons, key=lambda person: -len(person.places))
        if not ranked or len(ranked[0].places) < 3:
            return []
        main = ranked[0]
        if len(ranked) > 1 and len(ranked[1].places) == len(main.places):
            return []
        near = 0 < self._sentence(main.places[0].start) - here <= 3
        fits = gender is None or main.gender in {None, gender}
        lone = self._is_subject(main.places[0]) and not main.roles
        return [main] if near and fits and lone and main.first else []

    # --- pronouns ------------------------------------------------------------------------

    def _pronoun(self, one: Attribution, span: Span, gender: Gender, words: str) -> _Entity | None:
        best = self._best(span.start, gender, one, None)
        if best is None:
            return self._unnamed_subject(span, gender, words)
        return self._because(best, f"“{words}”: {best.speaker.name} is the nearest who fits")

    def _unnamed_subject(self, span: Span, gender: Gender, words: str) -> _Entity | None:
        """Return whom a sentence at the article's beginning has as its subject, without a name.

        "An envoy has left to protest what he called ..."
        """
        here = self._sentence(span.start)
        if not 0 <= here <= LEDE or self._has_met(span.start):
            return None
        subject = SUBJECT.match(self.text, self.begins[here], span.start)
        role = subject and next(
            (word for word in reversed(subject[1].casefold().split()) if is_role(word)), None
        )
        if subject is None or role is None or gender_of_title(role) not in {None, gender}:
            return None
        place = Span(self.article.id, *subject.span())
        later = self._named_later(place, Phrase("role", role, subject[0], place))
        if later is None or later.gender not in {None, gender}:
            return None
        return self._because(later, f"“{words}” is “{subject[0]}”: {later.speaker.name}")

    def _best(
        self,
        start: int,
        gender: Gender | None,
        one: Attribution | None,
        keys: set[str] | None,
        *,
        reach: int = REACH,
    ) -> _Entity | None:
        here = self._turn(start)
        own = [(span.start, span.end) for span in one.content] if one else []
        paragraph = self.text.rfind("\n", 0, start)
        scores: dict[str, tuple[float, _Entity]] = {}
        for trace in self.traces:
            if trace.start >= start or here - trace.sentence > reach:
                continue
            entity = trace.entity
            if keys is not None and entity.key not in keys:
                continue
            if gender is not None and entity.gender not in {None, gender}:
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

    def _plural(self, span: Span, words: str) -> _Entity | None:
        here = self._turn(span.start)
        wanted = {"group", "organisation"} if words in THEY else {"organisation", "document"}
        if words == "it":
            subject = self._subject_before(span)
            if subject is not None:
                return subject
        for one, entity in reversed(self.said):
            if here - self._turn(_place(one)) > TURN:
                break
            if entity.speaker.kind in wanted:
                return self._because(
                    entity, f"“{words}” goes on with “{entity.speaker.name}”, who spoke last"
                )
        if words == "it":
            return self._body_before(span, self._sentence(span.start))
        return None

    def _subject_before(self, span: Span) -> _Entity | None:
        """Return the body or land that the sentence begins with: "Norland in what it called"."""
        number = self._sentence(span.start)
        begin = self.begins[number] if number >= 0 else 0
        low = bisect_left(self.mentions, begin, key=lambda one: one.span.start)
        for mention in self.mentions[low:]:
            if mention.span.end > span.start:
                break
            if (
                mention.kind in {"organisation", "place"}
                and self._is_subject(mention.span)
                and not self._in_content(mention.span.start)
                and not self.text[begin : mention.span.start].strip("“”\"' ").removeprefix("The")
            ):
                name, place = self._fullest(mention.span)
                because = f"“it”: {name} is the subject of the sentence"
                return _named_entity(name, "organisation", place, because)
        return None

    def _body_before(self, span: Span, here: int) -> _Entity | None:
        for mention in reversed(self.mentions):
            if mention.span.start >= span.start or mention.kind != "organisation":
                continue
            if here - self._sentence(mention.span.start) > 1:
                return None
            if self._is_subject(mention.span) and not self._in_content(mention.span.start):
                name, place = self._fullest(mention.span)
                return _named_entity(
                    name, "organisation", place, f"“it”: {name} is the body named before"
                )
        return None

    def _antecedent(self, one: Attribution, span: Span, words: str) -> _Entity | None:
        here = self._sentence(span.start)
        begin = self.begins[here] if 0 <= here < len(self.begins) else 0
        human = words in {"who", "whom"}
        before = [
            mention
            for mention in self.mentions
            if begin <= mention.span.start
            and mention.span.end <= span.start
            and (mention.kind == "person") == human
        ]
        if not before:
            return self._people_before(span, begin, one)
        gap = PARENTHESIS.sub("", self.text[before[-1].span.end : span.start])
        gap = gap.replace(" ,", ",")
        if human and gap.endswith(", ") and len(gap) < 60:
            # "Sheriff Ann Poole of Ulm County, Norland, who"
            between = gap.replace(",", " ").split()
            if all(word[0].isupper() or word in {"of", "from", "in", "the"} for word in between):
                return self._named_place(before[-1], "who")
        if not gap.strip(" ,—–―-(") or (human and len(gap) < 80 and gap.startswith(",")):
            return self._named_place(before[-1], words)
        return self._people_before(span, begin, one)

    def _people_before(
        self, span: Span, begin: int, one: Attribution | None = None
    ) -> _Entity | None:
        """Return the people without a name whom "who" or "that" follows: "reformers who say"."""
        noun = PEOPLE_BEFORE.search(self.text, max(begin, span.start - 60), span.start)
        if noun is None:
            return None
        place = Span(self.article.id, *noun.span(1))
        phrase = read_phrase(self.article, place, ())
        if phrase is not None and phrase.head == "police":
            because = f"“{self.article.cut(span)}” follows “{phrase.words}”"
            return _named_entity(phrase.words, "organisation", phrase.span, because)
        if phrase is None or phrase.kind not in {"group", "role"}:
            return None
        if phrase.kind == "role":
            start = noun.start(1)
            the = DEFINITE_BEFORE.search(self.text, max(begin, start - 40), start)
            if the is None:
                return None
            whole = Span(self.article.id, the.start(), noun.end(1))
            definite = read_phrase(self.article, whole, ())
            if definite is None or definite.kind != "role" or one is None:
                return None
            return self._role(one, whole, definite)
        because = f"“{self.article.cut(span)}” follows “{phrase.words}”"
        return _named_entity(phrase.words, "group", phrase.span, because)

    def _named_place(self, mention: Mention, words: str) -> _Entity | None:
        if mention.kind == "person":
            person = self.people.at(mention.span.start)
            if person is None:
                return None
            return self._because(
                self._of_person(person, mention.span), f"“{words}” follows {person.name}"
            )
        name, place = self._fullest(mention.span)
        return _named_entity(name, "organisation", place, f"“{words}” follows {name}")

    def _first_person(self, one: Attribution, words: str) -> _Entity | None:
        start = one.source[0].start
        for other, entity in reversed(self.said):
            if any(span.start <= start < span.end for span in other.content):
                return self._because(entity, f"“{words}” stands in the words of this speaker")
        if self._in_quotation(start) or words not in {"i", "me", "my"}:
            return None
        if len(self.article.byline) == 1:
            author = self.article.byline[0]
            return _named_entity(
                author, "person", one.source[0], f"“{words}” is the writer of the article"
            )
        return None

    def _continued(self, one: Attribution) -> _Entity | None:
        """A quotation without a source right after another speaker's is the same speaker's."""
        if one.kind != "direct" or not self.said:
            return None
        last, entity = self.said[-1]
        end = max((span.end for span in (*last.content, *last.cue, *last.source)), default=0)
        start = _place(one)
        if self._stands_alone(one, last) and entity.speaker.kind == "person":
            return self._because(
                entity, f"the quotation stands alone after the words of {entity.speaker.name}"
            )
        gap = self.text[end:start]
        if last.kind == "indirect" or start < end or gap.strip(" \t\r\n.,;:”\"’'"):
            return None
        return self._because(entity, "the quotation goes on without a new speaker")

    def _stands_alone(self, one: Attribution, last: Attribution) -> bool:
        """Whether a quotation is a paragraph by itself, and the one before speaks of one speaker.

        That paragraph has `last` in its last sentence, and nobody else's words.
        """
        begin, end = one.content[0].start, one.content[-1].end
        ahead = self.text[:begin].rstrip()
        if "\n" not in self.text[len(ahead) : begin] or not last.source:
            return False
        rest = self.text[end : end + 40]
        if rest.strip(" \t") and not rest.lstrip(" \t").startswith(("\n", "\r")):
            return False
        paragraph = ahead.rfind("\n") + 1
        speakers = {
            entity.key
            for other, entity in self.said
            if any(paragraph <= span.start < begin for span in (*other.source, *other.content))
        }
        names = {
            trace.entity.key
            for trace in self.traces
            if paragraph <= trace.start < begin and trace.entity.single
        }
        final = self.begins[self._sentence(len(ahead) - 1)] if self.begins else 0
        own = self.said[-1][1].key
        return (
            speakers == {own}
            and names <= {own}
            and _place(last) >= paragraph
            and any(span.end > final for span in (*last.content, *last.cue, *last.source))
        )

    # --- what the article is about -------------------------------------------------------

    def _trace_mentions(self) -> list[_Trace]:
        traces: list[_Trace] = []
        led: set[int] = set()  # sentences that already have a subject
        for mention in self.mentions:
            if mention.kind != "person":
                continue
            person = self.people.at(mention.span.start)
            if person is None:
                continue
            start = mention.span.start
            sentence = self._sentence(start)
            weight = 10.0
            inside = self._in_content(start)
            if inside:
                weight -= 6
            if POSSESSIVE_END.match(self.text, mention.span.end):
                weight -= 6
            elif self._after_preposition(start):
                weight -= 3 * (AGENT.search(self.text, max(0, start - 60), start) is None)
            elif (
                (sentence not in led or CLAUSE.search(self.text, max(0, start - 40), start))
                and not inside
                and not NO_SUBJECT.match(self.text, mention.span.end)
            ):
                led.add(sentence)
                weight += 4
            entity = self._of_person(person, mention.span)
            weight += SALIENCE * len(person.places) / self.named
            traces.append(_Trace(entity, start, self._turn(start), weight))
        return traces + self._trace_roles()

    def _trace_roles(self) -> list[_Trace]:
        """Return the traces of people whom a sentence begins with by their role: "The senator"."""
        traces: list[_Trace] = []
        for begin, end in zip(self.begins, self.ends, strict=True):
            match = ROLE_SUBJECT.match(self.text, begin, end)
            if match is None or self._in_content(begin):
                continue
            fits = [person for person in self.people.persons if has_role(person, match[1].lower())]
            fits = [person for person in fits if person.places[0].start < begin]
            if len(fits) == 1:
                entity = self._of_person(fits[0], fits[0].span)
                traces.append(_Trace(entity, begin, self._turn(begin), 14.0))
        return traces

    def _follow_pronouns(self, until: int) -> None:
        """Let "He" at a sentence's beginning carry the topic on, for all sentences up to there."""
        while self.followed < len(self.begins) and self.begins[self.followed] < until:
            begin = self.begins[self.followed]
            self.followed += 1
            match = PRONOUN_SUBJECT.match(self.text, begin)
            if match is None or self._in_content(begin):
                continue
            words = match[1].lower()
            best = self._best(begin, "male" if words in HE else "female", None, None)
            if best is not None and best.speaker.kind == "person":
                weight = 8.0 if words in {"his", "her"} else 13.0
                self.traces.append(_Trace(best, begin, self._turn(begin), weight))

    def _remember(self, one: Attribution, entity: _Entity) -> None:
        self.said.append((one, entity))
        if not one.source or not entity.single:
            return
        start = one.source[0].start
        self.traces.append(_Trace(entity, start, self._turn(start), 15.0))

    def _is_subject(self, span: Span) -> bool:
        after = POSSESSIVE_END.match(self.text, span.end)
        return not after and not self._after_preposition(span.start)

    def _after_preposition(self, start: int) -> bool:
        number = self._sentence(start)
        begin = self.begins[number] if number >= 0 else 0
        return PREPOSITION.search(self.text, max(begin, start - 60), start) is not None

    def _fullest(self, span: Span) -> tuple[str, Span]:
        """Return a body's name in full if the article explains its letters."""
        words = self.article.cut(span)
        letters = words.replace(".", "")
        if not (letters.isupper() and 2 <= len(letters) <= 7):
            return self._longer(words, span)
        for mention in self.mentions:
            name = self.article.cut(mention.span)
            after = self.text[mention.span.end : mention.span.end + len(words) + 4]
            if len(name.split()) > 1 and re.match(rf" \([“\"]?{re.escape(words)}\b", after):
                return name, mention.span
            initials = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
            if mention.kind == "organisation" and len(initials) > 1 and initials == letters:
                return name, mention.span
        return words, span

    def _longer(self, words: str, span: Span) -> tuple[str, Span]:
        """Return the one longer name of a body that ends so: "the Sheriff's Office"."""
        ending = " " + words.replace("’", "'").casefold()
        if " " not in words:
            return words, span
        fits: dict[str, Span] = {}
        for mention in self.mentions:
            name = self.article.cut(mention.span)
            if mention.kind == "organisation" and name.replace("’", "'").casefold().endswith(
                ending
            ):
                fits.setdefault(name.casefold(), mention.span)
        if len(fits) != 1:
            return words, span
        place = next(iter(fits.values()))
        return self.article.cut(place), place

    def _because(self, entity: _Entity, because: str) -> _Entity:
        return replace(entity, speaker=replace(entity.speaker, because=because))

    def _sentence(self, start: int) -> int:
        return bisect_right(self.begins, start) - 1

    def _turn(self, start: int) -> int:
        """Return the number of the sentence at `start`, those wholly quoted not counted."""
        number = self._sentence(start)
        return self.turns[number] if number >= 0 else -1

    def _count_turns(self, sentences: Sequence[Span]) -> list[int]:
        turns: list[int] = []
        count = 0
        for span in sentences:
            number = bisect_right(self.contents, (span.start + 1, 0)) - 1
            quoted = number >= 0 and self.contents[number][1] >= span.end
            count += not quoted
            turns.append(count)
        return turns

    def _in_content(self, start: int) -> bool:
        number = bisect_right(self.contents, (start, len(self.text))) - 1
        return number >= 0 and self.contents[number][0] <= start < self.contents[number][1]

    def _in_quotation(self, start: int) -> bool:
        line = self.text.rfind("\n", 0, start) + 1
        before = self.text[line:start]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _named_entity(name: str, kind: str, span: Span, because: str) -> _Entity:
    return _Entity(
        f"{kind}:{name.casefold()}",
        Speaker(name, kind, span, because),  # type: ignore[arg-type]
        None,
        single=kind == "person",
    )


def _place(one: Attribution) -> int:
    """Where an attribution begins, its source first: the order in which a reader meets speakers."""
    starts = [span.start for span in (*one.source, *one.cue, *one.content)]
    return min(starts, default=0)


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
