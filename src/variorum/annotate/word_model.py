"""The fast model of attributions, of words: its weights, and what its tagger reads in articles."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from threading import Lock

from variorum.annotate.article_words import ArticleWords, read_article_words
from variorum.annotate.candidates import PENALTIES, link_runs
from variorum.annotate.linking import LinkModel
from variorum.annotate.links import Link
from variorum.annotate.tag_model import Tagged
from variorum.annotate.tag_vocabulary import Lexicon
from variorum.annotate.word_tagger import WordTagger, load_tagger, tag_words
from variorum.model import Article

LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Model:
    """All that was trained: the tagger with its word list, the linker."""

    tagger: WordTagger
    links: LinkModel


@dataclass(frozen=True, slots=True, eq=False)
class TaggedArticle:
    """An article's words, and a model's readings of each paragraph."""

    read: ArticleWords
    readings: tuple[list[Tagged], ...]
    model: Model


def load_weights() -> Model | None:
    """Return the shipped model, read at the first call; None if it is absent."""
    with LOADING:
        return _load_weights()


@cache
def _load_weights() -> Model | None:
    folder = files("variorum.annotate") / "weights"
    try:
        words = json.loads((folder / "attributions_words.json").read_text(encoding="utf-8"))
        links = json.loads((folder / "attributions_links.json").read_text(encoding="utf-8"))
        tagger = load_tagger(folder / "attributions_tagger.npz", Lexicon(**words))
    except FileNotFoundError:
        return None
    return Model(tagger, LinkModel(**links))


def tag_articles(articles: Sequence[Article]) -> Iterator[TaggedArticle | None]:
    """Yield what the shipped tagger reads in each article; None if it is absent.

    All paragraphs are tagged together, which takes a third of the time of article by article, and
    gives the same.
    """
    model = load_weights()
    if model is None:
        yield from (None for _ in articles)
        return
    read = [read_article_words(article) for article in articles]
    paragraphs = [words for one in read for words in one.words]
    readings = iter(tag_words(model.tagger, paragraphs, PENALTIES))
    for one in read:
        yield TaggedArticle(one, tuple(islice(readings, len(one.words))), model)


def link_tagged(article: TaggedArticle) -> list[list[Link]]:
    """Return the attributions of each paragraph."""
    tagger, links = article.model.tagger, article.model.links
    return [
        link_runs(words, readings, tagger.model.tags, links)
        for words, readings in zip(article.read.words, article.readings, strict=True)
    ]
