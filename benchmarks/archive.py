"""Measure an archive: adding one article, and each page through its server, as the archive grows.

    python benchmarks/archive.py [--sizes 1000 10000 100000] [--added 60] [--models fast default]
                                 [--archive PLACE] [--writing]

The articles are invented as in stories_speed.py: every incident told again, in as many reports as
before, as one of another place and day of a year. Those that are there before are filled in by
bulk: texts, profiles, terms, words and quotations as adding makes them, but bare of annotations,
each story's reports being judged alike. Only the added ones, the next stories, are linked and kept,
then annotated and compared as `variorum add` does, article by article. Every size runs in a process
of its own.

Adding is told in CPU milliseconds of that process (with PostgreSQL, given by --archive, without
the server's own work), pages in milliseconds of the clock, asked of `variorum serve` over HTTP one
after the other, then in CPU milliseconds of that process; --writing: asked once more while another
process adds articles without a pause.
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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import numpy as np
from sqlalchemy import Connection, func, insert, select, text, update

import variorum.archive.annotating as adding
from corpora import make_article, parse_arguments, read_rows
from stories_speed import make_rows
from variorum.archive import tables as t
from variorum.archive.archive import Archive, open_archive
from variorum.archive.identity import likeness_key, words_key
from variorum.archive.packing import hash_text, pack_annotated, pack_bytes, pack_text
from variorum.archive.postings import pack_posting
from variorum.archive.words import INSERTS, render_words
from variorum.compare.outlets import outlet_key
from variorum.group.postings import Postings
from variorum.group.profiles import describe
from variorum.group.stream import COMMON, pack_profile
from variorum.model import Annotated, Document
from variorum.read.readings import Reading
from variorum.web.asked import LINES

CHUNK = 500  # articles filled in by one transaction
OUTLETS = [f"Outlet {number}" for number in range(200)]
NAMES = 20_000  # speakers
QUOTED = re.compile(r"[“\"]([^“”\"\n]{20,400})[”\"]")
NOW = "2030-12-31T00:00:00Z"
ASKED = 7  # times that each page is asked for, where there are as many of its kind of each another
FRESH = "a story, compared when first seen"
WORDS = ("rollover", "police", "detectives", "hospital", "arson", "witness", "neighbours")


def main() -> None:
    """Run every size in its own process and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--added", type=int, default=60, help="articles added one by one")
    parser.add_argument("--models", nargs="+", default=["fast"], choices=["fast", "default"])
    parser.add_argument("--archive", help="an archive to take or to fill, instead of a new file")
    parser.add_argument("--writing", action="store_true", help="pages during writing, too")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    options = parse_arguments(parser)
    if options.write:
        write_on(options)
        return
    if options.one:
        print(json.dumps(measure(options)))
        return
    rows = []
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), *pass_on(options)]
        rows.append(json.loads(subprocess.run(command, check=True, stdout=-1, text=True).stdout))
    if options.json:
        print(json.dumps(rows))
        return
    names = [name for name in rows[0] if name != "articles"]
    print("| median / 95 % below |" + "".join(f" {row['articles']:,} |" for row in rows))
    print("|---" * (len(rows) + 1) + "|")
    for name in names:
        print(f"| {name} |" + "".join(f" {row[name]} |" for row in rows))


def pass_on(options: argparse.Namespace) -> list[str]:
    """Return the options for another process."""
    given = ["--added", str(options.added), "--bench", str(options.bench)]
    given += ["--models", *options.models]
    given += ["--archive", options.archive] if options.archive else []
    return [*given, "--writing"] if options.writing else given


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Fill an archive and time what is done with it."""
    with tempfile.TemporaryDirectory() as folder:
        place = options.archive or f"{folder}/archive.db"
        with open_archive(place) as archive:
            there = count_articles(archive)
            started = time.process_time()
            if not there:
                fill(archive, make_rows(options.bench, options.one), options.bench)
        seconds = time.process_time() - started
        found: dict[str, Any] = {"articles": there or options.one}
        if not there:
            found["filling, CPU-ms each"] = f"{seconds / options.one * 1000:.1f}"
        rows = make_rows(options.bench, 10_000, seed=there or options.one)
        for models in options.models:
            with open_archive(place, fast=models == "fast") as archive:
                added = add_rows(archive, islice(rows, options.added))
                found |= {f"{name} ({models})": shown for name, shown in added.items()}
        found |= {f"page: {name}": shown for name, shown in time_pages(place).items()}
        if options.writing:
            with another_writer(options, place):
                during = time_pages(place)
            found |= {f"while writing: {name}": shown for name, shown in during.items()}
        if "://" not in place:
            found["file, MB"] = round(Path(place).stat().st_size / 1e6)
        found["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return found


def count_articles(archive: Archive) -> int:
    """Return how many articles are there."""
    with archive.read() as connection:
        return connection.execute(select(func.max(t.articles.c.key))).scalar() or 0


# --- filling by bulk ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filled:
    """A row's keys: of the article and of its story, and of those before it there."""

    key: int
    story: int
    before: tuple[int, ...]


def number_rows(rows: Iterator[dict[str, Any]], bench: Path) -> Iterator[tuple[Filled, Any]]:
    """Yield each row with its keys; rows of one event stand together."""
    events = {
        row["id"]: row["story"] for row in read_rows(bench / "stories" / "incidents.jsonl.gz")
    }
    members: list[int] = []
    story, last = 0, None
    for key, row in enumerate(rows, 1):
        event = events[row["id"].rpartition("-")[0]]
        if event != last:
            story, last, members = story + 1, event, []
        yield Filled(key, story, tuple(members)), row
        members.append(key)


def fill(archive: Archive, rows: Iterator[dict[str, Any]], bench: Path) -> None:
    """Put articles into the tables by bulk."""
    chance = random.Random(5)  # noqa: S311 - speakers
    days: dict[int, float] = {}
    postings = Postings(COMMON, lambda keys: np.array([days[key] for key in keys]))
    numbered, size = number_rows(rows, bench), 0
    while part := list(islice(numbered, CHUNK)):
        size += len(part)
        with archive.write() as connection:
            fill_chunk(connection, part, chance, postings, days)
    with archive.write() as connection:
        stored: list[dict[str, Any]] = [
            {"term": key, "articles": pack_posting(*held)} for key, held in postings.held.items()
        ]
        stored += [{"term": key, "articles": None} for key in postings.full.tolist()]
        for first in range(0, len(stored), CHUNK):  # each in one statement: one question
            connection.execute(insert(t.postings).values(stored[first : first + CHUNK]))
        connection.execute(
            insert(t.outlets),
            [{"key": outlet_key(one), "name": one, "articles": size // 200} for one in OUTLETS],
        )
        connection.execute(
            insert(t.speakers),
            [{"key": f"speaker {n}", "name": f"Speaker {n}", "quotes": 9} for n in range(NAMES)],
        )
        connection.execute(finish_stories())
        if connection.dialect.name == "postgresql":  # which does not see the keys given here
            for name in ("documents", "versions", "quotes"):
                last = f"(SELECT max(key) FROM {name})"  # noqa: S608 - three names
                connection.execute(text(f"SELECT setval('{name}_key_seq', {last})"))


def finish_stories() -> Any:  # noqa: ANN401 - an update
    """Count the members of all stories."""
    mine = t.articles.c.story == t.stories.c.key
    return update(t.stories).values(
        articles=select(func.count()).where(mine).scalar_subquery(),
        outlets=select(func.count()).where(mine).scalar_subquery(),
        last_day=select(func.max(t.articles.c.day)).where(mine).scalar_subquery(),
    )


def fill_chunk(
    connection: Connection,
    part: Sequence[tuple[Filled, dict[str, Any]]],
    chance: random.Random,
    postings: Postings,
    days: dict[int, float],
) -> None:
    """Put some articles in, with what their stories say of them."""
    tables: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    words: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    last = connection.execute(select(t.quotes.c.key).order_by(t.quotes.c.key.desc()).limit(1))
    quote_key = last.scalar() or 0
    for keys, row in part:
        key, article = keys.key, make_article(row)
        outlet, day = OUTLETS[key % len(OUTLETS)], row["published"] or "2030-01-01"
        source, digest = article.text.encode(), hash_text(f"{article.text}{key}")
        if not keys.before:
            tables[t.stories].append(make_story(keys.story, article.title or "", day))
        tables[t.sources].append(
            {"sha256": digest, "bytes": len(source), "data": pack_bytes(source)}
        )
        tables[t.texts].append(
            {"sha256": digest, "characters": len(article.text), "data": pack_text(article.text)}
        )
        tables[t.documents].append(
            {"key": key, "name": article.id, "source": digest, "text": digest, "added": NOW}
        )
        tables[t.articles].append(
            {
                "key": key,
                "id": f"{article.id}-{key}",
                "likeness": likeness_key(article),
                "story": keys.story,
                "number": 1,
                "title": article.title,
                "outlet": outlet,
                "outlet_key": outlet_key(outlet),
                "day": day,
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
                "words": words_key(article),
                "added": NOW,
                "seen": NOW,
                "made_by": "bulk",
                "data": pack_annotated(Annotated(article, ())),
            }
        )
        profile = describe(article)
        tables[t.profiles].append({"article": key, "data": pack_profile(profile)})
        days[key] = np.nan if profile.day is None else profile.day
        postings.post(key, profile)
        tables[t.pairs] += [{"one": one, "other": key, "chance": 0.9} for one in keys.before]
        shown = f"{article.title}\n{article.text}"
        words.append({"rowid": key, "words": render_words(connection, shown)})
        for match in QUOTED.finditer(article.text):
            quote_key += 1
            number = int(NAMES * chance.random() ** 3)
            rendered = render_words(connection, match[1])
            name = render_words(connection, f"speaker {number}")
            said.append({"rowid": quote_key, "words": rendered, "speaker": name})
            tables[t.quotes].append(
                {
                    "key": quote_key,
                    "article": key,
                    "attribution": f"q{quote_key}",
                    "kind": "direct",
                    "start": match.start(),
                    "end": match.end(),
                    "speaker": f"speaker {number}",
                    "altered": False,
                    "day": day,
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
        "articles": 1,
        "outlets": 1,
        "outlet_names": '["One", "Two", "Three"]',
        "origins_low": 2,
        "origins_high": 3,
        "conflicts": 1,
        "day": day,
        "last_day": day,
        "updated": NOW,
    }


# --- adding one by one ----------------------------------------------------------------------------


def read_row(row: dict[str, Any]) -> Reading:
    """Return a row as it would be read from a file."""
    article = make_article(row)
    document = Document(article.id, None, None, hash_text(article.text), article.text)
    return Reading(document, (article,), article.text.encode())


def add_rows(archive: Archive, rows: Iterator[dict[str, Any]]) -> dict[str, str]:
    """Add articles as `variorum add` does; return the CPU times until kept, and what comes then."""
    annotating: list[float] = []
    before = vars(adding)["annotate_all"]

    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - as it is called
        started = time.process_time()
        found = before(*given, **named)
        annotating.append(1000 * (time.process_time() - started))
        return found

    vars(adding)["annotate_all"] = timed
    kept, rest = [], []
    for row in rows:
        reading = read_row(row)
        started = time.process_time()
        added = archive.add([reading])
        acknowledged = time.process_time()
        for story in added.stories:
            archive.story(story)
        kept.append(1000 * (acknowledged - started))
        rest.append(1000 * (time.process_time() - acknowledged))
    vars(adding)["annotate_all"] = before
    kept, annotating, rest = kept[1:], annotating[1:], rest[1:]  # the first loads the models
    return {
        "adding one, kept": show(kept),
        "then annotating it": show(annotating),
        "then comparing its story": show(np.subtract(rest, annotating).tolist()),
        "adding one, all up to date": show(np.add(kept, rest).tolist()),
    }


# --- pages ----------------------------------------------------------------------------------------


@contextmanager
def served(place: str) -> Iterator[tuple[httpx.Client, int]]:
    """Serve an archive in another process, as users do; yield who asks it, and its number."""
    port = 20_000 + random.SystemRandom().randrange(20_000)
    command = [sys.executable, "-m", "variorum", "serve"]
    command += ["--archive", place, "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", timeout=60, follow_redirects=True
        ) as client:
            wait_for(client)
            yield client, server.pid
    finally:
        server.terminate()
        server.wait()


def wait_for(client: httpx.Client) -> None:
    """Wait until a server answers; ConnectError if it does not in two minutes."""
    end = time.monotonic() + 120
    while True:
        try:
            client.get("/static/icon.svg")
        except httpx.ConnectError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return


@contextmanager
def another_writer(options: argparse.Namespace, place: str) -> Iterator[None]:
    """Let another process add articles without a pause meanwhile."""
    command = [sys.executable, __file__, "--write", "--bench", str(options.bench)]
    writer = subprocess.Popen([*command, "--archive", place])
    try:
        time.sleep(20)  # it makes the articles first
        if writer.poll() is not None:
            raise RuntimeError("the other writer has ended")
        yield
    finally:
        writer.terminate()
        writer.wait()


def write_on(options: argparse.Namespace) -> None:
    """Add articles until somebody ends this process."""
    with open_archive(options.archive, fast=True) as archive:
        for row in make_rows(options.bench, 100_000, seed=count_articles(archive)):
            for story in archive.add([read_row(row)]).stories:
                archive.story(story)


def find_pages(archive: Archive) -> dict[str, list[str]]:
    """Return which addresses to ask for, by what they show; several of a kind differ."""
    count = archive.count_stories()
    with archive.read() as connection:
        made = t.stories.c.updated != NOW
        query = select(t.stories.c.key).where(made, t.stories.c.merged_into.is_(None))
        recent = query.order_by(t.stories.c.articles.desc(), t.stories.c.key).limit(ASKED)
        stories = [f"s{key}" for key in connection.execute(recent).scalars()]
        bulk = select(t.stories.c.key).where(~made, t.stories.c.articles > 1)
        asked = connection.execute(bulk.order_by(t.stories.c.key).limit(40 * ASKED)).scalars()
        old = [f"s{key}" for key in list(asked)[:: len(WORDS)][:ASKED]]
    members = [one.id for story in stories for one in archive.story_articles(story)][:ASKED]
    people = [one.key for one in archive.speakers(limit=ASKED)]
    outlets = [one.key for one in archive.outlets(limit=ASKED)]
    week = "first_day=2030-06-01&last_day=2030-06-07"
    pages = {
        "stories, first page": ["/"] * ASKED,
        "stories, last page": [f"/?page={count // LINES + 1}"] * ASKED,
        "stories of a week": [
            f"/?first_day=2030-0{n}-01&last_day=2030-0{n}-07" for n in range(1, ASKED + 1)
        ],
        "stories of a week and an outlet": [f"/?{week}&outlet={quote(one)}" for one in outlets],
        "a story": [f"/stories/{one}" for one in stories],
        FRESH: [f"/stories/{one}" for one in old],
        "a story as JSON": [f"/api/stories/{one}" for one in stories],
        "a story to merge": [f"/stories/{one}/merge" for one in stories],
        "two articles side by side": [f"/stories/{one}/side" for one in stories],
        "an article": [f"/articles?id={quote(one)}" for one in members],
        "people": ["/people"] * ASKED,
        "people by a beginning": [f"/people?prefix={n}99" for n in range(1, ASKED + 1)],
        "a person": [f"/people?name={quote(one)}" for one in people],
        "outlets": ["/outlets"] * ASKED,
        "an outlet": [f"/outlets?name={quote(one)}" for one in outlets],
        "search: a word": [f"/search?text={one}" for one in WORDS],
        "search: two words": [f"/search?text=police+{one}" for one in WORDS],
        "search: a phrase": ["/search?text=%22was+taken+to%22"] * ASKED,
        "search: a word, a week, an outlet": [
            f"/search?text=police&{week}&outlet={quote(one)}" for one in outlets
        ],
        "search: quotations": [f"/search?text={one}&kind=quote" for one in WORDS],
        "search: who said it": [f"/search?text={n}99&kind=speaker" for n in range(1, ASKED + 1)],
    }
    return {name: addresses for name, addresses in pages.items() if addresses}


def time_pages(place: str) -> dict[str, str]:
    """Ask for pages; return milliseconds of the clock."""
    with open_archive(place) as archive:
        pages = find_pages(archive)
    found = {}
    with served(place) as (client, process):
        for name, addresses in pages.items():
            if name != FRESH:
                fetch(client, process, addresses[0])
            times = [fetch(client, process, address) for address in addresses]
            clock, work = ([one[kind] for one in times] for kind in (0, 1))
            found[name] = f"{show(clock)}; {show(work)}"
    return found


def fetch(client: httpx.Client, process: int, address: str) -> tuple[float, float]:
    """Return how long a page takes, and what work; RuntimeError if it is not there."""
    started, worked = time.perf_counter(), find_work(process)
    answer = client.get(address)
    if answer.status_code != httpx.codes.OK:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return 1000 * (time.perf_counter() - started), find_work(process) - worked


def find_work(process: int) -> float:
    """Return the CPU milliseconds of all threads of a process (Linux)."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e6


def show(times: list[float]) -> str:
    """Return median and 95th percentile."""
    return f"{np.median(times):.0f} / {np.percentile(times, 95):.0f}"


if __name__ == "__main__":
    main()
