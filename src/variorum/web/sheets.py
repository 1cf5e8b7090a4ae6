"""A list as a file: one table, written as CSV, Markdown, JSON or a page that stands alone."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final, Literal

from starlette.responses import Response

from variorum import __version__
from variorum.report.annotations import MEDIA_TYPE
from variorum.report.html import FORBIDDEN, style
from variorum.web.render import pages

FileKind = Literal["page", "html", "json", "csv", "markdown", "annotations"]
TYPES: Final[Mapping[str, tuple[str, str]]] = {
    "html": ("text/html; charset=utf-8", "html"),
    "json": ("application/json", "json"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "markdown": ("text/markdown; charset=utf-8", "md"),
    "annotations": (MEDIA_TYPE, "jsonld"),
}
LISTS: Final = (("html", "HTML"), ("json", "JSON"), ("csv", "CSV"), ("markdown", "Markdown"))
FINDINGS: Final = (*LISTS, ("annotations", "W3C Web Annotations"))
STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run

Row = Sequence[str | int | float | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a heading; `rows` have a cell for each column. `name` is the file's."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def send_sheet(sheet: Sheet, kind: FileKind) -> Response:
    """Return a table as a file of the wanted kind."""
    writers = {"csv": as_csv, "markdown": as_markdown, "html": as_html}
    text = writers[kind](sheet) if kind in writers else as_json(sheet)
    return send_file(sheet.name, kind if kind in writers else "json", text)


def send_file(name: str, kind: str, text: str | bytes) -> Response:
    """Return text as a download; a name is ours, and plain ASCII."""
    media_type, suffix = TYPES[kind]
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    headers = {"content-disposition": f'attachment; filename="{name}.{suffix}"'}
    return Response(data, headers={**headers, "content-type": media_type})


def as_csv(sheet: Sheet) -> str:
    r"""Return a table as CSV; what a spreadsheet would run gets an apostrophe before it.

    >>> as_csv(Sheet("a", "A", ("x", "y"), (("=1+1", 2),)))
    "x,y\r\n'=1+1,2\r\n"
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    writer.writerows([_cell(one) for one in row] for row in sheet.rows)
    return out.getvalue()


def as_markdown(sheet: Sheet) -> str:
    """Return a table as Markdown, in which nothing from a source is markup."""
    lines = [f"# {_plain(sheet.title)}", ""]
    lines.append(_markdown_row(sheet.columns))
    lines.append(_markdown_row(["---"] * len(sheet.columns), plain=False))
    lines += [_markdown_row(row) for row in sheet.rows]
    return "\n".join(lines) + "\n"


def as_json(sheet: Sheet) -> str:
    """Return a table as a list of objects."""
    rows: list[dict[str, Any]] = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    return json.dumps({"title": sheet.title, "rows": rows}, ensure_ascii=True, indent=1) + "\n"


def as_html(sheet: Sheet) -> str:
    """Return a table as one page without scripts or outside requests."""
    text = (
        pages().get_template("sheet.html").render(sheet=sheet, style=style(), version=__version__)
    )
    return FORBIDDEN.sub("\ufffd", text)


def _cell(value: str | float | None) -> str | float | None:
    if isinstance(value, str) and value.startswith(STARTS_FORMULA):
        return "'" + value
    return value


def _markdown_row(cells: Row, *, plain: bool = True) -> str:
    shown = ("" if one is None else str(one) for one in cells)
    return "| " + " | ".join(_plain(one) if plain else one for one in shown) + " |"


def _plain(words: str) -> str:
    line = " ".join(words.split())
    for mark in "\\`*_[]<>|#":
        line = line.replace(mark, "\\" + mark)
    return line
