"""Numbers of an article with what they count: `find_figures`; and its toll: `casualties`.

Left out: times, dates, years, ordinals, telephone, street, road, flight and model numbers,
scores and vote tallies. Each family of figures has one function.
"""

# ruff: noqa: SIM905 - word lists read best as words

import re
from collections.abc import Sequence

from variorum.annotate.casualties import find_casualties
from variorum.annotate.casualty_words import PEOPLE, PERSON
from variorum.annotate.toll import casualties
from variorum.model import Article, Figure, Mention, Span
from variorum.text.numbers import Number, find_numbers

__all__ = ["casualties", "find_figures"]

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
    r"\b(?:ages?|aged|age\sof)\s+(?:about\s|just\s)?(?:\d{1,3}(?:\sto\s|,\s(?:and\s)?|\sand\s)){0,6}$"
)
AGE_APPOSED = re.compile(r"[A-Z][\w.’'-]+,\s$")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATE_BEFORE = re.compile(rf"\b{MONTH}(?:\s\d{{1,2}},)?\s$")
DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?=[\s,.;)]|$)(?!\s[a-z])")
CLOCK_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|hrs?\b|[A-Z]{2,4}T\b|noon|midnight)", re.IGNORECASE
)
# "Highway 38", "Channel 4", "Article 50", "No. 5", "Apollo 11": a name with its number.
NAMED_BEFORE = re.compile(
    r"(?:\b(?:[Nn]o|[Nn]os|[Nn]umber|[Rr]oom|[Cc]hapter|[Pp]age|pp?|[Vv]ol|[Ss]ection|[Aa]rticle|"
    r"[Ll]evel|[Pp]hase|[Gg]rade|[Pp]art|[Ss]tage|[Hh]ighway|[Rr]oute|[Ii]nterstate|[Ee]xit|"
    r"[Ff]light|[Ww]orld\sWar|[Ss]tory|[Ii]d|ID|#|[Cc]ode|[Vv]ersion|[Aa]pt|[Ss]uite|[Uu]nit)\.?\s?"
    r"|(?<![.!?”\"’]\s)(?<!^)\b(?!(?:About|Around|At|Over|Some|Nearly|Only|All|The|And|In|Of)\b)"
    r"[A-Z][\w’'&-]*\s|[A-Z]+-|#|/|\bpsalm\s)$"
)
STREET_AFTER = re.compile(
    r"\s(?:block\b|(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?(?:[A-Z][\w.]*\s){0,3}"
    r"(?:St|Street|Ave|Avenue|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Place|Way|Highway|Hwy|Parkway)\b)"
)
PHONE = re.compile(
    r"(?:\(\d{3}\)|\b\d{3}[-.\s])\s?\d{3}[-.\s]\d{4}\b|\b\d{3}-(?:\d{4}|[A-Z]{4})\b|\b1-8\d\d\b"
)
OF_HOW_MANY = re.compile(
    r"\b(?:Image|Photo|Picture|Slide|Page|Step|Part|Episode|Show|Item)s?\s\d+\s(?:of|/)\s$|^\d+\s?/\s?$",
    re.IGNORECASE,
)
TALLY = re.compile(
    r"(?<![\w$£€])\d{1,3}\s?[-–]\s?\d{1,3}(?![\w%-])(?!\s+[a-z]+s\b)"
    r"|\bvoted?\s+(?:of\s+)?\d+(?:-| to )\d+"
)
GUN = re.compile(r"[\s-]?(?:mm|caliber|calibre|gauge|-?round\b|/)", re.IGNORECASE)
EMERGENCY = frozenset({911.0, 999.0, 112.0})
WORD = re.compile(r"[\s-]+(?P<word>[^\W\d_](?:[\w’'-]*\w)?)(?P<stop>[.,;:!?)\"”]?)")
IRREGULAR = frozenset(
    "people men women children feet teeth mice geese police crew staff troops".split()
)
STOP = frozenset(
    "a an the of in on at by to for from with as and or but nor than then that which who whom "
    "whose is are was were be been being has have had do does did will would can could may might "
    "shall should must not no it its he she they we you i his her their our your my this these "
    "those when where while after before since until because if so over under between during "
    "into onto out up down off through against about around near per more less ago later earlier "
    "them us you himself themselves "
    "said says say told times there here also just only still both each all every any some such "
    "killed injured wounded dead died shot hurt missing arrested fatally years".split()
) - {"years"}
NOT_NOUNS = frozenset(
    "is was has does this his its as us yes perhaps always sometimes besides across towards "
    "including less unless versus says gets takes makes leaves goes comes thus".split()
)
ONE_NOT = re.compile(
    r"\s(?:of|another|day|who|that|thing|way|side|time|point|hand|more|could|can|would|is|was|has|had|reason|"
    r"might|may|in|to|as|by|for|from|or|and|step|such)\b|['’]s|[-,.;:!?)”\"]",
    re.IGNORECASE,
)
ONE_BEFORE = re.compile(
    r"\b(?:no|the|this|that|any|every|each|number|which|some|a|an|good|bad|new|big|first|last|only|loved|"
    r"other|another|young|little)\s$",
    re.IGNORECASE,
)


def find_figures(
    article: Article, sentences: Sequence[Span], mentions: Sequence[Mention] = ()
) -> list[Figure]:
    """Return the figures of the article's sentences, in text order.

    A casualty takes the place of the plain count that it contains; people of whom
    only "shot" is said have the quantity "shot" (`variorum.annotate.casualties`).
    `mentions` are names: a number inside one ("Boeing 737") is none.
    """
    inside = sorted((mention.span.start, mention.span.end) for mention in mentions)
    found: list[Figure] = []
    for sentence in sentences:
        numbers = find_numbers(article.text, sentence.start, sentence.end)
        counted = [n for n in numbers if not _no_figure(article.text, n, sentence)]
        victims = find_casualties(article, sentence, _countable(article.text, counted))
        found += victims
        found += _others(article, sentence, counted, victims, inside)
    return sorted(found, key=lambda figure: figure.span)


def _others(
    article: Article,
    sentence: Span,
    numbers: Sequence[Number],
    victims: Sequence[Figure],
    inside: Sequence[tuple[int, int]],
) -> list[Figure]:
    """Return the figures of a sentence that no casualty has taken."""
    taken = [figure.counts or figure.span for figure in victims]
    found = _glued(article, sentence)
    for number in numbers:
        if any(span.start <= number.core < span.end for span in taken) and not _is_age(
            article.text, number
        ):
            continue
        figure = _measure(article, sentence, number)
        if figure is None and not _named(article.text, number, sentence, inside):
            figure = _count(article, sentence, number)
        if figure is not None:
            found.append(figure)
    return found


def _countable(text: str, numbers: Sequence[Number]) -> list[Number]:
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
            or AGE_AFTER.match(text, number.end)
            or AGE_BEFORE.search(text[max(0, number.core - 36) : number.core])
        )
    ]


# --- what is no figure -----------------------------------------------------------------------


def _no_figure(text: str, number: Number, sentence: Span) -> bool:
    """Whether the number is a date, a time, a telephone number, an address, a score."""
    before = text[max(sentence.start, number.core - 24) : number.core]
    start, end = number.core, number.end
    if number.spelled:
        return bool(CLOCK_AFTER.match(text, end)) or _is_pronoun(text, number, before)
    digits = text[start:end]
    return bool(
        _is_year(text, number, digits)
        or OF_HOW_MANY.search(before)
        or (DATE_BEFORE.search(before) and number.low <= 2100)
        or (number.low <= 31 and DATE_AFTER.match(text, end))
        or CLOCK_AFTER.match(text, end)
        or STREET_AFTER.match(text, end)
        or GUN.match(text, end)
        or PHONE.search(text, max(sentence.start, start - 9), min(end + 13, sentence.end))
        or (TALLY.match(text, start) and not MONEY_AFTER.match(text, end))
        or number.low in EMERGENCY
        or text[end : end + 1] in {"/", ":", "°"}
        or (digits.startswith("0") and len(digits) > 1 and digits[1] != ".")
    )


def _is_year(text: str, number: Number, digits: str) -> bool:
    return (
        len(digits) == 4
        and digits.isdigit()
        and 1500 <= number.low <= 2150
        and text[number.core - 1 : number.core] not in set("$£€")
        and number.hedge is None
        and not re.match(
            r"\s(?:people|men|women|deaths|dead|troops|soldiers)\b",
            text[number.end : number.end + 12],
        )
    )


def _is_pronoun(text: str, number: Number, before: str) -> bool:
    """Whether "one" counts nothing: "one of the", "the one", "one another"."""
    return text[number.core : number.end].lower() == "one" and bool(
        ONE_BEFORE.search(before)
        or (
            ONE_NOT.match(text, number.end)
            and not re.match(
                r"\sof\s(?:the|those|them)\b|\s(?:was|has|and|in)\b|[,.]",
                text[number.end : number.end + 10],
            )
        )
    )


def _named(text: str, number: Number, sentence: Span, inside: Sequence[tuple[int, int]]) -> bool:
    if number.spelled:
        name = re.search(r"[a-z,]\s[A-Z]\w+\s$", text[max(0, number.core - 24) : number.core])
        return bool(name) and text[number.core].isupper()  # "the Final Four"
    if any(start < number.core and number.end <= end for start, end in inside):
        return True
    before = text[max(sentence.start, number.core - 24) : number.core]
    return number.hedge is None and bool(NAMED_BEFORE.search(before))


# --- families of figures ---------------------------------------------------------------------


def _measure(article: Article, sentence: Span, number: Number) -> Figure | None:
    """Return the number as money, share, age, distance, speed or duration; None if it is none."""
    for read in (_money, _share, _age, _distance, _duration):
        figure = read(article, sentence, number)
        if figure is not None:
            return figure
    return None


def _make(  # noqa: PLR0917 - a record's fields
    article: Article,
    number: Number,
    quantity: str,
    unit: str | None,
    end: int,
    counts: tuple[int, int] | None = None,
    start: int | None = None,
) -> Figure:
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
        return _make(article, number, "money", unit, number.end, start=sign.start())
    after = MONEY_AFTER.match(text, number.end, sentence.end)
    if after and (after["currency"] or number.low >= SURELY_MONEY or "£" in text):
        unit = CURRENCIES.get((after["currency"] or after["pounds"]).lower(), "?")
        return _make(article, number, "money", unit, after.end())
    return None


def _share(article: Article, sentence: Span, number: Number) -> Figure | None:
    match = SHARE.match(article.text, number.end, sentence.end)
    if match is None:
        return None
    unit = "percentage points" if "point" in match["unit"].lower() else "percent"
    return _make(article, number, "share", unit, match.end())


def _is_age(text: str, number: Number) -> bool:
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
    if not _is_age(article.text, number) or number.low > 115:
        return None
    match = AGE_AFTER.match(article.text, number.end, sentence.end)
    unit = (match["unit"] or "year").lower() if match else "year"
    return _make(article, number, "age", unit, match.end() if match else number.end)


def _distance(article: Article, sentence: Span, number: Number) -> Figure | None:
    speed = SPEED.match(article.text, number.end, sentence.end)
    if speed:
        return _make(article, number, "speed", speed[0].strip(" -").lower(), speed.end())
    match = DISTANCE.match(article.text, number.end, sentence.end)
    if match is None:
        return None
    unit = DISTANCES[
        match["unit"].lower().rstrip("s") if match["unit"].lower() != "feet" else "feet"
    ]
    quantity = "area" if match["square"] else "distance"
    return _make(
        article, number, quantity, f"square {unit}" if match["square"] else unit, match.end()
    )


def _glued(article: Article, sentence: Span) -> list[Figure]:
    """Return lengths written as one word: "300m", "10km"."""
    found = []
    for match in GLUED.finditer(article.text, sentence.start, sentence.end):
        if number := float(match["number"].replace(",", "")):
            span = Span(article.id, *match.span())
            unit = DISTANCES[match["unit"].lower()]
            found.append(Figure("distance", number, number, unit, span))
    return found


def _duration(article: Article, sentence: Span, number: Number) -> Figure | None:
    match = DURATION.match(article.text, number.end, sentence.end)
    if match is None:
        return None
    unit = match["unit"].lower()
    return _make(article, number, "duration", unit, match.end())


def _count(article: Article, sentence: Span, number: Number) -> Figure | None:
    """Return the number as a count of things; None where no noun is found after it."""
    text = article.text
    words: list[tuple[str, int, int]] = []
    at = number.end
    of = re.compile(r"\s+of\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+|those\s+)?").match(
        text, at, sentence.end
    )
    if of and (number.high is None or "of" not in text[number.core : number.end]):
        at = of.end() - 1
    while len(words) < 5:
        match = WORD.match(text, at, sentence.end)
        if match is None or match["word"].lower() in STOP:
            break
        if match["word"][0].isupper() and words and words[-1][0][0].isupper() and len(words) > 1:
            break  # a name of several words is no part of what is counted
        words.append((match["word"], match.start("word"), match.end("word")))
        at = match.end("word")
        if match["stop"] or (len(words) == 1 and text[number.end] == "-"):
            break  # "a seven-term senator": the terms are counted
    if text[number.end : number.end + 1] == "-" and words:
        word, start, end = words[0]
        return _make(article, number, word.lower(), None, end, (start, end))
    noun = _head(words, one=number.high == 1)
    if noun is None:
        return None
    word, _, end = words[noun]
    quantity = word.lower()
    unit = "people" if quantity in PEOPLE or quantity in PERSON else None
    return _make(article, number, quantity, unit, end, (words[0][1], end))


def _head(words: Sequence[tuple[str, int, int]], *, one: bool) -> int | None:
    """Return the place of the head noun: the last plural of the first run of plurals."""
    if one:
        singular = [i for i, (word, _, _) in enumerate(words) if word.islower() and len(word) > 2]
        return (
            singular[0]
            if len(singular) == 1 or (singular and words[singular[0]][0].lower() in PERSON)
            else None
        )
    for place, (word, _, _) in enumerate(words):
        lower = word.lower()
        plural = (
            lower.endswith("s") and not lower.endswith(("ss", "’s", "'s", "us", "is"))
        ) or lower in IRREGULAR
        if plural and lower not in NOT_NOUNS and len(lower) > 2:
            following = words[place + 1][0].lower() if place + 1 < len(words) else ""
            if following in PEOPLE:
                return place + 1
            return place
    return None
