"""Measure what sentences, names, speakers, channels and names across articles cost.

    python benchmarks/names_speed.py --bench ../shared/bench [--articles 60] [--fast]

Prints CPU milliseconds an article for each stage, and words a CPU-second. Exit 2: no corpus.
"""

import argparse
import gzip
import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from corpora import make_article
from variorum.annotate.attributions import find_attributions
from variorum.annotate.channels import find_channels
from variorum.annotate.language import annotate_language
from variorum.annotate.speakers import resolve_speakers
from variorum.group.names import group_names
from variorum.model import Annotated


def main() -> int:
    """Run the stages one by one on the first articles of a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--fast", action="store_true")
    options = parser.parse_args()
    corpus = options.bench / "stories" / "basil.jsonl.gz"
    if not corpus.exists():
        print(f"{corpus} is absent: give the corpora's folder with --bench", file=sys.stderr)
        return 2
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line, _ in zip(lines, range(options.articles), strict=False)]
    articles = [make_article(row) for row in rows]
    words = sum(len(article.text.split()) for article in articles)
    annotate_language(articles[:1], fast=options.fast)  # loads the model
    clock = time.process_time()
    spent = {}

    def lap(stage: str) -> None:
        nonlocal clock
        spent[stage] = time.process_time() - clock
        clock = time.process_time()

    language = annotate_language(articles, fast=options.fast)
    lap("sentences and names")
    found = [
        Annotated(article, sentences, mentions, tuple(find_attributions(article, sentences)))
        for article, (sentences, mentions) in zip(articles, language, strict=True)
    ]
    lap("(attributions)")
    found = [
        replace(
            one,
            attributions=tuple(
                resolve_speakers(one.article, one.sentences, one.mentions, one.attributions)
            ),
        )
        for one in found
    ]
    lap("speakers")
    found = [
        replace(
            one,
            attributions=tuple(find_channels(one.article, one.sentences, one.attributions)),
        )
        for one in found
    ]
    lap("channels")
    by_story: dict[str, list[Annotated]] = {}
    for row, one in zip(rows, found, strict=True):
        by_story.setdefault(row["story"], []).append(one)
    for story in by_story.values():
        group_names(story)
    lap("names across articles")
    for stage, seconds in spent.items():
        print(
            f"{stage:24}{seconds / len(articles) * 1000:8.1f} ms an article"
            f"{words / max(seconds, 1e-9):12,.0f} words a CPU-second"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
