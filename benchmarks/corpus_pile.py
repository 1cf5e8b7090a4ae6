"""A pile of any size whose truth is known: events told anew, and copied by the lineage generator.

Each event is a story of the stories corpora told in other words, so that none resembles another
because it was made from the same report: every word that is not among the most usual is replaced
by one that is about as rare and ends alike, every name by another name, every number moved; the
same in all of the event's reports. Every other event becomes a family of copies by the edits of the
lineage corpus; of the rest all reports are independent. The days are spread over one year.
"""

import argparse
import gzip
import importlib.util
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from corpora import read_rows

USUAL = 250  # words that stay: those of grammar and of saying
FIRST_DAY = date(2030, 1, 1)
YEAR = 365  # days
STRANGERS = 40  # articles that an event may take unrelated paragraphs from
WORD = re.compile(r"[A-Za-z]{2,}|\d+")
ENDINGS = ("ing", "ed", "ly", "s", "")
Row = dict[str, Any]


class Words:
    """The words of the corpora, by what may stand for what."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = Counter(word for text in texts for word in re.findall(r"[A-Za-z]{2,}", text))
        lower = Counter({word: n for word, n in counts.items() if word.islower()})
        self.kept = {word for word, _ in lower.most_common(USUAL)}
        classes: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        self.kind: dict[str, tuple[Any, ...]] = {}
        for word, n in sorted(counts.items()):
            name = not word.islower()
            if word.lower() in self.kept or (name and word.lower() in lower):
                continue
            ending = next(e for e in ENDINGS if word.endswith(e))
            kind = (name, word.isupper(), "" if name else ending, n.bit_length())
            classes[kind].append(word)
            self.kind[word] = kind
        self.classes: dict[tuple[Any, ...], list[str]] = dict(classes)
        self.place: dict[str, int] = {
            w: i for words in self.classes.values() for i, w in enumerate(words)
        }


class Telling:
    """One event's own words: the same word always becomes the same other one."""

    def __init__(self, words: Words, chance: random.Random) -> None:
        self.words = words
        self.moved = chance.randrange(1, 900)
        self.shifts = {
            kind: chance.randrange(len(members)) for kind, members in words.classes.items()
        }

    def tell(self, text: str) -> str:
        """Return a text in the event's words."""
        told: str = WORD.sub(self._replace, text)
        return told

    def _replace(self, match: re.Match[str]) -> str:
        word: str = match[0]
        if word[0].isdigit():
            return str(int(word) + self.moved) if len(word) < 4 else word
        kind = self.words.kind.get(word)
        if kind is None:
            lower = word.lower()
            kind = self.words.kind.get(lower)
            return self._shift(lower, kind).capitalize() if kind else word
        return self._shift(word, kind)

    def _shift(self, word: str, kind: tuple[Any, ...]) -> str:
        members: list[str] = self.words.classes[kind]
        return members[(self.words.place[word] + self.shifts[kind]) % len(members)]


def load_generator(bench: Path) -> ModuleType:
    """Return the lineage corpus's make.py as a module."""
    folder = bench / "lineage"
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("lineage_make", folder / "make.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_events(bench: Path, size: int, seed: int = 7) -> Iterator[tuple[str, list[Row]]]:
    """Yield events, a day and its reports each, until there are `size` reports."""
    maker = load_generator(bench)
    rows = [
        row
        for name in ("incidents", "basil")
        for row in read_rows(bench / "stories" / f"{name}.jsonl.gz")
    ]
    for row in rows:
        row["text"] = maker.clean(row["text"])
        row["title"] = " ".join((row["title"] or "").split())
    words = Words([row["text"] for row in rows] + [row["title"] for row in rows])
    usable = [
        row
        for row in rows
        if row["title"]
        and len(row["text"].split()) >= 200
        and len(maker.paragraphs(row["text"])) >= 6
    ]
    whole, long = _by_story(rows), _by_story(usable)
    names = [sorted(long), sorted(whole)]
    options = argparse.Namespace(jitter=0.3, merge=0.22, restamp=0.0, lost=0.0)
    made = number = 0
    while made < size:
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 - a benchmark's edits
        day = FIRST_DAY + timedelta(days=chance.randrange(YEAR))
        telling = Telling(words, chance)
        story = chance.choice(names[number % 2])
        label = f"e{number:07d}"
        if number % 2:
            event = _retell(whole[story], telling, label, day)
        else:
            event = _copy(maker, long[story], usable, telling, (label, day, chance, options))
        event = event[: size - made]
        made += len(event)
        number += 1
        yield day.isoformat(), event


def _by_story(rows: Sequence[Row]) -> dict[str, list[Row]]:
    stories: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        stories[row["story"]].append(row)
    return stories


def _retell(members: Sequence[Row], telling: Telling, label: str, day: date) -> list[Row]:
    first = min((row["published"] for row in members if row["published"]), default=None)
    made = []
    for number, row in enumerate(members):
        published = None
        if row["published"] and first:
            late = date.fromisoformat(row["published"]) - date.fromisoformat(first)
            published = (day + late).isoformat()
        made.append(
            {
                "id": f"{label}-{number}",
                "family": label,
                "title": telling.tell(row["title"]),
                "text": telling.tell(row["text"]),
                "published": published,
                "outlet": row["outlet"] or None,
                "parents": None,
            }
        )
    return made


def _copy(
    maker: ModuleType,
    members: Sequence[Row],
    usable: Sequence[Row],
    telling: Telling,
    given: tuple[str, date, random.Random, argparse.Namespace],
) -> list[Row]:
    """Return a family as `make.make` grows it, of one story's reports in other words."""
    label, day, chance, options = given
    told = [_tell(row, telling, day) for row in members]
    chance.shuffle(told)
    chosen: list[Row] = []
    for row in told:
        if len(chosen) < chance.choice([1, 2, 2, 3]) and all(
            maker.independent(row, other) for other in chosen
        ):
            chosen.append(row)
    spare = [
        row
        for row in told
        if row not in chosen and all(maker.independent(row, other) for other in chosen)
    ]
    sample = chance.sample(list(usable), STRANGERS)
    strangers = Told([row for row in sample if row["story"] != members[0]["story"]], telling, day)
    family = maker.Family(label, chosen, spare, strangers, chance, options)
    aim = len(chosen) + chance.randint(3, 12)
    for _ in range(40):
        if len(family.articles) >= aim or not family.outlets:
            break
        family.derive()
    made: list[Row] = family.finished()
    return made


class Told:
    """Reports in an event's words, each told when it is asked for."""

    def __init__(self, rows: Sequence[Row], telling: Telling, day: date) -> None:
        self._rows, self._telling, self._day = rows, telling, day

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    def __getitem__(self, number: int) -> Row:
        """Return one, told."""
        return _tell(self._rows[number], self._telling, self._day)


def _tell(row: Row, telling: Telling, day: date) -> Row:
    return {
        "id": row["id"],
        "story": row["story"],
        "title": telling.tell(row["title"]),
        "text": telling.tell(row["text"]),
        "date": day.isoformat(),
    }


def write_pile(bench: Path, size: int, folder: Path) -> Path:
    """Write the articles as a file of JSON Lines for each day, and the truth; return its path."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    truth = folder / "truth.jsonl.gz"
    days: Mapping[str, list[str]] = defaultdict(list)
    with gzip.open(truth, "wt", encoding="utf-8", compresslevel=1) as file:
        for day, event in make_events(bench, size):
            for row in event:
                article = {k: row[k] for k in ("id", "title", "text", "published", "outlet")}
                days[day].append(json.dumps(article, ensure_ascii=False))
                kept = (
                    row
                    if row["parents"] is not None
                    else {"id": row["id"], "family": row["family"]}
                )
                file.write(json.dumps(kept, ensure_ascii=False) + "\n")
    for day, lines in days.items():
        path = folder / "articles" / f"{day}.jsonl.gz"
        with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
            file.write("\n".join(lines) + "\n")
    return truth
