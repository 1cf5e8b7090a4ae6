"""Which feeds to watch: an OPML list, a plain list of addresses, or addresses themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import listparser

from variorum.errors import FetchError, InputError
from variorum.model import Skipped
from variorum.read.decode import decode_text
from variorum.watch.addresses import read_address, show_address

LIMIT = 5_000_000  # bytes of a list
MOST = 10_000  # feeds of a list
IS_OPML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->|\s+)*<opml\b", re.IGNORECASE | re.DOTALL
)
IS_XML = re.compile(r"\s*<")
IS_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A feed to watch."""

    address: str
    title: str | None = None  # as the list calls it


def read_sources(names: Iterable[str]) -> tuple[list[Source], list[Skipped]]:
    """Read lists and addresses: the feeds, each once, in order, and what is none with its reason.

    A plain list has an address on each line, then if wished a blank and a name; "#" begins a
    comment.
    """
    found: dict[str, Source] = {}
    skipped: list[Skipped] = []
    for name in names:
        try:
            pairs = [(name, "", "")] if IS_ADDRESS.match(name) else _read_list(name)
        except InputError as error:
            skipped.append(Skipped(error.path, error.reason))
            continue
        for text, title, place in pairs:
            try:
                address = read_address(text)
            except FetchError as error:
                where = f"{name}{place}"
                reason = f"{error.address}: {error.reason}" if place else error.reason
                skipped.append(Skipped(where if place else error.address, reason))
            else:
                found.setdefault(address, Source(address, title or None))
    return list(found.values()), skipped


def _read_list(path: str) -> list[tuple[str, str, str]]:
    """Return the addresses of a list with their names and the places where they stand."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(path, f"cannot be opened: {reason}. Check the name.") from None
    if len(data) > LIMIT:
        raise InputError(path, f"is larger than {LIMIT // 1_000_000} MB. Split it.")
    text = decode_text(data, path, declared=True).removeprefix("\ufeff")
    found = read_opml(text, path) if IS_XML.match(text) else read_plain(text)
    if not found:
        raise InputError(
            path, "names no feed. Put the address of a feed on each line, or give OPML."
        )
    if len(found) > MOST:
        raise InputError(path, f"names {len(found):,} feeds; at most {MOST:,} are read. Split it.")
    return found


def read_plain(text: str) -> list[tuple[str, str, str]]:
    """Return the addresses of a plain list with their names and lines."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split(maxsplit=1)
        if words and not words[0].startswith("#"):
            title = words[1].partition("#")[0].strip() if len(words) > 1 else ""
            found.append((words[0], show_address(title), f", line {number}"))
    return found


def read_opml(text: str, path: str) -> list[tuple[str, str, str]]:
    """Return the feeds of an OPML list in its order, with their names; InputError if it is none.

    Lists that it includes by their address are not followed.
    """
    if not IS_OPML.match(text):
        raise InputError(
            path, "is XML, but no OPML list of feeds. Give the feed's address, not its file."
        )
    # ASCII alone: the library would else guess the encoding once more.
    data = text.encode("ascii", "xmlcharrefreplace")
    try:
        found = listparser.parse(data)
        feeds = [(str(feed.url), show_address(str(feed.title))) for feed in found.feeds]
    except Exception as error:  # noqa: BLE001 - the library meets any text there is
        raise InputError(
            path, f"is OPML that cannot be read ({error!r:.80}). Export it again."
        ) from None
    return [
        (address, title, f", feed {number}") for number, (address, title) in enumerate(feeds, 1)
    ]
