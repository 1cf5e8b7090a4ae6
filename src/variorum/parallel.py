"""Work spread over processes, results in order."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

WORTH = (
    4  # pieces of work for each process, below which starting processes costs more than it saves
)


def spread(
    function: Callable[[Work], Result], pieces: Sequence[Work], jobs: int
) -> Iterator[Result]:
    """Yield `function(piece)` of each piece, in their order, computed by up to `jobs` processes.

    One process is used for few pieces. `function` must be importable, pieces and results must
    pickle; worker processes start afresh, so nothing of this one's state leaks into them.
    """
    if jobs <= 1 or len(pieces) < WORTH * jobs:
        yield from map(function, pieces)
        return
    import multiprocessing  # noqa: PLC0415 - as the next, 20 ms that one process need not pay
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    context = multiprocessing.get_context("forkserver")
    chunk = max(1, min(16, len(pieces) // (jobs * WORTH)))
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        yield from pool.map(function, pieces, chunksize=chunk)
