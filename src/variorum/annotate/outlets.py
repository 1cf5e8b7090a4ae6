"""News outlets as a phrase names them: "Reuters", "the magazine Der Spiegel", "local media"."""

# ruff: noqa: E501 - words of one kind stand on as few lines as they can

import re
from dataclasses import dataclass

from variorum.annotate.gazetteer import BROADCASTERS, CALENDAR, OUTLETS, PLACES

OURS = re.compile(
    r"(?:me|us|this (?:newspaper|paper|reporter|magazine|website|outlet|station|programme)"
    r"|our (?:reporter|correspondent|newspaper|paper|magazine|programme)s?)\b"
)
CAPITAL = r"(?:[A-ZÀ-Þ][\w&’'.-]*|\d{1,2}[A-Z]\w*|\d{1,2}(?= N(?:ews|EWS)\b))"
# A run of capitalised words, such as "Frankfurter Allgemeine", "Echo of Moscow", "Channel 9".
NAME = re.compile(
    rf"(?:[Tt]he )?{CAPITAL}(?:[ -](?:(?:of|the|for|and|on|in|&|der|de|le|la|du|am) )*"
    rf"(?:{CAPITAL}|\d{{1,2}}\b))*"
)
NOUN = (
    r"(?:newspapers?|daily|weekly|tabloid|paper|magazine|broadcaster|(?:radio|television|TV) (?:station"
    r"|channel|network|show|program(?:me)?)|news agency|newswire|wire service|news (?:outlet|site"
    r"|website|program(?:me)?|show|channel|portal)|stations?|affiliate|channel|network|agency|outlets?"
    r"|blog|podcast|program(?:me)?|show|host|interviewer|anchor|presenter|moderator|columnist|reporter"
    r"|correspondent|journalist|website|portal|journal"
    r"|radio|television|TV|media)"
)
# Words before the noun: "the left-leaning German"; no joint of a clause among them.
BEFORE = (
    r"(?:(?!(?:and|or|but|that|he|she|it|they|we|I|his|her|the|an?|to|of|for|on|in|at|with|who|was|is|were"
    r"|has|had|as|when|while|after|before|said|told|about|by|from)\b)[\w.’'&-]+ )"
)
DESCRIBED = re.compile(
    rf"(?P<det>an?|the|The|its|their|his|her|several|two|various|many|other)? ?(?P<before>{BEFORE}{{0,4}}?)"
    rf"(?P<noun>{NOUN})(?![\w-])(?! (?:said|who|was|is)\b)(?: (?P<name>{NAME.pattern}))?"
)
PERSON = re.compile(
    r"host|interviewer|anchor|presenter|moderator|columnist|reporter|correspondent|journalist"
)
PART_OF = re.compile(
    r" (?:news )?(?:program(?:me)?|show|station|podcast|affiliate|network|interview)\b"
)
# Nouns that are an outlet without an article: "told state media".
PLURAL = re.compile(r"(?:media|television|radio|TV|newspapers|outlets|stations)$")
SUCH = re.compile(
    r"(?:local|state|state-run|state-owned|public|national|foreign|international|social|opposition"
    r"|independent|regional|government|domestic|western|Western|pro-\w+|[A-Z]\w+(?:an|ish|ese|ch|i|ian)"
    r"|[A-Z]\w+['’]s?) "
)
STRONG = re.compile(
    r"(?:News|NEWS|NewsChannel|Times|Journal|Herald|Tribune|Gazette|Gazeta|Newspaper|Newspapers|TV"
    r"|Television|Radio|Broadcasting|Telegraph|Chronicle|Inquirer|Enquirer|Examiner|Dispatch|Sentinel"
    r"|Zeitung|Anzeiger|Tagblatt|Tageblatt|Blatt|Rundschau|Nachrichten|Kurier|Morgenpost|Abendblatt"
    r"|Allgemeine|Spiegel|Presse|Figaro|Corriere|Corrière|Gazzetta|Vanguardia|Periódico|Shimbun|Sanomat"
    r"|Newsday|Newsweek|Newswire|Magazine|Podcast|Picayune|Observer|Advertiser|Daily|Weekly"
    r"|Dealer|Broadcaster|Bugle|[\w-]+\.com)"
)
WEAK = re.compile(
    r"(?:Post|Press|Sun|Star|Mail|Mirror|Independent|Guardian|Globe|Register|Bee|Courier|Monitor"
    r"|Network|Agency|Record|Report|Reporter|Review|Standard|Argus|Beacon|Express|Echo|Today|Online"
    r"|Republic|Advocate|Leader|Ledger|Citizen|Recorder|Messenger|Democrat|Republican|Mercury|Argus"
    r"|Intelligencer|Constitution|Oregonian|Tennessean|Scotsman|Blade|Freeman|Spectator"
    r"|Economist|Hill|Atlantic|Nation|Intercept|Verge|Wire|Eagle|Gleaner|Age|Australian|World)"
)
LED = re.compile(
    r"(?:Radio|Agence|Daily|Evening|Sunday|Free|Voice of|Echo of|Channel|Local|NewsChannel)\b"
)
STATION = re.compile(
    r"[KWC][A-Z]{2,3}(?:[- ]?(?:TV|FM|AM|DT|\d{1,2}))?|(?:ABC|NBC|CBS|FOX|Fox|CW|ITV|BBC)\s?-?\d{1,2}"
    r"|(?:Channel|Local|NewsChannel|Region|Radio) \d{1,2}(?: News)?|News ?\d{1,2}|\d{1,2} ?(?:News|NEWS)"
)
NEED_THE = frozenset({"hill", "atlantic", "nation", "intercept", "verge", "economist", "hindu"})
NO_OUTLET = frozenset(
    {"tv", "radio", "news", "press", "report", "agency", "network", "television", "record", "daily"}
    | {"online", "magazine", "newspaper", "weekly", "national press"}
)
SHORTEST = 3  # letters; shorter names of outlets are written in capitals


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet's name or description, and where it ends in the text that was read."""

    words: str
    end: int
    heard: bool  # a broadcaster: words may be said "on" it


def read_outlet(text: str, start: int, end: int) -> Outlet | None:
    """Return the outlet that stands at `start`; None if it is surely none, or not surely one.

    >>> read_outlet("told the German magazine Der Spiegel so", 5, 37).words
    'Der Spiegel'
    """
    ours = OURS.match(text, start, end)
    if ours:
        return Outlet(ours[0], ours.end(), heard=False)
    return _described(text, start, end) or _named(text, start, end)


def is_outlet(name: str) -> bool:
    """Whether a name is surely a news outlet's or agency's.

    >>> is_outlet("the Varde Herald"), is_outlet("WXYZ-TV"), is_outlet("Congress")
    (True, True, False)
    """
    found = read_outlet(name, 0, len(name))
    return found is not None and found.end == len(name)


def _described(text: str, start: int, end: int) -> Outlet | None:  # noqa: C901, PLR0911 - a list of rules
    """Return the outlet that a noun describes, by its name if that stands there."""
    match = DESCRIBED.match(text, start, end)
    if match is None:
        return None
    before, name, noun = match["before"], match["name"], match["noun"]
    heard = re.search(
        r"radio|television|TV|broadcaster|channel|station|network|show|program|podcast", noun
    )
    if not match["det"] and not name and not (PLURAL.search(noun) or re.search(r"[A-Z]", before)):
        return None
    if not match["det"] and not name and PLURAL.search(noun) and before and not SUCH.match(before):
        return None
    if not match["det"] and not before and not name:
        return None
    if name and not before and not match["det"] and not PERSON.fullmatch(noun):
        return None  # "TV Roe": the noun is part of a name
    if PERSON.fullmatch(noun) and before:
        led = _named(text, start, end)
        if led is not None:
            return led  # "Local 9 News reporter Ann Roe"
    if name:
        name_end = match.start("name") + len(_first_name(name))
        return Outlet(text[match.start("name") : name_end], name_end, heard=heard is not None)
    owner = re.match(r"(?P<who>.*?)['’]s? ", before)
    if owner:
        led = _named(text, start, end)
        if led is not None:
            return led  # "the BBC's Hardtalk programme"
    own = re.search(rf"(?:^|(?<=['’]s )|(?<=['’] )|(?<= ))(?:{CAPITAL} )+$", before)
    if own and not re.search(r"show|program|podcast|blog|host|^media|affiliate|station$", noun):
        bare = own[0].strip()
        first = match.start("before") + own.start()
        adjective = re.fullmatch(r"[A-Z]\w+(?:an|ish|ese|ch|i|ian|['’]s?)", bare)
        if not adjective:
            bare = re.sub(r"^[A-Z]\w+(?:an|ish|ese|ch|i|ian|['’]s?) (?=[A-Z])", "", bare)
            return Outlet(bare or text[first : match.end()], match.end(), heard=heard is not None)
    return Outlet(match[0], match.end(), heard=heard is not None)


def _first_name(name: str) -> str:
    """Return a name up to its possessive: "Bild's Paul Brun" → "Bild"."""
    ends = re.search(r"['’]s?(?= |$)", name)
    return name[: ends.start()] if ends else name.rstrip(".")


def _named(text: str, start: int, end: int) -> Outlet | None:
    """Return the longest name at `start` that is an outlet's: "AP on Monday" → "AP"."""
    match = NAME.match(text, start, end)
    if match is None:
        return None
    best: Outlet | None = None
    for word in re.finditer(r"[^\s-]+(?:-(?=\d|TV))?[^\s]*", match[0]):
        shorter = match[0][: word.end()].rstrip(" ,.")
        bare = re.sub(r"['’]s?$", "", shorter)
        if word[0].casefold().strip(".,") in CALENDAR and best:
            break
        owned = shorter != bare
        rest = match[0][word.end() :]
        heard = _judge(bare, alone=owned or not re.match(r" [A-Z]", rest))
        if heard is not None:
            best = Outlet(bare, start + len(bare), heard=heard)
        if owned and best:
            break
    if best is not None and PART_OF.match(text, best.end) and best.words[:4] in {"the ", "The "}:
        return Outlet(best.words[4:], best.end, heard=best.heard)  # "the CNN program"
    return best


def _judge(name: str, *, alone: bool) -> bool | None:  # noqa: PLR0911 - a list of rules
    """Return whether an outlet's name is a broadcaster's; None if the name is no outlet's.

    alone: no further capitalised word follows, so that "Post" is not "Post Office".
    """
    the = re.match(r"[Tt]he ", name)
    bare = name[4:] if the else name
    folded = bare.casefold().replace(".", "")
    words = bare.split()
    if not words or folded in NO_OUTLET:
        return None
    if STATION.fullmatch(bare):
        return True
    if folded in OUTLETS and not (folded in NEED_THE and not the):
        if len(bare) <= SHORTEST and not bare.isupper() and folded not in {"nrc", "fox"}:
            return None
        return folded in BROADCASTERS if alone or len(words) > 1 or bare.isupper() else None
    heard = (
        any(
            word in {"TV", "Television", "Radio", "News", "NEWS", "Broadcasting", "Network"}
            for word in words
        )
        or words[0].casefold() in BROADCASTERS
    )
    if STRONG.fullmatch(words[-1]) and (len(words) > 1 or (the and alone)):
        return heard
    led = len(words) > 1 and (LED.match(bare) or _is_place(words[:-1]))
    if WEAK.fullmatch(words[-1]) and alone and (the or led):
        return heard
    if len(words) > 1 and words[-2] == "Radio":
        return True  # "BBC Radio 4"
    if LED.match(bare) and len(words) > 1 and words[0] in {"Radio", "Agence", "Voice", "Echo"}:
        return words[0] != "Agence"
    if " of " in bare and STRONG.fullmatch(words[0]):
        return heard  # "the Times of Ulm"
    return None


def _is_place(words: list[str]) -> bool:
    return " ".join(words).casefold() in PLACES
