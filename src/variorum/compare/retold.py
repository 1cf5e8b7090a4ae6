"""Sentences that two reports tell in nearly the same words, with another number, time or sense.

What is said by somebody is compared as an utterance; this is the papers' own prose. Two reports
have such a sentence from one origin, so that one of them altered it: that is a conflict whatever
the clocks say, unless the later one names the change.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from variorum.compare.differences import is_known
from variorum.compare.order import compare_times, names_change
from variorum.compare.readings import Wording, lay_out
from variorum.compare.revisions import pair_sentences
from variorum.compare.slips import find_slips, have_slips, read_capitals
from variorum.compare.variants import compare_wordings
from variorum.model import (
    Annotated,
    Conflict,
    ConflictKind,
    ConflictVerdict,
    Passage,
    Reading,
    Span,
    Value,
    Variant,
)
from variorum.text.inflection import Token

ALIKE = 0.75  # of the longer sentence's words that the other has too, ...
ALIKE_IN_COPIES = 0.55  # ... or this much, if one report is plainly made from the other's text
COPIED = 0.4  # of the shorter report's body, in common, makes it so
ABOUT = 40  # characters on either side of what differs
FEWEST = 8  # words of a sentence that two reporters do not write alike by chance
KINDS: dict[str, ConflictKind] = {"number": "number", "time": "date", "negation": "fact"}
# What may turn a sentence: the others are looked at no further.
TURNING = re.compile(
    r"\d+|\b(?:(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|"
    r"hundreds?|thousands?|[mb]illions?|half|twice|no|not|never|nobody|none|nothing|neither|nor)|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|n[’']t\b"
)
# What a site says of itself and its pictures.
PAGE = re.compile(
    r"(?i)\b(?:photos?|images?|gallery|streaming|newscast|tune in|watch|follow|download|subscribe|"
    r"click|updated|posted|copyright|minute read|comments)\b"
)
# Numbers that have rules of their own, for they grow from hour to hour.
COUNTED_ELSEWHERE = frozenset({"killed", "injured", "shot", "missing", "arrested", "age"})


@dataclass(frozen=True, slots=True)
class _Page:
    """An article's sentences and what in each may turn it."""

    annotated: Annotated
    starts: tuple[int, ...]
    turning: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    sides: dict[Span, Wording] = field(default_factory=dict)  # laid out, once for all others

    def lay_out(self, span: Span) -> Wording:
        """Return a span's words, laid out for comparison."""
        if span not in self.sides:
            words = self.annotated.article.cut(span)
            reading = Reading(f"{span.article}:", span.article, (span,), words)
            self.sides[span] = lay_out(reading, self.annotated)
        return self.sides[span]

    def read(self, span: Span) -> tuple[frozenset[str], frozenset[str]]:
        """Return what may turn the sentences that a span touches, and their capitalised words."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = bisect_left(self.starts, span.end)
        return (
            frozenset().union(*self.turning[first:last]),
            frozenset().union(*self.names[first:last]),
        )


def _may_differ(one: _Page, here: Span, other: _Page, there: Span) -> bool:
    """Whether two places may differ in more than style."""
    (left, names), (right, others) = one.read(here), other.read(there)
    return left != right or have_slips(names, others)


def compare_retold(articles: Sequence[Annotated], passages: Iterable[Passage]) -> list[Conflict]:
    """Return the like sentences of two articles that differ in a number, a date or a "not".

    In text order; of one difference in many copies, one for each article that has other words.
    """
    by_id = {one.article.id: one for one in articles}
    pages: dict[str, _Page] = {}
    shared: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    suspect = set()
    for passage in passages:
        pair = (passage.a.article, passage.b.article)
        if not by_id.keys() >= set(pair):
            continue
        for name in pair:
            if name not in pages:  # most reports share no text with others
                pages[name] = _lay_out(by_id[name])
        shared.setdefault(pair, []).append((passage.a, passage.b))
        if _may_differ(pages[pair[0]], passage.a, pages[pair[1]], passage.b):
            suspect.add(pair)
    found: dict[tuple[Span, ...], Conflict] = {}
    for pair in sorted(suspect):
        for conflict in _compare(pages[pair[0]], pages[pair[1]], shared[pair]):
            found.setdefault(tuple(value.span for value in conflict.values), conflict)
    return sorted(_tell_once(found.values()), key=lambda conflict: conflict.values[0].span)


def _lay_out(one: Annotated) -> _Page:
    text = one.article.text
    return _Page(
        one,
        tuple(sentence.start for sentence in one.sentences),
        tuple(
            frozenset(match[0].casefold() for match in TURNING.finditer(text, s.start, s.end))
            for s in one.sentences
        ),
        tuple(read_capitals(text, sentence) for sentence in one.sentences),
    )


def _compare(one: _Page, other: _Page, shared: Sequence[tuple[Span, Span]]) -> Iterator[Conflict]:
    is_copy = _share(one, other, shared) >= COPIED
    for here, there in pair_sentences(one.annotated, other.annotated, shared):
        if not _may_differ(one, here, other, there):
            continue
        if PAGE.search(one.annotated.article.text, here.start, here.end):
            continue
        left, right = one.lay_out(here), other.lay_out(there)
        alike = _likeness(left.tokens, right.tokens)
        if min(len(left.tokens), len(right.tokens)) < FEWEST or alike < (
            ALIKE_IN_COPIES if is_copy else ALIKE
        ):
            continue
        yield from _name_slips(one.annotated, other.annotated, here, there)
        grave = [v for v in compare_wordings(left, right) if v.changes_meaning]
        if is_copy:  # whatever else was spun
            grave = [v for v in grave if v.kind in KINDS]
        if len(grave) == 1 and grave[0].kind in KINDS:
            yield from _judge(one.annotated, other.annotated, (here, there), grave[0])


def _name_slips(one: Annotated, other: Annotated, here: Span, there: Span) -> Iterator[Conflict]:
    texts = one.article.text, other.article.text
    for left, right in find_slips(texts[0], here, texts[1], there):
        values = tuple(
            Value(text[span.start : span.end], span)
            for text, span in zip(texts, (left, right), strict=True)
        )
        known = [value.value for value in values if is_known(value.value.casefold())]
        because = f"'{values[0].value}' and '{values[1].value}' in what is else one sentence"
        yield Conflict("name", (known or [values[0].value])[0], "misspelling", because, values)


def _share(one: _Page, other: _Page, shared: Sequence[tuple[Span, Span]]) -> float:
    """Return which share of the shorter report's sentences both have in common, by characters."""
    sides = ((one, [here for here, _ in shared]), (other, [there for _, there in shared]))
    return max(
        sum(span.end - span.start for span in spans)
        / max(1, sum(span.end - span.start for span in page.annotated.sentences))
        for page, spans in sides
    )


def _likeness(one: Sequence[Token], other: Sequence[Token]) -> float:
    """Return which share of the longer one's words the other has too, in any order."""
    common = Counter(t.lemma for t in one) & Counter(t.lemma for t in other)
    return common.total() / max(len(one), len(other))


def _judge(
    one: Annotated, other: Annotated, places: tuple[Span, Span], variant: Variant
) -> Iterator[Conflict]:
    """Say what a difference is; nothing where other rules know better, or somebody said it."""
    spans = [
        next((span for span in variant.spans if span.article == page.article.id), place)
        for page, place in zip((one, other), places, strict=True)
    ]
    for page, span in zip((one, other), spans, strict=True):
        if _is_quoted(page, span) or _is_counted_elsewhere(page, span):
            return
    verdict: ConflictVerdict = "conflict"
    because = f"{variant.because}, in what is else one sentence"
    order = compare_times(one.article, other.article)
    if order in {"before", "after"}:
        later, place = (other, places[1]) if order == "before" else (one, places[0])
        if names_change(later.article.text, place.start, place.end):
            verdict, because = "update", f"{because}: the later article names a change"
    values = tuple(
        Value(" ".join(page.article.cut(span).split()), span)
        for page, span in zip((one, other), spans, strict=True)
    )
    about = _shorten(one.article.text, places[0], spans[0])
    yield Conflict(KINDS[variant.kind], about, verdict, because, values)


def _shorten(text: str, sentence: Span, span: Span) -> str:
    """Return a sentence, or the words about a place in it."""
    start = max(sentence.start, text.rfind(" ", sentence.start, max(span.start - ABOUT, 0)) + 1)
    stop = text.find(" ", span.end + ABOUT, sentence.end)
    end = stop if stop >= 0 else sentence.end
    told = " ".join(text[start:end].split()).rstrip(".")
    return f"{'… ' * (start > sentence.start)}{told}{' …' * (end < sentence.end)}"


def _is_quoted(page: Annotated, span: Span) -> bool:
    """Whether a place is in somebody's quotation, which utterances compare."""
    return any(
        part.touches(span)
        for attribution in page.attributions
        if attribution.kind != "indirect"
        for part in attribution.content
    )


def _is_counted_elsewhere(page: Annotated, span: Span) -> bool:
    return any(
        figure.quantity in COUNTED_ELSEWHERE and figure.span.touches(span)
        for figure in page.figures
    )


def _tell_once(found: Iterable[Conflict]) -> Iterator[Conflict]:
    """Leave out a difference between words that were both set against others already.

    A misspelling is told once for the two ways to write the name.
    """
    told: set[Span] = set()
    spelt: set[frozenset[str]] = set()
    for conflict in sorted(found, key=lambda one: [value.span for value in one.values]):
        spans = {value.span for value in conflict.values}
        both = frozenset(value.value.casefold() for value in conflict.values)
        if spans <= told or (conflict.verdict == "misspelling" and both in spelt):
            continue
        told |= spans
        spelt.add(both)
        yield conflict
