"""Datelines: the place, the date and the agency before a report's first sentence.

"DAVOS, Switzerland (AP) —", "WASHINGTON (Reuters) -", "ALMATY —", "LONDON, 24 mai (AFP) -",
"(CNN) —": AP and Reuters style books, entry "dateline". A place in small letters needs more proof
than one in capitals: an agency in brackets, a date, or a long dash right after a lone name.
"""

import re

from variorum.model import Dateline
from variorum.read.agencies import AGENCIES, LONG_NAME, NAME
from variorum.read.cities import CITIES
from variorum.read.months import FOREIGN_MONTHS
from variorum.read.times import MONTH

_UP = r"[^\W\d_a-zß-öø-ÿ]"  # one capital
_CAPITALS = (
    rf"(?:(?:{_UP}[^\W\d_a-zà-öø-ÿ]*|St|Mc{_UP}+|de|la|el|al|d|l|of|and|upon)"
    rf"[.'’\-]{{0,2}}(?=[^\w]|{_UP}))"
)
_TITLED = rf"{_UP}[\w'’.\-]*"
_CAPS_PLACE = (
    rf"{_UP}{{2}}[^\W\d_a-z'’.\-]*(?:[.'’\-]{_UP}[^\W\d_a-z'’.\-]*)*\.?"
    rf"(?:[ \-]{_CAPITALS}){{0,3}}|(?:ST|MT|FT)\.? {_UP}{{2,}}"
)
# What follows a place: its country or state, a second place, in any case ("Switzerland", "N.H.").
_REST = (
    rf"(?:\s?[,/]\s?{_TITLED}(?:\s(?:{_TITLED}|of|the|and|de|la)){{0,3}}){{0,2}}"
    rf"(?:\s\[{_TITLED}(?:\s{_TITLED}){{0,2}}\])?"
)
_TITLED_PLACE = rf"{_TITLED}(?:[ \-](?:{_TITLED}|de|la|el|al|of|upon|sur)){{0,3}}"
_WORD_MONTH = r"[^\W\d_]{3,12}"
_DATE = (
    rf"(?:[,.]?\s*(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?,?\s+)?"
    rf"(?:(?i:{MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}\.?\s(?:de\s)?(?P<month>{_WORD_MONTH})\.?)(?:,?\s(?:19|20)\d\d)?)"
)
_SOURCE = r"[(\[]\s?(?P<source>[^()\[\]\n]{2,45}?)\s?[)\]]"
_DASH = r"(?:--+|[—–―‒•]|-(?=\s|$))"
_SLASH_SOURCE = rf"/\s?(?P<slash>{NAME})\s?/"

BRACKETED = re.compile(
    rf"(?P<place>(?P<caps>{_CAPS_PLACE}){_REST}|{_TITLED_PLACE}{_REST})?{_DATE}?[,.]?\s*(?:{_SOURCE}|{_SLASH_SOURCE})"
    rf"{_DATE.replace('month', 'month2')}?\s*(?P<mark>{_DASH}|[:.](?=\s)|(?=[“\"‘']?{_UP}))\s*"
)
DASHED = re.compile(
    rf"(?P<place>(?P<caps>{_CAPS_PLACE}){_REST}|{_TITLED_PLACE}{_REST})(?P<date>{_DATE})?"
    rf"(?:,?\s(?P<agency>{LONG_NAME}))?\s*(?P<mark>{_DASH}|:(?=\s))\s*"
)
HAS_SIGN = re.compile(r"[(\[/:—–―‒•-]")  # a bracket, a slash or a dash: each dateline has one
STAFF = re.compile(
    r"\b(?:news|press|wire|agency|agencies|media|times|post|network|tv|radio|cnn|cbs|abc|nbc|fox"
    r"|bbc|ap|staff|journal|tribune|gazette|\w+\.(?:com|net|org))\b",
    re.IGNORECASE,
)
CALL_SIGN = re.compile(r"[A-Z0-9][A-Z0-9/&.\- ]{1,20}|[KWC][A-Z]{2,3}\b.*")
SERVICE = re.compile(rf"{_UP}[^\W\d_]{{2,}}(?: {_UP}[\w.-]+)?")
# Words in capitals that open a paragraph and are no places.
NOT_PLACES = frozenset(
    """
    BREAKING UPDATE UPDATED UPDATES EXCLUSIVE WATCH VIDEO PHOTOS PHOTO LIVE OPINION ANALYSIS NOTE
    CORRECTION WARNING RELATED MORE READ NEWS ALERT EDITOR STORY ORIGINAL ABSTRACT SUMMARY INTERVIEW
    FACT FACTBOX EXPLAINER REVIEW PREVIEW COMMENT ADVERTISEMENT AUDIO GALLERY ALSO Q A I TV DR MR
    MRS MS BY FROM THE AND FOR BACKGROUND SOURCE SOURCES CONTACT TIMELINE SPOILER DEVELOPING JUST
    WHO WHAT WHEN WHERE WHY HOW YES NO AM PM
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_TITLED_CITIES = frozenset(city.title() for city in CITIES)
REACH = 130  # the longest dateline that is believed, in characters


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline at the start of the paragraph `text[start:end]`, with its dash.

    >>> find_dateline("DAVOS, Switzerland (AP) — A veteran diplomat quit.", 0, 49)
    Dateline(place='DAVOS, Switzerland', agency='AP', start=0, end=25)
    """
    stop = min(end, start + REACH)
    while start < stop and text[start].isspace():
        start += 1
    if not HAS_SIGN.search(text, start, stop):
        return None
    match = BRACKETED.match(text, start, stop)
    if match and (found := _read_bracketed(match)):
        return found
    match = DASHED.match(text, start, stop)
    return _read_dashed(match, text, end) if match else None


def is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing else, as where a page breaks the line after it.

    >>> is_dateline("HARBOUR BAY (Reuters) -"), is_dateline("Jane Roe (Reuters)")
    (True, False)
    """
    found = find_dateline(line, 0, len(line)) if len(line) <= REACH else None
    return found is not None and found.end == len(line.rstrip())


def _read_bracketed(match: re.Match[str]) -> Dateline | None:
    source = " ".join((match["source"] or match["slash"] or "").split())
    agency = next(filter(None, map(AGENCIES.get, re.split(r"\s?[/,&+]\s?|\sand\s", source))), None)
    if match["mark"] in {":", ".", ""} and agency is None:
        return None
    if not match["mark"] and (match["place"] is None or source not in AGENCIES):
        return None  # "(AP) Officials say" may be a caption
    known = agency or STAFF.search(source) or (CALL_SIGN.fullmatch(source) and match["place"])
    if not known and match["caps"] and match["mark"] not in {":", ".", ""}:
        dated = any(c.isdigit() for c in match[0])
        known = dated and SERVICE.fullmatch(source)  # an agency that nobody here has heard of
    if not known or not _is_place(match["place"]) or not _months_are_real(match):
        return None
    return Dateline(
        _clean(match["place"]), agency, match.start(), match.start() + len(match[0].rstrip())
    )


def _read_dashed(match: re.Match[str], text: str, end: int) -> Dateline | None:
    """Accept "ALMATY —", "CHICAGO, May 3 —"; "Moscow —" only before a sentence of its own."""
    if not _is_place(match["place"]) or not _months_are_real(match):
        return None
    following = text[match.end() : end]
    if len(following) < 30 or not re.match(rf"[“\"‘'«(\[]?(?:{_UP}|\d)", following):
        return None
    capitals, dated = bool(match["caps"]), bool(match["date"] or match["agency"])
    known = match["place"].split(",")[0].strip().title() in _TITLED_CITIES
    if match["mark"] in ":•" and not (dated or known or (capitals and match["mark"] == "•")):
        return None
    if not (capitals or dated or known):
        lone = len(match["place"].split()) <= 3 and match["mark"] != "-"
        if not lone or text.find(match["mark"], match.end(), end) != -1:
            return None  # "Paris – the city of light – voted": an aside, no dateline
    return Dateline(
        _clean(match["place"]),
        AGENCIES.get(match["agency"] or ""),
        match.start(),
        match.start() + len(match[0].rstrip()),
    )


def _is_place(place: str | None) -> bool:
    if place is None:
        return True
    first = re.split(r"[\s,:/]", place)[0].rstrip(".").upper()
    if re.fullmatch(r"(?:[A-Z]\.){2,}", place):  # "U.S. – Mexico relations"
        return False
    if re.search(r"\bphotos?\b", place, re.IGNORECASE):
        return False
    return first not in NOT_PLACES and len(place) <= 60 and AGENCIES.get(place) is None


def _months_are_real(match: re.Match[str]) -> bool:
    months = [match.groupdict().get("month"), match.groupdict().get("month2")]
    return all(
        re.fullmatch(MONTH, month, re.IGNORECASE) or month.casefold() in FOREIGN_MONTHS
        for month in months
        if month
    )


def _clean(place: str | None) -> str | None:
    if not place:
        return None
    bare = " ".join(place.split()).rstrip(",")
    if re.fullmatch(rf"{MONTH}\.?(?:\s\d+)?", bare, re.IGNORECASE):
        return None  # "Aug 27 (Reuters) -"
    return bare[:-1] if re.search(rf"{_UP}{{3}}\.$", bare) else bare  # "KYIV." but "Mo."
