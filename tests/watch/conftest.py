"""A hostile server, a fetcher that may reach it, and a clock that does not wait."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from hostile_server import LOOPBACK, FakeClock, FakeResolver, HostileServer
from variorum.watch.fetch import Fetcher, Limits
from variorum.watch.hosts import Hosts

PATIENT = Limits(connect=5.0, read=5.0, total=9.0, wire=200_000, whole=400_000, redirects=4)
HASTY = replace(PATIENT, connect=1.0, read=0.25, total=0.6)


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
    return Fetcher(clock, Hosts(clock), limits=PATIENT, resolver=FakeResolver(), allowed=LOOPBACK)


@pytest.fixture
def hasty(clock: FakeClock) -> Fetcher:
    """Give a fetcher that soon loses patience: for servers that try it."""
    return Fetcher(clock, Hosts(clock), limits=HASTY, resolver=FakeResolver(), allowed=LOOPBACK)
