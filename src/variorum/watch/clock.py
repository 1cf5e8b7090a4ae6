"""The time, and waiting that ends at once when the work is to stop."""

import threading
from datetime import UTC, datetime
from typing import Protocol

FORM = "%Y-%m-%dT%H:%M:%SZ"


class Clock(Protocol):
    """What tells the time and waits; the tests have one that does not wait."""

    def now(self) -> datetime:
        """Return the time in UTC."""
        ...

    def wait(self, seconds: float) -> None:
        """Return after `seconds`, or at once when the work is to stop."""
        ...

    @property
    def stopped(self) -> bool:
        """Whether the work is to stop."""
        ...

    def stop(self) -> None:
        """Let the work stop."""
        ...


class RealClock:
    """The clock of the machine."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Return after `seconds`, or at once when the work is to stop."""
        self._stop.wait(max(0.0, seconds))

    @property
    def stopped(self) -> bool:
        """Whether the work is to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Let the work stop; may be called from a signal's handler, so it takes no lock itself."""
        threading.Thread(target=self._stop.set, daemon=True).start()


def write_time(time: datetime) -> str:
    """Return a time as it is stored: in UTC, to the second, sorted as text."""
    return time.astimezone(UTC).strftime(FORM)


def read_time(text: str) -> datetime:
    """Return the time that `write_time` wrote."""
    return datetime.strptime(text, FORM).replace(tzinfo=UTC)
