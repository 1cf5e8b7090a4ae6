"""Articles that wait to be annotated: what they say is found after they are kept.

Finding it takes longer than keeping. So an article is on the disk, in its story, and found by its
words before its quotations, names, figures and dates are; those come before its story is compared,
or when a version is asked for. Until then its version is bare, and its story stale.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select, text, update

from variorum import __version__
from variorum.annotate.attributions import ModelName
from variorum.archive import tables as t
from variorum.archive.engine import reading, writing
from variorum.archive.packing import pack_annotated, unpack_annotated, unpack_text
from variorum.archive.postings import chunked
from variorum.archive.quotes import store_quotes
from variorum.model import Annotated, Article
from variorum.pipeline import Progress, annotate_all, ignore_progress

BATCH = 64  # articles annotated at a time
SPREAD = 512  # as above, where several processes annotate: starting them takes seconds
BARE = text("versions.bare")  # as its index has it: SQLite finds no other words in there


@dataclass(frozen=True, slots=True)
class Models:
    """What annotates articles; see `variorum.pipeline.annotate`."""

    fast: bool = False
    model: ModelName | None = None

    @property
    def made_by(self) -> str:
        """Name the models and the version, as versions of articles keep it."""
        return f"variorum {__version__}, {self.model or ('words' if self.fast else 'encoder')}"


def find_bare(connection: Connection, stories: Collection[int] | None = None) -> list[int]:
    """Return the keys of the versions that wait, in their order: all, or those in some stories."""
    query = select(t.versions.c.key).where(BARE)
    if stories is None:
        return list(connection.execute(query.order_by(t.versions.c.key)).scalars())
    inside = query.join(t.articles, t.articles.c.key == t.versions.c.article)
    return sorted(
        key
        for part in chunked(stories)
        for key in connection.execute(inside.where(t.articles.c.story.in_(part))).scalars()
    )


def find_bare_pages(connection: Connection, article: str, numbers: Collection[int]) -> list[int]:
    """Return the keys of an article's versions that wait; no numbers: of the one that counts."""
    query = (
        select(t.versions.c.key)
        .join(t.articles, t.articles.c.key == t.versions.c.article)
        .where(t.articles.c.id == article, t.versions.c.bare)
    )
    wanted = t.versions.c.number.in_(numbers) if numbers else None
    newest = t.versions.c.number == t.articles.c.number
    return list(connection.execute(query.where(newest if wanted is None else wanted)).scalars())


def annotate_bare(
    engine: Engine,
    versions: Sequence[int],
    models: Models,
    jobs: int = 1,
    progress: Progress = ignore_progress,
) -> None:
    """Annotate versions that wait, in up to `jobs` processes; each batch is kept as it is done.

    Several processes may do the same at once: what the first one finds is kept.
    """
    size = BATCH if jobs == 1 else SPREAD
    for first in range(0, len(versions), size):
        batch = versions[first : first + size]
        with reading(engine) as connection:
            articles = _read_articles(connection, batch)
        found = annotate_all(
            list(articles.values()), fast=models.fast, model=models.model, jobs=jobs
        )
        with writing(engine) as connection:
            for key, annotated in zip(articles, found, strict=True):
                _keep(connection, key, annotated, models.made_by)
        progress("annotating", first + len(batch), len(versions))


def _read_articles(connection: Connection, versions: Sequence[int]) -> dict[int, Article]:
    """Return the articles of versions that wait still, by the versions' keys."""
    query = (
        select(t.versions.c.key, t.versions.c.data, t.texts.c.data.label("body"))
        .join(t.documents, t.documents.c.key == t.versions.c.document)
        .join(t.texts, t.texts.c.sha256 == t.documents.c.text)
        .where(t.versions.c.key.in_(versions), t.versions.c.bare)
        .order_by(t.versions.c.key)
    )
    return {
        row.key: unpack_annotated(row.data, unpack_text(row.body)).article
        for row in connection.execute(query)
    }


def _keep(connection: Connection, version: int, annotated: Annotated, made_by: str) -> None:
    """Write what was found in a version, and its quotations if it is the one that counts."""
    done = connection.execute(
        update(t.versions)
        .where(t.versions.c.key == version, t.versions.c.bare)
        .values(bare=False, made_by=made_by, data=pack_annotated(annotated))
    )
    if done.rowcount == 0:
        return
    row = connection.execute(
        select(t.articles.c.key, t.articles.c.day)
        .join(t.versions, t.versions.c.article == t.articles.c.key)
        .where(t.versions.c.key == version, t.versions.c.number == t.articles.c.number)
    ).first()
    if row is not None:
        store_quotes(connection, row.key, annotated, row.day)
