"""The time of day at which two articles put one event."""

import re
from collections.abc import Iterator, Sequence

from variorum.annotate.calendar import WEEKDAYS
from variorum.compare.agreement import content_words
from variorum.compare.claims import Claim, compare_claims
from variorum.model import Annotated, Conflict, Span

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
# A time that ends a span, "between 4 and 6 p.m.", by what is before it; that begins one, by what
# is behind it.
SPANNED = re.compile(
    r"(?:\b(?:between|from)\s\w+|\d|[ap]\.?m\b\.?|\b(?:noon|midnight|o[’']clock))"
    r"(?:\s?[-–—]\s?|\s(?:and|to|or|until|till)\s)$",
    re.IGNORECASE,
)
SPANNING = re.compile(
    r"\s?(?:[-–—]|\b(?:to|or|until|till)\b)\s?(?:\d|noon\b|midnight\b)", re.IGNORECASE
)
# "EDT", "GMT", "Eastern", "Central European Summer Time"; "local time" is every report's own.
ZONE = re.compile(
    r"\s\(?(?P<zone>[A-Z]{1,4}T\b|UTC\b|(?:[A-Z][a-z]+\s){1,3}[Tt]ime\b"
    r"|(?:Eastern|Central|Mountain|Pacific)\b)"
)
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


def compare_hours(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return where two articles put the event, or the call, at different times of day.

    Only where each of the two has one such time, in sentences that share words, and both name the
    same zone or none. A quarter of an hour apart, times are one if either is told roughly; what
    lies between is left alone.
    """
    return compare_claims(articles, _find_hours, _judge)


def _find_hours(annotated: Annotated) -> Iterator[Claim[int]]:
    """Yield the times of day of the event and of the call, in text order, in minutes."""
    article = annotated.article
    for sentence in annotated.sentences:
        said = article.cut(sentence)
        happened = HAPPENED.search(said)
        if LATER.search(said) or not (happened or CALLED.search(said)):
            continue
        thing, verb = ("event", HAPPENED) if happened else ("call", CALLED)
        day = [found[0].casefold() for found in WEEKDAY.finditer(said)][:1]
        words = content_words(article.text, sentence).union(day)
        for match in CLOCK.finditer(article.text, sentence.start, sentence.end):
            if _is_moment(article.text, match, sentence) and _belongs(
                article.text, match, verb, sentence
            ):
                span = Span(article.id, *match.span())
                zone = ZONE.match(article.text, match.end(), sentence.end)
                named = zone and " ".join(zone["zone"].casefold().split())
                yield Claim(article, (thing, named), _minutes(match), span, words)


def _is_moment(text: str, match: re.Match[str], sentence: Span) -> bool:
    """Whether a time is no end of a span: "until 6 p.m.", "4 to 6 p.m."."""
    before = text[max(sentence.start, match.start() - NEAR) : match.start()]
    return not (
        SPAN.search(match["hedge"] or "")
        or SPANNED.search(before)
        or SPANNING.match(text, match.end(), sentence.end)
    )


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


def _judge(one: Claim[int], other: Claim[int]) -> Conflict | None:
    gap = abs(one.value - other.value)
    gap = min(gap, DAY - gap)
    if not gap or len((one.words & other.words) - WEEKDAYS.keys()) < SHARED:
        return None
    days = [claim.words & WEEKDAYS.keys() for claim in (one, other)]
    if days[0] and days[1] and days[0] != days[1]:
        return None  # another day's
    values = (one.say(), other.say())
    hedges = [_hedge(value.value) for value in values]
    said = " and ".join(f"'{' '.join(value.value.split())}'" for value in values)
    rough = any(hedges) or not (one.value % HALF_HOUR and other.value % HALF_HOUR)
    if gap >= (ROUGHLY if rough else APART):
        because = f"{said} for what is told in the same words"
        return Conflict("time", "when it happened", "conflict", because, values)
    aside = _aside(hedges[0], one.value, other.value) or _aside(hedges[1], other.value, one.value)
    if gap <= ROUNDED and any(hedges) and not aside:
        because = f"{said} are one time, told with unequal care"
        return Conflict("time", "when it happened", "rounding", because, values)
    return None


def _hedge(said: str) -> str:
    match = CLOCK.match(said)
    return (match["hedge"] or "").strip().lower() if match else ""


def _aside(hedge: str, own: int, other: int) -> bool:
    """Whether "before 1 a.m." leaves the other time out, or "after"."""
    later = (other - own) % DAY < DAY / 2
    return ("before" in hedge and later) or ("after" in hedge and not later)
