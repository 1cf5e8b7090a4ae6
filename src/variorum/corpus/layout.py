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

from variorum import __version__
from variorum.corpus.tables import SCHEMA
from variorum.errors import InputError

FORMAT = "variorum-corpus/1"
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
    linked: int = 0  # rounds whose articles are in the stories
    compared: int = 0  # rounds whose stories are in the tables


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
        form = None
    if form != FORMAT:
        raise InputError(str(path), "is no manifest of a corpus. Build another folder.")
    made = (manifest.version, manifest.schema, manifest.parameters)
    if made != (__version__, SCHEMA, parameters):
        raise InputError(
            str(folder),
            f"was built by version {manifest.version} with {manifest.parameters}."
            f" Build another folder with version {__version__} and {parameters}.",
        )
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step, and then remove the files that it no longer names."""
    path = folder / MANIFEST
    fresh = path.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"format": FORMAT} | asdict(manifest), file, indent=1, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sweep(folder, manifest)


def sweep(folder: Path, manifest: Manifest) -> None:
    """Remove the Parquet files that the manifest does not name, and the folders left empty."""
    live = {name for names in manifest.files.values() for name in names}
    for path in folder.rglob("*.parquet"):
        if path.relative_to(folder).as_posix() not in live:
            path.unlink()
    for path in sorted(folder.glob("tables/*/*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
