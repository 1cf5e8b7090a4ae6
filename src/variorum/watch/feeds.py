"""The bytes of a feed to its items: RSS, Atom and JSON Feed."""

import io
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

import feedparser

from variorum.errors import FetchError, InputError
from variorum.read.decode import decode_text
from variorum.read.html import parse_html
from variorum.read.json_files import load_json
from variorum.watch.addresses import read_address, show_address
from variorum.watch.survey import cut_feed

MOST = 1_000  # items of a feed that are looked at: the first, which are the newest
LONGEST = 500  # characters of an id, a name or a time
UTF_8 = "application/xml; charset=utf-8"
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
IS_PAGE = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8766}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed.

    Attributes:
        id: by which the feed knows it: its guid or id, else its address; the hash of a long one.
        address: of its page.
        title: as the feed gives it; None: it gives none.
        source: who published it, as its own <source> says; None: the feed itself, as far as it
            tells.
        source_address: that <source>'s feed or site.
        published: as the feed writes it.
        updated: as the feed writes it.
    """

    id: str
    address: str
    title: str | None = None
    source: str | None = None
    source_address: str | None = None
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds: its items in its order, each address once.

    Attributes:
        title: what it calls itself.
        items: those with the address of a page.
        stays: for how long it says that it stays as it is; None: it says nothing.
        pageless: how many items have no address that can be fetched.
        left: how many were not looked at because they are too many (at least).
    """

    title: str | None
    items: tuple[Item, ...]
    stays: timedelta | None = None
    pageless: int = 0
    left: int = 0


def read_feed(data: bytes, address: str, content_type: str = "") -> Feed:
    """Read a feed that came from `address` as `content_type`; InputError if it is none.

    The feed's declared types are entities and all left alone: nothing outside it is read, entities
    that hold others are refused, and so is nesting that no feed has.
    """
    shown = show_address(address)
    start = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise InputError(shown, "is empty. Look there whether the feed has moved.")
    if start[:1] in {b"{", b"["}:
        return _read_json(data, address)
    try:
        text = decode_text(data, shown, declared=True, charset=_read_charset(content_type))
    except InputError as error:
        raise InputError(shown, f"is no feed: it {error.reason}") from None
    left, cut = cut_feed(text.removeprefix("\ufeff"), shown, MOST)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = feedparser.parse(
                io.BytesIO(cut),
                response_headers={"content-type": UTF_8, "content-location": address},
                resolve_relative_uris=False,
                sanitize_html=False,
            )
    except Exception as error:  # noqa: BLE001 - the library meets any bytes there are
        raise InputError(shown, f"cannot be read as a feed ({type(error).__name__}).") from None
    if not found.version and not found.entries:
        raise InputError(shown, _tell_what_else(text, address))
    entries = found.entries[:MOST]
    items = [_read_entry(entry, address) for entry in entries]
    return _collect(
        _text(_get(found.feed, "title")),
        items,
        stays=_read_stays(found.feed),
        left=left + len(found.entries) - len(entries),
    )


def _read_charset(content_type: str) -> str | None:
    found = CHARSET.search(content_type)
    return found[1] if found else None


def _collect(
    title: str | None, items: Iterable[Item | None], *, stays: timedelta | None, left: int
) -> Feed:
    """Return the feed with each address once."""
    kept: dict[str, Item] = {}
    pageless = 0
    for item in items:
        if item is None:
            pageless += 1
        else:
            kept.setdefault(item.address, item)
    return Feed(title, tuple(kept.values()), stays, pageless, left)


def _read_entry(entry: Mapping[str, Any], base: str) -> Item | None:
    """Return the item of an entry; None if it has no address that can be fetched."""
    name = _line(_get(entry, "id"))
    links = (_get(entry, key) for key in ("feedburner_origlink", "link"))
    address = _first_address(links, base)
    if address is None:
        return None
    source = _get(entry, "source") or {}
    site = _first_address((_get(source, key) for key in ("href", "link", "id")), base)
    return Item(
        id=_name(name or address),
        address=address,
        title=_text(_get(entry, "title")),
        source=_text(_get(source, "title") or _get(source, "value")),
        source_address=site,
        published=_text(_get(entry, "published")),
        updated=_text(_get(entry, "updated")),
    )


def _get(record: Any, key: str) -> Any:  # noqa: ANN401 - a dict whose own `get` is too clever
    """Return what a record of the library holds under this very key; None: nothing."""
    return dict.get(record, key)


def _first_address(texts: Iterable[object], base: str) -> str | None:
    for text in texts:
        if isinstance(text, str) and text.strip():
            try:
                return read_address(text, base)
            except FetchError:
                continue
    return None


def _name(text: str) -> str:
    return text if len(text) <= LONGEST else "sha256:" + sha256(text.encode()).hexdigest()


def _line(value: object) -> str:
    """Return a value as one line that can be stored anywhere; empty if it is no text."""
    if not isinstance(value, str):
        return ""
    return " ".join(value.encode("utf-8", "replace").decode().replace("\x00", " ").split())


def _text(value: object) -> str | None:
    """Return a value as one line of a bearable length; None if there is nothing."""
    return _line(value)[:LONGEST] or None


def _read_stays(feed: Mapping[str, Any]) -> timedelta | None:
    """Return how long a feed says it stays as it is: <ttl>, or the syndication module's period."""
    ttl = _text(_get(feed, "ttl"))
    if ttl and ttl.isascii() and ttl.isdigit() and len(ttl) < 8:
        return timedelta(minutes=int(ttl))
    period = PERIODS.get((_text(_get(feed, "sy_updateperiod")) or "").lower())
    often = _text(_get(feed, "sy_updatefrequency")) or "1"
    if period and often.isascii() and often.isdigit() and int(often[:6]) > 0:
        return timedelta(hours=period) / int(often[:6])
    return None


def _tell_what_else(text: str, address: str) -> str:
    """Say what came instead of a feed, and if it is a page, which feeds it names."""
    if not IS_PAGE.search(text[:5_000]):
        return "is no feed that can be read. Look there whether it has moved."
    tree = parse_html(text[:500_000])
    links = [] if tree is None else tree.iter("link")
    for link in links:
        if (link.get("type") or "").strip().lower() in FEED_TYPES:
            named = _first_address([link.get("href")], address)
            if named:
                return f"is a web page, not a feed. It names this feed: {show_address(named)}"
    return "is a web page, not a feed. Look there for the address of its feed."


def _read_json(data: bytes, address: str) -> Feed:
    """Read a JSON Feed (versions 1 and 1.1)."""
    shown = show_address(address)
    try:
        value = load_json(decode_text(data, shown).removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise InputError(shown, "is not valid JSON. Tell its publisher.") from None
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        raise InputError(shown, "is JSON, but no JSON Feed. Look there for the feed's address.")
    return _collect(
        _text(value.get("title")),
        [_read_json_item(item, address) for item in items[:MOST]],
        stays=None,
        left=max(0, len(items) - MOST),
    )


def _read_json_item(item: object, base: str) -> Item | None:
    if not isinstance(item, dict):
        return None
    address = _first_address([item.get("url"), item.get("external_url")], base)
    if address is None:
        return None
    source = item.get("source") or item.get("_source")
    source = source if isinstance(source, dict) else {"title": source}
    name = item.get("id")
    name = str(name)[:LONGEST] if isinstance(name, int) else _line(name)
    return Item(
        id=_name(name or address),
        address=address,
        title=_text(item.get("title")),
        source=_text(source.get("title") or source.get("name")),
        source_address=_first_address([source.get("url")], base),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
    )
