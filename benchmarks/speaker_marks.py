"""The marks of speakers and channels: attributions with their right answers, read from offsets.

A line of `benchmarks/speakers/*.jsonl` is one article: its `id`, the `sha256` of its text, and its
`marks`. A mark has `kind`, `source`, `cue`, `content` as an attribution has them; `speaker`, the
place `[start, end]` of the right name, null where the article names nobody, and further places in
`or` if other answers are right too; `media`, all that may be said, empty for none, null where
readers may differ; `partner`, the words of the other side or null; `at`, where the text tells the
channel, if marked.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.annotate.people import name_parts, same_first
from variorum.model import Article, Attribution, Block, Span

FOLDER = Path(__file__).parent / "speakers"
CORPORA = ("basil", "incidents")


@dataclass(frozen=True)
class Mark:
    """One attribution with its right answers."""

    attribution: Attribution
    speakers: tuple[str, ...]  # any of them is right; none: the article names nobody
    media: tuple[str, ...] | None
    partner: str | None
    at: tuple[int, int] | None


def read_corpora(bench: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of the marked corpora by id; FileNotFoundError if one is absent."""
    rows: dict[str, dict[str, Any]] = {}
    for name in CORPORA:
        with gzip.open(bench / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows |= {row["id"]: row for row in map(json.loads, lines)}
    return rows


def read_marks(name: str, rows: dict[str, dict[str, Any]]) -> Iterator[tuple[Article, list[Mark]]]:
    """Give each marked article with its marks; ValueError if a text is not the marked one."""
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        marked = json.loads(line)
        row = rows.get(marked["id"])
        if row is None or hashlib.sha256(row["text"].encode()).hexdigest() != marked["sha256"]:
            raise ValueError(f"article {marked['id']} is not the marked one")
        article = read_article(row)
        yield article, [read_mark(article, n, one) for n, one in enumerate(marked["marks"])]


def read_article(row: dict[str, Any]) -> Article:
    """Return a corpus row as an article of body paragraphs."""
    text: str = row["text"]
    blocks = []
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare:
            blocks.append(Block("body", start, start + len(bare)))
        start += len(line)
    return Article(row["id"], row["id"], text, 0, len(text), tuple(blocks))


def read_mark(article: Article, number: int, mark: dict[str, Any]) -> Mark:
    """Return one mark with its attribution."""

    def spans(role: str) -> tuple[Span, ...]:
        return tuple(Span(article.id, start, end) for start, end in mark[role])

    attribution = Attribution(
        f"{article.id}/{number}",
        article.id,
        mark["kind"],
        spans("source"),
        spans("cue"),
        spans("content"),
    )
    places = [mark["speaker"], *mark.get("or", ())] if mark["speaker"] else []
    return Mark(
        attribution,
        tuple(article.text[start:end] for start, end in places),
        None if mark["media"] is None else tuple(mark["media"]),
        mark["partner"],
        tuple(mark["at"]) if mark.get("at") else None,
    )


def is_same(given: str, right: str) -> bool:
    """Whether an answer names the right one; of people the surname and first name must fit."""
    one, two = name_parts(given), name_parts(right)
    if one == two or given.casefold() == right.casefold():
        return True
    if not one or not two or one[-1] != two[-1]:
        return False
    if right.islower() or given.islower():  # "the sheriff's office": "the Ulm Sheriff's Office"
        return set(one) <= set(two) or set(two) <= set(one)
    return len(two) == 1 or (len(one) > 1 and same_first(one[0], two[0]))
