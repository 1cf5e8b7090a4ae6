"""How many were killed, injured, missing or arrested, as the sentences of an article say it.

Each word of a sentence becomes one letter ("Three people were killed" is "NPBK"), and patterns
over that short string find who suffered what: a group of people (a number with a noun, "a man and
a woman", a name with its age) before a passive, after an active verb, or beside a noun ("the
death of two men"). The number of a group is the sum of its parts.

"Four people were shot" says nothing of death: its quantity is "shot", and
`variorum.annotate.toll.casualties` takes the dead among them away.
"""

# ruff: noqa: SIM905 - word lists read best as words

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model import Article, Figure, Span
from variorum.text.numbers import Number

# --- words to letters ------------------------------------------------------------------------

PEOPLE = frozenset(
    "people persons men women children kids boys girls teens teenagers youths adults victims "
    "others officers deputies police students soldiers troops civilians passengers residents "
    "employees workers patients bystanders suspects protesters demonstrators militants "
    "fighters rebels police policemen firefighters guards agents brothers sisters siblings "
    "sons daughters relatives friends worshippers shoppers tourists migrants refugees "
    "journalists pilots crew drivers pedestrians males females juveniles minors toddlers infants "
    "babies members clerks gunmen attackers inmates prisoners hostages survivors lives bodies "
    "citizens nationals americans palestinians israelis russians ukrainians teachers customers "
    "homeowners couples grandchildren parents cousins partygoers troopers marines sailors "
    "miners villagers farmers pupils attendees spectators fans guests occupants neighbors "
    "neighbours strangers terrorists insurgents servicemen peacekeepers rescuers medics "
    "patrons clubgoers concertgoers churchgoers mourners motorists cyclists riders climbers "
    "travellers travelers fishermen individuals robbers burglars intruders".split()
)
PERSON = frozenset(
    "person man woman child kid boy girl teen teenager youth adult victim officer deputy student "
    "soldier civilian passenger resident employee worker patient bystander suspect protester "
    "militant fighter rebel policeman firefighter guard agent brother sister son daughter "
    "relative friend tourist migrant refugee journalist pilot driver pedestrian male female "
    "juvenile minor toddler infant baby member clerk gunman shooter attacker inmate prisoner "
    "hostage wife husband mother father girlfriend boyfriend fiancee fiance ex-wife ex-husband "
    "ex-girlfriend ex-boyfriend grandmother grandfather uncle aunt nephew niece cousin stepson "
    "stepdaughter stepfather stepmother sibling neighbor neighbour homeowner customer teacher "
    "trooper marine sailor veteran owner sergeant intruder robber burglar mom dad grandson "
    "granddaughter grandma grandpa player star rapper guest citizen lawyer doctor nurse priest "
    "pastor politician leader cyclist motorist rider climber fisherman newborn 1-year-old "
    "classmate roommate bouncer cashier dealer body individual cop trucker couple twins triplets "
    "partner spouse cabbie worshipper shopper bartender".split()
)
LETTERS: dict[str, str] = {}


def _letter(letter: str, words: str) -> None:
    for word in words.split():
        LETTERS.setdefault(word, letter)


_letter("K", "killed murdered assassinated executed massacred electrocuted drowned")
_letter("k", "killing kills murdering slaying")
_letter("e", "deaths fatalities")
_letter("H", "death slaying slayings murder murders homicide homicides fatality")
_letter("E", "shooting shootings stabbing stabbings")
_letter("S", "shot")
_letter("V", "stabbed beaten hit struck bludgeoned strangled run trampled crushed burned gunned")
_letter("J", "injured wounded hurt hospitalized hospitalised")
_letter("j", "injuring wounding injures wounds hurting hospitalizing hospitalising")
_letter("X", "dead lifeless")
_letter("d", "died dies perished succumbed")
_letter("f", "found pronounced declared reported confirmed presumed believed listed feared left")
_letter("a", "slain")
_letter("g", "claiming claimed claims")
_letter("L", "leaving leaves")
_letter("B", "was were is are been being be has have had 's remained remain remains got gets")
_letter("F", "fatally")
_letter("A", "also later then still reportedly allegedly critically seriously severely badly ")
_letter("A", "slightly gravely accidentally apparently both all each now currently previously ")
_letter("A", "mortally lightly instantly initially reportedly already subsequently themselves")
_letter("A", "recently originally eventually")
_letter("x", "police officials authorities investigators")
_letter("m", "would could might may can will to should if unless")
_letter("!", "not never n't nearly almost without neither nor uninjured unharmed unhurt")
_letter("&", "and & plus")
_letter("O", "of")
_letter("D", "a an another")
_letter("T", "the this that these those his her their its our my your both")
_letter("R", "he she him himself herself")
_letter("r", "i we you they them themselves hers")
_letter("Z", "nobody none noone")
_letter("n", "no zero")
_letter("W", "who whom which that")
_letter("i", "injuries injury wounds wound")
_letter("u", "suffered sustained suffering sustaining suffers received receiving")
_letter("U", "with")
_letter("h", "hospital hospitals icu")
_letter("c", "critical serious stable grave guarded fair")
_letter("M", "missing unaccounted")
_letter("Q", "arrested detained apprehended jailed custody arrests")
_letter("q", "arresting detaining arrest arrested detained arrests")
_letter("t", "toll")
_letter(
    "w", "monday tuesday wednesday thursday friday saturday sunday january february march april"
)
_letter(
    "w", "june july august september october november december today yesterday tonight overnight"
)
_letter(
    "w", "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun early late"
)
_letter("o", "including among")
_letter("b", "by")
_letter("v", "attempted trying tried attempting")
_letter("y", "taken rushed transported airlifted flown treated driven brought sent")
_letter("l", "fatal deadly")
_letter("I", "in at on from near inside outside into")
_letter("z", "after during from as while when for near inside outside following over into")
_letter("z", "through before since without against where how what why but or than out off until")
_letter("z", "about because though although so there it said says say told")
_letter(
    "a", "young old elderly local armed unarmed white black hispanic innocent teenage adult male "
)
_letter("a", "female more other additional off-duty unidentified pregnant remaining second third ")
_letter("a", "high school college university american israeli palestinian russian ukrainian iraqi")
_letter("a", "middle-aged alleged suspected wounded injured dead separate different fellow small")
_letter("a", "undercover security family state federal former first fourth fifth sixth last little")
_letter("a", "homicide murder gunshot shooting stabbing female homeless married retired unnamed")
_letter("G", "double triple quadruple quintuple")

TOKEN = re.compile(
    r"(?P<aged>(?:\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)-(?:year|month|week|day|yr)s?-old"
    r"|\d{1,3}[-\s](?:year|month|week|yr)s?[-\s]old|\d{1,3}[-\s]?(?:yo\b|y/o\b))s?"
    r"|(?P<todeath>to\s+death\b)"
    r"|(?P<noone>no\s+one\b)"
    r"|(?P<half>\(?\d[\d,.]*\)?)"
    r"|(?P<word>[^\W\d_](?:[\w.]*\w)?(?:-\w+)*)|(?P<poss>['’]s?\b|[’'])|(?P<mark>[^\w\s])"
)
TRIGGER = re.compile(
    r"\b(?:kill|murder|slay|slain|assassinat|execut|massacr|electrocut|drown|dead|dea?th|died?\b|"
    r"dies|dying|perish|succumb|fatal|shot|shoot|stab|wound|injur|hurt|hospital|homicid|missing|"
    r"unaccounted|arrest|detain|custody|casualt|toll\b|bod(?:y|ies)\b|lives\b|gunned|unharmed|"
    r"condition\b|suicide)",
    re.IGNORECASE,
)
ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|[JS]r|Mrs?|Ms|Dr|Sgt|Lt|Capt|Det|Cpl|Rev|Gov|St|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)$"
)
NO = re.compile(r"\bno\s$", re.IGNORECASE)
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
TITLES = frozenset("Mr Mrs Ms Dr Sgt Lt Capt Officer Deputy Det Cpl Pvt Sen Rep Gov Rev".split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence with its letter; `number` for letter N."""

    letter: str
    start: int
    end: int
    number: Number | None = None
    plural_age: bool = False


def spell(text: str, start: int, end: int, numbers: Sequence[Number]) -> list[Token]:
    """Return the tokens of `text[start:end]`; `numbers` are those of the same stretch."""
    tokens: list[Token] = []
    shout = _title_case(text[start:end])
    at, rest = start, iter(numbers)
    number = next(rest, None)
    while at < end:
        if number is not None and number.start < at:
            number = next(rest, None)
            continue
        match = TOKEN.search(text, at, end)
        if match is None:
            break
        if number is not None and match.start() >= number.start and not match["aged"]:
            if NO.search(text, max(start, number.start - 4), number.start):
                tokens[-1:] = [Token("Z", number.start - 3, number.end)]
            else:
                tokens.append(Token("N", number.start, number.end, number))
            at = number.end
            continue
        token = _token(match, shout=shout)
        if not (match[0] == "." and ABBREVIATED.search(text, max(start, at - 6), match.start())):
            tokens.append(token)
        at = max(match.end(), at + 1)
    return tokens


def _title_case(words: str) -> bool:
    """Whether a headline's capitals tell names from nothing."""
    long = LONG_WORD.findall(words)
    return bool(long) and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _token(match: re.Match[str], *, shout: bool) -> Token:
    start, end = match.span()
    kind = match.lastgroup
    if match["aged"]:
        return Token("Y", start, end, plural_age=match[0].endswith("s"))
    if kind == "todeath":
        return Token("F", start, end)
    if kind == "noone":
        return Token("Z", start, end)
    if kind == "poss":
        return Token("'", start, end)
    if kind in {"mark", "half"}:
        mark = match[0]
        letter = {",": ",", "(": "(", ")": ")", "&": "&"}.get(mark, ".")
        return Token("#" if kind == "half" else letter, start, end)
    word = match[0]
    lower = word.lower()
    letter = _word_letter(lower)
    named = word[0].isupper() and not shout
    if named and (letter == "x" or (word in TITLES) or (letter == "A" and lower not in LETTERS)):
        letter = "C"
    return Token(letter, start, end)


def _word_letter(lower: str) -> str:
    letter = LETTERS.get(lower)
    if letter:
        return letter
    if lower in PEOPLE:
        return "P"
    if lower in PERSON:
        return "p"
    if lower.endswith("ly"):
        return "A"
    return "x"


# --- patterns over letters -------------------------------------------------------------------

# A group of people, or a part of one: "three local men", "two of the victims", "a 16-year-old
# boy", "Officer Jane Doe", "she". A bare number counts only before a state or a break.
_NUMBERED = (
    r"(?:N(?:OT?[NaC]{0,3}[PpYr]?|[xaCYJX]{0,3}(?:[Pp]|Y(?![a-zC])))"
    r"|(?<![CpPY],)N(?=[BKJSXFMQAf(.,&wzIm]|$))"
)
_SINGLE = r"(?:[DT][xaCYHElJ]{0,4}(?:p|Y)|[xC]{0,2}Y?a?p|[xC]{0,2}YP?)C{0,4}"
_PART = rf"(?:{_NUMBERED}|{_SINGLE}|(?<![OIC])C{{1,4}}(?!\')(?:,N(?=,))?|R)"
GROUP = (
    rf"(?<!o)(?<!o[TDaxC]){_PART}"
    rf"(?:(?:,{_PART})+,?&{_PART}|&{_PART}|(?<=,N),&{_PART}|(?:,N[xaC]{{0,2}}[Pp])+)?"
)
_APPOSED = (
    r"(?:(?:,N(?:(?:,N)*,?&N)?|,#|\(N\)|#|,[^.,;NKSJ]{1,9}(?=,)){0,3},?"
    r"|,o[^.,;W]{1,6},?(?!W)|o[^.,;BKSJX]{1,4})"
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
    r"|[fBA]*[SV][^.NPpD]{0,8}&[BAC]*(?:d|fX|K))"
)
_INJURED = (
    r"(?:[fBA]*B[fBA]*J(?![PpaY])|[fA]*J(?!A?" + _OBJECT + r")(?![PpaY])"
    r"|A*u[xaAcNDEl.]{0,5}i|(?<=[pPY])U[xaAcNDEl]{0,5}i"
    r"|(?:B[fBA]*|(?<=[pPYN]))[zI](?:A[zI])?c(?:[zI&]c)?x|B[BA]*yA?[zx]{0,2}i|(?:B[BA]*y|A*y(?=[mI]))[^.N]{0,9}h)"
)
_SHOT = r"(?:[fBA]*B[fBA]*[SV]|[fA]*S(?!A?" + _OBJECT + r"))"
_NOT_PASSIVE = r"(?<![B!mv])(?<!B[A!m])"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (quantity, re.compile(pattern))
    for quantity, pattern in (
        ("none:injured", r"ZB*(?:J|S|K)|n(?:x|a)?i"),
        ("killed", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}{_KILLED}"),
        ("killed", rf"{_NOT_PASSIVE}(?:k|K|F[SV]|[SV](?:,?&|,)K)(?P<group>{GROUP})"),
        ("killed", rf"{_NOT_PASSIVE}S(?P<group>{GROUP})[FX]"),
        ("killed", rf"(?:(?<!v)[Hk]|lE|e)O(?P<group>{GROUP})"),
        ("killed", r"g(?P<group>Na?P)"),
        ("killed", r"(?P<group>N)(?:a?e)"),
        ("killed", r"t[^.N]{0,6}(?P<group>N)"),
        ("killed", rf"(?P<group>(?:C{{1,3}}|{_SINGLE}|R))'[xaE]{{0,2}}H"),
        ("injured", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}{_INJURED}"),
        ("injured", rf"{_NOT_PASSIVE}(?:j|J(?=[NDTRY]))A?(?P<group>{GROUP})"),
        ("injured", rf"y(?P<group>{GROUP})mT?[Cx]{{0,3}}h"),
        ("shot", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}{_SHOT}"),
        ("shot", rf"{_NOT_PASSIVE}(?:S|EO|E(?=[NDTRY]))(?P<group>{GROUP})"),
        ("missing", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}[f]*M"),
        ("arrested", rf"(?P<group>{GROUP}){_APPOSED}{_LINK}(?:Q(?!{_OBJECT})|[zI]Q|y[zI]Q)"),
        ("arrested", rf"{_NOT_PASSIVE}[qQ](?P<group>{GROUP})"),
        ("killed", r"(?P<group>G)H"),
        ("shot", r"(?P<group>G)E"),
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
    if not TRIGGER.search(text, sentence.start, sentence.end):
        return []
    tokens = spell(text, sentence.start, sentence.end, numbers)
    letters = "".join(token.letter for token in tokens)
    taken = [False] * len(tokens)
    found = []
    for quantity, pattern in PATTERNS:
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
    return sorted(found, key=lambda figure: figure.span)


def _figure(  # noqa: PLR0917 - the match and where its group stands
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
    count = _count(text, tokens, match.string, first, last)
    if count is None:
        return None
    counted = Span(article.id, tokens[first].start, tokens[last - 1].end)
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
    parts = _parts(letters, first, last)
    if _listed(tokens, letters, parts):
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


def _listed(tokens: Sequence[Token], letters: str, parts: Sequence[tuple[int, int]]) -> bool:
    """Whether the first part is a number whose people the other parts name, or whose ages."""
    if len(parts) < 2:
        return False
    number = tokens[parts[0][0]].number
    if number is None:
        return False
    return number.low == len(parts) - 1 and letters[parts[0][1]] == ","


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
