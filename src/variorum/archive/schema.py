"""The tables' version: an archive is brought to this version when it is opened."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from variorum.archive.engine import writing
from variorum.archive.places import name_place
from variorum.errors import InputError

FIRST = "0001"
HEAD = "0006"  # the newest of migrations/versions
MIGRATIONS = Path(__file__).parent / "migrations"


def read_version(connection: Connection) -> str | None:
    """Return the version of an archive's tables; None: it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine, to: str = HEAD) -> None:
    """Bring the tables to a version, all at once or not at all.

    InputError if they are of a newer Variorum, or of something else.
    """
    with engine.connect() as connection:
        if read_version(connection) == to:
            return
    with writing(engine) as connection:
        found = read_version(connection)
        if found == to:
            return
        place = name_place(engine.url)
        if found is None and inspect(connection).get_table_names():
            raise InputError(place, "is a database of something else. Name another --archive.")
        if found is not None and found > HEAD:
            raise InputError(
                place, f"was written by a newer Variorum (tables {found}, known: {HEAD}). Update."
            )
        _migrate(connection, to)


def _migrate(connection: Connection, to: str) -> None:
    from alembic import command  # noqa: PLC0415 - takes longer to load than most archives to open
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
