"""The outlets, and what one of them prints: own, copied and quoted shares, and what it cuts."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from variorum.archive.archive import Archive
from variorum.archive.records import OutletPage
from variorum.report import phrases
from variorum.web.asked import LINES, As, Asked, Name, Page, cut_page
from variorum.web.render import render, with_query
from variorum.web.sheets import LISTS, Sheet, send_sheet

router = APIRouter()
NAMES = 120  # on one page
CUTS = 8  # shown on an outlet's page
READ = 6  # stories looked through for cuts: the outlet's newest
LONG = 300  # letters of a cut


@dataclass(frozen=True, slots=True)
class CutLine:
    """Words that stand in a parent, and not in the outlet's own report."""

    words: str
    parent: str
    title: str
    href: str


@router.get("/outlets")
def show_outlets(
    request: Request, archive: Asked, name: Name = "", page: Page = 1, kind: As = "page"
) -> Response:
    """List the outlets, or show one of them."""
    if name:
        return _show_outlet(request, archive, name, page, kind)
    lines, more = cut_page(archive.outlets(offset=(page - 1) * NAMES, limit=NAMES + 1), NAMES)
    if kind != "page":
        rows = tuple((one.name, one.articles) for one in lines)
        return send_sheet(Sheet("outlets", "Outlets", ("name", "articles"), rows), kind)
    return render(
        request,
        "outlets.html",
        area="outlets",
        lines=lines,
        newer=with_query("/outlets", page=page - 1) if page > 1 else None,
        older=with_query("/outlets", page=page + 1) if more else None,
    )


def _show_outlet(request: Request, archive: Archive, name: str, number: int, kind: As) -> Response:
    page = archive.outlet(name, offset=(number - 1) * LINES, limit=LINES + 1)
    if page is None:
        raise HTTPException(404)
    lines, more = cut_page(page.lines)
    if kind != "page":
        rows = tuple(
            (one.id, one.title, one.published, one.day, one.own, one.copied, one.quoted, one.story)
            for one in lines
        )
        columns = ("article", "title", "published", "day", "own", "copied", "quoted", "story")
        return send_sheet(Sheet("outlet", page.name, columns, rows), kind)
    fields = {"name": page.name}
    return render(
        request,
        "outlet.html",
        area="outlets",
        page=page,
        lines=lines,
        shares=_shares(page),
        parts_named=phrases.PARTS,
        cuts=find_cuts(archive, page) if number == 1 else (),
        fields=fields,
        kinds=LISTS,
        newer=with_query("/outlets", **fields, page=number - 1) if number > 1 else None,
        older=with_query("/outlets", **fields, page=number + 1) if more else None,
    )


def _shares(page: OutletPage) -> list[tuple[str, str, float]]:
    parts = (
        ("own", page.own),
        ("shared", page.shared),
        ("copied", page.copied),
        ("quoted", page.quoted),
    )
    return [(name, phrases.percent(part), part) for name, part in parts if part and part >= 0.005]


def find_cuts(archive: Archive, page: OutletPage) -> list[CutLine]:
    """Return what the newest copies of an outlet left out of their parents, newest first.

    Of stories that are to be compared again, nothing: that would take longer than a page may.
    """
    copies = [one for one in page.lines if one.story and one.copied][:READ]
    found: list[CutLine] = []
    stories = {one.story or "": archive.compared_story(one.story or "") for one in copies}
    for line in copies:
        story = stories[line.story or ""]
        if story is None:
            continue
        texts = {one.article.id: one.article for one in story.articles}
        labels = phrases.labels(texts.values())
        for revision in story.revisions:
            if revision.article != line.id:
                continue
            found += [
                CutLine(
                    words=phrases.shorten(texts[step.there.article].cut(step.there), LONG),
                    parent=labels[revision.parent],
                    title=line.title or "Without a title",
                    href=with_query("/articles", id=line.id),
                )
                for step in revision.steps
                if step.kind == "cut" and step.there
            ]
        if len(found) >= CUTS:
            break
    return found[:CUTS]
