"""Where sentences begin and end: paragraphs for a language model, and a splitter of our own.

The splitter is for the fast way, without any model; the accurate way takes spaCy's `senter`.
"""

# ruff: noqa: SIM905 - word lists read best as words

import re

from variorum.model import Article, BlockKind

ANNOTATED_KINDS: frozenset[BlockKind] = frozenset({"headline", "standfirst", "body", "correction"})
LONGEST = 3000  # characters a language model gets at once: bounds its memory
# A line of hard-wrapped text: longer is a paragraph of its own, shorter a heading or an end.
WRAPPED = range(45, 101)

NEWLINE = re.compile(r"[ \t\r\f\v]*\n\s*")
# The end of a sentence: its mark, closing quotes and brackets, white space, and what begins next.
END = re.compile(
    r"(?P<mark>[.!?…]+)(?P<closing>[\"'”’»)\]]*)(?P<gap>\s+)(?P<opening>[\"'“‘«(\[—–-]*\s?)(?=(?P<next>\w))"
)
LAST_WORD = re.compile(r"(?:[\w&’'-]+\.)*[\w&’'-]+$")
INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]$")
# Before a name or number: never the end.
BEFORE_NAME = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt cpl pvt maj adm cmdr rev hon"
    " st mt ft pres amb supt det ofc sr fr msgr vs v approx ca cf fig al e.g i.e dem d-n.y"
    " messrs mmes u.s.s art op vol pp".split()
)
# May end a sentence; does so only before a word that is not likely to go on with a name.
ABBREVIATIONS = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun"
    " ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb"
    " nev okla ore pa tenn tex vt va wash wis wyo inc corp co ltd jr sr bros etc est dept assn ave"
    " blvd rd a.m p.m u.s u.n u.k e.u d.c u.s.a ph.d m.d b.c a.d l.a n.y n.j n.c s.c n.h n.m r.i"
    " w.va d-calif r-fla".split()
)
# Words that begin sentences far more often than they go on after an abbreviation.
STARTERS = frozenset(
    "the a an he she it they we i you this that these those but and so in on at for if when while"
    " as after before his her their its our my there here what who how why where mr mrs ms some"
    " many most all no not now then however meanwhile according officials police".split()
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
    """Return the sentences of the paragraph `text[start:end]`, without a model, in order.

    >>> text = "Mr. Roe met the U.N. envoy on Feb. 24. He left at 5 p.m. She stayed."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Mr. Roe met the U.N. envoy on Feb. 24.', 'He left at 5 p.m.', 'She stayed.']
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    begin = start
    for match in END.finditer(text, start, stop):
        if _ends_sentence(text, begin, match):
            found.append((begin, match.start("gap")))
            begin = match.end("gap")
    found.append((begin, stop))
    return [span for span in (_strip(text, *pair) for pair in found) if span[0] < span[1]]


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:  # noqa: PLR0911 - one return a rule
    following = match["next"]
    if following.islower():
        return False
    if match["mark"] != "." or match["closing"]:
        # "“Why?” Ann asked" goes on; "“No.” Ann left" ends, and nothing small tells them apart.
        return True
    word_match = LAST_WORD.search(text, max(begin, match.start() - 30), match.start())
    if word_match is None:
        return True
    word = word_match[0].casefold()
    next_word = text[match.end() : match.end() + 30].split(maxsplit=1)[0]
    next_key = re.split(r"\W", next_word.casefold(), maxsplit=1)[0]
    if word in BEFORE_NAME or (word in {"no", "nos"} and next_key.isdigit()):
        return False
    if word in ABBREVIATIONS or "." in word:
        return bool(match["opening"].strip()) or (next_key in STARTERS and not next_key.isdigit())
    if INITIALS.fullmatch(word_match[0]) and word_match[0].isupper():
        return next_key in STARTERS and next_key not in {"i", "a"}
    return True


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
