"""What several commands share: their options, progress on the screen, and how they end."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.progress import TaskID

    from variorum.model import Skipped
    from variorum.pipeline import Progress

Command = TypeVar("Command", bound=Callable[..., Any])
PARTLY = 1
NOTHING = 2
OBJECTED = 3


def takes_paths(command: Command) -> Command:
    """Give a command its PATHs."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def takes_models(command: Command) -> Command:
    """Give a command --fast, --model and --jobs."""
    command = click.option(
        "--jobs",
        type=click.IntRange(1),
        default=lambda: os.cpu_count() or 1,
        show_default="all cores",
        help="Processes to spread the work over.",
    )(command)
    command = click.option(
        "--model",
        type=click.Choice(["encoder", "words", "rules"]),
        show_default="encoder; words with --fast",
        help="What finds attributions: the first is the most accurate, the last the quickest.",
    )(command)
    return click.option(
        "--fast", is_flag=True, help="Take the quick models: half the time, less accurate."
    )(command)


def takes_judgements(command: Command) -> Command:
    """Give a command --judgements."""
    return click.option(
        "--judgements",
        multiple=True,
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Replay what people decided (variorum-judgements/1, JSON Lines).",
    )(command)


def prints_lines(command: Command) -> Command:
    """Give a stage command --jsonl and -o."""
    command = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write JSON Lines to this file.",
    )(command)
    return click.option(
        "--jsonl", is_flag=True, help="Print one JSON object per article, for programs."
    )(command)


@contextmanager
def show_progress() -> "Iterator[Progress]":
    """Show stages and counts on standard error while it is a terminal; else show nothing."""
    from variorum.pipeline import ignore_progress

    if not sys.stderr.isatty():
        yield ignore_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage)
            bars.update(tasks[stage], completed=done, total=of or None)

        yield advance


def finish(skipped: "Sequence[Skipped]", *, found: bool, objected: bool = False) -> None:
    """Say what was skipped and leave with the exit status; an objection counts for more."""
    for one in skipped:
        path = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in one.path)
        click.echo(f"skipped: {path} {one.reason}", err=True)
    if not found:
        sys.exit(NOTHING)
    if objected:
        sys.exit(OBJECTED)
    if skipped:
        sys.exit(PARTLY)
