"""Counts, money, shares and distances that two articles give for the same thing.

Same thing: the same unit and the same noun counted, in clauses that share most of their words,
each being the other's best match. An article that has both numbers itself knows of the two and
differs from nobody.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.compare.agreement import content_words, stem
from variorum.compare.order import Order, sort_by_time
from variorum.compare.periods import find_periods
from variorum.model import Annotated, Article, Conflict, ConflictVerdict, Figure, Span, Value

SHARED = 0.6  # of the shorter clause's content words
LEAST = 5  # shared content words
FEW = 3  # of them, if neither clause has any other
SPAN = 2  # years that both name: "between 2014 and 2023" ...
OF_ONE_SPAN = 0.5  # ... they count what was in these
BESIDE_SLIP = 2  # shared content words beside two numbers of the same digits ...
LONG_NUMBER = 100  # ... of three at least
# Charges of one indictment are counted singly, by kind, or all: "counts" says nothing alone.
TOLLS = frozenset(
    {
        "counts",
        "count",
        "charges",
        "killed",
        "injured",
        "shot",
        "missing",
        "arrested",
        "age",
        "duration",
        "speed",
    }
)
BESIDE = 80  # characters before a number in which a word says that it changed
REACH = 110  # characters of context on either side of a figure, within its sentence
ROUGH = 0.025  # two numbers closer than this are one, written with unequal care
FAR = 2.5  # times the other: outside of whatever "about" may mean on either side
PARTITIVE = re.compile(r"\bof\s(?:the|those|these|them|his|her|its|their)\b")
# "42 mothers and babies": how many of either is not told.
TOGETHER = re.compile(
    r"(?:,|\s(?:and|or|plus)|/)\s?(?:[a-z]+\s)?[a-z]+(?:s|men|ren|people)\b(?!\s\d)"
)
CHANGE = re.compile(r"\s?\b(?:by|more|less|fewer|higher|lower)\s")  # "by 12", "12 points fewer"
CHANGED = re.compile(
    r"\b(?:rose|risen|climbed|grew|grown|fell|fallen|dropped|revised|updated|increased|now|widened"
    r"|extended|expanded|enlarged|raised|cut|reduced|lowered|doubled|tripled)\b"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the words around it."""

    article: Article
    figure: Figure
    words: frozenset[str]
    periods: frozenset[str]
    changed: bool  # words beside it say that it did


def compare_counts(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the numbers of one thing that differ between two articles, in text order."""
    by_thing: dict[tuple[str, str | None], list[Counted]] = defaultdict(list)
    for annotated in articles:
        for counted in _counted(annotated):
            figure = counted.figure
            by_thing[stem(figure.quantity), figure.unit].append(counted)
    found = []
    for group in by_thing.values():
        if 1 < len(group) <= 200:
            found += _compare(group)
    once: dict[tuple[str, frozenset[tuple[str, str]]], Conflict] = {}
    for conflict in sorted(found, key=lambda conflict: conflict.values[0].span):
        values = frozenset((one.span.article, one.value.casefold()) for one in conflict.values)
        once[conflict.about, values] = conflict  # of a headline and its text the text tells more
    return _merge(list(once.values()))


def _merge(found: Sequence[Conflict]) -> list[Conflict]:
    """Make one finding of those that share a number: of one thing, in three reports."""
    merged: list[Conflict] = []
    for conflict in found:
        told = {value.span for value in conflict.values}
        for place, other in enumerate(merged):
            articles = {value.span.article for value in other.values}
            more = tuple(v for v in conflict.values if v.span.article not in articles)
            shared = not told.isdisjoint(value.span for value in other.values)
            if shared and conflict.verdict == other.verdict and len(more) < len(told):
                merged[place] = replace(other, values=other.values + more)
                break
        else:
            merged.append(conflict)
    return merged


def _counted(annotated: Annotated) -> list[Counted]:
    """Return the figures of an article with the content words near them."""
    found, sentences, at = [], annotated.sentences, 0
    for figure in annotated.figures:
        if figure.quantity in TOLLS:
            continue
        text = annotated.article.text
        if PARTITIVE.search(annotated.article.cut(figure.span)) or TOGETHER.match(
            text, figure.span.end
        ):
            continue
        if CHANGE.search(text, max(0, figure.span.start - 4), figure.span.start) or CHANGE.match(
            text, figure.span.end
        ):
            continue
        while at < len(sentences) - 1 and sentences[at].end <= figure.span.start:
            at += 1
        if not sentences or not sentences[at].start <= figure.span.start < sentences[at].end:
            continue
        near = Span(
            annotated.article.id,
            max(sentences[at].start, figure.span.start - REACH),
            min(sentences[at].end, figure.span.end + REACH),
        )
        words = content_words(annotated.article.text, near)
        own = content_words(annotated.article.text, figure.span)
        periods = find_periods(annotated.article, sentences[at])
        changed = CHANGED.search(text, max(near.start, figure.span.start - BESIDE), near.end)
        found.append(Counted(annotated.article, figure, words - own, periods, changed is not None))
    return found


def _alike(one: Counted, other: Counted) -> float:
    if one.periods != other.periods:
        return 0.0
    shared = len(one.words & other.words)
    shorter = min(len(one.words), len(other.words))
    if one.words == other.words and shared >= FEW:
        return 1.0
    if len(one.periods) >= SPAN or (shared >= BESIDE_SLIP and _are_swapped(one, other)):
        return OF_ONE_SPAN
    if one.changed != other.changed and shared >= FEW:
        return OF_ONE_SPAN
    if shared < LEAST or shared < SHARED * shorter:
        return 0.0
    return shared / max(len(one.words), len(other.words))


def _are_swapped(one: Counted, other: Counted) -> bool:
    """Whether two numbers differ in the order of their digits alone: 214 and 241; 4.2m and 2.4m."""
    low, high = sorted((one.figure.low, other.figure.low))
    return LONG_NUMBER <= low < high and sorted(f"{low:g}") == sorted(f"{high:g}")


def _compare(group: Sequence[Counted]) -> list[Conflict]:
    has = defaultdict(set)
    for counted in group:
        has[counted.article.id].add((counted.figure.low, counted.figure.high))
    found, seen = [], set[frozenset[Span]]()
    for one in group:
        best = _best(one, group)
        if best is None or _best(best, group, one.article.id) is not one:
            continue
        pair = frozenset((one.figure.span, best.figure.span))
        if pair in seen:
            continue
        seen.add(pair)
        if (best.figure.low, best.figure.high) in has[one.article.id]:
            continue
        if (one.figure.low, one.figure.high) in has[best.article.id]:
            continue
        first, last, order = sort_by_time(one, best)
        judged = _judge(first, last, order)
        if judged:
            found.append(_conflict(first, last, *judged))
    return found


def _best(one: Counted, group: Sequence[Counted], only: str | None = None) -> Counted | None:
    """Return the counted thing of another article that is most like `one`; None if none is."""
    scored = [
        (_alike(one, other), -place)
        for place, other in enumerate(group)
        if other.article.id != one.article.id and (only is None or other.article.id == only)
    ]
    if not scored:
        return None
    score, place = max(scored)
    return group[-place] if score > 0 else None


def _judge(  # noqa: PLR0911 - a way out for each verdict
    one: Counted, other: Counted, order: Order
) -> tuple[ConflictVerdict, str] | None:
    """Return what the difference is; `other` is the later one, if either is by `order`."""
    a, b = one.figure, other.figure
    a_high, b_high = a.high or float("inf"), b.high or float("inf")
    said = f"'{_said(one)}' and '{_said(other)}'"
    if a.low == b.low:
        return None  # "at least 21" and "21", too
    if abs(a.low - b.low) <= ROUGH * max(a.low, b.low):
        return "rounding", f"{said} are one number, written with unequal care"
    if a.low <= b_high and b.low <= a_high:
        return None
    if a.approximate or b.approximate:
        if abs(a.low - b.low) <= 0.1 * max(a.low, b.low):
            return "rounding", f"{said} are one number, rounded"
        under, over = sorted((a, b), key=lambda figure: figure.low)
        if over.low < FAR * (under.high or under.low):
            return None  # neither claims to know it to that
    if order == "unknown" and one.changed != other.changed:
        return "update", f"{said}: one article names a change"
    if order != "unknown" and other.changed:
        return "update", f"{said}: the later article names a change"
    if order != "unknown" and len(one.periods) < SPAN:
        return None  # time has passed between the two: what is counted may have changed
    slip = ": the same digits in another order" * _are_swapped(one, other)
    return "conflict", f"{said} for the same thing{slip}"


def _said(counted: Counted) -> str:
    return " ".join(counted.article.cut(counted.figure.span).split())


def _conflict(one: Counted, other: Counted, verdict: ConflictVerdict, because: str) -> Conflict:
    values = tuple(
        Value(counted.article.cut(counted.figure.span), counted.figure.span)
        for counted in (one, other)
    )
    return Conflict("number", one.figure.quantity, verdict, because, values)
