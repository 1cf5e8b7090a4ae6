"""Where a corpus keeps what, and its manifest: what was read, with which versions, and how far.

    DIR/manifest.json            versions, parameters, inputs, live files
    DIR/tables/NAME/day=DAY/     the tables, for readers
    DIR/store/                   packed articles, likely pairs, stories: for the next build

A file counts once the manifest names it; the manifest is replaced in one step. What a killed build
left behind is removed when the next one begins.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from variorum import __version__
from variorum.corpus.tables import SCHEMA, SKIPPED
from variorum.errors import InputError

FORMAT = "variorum-corpus/2"
MANIFEST = "manifest.json"


@dataclass(slots=True)
class Manifest:
    """What a corpus holds. `files` are relative to its folder, by table or store."""

    parameters: dict[str, Any]
    version: str = __version__
    schema: int = SCHEMA
    rounds: int = 0
    inputs: dict[str, int] = field(default_factory=dict)  # path: bytes
    files: dict[str, list[str]] = field(default_factory=dict)
    settled: int = 0  # rounds whose articles' ids are each there once
    linked: int = 0  # rounds whose articles were judged against all
    target: int = 0  # rounds up to which articles are being judged
    blocks: list[str] = field(default_factory=list)  # files of these that were, too
    planned: int = 0  # rounds whose stories are known
    chunks: int = 0  # into which the stories to compare are cut
    compared: int = 0  # chunks whose stories are in the tables


def read_manifest(folder: Path, parameters: dict[str, Any]) -> Manifest:
    """Return the manifest of a corpus, a new one if there is none.

    Raises InputError if the folder holds something else, or a corpus of other parameters.
    """
    path = folder / MANIFEST
    if not path.exists():
        if folder.exists() and any(folder.iterdir()):
            raise InputError(str(folder), "is not empty and no corpus. Name another folder.")
        return Manifest(parameters)
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        form = read.pop("format")
        manifest = Manifest(**read)
    except (ValueError, KeyError, TypeError):
        raise InputError(
            str(path), "is no manifest of a corpus of this version. Build another folder."
        ) from None
    made = (form, manifest.version, manifest.schema, manifest.parameters)
    if made != (FORMAT, __version__, SCHEMA, parameters):
        raise InputError(
            str(folder),
            f"was built by version {manifest.version} with {manifest.parameters}."
            f" Build another folder with version {__version__} and {parameters}.",
        )
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step."""
    path = folder / MANIFEST
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"format": FORMAT} | asdict(manifest), file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def sweep(folder: Path, manifest: Manifest) -> None:
    """Remove the Parquet files that the manifest does not name, and the folders left empty."""
    live = {name for names in manifest.files.values() for name in names}
    for place in ("tables", "store"):
        for path in (folder / place).rglob("*.parquet"):
            if path.relative_to(folder).as_posix() not in live:
                path.unlink()
    for path in sorted(folder.glob("*/**/"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def find_round(file: str) -> int:
    """Return the round whose articles a file of the store has."""
    return int(file.partition("round-")[2].partition("/")[0])


def find_file_day(file: str) -> str:
    """Return the day under which a file of a table lies."""
    return file.partition("day=")[2].partition("/")[0]


def add_skipped(folder: Path, manifest: Manifest, rows: list[dict[str, str]], name: str) -> None:
    """Add rows to the table of what was skipped: `path` and `reason`."""
    if rows:
        file = f"tables/skipped/{name}.parquet"
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows, SKIPPED), folder / file)
        manifest.files.setdefault("skipped", []).append(file)
