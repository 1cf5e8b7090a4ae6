"""A watch as the command line asks for it: wired up, stopped by signals, told in words."""

import os
import random
import signal
import socket
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import Any

from variorum.archive.archive import Archive
from variorum.archive.records import Added
from variorum.model import Skipped
from variorum.watch.addresses import Network
from variorum.watch.clock import Clock, RealClock
from variorum.watch.fetch import Fetcher
from variorum.watch.hosts import Hosts
from variorum.watch.ledger import Ledger, Line
from variorum.watch.lists import read_sources
from variorum.watch.outcomes import Plan
from variorum.watch.run import Watch
from variorum.watch.schedule import read_ages


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a user asks of a watch; see the options of `variorum watch`."""

    once: bool
    every: timedelta
    ages: tuple[timedelta, ...]
    delay: float
    contact: str | None
    allowed: tuple[Network, ...]


def read_wishes(options: Mapping[str, Any]) -> Wishes:
    """Read the options of the command line; ValueError says which one cannot be understood."""
    try:
        ages = read_ages(options["again"])
    except ValueError as error:
        raise ValueError(f"--again: {error}") from None
    contact = options["contact"]
    if contact is not None and not (
        contact.isascii() and contact.isprintable() and len(contact) <= 200
    ):
        raise ValueError("--contact: write an e-mail address or that of a page, in ASCII")
    return Wishes(
        once=options["once"],
        every=timedelta(minutes=options["every"]),
        ages=ages,
        delay=options["delay"],
        contact=contact,
        allowed=tuple(_read_network(text) for text in options["allowed"]),
    )


def _read_network(text: str) -> Network:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise ValueError(
            f"--allow-address: {text!r} is no address; write 10.1.2.3 or 10.1.0.0/16"
        ) from None


def say_nothing(_words: str) -> None:
    """Take what is told, and leave it at that."""


def read_log(archive: Archive, most: int) -> list[str]:
    """Return the last lines of an archive's log of fetches, the latest last, in local time."""
    return [render_line(line) for line in Ledger(archive.engine).read_log(most)]


def watch_feeds(
    archive: Archive, names: Sequence[str], wishes: Wishes, tell: Callable[[str], Any]
) -> tuple[list[Skipped], bool]:
    """Watch the feeds of lists and addresses until a signal comes, or (`wishes.once`) once.

    tell: is given each fetch in words, and what was done in all. Returned are the lists, lines and
    feeds that could not be read the last time they were asked, and whether any feed could.
    InputError: another watch is at work.
    """
    found, skipped = read_sources(names)
    if not found:
        return skipped, False
    clock = RealClock()
    addresses = [source.address for source in found]
    ledger = Ledger(archive.engine)
    ledger.add_feeds(found, clock.now())
    watch = make_watch(archive, clock, wishes, tell)
    with stopping(clock.stop):
        watch.run(addresses, once=wishes.once)
    tell(render_counts(watch.counts))
    troubles = ledger.read_troubles(addresses)
    skipped += [Skipped(address, reason) for address, reason in troubles.items()]
    return skipped, len(troubles) < len(found)


def make_watch(archive: Archive, clock: Clock, wishes: Wishes, tell: Callable[[str], Any]) -> Watch:
    """Wire up a watch that keeps what it fetches in an archive."""
    fetcher = Fetcher(
        clock, Hosts(clock, wishes.delay), allowed=wishes.allowed, contact=wishes.contact
    )

    def keep(
        content: bytes, url: str, fetched: datetime, media_type: str | None, outlet: str | None
    ) -> str:
        added = archive.add_bytes(
            content, url=url, fetched=fetched, media_type=media_type, outlet=outlet, compare=False
        )
        return describe_added(added)

    def settle() -> None:
        archive.refresh()

    return Watch(
        Ledger(archive.engine),
        keep,
        clock,
        fetcher,
        holder=f"process {os.getpid()} on {socket.gethostname()}",
        is_dead=is_dead,
        tell=lambda line: tell(render_line(line)),
        settle=settle,
        plan=Plan(wishes.every, wishes.ages, random.Random()),  # noqa: S311 - it spreads retries
    )


def describe_added(added: Added) -> str:
    """Say what the archive did with a page.

    >>> describe_added(Added(new=("a", "b")))
    'added: 2 articles'
    """
    if added.new:
        return f"added: {len(added.new)} {'article' if len(added.new) == 1 else 'articles'}"
    return "new version kept" if added.versions else "same text as before"


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


def render_line(line: Line) -> str:
    """Return a line of the log as people read it: local time, what for, what came, what was done.

    Signs that a terminal would obey are replaced.
    """
    time = line.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    words = f"{time}  {line.kind}  {line.address}  {line.came} → {line.done}"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in words)


def render_counts(counts: Counter[str]) -> str:
    """Say what a run did.

    >>> render_counts(Counter({"feeds read": 2, "added": 12}))
    'feeds read: 2, added: 12'
    """
    words = ", ".join(f"{kind}: {count}" for kind, count in counts.items())
    return words or "nothing was due"
