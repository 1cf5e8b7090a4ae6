"""Parquet files as JSON Lines: which column is the text, and one line for each row.

What the folders of a file say of all its rows ("outlet=Halden Post/part-0.parquet", as Hive and
others lay tables out) counts as columns, too.
"""

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any, BinaryIO
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from variorum.errors import InputError

ROWS = 64  # read at a time: a text may be long
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"  # in the name of a folder
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


def read_folders(path: str) -> dict[str, str | None]:
    """Return the columns that the folders of a file name, with their one value.

    >>> read_folders("news/year=2026/outlet=Halden%20Post/part-0.parquet")
    {'year': '2026', 'outlet': 'Halden Post'}
    """
    parts = [part.partition("=") for part in PurePath(path).parts[:-1]]
    return {
        name: None if value == NO_VALUE else unquote(value) for name, sign, value in parts if sign
    }


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
        names = self._file.schema_arrow.names
        folders = read_folders(path)
        self._said = {name: value for name, value in folders.items() if name not in names}
        self._columns = choose_columns(path, [*names, *self._said], named)
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
        wanted = sorted(set(self._columns.values()) - self._said.keys())
        try:
            for batch in self._file.iter_batches(batch_size=ROWS, columns=wanted):
                places = {name: batch.schema.get_all_field_indices(name)[0] for name in wanted}
                values = {name: _list_values(batch.column(at)) for name, at in places.items()}
                for row in range(batch.num_rows):
                    fields = {
                        field: values[name][row] if name in values else self._said[name]
                        for field, name in self._columns.items()
                    }
                    yield json.dumps(fields).encode() + b"\n"
        except (pa.ArrowException, OSError) as error:
            raise InputError(
                self._path, f"and what follows is lost: it is damaged here ({_say(error)})."
            ) from None


def _list_values(column: pa.Array) -> list[Any]:
    """Return the values of a column as JSON has them; None for what cannot be told."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return list(map(_plain, column.to_pylist()))
    except (ValueError, OverflowError, LookupError):  # one of them at least
        return [_take(value) for value in column]


def _take(value: pa.Scalar) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return one value, of which some are no UTF-8, or times of no year or no zone."""
    for kind in (None, pa.timestamp("us", "UTC"), pa.binary()):
        try:
            return _plain((value if kind is None else value.cast(kind)).as_py())
        except (ValueError, OverflowError, LookupError, pa.ArrowException):
            continue
    return None


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return a value as JSON has it; times as ISO 8601, paragraphs as one text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    if isinstance(value, list | dict):
        return None
    return value if value is None or isinstance(value, str | int) else str(value)


def _say(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")[:200]
