"""What a copy lost of each sentence that it has from its parent: who says it, or the doubt."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from variorum.compare import word_classes as words
from variorum.compare.differences import holds_run, is_person
from variorum.compare.readings import lay_out, lemma_set
from variorum.compare.variants import compare_wordings
from variorum.model import (
    Annotated,
    Attribution,
    Laundering,
    Reading,
    Span,
    Variant,
)
from variorum.text.inflection import find_tokens

SAME = 0.8  # of the content's words: the sentence still says it
FEWEST = 5  # words of a sentence that can stand alone
CUES = lemma_set(
    "say tell add announce report claim allege state note explain argue write believe think accord "
    "according warn insist confirm deny suggest testify admit acknowledge ask call describe reveal "
    "show find cite quote source official spokesman spokeswoman post tweet statement letter"
)
SOFT_MODALS = frozenset({"may", "might", "could"})
SUSPECTED = frozenset(word for word, stage in words.STANDING.items() if stage == "suspected")
SOFT = words.HEDGES | words.SEEMING | words.BELIEFS | words.VIEWS | words.CONDITIONS | SUSPECTED
Pair = tuple[Span, Span]  # of the later article, of the earlier


def follow_copy(child: Annotated, parent: Annotated, pairs: Sequence[Pair]) -> Iterator[Laundering]:
    """Follow what a copy made of each sentence that it has from its parent."""
    said = _Said(child), _Said(parent)
    for number, (here, there) in enumerate(pairs):
        old, new = parent.article.cut(there), child.article.cut(here)
        if old == new:
            continue
        yield from _find_hardened(child, parent, here, there)
        around = Span(
            here.article,
            pairs[number - 1][0].start if number else here.start,
            pairs[number + 1][0].end if number + 1 < len(pairs) else here.end,
        )
        for attribution in said[1].within(there):
            yield from _find_lost(attribution, (child, parent), said[0], (here, there), around)


class _Said:
    """An article's attributions by place."""

    def __init__(self, one: Annotated) -> None:
        self.spans = sorted(
            (
                (span, attribution)
                for attribution in one.attributions
                for span in (*attribution.content, *attribution.cue, *attribution.source)
            ),
            key=lambda pair: pair[0],
        )
        self.starts = [span.start for span, _ in self.spans]
        self.longest = max((span.end - span.start for span, _ in self.spans), default=0)

    def within(self, place: Span) -> list[Attribution]:
        """Return the attributions of which something stands in a place, each once."""
        first = bisect_left(self.starts, place.start - self.longest)
        last = bisect_left(self.starts, place.end)
        touching = {
            attribution.id: attribution
            for span, attribution in self.spans[first:last]
            if span.end > place.start
        }
        return list(touching.values())


def _find_lost(
    attribution: Attribution,
    articles: tuple[Annotated, Annotated],
    said: _Said,
    places: Pair,
    around: Span,
) -> Iterator[Laundering]:
    """Find a sentence of the copy that says in its own voice what its parent lets somebody say."""
    child, parent = articles
    here, there = places
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    if not attribution.source or not attribution.cue or not all(_inside(s, there) for s in spans):
        return
    new = {token.lemma for token in find_tokens(child.article.text, here.start, here.end)}
    content = [
        token.lemma
        for span in attribution.content
        for token in find_tokens(parent.article.text, span.start, span.end)
    ]
    kept = sum(lemma in new for lemma in content)
    if len(content) < FEWEST or kept < SAME * len(content):
        return
    source = {
        token.lemma
        for span in attribution.source
        for token in find_tokens(parent.article.text, span.start, span.end)
        if token.content
    }
    cue = {
        token.lemma
        for span in attribution.cue
        for token in find_tokens(parent.article.text, span.start, span.end)
    }
    near = find_tokens(child.article.text, around.start, around.end)
    if not source or not cue & CUES:
        return  # a pronoun; "they want to"
    if source & {token.lemma for token in near} or new & (CUES | cue):
        return
    if any(one.source or one.cue or one.speaker for one in said.within(here)):
        return
    who = " ".join(parent.article.cut(attribution.source[0]).split())
    because = f"“{who}” says it there; here nobody does, it is told as fact"
    yield Laundering("speaker lost", because, (there, here), derived=True)


def _inside(span: Span, place: Span) -> bool:
    return place.start <= span.start and span.end <= place.end


def _find_hardened(
    child: Annotated, parent: Annotated, here: Span, there: Span
) -> Iterator[Laundering]:
    """Find a doubt, a condition or a “may” of the parent's sentence that the copy goes without."""
    old = tuple(t.lemma for t in find_tokens(parent.article.text, there.start, there.end))
    if not (SOFT | SOFT_MODALS) & set(old) and not any(holds_run(old, p) for p in words.CAVEATS):
        return
    sides = [
        lay_out(Reading(f"{one.article.id}:", one.article.id, (span,), one.article.cut(span)), one)
        for one, span in ((parent, there), (child, here))
    ]
    for variant in compare_wordings(sides[0], sides[1]):
        because = soften(variant, parent, child)
        if because and not _doubts_nearby(child, here):
            yield Laundering("hardened", because, (there, here), derived=True)
            return


def soften(variant: Variant, before: Annotated, after: Annotated) -> str | None:
    """Say what doubt the first article has and the second lacks; None if there is none."""
    if variant.kind not in ("hedge", "modality") or not variant.changes_meaning:
        return None
    old = _read_doubt(variant, before)
    new = _read_doubt(variant, after)
    if not old or new:
        return None
    return f"“{old}” stands there and not here: a doubt becomes an assertion"


def _read_doubt(variant: Variant, one: Annotated) -> str | None:
    """Return the words of doubt that a variant has in an article."""
    for span in variant.spans:
        if span.article != one.article.id:
            continue
        tokens = find_tokens(one.article.text, span.start, span.end)
        lemmas = tuple(token.lemma for token in tokens)
        for index, token in enumerate(tokens):
            if token.lemma in SOFT | SOFT_MODALS and not is_person(tokens, index):
                return one.article.text[token.start : token.end]
        if any(holds_run(lemmas, phrase) for phrase in words.CAVEATS):
            return " ".join(one.article.cut(span).split())
    return None


def _doubts_nearby(one: Annotated, place: Span) -> bool:
    """Whether the sentence itself, or the one before it, doubts in other words."""
    before = [s for s in one.sentences if s.end <= place.start][-1:]
    start = before[0].start if before else place.start
    lemmas = {token.lemma for token in find_tokens(one.article.text, start, place.end)}
    return bool(lemmas & (words.HEDGES | SUSPECTED))
