"""Which words of a page the body extractor (trafilatura) takes for the article."""

import logging
import re
from collections import Counter
from dataclasses import replace

from lxml import html

from variorum.read.html import Page

WORD = re.compile(r"\w+")
MAX_DEPTH = 250  # elements in elements: it recurs
MAX_ELEMENTS = 30_000  # it takes a second for so many; the largest news pages have 10,000
RUN = 4  # words: shorter runs recur by chance


def extract_body(tree: html.HtmlElement, page: Page | None = None) -> str:
    """Return what trafilatura holds to be the article's text, "" if it finds none.

    `tree` is altered by it: render the page before. A page too deep or too large for it, which no
    article's is, is not shown to it.
    """
    if page is not None and (page.depth > MAX_DEPTH or page.elements > MAX_ELEMENTS):
        return ""
    import trafilatura  # noqa: PLC0415 - 0.3 s that plain text need not pay

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            tree, fast=True, include_comments=False, include_tables=True, output_format="txt"
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return ""
    return found or ""


def align_body(page: Page, body: str) -> Page:
    """Return the page with `kept` set on each line: the share of its words that are in `body`.

    Runs of four words are looked up, each as often as `body` has it; a shorter line must be a line
    of `body`. Time is linear in both texts.
    """
    runs: Counter[tuple[str, ...]] = Counter()
    short: Counter[tuple[str, ...]] = Counter()
    for raw in body.splitlines():
        words = WORD.findall(raw)
        runs.update(zip(*(words[shift:] for shift in range(RUN)), strict=False))
        if len(words) < RUN:
            short[tuple(words)] += 1
    lines = []
    for line in page.lines:
        words = WORD.findall(page.text, line.start, line.end)
        if len(words) < RUN:
            key = tuple(words)
            share = 1.0 if words and short[key] > 0 else 0.0
            short[key] -= share > 0
        else:
            covered = [False] * len(words)
            for place in range(len(words) - RUN + 1):
                key = tuple(words[place : place + RUN])
                if runs.get(key, 0) > 0:
                    runs[key] -= 1
                    covered[place : place + RUN] = [True] * RUN
            share = sum(covered) / len(words)
        lines.append(replace(line, kept=share))
    return replace(page, lines=tuple(lines))
