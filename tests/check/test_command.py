"""`variorum check` as a user runs it: what it prints where, how it ends, and its JSON contract."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from variorum import pipeline
from variorum.cli import main
from variorum.report.checked import write_check_json

ROOT = Path(__file__).parents[2]
FERRY = ROOT / "examples" / "ferry"
DRAFT = ROOT / "examples" / "ferry-draft.txt"
CLEAN = "March 13, 2024\n\n“I think I should worry about it,” Ms. Maarten said.\n"
TYPES = {"quote", "number", "name", "date", "claim", "attribution"}
VERDICTS = {
    *("right", "changed-harmless", "changed-meaning", "contradicted", "not found", "unsure"),
}


def run(*arguments: object, stdin: str | None = None) -> Result:
    """Run `variorum check --fast` in this process."""
    words = ["check", "--fast", "--jobs", "1", *map(str, arguments)]
    return CliRunner().invoke(main, words, input=stdin, catch_exceptions=False)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A draft with nothing wrong in it."""
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


def test_a_clean_draft_ends_with_0(clean: Path) -> None:
    """A clean draft ends with 0, and the words say so."""
    result = run(clean, "--against", FERRY)
    assert result.exit_code == 0, result.output
    assert "right" in result.stdout


def test_what_was_skipped_ends_with_1(clean: Path, tmp_path: Path) -> None:
    """A source that cannot be read is named on standard error, and the status is 1."""
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    result = run(clean, "--against", FERRY, "--against", empty)
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "empty.txt" not in result.stdout


@pytest.mark.parametrize("absent", ["draft", "source"])
def test_nothing_read_ends_with_2(clean: Path, tmp_path: Path, absent: str) -> None:
    """Without a draft or without sources there is nothing to check, and nothing is printed."""
    missing = tmp_path / "missing.txt"
    paths = (missing, FERRY) if absent == "draft" else (clean, missing)
    result = run(paths[0], "--against", paths[1])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "missing.txt" in result.stderr


def test_objections_end_with_3_even_if_something_was_skipped(tmp_path: Path) -> None:
    """Objections end with 3, even if something was skipped."""
    assert run(DRAFT, "--against", FERRY).exit_code == 3
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    assert run(DRAFT, "--against", FERRY, "--against", empty).exit_code == 3


def test_the_draft_may_come_from_standard_input() -> None:
    """The draft may come from standard input."""
    result = run("-", "--against", FERRY, "--format", "json", stdin=DRAFT.read_text("utf-8"))
    assert result.exit_code == 3
    assert json.loads(result.stdout)["items"]


def test_a_draft_that_lies_among_the_sources_is_no_source(tmp_path: Path) -> None:
    """A draft that lies among the sources is no source."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "draft.txt").write_bytes(DRAFT.read_bytes())
    (folder / "report.txt").write_bytes((FERRY / "01-merrow-courier.txt").read_bytes())
    result = run(folder / "draft.txt", "--against", folder, "--format", "json")
    assert result.exit_code == 3
    report = json.loads(result.stdout)
    drafts = {item["article"] for item in report["items"]}
    cited = {span["article"] for item in report["items"] for span in item["sources"]}
    assert len(drafts) == 1
    assert not drafts & cited


def test_several_drafts_are_checked_one_by_one(clean: Path) -> None:
    """Several drafts are checked one by one: no draft confirms another."""
    twice = clean.with_name("again.txt")
    twice.write_text(DRAFT.read_text("utf-8").replace("Nine", "Ninety"), encoding="utf-8")
    both = json.loads(run(clean, twice, "--against", FERRY, "--format", "json").stdout)
    alone = json.loads(run(twice, "--against", FERRY, "--format", "json").stdout)
    name = alone["items"][0]["article"]
    assert [item for item in both["items"] if item["article"] == name] == alone["items"]
    assert len({item["article"] for item in both["items"]}) == 2


def test_a_list_of_answers_is_a_draft_too(tmp_path: Path) -> None:
    """A machine's answer in bullets is checked point by point."""
    answer = tmp_path / "answer.md"
    answer.write_text(
        "Here is a summary of the ferry fire:\n\n"
        "- The Lady Ansgard was carrying 214 people.\n"
        "- The coastguard's spokesman is Owen Pryce.\n"
        "- **Seventeen** people were injured on the car deck.\n",
        encoding="utf-8",
    )
    report = json.loads(run(answer, "--against", FERRY, "--format", "json").stdout)
    numbers = [item["verdict"] for item in report["items"] if item["type"] == "number"]
    assert numbers == ["right", "contradicted"], report["items"]


def test_every_span_of_the_json_is_of_the_text() -> None:
    """Every item and every source of the JSON is a place in its document, and says why."""
    found = pipeline.check([DRAFT], [FERRY], fast=True)
    report = json.loads("".join(write_check_json(found)))
    assert set(report) == {"format", "documents", "articles", "items", "skipped"}
    texts = {one.id: one.text for one in found.documents}
    home = {one["id"]: texts[one["document"]] for one in report["articles"]}
    assert {item["type"] for item in report["items"]} == TYPES
    for item in report["items"]:
        assert set(item) == {"article", "start", "end", "type", "verdict", "because", "sources"}
        assert item["verdict"] in VERDICTS
        assert item["because"]
        assert bool(item["sources"]) or item["verdict"] in {"not found", "unsure"}
        assert not (item["sources"] and item["verdict"] == "not found")
        for span in (item, *item["sources"]):
            assert 0 <= span["start"] < span["end"] <= len(home[span["article"]])
            assert home[span["article"]][span["start"] : span["end"]].strip()
    draft = home[report["items"][0]["article"]]
    places = [(item["start"], -item["end"]) for item in report["items"]]
    assert places == sorted(places)
    said = {draft[i["start"] : i["end"]]: i["verdict"] for i in report["items"]}
    assert (
        said["“In thirty-one years at sea I have never been ashamed of the company,”"] == "unsure"
    )
    assert said["241 people"] == "contradicted"
    assert said["Viktor Rydell"] == "contradicted"
