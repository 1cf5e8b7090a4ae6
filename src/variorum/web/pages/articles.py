"""An article with its versions and silent edits, and the lasting address of any words."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from variorum.archive.archive import Archive
from variorum.archive.records import ArticlePage, Edit, Edits
from variorum.model import FollowUp, Story
from variorum.report.phrases import file_name, shorten
from variorum.report.readings import Stretch, find_differences
from variorum.web.asked import As, Asked, Id
from variorum.web.decisions import place_anchor
from variorum.web.desk import lay_out, point_at, view_alone
from variorum.web.exports import send_article
from variorum.web.render import render, with_query
from variorum.web.sheets import LISTS

router = APIRouter()
LONG = 400  # letters of an edit that are shown
GRAVE = frozenset({"taken out", "softened", "hardened", "corrected"})
Version = Annotated[int | None, Query(ge=1, le=1_000_000)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]


@dataclass(frozen=True, slots=True)
class EditLine:
    """An edit in words: `stretches` as the pages show differences."""

    kind: str
    grave: bool
    because: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class EditsView:
    """What a version changed; `said`: how the page owns to it."""

    newer: int
    said: str
    notice: str
    lines: tuple[EditLine, ...]
    hidden: int


@router.get("/articles")
def show_article(  # noqa: PLR0917 - the fields of the address
    request: Request,
    archive: Asked,
    id: Id = "",  # noqa: A002 - the name in the address
    version: Version = None,
    start: Offset = 0,
    end: Offset = 0,
    kind: As = "page",
) -> Response:
    """Show a version of an article, by default the one that counts."""
    page = archive.article(id, version)
    if page is None:
        raise HTTPException(404)
    if kind != "page":
        return send_article(page, [page.document], kind)
    current = any(one.number == page.number and one.current for one in page.versions)
    story = archive.story(page.story) if page.story and current else None
    line = archive.story_line(story.id if story else page.story or "")
    view = view_alone(
        page.annotated,
        lay_out(story).view if story else None,
        f"/stories/{line.id}" if line else "",
    )
    return render(
        request,
        "article_page.html",
        view=point_at(view, start, end),
        story=line,
        versions=page.versions,
        number=page.number,
        edits=_find_edits(archive, page),
        sha256=page.document.sha256,
        file=file_name(page.document.path),
        follow_up=_find_follow_up(story, id),
        fields={"id": id, "version": version},
        kinds=LISTS,
    )


@router.get("/place")
def find_place(
    archive: Asked, article: Id, text: Id = "", start: Offset = 0, end: Offset = 0
) -> Response:
    """Lead to words in the version of an article that has them, by the hash of its text."""
    page = archive.article(article)
    if page is None:
        raise HTTPException(404)
    wanted = next((one for one in page.versions if one.text_sha256 == text), None)
    if wanted is None and text:
        raise HTTPException(404, "No version of this article has that text.")
    number = None if wanted is None or wanted.current else wanted.number
    if number is not None:
        page = archive.article(article, number) or page
    anchor = place_anchor(article, page.annotated.article.text, start, end)
    href = with_query("/articles", id=article, version=number, start=start, end=end)
    return RedirectResponse(f"{href}#{anchor}", status_code=303)


def _find_follow_up(story: Story | None, article: str) -> FollowUp | None:
    """Return how an article comes back to its story; None if it does not."""
    found = story.follow_ups if story else ()
    return next((one for one in found if one.article == article), None)


def _find_edits(archive: Archive, page: ArticlePage) -> EditsView | None:
    """Return what the version shown changed in the one before it; None if it is the first."""
    numbers = [one.number for one in page.versions]
    place = numbers.index(page.number)
    if not place:
        return None
    found = archive.edits(page.annotated.article.id, numbers[place - 1], page.number)
    if found is None:
        return None
    told = [one for one in found.edits if one.kind != "trivial"]
    return EditsView(
        newer=found.newer.number,
        said=found.said or "",
        notice=found.newer.annotated.article.cut(found.notice) if found.notice else "",
        lines=tuple(_line(one, found) for one in told),
        hidden=found.trivial,
    )


def _line(one: Edit, found: Edits) -> EditLine:
    old = found.older.annotated.article.cut(one.old) if one.old else ""
    new = found.newer.annotated.article.cut(one.new) if one.new else ""
    if old and new:
        stretches = tuple(find_differences(old, new))
    elif old:
        stretches = (Stretch("missing", shorten(old, LONG)),)
    else:
        stretches = (Stretch("added", shorten(new, LONG)),)
    return EditLine(one.kind, one.changes_meaning or one.kind in GRAVE, one.because, stretches)
