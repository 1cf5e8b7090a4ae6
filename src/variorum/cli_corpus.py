"""The commands of corpora: the same analysis of millions of articles, as Parquet tables."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli_options import NOTHING, PARTLY, show_progress

if TYPE_CHECKING:
    from variorum.annotate.attributions import ModelName

EXTRA = "variorum corpus needs further packages: pip install 'variorum[corpus]'"


@click.group()
def corpus() -> None:
    """Analyse any number of articles into Parquet tables: build, report.

    Example: variorum corpus build 'crawl/*.warc.gz' --out news
    """
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DO_NOT_TRACK", "true")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")


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
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Read N of the files only.")
def build(
    inputs: tuple[str, ...],
    out: Path,
    fast: bool,  # noqa: FBT001
    model: "ModelName | None",
    sample: int | None,
) -> None:
    """Read INPUTs (files, folders, patterns with *) into the tables of a corpus.

    WARC, JSON Lines, HTML, JSON and text are read. Files read before are not read again.

    Example: variorum corpus build 'feeds/2026-11-*.jsonl.gz' --out news
    """
    try:
        from variorum.corpus.build import build_corpus
    except ImportError:
        raise click.ClickException(EXTRA) from None
    from variorum.errors import VariorumError

    try:
        with show_progress() as progress:
            built = build_corpus(
                inputs, out, fast=fast, model=model, sample=sample, progress=progress
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
    if built.skipped:
        sys.exit(PARTLY)


@corpus.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--most", default=20, show_default=True, help="Rows of each table.")
def report(folder: Path, most: int) -> None:
    """Print a corpus's first tables: who copies whom, most quoted, most altered."""
    try:
        from variorum.corpus.report import summarise_corpus
    except ImportError:
        raise click.ClickException(EXTRA) from None
    from rich.console import Console
    from rich.table import Table

    from variorum.errors import VariorumError

    try:
        found = summarise_corpus(folder, most)
    except VariorumError as error:
        click.echo(f"{error}", err=True)
        sys.exit(NOTHING)
    console = Console()
    for title, (columns, rows) in found.items():
        table = Table(*columns, title=title, title_justify="left")
        for row in rows:
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        console.print(table if rows else f"{title}: nothing", markup=False)
