"""Faults and harmless edits for drafts: each takes a paragraph and alters it in one known way.

A fault returns the altered paragraph with the place that is now wrong, or None if the paragraph
gives no occasion. The patterns and tables are its own: nothing is taken from the checker.
"""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from misquote_edits import MEANING_EDITS, STYLE_EDITS, Occasion

QUOTED = re.compile(r"“[^“”]{25,400}”|(?<![^\s(—])\"(?=\w)[^\"]{25,400}(?<=[\w.,!?])\"")
MARKS = '“”"'


@dataclass(frozen=True, slots=True)
class Setting:
    """What a fault may draw on: the words of all reports of the story, and another story."""

    text: str
    strange: tuple[str, ...]  # paragraphs of other stories
    speakers: tuple[str, ...]  # full names of people that reports of the story quote
    rng: random.Random = field(repr=False)


@dataclass(frozen=True, slots=True)
class Planted:
    """A paragraph with a fault at `[start, end)`."""

    text: str
    start: int
    end: int


Fault = Callable[[str, Setting], Planted | None]


def _replace(text: str, start: int, end: int, new: str) -> Planted:
    return Planted(text[:start] + new + text[end:], start, start + len(new))


def _prose(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the matches that lie outside quotation marks."""
    quoted = [match.span() for match in re.finditer(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)", text)]
    return [
        match
        for match in pattern.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in quoted)
    ]


# --- numbers, names, dates ---

MONTHS = "January February March April May June July August September October November December"
MONTH = "(?:" + "|".join([*MONTHS.split(), "Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec"]) + ")"
COUNTED = re.compile(
    rf"(?<![\w.,:/$£€#-])(?<!\bNo\. )(?<!\d )(?<!than )[$£€]?"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})*|\d+)(?:\.\d+)?"
    rf"(?= (?!{MONTH}|[ap]\.?m\b|block\b|a\.m)[a-z]{{3,}}|%| ?percent|, (?:of|was|were|who|and)\b)"
)
WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
SPELT = re.compile(rf"\b(?:{'|'.join(WORDS)})\b(?= (?!of\b)[a-z]{{3,}})", re.IGNORECASE)


def change_number(text: str, setting: Setting) -> Planted | None:
    """Give another number, that no report of the story has."""
    rng = setting.rng
    hits = [
        match
        for match in (*_prose(COUNTED, text), *_prose(SPELT, text))
        if not re.fullmatch(r"(?:19|20)\d\d", match[0])
        and not re.search(rf"{MONTH}\.? $", text[: match.start()])
    ]
    if not hits:
        return None
    hit = rng.choice(hits)
    for _ in range(20):
        if hit[0].lower() in WORDS:
            new = rng.choice([word for word in WORDS if word != hit[0].lower()])
            new = new.capitalize() if hit[0][0].isupper() else new
            fresh = new.lower() not in setting.text.lower() and str(
                WORDS.index(new.lower()) + 2
            ) not in re.findall(r"\d+", setting.text)
        else:
            start, end = hit.span("digits")
            first = rng.choice([digit for digit in "123456789" if digit != text[start]])
            new = (
                hit[0][: start - hit.start()]
                + first
                + text[start + 1 : end]
                + text[end : hit.end()]
            )
            fresh = new.strip("$£€") not in setting.text
            small = new.strip("$£€")
            if small.isdigit() and 2 <= int(small) <= 10:
                fresh = fresh and WORDS[int(small) - 2] not in setting.text.lower()
        if fresh:
            return _replace(text, hit.start(), hit.end(), new)
    return None


FIRST = """
    James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel
    Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy
    Ronald Edward Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott
    Brandon Benjamin Samuel Gregory Alexander Frank Patrick Raymond Jack Dennis Jerry Tyler Aaron
    Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty
    Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa Deborah
    Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma
    Nicole Helen Samantha Katherine Christine Debra Rachel Carolyn Janet Catherine Maria Heather
    Barack Hillary Mitt Newt Rick Harry Rand Ted Marco Bernie Joe Jim Tom Mike Bill Dick Nikki
""".split()  # noqa: SIM905
FULL = re.compile(rf"\b(?P<first>{'|'.join(FIRST)})(?: [A-Z]\.)? (?P<last>[A-Z][a-z]{{3,}})\b")


def misspell_name(text: str, setting: Setting) -> Planted | None:
    """Misspell a surname by a letter: left out, doubled, or changed about."""
    hits = [m for m in _prose(FULL, text) if len(m["last"]) >= 5]
    if not hits:
        return None
    hit = setting.rng.choice(hits)
    last = hit["last"]
    at = setting.rng.randrange(2, len(last) - 1)
    ways = [
        last[:at] + last[at + 1 :],
        last[:at] + last[at] + last[at:],
        last[: at - 1] + last[at] + last[at - 1] + last[at + 1 :],
    ]
    new = setting.rng.choice([way for way in ways if way != last])
    if new in setting.text:
        return None
    return Planted(
        text[: hit.start("last")] + new + text[hit.end("last") :],
        hit.start(),
        hit.start("last") + len(new),
    )


def swap_first_name(text: str, setting: Setting) -> Planted | None:
    """Give a person another first name."""
    hits = _prose(FULL, text)
    if not hits:
        return None
    hit = setting.rng.choice(hits)
    new = setting.rng.choice(
        [n for n in FIRST if n[0] != hit["first"][0] and n not in setting.text]
    )
    planted = _replace(text, hit.start("first"), hit.end("first"), new)
    return Planted(planted.text, hit.start("first"), hit.end() + len(new) - len(hit["first"]))


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
DAY = re.compile(rf"\b(?:{'|'.join(DAYS)})\b(?! Night| Morning| Times)")
DATE = re.compile(rf"\b(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})\b(?!,? \d{{1,3}}\b)")
YEAR = re.compile(r"(?<=\bin )(?:19[5-9]\d|20[01]\d)\b")


def move_date(text: str, setting: Setting) -> Planted | None:
    """Give another weekday, day of the month, or year."""
    rng = setting.rng
    hits = [*_prose(DAY, text), *_prose(DATE, text), *_prose(YEAR, text)]
    hits = [hit for hit in hits if not re.search(r"\bevery $", text[: hit.start()])]
    if not hits:
        return None
    hit = rng.choice(hits)
    if hit.re is DAY:
        fresh = [d for d in DAYS if d not in setting.text and d[:3] + "." not in setting.text]
        return _replace(text, hit.start(), hit.end(), rng.choice(fresh)) if fresh else None
    if hit.re is DATE:
        days = [d for d in range(1, 29) if abs(d - int(hit["day"])) > 2]
        days = [d for d in days if f"{hit['month']} {d}" not in setting.text]
        planted = _replace(text, hit.start("day"), hit.end("day"), str(rng.choice(days)))
        return Planted(planted.text, hit.start(), planted.end)
    years = [y for y in range(int(hit[0]) - 6, int(hit[0])) if str(y) not in setting.text]
    return _replace(text, hit.start(), hit.end(), str(rng.choice(years))) if years else None


# --- claims ---

POSITIVE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can)\b(?= [a-z]+)"
    r"(?! (?:not|no|never|also not|nobody|nothing|neither|only|hardly|rarely|no\w*|long|just)\b)"
)
NEGATIVE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should) (?P<not>not )(?=[a-z]+)(?!only)"
)


def turn_claim(text: str, setting: Setting) -> Planted | None:
    """Put "not" into the report's own prose, or take it out."""
    if drop := _prose(NEGATIVE, text):
        hit = setting.rng.choice(drop)
        return _turned(text, hit.start("not"), hit.end("not"), "", hit)
    if put := _prose(POSITIVE, text):
        hit = setting.rng.choice(put)
        return _turned(text, hit.end(), hit.end(), " not", hit)
    return None


def _turned(text: str, start: int, end: int, new: str, hit: re.Match[str]) -> Planted:
    planted = _replace(text, start, end, new)
    return Planted(planted.text, hit.start(), max(planted.end, hit.start() + 2))


HEDGES = re.compile(r"\b(?:allegedly|reportedly|apparently|probably|possibly) (?=[a-z])")
HARD = re.compile(r"\b(?:may|might) (?=(?:be|have)\b)")


def drop_hedge(text: str, setting: Setting) -> Planted | None:
    """Leave a hedge of the report's own out, or put "will" for "may"."""
    hits = [*_prose(HEDGES, text), *_prose(HARD, text)]
    if not hits:
        return None
    hit = setting.rng.choice(hits)
    new = "" if hit.re is HEDGES else "will "
    planted = _replace(text, hit.start(), hit.end(), new)
    return Planted(planted.text, planted.start, planted.start + 2)


# --- quotations ---


def _edit_quote(text: str, setting: Setting, table: Mapping[str, object]) -> Planted | None:
    hits = [hit for hit in QUOTED.finditer(text) if len(hit[0].split()) >= 6]
    if not hits:
        return None
    hit = setting.rng.choice(hits)
    names = tuple(dict.fromkeys(re.findall(r"(?<=[a-z] )[A-Z][a-z]{3,}", setting.text)))
    for kind in setting.rng.sample(sorted(table), len(table)):
        altered = table[kind](Occasion(hit[0].strip(MARKS), names, setting.rng))  # type: ignore[operator]
        if altered and altered.quoted and altered.words != hit[0].strip(MARKS):
            new = hit[0][0] + altered.words + hit[0][-1]
            return _replace(text, hit.start(), hit.end(), new)
    return None


NOT_OURS = {"quotation marks", "fusion"}
MEANING = {kind: edit for kind, edit in MEANING_EDITS.items() if kind not in NOT_OURS}
STYLE = {
    kind: STYLE_EDITS[kind]
    for kind in ("punctuation", "spelling", "house style", "insertion", "elision", "trim")
}


def misquote(text: str, setting: Setting) -> Planted | None:
    """Alter a quotation so that it means something else."""
    return _edit_quote(text, setting, MEANING)


def restyle_quote(text: str, setting: Setting) -> Planted | None:
    """Alter a quotation as desks do, without a change of meaning."""
    return _edit_quote(text, setting, STYLE)


TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Sgt|Lt|Capt|Chief|Sheriff|Mayor|Police Chief)\.? )?"
NAME = rf"{TITLE}[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]{{2,}})?"
SAYING = re.compile(
    rf"[,?!][”\"] (?P<a>{NAME}) (?:said|told|added|says)\b|"
    rf"[,?!][”\"] (?:said|says|added) (?P<b>{NAME})|"
    rf"(?:^|[.”\"] )(?P<c>{NAME}) (?:said|says|told [\w ]+), ?[“\"]"
)


def find_speakers(text: str) -> list[str]:
    """Return full names of people in a text, by common first names."""
    return [hit[0] for hit in FULL.finditer(text)]


def swap_speaker(text: str, setting: Setting) -> Planted | None:
    """Give a quotation to another speaker of the story."""
    hits = list(SAYING.finditer(text))
    if not hits:
        return None
    hit = setting.rng.choice(hits)
    group = next(key for key in "abc" if hit[key])
    others = [n for n in setting.speakers if n.split()[-1] != hit[group].split()[-1]]
    others = [n for n in others if n.split()[-1] not in text]
    if not others:
        return None
    return _replace(text, *hit.span(group), setting.rng.choice(others))


CHANNEL = re.compile(
    r"\b(?:told|interview with) (?P<with>(?:the |The )?(?:Associated Press|AP|[A-Z][\w.]+ ?"
    r"(?:News|Times|Post|Tribune|Journal|Herald|Star|Sun|Globe|Gazette)(?: \w+(?=’s|'s))?|"
    r"CNN|NBC|CBS|ABC|MSNBC|NPR|Reuters|Politico|Fox News|POLITICO|KTRK|WGN|WSB))\b"
)
OUTLETS = ("Baltimore Sun", "BBC", "Guardian", "Miami Herald", "Bloomberg", "NPR", "Toronto Star")


def swap_channel(text: str, setting: Setting) -> Planted | None:
    """Say that another outlet was told."""
    hits = list(CHANNEL.finditer(text))
    if not hits:
        return None
    hit = setting.rng.choice(hits)
    new = "the " + setting.rng.choice([o for o in OUTLETS[:4] if o not in setting.text])
    return _replace(text, *hit.span("with"), new)


def invent_sentence(text: str, setting: Setting) -> Planted | None:
    """Add a sentence of another story's report."""
    strange = [
        s
        for paragraph in setting.strange
        for s in re.split(r"(?<=[a-z]\.) (?=[A-Z])", paragraph)
        if not any(mark in s for mark in MARKS) and 12 <= len(s.split()) <= 40
    ]
    if not strange:
        return None
    new = setting.rng.choice(strange)
    return Planted(f"{text} {new}", len(text) + 1, len(text) + 1 + len(new))


def invent_quotation(text: str, setting: Setting) -> Planted | None:
    """Put a quotation of another story in a quotation's place."""
    hits = [hit for hit in QUOTED.finditer(text) if len(hit[0].split()) >= 6]
    strange = [m[0] for p in setting.strange for m in QUOTED.finditer(p) if len(m[0].split()) >= 8]
    if not hits or not strange:
        return None
    hit = setting.rng.choice(hits)
    new = f"“{setting.rng.choice(strange).strip(MARKS)}”"
    return _replace(text, hit.start(), hit.end(), new)


# --- what is no fault ---

HARMLESS = (
    (r"\bpercent\b", "per cent"),
    (r"(?<=\d) percent\b", "%"),
    (r"\bSen\. (?=[A-Z])", "Senator "),
    (r"\bGov\. (?=[A-Z])", "Governor "),
    (r"\bRep\. (?=[A-Z])", "Representative "),
    (r"\bSept\. (?=\d)", "September "),
    (r"\bOct\. (?=\d)", "October "),
    (r"\bNov\. (?=\d)", "November "),
    (r"\bDec\. (?=\d)", "December "),
    (r"\bJan\. (?=\d)", "January "),
    (r"\bFeb\. (?=\d)", "February "),
    (r"\bAug\. (?=\d)", "August "),
    (r"(?<= )three(?= [a-z])", "3"),
    (r"(?<= )seven(?= [a-z])", "7"),
    (r"(?<= )12(?= [a-z])", "twelve"),
    (r"\bU\.S\. (?=[a-zA-Z])", "US "),
    (r"\bwounded\b", "injured"),
    (r"[“”]", '"'),
    (r" – | — ", " - "),
    (r"\bon (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)", ""),
    (r"\bCenter\b", "Centre"),
    (r"\b(did|was|were|is|had|would|could) not\b", r"\1n’t"),
)


def edit_harmlessly(text: str, rng: random.Random) -> str:
    """Write a paragraph as another desk would: up to three changes of style."""
    fits = [(pattern, new) for pattern, new in HARMLESS if re.search(pattern, text)]
    for pattern, new in rng.sample(fits, min(3, len(fits))):
        text = re.sub(pattern, new, text)
    return text


# fault: (what plants it, the types of item that must tell)
FAULTS: dict[str, tuple[Fault, frozenset[str]]] = {
    "number": (change_number, frozenset({"number"})),
    "name misspelt": (misspell_name, frozenset({"name"})),
    "first name": (swap_first_name, frozenset({"name"})),
    "date": (move_date, frozenset({"date"})),
    "negation": (turn_claim, frozenset({"claim"})),
    "hedge": (drop_hedge, frozenset({"claim"})),
    "misquoted": (misquote, frozenset({"quote"})),
    "speaker": (swap_speaker, frozenset({"attribution"})),
    "channel": (swap_channel, frozenset({"attribution"})),
    "invented sentence": (invent_sentence, frozenset({"claim"})),
    "invented quotation": (invent_quotation, frozenset({"quote"})),
    "quote restyled": (restyle_quote, frozenset({"quote"})),  # no fault: it must not be objected to
}
