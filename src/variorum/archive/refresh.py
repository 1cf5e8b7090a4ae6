"""Stories that changed are compared again, from what is stored, outside of any transaction.

The findings are written only if the story is still as it was read; else it stays stale and its turn
comes again. So a kill at any moment leaves a story whole, at worst stale.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, text, update

from variorum.archive import tables as t
from variorum.archive.engine import reading, writing
from variorum.archive.intake import utc
from variorum.archive.judging import find_judgements
from variorum.archive.packing import (
    FORMAT,
    fill_story,
    hash_text,
    pack_story,
    unpack_annotated,
    unpack_story,
    unpack_text,
)
from variorum.archive.quotes import assign_speakers
from variorum.compare.order import by_time
from variorum.compare.reuse import find_passages
from variorum.compare.roots import count_origins
from variorum.judgements.records import Judgement
from variorum.model import Annotated, Article, Passage, Story
from variorum.parallel import spread
from variorum.pipeline import compare_story
from variorum.report.phrases import LABEL, outlet, shorten

NAMED = 6  # outlets that a line names
NAMELESS = "Outlet not named"
CHUNK = 32  # stories read at a time
STALE = text("stories.stale")  # as its index has it: SQLite finds no other words in there


@dataclass(frozen=True, slots=True)
class Work:
    """A story as it was read for comparing; articles in the order of their keys."""

    key: int
    revision: int
    articles: tuple[Annotated, ...]
    keys: Mapping[str, int]  # of the articles, by id
    versions: Mapping[str, int]
    passages: tuple[Passage, ...]  # known from the last comparison
    fresh: frozenset[str]  # articles that were not in it, or with another text
    judgements: tuple[Judgement, ...]


def find_stale(connection: Connection, limit: int | None = None) -> list[int]:
    """Return the keys of the stories to be compared, in their order."""
    query = select(t.stories.c.key).where(STALE).order_by(t.stories.c.key)
    return list(connection.execute(query.limit(limit)).scalars())


def read_work(connection: Connection, story: int) -> Work | None:
    """Return what a story's comparison needs; None if it has no articles, or bare ones."""
    revision = connection.execute(
        select(t.stories.c.revision).where(t.stories.c.key == story)
    ).scalar()
    members = read_members(connection, story)
    if revision is None or not members or any(one.bare for one in members):
        return None
    versions = {one.annotated.article.id: one.number for one in members}
    passages, known = _read_known(connection, story, versions)
    return Work(
        key=story,
        revision=revision,
        articles=tuple(one.annotated for one in members),
        keys={one.annotated.article.id: one.key for one in members},
        versions=versions,
        passages=passages,
        fresh=frozenset(versions) - known,
        judgements=tuple(_find_judgements(connection, [one.annotated.article for one in members])),
    )


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story, with the version that counts."""

    key: int
    number: int
    bare: bool  # not annotated yet
    annotated: Annotated


def read_members(connection: Connection, story: int) -> list[Member]:
    """Return the newest versions of a story's articles, by key; texts of one document are one."""
    rows = connection.execute(
        select(
            t.articles.c.key,
            t.versions.c.number,
            t.versions.c.bare,
            t.versions.c.data,
            t.documents.c.text,
            t.texts.c.data.label("body"),
        )
        .join(
            t.versions,
            (t.versions.c.article == t.articles.c.key)
            & (t.versions.c.number == t.articles.c.number),
        )
        .join(t.documents, t.documents.c.key == t.versions.c.document)
        .join(t.texts, t.texts.c.sha256 == t.documents.c.text)
        .where(t.articles.c.story == story)
        .order_by(t.articles.c.key)
    ).all()
    bodies = {row.text: unpack_text(row.body) for row in rows}
    return [
        Member(row.key, row.number, row.bare, unpack_annotated(row.data, bodies[row.text]))
        for row in rows
    ]


def _read_known(
    connection: Connection, story: int, versions: Mapping[str, int]
) -> tuple[tuple[Passage, ...], frozenset[str]]:
    """Return the passages that still hold of a story's last comparison, and its articles."""
    row = connection.execute(
        select(t.compared.c.data).where(t.compared.c.story == story, t.compared.c.format == FORMAT)
    ).first()
    if row is None:
        return (), frozenset()
    packed = unpack_story(row.data)
    known = frozenset(packed.versions.items() & versions.items())
    ids = frozenset(name for name, _ in known)
    passages = packed.story.passages
    return tuple(one for one in passages if {one.a.article, one.b.article} <= ids), ids


def compare(work: Work) -> Story:
    """Compare a story anew; passages between articles that were compared before are known."""
    articles = [one.article for one in work.articles]
    place = {article.id: number for number, article in enumerate(articles)}
    passages = sorted(
        [*work.passages, *find_passages(articles, work.fresh)],
        key=lambda one: (place[one.a.article], place[one.b.article], one.a, one.b),
    )
    numbered = [replace(one, id=f"p{number}") for number, one in enumerate(passages, 1)]
    ordered = sorted(work.articles, key=by_time)
    return compare_story(f"s{work.key}", ordered, numbered, work.judgements)


def keep(connection: Connection, work: Work, story: Story, now: str) -> bool:
    """Write a comparison, unless the story has changed since it was read."""
    done = connection.execute(
        update(t.stories)
        .where(t.stories.c.key == work.key, t.stories.c.revision == work.revision)
        .where(t.stories.c.merged_into.is_(None))
        .values(stale=False, updated=now, **summarise(story))
    )
    if done.rowcount == 0:
        return False
    connection.execute(delete(t.compared).where(t.compared.c.story == work.key))
    connection.execute(
        insert(t.compared).values(
            story=work.key,
            revision=work.revision,
            format=FORMAT,
            data=pack_story(story, {one.article.id: one for one in work.articles}, work.versions),
        )
    )
    shares = [
        {
            "at": work.keys[one.article],
            "own": one.own,
            "copied": one.copied,
            "quoted": one.quoted,
            "shared": one.shared,
        }
        for one in story.shares
        if one.article in work.keys
    ]
    if shares:
        connection.execute(
            update(t.articles)
            .where(t.articles.c.key == bindparam("at"))
            .values({name: bindparam(name) for name in ("own", "copied", "quoted", "shared")}),
            shares,
        )
    assign_speakers(connection, story, work.keys)
    return True


def summarise(story: Story) -> dict[str, object]:
    """Return the columns by which lists show a story."""
    low, high = count_origins(story)
    outlets = list(dict.fromkeys(outlet(one.article) for one in story.articles))
    named = list(dict.fromkeys(_call(one.article) for one in story.articles))
    languages = {one.article.language for one in story.articles}
    return {
        "title": story.title.replace("\x00", "\ufffd"),
        "language": languages.pop() if len(languages) == 1 else None,
        "outlets": len(outlets),
        "outlet_names": json.dumps(named[:NAMED]),
        "origins_low": low,
        "origins_high": high,
        "conflicts": sum(one.verdict == "conflict" for one in story.conflicts),
    }


def _call(article: Article) -> str:
    """Return an article's outlet for a list, where its title stands beside it already."""
    name = outlet(article)
    titled = not article.outlet and name == shorten(article.title or article.id, LABEL)
    return NAMELESS if titled else name


def refresh_stories(engine: Engine, stories: Sequence[int], jobs: int = 1) -> list[int]:
    """Compare stories, in up to `jobs` processes; return those whose findings were kept."""
    kept = []
    for first in range(0, len(stories), CHUNK):
        with reading(engine) as connection:
            found = (read_work(connection, story) for story in stories[first : first + CHUNK])
            work = [one for one in found if one is not None]
        for one, story in zip(work, spread(compare, work, jobs), strict=True):
            now = utc(datetime.now(UTC))
            with writing(engine) as connection:
                if keep(connection, one, story, now):
                    kept.append(one.key)
    return kept


def read_judgements(connection: Connection, story: int) -> tuple[Judgement, ...]:
    """Return all that people decided on the articles of a story, as it came."""
    articles = [one.annotated.article for one in read_members(connection, story)]
    return tuple(_find_judgements(connection, articles))


def _find_judgements(connection: Connection, articles: Sequence[Article]) -> list[Judgement]:
    ids = [one.id for one in articles]
    return find_judgements(connection, ids, [hash_text(one.text) for one in articles])


def read_story(connection: Connection, story: int) -> Story | None:
    """Return a story as it was last compared; None if it must be compared (again) first."""
    row = connection.execute(
        select(t.compared.c.data, t.compared.c.format)
        .join(t.stories, t.stories.c.key == t.compared.c.story)
        .where(t.compared.c.story == story, t.stories.c.revision == t.compared.c.revision)
        .where(t.compared.c.format == FORMAT)
    ).first()
    if row is None:
        return None
    given = {one.annotated.article.id: one.annotated for one in read_members(connection, story)}
    return fill_story(unpack_story(row.data), given)
