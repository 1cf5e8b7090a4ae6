"""What a page states about itself: JSON-LD, OpenGraph and other meta elements, its address."""

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from lxml import html

ARTICLES = re.compile(
    r"(?:News|Analysis|Background|Opinion|Review|Report(?:age)?|Satirical|Advertiser|Tech|Scholarly)?"
    r"(?:News)?Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report"
)
META: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "title",
        ("og:title", "twitter:title", "dc.title", "title", "parsely-title", "sailthru.title"),
    ),
    (
        "author",
        ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"),
    ),
    (
        "published",
        (
            "article:published_time",
            "og:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dc.date",
            "date",
            "pubdate",
            "publishdate",
            "publish-date",
        ),
    ),
    (
        "modified",
        ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified"),
    ),
    ("site", ("og:site_name", "application-name", "dc.publisher", "publisher")),
    ("language", ("og:locale", "language", "content-language", "dc.language")),
    ("url", ("og:url",)),
)
SPACE = re.compile(r"\s+")
LONG_WORD = re.compile(r"\w{4,}")
LONGEST = 500  # characters of a value


def read_page(tree: html.HtmlElement) -> dict[str, str]:  # noqa: C901 - one source after the other
    """Return what the page states, by "title", "author", "published", "modified", "site",
    "language" and "url"; a key is missing where it states nothing.

    JSON-LD goes before OpenGraph, and that before other meta elements. Several authors are parted
    by "; ". Times are as the page writes them.
    """
    stated = dict(_read_json_ld(tree))
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = _clean(element.get("content"))
        if name and value:
            meta.setdefault(name.lower(), value)
    for key, names in META:
        for name in names:
            value = meta.get(name, "")
            if key == "author" and value.startswith(("http:", "https:", "//")):
                continue
            if value:
                stated.setdefault(key, value)
                break
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and _clean(element.get("href")):
            stated.setdefault("url", _clean(element.get("href")))
            break
    language = _clean(tree.get("lang"))
    if language:
        stated.setdefault("language", language)
    for element in tree.iter("title"):
        if _clean(element.text):
            stated.setdefault("title", _clean(element.text))
        break
    return stated


def _clean(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return SPACE.sub(" ", value).strip()[:LONGEST]


def _read_json_ld(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and ARTICLES.fullmatch(name) for name in names):
                if _is_of_another(item, tree):
                    continue
                yield from _read_item(item)
                return


def _is_of_another(item: Mapping[str, object], tree: html.HtmlElement) -> bool:
    """Whether what an item calls itself has no word in common with what the page is called."""
    own = set(LONG_WORD.findall(_clean(item.get("headline")).casefold()))
    shown = [element.text_content() for element in (*tree.iter("title"), *tree.iter("h1"))]
    shown += [
        element.get("content") or ""
        for element in tree.iter("meta")
        if element.get("property") == "og:title"
    ]
    page = {word for words in shown for word in LONG_WORD.findall(words[:LONGEST].casefold())}
    return bool(own and page) and own.isdisjoint(page)


def _items(data: object) -> Iterator[Mapping[str, object]]:
    """Yield every object of a JSON-LD value that stands at its top, in a list or a graph."""
    waiting, seen = [data], 0
    while waiting and seen < 1000:
        seen += 1
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ("@graph", "mainEntity") if key in value]


def _read_item(item: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, names in (
        ("title", ("headline", "name")),
        ("published", ("datePublished", "dateCreated")),
        ("modified", ("dateModified",)),
        ("language", ("inLanguage",)),
        ("url", ("url",)),
    ):
        value = next(filter(None, (_clean(item.get(name)) for name in names)), "")
        if value:
            yield key, value
    if authors := "; ".join(dict.fromkeys(_names(item.get("author")))):
        yield "author", authors
    if site := next(iter(_names(item.get("publisher"))), ""):
        yield "site", site


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [name for one in value[:20] if not isinstance(one, list) for name in _names(one)]
    if isinstance(value, dict):
        return _names(value.get("name")) if not isinstance(value.get("name"), dict) else []
    name = _clean(value)
    return [name] if name and not name.startswith(("http:", "https:")) else []


def find_host(page: Mapping[str, str]) -> str:
    """Return the host of the address that a page states; "" if it states none."""
    try:
        return urlsplit(page.get("url") or "").hostname or ""
    except ValueError:  # "http://[::1": no address
        return ""
