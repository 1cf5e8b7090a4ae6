"""Frames of a hearer or a place to speak from: "told Reuters", "asked by journalists", "on CNN"."""

# ruff: noqa: E501 - words of one kind stand on as few lines as they can

import re
from collections.abc import Iterator
from dataclasses import dataclass

from variorum.annotate.channel_nouns import PLATFORM
from variorum.annotate.outlets import read_outlet

# What says more of how words came stands higher, and is the channel if a sentence has several.
RANKS = (
    "phone call",
    "text message",
    "e-mail",
    "interview",
    "press conference",
    "post",
    "letter",
    "statement",
    "court",
    "told outlet",
    "told reporters",
    "document",
    "speech",
    "broadcast",
    "meeting",
)
RANK = {name: number for number, name in enumerate(RANKS)}
LONGEST_PARTNER = 60  # characters

TOLD = (
    r"\b(?:[Tt]old|[Tt]ells|[Tt]elling|[Tt]ell|[Ii]nformed|[Rr]eminded|[Ww]arned"
    r"|(?:[Ss]poke|[Ss]peaks|[Ss]peaking|[Tt]alk(?:ed|ing)) (?:\w+ly )?(?:to|with|before|in|at)"
    r"|(?:[Ss]aid|[Cc]onfirmed|[Aa]dmitted|[Ee]xplained|[Rr]eplied|[Aa]nnounced|[Cc]omplained|[Rr]evealed"
    r"|[Rr]epeated|[Dd]eclared|[Ii]nsisted|[Ss]tressed|[Bb]oasted|[Cc]onfided|[Jj]oked|[Dd]isclosed) to"
    r"|[Aa]ddress(?:ing|ed)|[Bb]rief(?:ed|ing))"
)
REPORTERS = re.compile(
    r"(?:(?:an?|the|some|several|small|large|traveling|travelling|group|pool|handful|scrum|crowd|gaggle|local|foreign"
    r"|assembled|waiting|of|White House|Capitol Hill) )*(?P<who>reporters|journalists|the (?:media|press)|newsmen)\b"
)
COURTROOM = re.compile(
    r"(?:(?:the|a|his|her|their|federal|trial|coroner['’]s|grand|district|county|circuit|superior|U\.S\.|District"
    r"|Circuit|Superior|County|panel|of) )*(?:[Cc]ourt|jury|jurors|[Jj]udges?|[Mm]agistrates?|tribunal|inquest)\b"
)
ASSEMBLY = re.compile(
    r"(?:(?:the|a|an|British|German|French|UN|U\.N\.|United Nations|national|state|joint|special|session|of|fellow|his"
    r"|her|lower|upper) )*(?:[Pp]arliament|lawmakers|legislators|MPs|MEPs|peers|senators|congressmen|Congress"
    r"|Senate|Commons|Lords|House(?! (?:Speaker|[A-Z]))|Bundestag|Knesset|Duma|Rada|Diet|Riksdag|[Ss]ecurity [Cc]ouncil"
    r"|[Gg]eneral [Aa]ssembly|Legislature|legislature|chamber)\b(?! (?:[A-Z]|[Cc]ommittee|[Ss]ubcommittee|hearing|panel))"
)
AUDIENCE = re.compile(
    r"(?:(?:the|a|an|his|her|its|their|about|around|some|more|than|nearly|of|cheering|packed|roaring|friendly|enthusiastic"
    r"|sold-out|hundreds|thousands|dozens|\d[\d,]*) )*(?:crowds?|audiences?|supporters|delegates|attendees|rallygoers"
    r"|congregation|mourners|students|graduates|voters|worshippers|donors|activists|fans|parishioners|faithful|veterans"
    r"|protesters|demonstrators|onlookers)\b"
)
CLUB = re.compile(
    r"(?:the |a )(?:[A-Z][\w’'-]+ )+(?:Conference|Convention|Club|Association|Forum|Summit|Assembly"
    r"|Chamber of Commerce|Institute|Society)\b"
)
COMMITTEE = re.compile(
    r"(?:(?:the|a|an|his|her|[A-Z][\w’'.-]*|of|parliamentary|select|judicial|congressional|legislative|budget) )*"
    r"(?:[Cc]ommittee|[Ss]ubcommittee|[Pp]anel|[Cc]ouncil|[Cc]ommission|[Bb]oard|meeting|summit|forum|hearing)\b"
    r"(?! (?:member|chair|that he|president))"
)
TELLING = re.compile(TOLD + " ")
# What a sentence in small letters has one of at least, if a pattern finds something in it.
TELLING_NEEDS = (
    *("told", "tell", "inform", "remind", "warn", "spoke", "speak", "talk", "address", "brief"),
    *("said to", "ed to"),
)
WRITING_NEEDS = ("wrote", "writes", "writing", "written", "penned")
TAKING_NEEDS = ("took to ", "taking to ", "turned to ", "turning to ", "used ", "using ")
NO_OUTLET = re.compile(r"(?i)address|brief|warn|inform")
ONTO = re.compile(r"\b[Oo]n (?=(?:the )?[\w“\"])")
PASSIVE = re.compile(
    r"\b(?:[Ii]nterviewed|[Aa]sked|[Qq]uestioned|[Rr]eached|[Cc]ontacted|[Qq]uoted|[Pp]ressed)(?: \w+){0,2}? by "
)
WRITING = re.compile(
    r"\b(?:[Ww]rote|[Ww]rites|[Ww]riting|[Ww]ritten|penned)(?: \w+day)?(?: (?:an?|the) [\w-]+)? (?:in|for) "
)
TAKING = re.compile(
    rf"\b(?:(?:[Tt]ook|[Tt]aking|[Tt]urned|[Tt]urning) to|[Uu]sed|[Uu]sing) "
    rf"(?:(?P<partner>{PLATFORM})|social media|(?:his|her|their|its) [\w ]*?(?:page|account|blog)\b)"
)
SHOW = re.compile(
    r"[“\"](?P<partner>[A-Z0-9][\w’'-]*(?: (?:of|the|and|with|in|on|for|&|[A-Z0-9][\w’'-]*)){1,6})[.,]?[”\"]"
)
SEEN_ON = re.compile(
    r"(?:said|says|appeared|appearing|appearance|interview|spoke|speaking|seen|told \w+)"
    r"(?: (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|live|later|earlier|\w+ly|last \w+))* $"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Words `[start, end)` that tell a medium. rank: the lower, the more it says.

    touching: it counts only where it meets the cue ("issued a statement").
    """

    rank: int
    medium: str
    partner: str | None
    start: int
    end: int
    touching: bool = False


def shorten(partner: str) -> str | None:
    """Return a partner's words without a possessive, at most LONGEST_PARTNER characters."""
    bare = re.sub(r"['’]s?$", "", " ".join(partner.split()).rstrip(" ,."))
    return bare[:LONGEST_PARTNER] or None


def find_hearers(text: str, start: int, end: int, lower: str) -> Iterator[Frame]:
    """Give the frames of the sentence `text[start:end]` that name a hearer or a station.

    `lower` is the sentence in small letters: a search that can find nothing there is left out.
    """

    def find(pattern: re.Pattern[str], needs: tuple[str, ...]) -> Iterator[re.Match[str]]:
        return (
            pattern.finditer(text, start, end) if any(map(lower.__contains__, needs)) else iter(())
        )

    for match in find(TELLING, TELLING_NEEDS):
        yield from _told(text, end, match)
    for match in find(PASSIVE, (" by ",)):
        yield from _asked(text, end, match, "interview")
    for match in find(WRITING, WRITING_NEEDS):
        yield from _asked(text, end, match, "document")
    for match in find(ONTO, ("on ",)):
        yield from _station(text, start, end, match)
    for match in find(TAKING, TAKING_NEEDS):
        yield Frame(RANK["post"], "post", match["partner"], *match.span())


def match_body(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the committee or assembly at `start`: "testified before the Senate"."""
    return COMMITTEE.match(text, start, end) or ASSEMBLY.match(text, start, end)


HEARERS = (
    (COURTROOM, "court"),
    (ASSEMBLY, "speech"),
    (AUDIENCE, "speech"),
    (CLUB, "speech"),
    (COMMITTEE, "meeting"),
)


def _told(text: str, end: int, match: re.Match[str]) -> Iterator[Frame]:
    """Give the frame of a hearer: an outlet, reporters, a court, an assembly, a crowd."""
    if REPORTERS.match(text, match.end(), end):
        yield from _asked(text, end, match, "interview")
        return
    for pattern, medium in HEARERS:
        heard = pattern.match(text, match.end(), end)
        if heard and not text.startswith(("’", "'"), heard.end()):
            yield Frame(RANK[medium], medium, None, match.start(), heard.end())
            return
    if not NO_OUTLET.match(match[0]):
        yield from _asked(text, end, match, "interview")


def _asked(text: str, end: int, match: re.Match[str], medium: str) -> Iterator[Frame]:
    """Give the frame of the outlet or the reporters that follow a verb."""
    reporters = REPORTERS.match(text, match.end(), end) if medium == "interview" else None
    if reporters:
        who = reporters["who"].removeprefix("the ")
        rank = RANK["told reporters"]
        yield Frame(rank, "press conference", who, match.start(), reporters.end())
        return
    outlet = read_outlet(text, match.end(), end)
    if outlet is not None:
        words = shorten(outlet.words)
        yield Frame(RANK["told outlet"], medium, words, match.start(), outlet.end)


def _station(text: str, start: int, end: int, match: re.Match[str]) -> Iterator[Frame]:
    """Give the frame of "on CNN", "on the “Ulm Hour”": what can be heard or seen."""
    show = SHOW.match(text, match.end(), end) or SHOW.match(text, match.end() + 4, end)
    if show and SEEN_ON.search(text, max(start, match.start() - 40), match.start()):
        yield Frame(RANK["broadcast"], "broadcast", show["partner"], match.start(), show.end())
        return
    outlet = read_outlet(text, match.end(), end)
    if outlet is not None and outlet.heard and re.search(r"[A-Z\d]", outlet.words):
        words = shorten(outlet.words)
        yield Frame(RANK["broadcast"], "broadcast", words, match.start(), outlet.end)
