"""What a brief may say: every statement, utterance and leading sentence in its best wording."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.model import Independence, Laundering, Span, Supported, Utterance
from variorum.report.wordings import LONG, Page, Wording, outlets_of

TURNED = "without the reports that change its meaning"
ONE = Independence(1, 1, (), "one article says so")
WASHED = ("speaker lost", "hardened", "put in quotation marks")  # kinds of laundering


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement in its best wording, with everything that supports it."""

    wording: Wording
    citations: tuple[Span, ...]  # the wording first
    outlets: int
    independence: Independence
    place: float  # mean place of its support in the articles, 0..1
    depth: int = 0  # of the first sentence that supports it, in its own article


def find_told(
    statements: Iterable[Supported],
    utterances: Sequence[Utterance],
    pages: Mapping[str, Page],
    twisted: frozenset[Span],
) -> Iterator[Candidate]:
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
) -> Iterator[Candidate]:
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
            pair[0].loaded,
            pair[0].words > LONG,
            -_agreement(pair[0], shared),
            pages[pair[0].span.article].rank,
            pair[0].span,
        ),
    )
    true = [span for span in support if not _is_twisted(span, pages, twisted)]
    citations = (best.span, *(span for span in true if span != home))
    place = sum(wording.place for wording, _ in found) / len(found)
    depth = min(wording.depth for wording, _ in found)
    told = Candidate(best, citations, outlets, independence, place, depth)
    yield told if len(true) == len(support) else recount(told, pages, TURNED)


def _is_twisted(span: Span, pages: Mapping[str, Page], twisted: frozenset[Span]) -> bool:
    page = pages.get(span.article)
    number = page.find(span) if page else None
    return page is not None and number is not None and page.sentences[number] in twisted


def recount(one: Candidate, pages: Mapping[str, Page], why: str) -> Candidate:
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


def find_leads(
    pages: Mapping[str, Page], start: int = 0, stop: int | None = None
) -> Iterator[Candidate]:
    """Yield the articles' sentences by their numbers, first sentences first."""
    last = max((len(page.sentences) for page in pages.values()), default=0)
    for number in range(start, last if stop is None else min(stop, last)):
        for page in pages.values():
            wording = page.read(number) if number < len(page.sentences) else None
            if wording:
                yield Candidate(wording, (wording.span,), 1, ONE, wording.place, wording.depth)


def find_twisted(utterances: Iterable[Utterance], pages: Mapping[str, Page]) -> frozenset[Span]:
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


def find_laundered(laundering: Iterable[Laundering], pages: Mapping[str, Page]) -> frozenset[Span]:
    """Return the sentences of copies that lost the speaker or the doubt of what they copied."""
    found = set()
    for one in laundering:
        page = pages.get(one.spans[-1].article)
        number = page.find(one.spans[-1]) if page and one.derived else None
        if page and number is not None and one.kind in WASHED:
            found.add(page.sentences[number])
    return frozenset(found)
