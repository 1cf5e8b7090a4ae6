"""Killed and injured in the incidents corpus, against marks made by reading and the record.

    python benchmarks/figures.py [--half tuning|locked|control..] [--errors] [--bench PATH]
    python benchmarks/figures.py --record [--show N]

The marks (`benchmarks/figures/*.jsonl`, with their guide) say what each article itself states. The
record was filled in after the event and counts perpetrators: an article may differ from it and be
right for its day. A first-match expression is right, against the record, in 0.64 (killed, coverage
0.25) and 0.63 (injured, coverage 0.36) of its answers.

Exit 2: the corpus is absent, or an article of the marks is not in it.
"""

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpora import load_scorer, make_article, parse_arguments, read_rows
from variorum.annotate.figures import casualties, find_figures
from variorum.annotate.sentences import cut_paragraphs, split_sentences
from variorum.model import Article, Figure, Span

MARKS = Path(__file__).parent / "figures"
HALVES = ("tuning", "locked", "control", "control2", "control3")
FIELDS = ("killed", "injured")
Row = dict[str, Any]
Toll = tuple[Figure | None, Figure | None]


def main() -> int:
    """Print how right the tolls are: against the marks, or against the record."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--half", choices=HALVES, default=None, help="one set of the marks only")
    parser.add_argument("--errors", action="store_true", help="print each wrong or missing answer")
    parser.add_argument("--record", action="store_true", help="all articles against the record")
    parser.add_argument("--show", type=int, default=0, help="print this many that differ from it")
    options = parse_arguments(parser)
    corpus = options.bench / "stories" / "incidents.jsonl.gz"
    if not corpus.exists():
        print(f"{corpus} is absent: give the folder of the corpora with --bench.", file=sys.stderr)
        return 2
    rows = read_rows(corpus)
    report: dict[str, Any] = {}
    if not options.record:
        by_id = {row["id"]: row for row in rows}
        for half in [options.half] if options.half else HALVES:
            marks = read_rows(MARKS / f"{half}.jsonl")
            if not all(_is_marked(mark, by_id.get(mark["article"])) for mark in marks):
                print(f"an article of {half} is not the marked one", file=sys.stderr)
                return 2
            report[half] = score_marks(marks, by_id, errors=options.errors)
    if options.record or options.json:
        report["record"] = score_record(rows, options.bench / "stories", options.show)
    print(json.dumps(report) if options.json else "\n".join(table(report)))
    return 0


def find_toll(article: Article) -> Toll:
    """Return the killed and the injured of an article."""
    return casualties(cut_figures(article), article)


def cut_figures(article: Article) -> list[Figure]:
    """Return the figures of an article, from the sentences of the fast way."""
    sentences = [
        Span(article.id, start, end)
        for paragraph in cut_paragraphs(article)
        for start, end in split_sentences(article.text, *paragraph)
    ]
    return find_figures(article, sentences)


def score_marks(marks: Sequence[Row], rows: dict[str, Row], *, errors: bool) -> dict[str, Any]:
    """Return for each field: how many state it, how many are answered, and how many right.

    An answer is right if its lower bound is that of a range that the reader accepts, `exact` if
    the upper one is too; an answer where the article states nothing is wrong.
    """
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for mark in marks:
        row = rows[mark["article"]]
        for field, answer in zip(FIELDS, find_toll(make_article(row)), strict=True):
            accepted = _accepted(mark[field])
            seen = counts[field]
            stated = None not in accepted
            seen["stated"] += stated
            if answer is not None:
                low, high = answer.low, answer.high
                right = any(one is not None and one[0] == low for one in accepted)
                seen["answered"] += 1
                seen["right"] += right
                seen["exact"] += any(one == (low, high) for one in accepted)
                seen["reached"] += stated
            if errors and (not right if answer is not None else stated):
                given = "no answer" if answer is None else f"{answer.low:g}"
                words = "" if answer is None else _show(row["text"], answer.span.start)
                print(
                    f"{field} {given}, marked {accepted}: {row['title']} ({row['id']})\n  {words}"
                )
    return {
        field: {
            "articles": len(marks), **seen,
            "right_where_answered": seen["right"] / max(1, seen["answered"]),
            "coverage": seen["reached"] / max(1, seen["stated"]),
        }
        for field, seen in counts.items()
    }  # fmt: skip


def _accepted(mark: Row | None) -> list[tuple[float, float | None] | None]:
    """Return the ranges that the reader accepts; None among them: no answer is right too."""
    if mark is None:
        return [None]
    return [None if one is None else (one[0], one[1]) for one in mark["accepted"]]


def _is_marked(mark: Row, row: Row | None) -> bool:
    if row is None:
        return False
    return bool(hashlib.sha256(row["text"].encode()).hexdigest() == mark["text_sha256"])


def _show(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 60) : at + 120].split())


def score_record(rows: Sequence[Row], folder: Path, show: int) -> dict[str, Any]:
    """Return the scores of the corpus's own scorer over all articles."""
    started = time.process_time()
    answers = {row["id"]: _record_line(find_toll(make_article(row))) for row in rows}
    spent = time.process_time() - started
    scores = load_scorer(folder).score_numbers(rows, answers)
    for row in rows:
        wrong = [
            f
            for f in FIELDS
            if row.get(f) is not None and answers[row["id"]][f] not in {None, row[f]}
        ]
        if wrong and show > 0:
            show -= 1
            print(row["id"], {f: (row[f], answers[row["id"]][f]) for f in wrong}, row["title"])
    return {"ms_an_article": 1000 * spent / max(1, len(rows))} | {
        field: scores[field]["article"] for field in FIELDS
    }


def _record_line(toll: Toll) -> dict[str, int | None]:
    return {f: None if one is None else int(one.low) for f, one in zip(FIELDS, toll, strict=True)}


def table(report: dict[str, Any]) -> Iterable[str]:
    """Yield the lines of the tables."""
    halves = [half for half in HALVES if half in report]
    if halves:
        yield "| half | field | state one | answered | right where answered | coverage |"
        yield "|---|---|---|---|---|---|"
    for half in halves:
        for field in FIELDS:
            one = report[half][field]
            yield (
                f"| {half} | {field} | {one['stated']} | {one['answered']} | "
                f"{one['right_where_answered']:.3f} | {one['coverage']:.3f} |"
            )
    if "record" in report:
        yield f"\n{report['record']['ms_an_article']:.1f} ms an article"
        yield "| field | answered | where the record is 1 or more | agree with the record |"
        yield "|---|---|---|---|"
        for field in FIELDS:
            one = report["record"][field]
            yield (
                f"| {field} | {one['coverage']:.3f} | {one['coverage_record_positive']:.3f} "
                f"| {one['accuracy_where_answered']:.3f} |"
            )


if __name__ == "__main__":
    sys.exit(main())
