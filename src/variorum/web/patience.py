"""Connections that keep a place and say nothing are closed: a few hundred would keep others out.

A browser sends its request at once and takes the answer; what dribbles loses its connection.
"""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD: Final = 10.0  # seconds until a request must have its head
BODY: Final = 60.0  # seconds until it must be there whole
WHOLE: Final = 300.0  # seconds until it must be answered, and the answer taken
LOOK: Final = 2.0  # seconds between two looks


class HurriedProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to waiting."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch a new connection."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._watch = self.loop.call_later(LOOK, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no more."""
        self._watch.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Wait for the next request from now on."""
        self._since = self.loop.time()
        super().on_response_complete()

    def _look(self) -> None:
        """Close the connection if it has waited long enough for what is to come."""
        waited = self.loop.time() - self._since
        patience = HEAD
        if self.cycle is not None and not self.cycle.response_complete:
            patience = BODY if self.cycle.more_body else WHOLE
        if waited > patience:
            self.transport.close()
        else:
            self._watch = self.loop.call_later(LOOK, self._look)
