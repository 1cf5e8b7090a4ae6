"""Compares the articles of a story."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import daft
from daft import Series

from variorum.archive.packing import unpack_annotated
from variorum.compare.collection import collect_words
from variorum.compare.order import by_time
from variorum.compare.reuse import find_shared
from variorum.compare.stemma import build_tree
from variorum.corpus.stage_columns import COMPARED, PROVENANCE, as_type
from variorum.corpus.tables import NETWORK, Row, list_rows
from variorum.model import Annotated, Story

STORIES = 4  # compared at a time
FAILED = (
    "is in story {story}, which could not be compared ({error}): the tables have what stands in "
    "its articles alone. Please report it with these files."
)


class Comparer:
    """Compares the articles of a story."""

    def __init__(self, *, bare: bool) -> None:
        """`bare`: passages and family trees only, of articles in which nothing was found."""
        self.bare = bare

    @daft.method.batch(return_dtype=as_type(COMPARED), batch_size=STORIES)
    def compare(self, stories: Series, members: Series) -> Any:  # noqa: ANN401 - rows of a struct
        """Return the rows that each story gives to each table."""
        return [
            self._compare(story, rows)
            for story, rows in zip(stories.to_pylist(), members.to_pylist(), strict=True)
        ]

    def _compare(self, story: str, members: list[Row]) -> dict[str, list[Row]]:
        annotated = sorted(
            (unpack_annotated(one["annotated"], one["text"]) for one in members),
            key=by_time,
        )
        provenance = {one["id"]: {name: one[name] for name in PROVENANCE} for one in members}
        skipped: list[Row] = []
        try:
            found = self._find(story, annotated)
        except Exception as error:  # noqa: BLE001 - a story that we fail at must not end a corpus
            found = _leave_alone(story, annotated)
            reason = FAILED.format(story=story, error=f"{type(error).__name__}: {error}")
            skipped = [{"path": one["path"], "reason": reason} for one in members]
        rows = list_rows(found, provenance)
        if self.bare:
            rows = {
                name: [row | {"origins": None} for row in table] if name == "stories" else table
                for name, table in rows.items()
                if name in NETWORK
            }
        return rows | {"skipped": skipped}

    def _find(self, story: str, annotated: Sequence[Annotated]) -> Story:
        by_id = sorted((one.article for one in annotated), key=lambda one: one.id)
        words = collect_words(by_id) if len(by_id) > 1 else None
        passages = find_shared(words) if words else []
        if not self.bare:
            from variorum.pipeline import compare_story  # noqa: PLC0415 - half a second

            return compare_story(story, annotated, passages)
        return replace(
            _leave_alone(story, annotated),
            passages=tuple(passages),
            stemma=tuple(build_tree([one.article for one in annotated], passages, words=words)),
        )


def _leave_alone(story: str, annotated: Sequence[Annotated]) -> Story:
    """Return a story of articles that were not compared."""
    titles = (one.article.title for one in annotated if one.article.title)
    return Story(id=story, title=next(titles, "Untitled"), articles=tuple(annotated))
