"""A corpus's first tables as one page, the count of each row drawn beside it as a bar."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from variorum.corpus.report import Table

WIDTH, HEIGHT = 220, 14  # of the longest bar, in pixels
HEAD = Markup("""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 16px/1.5 system-ui, sans-serif }}
body {{ margin: 2rem auto; max-width: 70rem; padding: 0 1rem }}
section {{ overflow-x: auto }}
table {{ border-collapse: collapse; margin-bottom: 2rem }}
th, td {{ padding: .2rem .8rem .2rem 0; text-align: left; vertical-align: top }}
td.number, th.number {{ text-align: right; font-variant-numeric: tabular-nums }}
tr + tr td {{ border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent) }}
rect {{ fill: #3b6ea5 }}
</style></head><body><h1>{title}</h1>
""")
EMPTY = Markup("<p>The corpus holds nothing for this.</p>")


def draw_page(title: str, tables: Mapping[str, Table]) -> str:
    """Return an HTML page without scripts: each table under its title."""
    parts = [HEAD.format(title=title)]
    for name, (columns, rows) in tables.items():
        body = _draw_table(columns, rows) if rows else EMPTY
        parts.append(Markup("<section><h2>{}</h2>{}</section>").format(name, body))
    return str(Markup("\n").join([*parts, Markup("</body></html>\n")]))


def _draw_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Markup:
    """Return a table whose last column of numbers that orders it stands as bars, too."""
    numbers = [
        place
        for place in range(len(columns))
        if all(isinstance(row[place], int | float) for row in rows)
    ]
    drawn = next((place for place in numbers if _descends(rows, place)), None)
    most = max((row[drawn] for row in rows), default=0) if drawn is not None else 0
    head = Markup("").join(
        Markup("<th{}>{}</th>").format(_number(place in numbers), name)
        for place, name in enumerate(columns)
    )
    lines = []
    for row in rows:
        cells = [
            Markup("<td{}>{}</td>").format(
                _number(place in numbers), "" if cell is None else escape(cell)
            )
            for place, cell in enumerate(row)
        ]
        if drawn is not None and most:
            cells.append(_draw_bar(row[drawn] / most))
        lines.append(Markup("<tr>{}</tr>").format(Markup("").join(cells)))
    return Markup("<table><tr>{}</tr>{}</table>").format(head, Markup("").join(lines))


def _descends(rows: Sequence[Sequence[Any]], place: int) -> bool:
    values = [row[place] for row in rows]
    return values == sorted(values, reverse=True)


def _number(is_number: bool) -> Markup:  # noqa: FBT001 - the one thing asked
    return Markup(' class="number"') if is_number else Markup("")


def _draw_bar(share: float) -> Markup:
    return Markup(
        '<td><svg width="{}" height="{}" aria-hidden="true">'
        '<rect width="{:.1f}" height="{}"/></svg></td>'
    ).format(WIDTH, HEIGHT, WIDTH * share, HEIGHT)
