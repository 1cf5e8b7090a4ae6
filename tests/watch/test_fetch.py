import gzip
import time
import zlib
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime

import pytest

from hostile_server import (
    LOOPBACK,
    FakeClock,
    FakeResolver,
    HostileServer,
    Request,
    answer,
    forever,
)
from variorum.errors import FetchError
from variorum.watch.bodies import read_body
from variorum.watch.fetch import Fetcher, Limits, Validators
from variorum.watch.hosts import Hosts

WORDS = b"The ferry left at noon. " * 20


def test_brings_a_page(server: HostileServer, fetcher: Fetcher) -> None:
    """A page comes with its bytes, its headers and its final address."""
    server.pages["/a"] = answer(WORDS, content_type="text/html", etag='"1"')
    got = fetcher.fetch(server.at("/a"))
    assert (got.status, got.body, got.address) == (200, WORDS, server.at("/a"))
    assert got.validators == Validators(server.at("/a"), '"1"', None)
    assert server.requests[0].headers["user-agent"].startswith("variorum/")
    assert "cookie" not in server.requests[0].headers


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        pytest.param("gzip", gzip.compress, id="gzip"),
        pytest.param("x-gzip", gzip.compress, id="gzip by its old name"),
        pytest.param("deflate", zlib.compress, id="deflate as zlib"),
        pytest.param("deflate", lambda data: zlib.compress(data)[2:-4], id="deflate bare"),
        pytest.param("gzip", lambda data: data, id="says gzip, is plain"),
        pytest.param("-", gzip.compress, id="says nothing, is gzip"),
        pytest.param("identity", lambda data: data, id="identity"),
        pytest.param("deflate, gzip", lambda d: gzip.compress(zlib.compress(d)), id="packed twice"),
        pytest.param(
            "gzip", lambda d: gzip.compress(d[:99]) + gzip.compress(d[99:]), id="two gzip members"
        ),
        pytest.param("gzip", lambda d: gzip.compress(d) + b"\0\0tail", id="rubbish after gzip"),
    ],
)
def test_unpacks(server: HostileServer, fetcher: Fetcher, name: str, pack: object) -> None:
    """A body is unpacked as it is packed, whatever its header says."""
    assert callable(pack)
    server.pages["/a"] = answer(pack(WORDS), content_encoding=name)
    assert fetcher.fetch(server.at("/a")).body == WORDS


def slow_head(_: Request) -> Iterator[bytes | float]:
    """Send a head byte by byte."""
    yield b"HTTP/1.1 200 OK\r\nx: "
    yield from forever(b"y", 0.1)


def slow_body(_: Request) -> Iterator[bytes | float]:
    """Send a body byte by byte."""
    yield b"HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n"
    yield from forever(b"y", 0.1)


def silent(_: Request) -> Iterator[bytes | float]:
    """Accept and say nothing."""
    yield 5.0


def endless(_: Request) -> Iterator[bytes | float]:
    """Send a body without end."""
    yield b"HTTP/1.1 200 OK\r\n\r\n"
    yield from forever(b"y" * 50_000)


def endless_head(_: Request) -> Iterator[bytes | float]:
    """Send headers without end."""
    yield b"HTTP/1.1 200 OK\r\n"
    yield from forever(b"x: y\r\n" * 1000)


def endless_notices(_: Request) -> Iterator[bytes | float]:
    """Send "100 Continue" without end."""
    yield from forever(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


PACKED = gzip.compress(WORDS)
BOMB = zlib.compress(b"\0" * 100_000_000, 9)
BOMB_GZIP = gzip.compress(b"\0" * 50_000_000, 9)
GZIP_BOMB = gzip.compress(BOMB_GZIP, 9)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        pytest.param(slow_head, "too slow", id="head byte by byte"),
        pytest.param(slow_body, "too slow", id="body byte by byte"),
        pytest.param(silent, "too slow", id="silent"),
        pytest.param(endless, "larger than 0.2 MB on the wire", id="endless body"),
        pytest.param(endless_head, "broken HTTP", id="endless head"),
        pytest.param(endless_notices, "too slow|broken HTTP", id="endless notices"),
        pytest.param(answer(b"x", length=10**9), "larger than 0.2 MB", id="says it is huge"),
        pytest.param(answer(b"x", length=10), "stopped halfway", id="shorter than it says"),
        pytest.param(answer(b"x", content_length="-5"), "broken HTTP", id="length below 0"),
        pytest.param(answer(b"x", content_length="one"), "broken HTTP", id="length in words"),
        pytest.param(b"", "broken HTTP", id="nothing"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\xff", "broken HTTP", id="no HTTP"),
        pytest.param(answer(WORDS, content_encoding="br"), "not asked for", id="brotli"),
        pytest.param(
            answer(WORDS, content_encoding="gzip,gzip,gzip"), "packed 3", id="three times"
        ),
        pytest.param(
            answer(gzip.compress(WORDS)[:-9], content_encoding="gzip"), "cut off", id="cut"
        ),
        pytest.param(
            answer(gzip.compress(WORDS)[:1], content_encoding="deflate"), "cut|broken", id="1"
        ),
        pytest.param(
            answer(PACKED[:12] + b"!" * 50, content_encoding="gzip"),
            "broken",
            id="broken gzip",
        ),
        pytest.param(answer(BOMB, content_encoding="deflate"), "0.4 MB unpacked", id="bomb"),
        pytest.param(answer(BOMB_GZIP), "0.4 MB unpacked", id="bomb that says nothing"),
        pytest.param(
            answer(GZIP_BOMB, content_encoding="gzip, gzip"), "0.4 MB unpacked", id="bomb in bomb"
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nZZ\r\n",
            "broken HTTP",
            id="broken chunks",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel",
            "stopped halfway",
            id="chunks cut off",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + b"1" * 50 + b"\r\nx",
            "broken HTTP|too slow",
            id="a chunk as large as the world",
        ),
        pytest.param(answer(b"", "429 Slow Down"), r"left alone \(status 429\)", id="429"),
        pytest.param(answer(b"", "500 Oh"), r"trouble of its own \(status 500\)", id="500"),
        pytest.param(answer(b"", "302 Found"), "without saying where", id="redirect to nowhere"),
    ],
)
def test_survives(
    server: HostileServer, fetcher: Fetcher, hasty: Fetcher, script: object, words: str
) -> None:
    """Whatever a server does, an error says so in words, and soon."""
    server.pages["/a"] = script  # type: ignore[assignment]
    began = time.monotonic()
    with pytest.raises(FetchError, match=words) as caught:
        (hasty if words.startswith("too slow") else fetcher).fetch(server.at("/a"))
    assert time.monotonic() - began < 9
    assert str(caught.value).startswith(server.at("/a"))


def test_bombs_cost_no_memory(server: HostileServer, fetcher: Fetcher) -> None:
    """A bomb is stopped while it unpacks: it never lies in memory."""
    import tracemalloc  # noqa: PLC0415 - slows down what follows

    server.pages["/a"] = answer(BOMB, content_encoding="deflate")
    tracemalloc.start()
    with pytest.raises(FetchError, match="unpacked"):
        fetcher.fetch(server.at("/a"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_chain_of_tiny_members_costs_little() -> None:
    """Two hundred thousand empty gzip members in one piece do not take minutes to unpack."""
    member = gzip.compress(b"")
    began = time.process_time()
    assert read_body([member * 200_000], "gzip", "here", wire=5_000_000, whole=5_000_000) == b""
    assert time.process_time() - began < 10


def test_reads_no_more_than_is_said(server: HostileServer, fetcher: Fetcher) -> None:
    """What follows a body is not read as part of it."""
    server.pages["/a"] = answer(b"short", content_encoding="-") + b"HTTP/1.1 200 OK\r\n\r\nmore"
    assert fetcher.fetch(server.at("/a")).body == b"short"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/a", "in a circle"),
        ("http://127.0.0.1:9/", "does not accept"),
        ("http://127.0.0.1/", "does not accept"),
        ("http://[::1]/", "leads to ::1, this machine itself"),
        ("http://169.254.169.254/latest/meta-data/", "metadata service of a cloud"),
        ("http://10.0.0.1/", "a private network"),
        ("http://2130706433/", "does not accept"),
        ("http://[::ffff:10.0.0.1]/", "inside an IPv6 one"),
        ("http://[64:ff9b::a00:1]/", "inside an IPv6 one"),
        ("http://inner.test/", "leads to 192.168.1.1, a private network"),
        ("http://8.8.8.8:22/", "on port 22"),
        ("file:///etc/passwd", "Only these are fetched"),
        ("javascript:alert(1)", "Only these are fetched"),
        ("ftp://news.test/", "Only these are fetched"),
        ("gopher://news.test:70/", "Only these are fetched"),
        ("http://user:secret@news.test/", "user name or password"),
        ("http://[", "names no host that can be"),
    ],
)
def test_follows_no_redirect_into_the_dark(
    server: HostileServer, clock: FakeClock, target: str, words: str
) -> None:
    """Each hop is checked as the first address was."""
    server.pages["/a"] = answer(b"", "302 Found", location=target)
    resolver = FakeResolver(inner_test=[["192.168.1.1"]])
    fetcher = Fetcher(
        clock, Hosts(clock), limits=Limits(1, 1, 1), resolver=resolver, allowed=LOOPBACK
    )
    with pytest.raises(FetchError, match=words) as caught:
        fetcher.fetch(server.at("/a"))
    assert "secret" not in str(caught.value)


def test_circles_of_many_end(server: HostileServer, fetcher: Fetcher) -> None:
    """A chain of redirects ends at its limit, a circle at once."""
    for number in range(9):
        server.pages[f"/{number}"] = answer(b"", "301 Moved", location=f"/{number + 1}")
    with pytest.raises(FetchError, match="redirected more than 4 times"):
        fetcher.fetch(server.at("/0"))
    server.pages["/8"] = answer(b"", "301 Moved", location="/7")
    with pytest.raises(FetchError, match="in a circle"):
        fetcher.fetch(server.at("/7"))


def test_follows_redirects(server: HostileServer, fetcher: Fetcher) -> None:
    """The final address is told; where all hops are for good, so is the move."""
    server.pages["/a"] = answer(b"", "301 Moved", location="b")
    server.pages["/b"] = answer(b"", "308 Moved", location=server.at("/c", "other.test"))
    server.pages["/c"] = answer(WORDS)
    got = fetcher.fetch(server.at("/a"))
    assert (got.address, got.moved) == (server.at("/c", "other.test"),) * 2
    server.pages["/b"] = answer(b"", "302 Found", location="/c")
    assert fetcher.fetch(server.at("/a")).moved is None


def test_no_cookie_is_kept(server: HostileServer, fetcher: Fetcher) -> None:
    """A cookie that is set is never sent, not even to the same site."""
    server.pages["/a"] = answer(b"", "302 Found", location="/b", set_cookie="id=1; path=/")
    server.pages["/b"] = answer(WORDS, set_cookie="id=2")
    fetcher.fetch(server.at("/a"))
    fetcher.fetch(server.at("/b"))
    assert not any("cookie" in request.headers for request in server.requests)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "0x7f.1", "0", "[::1]"])
def test_refuses_this_machine(clock: FakeClock, host: str) -> None:
    """Without leave nothing of the machine itself is reached, however it is written."""
    fetcher = Fetcher(clock, Hosts(clock))
    with pytest.raises(FetchError, match=r"this machine itself|the address of no machine"):
        fetcher.fetch(f"http://{host}/")


def test_rebinding_leads_nowhere(server: HostileServer, clock: FakeClock) -> None:
    """A name that is public when it is checked and loopback a moment later is asked but once."""
    resolver = FakeResolver(evil_test=[["192.0.2.1"], ["127.0.0.1"]])
    resolver.answers["evil.test"][0] = ["93.184.216.34"]
    connected: list[str] = []
    fetcher = Fetcher(clock, Hosts(clock), limits=Limits(0.1, 0.1, 0.2), resolver=resolver)
    import httpcore  # noqa: PLC0415

    class Spy(httpcore.SyncBackend):
        def connect_tcp(self, host: str, port: int, *_: object) -> httpcore.NetworkStream:
            connected.append(f"{host}:{port}")
            raise httpcore.ConnectTimeout

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpcore, "SyncBackend", Spy)
        with pytest.raises(FetchError, match="cannot be reached"):
            fetcher.fetch("http://evil.test/")
        assert (connected, resolver.asked) == (["93.184.216.34:80"], ["evil.test"])
        with pytest.raises(FetchError, match=r"leads to 127\.0\.0\.1, this machine itself"):
            fetcher.fetch("http://evil.test/")
    assert connected == ["93.184.216.34:80"]
    assert server.requests == []


def test_takes_the_address_that_may_be_reached(server: HostileServer, clock: FakeClock) -> None:
    """Of several addresses of a name only those are tried that may be."""
    resolver = FakeResolver(two_test=[["10.0.0.1", "127.0.0.1"]])
    fetcher = Fetcher(clock, Hosts(clock), resolver=resolver, allowed=LOOPBACK)
    server.pages["/a"] = answer(WORDS)
    assert fetcher.fetch(server.at("/a", "two.test")).body == WORDS


def test_names_that_lead_nowhere(clock: FakeClock) -> None:
    """A name without an address, and a resolver that hangs, are told as such."""

    def hang(_host: str, _port: int) -> list[str]:
        time.sleep(0.5)
        return []

    def fail(_host: str, _port: int) -> list[str]:
        raise OSError

    for resolver, words in [(hang, "within 0.1 s"), (fail, "leads nowhere")]:
        fetcher = Fetcher(clock, Hosts(clock), limits=Limits(0.1, 0.1, 0.2), resolver=resolver)
        with pytest.raises(FetchError, match=words) as caught:
            fetcher.fetch("http://gone.test/")
        assert caught.value.again


def test_validators_go_only_to_their_own_address(server: HostileServer, fetcher: Fetcher) -> None:
    """The ETag of a redirect's end is not sent to its beginning."""
    server.pages["/a"] = answer(b"", "302 Found", location="/b")
    server.pages["/b"] = [
        answer(WORDS, etag='W/"2"', last_modified="Mon, 02 Mar 2026 08:00:00 GMT"),
        answer(b"", "304 Not Modified"),
    ]
    got = fetcher.fetch(server.at("/a"))
    assert fetcher.fetch(server.at("/a"), got.validators).status == 304
    first, last = server.requests[-2:]
    assert "if-none-match" not in first.headers
    assert last.headers["if-none-match"] == 'W/"2"'
    assert last.headers["if-modified-since"] == "Mon, 02 Mar 2026 08:00:00 GMT"


@pytest.mark.parametrize("tag", ["\u00e9", "x" * 600, "a\tb"])
def test_unfit_validators_are_left(server: HostileServer, fetcher: Fetcher, tag: str) -> None:
    """A tag that cannot be sent back as it came is not."""
    server.pages["/a"] = answer(WORDS, etag=tag)
    got = fetcher.fetch(server.at("/a"))
    assert got.validators.etag is None


def test_retry_after(server: HostileServer, fetcher: Fetcher, clock: FakeClock) -> None:
    """Seconds and dates are understood, nonsense is not."""
    for text, seconds in [
        ("120", 120.0),
        (format_datetime(clock.now() + timedelta(minutes=5), usegmt=True), 300.0),
        ("soon", None),
        ("-1", None),
        ("99999999999", 604_800.0),
    ]:
        server.pages["/a"] = answer(b"", "503 Busy", retry_after=text)
        clock.time = clock.time.replace(hour=9, minute=0)
        before = clock.now()
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.at("/a"))
        waited = (clock.now() - before).total_seconds()
        assert caught.value.host
        assert caught.value.wait == (seconds if seconds != 300.0 else 300.0 - waited)


def test_one_at_a_time(server: HostileServer, fetcher: Fetcher, clock: FakeClock) -> None:
    """A host is asked for one thing at a time, with a pause between, by however many threads."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    server.pages["/a"] = lambda _: [0.02, answer(WORDS)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fetcher.fetch, [server.at("/a")] * 8))
    assert server.busiest == {"news.test": 1}
    assert clock.waits == [pytest.approx(2.0)] * 7
