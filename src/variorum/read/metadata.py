"""What an article's own lines say about it: title, people, agencies, times, language.

Nothing is invented: a field that no line states is None or empty. Dates in the prose are not
publication dates, names under pictures are not credits, and "told the BBC" names no outlet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.model import Block, Dateline
from variorum.read.agencies import find_named_agencies
from variorum.read.article_people import (
    find_article_credits,
    find_article_dateline,
    find_byline,
    name_agency,
)
from variorum.read.article_times import find_times, is_day_first
from variorum.read.article_titles import find_outlet, find_outlet_line, find_title
from variorum.read.languages import find_language
from variorum.read.outlets import find_named_outlet
from variorum.read.placed_lines import join_prose, place_lines


@dataclass(frozen=True, slots=True)
class Metadata:
    """An article's metadata; the fields are those of `variorum.model.Article`."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published: str | None = None
    updated: str | None = None
    credits: tuple[str, ...] = ()
    language: str | None = None


def read_metadata(
    text: str, blocks: Sequence[Block], page: Mapping[str, str] | None = None
) -> Metadata:
    r"""Read the metadata that one article's blocks give, and its HTML page's own if there is one.

    page: "title", "author", "published", "modified", "site", "language", "url"; any may be missing.

    >>> text = "Dam bursts\nBy Jane Roe\nMay 3, 2021 10:15 GMT"
    >>> read_metadata(text, [Block("headline", 0, 10), Block("byline", 11, 45)], None).published
    '2021-05-03T10:15+00:00'
    """
    page = page or {}
    lines = list(place_lines(text, blocks))
    named = find_named_agencies(text[blocks[0].start : blocks[-1].end]) if blocks else {}
    dateline = name_agency(find_article_dateline(text, blocks), text, named)
    byline = find_byline(lines, page)
    language = find_language(join_prose(text, blocks), page.get("language"))
    published, updated = find_times(lines, page, is_day_first(page, language))
    credited = [dateline.agency] if dateline and dateline.agency else []
    credited += [*byline.agencies, *find_article_credits(lines, named)]
    title, title_outlet = find_title(text, blocks, page)
    stated = byline.outlet or title_outlet or find_outlet_line(text, blocks)
    outlet, owner = find_outlet(lines, page, stated)
    if outlet is None and not owner:
        outlet = find_named_outlet(lines, byline.names)
    return Metadata(
        title=title,
        outlet=outlet,
        byline=tuple(name for name in byline.names if name != outlet),
        dateline=dateline,
        published=published,
        updated=updated,
        credits=tuple(dict.fromkeys([*credited, *owner])),
        language=language,
    )
