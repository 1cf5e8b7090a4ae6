"""How right are title, authors and date that are read from an article's bare text?

    python benchmarks/heads.py [--bench ../shared/bench] [--json] [--wrong]

Each page of `bench/html` is read as the plain text that it shows, without any tag, and compared
with what the page states of itself in JSON-LD and meta elements, which the reader of the text does
not see. Precision: of what is given, where the page states something, how much is right. Found: of
what the page states and shows in its text, how much is given and right. A title counts as right if
one holds the other, a name if the page's author field holds it, a date if it is the same day or a
neighbour (zones). What a page states is not always true: nothing here can reach 1. The weights of
`variorum.read.headlines` and the classifier of blocks have learnt from these pages.
"""

import argparse
import gzip
import html
import json
import re
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from corpora import parse_arguments, read_rows
from variorum.model import Article
from variorum.read.files import read_paths
from variorum.read.html import parse_html, render_page
from variorum.read.page import read_page
from variorum.read.readings import Reading

DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Score titles, authors and dates.")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    options = parse_arguments(parser)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        shown = Path(folder) / "page.txt"
        for row in read_rows(options.bench / "html" / "truth.jsonl"):
            packed = (options.bench / "html" / "pages" / f"{row['id']}.html.gz").read_bytes()
            tree = parse_html(gzip.decompress(packed).decode("utf-8", "replace"))
            if tree is None:
                continue
            text = render_page(tree).text
            shown.write_text(text, "utf-8", newline="")
            if article := read_longest(shown):
                stated = {key: html.unescape(value) for key, value in read_page(tree).items()}
                for line in count(article, stated, in_words(text), counts):
                    if options.wrong:
                        print(line)
    result = {
        name: {
            "precision": round(counts[f"{name} right"] / max(1, counts[f"{name} given"]), 3),
            "given": counts[f"{name} given"],
            "found": round(counts[f"{name} found"] / max(1, counts[f"{name} shown"]), 3),
            "shown": counts[f"{name} shown"],
        }
        for name in ("title", "author", "date")
    }
    if options.json:
        print(json.dumps(result))
        return
    for name, row in result.items():
        print(
            f"{name:8} precision {row['precision']:.3f} of {row['given']}, "
            f"found {row['found']:.3f} of {row['shown']}"
        )


def read_longest(path: Path) -> Article | None:
    """Return the article of a file with the most body; None if it holds none."""
    articles = [
        article
        for reading in read_paths([path])
        if isinstance(reading, Reading)
        for article in reading.articles
    ]
    return max(articles, key=body_size, default=None)


def body_size(article: Article) -> int:
    """Return the characters of an article's body."""
    return sum(block.end - block.start for block in article.blocks if block.kind == "body")


def count(article: Article, stated: dict[str, str], text: str, counts: Counter[str]) -> list[str]:
    """Add one article's titles, authors and date to the counts; return what is wrong, in words."""
    wrong: list[str] = []
    title, given = in_words(stated.get("title", "")), in_words(article.title or "")
    right = bool(given) and (given in title or title in given)
    _add(
        counts,
        "title",
        shown=bool(title) and title in text,
        given=bool(given and title),
        right=right,
    )
    if given and title and not right:
        wrong.append(f"title: {article.title} | {stated['title']}")
    author = in_words(stated.get("author", ""))
    names = [in_words(name) for name in article.byline]
    held = [name for name in names if name in author or author in name]
    if author:
        counts["author given"] += len(names)
        counts["author right"] += len(held)
        counts["author shown"] += author in text
        counts["author found"] += bool(held) and author in text
        wrong += [f"author: {name} | {stated['author']}" for name in names if name not in held]
    day, found = stated.get("published", "")[:10], article.published or ""
    if DAY.fullmatch(day):
        near = is_near(day, found)
        _add(counts, "date", shown=True, given=bool(found), right=near)
        if found and not near:
            wrong.append(f"date: {found} | {day}")
    return wrong


def _add(counts: Counter[str], name: str, *, shown: bool, given: bool, right: bool) -> None:
    counts[f"{name} given"] += given
    counts[f"{name} right"] += given and right
    counts[f"{name} shown"] += shown
    counts[f"{name} found"] += shown and right


def is_near(day: str, found: str) -> bool:
    """Whether a date is a day, its neighbour, or the year or month that the day lies in."""
    if not DAY.match(found):
        return bool(found) and day.startswith(found)
    try:
        return abs((date.fromisoformat(day) - date.fromisoformat(found[:10])).days) <= 1
    except ValueError:
        return False


def in_words(line: str) -> str:
    """Return a line without its marks and cases."""
    return " ".join(re.findall(r"\w+", line.casefold()))


if __name__ == "__main__":
    main()
