"""The articles that a draft is checked against: a story's, those of a search, or the newest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from variorum.archive.archive import Archive
from variorum.archive.records import Choice
from variorum.model import Annotated

MOST: Final = 60  # articles that a draft is checked against


@dataclass(frozen=True, slots=True)
class Against:
    """What to check against: "story", "search" or "recent", with what that needs."""

    kind: str
    story: str = ""
    text: str = ""


def find_sources(archive: Archive, wanted: Against) -> list[Annotated]:
    """Return the articles to check against, at most MOST, the nearest or newest first."""
    if wanted.kind == "story":
        story = archive.story(wanted.story)
        return list(story.articles[:MOST]) if story else []
    if wanted.kind == "search":
        hits = archive.search(wanted.text.strip(), choice=Choice(limit=3 * MOST))
        return _load(archive, [hit.article for hit in hits])
    found: list[Annotated] = []
    for line in archive.stories(Choice(limit=MOST)):
        story = archive.story(line.id)
        found.extend(story.articles if story else ())
        if len(found) >= MOST:
            break
    return found[:MOST]


def _load(archive: Archive, ids: Sequence[str]) -> list[Annotated]:
    pages = (archive.article(one) for one in _first(ids, MOST))
    return [page.annotated for page in pages if page is not None]


def _first(ids: Iterable[str], most: int) -> list[str]:
    return list(dict.fromkeys(ids))[:most]
