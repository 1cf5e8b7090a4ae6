"""How surely two figures of one kind, in two articles, are of one thing."""

from typing import Literal

from variorum.compare import measured_words as words
from variorum.compare.frames import Frame
from variorum.compare.periods import share_periods
from variorum.compare.units import are_swapped

# Neither article has another number of the kind; and a third one has one of the two.
Standing = Literal["one of many", "lone", "backed"]
TWO = 2  # telling words in common, where no measure and no owner is; years that both name
SELDOM = frozenset({"mass", "area", "volume", "speed"})  # one word in common says enough
FEW = 10  # smaller numbers stand in a sentence by chance
FAR = 3.5  # times: numbers further apart count two things
HALF = 0.5  # of the telling words in common: small numbers of a noun are many things
DOUBLE = 2.0  # the same, where no word says what is measured
SLIPS = frozenset({10.0, 100.0, 1000.0})
LIKE, MOST = 5, 0.6  # words in common, and of those of the shorter sentence: told alike


def rate(
    one: Frame, other: Frame, main: frozenset[str], standing: Standing = "one of many"
) -> float:
    """Return 0 where two figures are not surely of one thing, and the more the surer they are.

    `main` are the words that the whole story is about. `standing`: what their articles have beside
    them.
    """
    if one.moods != other.moods or one.adding != other.adding or _is_apart(one, other):
        return 0.0
    if one.role != other.role or not _are_near(one, other) or not _periods_meet(one, other):
        return 0.0
    owned = _share_owner(one, other, main)
    if owned is None:
        return _rate_sentences(one, other)
    if _is_one_measure(one, other) and (one.measure or other.measure):
        volatile = one.measure == other.measure and one.measure in words.VOLATILE
        return 0.0 if volatile else 3.0 + owned + _overlap(one, other)
    if one.measure and other.measure:
        return 0.0
    return _rate_words(one, other, owned, standing) or _rate_sentences(one, other)


def are_sides(one: Frame, other: Frame) -> bool:
    """Whether two parties tell the two, of whom each counts in its own way."""
    first, second = words.SIDES
    return (
        bool(
            (one.source & first and other.source & second)
            or (one.source & second and other.source & first)
        )
        and not one.source & other.source
    )


def _is_apart(one: Frame, other: Frame) -> bool:
    """Whether the two are of different parts, or one counts what the other's noun is part of."""
    if one.parts and other.parts and one.parts != other.parts:
        return True
    return one.amount.dimension.startswith("count") and one.measure != other.measure


def _rate_words(one: Frame, other: Frame, owned: float, standing: Standing) -> float:
    """Rate two figures of which not both have a measure, by the words around."""
    kind = one.amount.dimension.partition(" ")[0]
    if not (_are_near(one, other, DOUBLE) or are_sides(one, other)):
        return 0.0
    if kind in {"count", "nth"}:
        sure = _rate_counts(one, other, standing, whose=owned == 1)
        if sure:
            return sure + owned
    common, whose = len(one.words & other.words), owned == 1
    swapped = are_swapped(one.amount, other.amount)
    if common >= TWO or (common and (whose or swapped or kind in SELDOM)):
        return 1.0 + owned + _overlap(one, other)
    if whose and kind != "count" and (swapped or standing == "backed"):
        return 1.0 + owned
    return 0.0


def _rate_counts(one: Frame, other: Frame, standing: Standing, *, whose: bool) -> float:
    """Rate two counts of one noun, or two ordinals before it."""
    kind, _, noun = one.amount.dimension.partition(" ")
    swapped = are_swapped(one.amount, other.amount)
    alone = whose and not (one.words and other.words) and (swapped or noun not in words.ANY)
    sure = swapped or whose or one.amount.low >= FEW or _overlap(one, other) >= HALF
    if (one.words & other.words and sure) or alone:
        return 2.0 + _overlap(one, other)
    if swapped or (kind == "nth" and one.periods and one.periods == other.periods):
        return 1.0
    return 0.5 * (noun not in words.ANY and _is_told_once(one, other, standing))


def _is_told_once(one: Frame, other: Frame, standing: Standing) -> bool:
    """Whether each of the articles has but one number of the things, and little to tell of them.

    Of people a story has many kinds, bodies but once: they ask for a third article. A part of all,
    and one thing, may be another.
    """
    if one.parts or other.parts or min(one.amount.low, other.amount.low) <= 1:
        return False
    if standing != "lone":
        return standing == "backed"
    people = one.figure.unit == "people" and one.figure.quantity != "bodies"
    return not people and min(len(one.words), len(other.words)) <= 1


def _rate_sentences(one: Frame, other: Frame) -> float:
    """Rate two figures by their whole sentences, whosever they are."""
    common = len(one.sentence & other.sentence)
    shorter = min(len(one.sentence), len(other.sentence))
    if common >= LIKE and common >= MOST * shorter and _are_near(one, other, DOUBLE):
        return 0.5 + common / max(len(one.sentence), len(other.sentence))
    years = {period for period in one.periods & other.periods if period.isdigit()}
    swapped = are_swapped(one.amount, other.amount)
    return 0.5 * (swapped and (common >= TWO or len(years) >= TWO))


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
    """Whether two numbers are of one size, or one is the other with a slip of point or digits."""
    if are_swapped(one.amount, other.amount):
        return True
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
