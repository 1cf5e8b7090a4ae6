"""Where the benchmark corpora lie, and how their lines are read; shared by all benchmarks."""

import gzip
import importlib.util
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from variorum.model import Article, Block

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "bench"


def parse_arguments(parser: ArgumentParser) -> Namespace:
    """Add --bench and --json, parse, and stop with one line if the corpora are not there."""
    parser.add_argument("--bench", type=Path, default=DEFAULT, help="folder of the corpora")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if not options.bench.is_dir():
        print(f"{options.bench}: no corpora here; name their folder with --bench", file=sys.stderr)
        raise SystemExit(2)
    return options


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, plain or gzip."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def load_scorer(folder: Path) -> ModuleType:
    """Return the corpus's own score.py as a module."""
    spec = importlib.util.spec_from_file_location(f"score_{folder.name}", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_article(row: Mapping[str, Any]) -> Article:
    """Return the article of one JSON Lines row, one body block a paragraph, without its story."""
    text, blocks, start = row["text"], [], 0
    for paragraph in text.split("\n\n"):
        bare = paragraph.strip()
        if bare:
            first = start + paragraph.index(bare)
            blocks.append(Block("body", first, first + len(bare)))
        start += len(paragraph) + 2
    return Article(
        id=row["id"],
        document=row["id"],
        text=text,
        start=0,
        end=len(text),
        blocks=tuple(blocks),
        title=row.get("title") or None,
        outlet=row.get("outlet") or None,
        published=row.get("published") or None,
        url=row.get("url") or None,
    )
