"""The paragraphs and words of an article, as every finder of attributions reads them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.annotate.quotes import Quoted, find_quotes, outer_quotes, split_paragraphs
from variorum.annotate.sentences import ANNOTATED_KINDS
from variorum.annotate.tagging import Words, read_words, skip_dateline
from variorum.annotate.turns import Paragraph, join_introductions
from variorum.model import Article

LONGEST_HEADLINE = 160  # characters


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """Paragraphs, each with its words, and the outermost quotations, in text order."""

    paragraphs: tuple[Paragraph, ...]
    words: tuple[Words, ...]
    quotes: tuple[Quoted, ...]


def read_article_words(article: Article) -> ArticleWords:
    """Return the words of headline, standfirst, body and corrections.

    A paragraph that introduces a quotation is read with the next one; datelines are left out.
    """
    text = article.text
    single = _find_paragraphs(article)
    quotes = find_quotes(text, [(paragraph.start, paragraph.end) for paragraph in single])
    paragraphs = join_introductions(text, single, quotes)
    words = _read_paragraphs(text, paragraphs, quotes)
    return ArticleWords(tuple(paragraphs), tuple(words), tuple(outer_quotes(quotes)))


def _find_paragraphs(article: Article) -> list[Paragraph]:
    """Return the paragraphs that are read."""
    paragraphs: list[Paragraph] = []
    for block in article.blocks:
        if block.kind in ANNOTATED_KINDS:
            for start, end in split_paragraphs(article.text, block.start, block.end):
                is_first = block.kind == "headline" or (
                    not paragraphs and _looks_like_headline(article.text, start, end)
                )
                paragraphs.append(Paragraph(start, end, is_first))
    return paragraphs


def _looks_like_headline(text: str, start: int, end: int) -> bool:
    """Whether an article's first paragraph is short and one sentence at most."""
    if end - start > LONGEST_HEADLINE:
        return False
    return ". " not in text[start:end] and not text[start:end].endswith(("”", '"'))


def _read_paragraphs(
    text: str, paragraphs: Sequence[Paragraph], quotes: list[Quoted]
) -> list[Words]:
    """Return the words of each paragraph."""
    starts = [quote.start for quote in quotes]
    read = []
    for one in paragraphs:
        inner = quotes[bisect_left(starts, one.start) : bisect_left(starts, one.end)]
        begin = skip_dateline(text, one.start, one.end)
        read.append(read_words(text, begin, one.end, inner, is_first=one.is_first))
    return read
