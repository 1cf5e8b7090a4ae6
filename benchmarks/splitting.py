"""Measure how a file of several articles is parted, on files joined from real articles.

    python benchmarks/splitting.py [--bench ../shared/bench] [--files 600] [--seed 1]

Joined files hold two or three articles of the corpora, with or without headlines, bylines, dates
and the remains of their pages, of one story, one kind of news, or different ones. A border is found
if it lies between the last line of twelve words in the first article's body and the first such of
the second's: shorter lines at a seam are links, labels and credits. A headline is kept if the
border is not below it. Single articles are all those of the corpora (with their subheadings, lists
of links, live entries) and all pages as they show; all of them are to stay whole. Pages that show
other prose than their article's (comments, the next article, long teasers) are counted apart, and
joined without it: their truth is moot. Only sources that training/split.py did not learn from are
used: half of all hosts, by a hash.
"""

import argparse
import datetime as dt
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpora import parse_arguments, read_rows
from variorum.read.blocks import classify_blocks
from variorum.read.html import parse_html, render_page
from variorum.read.split import split_articles

PROSE = 25  # words of a line that is prose
SEAM = 12  # words of the shortest line that counts as body where two articles meet
HEADS = (
    ("title", "byline", "date"), ("title", "date"), ("title", "byline"), ("title",),
    ("byline", "date"), ("title", "standfirst", "byline", "date"), (),
)  # fmt: skip
FIRST_NAMES = (
    "Ana",
    "Boris",
    "Carla",
    "Dev",
    "Elena",
    "Farid",
    "Grace",
    "Hugo",
    "Ines",
    "Jonas",
    "Karim",
    "Lena",
    "Mateo",
    "Nadia",
)
LAST_NAMES = [
    "Abara",
    "Brandt",
    "Castillo",
    "Dhillon",
    "Ekström",
    "Fournier",
    "Okafor",
    "Petrov",
    "Quist",
    "Romano",
    "Tanaka",
]
ROLES = ("Staff Writer", "Reporter", "Contributing writer", "Political Editor", "Correspondent")


@dataclass(frozen=True)
class Piece:
    """One article of the corpora. `before` and `after` are its page's remains, if they are kept."""

    source: str
    corpus: str
    story: str
    title: str
    published: str | None
    body: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether its page's remains hold no prose, which might be other articles or comments."""
        prose = [len(line.split()) for line in self.before + self.after]
        return sum(count for count in prose if count >= PROSE) < 4 * PROSE

    @property
    def words(self) -> int:
        """How many words its body has."""
        return sum(len(line.split()) for line in self.body)


@dataclass(frozen=True)
class Joined:
    """A text with its borders: each `(low, high]` holds every right place to part it."""

    text: str
    borders: tuple[tuple[int, int], ...]
    heads: tuple[tuple[int, bool], ...]  # where the head of the second begins; is it a headline?
    joints: tuple[tuple[str, str], ...]  # (head of the second article, topic) of each border


def is_learnt(source: str) -> bool:
    """Whether training may use this host; the benchmark uses the others."""
    return hashlib.sha256(source.encode()).digest()[0] % 2 == 0


def load_pieces(bench: Path) -> list[Piece]:
    """Return the articles and pages of the corpora, in a fixed order."""
    pieces = [*_load_stories(bench), *_load_quotes(bench), *_load_pages(bench)]
    return [piece for piece in pieces if piece.body]


def _load_stories(bench: Path) -> Iterator[Piece]:
    for name in ("basil", "incidents"):
        for row in read_rows(bench / "stories" / f"{name}.jsonl.gz"):
            body = tuple(line.strip() for line in row["text"].split("\n") if line.strip())
            title = " ".join((row["title"] or "").split())
            yield Piece(row["outlet"], name, row["story"], title, row["published"], body)


def _load_quotes(bench: Path) -> Iterator[Piece]:
    for row in read_rows(bench / "quotes" / "train.jsonl.gz"):
        lines = [line.strip() for line in row["text"].split("\n") if line.strip()]
        source, published = row["id"].split("_")[:2]
        if len(lines) > 2:
            title = re.sub(r"[.;]+$", "", lines[0])
            yield Piece(source, "quotes", row["id"], title, published[:10], tuple(lines[1:]))


def _load_pages(bench: Path) -> Iterator[Piece]:
    for row in read_rows(bench / "html" / "truth.jsonl"):
        tree = parse_html(_read_page(bench / "html" / "pages" / f"{row['id']}.html.gz"))
        if tree is None:
            continue
        page = render_page(tree)
        lines = [" ".join(page.text[line.start : line.end].split()) for line in page.lines]
        truth = {" ".join(line.split()) for line in row["body"].split("\n") if line.strip()}
        inside = [n for n, line in enumerate(lines) if len(line.split()) > 6 and line in truth]
        if len(inside) < 2:
            continue
        first, last = inside[0], inside[-1]
        host = (urlsplit(row["url"]).hostname or "").removeprefix("www.")
        yield Piece(
            host, "html", row["id"], "", None,
            tuple(lines[first : last + 1]), tuple(lines[:first]), tuple(lines[last + 1 :]),
        )  # fmt: skip


def _read_page(path: Path) -> str:
    import gzip  # noqa: PLC0415

    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


# --- joined files ------------------------------------------------------------------------------


def make_joined(pieces: Sequence[Piece], count: int, seed: int) -> list[Joined]:
    """Return `count` joined files of two or three articles; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    usable = [piece for piece in pieces if 100 <= piece.words <= 1500]
    corpora = defaultdict(list)
    stories = defaultdict(list)
    for piece in usable:
        corpora[piece.corpus].append(piece)
        stories[piece.story].append(piece)
    many = [group for group in stories.values() if len(group) > 1]
    files = []
    for _ in range(count):
        size = 3 if chance.random() < 0.2 else 2
        topic = chance.choice(("other", "other", "kind", "story"))
        if topic == "story":
            group = chance.choice(many)
            chosen = chance.sample(group, min(size, len(group)))
        elif topic == "kind":
            chosen = chance.sample(corpora[chance.choice(sorted(corpora))], size)
        else:
            chosen = [chance.choice(corpora[chance.choice(sorted(corpora))]) for _ in range(size)]
        files.append(_join(chosen, topic, chance))
    return files


def _join(pieces: Sequence[Piece], topic: str, chance: random.Random) -> Joined:
    gap = chance.choice(("\n", "\n\n"))
    text, borders, joints, heads = "", [], [], []
    low = 0
    for number, piece in enumerate(pieces):
        lines, name = _head(piece, chance)
        remains = bool(piece.before) and piece.is_clear and chance.random() < 0.7
        if remains:
            lines, name = list(piece.before), "page"
        if number:
            text += chance.choice((gap, gap, gap, gap, gap, "\n\n\n"))
        heads.append((len(text), name.startswith("title")))
        text += "".join(line + gap for line in lines)
        places = [len(text)]
        for line in piece.body:
            places.append(places[-1] + len(line) + len(gap))
        long = [n for n, line in enumerate(piece.body) if len(line.split()) >= SEAM]
        if number:
            borders.append((low, places[long[0] if long else 0]))
            joints.append((name, topic))
        text += gap.join(piece.body)
        low = places[long[-1]] + len(piece.body[long[-1]]) if long else len(text)
        if remains and piece.after:
            text += gap + gap.join(piece.after)
    return Joined(text, tuple(borders), tuple(heads[1:]), tuple(joints))


def _head(piece: Piece, chance: random.Random) -> tuple[list[str], str]:
    """Return the lines above a body, and what they are."""
    parts = list(chance.choice(HEADS))
    if not piece.title or piece.corpus == "html":
        parts = [part for part in parts if part != "title"]
    lines, names = [], []
    for part in parts:
        line = _head_line(part, piece, chance)
        if line:
            lines.append(line)
            names.append(part)
    return lines, "+".join(names) or "none"


def _head_line(part: str, piece: Piece, chance: random.Random) -> str:
    if part == "title":
        return piece.title
    if part == "standfirst":
        words = piece.body[min(2, len(piece.body) - 1)].split()
        return " ".join(words[:14]).rstrip(',;:.“"')
    if part == "byline":
        name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
        role = chance.choice(ROLES)
        return chance.choice((f"By {name}", f"By {name}, {role}", f"{name}, {role}", f"by: {name}"))
    day = dt.date.fromisoformat(piece.published or "2018-03-14")
    time = f"{chance.randrange(1, 12)}:{chance.randrange(60):02d}"
    return chance.choice((
        f"{day:%B} {day.day}, {day.year}", f"{day:%b} {day.day}, {day.year} {time} PM ET",
        f"{day.day} {day:%B %Y}", f"Published {time} a.m. {day:%B} {day.day}, {day.year}",
        f"Updated: {day:%A}, {day:%B} {day.day}, {day.year}", f"{day.isoformat()} {time}",
        f"{day:%d.%m.%Y}",
    ))  # fmt: skip


def make_singles(pieces: Sequence[Piece], seed: int) -> list[tuple[str, str]]:
    """Return (corpus, text) of every article alone: with a head, and pages as they show."""
    chance = random.Random(seed)  # noqa: S311
    singles = []
    for piece in pieces:
        lines = list(piece.before) if piece.before else _head(piece, chance)[0]
        gap = chance.choice(("\n", "\n\n"))
        name = piece.corpus if piece.is_clear else f"{piece.corpus} with other prose"
        singles.append((name, gap.join([*lines, *piece.body, *piece.after])))
    return singles


# --- scores ------------------------------------------------------------------------------------


def score_joined(
    files: Sequence[Joined], find: Callable[[str], list[int]]
) -> tuple[float, float, dict[str, tuple[int, int]]]:
    """Return precision, recall, and by kind of joint (found, all)."""
    right = given = 0
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for file in files:
        cuts = find(file.text)
        given += len(cuts)
        for (low, high), (head, topic), (start, titled) in zip(
            file.borders, file.joints, file.heads, strict=True
        ):
            found = [cut for cut in cuts if low <= cut <= high]
            hit = bool(found)
            right += hit
            for name in (f"head: {head}", f"topic: {topic}"):
                kinds[name][0] += hit
                kinds[name][1] += 1
            if hit and titled:
                kinds["headline kept, of those found"][0] += min(found) <= start
                kinds["headline kept, of those found"][1] += 1
    everything = sum(len(file.borders) for file in files)
    table = {name: (found, all_) for name, (found, all_) in sorted(kinds.items())}
    return right / max(given, 1), right / max(everything, 1), table


def find_cuts(text: str) -> list[int]:
    """Return where `split_articles` parts a plain text."""
    return [part[0].start for part in split_articles(text, classify_blocks(text))[1:]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--files", type=int, default=600, help="number of joined files")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of articles and heads")
    options = parse_arguments(parser)
    pieces = [piece for piece in load_pieces(options.bench) if not is_learnt(piece.source)]
    files = make_joined(pieces, options.files, options.seed)
    precision, recall, table = score_joined(files, find_cuts)
    whole: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for corpus, text in make_singles(pieces, options.seed):
        every[corpus] += 1
        whole[corpus] += not find_cuts(text)
    result: dict[str, Any] = {
        "precision": round(precision, 4), "recall": round(recall, 4),
        "whole": round(whole.total() / every.total(), 4),
        "whole by corpus": {name: f"{whole[name]} of {every[name]}" for name in sorted(every)},
        "found by kind of joint": {name: f"{hit} of {all_}" for name, (hit, all_) in table.items()},
    }  # fmt: skip
    if options.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for inner, count in value.items():
                print(f"  {inner:40} {count}")
        else:
            print(f"{name:42} {value}")


if __name__ == "__main__":
    main()
