"""What is remembered between runs: feeds, items, pages, pauses, robots.txt, and the log.

Each method is one transaction, so a run may be killed between any two of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, insert, or_, select, update

from variorum.archive.engine import reading, writing
from variorum.watch import tables
from variorum.watch.addresses import find_host
from variorum.watch.clock import read_time, write_time
from variorum.watch.feeds import Feed, Item
from variorum.watch.fetch import Validators
from variorum.watch.lists import Source
from variorum.watch.robots import Rules
from variorum.watch.schedule import may_hurry

MANY = 500  # values in one question to the database
LOG_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed; see `tables.feeds`."""

    address: str
    validators: Validators | None
    sha256: str | None
    stays: timedelta | None
    failures: int


@dataclass(frozen=True, slots=True)
class PageState:
    """What is remembered of a page; see `tables.pages`."""

    address: str
    host: str
    outlet: str | None
    url: str | None
    first: datetime | None
    validators: Validators | None
    sha256: str | None
    failures: int
    gone: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log: what was asked for, what came, what was done."""

    at: datetime
    kind: str  # "feed", "page" or "run"
    address: str
    came: str
    done: str


class Ledger:
    """The watcher's tables in an archive's database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def take_lease(
        self, holder: str, now: datetime, until: datetime, is_dead: Callable[[str], bool]
    ) -> str | None:
        """Take or keep the lease to work; return who has it instead, if one has who is not dead."""
        with writing(self.engine) as connection:
            row = connection.execute(select(tables.lease)).first()
            if (
                row is not None
                and row.holder != holder
                and row.until > write_time(now)
                and not is_dead(row.holder)
            ):
                return str(row.holder)
            connection.execute(delete(tables.lease))
            connection.execute(
                insert(tables.lease).values(key=1, holder=holder, until=write_time(until))
            )
            return None

    def give_lease_back(self, holder: str) -> None:
        """End the lease, if this holder has it."""
        with writing(self.engine) as connection:
            connection.execute(delete(tables.lease).where(tables.lease.c.holder == holder))

    def add_feeds(self, sources: Iterable[Source], now: datetime) -> None:
        """Remember feeds that are new."""
        given = {source.address: source.title for source in sources}
        with writing(self.engine) as connection:
            known = _find(connection, tables.feeds.c.address, given)
            rows = [
                {"address": address, "title": title, "due": write_time(now), "failures": 0}
                for address, title in given.items()
                if address not in known
            ]
            if rows:
                connection.execute(insert(tables.feeds), rows)

    def due_feeds(
        self, addresses: Sequence[str], now: datetime, *, early: bool = False
    ) -> list[FeedState]:
        """Return those of the feeds that are due, longest due first; with `early` all that may be
        asked, whenever they were asked last.
        """
        feeds, hosts, time = tables.feeds.c, tables.hosts.c, write_time(now)
        query = select(tables.feeds).order_by(feeds.due, feeds.address)
        query = query.where(or_(feeds.not_before.is_(None), feeds.not_before <= time))
        if not early:
            query = query.where(feeds.due <= time)
        wanted = set(addresses)
        with reading(self.engine) as connection:
            paused = set(connection.scalars(select(hosts.host).where(hosts.not_before > time)))
            rows = [row for row in connection.execute(query) if row.address in wanted]
        return [_feed(row) for row in rows if find_host(row.address) not in paused]

    def due_pages(self, now: datetime, each: int, most: int) -> list[PageState]:
        """Return pages that are due, longest due first: at most `each` of a host, `most` in all."""
        pages, hosts, time = tables.pages.c, tables.hosts, write_time(now)
        place = func.row_number().over(partition_by=pages.host, order_by=(pages.due, pages.address))
        ranked = (
            select(tables.pages, place.label("place"))
            .outerjoin(hosts, hosts.c.host == pages.host)
            .where(and_(pages.due <= time, or_(hosts.c.host.is_(None), hosts.c.not_before <= time)))
            .subquery()
        )
        query = (
            select(ranked)
            .where(ranked.c.place <= each)
            .order_by(ranked.c.due, ranked.c.address)
            .limit(most)
        )
        with reading(self.engine) as connection:
            return [_page(row) for row in connection.execute(query)]

    def next_due(self, addresses: Sequence[str], now: datetime) -> datetime | None:
        """Return when the next feed or page is due; None: nothing ever is."""
        feeds, pages, hosts = tables.feeds.c, tables.pages.c, tables.hosts
        wanted = set(addresses)
        with reading(self.engine) as connection:
            paused = set(
                connection.scalars(select(hosts.c.host).where(hosts.c.not_before > write_time(now)))
            )
            rows = connection.execute(select(feeds.address, feeds.due, feeds.not_before))
            times = [
                max(row.due, row.not_before or "")
                for row in rows
                if row.address in wanted and find_host(row.address) not in paused
            ]
            page = connection.execute(
                select(pages.due)
                .outerjoin(hosts, hosts.c.host == pages.host)
                .where(or_(hosts.c.host.is_(None), hosts.c.not_before <= write_time(now)))
                .where(pages.due.is_not(None))
                .order_by(pages.due)
                .limit(1)
            ).scalar()
            pause = connection.execute(
                select(func.min(hosts.c.not_before)).where(hosts.c.not_before > write_time(now))
            ).scalar()
        times += [time for time in (page, pause) if time]
        return read_time(min(times)) if times else None

    def read_troubles(self, addresses: Sequence[str]) -> dict[str, str]:
        """Return those of the feeds that could not be read the last time, with the reason."""
        feeds, wanted = tables.feeds.c, set(addresses)
        query = select(feeds.address, feeds.trouble).where(feeds.trouble.is_not(None))
        with reading(self.engine) as connection:
            rows = connection.execute(query.order_by(feeds.address))
            return {row.address: row.trouble for row in rows if row.address in wanted}

    def save_feed(
        self, address: str, values: Mapping[str, Any], line: Line, feed: Feed | None = None
    ) -> int:
        """Keep what was learnt of a feed, with its items if it was read; return how many pages are
        new.
        """
        if values.get("trouble"):
            values = {**values, "trouble": _plain(values["trouble"])}
        with writing(self.engine) as connection:
            connection.execute(
                update(tables.feeds).where(tables.feeds.c.address == address).values(**values)
            )
            new = 0 if feed is None else _save_items(connection, address, feed.items, line.at)
            done = line.done.replace("{new}", f"{new} new")
            _write_line(connection, line, done)
        return new

    def save_page(self, address: str, values: Mapping[str, Any], line: Line) -> None:
        """Keep what was learnt of a page."""
        with writing(self.engine) as connection:
            connection.execute(
                update(tables.pages).where(tables.pages.c.address == address).values(**values)
            )
            _write_line(connection, line, line.done)

    def pause_host(self, host: str, until: datetime, failures: int) -> None:
        """Leave a host alone until a time."""
        with writing(self.engine) as connection:
            connection.execute(delete(tables.hosts).where(tables.hosts.c.host == host))
            connection.execute(
                insert(tables.hosts).values(
                    host=host, not_before=write_time(until), failures=failures
                )
            )

    def free_host(self, host: str) -> None:
        """Forget the failures of a host that answered."""
        with writing(self.engine) as connection:
            connection.execute(delete(tables.hosts).where(tables.hosts.c.host == host))

    def host_failures(self) -> dict[str, int]:
        """Return how often each host failed in a row."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(tables.hosts.c.host, tables.hosts.c.failures))
            return {row.host: row.failures for row in rows}

    def read_robots(self) -> dict[str, Rules]:
        """Return what is remembered of each origin's robots.txt."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(tables.robots))
            return {row.origin: Rules(read_time(row.fetched), row.text) for row in rows}

    def save_robots(self, known: Mapping[str, Rules]) -> None:
        """Remember what robots.txt said, in place of what it said before."""
        rows = [
            {"origin": origin, "fetched": write_time(rules.fetched), "text": rules.text}
            for origin, rules in known.items()
        ]
        if not rows:
            return
        with writing(self.engine) as connection:
            for part in _parts(list(known)):
                connection.execute(delete(tables.robots).where(tables.robots.c.origin.in_(part)))
            connection.execute(insert(tables.robots), rows)

    def write_line(self, line: Line) -> None:
        """Write a line into the log."""
        with writing(self.engine) as connection:
            _write_line(connection, line, line.done)

    def forget_lines(self, now: datetime) -> None:
        """Drop what the log has of more than three months ago."""
        with writing(self.engine) as connection:
            before = write_time(now - LOG_KEPT)
            connection.execute(delete(tables.log).where(tables.log.c.at < before))

    def read_log(self, most: int) -> list[Line]:
        """Return the last lines of the log, oldest first."""
        query = select(tables.log).order_by(tables.log.c.key.desc()).limit(most)
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        return [
            Line(read_time(row.at), row.kind, row.address, row.came, row.done)
            for row in reversed(rows)
        ]


def _save_items(connection: Connection, feed: str, found: Sequence[Item], now: datetime) -> int:
    """Remember a feed's items, and the pages of those that are new; ask again for changed ones."""
    named = {item.id: item for item in reversed(found)}
    known: dict[str, Any] = {}
    for part in _parts(list(named)):
        query = select(tables.items).where(tables.items.c.feed == feed, tables.items.c.id.in_(part))
        known |= {row.id: row for row in connection.execute(query)}
    fresh = [item for item in named.values() if item.id not in known]
    if fresh:
        connection.execute(
            insert(tables.items),
            [{"feed": feed, "seen": write_time(now), **_item_values(item)} for item in fresh],
        )
    changed = []
    for item in named.values():
        values = _item_values(item)
        row = known.get(item.id)
        if row is not None and any(getattr(row, key) != value for key, value in values.items()):
            connection.execute(
                update(tables.items)
                .where(tables.items.c.feed == feed, tables.items.c.id == item.id)
                .values(**values)
            )
            if row.updated != item.updated:
                changed.append(item.address)
    new = _add_pages(connection, found, now)
    _hurry(connection, changed, now)
    return new


def _item_values(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "page": item.address,
        "title": item.title,
        "source": item.source,
        "source_address": item.source_address,
        "published": item.published,
        "updated": item.updated,
    }


def _add_pages(connection: Connection, found: Sequence[Item], now: datetime) -> int:
    wanted = {item.address: item for item in reversed(found)}
    known = _find(connection, tables.pages.c.address, wanted)
    rows = [
        {
            "address": address,
            "host": find_host(address),
            "outlet": item.source,
            "due": write_time(now),
            "failures": 0,
        }
        for address, item in wanted.items()
        if address not in known
    ]
    if rows:
        connection.execute(insert(tables.pages), rows)
    return len(rows)


def _hurry(connection: Connection, addresses: Sequence[str], now: datetime) -> None:
    """Make pages due that their feed says have changed, unless they were fetched just now."""
    pages = tables.pages.c
    for part in _parts(list(addresses)):
        query = select(pages.address, pages.first, pages.last).where(pages.address.in_(part))
        for row in connection.execute(query).all():
            if row.first and may_hurry(read_time(row.first), read_time(row.last), now):
                connection.execute(
                    update(tables.pages)
                    .where(pages.address == row.address)
                    .values(due=write_time(now))
                )


def _find(connection: Connection, column: Any, values: Iterable[str]) -> set[str]:  # noqa: ANN401
    """Return those of the values that a column has."""
    found: set[str] = set()
    for part in _parts(list(values)):
        found.update(connection.scalars(select(column).where(column.in_(part))))
    return found


def _parts(values: Sequence[str]) -> list[Sequence[str]]:
    return [values[start : start + MANY] for start in range(0, len(values), MANY)]


def _write_line(connection: Connection, line: Line, done: str) -> None:
    connection.execute(
        insert(tables.log).values(
            at=write_time(line.at),
            kind=line.kind,
            address=line.address,
            came=_plain(line.came),
            done=_plain(done),
        )
    )


def _plain(words: str) -> str:
    """Return words without the signs that PostgreSQL cannot hold."""
    return words.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def _validators(row: Any) -> Validators | None:  # noqa: ANN401 - a row of either table
    return Validators(row.answered, row.etag, row.modified) if row.answered else None


def _feed(row: Any) -> FeedState:  # noqa: ANN401 - a row of `tables.feeds`
    return FeedState(
        address=row.address,
        validators=_validators(row),
        sha256=row.sha256,
        stays=None if row.stays is None else timedelta(seconds=row.stays),
        failures=row.failures,
    )


def _page(row: Any) -> PageState:  # noqa: ANN401 - a row of `tables.pages`
    return PageState(
        address=row.address,
        host=row.host,
        outlet=row.outlet,
        url=row.url,
        first=read_time(row.first) if row.first else None,
        validators=_validators(row),
        sha256=row.sha256,
        failures=row.failures,
        gone=row.gone,
    )
