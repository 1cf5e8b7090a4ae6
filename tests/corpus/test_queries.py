"""The questions of the how-to are answered by every corpus."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from variorum.corpus.build import Wishes, build_corpus

polars = pytest.importorskip("polars")
pandas = pytest.importorskip("pandas")
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "howto" / "corpus.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUERIES = [body for language, body in FENCE.findall(PAGE) if language == "sql"]
PROGRAMS = [body for language, body in FENCE.findall(PAGE) if language == "python"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus called "news"."""
    place = tmp_path_factory.mktemp("asked")
    build_corpus([str(ROOT / "examples" / "ferry")], place / "news", Wishes(fast=True))
    return place


def test_there_are_ten() -> None:
    """An empty list would ask nothing."""
    assert len(QUERIES) == 10


def test_each_question_is_answered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each query runs on the tables, and those that the ferry's reports can answer give rows."""
    monkeypatch.chdir(folder)
    names: dict[str, duckdb.DuckDBPyConnection] = {}
    exec(PROGRAMS[0], names)  # noqa: S102 - the page's own program
    answered = 0
    for query in QUERIES:
        rows = names["db"].sql(query).fetchall()
        answered += bool(rows)
    assert answered >= 6
    names["db"].close()


def test_polars_and_pandas_say_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both count the same copies as DuckDB does."""
    monkeypatch.chdir(folder)
    names: dict[str, duckdb.DuckDBPyConnection] = {}
    exec(PROGRAMS[0], names)  # noqa: S102 - the page's own program
    rows = names["db"].sql(QUERIES[0]).fetchall()
    names["db"].close()
    expected = {(row[0], row[1]): row[2] for row in rows}
    frames: dict[str, Any] = {}
    exec(PROGRAMS[1], frames)  # noqa: S102 - as above
    assert {(row[0], row[1]): row[2] for row in frames["copies"].rows()} == expected
    exec(PROGRAMS[2], frames)  # noqa: S102 - as above
    assert frames["copies"].to_dict() == expected
