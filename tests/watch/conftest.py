"""A hostile server, a fetcher that may reach it, and a clock that does not wait."""

from collections.abc import Iterator

import pytest

from hostile_server import LOOPBACK, FakeClock, FakeResolver, HostileServer
from variorum.watch.fetch import Fetcher, Limits
from variorum.watch.hosts import Hosts

LIMITS = Limits(connect=1.0, read=0.25, total=0.6, wire=200_000, whole=400_000, redirects=4)


@pytest.fixture
def server() -> Iterator[HostileServer]:
    """Give a server that does what it is told."""
    server = HostileServer()
    yield server
    server.close()


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that jumps."""
    return FakeClock()


@pytest.fixture
def fetcher(clock: FakeClock) -> Fetcher:
    """Give a fetcher that may reach the server."""
    return Fetcher(clock, Hosts(clock), limits=LIMITS, resolver=FakeResolver(), allowed=LOOPBACK)
