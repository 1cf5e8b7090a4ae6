"""On a cluster of two nodes the tables are those of one process, and a lost node loses nothing."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from variorum.corpus.build import Wishes, build_corpus
from variorum.errors import InputError

FERRY = Path(__file__).parents[2] / "examples" / "ferry"
SLOW = "takes two minutes and more on two cores: set VARIORUM_TEST_CLUSTER=1"
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")
wanted = pytest.mark.skipif(not os.environ.get("VARIORUM_TEST_CLUSTER"), reason=SLOW)
TABLES = ("articles", "attributions", "passages", "stories", "stemma", "readings", "variants")
# In a program of its own: an engine's runner is chosen once.
BUILD = """
import sys
import threading
import time
from pathlib import Path

import ray
from ray.cluster_utils import Cluster

from variorum.corpus.build import Wishes, build_corpus

inputs, out, lose = sys.argv[1:]
size = {"num_cpus": 1, "object_store_memory": 100_000_000}
cluster = Cluster(initialize_head=True, head_node_args={**size, "include_dashboard": False})
node = cluster.add_node(**size)
cluster.wait_for_nodes()

begun = time.monotonic()

def lose_node(stage, done, of):
    global lose
    print(f"{time.monotonic() - begun:6.1f} s  {stage} {done}/{of}", flush=True)
    if stage == lose:
        lose = None
        threading.Timer(3, cluster.remove_node, [node], {"allow_graceful": False}).start()

try:
    build_corpus([inputs], Path(out), Wishes(fast=True), ray=cluster.address, progress=lose_node)
finally:
    ray.shutdown()
    cluster.shutdown()
"""


def list_rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of the tables, in order."""
    found = {}
    for table in TABLES:
        files = f"{folder}/tables/{table}/**/*.parquet"
        query = f"select * from read_parquet('{files}', hive_partitioning=false) order by all"  # noqa: S608
        answer = duckdb.sql(query)
        found[table] = answer.fetchall() if answer else []
    return found


@needs_ray
@wanted
@pytest.mark.parametrize(
    "lose",
    [
        pytest.param("nothing", id="both nodes stay"),
        pytest.param("finding likely pairs", id="a node is lost"),
    ],
)
def test_two_nodes_make_the_same_tables(lose: str, tmp_path: Path) -> None:
    """Every row of every table is the same."""
    build_corpus([str(FERRY)], tmp_path / "alone", Wishes(fast=True))
    environment = os.environ | {
        "RAY_USAGE_STATS_ENABLED": "0",
        "DAFT_ANALYTICS_ENABLED": "0",
        "RAY_worker_niceness": "0",
        "RAY_raylet_start_wait_time_s": "180",
    }
    command = [sys.executable, "-c", BUILD, str(FERRY), str(tmp_path / "cluster"), lose]
    built = subprocess.run(  # noqa: S603 - our own
        command, check=False, env=environment, timeout=1_800, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    print(built.stdout)  # noqa: T201 - how the time divides: pytest -s
    assert list_rows(tmp_path / "cluster") == list_rows(tmp_path / "alone")


@needs_ray
def test_an_address_without_a_cluster_is_told(tmp_path: Path) -> None:
    """The address is named."""
    with pytest.raises(InputError, match=r"--ray 127.0.0.1:1.*is no Ray cluster that answers"):
        build_corpus([str(FERRY)], tmp_path / "none", ray="127.0.0.1:1")
