"""Corrections by people: the forms, the list of all, undo, export."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from variorum.archive.archive import Archive
from variorum.archive.records import Choice, StoryLine
from variorum.errors import InputError
from variorum.judgements.records import undo
from variorum.model import Span, Story, Utterance
from variorum.report import phrases
from variorum.report.shown import Apparatus, Said, StoryView
from variorum.web.asked import LINES, As, Asked, Id, Text
from variorum.web.asked import Page as PageNumber
from variorum.web.decisions import list_judgements
from variorum.web.desk import lay_out
from variorum.web.exports import send_judgements
from variorum.web.forms import read_form, text
from variorum.web.judgement_forms import now, read_judgement_form
from variorum.web.pages.stories import find_story
from variorum.web.render import WHO, render, with_query
from variorum.web.sheets import LISTS

router = APIRouter()
Form = Annotated[FormData, Depends(read_form)]
MOST_OTHERS = 60  # utterances offered to be joined with one
ADDRESS = re.compile(r"/stories/([^/?#\s]+)")


@dataclass(frozen=True, slots=True)
class Other:
    """Something said that may be the same utterance."""

    span: Span
    text: str
    speaker: str
    label: str


@router.get("/judgements")
def show_judgements(  # noqa: PLR0917 - the fields of the address
    request: Request,
    archive: Asked,
    kept: Text = "",
    story: Id = "",
    finding: Id = "",
    page: PageNumber = 1,
    kind: As = "page",
) -> Response:
    """List what people decided, the latest first."""
    judgements = archive.judgements()
    lines = list_judgements(judgements)
    if kind != "page":
        return send_judgements(judgements, lines, kind)
    start = (page - 1) * LINES
    return render(
        request,
        "judgements.html",
        area="judgements",
        lines=lines[start : start + LINES],
        kept={"story": story, "finding": finding} if kept else None,
        who=request.cookies.get(WHO, ""),
        kinds=LISTS,
        newer=with_query("/judgements", page=page - 1) if page > 1 else None,
        older=with_query("/judgements", page=page + 1) if lines[start + LINES :] else None,
    )


@router.post("/judgements")
def judge(archive: Asked, fields: Form) -> Response:
    """Keep the judgement of a form."""
    line, story = find_story(archive, text(fields, "story"))
    joined = text(fields, "with")
    other = find_story(archive, joined)[1] if joined else None
    made = read_judgement_form(fields, story, other)
    archive.judge(made)
    return _kept(line.id, text(fields, "finding"), made.who)


@router.post("/judgements/undo")
def undo_judgement(archive: Asked, fields: Form) -> Response:
    """Keep the judgement that an earlier one no longer holds."""
    known = {one.id for one in archive.judgements()}
    if text(fields, "undoes") not in known:
        raise HTTPException(404)
    if not text(fields, "why"):
        raise InputError("why", "Say why, in a sentence.")
    made = undo(text(fields, "undoes"), text(fields, "who"), now(), text(fields, "why"))
    archive.judge(made)
    return _kept("", "", made.who)


@router.get("/stories/{story_id}/merge")
def choose_story(request: Request, archive: Asked, story_id: str, text: Text = "") -> Response:
    """Show the stories that one could be merged with."""
    line, _ = find_story(archive, story_id)
    return render(
        request,
        "merge.html",
        area="stories",
        line=line,
        text=text,
        found=[one for one in _look_for(archive, text) if one.id != line.id],
        who=request.cookies.get(WHO, ""),
    )


@router.get("/stories/{story_id}/correct")
def show_correction(request: Request, archive: Asked, story_id: str, finding: Id = "") -> Response:
    """Show a finding with what can be decided about it."""
    line, story = find_story(archive, story_id)
    settled = lay_out(story)
    owner = {other: key for key, others in settled.others.items() for other in others}
    shown = _find(settled.view, story, owner.get(finding, finding))
    if shown is None:
        raise HTTPException(404, "That finding is not in this story any more.")
    return render(
        request,
        "correct.html",
        area="stories",
        line=line,
        finding=finding,
        who=request.cookies.get(WHO, ""),
        **{"dispute": None, "utterance": None, "said": None, "article": None, **shown},
    )


def _kept(story: str, finding: str, who: str) -> Response:
    """Lead to the list of judgements; the browser remembers who judged."""
    address = with_query("/judgements", kept="yes", story=story, finding=finding)
    answer = RedirectResponse(address, status_code=303)
    if who.isascii() and who.isprintable() and len(who) <= 200:
        answer.set_cookie(WHO, who, httponly=True, samesite="strict", max_age=180 * 86400)
    return answer


def _look_for(archive: Archive, words: str) -> list[StoryLine]:
    match = ADDRESS.search(words)
    if match:
        line = archive.story_line(match[1])
        return [line] if line else []
    if not words.strip():
        return []
    hits = archive.search(words.strip(), choice=Choice(limit=60))
    ids = list(dict.fromkeys(hit.story for hit in hits if hit.story))[:12]
    return [line for line in map(archive.story_line, ids) if line]


def _find(view: StoryView, story: Story, key: str) -> dict[str, Any] | None:
    """Return what the page of a finding shows; None if there is no such finding."""
    ranked = sorted(story.conflicts, key=lambda one: phrases.VERDICTS[one.verdict][2])
    shown = (*view.disputes, *view.dismissed)
    for dispute, conflict in zip(shown, (*ranked, *story.dismissed), strict=True):
        if dispute.key == key:
            return {"dispute": dispute, "conflict": conflict}
    for one in view.apparatus:
        if one.key == key:
            return _find_utterance(view, story, one)
    for speaker in view.speakers:
        for said in speaker.said:
            if said.key == key:
                return _find_said(view, story, said, speaker.name)
    for article in view.articles:
        if article.key == key:
            siblings = [one for one in view.articles if one.key != key]
            return {"article": article, "siblings": siblings}
    return None


def _find_utterance(view: StoryView, story: Story, one: Apparatus) -> dict[str, Any] | None:
    """Return the readings that a shown utterance was made of: those at most of its places."""
    places = {link.anchor for side in one.sides for link in side.sources}
    keys = {article.article.id: article.key for article in view.articles}

    def shared(utterance: Utterance) -> int:
        spans = [reading.spans[0] for reading in utterance.readings if reading.spans]
        return sum(f"{keys[span.article]}-{span.start}-{span.end}" in places for span in spans)

    best = max(story.utterances, key=shared, default=None)
    if best is None:
        return None
    labels = phrases.labels(page.article for page in story.articles)
    readings = [reading for reading in best.readings if reading.spans]
    return {"utterance": one, "readings": readings, "labels": labels}


def _find_said(view: StoryView, story: Story, said: Said, name: str) -> dict[str, Any]:
    keys = {one.article.id: one.key for one in view.articles}
    spans = {
        f"{keys[page.article.id]}-{content[0].start}-{content[0].end}": content[0]
        for page in story.articles
        for content in (one.content for one in page.attributions if one.content)
    }
    others = [
        Other(spans[line.sources[0].anchor], line.text, speaker.name, line.sources[0].label)
        for speaker in view.speakers
        for line in speaker.said
        if line.key != said.key and line.sources and line.sources[0].anchor in spans
    ]
    return {
        "said": said,
        "span": spans[said.sources[0].anchor],
        "speaker": name,
        "names": [one.name for one in story.names if one.kind in {"person", "organisation"}],
        "others": others[:MOST_OTHERS],
    }
