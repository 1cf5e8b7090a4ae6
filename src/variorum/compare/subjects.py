"""Numbers of one subject that differ: the Greens' share of the vote, one firm's profit, one crowd.

Two figures are of one thing if they measure the same (`variorum.compare.frames`), of the same
owner, at the same time, meant in the same way. Each must be the other's best match, and neither
article may have the other's number of that kind at all: it would know of both.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from variorum.compare import measured_words as words
from variorum.compare.frames import Frame, find_frames, read_names
from variorum.compare.order import days_apart, sort_by_time
from variorum.compare.periods import share_periods
from variorum.compare.units import agree, are_swapped
from variorum.model import Annotated, Conflict, ConflictVerdict, Value
from variorum.text.inflection import find_tokens

MOST = 200  # figures of one kind in one story that are compared
SOON = 3  # days in which a result or a price that was told stays the same
LIKE = 2  # telling words in common, where no measure and no owner is
SELDOM = frozenset({"mass", "area", "volume", "speed"})  # one word in common says enough
FEW = 10  # smaller numbers stand in a sentence by chance
FAR = 3.5  # times: numbers further apart count two things
HALF = 0.5  # of the telling words in common: small numbers of a noun are many things
DOUBLE = 2.0  # the same, where no word says what is measured
SLIPS = frozenset({10.0, 100.0, 1000.0})


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
    for frames in kinds.values():
        if len({frame.article.id for frame in frames}) > 1 and len(frames) <= MOST:
            for group in _join(list(_find_pairs(frames, main))):
                conflict = _judge_group(group)
                if conflict:
                    found.append(conflict)
    return sorted(found, key=lambda conflict: conflict.values[0].span)


def _find_main(articles: Sequence[Annotated]) -> frozenset[str]:
    """Return the words with which most articles begin: what all is about."""
    counts: Counter[str] = Counter()
    for annotated in articles:
        article = annotated.article
        lead = " ".join([article.title or "", *map(article.cut, annotated.sentences[:2])])
        counts.update({token.lemma for token in find_tokens(lead)})
    return frozenset(word for word, count in counts.items() if 2 * count > len(articles))


def _find_pairs(frames: Sequence[Frame], main: frozenset[str]) -> Iterator[tuple[Frame, Frame]]:
    """Yield the figures that are each other's best match, article by article."""
    by_article: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        by_article[frame.article.id].append(frame)
    best: dict[tuple[int, str], Frame | None] = {}

    def choose(one: Frame, name: str) -> Frame | None:
        key = (id(one), name)
        if key not in best:
            scored = [(_score(one, other, main), other) for other in by_article[name]]
            top = max(score for score, _ in scored)
            firsts = [other for score, other in scored if score == top]
            agreed = all(_same(firsts[0], other) for other in firsts)
            best[key] = firsts[0] if top > 0 and agreed else None
        return best[key]

    names = sorted(by_article)
    for place, name in enumerate(names):
        for other_name in names[place + 1 :]:
            for one in by_article[name]:
                other = choose(one, other_name)
                if other is None:
                    continue
                back = choose(other, name)
                if back is not None and _same(back, one):
                    knows = (
                        _is_beside(one, other)
                        or any(_same(one, f) for f in by_article[other_name])
                        or any(_same(other, f) for f in by_article[name])
                    )
                    if _same(one, other) or not knows:
                        yield one, other


def _is_beside(one: Frame, other: Frame) -> bool:
    """Whether the sentence of either has the other's number too: "36 goals, 27 of them"."""
    return any(
        here.figure.low >= FEW and here.figure.low in there.beside
        for here, there in ((one, other), (other, one))
    )


def _same(one: Frame, other: Frame) -> bool:
    return one is other or agree(one.amount, other.amount)


def _score(one: Frame, other: Frame, main: frozenset[str]) -> float:
    """Return how surely two figures of one kind are of one thing; 0: not surely enough."""
    if one.role != other.role or one.moods != other.moods or one.adding != other.adding:
        return 0.0
    if (one.parts and other.parts and one.parts != other.parts) or not _are_near(one, other):
        return 0.0
    owned = _share_owner(one, other, main)
    if owned is None or not _periods_meet(one, other):
        return 0.0
    if one.measure and other.measure:
        same = one.measure not in words.VOLATILE and _is_one_measure(one, other)
        return (3.0 + owned + _overlap(one, other)) * same
    if _is_one_measure(one, other) and one.measure != other.measure:
        return 3.0 + owned + _overlap(one, other)
    return _rate(one, other, owned)


def _rate(one: Frame, other: Frame, owned: float) -> float:
    """Return the same for two figures of which not both have a measure: by the words around."""
    kind, _, noun = one.amount.dimension.partition(" ")
    shared, whose = len(one.words & other.words), owned == 1
    swapped = are_swapped(one.amount, other.amount)
    if not (swapped or _are_near(one, other, DOUBLE) or _are_sides(one, other)):
        return 0.0
    if kind in {"count", "nth"}:
        alone = whose and not (one.words and other.words) and (swapped or noun not in words.ANY)
        sure = swapped or whose or one.amount.low >= FEW or _overlap(one, other) >= HALF
        if (shared and sure) or alone:
            return 2.0 + owned + _overlap(one, other)
        if swapped or (kind == "nth" and one.periods and one.periods == other.periods):
            return 1.0 + owned
    if shared >= LIKE or (shared and (whose or kind in SELDOM)):
        return 1.0 + owned + _overlap(one, other)
    return 0.0


def _overlap(one: Frame, other: Frame) -> float:
    """Return which share of the telling words of the figure that has fewer both have."""
    return len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))


def _is_one_measure(one: Frame, other: Frame) -> bool:
    return one.measure == other.measure or _is_of(one, other) or _is_of(other, one)


def _is_of(one: Frame, other: Frame) -> bool:
    """Whether what the one measures, "a 12-mile tunnel", is what the other speaks of."""
    kind, _, thing = one.measure.partition(" ")
    return kind == "of" and thing in other.words


def _are_near(one: Frame, other: Frame, far: float = FAR) -> bool:
    """Whether two numbers are of one size, or one is the other with a slip of the point."""
    low, high = sorted((one.amount.low or 1.0, other.amount.low or 1.0))
    return high <= far * low or (bool(one.measure) and high / low in SLIPS)


def _periods_meet(one: Frame, other: Frame) -> bool:
    """Whether two figures may be of one time: what only one of them dates is of the present."""
    if one.periods and other.periods:
        return share_periods(one.periods, other.periods)
    return not any(
        part.startswith(("last", "previous", "past"))
        or part.endswith(("ago", "earlier", "before"))
        or part.isdigit()
        for part in one.periods | other.periods
    )


def _share_owner(one: Frame, other: Frame, main: frozenset[str]) -> float | None:
    """Return 1 for one owner, .5 where none is told or the story's own; None for two owners."""
    if one.owners & other.owners:
        return 1.0
    if one.owners and other.owners and not one.measure.startswith("of "):
        return 0.5 if one.inherited and other.inherited and one.measure == other.measure else None
    if one.measure.startswith("of ") and one.measure == other.measure:
        return 0.5
    told = one if one.owners else other
    return 0.5 if told.inherited or told.owners <= main else None


def _join(pairs: Sequence[tuple[Frame, Frame]]) -> Iterator[list[Frame]]:
    """Yield what pairs join, one figure an article; two of one article that differ spoil it."""
    groups: list[list[Frame]] = []
    for pair in pairs:
        inside = [group for group in groups if any(one is f for f in group for one in pair)]
        merged = list(pair)
        for group in inside:
            merged += [f for f in group if all(f is not one for one in merged)]
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
    judged = [
        (*found, one, other)
        for place, one in enumerate(group)
        for other in group[place + 1 :]
        if (found := _judge(one, other))
    ]
    if not judged:
        return None
    weight: dict[ConflictVerdict, int] = {"conflict": 0, "update": 1, "scope": 2}
    verdict, because, one, other = min(judged, key=lambda found: weight[found[0]])
    told = [one, other, *(f for f in group if f is not one and f is not other)]
    about = one.measure or other.measure
    if not about or about.startswith(("/", "of ")):
        about = one.figure.quantity.removeprefix("nth ")
    values = tuple(Value(f.article.cut(f.figure.span), f.figure.span) for f in told)
    return Conflict("number", about, verdict, because, values)


def _judge(one: Frame, other: Frame) -> tuple[ConflictVerdict, str] | None:  # noqa: PLR0911
    if _same(one, other):
        return None
    one, other, order = sort_by_time(one, other)
    said = f"'{_said(one)}' and '{_said(other)}'"
    if _are_sides(one, other):
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
        if not swapped:
            return None
    if days_apart(one.article, other.article) <= SOON:
        return "conflict", f"{said} for the same thing{slip}"
    return None


def _are_sides(one: Frame, other: Frame) -> bool:
    first, second = words.SIDES
    return (
        bool(
            (one.source & first and other.source & second)
            or (one.source & second and other.source & first)
        )
        and not one.source & other.source
    )


def _said(frame: Frame) -> str:
    return " ".join(frame.article.cut(frame.figure.span).split())


def drop_told(conflicts: Iterable[Conflict], told: Sequence[Conflict]) -> list[Conflict]:
    """Leave out what is told already of a number that stands at the same place."""
    spans = {value.span for one in told for value in one.values}
    return [one for one in conflicts if spans.isdisjoint(value.span for value in one.values)]
