"""Stories over all articles of a corpus, as joins: pairs, components, average linkage.

Terms that many articles have find those of their window of time alone, or nothing
(`variorum.group.windows`). When a term grows common, the pairs that share too little else are
forgotten: the order of coming does not count.
"""

from collections.abc import Sequence

import daft
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from daft import DataFrame, col, lit

from variorum.corpus.components import find_blocks
from variorum.corpus.engine import MORSEL, Engine
from variorum.corpus.layout import Manifest, find_round, write_manifest
from variorum.corpus.pair_stage import Doubter, Judge, place_windows
from variorum.corpus.stage_columns import PAIRS, as_type
from variorum.corpus.story_stage import Linker, keep_story
from variorum.group.candidates import COMMON
from variorum.group.windows import key_terms
from variorum.pipeline import Progress

JUDGED = 0.004  # seconds of one core that an article's pairs with a block take
PAIR = ("one", "other", "chance")
STORY = ("story", "members", "day", "articles")
SIDES = ("one", "other")


def read_articles(engine: Engine, files: Sequence[str]) -> DataFrame:
    """Return the articles in files of the store, without what was skipped."""
    return engine.read(files).where(col("id").not_null())


def find_pairs(engine: Engine, manifest: Manifest, progress: Progress) -> None:
    """Judge the articles of new rounds against all, block by block; the pairs are in the store.

    A block that is done has met all that come after it, and streams past none of these again.
    What a killed build began is ended first, without the rounds that were read since.
    """
    if not manifest.blocks:
        manifest.target = manifest.rounds
        _settle_common(engine, manifest)
    files = [one for one in manifest.files["articles"] if find_round(one) <= manifest.target]
    place = f"store/pairs/round-{manifest.target:05}"
    fresh = [one for one in files if find_round(one) > manifest.linked]
    blocks = _cut_blocks(engine, [one for one in fresh if one not in manifest.blocks])
    work = engine.count_rows(files) * JUDGED
    for number, block in enumerate(blocks):
        progress("finding likely pairs", number, len(blocks))
        common = str(engine.folder / manifest.files["common"][0])
        paths = [str(engine.folder / file) for file in block]
        judge = engine.spread(Judge, paths, common, work=work)
        streamed = [file for file in files if file not in manifest.blocks]
        frame = read_articles(engine, streamed).where(col("story").is_null())
        found = frame.select(judge.find(col("id"), col("profile")).alias("pair"))
        found = found.explode("pair").where(~col("pair").is_null())
        found = found.select(*(col("pair")[name].alias(name) for name in PAIR))
        manifest.files.setdefault("pairs", []).extend(engine.write(found, place))
        manifest.blocks += block
        write_manifest(engine.folder, manifest)
    progress("finding likely pairs", len(blocks), len(blocks))
    manifest.linked, manifest.blocks = manifest.target, []
    write_manifest(engine.folder, manifest)


def _cut_blocks(engine: Engine, files: Sequence[str]) -> list[list[str]]:
    blocks: list[list[str]] = []
    size = engine.block_articles
    for file in files:
        rows = engine.count_rows([file])
        if not blocks or size + rows > engine.block_articles:
            blocks.append([])
            size = 0
        blocks[-1].append(file)
        size += rows
    return blocks


def _settle_common(engine: Engine, manifest: Manifest) -> None:
    """Find the terms that are common now; forget the pairs that were found by new ones of them."""
    articles = read_articles(engine, manifest.files["articles"])
    terms = articles.select("terms").explode("terms").where(~col("terms").is_null())
    counts = terms.groupby("terms").agg(lit(1).sum().alias("n"))
    common = sorted(counts.where(col("n") > COMMON).to_pydict()["terms"])
    owners = {term: term for term in common} | _find_crowded(articles, common)
    name = f"store/common/round-{manifest.rounds:05}.parquet"
    old = manifest.files.get("common", [])
    before = set(engine.read(old).to_pydict()["terms"]) if old else set()
    (engine.folder / name).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"terms": pa.array(list(owners), pa.int64())}), engine.folder / name)
    grown = {term for key, term in owners.items() if key not in before}
    if grown and manifest.files.get("pairs"):
        manifest.files["pairs"] = _forget_pairs(engine, manifest, sorted(grown), name)
    manifest.files["common"] = [name]
    write_manifest(engine.folder, manifest)


def _find_crowded(articles: DataFrame, common: Sequence[int]) -> dict[int, int]:
    """Return the keys of windows of which too many articles have a term, with that term."""
    if not common:
        return {}
    placed = articles.select("terms", place_windows(col("profile")).alias("window"))
    placed = placed.explode("terms").join(
        daft.from_pydict({"terms": list(common)}), on="terms", how="semi"
    )
    counts = placed.groupby("terms", "window").agg(lit(1).sum().alias("n"))
    found = counts.where(col("n") > COMMON).sort(["window", "terms"]).to_pydict()
    terms, windows = (np.array(found[name], dtype=np.int64) for name in ("terms", "window"))
    return dict(zip(key_terms(terms, windows).tolist(), found["terms"], strict=True))


def _forget_pairs(
    engine: Engine, manifest: Manifest, grown: Sequence[int], common: str
) -> list[str]:
    """Forget the pairs of articles with `grown` terms that `common` ones alone had found."""
    articles = read_articles(engine, manifest.files["articles"])
    left = daft.from_pydict({"terms": list(grown)})
    terms = articles.select("id", "terms").explode("terms")
    touched = terms.join(left, on="terms", how="semi").select("id").distinct()
    profiles = articles.select("id", "profile").join(touched, on="id", how="semi")
    pairs = engine.read(manifest.files["pairs"])
    sides = (
        profiles.select(col("id").alias(name), col("profile").alias(f"{name}_profile"))
        for name in SIDES
    )
    doubted = pairs.join(next(sides), on="one").join(next(sides), on="other")
    doubter = daft.cls(Doubter, use_process=False)(str(engine.folder / common))
    gone = doubted.where(~doubter.stays(col("one_profile"), col("other_profile")))
    rest = pairs.join(gone.select("one", "other"), on=["one", "other"], how="anti")
    return engine.write(rest, f"store/pairs/round-{manifest.rounds:05}-kept")


def find_stories(engine: Engine, manifest: Manifest) -> DataFrame:
    """Return all stories: `story`, `members` (a checksum of them), `day`, `articles`."""
    articles = read_articles(engine, manifest.files["articles"])
    member = daft.functions.to_struct(col("id"), col("day")).alias("member")
    articles = articles.select("id", "story", member)
    found = articles.where(col("story").is_null()).select("id", "member")
    given = articles.where(col("story").not_null()).groupby("story")
    given = given.agg(col("member").list_agg().alias("members"))
    stories = given.select(keep_story(col("story"), col("members")).alias("made"))
    if found.count_rows():
        linker = daft.cls(Linker, use_process=False)()
        whole = _gather(engine, manifest, found).into_batches(MORSEL)
        linked = whole.select(linker.link(col("members"), col("pairs")).alias("made"))
        stories = stories.concat(linked)
    stories = stories.explode("made").where(~col("made").is_null())
    return stories.select(*(col("made")[name].alias(name) for name in STORY))


def _gather(engine: Engine, manifest: Manifest, found: DataFrame) -> DataFrame:
    """Return the articles that are linked together, `members`, a block a row, and their `pairs`."""
    files = manifest.files.get("pairs")
    if not files:
        grouped = found.groupby("id").agg(col("member").list_agg().alias("members"))
        return grouped.with_column("pairs", lit(None).cast(as_type(PAIRS)))
    pairs = engine.read(files)
    homes = find_blocks(engine, pairs, f"store/ties/round-{manifest.rounds:05}")
    placed = found.join(homes, on="id", how="left")
    placed = placed.with_column("block", col("block").fill_null(col("id")))
    members = placed.groupby("block").agg(col("member").list_agg().alias("members"))
    sides = (homes.select(col("id").alias(n), col("block").alias(f"{n}_home")) for n in SIDES)
    inner = pairs.join(next(sides), on="one").join(next(sides), on="other")
    inner = inner.where(col("one_home") == col("other_home"))
    packed = daft.functions.to_struct(col("one"), col("other"), col("chance"))
    inner = inner.select(col("one_home").alias("block"), packed.alias("pair"))
    inner = inner.groupby("block").agg(col("pair").list_agg().alias("pairs"))
    return members.join(inner, on="block", how="left")
