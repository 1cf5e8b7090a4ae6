"""Write docs/reference/commands.md from `--help` and docs/reference/python.md from docstrings.

    python scripts/make_reference.py

A test fails when the pages are not what this writes.
"""

import inspect
import re
from pathlib import Path

import click

from variorum import errors, model, pipeline
from variorum.cli import main
from variorum.report import contract, html, markdown, tables, text

PAGES = Path(__file__).parents[1] / "docs" / "reference"
MODULES = (pipeline, contract, html, markdown, text, tables, model, errors)


def write_commands() -> str:
    """Return the page of all commands, each with its help as the terminal shows it."""
    parts = ["# Commands\n\nWhat `variorum COMMAND --help` prints.\n"]
    names = main.context_settings["help_option_names"]
    context = click.Context(main, info_name="variorum", terminal_width=88, help_option_names=names)
    parts.append(f"```text\n{main.get_help(context)}\n```\n")
    for name, command in sorted(main.commands.items()):
        inner = click.Context(command, info_name=name, parent=context, terminal_width=88)
        parts.append(f"## variorum {name}\n\n```text\n{command.get_help(inner)}\n```\n")
    return "\n".join(parts)


def write_python() -> str:
    """Return the page of the public functions and records, by module."""
    parts = ["# Python\n\nThe functions and records for programs, with their docstrings.\n"]
    for module in MODULES:
        parts.append(f"## {module.__name__}\n\n{inspect.getdoc(module)}\n")
        for name, thing in vars(module).items():
            public = not name.startswith("_") and (
                inspect.isfunction(thing) or inspect.isclass(thing)
            )
            if not public or thing.__module__ != module.__name__:
                continue
            word = "class " if inspect.isclass(thing) else ""
            signature = "" if inspect.isclass(thing) else str(inspect.signature(thing))
            signature = re.sub(r"<function (\w+) at \w+>", r"\1", signature)
            parts.append(f"### {word}{name}\n")
            if signature:
                parts.append(f"```python\n{name}{signature.replace('variorum.model.', '')}\n```\n")
            parts.append(f"{inspect.getdoc(thing)}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "commands.md").write_text(write_commands(), encoding="utf-8")
    (PAGES / "python.md").write_text(write_python(), encoding="utf-8")
