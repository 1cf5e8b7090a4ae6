"""The periods that numbers are of: a year, last week, the first quarter."""

import re
from datetime import date, timedelta

from variorum.model import Article, Span

PERIOD = re.compile(
    r"(?P<year>\b(?:19|20)\d\d\b)|\b(?P<point>last|this|next|past|previous|same)\s(?P<unit>year|month|week|quarter|season)\b"
    r"|\b(?:past|last|next|previous)\s\w+\s(?:years|months|weeks|days)\b"
    r"|\b(?P<part>first|second|third|fourth)[\s-](?P<of>quarter|half)\b|\bfirst\s(?P<months>three|six)\smonths\b"
    r"|\b(?P<month>January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|\b(?P<ago>(?:\w+\s)?years?\s(?:ago|earlier|before))\b|\b(?P<each>a|each|every|per)\s(?P<span>year|month|week|day|hour|night)\b"
    r"|\b(?P<annual>annual(?:ly)?|yearly|monthly|weekly|daily|overnight|so\sfar|in\stotal)\b"
)
# "than a year ago", "from 5 per cent in 2022": what the number is compared with.
BASE = re.compile(
    r"\b(?:than|from|compared\s(?:with|to)|against|after|since|down|up)\s[^,;]{0,60}?(?:\b(?:ago|earlier|before|previous\s\w+|last\s\w+)\b|\bin\s(?:\w+\s)?(?:19|20)\d\d\b|\bof\s(?:19|20)\d\d\b)",
    re.IGNORECASE,
)


def find_periods(article: Article, sentence: Span) -> frozenset[str]:
    """Return the periods that a sentence names, relative ones by the article's day.

    Its own year is none; nor is what a number is compared with ("than a year ago").
    """
    found = set()
    day = _read_day(article.published)
    for match in PERIOD.finditer(BASE.sub(" ", article.text[sentence.start : sentence.end])):
        if match["year"]:
            found.add(match["year"])
        elif match["point"]:
            found.add(_resolve(match["point"].lower(), match["unit"].lower(), day))
        elif match["months"]:
            found.add({"three": "first quarter", "six": "first half"}[match["months"].lower()])
        else:
            found.add(match[0].casefold().replace("-", " "))
    return frozenset(found - {str(day.year) if day else "", "this year"})


def share_periods(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences name a period in common, and no two of one kind.

    >>> share_periods(frozenset({"week 2024-3", "may"}), frozenset({"week 2024-4", "may"}))
    False
    """
    kinds = {_kind(period) for period in one} & {_kind(period) for period in other}
    return bool(one & other) and not any(
        {period for period in one if _kind(period) == kind}.isdisjoint(
            period for period in other if _kind(period) == kind
        )
        for kind in kinds
    )


def _kind(period: str) -> str:
    """Return "year", "week", "quarter", ..., or the period itself."""
    return "year" if period.isdigit() else period.split()[0 if period[:4] == "week" else -1]


def _read_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _resolve(point: str, unit: str, day: date | None) -> str:
    """Return a period that is pointed at, by its number where the day is known."""
    step = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(point, 0)
    if day is None or unit not in {"year", "week"}:
        return f"{point} {unit}"
    if unit == "year":
        return str(day.year + step)
    week = (day + timedelta(weeks=step)).isocalendar()
    return f"week {week.year}-{week.week}"
