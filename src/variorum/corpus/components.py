"""Which articles hang together: components of a graph, on one machine or as joins."""

from functools import reduce

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from daft import DataFrame, col, lit
from scipy import sparse

from variorum.corpus.engine import Engine
from variorum.group.linkage import LARGE, LEVELS

TEXT = pa.large_string()
AT_ONCE = 5_000_000  # ties that one process takes; more are joined until nothing changes
MOST = 100  # rounds of joins; a long chain takes the logarithm of its length


def find_blocks(engine: Engine, pairs: DataFrame, place: str, at_once: int = AT_ONCE) -> DataFrame:
    """Return the block of each article that hangs together with another: `id` and `block`.

    pairs: `one`, `other` and `chance`. Blocks are those of `linkage.link_all`: components by pairs
    from the first of LEVELS on, and of those with more than LARGE articles, by pairs from the next
    on, and so forth. They can be linked each by itself, and few are large.
    """
    blocks: list[DataFrame] = []
    crowd: DataFrame | None = None  # articles that hang together with too many, so far
    for level in LEVELS:
        ties = pairs.where(col("chance") >= level)
        if crowd is not None:
            ties = ties.join(crowd, left_on="one", right_on="id", how="semi")
        found = find_components(engine, ties.select("one", "other"), f"{place}-{level}", at_once)
        sizes = found.groupby("component").agg(lit(1).sum().alias("n"))
        large = sizes.where(col("n") > LARGE)
        blocks.append(found.join(large, on="component", how="anti"))
        crowded = found.join(large, on="component", how="semi")
        crowd = crowded.select("id")
        if not crowd.count_rows():
            break
    else:
        blocks.append(crowded)
    whole = reduce(DataFrame.concat, blocks)
    return whole.select("id", col("component").alias("block"))


def find_components(
    engine: Engine, ties: DataFrame, place: str, at_once: int = AT_ONCE
) -> DataFrame:
    """Return the component of each article that has a tie: `id` and `component`, its least id.

    ties: `one` and `other`. What is made between two rounds of joins is kept at `place`.
    """
    files = engine.write(ties, f"{place}-0")
    if not files:
        return daft.from_arrow(pa.schema({"id": TEXT, "component": TEXT}).empty_table())
    ties = engine.read(files)
    if ties.count_rows() <= at_once:
        return daft.from_arrow(_label(ties.to_arrow()))
    return _contract(engine, ties, place)


def _label(ties: pa.Table) -> pa.Table:
    one, other = (ties[name].combine_chunks().cast(TEXT) for name in ("one", "other"))
    names = pc.unique(pa.chunked_array([one, other]))
    names = names.take(pc.sort_indices(names))
    numbers = [pc.index_in(side, names).to_numpy(zero_copy_only=False) for side in (one, other)]
    size = len(names)
    graph = sparse.csr_matrix((np.ones(len(one)), tuple(numbers)), shape=(size, size))
    _, label = sparse.csgraph.connected_components(graph, directed=False)
    _, first = np.unique(label, return_index=True)  # names are in order: the first is the least
    return pa.table({"id": names, "component": names.take(pa.array(first[label]))})


def _contract(engine: Engine, ties: DataFrame, place: str) -> DataFrame:
    """Join until each article is tied to the least of its component alone.

    The large-star and small-star steps of Kiveris et al., Connected Components in MapReduce and
    Beyond (2014).
    """
    before = ties
    for number in range(1, MOST + 1):
        for name, step in (("larger", _tie_larger), ("smaller", _tie_smaller)):
            ties = engine.read(engine.write(step(ties), f"{place}-{number}-{name}"))
        fresh = ties.join(before, on=["one", "other"], how="anti").count_rows()
        if not fresh and ties.count_rows() == before.count_rows():
            break
        before = ties
    roots = ties.select(col("other").alias("id"), col("other").alias("component")).distinct()
    return ties.select(col("one").alias("id"), col("other").alias("component")).concat(roots)


def _tie_larger(ties: DataFrame) -> DataFrame:
    """Tie the larger neighbours of each article to the least of all of them and itself."""
    both = ties.concat(ties.select(col("other").alias("one"), col("one").alias("other")))
    least = both.groupby("one").agg(col("other").min().alias("least"))
    least = least.with_column("least", _lesser("one", "least"))
    larger = both.where(col("other") > col("one")).join(least, on="one")
    return larger.select(col("other").alias("one"), col("least").alias("other")).distinct()


def _tie_smaller(ties: DataFrame) -> DataFrame:
    """Tie each article and its smaller neighbours to the least of these."""
    down = ties.select(
        _greater("one", "other").alias("one"), _lesser("one", "other").alias("other")
    )
    least = down.groupby("one").agg(col("other").min().alias("least"))
    tied = down.join(least, on="one").where(col("other") != col("least"))
    tied = tied.select(col("other").alias("one"), col("least").alias("other"))
    return tied.concat(least.select("one", col("least").alias("other"))).distinct()


def _lesser(one: str, other: str) -> daft.Expression:
    return daft.functions.when(col(one) < col(other), col(one)).otherwise(col(other))


def _greater(one: str, other: str) -> daft.Expression:
    return daft.functions.when(col(one) < col(other), col(other)).otherwise(col(one))
