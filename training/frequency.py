"""Count how often words, pairs and triples of words stand in general news.

    python training/frequency.py [--bench ../shared/bench]

Writes src/variorum/text/frequency.npz: hashes and counts only, no text. A run of words is kept if
several stories have it (SEEN_IN): what one story has is its own, and the corpora's text cannot be
put together again from the table.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from variorum.text.frequency import TABLE, hash_runs, hash_word
from variorum.text.normal import find_comparable

SEEN_IN = {1: 3, 2: 6, 3: 7}  # stories at least
SOURCES = ("stories/basil.jsonl.gz", "stories/incidents.jsonl.gz", "quotes/train.jsonl.gz")


def read_stories(bench: Path) -> Iterator[list[str]]:
    """Yield the texts of each story; an article of no given story is one of its own."""
    stories: dict[str, list[str]] = defaultdict(list)
    for source in SOURCES:
        with gzip.open(bench / source, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                stories[f"{source} {article.get('story') or article['id']}"].append(article["text"])
    yield from stories.values()


def main() -> None:
    """Count, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    bench = parser.parse_args().bench
    found: dict[int, list[np.ndarray]] = {1: [], 2: [], 3: []}
    every: dict[int, list[np.ndarray]] = {1: [], 2: [], 3: []}
    for texts in read_stories(bench):
        for size, parts in found.items():
            runs = [
                hash_runs(
                    np.array([hash_word(w.key) for w in find_comparable(text)], dtype=np.uint64),
                    size,
                )
                for text in texts
            ]
            short = (np.concatenate(runs) & np.uint64(0xFFFFFFFF)).astype(np.uint32)
            every[size].append(short)
            parts.append(np.unique(short))
    table: dict[str, np.ndarray] = {}
    for size, parts in found.items():
        hashes, stories = np.unique(np.concatenate(parts), return_counts=True)
        counts = np.unique(np.concatenate(every[size]), return_counts=True)[1]
        if size == 1:
            table["total"] = np.array([counts.sum()], dtype=np.float64)
        kept = stories >= SEEN_IN[size]
        table[f"hashes{size}"] = hashes[kept]
        table[f"logs{size}"] = np.round(np.log2(counts[kept]) * 8).astype(np.uint8)
        print(f"runs of {size}: {kept.sum()} of {len(hashes)} kept")
    np.savez_compressed(TABLE, allow_pickle=False, **table)
    print(f"{TABLE}: {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
