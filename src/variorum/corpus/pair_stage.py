"""Judges which pairs of articles may tell one event."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import daft
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from daft import DataType, Series

from variorum.corpus.pairs import Block
from variorum.corpus.stage_columns import PAIRS, as_type
from variorum.corpus.tables import Row
from variorum.group.candidates import still_candidates
from variorum.group.profiles import Ints
from variorum.group.stream import read_day, unpack_profile
from variorum.group.windows import find_windows

LOOKED_UP = 500  # articles looked up in a block at a time


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

    def __init__(self, files: Sequence[str], full: str) -> None:
        """Take the files of the block's articles and the one of the full keys."""
        self.files = list(files)
        self.full = full

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
    def find(self, ids: Series, profiles: Series) -> Any:  # noqa: ANN401 - lists of structs
        """Return each article's pairs."""
        names = ids.to_pylist()
        found: dict[str, list[Row]] = {name: [] for name in names}
        read = [unpack_profile(one) for one in profiles.to_pylist()]
        for pair in self.block.find_pairs(names, read):
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
