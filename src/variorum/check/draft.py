"""Check a draft against its sources: the whole of it in one list, in text order."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.annotate.dates import find_dates
from variorum.check.claims import check_claims
from variorum.check.dates import check_dates
from variorum.check.names import check_names
from variorum.check.numbers import check_numbers
from variorum.check.places import lay_sources
from variorum.check.quotes import check_quotes, find_runs
from variorum.group.names import group_names
from variorum.model import Annotated, CheckItem


def check_draft(draft: Annotated, sources: Sequence[Annotated]) -> list[CheckItem]:
    """Return what the sources say to each quotation, attribution, number, name, date and claim.

    Sources that are the draft itself, under another name, confirm everything: keep it out of them.
    """
    ground = lay_sources(sources)
    names, speakers = group_names([draft, *sources])
    dates, assumed = list(draft.dates), None
    if draft.article.published is None and draft.article.updated is None:
        assumed = max((one.article.published or "" for one in sources), default="")[:10] or None
        dates = find_dates(replace(draft.article, published=assumed), draft.sentences)
    items = [
        *check_quotes(draft, ground, names, speakers),
        *check_numbers(draft, ground),
        *check_names(draft, sources),
        *check_dates(draft, dates, ground, assumed),
        *check_claims(draft, find_runs(draft), ground),
    ]
    return sorted(items, key=lambda item: (item.span.start, -item.span.end, item.type))
