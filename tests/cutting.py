"""Sentences of an article, for tests of stages that take them."""

from variorum.annotate.sentences import cut_paragraphs, split_sentences
from variorum.model import Article, Span


def cut_sentences(article: Article) -> tuple[Span, ...]:
    """Return the sentences of an article as the fast way splits them."""
    return tuple(
        Span(article.id, start, end)
        for paragraph in cut_paragraphs(article)
        for start, end in split_sentences(article.text, *paragraph)
    )
