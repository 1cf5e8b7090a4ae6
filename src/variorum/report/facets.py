"""What a sentence gives: who, when, where, why and how many; which numbers; and how long ago."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from variorum.model import Article, Dated, Span
from variorum.report.wordings import Page, Wording
from variorum.text.clock import read_interval

LONG_AGO = 60  # days
NEXT_DAY = 1  # after the first report, on which a report may still be its outlet's first
WEEKS_LATER = 10  # days after most others, from which a report follows the story up
LARGE = 30  # from which a number that two sentences give is one number, whatever it counts
UNCOUNTED = frozenset({"age", "distance", "share"})
WHY = re.compile(
    r"\b(?:because|motives?|reasons?|prompted|sparked|triggered|stemm(?:ed|ing)|caused?|due\sto|over\san?|"
    r"after\san?\s(?:\w+\s){0,2}(?:argument|dispute|fight|quarrel|altercation|vote|ruling|report|leak|"
    r"collision|strike|protest)|in\s(?:response|retaliation|protest|order)\b|so\sthat|blam(?:ed|ing|es)|"
    r"result(?:ed|ing)\sfrom|led\sto|accus(?:ed|ing)\s)\b",
    re.IGNORECASE,
)

# A count that was going on, and one that had ended: "with 94% of votes counted".
PARTIAL = re.compile(
    r"\bwith\s(?:about\s|some\s|more\sthan\s|nearly\s)?[\d.,]+\s?(?:%|per\s?cent|percent)\sof\s(?:the\s|all\s)?"
    r"(?:votes?|ballots?|precincts|districts|polling\sstations|returns)\b|\b(?:exit\spolls?|the\spoll\b[^.]{0,60}\bgave)\b|\b(?:early|partial|"
    r"preliminary|projected)\s(?:results|returns|counts?)\b",
    re.IGNORECASE,
)
FINAL = re.compile(
    r"\b(?:all|100\s?(?:%|per\s?cent|percent)\sof)\s(?:the\s)?(?:votes|ballots|precincts)\s(?:were|had\sbeen|have\sbeen"
    r"|was)?\s?counted\b|\b(?:final|official|full|certified)\sresults?\b(?!\s(?:are|is|will|were\snot)\b)",
    re.IGNORECASE,
)


def find_facets(page: Page, wording: Wording, dates: Sequence[Dated]) -> Iterable[str]:
    """Yield what a sentence gives, of "who", "when", "where", "why" and "how many"."""
    span, one = wording.span, page.annotated
    if dates:
        yield "when"
    kinds = {m.kind for m in one.mentions if span.start <= m.span.start < span.end}
    if "place" in kinds:
        yield "where"
    if "person" in kinds:
        yield "who"
    if WHY.search(wording.text):
        yield "why"
    if any(span.start <= figure.span.start < span.end for figure in one.figures):
        yield "how many"


def find_numbers(page: Page, wording: Wording) -> Iterable[str | tuple[str, float]]:
    """Yield what a sentence counts with how many, and its large numbers that are no year."""
    for figure in page.annotated.figures:
        inside = wording.span.start <= figure.span.start < wording.span.end
        if inside and figure.low > 1 and figure.quantity not in UNCOUNTED:
            yield figure.quantity, figure.low
    for key in wording.keys:
        if key.startswith("#") and float(key[1:]) >= LARGE and not key.startswith(("#19", "#20")):
            yield key


def find_first_day(articles: Iterable[Article]) -> date | None:
    """Return the day on which the first dated article came; None if none is dated."""
    found = (read_interval(one.published) for one in articles)
    return min((one.earliest.date() for one in found if one), default=None)


def is_long_ago(since: date | None, dates: Sequence[Dated]) -> bool:
    """Whether all that is dated was long before the story's first report."""
    ends = [interval.latest for one in dates if (interval := read_interval(one.date))]
    return bool(ends) and since is not None and (since - max(ends).date()).days > LONG_AGO


def find_later(articles: Sequence[Article]) -> frozenset[str]:
    """Return the articles that come later than the day after the first."""
    since = find_first_day(articles)
    days = {one.id: find_first_day([one]) for one in articles}
    return frozenset(
        name for name, day in days.items() if day and since and (day - since).days > NEXT_DAY
    )


def find_latecomers(pages: Mapping[str, Page]) -> frozenset[str]:
    """Return the articles that come long after the middle one: a trial's end, an anniversary."""
    days = {
        name: interval.latest.date()
        for name, page in pages.items()
        if (interval := read_interval(page.article.published or page.article.updated))
    }
    if not days:
        return frozenset()
    middle = sorted(days.values())[(len(days) - 1) // 2]
    return frozenset(name for name, day in days.items() if (day - middle).days > WEEKS_LATER)


def is_counted_out(pages: Mapping[str, Page]) -> bool:
    """Whether one of the articles has the end of a count."""
    texts = (page.article.text[page.article.start : page.article.end] for page in pages.values())
    return any(FINAL.search(text) for text in texts)


def is_partial(page: Page, span: Span) -> bool:
    """Whether a sentence, or one before it in its paragraph, tells how far a count had come."""
    text = page.article.text
    paragraph = text.rfind("\n", page.article.start, span.start) + 1
    return PARTIAL.search(text, paragraph, span.end) is not None
