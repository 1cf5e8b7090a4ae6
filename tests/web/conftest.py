"""Archives with the example and with hostile articles, a server for each, and a browser."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
import uvicorn

from variorum.archive.annotating import Models
from variorum.archive.archive import Archive, open_archive
from variorum.web.app import make_app
from variorum.web.checking import Checker
from variorum.web.patience import HurriedProtocol

FERRY = Path(__file__).parents[2] / "examples" / "ferry"
LATER = "Seven people died when a fire broke out on the ferry Lady Ansgard"
Serve = Callable[..., str]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an archive that holds the example, one article in two versions."""
    folder = tmp_path_factory.mktemp("archive")
    path = folder / "ferry.db"
    with open_archive(path, fast=True) as archive:
        list(archive.add_paths([FERRY]))
        changed = folder / "01-merrow-courier.txt"
        shutil.copy(FERRY / changed.name, changed)
        archive.refresh()
    return path


@pytest.fixture
def archive(filled: Path, tmp_path: Path) -> Iterator[Archive]:
    """Return a copy of that archive, to be changed."""
    path = tmp_path / "ferry.db"
    shutil.copy(filled, path)
    with open_archive(path, fast=True) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Archive]:
    """Return an archive without anything."""
    with open_archive(tmp_path / "empty.db", fast=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Return what starts an application on a free port and gives its address."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []
    checker = Checker(Models(fast=True), seconds=300)  # one process for the drafts of all tests

    def start(archive: Archive, **options: Any) -> str:  # noqa: ANN401
        app = make_app(archive, **{"checker": checker, **options})
        config = uvicorn.Config(
            app,
            host="127.0.0.1",
            port=0,
            log_level="critical",
            lifespan="off",
            ws="none",
            http=HurriedProtocol,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        end = monotonic() + 20
        while not server.started and monotonic() < end:
            sleep(0.01)
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"

    yield start
    for server, _ in servers:
        server.should_exit = True
    for _, thread in servers:
        thread.join(timeout=5)
    with suppress(OSError):
        checker.close()


@pytest.fixture(scope="session")
def site(filled: Path, serve: Serve) -> Iterator[httpx.Client]:
    """Return a client of a server whose archive no test changes."""
    with open_archive(filled, fast=True) as opened, httpx.Client(base_url=serve(opened)) as client:
        yield client


@pytest.fixture
def desk(archive: Archive, serve: Serve) -> Iterator[httpx.Client]:
    """Return a client of a server whose archive a test may change."""
    with httpx.Client(base_url=serve(archive)) as client:
        yield client
