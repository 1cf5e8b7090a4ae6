"""One version of an article, out of the tables."""

from sqlalchemy import Connection, select

from variorum.archive import tables as t
from variorum.archive.packing import unpack_annotated, unpack_text
from variorum.model import Annotated


def read_version(
    connection: Connection, article: int, number: int | None = None
) -> tuple[Annotated, str]:
    """Return a version of an article, the one that counts if no number is given, and its words_key.

    LookupError if there is none.
    """
    query = (
        select(t.versions.c.data, t.versions.c.words, t.texts.c.data.label("text"))
        .join(t.documents, t.documents.c.key == t.versions.c.document)
        .join(t.texts, t.texts.c.sha256 == t.documents.c.text)
        .where(t.versions.c.article == article)
    )
    if number is None:
        query = query.join(t.articles, t.articles.c.key == t.versions.c.article).where(
            t.versions.c.number == t.articles.c.number
        )
    else:
        query = query.where(t.versions.c.number == number)
    row = connection.execute(query).first()
    if row is None:
        raise LookupError(f"article {article} has no version {number}")
    return unpack_annotated(row.data, unpack_text(row.text)), row.words
