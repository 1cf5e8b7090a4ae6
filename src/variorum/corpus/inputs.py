"""What a corpus is built from: files by name, pattern or folder, and the articles in each.

WARC files are read record by record; all else as `variorum.read` reads it. One input at a time is
in memory, one document of it at a time. What cannot be read is a row with the reason.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob
from hashlib import sha256
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from variorum.errors import InputError
from variorum.model import Skipped
from variorum.read.files import read_fetched, read_paths
from variorum.read.readings import LIMIT, Fetched, Reading

WARC = (".warc", ".warc.gz")
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
SHORT = 10  # hexadecimal digits of an input's name that tell articles of one name apart


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its path as given, and its size in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Record:
    """Where in a WARC file a document stood: the record's id, date and digest; else all None."""

    id: str | None = None
    date: str | None = None
    digest: str | None = None


def list_sources(patterns: Iterable[str]) -> list[Source]:
    """Return the files that paths, folders and patterns with * name, in order, each once.

    Raises InputError for a path that names nothing.
    """
    found: dict[str, int] = {}
    for pattern in patterns:
        names = sorted(glob(str(Path(pattern).absolute()), recursive=True))  # noqa: PTH207 - absolute patterns, too
        if not names:
            raise InputError(pattern, "names no file. Check the path or the pattern.")
        for name in names:
            path = Path(name)
            inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
            for file in inside:
                if not file.name.startswith("."):
                    found.setdefault(str(file), file.stat().st_size)
    return [Source(path, size) for path, size in found.items()]


def read_source(path: str) -> Iterator[tuple[Reading | Skipped, Record]]:
    """Yield the documents of one file; what cannot be read comes as `Skipped` in its place."""
    if path.lower().endswith(WARC):
        yield from _read_warc(path)
        return
    for reading in read_paths([path]):
        yield reading, Record()


def _read_warc(path: str) -> Iterator[tuple[Reading | Skipped, Record]]:
    try:
        with Path(path).open("rb") as stream:
            for number, record in enumerate(ArchiveIterator(stream), start=1):
                if record.rec_type in {"response", "resource"}:
                    yield from _read_record(path, number, record)
    except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError) as error:
        reason = f"and what follows is lost: the WARC file is damaged here ({error})."
        yield Skipped(path, reason), Record()


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
    except (zlib.error, EOFError, ValueError, OSError) as error:
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
