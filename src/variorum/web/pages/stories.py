"""The stories of the days, a story, and two of its articles side by side."""

from itertools import groupby

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from variorum.archive.archive import Archive
from variorum.archive.records import StoryLine
from variorum.model import Story
from variorum.web.asked import As, Asked, Day, Page, Text, choose, cut_page
from variorum.web.desk import choose_pair, lay_out, lay_side_by_side
from variorum.web.exports import send_story
from variorum.web.render import WHO, render, with_query
from variorum.web.sheets import FINDINGS, LISTS, Sheet, send_sheet

router = APIRouter()


@router.get("/")
def list_stories(  # noqa: PLR0917 - the fields of the form
    request: Request,
    archive: Asked,
    first_day: Day = "",
    last_day: Day = "",
    outlet: Text = "",
    page: Page = 1,
    kind: As = "page",
) -> Response:
    """Show the stories of the days, the newest first."""
    lines = archive.stories(choose(first_day, last_day, outlet, page))
    shown, more = cut_page(lines)
    if kind != "page":
        return send_sheet(_sheet(shown), kind)
    fields = {"first_day": first_day, "last_day": last_day, "outlet": outlet}
    one_day = first_day and first_day == last_day
    return render(
        request,
        "stories.html",
        area="stories",
        heading="Stories of the day" if one_day else "Stories",
        lines=shown,
        days=_group_days(shown),
        filtered=any(fields.values()) or page > 1,
        fields=fields,
        kinds=LISTS,
        newer=with_query("/", **fields, page=page - 1) if page > 1 else None,
        older=with_query("/", **fields, page=page + 1) if more else None,
        place=request.app.state.place,
    )


@router.get("/stories/{story_id}")
def show_story(request: Request, archive: Asked, story_id: str, kind: As = "page") -> Response:
    """Show a story with all that was found in it."""
    line, story = find_story(archive, story_id)
    path = f"/stories/{line.id}"
    if line.id != story_id:
        return RedirectResponse(with_query(path, **dict(request.query_params)), status_code=308)
    if kind != "page":
        return send_story(archive, line, story, kind, str(request.base_url))
    settled = lay_out(story)
    return render(
        request,
        "story_page.html",
        area="stories",
        line=line,
        view=settled.view,
        others=settled.others,
        story_path=path,
        named=_find_named(story),
        open_conflicts=sum(one.verdict == "conflict" for one in story.conflicts),
        heads=(),
        few=True,
        who=request.cookies.get(WHO, ""),
        kinds=FINDINGS,
    )


@router.get("/stories/{story_id}/side")
def show_side_by_side(
    request: Request, archive: Asked, story_id: str, left: Text = "", right: Text = ""
) -> Response:
    """Show two articles of a story beside each other."""
    line, story = find_story(archive, story_id)
    if len(story.articles) < 2:
        return RedirectResponse(f"/stories/{line.id}", status_code=303)
    view = lay_out(story).view
    first, second = choose_pair(story, view, left, right)
    pair = lay_side_by_side(story, view, first, second)
    return render(
        request,
        "side.html",
        area="stories",
        line=line,
        left=pair.left,
        right=pair.right,
        passages=pair.passages,
        choices=view.articles,
    )


def find_story(archive: Archive, story_id: str) -> tuple[StoryLine, Story]:
    """Return a story, under the id that it has now; HTTPException if there is none."""
    story = archive.story(story_id)
    line = archive.story_line(story.id) if story else None
    if line is None or story is None:
        raise HTTPException(404)
    return line, story


def _find_named(story: Story) -> set[str]:
    """Return the speakers that have a page of their own: those whose name is known."""
    speaking = {who for _, who in story.speakers}
    return {name.name for name in story.names if name.id in speaking}


def _group_days(
    lines: list[StoryLine],
) -> list[tuple[str, list[StoryLine], list[StoryLine]]]:
    """Return the lines by day: the day, stories of several reports, those told once."""
    found = []
    for day, group in groupby(lines, key=lambda one: one.last_day):
        same = list(group)
        told = sorted((one for one in same if one.articles > 1), key=lambda one: -one.articles)
        found.append((day, told, [one for one in same if one.articles == 1]))
    return found


def _sheet(lines: list[StoryLine]) -> Sheet:
    return Sheet(
        "stories",
        "Stories",
        (
            *("id", "title", "day", "last_day", "articles", "outlets"),
            *("origins", "origins_max", "open_conflicts", "updated"),
        ),
        tuple(
            (
                *(one.id, one.title, one.day, one.last_day, one.articles, one.outlets),
                *(one.origins[0], one.origins[1], one.conflicts, one.updated),
            )
            for one in lines
        ),
    )
