"""Measure articles a second, stage by stage, peak memory, and growth with the number of articles.

    python benchmarks/speed.py [--sizes 100 1000 10000] [--fast] [--model words] [--jobs 1]

The articles are those of the incidents corpus, taken round and round until there are enough; from
the second round on each is altered (a third of its paragraphs dropped, numbers moved, its date put
off by weeks), so that later rounds are new reports of other events and not copies only. Every size
runs in a process of its own, started afresh: times are CPU seconds of that process and its
children, memory is the peak resident size of the largest of them.
"""

import argparse
import collections
import gc
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from corpora import parse_arguments, read_rows
from variorum import pipeline
from variorum.cli import COLLECT
from variorum.compare.reuse import find_passages
from variorum.model import Comparison
from variorum.report.contract import write_json
from variorum.report.html import write_html

SEED = 20


def main() -> None:
    """Run every size in its own process and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--model", choices=("encoder", "words", "rules"))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parse_arguments(parser)
    if options.one:
        print(json.dumps(measure(options.bench, options.one, options)))
        return
    results = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--bench", str(options.bench)]
        command += ["--jobs", str(options.jobs)]
        command += ["--model", options.model] if options.model else []
        command += ["--fast"] if options.fast else []
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        results.append(json.loads(done.stdout))
    if options.json:
        print(json.dumps(results))
        return
    stages = list(results[0]["seconds"])
    print(
        "| articles | "
        + " | ".join(stages)
        + " | all | articles a CPU-second | elapsed | peak MB |"
    )
    print("|---" * (len(stages) + 5) + "|")
    for row in results:
        cells = " | ".join(f"{row['seconds'][stage]:.1f}" for stage in stages)
        print(
            f"| {row['articles']} | {cells} | {row['cpu']:.1f} | {row['rate']:.1f}"
            f" | {row['elapsed']:.0f} | {row['megabytes']:.0f} |"
        )


def make_rows(bench: Path, size: int) -> Iterator[dict[str, Any]]:
    """Yield `size` rows of JSON Lines."""
    rows = read_rows(bench / "stories" / "incidents.jsonl.gz")
    chance = random.Random(SEED)  # noqa: S311 - a benchmark's edits
    for number in range(size):
        row, turn = rows[number % len(rows)], number // len(rows)
        text, published = row["text"], row["published"]
        if turn:
            kept = [part for part in text.split("\n\n") if chance.random() > 1 / 3] or [text]
            text = re.sub(r"\d+", partial(raise_number, turn), "\n\n".join(kept))
            if published:
                later = date.fromisoformat(published) + timedelta(days=40 * turn)
                published = later.isoformat()
        fields = {key: row[key] for key in ("outlet", "url", "title")}
        yield {"id": f"{row['id']}-{turn}", "text": text, "published": published, **fields}


def raise_number(by: int, match: re.Match[str]) -> str:
    """Return the number found, raised a little."""
    return str(int(match[0][:9]) + by)


@contextmanager
def timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Add the CPU seconds of the block, children included, to `seconds[stage]`."""
    before = cpu_seconds()
    yield
    seconds[stage] = seconds.get(stage, 0.0) + cpu_seconds() - before


def cpu_seconds() -> float:
    """Return the CPU seconds of this process and its ended children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measure(bench: Path, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Return the seconds of each stage, the rate and the peak memory for one size."""
    gc.set_threshold(*COLLECT)  # as the command does
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for row in make_rows(bench, size):
                file.write(json.dumps(row) + "\n")
        begun, begun_cpu = time.perf_counter(), cpu_seconds()
        with timed(seconds, "read"):
            pile = pipeline.read([path])
        with timed(seconds, "annotate"):
            annotated = pipeline.annotate_all(
                pile.articles, fast=options.fast, model=options.model, jobs=options.jobs
            )
        with timed(seconds, "passages"):
            passages = find_passages(pile.articles)
        with timed(seconds, "stories"):
            groups = pipeline.find_stories(pile.articles)
        with timed(seconds, "compare"):
            stories = list(pipeline.compare_groups(groups, annotated, passages, options.jobs))
        comparison = Comparison(pile.documents, tuple(stories), pile.skipped)
        render(seconds, "json", write_json(comparison))
        render(seconds, "html", write_html(comparison))
        elapsed = time.perf_counter() - begun
        cpu = cpu_seconds() - begun_cpu
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "articles": size,
        "seconds": seconds,
        "cpu": cpu,
        "elapsed": elapsed,
        "rate": size / cpu,
        "megabytes": peak / 1024,
        "stories": len(stories),
    }


def render(seconds: dict[str, float], stage: str, pieces: Iterable[str]) -> None:
    """Time the making of one rendering, piece by piece, as it is written to a file."""
    with timed(seconds, stage):
        collections.deque(pieces, maxlen=0)


if __name__ == "__main__":
    main()
