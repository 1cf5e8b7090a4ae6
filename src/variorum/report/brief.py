"""The brief: sentences cut from the sources, the best supported first.

News is written with the main things first (who, what, when, where, then why, then the rest), so
among sentences of equal support the order is that of their mean place in the articles. What the
articles dispute comes last. Nothing is shortened, joined or reworded.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from variorum.model import (
    Annotated,
    BriefSentence,
    Conflict,
    Independence,
    Laundering,
    Span,
    Supported,
    Utterance,
)
from variorum.report.wordings import Page, Wording, outlets_of, overlap

LEAST, MOST = 5, 20
ENOUGH, EACH = 12, 2  # sentences that a brief is filled up to, LEAST and EACH more an article
FURTHER = 12  # sentences of an article, headline and all, that it is filled up from
WELL_SUPPORTED = 2  # outlets or origins from which a sentence is worth its place beyond ENOUGH
LONG = 45  # words; a shorter wording of the same is preferred
SAME = 0.6  # share of the shorter sentence's content words in another: it says the same again
NEW_WORDS = 3  # content words that no sentence before has
OPENINGS = 5  # sentences, headline and standfirst among them, in which an article's lead stands
DISPUTES, SIDES = 3, 2  # disputes that the brief tells, and the sides it gives each
OTHER_VALUE = "without the reports that give another value"
TURNED = "without the reports that change its meaning"
ONE = Independence(1, 1, (), "one article says so")
WASHED = ("speaker lost", "hardened", "put in quotation marks")  # kinds of laundering


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A statement in its best wording, with everything that supports it."""

    wording: Wording
    citations: tuple[Span, ...]  # the wording first
    outlets: int
    independence: Independence
    place: float  # mean place of its support in the articles, 0..1


def write_brief(
    articles: Sequence[Annotated],
    statements: Sequence[Supported],
    utterances: Sequence[Utterance] = (),
    conflicts: Sequence[Conflict] = (),
    laundering: Sequence[Laundering] = (),
) -> list[BriefSentence]:
    """Return 5 to 20 sentences of one story; fewer only if the articles have no more to give.

    Where several articles support less than 5 to 12 (2 more an article) of them, what the articles
    tell first fills them up.

    Each text is exactly the characters of its first citation: a whole sentence of body or
    standfirst, never a headline, a fragment, or a source's words without the source, nor a
    reading whose meaning another report changes, or that was laundered. Order: best supported
    first, then as the articles tell it; the other side of a dispute comes last. A story of one
    article gives its first sentences.
    """
    pages = {one.article.id: Page(one, rank) for rank, one in enumerate(articles)}
    if len(pages) < 2:
        return [_write(one) for one in _choose(_leads(pages), LEAST, in_order=True)]
    disputes = _Disputes(conflicts, pages)
    twisted = _twisted(utterances, pages) | _laundered(laundering, pages)
    told = [disputes.part(one) for one in _told(statements, utterances, pages, twisted)]
    told.sort(key=_by_support)
    room = MOST - DISPUTES
    firm = [one for one in told if _well_supported(one) and not one.wording.leans]
    lead = [one for one in _best_lead(pages, told) if one.wording.span not in twisted]
    chosen = _choose([*lead, *firm], room)
    leads = [one for one in _leads(pages) if one.wording.span not in twisted]
    further = [one for one in leads if not one.wording.leans and one.wording.number < FURTHER]
    if len(chosen) < (wanted := min(ENOUGH, LEAST + EACH * (len(pages) - 1))):
        whole = (one for one in told if not one.wording.leans)
        chosen = _choose([*chosen, *whole, *further], wanted)
    if len(chosen) < LEAST:
        leads.sort(key=lambda one: one.wording.leans)
        chosen = _choose([*chosen, *told, *leads], LEAST)
    first = {one.wording.span for one in lead}
    chosen.sort(key=lambda one: _by_tier(one, first))
    return [_write(one) for one in [*chosen, *disputes.other_sides(chosen)][:MOST]]


def _write(one: _Candidate) -> BriefSentence:
    return BriefSentence(one.wording.text, one.citations, one.outlets, one.independence)


def _by_support(one: _Candidate) -> tuple[int, int, int, float, Span]:
    count = one.independence
    return (-count.low, -count.high, -one.outlets, one.place, one.wording.span)


def _by_tier(one: _Candidate, first: AbstractSet[Span]) -> tuple[int, int, int, float, Span]:
    """Three origins are as good as thirty; within a tier the articles' own order decides.

    The lead comes first of its tier: without it a reader does not know what the rest is about.
    """
    possible = 3 if one.wording.span in first else min(one.independence.high, 3)
    outlets = 3 if one.wording.span in first else min(one.outlets, 3)
    return (-min(one.independence.low, 3), -possible, -outlets, one.place, one.wording.span)


def _well_supported(one: _Candidate) -> bool:
    return max(one.outlets, one.independence.high) >= WELL_SUPPORTED


def _choose(
    candidates: Iterable[_Candidate], most: int, *, in_order: bool = False
) -> list[_Candidate]:
    """Take the first `most` candidates that repeat none before them.

    `in_order`: the candidates are one article's sentences; one that leans on another is taken
    if that one was taken, too.
    """
    chosen: list[_Candidate] = []
    known: set[str] = set()
    upheld = -1  # the number of the sentence that may lean on one before it
    for one in candidates:
        if len(chosen) >= most:
            break
        keys = one.wording.keys
        again = len(keys - known) < min(NEW_WORDS, len(keys)) or any(
            overlap(keys, other.wording.keys) > SAME for other in chosen
        )
        if again or (in_order and one.wording.leans and one.wording.number != upheld):
            continue
        chosen.append(one)
        known |= keys
        upheld = one.wording.number + 1
    return chosen


# --- candidates ------------------------------------------------------------------------------


def _told(
    statements: Iterable[Supported],
    utterances: Sequence[Utterance],
    pages: Mapping[str, Page],
    twisted: frozenset[Span],
) -> Iterator[_Candidate]:
    """Give every statement, and every utterance of several reports, its best wording."""
    for supported in statements:
        yield from _reword(
            supported.statement.support, supported.outlets, supported.independence, pages, twisted
        )
    for utterance in utterances:
        support = tuple(reading.spans[0] for reading in utterance.readings if reading.spans)
        homes = {span.article for span in support} & pages.keys()
        if len(homes) > 1:
            outlets = outlets_of(pages[home] for home in homes)
            yield from _reword(support, outlets, utterance.independence, pages, twisted)


def _reword(
    support: Sequence[Span],
    outlets: int,
    independence: Independence,
    pages: Mapping[str, Page],
    twisted: frozenset[Span],
) -> Iterator[_Candidate]:
    """Yield the statement in the sentence that tells it best; nothing if none can stand alone."""
    found: list[tuple[Wording, Span]] = []
    for span in support:
        page = pages.get(span.article)
        number = page.find(span) if page else None
        wording = page.read(number) if page and number is not None else None
        if wording and wording.span not in twisted:
            found.append((wording, span))
    if not found:
        return
    shared = Counter(key for wording, _ in found for key in wording.keys)
    best, home = min(
        found,
        key=lambda pair: (
            pair[0].leans,
            pair[0].words > LONG,
            -_agreement(pair[0], shared),
            pages[pair[0].span.article].rank,
            pair[0].span,
        ),
    )
    true = [span for span in support if not _is_twisted(span, pages, twisted)]
    citations = (best.span, *(span for span in true if span != home))
    place = sum(wording.place for wording, _ in found) / len(found)
    told = _Candidate(best, citations, outlets, independence, place)
    yield told if len(true) == len(support) else _recount(told, pages, TURNED)


def _is_twisted(span: Span, pages: Mapping[str, Page], twisted: frozenset[Span]) -> bool:
    page = pages.get(span.article)
    number = page.find(span) if page else None
    return page is not None and number is not None and page.sentences[number] in twisted


def _recount(one: _Candidate, pages: Mapping[str, Page], why: str) -> _Candidate:
    """Return the candidate with no more outlets and origins than its citations can stand for."""
    homes = {span.article for span in one.citations} & pages.keys()
    count = one.independence
    return replace(
        one,
        outlets=outlets_of(pages[home] for home in homes),
        independence=replace(
            count,
            low=min(count.low, 1),
            high=min(count.high, len(homes)),
            because=f"{count.because}; {why}".strip("; "),
        ),
    )


def _agreement(wording: Wording, shared: Counter[str]) -> float:
    """Return how many other wordings have a content word of this one, on average."""
    return sum(shared[key] - 1 for key in wording.keys) / max(1, len(wording.keys))


def _leads(pages: Mapping[str, Page]) -> Iterator[_Candidate]:
    """Yield the articles' sentences in their own order, first sentences first."""
    for number in range(max((len(page.sentences) for page in pages.values()), default=0)):
        for page in pages.values():
            wording = page.read(number) if number < len(page.sentences) else None
            if wording:
                yield _Candidate(wording, (wording.span,), 1, ONE, wording.place)


def _best_lead(pages: Mapping[str, Page], told: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the opening sentence that tells most of what the other openings tell, if any can.

    It says what the story is about, even if every report words it in its own way. Where it is
    among the statements already, or one of them says the same, that one is returned.
    """
    leads = [lead for page in pages.values() if (lead := _opening(page)) and not lead.leans]
    if not leads:
        return []
    spread = Counter(key for lead in leads for key in lead.keys)
    best = max(leads, key=lambda lead: _agreement(lead, spread))
    for one in told:
        keys = one.wording.keys
        again = overlap(keys, best.keys) > SAME or len(keys - best.keys) < NEW_WORDS
        if not one.wording.leans and (again or best.span in one.citations):
            return [one]
    return [_Candidate(best, (best.span,), 1, ONE, best.place)]


def _opening(page: Page) -> Wording | None:
    """Return an article's first sentence that can stand in a brief, if it is near the top."""
    for number in range(min(OPENINGS, len(page.sentences))):
        wording = page.read(number)
        if wording and wording.keys and not wording.standfirst:
            return wording
    return None


def _twisted(utterances: Iterable[Utterance], pages: Mapping[str, Page]) -> frozenset[Span]:
    """Return the sentences with a reading whose meaning differs from the base reading's."""
    found = set()
    for utterance in utterances:
        suspect = {
            one
            for variant in utterance.variants
            if variant.changes_meaning
            for one in variant.between
        }
        for reading in utterance.readings[1:]:
            if reading.attribution in suspect and reading.article in pages:
                page = pages[reading.article]
                numbers = (page.find(span) for span in reading.spans)
                found |= {page.sentences[number] for number in numbers if number is not None}
    return frozenset(found)


def _laundered(laundering: Iterable[Laundering], pages: Mapping[str, Page]) -> frozenset[Span]:
    """Return the sentences of copies that lost the speaker or the doubt of what they copied."""
    found = set()
    for one in laundering:
        page = pages.get(one.spans[-1].article)
        number = page.find(one.spans[-1]) if page and one.derived else None
        if page and number is not None and one.kind in WASHED:
            found.add(page.sentences[number])
    return frozenset(found)


# --- disputes --------------------------------------------------------------------------------


class _Disputes:
    """Conflicts by the sentences that hold their values."""

    def __init__(self, conflicts: Iterable[Conflict], pages: Mapping[str, Page]) -> None:
        self.pages = pages
        self.conflicts = [one for one in conflicts if one.verdict == "conflict"]
        self.held: dict[Span, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for index, conflict in enumerate(self.conflicts):
            for value in conflict.values:
                sentence = self._sentence(value.span)
                if sentence is not None:
                    self.held[sentence][index].add(value.value.casefold())

    def _sentence(self, span: Span) -> Span | None:
        page = self.pages.get(span.article)
        number = page.find(span) if page else None
        return page.sentences[number] if page and number is not None else None

    def _values(self, span: Span) -> Mapping[int, set[str]]:
        return self.held.get(self._sentence(span) or span, {})

    def part(self, one: _Candidate) -> _Candidate:
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
        return _recount(replace(one, citations=kept), self.pages, OTHER_VALUE)

    def other_sides(self, chosen: Sequence[_Candidate]) -> Iterator[_Candidate]:
        """Yield a sentence for each side of a dispute that no chosen sentence tells."""
        taken = {one.wording.span for one in chosen}
        disputes = 0
        for index, conflict in enumerate(self.conflicts):
            known: set[str] = set()
            for span in taken:
                known |= self._values(span).get(index, set())
            sides = list(self._sides(index, conflict, known, taken))[: SIDES - min(len(known), 1)]
            if not sides or len(known) + len(sides) < SIDES:
                continue
            yield from sides
            taken |= {one.wording.span for one in sides}
            disputes += 1
            if disputes == DISPUTES:
                return

    def _sides(
        self, index: int, conflict: Conflict, known: set[str], taken: set[Span]
    ) -> Iterator[_Candidate]:
        by_value: dict[str, list[Span]] = defaultdict(list)
        for one in conflict.values:
            sentence = self._sentence(one.span)
            if sentence is not None:
                by_value[one.value.casefold()].append(sentence)
        for value, sentences in by_value.items():
            clear = [one for one in sentences if self.held[one][index] == {value}]
            wordings = [
                wording
                for sentence in clear
                if (number := self.pages[sentence.article].find(sentence)) is not None
                if (wording := self.pages[sentence.article].read(number))
            ]
            if value in known or not wordings or wordings[0].span in taken:
                continue
            best = min(wordings, key=lambda one: (one.leans, one.words > LONG))
            homes = {one.article for one in clear}
            yield _Candidate(
                wording=best,
                citations=(best.span, *(one for one in clear if one != best.span)),
                outlets=outlets_of(self.pages[home] for home in homes),
                independence=Independence(
                    1, len(homes), (), "the reports that give this side of a dispute"
                ),
                place=best.place,
            )
