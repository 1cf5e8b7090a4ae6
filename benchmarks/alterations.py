"""What a copy altered: measure findings on copies whose altered words are known.

    python benchmarks/alterations.py [--families 20] [--bench ../shared/bench] [--json]

The families of the lineage corpus (its generator changes a number, misspells a name, or takes a
"not" out or puts one in, and notes where). An alteration is found if a conflict or a reading that
changes the meaning points at it, or names both spellings. Findings elsewhere are counted, not
judged: the originals differ among themselves too. Annotation without models (`--fast`).
"""

import json
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpora import parse_arguments, read_rows
from lineage import read_article
from variorum.compare.reuse import find_passages
from variorum.model import Span, Story
from variorum.pipeline import annotate, compare_story

KINDS = ("number", "name", "negation")
REACH = 3  # characters between an alteration and a finding that is about it


def find_all(story: Story) -> Iterator[tuple[Span, ...]]:
    """Yield the places of each conflict and of each variant that changes the meaning.

    Where a reading lacks a word, its place is the whole reading.
    """
    for conflict in story.conflicts:
        yield tuple(value.span for value in conflict.values)
    for utterance in story.utterances:
        readings = {reading.attribution: reading for reading in utterance.readings}
        for variant in utterance.variants:
            told = {span.article for span in variant.spans}
            lacking = [
                readings[one] for one in variant.between if readings[one].article not in told
            ]
            if variant.changes_meaning:
                yield (*variant.spans, *(span for one in lacking for span in one.spans))


def is_about(
    found: Sequence[Span],
    row: Mapping[str, Any],
    change: Mapping[str, Any],
    texts: Mapping[str, str],
) -> bool:
    """Whether a finding points at an alteration, or sets its two spellings against each other."""
    for span in found:
        near = span.start - REACH <= change["end"] and change["start"] <= span.end + REACH
        if near and span.article == row["id"]:
            return True
    told = " ".join(texts[span.article][span.start : span.end] for span in found)
    return change["kind"] == "name" and change["from"] in told and change["to"] in told


def measure(families: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Return for each kind how many there are and which share was found, and findings elsewhere."""
    known: Counter[str] = Counter()
    found: Counter[str] = Counter()
    findings = elsewhere = 0
    for rows in families:
        articles = [read_article(row) for row in rows]
        story = compare_story("s1", annotate(articles, fast=True), find_passages(articles))
        places = list(find_all(story))
        texts = {row["id"]: row["text"] for row in rows}
        altered = [(row, change) for row in rows for change in row["changed"]]
        about = set()
        for row, change in altered:
            hits = [n for n, spans in enumerate(places) if is_about(spans, row, change, texts)]
            about.update(hits)
            known[change["kind"]] += 1
            found[change["kind"]] += bool(hits)
        findings += len(places)
        elsewhere += len(places) - len(about)
    kinds = {k: {"altered": known[k], "found": found[k] / max(1, known[k])} for k in KINDS}
    return {**kinds, "findings": findings, "elsewhere": elsewhere}


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--families", type=int, default=20, help="how many, 60 at most")
    options = parse_arguments(parser)
    families: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_rows(options.bench / "lineage" / "dev.jsonl.gz"):
        families[row["family"]].append(row)
    measured = measure([families[name] for name in sorted(families)[: options.families]])
    if options.json:
        print(json.dumps(measured))
        return
    print("| altered | how many | found |\n|---|---|---|")
    for kind in KINDS:
        print(f"| {kind} | {measured[kind]['altered']} | {measured[kind]['found']:.3f} |")
    print(f"\n{measured['findings']} findings, {measured['elsewhere']} of them elsewhere")


if __name__ == "__main__":
    main()
