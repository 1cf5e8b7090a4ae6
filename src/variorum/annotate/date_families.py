"""One function for each family of dating words: the moment that they name, seen from the article.

Each returns None where the words leave more than one day, month or year open.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from variorum.annotate.calendar import (
    WEEKDAY_NAMES,
    WEEKDAYS,
    Anchor,
    Moment,
    make_day,
    on_or_after,
    on_or_before,
    step_days,
    step_months,
    week_in_one_month,
)
from variorum.text.months import MONTHS
from variorum.text.numbers import read_number

PAST_VERB = re.compile(
    r"\b(?:said|told|was|were|had|did|wrote|announced|reported|confirmed|began|came|went|took|made|"
    r"gave|got|found|left|shot|saw|met|held|sent|put|ran|led|died|fell|rose|won|lost|became|spoke|"
    r"sued|tweeted|(?!need|indeed|speed|exceed|feed|seed|proceed|bleed|hundred|scheduled|expected|"
    r"planned|slated|supposed|called|named|agreed|threatened|vowed|pledged|promised|proposed|refused|"
    r"intended|united|limited|accused|alleged|armed|wanted|advanced|marked|related|based|aged)[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
SAYING = re.compile(r"\b(?:said|told|announced|reported|wrote|confirmed|tweeted|added)\b")
TERROR = re.compile(
    r"\s(?:terror\w*|attacks?\sof\s2001|attacks\b|hijack\w+|memorial|commission|families|era|anniversary)",
    re.IGNORECASE,
)
# "knew that she would be in court Monday", "in advance of a visit on Thursday": before or after.
EITHER_SIDE = re.compile(r"\b(?:would\s|in\sadvance\sof\s|ahead\sof\s)[^.\n]{0,36}$")
SPELLED_COUNT = {"a": 1.0, "an": 1.0}
AHEAD, FARTHEST = 45, 60  # days
EVENT = re.compile(
    r"\s(?:\w+\s){0,2}(?:elections?|votes?|voting|primary|primaries|runoff|referendum|meeting|summit|"
    r"deadline|hearing|trial|ceremony|debate|caucus(?:es)?|rally|march|launch|convention|conference|"
    r"inauguration|opening|strike|session|match|final|concert)\b"
)
QUOTED_REACH = 1500  # characters, within the paragraph
SOON = range(1, 6)  # months ahead of the article's
FAR = 12  # months: beyond it, a month without a year is not told from the next


@dataclass(frozen=True, slots=True)
class Context:
    """What a date may lean on: the article's time, the tense of the clause, the date before."""

    anchor: Anchor | None
    planned: bool
    previous: Moment | None
    other_year: int | None  # a year other than the article's, named nearby


def resolve(match: re.Match[str], context: Context) -> Moment | None:
    """Return the moment that a match of `EXPRESSION` names, with its clock's time if exact."""
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
    if lead != "last" and not _past_near(match) and (month - anchor.month) % 12 in SOON:
        return None  # "it ends in December", told in August: the coming one as likely as the last
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
    if _is_quoted(match):
        return None  # "today" is mostly "nowadays" there, "tomorrow" seen from when it was said
    return _day(
        step_days(context.anchor.day, step), f"{_said(match, 'named')} seen from {context.anchor}"
    )


def _is_quoted(match: re.Match[str]) -> bool:
    """Whether a quotation opens shortly before and does not close before the words."""
    before = match.string[max(0, match.start() - QUOTED_REACH) : match.start()].rpartition("\n")[2]
    curled = before.rfind("“") > before.rfind("”")
    return curled or before.count('"') % 2 == 1


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


def _weekday(  # noqa: PLR0911 - a way out for each case
    match: re.Match[str], context: Context
) -> Moment | None:
    which = (match["w_which"] or "").strip().lower()
    weekday = WEEKDAYS[match["w_day"].lower()]
    name = WEEKDAY_NAMES[weekday]
    if which in {"the following", "the previous"}:
        return _weekday_from(match, context, weekday, forward=which == "the following")
    anchor = context.anchor
    if anchor is None or anchor.day is None or which == "next":
        return None
    said, now = _said(match, "weekday"), anchor.day
    if EITHER_SIDE.search(match.string, max(0, match.start() - 50), match.start()):
        return None
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


def _past_near(match: re.Match[str]) -> bool:
    """Whether the sentence has a verb of the past before or just after."""
    start = max(
        match.string.rfind(". ", 0, match.start()), match.string.rfind("\n", 0, match.start())
    )
    return bool(PAST_VERB.search(match.string, start + 1, match.end() + 100))


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
