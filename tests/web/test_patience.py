import socket
from contextlib import closing
from time import monotonic

import httpx
import pytest

from variorum.archive.archive import Archive
from variorum.web import patience

from .conftest import Serve

SILENT = 5.0  # seconds after which a test gives up
HEAD = b"POST /check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n\r\ndraft=a"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127", id="half a head"),
        pytest.param(HEAD + FORM, id="half a body"),
    ],
)
def test_who_says_nothing_loses_the_place(
    empty: Archive, serve: Serve, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    """A connection that waits for no answer is closed, and others are answered."""
    for name, seconds in (("LOOK", 0.05), ("HEAD", 0.3), ("BODY", 0.6)):
        monkeypatch.setattr(patience, name, seconds)
    address = httpx.URL(serve(empty))
    with closing(socket.create_connection((address.host, address.port or 80), SILENT)) as quiet:
        quiet.sendall(sent)
        started = monotonic()
        assert quiet.recv(1000) == b""
        assert monotonic() - started < SILENT
    assert httpx.get(address).status_code == 200
