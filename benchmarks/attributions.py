"""Measure the attribution stage on PolNeAR's dev articles.

    python benchmarks/attributions.py [--bench ../shared/bench] [--model NAME] [--json]

Runs the stage over `quotes/dev.jsonl.gz`, calls the corpus's own scorer, and prints its measures,
the words a CPU-second and the peak memory. Paragraphs are parted as in JSON Lines input.
"""

import argparse
import gzip
import importlib.util
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from variorum.annotate.attributions import ModelName, find_attributions
from variorum.errors import ModelError
from variorum.model import Article, Block

NAMES: dict[ModelName, str] = {"rules": "rules only", "words": "model", "encoder": "encoder"}


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a corpus file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def make_article(record: dict[str, Any]) -> Article:
    """Return an article whose paragraphs are body, as reading JSON Lines makes it."""
    text = record["text"]
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block("body", at, at + len(part)))
        at += len(part) + 2
    return Article(record["id"], record["id"], text, 0, len(text), tuple(blocks), language="en")


def predict(records: list[dict[str, Any]], *, model: ModelName) -> list[dict[str, Any]]:
    """Return the stage's attributions in the scorer's form."""
    predictions = []
    for record in records:
        found = find_attributions(make_article(record), model=model)
        spans = [
            {
                role: [[span.start, span.end] for span in getattr(attribution, role)]
                for role in ("source", "cue", "content")
            }
            for attribution in found
        ]
        predictions.append({"id": record["id"], "attributions": spans})
    return predictions


def load_scorer(path: Path) -> Any:  # noqa: ANN401 - a module of the corpus
    """Import the corpus's scorer."""
    spec = importlib.util.spec_from_file_location("quotes_score", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(bench: Path, *, model: ModelName, part: str = "dev") -> dict[str, Any]:
    """Return the scorer's report with speed (words a CPU-second) and peak memory (MB)."""
    scorer = load_scorer(bench / "quotes/score.py")
    records = read_articles(bench / f"quotes/{part}.jsonl.gz")
    predict(records[:1], model=model)  # load the weights
    started = time.process_time()
    predictions = predict(records, model=model)
    seconds = time.process_time() - started
    words = sum(len(scorer.WORD.findall(record["text"])) for record in records)
    report: dict[str, Any] = scorer.score(records, predictions)
    report["words_per_cpu_second"] = round(words / seconds)
    report["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return report


def format_row(name: str, report: dict[str, Any]) -> str:
    """Return one line of the table: joint, soft and strict F1, source accuracy, speed, memory."""

    def triple(measure_name: str) -> str:
        return " / ".join(
            f"{100 * report[kind][measure_name]['f1']:.1f}"
            for kind in ("all", "direct", "indirect")
        )

    return (
        f"| {name} | {triple('joint')} | {triple('soft')} | {triple('strict')} "
        f"| {100 * report['all']['source']['accuracy']:.1f} "
        f"| {report['words_per_cpu_second']:,} | {report['peak_memory_mb']} MB |"
    )


def main() -> int:
    """Print the table; exit 2 where the corpus is absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--rules-only", action="store_true", help="measure the rules alone")
    parser.add_argument("--model", choices=NAMES, help="measure one model alone")
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    arguments = parser.parse_args()
    if not (arguments.bench / "quotes/dev.jsonl.gz").exists():
        print(f"no corpus at {arguments.bench}/quotes: pass --bench PATH", file=sys.stderr)
        return 2
    one: ModelName | None = "rules" if arguments.rules_only else arguments.model
    reports = {}
    for model in (one,) if one else NAMES:
        try:
            reports[NAMES[model]] = measure(arguments.bench, model=model)
        except ModelError as error:
            print(f"{NAMES[model]}: {error}", file=sys.stderr)
    if arguments.json:
        print(json.dumps(reports, indent=2))
        return 0
    print("| dev | joint all / direct / indirect | soft | strict | source | words/CPU-s | peak |")
    print("|---|---|---|---|---|---|---|")
    for way, report in reports.items():
        print(format_row(way, report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
