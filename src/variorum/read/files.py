"""Paths to readings: opens files and folders, finds what they hold, skips what cannot be read."""

import gzip
import hashlib
import io
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from variorum.errors import InputError
from variorum.model import Block, Document, Skipped
from variorum.read.blocks import classify_blocks
from variorum.read.decode import decode_text
from variorum.read.extract import align_body, extract_body
from variorum.read.html import Page, parse_html, render_page
from variorum.read.json_files import is_json_lines, load_json, read_json, read_json_lines
from variorum.read.lines import find_lines
from variorum.read.page import read_page
from variorum.read.readings import (
    LIMIT,
    Fetched,
    Names,
    Reading,
    bound_text,
    count_lines,
    make_article,
)
from variorum.read.split import split_articles

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
# What `variorum compare` and `variorum check` write, found again in a folder of articles.
OWN_REPORT = re.compile(
    r"\ufeff?(?:# Variorum\n|\s*\{\s*\"format\": \"variorum[-\w]*/\d"
    r"|\s*<!doctype html>[^\0]{0,1200}?<meta name=\"generator\" content=\"Variorum )"
)
STANDARD_INPUT = "-"


def read_paths(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None
) -> Iterator[Reading | Skipped]:
    """Read files, folders and "-" (standard input), one document at a time, as they are asked for.

    A folder gives its files in the order of their paths, with those of its folders, without hidden
    ones. What cannot be read comes as `Skipped` in its place, and the rest is read.
    """
    names = Names()
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


def _read_file(path: str, names: Names) -> Iterator[Reading | Skipped]:
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
    stream: BinaryIO | gzip.GzipFile | io.BufferedReader, path: str, names: Names, stem: str
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
    buffered: gzip.GzipFile | io.BufferedReader, path: str, names: Names, stem: str
) -> Iterator[Reading | Skipped]:
    head = buffered.peek(PEEK)[:PEEK]
    if _suffix(path) in LINES or is_json_lines(head):
        yield from read_json_lines(buffered, path, names, stem)
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
    for reading in _read_document(data, path, names, wishes):
        yield reading if isinstance(reading, Skipped) else replace(reading, content=data)


def read_fetched(content: bytes, fetched: Fetched) -> Iterator[Reading | Skipped]:
    """Read the bytes that a program fetched; the document's address is the fetched one.

    A page may state another address of its own site, which then counts.
    """
    url = fetched.url
    stem = _stem(urlsplit(url).path.rstrip("/")) or "page"
    path = urlsplit(url).path or "/"
    for reading in _guard(url, _read_document(content, path, Names(), (stem,), fetched)):
        if isinstance(reading, Skipped):
            yield replace(reading, path=url)
            continue
        stated = reading.document.url
        own = stated if stated and _site(stated) == _site(url) else url
        yield replace(
            reading,
            document=replace(reading.document, path=None, url=own),
            articles=tuple(replace(one, url=own) for one in reading.articles),
            content=content,
        )


def _site(url: str) -> str:
    """Return a host without the labels before the site's name: "m.", "www.", "amp."."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host)


def _read_document(
    data: bytes, path: str, names: Names, wishes: Sequence[str], fetched: Fetched | None = None
) -> Iterator[Reading | Skipped]:
    text = decode_text(data, path, declared=True, charset=fetched.charset if fetched else None)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise InputError(path, "is empty. Save the article again, or leave the file out.")
    sha256 = hashlib.sha256(data).hexdigest()
    suffix = _suffix(path)
    if OWN_REPORT.match(text):
        raise InputError(path, "is a report that Variorum wrote. Keep reports in another folder.")
    if IS_FEED.match(text):
        raise InputError(path, "is a feed or other XML. Save the pages that it links to.")
    bracket = text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}
    if suffix == ".json" or (bracket and suffix not in PAGES | {".txt", ".md"}):
        try:
            value = load_json(text.lstrip("\ufeff"))
        except ValueError as error:
            if suffix == ".json":
                line = getattr(error, "lineno", None)
                place = f" at line {line}" if line else ""
                raise InputError(path, f"is not valid JSON{place}. Export it again.") from None
        else:
            yield from read_json(value, path, names, wishes, sha256)
            return
    if IS_PAGE.match(text) or (suffix in PAGES and IS_FRAGMENT.search(text)):
        yield _read_page(text, path, names, wishes, sha256, fetched)
        return
    if suffix not in {".txt", ".md"} and _is_fragment(text):
        yield _read_page(text, path, names, wishes, sha256, fetched)
        return
    document = Document(names.take(*wishes), path, None, sha256, bound_text(text, path))
    yield _split(document, _classify(text, path), None, names)


def _classify(text: str, path: str) -> tuple[Block, ...]:
    """Classify the lines of a plain text; InputError if no article can have so many."""
    return classify_blocks(text, count_lines(find_lines(text), path))


def _is_fragment(text: str) -> bool:
    return text.lstrip()[:1] == "<" and len(IS_FRAGMENT.findall(text[:20_000])) >= 3


def _read_page(  # noqa: PLR0917 - what is known of a page
    source: str,
    path: str,
    names: Names,
    wishes: Sequence[str],
    sha256: str,
    fetched: Fetched | None,
) -> Reading:
    tree = parse_html(source)
    if tree is None:
        raise InputError(path, "has no text. Save the full page, or its text as a .txt file.")
    page = render_page(tree)
    if not page.lines:
        raise InputError(
            path,
            "shows no text: its scripts may load it, or it is nested too deeply. "
            "Save its text as a .txt file.",
        )
    count_lines(page.lines, path)
    bound_text(page.text, path)
    stated = read_page(tree)
    if fetched is not None:
        stated.setdefault("url", fetched.url)
    page = align_body(page, extract_body(tree, page))
    blocks = classify_blocks(page.text, page.lines, title=stated.get("title"))
    document = Document(names.take(*wishes), path, stated.get("url"), sha256, page.text)
    return _split(document, blocks, stated, names, page)


def _split(
    document: Document,
    blocks: tuple[Block, ...],
    stated: Mapping[str, str] | None,
    names: Names,
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
        articles.append(make_article(document, name, group, own))
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
