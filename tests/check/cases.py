"""Reads the tables of cases that were written by hand (cases.txt, answers.txt)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence of a draft against some sources; the item is told by its type and its words."""

    sources: tuple[str, ...]  # names of files
    dated: str  # the draft's date line; "": none
    type: str
    words: str
    verdicts: frozenset[str]
    sentence: str
    misses: str  # why the program fails here; "": it does not

    @property
    def name(self) -> str:
        """A short name for lists of tests."""
        return f"{self.type}: {self.sentence[:60]}"


def read_cases(path: Path = HERE / "cases.txt") -> Iterator[Case]:
    """Yield the cases in the order of the file."""
    sources, dated = "", ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("sources: "):
            sources = line.removeprefix("sources: ")
        elif line.startswith("draft: "):
            dated = line.removeprefix("draft: ").removesuffix("no date")
        elif line and not line.startswith("#"):
            known, _, misses = line.partition("  # ")
            kind, words, verdicts, sentence = known.removeprefix("! ").split(" | ")
            assert line.startswith("! ") == bool(misses), line
            choice = frozenset(verdicts.split("/"))
            yield Case(tuple(sources.split()), dated, kind, words, choice, sentence, misses)


CASES = (*read_cases(), *read_cases(HERE / "answers.txt"))
SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in HERE.glob("sources/*.txt")}
