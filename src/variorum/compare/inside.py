"""Where one article contradicts itself: its headline and its text, a weekday and its date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from variorum.annotate.calendar import WEEKDAY_NAMES, WEEKDAYS, find_anchor
from variorum.annotate.toll import QUANTITIES, casualties
from variorum.compare.tolls import Toll, judge
from variorum.model import Annotated, Article, Conflict, Figure, Span, Value

DAY_NAMED = re.compile(
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s+(?:the\s)?"
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z][a-z]{2,8})(?!\d)(?P<year>,?\s\d{4})?"
)
NEAR = 45  # days from the article's own: the year of a date without one is then sure


def compare_inside(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return what single articles contradict themselves in, article by article."""
    return [
        conflict
        for annotated in articles
        for conflict in (*_headline_and_text(annotated), *_weekdays(annotated))
    ]


def _headline_and_text(annotated: Annotated) -> Iterator[Conflict]:
    """Yield the tolls of a headline that the text below it does not bear out."""
    article = annotated.article
    heads = [block for block in article.blocks if block.kind == "headline"]
    headed = [f for f in annotated.figures if any(_inside(f.span, b.start, b.end) for b in heads)]
    above = [figure for figure in headed if figure.quantity in QUANTITIES and figure.low > 1]
    if not above:
        return
    below = [figure for figure in annotated.figures if figure not in headed]
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
