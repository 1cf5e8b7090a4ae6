"""Paths to readings: opens files and folders, finds what they hold, skips what cannot be read."""

import gzip
import hashlib
import io
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any, BinaryIO

from variorum.errors import InputError
from variorum.model import Article, Block, Document, Skipped
from variorum.read.blocks import classify_blocks
from variorum.read.datelines import find_dateline
from variorum.read.decode import SURROGATE, decode_text
from variorum.read.extract import align_body, extract_body
from variorum.read.html import Page, parse_html, render_page
from variorum.read.lines import Line, find_lines
from variorum.read.metadata import read_metadata
from variorum.read.page import read_page
from variorum.read.split import split_articles
from variorum.read.structured import Record, find_records, read_record
from variorum.text.clock import ISO

LIMIT = 50_000_000  # bytes of one document, decompressed
LONGEST = 2_000_000  # characters of one document's text: ten novels, and no report
MAX_LINES = 20_000  # of one document: an hour's live blog has some thousands
PEEK = 65_536
LINES = {".jsonl", ".ndjson", ".jsonlines", ".ldjson"}
PAGES = {".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".php", ".asp", ".aspx"}
_COMMENTS = r"\s*(?:<!--.{0,2000}?-->\s*)*"
_XML = r"<\?xml[^>]{0,200}>"
IS_PAGE = re.compile(
    rf"{_COMMENTS}<(?:!doctype\s+html|html|head|body|{_XML[1:]}{_COMMENTS}<(?:!doctype\s+html|html))\b",
    re.IGNORECASE | re.DOTALL,
)
IS_FRAGMENT = re.compile(r"<(?:p|div|article|h1|section|span|table|br)\b[^<>]*>", re.IGNORECASE)
IS_FEED = re.compile(
    rf"\s*{_XML}{_COMMENTS}<(?:rss|feed|rdf:RDF|newsItem|nitf|newsMessage)\b",
    re.IGNORECASE | re.DOTALL,
)
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with the articles found in it, in text order; none: it holds no article."""

    document: Document
    articles: tuple[Article, ...]


def read_paths(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None
) -> Iterator[Reading | Skipped]:
    """Read files, folders and "-" (standard input), one document at a time, as they are asked for.

    A folder gives its files in the order of their paths, with those of its folders, without hidden
    ones. What cannot be read comes as `Skipped` in its place, and the rest is read.
    """
    names = _Names()
    for path in paths:
        given = str(path)
        if given == STANDARD_INPUT:
            if stdin is None:
                yield Skipped(given, "is standard input, which this program was not given.")
            else:
                yield from _guard(given, _read_stream(stdin, given, names, "stdin"))
            continue
        for file in _walk(given):
            if isinstance(file, Skipped):
                yield file
            else:
                yield from _guard(file, _read_file(file, names))


def _guard(path: str, readings: Iterator[Reading | Skipped]) -> Iterator[Reading | Skipped]:
    """Pass readings on; whatever stops them becomes one line about this file."""
    try:
        yield from readings
    except InputError as error:
        yield Skipped(error.path, error.reason)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        yield Skipped(path, "is damaged: its gzip data ends early or is broken. Fetch it again.")
    except OSError as error:
        yield Skipped(path, f"cannot be opened: {error.strerror or error}. Check its permissions.")
    except (RecursionError, MemoryError):
        yield Skipped(
            path, "is nested too deeply to be read. Save the article's text as a .txt file."
        )


class _Names:
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


def _walk(path: str) -> Iterator[str | Skipped]:
    if not os.path.exists(path):  # noqa: PTH110 - a Path would alter what the user wrote
        yield Skipped(path, "does not exist. Check the name.")
    elif not os.path.isdir(path):  # noqa: PTH112
        yield path
    else:
        files: list[str] = []
        for folder, inner, found in os.walk(path):
            inner[:] = [name for name in inner if not name.startswith(".")]
            files += [
                os.path.join(folder, name)  # noqa: PTH118
                for name in found
                if not name.startswith(".")
            ]
        if not files:
            yield Skipped(path, "is a folder without files. Name a folder with articles in it.")
        yield from sorted(files)


def _read_file(path: str, names: _Names) -> Iterator[Reading | Skipped]:
    if not Path(path).is_file():
        raise InputError(path, "is no ordinary file. Give its content as a file, or with '-'.")
    with Path(path).open("rb", buffering=PEEK) as file:
        head = file.read(2)
        file.seek(0)
        if head == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=file) as inner:
                yield from _read_stream(inner, path, names, _stem(path))
        else:
            yield from _read_stream(file, path, names, _stem(path))


def _stem(path: str) -> str:
    name = Path(path).name
    if name.lower().endswith(".gz"):
        name = name[:-3]
    return Path(name).stem or name


def _suffix(path: str) -> str:
    name = path.lower()
    return Path(name.removesuffix(".gz")).suffix


def _read_stream(
    stream: BinaryIO | gzip.GzipFile | io.BufferedReader, path: str, names: _Names, stem: str
) -> Iterator[Reading | Skipped]:
    if isinstance(stream, gzip.GzipFile | io.BufferedReader):
        yield from _read_peekable(stream, path, names, stem)
        return
    buffered: io.BufferedReader[Any] = io.BufferedReader(stream, PEEK)
    try:
        yield from _read_peekable(buffered, path, names, stem)
    finally:
        buffered.detach()  # the stream is its owner's to close


def _read_peekable(
    buffered: gzip.GzipFile | io.BufferedReader, path: str, names: _Names, stem: str
) -> Iterator[Reading | Skipped]:
    head = buffered.peek(PEEK)[:PEEK]
    if _suffix(path) in LINES or _is_json_lines(head):
        yield from _read_json_lines(buffered, path, names, stem)
        return
    data = buffered.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(
            path,
            f"is larger than {LIMIT // 1_000_000} MB. Split it, or give JSON Lines.",
        )
    if not data.strip():
        raise InputError(path, "is empty. Save the article again, or leave the file out.")
    wishes = (stem, "/".join(Path(path).with_suffix("").parts[-2:]), path)
    yield from _read_document(data, path, names, wishes)


def _is_json_lines(head: bytes) -> bool:
    """Whether the first line is a whole JSON object with a text, and another line begins so too."""
    rows = [row for row in head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 3) if row.strip()]
    if not rows or not rows[0].lstrip().startswith(b"{"):
        return False
    try:
        first = json.loads(rows[0])
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(first, dict)
        and isinstance(first.get("text"), str)
        and (len(rows) > 1 or "id" in first)
        and all(row.lstrip().startswith(b"{") for row in rows[1:2])
    )


def _read_document(
    data: bytes, path: str, names: _Names, wishes: Sequence[str]
) -> Iterator[Reading | Skipped]:
    text = decode_text(data, path, declared=True)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise InputError(path, "is empty. Save the article again, or leave the file out.")
    sha256 = hashlib.sha256(data).hexdigest()
    suffix = _suffix(path)
    if IS_FEED.match(text):
        raise InputError(path, "is a feed or other XML. Save the pages that it links to.")
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["} and (
        suffix == ".json" or suffix not in PAGES | {".txt", ".md"}
    ):
        yield from _read_json(text, path, names, wishes, suffix, sha256)
        return
    if IS_PAGE.match(text) or (suffix in PAGES and IS_FRAGMENT.search(text)):
        yield _read_page(text, path, names, wishes, sha256)
        return
    if suffix not in {".txt", ".md"} and _is_fragment(text):
        yield _read_page(text, path, names, wishes, sha256)
        return
    document = Document(names.take(*wishes), path, None, sha256, _bounded(text, path))
    yield _split(document, _classify(text, path), None, names)


def _bounded(text: str, path: str) -> str:
    """Return the text; InputError if it is too long for a document of news."""
    if len(text) > LONGEST:
        raise InputError(
            path,
            f"holds {len(text):,} characters of text; at most {LONGEST:,} are read. Split it.",
        )
    return text


def _classify(text: str, path: str) -> tuple[Block, ...]:
    """Classify the lines of a plain text; InputError if no article can have so many."""
    return classify_blocks(text, _count(find_lines(text), path))


def _count(lines: tuple[Line, ...], path: str) -> tuple[Line, ...]:
    if len(lines) > MAX_LINES:
        raise InputError(
            path,
            f"has {len(lines):,} lines; at most {MAX_LINES:,} are read. Split it.",
        )
    return lines


def _is_fragment(text: str) -> bool:
    return text.lstrip()[:1] == "<" and len(IS_FRAGMENT.findall(text[:20_000])) >= 3


def _read_page(
    source: str, path: str, names: _Names, wishes: Sequence[str], sha256: str
) -> Reading:
    tree = parse_html(source)
    if tree is None:
        raise InputError(path, "has no text. Save the full page, or its text as a .txt file.")
    page = render_page(tree)
    if not page.lines:
        raise InputError(
            path, "shows no text (its scripts may load it). Save its text as a .txt file."
        )
    _count(page.lines, path)
    _bounded(page.text, path)
    stated = read_page(tree)
    page = align_body(page, extract_body(tree, page))
    blocks = classify_blocks(page.text, page.lines, title=stated.get("title"))
    document = Document(names.take(*wishes), path, stated.get("url"), sha256, page.text)
    return _split(document, blocks, stated, names, page)


def _split(
    document: Document,
    blocks: tuple[Block, ...],
    stated: Mapping[str, str] | None,
    names: _Names,
    page: Page | None = None,
) -> Reading:
    """Part a document into its articles; what a page states belongs to the longest of them."""
    groups = [group for group in split_articles(document.text, blocks) if group]
    if page is not None:
        groups = _join_groups(groups, page)
    if not groups:
        return Reading(document, ())
    longest = max(range(len(groups)), key=lambda n: _body_size(groups[n]))
    articles = []
    for number, group in enumerate(groups):
        own = stated if number == longest else None
        name = document.id if len(groups) == 1 else names.take(f"{document.id}#{number + 1}")
        articles.append(_make_article(document, name, group, own))
    return Reading(document, tuple(articles))


def _join_groups(groups: list[tuple[Block, ...]], page: Page) -> list[tuple[Block, ...]]:
    """Undo a border inside a page unless the page itself puts a heading there.

    That is a first-rank heading before the first paragraph, or another with a byline or dateline:
    else what follows is a list, a round-up or the readers' comments.
    """
    tags = {line.start: line.tag for line in page.lines}
    joined: list[tuple[Block, ...]] = []
    for group in groups:
        head = list(takewhile(lambda block: block.kind != "body", group))
        heads = {tags.get(block.start, "") for block in head}
        signed = any(block.kind in {"byline", "dateline"} for block in head)
        if not joined or "h1" in heads or (signed and heads & {"h2", "h3"}):
            joined.append(group)
        else:
            joined[-1] += group
    return joined


def _body_size(blocks: Sequence[Block]) -> int:
    return sum(block.end - block.start for block in blocks if block.kind == "body")


def _make_article(
    document: Document, name: str, blocks: tuple[Block, ...], stated: Mapping[str, str] | None
) -> Article:
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


# --- JSON ------------------------------------------------------------------------------------


def _read_json(  # noqa: PLR0917 - what is known of the file, in order
    text: str, path: str, names: _Names, wishes: Sequence[str], suffix: str, sha256: str
) -> Iterator[Reading | Skipped]:
    try:
        data = json.loads(text.lstrip("\ufeff"), strict=False)
    except ValueError as error:
        if suffix != ".json":  # a text that begins with a bracket
            document = Document(names.take(*wishes), path, None, sha256, _bounded(text, path))
            yield _split(document, _classify(text, path), None, names)
            return
        line = getattr(error, "lineno", None)
        place = f" at line {line}" if line else ""
        raise InputError(path, f"is not valid JSON{place}. Export it again.") from None
    records = [read_record(item) for item in find_records(data)]
    if not records:
        raise InputError(
            path,
            "holds no article: no field such as 'body_html', 'text' or 'articleBody' was found.",
        )
    for number, record in enumerate(records, 1):
        own = wishes if len(records) == 1 else tuple(f"{wish}#{number}" for wish in wishes)
        yield _read_record(record, path, names, own, sha256)


def _read_record(
    record: Record, path: str, names: _Names, wishes: Sequence[str], sha256: str
) -> Reading:
    """Lay out an article of a JSON file: headline, standfirst, body, parted by empty lines."""
    page = _body_lines(record)
    parts: list[tuple[str, str]] = []
    for kind, words in (("headline", record.title), ("standfirst", record.standfirst)):
        if words:
            parts.append((kind, _sound(words)))
    lead = "".join(f"{words}\n\n" for _, words in parts)
    text = lead + page.text
    blocks: list[Block] = []
    at = 0
    for kind, words in parts:
        blocks.append(Block(kind, at, at + len(words)))  # type: ignore[arg-type]
        at += len(words) + 2
    lines = [replace(x, start=x.start + at, end=x.end + at) for x in page.lines]
    for line in lines:
        caption = line.tag == "figcaption"
        dateline = None if caption else find_dateline(text, line.start, line.end)
        start = line.start
        if dateline and dateline.start == start and dateline.end < line.end:
            blocks.append(Block("dateline", start, dateline.end))
            start = dateline.end
            while start < line.end and text[start].isspace():
                start += 1
        blocks.append(Block("caption" if caption else "body", start, line.end))
    if not blocks:
        raise InputError(path, "holds an article without text. Export it again.")
    stated = {key: _sound(value) for key, value in record.page.items()}
    document = Document(names.take(*wishes), path, stated.get("url"), sha256, _bounded(text, path))
    return Reading(document, (_make_article(document, document.id, tuple(blocks), stated),))


def _body_lines(record: Record) -> Page:
    if record.markup:
        tree = parse_html(f"<html><body><div>{_sound(record.body)}</div></body></html>")
        if tree is not None:
            return render_page(tree)
    text = _sound(record.body).strip()
    return Page(text, find_lines(text))


def _sound(text: str) -> str:
    """Replace lone surrogates, which no encoding can write; the length stays the same."""
    return SURROGATE.sub("\ufffd", text)


def _read_json_lines(
    stream: gzip.GzipFile | io.BufferedReader, path: str, names: _Names, stem: str
) -> Iterator[Reading | Skipped]:
    number = 0
    while True:
        try:
            row = stream.readline(LIMIT + 1)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            yield Skipped(
                f"{path}:{number + 1}", "and what follows is lost: the gzip data is damaged here."
            )
            return
        if not row:
            break
        number += 1
        if len(row) > LIMIT:
            yield Skipped(
                f"{path}:{number}", f"is longer than {LIMIT // 1_000_000} MB. Split the article."
            )
            while row and not row.endswith(b"\n"):
                row = stream.readline(LIMIT)
            continue
        if number == 1:
            row = row.removeprefix(b"\xef\xbb\xbf")
        if not row.strip():
            continue
        try:
            yield _read_row(row, path, number, names, stem)
        except InputError as error:
            yield Skipped(error.path, error.reason)
    if number == 0:
        raise InputError(path, "is empty. Save the article again, or leave the file out.")


def _read_row(row: bytes, path: str, number: int, names: _Names, stem: str) -> Reading:
    """Read one line of JSON Lines: its text is body as it is, and offsets refer to it."""
    place = f"{path}:{number}"
    try:
        data = json.loads(row)
    except (ValueError, RecursionError):
        raise InputError(place, "is not valid JSON. Each line must be one object.") from None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise InputError(place, 'has no "text". Each line needs {"id", "text"}.')
    text = _bounded(_sound(data["text"]), place)
    if not text.strip():
        raise InputError(place, 'has an empty "text". Leave the line out.')
    given = data.get("id")
    wish = _sound(str(given)) if isinstance(given, str | int) else ""
    name = names.take(wish or f"{stem}:{number}", f"{stem}:{number}", f"{path}:{number}")
    said = {key: _said(data, key) for key in ("title", "outlet", "url", "published", "story")}
    stated = {
        key: value
        for key, value in (
            ("title", said["title"]),
            ("site", said["outlet"]),
            ("published", said["published"]),
            ("url", said["url"]),
        )
        if value
    }
    document = Document(
        name, path, said["url"], hashlib.sha256(row.rstrip(b"\r\n")).hexdigest(), text
    )
    blocks = tuple(Block("body", line.start, line.end) for line in find_lines(text))
    article = _make_article(document, name, blocks, stated)
    published = said["published"] or ""
    return Reading(
        document,
        (
            replace(
                article,
                title=said["title"] or article.title,
                outlet=said["outlet"],
                published=published if ISO.fullmatch(published) else None,
                story=said["story"],
            ),
        ),
    )


def _said(data: Mapping[str, object], key: str) -> str | None:
    value = data.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return _sound(value) if isinstance(value, str) and value.strip() else None
