"""When things happened: explicit and relative dates, resolved against the article's own time.

A date without a year is the nearest one before the article (after it where the clause speaks of
what is to come). A weekday is the last one on or before the article's day. What cannot be
resolved for sure is left out: "next Friday", "the 1990s", "recently", a relative date in an
article without a time. A week has no precision of its own: "last week" is a month, if it lies in
one. The line that gives the article's own publication is no event.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from variorum.annotate.calendar import (
    WEEKDAY_NAMES,
    WEEKDAYS,
    Anchor,
    Moment,
    find_anchor,
    make_day,
    on_or_after,
    on_or_before,
    step_days,
    step_months,
    week_in_one_month,
)
from variorum.model import Article, Dated, Span
from variorum.text.months import MONTHS
from variorum.text.numbers import read_number

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[6-9]|20)\d\d"
_COUNT = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|a\s+couple\s+of|a\s+dozen"
)
_CLOCK = r"(?:1[0-2]|0?[1-9])(?::[0-5]\d)?\s?[ap]\.?m\b\.?|(?:2[0-3]|[01]\d):[0-5]\d(?!\d)|noon\b|midnight\b"
_PART = r"(?:morning|afternoon|evening|night)"

# ruff: noqa: E501 - one alternative a line
EXPRESSION = re.compile(
    rf"""
    (?P<clock_before>\b(?P<vague_before>about|around|approximately|shortly\sbefore|shortly\safter|just\sbefore|just\safter|before|after|by)?\s*
        (?P<time_before>{_CLOCK})\s*,?\s+(?:local\stime,?\s+)?(?:(?:on|yesterday)\s+)?(?=(?:last\s|early\s|late\s)?(?:{_WEEKDAY}|{_MONTH}\s\d)))?
    (?:
      (?P<iso>(?<![\d-])(?P<iso_date>{_YEAR}-\d\d-\d\d)(?![\d-]))
    | (?P<full>\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?
        (?:(?P<f_month>{_MONTH})\s+(?P<f_day>{_DAY})(?:st|nd|rd|th)?(?!\d|-?[a-z])
          |(?P<g_day>{_DAY})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<g_month>{_MONTH})(?!\.?\s?\d{{1,2}}(?!\d)))
        (?:,?\s+(?:of\s+)?(?P<f_year>{_YEAR})(?!\d)|,?\s+(?:of\s+)?(?P<f_which>this|last|that)\s+year)?)
    | (?P<month_year>\b(?P<m_month>{_MONTH}),?\s+(?:of\s+)?(?:(?P<m_year>{_YEAR})(?![\d-])|(?P<m_which>this|last|that)\s+year))
    | (?P<month>\b(?P<lead>[Ii]n|[Ss]ince|[Ll]ast|[Tt]his|[Dd]uring|[Uu]ntil|[Bb]y|[Bb]ack\sin|[Ee]arly|[Ll]ate|[Mm]id)[\s-]
        (?:early\s|late\s|mid-)?(?P<only_month>January|February|March|April|May|June|July|August|September|October|November|December|
        (?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)(?!,?\s*\d|-|[’']s\s|\w|\s+(?:of\s+)?(?:this|last|that)\s+year))
    | (?P<year>\b(?i:in|since|during|until|by|from|before|after|of|early|late)[\s-](?:early\s|late\s|mid-|the\s(?:spring|summer|fall|autumn|winter)\sof\s)?
        (?P<only_year>{_YEAR})(?![\d’'%-]|s\b|,\d|\s(?:people|men|women|dollars|jobs|miles|votes|\w+ers\b)))
    | (?P<ago>(?i:(?<!,\s)\b(?P<ago_hedge>about\s|around\s|nearly\s|almost\s|more\sthan\s|over\s)?(?P<ago_count>{_COUNT})\s+(?P<ago_unit>day|week|month|year|decade)s?\s+ago\b))
    | (?P<named>(?i:\b(?P<named_day>earlier\stoday|today|tonight|yesterday|tomorrow|last\snight|this\s(?:morning|afternoon|evening))(?:\s{_PART})?\b(?![’'-])))
    | (?P<period>(?i:\b(?P<p_which>earlier\sthis|later\sthis|last|this|next|the\sprevious|the\sfollowing)\s(?P<p_unit>week|month|year)\b(?![’']s|-)))
    | (?P<weekday>\b(?P<w_which>(?i:last|next|this|this\spast|the\sfollowing|the\sprevious|on|early|late|earlier)\s)?
        (?P<w_day>{_WEEKDAY})\b(?!s\b)(?:\s+{_PART}\b)?)
    | (?P<linked>(?i:\b(?:(?P<l_count>{_COUNT})\s(?P<l_unit>day|week|month|year)s?\s(?P<l_way>earlier|later|before|after)\b(?!\s(?:the|he|she|they|his|her|their|a|an|being)\b)
        |the\s(?P<l_day>next|following|previous|same)\sday\b|(?P<l_that>that)\s(?:same\s)?day\b|the\sday\s(?P<l_before>before|after)\b(?=[,.;)]))))
    )
    (?P<clock_after>,?\s+(?:at\s+)?(?:(?P<vague_after>about|around|approximately|shortly\sbefore|shortly\safter|just\sbefore|just\safter|before|after)\s+)?(?P<time_after>{_CLOCK}))?
    """,
    re.VERBOSE,
)
# Some word of each expression: a sentence without any is passed by.
HINT = re.compile(
    r"(?:1[6-9]|20)\d\d|day\b|days\b|Jan|Feb|Mar|Apr|May|June|July|Aug|Sept|Oct|Nov|Dec"
    r"|(?i:\bago\b|\btonight|\bthis\s|\btomorrow|\b(?:last|next|previous|following)\s"
    r"|\b(?:week|month|year)s?\s(?:earlier|later|before|after))"
)
GENERIC_BEFORE = re.compile(
    r"\b(?:any|any\s+other|every|each|other|most|some|alternate|Black|Good|Super|Cyber|Ash|Palm|"
    r"Posted:|Updated:|Published:|Easter|Bloody|Fat|Giving|Sunny|through|class|Class|copyright|Copyright|©|born|Public\sLaw)\s+(?:on\s+|of\s+)?$"
)
COMPARED = re.compile(r"\b(?:from|than|over|to|with|at|since|in|of|for)\s+$")
GENERIC_AFTER = re.compile(
    r"\s+(?:[Nn]ews|talk|shows?|[Ss]chool|political\s(?:talk|shows?)|Times|Mail|Express|Telegraph|Mirror|Sun|Review|Journal|Tribune|Herald|Globe|Night\s(?:Live|"
    r"Football)|Morning|Edition|Magazine|Street|Avenue|Road|Island|Parade)\b"
    r"|\s*(?:-|–|to|through)\s*(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
BOILERPLATE = re.compile(
    r"\s*(?:[-•|]\s*)?(?:posted|published|updated|last\s+(?:updated|modified)|first\s+published|"
    r"this\s+(?:content|article|story)\s+was\s+(?:first\s+|originally\s+)?(?:published|posted|updated)|"
    r"copyright|©|\(?file|photo|image|by\s+[A-Z][\w.]+\s+[A-Z][\w.]+\s*[,|•]|advertisement|"
    r"uploaded|created|date)\b",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b(?:will|won[’']t|shall|would|could|may(?=\s+(?:be|not|have\sto|also|\w+\b(?<!\d)))|might|should|"
    r"(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:to\s+(?!\w+ing)|set\s+to|due\s+(?:to|in|back|on)|expected|scheduled|slated|planned|"
    r"going\s+to|likely\s+to|supposed\s+to)|expected\s+to|scheduled|slated|planned|plans?\s+(?:to|on)|planning\s+to|"
    r"(?:wants?|hopes?|intends?|aims?|threaten(?:s|ed|ing)?|vow(?:s|ed)?|pledg(?:e|es|ed)|promis(?:e|es|ed)|"
    r"propos(?:e|es|ed)|agreed|refus(?:e|es|ed)|due|begins?|starts?|opens?|face|faces|upcoming)\s+to|upcoming|"
    r"plans?\s+for|(?:is|are)\s+(?:heading|headed|going|travell?ing|returning|meeting|holding|hosting)|"
    r"can\s+(?:be|not)|must|need(?:s)?\s+to|likely\s+to|(?:’|')ll)\b|\bif\b",
    re.IGNORECASE,
)
HEADED = re.compile(
    r"\b(?:meets|opens|begins|starts|takes\splace|starting|beginning|opening|travels|expires|"
    r"closes|ends|returns|airs|speaks|visits|arrives|faces|votes)\s+(?:[\w’'-]+\s+){0,4}(?:on\s+)?$"
    r"|\b(?:election|vote|hearing|trial|meeting|deadline|funeral|service|summit|primary|deadline|debate)"
    r"\s(?:is|are)\s+(?:on\s+|for\s+)?$",
    re.IGNORECASE,
)
PAST_VERB = re.compile(
    r"\b(?:said|told|was|were|had|did|wrote|announced|reported|confirmed|began|came|went|took|made|"
    r"gave|got|found|left|shot|saw|met|held|sent|put|ran|led|died|fell|rose|won|lost|became|spoke|"
    r"sued|tweeted|(?!need|indeed|speed|exceed|feed|seed|proceed|bleed|hundred|scheduled|expected|"
    r"planned|slated|supposed|called|named|agreed|threatened|vowed|pledged|promised|proposed|refused|"
    r"intended|united|limited|accused|alleged|armed|wanted|advanced|marked|related|based|aged)[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
SAYING = re.compile(r"\b(?:said|told|announced|reported|wrote|confirmed|tweeted|added)\b")
# "vowed in February that ...": the verb beside the date is past.
DONE = re.compile(
    r"\b(?!scheduled|expected|planned|slated|supposed|need)[a-z]{3,}ed\s(?:(?:on|in|late|early|last)\s)?$"
)
PASSIVE_BEFORE = re.compile(r"\b(?:be|being|to)\s(?:\w+ly\s)?$")
PASSED = re.compile(r"\b(?:after|since|following)\b", re.IGNORECASE)
TERROR = re.compile(
    r"\s(?:terror\w*|attacks?\sof\s2001|attacks\b|hijack\w+|memorial|commission|families|era|anniversary)",
    re.IGNORECASE,
)
CUT = re.compile(
    r"[;—]|\s–\s|,\s+(?=(?:and|but|while|who|which|when|after|as|where|whose|though|although|before|saying|"
    r"according)\b)|[”\"],?\s+(?=(?:he|she|they|[A-Z]))",
)
# A clause that cannot be understood without what stands before it.
HANGS = re.compile(r"(?:which|who|whose|whom|where|he|she|they|it|after\sall)\b", re.IGNORECASE)
TELLABLE = 240  # characters of a sentence that is shown whole
SPELLED_COUNT = {"a": 1.0, "an": 1.0}
AHEAD, FARTHEST = 30, 60  # days
EVENT = re.compile(
    r"\s(?:\w+\s){0,2}(?:elections?|votes?|voting|primary|primaries|runoff|referendum|meeting|summit|"
    r"deadline|hearing|trial|ceremony|debate|caucus(?:es)?|rally|march|launch|convention|conference|"
    r"inauguration|opening|strike|session|match|final|concert)\b"
)
NAMED_AFTER = re.compile(r"\s[A-Z][a-z]{3,}")
FAR = 12  # months: beyond it, a month without a year is not told from the next


@dataclass(frozen=True, slots=True)
class Context:
    """What a date may lean on: the article's time, the tense of the clause, the date before."""

    anchor: Anchor | None
    planned: bool
    previous: Moment | None
    other_year: int | None  # a year other than the article's, named nearby


def find_dates(article: Article, sentences: Sequence[Span]) -> list[Dated]:
    """Return what the article dates, in text order of the dating words.

    Several dates of one sentence each get their clause.
    """
    anchor = find_anchor(article)
    found: list[Dated] = []
    previous: Moment | None = None
    since, other_year = 9, None
    for sentence in sentences:
        since += 1
        if since > 1:
            previous, other_year = None, None
        words = article.text[sentence.start : sentence.end]
        if BOILERPLATE.match(words):
            continue
        if not HINT.search(words):
            continue
        for match in EXPRESSION.finditer(article.text, sentence.start, sentence.end):
            if _generic(article.text, match, sentence):
                continue
            clause = _clause(article, sentence, match)
            planned = _is_planned(article.text, match, clause)
            moment = _resolve(match, Context(anchor, planned, previous, other_year))
            if moment is None:
                continue
            if _is_own_date(words, match):
                continue
            previous, since = moment, 0
            year = int(moment.date[:4])
            other_year = year if anchor is None or year != anchor.year else None
            when = _trim(article, match)
            found.append(
                Dated(moment.date, moment.precision, clause, when, moment.because, moment.planned)
            )
    return found


def _trim(article: Article, match: re.Match[str]) -> Span:
    """Return the dating words without the preposition before and the mark after."""
    start, end = match.span()
    lead = re.compile(
        r"\s*(?:(?:on|in|by|during|from|of|at)[\s-]+)?(?:the\s(?=\d))?", re.IGNORECASE
    ).match(article.text, start, end)
    start = lead.end() if lead else start
    while end > start and article.text[end - 1] in " ,\n\t":
        end -= 1
    return Span(article.id, start, end)


def _generic(text: str, match: re.Match[str], sentence: Span) -> bool:
    """Whether the words date nothing: "any other Monday", "the Sunday Times"."""
    before = text[max(sentence.start, match.start() - 16) : match.start()]
    if match["period"] and (match["p_which"][0].isupper() and match["p_unit"][0].isupper()):
        return True  # a title: "This Week"
    if match["period"] and COMPARED.search(before):
        return True
    if match["full"] and match["g_day"] and not match["f_year"]:
        after = NAMED_AFTER.match(text, match.end(), sentence.end)
        if after and text[sentence.start : match.start()].rstrip().endswith((" the", " The")):
            return True  # a name: "the 17 February Brigade"
    return bool(GENERIC_BEFORE.search(before)) or bool(
        (match["weekday"] or match["month"]) and GENERIC_AFTER.match(text, match.end())
    )


def _is_own_date(words: str, match: re.Match[str]) -> bool:
    """Whether the sentence is but the line that dates the article."""
    rest = len(re.findall(r"[a-z]{3,}", words)) - len(re.findall(r"[a-z]{3,}", match[0]))
    return rest <= 2


def _clause(article: Article, sentence: Span, match: re.Match[str]) -> Span:
    """Return the clause that the date stands in, or the sentence where no clause has a body."""
    start, end = sentence.start, sentence.end
    for cut in CUT.finditer(article.text, sentence.start, sentence.end):
        if cut.end() <= match.start():
            start = cut.end()
        elif cut.start() >= match.end():
            if cut.start() - match.end() < 2 and article.text[match.start()].isupper():
                continue  # "In January, when ...": the date opens what follows
            end = min(end, cut.start())
            break
    while start < end and article.text[start].isspace():
        start += 1
    while end > start and article.text[end - 1].isspace():
        end -= 1
    outside = (match.start() - start) + (end - match.end())
    if outside < 20 or article.text.count(" ", start, end) < 5:
        return sentence
    if HANGS.match(article.text, start, end) and sentence.end - sentence.start <= TELLABLE:
        return sentence
    return Span(article.id, start, end)


def _is_planned(text: str, match: re.Match[str], clause: Span) -> bool:
    """Whether the words before the date in its clause, else after it, speak of what is to come."""
    before = text[clause.start : match.start()]
    last_future = last_past = -1
    for last in FUTURE.finditer(before):
        last_future = last.start()
    for last in PAST_VERB.finditer(before):
        if not PASSIVE_BEFORE.search(before, 0, last.start()):
            last_past = last.start()
    if DONE.search(before):
        return False
    if last_future >= 0 or last_past >= 0:
        if last_future >= 0 and PASSED.search(before, last_future):
            return False
        # "was scheduled", "planned to" hold both: the one that begins later decides.
        return last_future >= last_past
    if HEADED.search(before):
        return True
    after = text[match.end() : min(clause.end, match.end() + 80)]
    future, past = FUTURE.search(after), PAST_VERB.search(after)
    if future is None:
        return False
    return past is None or future.start() <= past.start()


# --- one function per family -----------------------------------------------------------------


def _resolve(match: re.Match[str], context: Context) -> Moment | None:
    family = match.lastgroup if match.lastgroup in FAMILIES else None
    if family is None:
        family = next((name for name in FAMILIES if match[name]), None)
    moment = FAMILIES[family](match, context) if family else None
    if moment is None:
        return None
    happened = not (match["named"] or match["period"]) and _tells_of_past(match)
    told = _with_tense(moment, context, past=happened)
    return _with_time(told, match) if told else None


def _with_tense(moment: Moment, context: Context, *, past: bool) -> Moment | None:
    """Mark what lies after the article as planned; None if it is told as past."""
    if context.anchor is None:
        return moment
    now = str(context.anchor)
    shared = min(len(now), len(moment.date))
    planned = moment.date[:shared] > now[:shared] or (
        context.planned and moment.date[:shared] >= now[:shared]
    )
    if planned and not context.planned and moment.date[:shared] > now[:shared] and past:
        return None  # said to have happened, and yet after the article: one of the two is wrong
    return Moment(moment.date, moment.precision, moment.because, planned)


def _with_time(moment: Moment, match: re.Match[str]) -> Moment:
    """Add the clock's time, if it is stated exactly."""
    clock = match["time_before"] or match["time_after"]
    if moment.precision != "day" or not clock or match["vague_before"] or match["vague_after"]:
        return moment
    time = _read_clock(clock)
    if time is None:
        return moment
    return Moment(f"{moment.date}T{time}", "time", moment.because, moment.planned)


def _read_clock(words: str) -> str | None:
    lower = words.lower().replace(".", "").replace(" ", "")
    if lower in {"noon", "midnight"}:
        return "12:00" if lower == "noon" else None  # midnight begins or ends the day: not told
    digits = re.match(r"(\d{1,2})(?::(\d\d))?([ap]m)?", lower)
    if digits is None:
        return None
    hour, minute = int(digits[1]), int(digits[2] or 0)
    if digits[3]:
        hour = hour % 12 + (12 if digits[3] == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 else None


def _day(day: date | None, because: str) -> Moment | None:
    return Moment(day.isoformat(), "day", because) if day else None


def _month(year: int, month: int, because: str) -> Moment:
    return Moment(f"{year:04}-{month:02}", "month", because)


def _year(year: int, because: str) -> Moment:
    return Moment(f"{year:04}", "year", because)


def _number_of(month: str) -> int:
    return MONTHS[month.lower().rstrip(".")]


def _low(match: re.Match[str], group: str) -> str:
    """Return a group's words in small letters; "" if it took no part."""
    return " ".join((match[group] or "").lower().split())


def _said(match: re.Match[str], family: str) -> str:
    return "'" + " ".join(match[family].split()) + "'"


def _iso(match: re.Match[str], _context: Context) -> Moment | None:
    year, month, day = (int(part) for part in match["iso_date"].split("-"))
    return _day(make_day(year, month, day), f"{_said(match, 'iso')} names the day")


def _full(  # noqa: PLR0911 - a way out for each case
    match: re.Match[str], context: Context
) -> Moment | None:
    month = _number_of(match["f_month"] or match["g_month"])
    day = int(match["f_day"] or match["g_day"])
    said = _said(match, "full")
    if match["f_year"]:
        return _day(make_day(int(match["f_year"]), month, day), f"{said} names the day")
    year = _which_year(match["f_which"], context)
    if match["f_which"]:
        return (
            _day(make_day(year, month, day), f"{said} seen from {context.anchor}") if year else None
        )
    if context.anchor is None or context.anchor.day is None:
        return None
    if context.other_year is not None:
        return None
    if (month, day) == (9, 11) and TERROR.match(match.string, match.end("full")):
        return None  # a name of an event; its year is not said
    now = context.anchor.day
    past = max(
        (d for y in (now.year, now.year - 1) if (d := make_day(y, month, day)) and d <= now),
        default=None,
    )
    coming = min(
        (d for y in (now.year, now.year + 1) if (d := make_day(y, month, day)) and d >= now),
        default=None,
    )
    if context.planned and coming and not (past and (now - past).days < 60 < (coming - now).days):
        return _day(coming, f"{said} is the next one seen from {now}")
    if past is None:
        return None
    # Just ahead and far behind: a coming event told in the present tense, or as a thing that is
    # known ("a delay of the June 19 vote"). Of a day a year ago writers say so.
    ahead = (coming - now).days if coming else FARTHEST + 1
    known = ahead <= AHEAD and EVENT.match(match.string, match.end("full"))
    if coming and (
        known or (not _speaks_of_past(match) and ahead <= FARTHEST < (now - past).days - 240)
    ):
        return _day(coming, f"{said} is the nearest one to {now}")
    return _day(past, f"{said} is the last one on or before {now}")


def _which_year(which: str | None, context: Context) -> int | None:
    if which == "that":
        return int(context.previous.date[:4]) if context.previous else None
    if context.anchor is None or which is None:
        return None
    return context.anchor.year - (which == "last")


def _month_year(match: re.Match[str], context: Context) -> Moment | None:
    month = _number_of(match["m_month"])
    year = int(match["m_year"]) if match["m_year"] else _which_year(match["m_which"], context)
    return _month(year, month, f"{_said(match, 'month_year')} names the month") if year else None


def _only_month(match: re.Match[str], context: Context) -> Moment | None:
    anchor = context.anchor
    if anchor is None or anchor.month is None or context.other_year is not None:
        return None
    month, lead = _number_of(match["only_month"]), match["lead"].lower()
    said = _said(match, "month")
    if lead == "this":
        return _month(anchor.year, month, f"{said} lies in {anchor.year}")
    if context.planned and lead != "last":
        year = anchor.year if month >= anchor.month else anchor.year + 1
        return _month(year, month, f"{said} is the next one seen from {anchor}")
    passed = month < anchor.month or (month == anchor.month and lead != "last")
    year = anchor.year if passed else anchor.year - 1
    return _month(year, month, f"{said} is the last one seen from {anchor}")


def _only_year(match: re.Match[str], _context: Context) -> Moment | None:
    return _year(int(match["only_year"]), f"{_said(match, 'year')} names the year")


def _ago(  # noqa: PLR0911 - a way out for each case
    match: re.Match[str], context: Context
) -> Moment | None:
    anchor = context.anchor
    count = _count(match["ago_count"])
    if anchor is None or count is None:
        return None
    unit, because = _low(match, "ago_unit"), f"{_said(match, 'ago')} counts back from {anchor}"
    if unit in {"year", "decade"}:
        if match["ago_hedge"]:
            return None
        year = anchor.year - int(count) * (10 if unit == "decade" else 1)
        return _year(year, because) if year > 0 else None
    if unit == "month":
        stepped = step_months(anchor.year, anchor.month, -int(count)) if anchor.month else None
        if stepped is None or match["ago_hedge"]:
            return None
        return _month(*stepped, because)
    if anchor.day is None:
        return None
    day = step_days(anchor.day, -int(count) * (7 if unit == "week" else 1))
    if day is None:
        return None
    if unit == "day" and not match["ago_hedge"]:
        return _day(day, because)
    month = week_in_one_month(day)
    return Moment(month, "month", because) if month else None


def _count(words: str) -> float | None:
    lower = " ".join(words.lower().split())
    return SPELLED_COUNT.get(lower) or read_number(lower)


def _named(match: re.Match[str], context: Context) -> Moment | None:
    if context.anchor is None or context.anchor.day is None:
        return None
    words = " ".join(match["named_day"].lower().split())
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(words, 0)
    if words == "today" and re.search(
        r"[“\"]", match.string[max(0, match.start() - 120) : match.start()]
    ):
        return None  # in a quotation "today" is mostly "nowadays", or another day's
    return _day(
        step_days(context.anchor.day, step), f"{_said(match, 'named')} seen from {context.anchor}"
    )


def _period(match: re.Match[str], context: Context) -> Moment | None:
    which, unit, anchor = _low(match, "p_which"), _low(match, "p_unit"), context.anchor
    if anchor is None or which.startswith("the "):
        return None
    step = {"last": -1, "next": 1}.get(which, 0)
    because = f"{_said(match, 'period')} seen from {anchor}"
    if unit == "year":
        return _year(anchor.year + step, because)
    if unit == "month":
        stepped = step_months(anchor.year, anchor.month, step) if anchor.month else None
        return _month(*stepped, because) if stepped else None
    day = step_days(anchor.day, 7 * step) if anchor.day else None
    month = week_in_one_month(day) if day else None
    return Moment(month, "month", because) if month else None


def _weekday(match: re.Match[str], context: Context) -> Moment | None:
    which = (match["w_which"] or "").strip().lower()
    weekday = WEEKDAYS[match["w_day"].lower()]
    name = WEEKDAY_NAMES[weekday]
    if which in {"the following", "the previous"}:
        return _weekday_from(match, context, weekday, forward=which == "the following")
    anchor = context.anchor
    if anchor is None or anchor.day is None or which == "next":
        return None
    said, now = _said(match, "weekday"), anchor.day
    if which == "last":
        before = step_days(now, -1)
        return (
            _day(on_or_before(weekday, before), f"{said} is the {name} before {now}")
            if before
            else None
        )
    if which == "this" or context.planned:
        after = on_or_after(weekday, now)
        if which == "this" and not context.planned and _speaks_of_past(match):
            return _day(on_or_before(weekday, now), f"{said} is the {name} on or before {now}")
        return _day(after, f"{said} is the {name} on or after {now}")
    return _day(on_or_before(weekday, now), f"{said} is the {name} on or before {now}")


def _speaks_of_past(match: re.Match[str]) -> bool:
    return bool(PAST_VERB.search(match.string, max(0, match.start() - 60), match.start()))


def _tells_of_past(match: re.Match[str]) -> bool:
    """Whether the words before tell what happened, not only that somebody said something."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    return bool(PAST_VERB.search(SAYING.sub("", before.rsplit(". ", 1)[-1])))


def _weekday_from(
    match: re.Match[str], context: Context, weekday: int, *, forward: bool
) -> Moment | None:
    base = _base_day(context)
    near = step_days(base, 1 if forward else -1) if base else None
    if near is None:
        return None
    found = on_or_after(weekday, near) if forward else on_or_before(weekday, near)
    return _day(found, f"{_said(match, 'weekday')} counts from {base}")


def _base_day(context: Context) -> date | None:
    """Return the day of the date before this one, if it is one and has happened."""
    previous = context.previous
    if previous is None or previous.planned or previous.precision not in {"day", "time"}:
        return None
    return date.fromisoformat(previous.date[:10])


def _linked(  # noqa: PLR0911 - a way out for each case
    match: re.Match[str], context: Context
) -> Moment | None:
    base = _base_day(context)
    if base is None:
        return None
    because = f"{_said(match, 'linked')} counts from {base}"
    if match["l_that"] or _low(match, "l_day") == "same":
        return None  # the same date again: nothing new
    if match["l_day"] or match["l_before"]:
        step = (
            -1 if "previous" in _low(match, "l_day") or "before" in _low(match, "l_before") else 1
        )
        return _day(step_days(base, step), because)
    count = _count(match["l_count"])
    if count is None:
        return None
    sign = -1 if _low(match, "l_way") in {"earlier", "before"} else 1
    unit = _low(match, "l_unit")
    if unit == "day":
        return _day(step_days(base, sign * int(count)), because)
    if unit == "year":
        return (
            _year(base.year + sign * int(count), because) if base.year + sign * count > 0 else None
        )
    if unit == "month":
        stepped = step_months(base.year, base.month, sign * int(count))
        return _month(*stepped, because) if stepped else None
    day = step_days(base, sign * 7 * int(count))
    month = week_in_one_month(day) if day else None
    return Moment(month, "month", because) if month else None


FAMILIES: dict[str, Callable[[re.Match[str], Context], Moment | None]] = {
    "iso": _iso,
    "full": _full,
    "month_year": _month_year,
    "month": _only_month,
    "year": _only_year,
    "ago": _ago,
    "named": _named,
    "period": _period,
    "weekday": _weekday,
    "linked": _linked,
}
