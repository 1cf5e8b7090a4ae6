import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from archive_sound import check_stories, check_whole
from variorum.archive import tables as t
from variorum.archive.archive import open_archive

KILLS = 100
SCRIPT = Path(__file__).parent.parent / "archive_writers.py"


def run_writers(*arguments: str) -> dict[str, str]:
    """Run the script; return what it acknowledged: SHA-256 of the bytes by article."""
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    return dict(line.split(" ") for line in done.stdout.splitlines())


def test_no_kill_loses_what_was_acknowledged(place: str) -> None:
    """A writer killed a hundred times leaves all that it acknowledged, and nothing half."""
    kills = KILLS // 4 if "://" in place else KILLS  # PostgreSQL's own journal is well tried
    acknowledged = run_writers(place, str(kills), "11")
    assert len(acknowledged) > kills / 2
    with open_archive(place, fast=True, model="rules") as archive:
        check_whole(archive)
        for name, digest in acknowledged.items():
            found = archive.article(name)
            assert found is not None
            assert found.document.sha256 == digest
            assert archive.source(digest) == found.document.text.encode()
        check_stories(archive)
        check_whole(archive)


def test_writers_at_once_do_not_disturb_each_other(place: str) -> None:
    """Several processes that add the same articles leave each of them once."""
    acknowledged = run_writers(place, "together", "3")
    assert len(set(acknowledged.values())) == 24
    with open_archive(place, fast=True, model="rules") as archive:
        check_whole(archive)
        with archive.read() as connection:
            assert connection.execute(select(func.count()).select_from(t.articles)).scalar() == 24
        check_stories(archive)
