"""When an article was published and updated, as its own lines and its page say."""

import re
from collections.abc import Mapping, Sequence

from variorum.read.bylines import read_byline
from variorum.read.page import find_host
from variorum.read.placed_lines import OTHERS, SHORT_LINE, PlacedLine
from variorum.read.times import PUBLISHED, UPDATED, Stamp, find_stamps, read_time

FILLER = re.compile(
    r"(?i:\b(?:this content|this article|this story|story|article|was|is|has been|first|last|on|at"
    r"|the|by|and|original(?:ly)?|local|time|date|mon|tues?|wed|wednes|thur?s?|fri|satur|sat|sun"
    r"|[mdjvs]\w{3,7}di|\w+tag|\w+day|day|min(?:ute)?s? read|\d+|hours?|ago|am|pm|ist|[ap]\.m\.)\b)"
)
DAY = "2022-05-24"
FIRST_SAID = re.compile(r"\bfirst published\b", re.IGNORECASE)
DIGIT = re.compile(r"\d")
US_ZONE = re.compile(r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b")
DAY_FIRST_HOSTS = (
    "uk",
    "au",
    "nz",
    "ie",
    "in",
    "za",
    "ng",
    "ke",
    "gh",
    "pk",
    "bd",
    "lk",
    "sg",
    "my",
)
DAY_FIRST_TAGS = ("en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za", "en-ng", "en-sg")


def is_day_first(page: Mapping[str, str], language: str | None) -> bool | None:
    """Whether 04/05 is the fourth of May, by the page's language and country; None: not known."""
    tag = (page.get("language") or "").casefold().replace("_", "-")
    if tag == "en-us":
        return False
    if tag.startswith(DAY_FIRST_TAGS):
        return True
    if find_host(page).rpartition(".")[2] in DAY_FIRST_HOSTS:
        return True
    return True if language not in {"en", None} else None


def find_times(
    lines: Sequence[PlacedLine],
    page: Mapping[str, str],
    day_first: bool | None,  # noqa: FBT001
) -> tuple[str | None, str | None]:
    """Return when the article was published and updated, by its page's own word, else its lines."""
    published, updated = _read_lines(lines, day_first)
    stated = read_time(page.get("published"), day_first=day_first)
    modified = read_time(page.get("modified"), day_first=day_first)
    if published and _is_misread(page.get("published"), stated, published, day_first):
        stated = None
    published = _finer(stated, published) or _date_in(page.get("url"))
    updated = _finer(modified, updated)
    if updated is not None and updated == published:
        updated = None
    return published, updated


def _is_misread(
    words: str | None,
    stated: str | None,
    printed: str,
    day_first: bool | None,  # noqa: FBT001
) -> bool:
    """Whether the page's own time is the printed day with day and month the other way round."""
    other = read_time(words, day_first=not day_first)
    return stated is not None and other not in {None, stated} and other == printed[: len(DAY)]


def _finer(stated: str | None, printed: str | None) -> str | None:
    """Prefer the page's own time, unless the print says the same day more finely."""
    if stated and printed and len(printed) > len(stated) and printed.startswith(stated):
        return printed
    return stated or printed


def _date_in(url: str | None) -> str | None:
    match = re.search(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?:/|$)", url or "")
    return read_time("-".join(match.groups())) if match else None


def _read_lines(
    lines: Sequence[PlacedLine],
    day_first: bool | None,  # noqa: FBT001
) -> tuple[str | None, str | None]:
    published: list[str] = []
    updated: list[str] = []
    unlabelled: list[str] = []
    seen_title = not any(line.kind == "headline" for line in lines)
    before: list[str] = []
    above: list[str] = []  # unlabelled, in the line above
    again: str | None = None  # the time above "First published on ..."
    label: str | None = None  # of a line that is only a label: "Updated:"
    for line in lines:
        seen_title = seen_title or line.kind == "headline"
        alone, label = label, _lone_label(line.text)
        if line.kind in OTHERS or line.kind == "correction":
            continue
        bare: list[str] = []
        for stamp in _line_stamps(line, day_first):
            called = stamp.label or alone
            if called is None:
                bare.append(stamp.iso)
            elif called == "published" and above and FIRST_SAID.search(line.text):
                again = above[-1]
            if called == "updated":
                updated.append(stamp.iso)
            elif called == "published":
                published.append(stamp.iso)
            elif line.zone == "head" or line.kind in {"byline", "dateline"}:
                (unlabelled if seen_title else before).append(stamp.iso)
        above = bare
    first = [*published, *unlabelled, *before]
    last = updated[-1] if updated else None
    if last is None and again and first and again > first[0]:
        last = again
    said = _finest([*published, *unlabelled], first[0] if first else None)
    return said, _finest(updated, last)


def _finest(stamps: Sequence[str], chosen: str | None) -> str | None:
    """Return what another line says more finely of the same day as the one chosen, if one does."""
    if chosen is None or "T" in chosen:
        return chosen
    return next((one for one in stamps if one.startswith(chosen)), chosen)


def _line_stamps(line: PlacedLine, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
    """Return the times of a line that is there to say them; none of a sentence."""
    if len(line.text) > SHORT_LINE or not DIGIT.search(line.text):
        return []
    if re.match(r"\W*(?:copyright|©|\(c\))", line.text, re.IGNORECASE):
        return []
    if US_ZONE.search(line.text) and day_first is None:
        day_first = False
    stamps = find_stamps(line.text, 0, len(line.text), day_first=day_first)
    if not stamps:
        return []
    if not is_stamp_line(line.text):
        colon = [
            s
            for s in stamps
            if s.label and re.search(r":\s*(?:\w+day,?\s*)?$", line.text[: s.start])
        ]
        return [] if line.text.rstrip().endswith(")") else colon
    if re.search(r"\bupdate:?\s*$", line.text, re.IGNORECASE):
        return [Stamp(s.iso, s.label or "updated", s.start, s.end) for s in stamps]
    return stamps


def is_stamp_line(line: str) -> bool:
    """Whether nothing is left of a line once its times, their labels and its byline are out."""
    stamps = find_stamps(line, 0, len(line))
    if not stamps:
        return False
    rest = line
    for stamp in reversed(stamps):
        rest = rest[: stamp.start] + " " + rest[stamp.end :]
    byline = read_byline(line)
    for name in byline.names if byline else ():
        rest = rest.replace(name, " ")
    for pattern in (UPDATED, PUBLISHED, FILLER):
        rest = pattern.sub(" ", rest)
    left = re.findall(r"[^\W\d_]{2,}", rest)
    return len(left) <= (6 if byline else 3)


def _lone_label(line: str) -> str | None:
    if len(line) > 30 or DIGIT.search(line):
        return None
    if re.fullmatch(rf"\W*(?:{UPDATED.pattern})(?:\s+(?:on|at))?\W*", line, re.IGNORECASE):
        return "updated"
    if re.fullmatch(rf"\W*(?:{PUBLISHED.pattern})(?:\s+(?:on|at))?\W*", line, re.IGNORECASE):
        return "published"
    return None
