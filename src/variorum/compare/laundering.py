"""What was laundered on the way: a speaker lost, a doubt dropped, a paraphrase put in marks.

Each finding has the words as they stood and as they stand. Along an edge of the family tree that is
rather believed than doubted it says what the copy did; between two reports without such an edge it
says that they differ, and not who had it from whom. Precision first: whatever could explain the
difference (the name stands in the next sentence, the doubt in the one before) silences a rule.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.annotate.gazetteer import AGENCIES, OUTLETS
from variorum.compare import word_classes as words
from variorum.compare.differences import holds_run
from variorum.compare.headlines import find_headline_quotes
from variorum.compare.readings import lay_out, lemma_set
from variorum.compare.revisions import pair_sentences
from variorum.compare.variants import compare_wordings
from variorum.model import (
    Annotated,
    Attribution,
    Descent,
    Laundering,
    Passage,
    Reading,
    Span,
    Statement,
    Utterance,
    Variant,
)
from variorum.text.inflection import find_tokens

KINDS = (
    "speaker lost",
    "hardened",
    "channel dropped",
    "put in quotation marks",
    "only in the headline",
)
BELIEVED = 0.5  # confidence of an edge along which a copy is said to have changed something
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
WORD = re.compile(r"\w+")

Pair = tuple[Span, Span]  # of the later article, of the earlier


def find_laundering(
    articles: Sequence[Annotated],
    passages: Iterable[Passage],
    stemma: Iterable[Descent],
    utterances: Sequence[Utterance],
) -> list[Laundering]:
    """Return what was laundered, along the family tree first, then between readings, then alone."""
    by_id = {one.article.id: one for one in articles}
    edges = _believed(stemma, by_id)
    shared = _share(passages, edges)
    found: list[Laundering] = []
    for child, parent in sorted(edges):
        pairs = pair_sentences(by_id[child], by_id[parent], shared.get((child, parent), []))
        found += _follow(by_id[child], by_id[parent], pairs)
    known = _Known(by_id, edges)
    for utterance in utterances:
        found += _compare(utterance, known)
    for one in articles:
        found += [
            Laundering("only in the headline", quote.because, quote.spans, derived=False)
            for quote in find_headline_quotes(one)
        ]
    return _drop_repeated(found)


def restore_wordings(
    statements: Sequence[Statement], articles: Sequence[Annotated], laundering: Iterable[Laundering]
) -> list[Statement]:
    """Show a statement in the words of the report that was laundered, if it supports it.

    A copy that dropped the doubt or the speaker reads best, and must not stand for all.
    """
    texts = {one.article.id: one.article for one in articles}
    washed: dict[str, list[tuple[Span, Span]]] = {}
    for one in laundering:
        if one.derived and len(one.spans) > 1:
            washed.setdefault(one.spans[-1].article, []).append((one.spans[-1], one.spans[0]))
    restored = []
    for statement in statements:
        first = statement.support[0]
        places = [there for here, there in washed.get(first.article, ()) if _touch(here, first)]
        better = [s for s in statement.support if any(_touch(s, place) for place in places)]
        if better:
            support = (better[0], *(s for s in statement.support if s != better[0]))
            text = texts[better[0].article].cut(better[0])
            restored.append(replace(statement, text=text, support=support))
        else:
            restored.append(statement)
    return restored


def _touch(one: Span, other: Span) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _believed(stemma: Iterable[Descent], by_id: Mapping[str, Annotated]) -> set[tuple[str, str]]:
    """Return the edges, child and parent, that are rather believed than doubted."""
    return {
        (descent.article, parent.article)
        for descent in stemma
        for parent in descent.parents
        if parent.article is not None and parent.confidence >= BELIEVED
        if parent.article in by_id and descent.article in by_id
    }


def _share(
    passages: Iterable[Passage], edges: set[tuple[str, str]]
) -> dict[tuple[str, str], list[Pair]]:
    shared: dict[tuple[str, str], list[Pair]] = {}
    for passage in passages:
        for here, there in ((passage.a, passage.b), (passage.b, passage.a)):
            pair = (here.article, there.article)
            if pair in edges:
                shared.setdefault(pair, []).append((here, there))
    return shared


def _drop_repeated(found: Iterable[Laundering]) -> list[Laundering]:
    """Keep one finding of a kind for one place; those along an edge come first."""
    kept: list[Laundering] = []
    told: dict[tuple[str, str], list[Laundering]] = {}
    for one in found:
        others = told.setdefault((one.kind, one.spans[-1].article), [])
        if any(_touch(one.spans[-1], other.spans[-1]) for other in others):
            continue
        if one.kind == "channel dropped" and any(one.spans[0] == o.spans[0] for o in others):
            continue  # the next sentence of one interview
        others.append(one)
        kept.append(one)
    return kept


# --- along an edge -----------------------------------------------------------------------------


def _follow(child: Annotated, parent: Annotated, pairs: Sequence[Pair]) -> Iterator[Laundering]:
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
    sides = [
        lay_out(Reading(f"{one.article.id}:", one.article.id, (span,), one.article.cut(span)), one)
        for one, span in ((parent, there), (child, here))
    ]
    for variant in compare_wordings(sides[0], sides[1]):
        because = _soften(variant, parent, child)
        if because and not _doubts_nearby(child, here):
            yield Laundering("hardened", because, (there, here), derived=True)
            return


def _soften(variant: Variant, before: Annotated, after: Annotated) -> str | None:
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
        for token in tokens:
            if token.lemma in SOFT | SOFT_MODALS:
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


# --- between readings of one utterance -----------------------------------------------------------


class _Known:
    """The articles, the attributions and the believed edges of a story."""

    def __init__(self, by_id: Mapping[str, Annotated], edges: set[tuple[str, str]]) -> None:
        self.by_id = by_id
        self.edges = edges
        self.said = {one.id: one for page in by_id.values() for one in page.attributions}

    def has_other_parent(self, article: str, source: str) -> bool:
        """Say whether an article derives from others, and not from this one."""
        parents = {parent for child, parent in self.edges if child == article}
        return bool(parents) and source not in parents

    def kind(self, reading: Reading) -> str:
        """Return whether a reading stands in quotation marks: that of its attribution."""
        attribution = self.said.get(reading.attribution)
        return attribution.kind if attribution else "indirect"


def _compare(utterance: Utterance, known: _Known) -> Iterator[Laundering]:
    """Read each difference between two articles one way and the other, but no edge upwards.

    Only of readings that are known to have one speaker.
    """
    readings = {reading.attribution: reading for reading in utterance.readings if reading.speaker}
    for variant in utterance.variants:
        pair = [readings[name] for name in variant.between if name in readings]
        if len({reading.article for reading in pair} & known.by_id.keys()) < 2:
            continue
        if pair[0].speaker != pair[1].speaker:
            continue  # who echoes, or quotes a report, launders nothing
        for before, after in (pair, pair[::-1]):
            if (before.article, after.article) in known.edges:
                continue  # the copy is the first one
            doubt = _soften(variant, known.by_id[before.article], known.by_id[after.article])
            found = ("hardened", doubt) if doubt else None
            found = found or _requote(variant, before, after, utterance, known)
            if found:
                derived = (after.article, before.article) in known.edges
                spans = (before.spans[0], after.spans[0])
                yield Laundering(*found, spans, derived=derived)
    yield from _find_dropped(utterance, known)


def _requote(
    variant: Variant, before: Reading, after: Reading, utterance: Utterance, known: _Known
) -> tuple[str, str] | None:
    """Find a paraphrase that the second report puts in quotation marks.

    Where the copy's words are plainly a reporter's, or where nobody has them in quotation marks but
    those who have them from that paraphrase.
    """
    if variant.kind != "quotation marks" or known.kind(after) != "direct":
        return None
    if known.kind(before) == "direct":
        return None
    others = {reading.article for reading in utterance.readings if known.kind(reading) == "direct"}
    derived = {article for article in others if (article, before.article) in known.edges}
    if not variant.changes_meaning and (after.article not in derived or others - derived):
        return None
    why = "a paraphrase there; here the same words stand in quotation marks, as if spoken"
    return "put in quotation marks", why


def _find_dropped(utterance: Utterance, known: _Known) -> Iterator[Laundering]:
    """Find an outlet that somebody spoke to, and that another report of the words leaves out."""
    told = [
        (reading, channel, channel.partner)
        for reading in utterance.readings
        if reading.attribution in known.said
        for channel in (known.said[reading.attribution].channel,)
        if channel is not None and channel.partner is not None and _is_outlet(channel.partner)
    ]
    for reading in utterance.readings:
        one = known.by_id.get(reading.article)
        attribution = known.said.get(reading.attribution)
        if one is None or attribution is None or attribution.channel is not None:
            continue
        for source, channel, partner in told:
            if source.article == reading.article or _knows(one, partner):
                continue
            if known.has_other_parent(reading.article, source.article):
                continue  # what its own source does not say it did not drop
            if (source.article, reading.article) in known.edges:
                continue
            because = f"told to {partner} there; here it is not said to whom"
            derived = (reading.article, source.article) in known.edges
            spans = (channel.span, reading.spans[0])
            yield Laundering("channel dropped", because, spans, derived=derived)
            break


def _is_outlet(name: str) -> bool:
    bare = name.casefold().removeprefix("the ").strip()
    return bare in OUTLETS or bare in AGENCIES


def _knows(one: Annotated, partner: str) -> bool:
    """Whether an article is of an outlet, or speaks of it anywhere."""
    bare = partner.casefold().removeprefix("the ").strip()
    article = one.article
    agency = article.dateline.agency if article.dateline else None
    names = " ".join(filter(None, (article.outlet, agency, *article.credits, article.url)))
    told = names.casefold() + " " + article.text[article.start : article.end].casefold()
    initials = "".join(word[0] for word in WORD.findall(bare))
    return bool(re.search(rf"\b{re.escape(bare)}\b", told)) or (
        len(initials) > 1 and bool(re.search(rf"\b{initials}\b", told))
    )
