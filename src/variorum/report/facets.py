"""What a sentence gives: who, when, where, why and how many; which numbers; and how long ago."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from variorum.model import Dated
from variorum.report.wordings import Page, Wording
from variorum.text.clock import read_interval

LONG_AGO = 60  # days
LARGE = 30  # from which a number that two sentences give is one number, whatever it counts
UNCOUNTED = frozenset({"age", "distance", "share"})
WHY = re.compile(
    r"\b(?:because|motives?|reasons?|prompted|sparked|triggered|stemm(?:ed|ing)|caused?|due\sto|over\san?|"
    r"after\san?\s(?:\w+\s){0,2}(?:argument|dispute|fight|quarrel|altercation|vote|ruling|report|leak|"
    r"collision|strike|protest)|in\s(?:response|retaliation|protest|order)\b|so\sthat|blam(?:ed|ing|es)|"
    r"result(?:ed|ing)\sfrom|led\sto|accus(?:ed|ing)\s)\b",
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


def is_long_ago(since: date | None, dates: Sequence[Dated]) -> bool:
    """Whether all that is dated was long before the story's first report."""
    ends = [interval.latest for one in dates if (interval := read_interval(one.date))]
    return bool(ends) and since is not None and (since - max(ends).date()).days > LONG_AGO
