"""The places of a story's articles that a page leads to, and their anchors."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from variorum.model import (
    Independence,
    Span,
    Story,
)
from variorum.report import phrases
from variorum.report.shown import (
    Link,
)

TOKEN = re.compile(r"\w(?:[\w.:/#-]*\w)?")


class Places:
    """The anchors of one story's articles, and which places are in use."""

    def __init__(self, story: Story, keys: Mapping[str, str]) -> None:
        self.keys = keys
        self.articles = {one.article.id: one.article for one in story.articles}
        self.labels = phrases.labels(self.articles.values())
        self.spoken = {
            key: label
            for key, label in self.labels.items()
            if re.search(r"\d", key) and not key.isdigit()
        }
        self.used: dict[str, dict[tuple[int, int], set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )

    def link(self, span: Span, kind: str) -> Link:
        """Return a link to a place, which from now on has an anchor."""
        if span.start < span.end:
            self.used[span.article][span.start, span.end].add(kind)
        return Link(self.labels[span.article], self.anchor(span))

    def links(self, spans: Iterable[Span], kind: str) -> tuple[Link, ...]:
        """Return links to places, each place once."""
        return tuple(self.link(span, kind) for span in dict.fromkeys(spans))

    def anchor(self, span: Span) -> str:
        """Return the anchor of a place."""
        return f"{self.keys[span.article]}-{span.start}-{span.end}"

    def explain(self, because: str) -> str:
        """Return a reason with the articles' ids replaced by what the page calls them.

        Only ids that can be no words or numbers of their own: with a digit and something else.
        """
        return TOKEN.sub(lambda match: self.spoken.get(match[0], match[0]), because)

    def cut(self, span: Span) -> str:
        """Return the words at a place, in one line."""
        return " ".join(self.articles[span.article].cut(span).split())

    def language(self, span: Span) -> str | None:
        """Return the language of the article that the place is in."""
        return self.articles[span.article].language


def explain(one: Independence, places: Places) -> Independence:
    """Return a count whose reason calls the articles what the page calls them."""
    return replace(one, because=places.explain(one.because))
