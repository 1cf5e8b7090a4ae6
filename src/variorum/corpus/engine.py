"""The engine that runs the plans: how many workers, how much memory, on this machine or on Ray."""

import logging
import math
import os
import socket
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import daft
import pyarrow.parquet as pq
from daft import DataFrame, col

from variorum.errors import InputError

# Bytes, a little more than benchmarks/corpus.py measures.
DRIVER = 600_000_000  # the program itself, with the engine
WORKER = 700_000_000  # a process with its models loaded
ARTICLE = 60_000  # of an article while its story is compared
PROFILE = 16_000  # of an article of a block, while it is made
GROWTH = 12  # of an input while it is read and annotated, from its size on disk
MORSEL = 1_024  # rows that the engine moves at a time: texts are long ...
LOT = 131_072  # ... and those without, as a join takes time by the lots of both its sides
CHUNK = 5_000  # articles of a chunk for each core: some minutes, which a kill may cost
PARTS = 2  # of a cluster's work for each core
LITTLE = 10.0  # seconds of one core: less is done sooner than processes start, 2 of each core
ATTEMPTS = 3  # at a step, when a cluster loses a worker
PATIENCE = 10  # seconds
LEAST = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Engine:
    """Where a corpus is built.

    jobs: processes of one machine. memory: bytes that they may take together. cores: those of a
    Ray cluster; 0: there is none, all is done on this machine.
    """

    folder: Path
    jobs: int
    memory: int
    cores: int = 0

    @property
    def _spare(self) -> int:
        return max(self.memory - DRIVER - self.jobs * WORKER, LEAST // 4)

    @property
    def round_bytes(self) -> int:
        """Bytes of input read between two steps."""
        return self._spare // GROWTH

    @property
    def block_articles(self) -> int:
        """Articles that each worker holds to look others up in."""
        return self._spare // 2 // self.jobs // PROFILE

    @property
    def chunk_articles(self) -> int:
        """Articles whose stories are compared between two steps."""
        return min(self._spare // ARTICLE, CHUNK * max(self.jobs, self.cores))

    def spread(self, stage: type, *arguments: Any, work: float = math.inf, **options: Any) -> Any:  # noqa: ANN401 - a stage as the engine wraps it
        """Return a stage of which each worker makes its own, in a process if there are several.

        work: about how many seconds of one core it takes in all; what is LITTLE stays here.
        """
        if self.cores:  # each node's own processes: what a lost one did is done again by others
            return daft.cls(stage, use_process=True)(*arguments, **options)
        if self.jobs == 1 or work < LITTLE:
            return daft.cls(stage, use_process=False)(*arguments, **options)
        wrapped = daft.cls(stage, use_process=True, max_concurrency=self.jobs)
        return wrapped(*arguments, **options)

    def count_rows(self, files: Sequence[str]) -> int:
        """Return how many rows Parquet files of the corpus hold."""
        return sum(int(pq.read_metadata(self.folder / file).num_rows) for file in files)

    def part(self, frame: DataFrame, rows: int = 1) -> DataFrame:
        """Return a frame whose rows go to the workers some at a time, of a cluster to all nodes."""
        if self.cores:
            frame = frame.into_partitions(PARTS * self.cores)
        return frame.into_batches(rows)

    def read(self, files: Sequence[str]) -> DataFrame:
        """Return what Parquet files of the corpus hold."""
        return daft.read_parquet([str(self.folder / file) for file in files])

    def write(self, frame: DataFrame, place: str, by: str | None = None) -> list[str]:
        """Write a frame below the folder, `by` the values of a column; return the files' names.

        When a cluster loses a worker that the engine cannot do without, the step is done again.
        """
        parts = [col(by)] if by else None
        for attempt in range(ATTEMPTS):
            try:
                written = frame.write_parquet(str(self.folder / place), partition_cols=parts)
                paths = written.to_pydict()["path"]
                break
            except Exception as error:
                if not self.cores or attempt == ATTEMPTS - 1:
                    raise
                logging.getLogger(__name__).warning("done again: %s (%s)", place, error)
        return sorted(self._name(path) for path in paths)

    def _name(self, path: str) -> str:
        return Path(path.removeprefix("file://")).relative_to(self.folder).as_posix()


def move_lots() -> AbstractContextManager[None]:
    """Let plans move many rows at a time, that join what has no texts."""
    lots: AbstractContextManager[None] = daft.execution_config_ctx(default_morsel_size=LOT)
    return lots


def start_engine(folder: Path, jobs: int, memory: int, ray: str | None) -> Engine:
    """Choose where the plans run, for the rest of this process; `ray`: a cluster's address.

    On a cluster each node has a process for each of its cores, and `memory`.
    """
    daft.set_execution_config(default_morsel_size=MORSEL, parquet_target_row_group_size=16_000_000)
    if ray is None:
        return Engine(folder, jobs, memory)
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray as cluster  # noqa: PLC0415 - an extra
    except ImportError:
        reason = "needs Ray, which is not installed: pip install 'variorum[ray]'"
        raise InputError(f"--ray {ray}", reason) from None
    try:
        _knock(ray)
        if not cluster.is_initialized():
            cluster.init(ray, log_to_driver=False)
    except (OSError, ValueError) as error:
        raise InputError(f"--ray {ray}", f"is no Ray cluster that answers ({error}).") from None
    daft.set_runner_ray(noop_if_initialized=True)
    nodes: list[dict[str, Any]] = cluster.nodes()
    cores = [int(node["Resources"].get("CPU", 0)) for node in nodes if node["Alive"]]
    return Engine(folder, max(cores), memory, sum(cores))


def _knock(address: str) -> None:
    """Raise OSError if nobody listens at host:port: Ray itself takes minutes to say so."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host, int(port)), PATIENCE).close()
