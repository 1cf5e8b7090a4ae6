# ruff: noqa: E501 - the tables of patterns are read more easily in long lines
"""Names for the lines of a document: rules over what the classifier holds to be body or not.

`name_furniture` names what a line can only be, wherever it stands.
"""

import re
from collections.abc import Sequence

from variorum.model import BlockKind
from variorum.read.bylines import is_person, read_byline, read_list_byline
from variorum.read.datelines import is_dateline
from variorum.read.headlines import ABOVE, choose_headline
from variorum.read.lines import Line
from variorum.read.series import is_counted
from variorum.read.telling import TELLING

PATTERN = dict(TELLING)
WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
SENTENCE_END = re.compile(r"[.!?…。！？][\"”’'»)\]」]*$")
BULLETS = "-–—•*·"
PARAGRAPH = 9  # words: shorter lines above the body may be anything
_AGENCY = (
    r"AFP|AP|EPA|Reuters|Getty(?: Images)?|Keystone|Bloomberg|Alamy|Shutterstock|TASS|DPA|dpa|Xinhua|"
    r"PA(?: Wire| Images)?|EFE|ANSA|Kyodo|Yonhap|Sputnik|Anadolu|WireImage|iStock(?:photo)?|Unsplash"
)
CAPTION = re.compile(
    r"^\W*(?i:photo(?:graph)?s?|image|picture|file photo|photo credit|image credit|pictured|above|"
    r"credit)\b[^.]{0,30}[:/]"
    rf"|\((?:[^()]{{0,50}}\b)?(?:(?i:photo|image|picture|file)|{_AGENCY})\b[^()]{{0,60}}\)\W*$"
    r"|[©]\s?(?!\d|(?i:copyright))[^.]{2,60}$"
    rf"|[^,;:]\s(?:{_AGENCY})(?:\s?[/|,]\s?[^.]{{2,50}}|\s(?:Photo|Images?))?\s*$"
    # "... enter the camp [Ann Roe/Gulf Post]", "... is closed. (Coast News: Ann Roe)"
    r"|[\[(][A-ZÀ-Þ][^\[\]()/:\d]{3,40}(?:/|: )[A-ZÀ-Þ][^\[\]()/:\d]{2,40}[\])]\W*$"
    r"|\b(?i:photo(?:graph)?|image|picture|illustration|screenshot|video) "
    r"(?i:by|courtesy|credit)\b[^.!?]{0,60}$",
)
CREDITED = re.compile(
    rf"\b(?i:photograph|photo|picture|image|foto|bild|imagen|photographie|fotograf[ií]a|immagine)\s?:\s?[^.!?]{{2,60}}$|[^.,;:]/\s?(?:{_AGENCY})\s*$"
)
CORRECTION = re.compile(
    r"^\W*(?:correction\b|clarification\b|editor.s note\b|this (?:story|article|report) (?:has been|was) "
    r"(?:updated|amended|corrected|changed|edited)\b)",
    re.IGNORECASE,
)
# "OSTBY (AP) — In a story on May 3 about a ferry, The Associated Press misspelled the name of ..."
_ERRED = (
    r"(?:erroneously|incorrectly|mistakenly|wrongly|in error|misspelled|misidentified|misstated"
    r"|misquoted|misreported)\b"
)
CORRECTS = re.compile(
    r"(?:[^.\n]{0,60}[—–-]\s)?In (?:an?|some|our) (?:[\w.,-]+ ){0,6}?"
    r"(?:(?:story|stories|article|articles|dispatch)\b.{0,300}?,\s"
    r"(?:(?:The )?(?:Associated Press|AP|Reuters|AFP|Agence France-Presse|UPI|Bloomberg)|we"
    rf"|this (?:news)?paper)\b.{{0,200}}?\b{_ERRED}"
    rf"|version of this (?:story|article|report)\b.{{0,200}}?\b(?:{_ERRED}|(?:incorrect|wrong)\b))"
    r"|\W*(?:a|the) corrected (?:version|story|article|report)\b.{0,40}?\b(?:below|follows|appears)\b",
    re.IGNORECASE,
)
LIVE = re.compile(
    r"^\W*(?:live(?: updates?| blog| coverage)?\s*:|live updates\b|follow (?:the )?(?:latest|live)\b)",
    re.IGNORECASE,
)
MOMENT = re.compile(
    r"^\W*(?:\d+|an?|one) ?(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|weeks?|"
    r"months?|years?) ago\W*$",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"^\W*(?:first )?(?:published|updated|posted|last (?:updated|modified)|modified|created)\b.{0,60}\d",
    re.IGNORECASE,
)
# Furniture, whatever stands around it: short lines without the end of a sentence.
_FURNITURE: tuple[tuple[BlockKind, str], ...] = (
    (
        "promotion",
        (
            r"(?:subscri|digital|newspaper|access|membership|delivery|year|month|week|print|news\b)"
            r".{0,60}(?:[$€£¥]\s?\d|\d\s?%|\bsave\b|\boff\b|\bfree\b|\bdiscount)|(?:[$€£¥]\s?\d|\d\s?%|"
            r"\bsave\b|\bdiscount).{0,60}(?:subscri|digital|access|membership|per (?:week|month|year))"
            r"|^\W*(?:advertisement|advertising|sponsored(?: content)?|promoted|paid (?:post|content)|"
            r"sales support|continue reading below|story continues below.*|article continues.*|"
            r"scroll to continue.*|sign up (?:for|to|here)\b.*|subscribe\b.*|get (?:the|our) .{0,40}"
            r"(?:newsletter|app)\b.*|download (?:the|our) .{0,30}app\b.*|follow (?:us|@).*|"
            r"support (?:our|independent) journalism.*|become a (?:member|subscriber).*)\W*$"
        ),
    ),
    (
        "navigation",
        (
            r"^\W*(?:share(?: (?:this|on|via|to|the|with)\b.*)?|tweet|print|e-?mail|copy link|external "
            r"content|skip to .*|back to top|menu|search|log ?in|sign in|register|change your .*|"
            r"(?:your|my) account|view (?:all )?comments.*|\d* ?comments?|leave a (?:comment|reply).*|"
            r"partager|teilen|compartir|condividi|compartilhar|delen|dela|del|udostępnij|поделиться|"
            r"imprimer|drucken|imprimir|stampa|merken|copier le lien|copiar enlace|"
            r"loading\W*|close|play(?: video)?|watch(?: video)?|enlarge(?: this)? image|toggle caption|"
            r"hide caption|facebook|twitter|whatsapp|linkedin|do you really want to .{0,60})\W*$"
        ),
    ),
    (
        "related",
        (
            r"^\W*(?:read (?:more|also|next)\b.{0,150}|also read\b.{0,150}|see also\b.{0,150}|related"
            r"|(?:read|must read|lire|à lire(?: aussi)?|lire aussi|lesen sie (?:auch|mehr)|lea también"
            r"|lee también|leia (?:também|mais)|leggi anche|lees ook|läs också|les også|czytaj też"
            r"|читайте также)\s?[:|] ?.{0,150}|más información|mehr zum thema|sur le même sujet|related"
            r"(?: (?:stor(?:y|ies)|articles?|content|coverage|topics|posts?|links?|reading))?\W*.{0,0}|"
            r"related: .{0,150}|more: .{0,150}|more (?:on|from) (?:this|the) (?:story|topic).{0,40}|"
            r"recommended|most (?:read|popular|viewed)|trending(?: now)?|articles in this story|"
            r"you may (?:also )?like.{0,40}|watch: .{0,150}|don.t miss: .{0,150})\W*$"
        ),
    ),
    ("metadata", r"^\W*powered by .{3,40}$|^\W*\d+ min(?:ute)?s? read\W*$"),
)
FURNITURE = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _FURNITURE)
# The same in whole sentences: rights reserved, who else reported, whom to follow.
_CLOSING: tuple[tuple[BlockKind, str], ...] = (
    (
        "metadata",
        (
            r"\W*(?:(?:tm and )?©|\(c\)|copyright\b).{0,160}|.{0,120}\ball rights reserved\b.{0,160}|"
            r".{3,120}\bcontributed to this (?:report|story|article)\W*|"
            r"\W*(?:additional |with )?reporting by .{3,160}|"
            r"\W*(?:temps de lecture|lesezeit|tiempo de lectura|tempo di lettura|leestijd)\b.{0,15}|"
            r"\W*with (?:agency )?(?:inputs?|files|reporting|material|agencies)\b[^.]{0,80}\W*|"
            r"(?:.{0,120}\ball rights reserved\b.{0,60})?\bthis (?:material|article|content|story)\b.{0,80}"
            r"\bmay not be (?:reproduced|published|copied|redistributed)\b.{0,200}"
        ),
    ),
    (
        "promotion",
        (
            r"\W*follow .{2,60}\b(?:on (?:twitter|facebook|x|instagram|threads)|@\w+).{0,60}|"
            r"\W*(?:sign up|subscribe|click here|download) (?:for|to|here)\b.{0,100}|"
            r".{0,120}(?:réservée?s? aux abonnés|nur für abonnenten|(?:solo|exclusivo) para suscriptores"
            r"|riservat[oa] agli abbonati|exclusivo para assinantes)\b.{0,60}|"
            r"\W*[$€£¥]\s?\d[\d.,]* (?:for|per|an?|every) (?:\d+ |the first )?(?:days?|weeks?|months?|years?)\W*"
        ),
    ),
)
CLOSING = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _CLOSING)


def name_kinds(
    text: str,
    lines: Sequence[Line],
    body: Sequence[bool],
    title: str | None = None,
    *,
    headline: bool = True,
) -> list[BlockKind]:
    """Return the kind of each line, in order.

    title: that the page states; headline: whether to look for the headline and the standfirst.
    """
    raws = [text[line.start : line.end] for line in lines]
    last = next((n for n in range(len(lines) - 1, -1, -1) if body[n]), -1)
    kinds: list[BlockKind] = [
        "body" if flag else _name(line, raw, after=n > last)
        for n, (flag, line, raw) in enumerate(zip(body, lines, raws, strict=True))
    ]
    for number in range(1, len(kinds)):
        listed = kinds[number - 1] == "byline" and kinds[number] == "navigation"
        if listed and raws[number][0] in BULLETS and raws[number - 1][0] in BULLETS:
            pair = [raws[number - 1], raws[number]]
            if read_list_byline(pair) is not None:  # "- Jane Roe" above "- BBC"
                kinds[number] = "byline"
    if headline:
        _name_head(raws, lines, kinds, title)
    return kinds


def _name_head(
    raws: Sequence[str], lines: Sequence[Line], kinds: list[BlockKind], title: str | None
) -> None:
    """Find the headline above the body, its repetitions, and the standfirst below it."""
    first = _first_prose(raws, kinds)
    head = _find_headline(raws, lines, kinds, first, title)
    if head is None:
        return
    key = raws[head].casefold()
    for number in range(first):
        if number == head or (raws[number].casefold() == key and kinds[number] != "body"):
            kinds[number] = "headline"
        elif number > head and kinds[number] in {"related", "navigation"}:
            if _is_standfirst(raws[number], lines[number]):
                kinds[number] = "standfirst"
            elif raws[number].islower() and len(WORD.findall(raws[number])) >= 3:
                kinds[number] = "metadata"  # the address of the page, in words


def _first_prose(raws: Sequence[str], kinds: Sequence[BlockKind]) -> int:
    """Return the number of the first line of the body that is a sentence; else of the body."""
    bodies = [n for n, kind in enumerate(kinds) if kind == "body"]
    for number in bodies[:4]:
        count = len(WORD.findall(raws[number][:1000]))
        if count > 30 or (count >= PARAGRAPH and SENTENCE_END.search(raws[number][-8:])):
            return number
    return bodies[0] if bodies else len(kinds)


def _find_headline(
    raws: Sequence[str],
    lines: Sequence[Line],
    kinds: Sequence[BlockKind],
    first: int,
    title: str | None,
) -> int | None:
    """Return the line that is the headline: as the page says, else the likeliest, if any is."""
    above = range(first)
    if title:
        key = " ".join(title.casefold().split())
        for number in reversed(above):
            bare = " ".join(raws[number].casefold().split())
            if bare == key or (len(bare) > 20 and key.startswith(bare)):
                return number
    for number in reversed(above):
        if lines[number].tag == "h1" and kinds[number] != "caption":
            return number
    return choose_headline(raws, kinds, *find_candidates(raws, kinds))


def find_candidates(raws: Sequence[str], kinds: Sequence[BlockKind]) -> tuple[list[int], int]:
    """Return the lines that may be the headline, in order, and the first paragraph."""
    first = _first_prose(raws, kinds)
    numbers = [
        number
        for number in range(max(0, first - ABOVE), first)
        if _may_be_headline(raws[number], WORD.findall(raws[number][:400]), kinds[number])
    ]
    return numbers, first


def _may_be_headline(raw: str, words: Sequence[str], kind: BlockKind) -> bool:
    if kind not in {"related", "navigation", "body", "promotion"} or not 3 <= len(words) <= 32:
        return False
    if (
        raw[-1] in ".:;,"
        or raw[0] in "-–—•*"
        or raw.islower()
        or LIVE.search(raw)
        or name_furniture(raw) is not None
    ):
        return False
    if PATTERN["date"].search(raw) and len(words) < 7:
        return False
    return len(words) > 5 or read_byline(raw) is None


def _is_standfirst(raw: str, line: Line) -> bool:
    return (
        len(WORD.findall(raw[:1000])) >= 6
        and line.linked < 0.5
        and not raw.islower()
        and "nav" not in line.marks
        and not LIVE.search(raw)
        and not PATTERN["related"].match(raw)
        and not PATTERN["comment"].search(raw)
    )


def is_correction(raw: str) -> bool:
    """Whether a line says in the publisher's own name what a story had wrong.

    >>> is_correction("In an earlier version of this story, the sum was wrong.")
    True
    >>> is_correction("In a report on Monday, the auditor said that the firm misstated its sums.")
    False
    """
    return CORRECTS.match(raw) is not None


def is_credited(raw: str) -> bool:
    """Whether a line names a photographer or agency as captions do.

    >>> is_credited("The mayor speaks. Residents listen. (AP Photo/Lena Ruiz)")
    True
    """
    return bool(CAPTION.search(raw) or CREDITED.search(raw))


def name_furniture(raw: str) -> BlockKind | None:  # noqa: C901, PLR0911 - rules in order
    """Return the kind of a line that is furniture wherever it stands; None: it may be body."""
    if is_correction(raw):
        return "correction"
    if len(raw) > 400 or is_dateline(raw):
        return None
    count = len(WORD.findall(raw))
    if MOMENT.match(raw) or (count <= 12 and STAMP.match(raw)):
        return "metadata"
    if count >= 4 and CORRECTION.match(raw):
        return "correction"
    for kind, pattern in CLOSING:
        if count <= 40 and pattern.fullmatch(raw):
            return kind
    if SENTENCE_END.search(raw) and not raw.endswith("?") and count > 4:
        return None
    if count <= 45 and is_credited(raw):
        return "caption"
    if count <= 14 and LIVE.search(raw):
        return "related"
    if count <= 12 and PATTERN["byline"].search(raw) and read_byline(raw) is not None:
        return "byline"
    for kind, pattern in FURNITURE:
        if count <= (25 if kind == "related" else 16) and pattern.search(raw):
            return kind
    return None


def _name(line: Line, raw: str, *, after: bool) -> BlockKind:  # noqa: C901, PLR0911, PLR0912 - rules in order
    """Name a line that is not body."""
    start = raw[:1000]
    if is_dateline(start):
        return "dateline"
    count = len(WORD.findall(start))
    if PATTERN["correct"].match(start) and count >= 6:
        return "correction"
    if line.tag == "figcaption" or CAPTION.search(start) or ("caption" in line.near and count > 6):
        return "caption"
    if sure := name_furniture(start):
        return sure
    if count > 3 and is_counted(start):
        return "caption" if start.lstrip("([ ")[0].isdigit() else "related"
    bare = start.lstrip("-–—•*| ")
    if (count <= 15 and read_byline(start) is not None) or (not after and is_person(bare)):
        return "byline"
    if count <= 14 and (PATTERN["stamp"].search(start) or PATTERN["date"].search(start)):
        return "metadata"
    if PATTERN["comment"].search(start):
        return "navigation"
    if any(PATTERN[name].search(start) for name in ("offer", "subscribe", "advert", "follow")):
        return "promotion"
    if PATTERN["related"].search(start):
        return "related"
    if any(PATTERN[name].search(start) for name in ("tags", "legal", "author")):
        return "metadata"
    if PATTERN["share"].search(start) or PATTERN["about"].search(start):
        return "navigation"
    if after and count >= 5 and not SENTENCE_END.search(start):
        return "related"
    return "navigation"
