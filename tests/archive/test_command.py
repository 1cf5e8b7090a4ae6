from pathlib import Path

from click.testing import CliRunner

from archive_stock import HARBOUR, page
from variorum.archive.archive import open_archive
from variorum.cli import main


def add(*arguments: str) -> tuple[int, str, str]:
    """Run `variorum add` with the quickest models; return exit status, output, messages."""
    done = CliRunner().invoke(
        main, ["add", "--fast", "--model", "rules", "--jobs", "1", *arguments]
    )
    return done.exit_code, done.stdout, done.stderr


def test_added_twice_is_added_once(tmp_path: Path) -> None:
    """The first run prints what it added, the second nothing; the stories are compared."""
    file, place = tmp_path / "silo.html", str(tmp_path / "a.db")
    file.write_bytes(page("Silo falls", HARBOUR))
    assert add(str(file), "--archive", place) == (
        0,
        "new\tsilo#1\n",
        f"{place}: 1 new, 0 new versions, 0 unchanged; stories compared: 1\n",
    )
    code, output, messages = add(str(file), "--archive", place)
    assert (code, output) == (0, "")
    assert "0 new, 0 new versions, 1 unchanged; stories compared: 0" in messages
    with open_archive(place) as archive:
        assert [line.stale for line in archive.stories()] == [False]
        assert [entry.what for entry in archive.log()] == ["add"]


def test_what_is_skipped_has_a_line_and_a_status(tmp_path: Path) -> None:
    """Status 1 if some were skipped, 2 if nothing could be read, as `compare` has it."""
    place = f"{tmp_path}.db"
    (tmp_path / "silo.html").write_bytes(page("Silo falls", HARBOUR))
    (tmp_path / "empty.html").write_bytes(b"")
    code, _, messages = add(
        str(tmp_path / "silo.html"), str(tmp_path / "empty.html"), "--archive", place
    )
    assert code == 1
    assert f"skipped: {tmp_path / 'empty.html'} is empty" in messages
    assert add(str(tmp_path / "none.html"), "--archive", place)[0] == 2


def test_an_archive_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """The place is named, and what to do."""
    (tmp_path / "silo.html").write_bytes(page("Silo falls", HARBOUR))
    code, _, messages = add(str(tmp_path / "silo.html"), "--archive", "mysql://x/y")
    assert code == 2
    assert "Name a file, or postgresql://" in messages
