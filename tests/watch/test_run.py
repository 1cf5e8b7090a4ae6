import random
import shutil
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Never

import pytest
from sqlalchemy import Engine, create_engine, event, inspect

from hostile_server import (
    START,
    FakeClock,
    HostileServer,
    Request,
    answer,
    entity_bomb,
    feed,
    forever,
    page,
    rss,
)
from postgres_server import ABSENT, find_binaries, run_server
from variorum.archive.engine import connect
from variorum.archive.places import locate
from variorum.archive.schema import upgrade
from variorum.errors import InputError
from variorum.watch import tables
from variorum.watch.fetch import Fetcher
from variorum.watch.ledger import Ledger, Line
from variorum.watch.lists import Source
from variorum.watch.outcomes import Plan
from variorum.watch.run import Watch
from variorum.watch.schedule import AGES, EVERY

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


class Kept:
    """An archive that keeps a list."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, bytes]] = []
        self.outlets: list[str | None] = []
        self.types: list[str | None] = []
        self.failing = False

    def __call__(  # noqa: D102
        self, content: bytes, url: str, _at: datetime, kind: str | None, outlet: str | None
    ) -> str:
        if self.failing:
            raise OSError("disk full")
        if b"faulty" in content:
            raise ZeroDivisionError("oh")
        if b"unreadable" in content:
            raise InputError(url, "has no text. Save it.")
        known = {name for name, _ in self.pages}
        self.pages.append((url, content))
        self.outlets.append(outlet)
        self.types.append(kind)
        return "new version kept" if url in known else "added: 1 article"

    @property
    def urls(self) -> list[str]:
        """Where the pages came from, in the order of their coming."""
        return [url for url, _ in self.pages]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a new archive."""
    file = tmp_path_factory.mktemp("empty") / "archive.db"
    engine = connect(locate(file))
    upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Engine]:
    """Give an archive in PostgreSQL."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(ABSENT)
    with run_server(binaries) as address:
        engine = connect(locate(f"{address}/postgres"))
        upgrade(engine)
        yield engine
        engine.dispose()


@pytest.fixture
def kind() -> str:
    """Say which server keeps the archive; tests marked BOTH run on each."""
    return "sqlite"


@pytest.fixture
def ledger(
    request: pytest.FixtureRequest, kind: str, tmp_path: Path, empty: Path
) -> Iterator[Ledger]:
    """Give the ledger of a new archive, which does not wait for the disk."""
    if kind == "sqlite":
        engine = connect(locate(shutil.copy(empty, tmp_path)))
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = OFF"))
        yield Ledger(engine)
        engine.dispose()
        return
    engine = request.getfixturevalue("postgres")
    with engine.begin() as connection:
        for table in tables.METADATA.sorted_tables:
            connection.execute(table.delete())
    yield Ledger(engine)


@pytest.fixture
def kept() -> Kept:
    """Give an archive that keeps a list."""
    return Kept()


@pytest.fixture
def watch(ledger: Ledger, kept: Kept, clock: FakeClock, fetcher: Fetcher) -> Watch:
    """Give a watch that may reach the hostile server."""
    return Watch(ledger, kept, clock, fetcher, plan=Plan(EVERY, AGES, random.Random(7)))  # noqa: S311


def again(watch: Watch) -> Watch:
    """Return the watch of another run, which knows what the ledger does and no more."""
    return Watch(watch.ledger, watch.keep, watch.clock, watch.fetcher, plan=watch.plan)


def run(watch: Watch, *addresses: str) -> list[Line]:
    """Run once over feeds; return the new lines of the log."""
    before = len(watch.ledger.read_log(10_000))
    watch.ledger.add_feeds(map(Source, addresses), watch.clock.now())
    again(watch).run(list(addresses), once=True)
    return watch.ledger.read_log(10_000)[before:]


def lines(log: list[Line]) -> list[str]:
    """Return lines in short."""
    return [f"{line.kind} {line.address.rpartition('/')[2]}: {line.done}" for line in log]


def test_the_migration_makes_the_tables(ledger: Ledger) -> None:
    """The tables of an archive are those that the code speaks of."""
    engine = create_engine("sqlite://")
    tables.METADATA.create_all(engine)
    for name in tables.METADATA.tables:
        wanted, found = inspect(engine), inspect(ledger.engine)
        assert [
            (column["name"], str(column["type"]), column["nullable"])
            for column in wanted.get_columns(name)
        ] == [
            (column["name"], str(column["type"]), column["nullable"])
            for column in found.get_columns(name)
        ]
        assert wanted.get_pk_constraint(name) == found.get_pk_constraint(name)
        assert wanted.get_indexes(name) == found.get_indexes(name)


@BOTH
def test_from_feed_to_archive(server: HostileServer, watch: Watch, kept: Kept) -> None:
    """The pages of a feed come into the archive, each under its final address, with its outlet."""
    each = '<source url="https://wire.test/">Wire Agency</source>'
    server.pages["/rss"] = answer(rss("/a", "/b?utm_source=rss", "javascript:x", each=each))
    server.pages["/a"] = answer(b"", "302 Found", location="/a/final")
    server.pages["/a/final"] = page("The ferry left.", content_type="text/html; charset=latin-1")
    server.pages["/b"] = page("The ferry burns.")
    log = run(watch, server.at("/rss"))
    assert sorted(kept.urls) == [server.at("/a/final"), server.at("/b")]
    assert kept.outlets == ["Wire Agency"] * 2
    assert "text/html; charset=latin-1" in kept.types
    assert lines(log) == [
        "feed rss: 2 items, 2 new; 1 without the address of a page",
        "page a: added: 1 article",
        "page b: added: 1 article",
    ]
    assert log[1].came == f"{len(kept.pages[0][1])} bytes of text/html"


@BOTH
def test_nothing_twice(server: HostileServer, watch: Watch, kept: Kept, clock: FakeClock) -> None:
    """A second run asks for the feed with its ETag, and for no page before its time."""
    server.pages["/rss"] = [feed("/a", etag='"1"'), answer(b"", "304 Not Modified")]
    server.pages["/a"] = page("Words.")
    run(watch, server.at("/rss"))
    log = run(watch, server.at("/rss"))
    assert [(line.came, line.done) for line in log] == [("not modified (304)", "nothing new")]
    assert server.requests[-1].headers["if-none-match"] == '"1"'
    assert len(kept.pages) == len(server.asked("/a")) == 1
    assert len(server.asked("/robots.txt")) == 1  # remembered between runs
    clock.time += 25 * HOUR
    run(watch, server.at("/rss"))
    assert len(server.asked("/robots.txt")) == 2


@BOTH
def test_versions_ever_more_seldom(
    server: HostileServer, watch: Watch, kept: Kept, clock: FakeClock
) -> None:
    """A page is fetched again at its ages, kept if it changed, and then left alone for ever."""
    server.pages["/rss"] = feed("/a")
    server.pages["/a"] = [page("One."), page("One."), page("Two."), page("Two.")]
    run(watch, server.at("/rss"))
    done = []
    for hour in (0.5, 1, 2, 3, 11, 12, 47, 48, 167, 168, 999):
        clock.time = START + hour * HOUR + MINUTE
        done += [
            (round((line.at - START) / HOUR), line.done)
            for line in run(watch, server.at("/rss"))
            if line.kind == "page"
        ]
    assert done == [
        (1, "unchanged"),
        (3, "new version kept"),
        (12, "unchanged"),
        (48, "unchanged"),
        (168, "unchanged"),
    ]
    assert len(kept.pages) == 2


@BOTH
def test_a_feed_that_says_that_a_page_changed(
    server: HostileServer, watch: Watch, clock: FakeClock
) -> None:
    """A page whose item has a new time is fetched before its time, and long after its last."""
    template = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>'
    template += "<entry><id>1</id><link href='/a'/><updated>{}</updated></entry></feed>"
    server.pages["/atom"] = [answer(template.format(time).encode()) for time in ("1", "2", "2")]
    server.pages["/a"] = [page("One."), page("Two.")]
    run(watch, server.at("/atom"))
    clock.time += 30 * 24 * HOUR
    assert [line.done for line in run(watch, server.at("/atom"))] == [
        "1 items, 0 new",
        "new version kept",
    ]


@BOTH
def test_taken_away(server: HostileServer, watch: Watch, kept: Kept, clock: FakeClock) -> None:
    """A page that is gone is told, and kept; one that is gone for good is left alone."""
    server.pages["/rss"] = feed("/a", "/b")
    server.pages["/a"] = [page("A."), answer(b"", "404 Not Found"), page("A, corrected.")]
    server.pages["/b"] = [page("B."), answer(b"", "410 Gone"), page("never asked for")]
    run(watch, server.at("/rss"))
    done = []
    for hours in (1, 3, 10, 40):
        clock.time += hours * HOUR
        done += lines([line for line in run(watch, server.at("/rss")) if line.kind == "page"])
    gone = "taken away by its publisher; the archive keeps what it has"
    assert done == [
        f"page a: {gone}",
        f"page b: {gone}",
        "page a: new version kept, though it was gone",
        "page a: unchanged",
        "page a: unchanged",
    ]
    assert len(server.asked("/b")) == 2
    assert len(kept.pages) == 3


def test_pages_that_are_no_articles(server: HostileServer, watch: Watch, kept: Kept) -> None:
    """Films and pages without text are left, told as such, and not fetched over and over."""
    server.pages["/rss"] = feed("/film", "/odd", "/missing", "/forbidden")
    server.pages["/film"] = answer(b"\x00\x01", content_type="video/mp4")
    server.pages["/odd"] = page("unreadable")
    server.pages["/forbidden"] = answer(b"", "403 Forbidden")
    log = run(watch, server.at("/rss"))
    assert lines(log)[1:3] == [
        "page film: left: it holds no text",
        "page forbidden: not given to us; again at " + lines(log)[2][-20:],
    ]
    assert lines(log)[3].startswith("page missing: it was never seen; again at 2026-03-02T09:0")
    assert lines(log)[4] == "page odd: left: it has no text. Save it."
    assert kept.pages == []
    assert len(run(watch, server.at("/rss"))) == 1


@BOTH
def test_robots(server: HostileServer, watch: Watch, kept: Kept, clock: FakeClock) -> None:
    """What robots.txt denies is not asked for, its delay is kept; none of it elsewhere."""
    server.pages["news.test/robots.txt"] = answer(
        b"User-agent: *\nDisallow: /\n\nUser-agent: variorum\nDisallow: /private\nCrawl-delay: 7"
    )
    server.pages["closed.test/robots.txt"] = answer(b"User-agent: *\nDisallow: /")
    server.pages["/rss"] = feed("/private/1", "/open", "/there", server.at("/x", "closed.test"))
    server.pages["/open"] = page("Open.")
    server.pages["/there"] = answer(b"", "302 Found", location=server.at("/y", "closed.test"))
    log = run(watch, server.at("/rss"))
    assert kept.urls == [server.at("/open")]
    denied = [line for line in log if "not to be fetched by programs" in line.came]
    assert sorted(line.address for line in denied) == [
        server.at("/x", "closed.test"),
        server.at("/private/1"),
        server.at("/there"),
    ]
    assert all(line.done == "not fetched; not tried again" for line in denied)
    assert not server.asked("/private/1")
    assert not server.asked("/x")
    assert not server.asked("/y")
    assert pytest.approx(7.0, abs=0.1) in clock.waits


@BOTH
@pytest.mark.parametrize(
    ("robots", "asked"),
    [
        pytest.param(answer(b"", "404 Not Found"), True, id="none"),
        pytest.param(answer(b"", "403 Forbidden"), True, id="forbidden"),
        pytest.param(answer(b"", "301 Moved", location="/robots.txt"), True, id="a circle"),
        pytest.param(page("<b>Welcome</b>"), True, id="a page"),
        pytest.param(answer(b"\xff\xfe\x00\x80" * 99), True, id="rubbish"),
        pytest.param(answer(b"User-agent: *\nCrawl-delay: nan\nDisallow:"), True, id="nan"),
        pytest.param(answer(b"", "500 Oh"), False, id="500"),
        pytest.param(answer(b"", "503 Busy", retry_after="60"), False, id="503"),
        pytest.param(answer(b"", "429 Slow"), False, id="429"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_robots_in_trouble(
    server: HostileServer,
    watch: Watch,
    robots: bytes,
    asked: bool,  # noqa: FBT001 - a table
) -> None:
    """Without robots.txt everything is allowed; while it has trouble nothing is asked for."""
    server.pages["/robots.txt"] = robots
    server.pages["/rss"] = feed("/a")
    log = run(watch, server.at("/rss"))
    assert bool(server.asked("/rss")) is asked
    if not asked:
        assert "Nothing else is asked of the site meanwhile" in log[0].came


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (page("Welcome."), "is a web page, not a feed"),
        (answer(entity_bomb()), "declares entities"),
        (answer(b""), "is empty"),
        (answer(b"", "404 Not Found"), "is not there (status 404)"),
        (answer(b"", "410 Gone"), "gone for good (status 410)"),
        (answer(b"", "401 Unauthorized"), "refuses to be read (status 401)"),
        (answer(b"", "500 Oh"), "has trouble of its own (status 500)"),
        (answer(b"x", length=100), "stopped halfway"),
    ],
)
def test_feeds_in_trouble(server: HostileServer, watch: Watch, reply: bytes, words: str) -> None:
    """A feed that cannot be read is told, left alone for a while, and read when it is well."""
    server.pages["/rss"] = [reply, feed("/a")]
    server.pages["/good"] = feed("/b")
    server.pages["/a"] = server.pages["/b"] = page("Words.")
    addresses = [server.at("/rss"), server.at("/good")]
    watch.ledger.add_feeds(map(Source, addresses), watch.clock.now())
    again(watch).run(addresses, once=True)
    troubles = watch.ledger.read_troubles(addresses)
    assert list(troubles) == [server.at("/rss")]
    assert words in troubles[server.at("/rss")]
    run(watch, *addresses)
    assert len(server.asked("/rss")) == 1
    watch.clock.wait(8 * 24 * 3600)
    run(watch, *addresses)
    assert len(server.asked("/rss")) == 2
    assert watch.ledger.due_feeds(addresses, watch.clock.now(), early=True)[0].failures == 0


@BOTH
def test_a_host_that_asks_to_be_left_alone(
    server: HostileServer, watch: Watch, kept: Kept, clock: FakeClock
) -> None:
    """After 429 nothing of the host is asked for until the time it gave; others go on."""
    there = server.at("/c", "other.test")
    server.pages["/rss"] = feed("/a", "/b", there)
    server.pages["/a"] = [answer(b"", "429 Slow Down", retry_after="3600"), page("A.")]
    server.pages["/b"] = page("B.")
    server.pages["/c"] = page("C.")
    log = run(watch, server.at("/rss"))
    assert kept.urls == [there]
    assert {line.done[:13] for line in log if line.address.endswith("/a")} == {"not fetched; "}
    clock.time += 50 * MINUTE
    assert run(watch, server.at("/rss")) == []
    clock.time += 20 * MINUTE
    run(watch, server.at("/rss"))
    assert sorted(kept.urls) == [server.at("/a"), server.at("/b"), there]


def test_failures_end(server: HostileServer, watch: Watch, clock: FakeClock) -> None:
    """A page that always fails is tried ever more seldom, and then no more."""
    server.pages["/rss"] = feed("/a")
    server.pages["/a"] = answer(b"", "500 Oh")
    run(watch, server.at("/rss"))
    for _ in range(9):
        clock.time += 40 * HOUR
        last = run(watch, server.at("/rss"))[-1].done
        if last == "not fetched; not tried again":
            break
    assert len(server.asked("/a")) == 8


@BOTH
def test_an_etag_that_always_changes(server: HostileServer, watch: Watch) -> None:
    """Bytes that are the same count as unchanged, whatever the ETag."""
    server.pages["/rss"] = [feed("/a", etag=f'"{number}"') for number in range(3)]
    server.pages["/a"] = page("A.")
    run(watch, server.at("/rss"))
    assert lines(run(watch, server.at("/rss"))) == ["feed rss: nothing new"]


@BOTH
def test_killed_before_the_archive_acknowledged(
    server: HostileServer, watch: Watch, kept: Kept
) -> None:
    """What the archive did not acknowledge is fetched again; what it did is not."""
    server.pages["/rss"] = feed("/a", "/b", "/c")
    for name in "abc":
        server.pages[f"/{name}"] = page(f"{name}.")
    kept.failing = True
    with pytest.raises(OSError, match="disk full"):
        run(watch, server.at("/rss"))
    kept.failing = False
    watch.clock = FakeClock(watch.clock.now())
    run(watch, server.at("/rss"))
    assert sorted(kept.urls) == [server.at(f"/{name}") for name in "abc"]


def test_stops_after_the_current_item(server: HostileServer, watch: Watch, kept: Kept) -> None:
    """A stop ends the run after what is being fetched, which is kept; the rest comes later."""
    clock = watch.clock

    def stop(_: Request) -> Iterator[bytes]:
        clock.stop()
        yield page("B.")

    server.pages["/rss"] = feed("/a", "/b", "/c", "/d")
    server.pages["/a"] = server.pages["/c"] = server.pages["/d"] = page("Words.")
    server.pages["/b"] = stop
    run(watch, server.at("/rss"))
    assert kept.urls == [server.at("/a"), server.at("/b")]
    watch.clock = FakeClock(clock.now())
    run(watch, server.at("/rss"))
    assert sorted(kept.urls) == [server.at(f"/{name}") for name in "abcd"]


@BOTH
def test_watches_for_days(
    server: HostileServer, watch: Watch, kept: Kept, clock: FakeClock
) -> None:
    """Without `once` feeds are read again and again, as often as they allow."""
    server.pages["/rss"] = [feed(*[f"/{n}" for n in range(size)]) for size in range(1, 5)]
    server.pages["/slow"] = answer(rss(head="<ttl>120</ttl>"))
    for number in range(4):
        server.pages[f"/{number}"] = page(f"{number}.")
    clock.until = START + HOUR + 5 * MINUTE
    addresses = [server.at("/rss"), server.at("/slow", "slow.test")]
    watch.ledger.add_feeds(map(Source, addresses), clock.now())
    watch.run(addresses, once=False)
    assert len(server.asked("/rss")) == 5
    assert len(server.asked("/slow")) == 1
    assert len(set(kept.urls)) == 4
    assert len(server.asked("/0")) == 2  # at once, and after an hour


@BOTH
def test_one_run_at_a_time(watch: Watch, clock: FakeClock) -> None:
    """Two runs do not work on one archive, unless the first is dead or silent for long."""
    ledger = watch.ledger
    assert ledger.take_lease("process 1 on a", clock.now(), clock.now() + 5 * MINUTE, bool) is None

    def alive(_holder: str) -> bool:
        return False

    assert ledger.take_lease("b", clock.now(), clock.now() + MINUTE, alive) == "process 1 on a"
    with pytest.raises(InputError, match=r"at work on this archive already \(process 1 on a\)"):
        again(watch).run([], once=True)
    again(watch)
    dead = again(watch)
    dead.is_dead = lambda holder: holder == "process 1 on a"
    dead.run([], once=True)
    assert ledger.take_lease("b", clock.now(), clock.now() + MINUTE, alive) is None
    clock.time += 2 * MINUTE
    again(watch).run([], once=True)


@BOTH
def test_many_hosts_at_once(server: HostileServer, watch: Watch, kept: Kept) -> None:
    """Hosts are asked side by side, each for one thing at a time; a slow one holds up no other."""
    slow = threading.Event()

    def wait(_: Request) -> Iterator[bytes | float]:
        slow.wait(0.2)
        yield page("Slow.")

    links = [server.at(f"/{n}", f"host{n % 10}.test") for n in range(40)]
    server.pages["/rss"] = feed(*links)
    for number in range(40):
        server.pages[f"/{number}"] = page(f"{number}.")
    server.pages["/0"] = wait
    run(watch, server.at("/rss"))
    assert sorted(kept.urls) == sorted(links)
    assert max(server.busiest.values()) == 1


@BOTH
def test_a_page_in_two_feeds(server: HostileServer, watch: Watch, kept: Kept) -> None:
    """A page that two feeds name is fetched once."""
    server.pages["/one"] = feed("/a?utm_source=one", "/b")
    server.pages["/two"] = feed("/b#top", "/a")
    server.pages["/a"] = page("A.")
    server.pages["/b"] = page("B.")
    log = run(watch, server.at("/one"), server.at("/two"))
    assert lines(log)[:2] == ["feed one: 2 items, 2 new", "feed two: 2 items, 0 new"]
    assert len(kept.pages) == 2


def test_slow_and_endless_hosts(
    server: HostileServer, watch: Watch, kept: Kept, hasty: Fetcher
) -> None:
    """A host that will not end costs its own pages alone."""
    watch.fetcher = hasty
    server.pages["/rss"] = feed("/a", server.at("/slow", "slow.test"), server.at("/x", "long.test"))
    server.pages["/a"] = page("A.")
    server.pages["/slow"] = lambda _: forever(b"HTTP/1.1 200 OK\r\n", 0.1)
    server.pages["/x"] = lambda _: forever(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 9999)
    log = run(watch, server.at("/rss"))
    assert kept.urls == [server.at("/a")]
    came = {line.address.rpartition("/")[2]: line.came.partition(":")[0] for line in log}
    assert came["slow"] == "is too slow"
    assert came["x"] in {"is larger than 0.2 MB on the wire. It was left there.", "is too slow"}


def test_our_own_faults(server: HostileServer, watch: Watch, kept: Kept) -> None:
    """A page that we fail at is told, tried again later, and stops no other."""
    server.pages["/rss"] = feed("/a", "/b")
    server.pages["/a"] = page("faulty")
    server.pages["/b"] = page("B.")
    log = run(watch, server.at("/rss"))
    assert kept.urls == [server.at("/b")]
    assert log[1].came == "could not be read (ZeroDivisionError: oh): please report this"
    assert log[1].done.startswith("not fetched; again at ")

    def fail(*_: object, **_options: object) -> Never:
        raise ZeroDivisionError("oh")

    watch.clock.wait(3700)
    after = again(watch)
    after.settle = fail
    after.run([server.at("/rss")], once=True)
    assert "please report" in watch.ledger.read_log(1)[0].done
    watch.clock.wait(3700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch.fetcher, "_send", fail)
        came = {line.came for line in run(watch, server.at("/rss"))}
    assert came == {"could not be fetched (ZeroDivisionError: oh): please report this"}


def test_the_host_at_fault(server: HostileServer, watch: Watch, kept: Kept) -> None:
    """A redirect to a host in trouble does not make us leave the first one alone."""
    server.pages["/rss"] = feed("/a", "/b")
    server.pages["/a"] = answer(b"", "302 Found", location=server.at("/x", "busy.test"))
    server.pages["busy.test/robots.txt"] = answer(b"", "503 Busy", retry_after="600")
    server.pages["/b"] = page("B.")
    run(watch, server.at("/rss"))
    assert kept.urls == [server.at("/b")]


def test_a_visit_ends(server: HostileServer, watch: Watch, kept: Kept) -> None:
    """A host that wants long pauses does not hold up the rest: its pages come in several looks."""
    server.pages["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 30")
    server.pages["/rss"] = feed(*(f"/{number}" for number in range(9)))
    for number in range(9):
        server.pages[f"/{number}"] = page(f"{number}.")
    settled: list[int] = []
    watch.ledger.add_feeds([Source(server.at("/rss"))], watch.clock.now())
    slow = again(watch)
    slow.settle = lambda: settled.append(len(kept.pages))
    slow.run([server.at("/rss")], once=True)
    assert len(kept.pages) == 9
    assert settled[0] == 0  # the feed
    assert len(settled) >= 3


@BOTH
def test_signs_that_no_database_holds(ledger: Ledger) -> None:
    """NUL and lone surrogates are replaced where words of others come into the log."""
    address = "http://a.test/"
    ledger.add_feeds([Source(address)], START)
    bad = Line(START, "feed", address, "a\x00b\ud800", "c\x00")
    ledger.save_feed(address, {"trouble": bad.came}, bad)
    assert ledger.read_log(1)[0].came == "a\ufffdb?"
    assert ledger.read_troubles([address]) == {address: "a\ufffdb?"}


@BOTH
def test_old_lines_are_forgotten(ledger: Ledger) -> None:
    """The log keeps three months."""
    for days in (0, 100):
        ledger.write_line(Line(START + timedelta(days=days), "page", "http://a/", "x", "y"))
    ledger.forget_lines(START + timedelta(days=101))
    assert [line.at for line in ledger.read_log(9)] == [START + timedelta(days=100)]
