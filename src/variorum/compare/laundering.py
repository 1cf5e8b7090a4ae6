"""What was laundered on the way: a speaker lost, a doubt dropped, a paraphrase put in marks.

Each finding has the words as they stood and as they stand. Along an edge of the family tree that is
rather believed than doubted it says what the copy did; between two reports without such an edge it
says that they differ, and not who had it from whom. Precision first: whatever could explain the
difference (the name stands in the next sentence, the doubt in the one before) silences a rule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.annotate.gazetteer import AGENCIES, OUTLETS
from variorum.compare.headlines import find_headline_quotes
from variorum.compare.losses import Pair, follow_copy, soften
from variorum.compare.revisions import pair_sentences
from variorum.compare.roots import BELIEVED
from variorum.model import (
    Annotated,
    Descent,
    Laundering,
    Passage,
    Reading,
    Span,
    Statement,
    Utterance,
    Variant,
)

KINDS = (
    "speaker lost",
    "hardened",
    "channel dropped",
    "put in quotation marks",
    "only in the headline",
)
WORD = re.compile(r"\w+")


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
        found += follow_copy(by_id[child], by_id[parent], pairs)
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
        places = [there for here, there in washed.get(first.article, ()) if here.touches(first)]
        better = [s for s in statement.support if any(s.touches(place) for place in places)]
        if better:
            support = (better[0], *(s for s in statement.support if s != better[0]))
            text = texts[better[0].article].cut(better[0])
            restored.append(replace(statement, text=text, support=support))
        else:
            restored.append(statement)
    return restored


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
        if any(one.spans[-1].touches(other.spans[-1]) for other in others):
            continue
        if one.kind == "channel dropped" and any(one.spans[0] == o.spans[0] for o in others):
            continue  # the next sentence of one interview
        others.append(one)
        kept.append(one)
    return kept


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
            doubt = soften(variant, known.by_id[before.article], known.by_id[after.article])
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
