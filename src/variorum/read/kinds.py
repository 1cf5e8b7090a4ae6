"""Names for the lines of a document: rules over what the classifier holds to be body or not."""

import re
from collections.abc import Sequence

from variorum.model import BlockKind
from variorum.read.bylines import read_byline
from variorum.read.features import TELLING
from variorum.read.lines import Line

PATTERN = dict(TELLING)
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
# A line that is a photograph's credit from its first word, or ends in one.
CAPTION = re.compile(
    r"^\W*(?:photo(?:graph)?s?|image|picture|credit|video|file photo|above|pictured)\b[^.]{0,30}[:/]"
    r"|\((?:[^()]{0,40}\b)?(?:photo|image|picture|ap|afp|reuters|epa|getty)\b[^()]{0,60}\)\W*$"
    r"|[©]\s?(?!\d)[^.]{2,60}$"
    r"|\b(?:AFP|AP|EPA|Reuters|Getty(?: Images)?|Keystone|Bloomberg|Alamy|Shutterstock|TASS|DPA|"
    r"Xinhua|PA(?: Wire)?)(?:\s?[/|]\s?[^.]{2,50}| Photo| Images)?\s*$"
    r"|\b(?:photo(?:graph)?|image|picture|illustration|screenshot|video) (?:by|courtesy|credit)\b",
)
LIVE = re.compile(
    r"^\W*(?:live(?: updates?| blog)?\s*:|live updates\b|follow (?:the )?(?:latest|live))", re.IGNORECASE
)
TRANSLATED = re.compile(r"^\W*powered by\b|automated translation", re.IGNORECASE)
MOMENT = re.compile(
    r"^\W*(?:\d+|an?|one) (?:second|minute|min|hour|hr|day|week|month|year)s? ago\W*$", re.IGNORECASE
)


def name_kinds(
    text: str, lines: Sequence[Line], body: Sequence[bool], title: str | None
) -> list[BlockKind]:
    """Return the kind of each line, in order."""
    words = [text[line.start : line.end] for line in lines]
    first = next((n for n, flag in enumerate(body) if flag), len(lines))
    last = next((n for n in range(len(lines) - 1, -1, -1) if body[n]), -1)
    kinds: list[BlockKind] = [
        "body" if flag else _name(line, raw, n > last)
        for n, (flag, line, raw) in enumerate(zip(body, lines, words, strict=True))
    ]
    head = _find_headline(words, lines, kinds, first, title)
    if head is not None:
        kinds[head] = "headline"
        key = words[head].casefold()
        for n in range(min(first, len(lines))):
            if words[n].casefold() == key:
                kinds[n] = "headline"
        for n in range(head + 1, min(first, len(lines))):
            if kinds[n] in {"related", "navigation"} and _is_standfirst(words[n], lines[n]):
                kinds[n] = "standfirst"
    return kinds


def _find_headline(
    words: list[str], lines: Sequence[Line], kinds: list[BlockKind], first: int, title: str | None
) -> int | None:
    candidates = [n for n in range(min(first, len(lines))) if kinds[n] in {"related", "navigation"}]
    if title:
        key = title.casefold().strip()
        for n in reversed(candidates):
            if words[n].casefold() == key:
                return n
    for n in reversed(candidates):
        if lines[n].tag == "h1":
            return n
    if any(line.tag for line in lines):
        return None
    for n in candidates:
        count = len(WORD.findall(words[n]))
        if 3 <= count <= 30 and not any(
            PATTERN[name].search(words[n])
            for name in ("share", "subscribe", "offer", "about", "date")
        ):
            return n
    return None


def _is_standfirst(raw: str, line: Line) -> bool:
    return len(WORD.findall(raw)) >= 6 and line.linked < 0.5 and "nav" not in line.marks


def _name(line: Line, raw: str, after: bool) -> BlockKind:  # noqa: FBT001
    """Name a line that is not body."""
    count = len(WORD.findall(raw))
    if PATTERN["correct"].search(raw) and count >= 6:
        return "correction"
    if line.tag == "figcaption" or CAPTION.search(raw):
        return "caption"
    if MOMENT.match(raw):
        return "metadata"
    if LIVE.search(raw):
        return "related"
    if TRANSLATED.search(raw):
        return "metadata"
    if count <= 14 and PATTERN["stamp"].search(raw):
        return "metadata"
    if count <= 12 and read_byline(raw) is not None:
        return "byline"
    if count <= 12 and PATTERN["date"].search(raw):
        return "metadata"
    if any(
        PATTERN[name].search(raw) for name in ("offer", "subscribe", "advert", "share", "follow")
    ):
        return "promotion"
    if PATTERN["related"].search(raw):
        return "related"
    if PATTERN["tags"].search(raw) or PATTERN["legal"].search(raw):
        return "metadata"
    if after and count >= 5 and not SENTENCE_END.search(raw):
        return "related"
    return "navigation"
