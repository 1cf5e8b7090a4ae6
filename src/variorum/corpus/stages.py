"""The stages of a comparison as functions over columns of a dataframe.

Each takes and gives plain values and packed records; models load once a worker.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import daft
import pyarrow as pa
from daft import DataType, Series

from variorum import pipeline
from variorum.annotate.attributions import ModelName
from variorum.archive.packing import pack_annotated, unpack_annotated
from variorum.compare.reuse import find_passages
from variorum.corpus.inputs import Record, read_source, tell_apart
from variorum.corpus.tables import TABLES, Row, list_rows
from variorum.group.candidates import lookup_terms
from variorum.group.likeness import describe
from variorum.group.linkage import KEPT
from variorum.group.stories import judge_pairs
from variorum.group.stream import pack_profile, unpack_profile
from variorum.model import Annotated, Article, Skipped
from variorum.read.readings import Reading

BATCH = 32  # articles annotated at a time
NAMED = (".jsonl", ".jsonl.gz", ".ndjson", ".jsonlines")  # inputs whose articles bring their ids
TEXT, BYTES, WHOLE = pa.string(), pa.binary(), pa.int64()
PROVENANCE = ("path", "url", "sha256", "record_id", "record_date", "record_digest")
READ = pa.struct(
    dict.fromkeys(("id", "story", "text", "skipped", "reason", *PROVENANCE), TEXT)
    | {"article": BYTES}
)
ANNOTATED = pa.struct({"annotated": BYTES, "profile": BYTES, "terms": pa.list_(WHOLE)})
JUDGED = pa.list_(pa.struct({"other": TEXT, "chance": pa.float64()}))
COMPARED = pa.struct({name: pa.list_(columns) for name, columns in TABLES.items()})


def _type(arrow: pa.DataType) -> DataType:
    return DataType.from_arrow_type(arrow)


@daft.func(return_dtype=_type(READ))
def read_rows(path: str) -> Iterator[Row]:
    """Yield the articles of a file, and what of it was skipped."""
    empty: Row = dict.fromkeys((field.name for field in READ), None)
    for reading, record in read_source(path):
        if isinstance(reading, Skipped):
            yield empty | {"skipped": reading.path, "reason": reading.reason}
        else:
            for article in reading.articles:
                yield empty | _read_row(path, reading, article, record)


def _read_row(path: str, reading: Reading, article: Article, record: Record) -> Row:
    name = article.id
    if not path.lower().endswith(NAMED):
        name = f"{name}-{tell_apart(record.id or path)}"
        article = replace(article, id=name)
    return {
        "id": name,
        "story": article.story,
        "text": article.text,
        "article": pack_annotated(Annotated(article=article, sentences=())),
        "path": path,
        "url": reading.document.url,
        "sha256": reading.document.sha256,
        "record_id": record.id,
        "record_date": record.date,
        "record_digest": record.digest,
    }


@daft.cls
class Annotator:
    """Annotates articles, and says what they are like and under which terms they are found."""

    def __init__(self, *, fast: bool, model: ModelName | None) -> None:
        """`fast`, `model`: as in `pipeline.annotate`."""
        self.fast = fast
        self.model = model

    @daft.method.batch(return_dtype=_type(ANNOTATED), batch_size=BATCH)
    def annotate(self, articles: Series, texts: Series) -> Any:  # noqa: ANN401 - rows of a struct
        """Return packed annotated articles, packed profiles and terms."""
        rows = zip(articles.to_pylist(), texts.to_pylist(), strict=True)
        read = [unpack_annotated(packed, text).article if packed else None for packed, text in rows]
        annotated = iter(
            pipeline.annotate([one for one in read if one], fast=self.fast, model=self.model)
        )
        return [_keep(next(annotated)) if one else None for one in read]


def _keep(one: Annotated) -> Row:
    profile = describe(one.article)
    return {
        "annotated": pack_annotated(one),
        "profile": pack_profile(profile),
        "terms": list(lookup_terms(profile)) if one.article.story is None else [],
    }


@daft.cls
class Judge:
    """Says how likely articles report the event that another one does."""

    def __init__(self, common: Sequence[int]) -> None:
        """`common`: the terms that too many articles have to find anything by."""
        self.common = frozenset(common)

    @daft.method(return_dtype=_type(JUDGED))
    def judge(self, profile: bytes, others: list[str], profiles: list[bytes]) -> list[Row]:
        """Return the chances of KEPT or more, with the ids of the others."""
        chances = judge_pairs(
            unpack_profile(profile), [unpack_profile(one) for one in profiles], self.common
        )
        return [
            {"other": other, "chance": chance}
            for other, chance in zip(others, chances, strict=True)
            if chance >= KEPT
        ]


@daft.func(return_dtype=_type(COMPARED))
def compare_rows(story: str, members: list[Row]) -> dict[str, list[Row]]:
    """Compare the articles of one story; return the rows that it gives to each table."""
    annotated = sorted(
        (unpack_annotated(one["annotated"], one["text"]) for one in members), key=pipeline.by_time
    )
    passages = find_passages(sorted((one.article for one in annotated), key=lambda one: one.id))
    found = pipeline.compare_story(story, annotated, passages)
    provenance = {one["id"]: {name: one[name] for name in PROVENANCE} for one in members}
    return list_rows(found, provenance)
