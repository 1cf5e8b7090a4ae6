"""Build corpora of growing size whose truth is known: time, memory, disk and quality.

    python benchmarks/corpus.py [--sizes 1000 10000] [--jobs 2] [--bare] [--keep FOLDER] [--json]

The articles are made by corpus_pile.py. Every size is built in a process of its own. *CPU-seconds*
are those of all its processes; *peak* is the most that they held together, pages that they share
counted for each. *Stories*: the share of pairs of articles in one story that are of one event
(precision), and of pairs of one event that are in one story (recall). Family trees and passages
are scored by the lineage corpus's own scorer over up to 100 families, within the stories found:
every parent that is told, and the originals that the reports are traced to.
--bare: only the tables that need no annotation. --keep FOLDER: a build that was killed goes on
where it stopped, and its seconds are those of all its runs.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from corpora import parse_arguments, read_rows
from corpus_pile import write_pile
from variorum.compare.roots import BELIEVED, find_roots
from variorum.corpus.build import Wishes, build_corpus
from variorum.corpus.tables import NETWORK, TABLES
from variorum.model import Descent, Parent

FAMILIES = 100  # scored for their trees and passages
GIGABYTE = 1_000_000_000
KEPT_SECONDS = 30  # of a stage that says nothing, until its time so far is kept


def main() -> None:
    """Run every size in its own process and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--memory", type=float, default=8, help="GB")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--bare", action="store_true", help="without annotation")
    parser.add_argument("--keep", type=Path, help="keep the articles and corpora in this folder")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parse_arguments(parser)
    if options.one:
        print(json.dumps(measure(options)))
        return
    rows = []
    for size in options.sizes:
        command = [sys.executable, __file__, *sys.argv[1:], "--one", str(size)]
        rows.append(json.loads(subprocess.run(command, check=True, stdout=-1, text=True).stdout))
        if not options.json:
            show(rows[-1])
    if options.json:
        print(json.dumps(rows))


def show(row: Mapping[str, Any]) -> None:
    """Print one size as lines."""
    print(f"{row['articles']:,} articles, {row['stories']:,} stories")
    for stage, (wall, cpu) in row["stages"].items():
        print(f"  {stage:24} {wall:9.1f} s {cpu:9.1f} CPU-s {row['articles'] / cpu:8.1f} a CPU-s")
    print(f"  peak {row['peak'] / 1e6:,.0f} MB, disk {row['disk'] / 1e6:,.0f} MB")
    print(f"  {json.dumps(row['quality'])}", flush=True)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Make one pile, build it, score it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = (options.keep or Path(scratch)) / str(options.one)
        truth = folder / "truth.jsonl.gz"
        if not truth.exists():
            write_pile(options.bench, options.one, folder)
        out = folder / ("bare" if options.bare else "corpus")
        wishes = Wishes(fast=options.fast, tables=NETWORK if options.bare else tuple(TABLES))
        clock = Clock(out.with_suffix(".spent.json"))
        with watch_memory(clock):
            built = build_corpus(
                [str(folder / "articles")],
                out,
                wishes,
                jobs=options.jobs,
                memory=int(options.memory * GIGABYTE),
                progress=clock.tick,
            )
        clock.count()
        return {
            "articles": built.articles,
            "stories": built.stories,
            "skipped": len(built.skipped),
            "stages": clock.stages,
            "peak": clock.peak,
            "disk": sum(file.stat().st_size for file in out.rglob("*.parquet")),
            "quality": score(options.bench, truth, out),
        }


class Clock:
    """Counts wall and CPU seconds by stage, from one report of progress to the next.

    They are kept in a file, with the peak of memory, so that those of a build that is killed count.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        kept: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        self.stages: dict[str, tuple[float, float]] = {
            stage: (wall, cpu) for stage, (wall, cpu) in kept.get("stages", {}).items()
        }
        self.peak: int = kept.get("peak", 0)
        self.stage, self.then, self.spent = "starting", time.monotonic(), count_cpu()
        self.lock = threading.Lock()

    def tick(self, stage: str, done: int, of: int) -> None:
        """Count what passed for the stage that was under way."""
        del done, of
        self.count()
        self.stage = stage

    def count(self) -> None:
        """Count what passed since the last time, and keep it."""
        with self.lock:
            now, cpu = time.monotonic(), count_cpu()
            wall, whole = self.stages.get(self.stage, (0.0, 0.0))
            self.stages[self.stage] = (wall + now - self.then, whole + max(cpu - self.spent, 0))
            self.then, self.spent = now, max(cpu, self.spent)
            self.file.write_text(json.dumps({"stages": self.stages, "peak": self.peak}))


def count_cpu() -> float:
    """Return the CPU-seconds of this process and all under it, those that have ended too."""
    ticks = sum(sum(map(int, fields[11:15])) for fields in read_processes())
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def watch_memory(clock: Clock) -> Iterator[None]:
    """Note the most bytes that this process and those under it have held together."""
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.5):
            pages = sum(int(fields[21]) for fields in read_processes())
            clock.peak = max(clock.peak, pages * resource.getpagesize())
            if time.monotonic() - clock.then > KEPT_SECONDS:
                clock.count()

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def read_processes() -> list[list[str]]:
    """Return what the system says of this process and all under it, see proc(5), from its state."""
    parents: dict[int, int] = {}
    said: dict[int, list[str]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(folder.name)] = int(fields[1])
            said[int(folder.name)] = fields
    mine = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in mine} - mine:
        mine |= more
    return [said[process] for process in mine if process in said]


def score(bench: Path, truth: Path, corpus: Path) -> dict[str, Any]:
    """Return how good the stories, family trees, origins and passages are."""
    rows = read_rows(truth)
    event = {row["id"]: row["family"] for row in rows}
    stories = ask(corpus, "stories", "story, articles")
    quality = score_stories(event, stories)
    families: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.get("parents") is not None:
            families[row["family"]].append(row)
    step = max(1, len(families) // FAMILIES)
    chosen = [row for name in sorted(families)[::step][:FAMILIES] for row in families[name]]
    with tempfile.TemporaryDirectory() as scratch:
        quality |= score_families(bench, chosen, corpus, Path(scratch))
    return quality


def ask(corpus: Path, table: str, columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a table."""
    if not (corpus / "tables" / table).exists():
        return []
    files = f"{corpus}/tables/{table}/**/*.parquet"
    answer = duckdb.sql(f"select {columns} from read_parquet('{files}')")  # noqa: S608 - our own
    return answer.fetchall() if answer else []


def score_stories(
    event: Mapping[str, str], stories: Sequence[tuple[str, list[str]]]
) -> dict[str, float]:
    """Return precision and recall of pairs in one story."""
    true = sum(math.comb(n, 2) for n in Counter(event.values()).values())
    found = both = 0
    for _, members in stories:
        found += math.comb(len(members), 2)
        both += sum(math.comb(n, 2) for n in Counter(event[m] for m in members).values())
    return {
        "stories_precision": round(both / max(found, 1), 4),
        "stories_recall": round(both / max(true, 1), 4),
    }


def score_families(
    bench: Path, chosen: Sequence[Mapping[str, Any]], corpus: Path, scratch: Path
) -> dict[str, Any]:
    """Return what the lineage corpus's scorer says of some families."""
    ids = {row["id"] for row in chosen}
    parents: dict[str, list[Parent]] = {name: [] for name in sorted(ids)}
    for row in ask(corpus, "stemma", "story, article, parent, origin, confidence, because"):
        story, child, parent, origin, confidence, because = row
        doubted = parent is None and confidence < BELIEVED
        if child in ids and (parent is None or parent in ids) and not doubted:
            known = origin and origin.startswith("agency:")
            above = origin if known or not origin else f"{story} {origin}"  # lost:1 of one story
            parents[child].append(Parent(parent, above, confidence, (), because))
    roots = find_roots([Descent(name, tuple(found)) for name, found in parents.items()], 0.0)
    passages = [
        dict(zip(("a", "a_start", "a_end", "b", "b_start", "b_end"), row, strict=True))
        for row in ask(corpus, "passages", "a, a_start, a_end, b, b_start, b_end")
        if row[0] in ids and row[3] in ids
    ]
    files = {
        "truth": chosen,
        "lineage": [
            {"id": name, "parents": [one.article for one in found if one.article]}
            | {"root": list(roots[name])}
            for name, found in parents.items()
        ],
        "passages": passages,
    }
    for name, rows in files.items():
        lines = "".join(f"{json.dumps(row)}\n" for row in rows)
        (scratch / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, "-B", str(bench / "lineage" / "score.py")]
    command += [str(scratch / "truth.jsonl"), "--lineage", str(scratch / "lineage.jsonl")]
    command += ["--passages", str(scratch / "passages.jsonl"), "--json"]
    scored = json.loads(subprocess.run(command, check=True, stdout=-1, text=True).stdout)
    return {
        key: scored[key]
        for key in ("edges_lenient", "independent", "root_exact", "passages")
        if key in scored
    }


if __name__ == "__main__":
    main()
