"""Readings into the archive: what is new, what is a new version, what is here already.

Articles are kept bare, as they were read; what they say is found afterwards (`annotating`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, CursorResult, desc, func, insert, select, update
from sqlalchemy.engine import Row

from variorum.archive import tables as t
from variorum.archive.identity import (
    address_key,
    file_key,
    is_same_article,
    likeness_key,
    make_slug,
    words_key,
)
from variorum.archive.packing import (
    hash_text,
    pack_annotated,
    pack_bytes,
    pack_text,
)
from variorum.archive.quotes import take_quotes_away
from variorum.archive.versions import read_version
from variorum.archive.words import index_article
from variorum.compare.outlets import outlet_key
from variorum.model import Annotated, Article
from variorum.read.readings import Reading
from variorum.text.clock import read_interval

MOST_TIED = 20  # articles of one address, file or title that are looked at, the newest


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that came: what it is, and the key and id that it has here."""

    kind: Literal["new", "version", "unchanged"]
    key: int
    id: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """When articles were read: ISO 8601 in UTC; `fetched` None: from a file."""

    now: str
    fetched: str | None


def utc(moment: datetime) -> str:
    """Return a moment as all tables have it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _classify(
    connection: Connection, reading: Reading, place: int, article: Article, stamp: Stamp
) -> Arrival:
    """Say what an article is, by what is here now."""
    known = _find_known(connection, reading, place, article, stamp)
    if known is not None:
        return Arrival(*known)
    last = connection.execute(select(func.max(t.articles.c.key))).scalar() or 0
    return Arrival("new", last + 1, f"{make_slug(article.id.partition('#')[0])}#{last + 1}")


def _find_known(
    connection: Connection, reading: Reading, place: int, article: Article, stamp: Stamp
) -> tuple[Literal["version", "unchanged"], int, str] | None:
    """Return which article here this is, and whether it brings another text; None: a new one."""
    known = _same_bytes(connection, reading, article, current=stamp.fetched is not None)
    if known is not None:
        return "unchanged", known.key, known.id
    words = words_key(article)
    for tie, column, value in (
        ("address", t.articles.c.address, address_key(article.url)),
        ("file", t.articles.c.file, file_key(reading.document.path, reading.within, place)),
        ("likeness", t.articles.c.likeness, likeness_key(article)),
    ):
        if value is None:  # what an article lacks ties it to nothing
            continue
        named = select(t.articles.c.key, t.articles.c.id).where(column == _plain(value))
        for row in connection.execute(named.order_by(desc(t.articles.c.key)).limit(MOST_TIED)):
            old, known_words = read_version(connection, row.key)
            if is_same_article(old.article, article, tie):
                return ("unchanged" if known_words == words else "version"), row.key, row.id
    return None


def _same_bytes(
    connection: Connection, reading: Reading, article: Article, *, current: bool
) -> Row[int, str] | None:
    """Return the article that was read from the very same bytes, at the same place in them.

    With `current` only its newest version counts, at the same address: what was fetched again may
    be an older text, and a mirror of a page is another page.
    """
    query = (
        select(t.articles.c.key, t.articles.c.id)
        .join(t.versions, t.versions.c.article == t.articles.c.key)
        .join(t.documents, t.documents.c.key == t.versions.c.document)
        .where(t.documents.c.source == reading.document.sha256)
        .where(t.versions.c.words == words_key(article))
        .order_by(t.articles.c.key)
    )
    if current:
        query = query.where(t.versions.c.number == t.articles.c.number)
        query = query.where(t.articles.c.address == _plain(address_key(article.url)))
    return connection.execute(query).first()


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: what each article was, and those whose newest text is new, by key."""

    arrivals: tuple[Arrival, ...]
    fresh: dict[int, Article]


def store(connection: Connection, readings: Sequence[Reading], stamp: Stamp) -> Stored:
    """Write readings in one transaction, their articles bare."""
    arrivals: list[Arrival] = []
    fresh: dict[int, Article] = {}
    for one in readings:
        document: int | None = None
        for place, article in enumerate(one.articles):
            arrival = _classify(connection, one, place, article, stamp)
            arrivals.append(arrival)
            if arrival.kind == "unchanged":
                _see(connection, arrival.key, stamp)
                continue
            if document is None:
                document = _store_document(connection, one, stamp)
            named = replace(article, id=arrival.id, document=f"d{document}")
            if _store_version(connection, arrival, named, document, (one, place), stamp):
                fresh[arrival.key] = named
    return Stored(tuple(arrivals), fresh)


def _see(connection: Connection, article: int, stamp: Stamp) -> None:
    """Note that the article was met again; only a fetched page says anything by that."""
    if stamp.fetched is None:
        return
    number = select(t.articles.c.number).where(t.articles.c.key == article).scalar_subquery()
    connection.execute(
        update(t.versions)
        .where(t.versions.c.article == article, t.versions.c.number == number)
        .where(t.versions.c.seen < stamp.fetched)
        .values(seen=stamp.fetched)
    )


def _store_document(connection: Connection, reading: Reading, stamp: Stamp) -> int:
    document = reading.document
    text = hash_text(document.text)
    if not _has(connection, t.sources, document.sha256):
        connection.execute(
            insert(t.sources).values(
                sha256=document.sha256,
                bytes=len(reading.content),
                data=pack_bytes(reading.content),
            )
        )
    if not _has(connection, t.texts, text):
        connection.execute(
            insert(t.texts).values(
                sha256=text, characters=len(document.text), data=pack_text(document.text)
            )
        )
    done = connection.execute(
        insert(t.documents).values(
            name=_plain(document.id),
            path=_plain(document.path),
            url=_plain(document.url),
            source=document.sha256,
            text=text,
            fetched=stamp.fetched,
            added=stamp.now,
        )
    )
    return new_key(done)


def new_key(done: CursorResult[Any]) -> int:
    """Return the number that the server gave to an inserted row."""
    key = done.inserted_primary_key
    assert key is not None  # noqa: S101 - an insert of one row has it
    return int(key[0])


def _has(connection: Connection, table: object, sha256: str) -> bool:
    column = table.c.sha256  # type: ignore[attr-defined]
    return connection.execute(select(column).where(column == sha256)).first() is not None


def _plain(words: str | None) -> str | None:
    """Return words without the sign that PostgreSQL cannot hold."""
    return words and words.replace("\x00", "\ufffd")


def _store_version(  # noqa: PLR0917 - all that a version is made of
    connection: Connection,
    arrival: Arrival,
    article: Article,
    document: int,
    where: tuple[Reading, int],
    stamp: Stamp,
) -> bool:
    """Write a version, and the article if it is new; return whether it is the one that counts."""
    at = _moment(article, stamp)
    number, counts = 1, True
    row = _article_row(article, where, stamp)
    if arrival.kind == "new":
        named = {"key": arrival.key, "id": arrival.id, "number": 1, "added": stamp.now}
        connection.execute(insert(t.articles).values(**named, **row))
        _count_outlet(connection, row["outlet_key"], article.outlet, 1)
    else:
        number, counts = _next_number(connection, arrival.key, at)
        if counts:
            before = connection.execute(
                select(t.articles.c.outlet_key).where(t.articles.c.key == arrival.key)
            ).scalar()
            connection.execute(
                update(t.articles)
                .where(t.articles.c.key == arrival.key)
                .values(number=number, **row)
            )
            take_quotes_away(connection, arrival.key)
            if before != row["outlet_key"]:
                _count_outlet(connection, before, None, -1)
                _count_outlet(connection, row["outlet_key"], article.outlet, 1)
    done = connection.execute(
        insert(t.versions).values(
            article=arrival.key,
            number=number,
            document=document,
            at=at,
            words=words_key(article),
            added=stamp.now,
            seen=stamp.fetched or stamp.now,
            bare=True,
            made_by="",
            data=pack_annotated(Annotated(article, ())),
        )
    )
    index_article(connection, new_key(done), article)
    return counts


def _next_number(connection: Connection, article: int, at: str) -> tuple[int, bool]:
    """Return the number of a further version, and whether it is later than the one that counts."""
    last = connection.execute(
        select(func.max(t.versions.c.number)).where(t.versions.c.article == article)
    ).scalar()
    latest = connection.execute(
        select(func.max(t.versions.c.at)).where(t.versions.c.article == article)
    ).scalar()
    return (last or 0) + 1, at >= (latest or "")


def _moment(article: Article, stamp: Stamp) -> str:
    """Return the time by which versions are ordered: fetched, else stated on the page, else now."""
    if stamp.fetched is not None:
        return stamp.fetched
    stated = article.updated
    interval = read_interval(stated) if stated and "T" in stated else None
    return utc(interval.latest) if interval else stamp.now


def _article_row(article: Article, where: tuple[Reading, int], stamp: Stamp) -> dict[str, object]:
    """Return the columns of an article that its newest version fills."""
    reading, place = where
    return {
        "address": address_key(article.url),
        "file": _plain(file_key(reading.document.path, reading.within, place)),
        "likeness": _plain(likeness_key(article)),
        "given": _plain(article.story),
        "title": _plain(article.title),
        "outlet": _plain(article.outlet),
        "outlet_key": outlet_key(article.outlet) or None,
        "language": article.language,
        "published": article.published,
        "day": find_day(article, stamp),
    }


def find_day(article: Article, stamp: Stamp) -> str:
    """Return the day under which an article is listed, as its own clock has it.

    Of one that states none: the day it was fetched; "" if it came as a file.
    """
    for stated in (article.published, article.updated):
        if stated and read_interval(stated):
            return (stated + "-01-01")[:10] if len(stated) < 10 else stated[:10]
    return (stamp.fetched or "")[:10]


def _count_outlet(connection: Connection, key: object, name: str | None, by: int) -> None:
    if not isinstance(key, str):
        return
    done = connection.execute(
        update(t.outlets).where(t.outlets.c.key == key).values(articles=t.outlets.c.articles + by)
    )
    if done.rowcount == 0 and name:
        connection.execute(insert(t.outlets).values(key=key, name=_plain(name), articles=by))
