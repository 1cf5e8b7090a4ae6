"""The brief against a report that it has not seen: what another newsroom puts on top.

    python benchmarks/briefs.py [--bench PATH] [--stories 40] [--seed 7] [--fast] [--json]

Of each story of three to seven reports one is held out; the others are compared. *Recall*: the
share of the held-out report's opening, its headline and 150 words, that the brief has.
*Precision*: the share of the brief that the held-out report has. Both by words of content, each
once, by its rarity in general news. *Beginning*: the same of the first words, as many as the brief
has, of the report among the others whose beginning shares most with theirs. This sees what is told,
not whether it reads well or is told twice.
"""

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import Any

from corpora import make_article, parse_arguments, read_rows
from variorum.compare.order import by_time
from variorum.compare.reuse import find_passages
from variorum.model import Article
from variorum.pipeline import annotate_all, compare_story
from variorum.text.frequency import rate_rarity
from variorum.text.inflection import find_tokens

CORPORA = ("basil", "incidents")
OPENING = 150  # words


def main() -> None:
    """Print one row a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=40, help="of each corpus")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fast", action="store_true")
    options = parse_arguments(parser)
    scores = {}
    for name in CORPORA:
        rows = read_rows(options.bench / "stories" / f"{name}.jsonl.gz")
        piles = choose_piles(rows, options.stories, random.Random(options.seed))  # noqa: S311 - draws stories
        scores[name] = average([measure(*pile, fast=options.fast) for pile in piles])
    if options.json:
        print(json.dumps(scores))
        return
    for name, row in scores.items():
        print(f"{name}: {row['stories']} stories, {row['words']:.0f} words a brief")
        for which in ("brief", "beginning"):
            figures = " ".join(f"{key} {value:.3f}" for key, value in row[which].items())
            print(f"  {which:10} {figures}")


def choose_piles(
    rows: Sequence[Mapping[str, Any]], most: int, chance: random.Random
) -> Iterator[tuple[list[Article], Article]]:
    """Yield the reports of some stories, and the one of each that is held out."""
    stories = defaultdict(list)
    for row in rows:
        stories[row["story"]].append(row)
    chosen = sorted(one for one, reports in stories.items() if 3 <= len(reports) <= 7)
    for story in chance.sample(chosen, min(most, len(chosen))):
        reports = [make_article(row) for row in stories[story]]
        held = reports.pop(chance.randrange(len(reports)))
        yield reports, held


def measure(articles: Sequence[Article], held: Article, *, fast: bool) -> dict[str, Any]:
    """Return what the brief and the best beginning of the others have of the held-out report."""
    annotated = sorted(annotate_all(articles, fast=fast), key=by_time)
    story = compare_story("s1", annotated, find_passages(articles))
    brief = " ".join(one.text for one in story.brief)
    words = len(brief.split())
    beginnings = [" ".join(one.text.split()[:words]) for one in articles]
    middle = max(beginnings, key=lambda one: sum(overlap(one, other) for other in beginnings))
    return {
        "words": words,
        "brief": score(brief, held),
        "beginning": score(middle, held),
    }


def score(told: str, held: Article) -> tuple[float, float]:
    """Return precision and recall of a text."""
    opening = " ".join(held.text.split()[:OPENING])
    return overlap(told, f"{held.title}. {held.text}"), overlap(f"{held.title}. {opening}", told)


def overlap(one: str, other: str) -> float:
    """Return the share of a text's words of content, by their rarity, that another has."""
    ours, theirs = read_lemmas(one), read_lemmas(other)
    words = sorted(ours)
    weights = dict(zip(words, rate_rarity(words), strict=True))
    shared = math.fsum(weights[lemma] for lemma in ours & theirs)
    return shared / (math.fsum(weights.values()) or 1.0)


def read_lemmas(text: str) -> set[str]:
    """Return the lemmas of a text's words of content."""
    return {token.lemma for token in find_tokens(text) if token.content}


def average(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the means over all stories, each with its F1."""
    row: dict[str, Any] = {"stories": len(found), "words": fmean(one["words"] for one in found)}
    for which in ("brief", "beginning"):
        precision, recall = (fmean(one[which][at] for one in found) for at in (0, 1))
        f1 = 2 * precision * recall / (precision + recall)
        row[which] = {"precision": precision, "recall": recall, "f1": f1}
    return row


if __name__ == "__main__":
    main()
