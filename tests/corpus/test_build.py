"""A corpus holds what a comparison of the same files finds, in whatever steps it was built."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import daft
import duckdb
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from variorum import pipeline
from variorum.corpus import build as build_module
from variorum.corpus import comparison_stage, story_stage
from variorum.corpus import engine as engine_module
from variorum.corpus import link as link_module
from variorum.corpus.build import Built, Wishes, build_corpus
from variorum.corpus.engine import Engine
from variorum.corpus.plots import draw_page
from variorum.corpus.report import summarise_corpus
from variorum.corpus.tables import NETWORK, TABLES
from variorum.errors import InputError
from variorum.group.linkage import link_component

FERRY = Path(__file__).parents[2] / "examples" / "ferry"


def build(folder: Path, *inputs: Path) -> Built:
    """Bring a corpus up to date with the fast models."""
    return build_corpus(list(map(str, inputs)), folder, Wishes(fast=True))


def ask(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Answer a query; {NAME} stands for a table."""
    tables = {path.name: f"'{path}/**/*.parquet'" for path in (folder / "tables").iterdir()}
    answer = duckdb.sql(query.format(**tables))
    assert answer is not None
    return answer.fetchall()


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ferry's articles as JSON Lines, so that both ways give them the same ids."""
    folder = tmp_path_factory.mktemp("lines")
    for number, article in enumerate(pipeline.read([FERRY]).articles):
        body = " ".join(
            article.text[block.start : block.end]
            for block in article.blocks
            if block.kind == "body"
        )
        row = {
            "id": f"a{number}",
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "text": body,
        }
        (folder / f"{number}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of all of them, built at once."""
    folder = tmp_path_factory.mktemp("corpus") / "whole"
    build(folder, lines)
    return folder


def list_findings(folder: Path) -> Iterator[list[tuple[object, ...]]]:
    """Give the rows that must be the same however a corpus was built."""
    yield ask(folder, "select id, story, title, day::text from {articles} order by 1")
    yield ask(folder, "select article, words, speaker, medium from {attributions} order by all")
    yield ask(folder, "select a, a_start, a_end, b, b_start, b_end from {passages} order by all")
    yield ask(folder, "select article, parent, origin from {stemma} order by all")
    yield ask(folder, "select story, article, words from {readings} order by all")
    yield ask(folder, "select one, other, kind, because from {variants} order by all")


def test_tables_hold_what_a_comparison_finds(lines: Path, whole: Path) -> None:
    """The same stories, attributions, passages and family tree as `compare`."""
    compared = pipeline.compare([lines], fast=True)
    stories = {tuple(sorted(one.article.id for one in s.articles)) for s in compared.stories}
    found = ask(whole, "select list_sort(articles) from {stories}")
    assert {tuple(row[0]) for row in found if isinstance(row[0], list)} == stories
    passages = {
        (p.a.article, p.a.start, p.a.end, p.b.article, p.b.start, p.b.end)
        for story in compared.stories
        for p in story.passages
    }
    assert passages
    assert passages == set(
        ask(whole, "select a, a_start, a_end, b, b_start, b_end from {passages}")
    )
    edges = {
        (descent.article, parent.article, parent.origin)
        for story in compared.stories
        for descent in story.stemma
        for parent in descent.parents
    }
    assert edges == set(ask(whole, "select article, parent, origin from {stemma}"))
    said = sum(len(one.attributions) for story in compared.stories for one in story.articles)
    assert ask(whole, "select count(*) from {attributions}") == [(said,)]


def test_stories_are_made_once(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one plan without texts: a plan used twice is run twice, and small lots join slowly."""
    linked: list[str] = []
    lots: set[int] = set()

    def link(ids: Sequence[str], pairs: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
        linked.extend(ids)
        lots.add(daft.context.get_context().daft_execution_config.default_morsel_size)
        return link_component(ids, pairs)

    monkeypatch.setattr(story_stage, "link_component", link)
    built = build_corpus([str(lines)], tmp_path / "made", Wishes(tables=("stories",)))
    assert len(linked) == built.articles > 1
    assert sorted(linked) == sorted(set(linked))
    assert lots == {engine_module.LOT}


@pytest.mark.parametrize("tables", [tuple(TABLES), NETWORK])
def test_a_story_that_fails_ends_no_build(
    tables: tuple[str, ...], lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its articles stand in the tables as they are, and the skipped ones tell why."""

    def fail(*_: object, **__: object) -> None:
        raise IndexError("no such word")

    monkeypatch.setattr(comparison_stage, "find_shared", fail)
    built = build_corpus([str(lines)], tmp_path / "made", Wishes(fast=True, tables=tables))
    told = {path: reason for path, reason in built.skipped if "no such word" in reason}
    counts = ask(tmp_path / "made", "select len(articles) from {stories}")
    assert len(told) == sum(int(str(count)) for (count,) in counts if int(str(count)) > 1) > 1
    assert all("IndexError" in reason for reason in told.values())
    assert ask(tmp_path / "made", "select count(*) from {articles}") == [(built.articles,)]


def test_spans_cut_the_words_they_stand_for(whole: Path) -> None:
    """Offsets count code points of the document's text."""
    wrong = ask(
        whole,
        """select words, cut from (
             select words, text[content[1].start + 1 : content[1].end] as cut
             from {attributions} as said join {articles} as home on home.id = said.article
             where len(content) = 1)
           where words != cut""",
    )
    assert wrong == []


def test_days_added_one_by_one_give_the_same(lines: Path, whole: Path, tmp_path: Path) -> None:
    """New files are read alone, and stories that grow replace what they were."""
    files = sorted(lines.iterdir())
    folder = tmp_path / "steps"
    for count in range(1, len(files) + 1):
        built = build(folder, *files[:count])
        assert built.read == 1
    assert list(list_findings(folder)) == list(list_findings(whole))
    assert build(folder, lines) == Built(0, len(files), built.stories, 0, ())


@pytest.mark.parametrize("common", [1, 3])
def test_terms_that_grow_common_give_the_same(
    common: int, lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pairs that terms found before too many articles had them are forgotten."""
    monkeypatch.setattr(link_module, "COMMON", common)
    wishes = Wishes(tables=("stories",))
    files = [str(path) for path in sorted(lines.iterdir())]
    build_corpus(files, tmp_path / "whole", wishes)
    for count in (2, len(files) - 1, len(files)):
        build_corpus(files[:count], tmp_path / "steps", wishes)
    query = "select list_sort(articles) from {stories} order by all"
    assert ask(tmp_path / "steps", query) == ask(tmp_path / "whole", query)


def test_a_killed_build_goes_on(lines: Path, whole: Path, tmp_path: Path) -> None:
    """Killed when it has written down its first step, it ends with the same tables later."""
    folder = tmp_path / "killed"
    command = [sys.executable, "-m", "variorum", "corpus", "build", str(lines), "--fast"]
    command += ["--jobs", "1", "--out", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    while process.poll() is None and not read_steps(folder):
        time.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    build(folder, lines)
    assert list(list_findings(folder)) == list(list_findings(whole))


def read_steps(folder: Path) -> int:
    """Return how many rounds a build has read so far."""
    path = folder / "manifest.json"
    return int(json.loads(path.read_text())["rounds"]) if path.exists() else 0


class Stopped(Exception):  # noqa: N818 - no error
    """Stands for a kill between two steps."""


def test_a_build_stopped_at_any_step_goes_on(
    lines: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In many small steps, stopped after each, with more files each time, it ends the same."""
    monkeypatch.setattr(build_module, "FIRST_ROUND", 4_000)
    monkeypatch.setattr(Engine, "round_bytes", 4_000)
    monkeypatch.setattr(Engine, "block_articles", 3)
    monkeypatch.setattr(Engine, "chunk_articles", 3)
    folder = tmp_path / "stopped"
    files = [str(path) for path in sorted(lines.iterdir())]
    for stop in range(2, 40, 2):
        steps = iter(range(stop))

        def stop_there(*_: object, steps: Iterator[int] = steps) -> None:
            if next(steps, None) is None:
                raise Stopped

        with suppress(Stopped):
            build_corpus(files[: stop // 2 + 2], folder, Wishes(fast=True), progress=stop_there)
            if stop // 2 + 2 >= len(files):
                break
    else:
        pytest.fail("the build never ended")
    assert stop > 5, "it was never stopped"
    assert list(list_findings(folder)) == list(list_findings(whole))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the engine's pipes
@pytest.mark.parametrize("jobs", [1, 2])
def test_texts_alone_make_stories_and_passages(
    jobs: int, lines: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without annotation the tables asked for are the same, made by one process or two."""
    monkeypatch.setattr(engine_module, "LITTLE", 0)
    folder = tmp_path / "bare"
    wishes = Wishes(fast=True, tables=("stories", "passages"))
    build_corpus([str(lines)], folder, wishes, jobs=jobs)
    assert {path.name for path in (folder / "tables").iterdir()} == {"stories", "passages"}
    for query in (
        "select story, articles, day::text from {stories} order by 1",
        "select a, a_start, a_end, b, b_start, b_end from {passages} order by all",
    ):
        assert ask(folder, query) == ask(whole, query)
    assert ask(folder, "select distinct origins from {stories}") == [(None,)]


def test_a_sample_is_another_corpus(lines: Path, tmp_path: Path) -> None:
    """As many articles as asked for, and never more in the same folder."""
    folder = tmp_path / "sample"
    built = build_corpus([str(lines)], folder, Wishes(fast=True, sample=3))
    assert built.articles == 3
    with pytest.raises(InputError, match="Build another folder"):
        build(folder, lines)


def write_warc(path: Path, pages: dict[str, bytes]) -> None:
    """Write a WARC file of pages by their addresses."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        for url, page in pages.items():
            headers = [("Content-Type", "text/html; charset=utf-8")]
            http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", BytesIO(page), http_headers=http)
            )


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio's own file
def test_warc_records_keep_where_they_came_from(tmp_path: Path) -> None:
    """A page's record id, date and digest stand beside its article; a broken end is told."""
    page = (FERRY / "02-halden-post.html").read_bytes()
    path = tmp_path / "crawl.warc.gz"
    write_warc(path, {"https://halden.example/ferry": page, "https://halden.example/again": page})
    whole = path.read_bytes()
    (tmp_path / "broken.warc.gz").write_bytes(whole[: len(whole) - 200])
    built = build(tmp_path / "corpus", path, tmp_path / "broken.warc.gz")
    rows = ask(tmp_path / "corpus", "select path, url, record_id, record_date from {articles}")
    assert len([row for row in rows if row[0] == str(path)]) == 2
    assert {row[1] for row in rows} <= {
        "https://halden.example/ferry", "https://halden.example/again"
    }  # fmt: skip
    assert all(str(row[2]).startswith("<urn:uuid:") and row[3] for row in rows)
    assert any("broken.warc.gz" in where for where, _ in built.skipped)


def test_what_cannot_be_read_is_listed(tmp_path: Path, lines: Path) -> None:
    """A damaged file, an id given twice and an altered file are told, and lose nothing else."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.html").write_bytes(bytes(range(256)) * 40)
    twice = tmp_path / "twice.jsonl"
    twice.write_bytes((lines / "0.jsonl").read_bytes())
    built = build(tmp_path / "corpus", lines, tmp_path / "*.*")
    assert built.articles == len(list(lines.iterdir()))
    told = {Path(path).name for path, _ in built.skipped}
    assert {"empty.txt", "noise.html", "twice.jsonl"} <= told
    with twice.open("a") as file:
        file.write("\n\n")
    again = build(tmp_path / "corpus", lines, tmp_path / "*.*")
    assert any("changed" in reason for _, reason in again.skipped)


def test_odd_days_and_names_end_no_build(tmp_path: Path) -> None:
    """A day that no calendar has is none; a file whose name is no UTF-8 is told each time."""
    text = "The ferry ran aground off Halden, the coast guard said. Nobody was hurt."
    times = ["1890-03-04", "20260-01-01", "2026-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31"]
    rows = [{"id": f"d{n}", "text": text, "published": time} for n, time in enumerate(times)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "days.jsonl").write_text("\ufeff" + lines + "\0\0\n", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd\xff.txt")).write_text(text)
    out = tmp_path / "corpus"
    built = build_corpus(
        [str(tmp_path / "*.*")], out, Wishes(tables=("articles", "stories", "stemma"))
    )
    assert built.articles == len(times)
    assert [reason for _, reason in built.skipped] == [
        "is not valid JSON. Each line must be one object.",
        "has a name that is no UTF-8. Give it another.",
    ]
    days = {str(day) for (day,) in ask(out, "select distinct day::text from {articles}")}
    assert days <= {"1890-03-04", "0001-01-01", "9999-12-31", "undated"}


def test_other_parameters_need_another_folder(lines: Path, whole: Path, tmp_path: Path) -> None:
    """A corpus is of one version and one choice of models; no other folder is touched."""
    with pytest.raises(InputError, match="Build another folder"):
        build_corpus([str(lines)], whole)
    (tmp_path / "letter.txt").write_text("not yours")
    with pytest.raises(InputError, match="no corpus"):
        build(tmp_path, lines)
    with pytest.raises(InputError, match="names no file"):
        build(tmp_path / "new", tmp_path / "absent")
    with pytest.raises(InputError, match="is no table"):
        build_corpus([str(lines)], tmp_path / "new", Wishes(tables=("quotes",)))
    with pytest.raises(InputError, match="is too little"):
        build_corpus([str(lines)], tmp_path / "new", memory=1_000_000)


def test_first_tables(whole: Path, tmp_path: Path) -> None:
    """The report counts what the tables hold."""
    found = summarise_corpus(whole)
    columns, rows = found["Most quoted"]
    assert columns[0] == "speaker"
    assert rows
    assert found["Who copies whom"][1]
    assert any(row[2] > 0 for row in found["Agency share"][1])
    page = draw_page("<Ferry>", found)
    assert "&lt;Ferry&gt;" in page
    assert page.count("<table>") == sum(bool(rows) for _, rows in found.values())
    assert "<rect" in page
    with pytest.raises(InputError, match="holds no corpus"):
        summarise_corpus(tmp_path)
