"""The commands of the archive: add to it, serve its pages, watch feeds. Imports are inside them."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from variorum.cli_options import NOTHING, finish, show_progress, takes_models, takes_paths

if TYPE_CHECKING:
    from variorum.archive.records import Added
    from variorum.model import Skipped

Command = TypeVar("Command", bound=Callable[..., Any])


def takes_archive(command: Command) -> Command:
    """Give a command --archive."""
    return click.option(
        "--archive",
        "place",
        metavar="PLACE",
        help="A file, or postgresql://USER@HOST/DATABASE.  [default: $VARIORUM_ARCHIVE, else "
        "archive.db in your data folder]",
    )(command)


@click.command()
@takes_paths
@takes_archive
@takes_models
def add(paths: tuple[str, ...], place: str | None, **options: Any) -> None:  # noqa: ANN401
    """Add the articles in PATHs to the archive and bring its stories up to date.

    The same article with another text becomes its next version. What is there already stays as it
    is. Every line that is printed is on the disk.

    Example: variorum add examples/ferry --archive ferry.db
    """
    from sqlalchemy.exc import DBAPIError

    from variorum.archive.archive import open_archive
    from variorum.errors import InputError

    skipped: list[Skipped] = []
    counts = {"new": 0, "new versions": 0, "unchanged": 0}
    try:
        with open_archive(place, fast=options["fast"], model=options["model"]) as archive:
            with show_progress() as progress:
                for added in archive.add_paths(paths, stdin=sys.stdin.buffer, progress=progress):
                    skipped += added.skipped
                    _print_added(added)
                    counts["new"] += len(added.new)
                    counts["new versions"] += len(added.versions)
                    counts["unchanged"] += len(added.unchanged)
                changed = archive.refresh(jobs=options["jobs"], progress=progress)
            said = ", ".join(f"{count} {name}" for name, count in counts.items())
            click.echo(f"{archive.place}: {said}; stories compared: {len(changed)}", err=True)
            if counts["new"] or counts["new versions"]:
                archive.note("add", f"{said}, {len(skipped)} skipped; {len(changed)} compared")
    except InputError as error:
        click.echo(f"skipped: {error.path} {error.reason}", err=True)
        sys.exit(NOTHING)
    except DBAPIError as error:
        raise click.ClickException(f"the archive cannot be written: {error.orig}") from error
    finish(skipped, found=any(counts.values()))


def _print_added(added: "Added") -> None:
    """Print a line for each article that was written."""
    for kind, names in (("new", added.new), ("version", added.versions)):
        for name in names:
            click.echo(f"{kind}\t{name}")


@click.command()
@takes_archive
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8340,
    show_default=True,
    help="The port to listen at; 0: any free one.",
)
@click.option(
    "--token",
    envvar="VARIORUM_TOKEN",
    help="What a browser must show that is not on this machine; better given as $VARIORUM_TOKEN.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A further name that browsers call this server by.",
)
@click.option("--fast", is_flag=True, help="Check drafts with the quick models.")
def serve(
    place: str | None,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    *,
    fast: bool,
) -> None:
    """Serve the archive's pages to a browser, on this machine alone unless --host says otherwise.

    Example: variorum serve --archive ferry.db
    """
    from variorum.archive.archive import open_archive
    from variorum.errors import InputError
    from variorum.web.server import serve as serve_pages

    try:
        with open_archive(place, fast=fast) as archive:
            click.echo(f"http://{host}:{port}/ shows {archive.place}; stop with Ctrl-C", err=True)
            serve_pages(archive, host, port, token, names, archive.place)
    except InputError as error:
        raise click.ClickException(f"{error.path}: {error.reason}") from error


@click.command()
@click.argument("sources", nargs=-1, metavar="FEEDS...")
@takes_archive
@click.option("--once", is_flag=True, help="Fetch what is due and end, for cron.")
@click.option("--log", "shows_log", is_flag=True, help="Print what was fetched lately, and end.")
@click.option(
    "-n", "most", type=click.IntRange(1), default=100, show_default=True, help="Lines of --log."
)
@click.option(
    "--every",
    type=click.IntRange(1),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="How often to read a feed that does not ask for less.",
)
@click.option(
    "--again",
    default="1h,3h,12h,2d,7d",
    show_default=True,
    metavar="AGES",
    help="At which ages to fetch a page again; '' for never.",
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Pause between two requests to one host.",
)
@click.option("--contact", metavar="TEXT", help="Who you are: told to each site.")
@click.option(
    "--allow-address",
    "allowed",
    multiple=True,
    metavar="NET",
    help="Also fetch from this address or network of your own, such as 10.1.0.0/16.",
)
@click.option("--fast", is_flag=True, help="Take the quick models: half the time, less accurate.")
def watch(
    sources: tuple[str, ...],
    place: str | None,
    **options: Any,  # noqa: ANN401 - once, shows_log, most, and the wishes
) -> None:
    """Keep the archive up to date from feeds: RSS, Atom and JSON Feed.

    FEEDS are OPML lists, plain lists with an address on each line, or addresses of feeds. The pages
    that they name are fetched and added to the archive, and fetched again later for silent edits.
    Exit status 1: some feeds could not be read.

    Example: variorum watch feeds.opml --once
    """
    from sqlalchemy.exc import DBAPIError

    from variorum.archive.archive import open_archive
    from variorum.errors import InputError
    from variorum.watch import session

    if not sources and not options["shows_log"]:
        raise click.UsageError("name a list of feeds, or the address of one")
    try:
        wishes = session.read_wishes(options)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    try:
        with open_archive(place, fast=options["fast"]) as archive:
            if options["shows_log"]:
                for line in session.read_log(archive, options["most"]):
                    click.echo(line)
                return
            tell = partial(click.echo, err=True) if sys.stderr.isatty() else session.say_nothing
            skipped, read = session.watch_feeds(archive, sources, wishes, tell)
    except InputError as error:
        click.echo(f"skipped: {error.path} {error.reason}", err=True)
        sys.exit(NOTHING)
    except DBAPIError as error:
        raise click.ClickException(f"the archive cannot be reached: {error.orig}") from error
    finish(skipped, found=read)
