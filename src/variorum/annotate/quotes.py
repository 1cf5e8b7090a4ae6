"""The grammar of quotation marks: which runs of a text stand in quotation marks.

Read: “ ” „ ‟ « » ‹ › ‘ ’ ‚ ‛ and straight, doubled ('' `` ,,) and typewritten marks; nested ones;
German („ “, » «), French, Swedish (” ”) and British (‘ ’) use; marks that stand on the wrong side;
quotations of several paragraphs, of which each opens and only the last closes. Apostrophes
("don't", "the '90s", "workers' rights", "rock 'n' roll") are no quotation marks. A mark without its
partner spoils nothing: what it could enclose ends with its paragraph at the latest, unless the next
paragraph opens again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

MARK = re.compile(r"''|``|,,|[\"“”„‟＂″«»‹›‘’‚‛'`´]")
SINGLE = frozenset("‹›‘’‚‛'`´")
OPENS = frozenset("“„‟«‹‘‚‛") | {"``", ",,"}  # as most languages use them
CLOSES = frozenset("”»›’´")
ELISION = re.compile(
    r"(?:\d\ds?\b|n['’]|em\b|til\b|tis\b|twas\b|twere\b|cause\b|cuz\b|bout\b|round\b|nuff\b)", re.I
)
BEFORE_OPENING = frozenset("([{<—–-/…:;,.|•*>=")
AFTER_CLOSING = frozenset(")]}>.,;:!?—–-/…|*")
LAST_OF_QUOTE = frozenset(",.!?…—–-)]")
SENTENCE_END = re.compile(r"[.!?…][)\]]?(?=\s)")
PARAGRAPH_BREAK = re.compile(
    r"\n[^\S\n]*\n\s*|(?<=[.!?…\"”’»:])[^\S\n]*\n\s*|\n[^\S\n]*(?=[\"“„«‘'])"
)

Turn = Literal["open", "close", "none"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A run `[start, end)` in quotation marks, the marks included.

    opened, closed: whether it has that mark; if not, the start or end was inferred.
    continues: it takes up the quotation that the paragraph before left open.
    depth: 0 for the outermost, 1 for a quotation inside one.
    """

    start: int
    end: int
    opened: bool = True
    closed: bool = True
    continues: bool = False
    depth: int = 0
    opening: int = 1  # length of the opening mark; 0 if there is none
    closing: int = 1  # likewise


@dataclass(slots=True)
class _Open:
    start: int
    single: bool
    width: int
    continues: bool = False


def split_paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the paragraphs of `text[start:end]`, without white space at their ends.

    A single line break parts paragraphs only after a sentence's end or before a quotation mark;
    elsewhere it is taken for a wrapped line.

    >>> split_paragraphs("One line\\nwrapped.\\nTwo.", 0, 21)
    [(0, 17), (18, 21)]
    """
    found, at = [], start
    for match in PARAGRAPH_BREAK.finditer(text, start, end):
        found.append((at, match.start()))
        at = match.end()
    found.append((at, end))
    return [span for span in (_trim(text, *span) for span in found) if span[0] < span[1]]


def find_quotes(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quoted]:
    """Return the quoted runs of each paragraph `[start, end)`, outer before inner, in text order.

    Runs never cross a paragraph's end; runs of depth 0 do not overlap.

    >>> [(q.start, q.end) for q in find_quotes("‘Workers’ rights don’t count,’ she said.", [(0, 40)])]
    [(0, 30)]
    """
    found: list[Quoted] = []
    left_open: _Open | None = None
    spans = list(paragraphs)
    for index, (start, end) in enumerate(spans):
        following = spans[index + 1] if index + 1 < len(spans) else None
        runs, left_open = _read_paragraph(text, start, end, left_open, following)
        found += runs
    return found


def outer_quotes(quotes: Sequence[Quoted]) -> list[Quoted]:
    """Return the quotations that stand in no other.

    >>> outer_quotes([Quoted(0, 9), Quoted(3, 6, depth=1)])[0].end
    9
    """
    return [quote for quote in quotes if not quote.depth]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _read_paragraph(
    text: str, start: int, end: int, carried: _Open | None, following: tuple[int, int] | None
) -> tuple[list[Quoted], _Open | None]:
    marks = [m for m in MARK.finditer(text, start, end)]
    runs: list[Quoted] = []
    stack: list[_Open] = []
    closers = _later_closers(text, marks, start, end)
    reversed_angles = _has_reversed_angles(text, marks, start, end)
    for number, match in enumerate(marks):
        mark, at, after = match[0], match.start(), match.end()
        single = mark in SINGLE
        turn = _judge(text, match, start, end, stack, closers[number], reversed_angles)
        if turn == "open":
            again = carried is not None and at == start and carried.single == single
            if stack and stack[-1].single == single:
                if _closes_follow(text, marks, number, start, end):
                    pass  # a quotation inside one with the same marks
                else:
                    _give_up(text, stack, runs, at)
            stack.append(_Open(at, single, after - at, again))
        elif turn == "close":
            depth = _find_open(stack, single=single)
            if depth is None:
                if not runs and not stack and _ends_quotation(text, at, after, start, end):
                    runs.append(Quoted(start, after, opened=False, opening=0, closing=after - at))
                continue
            entry = stack[depth]
            del stack[depth:]
            outside = sum(other is not entry for other in stack)
            runs.append(
                Quoted(
                    entry.start,
                    after,
                    continues=entry.continues,
                    depth=outside,
                    opening=entry.width,
                    closing=after - at,
                )
            )
    rest: _Open | None = None
    if stack:
        rest = _close_paragraph(text, stack, runs, end, following)
    runs.sort(key=lambda run: (run.start, -run.end))
    return _nest(runs), rest


def _nest(runs: list[Quoted]) -> list[Quoted]:
    """Set depths anew, as runs may have been cut short; drop runs that cross another's end."""
    nested: list[Quoted] = []
    around: list[Quoted] = []
    for run in runs:
        while around and around[-1].end <= run.start:
            around.pop()
        if around and run.end > around[-1].end:
            continue
        if run.end <= run.start:
            continue
        depth = len(around)
        placed = (
            run
            if run.depth == depth
            else Quoted(
                run.start,
                run.end,
                run.opened,
                run.closed,
                run.continues,
                depth,
                run.opening,
                run.closing,
            )
        )
        nested.append(placed)
        around.append(placed)
    return nested


def _judge(
    text: str,
    match: re.Match[str],
    start: int,
    end: int,
    stack: list[_Open],
    has_closer: bool,
    reversed_angles: bool,
) -> Turn:
    """Say whether a mark opens, closes, or is no quotation mark here."""
    mark, at, after = match[0], match.start(), match.end()
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    single = mark in SINGLE
    may_open = _may_precede(left, at, start) and not right.isspace()
    may_close = not left.isspace() and _may_follow(right)
    is_open = _find_open(stack, single=single) is not None
    if single and mark not in "‹›":
        return _judge_single(text, match, start, end, may_open, may_close, is_open, has_closer)
    if mark in "«»‹›":
        return "open" if (mark in "«‹") != reversed_angles else "close"
    if mark == ",,":
        return "open" if may_open and right.isalnum() else "none"
    if mark in ('"', "''", "″", "＂"):
        if not is_open and left.isdigit() and not right.isalnum() and not may_open:
            return "none"  # six inches: 6"
        if may_open != may_close:
            return "open" if may_open else "close"
        return "close" if is_open else "open"
    if is_open:
        if mark in OPENS:
            return "close" if may_close and not may_open else "open"
        return "close"
    if mark in OPENS:
        return "open"
    return "open" if may_open and not may_close else "close"


def _judge_single(
    text: str,
    match: re.Match[str],
    start: int,
    end: int,
    may_open: bool,
    may_close: bool,
    is_open: bool,
    has_closer: bool,
) -> Turn:
    mark, at, after = match[0], match.start(), match.end()
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    if left.isalnum() and right.isalnum():
        return "none"
    if may_open and not may_close:
        if ELISION.match(text, after):
            return "none"
        curly = mark in "‘‚‛"
        if has_closer or (curly and (at == start or right.isupper())):
            return "open"
        return "none"
    if is_open and may_close:
        if left in LAST_OF_QUOTE or not left.isalnum():
            return "close"
        # "workers’ rights": a plural's apostrophe if the quotation certainly ends later
        possessive = left in "sSxzn" and right.isspace() and _lower_word(text, after, end)
        return "none" if possessive and has_closer else "close"
    if may_close and not left.isalnum() and left in LAST_OF_QUOTE and mark in CLOSES | {"'"}:
        return "close"
    return "none"


def _lower_word(text: str, after: int, end: int) -> bool:
    return after + 1 < end and text[after + 1].islower()


def _may_precede(left: str, at: int, start: int) -> bool:
    return at == start or left.isspace() or left in BEFORE_OPENING or bool(MARK.match(left))


def _may_follow(right: str) -> bool:
    return right.isspace() or right in AFTER_CLOSING or bool(MARK.match(right))


def _find_open(stack: list[_Open], *, single: bool) -> int | None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].single == single:
            return depth
    return None


def _later_closers(text: str, marks: list[re.Match[str]], start: int, end: int) -> list[bool]:
    """Say of each mark whether a single mark that can close follows, before one that opens."""
    answers = [False] * len(marks)
    ahead = False
    for number in range(len(marks) - 1, -1, -1):
        answers[number] = ahead
        match = marks[number]
        mark, at, after = match[0], match.start(), match.end()
        if mark not in SINGLE or mark in "‹›":
            continue
        left = text[at - 1] if at > start else " "
        right = text[after] if after < end else " "
        if left.isalnum() and right.isalnum():
            continue
        opens = _may_precede(left, at, start) and not right.isspace()
        closes = not left.isspace() and _may_follow(right) and mark not in "‘‚‛"
        if closes and (not opens or left in LAST_OF_QUOTE):
            plural = left in "sS" and right.isspace() and _lower_word(text, after, end)
            ahead = ahead or not plural
        elif opens and not ELISION.match(text, after):
            ahead = False
    return answers


def _has_reversed_angles(text: str, marks: list[re.Match[str]], start: int, end: int) -> bool:
    """Say whether »…« is the use: the first angle opens whatever its shape."""
    for match in marks:
        if match[0] in "«»‹›":
            left = text[match.start() - 1] if match.start() > start else " "
            right = text[match.end()] if match.end() < end else " "
            return (
                match[0] in "»›"
                and _may_precede(left, match.start(), start)
                and not right.isspace()
                and right not in AFTER_CLOSING
            )
    return False


def _closes_follow(
    text: str, marks: list[re.Match[str]], number: int, start: int, end: int
) -> bool:
    """Say whether two closing double marks come next: then this one opens an inner quotation."""
    closing = 0
    for match in marks[number + 1 :]:
        mark, at, after = match[0], match.start(), match.end()
        if mark in SINGLE:
            continue
        left = text[at - 1] if at > start else " "
        right = text[after] if after < end else " "
        if mark in OPENS or (_may_precede(left, at, start) and not right.isspace()):
            if not (not left.isspace() and _may_follow(right)):
                return False
        closing += 1
        if closing == 2:
            return True
    return False


def _give_up(text: str, stack: list[_Open], runs: list[Quoted], before: int) -> None:
    """End a quotation that was never closed at the last sentence's end before the next opens."""
    entry = stack[0]
    stack.clear()
    ends = [m.end() for m in SENTENCE_END.finditer(text, entry.start, before)]
    if ends and not entry.single:
        runs.append(
            Quoted(
                entry.start,
                ends[-1],
                closed=False,
                continues=entry.continues,
                opening=entry.width,
                closing=0,
            )
        )


def _close_paragraph(
    text: str,
    stack: list[_Open],
    runs: list[Quoted],
    end: int,
    following: tuple[int, int] | None,
) -> _Open | None:
    """End what the paragraph leaves open; return it if the next paragraph opens again."""
    entry = next((item for item in stack if not item.single), stack[0])
    goes_on = following is not None and _opens_alike(text, *following, entry)
    if entry.single and not goes_on:
        return None
    introduced = text[: entry.start].rstrip()[-1:] if entry.start < 400 else ""
    introduced = introduced or text[max(0, entry.start - 40) : entry.start].rstrip()[-1:]
    stop = end
    if not goes_on and introduced not in {",", ":", ""} and introduced not in ".!?\n":
        match = SENTENCE_END.search(text, entry.start, end)
        stop = match.end() if match else end
    runs.append(
        Quoted(
            entry.start,
            stop,
            closed=False,
            continues=entry.continues,
            opening=entry.width,
            closing=0,
        )
    )
    return entry if goes_on else None


def _opens_alike(text: str, start: int, end: int, entry: _Open) -> bool:
    match = MARK.match(text, start, end)
    return match is not None and (match[0] in SINGLE) == entry.single


def _ends_quotation(text: str, at: int, after: int, start: int, end: int) -> bool:
    """Say whether a closing mark without its opening one plainly ends a paragraph's first words."""
    if at <= start + 1 or text[at - 1] not in ",.!?":
        return False
    return after >= end or text[after].isspace()
