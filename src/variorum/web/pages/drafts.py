"""Check a draft: paste text, and see what the archive says to each thing in it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from variorum.archive.archive import Archive
from variorum.archive.records import StoryLine
from variorum.model import Check
from variorum.report.check_page import view_drafts
from variorum.web.asked import Asked, Id, Text
from variorum.web.checking import LONGEST, Checker, CheckError
from variorum.web.forms import read_form, text
from variorum.web.render import render
from variorum.web.sources import MOST, Against, find_sources

router = APIRouter()
NO_SOURCES = {
    "story": "That story is not in the archive any more. Choose something else to check against.",
    "search": "That search finds no article. Try other words, or check against the newest.",
    "recent": "The archive is empty: there is nothing to check against. Add articles first, with "
    "variorum add.",
}


@router.get("/check")
def show_form(
    request: Request, archive: Asked, story: Id = "", against: Text = "", text: Text = ""
) -> Response:
    """Show the form."""
    line = archive.story_line(story) if story else None
    fields = {"against": "story" if line else against, "text": text}
    return _page(request, fields, "", line)


@router.post("/check")
def check(
    request: Request, archive: Asked, fields: Annotated[FormData, Depends(read_form)]
) -> Response:
    """Check the draft of the form; nothing of it is kept."""
    given = fields.get("draft", "")
    draft = given if isinstance(given, str) else ""
    story = text(fields, "story")
    line = archive.story_line(story) if story else None
    asked = {"against": text(fields, "against"), "text": text(fields, "text", 300)}
    wanted = Against(asked["against"] or "recent", story=story, text=asked["text"])
    checker: Checker = request.app.state.checker
    try:
        found = check_draft(archive, checker, draft, wanted)
    except CheckError as error:
        return _page(request, asked, draft, line, problem=str(error), status=422)
    return _page(request, asked, draft, line, found=found)


def check_draft(archive: Archive, checker: Checker, draft: str, wanted: Against) -> Check:
    """Return what the archive says to a draft; CheckError with words for people."""
    if wanted.kind not in NO_SOURCES:
        raise CheckError("Choose what to check against.")
    sources = find_sources(archive, wanted)
    if not sources:
        raise CheckError(NO_SOURCES[wanted.kind])
    return checker.check(draft, sources)


def _page(
    request: Request,
    fields: dict[str, str],
    draft: str,
    story: StoryLine | None,
    *,
    found: Check | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    return render(
        request,
        "draft.html",
        status=status,
        area="check",
        fields=fields,
        draft=draft[:LONGEST],
        story=story,
        problem=problem,
        drafts=view_drafts(found) if found else (),
        sources=len(found.sources) if found else 0,
        longest=LONGEST,
        most=MOST,
    )
