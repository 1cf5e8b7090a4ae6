"""What an article's own lines say about it: title, people, agencies, times, language.

Nothing is invented: a field that no line states is None or empty. Dates in the prose are not
publication dates, names under pictures are not credits, and "told the BBC" names no outlet.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urlsplit

from variorum.model import Block, Dateline
from variorum.read.agencies import (
    find_agency,
    find_credits,
    find_named_agencies,
    find_unlisted_credit,
)
from variorum.read.bylines import (
    BY,
    NOT_PERSON,
    OUTLET_WORD,
    Byline,
    is_person,
    read_byline,
    read_list_byline,
)
from variorum.read.datelines import find_dateline
from variorum.read.languages import find_language
from variorum.read.times import PUBLISHED, UPDATED, Stamp, find_stamps, read_time

# Blocks that speak of other things than this article.
OTHERS = frozenset({"related", "promotion", "caption"})
LONG = 25  # words that make a block a paragraph of prose
SHORT_LINE = 220  # characters; longer lines are prose
DAY = len("2022-05-24")
ENOUGH = 1000  # characters of prose that its language is read from


@dataclass(frozen=True, slots=True)
class Metadata:
    """An article's metadata; the fields are those of `variorum.model.Article`."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published: str | None = None
    updated: str | None = None
    credits: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a block; zone: "head" before the prose, "foot" after it, else "prose"."""

    text: str
    start: int
    end: int
    kind: str
    zone: str


def read_metadata(
    text: str, blocks: Sequence[Block], page: Mapping[str, str] | None = None
) -> Metadata:
    r"""Read the metadata that one article's blocks give, and its HTML page's own if there is one.

    page: "title", "author", "published", "modified", "site", "language", "url"; any may be missing.

    >>> text = "Dam bursts\nBy Jane Roe\nMay 3, 2021 10:15 GMT"
    >>> read_metadata(text, [Block("headline", 0, 10), Block("byline", 11, 45)], None).published
    '2021-05-03T10:15+00:00'
    """
    page = page or {}
    lines = list(_find_lines(text, blocks))
    named = find_named_agencies(text[blocks[0].start : blocks[-1].end]) if blocks else {}
    dateline = _name_agency(_find_dateline(text, blocks), text, named)
    byline = _find_byline(lines, page)
    language = find_language(_prose(text, blocks), page.get("language"))
    published, updated = _find_times(lines, page, _day_first(page, language))
    credited = [dateline.agency] if dateline and dateline.agency else []
    credited += [*byline.agencies, *_find_credits(lines, named)]
    title, title_outlet = _find_title(text, blocks, page)
    outlet, owner = _find_outlet(lines, page, byline.outlet or title_outlet)
    return Metadata(
        title=title,
        outlet=outlet,
        byline=byline.names,
        dateline=dateline,
        published=published,
        updated=updated,
        credits=tuple(dict.fromkeys([*credited, *owner])),
        language=language,
    )


def _find_lines(text: str, blocks: Sequence[Block]) -> Iterator[_Line]:
    """Give every line of every block with its place before, in or after the prose.

    The head reaches to the second paragraph: what looks like the first may be a caption.
    """
    prose = [at for at, block in enumerate(blocks) if _is_prose(text, block)]
    first, last = (prose[:2][-1], prose[-1]) if prose else (len(blocks), len(blocks))
    for at, block in enumerate(blocks):
        zone = "head" if at < first else "foot" if at > last else "prose"
        start = block.start
        for piece in text[block.start : block.end].splitlines(keepends=True):
            if piece.strip():
                yield _Line(piece.strip(), start, start + len(piece), block.kind, zone)
            start += len(piece)


def _is_prose(text: str, block: Block) -> bool:
    words = text[block.start : min(block.end, block.start + 2000)] if block.kind == "body" else ""
    return len(words) >= 2 * LONG and len(words.split()) >= LONG


def _prose(text: str, blocks: Sequence[Block]) -> str:
    pieces, size = [], 0
    for block in blocks:
        if block.kind == "body" and size < ENOUGH:
            pieces.append(text[block.start : min(block.end, block.start + ENOUGH)])
            size += len(pieces[-1])
    return " ".join(pieces)


# --- title and outlet --------------------------------------------------------------------------

SUFFIX = re.compile(r"\s+[|–—\-»·:]\s+(?P<site>[^|–—»·]{2,40})$")


def _find_title(
    text: str, blocks: Sequence[Block], page: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Return the title, and the outlet where the title line ends in its name."""
    headline, masthead = _part_masthead(text, blocks)
    words = text[headline.start : headline.end] if headline else page.get("title") or ""
    if not words.strip() and blocks and blocks[0].kind in {"body", "standfirst"}:
        words = text[blocks[0].start : blocks[0].end]
        if len(blocks) < 2 or not looks_like_title(words):
            words = ""
    title = " ".join(words.split())
    site = SUFFIX.search(title)
    if site and (_is_site(site["site"], page) or _is_masthead(site["site"])):
        return title[: site.start()], site["site"].strip()
    return title or None, masthead


def _part_masthead(text: str, blocks: Sequence[Block]) -> tuple[Block | None, str | None]:
    """Return the headline, and a newspaper's name that stands in a line of its own above it."""
    heads = [block for block in blocks if block.kind in {"headline", "standfirst", "navigation"}]
    headline = next((block for block in blocks if block.kind == "headline"), None)
    for first, second in pairwise(heads):
        name = text[first.start : first.end].strip()
        is_name = MASTHEAD.fullmatch(name) and OUTLET_WORD.search(name.split()[-1])
        if is_name and second.kind != "navigation" and first.start <= (headline or first).start:
            title = second if headline is None or headline.start <= first.start else headline
            return title, name
    return headline, None


MASTHEAD = re.compile(r"(?i:the )[A-Z][\w’'.&-]*(?: [A-Z][\w’'.&-]*){0,3}")
TITLE_STOP = re.compile(r"[.,:;][\"”’'»)]*$")


def looks_like_title(words: str) -> bool:
    """Whether a line could be a headline: short, one line, not a sentence with a full stop."""
    bare = words.strip()
    if not 3 <= len(bare.split()) <= 22 or "\n" in bare or len(bare) > 160:
        return False
    if not (bare[0].isupper() or bare[0].isdigit() or bare[0] in "“\"‘'¿¡«"):
        return False
    if TITLE_STOP.search(bare) and not bare.endswith(("U.S.", "U.N.", "U.K.", "E.U.", "...")):
        return False
    return read_byline(bare) is None and not is_stamp_line(bare)


def _is_site(name: str, page: Mapping[str, str]) -> bool:
    site = (page.get("site") or "").casefold()
    return bool(site) and name.strip().casefold() in {site, site.removeprefix("the ")}


def _is_masthead(name: str) -> bool:
    """Whether words after a title's last dash are an outlet's name: "The Daily Herald"."""
    words = name.split()
    return 2 <= len(words) <= 5 and words[0] == "The" and bool(OUTLET_WORD.search(words[-1]))


COPYRIGHT = re.compile(
    r"^\W{0,3}(?:all\s+content\s+)?(?:copyright|©|\(c\))[\s©™]*(?:\(c\))?\s*(?:19|20)\d\d"
    r"(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s+(?:by\s+)?(?P<owner>[^.,|()\n]{2,40}?(?:\.(?:com|net|org))?)"
    r"\s*(?:$|[.,|()]|\s-|all\s+rights)",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"\b(?:inc|llc|ltd|corp|corporation|company|group|holdings|broadcasting|communications|network"
    r"|television|getty|images|owners?|authors?|reserved|rights|publishing|partners|enterprises"
    r"|interactive|digital|entertainment)\b",
    re.IGNORECASE,
)


def _find_outlet(
    lines: Sequence[_Line], page: Mapping[str, str], stated: str | None
) -> tuple[str | None, list[str]]:
    """Return the outlet, and the agencies that stand where an outlet's name would."""
    site = " ".join((page.get("site") or "").split())
    names = [site, stated or "", *_owners(lines)]
    names.append(_host(page).removeprefix("www."))
    agencies: list[str] = []
    for name in filter(None, names):
        agency = find_agency(name)
        if not agency:
            return name, agencies
        agencies.append(agency)
    return None, agencies


def _host(page: Mapping[str, str]) -> str:
    try:
        return urlsplit(page.get("url") or "").hostname or ""
    except ValueError:  # "http://[::1": no address
        return ""


def _owners(lines: Sequence[_Line]) -> Iterator[str]:
    for line in lines:
        if line.zone == "foot" or line.kind == "metadata":
            match = COPYRIGHT.search(line.text) if line.kind not in OTHERS else None
            owner = " ".join(match["owner"].split()).rstrip(" -–") if match else ""
            if owner and not COMPANY.search(owner) and len(owner.split()) <= 5:
                yield owner


AGO = re.compile(
    r"^\W*(?:\w+\W+){0,3}(?:an?|\d+) (?:min\w*|h(?:ou)?rs?|days?) ago\b", re.IGNORECASE
)


# --- people and agencies -----------------------------------------------------------------------


def _find_dateline(text: str, blocks: Sequence[Block]) -> Dateline | None:
    """Return the dateline block's, else that of one of the first paragraphs."""
    for block in blocks:
        if block.kind == "dateline":
            found = find_dateline(text, block.start, max(block.end, min(len(text), block.end + 60)))
            if found and found.end <= block.end + 1:
                return found
    for block in [block for block in blocks if _is_prose(text, block)][:3]:
        if found := find_dateline(text, block.start, block.end):
            return found
    return None


def _name_agency(dateline: Dateline | None, text: str, named: Mapping[str, str]) -> Dateline | None:
    """Give a dateline the agency in its brackets, if the article spells that agency out."""
    if dateline is None or dateline.agency:
        return dateline
    brackets = re.search(r"[(\[]([^()\[\]]+)[)\]]", text[dateline.start : dateline.end])
    return replace(dateline, agency=named.get(brackets[1].strip())) if brackets else dateline


def _find_byline(lines: Sequence[_Line], page: Mapping[str, str]) -> Byline:
    """Return all who wrote it: the head's byline, sections' bylines, else the page's author."""
    title = max((at for at, line in enumerate(lines) if line.kind == "headline"), default=None)
    found: dict[int, Byline] = {}
    bare: dict[int, str] = {}  # names that stand alone: a byline, unless there is a menu of them
    run: list[str] = []
    for at, line in enumerate([*lines, _Line("", 0, 0, "end", "end")]):
        bulleted = line.zone == "head" and line.text[:1] in {"-", "–", "•", "*", "·"}
        if bulleted and len(line.text) < 60:
            run.append(line.text)
            continue
        if run and (listed := read_list_byline(run)):
            found[at - 1] = listed
        run = []
        says_by = line.kind == "caption" and BY.match(line.text)  # "Par Marie Roe avec AFP"
        if (line.kind in NO_BYLINES and not says_by) or len(line.text) > SHORT_LINE:
            continue
        if line.zone != "head" and line.kind != "byline" and not _opens_section(line):
            continue
        if byline := read_byline(line.text):
            found[at] = byline
        elif line.zone == "head" and (name := _lone_name(lines, at, title)):
            bare[at] = name
    chosen = _choose_bylines(lines, found, title)
    if not any(byline.names for byline in chosen) and (author := page.get("author")):
        chosen += _read_authors(author)
    if not any(byline.names for byline in chosen) and len(bare) <= 3:
        chosen.append(Byline(tuple(bare.values())))
    return Byline(
        tuple(dict.fromkeys(name for byline in chosen for name in byline.names)),
        next((byline.outlet for byline in chosen if byline.outlet), None),
        tuple(dict.fromkeys(name for byline in chosen for name in byline.agencies)),
    )


def _choose_bylines(
    lines: Sequence[_Line], found: Mapping[int, Byline], title: int | None
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
        near = [(at, byline) for at, byline in zones["above"] if title and title - at <= NEAR_TITLE]
        own = sorted([*near, *own])
    own = [*own, *zones["prose"]]
    if not any(byline.names for _, byline in own) and len(zones["foot"]) <= MOST_AT_FOOT:
        own += zones["foot"]
    return [byline for _, byline in own]


NO_BYLINES = OTHERS | {"dateline"}
NEAR_TITLE = 5  # lines: a byline this close above the headline may be its own
MOST_AT_FOOT = 2  # bylines: more are those of other articles
IN_PLACE = re.compile(r"(?P<name>.+?) in [A-Z][\w’'\- ]{2,30}")


def _lone_name(lines: Sequence[_Line], at: int, title: int | None) -> str | None:
    """Return a name that stands alone as a byline does: beside a time or below the headline.

    "Jane Roe in Paris" could be a headline: it needs the time. Above the headline a name is the
    menu's or another article's.
    """
    if title is not None and at < title:
        return None
    placed = IN_PLACE.fullmatch(lines[at].text)
    own_time = _strip_time(lines[at].text)
    name = placed["name"] if placed else own_time or lines[at].text
    if not is_person(name) or (lines[at].kind != "byline" and not placed and not own_time):
        return None
    around = [line for line in lines[max(0, at - 2) : at + 3] if len(line.text) <= SHORT_LINE]
    timed = own_time or any(AGO.search(line.text) or is_stamp_line(line.text) for line in around)
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


def _opens_section(line: _Line) -> bool:
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


def _find_credits(lines: Sequence[_Line], named: Mapping[str, str]) -> list[str]:
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


# --- times -------------------------------------------------------------------------------------

FILLER = re.compile(
    r"(?i:\b(?:this content|this article|this story|story|article|was|is|has been|first|last|on|at"
    r"|the|by|and|original(?:ly)?|local|time|date|mon|tues?|wed|wednes|thur?s?|fri|satur|sat|sun"
    r"|[mdjvs]\w{3,7}di|\w+tag|\w+day|day|min(?:ute)?s? read|\d+|hours?|ago|am|pm|ist|[ap]\.m\.)\b)"
)
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


def _day_first(page: Mapping[str, str], language: str | None) -> bool | None:
    """Whether 04/05 is the fourth of May, by the page's language and country; None: not known."""
    tag = (page.get("language") or "").casefold().replace("_", "-")
    if tag == "en-us":
        return False
    if tag.startswith(DAY_FIRST_TAGS):
        return True
    if _host(page).rpartition(".")[2] in DAY_FIRST_HOSTS:
        return True
    return True if language not in {"en", None} else None


def _find_times(
    lines: Sequence[_Line],
    page: Mapping[str, str],
    day_first: bool | None,  # noqa: FBT001
) -> tuple[str | None, str | None]:
    """Return when the article was published and updated, by its page's own word, else its lines."""
    published, updated = _read_lines(lines, day_first)
    stated = read_time(page.get("published"), day_first=day_first)
    modified = read_time(page.get("modified"), day_first=day_first)
    published = _finer(stated, published) or _date_in(page.get("url"))
    updated = _finer(modified, updated)
    if updated is not None and updated == published:
        updated = None
    return published, updated


def _finer(stated: str | None, printed: str | None) -> str | None:
    """Prefer the page's own time, unless the print says the same day more finely."""
    if stated and printed and len(printed) > len(stated) and printed.startswith(stated):
        return printed
    return stated or printed


def _date_in(url: str | None) -> str | None:
    match = re.search(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?:/|$)", url or "")
    return read_time("-".join(match.groups())) if match else None


def _read_lines(
    lines: Sequence[_Line],
    day_first: bool | None,  # noqa: FBT001
) -> tuple[str | None, str | None]:
    published: list[str] = []
    updated: list[str] = []
    unlabelled: list[str] = []
    seen_title = not any(line.kind == "headline" for line in lines)
    before: list[str] = []
    label = None  # of a line that is only a label: "Updated:"
    for line in lines:
        seen_title = seen_title or line.kind == "headline"
        alone, label = label, _lone_label(line.text)
        if line.kind in OTHERS or line.kind == "correction":
            continue
        for stamp in _line_stamps(line, day_first):
            called = stamp.label or alone
            if called == "updated":
                updated.append(stamp.iso)
            elif called == "published":
                published.append(stamp.iso)
            elif line.zone == "head" or line.kind in {"byline", "dateline"}:
                (unlabelled if seen_title else before).append(stamp.iso)
    first = [*published, *unlabelled, *before]
    return (first[0] if first else None), (updated[-1] if updated else None)


def _line_stamps(line: _Line, day_first: bool | None) -> list[Stamp]:  # noqa: FBT001
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
