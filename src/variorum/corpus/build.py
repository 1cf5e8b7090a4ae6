"""Build a corpus: read and annotate in rounds, link into stories, compare, write the tables.

Each step ends with the manifest replaced, so that a killed build goes on after the last step. New
inputs are read alone; new articles are judged against all, but only stories that changed are
compared again, and only the days that they touch are written anew.
"""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import daft
from daft import col, lit

from variorum.annotate.attributions import ModelName
from variorum.corpus.annotation_stage import Annotator
from variorum.corpus.chunks import compare_chunks, plan_stories
from variorum.corpus.engine import LEAST, Engine, start_engine
from variorum.corpus.inputs import Source, list_sources
from variorum.corpus.layout import (
    Manifest,
    add_skipped,
    find_round,
    read_manifest,
    sweep,
    write_manifest,
)
from variorum.corpus.link import find_pairs, read_articles
from variorum.corpus.parquet_rows import GUESSES
from variorum.corpus.reading_stage import Reader
from variorum.corpus.stage_columns import PROVENANCE, READ
from variorum.corpus.tables import NETWORK, TABLES
from variorum.errors import InputError
from variorum.pipeline import Progress, ignore_progress

GIGABYTE = 1_000_000_000
MEMORY = 8 * GIGABYTE
FIRST_ROUND = 1_000_000  # bytes of input, to see how long they take
READ_AHEAD = {True: 2, False: 16}  # processes that one can read for; True: texts alone
ROUND_SECONDS = 180  # that a round of reading and annotating is to take: a kill costs half of it


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a corpus is to be: a corpus of other wishes is another corpus.

    sample: read about so many articles only. tables: those to be made; if they need no more than
    the texts (`tables.NETWORK`), nothing is annotated. columns: of Parquet files, by field.
    """

    fast: bool = False
    model: ModelName | None = None
    sample: int | None = None
    tables: tuple[str, ...] = tuple(TABLES)
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def bare(self) -> bool:
        """Whether nothing need be annotated."""
        return set(self.tables) <= set(NETWORK)

    def check(self) -> None:
        """Raise InputError for a table or field that is none."""
        for kind, given, known in (
            ("table", self.tables, tuple(TABLES)),
            ("field", tuple(self.columns), tuple(GUESSES)),
        ):
            for name in given:
                if name not in known:
                    raise InputError(name, f"is no {kind}. There are: {', '.join(known)}.")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: files read, articles and stories in all, stories compared, skipped rows."""

    read: int
    articles: int
    stories: int
    compared: int
    skipped: tuple[tuple[str, str], ...]


def build_corpus(
    patterns: Sequence[str],
    folder: Path,
    wishes: Wishes | None = None,
    *,
    jobs: int = 1,
    memory: int = MEMORY,
    ray: str | None = None,
    progress: Progress = ignore_progress,
) -> Built:
    """Bring the corpus in `folder` up to date with the files that `patterns` name.

    jobs: processes. memory: bytes that they may take together. ray: the address of a cluster of
    whose nodes each has a process a core and `memory`, and sees all paths. Raises InputError for
    what cannot be a corpus, or was built with other wishes.
    """
    wishes = wishes or Wishes()
    wishes.check()
    if memory < LEAST:
        raise InputError(
            f"--memory {memory}", f"is too little. Give at least {LEAST / GIGABYTE} GB."
        )
    folder = folder.absolute()
    engine = start_engine(folder, jobs, memory, ray)
    sources = list_sources(patterns)
    named = [(one, one.path.encode("utf-8", "replace").decode()) for one in sources]
    odd = tuple(
        (name, "has a name that is no UTF-8. Give it another.")
        for one, name in named
        if name != one.path
    )
    sources = [one for one, name in named if name == one.path]
    most = None
    if wishes.sample is not None:
        few = min(wishes.sample, len(sources))
        sources = [sources[number * len(sources) // few] for number in range(few)]
        most = -(-wishes.sample // few)
    manifest = read_manifest(folder, _describe(wishes))
    folder.mkdir(parents=True, exist_ok=True)
    write_manifest(folder, manifest)
    sweep(folder, manifest)
    altered = tuple(
        (one.path, "has changed since it was read. Its articles stay as they were.")
        for one in sources
        if manifest.inputs.get(one.path, one.size) != one.size
    )
    pending = [one for one in sources if one.path not in manifest.inputs]
    _read_all(engine, manifest, pending, wishes, most=most, progress=progress)
    if manifest.settled < manifest.rounds:
        _settle_ids(engine, manifest)
    compare = partial(compare_chunks, bare=wishes.bare, tables=wishes.tables, progress=progress)
    compared = compare(engine, manifest)  # what a killed build has left
    if manifest.files.get("articles"):
        while manifest.linked < manifest.rounds:
            find_pairs(engine, manifest, progress)
        if manifest.planned < manifest.rounds:
            plan_stories(engine, manifest, progress)
            compared += compare(engine, manifest)
    write_manifest(folder, manifest)
    sweep(folder, manifest)
    return _sum_up(engine, manifest, len(pending), compared, (*odd, *altered))


def _describe(wishes: Wishes) -> dict[str, object]:
    return {
        "fast": wishes.fast,
        "model": wishes.model,
        "sample": wishes.sample,
        "tables": [table for table in TABLES if table in wishes.tables],
        "columns": dict(wishes.columns),
    }


def _sum_up(
    engine: Engine,
    manifest: Manifest,
    read: int,
    compared: int,
    untold: tuple[tuple[str, str], ...],
) -> Built:
    files = manifest.files.get("skipped")
    rows = engine.read(files).to_pylist() if files else []
    stories = manifest.files.get("stories")
    counts = {"n": [0], "articles": [0]}
    if stories:
        frame = engine.read(stories).select(col("articles").length().alias("articles"))
        counts = frame.agg(
            col("articles").count().alias("n"), col("articles").sum().alias("articles")
        ).to_pydict()
    return Built(
        read=read,
        articles=counts["articles"][0] or 0,
        stories=counts["n"][0],
        compared=compared,
        skipped=(*((row["path"], row["reason"]) for row in rows), *untold),
    )


def _read_all(
    engine: Engine,
    manifest: Manifest,
    pending: Sequence[Source],
    wishes: Wishes,
    *,
    most: int | None,
    progress: Progress,
) -> None:
    """Read and annotate what is left, in rounds that grow until each takes ROUND_SECONDS."""
    work = 0 if engine.jobs <= READ_AHEAD[wishes.bare] else math.inf
    reader = engine.spread(Reader, wishes.columns, most, work=work)
    annotator = engine.spread(Annotator, fast=wishes.fast, model=wishes.model, bare=wishes.bare)
    whole, done, at = sum(one.size for one in pending), 0, 0
    size = FIRST_ROUND
    progress("reading and annotating", 0, whole)
    while at < len(pending):
        started = time.monotonic()
        chunk = _cut_round(pending, at, size)
        _read_round(engine, manifest, chunk, reader, annotator)
        at += len(chunk)
        taken = sum(one.size for one in chunk)
        done += taken
        rate = max(taken, 1) / (time.monotonic() - started)
        size = int(min(engine.round_bytes, max(FIRST_ROUND, min(4 * size, rate * ROUND_SECONDS))))
        progress("reading and annotating", done, whole)


def _cut_round(sources: Sequence[Source], first: int, size: int) -> Sequence[Source]:
    """Return the sources from `first` on, at least one, that have `size` bytes or a little less."""
    last, taken = first + 1, sources[first].size
    while last < len(sources) and taken + sources[last].size <= size:
        taken += sources[last].size
        last += 1
    return sources[first:last]


def _read_round(
    engine: Engine,
    manifest: Manifest,
    sources: Sequence[Source],
    reader: Reader,
    annotator: Annotator,
) -> None:
    """Read and annotate some files; their articles and what was skipped are in the store then."""
    number, place = manifest.rounds + 1, len(manifest.inputs)
    named = {
        "source": [one.path for one in sources],
        "place": [*range(place, place + len(sources))],
    }
    frame = engine.part(daft.from_pydict(named))
    frame = frame.select(reader.read(col("source"), col("place")).alias("row"))
    frame = frame.select(*(col("row")[column.name].alias(column.name) for column in READ))
    frame = frame.with_column("made", annotator.annotate(col("article"), col("text")))
    names = ("id", "number", "story", "day", "text", "skipped", "reason", *PROVENANCE)
    kept = [col(name) for name in names]
    made = [col("made")[name].alias(name) for name in ("annotated", "profile", "terms")]
    frame = frame.select(*kept, lit(number).alias("round"), *made)
    files = engine.write(frame, f"store/articles/round-{number:05}")
    if files:
        rows = engine.read(files).where(col("id").is_null()).sort("number")
        skipped = rows.select(col("skipped").alias("path"), col("reason")).to_pylist()
        add_skipped(engine.folder, manifest, skipped, f"round-{number:05}")
    manifest.rounds = number
    manifest.inputs |= {one.path: one.size for one in sources}
    manifest.files.setdefault("articles", []).extend(files)
    write_manifest(engine.folder, manifest)


def _settle_ids(engine: Engine, manifest: Manifest) -> None:
    """Leave out the articles of new rounds whose id another has that was read before."""
    files = manifest.files.get("articles", [])
    if files:
        ids = read_articles(engine, files).select("id", "number", "path", "round")
        first = ids.groupby("id").agg(col("number").min().alias("first"), lit(1).sum().alias("n"))
        again = ids.join(first.where(col("n") > 1).select("id", "first"), on="id")
        again = again.where(col("number") != col("first")).sort("number")
        gone = again.to_pylist()
        rounds = {row["round"] for row in gone}
        for number in sorted(rounds):
            held = [file for file in files if find_round(file) == number]
            left = daft.from_pydict(
                {"number": [row["number"] for row in gone if row["round"] == number]}
            )
            rest = engine.read(held).join(left, on="number", how="anti")
            fresh = engine.write(rest, f"store/articles/round-{number:05}/settled")
            files = [file for file in files if file not in held] + fresh
        why = "has an article {!r}, and so has another input. Give each its own id."
        rows = [{"path": row["path"], "reason": why.format(row["id"])} for row in gone]
        add_skipped(engine.folder, manifest, rows, f"round-{manifest.rounds:05}-ids")
        manifest.files["articles"] = files
    manifest.settled = manifest.rounds
    write_manifest(engine.folder, manifest)
