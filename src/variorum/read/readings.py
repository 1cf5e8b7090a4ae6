"""What reading gives of each document, and the limits of a document."""

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.errors import InputError
from variorum.model import Article, Block, Document
from variorum.read.lines import Line
from variorum.read.metadata import read_metadata

LIMIT = 50_000_000  # bytes of one document, decompressed
LONGEST = 2_000_000  # characters of one document's text: ten novels, and no report
MAX_LINES = 20_000  # of one document: an hour's live blog has some thousands


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with the articles found in it, in text order; none: it holds no article.

    `content` are the bytes whose checksum the document has. `within` tells documents of one file
    apart: the line's or record's name; None: the document is the whole file.
    """

    document: Document
    articles: tuple[Article, ...]
    content: bytes = b""
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a program knows of the bytes that it fetched; `charset` as the server states it."""

    url: str
    charset: str | None = None


class Names:
    """Gives out ids, each once: the name of the file, else more of its path."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, *wishes: str) -> str:
        """Return the first of `wishes` that is free, or else the last with a number."""
        for wish in wishes:
            if wish and wish not in self.taken:
                self.taken.add(wish)
                return wish
        number = 2
        while f"{wishes[-1]}~{number}" in self.taken:
            number += 1
        self.taken.add(f"{wishes[-1]}~{number}")
        return f"{wishes[-1]}~{number}"


def bound_text(text: str, path: str) -> str:
    """Return the text; InputError if it is too long for a document of news."""
    if len(text) > LONGEST:
        raise InputError(
            path,
            f"holds {len(text):,} characters of text; at most {LONGEST:,} are read. Split it.",
        )
    return text


def count_lines(lines: tuple[Line, ...], path: str) -> tuple[Line, ...]:
    """Return the lines; InputError if no document of news has so many."""
    if len(lines) > MAX_LINES:
        raise InputError(
            path,
            f"has {len(lines):,} lines; at most {MAX_LINES:,} are read. Split it.",
        )
    return lines


def make_article(
    document: Document, name: str, blocks: tuple[Block, ...], stated: Mapping[str, str] | None
) -> Article:
    """Return the article of some blocks, with the metadata that they and its page give."""
    metadata = read_metadata(document.text, blocks, stated)
    return Article(
        id=name,
        document=document.id,
        text=document.text,
        start=blocks[0].start,
        end=blocks[-1].end,
        blocks=blocks,
        title=metadata.title,
        outlet=metadata.outlet,
        byline=tuple(metadata.byline),
        dateline=metadata.dateline,
        published=metadata.published,
        updated=metadata.updated,
        language=metadata.language,
        credits=tuple(metadata.credits),
        url=document.url,
    )
