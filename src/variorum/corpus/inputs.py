"""What a corpus is built from: files and addresses by name, pattern or folder, and their articles.

WARC files are read record by record and Parquet files row by row; all else as `variorum.read` reads
it. One document of an input at a time is in memory. What lies at an address (s3://, gs://, az://,
https://, ...) is fetched to a temporary file first, by the engine's own reader. What cannot be read
is a row with the reason.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from glob import glob
from gzip import GzipFile
from hashlib import sha256
from io import BufferedReader
from itertools import islice
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

import daft
from daft.exceptions import DaftCoreException
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from variorum.corpus.parquet_rows import RowLines
from variorum.errors import InputError
from variorum.model import Skipped
from variorum.read.files import read_fetched, read_paths
from variorum.read.json_files import read_json_lines
from variorum.read.readings import LIMIT, Fetched, Names, Reading

WARC = (".warc", ".warc.gz")
GZIP = b"\x1f\x8b"
HEADS = (b"WARC/", b"filedesc:")
PARQUET = (".parquet", ".pq")
LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".jsonlines", ".ldjson")
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
BESIDE = ("_SUCCESS", "_metadata", "_common_metadata")  # of a dataset: no rows
BROKEN = (  # what warcio raises for records that are none
    ArchiveLoadFailed, AttributeError, EOFError, LookupError, OSError, TypeError, ValueError,
    zlib.error,
)  # fmt: skip
SHORT = 10  # hexadecimal digits of an input's name that tell articles of one name apart


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its path or address, and its size in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Record:
    """Where in a WARC file a document stood: the record's id, date and digest; else all None."""

    id: str | None = None
    date: str | None = None
    digest: str | None = None


def brings_ids(path: str) -> bool:
    """Whether the articles of a file may bring their own ids."""
    return path.lower().endswith((*LINES, *PARQUET))


def list_sources(patterns: Iterable[str]) -> list[Source]:
    """Return the files that paths, folders, addresses and patterns with * name, each once.

    They come in the order of `patterns`, those of one pattern by name. Raises InputError for what
    names nothing.
    """
    found: dict[str, int] = {}
    for pattern in patterns:
        named = _list_remote(pattern) if "://" in pattern else _list_local(pattern)
        if not named:
            raise InputError(pattern, "names no file. Check the path or the pattern.")
        for path, size in named:
            found.setdefault(path, size)
    return [Source(path, size) for path, size in found.items()]


def _list_local(pattern: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for name in sorted(glob(str(Path(pattern).absolute()), recursive=True)):  # noqa: PTH207 - absolute patterns, too
        path = Path(name)
        files = sorted(filter(_is_input, path.rglob("*"))) if path.is_dir() else [path]
        found += [
            (str(file), file.stat().st_size if file.exists() else 0)
            for file in files
            if (file.is_file() or file.is_symlink()) and not _is_hidden(file, path)
        ]
    return found


def _is_input(path: Path) -> bool:
    return path.is_file() and path.name not in BESIDE


def _is_hidden(path: Path, folder: Path) -> bool:
    """Whether a file is hidden, or lies in a hidden folder below `folder`."""
    return any(part.startswith(".") for part in (path.name, *path.relative_to(folder).parts))


def _list_remote(pattern: str) -> list[tuple[str, int]]:
    try:
        listed = daft.from_glob_path(pattern).to_pydict()
    except (DaftCoreException, OSError, ValueError) as error:
        if "at least 1 MicroPartition" in str(error):  # the engine's words for nothing found
            return []
        raise InputError(pattern, f"cannot be listed ({_say(error)}).") from None
    return sorted(
        (path, size or 0)
        for path, size in zip(listed["path"], listed["size"], strict=True)
        if not path.endswith("/")
    )


def _say(error: Exception) -> str:
    """Return the last line of an error that says something."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1][:300] if lines else type(error).__name__


def read_source(
    path: str, columns: Mapping[str, str], most: int | None = None
) -> Iterator[tuple[Reading | Skipped, Record]]:
    """Yield the documents of one file; what cannot be read comes as `Skipped` in its place.

    `columns`: those of Parquet files by field; see `parquet_rows`. most: the first so many only.
    """
    if "://" not in path:
        yield from islice(_read_local(path, path, columns), most)
        return
    try:
        with _fetch(path) as place:
            yield from islice(_read_local(str(place), path, columns), most)
    except (DaftCoreException, OSError, RuntimeError) as error:
        yield Skipped(path, f"cannot be fetched ({_say(error)})."), Record()


@contextmanager
def _fetch(address: str) -> Iterator[Path]:
    """Give a copy of what is at an address, under its own name."""
    name = unquote(Path(urlsplit(address).path).name) or "page"
    with TemporaryDirectory(prefix="variorum-") as folder:
        place = Path(folder) / name
        with daft.File(address).to_tempfile() as file:
            copyfile(file.name, place)
        yield place


def _read_local(
    place: str, path: str, columns: Mapping[str, str]
) -> Iterator[tuple[Reading | Skipped, Record]]:
    """Read the file at `place`, which is called `path`."""
    if path.lower().endswith(WARC):
        yield from _read_warc(place, path)
        return
    named = _read_rows(place, path, columns) if path.lower().endswith(PARQUET) else None
    for reading in named or read_paths([place]):
        if isinstance(reading, Skipped):
            yield Skipped(reading.path.replace(place, path), reading.reason), Record()
        else:
            yield reading, Record()


def _read_rows(place: str, path: str, columns: Mapping[str, str]) -> Iterator[Reading | Skipped]:
    try:
        with Path(place).open("rb") as file:
            lines: BufferedReader[Any] = BufferedReader(RowLines(file, path, columns))
            yield from read_json_lines(lines, path, Names(), Path(path).stem)
    except InputError as error:
        yield Skipped(error.path, error.reason)


def _read_warc(place: str, path: str) -> Iterator[tuple[Reading | Skipped, Record]]:
    try:
        with Path(place).open("rb") as stream:
            if not _begins_as_archive(stream):
                yield Skipped(path, "is empty, or is no WARC file."), Record()
                return
            for number, record in enumerate(ArchiveIterator(stream), start=1):
                if record.rec_type in {"response", "resource"}:
                    yield from _read_record(path, number, record)
    except BROKEN as error:
        reason = f"and what follows is lost: the WARC file is damaged here ({error})."
        yield Skipped(path, reason), Record()


def _begins_as_archive(stream: BinaryIO) -> bool:
    """Whether a file begins as WARC (or the older ARC) does, packed or not; it is left there."""
    head = stream.read(len(GZIP))
    stream.seek(0)
    with GzipFile(fileobj=stream) if head == GZIP else nullcontext(stream) as file:
        begun = file.read(len(HEADS[-1]))
    stream.seek(0)
    return begun.startswith(HEADS)


def _read_record(
    path: str, number: int, record: ArcWarcRecord
) -> Iterator[tuple[Reading | Skipped, Record]]:
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI") or ""
    place = Record(
        headers.get_header("WARC-Record-ID"),
        headers.get_header("WARC-Date"),
        headers.get_header("WARC-Payload-Digest"),
    )
    http = record.http_headers
    kind = (http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or ""
    if http and http.get_statuscode() not in {"200", "203"}:
        return
    if not kind.lower().startswith(PAGES):
        return
    where = f"{path}#{number}"
    try:
        content = record.content_stream().read(LIMIT + 1)
    except BROKEN as error:
        yield Skipped(where, f"cannot be unpacked ({error})."), place
        return
    if len(content) > LIMIT:
        yield Skipped(where, f"is longer than {LIMIT // 1_000_000} MB."), place
        return
    charset = kind.lower().partition("charset=")[2].strip("\"' ;") or None
    for reading in read_fetched(content, Fetched(url, charset)):
        if isinstance(reading, Skipped):
            yield Skipped(where, reading.reason), place
        else:
            yield reading, place


def tell_apart(path: str) -> str:
    """Return what is added to the ids of a file's articles where another file has them too."""
    return sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:SHORT]
