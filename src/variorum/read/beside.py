"""Lines that cannot be an article's body, whatever each looks like: what stands beside it.

Readers' comments are told by the lines that sign them ("Ann on May 3, 2021 at 5:23 pm said:"),
which come again and again with prose between; teasers by standing in the article as well, or by
being cut off at one length. And lists that go on where a paragraph ends are body: tour dates,
results, a table's rows. No line is judged by what it is about.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from variorum.read.telling import TELLING

SAID = re.compile(
    r"\b(?:says|said|wrote|writes|schrieb|sagt|dice|dijo|disse|diz|dit|a écrit)\b\W*$"
)
SIGNED = re.compile(
    r"\b\d+\s(?:second|minute|min|hour|hr|day|week|month|year)s?\sago\b"
    r"|\b(?:19|20)\d\d\b.{0,12}\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b.{0,25}\b(?:says|said|wrote)\b",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"\b(?:repl(?:y|ies)|votes?|rating|likes?|liked|upvotes?|flag|permalink|antworten|responder"
    r"|répondre|rispondi|odpowiedz|ответить|balas)\b",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"\W*(?:\d+\s)?(?:comments?|responses?|replies|thoughts on|reader comments|top comments"
    r"|discussion|kommentare|comentários|comentarios|commentaires|commenti|комментарии|komentar)\b.{0,80}",
    re.IGNORECASE,
)
SIGNATURE = 14  # words of the longest line that signs a comment
LEAST = 3  # signatures, or teasers cut at one length, that make a series
NEAR = 40  # lines between two signatures of one series
ABOVE = 4  # lines above the first signature where the comments have their heading
PROSE = 12  # words of a line that may be prose
REPEATED = 8  # words of the shortest line that no article prints twice
AROUND = 4  # lines on each side that tell where a line printed twice belongs
CLEARLY = 0.15  # how much more probable these lines are on one of its sides
CUT = 120  # characters of the shortest teaser without "..." that is thought to be cut off
END = re.compile(r"[.!?。！？:;][\"”’'»)\]」]*$")
ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$")
DIGITS = re.compile(r"\d+")
UNIT = re.compile(
    r"\b(?:[ap]\.?m\b\.?|(?:second|minute|min|hour|hr|day|week|month|year)s?\b)", re.IGNORECASE
)
BEFORE_TIME = re.compile(r"^.{0,60}?(?=\bon\b|\b\d)")
WORD = re.compile(r"[^\W\d_][\w’'.-]*")
ROW = 250  # characters of the longest row of a list
ROWS = 5  # rows that make a list
UNFIT = tuple(
    pattern
    for name, pattern in TELLING
    if name in {"comment", "related", "share", "tags", "legal", "subscribe", "author", "advert"}
)


def find_beside(
    raws: Sequence[str], probable: Sequence[float], *, cut: bool = True
) -> frozenset[int]:
    """Return the numbers of the lines that are no body. Time is linear in the text.

    probable: how probably each line is body; of a line printed twice one stays. cut: whether to
    look for teasers cut at one length.
    """
    beside = [*_comments(raws), *_repeated(raws, probable)]
    return frozenset([*beside, *_cut_off(raws)] if cut else beside)


def _comments(raws: Sequence[str]) -> Iterator[int]:
    """Give the lines of every series of signed comments; the last is as long as the longest."""
    words = [raw[:400].count(" ") + 1 for raw in raws]
    prose, answers = [0], [0]
    for count, raw in zip(words, raws, strict=True):
        prose.append(prose[-1] + (count >= PROSE))
        answers.append(answers[-1] + (count <= SIGNATURE and ANSWER.search(raw) is not None))
    series: dict[str, list[int]] = defaultdict(list)
    for number, raw in enumerate(raws):
        if words[number] <= SIGNATURE and len(raw) <= 120 and SIGNED.search(raw):
            series[_shape(raw)].append(number)
    for run in (run for numbers in series.values() for run in _runs(numbers)):
        filled = sum(prose[after] > prose[before] for before, after in pairwise(run))
        signed = (
            SAID.search(raws[run[0]]) is not None
            or answers[run[-1]] - answers[run[0]] >= filled / 2
            or any(HEADING.fullmatch(raw) for raw in raws[max(0, run[0] - ABOVE) : run[0]])
        )
        if signed and filled >= LEAST - 1 and 2 * filled >= len(run) - 1:
            longest = max(after - before for before, after in pairwise(run))
            yield from range(run[0], min(len(raws), run[-1] + longest))


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Part the places of one series where it pauses; give those runs that are long enough."""
    run = list(numbers[:1])
    for before, number in pairwise(numbers):
        if number - before > NEAR:
            if len(run) >= LEAST:
                yield run
            run = []
        run.append(number)
    if len(run) >= LEAST:
        yield run


def _shape(raw: str) -> str:
    """Return a signature's form from its time on: names, numbers and units are all alike."""
    marked = UNIT.sub("u", BEFORE_TIME.sub("", raw))
    named = WORD.sub(lambda word: "A" if word[0][0].isupper() else word[0], marked)
    return re.sub(r"A(?: \(?A\)?)*", "A", DIGITS.sub("9", named))


def _repeated(raws: Sequence[str], probable: Sequence[float]) -> Iterator[int]:
    """Give lines of some length that stand again elsewhere, where more around them is body."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, raw in enumerate(raws):
        if raw.count(" ") >= REPEATED - 1:
            places[" ".join(raw.casefold().split())].append(number)
    sums = [0.0]
    for chance in probable:
        sums.append(sums[-1] + chance)

    def around(number: int) -> float:
        low, high = max(0, number - AROUND), min(len(raws), number + AROUND + 1)
        return (sums[high] - sums[low] - probable[number]) / max(1, high - low - 1)

    for numbers in places.values():
        if len(numbers) > 1:
            best = max(numbers, key=around)
            yield from (n for n in numbers if n != best and around(best) - around(n) > CLEARLY)


def _cut_off(raws: Sequence[str]) -> Iterator[int]:
    """Give lines without an end that were cut at one length, as systems cut their teasers."""
    sizes = Counter(len(raw) for raw in raws if _is_cut(raw))
    for number, raw in enumerate(raws):
        if _is_cut(raw) and sum(sizes[len(raw) + step] for step in (-1, 0, 1)) >= LEAST:
            yield number


def _is_cut(raw: str) -> bool:
    if ELLIPSIS.search(raw[-8:]):
        return len(raw) >= CUT // 2
    return len(raw) >= CUT and not END.search(raw[-8:])


def find_lists(raws: Sequence[str], body: Sequence[bool]) -> frozenset[int]:
    """Return the rows of lists with numbers that follow the body, or a heading below it."""
    forms = [_form(raw) for raw in raws]
    found: list[int] = []
    start = 0
    for number in range(1, len(raws) + 1):
        if number < len(raws) and forms[number] and forms[number] == forms[start]:
            continue
        rows = range(start, number)
        if forms[start] and len(rows) >= ROWS and _follows_body(raws, body, start):
            different = len({raws[row] for row in rows}) > 0.8 * len(rows)
            found += rows if different else ()
        start = number
    return frozenset(found)


def _follows_body(raws: Sequence[str], body: Sequence[bool], start: int) -> bool:
    if start and body[start - 1]:
        return True
    return start > 1 and body[start - 2] and not any(p.search(raws[start - 1][:200]) for p in UNFIT)


def _form(raw: str) -> str:
    """Return the form of a row: its first words' kinds; "" if it holds no number, or is long."""
    if len(raw) > ROW or not raw[0].isalnum():
        return ""
    tabbed = "\t" in raw
    numbered = any(map(str.isdigit, raw))
    if not (numbered or tabbed):
        return ""
    kinds = [
        "9" if any(map(str.isdigit, word)) else "A" if word[0].isupper() else "a"
        for word in raw[:60].split()[:2]
    ]
    return "".join([*kinds, "|" if tabbed else "", "#" if numbered else ""])
