"""The articles that a draft is checked against: a story's, those of a search, or the newest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from variorum.model import Annotated
from variorum.web.shelf import Shelf

MOST: Final = 60  # articles that a draft is checked against


@dataclass(frozen=True, slots=True)
class Against:
    """What to check against: "story", "search" or "recent", with what that needs."""

    kind: str
    story: str = ""
    text: str = ""
    first_day: str | None = None
    last_day: str | None = None
    outlet: str | None = None


def find_sources(archive: Shelf, wanted: Against) -> list[Annotated]:
    """Return the articles to check against, at most MOST, the nearest or newest first."""
    if wanted.kind == "story":
        line = archive.story_line(wanted.story)
        story = archive.story(line.id) if line else None
        return list(story.articles[:MOST]) if story else []
    if wanted.kind == "search":
        words = wanted.text.strip()
        if not words:
            return []
        hits = archive.search(
            words, "text", wanted.first_day, wanted.last_day, wanted.outlet, limit=3 * MOST
        )
        return _load(archive, [hit.article for hit in hits])
    found: list[Annotated] = []
    for line in archive.stories(limit=MOST):
        story = archive.story(line.id)
        found.extend(story.articles if story else ())
        if len(found) >= MOST:
            break
    return found[:MOST]


def _load(archive: Shelf, ids: Sequence[str]) -> list[Annotated]:
    pages = (archive.article(one) for one in _first(ids, MOST))
    return [page.annotated for page in pages if page is not None]


def _first(ids: Iterable[str], most: int) -> list[str]:
    return list(dict.fromkeys(ids))[:most]
