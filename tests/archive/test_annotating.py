import gzip
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from archive_stock import DAY, HARBOUR, page
from variorum.archive import tables as t
from variorum.archive.annotating import Models, annotate_bare, find_bare
from variorum.archive.archive import Archive, open_archive
from variorum.archive.refresh import read_work, refresh_stories
from variorum.archive.schema import HEAD, read_version

URL = "https://herald.example/silo"
OLDER = Path(__file__).parent / "older.db.gz"


def keep(archive: Archive, *paragraphs: str, hours: int = 0) -> tuple[str, ...]:
    """Add a page, and leave what it says for later; return its story."""
    content = page("Four dead as silo falls", paragraphs)
    fetched = DAY.replace(hour=9 + hours)
    return archive.add_bytes(content, url=URL, fetched=fetched, compare=False).stories


def count_bare(archive: Archive) -> int:
    """Return how many versions wait."""
    with archive.read() as connection:
        return len(find_bare(connection))


def test_an_article_is_there_before_what_it_says_is_known(archive: Archive) -> None:
    """What was added is listed, in its story, and found by its words at once."""
    (story,) = keep(archive, *HARBOUR)
    assert count_bare(archive) == 1
    assert [line.title for line in archive.stories()] == ["Four dead as silo falls"]
    (hit,) = archive.search("ring beams")
    assert (hit.article, archive.story_of(hit.article)) == ("silo#1", story)
    assert archive.search("cannon", "quote") == []
    assert archive.refresh() == [story]
    assert count_bare(archive) == 0
    assert [hit.speaker for hit in archive.search("cannon", "quote")] == ["Mirela Danov"]


def test_whoever_asks_first_lets_it_be_annotated(archive: Archive) -> None:
    """An article, two versions or a story are never shown without what they say."""
    keep(archive, *HARBOUR)
    found = archive.article("silo#1")
    assert found is not None
    assert found.annotated.attributions
    assert count_bare(archive) == 0
    keep(archive, *HARBOUR[:2], hours=1)
    (story,) = keep(archive, *HARBOUR[:1], hours=2)
    assert count_bare(archive) == 2
    edits = archive.edits("silo#1", 1, 2)
    assert edits is not None
    assert edits.newer.annotated.attributions
    assert count_bare(archive) == 1
    whole = archive.story(story)
    assert whole is not None
    assert whole.articles[0].sentences
    assert count_bare(archive) == 0


def test_quotations_of_an_older_version_are_gone_with_it(archive: Archive) -> None:
    """Between a new version and its annotation no quotation of the old one is found in it."""
    keep(archive, *HARBOUR)
    archive.refresh()
    assert archive.search("cannon", "quote")
    keep(archive, "Nothing has happened at Tessel Quay, the port says now.", *HARBOUR[:1], hours=1)
    assert archive.search("cannon", "quote") == []
    assert [line for line in archive.speakers() if line.quotes] == []


def test_a_version_that_never_counted_brings_no_quotation(archive: Archive) -> None:
    """An older text that comes later is annotated too, but says nothing now."""
    keep(archive, *HARBOUR[:1], hours=3)
    keep(archive, *HARBOUR)
    archive.refresh()
    assert count_bare(archive) == 0
    assert archive.search("cannon", "quote") == []


def test_no_story_is_compared_without_what_its_articles_say(archive: Archive) -> None:
    """An article that comes while its story is being compared lets it stay stale."""
    (story,) = keep(archive, *HARBOUR)
    key = int(story.removeprefix("s"))
    with archive.read() as connection:
        assert read_work(connection, key) is None
    assert refresh_stories(archive.engine, [key]) == []
    assert archive.refresh(limit=1) == [story]


def test_what_two_processes_find_is_kept_once(archive: Archive) -> None:
    """The second one to annotate a version changes nothing."""
    keep(archive, *HARBOUR)
    with archive.read() as connection:
        waiting = find_bare(connection)
    annotate_bare(archive.engine, waiting, archive.models)
    query = select(t.versions.c.made_by, t.versions.c.data, t.quotes.c.key).join_from(
        t.versions, t.quotes, t.quotes.c.article == t.versions.c.article
    )
    with archive.read() as connection:
        before = connection.execute(query).all()
    annotate_bare(archive.engine, waiting, Models(fast=True, model="words"))
    with archive.read() as connection:
        assert connection.execute(query).all() == before
    assert before[0].made_by.endswith("rules")


def test_versions_say_what_annotated_them(archive: Archive) -> None:
    """Not who added an article but who annotated it is named."""
    keep(archive, *HARBOUR)
    made_by = select(t.versions.c.made_by)
    with archive.read() as connection:
        assert connection.execute(made_by).scalars().all() == [""]
    archive.refresh()
    with archive.read() as connection:
        assert connection.execute(made_by).scalars().all() == [archive.models.made_by]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Give an archive of an older version, written by it: tables 0004, profiles without days.

    It has the reports that `stock` adds, and that on the silo in two versions.
    """
    file = tmp_path / "older.db"
    file.write_bytes(gzip.decompress(OLDER.read_bytes()))
    return file


def test_an_archive_of_an_older_version_goes_on(older: Path) -> None:
    """What an older version wrote is shown as it was, searched, and grows."""
    with sqlite3.connect(older) as connection:
        before = connection.execute("SELECT key, made_by, data FROM versions").fetchall()
    connection.close()
    with open_archive(older, fast=True, model="rules") as archive:
        with archive.read() as read:
            assert read_version(read) == HEAD
        assert count_bare(archive) == 0
        assert [line.title for line in archive.stories()] == [
            "Frost kills blossom",
            "Élan vital: silo falls",
        ]
        assert [hit.speaker for hit in archive.search("cannon", "quote")] == ["Mirela Danov"]
        edits = archive.edits("silo#1", 1, 2)
        assert edits is not None
        assert [one.kind for one in edits.edits] == ["taken out"]
        again = page("Silo at Tessel Quay falls", HARBOUR, site="Harbour Post")
        added = archive.add_bytes(again, url="https://c.example/silo", fetched=DAY.replace(hour=15))
        assert added.stories == (archive.story_of("silo#1"),)
        assert archive.refresh() == []
        with archive.read() as read:
            after = read.execute(select(t.versions.c.key, t.versions.c.made_by, t.versions.c.data))
            assert after.all()[: len(before)] == before
