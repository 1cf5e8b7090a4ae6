"""What a host's robots.txt permits us (RFC 9309), asked once a day."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from protego import Protego

from variorum.errors import FetchError
from variorum.watch.addresses import show_address
from variorum.watch.clock import Clock
from variorum.watch.fetch import TOKEN, Fetcher

FRESH = timedelta(hours=24)
LONGEST = 512_000  # bytes that are read of one; RFC 9309 asks for 500 KiB at least


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt said, and when."""

    fetched: datetime
    text: str  # empty: everything is allowed


class Robots:
    """Asks for robots.txt where it must, and remembers. Safe to be used by several threads.

    `known` (origin to rules) may hold what was remembered before; what is learnt is added to it.
    """

    def __init__(
        self, clock: Clock, fetcher: Fetcher, known: dict[str, Rules] | None = None
    ) -> None:
        self.clock = clock
        self.fetcher = fetcher
        self.known = {} if known is None else known
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._parsed: dict[str, Protego] = {}

    def permit(self, address: str) -> None:
        """Return if an address may be fetched; FetchError: it may not, or not now."""
        url = httpx.URL(address)
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if not self._read(origin, url.host).can_fetch(address, TOKEN):
            raise FetchError(
                show_address(address),
                f"is not to be fetched by programs, says {origin}/robots.txt. Ask the site, or "
                "leave it out.",
            )

    def _read(self, origin: str, host: str) -> Protego:
        """Return the rules of an origin, asked for if they are not known or old."""
        with self._guard:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            rules = self.known.get(origin)
            if rules is None or not rules.fetched <= self.clock.now() < rules.fetched + FRESH:
                rules = Rules(self.clock.now(), self._fetch(origin))
                self.known[origin] = rules
                self._parsed.pop(origin, None)
            if origin not in self._parsed:
                parsed = self._parsed[origin] = Protego.parse(rules.text)
                delay = parsed.crawl_delay(TOKEN) or 0.0
                if delay > 0:  # which "nan" is not
                    self.fetcher.hosts.slow_down(host, delay)
            return self._parsed[origin]

    def _fetch(self, origin: str) -> str:
        """Return the text of a robots.txt; empty if there is none (any status from 400 to 499)."""
        try:
            answer = self.fetcher.fetch(f"{origin}/robots.txt")
        except FetchError as error:
            if not error.again:  # circles and the like: as if there were none (RFC 9309, 2.3.1)
                return ""
            raise FetchError(
                error.address,
                f"{error.reason} Nothing else is asked of the site meanwhile.",
                again=True,
                host=True,
                wait=error.wait,
            ) from None
        if answer.status != 200:
            return ""
        text = answer.body[:LONGEST].decode("utf-8", "replace")
        return text.removeprefix("\ufeff").replace("\x00", " ")  # PostgreSQL cannot hold it
