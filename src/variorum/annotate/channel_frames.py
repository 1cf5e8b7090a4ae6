"""Frames that tell a channel: a preposition with a noun ("in a letter to"), or a verb alone."""

# ruff: noqa: E501 - words of one kind stand on as few lines as they can

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.annotate.channel_hearers import (
    RANK,
    REPORTERS,
    TOLD,
    Frame,
    find_hearers,
    match_body,
    shorten,
)
from variorum.annotate.channel_nouns import NOUNS, PLATFORM, Noun, settle_medium
from variorum.annotate.gazetteer import CALENDAR
from variorum.annotate.outlets import NAME, read_outlet
from variorum.annotate.titles import TITLES
from variorum.text.late import compile_late

# Words that end or cannot stand in the run between a preposition and its noun.
STOP = (
    r"(?:of|and|or|but|that|which|who|whom|he|she|they|it|we|I|with|for|on|in|at|by|to|from|after|before|as|when|while"
    r"|if|than|said|says|told|wrote|is|was|were|are|has|had|have|will|would|be|been|not|about|into|during|until"
    r"|since|because|where|what|how|outside|inside|near|reporters|journalists)"
)
DETERMINER = (
    r"(?:an?|the|The|his|her|their|its|our|my|that|this|these|those|one|another|two|three|several|separate|recent|some"
    r"|earlier|previous|subsequent|various|multiple|numerous|many|both"
    r"|[A-Z][\w.&’'-]*['’]s?|[A-Z]\w+s['’]|[Mm]onday|[Tt]oday['’]s)"
)
LEAD = r"(?:(?:series|string|round|couple|number|pair|exchange|flurry|batch|one|part|copy|video) of (?:his |her |its |their )?)?"
MODIFIERS = rf"(?P<det>{DETERMINER} )?(?P<mods>{LEAD}(?:(?!{STOP}\b)(?:[a-z-]+,|[A-Z]\w+ of(?: the)?|[\w.’'&/-]+) ){{0,5}}?)"
WHEN = re.compile(
    r"(?:,? (?:online|on|in|late|early|last|earlier|later|this|that|yesterday|today|tonight|week|month|year|morning|afternoon"
    r"|evening|night|sent|given|published|aired|airing|broadcast|posted|released|issued|taped|recorded|conducted"
    r"|obtained|e-?mailed|carried|quoted|reported|provided|addressed|dated|made|delivered|seen|read|shared|airs|scheduled"
    r"|first|originally|exclusively|printed|to be"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.?|\d{1,2}(?:st|nd|rd|th)?|\d{4}),?)*"
)
GROUP = re.compile(
    r"(?:(?:around|about|some|more|than|over|his|her|their|the|its|all|fellow|foreign|diplomatic|senior|company|campaign"
    r"|Senate|House|party|\d[\d,]*|dozens of|hundreds of) )*(?:[a-z-]+s|staff|people|men|women|faculty|media|congress"
    r"|mayor|president|governor|king|queen|pope|council|board|court|judge|ministry|committee|company|public)\b"
)
NOT_GROUP = re.compile(
    r"(?:his|her|its|us|this|his (?:own|former)|questions|inquir|requests|comments|details|say|as)\b"
)
# What a company, a prisoner's family or a player posts, and no website shows: "posted a 21% decline".
_RESULT = (
    r" (?:bail|bond|guards?|(?:(?!photo|video|picture|message|statement|link|chart)[\w$€£%.,’-]+ ){0,5}?"
    r"(?:profits?|loss(?:es)?|gains?|declines?|drops?|falls?|rises?|increases?|growth|revenues?|sales|earnings|income"
    r"|results|surplus|deficit|wins?|victory|victories|record|scores?|points|turnover)\b)"
)
# Verbs that are a medium; they count where they are the cue, or stand by it. With each, in small
# letters, of what its sentence has one at least.
VERBS = (
    ("post", ("tweet", "blogged", "post"), re.compile(r"\b(?:[Tt]weet(?:ed|s|ing)|[Rr]etweeted|[Bb]logged|[Pp]ost(?:ed|ing)(?!" + _RESULT + r"))\b")),
    ("text message", ("texted",), re.compile(r"\b[Tt]exted\b")),
    ("e-mail", ("mailed",), re.compile(r"\b[Ee]-?mailed\b")),
    ("phone call", ("phoned",), re.compile(r"\b(?:[Pp]honed|[Tt]elephoned)\b")),
    ("court", ("testif", "plea"), re.compile(r"\b(?:[Tt]estif(?:ied|ies|ying|y)|[Pp]lead(?:s|ed)?(?: not| no)? (?:guilty|contest)|[Pp]leaded(?= innocen))\b")),
    ("letter", ("wrote to", "writes to", "writing to"), re.compile(r"\b(?:[Ww]rote|[Ww]rites|[Ww]riting) to\b")),
)  # fmt: skip
CALLED = re.compile(
    r"\b(?:[Rr]eached|[Cc]ontacted|[Ii]nterviewed|[Ss]poke|[Ss]peaking)(?: \w+){0,4}? by (?:tele)?phone\b"
)
BY = re.compile(r" by ")
BEFORE = re.compile(r" (?:before|to|in front of) ")
SIDE = re.compile(r",? (?P<how>with|to|by|on|for|in|from) ")
SIDE_BACK = re.compile(r"(?<=\s)(?P<how>with|to|by|on|for|in) ")
ON_PLATFORM = re.compile(
    rf",? (?:on|to|via|from) (?:the |his |her |their |its )?(?:[a-z-]+ ){{0,4}}?(?P<partner>{PLATFORM})"
)
POSTED_ON = re.compile(rf".{{0,30}}?\b(?:on|to) (?P<partner>{PLATFORM})")
VERB_ON = re.compile(rf" (?:\w+ ){{0,3}}?(?:on|to) (?P<partner>{PLATFORM})")
PRINTED = re.compile(r"\b(?:published|printed|carried|quoted|reported|posted)\b")
# What an outlet is, before its name: "by the newspaper The Post", "on the website of Radio Orla".
KIND = re.compile(
    r"(?:[Tt]he )?(?:[a-z]+ )?(?:newspaper|paper|magazine|tabloid|daily|weekly|journal|news site|website|web site|portal"
    r"|station|channel|broadcaster|network|programme|program|podcast|news agency|agency|pages?)(?: of)? (?=(?:[Tt]he )?[A-Z])"
)
NAME_START = re.compile(r"(?:[Tt]he )?(?=[A-Z\d])")
# Phrases, in lower case, that look like a channel and are none; by medium.
ODD = {
    "document": r"in (?:my|his|her|our|their|its) opinion|to .*",
    "interview": r"for .*|(?:to|from) \w+",
    "statement": r"from [\w-]+",
    "speech": r"on (?!.*floor).*|to .*|from (?!.*(?:pulpit|podium|floor|stage)).*|at .*(?:address|floor|speech)"
    r"|in .*(?:events?|dinner|funeral|ceremony|vigil|fundraisers?|conference|convention)"
    r"|(?!at ).*(?<!campaign )(?<!public )events?|.*(?:e-?mail|street|home|web)\b.*address(?:es)?",
    "court": r"(?:from|on) (?!.*(?:stand|testimony)).*",
    "broadcast": r"in (?:the )?(?:radio|television|tv|debate)|in (?:the|this|that) episode",
    "post": r"(?:on|to|from|through|via) (?!.*(?:social|blog|online|facebook|x |twitter|truth)).*(?:posts?|threads?)"
    r"|in (?:the|his|her|its|their) post|(?:to|from|using) (?!platform).*",
    "meeting": r"in (?:the |a )?(?:committee|council|panel|session)s?",
}
PART_OF_IT = re.compile(
    r"\b(?:involved|participat\w+|tak(?:e|es|en|ing) part|took part|enrolled|included|featured|named|listed"
    r"|mentioned|described|identified|charged|pictured|interested|errors?|flaws?) $"
)
PLANNED = re.compile(r"\b(?:will|would|to) (?:also )?$")  # "who will deliver the keynote"
TESTED = re.compile(
    r"(?i)\b(?:clinical|vaccin\w*|drugs?|placebo|participants?|volunteers|patients|phase \w+|doses?"
    r"|randomi[sz]ed|researchers|scientists|efficacy|therap(?:y|ies)|treatments?|pilot scheme)\b"
)
TRIED = re.compile(
    r"(?i)\b(?:jur(?:y|ors?)|judge|court\w*|prosecut\w+|defendants?|testif\w+|witness\w*|guilty"
    r"|charge[sd]?|murder\w*|verdict|lawyers?|attorneys?|sentenced?|accused|barrister)\b"
)
TRIAL_REACH = 250  # characters around "trial" that tell a court's from a laboratory's
ODD_OF = {medium: re.compile(words) for medium, words in ODD.items()}


def _prepositions(words: str) -> str:
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words.split())


def _patterns(noun: Noun) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return the patterns of a noun after a preposition, and as the object of its verbs."""
    lead = _prepositions(noun.preps)
    if noun.medium in {"document", "statement", "post", "letter"}:
        lead += "|[Aa]ccording to|[Pp]art of"
    if noun.told:
        lead += f"|{TOLD}"
    phrase = rf" {MODIFIERS}(?P<noun>{noun.words})(?![\w’'-])(?!['’])"
    frame = compile_late(rf"\b(?P<prep>{lead}){phrase}")
    if not noun.verbs:
        return frame, None
    return frame, compile_late(rf"\b(?P<prep>{_prepositions(noun.verbs)})(?: out)?{phrase}")


PATTERNS = tuple((noun, *_patterns(noun)) for noun in NOUNS)
NEEDED = frozenset().union(*(noun.needs for noun in NOUNS))
LONGER = tuple(words for words in NEEDED if " " in words)
NEEDED_BY_START = {
    start: tuple(words for words in NEEDED if words[:2] == start)
    for start in {words[:2] for words in NEEDED}
}


def find_frames(text: str, start: int, end: int) -> Iterator[Frame]:
    """Give the frames of the sentence `text[start:end]`, in no order; some may overlap."""
    lower = text[start:end].lower()
    present = {word for word in LONGER if word in lower}.union(*map(_needed_in, lower.split()))
    for noun, after_preposition, as_object in PATTERNS:
        if noun.needs.isdisjoint(present):
            continue
        for match in after_preposition.finditer(text, start, end):
            yield from _noun_frame(text, end, noun, match, touching=False)
        if as_object is not None:
            for match in as_object.finditer(text, start, end):
                yield from _noun_frame(text, end, noun, match, touching=True)
    yield from find_hearers(text, start, end, lower)
    yield from _verb_frames(text, start, end, lower)


@lru_cache(maxsize=50_000)
def _needed_in(word: str) -> frozenset[str]:
    """Return what a noun may need that a word, in small letters, holds."""
    return frozenset(
        part
        for at in range(len(word) - 1)
        for part in NEEDED_BY_START.get(word[at : at + 2], ())
        if word.startswith(part, at)
    )


def _noun_frame(
    text: str, end: int, noun: Noun, match: re.Match[str], *, touching: bool
) -> Iterator[Frame]:
    det, mods, word = match["det"] or "", match["mods"], match["noun"]
    if not det and not _may_lack_article(noun, word, mods):
        return
    if not touching and _is_odd(noun, match):
        return
    if touching and PLANNED.search(text, max(0, match.start() - 16), match.start()):
        return
    if noun.medium == "court" and word.casefold() == "trial" and _is_of_science(text, match):
        return
    partner, stop = _partner(text, match.end(), end, noun, match)
    if partner is None and not noun.alone:
        return
    medium = settle_medium(noun, word, det + mods)
    if not noun.alone and partner in {"reporters", "journalists"}:
        medium = "press conference"
    yield Frame(RANK[medium], medium, partner, match.start(), stop, touching)


def _may_lack_article(noun: Noun, word: str, mods: str) -> bool:
    """Whether a noun may stand there without an article: plurals, names, "by phone", "in court"."""
    bare = noun.bare.split()
    return (
        word.rsplit(maxsplit=1)[-1].casefold() in bare
        or re.match(PLATFORM, word) is not None
        or re.search(r"[A-Z]", mods) is not None
        or mods.startswith(("series", "part", "one"))
        or (word.endswith("s") and not word.endswith("ss"))
    )


def _is_of_science(text: str, match: re.Match[str]) -> bool:
    """Whether a trial is one of a drug or a scheme, by the words around it."""
    around = text[max(0, match.start() - TRIAL_REACH) : match.end() + TRIAL_REACH]
    return len(TESTED.findall(around)) > len(TRIED.findall(around))


def _is_odd(noun: Noun, match: re.Match[str]) -> bool:
    if noun.medium == "document" and PART_OF_IT.search(
        match.string, max(0, match.start() - 24), match.start()
    ):
        return True  # "Strand, who was not involved in the study, said": how she said it is open
    word = "platform" if re.match(PLATFORM, match["noun"]) else match["noun"]
    if noun.medium == "interview" and not noun.alone:
        return False
    phrase = f"{match['prep']} {match['det'] or ''}{match['mods']}{word}".casefold()
    odd = ODD_OF.get(noun.medium)
    return odd is not None and odd.fullmatch(phrase) is not None


def _partner(
    text: str, at: int, end: int, noun: Noun, match: re.Match[str]
) -> tuple[str | None, int]:
    """Return the other side that the words before or after a noun name, and where the frame ends."""
    after = WHEN.match(text, at, end)
    place = after.end() if after else at
    if noun.toward == "platform":
        on = ON_PLATFORM.match(text, place, end) or (place != at and POSTED_ON.match(text, at, end))
        if on:
            return on["partner"], on.end()
    elif noun.toward != "none":
        how = SIDE.match(text, place, end)
        if how is None and place != at:  # "published on Sunday by": the day's "on" was read
            how = SIDE_BACK.search(text, max(at, place - 4), place + 1)
            how = how or SIDE.match(text, at, end)
        printed = PRINTED.search(text, at, place) is not None
        found = _read_side(text, how, end, noun, printed=printed) if how else None
        if found is not None:
            return found
    return _partner_inside(noun, match), at


def _read_side(
    text: str, how: re.Match[str], end: int, noun: Noun, *, printed: bool
) -> tuple[str | None, int] | None:
    """Return the other side after "with", "to", "by", and where it ends.

    `printed`: "published in" stands before it.
    """
    place, word = how.end(), how["how"]
    kind = KIND.match(text, place, end)
    outlet = (kind and read_outlet(text, kind.end(), end)) or read_outlet(text, place, end)
    inside = word == "in" and not (noun.toward == "place" or printed)
    if outlet is not None and word != "from" and not inside:
        return shorten(outlet.words), outlet.end
    reporters = REPORTERS.match(text, place, end) if word in {"with", "to"} else None
    if reporters:
        return reporters["who"], reporters.end()
    if noun.toward == "outlet" and word == "with" and noun.medium != "statement":
        return _named_side(text, place, end)
    if word == "to" and noun.toward in {"addressee", "place"}:
        group = GROUP.match(text, place, end)
        if group and not NOT_GROUP.match(text, place, end):
            return shorten(group[0]), group.end()
        return _named_side(text, place, end)
    return None


def _named_side(text: str, place: int, end: int) -> tuple[str | None, int] | None:
    """Return a name at `place` that may be the other side of a talk: no day, no "Russia's"."""
    match = NAME.match(text, place, end)
    if match is None:
        return None
    words: list[str] = []
    stop = place
    for word in re.finditer(r"\S+", match[0]):
        if word[0].casefold().strip(".,") in CALENDAR or (word[0] in {"on", "in"} and words):
            break
        words.append(word[0])
        if word[0] not in {"of", "the", "for", "and", "on", "in", "&"}:
            stop = place + word.end()
    name = text[place:stop].rstrip(",.")
    bare = re.sub(r"^[Tt]he ", "", name).casefold()
    if not bare or bare.strip(".") in TITLES or re.search(r"['’]s?$", bare):
        return None
    return shorten(name), place + len(name)


def _partner_inside(noun: Noun, match: re.Match[str]) -> str | None:
    """Return the outlet or platform among the words before a noun: "in a Varde Herald interview"."""
    phrase = f"{match['det'] or ''}{match['mods']}"
    if noun.toward == "platform":
        found = re.search(PLATFORM, phrase + match["noun"])
        return found[0] if found else None
    if noun.toward not in {"outlet", "station"}:
        return None
    for word in NAME_START.finditer(phrase):
        outlet = read_outlet(phrase, word.start(), len(phrase.rstrip()))
        if outlet is not None and NAME_START.match(outlet.words):
            return shorten(re.sub(r"^[Tt]he ", "", outlet.words))
    return None


def _verb_frames(text: str, start: int, end: int, lower: str) -> Iterator[Frame]:
    """Give the frames of verbs that are a medium: "tweeted", "testified", "reached by phone"."""
    for match in CALLED.finditer(text, start, end) if "phone" in lower else ():
        by = BY.match(text, match.end(), end)
        outlet = read_outlet(text, by.end(), end) if by else None
        stop = outlet.end if outlet else match.end()
        yield Frame(
            RANK["phone call"], "phone call", outlet.words if outlet else None, match.start(), stop
        )
    for medium, needs, pattern in VERBS:
        if any(map(lower.__contains__, needs)):
            for match in pattern.finditer(text, start, end):
                yield _verb_frame(text, end, medium, match)


def _verb_frame(text: str, end: int, medium: str, match: re.Match[str]) -> Frame:
    touching = medium != "court" and "weet" not in match[0]
    if medium == "court":
        before = BEFORE.match(text, match.end(), end)
        heard = before and match_body(text, before.end(), end)
        if heard:
            return Frame(RANK["meeting"], "meeting", None, match.start(), heard.end())
    side: tuple[str | None, int] | None = None
    if medium == "post":
        on = VERB_ON.match(text, match.end(), end)
        side = (on["partner"], on.end()) if on else None
    if medium == "letter":
        side = _named_side(text, match.end() + 1, end)
    partner, stop = side or (None, match.end())
    return Frame(RANK[medium], medium, partner, match.start(), stop, touching)
