"""Whether an archive is whole, whatever was killed meanwhile."""

from collections import Counter

import numpy as np
from sqlalchemy import func, select, text

from variorum.archive import tables as t
from variorum.archive.annotating import BARE
from variorum.archive.archive import Archive
from variorum.archive.packing import FORMAT, unpack_story
from variorum.archive.postings import unpack_posting
from variorum.archive.records import Choice
from variorum.group.stories import group_stories
from variorum.group.stream import unpack_profile
from variorum.group.windows import post_terms

ALL = Choice(limit=1_000)


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
        full = np.array(sorted(key for key, packed in postings.items() if packed is None), np.int64)
        for row in connection.execute(select(t.profiles)):
            for key in post_terms(unpack_profile(row.data), full)[0].tolist():
                assert row.article in unpack_posting(postings[key])[0]


def check_stories(archive: Archive) -> None:
    """Fail unless the stories are those of all articles at once."""
    archive.refresh()
    kept = [[one.id for one in archive.story_articles(line.id)] for line in archive.stories(ALL)]
    pages = [archive.article(name) for story in kept for name in story]
    found = group_stories([one.annotated.article for one in pages if one])
    assert {frozenset(story) for story in kept} == {frozenset(story) for story in found}
