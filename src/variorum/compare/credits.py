"""Agencies that an article names as where its text comes from: datelines and credit lines."""

import re
from dataclasses import dataclass
from functools import lru_cache

from variorum.compare.outlets import fits_host
from variorum.model import Article, Span
from variorum.text.late import compile_late

# Every name a credit uses, and the short one we use.
AGENCIES = {
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "Reuters": ("Reuters", "Thomson Reuters"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "PA": ("PA", "PA Media", "Press Association"),
    "UPI": ("UPI", "United Press International"),
    "EFE": ("EFE",),
    "ANSA": ("ANSA",),
    "TASS": ("TASS", "Tass", "ITAR-TASS"),
    "Interfax": ("Interfax",),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Jiji": ("Jiji", "JIJI Press", "Jiji Press"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA"),
    "The Canadian Press": ("The Canadian Press", "Canadian Press", "CP"),
    "AAP": ("AAP", "Australian Associated Press"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Keystone-SDA": ("Keystone-SDA", "Keystone", "SDA"),
    "CNN Wire": ("CNN Wire", "The-CNN-Wire"),
    "TNS": ("TNS", "Tribune News Service"),
    "Belga": ("Belga",),
    "ANP": ("ANP",),
    "TT": ("TT",),
    "NTB": ("NTB",),
    "PAP": ("PAP",),
    "Ukrinform": ("Ukrinform",),
}
SHORT = {form.casefold(): short for short, forms in AGENCIES.items() for form in forms}
_FORMS = "|".join(
    re.escape(form)
    for form in sorted({f for forms in AGENCIES.values() for f in forms}, key=len, reverse=True)
)
DATELINE = re.compile(
    rf"\s*(?:[^\n()]{{2,60}}?)?\((?P<agency>{_FORMS})\)\s*(?:—|–|--|-|:)\s*", re.UNICODE
)
SUPPLIED = re.compile(
    r"\s*(?:[A-Z][^\n()]{1,60}?)?\((?P<name>[A-Z][\w&’'.-]*(?: [\w&’'.-]+){0,3})\)"
    r"\s*(?:—|–|--|-|:)(?=\s)"
)
CREDIT = re.compile(
    rf"(?:source|credit|via|with (?:additional )?reporting (?:by|from)|(?:additional )?reporting by"
    rf"|by|from|with)?:?\s*\(?\s*(?:the\s+)?(?P<agency>{_FORMS})(?:['’]s? staff)?\s*\)?"
    r"(?:,? (?:contributed|also contributed)(?: to (?:this|the) (?:report|story|article))?"
    r"|,? with staff reports)?\.?",
    re.IGNORECASE,
)
# Hosts of agencies: apnews.com, bigstory.ap.org, reuters.com; two letters elsewhere are no agency.
HOST = re.compile(
    r"(?:[\w-]+\.)*(?P<name>ap(?=\.org)|ap(?=news\.com)|\w{3,})(?:news)?\.(?:com|org|net)"
)
CONTRIBUTED = re.compile(r"\b(?:contribut|additional|staff report|with reporting)", re.IGNORECASE)
LONGEST_CREDIT = 120  # characters: a credit is a line of its own
FIRST_BLOCKS = 6  # a dateline opens one of them


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency and where the article names it; `span` is None if only its metadata do.

    part: it only "contributed to this report", which is the outlet's own.
    """

    agency: str
    span: Span | None
    part: bool = False


def short_agency(name: str | None) -> str | None:
    """Return the short name of an agency ("The Associated Press" is "AP"); None if it is none."""
    bare = (name or "").strip().rstrip(".").casefold()
    host = HOST.fullmatch(bare)
    return SHORT.get(host["name"] if host else bare) or SHORT.get(bare.removeprefix("the "))


@lru_cache(maxsize=1_000)  # asked for by several rules of one story
def find_credits(article: Article) -> tuple[Credit, ...]:
    """Return the agencies an article names as sources of its text, each once, in text order.

    A dateline ("DAVOS, Switzerland (AP) —"), a line of its own ("Source: AP", "(Reuters)", "AFP
    contributed to this report."), and what the reader found in the page's metadata.
    """
    found: dict[str, Credit] = {}
    for number, block in enumerate(article.blocks):
        match = None
        if number < FIRST_BLOCKS and block.kind in {"body", "dateline", "standfirst"}:
            match = DATELINE.match(article.text, block.start, block.end)
        if not match and block.end - block.start <= LONGEST_CREDIT:
            match = CREDIT.fullmatch(article.text, block.start, block.end)
        agency = short_agency(match["agency"]) if match else None
        if match and agency and agency not in found:
            part = CONTRIBUTED.search(match[0]) is not None
            found[agency] = Credit(agency, Span(article.id, *match.span("agency")), part)
    given = [article.dateline.agency] if article.dateline else []
    for name in [*given, *article.credits]:
        agency = short_agency(name) or name
        if agency and agency not in found:
            found[agency] = Credit(agency, None)
    return tuple(found.values())


def find_suppliers(article: Article) -> list[str]:
    """Return the outlets that datelines name and that are neither agency nor the article's own.

    "LENNE (WLEN) –" on another station's page.
    """
    found = []
    for block in article.blocks[:FIRST_BLOCKS]:
        if block.kind not in {"body", "dateline", "standfirst"}:
            continue
        match = SUPPLIED.match(article.text, block.start, block.end)
        name = match["name"] if match else ""
        if name and not short_agency(name) and not fits_host(name, article.outlet):
            found.append(name)
    return list(dict.fromkeys(found))


_NAMED = "|".join(
    re.escape(form)
    for form in sorted({f for forms in AGENCIES.values() for f in forms}, key=len, reverse=True)
    if len(form) > 2 or form in {"AP", "PA"}
)
NAMED = re.compile(_NAMED)
TOLD = compile_late(
    r"\b(?:told|tells|telling|confirmed to|said to|speaking to|spoke to|spoke with|interview with"
    rf"|statement to|by|from)\s+(?:the\s+)?(?P<told>{_NAMED})\b(?!\s+(?:source|reader)s?\b)"
    rf"|\b(?P<asked>{_NAMED})(?:['’]s?)?\s+(?:requests?|inquir(?:y|ies)|enquir(?:y|ies)|queries)\b"
    rf"|\b(?P<seen>{_NAMED})\s+(?:first\s+)?(?:reported|reports|has learned|obtained)\b"
)


@lru_cache(maxsize=1_000)
def find_carried(article: Article) -> tuple[Credit, ...]:
    """Return the agencies whose own work the text carries, each once, in text order.

    "told AP" or "AP requests seeking comment" in a report that is not AP's was asked by AP; so was
    the work of an agency that is credited. The article's own outlet is left out.
    """
    own = short_agency(article.outlet)
    found = {credit.agency: credit for credit in find_credits(article) if credit.agency != own}
    for block in article.blocks:
        if block.kind not in {"body", "standfirst"}:
            continue
        if not NAMED.search(article.text, block.start, block.end):
            continue  # much the faster search
        for match in TOLD.finditer(article.text, block.start, block.end):
            group = match.lastgroup or "told"
            agency = short_agency(match[group])
            if agency and agency != own and agency not in found:
                found[agency] = Credit(agency, Span(article.id, *match.span(group)))
    return tuple(found.values())
