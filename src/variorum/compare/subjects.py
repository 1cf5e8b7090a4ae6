"""Numbers of one subject that differ: the Greens' share of the vote, one firm's profit, one crowd.

Two figures are of one thing if they measure the same (`variorum.compare.frames`), of the same
owner, at the same time, meant in the same way. Each must be the other's best match, and neither
article may have the other's number of that kind at all: it would know of both.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from variorum.compare import measured_words as words
from variorum.compare.frames import Frame, find_frames, read_names
from variorum.compare.likeness import Standing, are_sides, rate
from variorum.compare.order import compare_times, days_apart, sort_by_time
from variorum.compare.units import agree, are_close, are_swapped
from variorum.model import Annotated, Conflict, ConflictVerdict, Value
from variorum.text.inflection import find_tokens

MOST = 200  # figures of one kind in one story that are compared, of whole articles
SOON = 3  # days in which a result or a price that was told stays the same
FEW = 10  # smaller numbers stand in a sentence by chance


def compare_subjects(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the numbers of one thing that differ between articles, in text order.

    Each thing once, with one value an article.
    """
    kinds: dict[str, list[Frame]] = defaultdict(list)
    known = read_names(articles)
    for annotated in articles:
        for frame in find_frames(annotated, known):
            kinds[frame.amount.dimension].append(frame)
    main = _find_main(articles)
    found = []
    for frames in map(_cut, kinds.values()):
        if len({frame.article.id for frame in frames}) > 1:
            for group in _join(list(_find_pairs(_lend_words(frames), main))):
                conflict = _judge_group(group)
                if conflict:
                    found.append(conflict)
    return sorted(found, key=lambda conflict: conflict.values[0].span)


def _cut(frames: Sequence[Frame]) -> Sequence[Frame]:
    """Return the first figures of a kind, without an article of which not all would be there."""
    if len(frames) <= MOST:
        return frames
    return [frame for frame in frames[:MOST] if frame.article.id != frames[MOST].article.id]


def _find_main(articles: Sequence[Annotated]) -> frozenset[str]:
    """Return the words with which most articles begin: what all is about."""
    counts: Counter[str] = Counter()
    for annotated in articles:
        article = annotated.article
        lead = " ".join([article.title or "", *map(article.cut, annotated.sentences[:2])])
        counts.update({token.lemma for token in find_tokens(lead)})
    return frozenset(word for word, count in counts.items() if 2 * count > len(articles))


def _lend_words(frames: Sequence[Frame]) -> list[Frame]:
    """Give figures that are one and the same number each other's words and measure.

    Where some of them measure one thing and others another, each keeps its own.
    """
    equal: dict[tuple[float, float, str], list[Frame]] = defaultdict(list)
    for frame in frames:
        equal[frame.amount.low, frame.amount.high, frame.role].append(frame)
    lent = []
    for frame in frames:
        others = equal[frame.amount.low, frame.amount.high, frame.role]
        measures = {one.measure for one in others if one.measure}
        if len(measures) < 2 and frame.amount.exact and frame.amount.low >= FEW:
            telling = frozenset[str]().union(*(one.words for one in others))
            lent.append(replace(frame, words=telling, measure=next(iter(measures), "")))
        else:
            lent.append(frame)
    return lent


def _find_pairs(frames: Sequence[Frame], main: frozenset[str]) -> Iterator[tuple[Frame, Frame]]:
    """Yield the figures that are each other's best match, article by article."""
    told: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        told[frame.article.id].append(frame)
    lone = {name: own[0] for name, own in told.items() if all(_same(own[0], f) for f in own)}
    alike = {
        name: {other for other, third in lone.items() if other != name and _same(frame, third)}
        for name, frame in lone.items()
    }
    for name, other_name in combinations(sorted(told), 2):
        mine, theirs = told[name], told[other_name]
        standing: Standing = "lone" if {name, other_name} <= lone.keys() else "one of many"
        if standing == "lone" and (
            len(alike[name]) > (other_name in alike[name])
            or len(alike[other_name]) > (name in alike[other_name])
        ):
            standing = "backed"
        for one in mine:
            other = _choose(one, mine, theirs, main, standing)
            back = other and _choose(other, theirs, mine, main, standing)
            if other is None or back is None or not _same(back, one):
                continue
            if _same(one, other) or not _knows(one, other, mine, theirs):
                yield one, other


def _choose(
    one: Frame,
    own: Sequence[Frame],
    others: Sequence[Frame],
    main: frozenset[str],
    standing: Standing,
) -> Frame | None:
    """Return which of another article's figures is of the same thing; None if none surely is."""
    scored = [(rate(one, other, main, standing), other) for other in others]
    top = max(score for score, _ in scored)
    firsts = [other for score, other in scored if score == top]
    if top <= 0:
        return None
    if len(firsts) > 1:  # not one that has its like in the first article
        rivals = [frame for frame in own if not _same(one, frame)]
        firsts = [f for f in firsts if not any(_same(f, rival) for rival in rivals)] or firsts
    return firsts[0] if all(_same(firsts[0], other) for other in firsts) else None


def _knows(one: Frame, other: Frame, mine: Sequence[Frame], theirs: Sequence[Frame]) -> bool:
    """Whether one of the two articles has the other's number as well: it tells two things."""
    return (
        _is_beside(one, other)
        or any(_is_told(one, frame) for frame in theirs)
        or any(_is_told(other, frame) for frame in mine)
    )


def _is_beside(one: Frame, other: Frame) -> bool:
    """Whether the sentence of either has the other's number too: "36 goals, 27 of them"."""
    return any(
        here.figure.low >= FEW and here.figure.low in there.beside
        for here, there in ((one, other), (other, one))
    )


def _same(one: Frame, other: Frame) -> bool:
    return one is other or agree(one.amount, other.amount)


def _is_told(one: Frame, other: Frame) -> bool:
    """Whether an article that has the other number knows of the first."""
    return agree(one.amount, other.amount) and are_close(one.amount, other.amount)


def _join(pairs: Sequence[tuple[Frame, Frame]]) -> Iterator[list[Frame]]:
    """Yield what pairs join, one figure an article; two of one article that differ spoil it."""
    groups: list[list[Frame]] = []
    for one, other in pairs:
        inside = [group for group in groups if any(f is one or f is other for f in group)]
        merged = [one, other]
        for group in inside:
            merged += [f for f in group if f is not one and f is not other]
            groups = [kept for kept in groups if kept is not group]
        groups.append(merged)
    for group in groups:
        first: dict[str, Frame] = {}
        for frame in group:
            held = first.setdefault(frame.article.id, frame)
            if not _same(held, frame):
                break
        else:
            yield list(first.values())


def _judge_group(group: Sequence[Frame]) -> Conflict | None:
    """Return what one thing's numbers are; the worst that any two of them are."""
    told = [replace(one, source=_list_sources(one, group)) for one in group]
    judged = [
        (*found, one, other)
        for one, other in combinations(told, 2)
        if (found := _judge(one, other))
    ]
    if not judged:
        return None
    weight: dict[ConflictVerdict, int] = {"conflict": 0, "update": 1, "scope": 2}
    verdict, because, one, other = min(judged, key=lambda found: weight[found[0]])
    told = [one, other, *(f for f in told if f is not one and f is not other)]
    about = one.measure or other.measure
    if not about or about.startswith(("/", "of ")):
        about = one.figure.quantity.removeprefix("nth ")
    values = tuple(Value(f.article.cut(f.figure.span), f.figure.span) for f in told)
    return Conflict("number", about, verdict, because, values)


def _list_sources(one: Frame, group: Sequence[Frame]) -> frozenset[str]:
    """Return who is said to give a number, in any of the articles that have it."""
    return frozenset[str]().union(*(frame.source for frame in group if _same(one, frame)))


def _judge(one: Frame, other: Frame) -> tuple[ConflictVerdict, str] | None:  # noqa: PLR0911
    if _same(one, other):
        return None
    one, other, order = sort_by_time(one, other)
    said = f"'{_said(one)}' and '{_said(other)}'"
    if are_sides(one, other):
        return "scope", f"{said}: each side's own count"
    grows = other.amount.low > one.amount.low
    noun = one.amount.dimension.removeprefix("count ")
    may_grow = (
        noun in words.GROWING or noun == "area" or one.measure == "containment"
    ) and noun not in words.FIXED
    swapped = are_swapped(one.amount, other.amount)
    slip = ": the same digits in another order" * swapped
    counted = one.amount.dimension.startswith("count")
    if order == "unknown":
        if one.changed != other.changed and (may_grow or counted):
            return "update", f"{said}: one article names a change"
        return "conflict", f"{said} for the same thing{slip}"
    if other.changed and not one.changed:
        return "update", f"{said}: the later article names a change"
    if may_grow:
        if grows:
            return "update", f"{said}: the later article has the higher number"
        if not swapped and not _are_of_one_day(one, other):
            return None
    if days_apart(one.article, other.article) <= SOON:
        return "conflict", f"{said} for the same thing{slip}"
    return None


def _are_of_one_day(one: Frame, other: Frame) -> bool:
    """Whether printed hours alone say which article is the later: what shrank may not have."""
    hours = compare_times(one.article, other.article) == "perhaps before"
    return hours and days_apart(one.article, other.article) <= 1


def _said(frame: Frame) -> str:
    return " ".join(frame.article.cut(frame.figure.span).split())
