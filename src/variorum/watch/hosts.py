"""One request at a time to each host, and a pause between two."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from variorum.watch.clock import Clock

DELAY = 2.0  # seconds between the end of a request to a host and the beginning of the next
LONGEST = 30.0  # seconds that a host may ask for between two requests (Crawl-delay)


class Hosts:
    """Gives each host its turns. Safe to be used by several threads.

    >>> from variorum.watch.clock import RealClock
    >>> with Hosts(RealClock()).turn("example.org"):
    ...     pass  # ask it
    """

    def __init__(self, clock: Clock, delay: float = DELAY) -> None:
        self.clock = clock
        self.delay = delay
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._free: dict[str, datetime] = {}
        self._delays: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Leave `seconds` between requests to this host, as it asks; never less than to others."""
        self._delays[host] = min(max(seconds, self.delay), max(LONGEST, self.delay))

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked, and keep others from asking it meanwhile."""
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            if host in self._free:
                left = (self._free[host] - self.clock.now()).total_seconds()
                if left > 0:
                    self.clock.wait(left)
            try:
                yield
            finally:
                pause = timedelta(seconds=self._delays.get(host, self.delay))
                self._free[host] = self.clock.now() + pause
