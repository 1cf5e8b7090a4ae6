"""How many were killed, injured, missing or arrested, as the sentences of an article say it.

Each word of a sentence becomes one letter ("Three people were killed" is "NPBK"), and patterns
over that short string find who suffered what: a group of people (a number with a noun, "a man and
a woman", a name with its age) before a passive, after an active verb, or beside a noun ("the
death of two men"). The number of a group is the sum of its parts.

"Four people were shot" says nothing of death: its quantity is "shot", and
`variorum.annotate.toll.casualties` takes the dead among them away.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.annotate.casualty_words import Token, spell
from variorum.model import Article, Figure, Span
from variorum.text.late import compile_late
from variorum.text.numbers import Number

TRIGGER = re.compile(  # of a sentence in small letters
    r"\b(?=[a-ik-mpstuw])(?:kill|murder|slay|slain|deceas|assassinat|execut|massacr|electrocut|drown|dead|dea?th|died?\b|"
    r"dies|dying|perish|succumb|fatal|shot|shoot|stab|wound|injur|hurt|hospital|homicid|missing|"
    r"unaccounted|arrest|detain|custody|casualt|toll\b|bod(?:y|ies)\b|li(?:fe|ves)\b|gunned|unharmed|"
    r"condition\b|suicide)"
)
# --- patterns over letters -------------------------------------------------------------------

# A group of people, or a part of one: "three local men", "two of the victims", "a 16-year-old
# boy", "Officer Jane Doe", "she". A bare number counts only before a state or a break.
_NUMBERED = (
    r"(?:N(?:OT?[NaC]{0,3}[PpYr]?|[xaCYJX]{0,3}(?:[Pp]|Y(?![a-zC])))"
    r"|(?<![CpPY],)N(?=[BKJSXFMQAf(.,&wzIm9]|$))"
)
_SINGLE = r"(?:[DT][xaCYHElJp]{0,4}(?:p|Y)|[xC]{0,2}Y?a?p|[xC]{0,2}YP?|D(?=B|$))C{0,4}"
_PART = rf"(?:{_NUMBERED}|{_SINGLE}|(?<![OIC])C{{1,4}}(?!\')(?:,N(?=,))?|R)"
GROUP = (
    rf"(?<!o)(?<!o[TDaxC]){_PART}"
    rf"(?:(?:,{_PART})+,?&A?(?:T(?=N))?{_PART}|&A?(?:T(?=N))?{_PART}|(?:,{_PART})*,R|(?<=,N),&{_PART}|(?:,N[xaC]{{0,2}}[Pp])+)?"
)
_APPOSED = (
    r"(?:(?:,x?[N#](?:(?:,[N#])*,?&[N#])?|\(N\)|#|,[^.,;NKSJ]{1,9}(?=,)){0,3},?"
    r"|,o[^.,;W]{1,6},?(?!W)|o[^.,;BKSJX]{1,4}"
    # "from Orla", "between ages 12 and 16", "heading to a fair in Orla" (were shot)
    r"|[zI]C{1,3}|IT[xaC]{1,2}|z?x[N#]&[N#]|x[^.,;NPpYR!W]{1,9}(?=BA*[SVJK]))"
)
_LINK = r"W?[BA]*"
_OBJECT = "[NDTRYpC]"
_KILLED = (
    r"(?:[fBA]*(?:F(?![ESVJ])|F[SVJ](?!"
    + _OBJECT
    + r")|[SV]A?[FX]|[SV](?:,?&|,)[BA]*K(?!A?"
    + _OBJECT
    + r")|X(?!p)|d(?!"
    + _OBJECT
    + r"))"
    r"|[fBA]*B[fBA]*(?:K|F[SVJ]|[SV](?:,?&|,)[BA]*K)|[fA]*K(?!A?" + _OBJECT + r")"
    r"|[fBA]*[SVJ][^.NPp]{0,12}&[BACR]*(?:d(?!" + _OBJECT + r")|fX|K(?!A?" + _OBJECT + r")))"
)
_INJURED = (
    r"(?:[fBA]*B[fBA]*J(?![PpaY])|[fA]*J(?!A?" + _OBJECT + r")(?![PpaY])"
    r"|A*u[xaAcNDElzIT.]{0,5}(?:i|(?<=T)j)|(?<=[pPY])U[xaAcNDEl]{0,5}i"
    r"|(?:B[fBA]*|(?<=[pPYN]))[zI](?:A[zI])?c(?:[zI&]c)?x|B[BA]*yA?[zx]{0,2}i|(?:B[BA]*y|A*y(?=[mI]))[^.N]{0,9}h)"
)
_SHOT = r"(?:[fBA]*B[fBA]*[SV]|[fA]*S(?!A?" + _OBJECT + r"))"
_NOT_PASSIVE = r"(?<![B!mv])(?<!B[A!m])"

# What a pattern finds, the letters of which it needs one, and the pattern.
PATTERNS: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...] = tuple(
    (quantity, frozenset(needed), compile_late(pattern))
    for quantity, needed, pattern in (
        ("none:injured", "Zn", r"ZB*(?:J|S|K)|n(?:x|a)?i"),
        # "one of the 14 people killed", "among the 14 killed": the 14 are the whole number.
        (
            "killed",
            "KF",
            r"(?:NO|o)T?(?P<group>N[xaCY]{0,2}P?)(?:WBA*)?(?:K|F[SV]|S,?&K)(?![NDTRYpC])",
        ),
        ("shot", "S", r"NOT?(?P<group>N[xaCY]{0,2}P)(?:WBA*)?S(?![NDTRYpC&,F])"),
        ("killed", "FXdK", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}{_KILLED}"),
        ("killed", "d", rf"(?P<group>{GROUP}),?[WT][^.N;]{{1,30}}BA*d(?!{_OBJECT})"),
        # "He was taken to a hospital but was pronounced dead."
        (
            "killed",
            "y",
            rf"(?P<group>{GROUP}){_APPOSED}{_LINK}y[^.NPpR]{{0,14}}[&z]?[BAC]{{1,4}}(?:d(?!{_OBJECT})|fX)",
        ),
        (
            "killed",
            "kKF",
            rf"{_NOT_PASSIVE}(?:k|K|F[SVE]|[SV](?:,?&|,)K)(?:T(?=N))?(?P<group>{GROUP})",
        ),
        ("killed", "FX", rf"{_NOT_PASSIVE}S(?P<group>{GROUP})[FX]"),
        ("killed", "HkEe", rf"(?:(?<!v)[Hk]|lE|e)O(?P<group>{GROUP})"),
        ("killed", "HkE", r"(?:(?<!v)[Hk]|lE)O(?P<group>C{2,4})(?=[,.])"),
        ("killed", "g8", rf"[g8]T?9O(?P<group>{GROUP})"),
        ("killed", "g", r"g(?P<group>Na?[P9])"),
        ("killed", "e", r"(?P<group>N)(?:a?e)"),
        ("killed", "t", r"t[^.N]{0,6}(?P<group>N)"),
        ("killed", "eX", r"[eX]m(?P<group>N)(?![PpYxaC])"),
        ("killed", "H", rf"(?P<group>(?:C{{1,3}}|{_SINGLE}|R))'[xaE]{{0,2}}H"),
        ("injured", "Jijch", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}{_INJURED}"),
        ("injured", "jJ", rf"{_NOT_PASSIVE}(?:j|J(?=[NDTRY]))A?(?:T(?=N))?(?P<group>{GROUP})"),
        ("injured", "h", rf"y(?P<group>{GROUP})mT?[Cx]{{0,3}}h"),
        ("shot", "SV", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}{_SHOT}"),
        ("shot", "SE", rf"{_NOT_PASSIVE}(?:S|EO|E(?=[NDTRY]))(?:T(?=N))?(?P<group>{GROUP})"),
        ("missing", "M", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}[f]*M"),
        ("arrested", "Q", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}(?:Q(?!{_OBJECT})|[zI]Q|y[zI]Q)"),
        ("arrested", "qQ", rf"{_NOT_PASSIVE}[qQ](?P<group>{GROUP})"),
        ("killed", "7", r"(?P<group>N[aC]{0,2}P)ID?[aAx]{0,2}7"),
        ("killed", "G", r"(?P<group>G)H"),
        ("shot", "G", r"(?P<group>G)E"),
    )
)
_PART_AT = re.compile(_PART)
SETS = {"couple": 2, "twins": 2, "triplets": 3}
MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
# "there should have been five dead", "could have killed ten": nobody was.
DEAD_WRONG = re.compile(
    r"(?<=dead)\s(?:wrong|right|set|serious|last|even|tired|broke|certain|sure|against|in\sthe\swater)\b"
)
UNREAL = re.compile(
    r"\b(?:could|would|might|should|may|can|will)(?:[’']ve|\s+have|\s+be)?(?:\s+\w+ly)?(?:\s+been)?\s+$",
    re.IGNORECASE,
)
INCLUDING = re.compile(
    r",?\s+(?P<scope>(?:including|not including|excluding|not counting|counting|among them|"
    r"as well as|other than|besides)\s+[^,.;:()]{3,40}?)"
    r"(?=\s+(?:was|were|died|dead|are|is|have|has)\b|[,.;:()]|$)"
)
SINGULAR = re.compile(r",?\s(?:was|is|has)\b")
# What dies without being one of the people: "the 7-year-old shepherd", "an unborn baby".
NOBODY = re.compile(
    r"\b(?:unborn|f(?:o?e)tus(?:es)?|dogs?|K-?9s?|canines?|horses?|cats?|deer|pupp(?:y|ies)|"
    r"german\sshepherds?|pit\s?bulls?|labradors?|bears?|cows?|animals?|elephants?|lions?|birds?)\b",
    re.IGNORECASE,
)
ANYBODY = re.compile(
    r"\b(?:people|persons|victims|others|individuals|members|students|residents)$", re.IGNORECASE
)
# "the number of people killed in the blast has reached" 58; "raising to" three "the number killed".
COUNT = (
    r"(?:number|count|tally)\s(?:of\s)?(?:(?:the|people|those|confirmed)\s){0,3}"
    r"(?:dead|killed|deaths)\b"
)
REACHED = re.compile(
    rf"\b{COUNT}[^.;:\n]{{0,50}}?\b(?:reach(?:es|ed|ing)|to|at|pass(?:es|ed|ing)|topp(?:ed|ing)|hit)\s$",
    re.IGNORECASE,
)
RAISED_TO = re.compile(r"\b(?:br(?:ing|ought)|rais|tak|took|push|lift)\w*\sto\s$", re.IGNORECASE)
THE_COUNT = re.compile(rf"\s(?:the\s)?(?:\w+\s)?{COUNT}", re.IGNORECASE)
MOST = 50_000_000  # people: more is no toll
_LONGEST = 120  # characters of a figure's words


@dataclass(frozen=True, slots=True)
class Count:
    """A group's number: the sum of its parts."""

    low: float
    high: float | None
    hedge: str | None
    approximate: bool


def find_casualties(article: Article, sentence: Span, numbers: Sequence[Number]) -> list[Figure]:
    """Return the casualties that a sentence states, in text order; `numbers` are the sentence's.

    quantity is "killed", "injured", "shot", "missing" or "arrested"; unit "people". A group that a
    stronger reading has taken ("shot and killed") is not read again ("shot").
    """
    text = article.text
    if not TRIGGER.search(text[sentence.start : sentence.end].lower()):
        return []
    tokens = spell(text, sentence.start, sentence.end, numbers)
    letters = "".join(token.letter for token in tokens)
    present = frozenset(letters)
    taken = [False] * len(tokens)
    found = []
    for quantity, needed, pattern in PATTERNS:
        if needed.isdisjoint(present):
            continue
        at = 0
        while (match := pattern.search(letters, at)) is not None:
            at = max(match.end("group") if "group" in pattern.groupindex else match.end(), at + 1)
            first, last = match.span("group") if "group" in pattern.groupindex else match.span()
            if any(taken[first:last]):
                at = match.start() + 1
                continue
            figure = _figure(article, sentence, tokens, match, quantity, first, last)
            if figure is not None:
                found.append(figure)
                inside = slice(match.start(), match.end())  # with what stands in apposition
                taken[inside] = [True] * (match.end() - match.start())
    counted = {one.counts.start for one in found if one.counts}
    rest = [number for number in numbers if number.start not in counted]
    found += _find_counts(article, sentence, rest)
    return sorted(found, key=lambda figure: figure.span)


def _find_counts(article: Article, sentence: Span, numbers: Sequence[Number]) -> Iterator[Figure]:
    """Give the numbers that a count of the dead has come to."""
    text = article.text
    for number in numbers:
        before = max(sentence.start, number.start - _LONGEST)
        reached = REACHED.search(text[before : number.start])
        raised = RAISED_TO.search(text[before : number.start]) if reached is None else None
        after = THE_COUNT.match(text, number.end, sentence.end) if raised else None
        if not reached and not after:
            continue
        start = before + reached.start() if reached else number.start
        span = Span(article.id, start, after.end() if after else number.end)
        counted = Span(article.id, number.start, number.end)
        yield Figure(
            "killed", number.low, number.high, "people", span, counted,
            number.hedge, number.approximate,
        )  # fmt: skip


def _figure(  # noqa: PLR0911, PLR0917 - a way out for each doubt; the match and its group
    article: Article,
    sentence: Span,
    tokens: Sequence[Token],
    match: re.Match[str],
    quantity: str,
    first: int,
    last: int,
) -> Figure | None:
    text = article.text
    start, end = tokens[match.start()].start, tokens[match.end() - 1].end
    if match.string[first:last].endswith(",R") and _is_subject(text, tokens[last - 1]):
        ends_there = end == tokens[last - 1].end
        last -= 2
        end = tokens[last - 1].end if ends_there else end
    number = tokens[first].number
    if number and number.low > 1 and SINGULAR.match(text, tokens[last - 1].end):
        return None  # "a shooting that killed three others has": another is meant
    if DEAD_WRONG.match(text, end):
        return None
    if UNREAL.search(text[max(sentence.start, start - 30) : start]):
        return None
    if quantity.startswith("none:"):
        return Figure(
            quantity[5:], 0, 0, "people", Span(article.id, start, end), None,
            text[tokens[first].start : tokens[first].end],
        )  # fmt: skip
    counted = Span(article.id, tokens[first].start, tokens[last - 1].end)
    if NOBODY.search(text, counted.start, min(counted.end + 12, sentence.end)):
        return None
    count = _count(text, tokens, match.string, first, last)
    if count is None:
        return None
    if end - start > _LONGEST:
        start, end = counted.start, counted.end
    scope = INCLUDING.match(text, counted.end, sentence.end)
    hedge = count.hedge
    if scope:
        hedge = f"{hedge}, {scope['scope']}" if hedge else scope["scope"]
    return Figure(
        quantity, count.low, count.high, "people", Span(article.id, start, end), counted,
        hedge, count.approximate,
    )  # fmt: skip


def _count(text: str, tokens: Sequence[Token], letters: str, first: int, last: int) -> Count | None:
    low, high = 0.0, 0.0
    hedge, approximate, bounded = None, False, True
    if letters[first] == "G":
        multiple = MULTIPLES.get(text[tokens[first].start : tokens[first].end].lower(), 0)
        return Count(multiple, multiple, None, approximate=False)
    if letters[first:last] == "N&N" and not _is_spelled(tokens[first], tokens[last - 1]):
        return None  # "the victims, 21 and 58, were shot"
    parts = _parts(letters, first, last)
    if _listed(text, tokens, letters, parts):
        parts = parts[:1]
    for at, end in parts:
        number = tokens[at].number
        if number is not None:
            if number.low != int(number.low) or number.low > MOST:
                return None
            if _is_bare_age(text, tokens, letters, at, end):
                continue
            low += number.low
            bounded = bounded and number.high is not None
            high += number.high or 0
            hedge, approximate = number.hedge or hedge, number.approximate or approximate
        elif not _joins_a_name(letters, at, end, last):
            size = SETS.get(text[tokens[end - 1].start : tokens[end - 1].end].lower(), 1)
            low, high = low + size, high + size
    return Count(low, high if bounded else None, hedge, approximate) if low or high else None


def _is_subject(text: str, token: Token) -> bool:
    """Whether a pronoun begins a clause of its own: "killed three people, she said"."""
    return text[token.start : token.end].lower() in {"he", "she"}


def _is_spelled(*tokens: Token) -> bool:
    return any(token.number is None or token.number.spelled for token in tokens)


def _parts(letters: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return where the parts of a group begin and end."""
    parts, at = [], first
    while at < last:
        part = _PART_AT.match(letters, at, last)
        if part is None or part.end() == at:
            at += 1
            continue
        parts.append(part.span())
        at = part.end()
    return parts


def _listed(
    text: str, tokens: Sequence[Token], letters: str, parts: Sequence[tuple[int, int]]
) -> bool:
    """Whether the first part is a number whose people the other parts name, or whose ages."""
    if len(parts) < 2:
        return False
    number = tokens[parts[0][0]].number
    if number is None or letters[parts[0][1]] != ",":
        return False
    named = [tokens[at].number for at, _ in parts[1:]]
    if len(named) == 1 and letters[parts[1][0] : parts[1][1]] == "NP":
        first = text[tokens[parts[0][0]].start : tokens[parts[0][1] - 1].end]
        alike = named[0] is not None and named[0].low == number.low
        return alike and bool(ANYBODY.search(first))  # not "2 men, 2 women"
    summed = sum(1 if one is None else one.low for one in named)
    return number.low in {len(named), summed}


def _is_bare_age(text: str, tokens: Sequence[Token], letters: str, at: int, end: int) -> bool:
    """Whether a number without a noun is an age: "Jane Doe, 22 was", "two boys, 12 and 16,"."""
    number = tokens[at].number
    if number is None or number.spelled or end - at > 1 or not 2 <= number.low <= 110:
        return False
    if number.hedge is not None:
        return False
    if SINGULAR.match(text, number.end):
        return True
    before = letters[max(0, at - 2) : at]
    after = letters[end : end + 1]
    listed = before[-1:] == "&" and bool(re.search(r"[CpPY],(?:N,)*N,?&$", letters[:at]))
    return listed or (before[-1:] == "," and (after == "," or before[:1] in set("CpPY")))


def _joins_a_name(letters: str, at: int, end: int, last: int) -> bool:
    """Whether the part is but the first half of a name: "an Arts and Crafts student"."""
    rest = letters[end:last]
    return set(letters[at:end]) == {"C"} and bool(re.match(r"&C+[xC]*[pY]", rest))
