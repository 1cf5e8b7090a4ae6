"""Score speakers and channels against attributions marked by hand.

    python benchmarks/speakers.py --bench ../shared/bench --set control

The tuning set was used to write the rules, the control set was marked after them and before they
were run on it.

The marks (`benchmarks/speakers/*.jsonl`) hold offsets and the sha256 of each text, no text of the
articles. They give source, cue and content, so that only the resolving is measured. `speaker` is a
person's or body's place `[start, end]`, null where the article names nobody; `media` the media that
are right, empty for none, null where readers may differ; `partner` as in the channel.

Exit 2: the corpus is absent, or an article of the marks is not in it.
"""

import argparse
import gzip
import hashlib
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.annotate.channels import find_channels
from variorum.annotate.language import annotate_language
from variorum.annotate.people import name_parts, same_first
from variorum.annotate.speakers import resolve_speakers
from variorum.model import Article, Attribution, Block, Span

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Mark:
    """One attribution with its right answers."""

    attribution: Attribution
    speaker: str | None
    media: tuple[str, ...] | None
    partner: str | None


def main() -> int:
    """Run the stage on the marked articles and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument(
        "--set",
        choices=("tuning", "control", "control2", "control3"),
        default="control",
        help="which marks (%(default)s)",
    )
    parser.add_argument("--fast", action="store_true", help="names by rule, without the model")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--errors", action="store_true", help="print each wrong answer")
    options = parser.parse_args()
    rows: dict[str, dict[str, Any]] = {}
    for name in ("basil", "incidents"):
        corpus = options.bench / "stories" / f"{name}.jsonl.gz"
        if not corpus.exists():
            print(f"{corpus} is absent: give the corpora's folder with --bench", file=sys.stderr)
            return 2
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            rows |= {row["id"]: row for row in map(json.loads, lines)}
    counts: Counter[str] = Counter()
    seconds = 0.0
    articles = 0
    for line in (
        (HERE / "speakers" / f"{options.set}.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        marked = json.loads(line)
        row = rows.get(marked["id"])
        if row is None or hashlib.sha256(row["text"].encode()).hexdigest() != marked["sha256"]:
            print(f"article {marked['id']} is not the marked one", file=sys.stderr)
            return 2
        article = read_article(row)
        marks = [read_mark(article, number, one) for number, one in enumerate(marked["marks"])]
        [(sentences, mentions)] = annotate_language([article], fast=options.fast)
        given = [mark.attribution for mark in marks]
        start = time.process_time()
        found = resolve_speakers(article, sentences, mentions, given)
        found = find_channels(article, sentences, found)
        seconds += time.process_time() - start
        articles += 1
        for mark, one in zip(marks, found, strict=True):
            count(counts, article, mark, one, errors=options.errors)
    if options.json:
        print(json.dumps(list_figures(counts)))
    else:
        print_table(counts, seconds / max(articles, 1))
    return 0


def read_article(row: dict[str, Any]) -> Article:
    """Return a corpus row as an article of body paragraphs."""
    text: str = row["text"]
    blocks = []
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare:
            blocks.append(Block("body", start, start + len(bare)))
        start += len(line)
    return Article(row["id"], row["id"], text, 0, len(text), tuple(blocks))


def read_mark(article: Article, number: int, mark: dict[str, Any]) -> Mark:
    """Return one mark with its attribution."""

    def spans(role: str) -> tuple[Span, ...]:
        return tuple(Span(article.id, start, end) for start, end in mark[role])

    attribution = Attribution(
        f"{article.id}/{number}",
        article.id,
        mark["kind"],
        spans("source"),
        spans("cue"),
        spans("content"),
    )
    place = mark["speaker"]
    speaker = article.text[slice(*place)] if place else None
    media = None if mark["media"] is None else tuple(mark["media"])
    return Mark(attribution, speaker, media, mark["partner"])


def is_same(given: str, right: str) -> bool:
    """Whether an answer names the right one; of people the surname and first name must fit."""
    one, two = name_parts(given), name_parts(right)
    if one == two or given.casefold() == right.casefold():
        return True
    if not one or not two or one[-1] != two[-1]:
        return False
    if right.islower() or given.islower():  # "the sheriff's office": "the Ulm Sheriff's Office"
        return set(one) <= set(two) or set(two) <= set(one)
    return len(two) == 1 or (len(one) > 1 and same_first(one[0], two[0]))


def count(
    counts: Counter[str], article: Article, mark: Mark, one: Attribution, *, errors: bool
) -> None:
    """Add one attribution's results to the counts."""
    named = one.speaker is not None and one.speaker.kind in {"person", "organisation"}
    answer = one.speaker.name if one.speaker is not None and named else None
    for group in ("all", "direct") if mark.attribution.kind == "direct" else ("all",):
        counts[f"{group} marks"] += 1
        counts[f"{group} with a name"] += mark.speaker is not None
        counts[f"{group} answered"] += answer is not None
        right = answer is not None and mark.speaker is not None and is_same(answer, mark.speaker)
        counts[f"{group} right"] += right
        counts[f"{group} covered"] += answer is not None and mark.speaker is not None
    wrong = answer != mark.speaker and not (answer and mark.speaker and right)
    if errors and wrong:
        source = " / ".join(article.cut(span) for span in mark.attribution.source)
        because = one.speaker.because if one.speaker else ""
        print(f"speaker of {source[:60]!r}: {answer!r}, right is {mark.speaker!r} ({because})")
    if mark.media is not None:
        medium = one.channel.medium if one.channel else None
        counts["channels"] += bool(mark.media)
        counts["channels answered"] += medium is not None
        counts["channels right"] += medium in mark.media
        if mark.partner and medium in mark.media:
            counts["partners"] += 1
            given = (one.channel and one.channel.partner) or ""
            counts["partners right"] += mark.partner.casefold() in given.casefold()
        if errors and (
            (medium is None) == bool(mark.media) or (medium not in mark.media and medium)
        ):
            words = article.cut(one.channel.span) if one.channel else ""
            place = (mark.attribution.cue or mark.attribution.content)[0]
            here = article.text[max(0, place.start - 30) : place.end + 60].replace("\n", " ")
            print(f"channel {medium} {words!r}, right is {mark.media}: {here!r}")


SHARES = {
    "speakers, all: accuracy": ("all right", "all answered"),
    "speakers, all: coverage": ("all covered", "all with a name"),
    "speakers, direct: accuracy": ("direct right", "direct answered"),
    "speakers, direct: coverage": ("direct covered", "direct with a name"),
    "channels: precision": ("channels right", "channels answered"),
    "channels: recall": ("channels right", "channels"),
    "channels: partner": ("partners right", "partners"),
}


def list_figures(counts: Counter[str]) -> dict[str, float]:
    """Return accuracy where answered, coverage of named speakers, and the channels' figures."""
    return {name: counts[part] / max(counts[whole], 1) for name, (part, whole) in SHARES.items()}


def print_table(counts: Counter[str], seconds: float) -> None:
    """Print the figures, each with the counts it is made of."""
    for name, (part, whole) in SHARES.items():
        share = counts[part] / max(counts[whole], 1)
        print(f"{name} {share:.3f} ({counts[part]} of {counts[whole]})")
    print(f"{seconds * 1000:.1f} ms an article for speakers and channels")


if __name__ == "__main__":
    sys.exit(main())
