"""Permanent addresses of findings: made of the words that they rest on, not of running numbers.

An address is a letter for the kind and twelve hexadecimal digits, such as `u-3f0a92c417be`: a hash
of the article's id, the words, and which of the same words in the article they are. It outlives new
models, new articles in the story, and new versions of an article that still have the words.

A finding that rests on several places has one address for each, the first of them its own: whoever
cited an utterance by a reading finds it again though another reading is its base now.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Final

from variorum.model import Article, Conflict, Span, Story, Utterance, Value, Variant

DIGITS: Final = 12
Addresses = tuple[str, ...]  # the finding's own first; never empty
# The letter that an address begins with.
LETTERS: Final = {
    "attribution": "q",
    "utterance": "u",
    "variant": "v",
    "conflict": "c",
    "statement": "f",
    "timeline": "t",
    "brief": "b",
    "laundering": "l",
}


@dataclass(frozen=True, slots=True)
class StoryAddresses:
    """The addresses of a story's findings; those in tuples are in the order of the findings.

    No two findings of a story share an address: where they would, the first has it.
    """

    attributions: Mapping[str, Addresses]  # by id
    utterances: Mapping[str, Addresses]  # by id
    variants: Mapping[str, tuple[Addresses, ...]]  # by the id of the utterance
    statements: Mapping[str, Addresses]  # by id
    conflicts: tuple[Addresses, ...]
    dismissed: tuple[Addresses, ...]
    timeline: tuple[Addresses, ...]
    brief: tuple[Addresses, ...]
    laundering: tuple[Addresses, ...]


def address_story(story: Story) -> StoryAddresses:
    """Return the addresses of all findings of a story."""
    told = _Teller({one.article.id: one.article for one in story.articles})
    said = [each for one in story.articles for each in one.attributions]
    conflicts = told.address(
        "conflict",
        (
            (one.kind, [[value.span for value in values] for values in (one.values, *_each(one))])
            for one in (*story.conflicts, *story.dismissed)
        ),
    )
    utterances = told.address(
        "utterance",
        (("", [reading.spans for reading in one.readings]) for one in story.utterances),
    )
    variants = told.address(
        "variant",
        (
            (variant.kind, [[*variant.spans, *_compared(one, variant)]])
            for one in story.utterances
            for variant in one.variants
        ),
    )
    statements = told.address(
        "statement", (("", _apart(one.statement.support)) for one in story.statements)
    )
    left = iter(variants)
    return StoryAddresses(
        attributions=dict(
            zip(
                (one.id for one in said),
                told.address("attribution", (("", [one.content]) for one in said)),
                strict=True,
            )
        ),
        utterances={one.id: at for one, at in zip(story.utterances, utterances, strict=True)},
        variants={one.id: tuple(islice(left, len(one.variants))) for one in story.utterances},
        statements={
            one.statement.id: at for one, at in zip(story.statements, statements, strict=True)
        },
        conflicts=conflicts[: len(story.conflicts)],
        dismissed=conflicts[len(story.conflicts) :],
        timeline=told.address("timeline", ((e.date, _apart(e.support)) for e in story.timeline)),
        brief=told.address("brief", (("", _apart(one.citations)) for one in story.brief)),
        laundering=told.address(
            "laundering", ((one.kind, [one.spans]) for one in story.laundering)
        ),
    )


def _apart(places: Iterable[Span]) -> list[Sequence[Span]]:
    return [[place] for place in places]


def _each(conflict: Conflict) -> list[Sequence[Value]]:
    return [[value] for value in conflict.values]


def _compared(utterance: Utterance, variant: Variant) -> Iterable[Span]:
    """Return the places of the two readings that a variant is between."""
    return (
        span
        for reading in utterance.readings
        if reading.attribution in variant.between
        for span in reading.spans
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells places by what does not change about them."""

    articles: Mapping[str, Article]

    def address(
        self, kind: str, findings: Iterable[tuple[str, Sequence[Sequence[Span]]]]
    ) -> tuple[Addresses, ...]:
        """Return the addresses of findings of one kind, each a detail and sets of places.

        Each finding gets an address of its own first; then those of its other sets that are free.
        """
        wanted = [
            [f"{LETTERS[kind]}-{self._hash(detail, places)}" for places in sets or [()]]
            for detail, sets in findings
        ]
        taken: set[str] = set()
        own = []
        for first, *_ in wanted:
            number, address = 1, first
            while address in taken:
                number += 1
                address = f"{first}-{number}"
            taken.add(address)
            own.append(address)
        found = []
        for address, (_, *others) in zip(own, wanted, strict=True):
            free = [other for other in dict.fromkeys(others) if other not in taken]
            taken.update(free)
            found.append((address, *free))
        return tuple(found)

    def _hash(self, detail: str, places: Iterable[Span]) -> str:
        told = "\0".join([detail, *sorted(map(self._tell, places))])
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]

    def _tell(self, place: Span) -> str:
        """Return a place's article, its words, and how often they stand before it."""
        article = self.articles[place.article]
        words = article.cut(place)
        before = article.text.count(words, article.start, place.start) if words else place.start
        return f"{place.article}\0{words}\0{before}"
