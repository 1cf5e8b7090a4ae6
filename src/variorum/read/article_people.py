"""Who wrote an article, where, and which agencies its text came from, as its own lines say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.model import Block, Dateline
from variorum.read.agencies import find_agency, find_credits, find_unlisted_credit
from variorum.read.article_times import is_stamp_line
from variorum.read.bylines import (
    BY,
    NOT_PERSON,
    PERSON,
    Byline,
    is_person,
    read_byline,
    read_list_byline,
)
from variorum.read.cities import CITIES
from variorum.read.datelines import find_dateline
from variorum.read.placed_lines import OTHERS, SHORT_LINE, PlacedLine, is_prose
from variorum.read.times import PUBLISHED, UPDATED, find_stamps

DIGIT = re.compile(r"\d")
AGO = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:an?|\d+) (?:min\w*|h(?:ou)?rs?|days?) ago\b", re.IGNORECASE
)


def find_article_dateline(text: str, blocks: Sequence[Block]) -> Dateline | None:
    """Return the dateline block's, else that of one of the first paragraphs."""
    for block in blocks:
        if block.kind == "dateline":
            found = find_dateline(text, block.start, max(block.end, min(len(text), block.end + 60)))
            if found and found.end <= block.end + 1:
                return found
    for block in [block for block in blocks if is_prose(text, block)][:3]:
        if found := find_dateline(text, block.start, block.end):
            return found
    return None


def name_agency(dateline: Dateline | None, text: str, named: Mapping[str, str]) -> Dateline | None:
    """Give a dateline the agency in its brackets, if the article spells that agency out."""
    if dateline is None or dateline.agency:
        return dateline
    brackets = re.search(r"[(\[]([^()\[\]]+)[)\]]", text[dateline.start : dateline.end])
    return replace(dateline, agency=named.get(brackets[1].strip())) if brackets else dateline


def find_byline(  # noqa: C901, PLR0912 - one way to sign after the other
    lines: Sequence[PlacedLine], page: Mapping[str, str]
) -> Byline:
    """Return all who wrote it: the head's byline, sections' bylines, else the page's author."""
    title = max((at for at, line in enumerate(lines) if line.kind == "headline"), default=None)
    found: dict[int, Byline] = {}
    bare: dict[int, str] = {}  # names that stand alone: a byline, unless there is a menu of them
    opened = False  # the line before is "By" alone
    run: list[str] = []
    for at, line in enumerate([*lines, PlacedLine("", 0, 0, "end", "end")]):
        bulleted = line.zone == "head" and line.text[:1] in {"-", "–", "•", "*", "·"}
        if bulleted and len(line.text) < 60:
            run.append(line.text)
            continue
        if run and (listed := read_list_byline(run)):
            found[at - 1] = listed
        run = []
        says_by = line.kind == "caption" and BY.match(line.text)  # "Par Marie Roe avec AFP"
        signed, opened = opened, BY_ALONE.fullmatch(line.text) is not None
        if line.zone == "head" and (handle := NAME_AND_HANDLE.fullmatch(line.text)):
            if is_person(handle["name"]):
                found[at] = Byline((handle["name"],))
            continue
        if (line.kind in NO_BYLINES and not says_by) or len(line.text) > SHORT_LINE:
            continue
        if line.zone == "head" and (named := _after_time(line.text, signed=signed)):
            found[at] = named
            continue
        if line.zone != "head" and line.kind != "byline" and not _opens_section(line):
            continue
        if byline := read_byline(line.text):
            found[at] = byline
        elif line.zone == "head" and (named := _joint_names(lines, at)):
            found[at] = named
        elif line.zone == "head" and (name := _lone_name(lines, at, title)):
            bare[at] = name
    chosen = _choose_bylines(lines, found, title)
    if not any(byline.names for byline in chosen) and (author := page.get("author")):
        chosen += _read_authors(author)
    if bare and not any(byline.names for byline in chosen):
        chosen.append(Byline(_without_words(lines, list(bare.values()))))
    return Byline(
        tuple(dict.fromkeys(name for byline in chosen for name in byline.names)),
        next((byline.outlet for byline in chosen if byline.outlet), None),
        tuple(dict.fromkeys(name for byline in chosen for name in byline.agencies)),
    )


def _without_words(lines: Sequence[PlacedLine], names: list[str]) -> tuple[str, ...]:
    """Leave out "Order Reprints" and its like, whose words the document also has in small letters.

    Nobody is named if too many are left: they are a menu.
    """
    plain = {word for line in lines for word in SMALL.findall(line.text)}
    left = [name for name in names if plain.isdisjoint(name.casefold().split())]
    return tuple(left if len(left) <= MOST_ALONE else ())


def _choose_bylines(
    lines: Sequence[PlacedLine], found: Mapping[int, Byline], title: int | None
) -> list[Byline]:
    """Leave out the bylines of other articles: above the headline and below the last paragraph.

    Those count only where the article's own head has none, and if they are alone there.
    """
    zones: dict[str, list[tuple[int, Byline]]] = {"above": [], "head": [], "prose": [], "foot": []}
    for at, byline in found.items():
        zone = lines[at].zone
        above = zone == "head" and title is not None and at < title
        zones["above" if above else zone].append((at, byline))
    own = zones["head"]
    if not any(byline.names for _, byline in own):
        titles = [at for at, line in enumerate(lines) if line.kind == "headline"]
        near = [
            (at, byline)
            for at, byline in zones["above"]
            if any(0 < one - at <= NEAR_TITLE for one in titles)
        ]
        own = sorted([*near, *own])
    own = [*own, *zones["prose"]]
    if not any(byline.names for _, byline in own) and len(zones["foot"]) <= MOST_AT_FOOT:
        own += zones["foot"]
    return [byline for _, byline in own]


NO_BYLINES = OTHERS | {"dateline"}
NEAR_TITLE = 5  # lines: a byline this close above the headline may be its own
MOST_ALONE = 3  # names without "By": more are a menu
MOST_AT_FOOT = 2  # bylines: more are those of other articles
BY_ALONE = re.compile(
    r"\W*(?:(?:written|words|story) )?(?:by|von|par|por|di|door)\W*", re.IGNORECASE
)
BY_LAST = re.compile(rf"\b(?i:by|von|par|por):?\s+(?P<name>{PERSON})\W*$")
# "Jane Roe @janeroe / 2 days"
NAME_AND_HANDLE = re.compile(rf"(?P<name>{PERSON})\s?@\w{{2,30}}(?:\s?[/|,·•–-].{{0,30}})?")
SMALL = re.compile(r"\b[^\W\d_A-ZÀ-Þ][^\W\d_]{2,}\b")  # words written small
NAME_AND_PLACE = re.compile(
    rf"(?P<name>{PERSON})\s?(?:,|\||–|-)\s?(?P<place>[A-ZÀ-Þ][\w’']+(?:[ -][A-ZÀ-Þ][\w’']+){{0,2}})"
)
LONGEST_NAMES = 90  # characters of a line of names
HANDLE_ALONE = re.compile(r"@\w{2,30}")
ROLE_IN_BRACKETS = re.compile(r"\s\([a-z][a-z ]{1,20}\)")
AND = re.compile(r",?\s(?:and|und|et|y|e|og|och|en|и)\s")
IN_PLACE = re.compile(r"(?P<name>.+?) in [A-Z][\w’'\- ]{2,30}")


def _after_time(line: str, *, signed: bool) -> Byline | None:
    """Return the byline of a line after one that says "By", or that ends "by" and a name.

    >>> _after_time("Monday May 3, 2021 7:45 am PST by Jane Roe", signed=False)
    Byline(names=('Jane Roe',), outlet=None, agencies=())
    """
    if signed:
        byline = read_byline(line, stated=True)
        return byline if byline and byline.names and is_person(byline.names[0]) else None
    last = BY_LAST.search(line) if DIGIT.search(line) else None
    if last is None or not is_person(last["name"]) or not find_stamps(line, 0, len(line)):
        return None
    return Byline((last["name"],))


def _joint_names(lines: Sequence[PlacedLine], at: int) -> Byline | None:
    """Return the names of a line of names alone that something beside it shows to be a byline.

    "Jane Roe (now) and John Doe (earlier)" beside a time; "Jane Roe" above "@janeroe"; and
    "Jane Roe, Kell" below the headline or beside a time where the report tells of Kell.
    """
    line = lines[at].text
    if len(line) > LONGEST_NAMES:
        return None
    if at + 1 < len(lines) and HANDLE_ALONE.fullmatch(lines[at + 1].text) and is_person(line):
        return Byline((line,))
    *before, last = AND.split(ROLE_IN_BRACKETS.sub("", line))
    names = [name for part in before for name in part.split(", ")] + [last]
    if before and all(map(is_person, names)) and _is_timed(lines, at):
        return Byline(tuple(names))
    placed = NAME_AND_PLACE.fullmatch(line)
    if placed is None or not is_person(placed["name"]) or NOT_PERSON.search(placed["place"]):
        return None
    near = {one.kind for one in lines[max(0, at - 2) : at + 2]}
    if not ("headline" in near or _is_timed(lines, at)):
        return None
    place = placed["place"]
    told = re.compile(rf"\b(?:{re.escape(place)}|{re.escape(place.upper())})\b")
    shown = place in CITIES or any(one.kind == "body" and told.search(one.text) for one in lines)
    return Byline((placed["name"],)) if shown else None


def _is_timed(lines: Sequence[PlacedLine], at: int) -> bool:
    around = [line for line in lines[max(0, at - 2) : at + 3] if len(line.text) <= SHORT_LINE]
    return any(AGO.search(line.text) or is_stamp_line(line.text) for line in around)


def _lone_name(lines: Sequence[PlacedLine], at: int, title: int | None) -> str | None:
    """Return a name that stands alone as a byline does: beside a time or below the headline.

    "Jane Roe in Paris" could be a headline: it needs the time. Above the headline a name is the
    menu's or another article's.
    """
    if title is not None and at < title and lines[at - 1].kind != "headline":
        return None
    placed = IN_PLACE.fullmatch(lines[at].text)
    own_time = _strip_time(lines[at].text)
    name = placed["name"] if placed else own_time or lines[at].text
    if not is_person(name) or (lines[at].kind != "byline" and not placed and not own_time):
        return None
    around = [line for line in lines[max(0, at - 2) : at + 3] if len(line.text) <= SHORT_LINE]
    timed = own_time or _is_timed(lines, at)
    titled = not placed and any(line.kind in {"headline", "standfirst"} for line in around)
    return name if timed or titled else None


def _strip_time(line: str) -> str | None:
    """Return what is beside the time in "Jane Roe - May 3, 2021"; None: it has no time.

    >>> _strip_time("Jane Roe - May 3, 2021, 10:31 pm CST"), _strip_time("Jane Roe")
    ('Jane Roe', None)
    """
    if len(line) > SHORT_LINE or not DIGIT.search(line):
        return None
    rest = line
    for stamp in reversed(find_stamps(line, 0, len(line))):
        rest = rest[: stamp.start] + rest[stamp.end :]
    if rest == line:
        return None
    for pattern in (UPDATED, PUBLISHED):
        rest = pattern.sub("", rest)
    return BY.sub("", rest.strip(" -–—|•·,;:/")).strip(" -–—|•·,;:/") or None


def _opens_section(line: PlacedLine) -> bool:
    return (
        line.kind != "navigation"
        and bool(re.match(r"(?:Analysis|At the scene|By)\b", line.text))
        and len(line.text) < 80
    )


def _read_authors(author: str) -> list[Byline]:
    """Read a page's author field, which several systems part by semicolons."""
    parts = [part.strip() for part in re.split(r"[;|]", author) if part.strip()]
    return [
        byline
        for part in parts
        if not NOT_PERSON.search(part) or not is_person(part)
        if (byline := read_byline(part, stated=True))
    ]


def find_article_credits(lines: Sequence[PlacedLine], named: Mapping[str, str]) -> list[str]:
    """Return the agencies credited in byline lines, in the last paragraph and after it."""
    found: list[str] = []
    last = max((at for at, line in enumerate(lines) if line.zone == "prose"), default=-1)
    for at, line in enumerate(lines):
        if line.kind in OTHERS:
            continue
        if line.zone == "foot" or at >= last >= 0 or line.kind in {"byline", "metadata"}:
            found += find_credits(line.text, last=at == last)
            found += find_unlisted_credit(line.text, named)
        elif line.zone == "head" and len(line.text) <= SHORT_LINE and find_agency(line.text):
            found += find_credits(line.text)
        elif line.zone == "head" and line.kind != "headline":
            found += find_unlisted_credit(line.text, named)
    return found
