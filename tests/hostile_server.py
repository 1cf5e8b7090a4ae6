"""A web server on loopback that answers as badly as it is told to, and a clock that never waits."""

import contextlib
import itertools
import socket
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

LOOPBACK = (ip_network("127.0.0.0/8"),)
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Request:
    """What a client asked."""

    host: str  # without the port
    path: str
    headers: dict[str, str]


# Raw bytes to send, or seconds to wait; when it ends, the connection is closed.
Script = Callable[[Request], Iterable[bytes | float]]


def answer(
    body: bytes = b"", status: str = "200 OK", *, length: int | None = None, **headers: str
) -> bytes:
    """Return a whole answer; `content_type="text/html"` and the like become headers."""
    fields = {"content-length": str(len(body) if length is None else length)}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value != "-")
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def page(words: str, **headers: str) -> bytes:
    """Return an answer that is a news page with these words."""
    body = (
        f"<!doctype html><html><body><article><h1>News</h1><p>{words}</p></article></body></html>"
    )
    headers.setdefault("content_type", "text/html; charset=utf-8")
    return answer(body.encode(), **headers)  # type: ignore[arg-type]


def rss(*links: str, head: str = "", each: str = "") -> bytes:
    """Return the bytes of an RSS feed with an item for each link."""
    items = "".join(
        f"<item><title>Item {number}</title><link>{link}</link><guid>{link}</guid>{each}</item>"
        for number, link in enumerate(links, 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>The Harbour Post</title>{head}{items}</channel></rss>"
    ).encode()


def feed(*links: str, **headers: str) -> bytes:
    """Return an answer that is an RSS feed."""
    headers.setdefault("content_type", "application/rss+xml")
    return answer(rss(*links), **headers)  # type: ignore[arg-type]


def entity_bomb() -> bytes:
    """Return a feed whose title is a billion letters."""
    letters = "abcdefghij"
    declared = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {letter} "{f"&{before};" * 10}">'
        for before, letter in itertools.pairwise(letters)
    )
    bomb = rss("/a").replace(b"<rss", f"<!DOCTYPE rss [{declared}]><rss".encode(), 1)
    return bomb.replace(b"Harbour", b"&j;")


class HostileServer:
    """Answers on 127.0.0.1 as `pages` says: by "host/path" or "/path", a script or plain bytes.

    Several bytes are given one after the other, the last for ever. What is not there is a 404.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Script | bytes | list[bytes]] = {}
        self.requests: list[Request] = []
        self.busy: dict[str, int] = {}  # connections that are being answered, by host
        self.busiest: dict[str, int] = {}
        self.closing = threading.Event()
        self.guard = threading.Lock()
        server = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    server.serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            request_queue_size = 64

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self.server.server_address[1])
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self.thread.start()

    def close(self) -> None:
        """Stop answering."""
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def at(self, path: str, host: str = "news.test") -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        """Return the requests for a path."""
        return [request for request in self.requests if request.path == path]

    def serve(self, connection: socket.socket) -> None:
        """Answer one request."""
        request = read_request(connection)
        if request is None:
            return
        with self.guard:
            self.requests.append(request)
            busy = self.busy[request.host] = self.busy.get(request.host, 0) + 1
            self.busiest[request.host] = max(busy, self.busiest.get(request.host, 0))
        script = iter(self.find(request))
        piece = next(script, None)
        with contextlib.ExitStack() as answering:
            answering.callback(self.leave, request.host)
            while piece is not None and not self.closing.is_set():
                following = next(script, None)
                if following is None:  # who has the last bytes may ask again before we look
                    answering.close()
                if isinstance(piece, float):
                    self.closing.wait(piece)
                else:
                    connection.sendall(piece)
                piece = following

    def leave(self, host: str) -> None:
        """Count one connection less that is being answered."""
        with self.guard:
            self.busy[host] -= 1

    def find(self, request: Request) -> Iterable[bytes | float]:
        """Return what to answer."""
        known = self.pages.get(request.host + request.path, self.pages.get(request.path))
        if known is None:
            return [answer(b"no such page", "404 Not Found")]
        if isinstance(known, bytes):
            return [known]
        if isinstance(known, list):
            return [known.pop(0) if len(known) > 1 else known[0]]
        return known(request)


def read_request(connection: socket.socket) -> Request | None:
    """Read the head of a request."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65_536)
        if not piece:
            return None
        head += piece
    first, *lines = head.decode("ascii").split("\r\n\r\n")[0].split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(": ")
        headers[name.lower()] = value
    return Request(headers["host"].partition(":")[0], first.split(" ")[1], headers)


@dataclass
class FakeClock:
    """A clock that jumps ahead when it is to wait."""

    time: datetime = START
    waits: list[float] = field(default_factory=list)
    stopped: bool = False
    until: datetime | None = None  # when it stops by itself

    def __post_init__(self) -> None:
        """Make the lock that its times are read and moved under."""
        self.guard = threading.Lock()

    def now(self) -> datetime:
        """Return the time."""
        with self.guard:
            return self.time

    def wait(self, seconds: float) -> None:
        """Let the time pass."""
        with self.guard:
            if self.stopped:
                return
            self.waits.append(seconds)
            self.time += timedelta(seconds=seconds)
            self.stopped = self.until is not None and self.time >= self.until

    def stop(self) -> None:
        """Let the work stop."""
        self.stopped = True


class FakeResolver:
    """Gives the addresses of names: those of `.test` lead here, others as they are listed.

    Of a list of answers the first is given first, the last for ever after.
    """

    def __init__(self, **answers: list[Sequence[str]]) -> None:
        self.answers = {name.replace("_", "."): list(given) for name, given in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        """Return a host's addresses, and remember that it was asked for."""
        self.asked.append(host)
        if host in self.answers:
            given = self.answers[host]
            return given.pop(0) if len(given) > 1 else given[0]
        if host.endswith(".test"):
            return ["127.0.0.1"]
        found = socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
        return [str(found[0][4][0])]


def forever(piece: bytes, pause: float = 0.0) -> Iterator[bytes | float]:
    """Send a piece again and again."""
    while True:
        yield piece
        if pause:
            yield pause
