"""Parquet files as JSON Lines: which column is the text, and one line for each row."""

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from variorum.errors import InputError

ROWS = 64  # read at a time: a text may be long
# What a column is called that holds a field of an article: the first name that a file has counts.
GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article_text", "full_text", "maintext", "plain_text"),
    "id": ("id", "article_id", "doc_id", "uuid", "guid"),
    "title": ("title", "headline"),
    "url": ("url", "link", "uri", "source_url"),
    "published": (
        "published", "date", "published_at", "publish_date", "date_publish", "date_published",
        "publication_date", "pub_date", "datetime", "timestamp",
    ),
    "outlet": (
        "outlet", "source", "publisher", "publication", "newspaper", "source_name", "domain",
        "source_domain", "site",
    ),
    "story": ("story",),
}  # fmt: skip


def choose_columns(path: str, columns: list[str], named: Mapping[str, str]) -> dict[str, str]:
    """Return the column of each field that a file has; `named` ones instead of guesses.

    Raises InputError, which lists the file's columns, where a named one or a text is missing.
    """
    there = f"Its columns are: {', '.join(columns) or 'none'}."
    by_name = {column.casefold(): column for column in reversed(columns)}
    chosen = {}
    for field, guesses in GUESSES.items():
        if field in named:
            if named[field] not in columns:
                raise InputError(path, f"has no column {named[field]!r} ({field}). {there}")
            chosen[field] = named[field]
            continue
        found = next((by_name[name] for name in guesses if name in by_name), None)
        if found is not None and found not in named.values():
            chosen[field] = found
    if "text" not in chosen:
        raise InputError(
            path, f"has no column that looks like a text. {there} Name it: --column text=NAME"
        )
    return chosen


class RowLines(io.RawIOBase):
    """The rows of a Parquet file as a stream of JSON Lines with the fields of articles."""

    def __init__(self, stream: BinaryIO, path: str, named: Mapping[str, str]) -> None:
        """Raise InputError for what is no Parquet file, or lacks a column."""
        try:
            self._file = pq.ParquetFile(stream)
        except (pa.ArrowException, OSError) as error:
            reason = f"is no Parquet file, or is damaged ({_say(error)}). Fetch it again."
            raise InputError(path, reason) from None
        self._path = path
        self._columns = choose_columns(path, self._file.schema_arrow.names, named)
        self._lines = self._write_lines()
        self._left = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        """Fill the buffer with what comes next; 0 at the end."""
        while not self._left:
            self._left = next(self._lines, b"")
            if not self._left:
                return 0
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size

    def _write_lines(self) -> Iterator[bytes]:
        wanted = sorted(set(self._columns.values()))
        try:
            for batch in self._file.iter_batches(batch_size=ROWS, columns=wanted):
                for row in batch.to_pylist():
                    fields = {field: _plain(row[name]) for field, name in self._columns.items()}
                    yield json.dumps(fields).encode() + b"\n"
        except (pa.ArrowException, OSError) as error:
            raise InputError(
                self._path, f"and what follows is lost: it is damaged here ({_say(error)})."
            ) from None


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return a value as JSON has it; times as ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if value is None or isinstance(value, str | int) else str(value)


def _say(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")[:200]
