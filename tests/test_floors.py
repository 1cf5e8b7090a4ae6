"""Accuracy does not fall: every benchmark reaches its floors (tests/floors.json).

Floors are raised when results rise, and lowered only by hand, with a reason in the changelog.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
BENCH = ROOT.parent / "shared" / "bench"
FLOORS: dict[str, dict[str, float]] = json.loads((ROOT / "tests" / "floors.json").read_text())


def measure(benchmark: str) -> dict[str, Any]:
    """Run one benchmark in a process of its own and return its figures."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(ROOT / benchmark), "--bench", str(BENCH), "--json"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def look_up(figures: dict[str, Any], path: str) -> float:
    """Return the figure at "table/row/column"."""
    value: Any = figures
    for key in path.split("/"):
        value = value[key]
    return float(value)


@pytest.mark.corpus
@pytest.mark.skipif(not BENCH.is_dir(), reason=f"the corpora are not at {BENCH}")
@pytest.mark.parametrize("benchmark", FLOORS)
def test_accuracy_does_not_fall(benchmark: str) -> None:
    """Every figure of a benchmark is at its floor or above."""
    figures = measure(benchmark)
    reached = {path: look_up(figures, path) for path in FLOORS[benchmark]}
    fallen = {
        path: f"{reached[path]}, floor {floor}"
        for path, floor in FLOORS[benchmark].items()
        if not reached[path] >= floor
    }
    assert not fallen
