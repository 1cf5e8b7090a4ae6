"""The command `variorum watch`: what it is told, and how it ends.

Exit status: 0 all feeds could be read, 1 some could not (each with a line that says why), 2 nothing
could be watched.
"""

from typing import Any

import click


@click.command()
@click.argument("sources", nargs=-1, metavar="FEEDS...")
@click.option(
    "--archive",
    "place",
    metavar="PLACE",
    help="The archive: a file, or postgresql://USER@HOST/DATABASE.  [default: your own]",
)
@click.option("--once", is_flag=True, help="Fetch what is due and end, for cron.")
@click.option("--log", "lines", is_flag=True, help="Print what was fetched lately, and end.")
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
    type=click.FloatRange(0),
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
    **options: Any,  # noqa: ANN401 - once, lines, most, every, again, delay, contact, allowed, fast
) -> None:
    """Keep an archive up to date from feeds: RSS, Atom and JSON Feed.

    FEEDS are OPML lists, plain lists with an address on each line, or addresses of feeds. The pages
    that they name are fetched and added to the archive, and fetched again later for silent edits.

    Example: variorum watch feeds.opml --once
    """
    from variorum.watch.session import print_log, watch_feeds  # noqa: PLC0415 - only when needed

    if options["lines"]:
        print_log(place, options["most"])
    elif sources:
        watch_feeds(sources, place, options)
    else:
        raise click.UsageError("name a list of feeds or the address of one")
