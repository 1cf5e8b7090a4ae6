"""What runs over paragraphs: introductions, quotations that go on, and the turns of transcripts."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from variorum.annotate.quotes import SINGLE, Quoted
from variorum.quick import quick

Runs = tuple[tuple[int, int], ...]  # characters `[start, end)` of the text

SHORTEST_TURN = 3  # words of a paragraph that is one quotation; shorter ones are subheads
RECENT = 60  # attributions among which the last one is sought; a paragraph seldom has ten
SENTENCE_AFTER = re.compile(r"[.!?…][\"”’»')\]]*\s+\S")
WORD = re.compile(r"\w+")


@quick
@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters `[start, end)` of the text that are read at once.

    is_first: it is the headline. breaks: gaps in it where one paragraph ends and the next begins.
    """

    start: int
    end: int
    is_first: bool = False
    breaks: Runs = ()


@quick
@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution as characters; verbatim: spoken words without marks, as in a transcript."""

    source: Runs
    cue: Runs
    content: Runs
    verbatim: bool = False

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return max(end for _, end in (*self.source, *self.cue, *self.content))


def join_introductions(
    text: str, paragraphs: Sequence[Paragraph], quotes: Sequence[Quoted]
) -> list[Paragraph]:
    """Join a paragraph that ends with a colon and the quotation that is the next one's beginning.

    "The mayor released this statement:" has the source of what the next paragraph quotes.
    """
    opened = {quote.start for quote in quotes if quote.opened and not quote.depth}
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        before = joined[-1] if joined else None
        if (
            before is not None
            and not before.is_first
            and text[before.end - 1] == ":"
            and paragraph.start in opened
            and not text[before.end : paragraph.start].strip()
        ):
            gap = (before.end, paragraph.start)
            joined[-1] = replace(before, end=paragraph.end, breaks=(*before.breaks, gap))
        else:
            joined.append(paragraph)
    return joined


def cut_at_breaks(runs: Runs, breaks: Runs) -> Runs:
    """Part runs that cross from one paragraph into the next.

    >>> cut_at_breaks(((0, 9),), ((4, 6),))
    ((0, 4), (6, 9))
    """
    for gap, following in breaks:
        runs = tuple(
            piece
            for start, end in runs
            for piece in (
                ((start, gap), (following, end))
                if start < gap and end > following
                else ((start, end),)
            )
        )
    return runs


def join_turn(
    text: str,
    before: list[Draft],
    found: list[Draft],
    quotes: Sequence[Quoted],
    around: tuple[Paragraph | None, Paragraph],
) -> list[Draft]:
    """Add a paragraph's attributions; a quotation that takes up the last one joins it.

    It does if the paragraph before left it open and it has no source of its own, or if it is all
    of its paragraph and the paragraph before ends with a quotation and its source. `quotes` are
    the outermost ones of the text; `around` is the paragraph before, and this one.
    """
    previous, here = around
    at = bisect_left(quotes, here.start, key=lambda one: one.start)
    quote = quotes[at] if at < len(quotes) and quotes[at].start < here.end else None
    if not before or previous is None:
        return before + found
    last = max(before[-RECENT:], key=lambda draft: draft.content[-1][1])
    if last.verbatim and len(found) == 1 and found[0].verbatim and not found[0].source:
        joined = replace(last, content=last.content + found[0].content)
        return [joined if draft is last else draft for draft in before]
    if quote is None:
        return before + found
    own = next((draft for draft in found if draft.content[0][0] < quote.end), None)
    if quote.continues:
        goes_on = own is None or (not own.source and own.content[0][0] == quote.start)
    else:
        bare = own is None or not (own.source or own.cue)
        alone = (quote.start, quote.end) == (here.start, here.end)
        after = previous.start <= last.end <= previous.end
        goes_on = (
            bare and alone and after and at > 0 and _follows(text, last, *quotes[at - 1 : at + 1])
        )
    if not goes_on:
        return before + found
    more = own.content if own else ((quote.start, quote.end),)
    joined = replace(last, content=last.content + more)
    rest = [draft for draft in found if draft is not own]
    return [joined if draft is last else draft for draft in before] + rest


def _follows(text: str, last: Draft, one: Quoted, two: Quoted) -> bool:
    """Whether a paragraph's quotation `two` goes on with `one`, the last of the paragraph before.

    Not if one of them is a question, as another may answer; nor if a sentence stands between.
    """
    said = last.source and any(start < one.end and one.start < end for start, end in last.content)
    asked = any("?" in text[quote.end - 1 - quote.closing : quote.end] for quote in (one, two))
    alike = (text[one.start] in SINGLE) == (text[two.start] in SINGLE)
    enough = len(WORD.findall(text, two.start, two.end)) >= SHORTEST_TURN
    between = text[last.end : two.start]
    return bool(said) and not asked and alike and enough and not SENTENCE_AFTER.search(between)
