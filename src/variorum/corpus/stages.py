"""The stages of a comparison as functions over columns of a dataframe.

Each takes and gives plain values and packed records. They are classes, so that what one loads (a
model, a block of articles) is there once for each worker; `engine.spread` says how many there are.
What is quick runs where the engine does, without a process of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import daft
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from daft import DataType, Series

from variorum import pipeline
from variorum.annotate.attributions import ModelName
from variorum.archive.packing import pack_annotated, unpack_annotated
from variorum.compare.reuse import find_passages
from variorum.compare.stemma import build_stemma
from variorum.corpus.inputs import Record, brings_ids, read_source, tell_apart
from variorum.corpus.pairs import Block
from variorum.corpus.tables import NETWORK, TABLES, Row, list_rows, name_day
from variorum.group.candidates import lookup_terms, still_candidates
from variorum.group.linkage import link_component
from variorum.group.profiles import Ints, describe
from variorum.group.stream import pack_profile, read_day, unpack_profile
from variorum.group.windows import find_windows
from variorum.model import Annotated, Article, Skipped, Story
from variorum.read.readings import Reading

BATCH = 32  # articles annotated at a time
LOOKED_UP = 500  # articles looked up in a block at a time
STORIES = 4  # compared at a time
TEXT, BYTES, WHOLE = pa.string(), pa.binary(), pa.int64()
PROVENANCE = ("path", "url", "sha256", "record_id", "record_date", "record_digest")
READ = pa.struct(
    dict.fromkeys(("id", "story", "day", "text", "skipped", "reason", *PROVENANCE), TEXT)
    | {"article": BYTES, "number": WHOLE}
)
ANNOTATED = pa.struct({"annotated": BYTES, "profile": BYTES, "terms": pa.list_(WHOLE)})
PAIRS = pa.list_(pa.struct({"one": TEXT, "other": TEXT, "chance": pa.float64()}))
LINKED = pa.list_(pa.struct({"story": TEXT, "members": TEXT, "articles": pa.list_(TEXT)}))
COMPARED = pa.struct({name: pa.list_(columns) for name, columns in TABLES.items()})
ROWS = 32  # bits of an article's number that count it within its input


def as_type(arrow: pa.DataType) -> DataType:
    """Return a type of Arrow as the engine's."""
    return DataType.from_arrow_type(arrow)


class Reader:
    """Reads files: a row for each article, and for what was skipped."""

    def __init__(self, columns: Mapping[str, str], most: int | None) -> None:
        """`columns`, `most`: as in `inputs.read_source`."""
        self.columns = dict(columns)
        self.most = most

    @daft.method(return_dtype=as_type(READ))
    def read(self, path: str, place: int) -> Iterator[Row]:
        """Yield the rows of a file; `place`: its number among all inputs."""
        empty: Row = dict.fromkeys((field.name for field in READ), None)
        number = place << ROWS
        for reading, record in read_source(path, self.columns, self.most):
            if isinstance(reading, Skipped):
                yield empty | {"skipped": reading.path, "reason": reading.reason, "number": number}
                number += 1
            else:
                for article in reading.articles:
                    row = _read_row(path, reading, article, record)
                    yield empty | row | {"number": number}
                    number += 1


def _read_row(path: str, reading: Reading, article: Article, record: Record) -> Row:
    name = article.id
    if not brings_ids(path):
        name = f"{name}-{tell_apart(record.id or path)}"
        article = replace(article, id=name)
    return {
        "id": name,
        "story": article.story,
        "day": name_day(article),
        "text": article.text,
        "article": pack_annotated(Annotated(article=article, sentences=())),
        "path": path,
        "url": reading.document.url,
        "sha256": reading.document.sha256,
        "record_id": record.id,
        "record_date": record.date,
        "record_digest": record.digest,
    }


class Annotator:
    """Annotates articles, and says what they are like and under which terms they are found."""

    def __init__(self, *, fast: bool, model: ModelName | None, bare: bool) -> None:
        """`fast`, `model`: as in `pipeline.annotate`; `bare`: find nothing in the articles."""
        self.fast = fast
        self.model = model
        self.bare = bare

    @daft.method.batch(return_dtype=as_type(ANNOTATED), batch_size=BATCH)
    def annotate(self, articles: Series, texts: Series) -> Any:  # noqa: ANN401 - rows of a struct
        """Return packed annotated articles, packed profiles and terms."""
        rows = zip(articles.to_pylist(), texts.to_pylist(), strict=True)
        read = [unpack_annotated(packed, text) if packed else None for packed, text in rows]
        there = [one for one in read if one]
        if not self.bare:
            there = pipeline.annotate(
                [one.article for one in there], fast=self.fast, model=self.model
            )
        annotated = iter(there)
        return [_keep(next(annotated)) if one else None for one in read]


def _keep(one: Annotated) -> Row:
    profile = describe(one.article)
    return {
        "annotated": pack_annotated(one),
        "profile": pack_profile(profile),
        "terms": list(lookup_terms(profile)) if one.article.story is None else [],
    }


@daft.func.batch(return_dtype=DataType.int64(), use_process=False)
def place_windows(profiles: Series) -> Any:  # noqa: ANN401 - numbers
    """Return the windows of time that articles are in."""
    days = [read_day(packed) for packed in profiles.to_pylist()]
    return find_windows(np.array(days, dtype=np.float64)).tolist()


def read_full(file: str) -> Ints:
    """Return the keys that a file of the store says are full."""
    table = pq.read_table(file, columns=["terms"], partitioning=None)
    return np.sort(np.array(table["terms"].to_pylist(), dtype=np.int64))


class Judge:
    """Finds the pairs that articles make with those of a block."""

    def __init__(self, files: Sequence[str], full: str, linked: int) -> None:
        """Take the articles of the block, the file of the full keys, the rounds judged before."""
        self.files = list(files)
        self.full = full
        self.linked = linked

    @cached_property
    def block(self) -> Block:
        """The block; each worker reads it once."""
        columns = ["id", "story", "profile"]
        parts = [pq.read_table(file, columns=columns, partitioning=None) for file in self.files]
        rows = pa.concat_tables(parts).to_pydict()
        found = [
            (name, profile)
            for name, story, profile in zip(*rows.values(), strict=True)
            if name is not None and story is None
        ]
        return Block(
            [name for name, _ in found], [profile for _, profile in found], read_full(self.full)
        )

    @daft.method.batch(return_dtype=as_type(PAIRS), batch_size=LOOKED_UP)
    def find(self, ids: Series, profiles: Series, rounds: Series) -> Any:  # noqa: ANN401 - lists of structs
        """Return each article's pairs; `rounds` says in which it was read."""
        names = ids.to_pylist()
        found: dict[str, list[Row]] = {name: [] for name in names}
        new = [number > self.linked for number in rounds.to_pylist()]
        read = [unpack_profile(one) for one in profiles.to_pylist()]
        for pair in self.block.find_pairs(names, read, new):
            found[pair.one if pair.one in found else pair.other].append(pair._asdict())
        return [found[name] for name in names]


class Doubter:
    """Says which pairs are still worth comparing when more keys are full."""

    def __init__(self, file: str) -> None:
        """`file`: of the keys that are full."""
        self.file = file

    @cached_property
    def full(self) -> Ints:
        """What the file holds; each worker reads it once."""
        return read_full(self.file)

    @daft.method(return_dtype=DataType.bool())
    def stays(self, one: bytes, other: bytes) -> bool:
        """Whether the articles of two profiles are candidates."""
        return still_candidates(unpack_profile(one), unpack_profile(other), self.full)


class Linker:
    """Makes stories of the articles of one component."""

    @daft.method(return_dtype=as_type(LINKED))
    def link(self, ids: list[str], pairs: list[Row] | None) -> list[Row]:
        """Return the stories, by average linkage over the pairs inside the component."""
        chances = {(pair["one"], pair["other"]): pair["chance"] for pair in pairs or []}
        return [_describe_story(name_story(s), s) for s in link_component(ids, chances)]


@daft.func(return_dtype=as_type(LINKED), use_process=False)
def keep_story(story: str, ids: list[str]) -> list[Row]:
    """Return the story that articles came with."""
    return [_describe_story(story, sorted(ids))]


def _describe_story(story: str, members: Sequence[str]) -> Row:
    digest = sha256("\n".join(members).encode("utf-8", "surrogatepass")).hexdigest()
    return {"story": story, "members": digest, "articles": list(members)}


def name_story(members: Sequence[str]) -> str:
    """Return the id of a story: the same for the same first article, whatever joins it later."""
    return "s" + sha256(min(members).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Cutter:
    """Says in which chunk of the work a story is."""

    def __init__(self, days: Mapping[str, tuple[int, int]]) -> None:
        """`days`: the first chunk of each day, and how many it has."""
        self.days = dict(days)

    @daft.method(return_dtype=DataType.int64())
    def place(self, day: str, story: str) -> int:
        """Return the chunk's number."""
        first, count = self.days[day]
        return first + int.from_bytes(sha256(story.encode()).digest()[:6], "big") % count


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
            key=pipeline.by_time,
        )
        provenance = {one["id"]: {name: one[name] for name in PROVENANCE} for one in members}
        rows = list_rows(self._find(story, annotated), provenance)
        if not self.bare:
            return rows
        return {
            name: [row | {"origins": None} for row in found] if name == "stories" else found
            for name, found in rows.items()
            if name in NETWORK
        }

    def _find(self, story: str, annotated: Sequence[Annotated]) -> Story:
        by_id = sorted((one.article for one in annotated), key=lambda one: one.id)
        passages = find_passages(by_id) if len(by_id) > 1 else []
        if not self.bare:
            return pipeline.compare_story(story, annotated, passages)
        titles = (one.article.title for one in annotated if one.article.title)
        return Story(
            id=story,
            title=next(titles, "Untitled"),
            articles=tuple(annotated),
            passages=tuple(passages),
            stemma=tuple(build_stemma(annotated, passages)),
        )
