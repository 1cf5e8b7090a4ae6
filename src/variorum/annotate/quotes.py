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
from dataclasses import dataclass, replace
from typing import Literal

from variorum.quick import quick

MARK = re.compile(r"(?<=[,.!?…])(?:“”|”“)(?=\s)|“”(?=\w)|''|``|´´|,,|[\"“”„‟＂″«»‹›‘’‚‛'`´]")
SIGN = re.compile("[\"“”„‟＂″«»‹›‘’‚‛'`´]|,,")  # without one there is no mark: found sooner
SINGLE = frozenset("‹›‘’‚‛'`´")
OPENS = frozenset("“„‟«‹‘‚‛") | {"``", ",,", "“”"}  # as most languages use them
STRAIGHT = frozenset({'"', "''", "´´", "″", "＂"})
ELISION = re.compile(
    r"(?:\d\ds?\b|n['’]|em\b|til\b|tis\b|twas\b|twere\b|cause\b|cuz\b|bout\b|round\b|nuff\b)",
    re.IGNORECASE,
)
BEFORE_OPENING = frozenset("([{<—–-/…:;,.|•*_>=")
AFTER_CLOSING = frozenset(")]}>.,;:!?—–-/…|*_")
ODD_CLOSING = re.compile(r"(?<=[,.!?…])['’\"”](?=\s)")  # of the other kind: “No,' he said
LOOK_AHEAD = 40  # marks
LAST_OF_QUOTE = frozenset(",.!?…—–-)]")
SENTENCE_END = re.compile(r"[.!?…][)\]]?(?=\s)")
PARAGRAPH_BREAK = re.compile(
    r"\n[^\S\n]*\n\s*|(?<=[.!?…\"”’»:])[^\S\n]*\n\s*|\n[^\S\n]*(?=[\"“„«‘'])"
)

LONGEST_PARAGRAPH = 8_000  # characters; longer ones are cut at a sentence's end

Turn = Literal["open", "close", "none"]


@quick
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


@dataclass(frozen=True, slots=True)
class _Open:
    start: int
    single: bool
    width: int
    continues: bool


@quick
@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that may be a quotation mark, at `[start, end)`, with its neighbours.

    may_open, may_close: whether the characters beside it allow that.
    """

    shape: str
    start: int
    end: int
    left: str
    right: str
    may_open: bool
    may_close: bool
    is_first: bool  # of its paragraph
    single: bool
    elision: bool  # "'90s", "'em"
    plural: bool  # "workers' rights": a plural's apostrophe, perhaps


@quick
@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph's marks; `closers` says of each whether a single mark that can close follows
    before one that opens; `reversed_angles` that »…« is the use.
    """

    text: str
    start: int
    end: int
    marks: list[_Mark]
    closers: list[bool]
    reversed_angles: bool


def split_paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    r"""Return the paragraphs of `text[start:end]`, without white space at their ends.

    A single line break parts paragraphs only after a sentence's end or before a quotation mark;
    elsewhere it is taken for a wrapped line.

    >>> split_paragraphs("One line\nwrapped.\nTwo.", 0, 21)
    [(0, 17), (18, 21)]
    """
    found, at = [], start
    broken = text.find("\n", start, end) >= 0
    for match in PARAGRAPH_BREAK.finditer(text, start, end) if broken else ():
        found.append((at, match.start()))
        at = match.end()
    found.append((at, end))
    trimmed = [_trim(text, *span) for span in found]
    return [piece for span in trimmed if span[0] < span[1] for piece in _cut_long(text, *span)]


def find_quotes(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quoted]:
    """Return the quoted runs of each paragraph `[start, end)`, outer before inner, in text order.

    Runs never cross a paragraph's end; runs of depth 0 do not overlap.

    >>> [(q.start, q.end) for q in find_quotes("‘Workers’ rights don’t count,’ she.", [(0, 35)])]
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


def _cut_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is too long to be a paragraph, so that cost stays in proportion to length."""
    pieces = []
    while end - start > LONGEST_PARAGRAPH:
        stop = start + LONGEST_PARAGRAPH
        ends = [m.end() for m in SENTENCE_END.finditer(text, start + LONGEST_PARAGRAPH // 2, stop)]
        cut = ends[-1] if ends else stop
        first, last = _trim(text, start, cut)
        if first < last:
            pieces.append((first, last))
        start = cut
    first, last = _trim(text, start, end)
    return [*pieces, (first, last)] if first < last else pieces


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _read_marks(text: str, start: int, end: int) -> _Paragraph:
    marks = [_read_mark(text, match, start, end) for match in MARK.finditer(text, start, end)]
    angle = next((mark for mark in marks if mark.shape in "«»‹›"), None)
    reverse = (
        angle is not None
        and angle.shape in "»›"
        and angle.may_open
        and angle.right not in AFTER_CLOSING
    )
    return _Paragraph(text, start, end, marks, _find_later_closers(marks), reverse)


def _read_mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    at, after = match.span()
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    follows = at == start or left.isspace() or left in BEFORE_OPENING or bool(MARK.match(left))
    precedes = right.isspace() or right in AFTER_CLOSING or bool(MARK.match(right))
    return _Mark(
        shape=match[0],
        start=at,
        end=after,
        left=left,
        right=right,
        may_open=follows and not right.isspace(),
        may_close=precedes and not left.isspace(),
        is_first=at == start,
        single=match[0] in SINGLE,
        elision=ELISION.match(text, after, end) is not None,
        plural=left in "sSxzn" and right == " " and text[after + 1 : after + 2].islower(),
    )


def _find_later_closers(marks: list[_Mark]) -> list[bool]:
    answers = [False] * len(marks)
    ahead = False
    for number in range(len(marks) - 1, -1, -1):
        answers[number] = ahead
        mark = marks[number]
        if not mark.single or mark.shape in "‹›" or _inside_word(mark):
            continue
        closes = mark.may_close and mark.shape not in "‘‚‛"
        if closes and (not mark.may_open or mark.left in LAST_OF_QUOTE):
            ahead = ahead or not (mark.plural and mark.left in "sS")
        elif mark.may_open and not mark.elision:
            ahead = False
    return answers


def _inside_word(mark: _Mark) -> bool:
    return mark.left.isalnum() and mark.right.isalnum()


def _read_paragraph(
    text: str, start: int, end: int, carried: _Open | None, following: tuple[int, int] | None
) -> tuple[list[Quoted], _Open | None]:
    """Return a paragraph's runs, and what it leaves open for the next to go on with."""
    if SIGN.search(text, start, end) is None:
        return [], None  # most paragraphs
    paragraph = _read_marks(text, start, end)
    runs: list[Quoted] = []
    stack: list[_Open] = []
    for number, mark in enumerate(paragraph.marks):
        turn = _judge(paragraph, number, stack)
        if turn == "open":
            alike = bool(stack) and stack[-1].single == mark.single
            if alike and not _closes_twice(paragraph.marks, number):
                _give_up(text, stack, runs, mark.start)
            again = carried is not None and mark.is_first and carried.single == mark.single
            stack.append(_Open(mark.start, mark.single, mark.end - mark.start, again))
        elif turn == "close":
            _close(mark, stack, runs, paragraph)
    rest = _close_paragraph(text, stack, runs, end, following) if stack else None
    runs.sort(key=lambda run: (run.start, -run.end))
    return _nest(runs), rest


def _close(mark: _Mark, stack: list[_Open], runs: list[Quoted], paragraph: _Paragraph) -> None:
    """End the innermost open quotation of a mark's kind, or one whose opening mark is missing."""
    width = mark.end - mark.start
    depth = _find_open(stack, single=mark.single)
    if depth is not None:
        entry = stack[depth]
        del stack[depth:]
        runs.append(
            Quoted(
                entry.start,
                mark.end,
                continues=entry.continues,
                depth=len(stack),
                opening=entry.width,
                closing=width,
            )
        )
    elif not runs and not stack and _ends_first_words(mark, paragraph):
        runs.append(Quoted(paragraph.start, mark.end, opened=False, opening=0, closing=width))


def _nest(runs: list[Quoted]) -> list[Quoted]:
    """Set depths anew, as runs may have been cut short; drop runs that cross another's end."""
    nested: list[Quoted] = []
    around: list[Quoted] = []
    for run in runs:
        while around and around[-1].end <= run.start:
            around.pop()
        if run.end <= run.start or (around and run.end > around[-1].end):
            continue
        placed = run if run.depth == len(around) else replace(run, depth=len(around))
        nested.append(placed)
        around.append(placed)
    return nested


def _judge(paragraph: _Paragraph, number: int, stack: list[_Open]) -> Turn:
    """Say whether a mark opens, closes, or is no quotation mark here."""
    mark = paragraph.marks[number]
    is_open = _find_open(stack, single=mark.single) is not None
    if mark.shape in "«»‹›":
        return "open" if (mark.shape in "«‹") != paragraph.reversed_angles else "close"
    if mark.single:
        has_closer = paragraph.closers[number] or (
            mark.shape == "‘" and not is_open and _closes_later(paragraph.marks, number)
        )
        return _judge_single(mark, is_open=is_open, has_closer=has_closer)
    if mark.shape in STRAIGHT or mark.shape == ",,":
        return _judge_straight(mark, is_open=is_open)
    if is_open:
        opens = mark.shape in OPENS and (mark.may_open or not mark.may_close)
        return "open" if opens else "close"
    if mark.shape in OPENS or (mark.may_open and not mark.may_close):
        return "open"
    return "close"


def _judge_straight(mark: _Mark, *, is_open: bool) -> Turn:
    """Judge marks whose shape does not tell: straight ones, primes, low commas."""
    if mark.shape == ",,":
        return "open" if mark.may_open and mark.right.isalnum() else "none"
    inches = mark.left.isdigit() and not mark.right.isalnum() and not mark.may_open
    if inches and not is_open:
        return "none"
    if mark.may_open != mark.may_close:
        return "open" if mark.may_open else "close"
    return "close" if is_open else "open"


def _judge_single(mark: _Mark, *, is_open: bool, has_closer: bool) -> Turn:
    """Tell quotation marks from apostrophes."""
    if _inside_word(mark):
        return "none"
    if mark.may_open and not mark.may_close:
        curly = mark.shape in "‘‚‛" and (mark.is_first or mark.right.isupper())
        return "open" if not mark.elision and (has_closer or curly) else "none"
    if not mark.may_close:
        return "none"
    if is_open:
        return "none" if mark.plural and has_closer else "close"
    ends = not mark.left.isalnum() and mark.left in LAST_OF_QUOTE
    return "close" if ends and mark.shape in "’'´" else "none"


def _find_open(stack: list[_Open], *, single: bool) -> int | None:
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].single == single:
            return depth
    return None


def _closes_twice(marks: list[_Mark], number: int) -> bool:
    """Say whether two closing double marks come next: then one inside another was opened."""
    closing = 0
    for mark in marks[number + 1 : number + 1 + LOOK_AHEAD]:
        if mark.single:
            continue
        if (mark.shape in OPENS or mark.may_open) and not mark.may_close:
            return False
        closing += 1
        if closing == 2:
            return True
    return False


def _closes_later(marks: list[_Mark], number: int) -> bool:
    """Say whether a single mark that can close comes before one that opens, plurals included."""
    for mark in marks[number + 1 : number + 1 + LOOK_AHEAD]:
        if mark.shape == "‘":
            return False
        if mark.single and mark.may_close and not _inside_word(mark):
            return True
    return False


def _give_up(text: str, stack: list[_Open], runs: list[Quoted], before: int) -> None:
    """End a quotation that was never closed at the last sentence's end before the next opens."""
    entry = stack[0]
    stack.clear()
    odd = _find_odd_closing(text, entry, before)
    if odd:
        runs.append(replace(_unclosed(entry, odd), closed=True, closing=1))
        return
    ends = [match.end() for match in SENTENCE_END.finditer(text, entry.start, before)]
    if ends and not entry.single:
        runs.append(_unclosed(entry, ends[-1]))


def _find_odd_closing(text: str, entry: _Open, before: int) -> int | None:
    """Return where a mark of the other kind ends a quotation that has none of its own."""
    odd = ODD_CLOSING.search(text, entry.start + entry.width, before)
    return odd.end() if odd and (odd[0] in SINGLE) != entry.single else None


def _unclosed(entry: _Open, end: int) -> Quoted:
    return Quoted(
        entry.start,
        end,
        closed=False,
        continues=entry.continues,
        opening=entry.width,
        closing=0,
    )


def _close_paragraph(
    text: str,
    stack: list[_Open],
    runs: list[Quoted],
    end: int,
    following: tuple[int, int] | None,
) -> _Open | None:
    """End what the paragraph leaves open; return it if the next paragraph opens again.

    A quotation that a comma, a colon or the paragraph's start introduces goes on to the
    paragraph's end; one amid a sentence ends with that sentence.
    """
    entry = next((item for item in stack if not item.single), stack[0])
    odd = _find_odd_closing(text, entry, end)
    if odd:
        runs[:] = [run for run in runs if run.end <= entry.start]
        runs.append(replace(_unclosed(entry, odd), closed=True, closing=1))
        return None
    goes_on = following is not None and _opens_alike(text, *following, entry)
    if entry.single and not goes_on:
        return None
    lead = text[max(0, entry.start - 20) : entry.start]
    introduced = not lead.strip() or lead.rstrip()[-1] in ",:.!?" or lead.endswith("\n")
    match = None if goes_on or introduced else SENTENCE_END.search(text, entry.start, end)
    runs.append(_unclosed(entry, match.end() if match else end))
    return entry if goes_on else None


def _opens_alike(text: str, start: int, end: int, entry: _Open) -> bool:
    match = MARK.match(text, start, end)
    return match is not None and (match[0] in SINGLE) == entry.single


def _ends_first_words(mark: _Mark, paragraph: _Paragraph) -> bool:
    """Say whether a closing mark without its opening one ends a paragraph's first words."""
    return mark.start > paragraph.start + 1 and mark.left in ",.!?" and mark.right.isspace()
