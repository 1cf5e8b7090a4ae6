"""The indexes of words, one in each server's own kind, with the same words in both.

Words are folded here, not by the servers: no case, no accents, no marks. So a search finds the same
in SQLite (FTS5) and in PostgreSQL (tsvector).
"""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection, TextClause, text

from variorum.model import Article

READ = frozenset({"headline", "standfirst", "body", "caption", "correction"})
WORD = re.compile(r"[^\W_]+")
MOST = 16_000  # words of a text that PostgreSQL can tell the places of
LONGEST = 200  # characters of a word


def fold_words(words: str) -> list[str]:
    """Return the words as they are indexed, in order.

    >>> fold_words("Élysée: “No!”")
    ['elysee', 'no']
    """
    return [word for word, _, _ in find_words(words)]


def find_words(words: str) -> list[tuple[str, int, int]]:
    """Return the words as they are indexed, with the place of each."""
    found = []
    for match in WORD.finditer(words):
        folded = "".join(WORD.findall(fold(match[0])))[:LONGEST]
        if folded:
            found.append((folded, *match.span()))
    return found


def fold(words: str) -> str:
    """Return words without case and accents.

    >>> fold("Ünlü")
    'unlu'
    """
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def index_article(connection: Connection, version: int, article: Article) -> None:
    """Index what readers see of a version of an article."""
    parts = [article.text[one.start : one.end] for one in article.blocks if one.kind in READ]
    if article.title and article.title not in parts:
        parts.insert(0, article.title)
    words = render_words(connection, "\n".join(parts))
    connection.execute(_insert(connection, "article_words"), {"rowid": version, "words": words})


def index_quotes(connection: Connection, quotes: Iterable[tuple[int, str, str]]) -> None:
    """Index quotations: key, words, speaker's name."""
    rows = [
        {
            "rowid": key,
            "words": render_words(connection, words),
            "speaker": render_words(connection, speaker),
        }
        for key, words, speaker in quotes
    ]
    if rows:
        connection.execute(_insert(connection, "quote_words"), rows)


INSERTS = {
    ("article_words", "sqlite"): "INSERT INTO article_words (rowid, words) VALUES (:rowid, :words)",
    ("quote_words", "sqlite"): (
        "INSERT INTO quote_words (rowid, words, speaker) VALUES (:rowid, :words, :speaker)"
    ),
    ("article_words", "postgresql"): (
        "INSERT INTO article_words (rowid, words) VALUES (:rowid, CAST(:words AS tsvector))"
    ),
    ("quote_words", "postgresql"): (
        "INSERT INTO quote_words (rowid, words, speaker)"
        " VALUES (:rowid, CAST(:words AS tsvector), CAST(:speaker AS tsvector))"
    ),
}


def _insert(connection: Connection, table: str) -> TextClause:
    return text(INSERTS[table, connection.dialect.name])


def render_words(connection: Connection, words: str) -> str:
    """Return words as the server's index takes them, with their places."""
    folded = fold_words(words)
    if connection.dialect.name == "sqlite":
        return " ".join(folded)
    places: dict[str, list[str]] = {}
    for place, word in enumerate(folded[:MOST], 1):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())
