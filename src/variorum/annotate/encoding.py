"""What the encoder says of an article: read once, for names and attributions alike."""

from dataclasses import dataclass

from variorum.annotate.article_words import ArticleWords, read_article_words
from variorum.annotate.encoder import encode_paragraphs, load_encoder
from variorum.annotate.pointers import Pointers
from variorum.annotate.tag_model import Floats
from variorum.model import Article


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """An article's words, and of each paragraph: log chances and pointers.

    tags: words × tags of attributions; names: words × tags of names.
    """

    read: ArticleWords
    tags: tuple[Floats, ...]
    pointers: tuple[Pointers, ...]
    names: tuple[Floats, ...]


def encode_article(article: Article) -> Encoded:
    """Return what the shipped encoder says; ModelError if it is absent."""
    encoder = load_encoder()
    read = read_article_words(article)
    tags, pointers, names = encode_paragraphs(encoder, read.words)
    return Encoded(read, tuple(tags), tuple(pointers), tuple(names))
