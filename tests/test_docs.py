"""The documentation shows what the program does: every command and every program in it is run."""

import doctest
import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

from variorum.cli import main

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def find_sessions() -> list[tuple[str, str, str]]:
    """Return (page, command, shown output) of every `$ variorum ...` in a console block."""
    found = []
    for page in PAGES:
        for language, body in FENCE.findall(page.read_text(encoding="utf-8")):
            if language != "console":
                continue
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("variorum "):
                    found.append((page.relative_to(ROOT).as_posix(), command, output))
    return found


SESSIONS = find_sessions()


def test_the_docs_show_commands() -> None:
    """There are sessions to check; an empty list would check nothing."""
    assert len(SESSIONS) >= 7


@pytest.mark.parametrize(
    ("page", "command", "output"), SESSIONS, ids=[f"{page}: {line}" for page, line, _ in SESSIONS]
)
def test_commands_in_the_docs_do_what_is_shown(
    page: str, command: str, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command of the docs ends well and prints the lines shown ("..." stands for any)."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    result = CliRunner().invoke(main, shlex.split(command)[1:], catch_exceptions=False)
    expected = 3 if command.startswith("variorum check ") else 0  # the draft shown has mistakes
    assert result.exit_code == expected, f"{page}: {command}: {result.output}"
    if output.strip():
        pattern = re.escape(output.rstrip()).replace(r"\.\.\.", ".*?")
        assert re.search(pattern, result.stdout, re.DOTALL), f"{page}: {command}\n{result.stdout}"


# The examples of docstrings, which python.md repeats, are run where they stand.
TOLD = [page for page in PAGES if page.name != "python.md" or page.parent.name != "reference"]


@pytest.mark.parametrize("page", TOLD, ids=[page.relative_to(ROOT).as_posix() for page in TOLD])
def test_python_in_the_docs_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The interactive sessions of a page give what is shown."""
    monkeypatch.chdir(ROOT)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failures, _ = doctest.testfile(str(page), module_relative=False, optionflags=flags)
    assert failures == 0


def load_maker() -> ModuleType:
    """Return scripts/make_reference.py as a module."""
    path = ROOT / "scripts" / "make_reference.py"
    spec = importlib.util.spec_from_file_location("make_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_what_the_code_says() -> None:
    """The reference pages are up to date (mend: python scripts/make_reference.py)."""
    maker = load_maker()
    pages = ROOT / "docs" / "reference"
    assert (pages / "commands.md").read_text(encoding="utf-8") == maker.write_commands()
    assert (pages / "python.md").read_text(encoding="utf-8") == maker.write_python()


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented(name: str) -> None:
    """Each command has help with an example, and each of its options has help."""
    command = main.commands[name]
    assert "Example: variorum " in (command.help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link in the docs names a file that exists."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"
