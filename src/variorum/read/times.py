"""Publication times as pages print them, to ISO 8601 strings exactly as precise as the print.

Nothing is guessed: "24/05/2022" can only be one day, "04/05/2022" is one only where the reader of
the page knows which comes first (`day_first`), else its year; "3 hours ago" is no time at all.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from variorum.read.months import FOREIGN_MONTHS
from variorum.read.zones import ZONE, find_offset
from variorum.text.months import MONTHS

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
YEAR = r"(?:19|20)\d\d"
# The first letter may follow another word without a space, as scraped pages run bylines into dates
# ("Contributing writerMay 25, 2022"): a capital inside a word is a border too.
BORDER = r"(?:(?<![A-Za-z0-9])|(?<=[a-z])(?-i:(?=[A-Z])))"
SUFFIX = r"(?:st|nd|rd|th)?"

DATE = re.compile(
    rf"""
    (?P<iso>(?<!\d)(?P<iy>{YEAR})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d))
  | (?P<ymd>(?<![\d/.])(?P<yy>{YEAR})[/.](?P<ym>\d\d?)[/.](?P<yd>\d\d?)(?![\d/]|\.\d))
  | (?P<cjk>(?<!\d)(?P<cy>{YEAR})\s?[年년]\s?(?P<cm>\d\d?)\s?[月월]\s?(?P<cd>\d\d?)\s?[日일])
  | (?P<mdy>{BORDER}(?P<mm>{MONTH})\b\.?\s?(?P<md>\d\d?){SUFFIX}(?!\d)(?:\s*,\s*|\s+)(?P<my>{YEAR})(?!\d))
  | (?P<dmy>(?<![\d.:])(?P<dd>\d\d?){SUFFIX}(?:\s+of)?[\s\-]+(?P<dm>{MONTH})\b\.?,?[\s\-]+(?P<dy>{YEAR})(?!\d))
  | (?P<num>(?<![\d/.\-])(?P<n1>\d\d?)(?P<sep>[/.\-])(?P<n2>\d\d?)(?P=sep)(?P<ny>{YEAR})(?![\d/]|\.\d))
  | (?P<word>(?<![\d.:])(?P<wd>\d\d?)(?:\.|º|er|-?го)?\s+(?:de\s+)?(?P<wm>(?!{MONTH}\b)[^\W\d_]{{3,12}})\.?,?\s+(?:de\s+|del\s+)?(?P<wy>{YEAR})(?!\d))
  | (?P<my_>{BORDER}(?P<mym>{MONTH})\b\.?,?\s+(?P<myy>{YEAR})(?!\d))
    """,  # noqa: E501 - one alternative a line
    re.IGNORECASE | re.VERBOSE,
)
CLOCK = (
    r"(?P<hour>2[0-3]|[01]?\d)(?!\d)"
    r"(?:\s?[:.h]\s?(?P<minute>[0-5]\d)(?!\d)(?::(?P<second>[0-5]\d))?(?:\.\d{1,6})?)?"
    r"\s?(?:(?P<half>[ap])\.?\s?m\b\.?)?"
)
AFTER = re.compile(
    rf"[T\s,|/·•@\-–—()]{{0,5}}(?:(?:at|um|à|a las|às|kl|alle|ore|в|o)\b\.?\s*)?{CLOCK}"
    rf"(?:\s?(?:uhr|hrs?|hours|h)\b)?(?:[\s(]{{0,2}}{ZONE}\)?)?",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"(?<![\d:.]){CLOCK}(?:\s?(?:uhr|hrs?|hours|h)\b)?(?:[\s(]{{0,2}}{ZONE}\)?)?"
    r"[\s,|·•@\-–—]{1,4}(?:on\s+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b[.,]*\s*)?$",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"(?:last\s+)?\b(?:updated?|modified|revised|edited)\b|\bupdate\b|aktualisiert|mis(?:e)? à jour"
    r"|modifié|actualizad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt|uppdaterad|opdateret"
    r"|oppdatert|обновлен[оа]|оновлено|zaktualizowano|güncelle|diperbarui|更新|업데이트",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"\b(?:published|posted|created|issued|filed|first\s+published|publication\s+date|date)\b"
    r"|veröffentlicht|erschienen|publié|publicad[oa]|pubblicat[oa]|gepubliceerd|publicerad"
    r"|udgivet|publisert|опубликован[оа]|опубліковано|opublikowano|yayınlan|diterbitkan|公開|発表|입력",
    re.IGNORECASE,
)
ZONE_BEHIND = re.compile(rf"[\s(]{{1,2}}{ZONE}\)?")
UPDATED_AT = re.compile(
    rf"[\s,;|/·•()–—-]{{1,4}}(?:{UPDATED.pattern})[\s:]{{1,2}}"
    rf"(?:(?:at|um|à|a las|às|kl|alle|ore)\b\.?\s?)?{CLOCK}"
    rf"(?:[\s(]{{0,2}}{ZONE}\)?)?(?!\s?[/.-]?\d)",
    re.IGNORECASE,
)
LABEL_REACH = 45  # characters between a label and its date: "Last updated on Tuesday, ... at"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time printed at `[start, end)`; label: "published", "updated"; None: it has none."""

    iso: str
    label: str | None
    start: int
    end: int


def find_stamps(text: str, start: int, end: int, *, day_first: bool | None = None) -> list[Stamp]:
    """Return the times printed in `text[start:end]`, in text order; prose dates are found as well.

    day_first: whether 04/05/2022 is the fourth of May; None: not known, then only the year is said.

    >>> line = "Updated: May 23, 2022, 3:25 PM"
    >>> [(stamp.iso, stamp.label) for stamp in find_stamps(line, 0, len(line))]
    [('2022-05-23T15:25', 'updated')]
    """
    stamps: list[Stamp] = []
    line = text[start:end]
    if not ("20" in line or "19" in line):
        return []  # no year, which every date has: to look for dates takes long
    past = 0
    for match in DATE.finditer(line):
        if match.start() < past:
            continue
        day = _read_date(match, day_first)
        if day is None:
            continue
        first, last, clock = match.start(), match.end(), ""
        if len(day) == len("2022-05-24"):
            first, last, clock = _find_clock(line, past, first, last, day)
        label = _label(line[max(past, first - LABEL_REACH) : first])
        stamps.append(Stamp(day + clock, label, start + first, start + last))
        past = last
    if stamps and (later := _later_that_day(line, past, stamps[-1], start)):
        stamps.append(later)
    return stamps


def _later_that_day(line: str, past: int, stamp: Stamp, start: int) -> Stamp | None:
    """Return the update whose hour alone stands behind a date: "..., mis à jour à 19h48"."""
    match = UPDATED_AT.match(line, past)
    if match is None or stamp.label == "updated" or "T" not in stamp.iso:
        return None
    day = stamp.iso[: len("2022-05-24")]
    clock = _read_clock(match, day)
    return Stamp(day + clock, "updated", start + past, start + match.end()) if clock else None


def read_time(printed: str | None, *, day_first: bool | None = None) -> str | None:
    """Return the one time that a short string says; None if it says none or is prose.

    >>> read_time("2022-05-24T11:19:00Z")
    '2022-05-24T11:19:00+00:00'
    """
    text = (printed or "").strip()
    if len(text) > 80:
        return None
    stamps = find_stamps(text, 0, len(text), day_first=day_first)
    return stamps[0].iso if stamps else None


def _label(before: str) -> str | None:
    """Return what the words before a date call it; the nearest label counts."""
    updated = [match.end() for match in UPDATED.finditer(before)]
    published = [match.end() for match in PUBLISHED.finditer(before)]
    if not updated and not published:
        return None
    return "updated" if max(updated, default=-1) > max(published, default=-1) else "published"


def _read_date(match: re.Match[str], day_first: bool | None) -> str | None:  # noqa: FBT001
    kind = next(k for k in ("iso", "ymd", "cjk", "mdy", "dmy", "num", "word", "my_") if match[k])
    if kind == "num":
        return _read_numeric(int(match["n1"]), int(match["n2"]), int(match["ny"]), day_first)
    if kind == "word":
        foreign = FOREIGN_MONTHS.get(match["wm"].casefold())
        return _iso_day(int(match["wy"]), foreign, int(match["wd"])) if foreign else None
    if kind == "my_":
        return f"{match['myy']}-{MONTHS[match['mym'].casefold()]:02d}"
    year, month, day = {
        "iso": (match["iy"], match["im"], match["id"]),
        "ymd": (match["yy"], match["ym"], match["yd"]),
        "cjk": (match["cy"], match["cm"], match["cd"]),
        "mdy": (match["my"], match["mm"], match["md"]),
        "dmy": (match["dy"], match["dm"], match["dd"]),
    }[kind]
    return _iso_day(int(year), MONTHS.get(month.casefold()) or int(month), int(day))


def _iso_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _read_numeric(
    first: int,
    second: int,
    year: int,
    day_first: bool | None,  # noqa: FBT001
) -> str | None:
    """Read 24/05/2022: by the one order that gives a date, else by custom, else a year."""
    by_day, by_month = _iso_day(year, second, first), _iso_day(year, first, second)
    if by_day == by_month or not by_month:
        return by_day
    if not by_day:
        return by_month
    if day_first is None:
        return f"{year}"
    return by_day if day_first else by_month


def _find_clock(line: str, past: int, first: int, last: int, day: str) -> tuple[int, int, str]:
    """Return the date's span widened over its time of day, and that time ("T15:25+09:00")."""
    after = AFTER.match(line, last)
    if after and (clock := _read_clock(after, day)):
        return first, after.end(), clock
    before = BEFORE.search(line[max(past, first - 40) : first])
    if before and (clock := _read_clock(before, day)):
        behind = ZONE_BEHIND.match(line, last) if before["zone"] is None else None
        if behind:  # "04:44 PM June 02, 2025 PHT"
            offset = find_offset(behind["zone"], datetime.fromisoformat(day + clock))
            clock += _iso_offset(offset) if offset is not None else ""
            last = behind.end()
        return max(past, first - 40) + before.start(), last, clock
    return first, last, ""


def _read_clock(match: re.Match[str], day: str) -> str | None:
    """Return "T15:25" with seconds and zone as printed; None if it is no time of day."""
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    if match["minute"] is None and not half:
        return None
    if half and not 1 <= hour <= 12 and hour < 13:
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    clock = f"T{hour:02d}:{int(match['minute'] or 0):02d}"
    if match["second"]:
        clock += f":{match['second']}"
    offset = find_offset(match["zone"], datetime.fromisoformat(day + clock))
    return clock if offset is None else clock + _iso_offset(offset)


def _iso_offset(offset: timedelta) -> str:
    return str(timezone(offset)).removeprefix("UTC") or "+00:00"
