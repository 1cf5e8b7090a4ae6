"""Which outlet a bare text is of, where it stands in the text itself, and something proves it.

A name that stands alone at the head may be a section ("Middle East") or a person. It is the
outlet's if the text uses it as only an outlet is used: under a picture ("[Ann Roe/Harbour Post]"),
as who was told ("told the Harbour Post"), as what one subscribes to, or if an address of its own is
spelt so ("newsdesk@harbourpost.example"). What is called a paper needs no proof but its place.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from variorum.read.agencies import find_agency
from variorum.read.bylines import is_person
from variorum.read.paper_names import SECTIONS, is_surely_paper
from variorum.read.placed_lines import PlacedLine
from variorum.read.times import find_stamps

_WORD = r"(?:[A-ZÀ-Þ][\w’'&]*(?:-[A-ZÀ-Þ]?[\w’']+)?|\d{1,3})"
_SMALL = r"(?:of|and|&|for|the|on|de|du|des|del|della|di|do|da|der|la|le|van)"
NAME = re.compile(rf"(?:The )?{_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{0,4}}")
LABEL = re.compile(
    r"(?:from|source|sources|issued by|published by|publisher|quelle|herausgeber|fuente|fonte"
    r"|source de l’article)\s?:?",
    re.IGNORECASE,
)
LABELLED = re.compile(rf"(?:{LABEL.pattern})\s?:\s*(?P<name>.{{3,60}})", re.IGNORECASE)
AND_OTHERS = re.compile(
    r",? (?:and|with|et|und|y) (?:news |other )?agenc(?:y|ies|es)\W*$", re.IGNORECASE
)
BESIDE_TIME = re.compile(r"\s*[|/·•]\s*")
ADDRESS = re.compile(
    r"(?:\b(?P<desk>press|media|news|newsroom|newsdesk|editor|editors|editorial|info|contact|hello"
    r"|tips|letters|redaktion|presse|prensa|stampa|redaccion|comms|communications)@"
    r"|https?://)(?:[\w-]+\.)*?(?P<label>[\w-]{4,40})\.(?:[a-z]{2,8})(?:\.[a-z]{2})?(?![\w.-])",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"(?:El|La|Le|Il|Die|Der|Das|The|O|A) |L[’']")
LETTERS = re.compile(r"[^a-z0-9]")
HEAD = 8  # lines above the headline, or from the start, where an outlet's name stands
BELOW = 5  # lines below the headline
LONGEST = 45  # characters of a name
FIRST = 2  # lines with which a copied page may begin with its masthead
REACH = 400  # characters of a line in which the name is looked for again


def find_named_outlet(lines: Sequence[PlacedLine], people: Sequence[str] = ()) -> str | None:
    """Return the outlet that an article's own lines name; None if nothing proves one.

    people: the names of the byline, of which one may turn out to be the outlet ("By Post Staff").
    """
    known = {name.casefold() for name in people}
    names = list(dict.fromkeys(_candidates(lines)))
    for name in [*names, *people]:
        person = name.casefold() in known
        sure = is_surely_paper(name) and (not person or ARTICLE.match(name))
        if sure or _is_used(name, lines, person=person):
            return name
    return _name_of_address(lines) or _name_below_label(lines)


def _name_below_label(lines: Sequence[PlacedLine]) -> str | None:
    """Return the name that stands alone in the head below "From:" or "Published by:"."""
    head = [line.text for line in lines if line.zone == "head" and line.kind != "headline"]
    below = [
        after for label, after in pairwise(head) if label.endswith(":") and LABEL.fullmatch(label)
    ]
    return next(filter(_is_name, below), None)


def _candidates(lines: Sequence[PlacedLine]) -> Iterator[str]:
    """Give the names that stand where an outlet's does, in text order."""
    title = next((at for at, line in enumerate(lines) if line.kind == "headline"), None)
    for at, line in enumerate(lines):
        if line.kind in {"body", "headline", "caption"} or len(line.text) > REACH:
            continue
        near = at < HEAD if title is None else title - HEAD <= at <= title + BELOW
        if near or at < FIRST:
            parts = (
                BESIDE_TIME.split(line.text)
                if find_stamps(line.text, 0, len(line.text))
                else [line.text]
            )
            yield from filter(_is_name, parts)
        if labelled := LABELLED.fullmatch(line.text):
            yield from filter(_is_name, [AND_OTHERS.sub("", labelled["name"]).strip(" .")])


def _is_name(words: str) -> bool:
    bare = words.casefold().split()
    if len(words) > LONGEST or find_agency(words):
        return False
    return bool(NAME.fullmatch(words)) and not SECTIONS.issuperset(bare) and not words.isdigit()


def _is_used(name: str, lines: Sequence[PlacedLine], *, person: bool) -> bool:
    """Whether the text uses a name as only an outlet's is used; of a person's more is asked."""
    key = name.removeprefix("The ").casefold()
    again = [one for one in lines if one.text != name and key in one.text[:REACH].casefold()]
    if not again:  # to compile what follows takes a millisecond
        return not person and bool(_labels(lines) & _spellings(name))
    bare = re.escape(name.removeprefix("The "))
    ways = [rf"\b(?:told|telling|seen by|obtained by) (?:the )?{bare}\b"]
    if not person:
        ways += [
            rf"\b(?:spoke (?:to|with)|interview with) (?:the )?{bare}\b",
            rf"\b(?:subscribe|subscription|subscriber|welcome|sign up) to (?:the )?{bare}\b",
            rf"\bget (?:the )?{bare}[’']s |\bfollow (?:the )?{bare} on\b",
            rf"\b{bare}(?:-newsletter| subscribers?| readers| is free| is supported)\b",
            rf"(?:©|\(c\)|copyright)[\s\d,–-]{{0,14}}(?:the )?{bare}(?! (?:&|and|inc|ltd|corp))\b",
            rf"[(\[][^()\[\]]{{0,60}}[/:©] ?(?:the )?{bare}[)\]]",  # [Ann Roe/Post]
            rf"[(\[](?:the )?{bare}(?:/|: ?)[^()\[\]]{{2,40}}[)\]]",  # (Post: Ann Roe)
            rf"[\w.]/\s?(?:the )?{bare}$",  # Ann Roe/Post
        ]
    pattern = re.compile("|".join(ways), re.IGNORECASE)
    if any(pattern.search(line.text[:REACH]) for line in again):
        return True
    return not person and bool(_labels(lines) & _spellings(name))


def _labels(lines: Sequence[PlacedLine]) -> frozenset[str]:
    """Return the names of the sites whose own addresses stand outside the prose."""
    return frozenset(
        match["label"].casefold().replace("-", "")
        for line in lines
        if line.zone != "prose" or line.kind != "body"
        if "@" in line.text or "://" in line.text
        for match in ADDRESS.finditer(line.text[:REACH])
        if match["desk"] or line.text.startswith("http")
    )


def _spellings(name: str) -> frozenset[str]:
    """Return how an address may spell a name: with or without its small words."""
    words = [LETTERS.sub("", word) for word in name.casefold().split()]
    full = [word for word in words if word not in {"and", "of", "for", ""}]
    without = [word for word in full if word != "the"]
    return frozenset("".join(kept) for kept in (words, full, without))


def _name_of_address(lines: Sequence[PlacedLine]) -> str | None:
    """Return the name in the text that the site of an address spells: a press office's own."""
    labels = _labels(lines)
    if not labels:
        return None
    for line in lines:
        for match in NAME.finditer(line.text[:REACH]):
            words = match[0].split()
            for start in range(len(words)):
                for end in range(len(words), start, -1):
                    name = " ".join(words[start:end])
                    if _is_name(name) and labels & _spellings(name) and not is_person(name):
                        return name.rstrip(".,’'")
    return None
