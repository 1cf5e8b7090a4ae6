"""The command line: each command parses, calls one function of the library, and prints.

Results go to standard output, everything else to standard error. Exit status: 0 all inputs were
read, 1 some were skipped (each with a line that says why), 2 nothing could be read or the call was
wrong, 3 (check) something in a draft was objected to. The library is imported inside the commands,
so that `--help` answers at once.
"""

import gc
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from variorum import __version__
from variorum.cli_archive import add, serve, watch
from variorum.cli_corpus import corpus
from variorum.cli_options import (
    finish,
    prints_lines,
    show_progress,
    takes_judgements,
    takes_models,
    takes_paths,
)

if TYPE_CHECKING:
    from variorum.judgements.records import Judgement
    from variorum.model import Check, Comparison
    from variorum.pipeline import Pile

# Objects made before they are searched for unreachable cycles, of which there are hardly any: with
# Python's 700 the searches take 3 to 5 % of the time of a comparison.
COLLECT = (100_000, 20, 50)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="variorum")
def main() -> None:
    """Who said what, who copied whom, and how many sources there really are.

    PATH is a file, a folder, a .jsonl or .jsonl.gz file, or - for standard input. Plain text, HTML,
    JSON, ninjs and JSON Lines are read. Nothing leaves your machine.
    """
    gc.set_threshold(*COLLECT)


@main.command()
@takes_paths
@takes_models
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "md", "html", "csv", "annotations"]),
    help="Print this; csv and annotations go into the folder of --out, if given.  [default: text]",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write report.html, report.json and report.md into this folder.",
)
@takes_judgements
@click.option("--open", "show", is_flag=True, help="Open the HTML report in the browser.")
@click.option("--with-text", is_flag=True, help="Carry the documents' texts in the JSON.")
@click.option(
    "--without",
    multiple=True,
    metavar="SOURCE",
    help="Tell instead what falls without this outlet, agency, speaker or file.",
)
def compare(
    paths: tuple[str, ...],
    form: str | None,
    out: Path | None,
    **options: Any,  # noqa: ANN401 - fast, judgements, jobs, show, with_text, without
) -> None:
    """Compare the reports in PATHs: who said what, who copied whom, what differs.

    Example: variorum compare examples/ferry --out report
    """
    from variorum import pipeline

    judgements = _read_judgements(options["judgements"])
    with show_progress() as progress:
        comparison = pipeline.compare(
            paths,
            stdin=sys.stdin.buffer,
            fast=options["fast"],
            model=options["model"],
            jobs=options["jobs"],
            judgements=judgements,
            progress=progress,
        )
    if not comparison.documents:
        finish(comparison.skipped, found=False)
    with_text: bool = options["with_text"]
    if options["show"] and out is None:
        out = Path(tempfile.mkdtemp(prefix="variorum-"))
    if out is not None:
        _write_reports(comparison, out, form, with_text=with_text)
    if options["without"]:
        _print_without(comparison, options["without"], form)
    elif out is None or form not in {None, "csv", "annotations"}:
        for piece in _render(comparison, form or "text", with_text=with_text):
            click.echo(piece, nl=False)
    if options["show"] and out is not None:
        click.launch(str(out / "report.html"))
    finish(comparison.skipped, found=True)


def _read_judgements(paths: Iterable[Path]) -> "list[Judgement]":
    """Read what people decided; a wrong line ends the command with its number and the remedy."""
    from variorum.errors import InputError
    from variorum.judgements.lines import read_judgements

    found: list[Judgement] = []
    for path in paths:
        try:
            with path.open(encoding="utf-8", newline="\n") as file:
                found += read_judgements(file, str(path))
        except InputError as error:
            raise click.BadParameter(str(error), param_hint="--judgements") from error
        except UnicodeDecodeError as error:
            raise click.BadParameter(
                f"{path}: is no UTF-8 text. Export the judgements again.",
                param_hint="--judgements",
            ) from error
    return found


def _render(comparison: "Comparison", form: str, *, with_text: bool) -> Iterator[str]:
    """Yield a report piece by piece."""
    if form == "json":
        from variorum.report.contract import write_json

        yield from write_json(comparison, with_text=with_text)
    elif form == "md":
        from variorum.report.markdown import write_markdown

        yield from write_markdown(comparison)
    elif form == "html":
        from variorum.report.html import write_html

        yield from write_html(comparison)
    elif form == "annotations":
        from variorum.report.annotations import write_annotations

        yield from write_annotations(comparison)
    elif form == "csv":
        from variorum.report.csv_tables import write_table

        yield from write_table(comparison, "findings")
    else:
        from variorum.report.text import render_text

        width = shutil.get_terminal_size((80, 40)).columns
        yield render_text(comparison, width=width, colour=sys.stdout.isatty())


def _print_without(comparison: "Comparison", names: Sequence[str], form: str | None) -> None:
    """Print what falls without the named sources, as text or as JSON."""
    from variorum.report.without import render_without, without_lines

    if form == "json":
        click.echo(json.dumps(without_lines(comparison, names), ensure_ascii=False, indent=1))
    elif form in {None, "text"}:
        click.echo("".join(render_without(comparison, names)), nl=False)
    else:
        raise click.UsageError("--without prints text or json")


def _write_reports(
    comparison: "Comparison", out: Path, form: str | None, *, with_text: bool
) -> None:
    files = {
        f"report.{form}": _render(comparison, form, with_text=with_text)
        for form in ("html", "json", "md")
    }
    if form == "annotations":
        files["annotations.jsonld"] = _render(comparison, form, with_text=with_text)
    elif form == "csv":
        from variorum.report.csv_tables import csv_tables

        files |= {f"{name}.csv": pieces for name, pieces in csv_tables(comparison).items()}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, pieces in files.items():
            with (out / name).open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)
    except OSError as error:
        raise click.ClickException(
            f"{out}: cannot write the report ({error.strerror or error}); name another --out"
        ) from error
    *names, last = files
    click.echo(f"Wrote {', '.join(names)} and {last} to {out}", err=True)


@main.command()
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option(
    "--against",
    multiple=True,
    required=True,
    metavar="PATH",
    help="A source: a file, a folder, .jsonl, - . May be given several times.",
)
@takes_models
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="What to print to standard output.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
def check(
    drafts: tuple[str, ...],
    against: tuple[str, ...],
    form: str,
    output: Path | None,
    **options: Any,  # noqa: ANN401 - fast, model, jobs
) -> None:
    """Check each quotation, number, name, date and claim of DRAFTs against the sources.

    Exit status 3: something is contradicted, changed in meaning, or in none of the sources.

    Example: variorum check draft.txt --against examples/ferry
    """
    from variorum import pipeline
    from variorum.report.checked import is_clean

    with show_progress() as progress:
        found = pipeline.check(
            drafts,
            against,
            stdin=sys.stdin.buffer,
            fast=options["fast"],
            model=options["model"],
            jobs=options["jobs"],
            progress=progress,
        )
    if found.drafts and found.sources:
        _print(_render_check(found, form), output)
    read = bool(found.drafts and found.sources)
    finish(found.skipped, found=read, objected=not is_clean(found))


def _render_check(found: "Check", form: str) -> Iterator[str]:
    from variorum.report.check_page import write_check_html
    from variorum.report.checked import write_check_json, write_check_text

    if form == "json":
        return write_check_json(found)
    if form == "html":
        return write_check_html(found)
    width = shutil.get_terminal_size((80, 40)).columns
    return write_check_text(found, width=width, colour=sys.stdout.isatty())


def _print(pieces: Iterable[str], output: Path | None) -> None:
    """Write pieces of text to `output`, or to standard output."""
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            file.writelines(pieces)
    except OSError as error:
        raise click.ClickException(
            f"{output}: cannot be written ({error.strerror or error}); name another file"
        ) from error


@main.command()
@takes_paths
@prints_lines
def read(paths: tuple[str, ...], output: Path | None, **options: bool) -> None:
    """List the articles in PATHs with their blocks and what they say of themselves.

    Example: variorum read examples/ferry
    """
    from variorum.report import tables

    pile = _read(paths)
    lines = map(tables.read_line, pile.articles)
    _show(lines, lambda: tables.article_table(pile.articles), output, jsonl=options["jsonl"])
    finish(pile.skipped, found=bool(pile.documents))


@main.command()
@takes_paths
@takes_models
@prints_lines
def attributions(paths: tuple[str, ...], output: Path | None, **options: Any) -> None:  # noqa: ANN401
    """List who said what to whom, with the words of source, cue and content.

    Example: variorum attributions examples/ferry --jsonl
    """
    from variorum.report.tables import attribution_line, attribution_table

    _list_findings(paths, "attributions", attribution_line, attribution_table, output, options)


@main.command()
@takes_paths
@takes_models
@prints_lines
def figures(paths: tuple[str, ...], output: Path | None, **options: Any) -> None:  # noqa: ANN401
    """List the numbers with what they count: the dead, the money, the distances.

    Example: variorum figures examples/ferry
    """
    from variorum.report.tables import figure_line, figure_table

    _list_findings(paths, "figures", figure_line, figure_table, output, options)


@main.command()
@takes_paths
@takes_models
@prints_lines
def timeline(paths: tuple[str, ...], output: Path | None, **options: Any) -> None:  # noqa: ANN401
    """List what happened when, as each article dates it.

    Example: variorum timeline examples/ferry
    """
    from variorum.report.tables import timeline_line, timeline_table

    _list_findings(paths, "dates", timeline_line, timeline_table, output, options)


@main.command()
@takes_paths
@takes_judgements
@prints_lines
def stories(
    paths: tuple[str, ...], output: Path | None, judgements: tuple[Path, ...], **options: bool
) -> None:
    """List which articles report one event.

    Example: variorum stories examples/ferry --jsonl
    """
    from variorum import pipeline
    from variorum.report import tables

    told = _read_judgements(judgements)
    pile = _read(paths)
    found = pipeline.group_pile(pile.articles, judgements=told)
    story_of = {one.article.id: story.id for story in found for one in story.articles}
    lines = (tables.story_line(article.id, story_of[article.id]) for article in pile.articles)
    _show(lines, lambda: tables.story_table(found), output, jsonl=options["jsonl"])
    finish(pile.skipped, found=bool(pile.documents))


@main.command()
@takes_paths
@takes_judgements
@prints_lines
@click.option(
    "--passages",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the passages that two articles share to this file, as JSON Lines.",
)
def stemma(
    paths: tuple[str, ...],
    output: Path | None,
    passages: Path | None,
    judgements: tuple[Path, ...],
    **options: bool,
) -> None:
    """List who copied whom: each article's parents and the articles it goes back to.

    Example: variorum stemma examples/ferry --passages shared.jsonl
    """
    from variorum import pipeline
    from variorum.report import tables

    told = _read_judgements(judgements)
    pile = _read(paths)
    found = pipeline.group_pile(pile.articles, families=True, judgements=told)
    descents = [descent for story in found for descent in story.stemma]
    lines = tables.stemma_lines([article.id for article in pile.articles], descents)
    _show(lines, lambda: tables.stemma_table(found), output, jsonl=options["jsonl"])
    if passages is not None:
        shared = (passage for story in found for passage in story.passages)
        _write_lines(map(tables.passage_line, shared), passages)
    finish(pile.skipped, found=bool(pile.documents))


def _list_findings(  # noqa: PLR0917 - all that two stages differ in
    paths: Sequence[str],
    stage: str,
    line: Callable[[Any], dict[str, Any]],
    table: Callable[[Any], Any],
    output: Path | None,
    options: dict[str, Any],
) -> None:
    """Read and annotate for one stage, and show what it found."""
    from variorum import pipeline

    with show_progress() as progress:
        pile = pipeline.read(paths, stdin=sys.stdin.buffer, progress=progress)
        annotated = pipeline.annotate_all(
            pile.articles,
            stages=(stage,),
            fast=options["fast"],
            model=options["model"],
            jobs=options["jobs"],
            progress=progress,
        )
    _show(map(line, annotated), lambda: table(annotated), output, jsonl=options["jsonl"])
    finish(pile.skipped, found=bool(pile.documents))


def _read(paths: Sequence[str]) -> "Pile":
    from variorum import pipeline

    with show_progress() as progress:
        return pipeline.read(paths, stdin=sys.stdin.buffer, progress=progress)


def _show(
    lines: Iterable[Mapping[str, Any]],
    table: Callable[[], Any],
    output: Path | None,
    *,
    jsonl: bool,
) -> None:
    """Write JSON Lines to `output` or standard output, or print the table for people."""
    if output is not None:
        _write_lines(lines, output)
    elif jsonl:
        from variorum.report.contract import dump

        for line in lines:
            click.echo(dump(line))
    else:
        from variorum.report.tables import render_table

        width = shutil.get_terminal_size((100, 40)).columns
        click.echo(render_table(table(), width=width, colour=sys.stdout.isatty()), nl=False)


def _write_lines(lines: Iterable[Mapping[str, Any]], path: Path) -> None:
    from variorum.report.contract import dump

    _print((dump(line) + "\n" for line in lines), path)


for command in (add, serve, watch, corpus):
    main.add_command(command)
