"""Measure the attribution stage on PolNeAR's dev articles.

    python benchmarks/attributions.py [--bench ../shared/bench] [--model all] [--json]

Runs the stage over `quotes/dev.jsonl.gz`, calls the corpus's own scorer, and prints its measures,
the words a CPU-second and the peak memory, model by model, each in a process of its own: memory
counts what starting and loading take, speed does not. Paragraphs are parted as in JSON Lines input.
"""

import argparse
import gzip
import importlib.util
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from variorum.annotate.attributions import ModelName, find_attributions
from variorum.errors import ModelError
from variorum.model import Article, Block

MODELS: tuple[ModelName, ...] = ("encoder", "words", "rules")
KINDS = ("all", "direct", "indirect")


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


def measure_apart(bench: Path, model: ModelName) -> dict[str, Any] | None:
    """Return the report of one model from a process of its own; None if the model is absent."""
    command = [sys.executable, __file__, "--bench", str(bench), "--model", model, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{model}: {done.stderr.strip()}", file=sys.stderr)
        return None
    report: dict[str, Any] = json.loads(done.stdout)[model]
    return report


def format_row(name: str, report: dict[str, Any]) -> str:
    """Return one line of the table: joint, soft and strict F1, source accuracy, speed, memory."""

    def shares(measure_name: str, part: str) -> str:
        return " / ".join(f"{100 * report[kind][measure_name][part]:.1f}" for kind in KINDS)

    return (
        f"| {name} | {shares('joint', 'f1')} | {shares('soft', 'f1')} | {shares('strict', 'f1')} "
        f"| {shares('source', 'accuracy')} "
        f"| {report['words_per_cpu_second']:,} | {report['peak_memory_mb']} MB |"
    )


def main() -> int:
    """Print the table; exit 2 where the corpus is absent, 1 where a model that was asked for is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--model", choices=["all", *MODELS], default="all")
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    arguments = parser.parse_args()
    if not (arguments.bench / "quotes/dev.jsonl.gz").exists():
        print(f"no corpus at {arguments.bench}/quotes: pass --bench PATH", file=sys.stderr)
        return 2
    reports: dict[str, dict[str, Any]] = {}
    if arguments.model == "all":
        for model in MODELS:
            report = measure_apart(arguments.bench, model)
            if report:
                reports[model] = report
    else:
        try:
            reports[arguments.model] = measure(arguments.bench, model=arguments.model)
        except ModelError as error:
            print(error, file=sys.stderr)
            return 1
    if arguments.json:
        print(json.dumps(reports, indent=2))
        return 0
    print("| F1: all / direct / indirect | joint | soft | strict | source | words/CPU-s | peak |")
    print("|---|---|---|---|---|---|---|")
    for name, report in reports.items():
        print(format_row(name, report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
