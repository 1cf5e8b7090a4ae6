"""Measure an archive: adding one article, and what each page asks, as the archive grows.

    python benchmarks/archive.py [--sizes 1000 10000 100000] [--added 60] [--models fast default]
                                 [--archive PLACE]

The articles are invented as in stories_speed.py. Those that are there before are filled in by bulk:
texts, profiles, terms, words and quotations as adding makes them, but bare of annotations, put into
stories by their number, and beyond 10,000 copies with half of their terms changed. Only the added
ones are annotated, linked and compared as `variorum add` does, article by article, in stories of
their own. Every size runs in a process of its own; times are CPU milliseconds of that process (with
PostgreSQL, given by --archive, the server's own work is not in them), sizes are of the file.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert, select, text

from corpora import make_article, parse_arguments
from stories_speed import make_rows
from variorum.archive import tables as t
from variorum.archive.archive import Archive, open_archive
from variorum.archive.identity import likeness_key, words_key
from variorum.archive.packing import hash_text, pack_annotated, pack_bytes, pack_text
from variorum.archive.records import Choice
from variorum.archive.words import INSERTS, render_words
from variorum.compare.outlets import outlet_key
from variorum.group.likeness import Profile, describe
from variorum.group.stream import COMMON, lookup_terms, pack_profile
from variorum.model import Annotated, Document
from variorum.read.readings import Reading

CHUNK = 500  # articles filled in by one transaction
OUTLETS = [f"Outlet {number}" for number in range(200)]
NAMES = 20_000  # speakers
PREPARED = 10_000  # articles; what goes beyond are copies of them with other terms
QUOTED = re.compile(r"[“\"]([^“”\"\n]{20,400})[”\"]")
NOW = "2030-12-31T00:00:00Z"


def main() -> None:
    """Run every size in its own process and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--added", type=int, default=60, help="articles added one by one")
    parser.add_argument("--models", nargs="+", default=["fast"], choices=["fast", "default"])
    parser.add_argument("--archive", help="an empty archive to fill, instead of a file")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parse_arguments(parser)
    if options.one:
        print(json.dumps(measure(options)))
        return
    rows = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--added", str(options.added)]
        command += ["--bench", str(options.bench), "--models", *options.models]
        command += ["--archive", options.archive] if options.archive else []
        rows.append(json.loads(subprocess.run(command, check=True, stdout=-1, text=True).stdout))
    if options.json:
        print(json.dumps(rows))
        return
    names = [name for name in rows[0] if name != "articles"]
    print("| CPU-ms, median / 95 % below |" + "".join(f" {row['articles']:,} |" for row in rows))
    print("|---" * (len(rows) + 1) + "|")
    for name in names:
        print(f"| {name} |" + "".join(f" {row[name]} |" for row in rows))


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Fill an archive and time what is done with it."""
    with tempfile.TemporaryDirectory() as folder:
        place = options.archive or f"{folder}/archive.db"
        total = min(options.one, PREPARED) + options.added * len(options.models)
        rows = make_rows(options.bench, total)
        started = time.process_time()
        with open_archive(place) as archive:
            fill(archive, islice(rows, min(options.one, PREPARED)), options.one)
        filled = (time.process_time() - started) / options.one * 1000
        found: dict[str, Any] = {"articles": options.one, "filling, each": f"{filled:.1f}"}
        for models in options.models:
            with open_archive(place, fast=models == "fast") as archive:
                added = add_rows(archive, islice(rows, options.added))
                found |= {f"{name} ({models})": shown for name, shown in added.items()}
        with open_archive(place) as archive:
            found |= time_pages(archive)
        if not options.archive:
            found["file, MB"] = round(Path(place).stat().st_size / 1e6)
        found["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return found


@dataclass(frozen=True)
class Prepared:
    """What is put in of an article, made once and put in as often as there are copies of it."""

    name: str
    title: str
    day: str
    likeness: str | None
    words_key: str
    characters: int
    source: bytes
    text: bytes
    version: bytes
    profile: Profile
    words: str
    quotes: list[tuple[int, int, str]]


def prepare(connection: Connection, row: dict[str, Any], number: int) -> Prepared:
    """Make of a row what adding would make of it, but for annotations."""
    article = make_article(row | {"text": f"{row['text']}\n\n{number}"})  # no two are the same
    return Prepared(
        name=article.id,
        title=article.title or "",
        day=row["published"] or "2030-01-01",
        likeness=likeness_key(article),
        words_key=words_key(article),
        characters=len(article.text),
        source=pack_bytes(article.text.encode()),
        text=pack_text(article.text),
        version=pack_annotated(Annotated(article, ())),
        profile=describe(article),
        words=render_words(connection, f"{article.title}\n{article.text}"),
        quotes=[
            (match.start(), match.end(), render_words(connection, match[1]))
            for match in QUOTED.finditer(article.text)
        ],
    )


def fill(archive: Archive, rows: Iterator[dict[str, Any]], size: int) -> None:
    """Put `size` articles into the tables by bulk; those beyond the rows are copies of them."""
    chance = random.Random(5)  # noqa: S311 - speakers
    postings: dict[int, list[int]] = defaultdict(list)
    with archive.read() as connection:
        stock = [prepare(connection, row, number) for number, row in enumerate(rows)]
    for first in range(1, size + 1, CHUNK):
        keys = range(first, min(first + CHUNK, size + 1))
        with archive.write() as connection:
            part = [
                (key, copy_terms(stock[(key - 1) % len(stock)], key, len(stock))) for key in keys
            ]
            fill_chunk(connection, part, chance)
        for key, one in part:
            for term in lookup_terms(one.profile):
                postings[term].append(key)
    with archive.write() as connection:
        stored = [
            {
                "term": term,
                "articles": np.array(keys, dtype="<u4").tobytes() if len(keys) <= COMMON else None,
            }
            for term, keys in postings.items()
        ]
        connection.execute(insert(t.postings), stored)
        connection.execute(
            insert(t.outlets),
            [{"key": outlet_key(one), "name": one, "articles": size // 200} for one in OUTLETS],
        )
        connection.execute(
            insert(t.speakers),
            [{"key": f"speaker {n}", "name": f"Speaker {n}", "quotes": 9} for n in range(NAMES)],
        )


def copy_terms(one: Prepared, key: int, stock: int) -> Prepared:
    """Return an article with half of its telling terms others, the same in a story of copies."""
    copy = (key - 1) // stock
    if copy == 0:
        return one
    terms = one.profile.terms.copy()
    changed = terms % 2 == copy % 2
    terms[changed] ^= copy * 0x9E3779B97F4A7
    return replace(one, profile=replace(one.profile, terms=terms))


def fill_chunk(
    connection: Connection, part: Sequence[tuple[int, Prepared]], chance: random.Random
) -> None:
    """Put some articles in, five of them a story."""
    tables: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    words: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    last = connection.execute(select(t.quotes.c.key).order_by(t.quotes.c.key.desc()).limit(1))
    quote = last.scalar() or 0
    for key, one in part:
        story, outlet = (key + 4) // 5, OUTLETS[key % len(OUTLETS)]
        digest = hash_text(f"{one.name} {key}")
        if key % 5 == 1:
            tables[t.stories].append(make_story(story, one.title, one.day))
        size = one.characters
        tables[t.sources].append({"sha256": digest, "bytes": size, "data": one.source})
        tables[t.texts].append({"sha256": digest, "characters": size, "data": one.text})
        tables[t.documents].append(
            {"key": key, "name": one.name, "source": digest, "text": digest, "added": NOW}
        )
        tables[t.articles].append(
            {
                "key": key,
                "id": f"{one.name}-{key}",
                "likeness": one.likeness,
                "story": story,
                "number": 1,
                "title": one.title,
                "outlet": outlet,
                "outlet_key": outlet_key(outlet),
                "day": one.day,
                "own": 0.5,
                "copied": 0.2,
                "quoted": 0.2,
                "shared": 0.1,
                "added": NOW,
            }
        )
        tables[t.versions].append(
            {
                "key": key,
                "article": key,
                "number": 1,
                "document": key,
                "at": NOW,
                "words": one.words_key,
                "added": NOW,
                "seen": NOW,
                "made_by": "bulk",
                "data": one.version,
            }
        )
        tables[t.profiles].append({"article": key, "data": pack_profile(one.profile)})
        tables[t.pairs] += [
            {"one": other, "other": key, "chance": 0.9} for other in range(5 * story - 4, key)
        ]
        words.append({"rowid": key, "words": one.words})
        for start, end, rendered in one.quotes:
            quote += 1
            number = int(NAMES * chance.random() ** 3)
            name = render_words(connection, f"speaker {number}")
            said.append({"rowid": quote, "words": rendered, "speaker": name})
            tables[t.quotes].append(
                {
                    "key": quote,
                    "article": key,
                    "attribution": f"q{quote}",
                    "kind": "direct",
                    "start": start,
                    "end": end,
                    "speaker": f"speaker {number}",
                    "altered": False,
                    "day": one.day,
                }
            )
    for table in t.METADATA.sorted_tables:
        if tables[table]:
            connection.execute(insert(table), tables[table])
    kind = connection.dialect.name
    connection.execute(text(INSERTS["article_words", kind]), words)
    if said:
        connection.execute(text(INSERTS["quote_words", kind]), said)


def make_story(key: int, title: str, day: str) -> dict[str, Any]:
    """Return the row of a story that stands compared."""
    return {
        "key": key,
        "stale": False,
        "revision": 1,
        "title": title,
        "language": "en",
        "articles": 5,
        "outlets": 5,
        "outlet_names": '["One", "Two", "Three"]',
        "origins_low": 2,
        "origins_high": 3,
        "conflicts": 1,
        "day": day,
        "last_day": day,
        "updated": NOW,
    }


def add_rows(archive: Archive, rows: Iterator[dict[str, Any]]) -> dict[str, str]:
    """Add articles as `variorum add` does; return the times until kept, and until compared."""
    kept, compared = [], []
    for number, row in enumerate(rows):
        article = make_article(row)
        document = Document(article.id, None, None, hash_text(article.text), article.text)
        started = time.process_time()
        added = archive.add([Reading(document, (article,), article.text.encode())])
        acknowledged = time.process_time()
        for story in added.stories:
            archive.story(story)
        if number:  # the first loads the models
            kept.append(1000 * (acknowledged - started))
            compared.append(1000 * (time.process_time() - started))
    return {"adding one, kept": show(kept), "adding one, its story compared": show(compared)}


def time_pages(archive: Archive) -> dict[str, str]:
    """Time what pages ask for."""
    lines = archive.stories()
    last = max(archive.stories(Choice(limit=1_000)), key=lambda line: int(line.id[1:]))
    count = archive.count_stories()
    (speaker,) = archive.speakers(limit=1)
    asked: dict[str, Callable[[], object]] = {
        "stories, first page": archive.stories,
        "stories, last page": lambda: archive.stories(Choice(offset=max(0, count - 50))),
        "stories of a week and an outlet": lambda: archive.stories(
            Choice("2030-06-01", "2030-06-07", "Outlet 7")
        ),
        "number of stories": archive.count_stories,
        "days": archive.days,
        "a story of those added": lambda: archive.story(last.id),
        "a story's articles": lambda: archive.story_articles(lines[0].id),
        "an article": lambda: archive.article(archive.story_articles(last.id)[0].id),
        "speakers, first page": archive.speakers,
        "speakers by a beginning": lambda: archive.speakers("199"),
        "the most quoted speaker": lambda: archive.speaker(speaker.key),
        "outlets": archive.outlets,
        "an outlet": lambda: archive.outlet("Outlet 7"),
        "search: a rare word": lambda: archive.search("rollover"),
        "search: two words": lambda: archive.search("police shooting"),
        "search: a word in nearly all": lambda: archive.search("police"),
        "search: a phrase": lambda: archive.search('"was taken to"'),
        "search: a word, a week, an outlet": lambda: archive.search(
            "police", "text", Choice("2030-06-01", "2030-06-07", "Outlet 7")
        ),
        "search: quotations": lambda: archive.search("shot", "quote"),
        "search: who said it": lambda: archive.search("199", "speaker"),
    }
    return {name: show([time_once(ask) for _ in range(7)]) for name, ask in asked.items()}


def time_once(ask: Callable[[], object]) -> float:
    """Return the CPU milliseconds that a question takes."""
    started = time.process_time()
    ask()
    return 1000 * (time.process_time() - started)


def show(times: list[float]) -> str:
    """Return median and 95th percentile."""
    return f"{np.median(times):.0f} / {np.percentile(times, 95):.0f}"


if __name__ == "__main__":
    main()
