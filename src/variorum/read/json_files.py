"""JSON files and JSON Lines to readings: each article with the fields that it comes with."""

import codecs
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from variorum.errors import InputError
from variorum.model import Block, BlockKind, Document, Skipped
from variorum.read.datelines import find_dateline
from variorum.read.decode import decode_text, guess_wide, mend_surrogates
from variorum.read.html import Page, parse_html, render_page
from variorum.read.kinds import is_correction
from variorum.read.lines import find_lines
from variorum.read.readings import LIMIT, Names, Reading, bound_text, make_article
from variorum.read.structured import Record, find_records, read_record
from variorum.text.clock import ISO

LONGEST_NUMBER = 4_000  # digits
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_json_lines(head: bytes) -> bool:
    """Whether the first line is a whole JSON object with a text, and another line begins so too."""
    rows = [row for row in head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 3) if row.strip()]
    if not rows or not rows[0].lstrip().startswith(b"{"):
        return False
    try:
        first = load_json(rows[0])
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(first, dict)
        and isinstance(first.get("text"), str)
        and (len(rows) > 1 or "id" in first)
        and all(row.lstrip().startswith(b"{") for row in rows[1:2])
    )


def load_json(text: str | bytes) -> object:
    """Return the value that a JSON text holds; ValueError or RecursionError if it is none."""
    return json.loads(text, strict=False, parse_int=_read_integer)


def _read_integer(digits: str) -> int | float:
    """Read an integer of any length: Python refuses those of over 4,300 digits."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else float(digits)


def read_json(
    data: object, path: str, names: Names, wishes: Sequence[str], sha256: str
) -> Iterator[Reading | Skipped]:
    """Read the articles of a JSON value in order; one that cannot be read leaves the rest."""
    records = [read_record(item) for item in find_records(data)]
    if not records:
        raise InputError(
            path,
            "holds no article: no field such as 'body_html', 'text' or 'articleBody' was found.",
        )
    for number, record in enumerate(records, 1):
        alone = len(records) == 1
        own = wishes if alone else tuple(f"{wish}#{number}" for wish in wishes)
        try:
            reading = _read_record(record, path, names, own, sha256)
            yield reading if alone else replace(reading, within=f"#{number}")
        except InputError as error:
            yield Skipped(path if alone else f"{path}#{number}", error.reason)


def _read_record(
    record: Record, path: str, names: Names, wishes: Sequence[str], sha256: str
) -> Reading:
    """Lay out an article of a JSON file: headline, standfirst, body, parted by empty lines."""
    page = _body_lines(record)
    parts: list[tuple[BlockKind, str]] = []
    if record.title:
        parts.append(("headline", mend_surrogates(record.title)))
    if record.standfirst:
        parts.append(("standfirst", mend_surrogates(record.standfirst)))
    lead = "".join(f"{words}\n\n" for _, words in parts)
    text = lead + page.text
    blocks: list[Block] = []
    at = 0
    for kind, words in parts:
        blocks.append(Block(kind, at, at + len(words)))
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
        kind = "caption" if caption else _name_line(text[start : line.end])
        blocks.append(Block(kind, start, line.end))
    if not blocks:
        raise InputError(path, "holds an article without text. Export it again.")
    stated = {key: mend_surrogates(value) for key, value in record.page.items()}
    document = Document(
        names.take(*wishes), path, stated.get("url"), sha256, bound_text(text, path)
    )
    return Reading(document, (make_article(document, document.id, tuple(blocks), stated),))


def _name_line(raw: str) -> BlockKind:
    return "correction" if is_correction(raw) else "body"


def _body_lines(record: Record) -> Page:
    if record.markup:
        tree = parse_html(f"<html><body><div>{mend_surrogates(record.body)}</div></body></html>")
        if tree is not None:
            return render_page(tree)
    text = mend_surrogates(record.body).strip()
    return Page(text, find_lines(text))


def read_json_lines(
    stream: gzip.GzipFile | io.BufferedReader, path: str, names: Names, stem: str
) -> Iterator[Reading | Skipped]:
    """Read the articles of JSON Lines in order; a line that cannot be read leaves the rest."""
    stream = _narrow(stream, path)
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
            reading = _read_row(row, path, number, names, stem)
            yield replace(reading, content=row.rstrip(b"\r\n"), within=reading.document.id)
        except InputError as error:
            yield Skipped(error.path, error.reason)
    if number == 0:
        raise InputError(path, "is empty. Save the article again, or leave the file out.")


def _narrow(
    stream: gzip.GzipFile | io.BufferedReader, path: str
) -> gzip.GzipFile | io.BufferedReader:
    """Return a stream in UTF-16 as one in UTF-8; any other as it is."""
    head = stream.peek(400)
    if not head.startswith(WIDE) and guess_wide(head) is None:
        return stream
    text = decode_text(stream.read(LIMIT), path)
    return io.BufferedReader(io.BytesIO(text.encode()))


def _decode_row(row: bytes, place: str) -> str:
    try:
        return row.decode("utf-8")
    except UnicodeDecodeError:
        return decode_text(row, place)


def _read_row(row: bytes, path: str, number: int, names: Names, stem: str) -> Reading:
    """Read one line of JSON Lines: its text is body as it is, and offsets refer to it."""
    place = f"{path}:{number}"
    try:
        data = load_json(_decode_row(row, place))
    except (ValueError, RecursionError):
        raise InputError(place, "is not valid JSON. Each line must be one object.") from None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise InputError(place, 'has no "text". Each line needs {"id", "text"}.')
    text = bound_text(mend_surrogates(data["text"]), place)
    if not text.strip():
        raise InputError(place, 'has an empty "text". Leave the line out.')
    given = data.get("id")
    wish = mend_surrogates(str(given)) if isinstance(given, str | int) else ""
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
    blocks = tuple(
        Block(_name_line(text[line.start : line.end]), line.start, line.end)
        for line in find_lines(text)
    )
    article = make_article(document, name, blocks, stated)
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
    return mend_surrogates(value) if isinstance(value, str) and value.strip() else None
