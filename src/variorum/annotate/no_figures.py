"""The numbers that count nothing: dates, times, telephones, addresses, scores, names, "one".

Ordinals ("third", "3rd") are no numbers here at all (`variorum.text.numbers`).
"""

import re
from collections.abc import Sequence

from variorum.annotate.measures import MONEY_AFTER
from variorum.model import Span
from variorum.text.numbers import Number

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATE_BEFORE = re.compile(rf"\b{MONTH}(?:\s\d{{1,2}},)?\s$")
DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?=[\s,.;)]|$)(?!\s[a-z])")
CLOCK_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|hrs?\b|(?-i:[A-Z]{1,3}T)\b|noon|midnight)", re.IGNORECASE
)
# "Highway 38", "Channel 4", "Article 50", "No. 5", "Apollo 11": a name with its number.
NAMED_BEFORE = re.compile(
    r"(?:\b(?:[Nn]o|[Nn]os|[Nn]umber|[Rr]oom|[Cc]hapter|[Pp]age|pp?|[Vv]ol|[Ss]ection|[Aa]rticle|"
    r"[Ll]evel|[Pp]hase|[Gg]rade|[Pp]art|[Ss]tage|[Hh]ighway|[Rr]oute|[Ii]nterstate|[Ee]xit|"
    r"[Ff]light|[Ww]orld\sWar|[Ss]tory|[Ii]d|ID|#|[Cc]ode|[Vv]ersion|[Aa]pt|[Ss]uite|[Uu]nit)\.?\s?"
    r"|(?<![.!?”\"’]\s)(?<!^)\b(?!(?:About|Around|At|Over|Some|Nearly|Only|All|The|And|In|Of)\b)"
    r"[A-Z][\w’'&-]*\s|[A-Z]+-|#|/|\bpsalm\s)$"
)
CLOCK_LED = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d(?=\s[A-Z“‘\"])")  # "14.30 Ms Roy speaks"
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


def counts_nothing(text: str, number: Number, sentence: Span) -> bool:
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
        or (start == sentence.start and CLOCK_LED.match(text, start))
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


def names_something(
    text: str, number: Number, sentence: Span, inside: Sequence[tuple[int, int]]
) -> bool:
    """Whether the number is part of a name: "Boeing 737", "Article 50", "the Final Four"."""
    if number.spelled:
        name = re.search(r"[a-z,]\s[A-Z]\w+\s$", text[max(0, number.core - 24) : number.core])
        return bool(name) and text[number.core].isupper()  # "the Final Four"
    if any(start < number.core and number.end <= end for start, end in inside):
        return True
    before = text[max(sentence.start, number.core - 24) : number.core]
    return number.hedge is None and bool(NAMED_BEFORE.search(before))
