"""Where one article contradicts itself: its headline and its text, a weekday and its date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from variorum.annotate.calendar import WEEKDAY_NAMES, WEEKDAYS, find_anchor
from variorum.annotate.toll import QUANTITIES, casualties
from variorum.compare.tolls import Toll, judge
from variorum.compare.units import ELSEWHERE
from variorum.model import Annotated, Article, Conflict, Figure, Span, Value

DAY_NAMED = re.compile(
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+(?:the\s)?"
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z][a-z]{2,8})(?!\d)(?P<year>,?\s\d{4})?"
)
FEWEST = 10  # of what a headline counts: below it may be some of the whole
ROUNDED = 0.1  # of a number that a headline may round away
FAR = 3  # times: two numbers so far apart count two things
NEAR = 45  # days from the article's own: the year of a date without one is then sure


def compare_inside(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return what single articles contradict themselves in, article by article."""
    return [
        conflict
        for annotated in articles
        for conflict in (
            *_headline_and_text(annotated),
            *_counts_of_headline(annotated),
            *_weekdays(annotated),
        )
    ]


def _headline_and_text(annotated: Annotated) -> Iterator[Conflict]:
    """Yield the tolls of a headline that the text below it does not bear out."""
    article = annotated.article
    headed, below = _split_figures(annotated)
    above = [figure for figure in headed if figure.quantity in QUANTITIES and figure.low > 1]
    if not above:
        return
    dead, hurt = casualties(below, article)
    for quantity, toll, other in (("killed", dead, hurt), ("injured", hurt, dead)):
        stated = [figure for figure in above if figure.quantity == quantity]
        if toll is None or len(stated) != 1 or toll.low <= 1 or _told(stated[0], below):
            continue
        rest = other.low if other else None
        pair = (Toll(article, stated[0], rest), Toll(article, toll, rest))
        judged = judge(quantity, *pair, pair, {})
        if judged:
            values = tuple(Value(one.words(), one.figure.span) for one in pair)
            yield Conflict("number", f"number {quantity}", *judged, values)


def _counts_of_headline(annotated: Annotated) -> Iterator[Conflict]:
    """Yield what a headline counts where the text has one other number of the same, and not this.

    "340 jobs to go" above "is to cut 430 jobs".
    """
    article = annotated.article
    headed, told = _split_figures(annotated)
    for figure in headed:
        if figure.quantity in ELSEWHERE or figure.counts is None or figure.low < FEWEST:
            continue
        below = [one for one in told if one.quantity == figure.quantity and one.counts is not None]
        if len({(one.low, one.high) for one in below}) != 1 or _agree(figure, below[0]):
            continue
        values = tuple(Value(article.cut(one.span), one.span) for one in (figure, below[0]))
        because = f"'{values[0].value}' in the headline, '{values[1].value}' in the text"
        yield Conflict("number", figure.quantity, "conflict", because, values)


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two numbers may be one, told with unequal care, or the one part of the other."""
    low, high = sorted((one.low, other.low))
    ranged = any(figure.high != figure.low for figure in (one, other))
    return ranged or high - low <= ROUNDED * high or high > FAR * low


def _split_figures(annotated: Annotated) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of the headline and the others."""
    heads = [block for block in annotated.article.blocks if block.kind == "headline"]
    headed = [f for f in annotated.figures if any(_inside(f.span, b.start, b.end) for b in heads)]
    return headed, [figure for figure in annotated.figures if figure not in headed]


def _inside(span: Span, start: int, end: int) -> bool:
    return start <= span.start and span.end <= end


def _told(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether the text has the headline's number too."""
    return any(figure.low == other.low for other in others if other.unit == "people")


def _weekdays(annotated: Annotated) -> Iterator[Conflict]:
    """Yield the days of the month that do not fall on the weekday beside them, each once."""
    article = annotated.article
    seen: set[date] = set()
    for dated in annotated.dates:
        match = DAY_NAMED.search(article.text, max(0, dated.when.start - 12), dated.when.end)
        if match is None or dated.precision not in {"day", "time"}:
            continue
        day = date.fromisoformat(dated.date[:10])
        if not (match["year"] or _near(article, day)):
            continue
        if WEEKDAYS[match["weekday"].lower()] != day.weekday() and day not in seen:
            seen.add(day)
            span = Span(article.id, *match.span())
            real = WEEKDAY_NAMES[day.weekday()]
            because = f"{day} was a {real}" if _past(article, day) else f"{day} is a {real}"
            yield Conflict(
                "date", article.cut(dated.span), "conflict", because, _values(article, span)
            )


def _near(article: Article, day: date) -> bool:
    anchor = find_anchor(article)
    return bool(anchor and anchor.day and abs((anchor.day - day).days) <= NEAR)


def _past(article: Article, day: date) -> bool:
    anchor = find_anchor(article)
    return bool(anchor and anchor.day and day <= anchor.day)


def _values(article: Article, span: Span) -> tuple[Value, ...]:
    words = article.cut(span)
    weekday, _, rest = words.partition(" ")
    return (
        Value(
            weekday.strip(","), Span(article.id, span.start, span.start + len(weekday.strip(",")))
        ),
        Value(rest, Span(article.id, span.end - len(rest), span.end)),
    )
