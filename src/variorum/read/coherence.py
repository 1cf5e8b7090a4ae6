"""How a line hangs together with the lines around it: subject, form, and who speaks.

A paragraph takes up words of the paragraphs beside it; a teaser stands among teasers of other
matters, a reader's comment says "I", and the rows of a table have one form. These signs are of the
words' repetition and of the lines' form alone.
"""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NEAR = 4  # lines on each side whose words a paragraph may take up
OPENING = 28  # characters: two longer lines that begin with the same ones tell of the same thing
MOST = 400  # characters of a line that are looked at for its form
GLUED = re.compile(r"[a-zà-ÿ)”’'.!?][A-ZÀ-Ý][a-zà-ÿ]")
SELF = re.compile(r"\b(?:I|I['’]\w+|my|me|[Mm]y(?:self)?|[Ii]mho|[Ll]ol)\b")
QUOTE = re.compile(r"[\"“”«»„]")
NAME = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÝА-Я][\w’'-]+")
CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\bago\b|\b(?:19|20)\d\d\b")
Column = NDArray[np.float64]


def describe_coherence(raws: Sequence[str], contents: Sequence[frozenset[str]]) -> Column:
    """Return one row of numbers a line, in order.

    raws: the lines; contents: the words of each that carry a subject. Time is linear in the text.
    """
    return np.column_stack([_shared(raws, contents), _own(raws), _runs(raws)])


def _shared(raws: Sequence[str], contents: Sequence[frozenset[str]]) -> Column:
    """What share of a line's words its neighbours have, and the rest of the document."""
    openings = Counter(raw[:OPENING].casefold() for raw in raws)
    everywhere: Counter[str] = Counter()
    for key, content in _first_of_each(raws, contents):
        del key
        everywhere.update(content)
    names: Counter[str] = Counter()
    called = [frozenset(NAME.findall(raw[:MOST])) for raw in raws]
    for _, content in _first_of_each(raws, called):
        names.update(content)
    rows = []
    for number, content in enumerate(contents):
        before = _gather(raws, contents, number, -1)
        after = _gather(raws, contents, number, 1)
        size = max(1, len(content))
        again = [word for word in content if everywhere[word] > 1]
        own = called[number]
        rows.append((
            len(content & before) / size,
            len(content & after) / size,
            float(len(content & (before | after))),
            len(again) / size,
            float(len(again)),
            sum(names[name] > 1 for name in own) / len(own) if own else -1.0,
            float(min(5, len(own))),
            float(min(5, openings[raws[number][:OPENING].casefold()]))
            if len(raws[number]) > OPENING
            else 0.0,
        ))  # fmt: skip
    return np.array(rows, dtype=np.float64)


def _first_of_each(
    raws: Sequence[str], sets: Sequence[frozenset[str]]
) -> list[tuple[str, frozenset[str]]]:
    """Return the sets of the lines, but one only of those that begin alike."""
    return list(
        {raw[:OPENING].casefold(): words for raw, words in zip(raws, sets, strict=True)}.items()
    )


def _gather(
    raws: Sequence[str], contents: Sequence[frozenset[str]], number: int, step: int
) -> set[str]:
    """Return the words of the nearest lines on one side that have some, but its repetitions."""
    words: set[str] = set()
    opening = raws[number][:OPENING]
    at, seen = number + step, 0
    while 0 <= at < len(contents) and seen < NEAR and abs(at - number) <= 3 * NEAR:
        if len(contents[at]) > 2 and raws[at][:OPENING] != opening:
            words |= contents[at]
            seen += 1
        at += step
    return words


def _own(raws: Sequence[str]) -> Column:
    """Signs of a teaser glued to its headline, of a reader's own voice, of a table's row."""
    rows = []
    for raw in raws:
        start = raw[:MOST]
        words = max(1, start.count(" ") + 1)
        said = len(SELF.findall(start))
        rows.append((
            float(min(3, len(GLUED.findall(start)))),
            said / words,
            float(bool(said) and not QUOTE.search(start)),
            float("\t" in start),
            sum(map(str.isdigit, start)) / len(start),
            float(bool(CLOCK.search(start)) and words <= 14),
        ))  # fmt: skip
    own = np.array(rows, dtype=np.float64)
    summed = np.vstack([np.zeros(own.shape[1]), np.cumsum(own, axis=0)])
    index = np.arange(len(raws))
    low, high = np.maximum(0, index - 6), np.minimum(len(raws), index + 7)
    return np.hstack([own, (summed[high] - summed[low])[:, [0, 2, 3, 5]]])


def _runs(raws: Sequence[str]) -> Column:
    """How long the run of lines of one form is that a line stands in, and what stands above it."""
    count = len(raws)
    forms = [_form(raw) for raw in raws]
    starts = [0] * count
    for number in range(1, count):
        same = sum(map(int.__eq__, forms[number], forms[number - 1])) >= len(forms[0]) - 1
        starts[number] = starts[number - 1] if same else number
    ends = [count] * count
    for number in range(count - 2, -1, -1):
        ends[number] = ends[number + 1] if starts[number + 1] == starts[number] else number + 1
    sizes = np.array([min(len(raw), MOST) for raw in raws], dtype=np.float64)
    digits = np.array([any(map(str.isdigit, raw[:MOST])) for raw in raws])
    rows = []
    for number in range(count):
        start, end = starts[number], ends[number]
        above = raws[start - 1] if start else ""
        below = raws[end] if end < count else ""
        rows.append((
            float(min(30, number - start)),
            float(min(30, end - number)),
            float(np.mean(sizes[start : min(end, start + 30)])),
            float(np.mean(digits[start : min(end, start + 30)])),
            float(min(60, above.count(" "))),
            float(min(60, below.count(" "))),
            float(above.endswith(":")),
            float(above[-1:] in '.!?:…"”' if above else False),
        ))  # fmt: skip
    return np.array(rows, dtype=np.float64)


def _form(raw: str) -> tuple[int, ...]:
    """Return the form of a line: how it begins and ends, how long it is, which marks it has."""
    start = raw[:MOST]
    first, last = raw[0], raw[-1]
    return (
        3 if first.isdigit() else 2 if first.isupper() else 1 if first.isalpha() else 0,
        3 if last.isdigit() else 2 if last.isalpha() else 1 if last in ".!?" else 0,
        min(6, start.count(" ").bit_length()),
        int("\t" in start),
        int(any(map(str.isdigit, start))),
        int("," in start)
        + 2 * int("–" in start or " - " in start or "--" in start or "@" in start),
    )
