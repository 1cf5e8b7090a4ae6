"""Connections to the very address that was checked, within a time for all that is sent over them.

A name is resolved once, here; its addresses are checked, and the connection goes to one of these
and not to the name. So a name that answers otherwise a moment later (DNS rebinding) leads nowhere.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import httpcore

from variorum.errors import FetchError
from variorum.watch.addresses import Network, tell_closed

Resolver = Callable[[str, int], Sequence[str]]
TRIED = 3  # addresses of a name
NOWHERE = "its name leads nowhere just now. Check it."


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host as the system's resolver gives them; OSError: it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Gate(httpcore.NetworkBackend):
    """Opens the connections of one request.

    Attributes:
        address: what is asked for, as it is shown in messages.
        resolver: gives the addresses of a name.
        allowed: networks that may be reached though they are not public, on any port.
        deadline: `time.monotonic()` at which the whole request must have ended.
    """

    def __init__(
        self, address: str, resolver: Resolver, allowed: Sequence[Network], deadline: float
    ) -> None:
        self.address = address
        self.resolver = resolver
        self.allowed = allowed
        self.deadline = deadline
        self.system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to an address of `host` that may be reached; FetchError if none may."""
        failure: Exception | None = None
        for ip in self._find_open(host, port, timeout)[:TRIED]:
            try:
                stream = self.system.connect_tcp(
                    str(ip), port, _left(self.deadline, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self.deadline)
        assert failure is not None  # noqa: S101 - there is at least one address
        raise failure

    def _find_open(
        self, host: str, port: int, timeout: float | None
    ) -> list[IPv4Address | IPv6Address]:
        """Return the addresses of a host that may be reached, in the resolver's order."""
        found = []
        for text in self._resolve(host, port, _left(self.deadline, timeout)):
            try:
                found.append(ip_address(text.partition("%")[0]))
            except ValueError:
                continue
        if not found:
            raise FetchError(
                self.address, "its name leads nowhere. Check it.", again=True, host=True
            )
        closed = [tell_closed(ip, port, self.allowed) for ip in found]
        if all(closed):
            raise FetchError(
                self.address,
                f"leads to {found[0]}, {closed[0]}, where nothing is fetched. If it is a server of "
                f"yours, allow it with --allow-address {found[0]}.",
            )
        return [ip for ip, what in zip(found, closed, strict=True) if what is None]

    def _resolve(self, host: str, port: int, seconds: float) -> Sequence[str]:
        """Ask the resolver, which knows no time limit, and leave it alone when time is up."""
        answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolver(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=seconds)
        except queue.Empty:
            raise httpcore.ConnectTimeout from None
        if isinstance(answer, Exception):
            raise FetchError(
                self.address, "its name leads nowhere. Check it.", again=True, host=True
            )
        return answer


class TimedStream(httpcore.NetworkStream):
    """A connection on which every wait ends with the time of the whole request."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there; ReadTimeout when the time of this read or of all is over."""
        return self.stream.read(max_bytes, _left(self.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it; WriteTimeout when the time is over."""
        self.stream.write(buffer, _left(self.deadline, timeout))

    def close(self) -> None:
        """Close the connection."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Encrypt: the certificate must be that of the name, wherever the connection goes."""
        left = _left(self.deadline, timeout)
        secure = self.stream.start_tls(ssl_context, server_hostname, left)
        return TimedStream(secure, self.deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as the library has it
        """Pass on what the connection knows of itself."""
        return self.stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    """Return the seconds that a wait may take; ReadTimeout if none are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)
