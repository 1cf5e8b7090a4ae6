"""What the pages ask of an archive: `variorum.archive` has it, and nothing here writes SQL."""

from collections.abc import Sequence
from typing import Protocol

from variorum.archive.records import (
    ArticlePage,
    Edits,
    Hit,
    OutletLine,
    OutletPage,
    SearchKind,
    SpeakerLine,
    SpeakerPage,
    StoryLine,
)
from variorum.judgements.records import Judgement
from variorum.model import Document, Story


class Shelf(Protocol):
    """An archive as the pages see it; every method may be called from any thread."""

    def stories(
        self,
        first_day: str | None = None,
        last_day: str | None = None,
        outlet: str | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> Sequence[StoryLine]:
        """Return stories, the newest day first."""
        ...

    def story_line(self, story: str) -> StoryLine | None:
        """Return a story at a glance; of a merged one, the story that it became part of."""
        ...

    def story(self, story: str) -> Story | None:
        """Return a story with its texts."""
        ...

    def documents(self, story: str) -> Sequence[Document]:
        """Return the documents of a story's articles."""
        ...

    def article(self, article: str, number: int | None = None) -> ArticlePage | None:
        """Return an article, by default the version that counts."""
        ...

    def edits(self, article: str, older: int, newer: int) -> Edits | None:
        """Return what changed between two versions."""
        ...

    def speakers(self, prefix: str = "", offset: int = 0, limit: int = 50) -> Sequence[SpeakerLine]:
        """Return speakers, the most quoted first."""
        ...

    def speaker(self, name: str, offset: int = 0, limit: int = 50) -> SpeakerPage | None:
        """Return what a speaker said, newest first."""
        ...

    def outlets(self, prefix: str = "", offset: int = 0, limit: int = 50) -> Sequence[OutletLine]:
        """Return outlets, those of most articles first."""
        ...

    def outlet(self, name: str, offset: int = 0, limit: int = 50) -> OutletPage | None:
        """Return an outlet."""
        ...

    def search(  # noqa: PLR0917 - the filters of a search
        self,
        text: str,
        kind: SearchKind = "text",
        first_day: str | None = None,
        last_day: str | None = None,
        outlet: str | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> Sequence[Hit]:
        """Return places that a search finds."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Keep what somebody decided."""
        ...

    def judgements(self) -> Sequence[Judgement]:
        """Return all that people decided, in the order in which they did."""
        ...
