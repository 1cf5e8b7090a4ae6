"""The sides of a dispute in a brief: who gives which value, and which side is not told yet."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.model import Conflict, Independence, Span, Value
from variorum.report.candidates import Candidate, recount
from variorum.report.facets import find_first_day, is_counted_out, is_long_ago, is_partial
from variorum.report.wordings import LONG, Page, outlets_of
from variorum.text.inflection import find_tokens

DISPUTES, SIDES = 3, 2  # disputes that the brief tells, and the sides it gives each
LEAD = 5  # sentences of an article, its headline among them
CHANGED = re.compile(
    r"\b(?:ris\w+|rose|rais\w+|climb\w*|grow\w*|grew|jump\w*|increas\w+|now|toll|revis\w+|another|later|lower\w*)\b",
    re.IGNORECASE,
)
OTHER_VALUE = "without the reports that give another value"


class Disputes:
    """Conflicts by the sentences that hold their values."""

    def __init__(self, conflicts: Iterable[Conflict], pages: Mapping[str, Page]) -> None:
        self.pages = pages
        self.counted_out = is_counted_out(pages)
        self.since = find_first_day(page.article for page in pages.values())
        told = (
            self._keep_recent(one)
            for one in conflicts
            if _is_told(one) and all(value.span.article in pages for value in one.values)
        )
        self.conflicts = [one for one in told if len({self._name(v) for v in one.values}) > 1]
        # Conflicts of which the newest number is told alone, with that number.
        self.settled: dict[int, str] = {}
        self.doubtful: set[Span] = set()  # sentences with a newer number that is not sure
        self.held: dict[Span, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.places: list[dict[str, list[Span]]] = []  # of each value of each conflict
        for index, conflict in enumerate(self.conflicts):
            places: dict[str, list[Span]] = defaultdict(list)
            for one in conflict.values:
                value = self._name(one)
                for sentence in self._sentences(one.span):
                    places[value].append(sentence)
                    self.held[sentence][index].add(value)
            self.places.append(places)

    def _keep_recent(self, conflict: Conflict) -> Conflict:
        """Return a conflict without what was long before, and what a count had come to."""
        kept = []
        for one in conflict.values:
            span = self._sentence(one.span) or one.span
            page = self.pages[span.article]
            dates = [d for d in page.annotated.dates if span.start <= d.when.start < span.end]
            counting = self.counted_out and is_partial(page, span)
            if not (counting or is_long_ago(self.since, dates)):
                kept.append(one)
        return replace(conflict, values=tuple(kept))

    def _sentence(self, span: Span) -> Span | None:
        page = self.pages.get(span.article)
        number = page.find(span) if page else None
        return page.sentences[number] if page and number is not None else None

    def _sentences(self, span: Span) -> list[Span]:
        """Return the sentence of a value, and those of its article that give the same figure."""
        page = self.pages.get(span.article)
        figures = page.annotated.figures if page else ()
        stated = self._stated(span)
        alike = (one.span for one in figures if (one.quantity, one.low) in stated)
        found = [one for one in map(self._sentence, (span, *alike)) if one is not None]
        if page and stated and all(page.read(page.sentences.index(one)) is None for one in found):
            found += _find_number(page, {low for _, low in stated})
        return list(dict.fromkeys(found))

    def _name(self, one: Value) -> str:
        """Return what a value is called: by the number that it gives, else by its words."""
        stated = self._stated(one.span)
        if len(stated) == 1:
            ((quantity, low),) = stated
            return f"{quantity} {low:g}"
        return one.value.casefold()

    def _values(self, span: Span) -> Mapping[int, set[str]]:
        return self.held.get(self._sentence(span) or span, {})

    def part(self, one: Candidate) -> Candidate:
        """Return the candidate without the citations that give another value than its wording."""
        own = self._values(one.wording.span)
        if not own:
            return one
        kept = tuple(
            span
            for span in one.citations
            if all(
                not values or values & own[index]
                for index, values in self._values(span).items()
                if index in own
            )
        )
        if len(kept) == len(one.citations):
            return one
        return recount(replace(one, citations=kept), self.pages, OTHER_VALUE)

    def outdated(self, twisted: Collection[Span] = ()) -> frozenset[Span]:
        """Return the sentences with a number that has changed since, if another tells the newest.

        What is `twisted` cannot tell it, nor can one report that does not say that it changed:
        such sentences are `doubtful` from then on, and both sides are told.
        """
        found: set[Span] = set()
        for index, conflict in enumerate(self.conflicts):
            if conflict.verdict == "conflict":
                continue
            dated = sorted(
                ((self.pages[one.span.article].rank, one) for one in conflict.values),
                reverse=conflict.verdict == "update",
            )
            telling = {
                self._name(one): self._telling(self._stated(one.span))
                | {*self.places[index][self._name(one)]}
                for _, one in dated
            }
            newer: set[Span] = set()
            for value, sentences in telling.items():
                older = set().union(*telling.values()) - sentences - newer
                if self._tells(sentences, twisted, older):
                    found |= set().union(*telling.values()) - sentences - newer
                    self.settled[index] = value
                    break
                newer |= sentences
            self.doubtful |= newer - found
        return frozenset(found)

    def _tells(
        self, sentences: Collection[Span], twisted: Collection[Span], older: Collection[Span]
    ) -> bool:
        """Whether a number is sure to be the newest, and a sentence can tell it.

        One of a later day than all that give another one is, but not if its article alters words.
        """
        words = [self.pages[one.article].article.cut(one) for one in sentences]
        sure = len({one.article for one in sentences}) > 1 or any(map(CHANGED.search, words))
        days = [[self.pages[one.article].day for one in side] for side in (older, sentences)]
        if not {one.article for one in sentences} & {one.article for one in twisted}:
            sure = sure or (all(days) and max(days[0]) < min(days[1]))
        return sure and any(self._is_whole(one) for one in {*sentences} - {*twisted})

    def _is_whole(self, sentence: Span) -> bool:
        page = self.pages[sentence.article]
        wording = page.read(page.sentences.index(sentence))
        return wording is not None and not wording.leans

    def _stated(self, span: Span) -> set[tuple[str, float]]:
        """Return the figures at a place."""
        page = self.pages.get(span.article)
        return {
            (one.quantity, one.low)
            for one in (page.annotated.figures if page else ())
            if one.span.start < span.end and span.start < one.span.end
        }

    def _telling(self, figures: Collection[tuple[str, float]]) -> set[Span]:
        """Return the sentences, of any report, that give one of these figures."""
        return {
            sentence
            for page in self.pages.values()
            for one in page.annotated.figures
            if (one.quantity, one.low) in figures
            if (sentence := self._sentence(one.span)) is not None
        }

    def tells_newest(self, one: Candidate) -> bool:
        """Whether a sentence gives the newest of a number that changed."""
        return any(value in self._at(one, index) for index, value in self.settled.items())

    def newest(self, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield a sentence for each newest number: a chosen one, or one that is not chosen yet."""
        taken = {one.wording.span for one in chosen}
        for index, value in self.settled.items():
            telling = (one for one in chosen if value in self._at(one, index))
            one = next(telling, None)
            if one is not None:
                yield one
            else:
                yield from self._sides(index, self.places[index].keys() - {value}, taken)

    def _at(self, one: Candidate, index: int) -> Collection[str]:
        """Return the values of a conflict that a sentence holds."""
        return self._values(one.wording.span).get(index, ())

    def other_sides(self, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield a sentence for each side of a dispute that no chosen sentence tells."""
        taken = {one.wording.span for one in chosen}
        disputes = 0
        for index, conflict in enumerate(self.conflicts):
            if index in self.settled or conflict.verdict == "stale":
                continue
            known: set[str] = set()
            for span in taken:
                known |= self._values(span).get(index, set())
            sides = list(self._sides(index, known, taken))[: SIDES - min(len(known), 1)]
            if not sides or len(known) + len(sides) < SIDES:
                continue
            yield from sides
            taken |= {one.wording.span for one in sides}
            disputes += 1
            if disputes == DISPUTES:
                return

    def _sides(
        self, index: int, known: Collection[str], taken: Collection[Span]
    ) -> Iterator[Candidate]:
        for value, sentences in self.places[index].items():
            clear = [one for one in sentences if self.held[one][index] == {value}]
            wordings = [
                wording
                for sentence in clear
                if (number := self.pages[sentence.article].find(sentence)) is not None
                if (wording := self.pages[sentence.article].read(number)) and not wording.leans
            ]
            if value in known or not wordings or wordings[0].span in taken:
                continue
            best = min(wordings, key=lambda one: one.words > LONG)
            homes = {one.article for one in clear}
            yield Candidate(
                wording=best,
                citations=(best.span, *(one for one in clear if one != best.span)),
                outlets=outlets_of(self.pages[home] for home in homes),
                independence=Independence(1, len(homes), (), "the reports that give this value"),
                place=best.place,
            )


def _find_number(page: Page, numbers: set[float]) -> Iterator[Span]:
    """Yield the first sentences that give one of the numbers: what a headline says, a lead does."""
    for span in page.sentences[:LEAD]:
        tokens = find_tokens(page.article.text, span.start, span.end)
        if any(token.number in numbers for token in tokens):
            yield span


def _is_told(conflict: Conflict) -> bool:
    """Whether a brief heeds it: a conflict, or a number that a later report changed or missed."""
    return conflict.verdict == "conflict" or (
        conflict.verdict in {"update", "stale"} and conflict.kind == "number"
    )
