"""One address to the bytes that it gives: checked, bounded, with redirects followed one by one."""

import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import certifi
import httpcore
import httpx

from variorum import __version__
from variorum.errors import FetchError
from variorum.watch.addresses import Network, find_host, read_address, show_address
from variorum.watch.bodies import ASKED, read_body
from variorum.watch.clock import Clock
from variorum.watch.connect import Gate, Resolver, resolve
from variorum.watch.hosts import Hosts
from variorum.watch.schedule import read_retry_after

REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
BUSY = {429, 503}
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html, */*;q=0.5"
LONGEST_HEADER = 4_000  # bytes
LONGEST_TAG = 500  # characters of an ETag or a time that are sent back
TOKEN = "variorum"  # noqa: S105 - our name in a robots.txt


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a request may take, in seconds, how large its answer may be, in bytes."""

    connect: float = 10.0
    read: float = 20.0  # for the next bytes
    total: float = 60.0  # for an answer, redirects not counted
    wire: int = 5_000_000
    whole: int = 10_000_000  # unpacked
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server can tell whether its page has changed since we had it from `address`."""

    address: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `body` is empty unless the status is 200."""

    address: str  # where it came from in the end
    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes = b""
    moved: str | None = None  # where the address has moved to for good, if all redirects say so

    @property
    def validators(self) -> Validators:
        """What to ask with the next time."""
        tag, time = (self.headers.get(name, "") for name in ("etag", "last-modified"))
        return Validators(self.address, _keep(tag), _keep(time))


def _keep(value: str) -> str | None:
    """Return a header that can be sent back as it is; None: it cannot."""
    fit = value.isascii() and value.isprintable() and len(value) <= LONGEST_TAG
    return value if value and fit else None


def allow_all(_address: str) -> None:
    """Let every address be asked for."""


class Fetcher:
    """Fetches. Safe to be used by several threads; keeps no cookie and no connection.

    Attributes:
        clock: the time of day, for pauses and Retry-After.
        hosts: gives each host its turns.
        limits: of time and size.
        resolver: gives the addresses of a name.
        allowed: networks that may be reached though they are not public.
        contact: an address where the operator of a site can reach us; sent with each request.
    """

    def __init__(
        self,
        clock: Clock,
        hosts: Hosts,
        *,
        limits: Limits | None = None,
        resolver: Resolver = resolve,
        allowed: Sequence[Network] = (),
        contact: str | None = None,
    ) -> None:
        self.clock = clock
        self.hosts = hosts
        self.limits = limits or Limits()
        self.resolver = resolver
        self.allowed = allowed
        self.agent = f"{TOKEN}/{__version__} (news comparison{f'; {contact}' if contact else ''})"

    def fetch(
        self,
        address: str,
        validators: Validators | None = None,
        *,
        permit: Callable[[str], None] = allow_all,
    ) -> Answer:
        """Return what an address gives, following redirects; FetchError if nothing can be had.

        Any status is an answer, except those that ask to come later: 429 and all from 500. `permit`
        is called with each address before it is asked for, and raises FetchError to forbid it.
        """
        here, seen, for_good = read_address(address), set[str](), True
        for _ in range(self.limits.redirects + 1):
            if here in seen:
                raise FetchError(show_address(address), "is redirected in a circle.")
            seen.add(here)
            try:
                permit(here)
                answer = self._ask(here, validators)
            except FetchError as error:
                if find_host(here) == find_host(address):
                    raise
                raise FetchError(  # not this address's host, but another that it redirects to
                    error.address, error.reason, again=error.again, wait=error.wait
                ) from None
            if answer.status not in REDIRECTS:
                moved = here if for_good and len(seen) > 1 else None
                return Answer(here, answer.status, answer.headers, answer.body, moved)
            target = answer.headers.get("location")
            if not target:
                raise FetchError(show_address(here), "redirects without saying where to.")
            for_good = for_good and answer.status in FOR_GOOD
            try:
                here = read_address(target, here)
            except FetchError as error:
                raise FetchError(
                    show_address(address), f"redirects to {error.address}, which {error.reason}"
                ) from None
        raise FetchError(
            show_address(address), f"is redirected more than {self.limits.redirects} times."
        )

    def _ask(self, address: str, validators: Validators | None) -> Answer:
        """Ask one address once, in its host's turn."""
        shown = show_address(address)
        with self.hosts.turn(find_host(address)):
            try:
                answer = self._send(address, validators)
            except (httpcore.TimeoutException, httpcore.NetworkError, OSError) as error:
                reason = _tell(error, self.limits)
                raise FetchError(shown, reason, again=True, host=True) from None
            except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
                reason = "answers in broken HTTP, or stopped halfway."
                raise FetchError(shown, reason, again=True) from None
        if answer.status == 429 or answer.status >= 500:
            wait = read_retry_after(answer.headers.get("retry-after"), self.clock.now())
            busy = answer.status in BUSY or wait is not None
            asks = "asks to be left alone" if busy else "has trouble of its own"
            reason = f"{asks} (status {answer.status})."
            raise FetchError(shown, reason, again=True, host=busy, wait=wait)
        return answer

    def _send(self, address: str, validators: Validators | None) -> Answer:
        url, limits = httpx.URL(address), self.limits
        gate = Gate(
            show_address(address), self.resolver, self.allowed, time.monotonic() + limits.total
        )
        place = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        with httpcore.HTTPConnection(
            place.origin,
            ssl_context=_trust() if place.scheme == b"https" else None,
            network_backend=gate,
        ) as connection:
            request = httpcore.Request(
                "GET",
                place,
                headers=self._headers(url, validators),
                extensions={
                    "timeout": {
                        "connect": limits.connect,
                        "read": limits.read,
                        "write": limits.read,
                    }
                },
            )
            response = connection.handle_request(request)
            headers = _read_headers(response.headers)
            body = b""
            if response.status == 200:
                body = self._read_body(response, headers, show_address(address))
            return Answer(address, response.status, headers, body)

    def _headers(self, url: httpx.URL, validators: Validators | None) -> list[tuple[bytes, bytes]]:
        fields = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self.agent,
            "Accept": ACCEPT,
            "Accept-Encoding": ASKED,
            "Connection": "close",
        }
        if validators is not None and validators.address == str(url):
            fields |= {
                "If-None-Match": validators.etag or "",
                "If-Modified-Since": validators.modified or "",
            }
        return [
            (name.encode(), value.encode("ascii", "replace"))
            for name, value in fields.items()
            if value
        ]

    def _read_body(
        self, response: httpcore.Response, headers: Mapping[str, str], address: str
    ) -> bytes:
        stated = headers.get("content-length", "")
        limits = self.limits
        if stated.isdigit() and int(stated[:18]) > limits.wire:
            raise FetchError(
                address, f"is larger than {limits.wire / 1_000_000:g} MB. It was left there."
            )
        return read_body(
            response.iter_stream(),
            headers.get("content-encoding", ""),
            address,
            wire=limits.wire,
            whole=limits.whole,
        )


def _read_headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers of a bearable length, by their names; the last of a name counts."""
    return {
        name.decode("ascii", "replace").lower(): value.decode("utf-8", "replace").strip()
        for name, value in raw
        if len(value) <= LONGEST_HEADER
    }


@cache
def _trust() -> ssl.SSLContext:
    """Return what certificates are believed: the system's authorities and those of certifi."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _tell(error: Exception, limits: Limits) -> str:
    if isinstance(error, httpcore.ConnectTimeout):
        return f"cannot be reached within {limits.connect:g} s."
    if isinstance(error, httpcore.TimeoutException):
        return f"is too slow: it may be silent for {limits.read:g} s, and take {limits.total:g} s."
    if isinstance(error, httpcore.ConnectError):
        if "CERTIFICATE" in str(error) or "certificate" in str(error):
            return "has a certificate that is not to be trusted. Check the address."
        return "does not accept the connection."
    return "broke the connection."
