"""What a corpus is read from: Parquet, patterns, addresses; and what is skipped, and why."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.corpus.inputs import list_sources, read_source
from variorum.corpus.parquet_rows import GUESSES, RowLines, choose_columns
from variorum.errors import InputError
from variorum.model import Skipped
from variorum.read.readings import Reading

TEXT = "The ferry ran aground off Halden, the coast guard said.\nNobody was hurt."


def read(path: str, most: int | None = None, **columns: str) -> list[Reading]:
    """Return the documents of a file."""
    found = [one for one, _ in read_source(path, columns, most)]
    return [one for one in found if isinstance(one, Reading)]


def skip(path: str, **columns: str) -> list[tuple[str, str]]:
    """Return what is skipped of a file."""
    found = [one for one, _ in read_source(path, columns)]
    return [(one.path, one.reason) for one in found if isinstance(one, Skipped)]


def write(path: Path, **columns: list[object]) -> str:
    """Write a Parquet file of these columns."""
    pq.write_table(pa.table(columns), path)
    return str(path)


@pytest.mark.parametrize(
    ("columns", "named", "expected"),
    [
        pytest.param(["text"], {}, {"text": "text"}, id="its own word"),
        pytest.param(["Body", "URL"], {}, {"text": "Body", "url": "URL"}, id="any case"),
        pytest.param(["content", "text"], {}, {"text": "text"}, id="the likelier of two"),
        pytest.param(
            ["maintext", "date_publish", "source_domain", "headline"],
            {},
            {
                "text": "maintext",
                "published": "date_publish",
                "outlet": "source_domain",
                "title": "headline",
            },
            id="words of crawlers",
        ),
        pytest.param(["artikel", "text"], {"text": "artikel"}, {"text": "artikel"}, id="named"),
        pytest.param(
            ["body", "title"], {"text": "title"}, {"text": "title"}, id="named for another field"
        ),
    ],
)
def test_columns_are_guessed_or_named(
    columns: list[str], named: dict[str, str], expected: dict[str, str]
) -> None:
    """A column's name says what it holds, unless the user does."""
    assert choose_columns("a.parquet", columns, named) == expected


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_columns_are_chosen_or_told(columns: list[str]) -> None:
    """Whatever columns there are: each chosen one is there, or the error lists them."""
    try:
        chosen = choose_columns("a.parquet", columns, {})
    except InputError:
        assert not {column.casefold() for column in columns} & set(GUESSES["text"])
        return
    assert "text" in chosen
    assert set(chosen.values()) <= set(columns)


def test_parquet_rows_are_articles(tmp_path: Path) -> None:
    """Each row is an article, with what its columns say; times are ISO 8601."""
    path = write(
        tmp_path / "news.parquet",
        article_id=["n1", "n2", None],
        body=[TEXT, TEXT, TEXT],
        headline=["Ferry aground", None, "Again"],
        source=["Halden Post", "Merrow Courier", None],
        date=[datetime(2026, 11, 1, 9, 30, tzinfo=UTC), None, None],
    )
    articles = [one.articles[0] for one in read(path)]
    assert [one.id for one in articles] == ["n1", "n2", "news:3"]
    assert [one.text for one in articles] == [TEXT] * 3
    assert [one.title for one in articles] == ["Ferry aground", None, "Again"]
    assert articles[0].outlet == "Halden Post"
    assert (articles[0].published or "").startswith("2026-11-01T09:30")


def test_days_and_numbers_of_parquet(tmp_path: Path) -> None:
    """A date is a day; a number serves as an id."""
    path = write(tmp_path / "d.parquet", id=[7], text=[TEXT], date=[date(2026, 11, 1)])
    [article] = read(path)[0].articles
    assert (article.id, article.published) == ("7", "2026-11-01")


def test_a_parquet_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The reason names the file, the columns it has, and what to do."""
    path = write(tmp_path / "odd.parquet", wording=[TEXT], page=[1])
    [(where, reason)] = skip(path)
    assert where == path
    assert "wording, page" in reason
    assert "--column text=NAME" in reason
    [(_, reason)] = skip(path, text="words")
    assert "has no column 'words' (text)" in reason
    assert len(read(path, text="wording")) == 1
    whole = (tmp_path / "odd.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(whole[:-20])
    [(_, reason)] = skip(str(tmp_path / "cut.parquet"))
    assert "is no Parquet file, or is damaged" in reason


NO_UTF8 = pa.Array.from_buffers(
    pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\x04\0\0\0"), pa.py_buffer(b"ab\xff ")]
)
FAR = pa.array([2**62], pa.timestamp("us"))


@pytest.mark.parametrize(
    ("columns", "text", "published"),
    [
        pytest.param({"text": pa.array([TEXT], pa.large_string())}, TEXT, None, id="large"),
        pytest.param({"text": pa.array([TEXT]).dictionary_encode()}, TEXT, None, id="dictionary"),
        pytest.param({"text": pa.array([["One.", "Two."]])}, "One.\n\nTwo.", None, id="paragraphs"),
        pytest.param({"text": pa.array([TEXT.encode()])}, TEXT, None, id="bytes"),
        pytest.param({"text": NO_UTF8}, "ab\N{REPLACEMENT CHARACTER} ", None, id="no UTF-8"),
        pytest.param({"text": [TEXT], "date": FAR}, TEXT, None, id="no year of ours"),
        pytest.param(
            {"text": [TEXT], "date": pa.array([10**8], pa.date32())}, TEXT, None, id="no such day"
        ),
        pytest.param(
            {"text": [TEXT], "date": pa.array([0], pa.timestamp("us", "Mars/Olympus"))},
            TEXT,
            "1970-01-01T00:00:00+00:00",
            id="no such zone",
        ),
        pytest.param(
            {"text": [TEXT], "date": pa.array([1_730_000_000_123_456_789], pa.timestamp("ns"))},
            TEXT,
            "2024-10-27T03:33:20.123456",
            id="nanoseconds",
        ),
    ],
)
def test_columns_of_any_type(
    tmp_path: Path, columns: dict[str, list[object]], text: str, published: str | None
) -> None:
    """What a column can tell is told, and what it cannot costs no row."""
    [article] = read(write(tmp_path / "typed.parquet", **columns))[0].articles
    assert article.text.strip() == text.strip()
    assert article.published == published


@pytest.mark.parametrize("column", [pa.array([None], pa.null()), pa.array([{"a": TEXT}])])
def test_columns_that_hold_no_text(tmp_path: Path, column: list[object]) -> None:
    """Nulls and records are no texts."""
    [(_, reason)] = skip(write(tmp_path / "none.parquet", text=column))
    assert 'has no "text"' in reason


def test_folders_that_name_a_column(tmp_path: Path) -> None:
    """A dataset parted by columns has them in the names of its folders."""
    folder = tmp_path / "source=Halden%20Post" / "date=2026-11-01"
    folder.mkdir(parents=True)
    [article] = read(write(folder / "part-0.parquet", text=[TEXT]))[0].articles
    assert (article.outlet, article.published) == ("Halden Post", "2026-11-01")
    own = write(folder / "part-1.parquet", text=[TEXT], source=["Merrow Courier"])
    assert read(own)[0].articles[0].outlet == "Merrow Courier"
    none = tmp_path / "source=__HIVE_DEFAULT_PARTITION__"
    none.mkdir()
    assert read(write(none / "part-0.parquet", text=[TEXT]))[0].articles[0].outlet is None


def test_rows_without_text_leave_the_rest(tmp_path: Path) -> None:
    """A row is named by its number."""
    path = write(tmp_path / "gaps.parquet", text=[TEXT, None, "  ", TEXT])
    assert [one.articles[0].id for one in read(path)] == ["gaps:1", "gaps:4"]
    assert [where for where, _ in skip(path)] == [f"{path}:2", f"{path}:3"]


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=5))
def test_any_text_in_parquet_comes_as_it_is(texts: list[str]) -> None:
    """Rows come as they are, in order, whatever is in them."""
    sink = BytesIO()
    pq.write_table(pa.table({"text": texts}), sink)
    lines = RowLines(BytesIO(sink.getvalue()), "a.parquet", {}).read()
    assert lines is not None
    assert lines.count(b"\n") == len(texts)


def test_patterns_and_folders_name_each_file_once(tmp_path: Path) -> None:
    """Files come in the order of the patterns, hidden ones not at all."""
    for name in ("b.txt", "a.txt", "day/c.txt", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    listed = list_sources([str(tmp_path / "b*"), str(tmp_path), str(tmp_path / "**" / "c.txt")])
    assert [Path(one.path).name for one in listed] == ["b.txt", "a.txt", "c.txt"]
    assert {one.size for one in listed} == {len(TEXT)}


def test_hidden_folders_pipes_and_rings_of_links_are_left_out(tmp_path: Path) -> None:
    """What lies beside a dataset's rows is no input; a link that leads nowhere is told."""
    (tmp_path / "a.txt").write_text(TEXT)
    for name in (".git/b.txt", "_SUCCESS", "_metadata"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "ring").mkdir()
    (tmp_path / "ring" / "again").symlink_to(tmp_path / "ring")
    (tmp_path / "nowhere.jsonl").symlink_to(tmp_path / "absent.jsonl")
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert [Path(one.path).name for one in list_sources([str(tmp_path)])] == ["a.txt"]
    [source] = list_sources([str(tmp_path / "*.jsonl")])
    assert [reason for _, reason in skip(source.path)] == ["does not exist. Check the name."]


def test_a_sample_takes_the_first_of_each_file(tmp_path: Path) -> None:
    """No more is read than asked for."""
    path = write(tmp_path / "many.parquet", text=[TEXT] * 50)
    assert len(read(path, most=3)) == 3


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a server of the files in a folder."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the engine's own
def test_what_lies_at_an_address_is_read(tmp_path: Path, address: str) -> None:
    """A file at an address is read as one on disk, and is called by its address."""
    write(tmp_path / "far.parquet", text=[TEXT, None])
    (tmp_path / "far.txt").write_text(TEXT)
    [source] = list_sources([f"{address}/far.parquet"])
    assert source.size == (tmp_path / "far.parquet").stat().st_size
    assert [one.articles[0].text for one in read(source.path)] == [TEXT]
    assert [where for where, _ in skip(source.path)] == [f"{address}/far.parquet:2"]
    assert read(f"{address}/far.txt")[0].document.id == "far"
    [(where, reason)] = skip(f"{address}/absent.txt")
    assert where == f"{address}/absent.txt"
    assert reason.startswith("cannot be fetched")
    with pytest.raises(InputError, match=r"names no file|cannot be listed"):
        list_sources([f"{address}/absent.txt"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("huge.txt", b"word " * 10_400_000, "is larger than 50 MB", id="too large"),
        pytest.param("long.txt", b"word " * 500_000, "2,500,000 characters", id="too long"),
        pytest.param("odd.txt", bytes(range(128, 256)) * 40, "", id="unknown encoding"),
        pytest.param("cut.jsonl.gz", b"\x1f\x8b\x08\x00broken", "damaged", id="broken gzip"),
        pytest.param("page.html", b"<html><body></body></html>", "", id="no article"),
        pytest.param("text.warc.gz", TEXT.encode(), "is no WARC file", id="text called WARC"),
        pytest.param("none.warc", b"", "is empty", id="empty WARC"),
        pytest.param(
            "long.warc",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n"
            b"HTTP/1.1 200 OK\r\n",
            "damaged here",
            id="a record longer than its file",
        ),
        pytest.param(
            "less.warc",
            b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://[odd\r\n"
            b"Content-Type: text/html\r\nContent-Length: -5\r\n\r\nhello",
            "damaged here",
            id="a record shorter than nothing",
        ),
    ],
)
def test_hostile_files_are_told(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """A file that nothing can be read from is one row with the reason, or no article at all."""
    (tmp_path / name).write_bytes(content)
    told = skip(str(tmp_path / name))
    assert not any(one.articles for one in read(str(tmp_path / name))) or not told
    if reason:
        [(where, why)] = told
        assert where.startswith(str(tmp_path / name))
        assert reason in why
