"""Numbers in running text, in digits and in words, with their range and their hedge.

"a dozen" is 12; "dozens" is 24 or more; "hundreds" 200 or more; "half a million" 500,000;
"at least 12" is 12 to unbounded; "up to 10" is 0 to 10; "about 40" is 40, approximate. What a
number counts is not read here (`variorum.annotate.figures`).
"""

# ruff: noqa: SIM905 - word lists read best as words

import re
from dataclasses import dataclass

from variorum.quick import quick

MARKS = frozenset("$£€¥₽")  # signs of money
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL: dict[str, int] = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "k": 1_000,
}
# "dozens" is at least two of them; "tens of thousands" at least twenty thousand.
PLURALS: dict[str, int] = {
    "dozens": 24,
    "scores": 40,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}

_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_TO_99 = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_UNITS[1:10])}))?|(?:{_SMALL}))"
_TO_999 = rf"{_TO_99}(?:[-\s](?:hundred|dozen)(?:[-\s](?:and[-\s])?{_TO_99})?)?"
_SPELLED = (
    rf"{_TO_999}(?:[-\s](?:hundred|thousand|million|billion|trillion)"
    rf"(?:[-\s](?:and[-\s])?{_TO_999})?)*"
)
_PLURAL = "|".join(plural.replace(" ", r"\s") for plural in PLURALS)
# How a number in words begins: most places are passed over by that alone.
_FIRST = "|".join(sorted({word[:3] for word in (*SMALL, *_TENS, *PLURALS, "half")}))
CARDINAL = re.compile(
    rf"""
    (?<!\w)(?=\d|an?\s|{_FIRST})(?:
    (?P<half>\bhalf[-\s]an?[-\s](?P<halved>million|billion|dozen|thousand)\b|\ba[-\s]half[-\s]dozen\b)
    | (?P<plural>\b(?:{_PLURAL})\b)
    | (?P<couple>\ba\s(?:couple|pair|trio)\b(?:\sof\b)?)
    | (?P<article>\ban?\s(?P<scaled>hundred|thousand|million|billion|dozen)\b)
    | (?P<digits>(?<![\w.,/:])(?<![A-Za-z]-)(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)
      (?:[-\s]?(?P<scale>(?:hundred|thousand|million|billion|trillion|dozen)\b)
        |(?P<letter>bn|tn|mn|m|k)\b)?
    | (?P<spelled>\b(?:{_SPELLED})\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# "2.4m crowns", "3m homes", "10k users": no metres, and no run of ten kilometres.
MANY_OF = re.compile(
    r"\s(?:[a-z]+\s)?(?:euros?|dollars|pounds|crowns|kron(?:or|er|e)|yen|yuan|rupees|rou?bles|pesos"
    r"|francs|lira|shekels|rand|dirhams|riyals|ringgit|baht|zloty|people|men|women|children|homes"
    r"|households|jobs|votes|voters|customers|users|patients|workers|refugees|visitors|viewers"
    r"|tourists|passengers|doses|tonnes|tons|barrels|copies|cars|vehicles|residents|subscribers"
    r"|followers|families|pupils|students|hectares|acres|shares)\b",
    re.IGNORECASE,
)
_BEFORE: dict[str, tuple[str, ...]] = {
    "about": tuple(
        (
            "about|around|approximately|roughly|some|nearly|almost|close to|an estimated|"
            "estimated|circa|just over|just under|a little over|in the region of"
        ).split("|")
    ),
    "least": tuple(
        (
            "at least|more than|over|upwards of|upward of|in excess of|well over|no fewer than|"
            "not fewer than|no less than|not less than|a minimum of|greater than|above"
        ).split("|")
    ),
    "most": tuple(
        (
            "up to|as many as|as much as|at most|no more than|not more than|fewer than|less than|"
            "under|a maximum of|below"
        ).split("|")
    ),
    "exact": tuple("only|just|exactly|a total of|all|both".split("|")),
}
_SENSE = {words: sense for sense, all_words in _BEFORE.items() for words in all_words}
_LONGEST_HEDGE = 20
HEDGE = re.compile(
    rf"\b(?P<hedge>{'|'.join(sorted(_SENSE, key=len, reverse=True))})\s+$",
    re.IGNORECASE,
)
AFTERWARDS = re.compile(
    r"(?P<least>\s+or\s+more\b|\+|-plus\b|\s+plus\b)"
    r"|(?P<about>(?:[-\s]|\s+or\s+)(?:ish|so)\b)|(?P<most>\s+or\s+(?:fewer|less)\b)",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bbetween\s+[$£€]?$", re.IGNORECASE)
JOINT = re.compile(r"\s?[-–—]\s?[$£€]?|\s+(?:to|and|or)\s+[$£€]?", re.IGNORECASE)
CHANGE = re.compile(r"\bfrom\s+[$£€]?$", re.IGNORECASE)


@quick
@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start, end)` of a text; `[core, end)` is it without the hedge before it.

    high None: no upper bound. `hedge` is as the source has it.
    """

    low: float
    high: float | None
    start: int
    core: int
    end: int
    hedge: str | None = None
    approximate: bool = False
    spelled: bool = False


def read_number(words: str) -> float | None:
    """Return the value of one number in words or digits; None if it is none, or no single one.

    >>> read_number("one hundred and five"), read_number("1.2 billion"), read_number("dozens")
    (105.0, 1200000000.0, None)
    """
    match = CARDINAL.fullmatch(words.strip())
    if match is None or match["plural"]:
        return None
    return _value(match)


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Return the numbers of `text[start:end]` in text order, not overlapping.

    Ordinals ("third", "3rd") are none. "two or three", "8-10" and "between 8 and 10" are one
    number with a range; "from 8 to 10" are two.

    >>> [(n.low, n.high, n.hedge) for n in find_numbers("At least 12 of 30 or so, up to two men.")]
    [(12.0, None, 'At least'), (30.0, 30.0, 'or so'), (0.0, 2.0, 'up to')]
    """
    stop = len(text) if end is None else end
    matches = [match for match in CARDINAL.finditer(text, start, stop) if _stands(text, match)]
    found: list[Number] = []
    at = 0
    while at < len(matches):
        match = matches[at]
        after = matches[at + 1] if at + 1 < len(matches) else None
        ranged = _range(text, match, after, start) if after else None
        if ranged:
            found.append(_hedged(text, ranged, start, stop))
            at += 2
        else:
            found.append(_hedged(text, _plain(match), start, stop))
            at += 1
    return found


def _stands(text: str, match: re.Match[str]) -> bool:
    """Whether the match is a whole number: not "3rd", "B12", "12:30", "4x4"."""
    end = match.end()
    if end < len(text) and text[end].isalnum():
        return False
    if end + 1 < len(text) and text[end] in ":/" and text[end + 1].isdigit():
        return False
    start = match.start()
    letter, marked = (match["letter"] or "").lower(), text[max(0, start - 1) : start] in MARKS
    if letter in {"m", "k"} and not (marked or MANY_OF.match(text, end)):
        return False  # "300m" is a length unless money, or of many
    return not (start and (text[start - 1].isalnum() or text[start - 1] == "_"))


def _value(match: re.Match[str]) -> float:
    if match["half"]:
        return SCALES[(match["halved"] or "dozen").lower()] / 2
    if match["couple"]:
        return 3.0 if "trio" in match["couple"].lower() else 2.0
    if match["article"]:
        return float(SCALES[match["scaled"].lower()])
    if match["digits"]:
        scale = (match["scale"] or match["letter"] or "").lower()
        return float(match["digits"].replace(",", "")) * SCALES.get(scale, 1)
    return float(_spelled(match["spelled"]))


def _spelled(words: str) -> int:
    """Return the value of a spelled cardinal, by the usual sum of products."""
    total = current = 0
    for word in re.split(r"[-\s]+", words.lower()):
        if word in SMALL:
            current += SMALL[word]
        elif word in {"hundred", "dozen"}:
            current = max(current, 1) * SCALES[word]
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
    return total + current


def _plain(match: re.Match[str]) -> Number:
    start, end = match.span()
    if match["plural"]:
        low = PLURALS[" ".join(match["plural"].lower().split())]
        return Number(low, None, start, start, end, None, approximate=True, spelled=True)
    value = _value(match)
    about = bool(match["half"]) and value >= 1_000
    return Number(
        value, value, start, start, end, None, approximate=about, spelled=not match["digits"]
    )


def _range(text: str, left: re.Match[str], right: re.Match[str], start: int) -> Number | None:
    """Return the range that two neighbouring numbers make, if they make one."""
    joint = JOINT.fullmatch(text, left.end(), right.start())
    if joint is None or left["plural"] or right["plural"]:
        return None
    low, high = _value(left), _value(right)
    head = text[max(start, left.start() - _LONGEST_HEDGE) : left.start()]
    between = bool(BETWEEN.search(head))
    word = joint[0].strip(" $£€").lower()
    if (word == "and" and not between) or (word == "or" and high - low > max(5, low)):
        return None
    if CHANGE.search(head) and word == "to":
        return None
    scale = right["scale"] or right["letter"]
    if scale and left["digits"] and not (left["scale"] or left["letter"]) and low < 1_000:
        low *= SCALES[scale.lower()]
    if not low < high:
        return None
    core = left.start()
    return Number(low, high, core, core, right.end(), None, spelled=not left["digits"])


def _hedged(text: str, number: Number, start: int, stop: int) -> Number:
    """Return the number with the hedge that stands before or after it, if one does."""
    left = max(start, number.start - _LONGEST_HEDGE)
    money = 1 if number.start > left and text[number.start - 1] in "$£€" else 0
    before = HEDGE.search(text[left : number.start - money])
    if before:
        return _apply(
            number, _SENSE[" ".join(before["hedge"].lower().split())], before["hedge"],
            left + before.start(), number.end,
        )  # fmt: skip
    after = AFTERWARDS.match(text, number.end, stop)
    if after and after.lastgroup:
        hedge = after[0].strip(" -")
        return _apply(number, after.lastgroup, hedge, number.start, after.end())
    return number


def _apply(number: Number, sense: str, hedge: str, start: int, end: int) -> Number:
    low, high, approximate = number.low, number.high, number.approximate
    if sense == "about":
        approximate = True
    elif sense == "least":
        high = None
    elif sense == "most":
        low, high = 0.0, high if high is not None else None
    return Number(low, high, start, number.core, end, hedge, approximate, number.spelled)
