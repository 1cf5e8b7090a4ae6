"""Do two readings give another number, bound, unit or time?"""

from variorum.compare import word_classes as words
from variorum.compare.differences import LONG, Difference, Finding, number_follows
from variorum.compare.readings import Wording
from variorum.compare.units import Amount, agree, are_close, read_grain
from variorum.text.inflection import Token
from variorum.text.numbers import find_numbers

PICTURES = frozenset({"image", "photo", "picture", "slide"})
ROUNDING = 0.07  # of a measure, when miles become kilometres
HEDGED = 30  # characters before a number in which it may be hedged


def judge_number(d: Difference) -> Finding | None:  # noqa: PLR0911 - one way out an exception
    """Another number, bound or unit."""
    measures = _measure(d.left, d.lost), _measure(d.right, d.gained)
    if measures[0] and measures[1] and measures[0][0] == measures[1][0]:
        sizes = measures[0][1], measures[1][1]
        if abs(sizes[0] - sizes[1]) <= ROUNDING * max(sizes):
            return Finding("house style", False, f"{d.words()}: one measure in two units")
    ordinals = set(d.old_lemmas) & words.ORDINALS, set(d.new_lemmas) & words.ORDINALS
    if ordinals[0] and ordinals[1] and ordinals[0].isdisjoint(ordinals[1]) and d.sizes[1] <= 2:
        return Finding("number", True, f"{d.words()}: another place in order")
    left, right = _values(d.old), _values(d.new)
    if _counts_pictures(d):
        return None
    if left and right and left | right != {1.0} and d.sizes[1] <= 2 * LONG:
        if left.isdisjoint(right):
            if _is_time(d):
                return Finding("time", True, f"{d.words()}: another time")
            if not d.both_direct and _are_rounded(d):
                return Finding("house style", False, f"{d.words()}: one number, rounded")
            return Finding("number", True, f"{d.words()}: another number")
        return None
    old_units = set(d.old_lemmas) & words.UNITS
    new_units = set(d.new_lemmas) & words.UNITS
    if d.sizes[1] <= 3 and old_units and new_units and old_units.isdisjoint(new_units):
        return Finding("number", True, f"{d.words()}: another unit")
    return _judge_bounds(d)


def _are_rounded(d: Difference) -> bool:
    """Whether the numbers of a difference are one, told with unequal care: "nearly 44", "43.9".

    A bare round number is no rounding: "Flight 380", "a man of 40".
    """
    one, other = _read_amount(d.left, d.lost), _read_amount(d.right, d.gained)
    return one is not None and other is not None and agree(one, other) and are_close(one, other)


def _read_amount(wording: Wording, indices: tuple[int, ...]) -> Amount | None:
    """Return the only number among some words as an amount; None for a bound."""
    places = [index for index in indices if wording.tokens[index].number is not None]
    if len(places) != 1:
        return None
    token = wording.tokens[places[0]]
    for number in find_numbers(wording.text, max(0, token.start - HEDGED), token.end):
        if number.core <= token.start < number.end and number.low and number.high:
            said = wording.text[number.core : number.end]
            exact = number.hedge is None and not number.approximate
            grain = 1.0 if exact and said.isdigit() else read_grain(said, number.high)
            return Amount("count", number.low, number.high, grain, "", exact)
    return None


def _judge_bounds(d: Difference) -> Finding | None:
    """Judge “at least” against “at most”, or against “no less than”, which is the same."""
    old, new = _find_bounds(d.old_lemmas), _find_bounds(d.new_lemmas)
    if not old or not new or not number_follows(d):
        return None
    if old != new:
        return Finding("number", True, f"{d.words()}: the number is bounded the other way")
    if {"no", "not"} & {*d.old_lemmas, *d.new_lemmas}:
        return Finding("wording", False, f"{d.words()}: two ways to say the same")
    return None


def _counts_pictures(d: Difference) -> bool:
    """Whether the numbers are those of a gallery's pictures: "Image 3 of 17"."""
    return any(
        index and wording.tokens[index - 1].key in PICTURES
        for wording, indices in ((d.left, d.lost), (d.right, d.gained))
        for index in indices
        if wording.tokens[index].number is not None
    )


def _find_bounds(lemmas: tuple[str, ...]) -> set[str]:
    """Return how some words bound a number: “at least”, as “no less than” does, or “at most”."""
    denied = {"no", "not"} & set(lemmas)
    bounds = {words.BOUNDS[lemma] for lemma in lemmas if lemma in words.BOUNDS}
    return {words.TURNED_BOUNDS.get(bound, bound) for bound in bounds} if denied else bounds


def _measure(wording: Wording, indices: tuple[int, ...]) -> tuple[str, float] | None:
    """Return the kind and size of the measure that words belong to: "20 years"."""
    for index in indices:
        for at in (index, index - 1):
            pair = wording.tokens[max(0, at) : at + 2]
            if len(pair) == 2 and pair[1].lemma in words.MEASURES:
                value = 1.0 if pair[0].lemma in ("one", "a") else pair[0].number
                if value is not None:
                    kind, size = words.MEASURES[pair[1].lemma]
                    return kind, value * size
    return None


def judge_part(d: Difference) -> Finding | None:
    """“half” against “a quarter”, “twice” against “three times”."""
    old, new = (
        {words.PARTS[lemma] for lemma in lemmas if lemma in words.PARTS}
        for lemmas in (d.old_lemmas, d.new_lemmas)
    )
    if old and new and old.isdisjoint(new) and d.sizes[1] <= 2:
        return Finding("number", True, f"{d.words()}: another part or multiple")
    return None


def _points(wording: Wording, indices: tuple[int, ...]) -> bool:
    """Whether a period is pointed at: "last year", not "a year"."""
    return any(
        token.lemma in words.POINTING
        for index in indices
        for token in wording.tokens[max(0, index - 1) : index + 1]
    )


def _values(tokens: tuple[Token, ...]) -> set[float]:
    """Return the numbers among some words; "one" is read as a number here."""
    values = {1.0 if t.lemma == "one" else t.number for t in tokens}
    return {value for value in values if value is not None}


def _is_time(d: Difference) -> bool:
    """Whether the numbers of a difference are days of a month, years or hours of the clock."""
    for wording, indices in ((d.left, d.lost), (d.right, d.gained)):
        for index in indices:
            value = wording.tokens[index].number
            if value is None:
                continue
            near = {t.lemma for t in wording.tokens[max(0, index - 2) : index + 2]}
            key = wording.tokens[index].key
            if near & words.MONTHS or near & {"pm", "am", "oclock"}:
                return True
            if len(key) == 4 and key.isdigit() and 1500 < value < 2100:
                return True
    return False


def judge_time(d: Difference) -> Finding | None:
    """Another day, month or order of events."""
    old, new = set(d.old_lemmas), set(d.new_lemmas)
    for group in (words.MONTHS, words.WEEKDAYS):
        if old & group and new & group and (old & group).isdisjoint(new & group):
            return Finding("time", True, f"{d.words()}: another time")
    if (old | new) & words.WEEKDAYS and (old | new) & words.DEICTIC:
        return Finding("house style", False, f"{d.words()}: a day by its name or as seen that day")
    if d.sizes[0] == 0 or d.sizes[1] > 3:
        return None
    for group in words.TIMES:
        if old & group and new & group and (old & group).isdisjoint(new & group):
            if (old | new) & group in words.SAME_TIME:
                continue
            if group & {"this"} and not _period_follows(d):
                continue
            return Finding("time", True, f"{d.words()}: another time")
    return None


def _period_follows(d: Difference) -> bool:
    last = max(d.lost, default=-1)
    near = {t.lemma for t in d.left.tokens[last + 1 : last + 2]}
    return bool(near & (words.PERIODS | words.WEEKDAYS | words.MONTHS))


def judge_pointed_time(d: Difference) -> Finding | None:
    """“last year” against “last week”, “tomorrow” against “next week”."""
    if d.sizes[0] == 0 or d.sizes[1] > 3:
        return None
    old, new = set(d.old_lemmas), set(d.new_lemmas)
    periods = old & words.PERIODS, new & words.PERIODS
    if periods[0] and periods[1] and periods[0].isdisjoint(periods[1]) and _points(d.left, d.lost):
        return Finding("time", True, f"{d.words()}: another time")
    for one, other in ((old, new), (new, old)):
        pointed = other & words.PERIODS and other & words.POINTING
        if one & words.DEICTIC and pointed and d.both_direct:
            return Finding("time", True, f"{d.words()}: another time")
    return None
