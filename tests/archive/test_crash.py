import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import func, select, text

from variorum.archive import tables as t
from variorum.archive.annotating import BARE
from variorum.archive.archive import Archive, open_archive
from variorum.archive.packing import FORMAT, unpack_story
from variorum.archive.postings import unpack_posting
from variorum.archive.records import Choice
from variorum.group.stories import group_stories
from variorum.group.stream import lookup_terms, unpack_profile

ALL = Choice(limit=1_000)
KILLS = 100
SCRIPT = Path(__file__).parent.parent / "archive_writers.py"


def run_writers(*arguments: str) -> dict[str, str]:
    """Run the script; return what it acknowledged: SHA-256 of the bytes by article."""
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    return dict(line.split(" ") for line in done.stdout.splitlines())


def check_whole(archive: Archive) -> None:
    """Fail unless every row of every table fits the others."""
    with archive.read() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        articles = connection.execute(select(t.articles)).all()
        members = Counter(row.story for row in articles)
        alive = {
            row.key: row for row in connection.execute(select(t.stories)) if not row.merged_into
        }
        assert members == {key: row.articles for key, row in alive.items()}
        bare = {row.article for row in connection.execute(select(t.versions).where(BARE))}
        for row in connection.execute(select(t.compared)).all():
            story = alive[row.story]
            if not story.stale:
                assert bare.isdisjoint(one.key for one in articles if one.story == row.story)
                assert (row.revision, row.format) == (story.revision, FORMAT)
                names = {one.id for one in articles if one.story == row.story}
                assert set(unpack_story(row.data).versions) == names
        compared = set(connection.execute(select(t.compared.c.story)).scalars())
        assert {key for key, row in alive.items() if not row.stale} <= compared
        versions = Counter(connection.execute(select(t.versions.c.article)).scalars())
        assert versions == {row.key: row.number for row in articles}
        assert all(
            connection.execute(select(func.count()).select_from(table)).scalar() == len(articles)
            for table in (t.documents, t.texts, t.sources, t.profiles)
        )
        postings = {row.term: row.articles for row in connection.execute(select(t.postings))}
        for row in connection.execute(select(t.profiles)):
            for term in lookup_terms(unpack_profile(row.data)):
                assert row.article in unpack_posting(postings[term]).articles


def check_stories(archive: Archive) -> None:
    """Fail unless the stories are those of all articles at once."""
    archive.refresh()
    kept = [[one.id for one in archive.story_articles(line.id)] for line in archive.stories(ALL)]
    pages = [archive.article(name) for story in kept for name in story]
    found = group_stories([one.annotated.article for one in pages if one])
    assert {frozenset(story) for story in kept} == {frozenset(story) for story in found}


def test_no_kill_loses_what_was_acknowledged(place: str) -> None:
    """A writer killed a hundred times leaves all that it acknowledged, and nothing half."""
    kills = KILLS // 4 if "://" in place else KILLS  # PostgreSQL's own journal is well tried
    acknowledged = run_writers(place, str(kills), "11")
    assert len(acknowledged) > kills / 2
    with open_archive(place, fast=True, model="rules") as archive:
        check_whole(archive)
        for name, digest in acknowledged.items():
            found = archive.article(name)
            assert found is not None
            assert found.document.sha256 == digest
            assert archive.source(digest) == found.document.text.encode()
        check_stories(archive)
        check_whole(archive)


def test_writers_at_once_do_not_disturb_each_other(place: str) -> None:
    """Several processes that add the same articles leave each of them once."""
    acknowledged = run_writers(place, "together", "3")
    assert len(set(acknowledged.values())) == 24
    with open_archive(place, fast=True, model="rules") as archive:
        check_whole(archive)
        with archive.read() as connection:
            assert connection.execute(select(func.count()).select_from(t.articles)).scalar() == 24
        check_stories(archive)
