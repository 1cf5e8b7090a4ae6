"""The commands of corpora: the same analysis of millions of articles, as Parquet tables."""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli_options import NOTHING, PARTLY

if TYPE_CHECKING:
    from rich.progress import TaskID

    from variorum.annotate.attributions import ModelName
    from variorum.pipeline import Progress

MEMORY = re.compile(r"(\d+(?:\.\d+)?)\s*([MG])B?", re.IGNORECASE)
UNITS = {"M": 1_000_000, "G": 1_000_000_000}
EXTRA = "variorum corpus needs further packages: pip install 'variorum[corpus]'"


@click.group()
def corpus() -> None:
    """Analyse any number of articles into Parquet tables: build, report.

    Example: variorum corpus build 'crawl/*.warc.gz' --out news
    """
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DO_NOT_TRACK", "true")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")


def _read_memory(_context: click.Context, _option: click.Parameter, value: str) -> int:
    """Return the bytes of "8GB", "500MB" or "1.5 GB"."""
    match = MEMORY.fullmatch(value.strip())
    if match is None:
        raise click.BadParameter(f"{value!r} is no size. Write it as 8GB or 1500MB.")
    return int(float(match[1]) * UNITS[match[2].upper()])


def _part_column(given: str) -> tuple[str, str]:
    field, sign, name = given.partition("=")
    if not sign or not name:
        raise click.BadParameter(f"{given!r} is no FIELD=NAME, such as text=maintext.")
    return field, name


@contextmanager
def _show_rates() -> "Iterator[Progress]":
    """Show stages, how fast they go and how long they will take, on a terminal; else nothing."""
    from variorum.pipeline import ignore_progress

    if not sys.stderr.isatty():
        yield ignore_progress
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TextColumn("of which left:"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=3600) as bars:
        tasks: dict[str, TaskID] = {}
        begun: dict[str, float] = {}

        def advance(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, count="")
                begun[stage] = time.monotonic()
            rate = done / max(time.monotonic() - begun[stage], 0.001)
            count = f"{done:,}/{of:,} ({rate:,.1f} a second)" if of else ""
            if stage.startswith("reading"):  # counts bytes
                count = f"{done / 1e6:,.1f}/{of / 1e6:,.1f} MB ({rate / 1e3:,.0f} kB a second)"
            bars.update(tasks[stage], completed=done, total=of or None, count=count)

        yield advance


@corpus.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The corpus's folder; one that exists is brought up to date.",
)
@click.option("--fast", is_flag=True, help="Take the quick models: half the time, less accurate.")
@click.option(
    "--model",
    type=click.Choice(["encoder", "words", "rules"]),
    show_default="encoder; words with --fast",
    help="What finds attributions.",
)
@click.option(
    "--sample", type=click.IntRange(1), metavar="N", help="Read about N of the articles only."
)
@click.option(
    "--tables",
    metavar="NAME,...",
    show_default="all",
    help="Make these tables only. Nothing is annotated for articles, passages, stories, stemma.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="The column of Parquet files that holds text, title, url, published, outlet, id or story.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    help="Processes to spread the work over; with --ray, each node's cores.",
)
@click.option(
    "--memory",
    default="8GB",
    show_default=True,
    callback=_read_memory,
    help="What all processes may take together; with --ray, on each node.",
)
@click.option("--ray", metavar="ADDRESS", help="Run on this Ray cluster; all nodes must see --out.")
def build(  # noqa: PLR0917 - one for each option
    inputs: tuple[str, ...],
    out: Path,
    fast: bool,  # noqa: FBT001
    model: "ModelName | None",
    sample: int | None,
    tables: str | None,
    columns: tuple[str, ...],
    jobs: int,
    memory: int,
    ray: str | None,
) -> None:
    """Read INPUTs (files, folders, patterns with *, addresses) into the tables of a corpus.

    WARC, Parquet, JSON Lines, HTML, JSON and text are read. Files read before are not read again.

    Example: variorum corpus build 'feeds/2026-11-*.jsonl.gz' --out news
    """
    try:
        from variorum.corpus.build import Wishes, build_corpus
    except ImportError:
        raise click.ClickException(EXTRA) from None
    from variorum.corpus.tables import TABLES
    from variorum.errors import VariorumError

    named = dict(_part_column(column) for column in columns)
    chosen = tuple(name.strip() for name in tables.split(",")) if tables else tuple(TABLES)
    wishes = Wishes(fast=fast, model=model, sample=sample, tables=chosen, columns=named)
    try:
        with _show_rates() as progress:
            built = build_corpus(
                inputs, out, wishes, jobs=jobs, memory=memory, ray=ray, progress=progress
            )
    except VariorumError as error:
        click.echo(f"{error}", err=True)
        sys.exit(NOTHING)
    for path, reason in built.skipped:
        click.echo(f"skipped: {path} {reason}", err=True)
    click.echo(
        f"{out}: {built.read} files read; {built.articles} articles in {built.stories} stories;"
        f" {built.compared} stories compared"
    )
    if not built.articles:
        sys.exit(NOTHING)
    if built.skipped:
        sys.exit(PARTLY)


@corpus.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--most", default=20, show_default=True, help="Rows of each table.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page with the tables and bars to this file, too.",
)
def report(folder: Path, most: int, output: Path | None) -> None:
    """Print a corpus's first tables: who copies whom, agencies, most quoted, most altered.

    Example: variorum corpus report news -o news.html
    """
    try:
        from variorum.corpus.report import summarise_corpus
    except ImportError:
        raise click.ClickException(EXTRA) from None
    from rich.console import Console
    from rich.table import Table

    from variorum.corpus.plots import draw_page
    from variorum.errors import VariorumError

    try:
        found = summarise_corpus(folder, most)
    except VariorumError as error:
        click.echo(f"{error}", err=True)
        sys.exit(NOTHING)
    if output is not None:
        output.write_text(draw_page(folder.name, found), encoding="utf-8")
    console = Console()
    for title, (columns, rows) in found.items():
        table = Table(*columns, title=title, title_justify="left")
        for row in rows:
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        console.print(table if rows else f"{title}: nothing", markup=False)
