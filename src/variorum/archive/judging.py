"""What people decided, kept for ever: added to, never altered."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, insert, select

from variorum.archive import tables as t
from variorum.archive.intake import new_key
from variorum.judgements.lines import judgement_line, read_judgement
from variorum.judgements.records import Judgement, require_valid

BATCH = 500  # names asked for at a time


def keep_judgement(connection: Connection, judgement: Judgement, now: str) -> bool:
    """Keep a judgement; False if it is here already. InputError if it is not valid."""
    require_valid(judgement)
    known = select(t.judgements.c.key).where(t.judgements.c.id == judgement.id)
    if connection.execute(known).first() is not None:
        return False
    done = connection.execute(
        insert(t.judgements).values(
            id=_plain(judgement.id),
            kind=judgement.kind,
            who=_plain(judgement.who),
            made=judgement.when,
            added=now,
            undoes=judgement.undoes and _plain(judgement.undoes),
            line=json.dumps(judgement_line(judgement)),
        )
    )
    _link(connection, new_key(done), judgement)
    return True


def _plain(words: str) -> str:
    return words.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _link(connection: Connection, key: int, judgement: Judgement) -> None:
    """Note what a judgement speaks of; one that undoes another speaks of what that speaks of."""
    names = {
        name
        for anchor in (*judgement.anchors, *judgement.others)
        for name in (_plain(anchor.article), f"sha256:{_plain(anchor.text_sha256)}")
    }
    if judgement.undoes is not None:
        names |= _names_of(connection, t.judgements.c.id == judgement.undoes)
    _add_names(connection, key, names)
    waiting = [judgement.id]  # undone before it came: lines may come in any order
    while waiting:
        query = select(t.judgements.c.key, t.judgements.c.id).where(
            t.judgements.c.undoes == waiting.pop()
        )
        for row in connection.execute(query).all():
            _add_names(connection, row.key, names)
            waiting.append(row.id)


def _names_of(connection: Connection, condition: ColumnElement[bool]) -> set[str]:
    query = select(t.judged.c.article).join(
        t.judgements, t.judgements.c.key == t.judged.c.judgement
    )
    return set(connection.execute(query.where(condition)).scalars())


def _add_names(connection: Connection, key: int, names: Iterable[str]) -> None:
    fresh = set(names) - _names_of(connection, t.judgements.c.key == key)
    if fresh:
        rows = [{"judgement": key, "article": name} for name in sorted(fresh)]
        connection.execute(insert(t.judged), rows)


def find_judgements(
    connection: Connection, articles: Sequence[str] | None = None, texts: Sequence[str] = ()
) -> list[Judgement]:
    """Return the judgements on articles, by their ids or the hashes of their texts, as they came.

    All of them, undone ones too, if no articles are given.
    """
    if articles is None:
        keys = connection.execute(select(t.judgements.c.key)).scalars()
        return _load(connection, keys)
    names = [*articles, *(f"sha256:{one}" for one in texts)]
    found: set[int] = set()
    for first in range(0, len(names), BATCH):
        query = select(t.judged.c.judgement).where(
            t.judged.c.article.in_(names[first : first + BATCH])
        )
        found |= set(connection.execute(query).scalars())
    return _load(connection, found)


def _load(connection: Connection, keys: Iterable[int]) -> list[Judgement]:
    wanted = sorted(keys)
    found: list[str] = []
    for first in range(0, len(wanted), BATCH):
        query = select(t.judgements.c.line).where(
            t.judgements.c.key.in_(wanted[first : first + BATCH])
        )
        found += connection.execute(query.order_by(t.judgements.c.key)).scalars()
    return [read_judgement(json.loads(line)) for line in found]


def find_articles(connection: Connection, judgement: Judgement) -> list[int]:
    """Return the keys of the articles here that a judgement speaks of."""
    names = sorted(_names_of(connection, t.judgements.c.id == judgement.id))
    hashes = [name.removeprefix("sha256:") for name in names if name.startswith("sha256:")]
    by_id = select(t.articles.c.key).where(t.articles.c.id.in_(names))
    by_text = (
        select(t.versions.c.article)
        .join(t.documents, t.documents.c.key == t.versions.c.document)
        .where(t.documents.c.text.in_(hashes))
    )
    return sorted({*connection.execute(by_id).scalars(), *connection.execute(by_text).scalars()})
