"""The commands: what they print where, and how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from contract import check_contract
from variorum.cli import main

FERRY = Path(__file__).parents[1] / "examples" / "ferry"
STAGES = ["read", "attributions", "figures", "stories", "stemma", "timeline"]


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, list(arguments), input=stdin, catch_exceptions=False)


def test_compare_writes_three_reports(tmp_path: Path) -> None:
    """--out writes HTML, JSON and Markdown, and prints nothing to standard output."""
    result = run("compare", str(FERRY), "--fast", "--out", str(tmp_path / "new" / "folder"))
    assert result.exit_code == 0
    assert result.stdout == ""
    names = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    assert names == ["report.html", "report.json", "report.md"]


def test_a_report_is_no_article(tmp_path: Path) -> None:
    """What was written beside the articles is passed over when the folder is read again."""
    run("compare", str(FERRY), "--fast", "--out", str(tmp_path))
    result = run("read", str(tmp_path), "--jsonl")
    assert result.stdout == ""
    assert result.stderr.count("is a report that Variorum wrote") == 3


def test_the_json_report_keeps_its_contract() -> None:
    """Every span of a real report is of the document's text."""
    result = run("compare", str(FERRY), "--fast", "--format", "json", "--with-text")
    report = json.loads(result.stdout)
    assert report["format"] == "variorum-report/1"
    texts = {document["id"]: document["text"] for document in report["documents"]}
    assert check_contract(report, texts) == []


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_prints_a_line_an_article(stage: str) -> None:
    """--jsonl prints one JSON object per article, in the order of the files."""
    result = run(stage, str(FERRY), "--jsonl")
    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert ids == [
        "01-merrow-courier",
        "02-halden-post",
        "03-northern-ledger",
        "04-daily-beacon",
        "05-coastal-times",
        "06-evening-gazette#1",
        "06-evening-gazette#2",
    ]


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_prints_a_table(stage: str) -> None:
    """Without --jsonl a stage prints a table that a person can read, without colour codes."""
    result = run(stage, str(FERRY))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5
    assert "\x1b" not in result.stdout


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    """-o writes the lines that --jsonl prints."""
    target = tmp_path / "stories.jsonl"
    assert run("stories", str(FERRY), "-o", str(target)).stdout == ""
    assert target.read_text(encoding="utf-8") == run("stories", str(FERRY), "--jsonl").stdout


def test_a_bad_file_is_skipped_with_one_line(tmp_path: Path) -> None:
    """The rest is compared, standard error names the file, and the exit status tells."""
    (tmp_path / "good.txt").write_text("A bridge fell in Tarnby on Monday, police said.\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 40)
    result = run("read", str(tmp_path), "--jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert "empty.txt" in lines[0]
    assert "noise.bin" in lines[1]


def test_a_skipped_file_takes_one_line_whatever_its_name(tmp_path: Path) -> None:
    """A line break in a name does not break the message."""
    (tmp_path / "a\nb.txt").write_bytes(b"")
    lines = run("read", str(tmp_path)).stderr.splitlines()
    assert len(lines) == 1
    assert "a\\nb.txt" in lines[0]


def test_a_text_longer_than_any_report_is_refused() -> None:
    """Two million characters are no report; the limit is named."""
    line = json.dumps({"id": "long", "text": "word " * 500_000})
    result = run("compare", "-", stdin=line.encode())
    assert result.exit_code == 2
    assert "at most 2,000,000 are read. Split it." in result.stderr


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    """A path that does not exist ends with status 2 and names it."""
    result = run("compare", str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_standard_input_is_read() -> None:
    """`-` reads JSON Lines or text from standard input."""
    line = json.dumps({"id": "x1", "text": "“No,” said Ada Brook.", "story": "given"})
    result = run("stories", "-", "--jsonl", stdin=line.encode())
    assert json.loads(result.stdout) == {"id": "x1", "story": "given"}


def test_a_given_story_is_kept_in_the_report() -> None:
    """Articles that come with a story are compared within it."""
    rows = [
        {"id": "a", "text": "Two men died in Tarnby.", "story": "north"},
        {"id": "b", "text": "Two men died in Tarnby.", "story": "south"},
    ]
    lines = "\n".join(map(json.dumps, rows)).encode()
    report = json.loads(run("compare", "-", "--fast", "--format", "json", stdin=lines).stdout)
    assert sorted((story["id"], *story["articles"]) for story in report["stories"]) == [
        ("north", "a"),
        ("south", "b"),
    ]


def test_an_unwritable_output_is_a_clear_error(tmp_path: Path) -> None:
    """The message names the place and what to do."""
    blocker = tmp_path / "file"
    blocker.write_text("")
    result = run("compare", str(FERRY), "--fast", "--out", str(blocker / "report"))
    assert result.exit_code == 1
    assert "name another --out" in result.stderr


def test_the_same_files_give_the_same_report_for_any_number_of_processes() -> None:
    """One process and two print the same bytes."""
    one = run("compare", str(FERRY), "--fast", "--format", "json", "--jobs", "1").stdout
    two = run("compare", str(FERRY), "--fast", "--format", "json", "--jobs", "2").stdout
    assert one == two


def test_help_imports_nothing_heavy() -> None:
    """`variorum --help` answers at once: no model, no numbers, no tables are imported for it."""
    heavy = {"numpy", "spacy", "scipy", "trafilatura", "jinja2", "rich", "lxml"}
    assert list_imported(heavy, "--help") == ""


def test_comparing_a_few_texts_imports_nothing_for_others() -> None:
    """Few files in plain text wait for no library of pages, of large piles, of other models."""
    texts = [str(path) for path in sorted(FERRY.glob("*.txt"))]
    heavy = {"scipy", "trafilatura", "jinja2", "onnxruntime", "spacy", "charset_normalizer"}
    heavy |= {"multiprocessing", "concurrent", "sqlalchemy", "fastapi", "pydantic"}
    assert list_imported(heavy, "compare", "--fast", *texts) == ""


def list_imported(heavy: set[str], *arguments: str) -> str:
    """Run a command in a process of its own; return which of the packages `heavy` it imported."""
    code = (
        "import sys; from variorum.cli import main\n"
        f"try: main({list(arguments)!r})\n"
        "except SystemExit as end: assert not end.code\n"
        f"print(*sorted({heavy!r} & sys.modules.keys()), file=sys.stderr, end='')"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return done.stderr
