"""Lines for a terminal, wrapped to its width."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

from variorum.report.terminal import clean


class Page:
    """Lines that are wrapped to the terminal's width as they come."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = width
        self.console = Console(
            file=StringIO(),
            width=width,
            force_terminal=colour,
            no_color=not colour,
            color_system="standard" if colour else None,
            highlight=False,
        )
        self.lines: list[Text] = []

    def wrap(self, text: Text, lead: str = "", indent: int | None = None) -> list[Text]:
        """Return `text` as lines after `lead`; those that follow are indented as far."""
        room = len(lead) if indent is None else indent
        wrapped = text.wrap(self.console, max(10, self.width - room))
        return [
            Text(lead.ljust(room) if number == 0 else " " * room) + line
            for number, line in enumerate(wrapped)
        ] or [Text(lead)]

    def say(self, words: str, style: str = "") -> None:
        """Add words, wrapped."""
        self.lines += self.wrap(clean(words, style))

    def add(self, lines: Iterable[Text]) -> None:
        """Add lines that are wrapped already."""
        self.lines += lines

    def render(self) -> str:
        """Return all lines as text, with the terminal's colours if it has them."""
        with self.console.capture() as captured:
            for line in self.lines:
                self.console.print(line, soft_wrap=True)
        return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())
