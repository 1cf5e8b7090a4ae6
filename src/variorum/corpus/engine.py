"""The engine that runs the plans: how many workers, how much memory, on this machine or on Ray."""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import daft
from daft import DataFrame, col

from variorum.errors import InputError

# Bytes, measured by benchmarks/corpus.py.
DRIVER = 600_000_000  # the program itself, with the engine
WORKER = 700_000_000  # a process with its models loaded
ARTICLE = 60_000  # of an article while its story is compared
PROFILE = 4_000  # of an article of a block
GROWTH = 12  # of an input while it is read and annotated, from its size on disk
MORSEL = 1_024  # rows that the engine moves at a time: texts are long
ATTEMPTS = 3  # at a step, when a cluster loses a worker
LEAST = 1_500_000_000


@dataclass(frozen=True, slots=True)
class Engine:
    """Where a corpus is built: `jobs` processes with `memory` bytes in all; `ray`: an address."""

    folder: Path
    jobs: int
    memory: int
    ray: str | None = None

    def start(self) -> None:
        """Choose the runner. InputError if Ray is not installed or another was chosen before."""
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        if self.ray is not None:
            try:
                import ray  # noqa: F401, PLC0415 - an extra
            except ImportError:
                reason = "needs Ray, which is not installed: pip install 'variorum[ray]'"
                raise InputError(f"--ray {self.ray}", reason) from None
            daft.set_runner_ray(self.ray, noop_if_initialized=True)
        daft.set_execution_config(
            default_morsel_size=MORSEL, parquet_target_row_group_size=16_000_000
        )

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
        return self._spare // ARTICLE

    def spread(self, stage: type, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - a stage as the engine wraps it
        """Return a stage of which each worker makes its own, in a process if there are several."""
        if self.jobs == 1 and self.ray is None:
            return daft.cls(stage, use_process=False)(*arguments, **options)
        wrapped = daft.cls(stage, use_process=True, max_concurrency=self.jobs)
        return wrapped(*arguments, **options)

    def part(self, frame: DataFrame, rows: int = 1) -> DataFrame:
        """Return a frame whose rows go to the workers some at a time, on Ray to all nodes."""
        if self.ray is not None:
            frame = frame.repartition(2 * self.jobs)
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
                if self.ray is None or attempt == ATTEMPTS - 1:
                    raise
                logging.getLogger(__name__).warning("done again: %s (%s)", place, error)
        return sorted(self._name(path) for path in paths)

    def _name(self, path: str) -> str:
        return Path(path.removeprefix("file://")).relative_to(self.folder).as_posix()
