"""Killed and injured in the incidents corpus: coverage, and how many answers are right.

    python benchmarks/figures.py [--bench ../shared/bench] [--half 0|1] [--show N]

The record that answers are compared with counts perpetrators, and was filled in after the event:
an article may differ from it and be right for its day. A first-match expression is right in
0.64 (killed, coverage 0.25) and 0.63 (injured, coverage 0.36) of its answers. Rules were tuned on
the half of the stories whose hash is even (--half 0); half 1 was only measured.
"""

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from variorum.annotate.figures import casualties, find_figures
from variorum.annotate.sentences import cut_paragraphs, split_sentences
from variorum.model import Article, Block, Span

FIELDS = ("killed", "injured")


def read_rows(path: Path, half: int | None) -> list[dict[str, object]]:
    """Return the corpus's lines; only those of one hash half of the stories, if asked."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if half is None or half_of(str(row["story"])) == half]


def half_of(story: str) -> int:
    """Return 0 or 1 by a hash of the story's id."""
    return hashlib.sha256(story.encode()).digest()[0] & 1


def make_article(row: dict[str, object]) -> Article:
    """Return a line of the corpus as an article that is all body."""
    text = str(row["text"])
    published = str(row["published"]) if row["published"] else None
    return Article(
        str(row["id"]), str(row["id"]), text, 0, len(text), (Block("body", 0, len(text)),),
        title=str(row["title"]) or None, published=published,
    )  # fmt: skip


def cut_sentences(article: Article) -> list[Span]:
    """Return the sentences of an article, as the fast way splits them."""
    return [
        Span(article.id, start, end)
        for paragraph in cut_paragraphs(article)
        for start, end in split_sentences(article.text, *paragraph)
    ]


def answer(row: dict[str, object]) -> dict[str, object]:
    """Return the scorer's line for one article."""
    article = make_article(row)
    found = casualties(find_figures(article, cut_sentences(article)), article)
    values = {
        field: None if figure is None else int(figure.low)
        for field, figure in zip(FIELDS, found, strict=True)
    }
    return {"id": row["id"], **values}


def main() -> int:
    """Print the scorer's table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--half", type=int, choices=(0, 1), default=None)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--show", type=int, default=0, help="print this many wrong answers")
    arguments = parser.parse_args()
    corpus = arguments.bench / "stories" / "incidents.jsonl.gz"
    if not corpus.exists():
        print(f"{corpus} is absent: give the folder of the corpora with --bench.", file=sys.stderr)
        return 2
    rows = read_rows(corpus, arguments.half)
    started = time.process_time()
    answers = [answer(row) for row in rows]
    spent = time.process_time() - started
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "answers.jsonl")
        gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        predicted.write_text("\n".join(map(json.dumps, answers)), encoding="utf-8")
        scorer = arguments.bench / "stories" / "score.py"
        done = subprocess.run(
            [sys.executable, scorer, "--numbers", "--json", gold, predicted],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    scores = json.loads(done.stdout)
    if arguments.json:
        print(json.dumps({field: scores[field]["article"] for field in FIELDS}))
        return 0
    print(f"{len(rows)} articles, {1000 * spent / max(len(rows), 1):.1f} ms an article")
    print(
        "| field | coverage | where the record is 1 or more | right where answered | right of all |"
    )
    print("|---|---|---|---|---|")
    for field in FIELDS:
        score = scores[field]["article"]
        print(
            f"| {field} | {score['coverage']:.3f} | {score['coverage_record_positive']:.3f} "
            f"| {score['accuracy_where_answered']:.3f} | {score['accuracy']:.3f} |"
        )
    show_wrong(rows, answers, arguments.show)
    return 0


def show_wrong(rows: list[dict[str, object]], answers: list[dict[str, object]], limit: int) -> None:
    """Print the first wrong answers with what they were read from."""
    for row, given in zip(rows, answers, strict=True):
        wrong = [
            field for field in FIELDS
            if row.get(field) is not None and given[field] not in {None, row[field]}
        ]  # fmt: skip
        if not wrong or limit <= 0:
            continue
        limit -= 1
        article = make_article(row)
        figures = find_figures(article, cut_sentences(article))
        print(
            "##", row["id"], {field: (row[field], given[field]) for field in FIELDS}, row["title"]
        )
        for figure in figures:
            if figure.quantity in {"killed", "injured", "shot"}:
                words = article.cut(figure.span).replace("\n", " ")
                print(f"   {figure.span.start:5} {figure.quantity} {figure.low:g} {words!r}")


if __name__ == "__main__":
    sys.exit(main())
