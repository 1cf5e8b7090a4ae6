"""Measure the grouping of many articles into stories, at once and one after another.

    python benchmarks/stories_speed.py [--sizes 1000 10000 100000] [--added 200]

The articles are invented from those of the incidents corpus: each story is told again as an event
of another place and time, in as many articles as before. Every capitalised word that general news
does not know well is replaced by another, the same in the whole story, every number moved, a third
of the paragraphs dropped, and the days shifted, so that all lie in one year. So there are as many
small stories as in news, all of one kind, which is harder than news; and no more copies.
Every size runs in a process of its own: times are CPU seconds, memory is the peak resident size.
*adding* takes articles, one by one, into a stream that holds the rest.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from corpora import make_article, parse_arguments, read_rows
from variorum.group.profiles import describe
from variorum.group.stories import group_profiles
from variorum.group.stream import StoryStream
from variorum.text.frequency import hash_word, load_frequencies, look_up
from variorum.text.normal import fold_word

SEED = 31
YEAR = 365  # days
KNOWN = 2_000  # times in general news: a word of fewer is taken for the name of something
NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
NUMBER = re.compile(r"\b\d+\b")
SYLLABLES = "ba bra dor fen gri hol ka lu mer mo na pel ro sel sto ta tur ver wi zen"


def main() -> None:
    """Run every size in its own process and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--added", type=int, default=200, help="articles added one by one")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parse_arguments(parser)
    if options.one:
        print(json.dumps(measure(options.bench, options.one, options.added)))
        return
    rows = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--added", str(options.added)]
        command += ["--bench", str(options.bench)]
        rows.append(json.loads(subprocess.run(command, check=True, stdout=-1, text=True).stdout))
    if options.json:
        print(json.dumps(rows))
        return
    print(
        "| articles | stories | largest | CPU-seconds | of them describing | peak MB"
        " | adding one, ms: median | 95 % below | most |"
    )
    print("|---" * 9 + "|")
    for row in rows:
        print(
            f"| {row['articles']:,} | {row['stories']:,} | {row['largest']} | {row['seconds']:.0f}"
            f" | {row['described']:.0f} | {row['megabytes']:.0f} | {row['median']:.0f}"
            f" | {row['most95']:.0f} | {row['most']:.0f} |"
        )


def measure(bench: Path, size: int, added: int) -> dict[str, Any]:
    """Group so many articles at once; then fill a stream and time the last `added` of them."""
    articles = [make_article(row) for row in make_rows(bench, size)]
    articles.sort(key=lambda article: article.id)
    ids = [article.id for article in articles]
    started = time.process_time()
    profiles = [describe(article) for article in articles]
    described = time.process_time() - started
    stories = group_profiles(ids, profiles)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    stream, times = StoryStream(), []
    stream.fill(ids[:-added], profiles[:-added])
    for article in articles[-added:]:
        started = time.process_time()
        stream.add(article)
        times.append(1000 * (time.process_time() - started))
    if sorted(stories) != stream.stories():
        raise AssertionError("the stream's stories are not those of the whole")
    return {
        "articles": size,
        "stories": len(stories),
        "largest": max(map(len, stories)),
        "described": described,
        "seconds": seconds,
        "megabytes": peak,
        "median": float(np.median(times)),
        "most95": float(np.percentile(times, 95)),
        "most": max(times),
    }


def make_rows(bench: Path, size: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Yield `size` rows, no two stories with the same names; other ones for another seed."""
    rows = read_rows(bench / "stories" / "incidents.jsonl.gz")
    stories: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        stories.setdefault(row["story"], []).append(row)
    names = find_names(rows)
    chance = random.Random(seed)  # noqa: S311 - a benchmark's edits
    made = 0
    while True:
        for members in stories.values():
            renamed: dict[str, str] = {}
            moved, shift = made, chance.randrange(YEAR)
            first = min((row["published"] or "" for row in members), default="")
            for row in members:
                yield retell(row, partial(rename, names, renamed, chance), moved, shift, first)
                made += 1
                if made == size:
                    return


def find_names(rows: list[dict[str, Any]]) -> frozenset[str]:
    """Return the capitalised words that general news has seldom."""
    words = sorted({word for row in rows for word in NAME.findall(row["text"])})
    hashes = np.array([hash_word(fold_word(word)) for word in words], dtype=np.uint64)
    counts = look_up(load_frequencies(), 1, hashes)
    return frozenset(word for word, count in zip(words, counts, strict=True) if count < KNOWN)


def rename(
    names: frozenset[str], renamed: dict[str, str], chance: random.Random, match: re.Match[str]
) -> str:
    """Return another name for a name, the same in the whole story; other words as they are."""
    word = match[0]
    if word in names and word not in renamed:
        renamed[word] = "".join(
            chance.choices(SYLLABLES.split(), k=chance.choice((2, 3, 3, 4)))
        ).capitalize()
    return renamed.get(word, word)


def retell(
    row: dict[str, Any],
    change: Callable[[re.Match[str]], str],
    moved: int,
    shift: int,
    first: str,
) -> dict[str, Any]:
    """Return the row as a report of another event."""
    parts = row["text"].split("\n\n")
    kept = [part for number, part in enumerate(parts) if (number + moved) % 3] or parts
    text = NUMBER.sub(lambda match: str(int(match[0][:9]) + moved % 977), "\n\n".join(kept))
    published = row["published"]
    if published:
        after = (date.fromisoformat(published) - date.fromisoformat(first or published)).days
        published = (date(2030, 1, 1) + timedelta(days=shift + max(0, after))).isoformat()
    title = NAME.sub(change, row["title"] or "")
    return {
        "id": f"{row['id']}-{moved}",
        "title": title,
        "published": published,
        "text": NAME.sub(change, text),
    }


if __name__ == "__main__":
    main()
