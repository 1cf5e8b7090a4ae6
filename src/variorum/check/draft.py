"""Check drafts against their sources: the whole of it in one list, in text order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.annotate.dates import find_dates
from variorum.check.ages import Aged, check_ages, lay_ages
from variorum.check.claims import check_claims
from variorum.check.dates import check_dates
from variorum.check.names import Known, check_names, lay_names
from variorum.check.numbers import Numbers, check_numbers, lay_numbers
from variorum.check.places import Sources, lay_sources
from variorum.check.quotes import check_quotes, find_runs
from variorum.check.weekdays import check_weekdays
from variorum.group.names import group_names
from variorum.model import Annotated, Article, CheckItem

BESIDE = frozenset({"navigation", "related", "promotion"})
POINT = re.compile(
    r"\A\s*(?:[-–—*•‣·]|\d{1,2}[.)])\s+\w|[.!?:][”\"’)*]*\s*\Z"
)  # a point of a list, or a whole sentence


@dataclass(frozen=True, slots=True)
class Ground:
    """The sources, prepared once for all drafts."""

    articles: tuple[Annotated, ...]
    sources: Sources
    names: Known
    numbers: Numbers
    ages: Mapping[str, Sequence[Aged]]


def take_whole(article: Article) -> Article:
    """Return a draft with all its lists and full sentences as body.

    What looks like a menu or a list of links on a page is, in a draft, somebody's list of points.
    """
    blocks = tuple(
        replace(block, kind="body")
        if block.kind in BESIDE and POINT.search(article.text[block.start : block.end])
        else block
        for block in article.blocks
    )
    return replace(article, blocks=blocks)


def check_drafts(drafts: Sequence[Annotated], sources: Sequence[Annotated]) -> list[CheckItem]:
    """Return what the sources say to each quotation, attribution, number, name, date and claim.

    Items come draft by draft, in text order. A source that is a draft itself, under another name,
    confirms everything: keep it out.
    """
    ground = Ground(
        tuple(sources),
        lay_sources(sources),
        lay_names(sources),
        lay_numbers(sources),
        lay_ages(sources),
    )
    return [item for draft in drafts for item in _check_one(draft, ground)]


def check_draft(draft: Annotated, sources: Sequence[Annotated]) -> list[CheckItem]:
    """Return the items of a single draft."""
    return check_drafts([draft], sources)


def _check_one(draft: Annotated, ground: Ground) -> list[CheckItem]:
    names, speakers = group_names([draft, *ground.articles])
    dates, assumed = list(draft.dates), None
    if draft.article.published is None and draft.article.updated is None:
        days = (one.article.published or "" for one in ground.articles)
        assumed = max(days, default="")[:10] or None
        dates = find_dates(replace(draft.article, published=assumed), draft.sentences)
    dated = replace(draft, dates=tuple(dates))
    numbers = check_numbers(dated, ground.sources, ground.numbers)
    items = [
        *check_quotes(draft, ground.sources, names, speakers),
        *check_ages(draft, numbers, ground.ages),
        *check_names(draft, ground.names),
        *check_dates(draft, dates, ground.sources, assumed),
        *check_weekdays(draft, dates, ground.sources),
        *check_claims(draft, find_runs(draft), ground.sources),
    ]
    return sorted(items, key=lambda item: (item.span.start, -item.span.end, item.type))
