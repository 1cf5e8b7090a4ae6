"""How long all pairs of many articles take, beside a plain index of word 8-grams.

    python benchmarks/passages_speed.py [--bench ../shared/bench] [--articles 1000 2000 4000]

The articles are those of the incidents corpus, several times over where more are asked for; in each
further copy one word in twelve is another and one paragraph in four is left out. The plain index
hashes every run of eight words and lists the pairs of articles that have one in common. CPU time.
"""

import argparse
import gzip
import json
import random
import re
import resource
import sys
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from variorum.compare.reuse import find_passages
from variorum.model import Article, Block

WORDS = 8
CHANGED, DROPPED = 1 / 12, 1 / 4
OFTEN = 50  # articles; a run in more is a notice and makes no pairs


def read_texts(bench: Path, count: int) -> list[str]:
    """Return the bodies of the corpus, then edited copies of them, as many as are asked for."""
    raw = gzip.decompress((bench / "stories" / "incidents.jsonl.gz").read_bytes()).decode()
    texts = [json.loads(line)["text"] for line in raw.splitlines()]
    rng = random.Random(1)  # noqa: S311 - edits, no secrets
    while len(texts) < count:
        texts.append(edit(texts[len(texts) % 3388], rng))
    return texts[:count]


def edit(text: str, rng: random.Random) -> str:
    """Return a text with some words replaced by others of it and some paragraphs left out."""
    words = text.split() or ["none"]
    paragraphs = [part for part in text.split("\n\n") if rng.random() > DROPPED] or [text]
    return "\n\n".join(
        re.sub(r"\w+", lambda m: rng.choice(words) if rng.random() < CHANGED else m[0], part)
        for part in paragraphs
    )


def make_article(number: int, text: str) -> Article:
    """Return a text as an article: its lines are body."""
    blocks = tuple(Block("body", *match.span()) for match in re.finditer(r"[^\n]+", text))
    return Article(f"a{number}", f"a{number}", text, 0, len(text), blocks)


def index_plainly(texts: list[str]) -> int:
    """Return how many pairs of texts have a run of eight words in common."""
    places: dict[int, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        words = re.findall(r"\w+", text.casefold())
        for at in range(len(words) - WORDS + 1):
            places[hash(tuple(words[at : at + WORDS]))].add(number)
    pairs: set[tuple[int, int]] = set()
    for found in places.values():
        if 1 < len(found) <= OFTEN:
            pairs.update(combinations(sorted(found), 2))
    return len(pairs)


def main() -> None:
    """Measure and print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 2000, 4000])
    options = parser.parse_args()
    if not (options.bench / "stories" / "incidents.jsonl.gz").exists():
        print(f"{options.bench}/stories is absent: give its folder with --bench", file=sys.stderr)
        sys.exit(2)
    print("articles  passages  seconds  pairs  plain index  times  peak MB")
    for count in options.articles:
        texts = read_texts(options.bench, count)
        articles = [make_article(number, text) for number, text in enumerate(texts)]
        begin = time.process_time()
        passages = len(find_passages(articles))
        ours = time.process_time() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        begin = time.process_time()
        pairs = index_plainly(texts)
        plain = time.process_time() - begin
        print(
            f"{count:8}  {passages:8}  {ours:7.1f}  {pairs:5}  {plain:11.1f}"
            f"  {ours / plain:5.1f}  {peak:7}",
            flush=True,
        )


if __name__ == "__main__":
    main()
