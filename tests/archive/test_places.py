import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, insert, inspect, select, text, update

from archive_stock import HARBOUR, fetch, page
from factory import make_article
from variorum.archive import tables as t
from variorum.archive.archive import Archive, open_archive
from variorum.archive.engine import connect
from variorum.archive.places import default_place, locate, name_place
from variorum.archive.postings import Neighbours, unpack_posting
from variorum.archive.schema import FIRST, HEAD, MIGRATIONS, read_version, upgrade
from variorum.archive.tables import METADATA
from variorum.errors import InputError
from variorum.group.profiles import describe


def test_the_head_is_the_newest_migration() -> None:
    """What opening compares with is what the migrations lead to."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_migrations_make_the_tables(archive: Archive) -> None:
    """A migrated archive has the tables of the program, no more and no fewer."""
    with archive.read() as connection:
        ours = {table.name for table in METADATA.tables.values()}
        assert ours <= set(inspect(connection).get_table_names())
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in ours},
        )
        found = [one for one in compare_metadata(context, METADATA) if one[0] != "remove_index"]
        assert found == []


def test_an_archive_of_the_first_version_is_brought_up(place: str) -> None:
    """Opening an old archive brings its tables to this version, and it works."""
    engine = connect(locate(place))
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    else:
        Path(place).unlink()
    upgrade(engine, FIRST)
    with engine.connect() as connection:
        assert read_version(connection) == FIRST
    engine.dispose()
    with open_archive(place, fast=True, model="rules") as archive:
        with archive.read() as connection:
            assert read_version(connection) == HEAD
        assert fetch(archive, "https://a.example/silo", page("Silo falls", HARBOUR)).new


def test_postings_of_an_older_archive_get_their_weights(archive: Archive) -> None:
    """What was posted without weights is found as what is posted now."""
    fetch(archive, "https://a.example/silo", page("Silo falls", HARBOUR))
    fetch(archive, "https://b.example/silo", page("A silo has fallen", HARBOUR))
    query = select(t.postings).order_by(t.postings.c.term)
    with archive.write() as connection:
        known = connection.execute(query).all()
        for term, packed in known:
            bare = unpack_posting(packed)[0].tobytes()
            connection.execute(
                update(t.postings).where(t.postings.c.term == term).values(articles=bare)
            )
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    upgrade(archive.engine, "0003")
    with archive.read() as connection:
        assert connection.execute(query).all() == known
        assert known


def test_common_terms_of_an_older_archive_are_posted_by_window(archive: Archive) -> None:
    """Articles whose terms were too common to be posted are found by those of their weeks."""
    pile = [
        make_article("The Tessel silo fell, Mirela Danov said.", f"a{key}", published=day)
        for key, day in enumerate(("2031-03-02", "2031-05-02", None, "2031-07-02", "1931-07-02"), 1)
    ]
    with archive.write() as connection:
        rows = [{"key": key, "id": one.id, "number": 1} for key, one in enumerate(pile, 1)]
        connection.execute(insert(t.articles), [row | {"day": "", "added": ""} for row in rows])
        profiles = {key: describe(one) for key, one in enumerate(pile, 1)}
        Neighbours(connection, common=2).take_in(profiles)
    query = select(t.postings).order_by(t.postings.c.term)
    terms = set(profiles[1].terms.tolist())
    with archive.write() as connection:
        known = connection.execute(query).all()
        assert {row.term for row in known if row.articles is None} == terms
        connection.execute(delete(t.postings).where(t.postings.c.term.not_in(terms)))
        assert len(connection.execute(query).all()) * 6 == len(known)
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    upgrade(archive.engine, "0006")
    with archive.read() as connection:
        assert connection.execute(query).all() == known


def test_a_newer_archive_is_refused(place: str) -> None:
    """An older program does not write to what it does not understand."""
    with open_archive(place) as archive, archive.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InputError, match="newer Variorum"):
        open_archive(place)


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    """A file of another program is refused, and stays as it is."""
    file = tmp_path / "cookies.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE cookies (name TEXT)")
    with pytest.raises(InputError, match="something else"):
        open_archive(file)
    with sqlite3.connect(file) as connection:
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("cookies",)]


@pytest.mark.parametrize(
    ("content", "words"), [(b"no database at all" * 100, "not a database"), (None, "open")]
)
def test_what_is_no_archive_is_a_clear_error(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    """A file of other kind, or a folder, is told by its name."""
    place = tmp_path / "x.db"
    if content is None:
        place.mkdir()
    else:
        place.write_bytes(content)
    with pytest.raises(InputError, match=words) as caught:
        open_archive(place)
    assert caught.value.path == str(place)


@pytest.mark.parametrize("place", ["mysql://a@b/c", "http://x/y", "postgresql://", "sqlite://"])
def test_other_addresses_are_refused(place: str) -> None:
    """Only files and PostgreSQL hold archives."""
    with pytest.raises(InputError, match="Name a file, or postgresql"):
        locate(place)


def test_a_password_is_never_shown() -> None:
    """Messages name the place without its password."""
    assert "secret" not in name_place(locate("postgresql://desk:secret@db.example/news"))
    with pytest.raises(InputError) as caught:
        locate("mysql://desk:secret@db.example/news")
    assert "secret" not in str(caught.value)


def test_the_default_place(tmp_path: Path) -> None:
    """The variable wins, then the user's data folder; a relative one does not count."""
    assert default_place({"VARIORUM_ARCHIVE": "x.db", "XDG_DATA_HOME": "/d"}) == "x.db"
    assert default_place({"XDG_DATA_HOME": str(tmp_path)}) == str(tmp_path / "variorum/archive.db")
    home = str(Path.home() / ".local/share/variorum/archive.db")
    assert default_place({}) == default_place({"XDG_DATA_HOME": "relative"}) == home
