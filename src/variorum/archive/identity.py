"""Is what came an article that is here already? Its address, its file, its outlet and title say.

Precision first: whatever an address or a file's name says, another article's text is another
article ("latest.html", a live page that begins anew, a copy that names the original's address).
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from variorum.compare.outlets import outlet_key, same_outlet
from variorum.model import Article
from variorum.text.normal import find_comparable

# What counts clicks, not pages (docs of Google Analytics, Facebook, Mailchimp, HubSpot, Piano).
COUNTERS = re.compile(
    r"(?:utm_.*|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|at_.*|cmpid"
    r"|icid|ito|ns_.*|smid|smtyp|share[a-z]*|ref(?:errer|src)?|src|source|xtor|wt\.mc_id|CMP|cid|s_cid"
    r"|guccounter|guce_.*|tracking.*|taid|soc_.*|partner|mbid|sh|amp)",
    re.IGNORECASE,
)
READ = frozenset({"headline", "standfirst", "body", "caption", "correction"})
SIGNS = re.compile(r"\d+(?:[.,:]\d+)*|\w+|[%$€£¥\"]")
QUOTES = str.maketrans("“”„«»", '"""""')
SHINGLE = 4  # words in a row that are counted as one
ALIKE = 0.8  # of both texts: nearly the same, for articles that only outlet and title tie
KIN = 0.3  # of the smaller text: what two versions at one address have in common at least
KIN_FILE = 0.5  # as above, for one file: names of files are used again more easily
FEWEST = 8  # words; a shorter text is compared as a whole


def address_key(url: str | None) -> str | None:
    """Return an address as addresses are compared; None if it leads to no one article.

    Without scheme, "www.", counters of clicks, fragment, and the slash at its end.

    >>> address_key("https://www.example.org/news/dam-7/?utm_source=x#top")
    'example.org/news/dam-7'
    >>> address_key("https://example.org/") is None
    True
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").casefold()
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return None
    if parts.scheme.casefold() not in {"http", "https"} or not host:
        return None
    host = re.sub(r"^(?:www|m|mobile|amp)\.", "", host) + port
    path = re.sub(r"/(?:index\.\w{3,5}|amp)?/?$", "", parts.path)
    query = [pair for pair in parse_qsl(parts.query) if not COUNTERS.fullmatch(pair[0])]
    if not path and not query:
        return None
    return host + path + (f"?{urlencode(sorted(query))}" if query else "")


def file_key(path: str | None, within: str | None, place: int) -> str | None:
    """Return the file of an article, and which of its documents and articles it is.

    path: as the user named it; None or "-": it has none. place: among its document's articles.
    """
    if path is None or path == "-":
        return None
    return "\n".join((str(Path(path).absolute()), within or "", str(place) if place else ""))


def likeness_key(article: Article) -> str | None:
    """Return outlet and title as they are compared; None if the article lacks one of them."""
    outlet, title = outlet_key(article.outlet), title_key(article.title)
    return f"{outlet}\n{title}" if outlet and len(title.split()) > 2 else None


def title_key(title: str | None) -> str:
    """Return the words of a title as they are compared."""
    return " ".join(word.key for word in find_comparable(title or ""))


def words_key(article: Article) -> str:
    """Return a hash of the words that readers read as the article's.

    Promotions, times and bylines do not count, nor do white space, case and marks but quotation
    marks and those that make a number another one.
    """
    parts = [article.text[one.start : one.end] for one in article.blocks if one.kind in READ]
    words = SIGNS.findall("\n".join([article.title or "", *parts]).casefold().translate(QUOTES))
    return sha256(" ".join(words).encode()).hexdigest()[:32]


def is_same_article(old: Article, new: Article, tie: str) -> bool:
    """Whether two texts are versions of one article; tie: "address", "file" or "likeness".

    Two known outlets that differ are never versions of each other. One address needs the same
    title or a good part of the text in common, one file more of it, one outlet and title nearly
    the same text within a day, and no addresses of different sites: anybody can name an outlet.
    """
    if old.outlet and new.outlet and not same_outlet(old.outlet, new.outlet):
        return False
    one, other = _shingles(old), _shingles(new)
    if tie == "likeness" and _sites_differ(old, new):
        return False
    if tie == "likeness":
        return _within_a_day(old, new) and _common(one, other, max) >= ALIKE
    titled = title_key(old.title)
    if len(titled.split()) > 2 and titled == title_key(new.title):
        return True
    return _common(one, other, min) >= (KIN if tie == "address" else KIN_FILE)


def _sites_differ(old: Article, new: Article) -> bool:
    sites = {(address_key(one.url) or "").partition("/")[0] for one in (old, new) if one.url}
    return len(sites) > 1


def _shingles(article: Article) -> set[tuple[str, ...]]:
    words = [
        word.key
        for block in article.blocks
        if block.kind == "body"
        for word in find_comparable(article.text[block.start : block.end])
    ]
    if len(words) < FEWEST:
        return {tuple(words)}
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def _common(
    one: set[tuple[str, ...]], other: set[tuple[str, ...]], of: Callable[[int, int], int]
) -> float:
    return len(one & other) / max(1, of(len(one), len(other)))


def _within_a_day(old: Article, new: Article) -> bool:
    """Whether both are dated, on one day or on two that follow each other."""
    try:
        days = [date.fromisoformat((one.published or one.updated or "")[:10]) for one in (old, new)]
    except ValueError:
        return False
    return abs((days[0] - days[1]).days) <= 1


def make_slug(name: str) -> str:
    """Return a file's or an address's last name as part of an id: lower case, a to z, hyphens.

    >>> make_slug("06 Evening Gazette (late).html"), make_slug("")
    ('06-evening-gazette-late-html', 'article')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "article"
