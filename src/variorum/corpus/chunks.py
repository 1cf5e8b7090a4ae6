"""Compare the stories that are new or changed, a chunk of days at a time, into the tables."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import daft
from daft import DataFrame, col

from variorum.corpus.comparison_stage import Comparer
from variorum.corpus.engine import Engine, move_lots
from variorum.corpus.layout import (
    Manifest,
    add_skipped,
    find_file_day,
    find_round,
    write_manifest,
)
from variorum.corpus.link import find_stories, read_articles
from variorum.corpus.stage_columns import PROVENANCE
from variorum.corpus.story_stage import Cutter
from variorum.corpus.tables import SKIPPED, TABLES
from variorum.pipeline import Progress

MEMBER = ("id", "annotated", "text", *PROVENANCE)
SHUFFLED = "store/chunks"
COMPARED, TRACED = 0.06, 0.01  # seconds of one core an article; TRACED: its text alone


def plan_stories(engine: Engine, manifest: Manifest, progress: Progress) -> None:
    """Find the stories, take what changed out of the tables, and lay the work out in chunks."""
    number = manifest.rounds
    progress("linking", 0, 3)
    with move_lots():
        whole = engine.write(find_stories(engine, manifest), f"store/stories/round-{number:05}")
    progress("linking", 1, 3)
    stories = engine.read(whole)
    changed, gone = stories, None
    if manifest.files.get("stories"):
        before = engine.read(manifest.files["stories"])
        changed = stories.join(before, on=["story", "members"], how="anti")
        gone = before.join(stories, on=["story", "members"], how="anti").select("story", "day")
    days = changed.select("day", col("articles").length().alias("n"))
    sizes = days.groupby("day").agg(col("n").sum().alias("n")).sort("day").to_pydict()
    places, count = _cut_days(engine, dict(zip(sizes["day"], sizes["n"], strict=True)))
    files = dict(manifest.files)
    if gone is not None:
        files |= _take_out(engine, manifest, gone)
    progress("linking", 2, 3)
    cutter = daft.cls(Cutter, use_process=False)(places)
    homes = changed.select(
        col("articles").alias("id"),
        col("story").alias("home"),
        cutter.place(col("day"), col("story")).alias("chunk"),
    ).explode("id")
    files["chunks"] = _lay_out(engine, manifest, homes)
    manifest.files = files | {"stories": whole}
    manifest.planned, manifest.chunks, manifest.compared = number, count, 0
    write_manifest(engine.folder, manifest)
    progress("linking", 3, 3)


def _cut_days(engine: Engine, sizes: Mapping[str, int]) -> tuple[dict[str, tuple[int, int]], int]:
    """Return the first chunk of each day and how many the day has, and how many there are."""
    places: dict[str, tuple[int, int]] = {}
    chunk = filled = 0
    for day, size in sizes.items():
        if filled and filled + size > engine.chunk_articles:
            chunk, filled = chunk + 1, 0
        count = -(-size // engine.chunk_articles)
        places[day] = (chunk, count)
        chunk, filled = (chunk, filled + size) if count == 1 else (chunk + count, 0)
    return places, chunk + bool(filled)


def _take_out(engine: Engine, manifest: Manifest, gone: DataFrame) -> dict[str, list[str]]:
    """Write the days anew from which stories are to go; return the files of each table."""
    days = set(gone.select("day").distinct().to_pydict()["day"])
    files = {}
    for table in TABLES:
        old = manifest.files.get(f"table:{table}", [])
        touched = [file for file in old if find_file_day(file) in days]
        if touched:
            rest = _read_days(engine, touched).join(gone.select("story"), on="story", how="anti")
            left = [file for file in old if find_file_day(file) not in days]
            files[f"table:{table}"] = left + engine.write(rest, f"tables/{table}", by="day")
    return files


def _read_days(engine: Engine, files: Sequence[str]) -> DataFrame:
    frame = daft.read_parquet([str(engine.folder / file) for file in files], hive_partitioning=True)
    return frame.with_column("day", col("day").cast(daft.DataType.string()))


def _lay_out(engine: Engine, manifest: Manifest, homes: DataFrame) -> list[str]:
    """Write the articles to be compared once more, those of each chunk together."""
    files = _find_holders(engine, manifest.files["articles"], homes)
    if not files:
        return []
    members = read_articles(engine, files).select(*MEMBER).join(homes, on="id")
    return engine.write(members, f"{SHUFFLED}/round-{manifest.rounds:05}", by="chunk")


def _find_holders(engine: Engine, files: Sequence[str], homes: DataFrame) -> list[str]:
    """Return the files that have any of the articles: most have none when a day is added."""
    rounds = read_articles(engine, files).select("id", "round")
    held = rounds.join(homes, on="id", how="semi").select("round").distinct()
    wanted = set(held.to_pydict()["round"])
    return [file for file in files if find_round(file) in wanted]


def compare_chunks(
    engine: Engine,
    manifest: Manifest,
    *,
    bare: bool,
    tables: Collection[str],
    progress: Progress,
) -> int:
    """Compare the chunks that are left, and put their rows into the tables; return the stories."""
    done = 0
    if manifest.compared >= manifest.chunks:
        return done
    for number in range(manifest.compared, manifest.chunks):
        progress("comparing", number, manifest.chunks)
        files = [file for file in manifest.files["chunks"] if f"chunk={number}/" in file]
        staged: list[str] = []
        if files:  # the parts of a large day may turn out to be fewer than planned
            staged = _compare(engine, files, bare=bare, tables=tables, number=number)
            compared = engine.read(staged)
            done += compared.count_rows()
            for table in tables:
                held = manifest.files.setdefault(f"table:{table}", [])
                rows = _unpack(compared, table, (field.name for field in TABLES[table]))
                held += engine.write(rows, f"tables/{table}", by="day")
            skipped = _unpack(compared, "skipped", SKIPPED.names).to_pylist()
            name = f"round-{manifest.rounds:05}-chunk-{number:05}"
            add_skipped(engine.folder, manifest, skipped, name)
        manifest.compared = number + 1
        write_manifest(engine.folder, manifest)
        for file in (*files, *staged):
            (engine.folder / file).unlink()
    progress("comparing", manifest.chunks, manifest.chunks)
    manifest.files["chunks"] = []
    return done


def _compare(
    engine: Engine, files: Sequence[str], *, bare: bool, tables: Collection[str], number: int
) -> list[str]:
    """Compare the stories whose articles some files hold; a row each, a column for each table."""
    packed = daft.functions.to_struct(*(col(name) for name in MEMBER))
    grouped = engine.read(files).select(col("home"), packed.alias("member")).groupby("home")
    frame = engine.part(grouped.agg(col("member").list_agg().alias("members")))
    work = engine.count_rows(files) * (TRACED if bare else COMPARED)
    compare = engine.spread(Comparer, bare=bare, work=work).compare
    frame = frame.select(compare(col("home"), col("members")).alias("rows"))
    frame = frame.select(*(col("rows")[name].alias(name) for name in (*tables, "skipped")))
    return engine.write(frame, f"store/compared/chunk-{number:05}")


def _unpack(compared: DataFrame, name: str, columns: Iterable[str]) -> DataFrame:
    """Return the rows that stories have for a table."""
    rows = compared.select(col(name).alias("row")).explode("row")
    rows = rows.where(~col("row").is_null())
    return rows.select(*(col("row")[column].alias(column) for column in columns))
