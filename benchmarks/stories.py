"""Score the grouping into stories on the BASIL and incidents corpora, with and without dates.

python benchmarks/stories.py [--bench ../shared/bench] [--json]
"""

import argparse
import json
import time
from dataclasses import replace
from typing import Any

from corpora import load_scorer, make_article, parse_arguments, read_rows
from variorum.group.stories import group_stories


def main() -> None:
    """Print a line for each corpus."""
    options = parse_arguments(argparse.ArgumentParser(description=__doc__))
    folder = options.bench / "stories"
    scorer = load_scorer(folder)
    results: dict[str, Any] = {}
    for name in ("basil", "incidents"):
        rows = read_rows(folder / f"{name}.jsonl.gz")
        gold = {row["id"]: row["story"] for row in rows}
        for dated in (True, False):
            articles = [make_article(row) for row in rows]
            if not dated:
                articles = [replace(article, published=None) for article in articles]
            started = time.process_time()
            groups = group_stories(articles)
            seconds = time.process_time() - started
            found = {member: str(place) for place, group in enumerate(groups) for member in group}
            result = scorer.score_groups(gold, found)
            results[f"{name} {'dated' if dated else 'undated'}"] = {
                "bcubed": {key: round(value, 4) for key, value in result["bcubed"].items()},
                "pairwise_f1": round(result["pairwise"]["f1"], 4),
                "stories": result["stories_predicted"],
                "gold": result["stories_gold"],
                "articles_a_second": round(len(rows) / seconds),
            }
    if options.json:
        print(json.dumps(results))
        return
    print("| corpus | BCubed P | R | F1 | pairwise F1 | stories (gold) | articles a CPU-second |")
    print("|---|---|---|---|---|---|---|")
    for name, row in results.items():
        three = " | ".join(f"{row['bcubed'][key]:.3f}" for key in ("p", "r", "f1"))
        print(
            f"| {name} | {three} | {row['pairwise_f1']:.3f} | {row['stories']} ({row['gold']})"
            f" | {row['articles_a_second']} |"
        )


if __name__ == "__main__":
    main()
