"""Where an archive lies: a file for one person, a PostgreSQL database for a team."""

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from variorum.errors import InputError

VARIABLE = "VARIORUM_ARCHIVE"
DRIVERS = {"postgresql": "postgresql+pg8000", "postgres": "postgresql+pg8000"}


def default_place(environment: Mapping[str, str] = os.environ) -> str:
    """Return $VARIORUM_ARCHIVE, else archive.db in the user's data folder.

    That is $XDG_DATA_HOME/variorum, else ~/.local/share/variorum: the same from every folder, so
    that `add` here and `serve` there speak of one archive.
    """
    if environment.get(VARIABLE):
        return environment[VARIABLE]
    given = environment.get("XDG_DATA_HOME", "")
    data = Path(given) if given.startswith("/") else Path.home() / ".local" / "share"
    return str(data / "variorum" / "archive.db")


def locate(place: str | Path | None = None) -> URL:
    """Return the address of an archive for SQLAlchemy; InputError if it names none.

    >>> locate("news.db").render_as_string()
    'sqlite:///news.db'
    >>> locate("postgresql://desk@db.example/news").render_as_string()
    'postgresql+pg8000://desk@db.example/news'
    """
    given = default_place() if place is None else str(place)
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except ArgumentError:
        raise InputError(_show(given), f"is no address of an archive. {_ALLOWED}") from None
    kind = url.drivername.partition("+")[0]
    if kind in DRIVERS and url.database:
        return url.set(drivername=DRIVERS[kind])
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite")
    raise InputError(_show(given), f"is no address of an archive. {_ALLOWED}")


_ALLOWED = "Name a file, or postgresql://USER@HOST/DATABASE."


def _show(given: str) -> str:
    """Return an address without its password."""
    head, at, tail = given.rpartition("@")
    return f"{head.partition('://')[0]}://…{at}{tail}" if at else given


def name_place(url: URL) -> str:
    """Return an archive's place as people are told it: the file, or the address, no password."""
    if url.drivername == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=True)
