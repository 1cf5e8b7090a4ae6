"""Archives of both kinds: every test that takes `place` or `archive` runs against both servers."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from archive_stock import stock
from postgres_server import ABSENT, find_binaries, run_server
from variorum.archive.archive import Archive, open_archive
from variorum.archive.places import locate

KINDS = ["sqlite", "postgresql"]
NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the address of a PostgreSQL server that has an empty archive as a template."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(ABSENT)
    with run_server(binaries) as address:
        make_database(address, "template", "template0")
        open_archive(f"{address}/template").close()
        yield address


def make_database(address: str, name: str, template: str) -> str:
    """Make a database; return its address."""
    engine = create_engine(locate(f"{address}/postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return f"{address}/{name}"


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of an empty archive, to be copied: that is quicker than its migrations."""
    path = tmp_path_factory.mktemp("blank") / "archive.db"
    open_archive(path).close()
    return path


def make_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the place of an empty archive."""
    if request.param == "sqlite":
        blank: Path = request.getfixturevalue("blank")
        return str(shutil.copy(blank, tmp_path_factory.mktemp("archive")))
    address: str = request.getfixturevalue("server")
    return make_database(address, f"test{next(NUMBERS)}", "template")


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the place of an empty archive."""
    return make_place(request, tmp_path_factory)


@pytest.fixture(params=KINDS, scope="module")
def stocked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    """Give an archive with two stories of two outlets, to be read only."""
    with open_archive(make_place(request, tmp_path_factory), fast=True, model="rules") as opened:
        stock(opened)
        yield opened


@pytest.fixture
def archive(place: str) -> Iterator[Archive]:
    """Give an empty archive with the quickest models."""
    with open_archive(place, fast=True, model="rules") as opened:
        yield opened
