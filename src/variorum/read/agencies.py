"""News agencies: their names as papers print them, and where an article credits one.

A credit is where copy comes from. "told Reuters" is no credit (it names a channel), nor is the name
under a photograph.
"""

import re
from collections.abc import Mapping

from variorum.text.late import compile_late

# The name in our output, then the other forms in print. Bare acronyms are read as capitals only.
_AGENCIES = (
    ("AP", "The Associated Press", "Associated Press", "A.P."),
    ("Reuters", "Thomson Reuters", "REUTERS"),
    ("AFP", "Agence France-Presse", "Agence France Presse"),
    ("PA", "PA Media", "Press Association", "The Press Association", "PA news agency"),
    ("dpa", "DPA", "Deutsche Presse-Agentur", "German Press Agency"),
    ("UPI", "United Press International"),
    ("ANI", "Asian News International"),
    ("PTI", "Press Trust of India"),
    ("IANS", "Indo-Asian News Service"),
    ("UNI", "United News of India"),
    ("Xinhua", "Xinhua News Agency", "XINHUA"),
    ("China News Service", "CNS"),
    ("TASS", "Tass", "ITAR-TASS", "Itar-Tass"),
    ("Interfax", "INTERFAX", "Interfax-Ukraine"),
    ("RIA Novosti", "RIA"),
    ("Ukrinform", "UKRINFORM"),
    ("Kyodo", "Kyodo News", "KYODO"),
    ("Jiji", "Jiji Press", "JIJI"),
    ("Yonhap", "Yonhap News Agency", "YONHAP"),
    ("KCNA", "Korean Central News Agency"),
    ("EFE", "Agencia EFE", "EFE-EPA"),
    ("Europa Press", "EUROPA PRESS"),
    ("ANSA", "Ansa", "Agenzia ANSA"),
    ("Lusa", "LUSA"),
    ("Belga", "BELGA", "Belga News Agency"),
    ("ANP",),
    ("APA", "Austria Presse Agentur"),
    ("Keystone-SDA", "Keystone-ATS", "SDA", "ATS", "SDA-ATS"),
    ("TT", "TT News Agency"),
    ("NTB",),
    ("Ritzau", "RITZAU"),
    ("STT",),
    ("PAP", "Polish Press Agency"),
    ("CTK", "ČTK"),
    ("MTI",),
    ("Agerpres", "AGERPRES"),
    ("BTA",),
    ("Tanjug", "TANJUG"),
    ("HINA", "Hina"),
    ("Anadolu", "Anadolu Agency", "AA"),
    ("IRNA",),
    ("Bernama", "BERNAMA"),
    ("Antara", "ANTARA"),
    ("VNA", "Vietnam News Agency"),
    ("APP", "Associated Press of Pakistan"),
    ("AAP", "Australian Associated Press"),
    ("The Canadian Press", "Canadian Press", "CP"),
    ("Agência Brasil",),
    ("Notimex", "NOTIMEX"),
    ("Télam", "Telam"),
    ("WAM", "Emirates News Agency"),
    ("SPA", "Saudi Press Agency"),
    ("SANA", "Syrian Arab News Agency"),
    ("WAFA",),
    ("NAN", "News Agency of Nigeria"),
    ("CNA", "Central News Agency"),
    ("Bloomberg", "Bloomberg News", "BLOOMBERG"),
    ("CNN Wire", "CNN Newsource"),
    ("Tribune News Service", "TNS"),
    ("States Newsroom",),
    ("Inter Press Service", "IPS"),
)
AGENCIES = {form: forms[0] for forms in _AGENCIES for form in forms}
# Too short or too much of a word to be believed outside brackets, datelines and credit formulas.
_SHORT = {"PA", "AA", "CP", "TT", "RIA", "APP", "SPA", "NAN", "UNI", "SANA", "CNA", "CNS", "ATS"}

NAME = "(?:" + "|".join(re.escape(form) for form in sorted(AGENCIES, key=len, reverse=True)) + ")"
LONG_NAME = (
    "(?:"
    + "|".join(re.escape(f) for f in sorted(set(AGENCIES) - _SHORT, key=len, reverse=True))
    + ")"
)
_END = r"(?![\w-]|\.\w)"
ONE = re.compile(rf"(?<![\w.-]){NAME}{_END}")
NAMED = re.compile(rf"{NAME}{_END}")
_LIST = rf"(?:the\s+)?{NAME}{_END}(?:\s*(?:,|/|&|and|\+)+\s*(?:the\s+)?{NAME}{_END})*"
PHOTO = re.compile(
    r"\b(?:photo|photograph|picture|image|video|file pic|getty|pool|via|illustration|foto)\b"
    r"|\bcourtesy\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    rf"[\s(\[–—\-|]*(?:(?:by|source|credit|from|via|agency|agencies)\s*:?\s+)?({_LIST})"
    r"(?:\s+(?:staff|news|report|reporter|writers?|correspondents?|wire|agency))*[\s)\].–—|-]*",
    re.IGNORECASE,
)
# Formulas in sign-offs; each holds one group with the agencies' names.
FORMULAS = tuple(
    compile_late(pattern)
    for pattern in (
        rf"(?i:©|\(c\)|copyright)[\s©]*(?:\(c\)\s*)?(?:19|20)\d\d[\s\d,–-]*(?i:by\s+)?({_LIST})",
        rf"(?i:©|\(c\)|copyright)\s+({_LIST})[\s.,|]*(?i:all\s+rights)",
        (
            rf"(?i:with|includes?|including|additional)\s+(?i:reporting|inputs?|files|material"
            rf"|information|contributions?|agency\s+inputs?)\s+(?i:from|by|of)\s*:?\s+({_LIST})"
        ),
        rf"(?i:additional|further)\s+(?i:reporting|information)\s*(?i:by|from|:)\s*({_LIST})",
        (
            rf"({_LIST})\s+(?:(?i:also|staff|writers?|reporters?|correspondents?)\s+)*"
            r"(?i:contributed\s+(?:to|reporting)|provided\s+(?:material|information))"
        ),
        rf"(?i:sources?|credits?|agenc(?:y|ies)|quelle|fuente|fonte|avec)\s*:\s*({_LIST})\s*\)?\.?$",
        (
            rf"(?i:this\s+(?:story|article|report)\s+(?:was|is|has\s+been)\s+[\w\s]{{1,60}}?"
            rf"(?:by|from|to))\s+({_LIST})"
        ),
    )
)
# At the end of a report's last paragraph, and only there: under a picture they name its maker.
SIGNED = compile_late(rf"(?:[(\[]\s*({_LIST})\s*[)\]]|[.”\"’!?)]\s*(?:--|[–—])\s?({_LIST}))\.?$")


# A name that says what it is, for agencies that the table does not have.
SPELT_OUT = re.compile(
    r"\b(?:[A-Z][\w’'-]+ ){1,4}"
    r"(?:News Agency|Press Agency|News Service|Newswire|Press Association)\b"
)
UNLISTED = re.compile(
    r"(?:(?:[Ww]ith|[Aa]dditional|[Ii]ncludes|[Ff]urther) )?(?:(?:reporting|material|information"
    r"|inputs?|copy) (?:from|by) |(?:[Ss]ource|[Bb]y|[Ff]rom|[Vv]ia|[Cc]redit)s?:? )?(?:the )?"
    r"(?P<name>[A-Z][\w’' -]{1,60}?)\.?"
)


def find_agency(words: str) -> str | None:
    """Return the agency that `words` name and nothing else: "the Associated Press" is "AP"."""
    bare = " ".join(words.split()).strip(" .,:;()[]–—-|")
    bare = re.sub(r"^(?i:by|source|the)\s*:?\s+", "", bare)
    return AGENCIES.get(bare) or AGENCIES.get("The " + bare)


REACH = 50_000  # characters in which an article names its agency
MOST = 20  # forms: a text with more is a list of agencies


def find_named_agencies(text: str) -> dict[str, str]:
    """Return the agencies that a text itself spells out, by every form it uses for them.

    The short form is the initials, if the text has them as a word, else the name.

    >>> find_named_agencies("TARNBY (ONA) — A man told the Oakwell News Agency ...")
    {'Oakwell News Agency': 'ONA', 'ONA': 'ONA'}
    """
    forms: dict[str, str] = {}
    for name in dict.fromkeys(match[0] for match in SPELT_OUT.finditer(text, 0, REACH)):
        if len(forms) > MOST:
            break
        initials = "".join(word[0] for word in name.split())
        short = initials if re.search(rf"\b{re.escape(initials)}\b", text[:REACH]) else name
        known = AGENCIES.get(name) or AGENCIES.get(initials)
        forms |= dict.fromkeys([name, *([initials] if short == initials else [])], known or short)
    return forms


def find_unlisted_credit(line: str, named: Mapping[str, str]) -> list[str]:
    """Return the agency of `named` that a line credits with its copy, as the only thing it says."""
    match = UNLISTED.fullmatch(" ".join(line.split()))
    agency = named.get(match["name"]) if match else None
    return [agency] if agency else []


def find_credits(line: str, *, last: bool = False) -> list[str]:
    """Return the agencies that a line credits as the source of copy, in order.

    last: the line is a report's last paragraph, which may be signed: "... he said. (ANI)".

    >>> find_credits("With reporting from Reuters and the Associated Press")
    ['Reuters', 'AP']
    >>> find_credits("A man runs. © Sputnik via Reuters"), find_credits("he told AFP.")
    ([], [])
    """
    tail = line[-300:].strip()
    if whole := WHOLE.fullmatch(tail):
        return _names(whole[1])
    found: list[str] = []
    if not NAMED.search(tail):  # signatures and formulas name one
        return found
    if last and (signed := SIGNED.search(tail)):
        found += _names(signed[1] or signed[2])
    if not PHOTO.search(tail):
        found += [
            name
            for formula in FORMULAS
            for match in formula.finditer(tail)
            for name in _names(match[1])
        ]
    return list(dict.fromkeys(found))


def _names(words: str) -> list[str]:
    return list(dict.fromkeys(AGENCIES[match[0]] for match in ONE.finditer(words)))
