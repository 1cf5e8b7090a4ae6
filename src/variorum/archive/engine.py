"""Connections to an archive: readers never wait, writers go one after the other.

SQLite: write-ahead log, a writer takes the lock when it begins (BEGIN IMMEDIATE), so that it never
fails half-way; a commit is on the disk when it returns. PostgreSQL: writers take one advisory lock.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError

from variorum.archive.places import name_place
from variorum.errors import InputError

WAIT = 60  # seconds that a writer waits for others
CACHE = 64_000  # kB of SQLite's pages that one connection keeps
LOCK = 0x7661726965  # "varie": the advisory lock of writers to one PostgreSQL database
WRITES = "variorum_writes"


def connect(url: URL) -> Engine:
    """Return the engine of an archive; a folder that is missing is made for a file."""
    if url.drivername != "sqlite":
        engine = create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=24)
        # Many rows in one statement: the driver would ask the server for each by itself.
        engine.dialect.use_insertmanyvalues_wo_returning = True
        event.listen(engine, "do_connect", _call_server)
        return engine
    file = Path(str(url.database))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            str(file), f"cannot be made: {error.strerror or error}. Name another --archive."
        ) from error
    engine = create_engine(url, pool_size=8, max_overflow=24, connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _call_server(dialect: Any, _record: object, words: Any, options: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's
    """Connect to PostgreSQL; a server that hangs up meanwhile is an error of the database."""
    try:
        return dialect.connect(*words, **options)
    except OSError as error:
        raise dialect.loaded_dbapi.InterfaceError(f"no connection: {error}") from error


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Set up a new connection to SQLite; transactions are begun by `_begin` alone."""
    connection.isolation_level = None
    _log_ahead(connection)
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = -{CACHE}",
        "temp_store = MEMORY",
        "mmap_size = 268435456",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; SQLite does not wait by itself if others do so just now."""
    end = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _hung_up(engine: Engine) -> Iterator[None]:
    """Tell a connection that breaks as an error of the database: some come as the driver's own."""
    try:
        yield
    except (ConnectionError, engine.dialect.loaded_dbapi.Error) as error:
        raise InterfaceError("", None, error) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the archive."""
    with _hung_up(engine), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(  # noqa: PLW2901 - the same, made stricter
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give the one connection that may write; what it wrote is kept when the block ends well."""
    with (
        _hung_up(engine),
        engine.connect().execution_options(**{WRITES: True}) as connection,
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


def explain(error: DBAPIError, url: URL) -> InputError:
    """Return what to tell the user of an archive that cannot be opened."""
    origin: Any = error.orig
    words = " ".join(str(origin).split())[:200]
    return InputError(name_place(url), f"cannot be opened as an archive: {words}.")
