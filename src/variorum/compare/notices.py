"""What a page says of itself: its rights, how to reach somebody, its newsletter, posts it shows.

Two pages that share it share a site, a police force or a post, and no reporter's prose.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.compare.collection import COMPARED
from variorum.model import Article, Passage, Span

# A line to call: prose tells of hotlines and toll-free roads, too, but gives no way to reach them.
LINE = r"(?:tip ?line|hotline|toll[- ]free)\b"
REACHED = r"(?<!\d)(?!(?:19|20)\d\d\b)\d[\d ()/-]{5,}\d"
# Each way is rare in prose. Numbers of telephones: two groups and more, none of them a year.
NOTICE = re.compile(
    r"(?i:all rights reserved|copyright (?:19|20)\d\d|©|\(c\) ?(?:19|20)\d\d"
    r"|may not be (?:published|reproduced|rebroadcast)"
    r"|terms of (?:use|service)|privacy policy|click here|read or share this story"
    r"|subscribe (?:to|now|for)|our newsletter|e-?mail alerts|your inbox"
    r"|(?-i:[Ff]ollow us|Follow Us)\b|sign up (?:for|to) (?:our|free|daily|news|breaking)"
    r"|download (?:our|the) (?:\w+ )?app"
    r"|report an error|submit a tip|leave a tip|crime ?stoppers"
    rf"|call (?<!\wcall )(?!to\b|from\b|by\b)[^.!?\n]{{0,40}}{LINE}"
    rf"|{LINE}[^.!?\n]{{0,40}}{REACHED}|{REACHED}[^.!?\n]{{0,40}}{LINE}"
    r"|anyone (?:with|who has) (?:any )?(?:information|knowledge)"
    r"|(?:asked|urged|encouraged) to (?:please )?(?:call|contact|phone|e-?mail))"
    r"|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}\b|\b\d{3}-[A-Z\d]{4,}\b|\+\d{1,3}[ \d()-]{7,}"
    r"|\b1-8\d\d-\w{3,}|\bwww\.|https?://|\(Photo: |\(Source: |\(Published \w+day"
)
# What a paragraph has one of if `NOTICE` finds something in it: these are searched much faster.
SIGNS = (
    *("reserved", "copyright", "©", "(c)", "published", "reproduced", "rebroadcast", "terms of"),
    *("privacy policy", "click here", "this story", "subscribe", "newsletter", "mail alerts"),
    *("inbox", "follow us", "sign up", "download", "report an error", "tip", "stoppers"),
    *("hotline", "toll", "anyone", "asked to", "urged to", "encouraged to", "www.", "http"),
    *("(photo: ", "(source: "),
)
NUMBER = re.compile(r"\d[.-](?:\d{4}|[A-Z\d]{4})|\+\d|1-8\d\d-")
POST = re.compile(r"\(@\w{2,30}\)|pic\.twitter\.com/")  # a paragraph that shows a post
FULL = 0.3  # share of a paragraph in notices from which all of it is one
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?![\s”\"’)]*(?:\s|$))[^.!?]*)*[.!?]*[”\"’)]*\s*")


@dataclass(frozen=True, slots=True)
class Notices:
    """Runs of an article's text, ascending and apart."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def cover(self, span: Span) -> float:
        """Return the share of a span that they hold, 0..1."""
        at = max(0, bisect_right(self.starts, span.start) - 1)
        inside = 0
        while at < len(self.starts) and self.starts[at] < span.end:
            inside += max(0, min(span.end, self.ends[at]) - max(span.start, self.starts[at]))
            at += 1
        return inside / max(1, span.end - span.start)


def find_notices(article: Article) -> Notices:
    """Return the sentences that are a notice, and paragraphs full of them.

    A paragraph that shows a post is one, too.
    """
    found: list[tuple[int, int]] = []
    for block in article.blocks:
        if block.kind not in COMPARED:
            continue
        words = article.text[block.start : block.end]
        if ("(@" in words or "pic.t" in words) and POST.search(words):
            found.append((block.start, block.end))
        elif _may_notice(words) and NOTICE.search(words):
            sentences = _find_sentences(article.text, block.start, block.end)
            inside = sum(end - start for start, end in sentences)
            whole = inside >= FULL * (block.end - block.start)
            found += [(block.start, block.end)] if whole else sentences
    return Notices(tuple(start for start, _ in found), tuple(end for _, end in found))


class OwnProse:
    """Weighs what passages hold of reporters' prose: no quotations, no notices of a page."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._notices: dict[str, Notices] = {}

    def weigh(self, passage: Passage) -> float:
        """Return the nats of a passage between two of the articles."""
        noticed = max(self._find(side.article).cover(side) for side in (passage.a, passage.b))
        return passage.weight * (1 - passage.quoted) * (1 - noticed)

    def _find(self, article: str) -> Notices:
        found = self._notices.get(article)
        if found is None:
            found = self._notices[article] = find_notices(self._articles[article])
        return found


def _may_notice(words: str) -> bool:
    return any(map(words.casefold().__contains__, SIGNS)) or NUMBER.search(words) is not None


def count_letters(article: Article) -> int:
    """Return the characters of an article's compared blocks, 1 at least."""
    return max(1, sum(b.end - b.start for b in article.blocks if b.kind in COMPARED))


def _find_sentences(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    return [
        match.span()
        for match in SENTENCE.finditer(text, start, end)
        if NOTICE.search(text, *match.span())
    ]
