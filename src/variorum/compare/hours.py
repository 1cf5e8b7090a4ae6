"""The time of day at which two articles put one event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.compare.agreement import content_words
from variorum.model import Annotated, Article, Conflict, Span, Value

CLOCK = re.compile(
    r"\b(?P<hedge>(?:about|around|approximately|roughly|nearly|almost|shortly\s(?:before|after)|"
    r"just\s(?:before|after)|before|after|by|until|since|between|from)\s)?(?:(?:at|the\shour\sof)\s)?"
    r"(?:(?P<hour>1[0-2]|0?[1-9])(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|(?P<word>noon|midnight)\b)",
    re.IGNORECASE,
)
# What the time is of: the event itself, or the call that told of it.
HAPPENED = re.compile(
    r"\b(?:happened|occurred|took\splace|broke\sout|erupted|opened\sfire|rang\sout|exploded|collided|"
    r"crashed|capsized|sank|derailed|struck|collapsed|(?:was|were)\s(?:\w+\s)?(?:shot|stabbed|killed|hit))\b",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"\b(?:responded|(?:was|were|got|received)\s(?:called|a\scall|a\sreport|dispatched|sent)|dispatched|"
    r"reported|911\scall|called\s911|alerted)\b",
    re.IGNORECASE,
)
# Times that are no moment of the event.
SPAN = re.compile(r"\b(?:until|since|between|from|by)\s$", re.IGNORECASE)
LATER = re.compile(
    r"\b(?:pronounced|arrested|custody|booked|died\sat|hospital|funeral|vigil|court|hearing|updated?|posted|"
    r"news\sconference|press\sconference|later)\b",
    re.IGNORECASE,
)
# Between a time and what happened then: another clause, of another time.
CLAUSE = re.compile(
    r"[,;]\s(?:where|who|whom|which|when|after|before|and|but|as|while)\b|\b(?:where|when|after|before|started|began|ended|arrived|left|died|told|said)\b"
)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
NEAR = 80  # characters between a time and its verb
DAY = 24 * 60  # minutes
APART = 30  # minutes: less may be the same moment, told with less care
ROUGHLY = 60  # the same where one of the times is told roughly, or is a full or half hour
HALF_HOUR = 30
ROUNDED = 15  # minutes between a time told roughly and the same told exactly
SHARED = 3  # content words of the two sentences


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day of one kind, with its sentence."""

    article: Article
    minutes: int  # since midnight
    hedge: str
    weekday: str  # "" if none is named beside it
    span: Span
    words: frozenset[str]


def compare_hours(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return where two articles put the event, or the call, at different times of day.

    Only where each of the two has one such time, in sentences that share words. A quarter of an
    hour apart, times are one if either is told roughly; what lies between is left alone.
    """
    found = []
    for kind in (HAPPENED, CALLED):
        hours = [hour for annotated in articles if (hour := _only_hour(annotated, kind))]
        for one, other in combinations(hours[:40], 2):
            conflict = _judge(one, other)
            if conflict:
                found.append(conflict)
                break
    return found


def _only_hour(annotated: Annotated, kind: re.Pattern[str]) -> Hour | None:
    """Return the one time of that kind which an article states; None if it has none or several."""
    text, found = annotated.article.text, []
    for sentence in annotated.sentences:
        words = text[sentence.start : sentence.end]
        if (
            not kind.search(words)
            or LATER.search(words)
            or (kind is CALLED and HAPPENED.search(words))
        ):
            continue
        found += [
            _hour(annotated.article, match, sentence)
            for match in CLOCK.finditer(text, sentence.start, sentence.end)
            if not SPAN.search(match["hedge"] or "") and _belongs(text, match, kind, sentence)
        ]
    return found[0] if found and len({hour.minutes for hour in found}) == 1 else None


def _hour(article: Article, match: re.Match[str], sentence: Span) -> Hour:
    weekday = WEEKDAY.search(article.text, sentence.start, sentence.end)
    return Hour(
        article, _minutes(match), (match["hedge"] or "").strip().lower(),
        weekday[0] if weekday else "", Span(article.id, *match.span()),
        content_words(article.text, sentence),
    )  # fmt: skip


def _belongs(text: str, match: re.Match[str], kind: re.Pattern[str], sentence: Span) -> bool:
    """Whether a verb of the kind stands near the time, in its clause."""
    for verb in kind.finditer(text, sentence.start, sentence.end):
        start, end = (
            sorted((verb.end(), match.start()))
            if verb.end() <= match.start()
            else (match.end(), verb.start())
        )
        if end - start <= NEAR and not CLAUSE.search(text, start, end):
            return True
    return False


def _minutes(match: re.Match[str]) -> int:
    if match["word"]:
        return 12 * 60 if match["word"].lower() == "noon" else 0
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return hour * 60 + int(match["minute"] or 0)


def _judge(one: Hour, other: Hour) -> Conflict | None:
    gap = abs(one.minutes - other.minutes)
    gap = min(gap, DAY - gap)
    if not gap or len(one.words & other.words) < SHARED:
        return None
    if one.weekday and other.weekday and one.weekday != other.weekday:
        return None  # another day's
    values = tuple(Value(_said(hour), hour.span) for hour in (one, other))
    said = f"'{values[0].value}' and '{values[1].value}'"
    rough = any(hour.hedge or hour.minutes % HALF_HOUR == 0 for hour in (one, other))
    if gap >= (ROUGHLY if rough else APART):
        because = f"{said} for what is told in the same words"
        return Conflict("time", "when it happened", "conflict", because, values)
    if (
        gap <= ROUNDED
        and (one.hedge or other.hedge)
        and not (_aside(one, other) or _aside(other, one))
    ):
        because = f"{said} are one time, told with unequal care"
        return Conflict("time", "when it happened", "rounding", because, values)
    return None


def _aside(one: Hour, other: Hour) -> bool:
    """Whether "before 1 a.m." leaves the other time out, or "after"."""
    later = (other.minutes - one.minutes) % DAY < DAY / 2
    return ("before" in one.hedge and later) or ("after" in one.hedge and not later)


def _said(hour: Hour) -> str:
    return " ".join(hour.article.cut(hour.span).split())
