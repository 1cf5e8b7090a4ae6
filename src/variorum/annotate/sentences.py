"""Where sentences begin and end: paragraphs for a language model, and the sentences in them.

Sentences are found by rules, with and without a model of language: in 200 reports read side by side
the rules were right in nine of ten places where spaCy's `senter` had another border. What is in
doubt ("in Minn. Roe said") is left in one sentence.
"""

# ruff: noqa: SIM905 - word lists read best as words

import re

from variorum.model import Article, BlockKind

ANNOTATED_KINDS: frozenset[BlockKind] = frozenset({"headline", "standfirst", "body", "correction"})
LONGEST = 3000  # characters a language model gets at once: bounds its memory
# A line of hard-wrapped text: longer is a paragraph of its own, shorter a heading or an end.
WRAPPED = range(45, 101)

NEWLINE = re.compile(r"[ \t\r\f\v]*\n\s*")
LETTERS = re.compile(r"[^\W_]+")
# The end of a sentence: its mark, closing quotes and brackets, white space, and what begins next.
END = re.compile(
    r"(?<![.!?…])(?P<mark>\.(?:\s\.){1,3}|[.!?…]++)(?P<closing>[\"'”’»)\]]*+)"
    r"(?P<gap>(?:\s(?=[\"'”’]\s)[\"'”’])?\s+)"
    r"(?P<opening>[\"'“‘«(\[—–-]*\s?(?:(?:…|\.\.\.)\s?)?)(?=(?P<next>\w))"
)
# The same where the blank was lost: "left.The mayor", "left.”The mayor", "left.“No".
GLUED = re.compile(
    r"(?<=[a-zà-ÿ]{2}|[a-zà-ÿ][)\]]|\d[)\]])(?P<mark>[.!?])(?P<closing>[”’)\]]*)(?P<gap>)"
    r"(?P<opening>[“‘\"]?)(?=(?P<next>[A-Z])[a-z’']*\s)"
)
LAST_WORD = re.compile(r"(?:[\w&’'-]+\.)*[\w&’'-]+$")
INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]$")
ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.&?)+[^\W\d_]{1,2}$")
BRAND = re.compile(r"[a-z]{1,2}[A-Z]|https?:|www\.|pic\.twitter")
ELLIPSIS = re.compile(r"…|\.\s\.|\.\.\.$")
BULLET = " \t•*-–"
QUOTE = frozenset("\"'”’»")
# "“Why?” asked" goes on; so does "“Why?” Ana Roe of the union asked".
SAID = re.compile(
    r"(?:[A-Z][\w’'-]*\.?\s){1,5}(?:[a-z][\w’'-]*\s|[A-Z][\w’'-]*\.?\s){0,3}(?:,[^.!?,\"“”]{1,60},\s)?"
    r"(?:says|said|asks|asked|wrote|writes|tweeted|added|adds|replied|shouted|cried|yelled|wondered|told"
    r"|exclaimed|demanded|continued|recalled|responded|quipped|joked|chanted|declared)\b"
)
# Before a name or number, with a capital letter: never the end.
BEFORE_NAME = frozenset(
    "mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt sgts capt cpl pvt pfc spc maj"
    " brig adm cmdr cdr insp rev hon st mt ft pres amb supt det dets ofc sr fr br msgr atty asst"
    " dep sec ald comm fig art vol nr hr sra srta mme mlle dott sig ing messrs mmes u.s.s".split()
)
# The same in small letters, before names, numbers and words alike.
BEFORE_ANY = frozenset(
    "vs v approx ca cf cca e.g i.e op vol fig pp p a.k.a c.f d.h z.b u.a bzw ggf".split()
)
# Those of the titles that also end the name of a street or of a man.
AFTER_NAME = frozenset("st mt ft sr".split())
STATES = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb"
    " nev okla ore pa tenn tex vt va wash wis wyo d.c n.y n.j n.c s.c n.h n.m n.d s.d r.i w.va ont"
    " que alta b.c man sask".split()
)
CLOCK = frozenset(("a.m", "p.m"))
# May end a sentence; does so only before a word that is not likely to go on with a name.
ABBREVIATIONS = STATES | frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " inc corp co cos ltd plc llc jr sr bros esq etc est dept assn assoc intl univ al ave blvd rd"
    " hwy sq min max no nos ext tel mio mrd".split()
)
# Abbreviations that are words as well: only with a capital letter, and where a name comes before.
ALSO_WORDS = frozenset(
    "ill ind miss mo pa la del mass wash man ore ark tex co mar sat sun no est".split()
)
# Words that begin sentences far more often than they go on after an abbreviation.
STARTERS = frozenset(
    "the a an he she it they we i you this that these those but and so in on at for if when while"
    " as after before his her their its our my there here what who how why where mr mrs ms some"
    " many most all no not now then however meanwhile according officials police".split()
)
DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday"
    " mon tue tues wed thu thur thurs fri sat sun"
)
MONTHS = (
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sept sep oct nov dec januar februar märz mai juni juli oktober dezember"
    " janvier février mars avril juin juillet août septembre octobre novembre décembre"
)
ZONES = (
    "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest ist jst"
    " eastern central pacific"
)
AFTER_CLOCK = frozenset(f"{DAYS} {MONTHS} {ZONES}".split())
OF_THE_YEAR = frozenset(MONTHS.split())
# After a state: whose office or body it is. "Mesa, Ariz. Mayor Roe" is one sentence.
OFFICES = frozenset(
    "mayor gov governor sen senator rep representative lt attorney sheriff state secretary"
    " department supreme court republican democrat republicans democrats legislature house"
    " senate".split()
)
POLICE = re.compile(
    r"\W*(?i:police)\s(?:Chief|Sgt|Lt|Capt|Officer|Det|Department|Commissioner|Cmdr|Maj)"
)
# "the 5 p.m. Roe show": before the hour stands what makes it a part of a name.
ADJECTIVE = re.compile(
    r"\b(?:the|an?|this|that|their|its|his|her|our|\w+[’']s)\s\d{1,2}(?::\d\d)?\s?$", re.IGNORECASE
)
# German and Scandinavian ordinals: "am 3. Oktober", "der 2. Senat".
ORDINAL = re.compile(
    r"\b(?:am|der|die|das|dem|den|des|im|vom|zum|zur|seit|bis|ab|ein|eine|einen|einem|i|til|fra)\s\d{1,2}$",
    re.IGNORECASE,
)


def cut_paragraphs(article: Article) -> list[tuple[int, int]]:
    """Return the paragraphs that carry annotation, in text order, none longer than `LONGEST`.

    They are the headline, standfirst, body and correction blocks, parted at empty lines and at
    line ends that are no mere wrapping.
    """
    found: list[tuple[int, int]] = []
    for block in article.blocks:
        if block.kind in ANNOTATED_KINDS:
            found.extend(_paragraphs(article.text, block.start, block.end))
    return found


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the sentences of the paragraph `text[start:end]`, in order. Time is linear.

    >>> text = "Mr. Roe met the U.N. envoy on Feb. 24. He left at 5 p.m. She stayed."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Mr. Roe met the U.N. envoy on Feb. 24.', 'He left at 5 p.m.', 'She stayed.']
    """
    stop = len(text) if end is None else end
    borders = [
        (match.start("gap"), match.end("gap"))
        for match in END.finditer(text, start, stop)
        if _ends_sentence(text, start, match)
    ]
    borders += [
        (match.start("gap"), match.end("gap"))
        for match in GLUED.finditer(text, start, stop)
        if _is_glued(text, start, match)
    ]
    found: list[tuple[int, int]] = []
    begin = start
    for last, first in sorted(borders):
        found.append((begin, last))
        begin = first
    found.append((begin, stop))
    return [span for span in (_strip(text, *pair) for pair in found) if span[0] < span[1]]


def _is_glued(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a mark without a blank after it ends a sentence: before a word that begins one."""
    if match["closing"] or match["opening"] in {"“", "‘"}:
        return True
    if match["opening"]:  # a straight mark opens a quotation if those before it are in pairs
        return text.count('"', max(start, match.start() - LONGEST), match.start()) % 2 == 0
    return _next_word(text, match)[1] in STARTERS


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 10]
    if match["next"].islower() and not BRAND.match(following):
        return False
    _, key = _next_word(text, match)
    if ELLIPSIS.search(match["mark"]) and match["mark"] != "....":
        return key in STARTERS and key != "i"
    quoted = bool(QUOTE.intersection(match["closing"]))
    if match["mark"] != ".":
        named = key not in STARTERS or key in {"mr", "mrs", "ms"}
        return not (quoted and named and SAID.match(text, match.end()))
    word = LAST_WORD.search(text, max(start, match.start() - 30), match.start())
    raw = word[0].lstrip("'’-&") if word else ""
    return quoted or not raw or _ends_after(text, start, match, raw)


def _ends_after(  # noqa: C901, PLR0911, PLR0912 - one return a rule
    text: str, start: int, match: re.Match[str], raw: str
) -> bool:
    """Whether a full stop after the word `raw` ends a sentence."""
    next_word, key = _next_word(text, match)
    word = raw.casefold()
    before = text[max(start, match.start() - len(raw) - 12) : match.start() - len(raw)]
    begins = key in STARTERS and not next_word.startswith("No.")
    if word.isdigit():
        return not _is_number(text, start, match, word, key)
    if "(" in match["opening"] or match["opening"].strip(" ")[:1] in {"-", "–", "—"}:
        begins = False  # "MESA, Ariz. (AP) —": a dateline
    elif match["opening"].strip():
        begins = True
    if word in BEFORE_ANY:
        return False
    if word in BEFORE_NAME and raw[0].isupper():
        return word in AFTER_NAME and begins and _follows_name(before)
    if word in {"no", "nos"}:
        return not key.isdigit()
    if word in CLOCK:
        return begins or not (match["opening"].strip() or _goes_on_after_clock(before, key))
    if word in STATES and raw[0].isupper():
        if key in OFFICES or POLICE.match(text, match.end()):
            return False
        if before.endswith(", "):
            return begins or not (match["opening"].strip() or key in AFTER_CLOCK or key.isdigit())
    if word in ALSO_WORDS and not (raw[0].isupper() and _follows_name(before)):
        return True
    if INITIALS.fullmatch(raw) and raw.isupper():
        if raw == "I" and re.search(r"[a-z,]\s$", before):
            return True
        return begins and key not in {"i", "a"}
    if word in ABBREVIATIONS or ACRONYM.fullmatch(word):
        return begins
    return True


def _next_word(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return the word after a match as it is written, and its letters in lower case."""
    word = text[match.end() : match.end() + 30].split(maxsplit=1)[0]
    letters = LETTERS.match(word.casefold())
    return word, letters[0] if letters else ""


def _follows_name(before: str) -> bool:
    """Whether the word before is capitalised, or a comma stands there: "Main ", "Roe, "."""
    words = before.split()
    return bool(words) and (words[-1][:1].isupper() or words[-1].endswith(",") or words[-1] == "&")


def _goes_on_after_clock(before: str, key: str) -> bool:
    """Whether after "a.m." or "p.m." comes a day, a zone or the name of a show."""
    return key in AFTER_CLOCK or key.isdigit() or ADJECTIVE.search(before) is not None


def _is_number(text: str, start: int, match: re.Match[str], word: str, key: str) -> bool:
    """Whether a full stop after a number belongs to it: "3. Oktober", "1. Roe won" in a list."""
    if len(word) > 2 or key in STARTERS:
        return False
    place = match.start() - len(word)
    if place - start <= len(BULLET) and not text[start:place].strip(BULLET):
        return True
    before = text[max(start, place - 10) : match.start()]
    return (key in OF_THE_YEAR and key != "may") or bool(ORDINAL.search(before))


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    begin = line = start
    for match in NEWLINE.finditer(text, start, end):
        if match[0].count("\n") > 1 or not _goes_on(text, line, match):
            pieces.append((begin, match.start()))
            begin = match.end()
        line = match.end()
    pieces.append((begin, end))
    return [
        part
        for pair in pieces
        for part in _bounded(text, *_strip(text, *pair))
        if part[0] < part[1]
    ]


def _goes_on(text: str, line: int, match: re.Match[str]) -> bool:
    """Whether a single line end only wraps a paragraph."""
    return match.start() - line in WRAPPED and text[match.start() - 1] not in '.!?…"”’»)'


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    while end - start > LONGEST:
        stop = start + LONGEST
        last = max(text.rfind(". ", start + LONGEST // 2, stop) + 1, 0)
        cut = last or text.rfind(" ", start + LONGEST // 2, stop)
        cut = cut if cut > start else stop
        parts.append(_strip(text, start, cut))
        start = _strip(text, cut, end)[0]
    parts.append((start, end))
    return parts


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
