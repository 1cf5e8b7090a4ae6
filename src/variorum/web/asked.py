"""What a page can be asked for, with the limits that a hostile address meets."""

from collections.abc import Sequence
from typing import Annotated, Final, TypeVar

from fastapi import Depends, Query, Request

from variorum.web.sheets import FileKind
from variorum.web.shelf import Shelf

Line = TypeVar("Line")
LINES: Final = 40  # of a list on one page
DAY = r"^(\d{4}-\d{2}-\d{2})?$"


def shelf(request: Request) -> Shelf:
    """Return the archive that this application shows."""
    found: Shelf = request.app.state.archive
    return found


Archive = Annotated[Shelf, Depends(shelf)]
Text = Annotated[str, Query(max_length=300)]
Name = Annotated[str, Query(max_length=1000)]
Id = Annotated[str, Query(max_length=1000)]
Day = Annotated[str, Query(pattern=DAY, description="A day, like 2026-05-24")]
Page = Annotated[int, Query(ge=1, le=100_000)]
As = Annotated[FileKind, Query(alias="as")]


def cut_page(lines: Sequence[Line], most: int = LINES) -> tuple[list[Line], bool]:
    """Return the lines of a page, of one more that were asked for, and whether there are more."""
    return list(lines[:most]), len(lines) > most
