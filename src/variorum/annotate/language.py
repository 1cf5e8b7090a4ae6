"""Sentences and names of articles: names as the encoder finds them, or the fast way, by rule."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest

from variorum.annotate.encoder_names import find_encoded_names
from variorum.annotate.encoding import Encoded, encode_article
from variorum.annotate.name_mending import find_sure_people, mend_names
from variorum.annotate.name_words import Found
from variorum.annotate.names import find_names
from variorum.annotate.sentences import cut_paragraphs, split_sentences
from variorum.model import Article, Mention, Span

Sentences = list[tuple[int, int]]


def annotate_language(
    articles: Sequence[Article], *, fast: bool, encoded: Sequence[Encoded | None] = ()
) -> list[tuple[tuple[Span, ...], tuple[Mention, ...]]]:
    """Return the sentences and the names of each article, in the order of the articles.

    Headline, standfirst, body and correction blocks are read, paragraph by paragraph. A name
    excludes a possessive "'s", an article and titles ("Mr"), unless there is nothing else. fast:
    names by rule. encoded: what the encoder says of each article, where that is known; elsewhere
    it is asked (ModelError: it is not installed).
    """
    results = []
    for article, known in zip_longest(articles, encoded[: len(articles)]):
        sentences = find_sentences(article)
        if fast:
            found = find_names(article.text, sentences)
        else:
            found = find_encoded_names(article.text, known or encode_article(article))
            found = add_people(article.text, sentences, found)
        spans = tuple(Span(article.id, start, end) for start, end in sentences)
        results.append((spans, tuple(mend_names(article, found))))
    return results


def find_sentences(article: Article) -> Sentences:
    """Return the sentences of an article, in text order."""
    return [
        span
        for start, end in cut_paragraphs(article)
        for span in split_sentences(article.text, start, end)
    ]


def add_people(text: str, sentences: Sentences, found: list[Found]) -> list[Found]:
    """Return the names with the people that rules are sure of and that touch none of them.

    `found` is in text order.
    """
    starts = [one.start for one in found]
    free = []
    for one in find_sure_people(text, sentences):
        number = bisect_left(starts, one.end)
        if number == 0 or found[number - 1].end <= one.start:
            free.append(one)
    return [*found, *free]
