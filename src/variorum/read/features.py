"""What the classifier of blocks sees of each line: a row of numbers about its form and place.

No word of a line is a feature by itself; what a line is about must not matter, only how it is
built, which kind of furniture its words belong to (offers, sharing, photo credits), whether it
shares its subject with the prose around, and where it stands among its neighbours.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from variorum.read.coherence import describe_coherence
from variorum.read.lines import Line
from variorum.read.telling import KINDS, TELLING, find_telling

WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
ENDING = re.compile(r"[.!?…。！？][\"”’'»)\]）」]*\s*$|[.!?…,]['\"”’]+\s*$")
SENTENCE = re.compile(r"[.!?…]['\"”’)\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])|[。！？]")
QUOTED = re.compile(r"[\"“”„«»「」]")
# Function words of the languages that news pages commonly come in; prose is full of them.
_FUNCTION = (
    "the of to and a in that is was for on it with as he his be at by i this had not are but "
    "from or have an they which one you were her all she there would their we him been has "
    "when who will more no if out so said what up its about into than them can only other new "
    "some could these two may then do first any my now such like our over me even most after "
    "also did many before must through back where much your way down should because each just "
    "those how too der die und das den von zu mit sich des auf für ist im dem nicht ein eine "
    "als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem "
    "über einen so zum le la les de des du et en un une dans que qui pour il est au par sur "
    "pas plus ce se ne avec son sa ses aux mais ou comme elle el los las y por con una su "
    "para es lo del al más pero sus o os e do da em um uma não na no que se dos das ao pela "
    "pelo mais como foi il di che è per una con non si sono della dei nel alla het een van "
    "dat op te zijn met voor niet aan yang dan di ini itu dengan untuk dari dalam tidak akan "
    "pada juga ke karena и в не на что с по как из у за от к о для это он она его но до же а "
)
FUNCTION = frozenset(_FUNCTION.split())
# Telling lines that open a part of a page: all that follows is of their kind, or all before was.
HEADINGS = frozenset({"h3", "h4", "h5", "h6"})
SIGNS = ("comment", "related", "share", "stamp", "byline", "tags", "legal", "subscribe", "author")
TAGS = ("p", "li", "h1", "h2", "div", "td", "figcaption", "blockquote")
MARKS = [
    "nav",
    "aside",
    "footer",
    "header",
    "form",
    "figure",
    "article",
    "main",
    "table",
    "ul",
    "ol",
    "blockquote",
    "button",
    "time",
    "body",
    "comment",
    "share",
    "related",
    "side",
    "caption",
    "byline",
    "date",
    "title",
    "standfirst",
    "subscribe",
    "advert",
    "tags",
    "consent",
    "correction",
    "quote",
]
FAR = 100  # lines: further than this is all the same
LONG = 60  # words: a longer line is prose, whatever words of furniture it has
LAST = (".", "!?", ":", ",", "\"”’'»", ")]", "…")


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one line: numbers, the kinds of furniture that it tells of, and its subject."""

    numbers: tuple[float, ...]
    telling: tuple[bool, ...]
    words: int
    prose: bool  # reads like running text
    ends: bool  # closes as a sentence does
    content: frozenset[str]  # its words that carry a subject


def describe_lines(text: str, lines: Sequence[Line]) -> NDArray[np.float64]:
    """Return one row of numbers a line, in order. Time is linear in the text.

    Lines of a page have other last columns than those of plain text: what the page says of them
    instead of how they hang together.
    """
    forms = [_describe(text[line.start : line.end]) for line in lines]
    own = np.array([(*form.numbers, *form.telling) for form in forms], dtype=np.float64)
    words = np.array([form.words for form in forms], dtype=np.float64)
    prose = np.array([form.words if form.prose else 0 for form in forms], dtype=np.float64)
    start, stop = _densest(prose)
    columns = [
        own,
        _repeats(text, lines),
        _subjects(forms, start, stop),
        _places(words, prose, start, stop),
        _signs(own[:, -len(KINDS) :], words),
        _neighbours(own[:, :NEAR], 3),
        _neighbours(own[:, NEAR:], 1),
    ]
    if any(line.kept is not None for line in lines):
        columns.append(_hints(lines, words))
    else:
        raws = [text[line.start : line.end] for line in lines]
        columns.append(describe_coherence(raws, [form.content for form in forms]))
    return np.hstack(columns)


NEAR = 8  # the first columns of a form, which its neighbours three lines away see too


def _describe(raw: str) -> Form:
    words = WORD.findall(raw)
    count = len(words)
    if CJK.search(raw):
        count = max(count, len(CJK.findall(raw)) // 2)
    first = words[:LONG]
    lower = [word.lower() for word in first]
    seen = max(1, len(first))
    initials = [word[0] for word in first]
    common = sum(map(FUNCTION.__contains__, lower)) / seen
    capital = sum(map(str.isupper, initials)) / seen
    digits = sum(map(str.isdigit, initials)) / seen
    ends = bool(ENDING.search(raw[-8:]))
    flowing = common >= 0.2 or count > len(words)
    prose = flowing and count >= (8 if ends else 20)
    numbers = (
        float(count),
        float(prose),
        float(ends),
        common,
        capital,
        digits,
        float(raw[0].islower()),
        float(len(raw) / max(1, count)),
        float(len(SENTENCE.findall(raw[:3000]))),
        float(raw.count(",")),
        float(bool(QUOTED.search(raw))),
        float(raw.isupper()),
        float(raw[0].isupper()),
        float(raw[0].isdigit()),
        float(raw[0] in "\"“”„«»‘’'"),
        float(not raw[0].isalnum()),
        float(any(mark in raw for mark in "|»›•·")),
        *(float(raw[-1] in marks) for marks in LAST),
    )
    telling = find_telling(raw) if count <= LONG else (False,) * len(TELLING)
    content = frozenset(word for word in lower if len(word) > 3 and word not in FUNCTION)
    return Form(numbers, telling, count, prose, ends, content)


def _repeats(text: str, lines: Sequence[Line]) -> NDArray[np.float64]:
    """How often each line stands in the document, and whether empty lines part it from others."""
    counts = Counter(text[line.start : line.end] for line in lines)
    gaps = [line.gap for line in lines] + [True]
    return np.array(
        [
            (min(5, counts[text[line.start : line.end]]), gaps[n], gaps[n + 1])
            for n, line in enumerate(lines)
        ],
        dtype=np.float64,
    )


def _subjects(forms: list[Form], start: int, stop: int) -> NDArray[np.float64]:
    """Whether each line shares its subject with the densest run, and how far the headline is."""
    vocabulary: Counter[str] = Counter()
    for form in forms[start:stop]:
        if form.prose:
            vocabulary.update(form.content)
    rows = []
    head, best = -1, 2.0
    for number, form in enumerate(forms):
        own = 1 if start <= number < stop and form.prose else 0
        hits = sum(vocabulary[word] > own for word in form.content)
        share = hits / max(1, len(form.content))
        rows.append((float(hits), share))
        sized = 3 <= form.words <= 25 and not (form.prose and form.ends)
        score = hits + share + (0.5 if start - 15 <= number <= start else 0.0)
        if number < start + 3 and sized and share >= 0.5 and score >= best:
            head, best = number, score
    place = [
        float(np.clip(number - head, -FAR, FAR)) if head >= 0 else -2.0 * FAR
        for number in range(len(forms))
    ]
    return np.column_stack([np.array(rows), place])


def _densest(prose: NDArray[np.float64]) -> tuple[int, int]:
    """Return the run `[start, stop)` with the most words of prose less 6 for each other line."""
    best, best_run = 0.0, (0, 0)
    total, begin = 0.0, 0
    for number, value in enumerate(prose.tolist()):
        if total <= 0:
            total, begin = 0.0, number
        total += value or -6.0
        if total > best:
            best, best_run = total, (begin, number + 1)
    return best_run


def _places(
    words: NDArray[np.float64], prose: NDArray[np.float64], start: int, stop: int
) -> NDArray[np.float64]:
    """Where each line stands in the document and to its densest run; how much prose is around."""
    count = len(words)
    index = np.arange(count)
    prose_sum = np.concatenate([[0.0], np.cumsum(prose)])
    lines_sum = np.concatenate([[0.0], np.cumsum(prose > 0)])
    words_sum = np.concatenate([[0.0], np.cumsum(words)])
    total = max(1.0, prose_sum[-1])
    columns = [
        prose_sum[:-1] / total,
        prose / total,
        index / count,
        np.minimum(index, FAR),
        np.minimum(count - index, FAR),
        np.clip(index - start, -FAR, FAR),
        np.clip(index - stop, -FAR, FAR),
        np.full(count, min(total, 5000.0)),
        np.full(count, min(count, 1000)),
        _since(prose > 0),
        _since((prose > 0)[::-1])[::-1],
    ]
    for reach in (1, 2, 4, 8, 16):
        low, high = np.maximum(0, index - reach), np.minimum(count, index + reach + 1)
        after = np.minimum(count, index + 1)
        columns += [
            (prose_sum[high] - prose_sum[low]) / (high - low),
            (words_sum[high] - words_sum[low]) / (high - low),
            (prose_sum[index] - prose_sum[low]) / reach,
            (prose_sum[high] - prose_sum[after]) / reach,
            lines_sum[high] - lines_sum[low],
        ]
    return np.column_stack(columns)


def _signs(telling: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many lines ago the last short telling line of each kind was, and how many the next is."""
    columns = []
    for name in SIGNS:
        found = (telling[:, KINDS.index(name)] > 0) & (words <= 9)
        columns += [_since(found), _since(found[::-1])[::-1]]
    return np.column_stack(columns)


def _since(found: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return for each place how many places before it the last true one is; at most 2 FAR."""
    index = np.arange(len(found))
    last = np.maximum.accumulate(np.where(found, index, -2 * FAR))
    before = np.concatenate([[-2 * FAR], last[:-1]])
    since: NDArray[np.float64] = np.minimum(index - before, 2 * FAR).astype(np.float64)
    return since


def _neighbours(columns: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Return the columns as each line's neighbours up to `reach` away have them; -1 off the end."""
    count, width = columns.shape
    shifted = []
    for step in range(1, reach + 1):
        pad = np.full((min(step, count), width), -1.0)
        shifted += [
            np.vstack([pad, columns[: count - len(pad)]]),
            np.vstack([columns[len(pad) :], pad]),
        ]
    return np.hstack(shifted)


def _hints(lines: Sequence[Line], words: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the page says of each line, and what the body extractor kept."""
    rows = np.array(
        [
            (
                line.kept or 0.0,
                line.linked,
                *(line.tag == tag or (tag == "h2" and line.tag in HEADINGS) for tag in TAGS),
                *(mark in line.marks for mark in MARKS),
                *(mark in line.near for mark in MARKS),
            )
            for line in lines
        ],
        dtype=np.float64,
    )
    kept = rows[:, 0] * words
    total = max(1.0, float(kept.sum()))
    summed = np.concatenate([[0.0], np.cumsum(kept)])
    held = rows[:, 0] > 0.5
    count = len(lines)
    index = np.arange(count)
    columns = [rows, summed[:-1] / total, _since(held), _since(held[::-1])[::-1]]
    for reach in (2, 6):
        low, high = np.maximum(0, index - reach), np.minimum(count, index + reach + 1)
        columns.append((summed[high] - summed[low]) / np.maximum(1.0, _window(words, low, high)))
    columns.append(_neighbours(rows[:, : 2 + len(TAGS)], 2))
    return np.column_stack(columns)


def _window(
    words: NDArray[np.float64], low: NDArray[np.int_], high: NDArray[np.int_]
) -> NDArray[np.float64]:
    summed = np.concatenate([[0.0], np.cumsum(words)])
    window: NDArray[np.float64] = summed[high] - summed[low]
    return window
