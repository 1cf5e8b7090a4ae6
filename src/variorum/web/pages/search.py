"""Search over texts, quotations and speakers, with filters by day and outlet."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from variorum.archive.records import Hit, SearchKind
from variorum.web.asked import LINES, As, Asked, Day, Page, Text, choose, cut_page
from variorum.web.render import render, with_query
from variorum.web.sheets import LISTS, Sheet, send_sheet

router = APIRouter()
In = Annotated[SearchKind, Query()]


@router.get("/search")
def search(  # noqa: PLR0917 - the fields of the form
    request: Request,
    archive: Asked,
    text: Text = "",
    kind: In = "text",
    first_day: Day = "",
    last_day: Day = "",
    outlet: Text = "",
    page: Page = 1,
    file: As = "page",
) -> Response:
    """Show what a search finds, place by place."""
    words = text.strip()
    found = archive.search(words, kind, choose(first_day, last_day, outlet, page))
    hits, more = cut_page(found)
    if file != "page":
        return send_sheet(_sheet(words, hits), file)
    fields = {
        "text": text,
        "kind": kind,
        "first_day": first_day,
        "last_day": last_day,
        "outlet": outlet,
    }
    return render(
        request,
        "search.html",
        area="search",
        hits=[_show(one) for one in hits],
        first=(page - 1) * LINES + 1,
        fields=fields,
        kinds=LISTS,
        newer=with_query("/search", **fields, page=page - 1) if page > 1 else None,
        older=with_query("/search", **fields, page=page + 1) if more else None,
    )


def _show(one: Hit) -> dict[str, Any]:
    href = with_query("/place", article=one.article, start=one.span.start, end=one.span.end)
    return {**asdict(one), "href": href}


def _sheet(words: str, hits: list[Hit]) -> Sheet:
    columns = ("day", "outlet", "title", "speaker", "words", "article", "start", "end", "story")
    rows = tuple(
        (
            *(one.day, one.outlet, one.title, one.speaker, f"{one.before}{one.words}{one.after}"),
            *(one.article, one.span.start, one.span.end, one.story),
        )
        for one in hits
    )
    return Sheet("search", f"Search: {words}", columns, rows)
