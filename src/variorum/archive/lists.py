"""What lists and pages show, from columns that are kept up to date."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, desc, func, select, text
from sqlalchemy.engine import Row

from variorum.archive import tables as t
from variorum.archive.packing import unpack_bytes, unpack_text
from variorum.archive.quotes import speaker_key
from variorum.archive.records import (
    ArticleLine,
    Choice,
    Entry,
    OutletLine,
    OutletPage,
    QuoteLine,
    SpeakerLine,
    SpeakerPage,
    StoryLine,
)
from variorum.compare.outlets import outlet_key
from variorum.model import Document, Span

BATCH = 500  # ids asked for at a time
ALIVE = text("stories.articles > 0")  # with no bound number, or SQLite does not use its index


def _choose_stories(query: Select[Any], choice: Choice) -> Select[Any]:
    """Keep stories that are alive, with a report in the days, with one of the outlet."""
    query = query.where(ALIVE)
    if choice.first is not None:
        query = query.where(t.stories.c.last_day >= choice.first)
    if choice.last is not None:
        query = query.where(t.stories.c.day <= choice.last, t.stories.c.day != "")
    if choice.outlet is not None:
        key = outlet_key(choice.outlet)
        inside = select(t.articles.c.story).where(t.articles.c.outlet_key == key)
        query = query.where(t.stories.c.key.in_(inside))
    return query


def list_stories(connection: Connection, choice: Choice) -> list[StoryLine]:
    """Return stories, that with the latest report first.

    Their keys first: the index knows them, however many are skipped.
    """
    order = (desc(t.stories.c.last_day), desc(t.stories.c.key))
    query = _choose_stories(select(t.stories.c.key), choice).order_by(*order)
    keys = list(connection.execute(query.offset(choice.offset).limit(choice.limit)).scalars())
    rows = connection.execute(select(t.stories).where(t.stories.c.key.in_(keys)))
    lines = {row.key: _story_line(row) for row in rows}
    return [lines[key] for key in keys]


def count_stories(connection: Connection, choice: Choice) -> int:
    """Return how many stories `list_stories` has in all, whatever page of them."""
    query = _choose_stories(select(func.count()).select_from(t.stories), choice)
    return int(connection.execute(query).scalar() or 0)


def _story_line(row: Row[Any]) -> StoryLine:
    return StoryLine(
        id=f"s{row.key}",
        title=row.title,
        language=row.language,
        day=row.day,
        last_day=row.last_day,
        articles=row.articles,
        outlets=row.outlets,
        outlet_names=tuple(json.loads(row.outlet_names)),
        origins=(row.origins_low, row.origins_high),
        conflicts=row.conflicts,
        updated=row.updated,
        stale=bool(row.stale),
    )


def read_story_line(connection: Connection, key: int) -> StoryLine | None:
    """Return a story at a glance."""
    row = connection.execute(select(t.stories).where(t.stories.c.key == key)).first()
    return None if row is None else _story_line(row)


def list_days(connection: Connection, before: str | None, limit: int) -> list[tuple[str, int]]:
    """Return the days of the stories' latest reports with their counts, the latest day first."""
    count = func.count()
    query = select(t.stories.c.last_day, count).where(ALIVE)
    if before is not None:
        query = query.where(t.stories.c.last_day < before)
    query = query.group_by(t.stories.c.last_day).order_by(desc(t.stories.c.last_day)).limit(limit)
    return [(row[0], row[1]) for row in connection.execute(query)]


def find_story(connection: Connection, story: str) -> int | None:
    """Return the key of a story that is alive, old ids followed; None: there never was one."""
    number = story.removeprefix("s")
    if not (number.isascii() and number.isdigit()) or len(number) > 15:
        return None
    row = connection.execute(
        select(t.stories.c.key, t.stories.c.merged_into).where(t.stories.c.key == int(number))
    ).first()
    return None if row is None else row.merged_into or row.key


def article_lines(query: Select[Any], connection: Connection) -> list[ArticleLine]:
    """Return the lines of the articles that a query of their table finds."""
    return [
        ArticleLine(
            id=row.id,
            title=row.title,
            outlet=row.outlet,
            published=row.published,
            day=row.day,
            story=f"s{row.story}" if row.story else None,
            versions=row.number,
            own=row.own,
            copied=row.copied,
            quoted=row.quoted,
            shared=row.shared,
        )
        for row in connection.execute(query)
    ]


def list_articles(connection: Connection, story: int) -> list[ArticleLine]:
    """Return a story's articles, the earliest day first."""
    query = select(t.articles).where(t.articles.c.story == story)
    return article_lines(query.order_by(t.articles.c.day, t.articles.c.key), connection)


def read_documents(connection: Connection, articles: Iterable[str]) -> dict[str, Document]:
    """Return the documents of articles' newest versions, by article id, texts in place."""
    wanted = list(dict.fromkeys(articles))
    found: dict[str, Document] = {}
    for first in range(0, len(wanted), BATCH):
        rows = connection.execute(
            documents_query()
            .where(t.articles.c.id.in_(wanted[first : first + BATCH]))
            .where(t.versions.c.number == t.articles.c.number)
        )
        texts: dict[str, str] = {}
        for row in rows:
            if row.text not in texts:
                texts[row.text] = unpack_text(row.body)
            found[row.id] = make_document(row, texts[row.text])
    return {one: found[one] for one in wanted if one in found}


def documents_query() -> Select[Any]:
    """Return a query of articles' versions with their documents."""
    return (
        select(
            t.articles.c.id,
            t.documents.c.key.label("document"),
            t.documents.c.path,
            t.documents.c.url,
            t.documents.c.source,
            t.documents.c.text,
            t.texts.c.data.label("body"),
        )
        .join(t.versions, t.versions.c.article == t.articles.c.key)
        .join(t.documents, t.documents.c.key == t.versions.c.document)
        .join(t.texts, t.texts.c.sha256 == t.documents.c.text)
    )


def make_document(row: Row[Any], text: str) -> Document:
    """Return the document of a row of `documents_query`."""
    return Document(f"d{row.document}", row.path, row.url, row.source, text)


def read_source(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes with this checksum, as they came."""
    data = connection.execute(select(t.sources.c.data).where(t.sources.c.sha256 == sha256)).scalar()
    return None if data is None else unpack_bytes(data)


def list_speakers(
    connection: Connection, prefix: str, offset: int, limit: int
) -> list[SpeakerLine]:
    """Return speakers, the most quoted first; with a prefix those with a name that begins so."""
    query = select(t.speakers).where(t.speakers.c.quotes > 0)
    key = speaker_key(prefix)
    if key:
        begins = t.speakers.c.key.startswith(key, autoescape=True)
        inside = t.speakers.c.key.contains(f" {key}", autoescape=True)
        query = query.where(begins | inside)
    order = (desc(t.speakers.c.quotes), desc(t.speakers.c.key))  # as the index has it
    rows = connection.execute(query.order_by(*order).offset(offset).limit(limit))
    return [SpeakerLine(row.key, row.name, row.quotes) for row in rows]


def read_speaker(connection: Connection, name: str, offset: int, limit: int) -> SpeakerPage | None:
    """Return what one speaker said, newest first; None: nobody of that name said anything."""
    key = speaker_key(name)
    row = connection.execute(
        select(t.speakers).where(t.speakers.c.key == key, t.speakers.c.quotes > 0)
    ).first()
    if row is None:
        return None
    keys = connection.execute(
        select(t.quotes.c.key)
        .where(t.quotes.c.speaker == key)
        .order_by(desc(t.quotes.c.day), desc(t.quotes.c.key))
        .offset(offset)
        .limit(limit)
    ).scalars()
    return SpeakerPage(key, row.name, row.quotes, tuple(read_quotes(connection, list(keys))))


def read_quotes(connection: Connection, keys: Sequence[int], around: int = 0) -> list[QuoteLine]:
    """Return quotations in the order of their keys, words cut from the texts.

    around: how many characters of the text before and after them come with them.
    """
    rows = connection.execute(
        select(
            t.quotes,
            t.articles.c.id,
            t.articles.c.story,
            t.articles.c.outlet,
            t.articles.c.published,
            t.articles.c.title,
            t.documents.c.text,
            t.speakers.c.name.label("called"),
        )
        .join(t.articles, t.articles.c.key == t.quotes.c.article)
        .outerjoin(t.speakers, t.speakers.c.key == t.quotes.c.speaker)
        .join(
            t.versions,
            (t.versions.c.article == t.articles.c.key)
            & (t.versions.c.number == t.articles.c.number),
        )
        .join(t.documents, t.documents.c.key == t.versions.c.document)
        .where(t.quotes.c.key.in_(keys))
    ).all()
    texts = read_texts(connection, {row.text for row in rows})
    lines = {
        row.key: QuoteLine(
            attribution=f"{row.id}/{row.attribution}",
            article=row.id,
            story=f"s{row.story}" if row.story else None,
            kind=row.kind,
            span=Span(row.id, row.start, row.end),
            words=texts[row.text][row.start : row.end],
            outlet=row.outlet,
            published=row.published,
            day=row.day,
            title=row.title,
            medium=row.medium,
            partner=row.partner,
            utterance=row.utterance,
            altered=bool(row.altered),
            speaker=row.called,
            before=texts[row.text][max(0, row.start - around) : row.start],
            after=texts[row.text][row.end : row.end + around],
        )
        for row in rows
    }
    return [lines[key] for key in keys if key in lines]


def read_texts(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    """Return texts by their hashes."""
    query = select(t.texts.c.sha256, t.texts.c.data).where(t.texts.c.sha256.in_(list(hashes)))
    return {row.sha256: unpack_text(row.data) for row in connection.execute(query)}


def list_outlets(connection: Connection, prefix: str, offset: int, limit: int) -> list[OutletLine]:
    """Return outlets, that with most articles first."""
    query = select(t.outlets).where(t.outlets.c.articles > 0)
    if outlet_key(prefix):
        query = query.where(t.outlets.c.key.startswith(outlet_key(prefix), autoescape=True))
    order = (desc(t.outlets.c.articles), desc(t.outlets.c.key))  # as the index has it
    rows = connection.execute(query.order_by(*order).offset(offset).limit(limit))
    return [OutletLine(row.key, row.name, row.articles) for row in rows]


def read_outlet(connection: Connection, name: str, offset: int, limit: int) -> OutletPage | None:
    """Return an outlet with its articles, newest first; None: there is none of that name."""
    key = outlet_key(name)
    row = connection.execute(
        select(t.outlets).where(t.outlets.c.key == key, t.outlets.c.articles > 0)
    ).first()
    if row is None:
        return None
    mine = t.articles.c.outlet_key == key
    columns = (t.articles.c.own, t.articles.c.copied, t.articles.c.quoted, t.articles.c.shared)
    means = connection.execute(select(*(func.avg(one) for one in columns)).where(mine)).one()
    query = select(t.articles).where(mine)
    order = (desc(t.articles.c.day), desc(t.articles.c.key))
    lines = article_lines(query.order_by(*order).offset(offset).limit(limit), connection)
    own, copied, quoted, shared = means
    return OutletPage(key, row.name, row.articles, own, copied, quoted, shared, tuple(lines))


def list_log(connection: Connection, limit: int) -> list[Entry]:
    """Return the log, the newest line first."""
    query = select(t.log).order_by(desc(t.log.c.key)).limit(limit)
    return [Entry(row.at, row.what, row.line) for row in connection.execute(query)]
