"""Numbers that measure: money, shares, ages, distances, areas, speeds, durations.

Each family has one function, which returns a figure or None.
"""

import re
from collections.abc import Sequence

from variorum.model import Article, Figure, Span
from variorum.text.numbers import MANY_OF, Number

CURRENCIES: dict[str, str] = {
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "r$": "BRL",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₽": "RUB",
    "dollar": "USD",
    "dollars": "USD",
    "pound": "GBP",
    "pounds": "GBP",
    "euro": "EUR",
    "euros": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "ruble": "RUB",
    "rubles": "RUB",
    "rouble": "RUB",
    "roubles": "RUB",
    "rupees": "INR",
    "francs": "CHF",
    "cents": "cent",
}
SIGN = re.compile(r"(?:\b(?:US|AU|A|C|HK|NZ|S|R))?[$£€¥₽]$", re.IGNORECASE)
SURELY_MONEY = 1_000_000  # "pounds": fewer are mostly a weight, unless the article has "£"
MONEY_AFTER = re.compile(
    r"\s?-?(?:[A-Z][a-z]+\s|US\s)?(?P<currency>dollars?|euros?|yen|yuan|r(?:o)?ubles?|rupees|francs|cents)\b"
    r"|\s(?P<pounds>pounds)\b(?!\s+(?:of|in\sweight))",
    re.IGNORECASE,
)
COINS_AFTER = re.compile(
    r"\s(?:kron(?:er|or|e|a)|crowns|zloty|rupees|pesos|lira|shekels|rand|dirhams|riyals|baht|pence)\b"
)
SHARE = re.compile(
    r"\s?(?P<unit>%|-?(?:percent|per\scent|pct)\b(?:age)?|percentage\spoints?\b)", re.IGNORECASE
)
DISTANCES: dict[str, str] = {
    "km": "km",
    "kilometer": "km",
    "kilometre": "km",
    "mile": "mile",
    "mi": "mile",
    "meter": "m",
    "metre": "m",
    "m": "m",
    "yard": "yard",
    "foot": "foot",
    "feet": "foot",
    "ft": "foot",
    "inch": "inch",
    "inche": "inch",
    "cm": "cm",
    "centimeter": "cm",
    "centimetre": "cm",
    "nautical mile": "nautical mile",
}
DISTANCE = re.compile(
    r"[\s-]?(?P<square>square[\s-])?(?P<unit>km|kilomet(?:er|re)s?|nautical\smiles?|miles?|"
    r"met(?:er|re)s?|m|yards?|feet|foot|ft|inch(?:es)?|cm|centimet(?:er|re)s?)\b"
    r"(?!\s?(?:/\s?h|per\shour|an\shour)|\s+soldier)",
    re.IGNORECASE,
)
GLUED = re.compile(
    r"(?<![\w.,$£€])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>km|m|ft|cm)\b", re.IGNORECASE
)
MAY_BE_GLUED = re.compile(r"\d[kmfcKMFC]")
SPEED = re.compile(
    r"[\s-]?(?:mph|km/?h|kph|(?:miles|kilomet(?:er|re)s)\s(?:per|an)\shour)\b", re.IGNORECASE
)
DURATION = re.compile(
    r"[\s-](?:(?:more|full|long|whole|straight|consecutive)\s)?"
    r"(?P<unit>year|month|week|day|hour|minute|second|decade)s?\b(?!-?\s?old)",
    re.IGNORECASE,
)
AGE_AFTER = re.compile(
    r"[-\s‑](?P<unit>year|month|week|day)s?[-\s‑]olds?\b|[-\s]?(?P<short>yo|y/o)\b", re.IGNORECASE
)
AGE_BEFORE = re.compile(
    r"\b(?:ages?|aged|age\sof)\s+(?:about\s|just\s|between\s|from\s)?(?:\d{1,3}(?:\sto\s|,\s(?:and\s)?|\sand\s)){0,6}$"
)
AGE_APPOSED = re.compile(r"[A-Z][\w.’'-]+,\s$")


def keep_counts(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Return the numbers that may count people: no ages, money, shares, distances, spans."""
    return [
        number
        for number in numbers
        if not (
            SIGN.search(text, max(0, number.core - 3), number.core)
            or SHARE.match(text, number.end)
            or DURATION.match(text, number.end)
            or (DISTANCE.match(text, number.end))
            or MONEY_AFTER.match(text, number.end)
            or COINS_AFTER.match(text, number.end)
            or AGE_AFTER.match(text, number.end)
            or AGE_BEFORE.search(text[max(0, number.core - 36) : number.core])
        )
    ]


def measure(article: Article, sentence: Span, number: Number) -> Figure | None:
    """Return the number as money, share, age, distance, speed or duration; None if it is none."""
    for read in (_money, _share, _age, _distance, _duration):
        figure = read(article, sentence, number)
        if figure is not None:
            return figure
    return None


def make_figure(  # noqa: PLR0917 - a record's fields
    article: Article,
    number: Number,
    quantity: str,
    unit: str | None,
    end: int,
    counts: tuple[int, int] | None = None,
    start: int | None = None,
) -> Figure:
    """Return a figure from the number, or from `start`, to `end`; `counts` are offsets."""
    first = number.start if start is None else min(start, number.start)
    return Figure(
        quantity,
        number.low,
        number.high,
        unit,
        Span(article.id, first, end),
        Span(article.id, *counts) if counts else None,
        number.hedge,
        number.approximate,
    )


def _money(article: Article, sentence: Span, number: Number) -> Figure | None:
    text = article.text
    sign = SIGN.search(text, max(sentence.start, number.core - 3), number.core)
    if sign:
        unit = CURRENCIES.get(sign[0].lower(), CURRENCIES[sign[0][-1]])
        return make_figure(article, number, "money", unit, number.end, start=sign.start())
    after = MONEY_AFTER.match(text, number.end, sentence.end)
    if after and (after["currency"] or number.low >= SURELY_MONEY or "£" in text):
        unit = CURRENCIES.get((after["currency"] or after["pounds"]).lower(), "?")
        return make_figure(article, number, "money", unit, after.end())
    return None


def _share(article: Article, sentence: Span, number: Number) -> Figure | None:
    match = SHARE.match(article.text, number.end, sentence.end)
    if match is None:
        return None
    unit = "percentage points" if "point" in match["unit"].lower() else "percent"
    return make_figure(article, number, "share", unit, match.end())


def is_age(text: str, number: Number) -> bool:
    """Whether the number is somebody's age: "41-year-old", "aged 41", "Ann Roe, 41,"."""
    return bool(
        AGE_AFTER.match(text, number.end)
        or AGE_BEFORE.search(text[max(0, number.core - 36) : number.core])
        or (
            number.low <= 115
            and AGE_APPOSED.search(text[max(0, number.core - 24) : number.core])
            and text[number.end : number.end + 1] in {",", ".", ";", ")"}
        )
    )


def _age(article: Article, sentence: Span, number: Number) -> Figure | None:
    if not is_age(article.text, number) or number.low > 115:
        return None
    match = AGE_AFTER.match(article.text, number.end, sentence.end)
    unit = (match["unit"] or "year").lower() if match else "year"
    return make_figure(article, number, "age", unit, match.end() if match else number.end)


def _distance(article: Article, sentence: Span, number: Number) -> Figure | None:
    speed = SPEED.match(article.text, number.end, sentence.end)
    if speed:
        return make_figure(article, number, "speed", speed[0].strip(" -").lower(), speed.end())
    match = DISTANCE.match(article.text, number.end, sentence.end)
    if match is None:
        return None
    unit = DISTANCES[
        match["unit"].lower().rstrip("s") if match["unit"].lower() != "feet" else "feet"
    ]
    quantity = "area" if match["square"] else "distance"
    return make_figure(
        article, number, quantity, f"square {unit}" if match["square"] else unit, match.end()
    )


def find_glued(article: Article, sentence: Span) -> list[Figure]:
    """Return lengths written as one word: "300m", "10km"."""
    found: list[Figure] = []
    if MAY_BE_GLUED.search(article.text, sentence.start, sentence.end) is None:
        return found
    for match in GLUED.finditer(article.text, sentence.start, sentence.end):
        number = float(match["number"].replace(",", ""))
        millions = match["unit"] == "m" and MANY_OF.match(article.text, match.end(), sentence.end)
        if number and not millions:
            span = Span(article.id, *match.span())
            unit = DISTANCES[match["unit"].lower()]
            found.append(Figure("distance", number, number, unit, span))
    return found


def _duration(article: Article, sentence: Span, number: Number) -> Figure | None:
    match = DURATION.match(article.text, number.end, sentence.end)
    if match is None:
        return None
    unit = match["unit"].lower()
    return make_figure(article, number, "duration", unit, match.end())
