"""A watch as the command line asks for it: wired up, stopped by signals, with its last words."""

import os
import random
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import Any

import click

from variorum.archive.archive import Archive, open_archive
from variorum.archive.records import Added
from variorum.errors import InputError
from variorum.watch.addresses import Network
from variorum.watch.clock import Clock, RealClock
from variorum.watch.fetch import Fetcher
from variorum.watch.hosts import Hosts
from variorum.watch.ledger import Ledger, Line
from variorum.watch.lists import read_sources
from variorum.watch.outcomes import Plan
from variorum.watch.run import Watch, say_nothing
from variorum.watch.schedule import read_ages

PARTLY = 1
NOTHING = 2
FORM = "%Y-%m-%d %H:%M:%S"


def print_log(place: str | None, most: int) -> None:
    """Print the last lines of an archive's log of fetches, the latest last."""
    try:
        with open_archive(place) as archive:
            for line in Ledger(archive.engine).read_log(most):
                click.echo(render_line(line, FORM))
    except InputError as error:
        _fail(error)


def watch_feeds(names: Sequence[str], place: str | None, options: Mapping[str, Any]) -> None:
    """Watch the feeds of lists and addresses, tell what went wrong, and leave with the status."""
    found, skipped = read_sources(names)
    for one in skipped:
        _tell_skipped(one.path, one.reason)
    if not found:
        sys.exit(NOTHING)
    clock = RealClock()
    try:
        with open_archive(place, fast=options["fast"]) as archive:
            Ledger(archive.engine).add_feeds(found, clock.now())
            watch = make_watch(archive, clock, options)
            with stopping(clock.stop):
                watch.run([source.address for source in found], once=options["once"])
    except InputError as error:
        _fail(error)
    if sys.stderr.isatty():
        click.echo(render_counts(watch.counts), err=True)
    for address, reason in watch.troubles.items():
        _tell_skipped(address, reason)
    if options["once"] and len(watch.troubles) == len(found):
        sys.exit(NOTHING)
    if skipped or watch.troubles:
        sys.exit(PARTLY)


def make_watch(archive: Archive, clock: Clock, options: Mapping[str, Any]) -> Watch:
    """Wire up a watch; UsageError if an option cannot be understood."""
    try:
        ages = read_ages(options["again"])
    except ValueError as error:
        raise click.UsageError(f"--again: {error}") from None
    fetcher = Fetcher(
        clock,
        Hosts(clock, options["delay"]),
        allowed=_read_networks(options["allowed"]),
        contact=_read_contact(options["contact"]),
    )
    every = timedelta(minutes=options["every"])
    return Watch(
        Ledger(archive.engine),
        lambda *page: _keep(archive, *page),
        clock,
        fetcher,
        holder=f"process {os.getpid()} on {socket.gethostname()}",
        is_dead=is_dead,
        tell=_show if sys.stderr.isatty() else say_nothing,
        settle=lambda: _settle(archive),
        plan=Plan(every, ages, random.Random()),  # noqa: S311 - it spreads retries
    )


def _keep(  # noqa: PLR0917 - as `run.Keep` has it
    archive: Archive,
    content: bytes,
    url: str,
    fetched: datetime,
    media_type: str | None,
    outlet: str | None,
) -> str:
    """Give a page to the archive, and say what it did with it."""
    added = archive.add_bytes(
        content, url=url, fetched=fetched, media_type=media_type, outlet=outlet, compare=False
    )
    return describe_added(added)


def describe_added(added: Added) -> str:
    """Say what the archive did with a page.

    >>> describe_added(Added(new=("a", "b")))
    'added: 2 articles'
    """
    if added.new:
        return f"added: {len(added.new)} {'article' if len(added.new) == 1 else 'articles'}"
    return "new version kept" if added.versions else "same text as before"


def _settle(archive: Archive) -> None:
    archive.refresh()


def is_dead(holder: str) -> bool:
    """Whether the process that holds a lease was one of this machine and is no more."""
    words = holder.split()
    if len(words) != 4 or words[3] != socket.gethostname() or not words[1].isdigit():
        return False
    try:
        os.kill(int(words[1]), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        pass
    return False


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Let the first SIGINT or SIGTERM stop the work after what is being fetched; a second kills."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def handle(_number: int, _frame: object) -> None:
        for number in before:
            signal.signal(number, signal.SIG_DFL)
        stop()

    for number in before:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def render_line(line: Line, form: str) -> str:
    """Return a line of the log as people read it, in local time."""
    time = line.at.astimezone().strftime(form)
    return _printable(f"{time}  {line.kind}  {line.address}  {line.came} → {line.done}")


def render_counts(counts: Counter[str]) -> str:
    """Say what a run did.

    >>> render_counts(Counter({"feeds read": 2, "added": 12}))
    'feeds read: 2, added: 12'
    """
    words = ", ".join(f"{kind}: {count}" for kind, count in counts.items())
    return words or "nothing was due"


def _show(line: Line) -> None:
    click.echo(render_line(line, "%H:%M:%S"), err=True)


def _tell_skipped(name: str, reason: str) -> None:
    click.echo(f"skipped: {_printable(name)} {_printable(reason)}", err=True)


def _fail(error: InputError) -> None:
    click.echo(f"Error: {_printable(str(error))}", err=True)
    sys.exit(NOTHING)


def _printable(words: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in words)


def _read_networks(texts: Sequence[str]) -> list[Network]:
    networks: list[Network] = []
    for text in texts:
        try:
            networks.append(ip_network(text, strict=False))
        except ValueError:
            raise click.UsageError(
                f"--allow-address: {text!r} is no address; write 10.1.2.3 or 10.1.0.0/16"
            ) from None
    return networks


def _read_contact(text: str | None) -> str | None:
    if text is not None and not (text.isascii() and text.isprintable() and len(text) <= 200):
        raise click.UsageError("--contact: write an e-mail address or that of a page, in ASCII")
    return text
