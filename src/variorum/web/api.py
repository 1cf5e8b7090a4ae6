"""The archive for programs: JSON under /api, described in OpenAPI.

Stories and articles come in the contract of the report (docs/reference/report-json.md); lists as
objects with `items` and `next`, the address of the following page.
"""

import json
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from variorum.archive.records import Choice, SearchKind
from variorum.judgements.lines import judgement_line, read_judgement
from variorum.judgements.records import JudgementKind, SpeakerKind
from variorum.model import Comparison, ConflictKind, ConflictVerdict, Story
from variorum.report.checked import write_check_json
from variorum.report.contract import dump, to_contract
from variorum.web.asked import DAY, Asked
from variorum.web.checking import LONGEST, Checker, CheckError
from variorum.web.exports import report_story
from variorum.web.pages.drafts import check_draft
from variorum.web.pages.stories import find_story
from variorum.web.sources import Against

MOST = 200  # lines of a list
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out")]
Day = Annotated[str | None, Query(pattern=DAY, description="A day, like 2026-05-24")]
Name = Annotated[str, Query(min_length=1, max_length=1000)]
Outlet = Annotated[str | None, Query(max_length=300)]
Fault = {"description": "What is wrong, and what to do", "content": {"application/json": {}}}
FAULTS: dict[int | str, dict[str, Any]] = dict.fromkeys(
    (400, 401, 403, 404, 405, 413, 415, 421, 422), Fault
)
router = APIRouter(responses=FAULTS)


class Draft(BaseModel):
    """A draft to be checked."""

    text: str = Field(min_length=1, max_length=LONGEST)
    against: Literal["recent", "story", "search"] = "recent"
    story: str = Field("", max_length=1000, description="The story's id, if against a story")
    search: str = Field("", max_length=300, description="Words to look for, if against a search")


class AnchorLine(BaseModel):
    """Words in one version of an article; offsets are code points."""

    model_config = ConfigDict(extra="forbid")

    article: str
    text_sha256: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    exact: str
    prefix: str = ""
    suffix: str = ""
    url: str | None = None


class JudgementLine(BaseModel):
    """What one person decided, as a line of `variorum-judgements/1`."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = Field(None, description="Made from the rest if it is left out")
    kind: JudgementKind
    who: str
    when: str = Field(description="ISO 8601 with a zone: 2026-05-03T14:05:00+02:00")
    why: str
    anchors: list[AnchorLine] = Field(default_factory=list)
    others: list[AnchorLine] = Field(default_factory=list)
    speaker: str | None = None
    speaker_kind: SpeakerKind = "person"
    conflict: ConflictKind | None = None
    verdict: ConflictVerdict | None = None
    about: str = ""
    values: list[str] = Field(default_factory=list)
    undoes: str | None = None


def _send(value: object) -> Response:
    return Response(dump(value), media_type="application/json")


def _send_lines(request: Request, lines: Any, offset: int, limit: int) -> Response:  # noqa: ANN401
    shown = [asdict(one) for one in lines[:limit]]
    following = None
    if len(lines) > limit:
        following = str(request.url.include_query_params(offset=offset + limit, limit=limit))
    return _send({"items": shown, "next": following})


@router.get("/stories", summary="Stories, the newest day first")
def list_stories(  # noqa: PLR0917 - the fields of the address
    request: Request,
    archive: Asked,
    first_day: Day = None,
    last_day: Day = None,
    outlet: Outlet = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Return the stories of some days, or all."""
    choice = Choice(first_day or None, last_day or None, outlet or None, offset, limit + 1)
    lines = archive.stories(choice)
    return _send_lines(request, lines, offset, limit)


@router.get("/stories/{story_id}", summary="A story with all findings (variorum-report/1)")
def get_story(archive: Asked, story_id: str, *, with_text: bool = False) -> Response:
    """Return a story as a report of one story; `with_text` adds its documents' texts."""
    _, story = find_story(archive, story_id)
    return _send(to_contract(report_story(archive, story), with_text=with_text))


@router.get("/articles", summary="A version of an article (variorum-report/1)")
def get_article(
    archive: Asked,
    id: Name,  # noqa: A002 - the name in the address
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    *,
    with_text: bool = False,
) -> Response:
    """Return an article as a report of one article, with its versions."""
    page = archive.article(id, version)
    if page is None:
        raise HTTPException(404)
    story = Story(page.story or "", page.annotated.article.title or "", (page.annotated,))
    found = to_contract(Comparison((page.document,), (story,)), with_text=with_text)
    found |= {
        "story": page.story,
        "version": page.number,
        "versions": [asdict(one) for one in page.versions],
    }
    return _send(found)


@router.get("/edits", summary="What changed between two versions of an article")
def get_edits(
    archive: Asked,
    id: Name,  # noqa: A002 - the name in the address
    older: Annotated[int, Query(ge=1, le=1_000_000)],
    newer: Annotated[int, Query(ge=1, le=1_000_000)],
) -> Response:
    """Return the edits, trivial ones counted, and how the page owns to them."""
    page = archive.article(id)
    numbers = {one.number for one in page.versions} if page else set()
    found = (
        archive.edits(id, older, newer) if {older, newer} <= numbers and older != newer else None
    )
    if found is None:
        raise HTTPException(404)
    return _send(
        {
            "article": id,
            "older": older,
            "newer": newer,
            "said": found.said,
            "notice": found.notice and asdict(found.notice),
            "trivial": found.trivial,
            "edits": [asdict(one) for one in found.edits],
        }
    )


@router.get("/people", summary="Who is quoted")
def list_people(
    request: Request,
    archive: Asked,
    prefix: Annotated[str, Query(max_length=300)] = "",
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Return speakers, the most quoted first."""
    lines = archive.speakers(prefix, offset=offset, limit=limit + 1)
    return _send_lines(request, lines, offset, limit)


@router.get("/person", summary="All that a speaker said")
def get_person(
    request: Request, archive: Asked, name: Name, offset: Offset = 0, limit: Limit = 50
) -> Response:
    """Return what a speaker said, newest first."""
    page = archive.speaker(name, offset=offset, limit=limit + 1)
    if page is None:
        raise HTTPException(404)
    return _send_lines(request, page.said, offset, limit)


@router.get("/outlets", summary="Outlets")
def list_outlets(
    request: Request, archive: Asked, offset: Offset = 0, limit: Limit = 50
) -> Response:
    """Return outlets, those of most articles first."""
    return _send_lines(request, archive.outlets(offset=offset, limit=limit + 1), offset, limit)


@router.get("/outlet", summary="What an outlet prints")
def get_outlet(archive: Asked, name: Name, offset: Offset = 0, limit: Limit = 50) -> Response:
    """Return an outlet's shares and a page of its articles."""
    page = archive.outlet(name, offset=offset, limit=limit)
    if page is None:
        raise HTTPException(404)
    return _send(asdict(page))


@router.get("/search", summary="Search texts, quotations and speakers")
def search(  # noqa: PLR0917 - the fields of the address
    request: Request,
    archive: Asked,
    text: Annotated[str, Query(min_length=1, max_length=300)],
    kind: SearchKind = "text",
    first_day: Day = None,
    last_day: Day = None,
    outlet: Outlet = None,
    offset: Offset = 0,
    limit: Limit = 50,
) -> Response:
    """Return the places that a search finds, with the words around them."""
    choice = Choice(first_day or None, last_day or None, outlet or None, offset, limit + 1)
    hits = archive.search(text, kind, choice)
    return _send_lines(request, hits, offset, limit)


@router.post("/check", summary="Check a draft (variorum-check/1)")
def check(request: Request, archive: Asked, draft: Draft) -> Response:
    """Return what the archive says to each quotation, number, name and date of a draft."""
    checker: Checker = request.app.state.checker
    wanted = Against(draft.against, story=draft.story, text=draft.search)
    try:
        found = check_draft(archive, checker, draft.text, wanted)
    except CheckError as error:
        raise HTTPException(422, str(error)) from None
    return Response("".join(write_check_json(found)), media_type="application/json")


@router.get("/judgements", summary="What people decided (variorum-judgements/1)")
def list_judgements(archive: Asked) -> Response:
    """Return all judgements, in the order in which they were made."""
    return _send({"items": [judgement_line(one) for one in archive.judgements()]})


@router.post("/judgements", summary="Keep a judgement", status_code=201)
def judge(archive: Asked, judgement: JudgementLine) -> Response:
    """Keep a judgement as `variorum-judgements/1` has it; the same one twice counts once."""
    try:
        made = read_judgement(judgement.model_dump(exclude_unset=True))
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    archive.judge(made)
    return Response(json.dumps({"id": made.id}), status_code=201, media_type="application/json")
