"""Words to anchors, and anchors back to words: at the same place, by the exact quotation, or not.

An anchor is never moved to a passage that merely looks alike: in a text that changed, its words
must stand there exactly once with their surroundings, or once altogether.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from variorum.judgements.records import Anchor
from variorum.model import Article, Span
from variorum.text.normal import COMPARABLE

CONTEXT = 32  # characters before and after, as Hypothesis and the W3C's examples have
OPENING = 160  # characters that stand for a whole article
WORDS = 4  # of which a quotation without its surroundings must consist at least, to be sure of it


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, as the report's `text_sha256`."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def anchor_span(article: Article, span: Span) -> Anchor:
    """Return the anchor of the words at `span`; SpanError if it is not the article's."""
    text = article.text
    return Anchor(
        article=article.id,
        text_sha256=hash_text(text),
        start=span.start,
        end=span.end,
        exact=article.cut(span),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        url=article.url,
    )


def anchor_article(article: Article) -> Anchor:
    """Return the anchor of a whole article: the opening of its body, or else of its text."""
    bodies = [block for block in article.blocks if block.kind == "body"]
    start, end = (bodies[0].start, bodies[0].end) if bodies else (article.start, article.end)
    return anchor_span(article, Span(article.id, start, min(end, start + OPENING)))


@dataclass(frozen=True, slots=True)
class Places:
    """The articles of one run, prepared for finding anchors in them."""

    articles: dict[str, Article]
    hashes: dict[str, str]  # of each article's text
    by_hash: dict[str, list[str]]

    def find_article(self, anchor: Anchor) -> str | None:
        """Return the id of the anchor's article here; None if it is not surely here.

        The article with that id is taken if it has the same text, the same address, or the
        anchor's words once. Under another id it is taken if the text is the very same and the
        words' place is inside that article alone.
        """
        named = self.articles.get(anchor.article)
        if named is not None and (
            self._has_place(named.id, anchor)
            or (anchor.url is not None and anchor.url == named.url)
            or find_quote(anchor, named) is not None
        ):
            return named.id
        found = [
            one for one in self.by_hash.get(anchor.text_sha256, ()) if self._has_place(one, anchor)
        ]
        return found[0] if len(found) == 1 else None

    def _has_place(self, article: str, anchor: Anchor) -> bool:
        """Whether an article has the anchor's very text, and the place inside it."""
        one = self.articles[article]
        within = one.start <= anchor.start <= anchor.end <= one.end
        return within and self.hashes[article] == anchor.text_sha256

    def find_span(self, anchor: Anchor) -> Span | None:
        """Return where the anchor's words stand here; None if that is not sure."""
        found = self.find_article(anchor)
        if found is None:
            return None
        article = self.articles[found]
        if self._has_place(found, anchor):
            span = Span(found, anchor.start, anchor.end)
            return span if article.cut(span) == anchor.exact else None
        return find_quote(anchor, article)


def collect_places(articles: Iterable[Article]) -> Places:
    """Prepare articles for finding anchors in them."""
    by_id = {article.id: article for article in articles}
    hashes = {one.id: hash_text(one.text) for one in by_id.values()}
    by_hash: dict[str, list[str]] = {}
    for name, digest in hashes.items():
        by_hash.setdefault(digest, []).append(name)
    return Places(by_id, hashes, by_hash)


def find_quote(anchor: Anchor, article: Article) -> Span | None:
    """Return the one place of an anchor's words in a text that may be another version.

    If the words stand there with their prefix and suffix exactly once, that place; else if they
    stand there exactly once and are WORDS words at least; else None.

    >>> old = Article("a", "a", "The dam held. It will hold.", 0, 27, ())
    >>> new = Article("a", "a", "Update. The dam held. It will hold.", 0, 35, ())
    >>> find_quote(anchor_span(old, Span("a", 8, 12)), new)
    Span(article='a', start=16, end=20)
    """
    if not anchor.exact.strip():
        return None
    whole = anchor.prefix + anchor.exact + anchor.suffix
    start = _find_once(article, whole)
    if start is not None:
        first = start + len(anchor.prefix)
        return Span(article.id, first, first + len(anchor.exact))
    if len(COMPARABLE.findall(anchor.exact)) >= WORDS:
        start = _find_once(article, anchor.exact)
        if start is not None:
            return Span(article.id, start, start + len(anchor.exact))
    return None


def _find_once(article: Article, words: str) -> int | None:
    start = article.text.find(words, article.start, article.end)
    if start < 0 or article.text.find(words, start + 1, article.end) >= 0:
        return None
    return start
