"""`variorum compare --judgements` replays what people decided, and exports what was found."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from judgements.quarry import QUARRY, TEXTS
from variorum.cli import main
from variorum.judgements.anchors import anchor_article
from variorum.judgements.lines import write_judgements
from variorum.judgements.records import Judgement, make_judgement
from variorum.read.files import read_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the reports of the slide."""
    for name in QUARRY:
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{name}.txt").write_text(TEXTS[name], encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> Result:
    """Compare the reports by the quick rules."""
    arguments = ["compare", str(folder / "in"), "--fast", "--model", "rules", "--jobs", "1"]
    return CliRunner().invoke(main, [*arguments, *options])


def make_copy(folder: Path) -> Judgement:
    """Return the judgement that the evening's report is a copy of the courier's."""
    articles = {
        article.id: article
        for reading in read_paths([folder / "in"])
        for article in getattr(reading, "articles", ())
    }
    sides = [[anchor_article(articles[name])] for name in ("evening", "courier")]
    return make_judgement("copy", "N. N.", "2026-05-03T14:05:00+02:00", "she said so", *sides)


def test_judgements_are_replayed(folder: Path) -> None:
    """The report follows the file, says who decided what, and shows what waits."""
    copy = make_copy(folder)
    path = folder / "desk.jsonl"
    path.write_text("".join(write_judgements([copy])), encoding="utf-8")
    report = json.loads(run(folder, "--judgements", str(path), "--format", "json").stdout)
    (story,) = [one for one in report["stories"] if "evening" in one["articles"]]
    (decision,) = story["decisions"]
    assert (decision["judgement"], decision["state"], decision["who"]) == (
        copy.id,
        "holds",
        "N. N.",
    )
    (descent,) = [one for one in story["stemma"] if one["article"] == "evening"]
    assert descent["parents"][0]["article"] == "courier"
    assert descent["parents"][0]["decided"] == [copy.id]
    assert report["waiting"] == []
    (folder / "in" / "evening.txt").unlink()
    report = json.loads(run(folder, "--judgements", str(path), "--format", "json").stdout)
    decisions = [*report["waiting"], *(d for s in report["stories"] for d in s["decisions"])]
    assert [one["state"] for one in decisions] == ["waiting"]


def test_stage_commands_obey_judgements(folder: Path) -> None:
    """`stories` and `stemma` follow the file as `compare` does."""
    path = folder / "desk.jsonl"
    path.write_text("".join(write_judgements([make_copy(folder)])), encoding="utf-8")
    options = [str(folder / "in"), "--jsonl", "--judgements", str(path)]
    lines = CliRunner().invoke(main, ["stories", *options]).stdout.splitlines()
    stories = {one["id"]: one["story"] for one in map(json.loads, lines)}
    assert stories["evening"] == stories["courier"]
    lines = CliRunner().invoke(main, ["stemma", *options]).stdout.splitlines()
    parents = {one["id"]: one["parents"] for one in map(json.loads, lines)}
    assert parents["evening"] == ["courier"]


def test_a_wrong_file_is_refused(folder: Path) -> None:
    """The message names the file, the line, and what to do."""
    path = folder / "desk.jsonl"
    path.write_text('{"format": "variorum-judgements/1"}\n{"kind": "guess"}\n', encoding="utf-8")
    result = run(folder, "--judgements", str(path))
    assert result.exit_code == 2
    assert "desk.jsonl: line 2: when: is missing" in " ".join(result.stderr.split())


def test_exports_are_printed_or_written(folder: Path) -> None:
    """Without --out they go to standard output, with it into the folder."""
    page = json.loads(run(folder, "--format", "annotations").stdout)
    assert page["type"] == "AnnotationPage"
    rows = list(csv.DictReader(run(folder, "--format", "csv").stdout.splitlines()))
    assert {"attribution", "statement"} <= {row["kind"] for row in rows}
    out = folder / "out"
    result = run(folder, "--format", "csv", "--out", str(out))
    assert result.stdout == ""
    assert {path.name for path in out.iterdir()} >= {"report.html", "findings.csv", "conflicts.csv"}
    run(folder, "--format", "annotations", "--out", str(out))
    assert json.loads((out / "annotations.jsonld").read_text(encoding="utf-8")) == page
