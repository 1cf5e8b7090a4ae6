"""Who is quoted, and all that one of them said: where, through which channel, how altered."""

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from variorum.archive.archive import Archive
from variorum.archive.records import QuoteLine, SpeakerPage
from variorum.model import Channel
from variorum.report import phrases
from variorum.web.asked import LINES, As, Asked, Name, Page, Text, cut_page
from variorum.web.render import render, with_query
from variorum.web.sheets import LISTS, Sheet, send_sheet

router = APIRouter()
NAMES = 120  # on one page


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something that a person said; `altered` is where the other wording is shown, "" if none."""

    words: str
    kind: str
    outlet: str
    channel: str
    title: str
    href: str
    altered: str


@router.get("/people")
def show_people(  # noqa: PLR0917 - the fields of the address
    request: Request,
    archive: Asked,
    name: Name = "",
    prefix: Text = "",
    page: Page = 1,
    kind: As = "page",
) -> Response:
    """List the people who are quoted, or show one of them."""
    if name:
        return _show_person(request, archive, name, page, kind)
    lines, more = cut_page(
        archive.speakers(prefix.strip(), offset=(page - 1) * NAMES, limit=NAMES + 1), NAMES
    )
    if kind != "page":
        rows = tuple((one.name, one.quotes) for one in lines)
        return send_sheet(Sheet("people", "People", ("name", "quotations"), rows), kind)
    return render(
        request,
        "people.html",
        area="people",
        lines=lines,
        fields={"prefix": prefix},
        newer=with_query("/people", prefix=prefix, page=page - 1) if page > 1 else None,
        older=with_query("/people", prefix=prefix, page=page + 1) if more else None,
    )


def _show_person(request: Request, archive: Archive, name: str, number: int, kind: As) -> Response:
    page = archive.speaker(name, offset=(number - 1) * LINES, limit=LINES + 1)
    if page is None:
        raise HTTPException(404)
    said, more = cut_page(page.said)
    if kind != "page":
        return send_sheet(_sheet(page, said), kind)
    fields = {"name": page.name}
    return render(
        request,
        "person.html",
        area="people",
        page=page,
        days=[
            (day, [_line(one) for one in group])
            for day, group in groupby(said, key=lambda one: one.day)
        ],
        kinds_of=phrases.KINDS,
        fields=fields,
        kinds=LISTS,
        newer=with_query("/people", **fields, page=number - 1) if number > 1 else None,
        older=with_query("/people", **fields, page=number + 1) if more else None,
    )


def _line(one: QuoteLine) -> SaidLine:
    return SaidLine(
        words=one.words,
        kind=one.kind,
        outlet=one.outlet or "Outlet not known",
        channel=_channel(one),
        title=one.title or "",
        href=_href(one),
        altered=f"/stories/{one.story}#s-wording" if one.altered and one.story else "",
    )


def _href(one: QuoteLine) -> str:
    return with_query("/place", article=one.article, start=one.span.start, end=one.span.end)


def _channel(one: QuoteLine) -> str:
    return phrases.channel(Channel(one.medium, one.partner, one.span)) if one.medium else ""


def _sheet(page: SpeakerPage, said: list[QuoteLine]) -> Sheet:
    columns = (
        *("day", "outlet", "title", "kind", "channel", "words"),
        *("altered", "article", "start", "end"),
    )
    rows = tuple(
        (
            *(one.day, one.outlet, one.title, phrases.KINDS.get(one.kind, one.kind)),
            *(_channel(one), one.words, "yes" if one.altered else "no"),
            *(one.article, one.span.start, one.span.end),
        )
        for one in said
    )
    return Sheet("person", page.name, columns, rows)
