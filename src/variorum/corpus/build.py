"""Build a corpus: read and annotate in rounds, link into stories, compare, write the tables.

Each step ends with the manifest replaced, so that a killed build goes on after the last step. New
inputs are read alone; new articles are judged against all, but only stories that changed are
compared again, and only the days that they touch are written anew.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import daft
import pyarrow as pa
import pyarrow.parquet as pq
from daft import DataFrame, col

from variorum.annotate.attributions import ModelName
from variorum.corpus.inputs import Source, list_sources
from variorum.corpus.layout import Manifest, read_manifest, sweep, write_manifest
from variorum.corpus.stages import PROVENANCE, READ, Annotator, Judge, compare_rows, read_rows
from variorum.corpus.tables import SKIPPED, TABLES
from variorum.group.candidates import COMMON, MIN_SHARED
from variorum.group.stories import link_pairs

ROUND = 64_000_000  # bytes of input read between two steps
Progress = Callable[[str, int, int], None]
Stories = Mapping[str, tuple[str, ...]]


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
    *,
    fast: bool = False,
    model: ModelName | None = None,
    sample: int | None = None,
    progress: Progress,
) -> Built:
    """Bring the corpus in `folder` up to date with the files that `patterns` name.

    sample: read only so many of the files, evenly chosen. Raises InputError for what cannot be
    a corpus, or was built with other parameters.
    """
    sources = list_sources(patterns)
    if sample is not None and sample < len(sources):
        sources = [sources[number * len(sources) // sample] for number in range(sample)]
    manifest = read_manifest(folder, {"fast": fast, "model": model})
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder, manifest)
    pending = [one for one in sources if one.path not in manifest.inputs]
    altered = tuple(
        (one.path, "has changed since it was read. Its articles stay as they were.")
        for one in sources
        if manifest.inputs.get(one.path, one.size) != one.size
    )
    done = 0
    taken = _read_ids(folder, manifest.files.get("articles", ())) if pending else set()
    annotator = Annotator(fast=fast, model=model)
    for chunk in _cut_rounds(pending):
        _read_round(folder, manifest, chunk, annotator, taken)
        done += len(chunk)
        progress("reading and annotating", done, len(pending))
    progress("linking", 0, 1)
    if manifest.linked < manifest.rounds:
        _find_pairs(folder, manifest)
    progress("comparing", 0, 1)
    if manifest.compared < manifest.rounds:
        stories = _link(folder, manifest)
        compared = _compare(folder, manifest, stories)
    else:
        stories, compared = _read_stories(folder, manifest), 0
    progress("comparing", 1, 1)
    skipped = _read(folder, manifest, "skipped")
    rows = [] if skipped is None else skipped.to_pylist()
    return Built(
        read=done,
        articles=sum(map(len, stories.values())),
        stories=len(stories),
        compared=compared,
        skipped=(*((row["path"], row["reason"]) for row in rows), *altered),
    )


def _cut_rounds(sources: Iterable[Source]) -> Iterator[list[Source]]:
    chunk: list[Source] = []
    size = 0
    for source in sources:
        chunk.append(source)
        size += source.size
        if size >= ROUND:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read(folder: Path, manifest: Manifest, name: str) -> DataFrame | None:
    files = [str(folder / file) for file in manifest.files.get(name, ())]
    return daft.read_parquet(files) if files else None


def _write(folder: Path, frame: DataFrame, place: str, *, by_day: bool = False) -> list[str]:
    """Write a frame below `folder`; return the files' names in it."""
    written = frame.write_parquet(
        str(folder / place), partition_cols=[col("day")] if by_day else None
    )
    return [Path(path).relative_to(folder).as_posix() for path in written.to_pydict()["path"]]


def _read_ids(folder: Path, files: Iterable[str]) -> set[str]:
    return {name for file in files for name in _read_column(folder / file, "id")}


def _read_round(
    folder: Path,
    manifest: Manifest,
    sources: Sequence[Source],
    annotator: Annotator,
    taken: set[str],
) -> None:
    """Read and annotate some files; their articles and what was skipped are in the store then.

    `taken`: the ids of all articles so far, to which those of these files are added.
    """
    number = manifest.rounds + 1
    frame = daft.from_pydict({"source": [one.path for one in sources]})
    frame = frame.select(read_rows(col("source")).alias("row"))
    frame = frame.select(*(col("row")[field.name].alias(field.name) for field in READ))
    frame = frame.with_column("made", annotator.annotate(col("article"), col("text")))
    kept = [col(name) for name in ("id", "story", "text", "skipped", "reason", *PROVENANCE)]
    made = [col("made")[name].alias(name) for name in ("annotated", "profile", "terms")]
    files = _write(folder, frame.select(*kept, *made), f"store/articles/round-{number:05}")
    skipped = _settle(folder, files, taken)
    manifest.rounds = number
    manifest.inputs |= {one.path: one.size for one in sources}
    manifest.files.setdefault("articles", []).extend(files)
    if skipped:
        name = f"tables/skipped/round-{number:05}.parquet"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(skipped, SKIPPED), folder / name)
        manifest.files.setdefault("skipped", []).append(name)
    write_manifest(folder, manifest)


def _settle(folder: Path, files: Iterable[str], taken: set[str]) -> list[dict[str, str]]:
    """Part the articles of a round from what was skipped, and from those whose id is taken."""
    skipped = []
    for file in sorted(files):
        table = pq.read_table(folder / file, partitioning=None)
        keep = []
        columns = ("id", "path", "skipped", "reason")
        for name, path, left_out, reason in zip(
            *(table[column].to_pylist() for column in columns), strict=True
        ):
            keep.append(left_out is None and name not in taken)
            if left_out is not None:
                skipped.append({"path": left_out, "reason": reason})
            elif name in taken:
                why = f"has an article {name!r}, and so has another input. Give each its own id."
                skipped.append({"path": path, "reason": why})
            else:
                taken.add(name)
        if not all(keep):
            pq.write_table(table.filter(pa.array(keep)), folder / file)
    return skipped


def _find_pairs(folder: Path, manifest: Manifest) -> None:
    """Judge the new articles against all that share telling terms with them.

    When a term becomes common, pairs found by it may go: all pairs are found anew then.
    """
    articles = _read(folder, manifest, "articles")
    assert articles is not None  # noqa: S101 - a round has written some
    terms = articles.select(col("id"), col("terms")).explode("terms").where(~col("terms").is_null())
    counts = terms.groupby("terms").agg(col("id").count().alias("n"))
    common = sorted(counts.where(col("n") > COMMON).to_pydict()["terms"])
    old = _read(folder, manifest, "common")
    if manifest.linked and common != ([] if old is None else sorted(old.to_pydict()["terms"])):
        manifest.linked = 0
    if manifest.linked == 0:
        manifest.files.pop("pairs", None)
    telling = terms.where(~col("terms").is_in(common)) if common else terms
    new = telling
    if manifest.linked:
        known = [f for f in manifest.files["articles"] if _round_of(f) <= manifest.linked]
        before = daft.read_parquet([str(folder / file) for file in known]).select("id")
        new = telling.join(before, on="id", how="anti")
    others = telling.select(col("id").alias("other"), col("terms"))
    shared = new.join(others, on="terms").where(col("id") != col("other"))
    pairs = shared.groupby("id", "other").agg(col("terms").count().alias("n"))
    pairs = pairs.where(col("n") >= MIN_SHARED).select("id", "other")
    profiles = articles.select(col("id"), col("profile"))
    named = profiles.select(col("id").alias("other"), col("profile").alias("its"))
    lists = pairs.join(named, on="other").groupby("id")
    lists = lists.agg(col("other").list_agg(), col("its").list_agg()).join(profiles, on="id")
    judge = Judge(common)
    judged = lists.select(
        col("id"), judge.judge(col("profile"), col("other"), col("its")).alias("judged")
    ).explode("judged")
    judged = judged.where(~col("judged").is_null()).select(
        col("id"), col("judged")["other"].alias("other"), col("judged")["chance"].alias("chance")
    )
    files = _write(folder, judged, f"store/pairs/round-{manifest.rounds:05}")
    manifest.files.setdefault("pairs", []).extend(files)
    name = f"store/common/round-{manifest.rounds:05}.parquet"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"terms": pa.array(common, pa.int64())}), folder / name)
    manifest.files["common"] = [name]
    manifest.linked = manifest.rounds
    write_manifest(folder, manifest)


def _round_of(file: str) -> int:
    return int(file.partition("round-")[2].partition("/")[0])


def _link(folder: Path, manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """Return the stories by their ids: those that articles came with, and those of likely pairs."""
    articles = _read(folder, manifest, "articles")
    if articles is None:
        return {}
    named = articles.select("id", "story").to_pydict()
    given: dict[str, list[str]] = {}
    found = []
    for name, story in zip(named["id"], named["story"], strict=True):
        if story is None:
            found.append(name)
        else:
            given.setdefault(story, []).append(name)
    pairs: dict[tuple[str, str], float] = {}
    judged = _read(folder, manifest, "pairs")
    if judged is not None:
        rows = judged.to_pydict()
        for one, other, chance in zip(rows["id"], rows["other"], rows["chance"], strict=True):
            pairs[min(one, other), max(one, other)] = chance
    stories = {story: tuple(sorted(members)) for story, members in given.items()}
    for members in link_pairs(sorted(found), pairs):
        stories[name_story(members)] = members
    return stories


def name_story(members: Sequence[str]) -> str:
    """Return the id of a story: the same for the same first article, whatever joins it later."""
    return "s" + sha256(min(members).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _compare(folder: Path, manifest: Manifest, stories: Stories) -> int:
    """Compare the stories that are new or changed, and put their rows into the tables."""
    number = manifest.rounds
    before = _read_stories(folder, manifest)
    changed = {story for story, members in stories.items() if before.get(story) != members}
    gone = changed | (before.keys() - stories.keys())
    articles = _read(folder, manifest, "articles")
    assert articles is not None  # noqa: S101 - there are rounds
    pairs = [(name, story) for story in sorted(changed) for name in stories[story]]
    homes = daft.from_pydict({"id": [p[0] for p in pairs], "home": [p[1] for p in pairs]})
    wanted = ("id", "annotated", "text", *PROVENANCE)
    members = articles.select(*wanted).join(homes, on="id")
    packed = daft.functions.to_struct(*(col(name) for name in wanted))
    grouped = members.select(col("home"), packed.alias("member")).groupby("home")
    frame = grouped.agg(col("member").list_agg().alias("members"))
    frame = frame.select(compare_rows(col("home"), col("members")).alias("rows"))
    staged = _write(folder, frame, f"store/compared/round-{number:05}")
    compared = daft.read_parquet([str(folder / name) for name in staged])
    days = _find_days(folder, manifest, gone)
    files: dict[str, list[str]] = {}
    for table, columns in TABLES.items():
        rows = compared.select(col("rows")[table].alias("row")).explode("row")
        rows = rows.where(~col("row").is_null())
        fresh = rows.select(*(col("row")[field.name].alias(field.name) for field in columns))
        old = manifest.files.get(f"table:{table}", [])
        files[table] = _replace(folder, table, old, fresh, gone=gone, days=days)
    manifest.files |= {f"table:{table}": names for table, names in files.items()}
    name = f"store/stories/round-{number:05}.parquet"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    whole = {"story": list(stories), "articles": [list(one) for one in stories.values()]}
    pq.write_table(pa.table(whole), folder / name)
    manifest.files["stories"] = [name]
    manifest.compared = number
    write_manifest(folder, manifest)
    return len(changed)


def _read_stories(folder: Path, manifest: Manifest) -> dict[str, tuple[str, ...]]:
    frame = _read(folder, manifest, "stories")
    if frame is None:
        return {}
    rows = frame.to_pydict()
    return {story: tuple(ids) for story, ids in zip(rows["story"], rows["articles"], strict=True)}


def _find_days(folder: Path, manifest: Manifest, gone: AbstractSet[str]) -> frozenset[str]:
    """Return the days under which the tables hold stories that are to go."""
    return frozenset(
        _day_of(file)
        for file in manifest.files.get("table:stories", ())
        if not gone.isdisjoint(_read_column(folder / file, "story"))
    )


def _read_column(path: Path, name: str) -> list[str]:
    found: list[str] = pq.read_table(path, columns=[name], partitioning=None)[name].to_pylist()
    return found


def _day_of(file: str) -> str:
    return file.partition("day=")[2].partition("/")[0]


def _replace(
    folder: Path,
    table: str,
    old: Sequence[str],
    fresh: DataFrame,
    *,
    gone: AbstractSet[str],
    days: Collection[str],
) -> list[str]:
    """Write a table's new rows; those of the stories `gone`, which are under `days`, go."""
    touched = [file for file in old if _day_of(file) in days]
    if touched:
        rest = daft.read_parquet([str(folder / file) for file in touched], hive_partitioning=True)
        rest = rest.with_column("day", col("day").cast(daft.DataType.string()))
        left = daft.from_pydict({"story": sorted(gone)})
        rest = rest.join(left, on="story", how="anti").select(*fresh.column_names)
        fresh = fresh.concat(rest)
    written = _write(folder, fresh, f"tables/{table}", by_day=True)
    return [file for file in old if _day_of(file) not in days] + written
