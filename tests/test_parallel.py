"""Work over several processes gives what one process gives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from variorum import parallel, pipeline
from variorum.parallel import spread
from variorum.report.contract import render_json

FERRY = Path(__file__).parents[1] / "examples" / "ferry"


def test_results_come_in_order() -> None:
    """Many pieces over two processes come back in the order they went in."""
    pieces = list(range(-40, 40))
    assert list(spread(abs, pieces, 2)) == [abs(piece) for piece in pieces]


def test_an_error_in_a_process_is_raised_here() -> None:
    """A failing piece is not lost."""
    with pytest.raises(ValueError, match="could not convert"):
        list(spread(float, ["1", "x"] * 20, 2))


def test_two_processes_give_the_same_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole comparison is the same to the byte for one process and for two."""
    alone = render_json(pipeline.compare([FERRY], fast=True))
    monkeypatch.setattr(parallel, "WORTH", 1)
    monkeypatch.setattr(pipeline, "CHUNK", 2)
    assert render_json(pipeline.compare([FERRY], fast=True, jobs=2)) == alone


def test_the_order_of_sets_does_not_show() -> None:
    """Processes with other hash seeds give the same bytes."""
    command = [
        sys.executable,
        "-m",
        "variorum",
        "compare",
        str(FERRY),
        "--fast",
        "--format",
        "json",
    ]
    reports = {
        subprocess.run(  # noqa: S603 - our own program
            [*command, "--format", "json"],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(reports) == 1
