"""One attribution as runs of a paragraph's words."""

from dataclasses import dataclass

from variorum.annotate.tagging import Words
from variorum.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Link:
    """Source, cue and content of one attribution, as runs `[first, last)` of a paragraph's words.

    confidence: the chance, 0..1, that it is right, or 1 if nobody can tell. verbatim: spoken words
    that need no quotation marks, as in a transcript.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    confidence: float = 1.0
    verbatim: bool = False


def region_runs(words: Words) -> list[tuple[int, int]]:
    """Return the words `[first, last)` of each outermost quotation, marks included."""
    if not words.regions:
        return []
    runs = [[len(words.texts), 0] for _ in words.regions]
    for at, number in enumerate(words.region):
        if number >= 0:
            run = runs[number]
            if not run[1]:
                run[0] = at
            run[1] = at + 1
    return [(first, last) for first, last in runs]
