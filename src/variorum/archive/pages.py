"""An article's page: one version with its document, the list of all, and what became of which."""

from dataclasses import replace

from sqlalchemy import Connection, select

from variorum.archive import tables as t
from variorum.archive.edits import compare_versions
from variorum.archive.lists import documents_query, make_document
from variorum.archive.packing import unpack_annotated, unpack_text
from variorum.archive.records import ArticlePage, Edits, VersionLine
from variorum.archive.renaming import rename


def read_page(connection: Connection, article: str, number: int | None) -> ArticlePage | None:
    """Return a version of an article, the one that counts if no number is given."""
    versions = tuple(read_versions(connection, article))
    if number is None:
        number = next((one.number for one in versions if one.current), None)
    query = documents_query().add_columns(t.versions.c.data, t.articles.c.story)
    row = connection.execute(
        query.where(t.articles.c.id == article, t.versions.c.number == number)
    ).first()
    if row is None or number is None:
        return None
    text = unpack_text(row.body)
    return ArticlePage(
        annotated=unpack_annotated(row.data, text),
        document=make_document(row, text),
        story=f"s{row.story}" if row.story else None,
        number=number,
        versions=versions,
    )


def read_versions(connection: Connection, article: str) -> list[VersionLine]:
    """Return the versions of an article, the earliest first."""
    rows = connection.execute(
        select(
            t.versions,
            t.articles.c.number.label("newest"),
            t.documents.c.source,
            t.documents.c.text,
        )
        .join(t.articles, t.articles.c.key == t.versions.c.article)
        .join(t.documents, t.documents.c.key == t.versions.c.document)
        .where(t.articles.c.id == article)
        .order_by(t.versions.c.at, t.versions.c.number)
    )
    found = []
    for row in rows:
        stated = unpack_annotated(row.data, "").article
        found.append(
            VersionLine(
                article=article,
                number=row.number,
                at=row.at,
                seen=row.seen,
                title=stated.title,
                published=stated.published,
                updated=stated.updated,
                sha256=row.source,
                text_sha256=row.text,
                current=row.number == row.newest,
            )
        )
    return found


def read_edits(connection: Connection, article: str, older: int, newer: int) -> Edits | None:
    """Return what became of one version in another; None: one of them is not there.

    The articles of the two pages, and all spans, have the version's number behind the id.
    """
    pages = []
    for number in (older, newer):
        page = read_page(connection, article, number)
        if page is None:
            return None
        named = rename(page.annotated, f"{article}.{number}", page.annotated.article.document)
        pages.append(replace(page, annotated=named))
    edits, said, notice = compare_versions(pages[0].annotated, pages[1].annotated)
    shown = tuple(one for one in edits if one.kind != "trivial")
    return Edits(pages[0], pages[1], shown, said, notice, len(edits) - len(shown))
