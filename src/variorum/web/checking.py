"""Checks drafts in a process of its own, so that a draft that takes too long can be stopped.

One draft is checked at a time. The process starts with the first draft, keeps its models, and is
ended and forgotten when it does not answer in time.
"""

import multiprocessing
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final

from variorum import pipeline
from variorum.archive.annotating import Models
from variorum.check.draft import check_drafts, take_whole
from variorum.model import Annotated, Check

SECONDS: Final = 60.0  # that a draft may take
LONGEST: Final = 60_000  # characters of a draft
PATIENCE: Final = 20.0  # seconds that a draft waits for the one before it


class CheckError(Exception):
    """A draft was not checked; the message says why and what to do."""


@dataclass(slots=True)
class Checker:
    """Checks drafts, one at a time, with the models that annotate what is added to the archive."""

    models: Models = field(default_factory=Models)
    seconds: float = SECONDS
    patience: float = PATIENCE
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _process: SpawnProcess | None = field(default=None, repr=False)
    _pipe: "Connection | None" = field(default=None, repr=False)

    def check(self, draft: str, sources: Sequence[Annotated]) -> Check:
        """Return what the sources say to a draft; CheckError if it takes too long, or is empty."""
        if not draft.strip():
            raise CheckError("There is nothing to check. Paste your text.")
        if len(draft) > LONGEST:
            raise CheckError(f"A draft may have {LONGEST:,} characters. Check it in parts.")
        if not self._lock.acquire(timeout=self.patience):
            raise CheckError("Another draft is being checked. Try again in a minute.")
        try:
            return self._ask(draft, sources)
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _ask(self, draft: str, sources: Sequence[Annotated]) -> Check:
        pipe = self._start()
        try:
            pipe.send((draft, tuple(sources), self.models))
            if not pipe.poll(self.seconds):
                self.close()
                raise CheckError(
                    f"This took more than {self.seconds:.0f} seconds and was stopped. Check the "
                    "draft in parts, or against fewer articles."
                )
            answer = pipe.recv()
        except (EOFError, OSError):
            self.close()
            raise CheckError("The check broke off. Try again, with a part of the draft.") from None
        if isinstance(answer, str):
            raise CheckError(answer)
        found: Check = answer
        return found

    def _start(self) -> "Connection":
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe = ours
        return ours


def _serve(pipe: "Connection") -> None:
    """Answer drafts until the other end is closed."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            draft, sources, models = pipe.recv()
            try:
                pipe.send(check_text(draft, sources, models))
            except (RecursionError, MemoryError, ValueError) as error:
                pipe.send(f"This draft cannot be checked ({type(error).__name__}). Try a part.")


def check_text(draft: str, sources: Sequence[Annotated], models: Models) -> Check | str:
    """Return what the sources say to a draft; words for people if it cannot be read."""
    stream = BytesIO(draft.encode("utf-8", "replace"))
    pile = pipeline.read(["-"], stdin=stream)
    if not pile.articles:
        reasons = " ".join(one.reason for one in pile.skipped)
        return f"No text was found in the draft. {reasons}".strip()
    taken = {one.article.id for one in sources}
    drafts = pipeline.annotate(
        [
            replace(take_whole(one), id=_free_id(f"draft {number}", taken))
            for number, one in enumerate(pile.articles, 1)
        ],
        fast=models.fast,
        model=models.model,
    )
    return Check(
        documents=pile.documents,
        drafts=tuple(drafts),
        sources=tuple(sources),
        items=tuple(check_drafts(drafts, sources)),
        skipped=pile.skipped,
    )


def _free_id(wish: str, taken: set[str]) -> str:
    """Return an id that no source has, so that a draft is never taken for one."""
    while wish in taken:
        wish += "~"
    return wish
