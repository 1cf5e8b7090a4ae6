"""What a page can be asked for, with the limits that a hostile address meets."""

from collections.abc import Sequence
from typing import Annotated, Final, TypeVar

from fastapi import Depends, Query, Request

from variorum.archive.archive import Archive
from variorum.archive.records import Choice
from variorum.web.sheets import FileKind

Line = TypeVar("Line")
LINES: Final = 40  # of a list on one page
DAY = r"^(\d{4}-\d{2}-\d{2})?$"


def find_archive(request: Request) -> Archive:
    """Return the archive that this application shows."""
    found: Archive = request.app.state.archive
    return found


Asked = Annotated[Archive, Depends(find_archive)]
Text = Annotated[str, Query(max_length=300)]
Name = Annotated[str, Query(max_length=1000)]
Id = Annotated[str, Query(max_length=1000)]
Day = Annotated[str, Query(pattern=DAY, description="A day, like 2026-05-24")]
Page = Annotated[int, Query(ge=1, le=100_000)]
As = Annotated[FileKind, Query(alias="as")]


def choose(first_day: str, last_day: str, outlet: str, page: int) -> Choice:
    """Return the lines of a page, and one more, to know whether there are more."""
    return Choice(
        first_day or None,
        last_day or None,
        outlet.strip() or None,
        offset=(page - 1) * LINES,
        limit=LINES + 1,
    )


def cut_page(lines: Sequence[Line], most: int = LINES) -> tuple[list[Line], bool]:
    """Return the lines of a page, of one more that were asked for, and whether there are more."""
    return list(lines[:most]), len(lines) > most
