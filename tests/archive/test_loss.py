"""A database server that goes away and comes back."""

import asyncio
import gc
import threading
import time
from collections.abc import Iterator

import pytest
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from archive_sound import check_stories, check_whole
from archive_stock import stock
from archive_writers import make_reading
from postgres_server import ABSENT, SAFE, Server, find_binaries, prepare_server
from variorum.archive import tables as t
from variorum.archive.archive import Archive, open_archive
from variorum.web.app import make_app

ARTICLES = 30
CRASHES = 4
# The driver leaves the socket of a connection that fails half-way to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def _collect() -> Iterator[None]:
    """Collect such sockets here: they would be told as a later test's."""
    yield
    gc.collect()


@pytest.fixture
def server() -> Iterator[Server]:
    """Give a server whose commits are on the disk."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(ABSENT)
    with prepare_server(binaries, SAFE) as prepared:
        prepared.start()
        yield prepared


@pytest.fixture
def archive(server: Server) -> Iterator[Archive]:
    """Give an archive in it."""
    with open_archive(f"{server.address}/postgres", fast=True, model="rules") as opened:
        yield opened


def ask(archive: Archive, path: str) -> Response:
    """Return a page of the archive."""
    transport = ASGITransport(make_app(archive, hosts=["desk"]), raise_app_exceptions=False)

    async def get() -> Response:
        async with AsyncClient(transport=transport, base_url="http://desk") as client:
            return await client.get(path)

    return asyncio.run(get())


def test_an_archive_outlives_its_server(server: Server, archive: Archive) -> None:
    """Without the server nothing is acknowledged; when it is back, the same archive goes on."""
    archive.add([make_reading(1)])
    server.crash()
    with pytest.raises(DBAPIError):
        archive.add([make_reading(2)])
    server.start()
    assert [line.articles for line in archive.stories()] == [1]
    assert archive.add([make_reading(1)]).unchanged
    assert archive.add([make_reading(2)]).new
    archive.refresh()
    check_whole(archive)


def test_pages_say_that_the_archive_is_away(server: Server, archive: Archive) -> None:
    """A page asks for patience while the server is away, and is there again when it is back."""
    stock(archive)
    assert ask(archive, "/").status_code == 200
    server.crash()
    page, answer = ask(archive, "/"), ask(archive, "/api/stories")
    assert [one.status_code for one in (page, answer)] == [503, 503]
    assert "cannot be reached" in page.text
    assert page.headers["retry-after"]
    assert "127.0.0.1" not in page.text  # where the archive lies is nobody's business
    server.start()
    assert "silo falls" in ask(archive, "/").text


def test_two_writers_outlive_a_server_that_crashes_again_and_again(
    server: Server, archive: Archive
) -> None:
    """Who tries again loses nothing, keeps nothing twice, and leaves no half story."""
    left = [list(range(ARTICLES)), list(range(ARTICLES - 1, -1, -1))]
    losses: list[str] = []

    def write(writer: int) -> None:
        while left[writer]:
            try:
                archive.add([make_reading(left[writer][0])])
                if left[writer][0] % 3 == 0:
                    archive.refresh(limit=1)
            except SQLAlchemyError as error:
                losses.append(str(error))
                time.sleep(0.1)
            else:
                left[writer].pop(0)

    writers = [threading.Thread(target=write, args=(number,)) for number in (0, 1)]
    for one in writers:
        one.start()
    for number in range(1, CRASHES + 1):
        while sum(map(len, left)) > 2 * ARTICLES - 10 * number:
            time.sleep(0.01)
        server.crash()
        server.start()
    for one in writers:
        one.join()
    assert losses
    with archive.read() as connection:
        assert connection.execute(select(func.count()).select_from(t.articles)).scalar() == ARTICLES
    check_stories(archive)
    check_whole(archive)
