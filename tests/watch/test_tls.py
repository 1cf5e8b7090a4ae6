import shutil
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hostile_server import LOOPBACK, FakeClock, FakeResolver, answer, read_request
from variorum.errors import FetchError
from variorum.watch import fetch
from variorum.watch.fetch import Fetcher
from variorum.watch.hosts import Hosts


class SecureServer(socketserver.ThreadingTCPServer):
    """Answers over TLS as secure.test, and notes which name it was asked for."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.names: list[str | None] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self.context.sni_callback = lambda _socket, name, _context: self.names.append(name)

    def finish_request(self, request: Any, _address: object) -> None:  # noqa: ANN401 - a socket
        """Answer one request."""
        try:
            with self.context.wrap_socket(request, server_side=True) as secure:
                found = read_request(secure)
                assert found is not None
                secure.sendall(answer(f"for {found.headers['host']}".encode()))
        except OSError:
            return


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecureServer]:
    """Give a server whose certificate is believed."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed (apt-get install openssl)")
    command = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=secure.test", "-addext", "subjectAltName=DNS:secure.test"]
    command += ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - Debian's program
    context = ssl.create_default_context(cafile=tmp_path / "cert.pem")
    monkeypatch.setattr(fetch, "_trust", lambda: context)
    with SecureServer(tmp_path) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_the_certificate_is_that_of_the_name(secure: SecureServer) -> None:
    """The connection goes to the address that was checked, the certificate must be the name's."""
    clock = FakeClock()
    fetcher = Fetcher(clock, Hosts(clock), resolver=FakeResolver(), allowed=LOOPBACK)
    port = secure.server_address[1]
    assert fetcher.fetch(f"https://secure.test:{port}/").body == f"for secure.test:{port}".encode()
    assert secure.names == ["secure.test"]
    with pytest.raises(FetchError, match="certificate that is not to be trusted"):
        fetcher.fetch(f"https://other.test:{port}/")
    with pytest.raises(FetchError, match=r"broken HTTP|broke the connection"):
        fetcher.fetch(f"http://secure.test:{port}/")
