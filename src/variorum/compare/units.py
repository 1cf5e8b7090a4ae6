"""Amounts in one unit each: miles and kilometres, acres and hectares, tonnes and kilos compare."""

import re
from dataclasses import dataclass, replace

from variorum.compare.measured_words import NOUNS
from variorum.model import Article, Figure
from variorum.text.inflection import lemmatise, read_words

# Tolls and ages have rules of their own; charges are counted singly, by kind, or all.
ELSEWHERE = frozenset(
    {"killed", "injured", "shot", "missing", "arrested", "age", "count", "counts", "charges"}
)
FACTORS: dict[str, tuple[str, float]] = {
    "km": ("length", 1000),
    "mile": ("length", 1609.344),
    "m": ("length", 1),
    "yard": ("length", 0.9144),
    "foot": ("length", 0.3048),
    "inch": ("length", 0.0254),
    "cm": ("length", 0.01),
    "millimetre": ("length", 0.001),
    "millimeter": ("length", 0.001),
    "nautical mile": ("length", 1852),
    "hectare": ("area", 10_000),
    "acre": ("area", 4046.86),
    "square km": ("area", 1e6),
    "square mile": ("area", 2.59e6),
    "square m": ("area", 1),
    "square foot": ("area", 0.0929),
    "gram": ("mass", 0.001),
    "kilo": ("mass", 1),
    "kilogram": ("mass", 1),
    "kilogramme": ("mass", 1),
    "kg": ("mass", 1),
    "tonne": ("mass", 1000),
    "ton": ("mass", 1000),
    "pound": ("mass", 0.4536),
    "ounce": ("mass", 0.02835),
    "mph": ("speed", 1.609344),
    "mile per hour": ("speed", 1.609344),
    "mile an hour": ("speed", 1.609344),
    "km/h": ("speed", 1),
    "kmh": ("speed", 1),
    "kph": ("speed", 1),
    "kilometre per hour": ("speed", 1),
    "kilometer per hour": ("speed", 1),
    "kilometre an hour": ("speed", 1),
    "kilometer an hour": ("speed", 1),
    "second": ("duration", 1 / 3600),
    "minute": ("duration", 1 / 60),
    "hour": ("duration", 1),
    "day": ("duration", 24),
    "night": ("duration", 24),
    "week": ("duration", 168),
    "month": ("duration", 730),
    "year": ("duration", 8760),
    "decade": ("duration", 87_600),
    "litre": ("volume", 1),
    "liter": ("volume", 1),
    "gallon": ("volume", 3.785),
    "barrel": ("volume", 159),
}
MEASURED = frozenset({"distance", "area", "speed", "duration"})
COINS = read_words("""
krone kroner kronor krona crowns zloty rupees pesos lira shekels rand dirhams riyals ringgit baht
reais pence
""")
UPWARDS = re.compile(
    r"\b(?:go|goes|going|gone|went|mov(?:e|es|ed|ing)|pushed|put|brought|taken?|taking)\s$"
)
DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
FAR = 2.5  # times: outside of whatever "about" may mean on either side
ROUGH = 0.1  # of a number that is told roughly
CONVERTED = 0.06  # of one that was put into other units
WHOLE = 100  # below it, a round number of things is as exact as any


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure's range in the unit of its dimension, and how finely it is told.

    `dimension`: "length", "money USD", "share", "count seat", ... `grain` is the step that the
    words tell: 100,000,000 of "2.3bn", 1,000 of "21,000", 1 of "40 people". `unit` is the source's.
    """

    dimension: str
    low: float
    high: float
    grain: float
    unit: str
    exact: bool  # neither hedged nor a range


def read_amount(article: Article, figure: Figure) -> Amount | None:
    """Return a figure's amount; None for tolls, ages, and what is no one number."""
    if figure.quantity in ELSEWHERE or (figure.low == 0 and figure.high is None):
        return None
    high = float("inf") if figure.high is None else figure.high
    if figure.hedge == "up to" and UPWARDS.search(article.text[: figure.span.start][-12:]):
        return read_amount(article, replace(figure, low=high, hedge=None))  # "went up to 4.5"
    named = _name_dimension(figure)
    if named is None:
        return None
    dimension, factor, unit = named
    exact = figure.hedge is None and not figure.approximate and figure.low == high
    grain = read_grain(article.cut(figure.span), figure.low if figure.high is None else high)
    return Amount(dimension, figure.low * factor, high * factor, grain * factor, unit, exact)


def _name_dimension(figure: Figure) -> tuple[str, float, str] | None:
    """Return a figure's dimension, how many of its units one of the source's is, and this unit."""
    quantity = figure.quantity
    if quantity.startswith("nth ") or quantity == "magnitude":
        return quantity, 1.0, ""
    if quantity in {"money", "share"}:
        return f"{quantity} {figure.unit}", 1.0, ""
    unit = _singular((quantity in MEASURED and figure.unit) or quantity)
    if unit in FACTORS:
        return (*FACTORS[unit], unit)
    if quantity in MEASURED:
        return None
    noun = lemmatise(quantity)
    return (f"money {noun}" if quantity in COINS else f"count {NOUNS.get(noun, noun)}"), 1.0, ""


def _singular(unit: str) -> str:
    """Return a unit without its plural.

    >>> _singular("kilometres per hour"), _singular("inches"), _singular("tonnes")
    ('kilometre per hour', 'inch', 'tonne')
    """
    first, space, rest = unit.casefold().partition(" ")
    if first == "inches":
        return "inch"
    return f"{first if first in FACTORS else first.removesuffix('s')}{space}{rest}"


def read_grain(said: str, value: float) -> float:
    """Return the step in which a number is told, from its words and its value."""
    digits = DIGITS.search(said)
    if digits is None or not value:
        return (
            1.0
            if value < WHOLE
            else 10.0 ** (len(f"{value:.0f}") - len(f"{value:.0f}".rstrip("0")))
        )
    mantissa = float(digits[0].replace(",", ""))
    scale = value / mantissa if mantissa and value / mantissa > 1 else 1.0
    if digits["decimals"]:
        return scale * 10.0 ** -len(digits["decimals"])
    if mantissa < WHOLE:
        return scale
    whole = f"{mantissa:.0f}"
    return scale * 10.0 ** (len(whole) - len(whole.rstrip("0")))


def agree(one: Amount, other: Amount) -> bool:
    """Whether two amounts of one dimension may be one, told with unequal care or in other units."""
    if one.low <= other.high and other.low <= one.high:
        return True
    gap = max(one.low, other.low) - min(one.high, other.high)
    largest = max(one.low, other.low)
    exact = one.exact and other.exact
    if gap < max(one.grain, other.grain) and not (exact and one.grain == other.grain):
        return True
    if one.unit != other.unit and gap <= CONVERTED * largest:
        return True
    if not (one.exact or other.exact or are_swapped(one, other)) and largest < FAR * min(
        one.high, other.high
    ):
        return True  # neither claims to know it to that
    return not exact and gap <= ROUGH * largest


def are_close(one: Amount, other: Amount) -> bool:
    """Whether the ends of two amounts that are next to each other lie a tenth apart or less."""
    gap = max(one.low, other.low) - min(one.high, other.high)
    return gap <= ROUGH * max(one.low, other.low)


def are_swapped(one: Amount, other: Amount) -> bool:
    """Whether two amounts differ in the order of their digits alone: 214 and 241; 4.2m and 2.4m."""
    digits = [f"{amount.low / amount.grain:.0f}" for amount in (one, other)]
    return have_same_digits(*digits)


def have_same_digits(one: str, other: str) -> bool:
    """Whether two numbers differ in the order of their digits alone.

    >>> have_same_digits("214", "241"), have_same_digits("5", "5")
    (True, False)
    """
    return one != other and sorted(one) == sorted(other)
