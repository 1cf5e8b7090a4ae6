"""Who copied whom: measure passages and family trees on families whose tree is known.

    python benchmarks/lineage.py [--bench ../shared/bench] [--lost 0.3] [--restamp 0.3]
                                 [--jitter 1] [--no-outlets] [--json]

Without options: the development set. `--lost P`, `--restamp P`, `--jitter P`: families made afresh
by the corpus's own generator (another seed) in which originals are hidden, or times are those of a
later update, or hidden or cut to the day. Every figure but speed comes from the corpus's scorer.
"""

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from variorum.compare.reuse import find_passages
from variorum.compare.roots import count_roots, find_roots
from variorum.compare.stemma import build_tree
from variorum.model import Article, Block, Descent, Passage

BINS = 5  # of the reliability table
SEED = 20_260


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON Lines file, gzipped or not."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.decode().splitlines() if line.strip()]


def write_lines(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def read_article(record: Mapping[str, Any]) -> Article:
    """Return a report of the corpus as an article: its lines are body, nothing is cleaned."""
    text, blocks, start = record["text"], [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block("body", start, start + len(line.rstrip())))
        start += len(line)
    return Article(
        id=record["id"],
        document=record["id"],
        text=text,
        start=0,
        end=len(text),
        blocks=tuple(blocks),
        title=record["title"],
        outlet=record["outlet"],
        published=record["published"],
    )


def make_families(bench: Path, folder: Path, families: int, options: Sequence[str]) -> Path:
    """Make families with the corpus's generator from the articles of the stories corpus."""
    sources = [
        {
            "id": article["id"],
            "title": article["title"],
            "text": article["text"],
            "story": article["story"],
            "date": article["published"],
        }
        for article in read_lines(bench / "stories" / "basil.jsonl.gz")
    ]
    articles = write_lines(folder / "articles.jsonl", sources)
    made = folder / "families.jsonl"
    command = [sys.executable, "-B", str(bench / "lineage" / "make.py"), str(articles)]
    command += ["--families", str(families), "-o", str(made), *options]
    subprocess.run(command, check=True)
    return made


def group_families(records: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Return the records of each family."""
    families: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for record in records:
        families[record["family"]].append(record)
    return list(families.values())


def predict(
    records: Sequence[Mapping[str, Any]],
) -> tuple[list[Descent], list[Passage], dict[str, float]]:
    """Run our stages over each family; return what they find and the seconds they take."""
    descents: list[Descent] = []
    passages: list[Passage] = []
    seconds = {"passages": 0.0, "tree": 0.0}
    for family in group_families(records):
        articles = [read_article(record) for record in family]
        begin = time.process_time()
        found = find_passages(articles)
        middle = time.process_time()
        descents.extend(build_tree(articles, found))
        seconds["passages"] += middle - begin
        seconds["tree"] += time.process_time() - middle
        passages.extend(found)
    return descents, passages, seconds


def score(
    bench: Path, gold: Path, folder: Path, descents: Sequence[Descent], passages: Sequence[Passage]
) -> dict[str, Any]:
    """Return what the corpus's scorer says."""
    roots: dict[str, tuple[str, ...]] = find_roots(descents)
    lineage = write_lines(
        folder / "lineage.jsonl",
        (
            {
                "id": descent.article,
                "parents": [parent.article for parent in descent.parents if parent.article],
                "root": list(roots[descent.article]),
            }
            for descent in descents
        ),
    )
    shared = write_lines(
        folder / "passages.jsonl",
        (
            {
                "a": one.a.article,
                "b": one.b.article,
                "a_start": one.a.start,
                "a_end": one.a.end,
                "b_start": one.b.start,
                "b_end": one.b.end,
            }
            for one in passages
        ),
    )
    command = [sys.executable, "-B", str(bench / "lineage" / "score.py"), str(gold)]
    command += ["--lineage", str(lineage), "--passages", str(shared), "--by-edit", "--json"]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def measure_reliability(
    records: Sequence[Mapping[str, Any]], descents: Sequence[Descent]
) -> list[dict[str, float]]:
    """Compare the confidence of the edges with how many are right, in BINS bins."""
    truth = {record["id"]: set(record["parents"]) for record in records}
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for descent in descents:
        for parent in descent.parents:
            if parent.article:
                right = parent.article in truth[descent.article]
                number = min(BINS - 1, int(parent.confidence * BINS))
                bins[number].append((parent.confidence, right))
    return [
        {
            "edges": len(found),
            "confidence": round(sum(c for c, _ in found) / len(found), 3),
            "right": round(sum(right for _, right in found) / len(found), 3),
        }
        for found in bins
        if found
    ]


def measure_ranges(
    records: Sequence[Mapping[str, Any]], descents: Sequence[Descent]
) -> dict[str, float]:
    """Return in how many families the range of origins holds the true number, or is one number."""
    found = {descent.article: descent for descent in descents}
    families = group_families(records)
    holds = single = 0
    for family in families:
        articles = [read_article(record) for record in family]
        low, high = count_roots(articles, [found[article.id] for article in articles])
        holds += low <= len({root for record in family for root in record["root"]}) <= high
        single += low == high
    return {
        "holds": round(holds / len(families), 3),
        "single": round(single / len(families), 3),
    }


def render(result: Mapping[str, Any]) -> str:
    """Return the table for people."""
    lines = [f"{result['families']} families, {result['articles']} reports ({result['set']})"]
    for name in ("edges", "edges_lenient", "edges_undirected", "passages"):
        figures = result[name]
        lines.append(
            f"{name:18} P {figures['p']:.3f}  R {figures['r']:.3f}  F1 {figures['f1']:.3f}"
        )
    lines += [
        f"{'passages on spun':18} R {result['spun']:.3f}",
        (
            f"{'independent':18} exact {result['independent']['exact']:.3f}"
            f"  mean error {result['independent']['mae']:.3f}"
        ),
        (
            f"{'range of origins':18} holds the true number {result['ranges']['holds']:.3f}"
            f"  one number {result['ranges']['single']:.3f}"
        ),
        f"{'root_exact':18} {result.get('root_exact', 0.0):.3f}",
        (
            f"{'speed':18} passages {result['speed']['passages']:.0f}, tree"
            f" {result['speed']['tree']:.0f} articles/s; peak {result['peak_mb']} MB"
        ),
        "confidence of edges, and how many are right:",
    ]
    lines += [
        f"  {row['edges']:5} edges  {row['confidence']:.2f}  {row['right']:.2f}"
        for row in result["reliability"]
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--lost", type=float, default=0.0, help="chance of a hidden original")
    parser.add_argument("--restamp", type=float, default=0.0, help="chance of an update's time")
    parser.add_argument("--jitter", type=float, help="chance of a time hidden or cut to its day")
    parser.add_argument("--no-outlets", action="store_true", help="hide who published")
    parser.add_argument("--families", type=int, default=60, help="of a set made afresh")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if not (options.bench / "lineage" / "score.py").exists():
        print(f"{options.bench}/lineage is absent: give its folder with --bench", file=sys.stderr)
        sys.exit(2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold = options.bench / "lineage" / "dev.jsonl.gz"
        if options.lost or options.restamp or options.jitter is not None:
            made = ["--lost", str(options.lost), "--restamp", str(options.restamp)]
            made += [] if options.jitter is None else ["--jitter", str(options.jitter)]
            made += ["--seed", str(SEED)]
            gold = make_families(options.bench, folder, options.families, made)
        records = read_lines(gold)
        if options.no_outlets:
            records = [record | {"outlet": None} for record in records]
        descents, passages, seconds = predict(records)
        result = score(options.bench, gold, folder, descents, passages)
    result["ranges"] = measure_ranges(records, descents)
    result["set"] = gold.name if gold.suffix == ".gz" else " ".join(made)
    result["spun"] = result["passage_recall_by_edit"]["spin"]["recall"]
    result["speed"] = {stage: len(records) / max(1e-9, spent) for stage, spent in seconds.items()}
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    result["reliability"] = measure_reliability(records, descents)
    print(json.dumps(result) if options.json else render(result))


if __name__ == "__main__":
    main()
