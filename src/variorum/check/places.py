"""Where the sources say what a draft says: their sentences and their sources' words, indexed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz.distance import LCSseq

from variorum.group.units import cut_sentences
from variorum.model import Annotated, Attribution, Span
from variorum.text.inflection import Token, find_tokens

GRAMMAR_WEIGHT = 0.15  # of a word of grammar, against that of a word that every sentence has
QUERY_LIMIT = 400  # stretches; a word in more of them finds nothing by itself
CANDIDATES = 40  # stretches that are looked at closely
FURTHER = 0.1  # of the words, that a second sentence must add to be taken in
NEAR_COPY = 0.05  # of the words, by which a place may fall short of the best and still be shown


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence of a source, or a sentence's worth of what it attributes to somebody."""

    number: int
    article: str
    attribution: Attribution | None
    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch, or two that follow each other, that may say what the draft says.

    share: of the weight of the draft's words, 0..1, found there in like order. run: the longest
    run of words in common. hull: the part of the text from the first to the last of these words.
    """

    article: str
    attribution: Attribution | None
    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]
    share: float
    run: int
    hull: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources, by article id, with their stretches by the words in them."""

    articles: Mapping[str, Annotated]
    stretches: tuple[Stretch, ...]
    index: Mapping[str, tuple[int, ...]]

    def weight(self, token: Token) -> float:
        """Return how much a word tells: the rarer in the sources, the more."""
        weight = log(1 + (len(self.stretches) + 1) / (1 + len(self.index.get(token.lemma, ()))))
        return weight if token.content else weight * GRAMMAR_WEIGHT


def lay_sources(sources: Sequence[Annotated]) -> Sources:
    """Prepare the sources for looking up."""
    stretches: list[Stretch] = []
    index: dict[str, list[int]] = defaultdict(list)
    for one in sources:
        told = [
            (None, (span,), tuple(find_tokens(one.article.text, span.start, span.end)))
            for span in one.sentences
        ]
        for attribution, spans, tokens in (*_find_said(one, told), *told):
            stretch = Stretch(len(stretches), one.article.id, attribution, spans, tokens)
            stretches.append(stretch)
            for lemma in {token.lemma for token in tokens}:
                index[lemma].append(stretch.number)
    by_id = {one.article.id: one for one in sources}
    return Sources(by_id, tuple(stretches), {key: tuple(found) for key, found in index.items()})


Told = tuple[Attribution | None, tuple[Span, ...], tuple[Token, ...]]


def _find_said(one: Annotated, told: Sequence[Told]) -> list[Told]:
    """Return what an article attributes, sentence by sentence, with the words of its sentences."""
    text = one.article.text
    words = [token for _, _, tokens in told for token in tokens]
    starts = [token.start for token in words]
    said: list[Told] = []
    for attribution in one.attributions:
        for spans in cut_sentences(text, attribution.content):
            tokens = tuple(
                token
                for span in spans
                for token in words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
                if token.end <= span.end
            )
            if tokens:
                said.append((attribution, spans, tokens))
    return said


def find_places(
    tokens: Sequence[Token], sources: Sources, least: float, *, said: bool = False
) -> list[Place]:
    """Return where the sources have at least the share `least` of the words, the best first.

    Of places about as good, those that the sources attribute to somebody come first; with `said`
    they come first even where more of the words stand in a source's own prose.
    """
    whole = sum(map(sources.weight, tokens))
    if not whole:
        return []
    found: dict[int, float] = defaultdict(float)
    for lemma, weight in {token.lemma: sources.weight(token) for token in tokens}.items():
        numbers = sources.index.get(lemma, ())
        if len(numbers) <= QUERY_LIMIT or len(tokens) <= 2:
            for number in numbers:
                found[number] += weight
    enough = [number for number, weight in found.items() if weight >= least * whole / 2]
    enough.sort(key=lambda number: (-found[number], number))
    places: dict[tuple[tuple[Span, ...], bool], Place] = {}
    for number in enough[:CANDIDATES]:
        place = _widen(number, tokens, sources, whole)
        if place.share >= least:
            places.setdefault((place.spans, place.attribution is None), place)
    return sorted(
        places.values(),
        key=lambda place: (
            -round((place.share + 0.2 * (said and place.attribution is not None)) / NEAR_COPY),
            place.attribution is None,
            -place.run,
            place.spans,
        ),
    )


def _widen(number: int, tokens: Sequence[Token], sources: Sources, whole: float) -> Place:
    """Return the stretch as a place, with its neighbour if that has more of the words."""
    stretch = sources.stretches[number]
    best = _measure((stretch,), tokens, sources, whole)
    for other in (number - 1, number + 1):
        if 0 <= other < len(sources.stretches):
            beside = sources.stretches[other]
            if _follows(stretch, beside):
                pair = (beside, stretch) if other < number else (stretch, beside)
                wider = _measure(pair, tokens, sources, whole)
                if wider.share >= best.share + FURTHER:
                    best = wider
    return best


def _follows(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches are of one attribution, or both sentences of one article."""
    if one.article != other.article:
        return False
    if one.attribution is None or other.attribution is None:
        return one.attribution is other.attribution
    return one.attribution.id == other.attribution.id


def _measure(
    stretches: Sequence[Stretch], tokens: Sequence[Token], sources: Sources, whole: float
) -> Place:
    there = [token for stretch in stretches for token in stretch.tokens]
    blocks = LCSseq.opcodes([t.lemma for t in tokens], [t.lemma for t in there])
    shared = [code for code in blocks if code.tag == "equal"]
    weight = sum(
        sources.weight(token) for code in shared for token in tokens[code.src_start : code.src_end]
    )
    return Place(
        article=stretches[0].article,
        attribution=stretches[0].attribution,
        spans=tuple(span for stretch in stretches for span in stretch.spans),
        tokens=tuple(there),
        share=weight / whole,
        run=max((code.src_end - code.src_start for code in shared), default=0),
        hull=(there[shared[0].dest_start].start, there[shared[-1].dest_end - 1].end)
        if shared
        else (0, 0),
    )


def cite(place: Place) -> tuple[Span, ...]:
    """Return the part of a place from the first to the last of the draft's words that it has."""
    start, end = place.hull
    if start == end:
        return place.spans
    return tuple(
        Span(span.article, max(span.start, start), min(span.end, end))
        for span in place.spans
        if span.start < end and start < span.end
    )
