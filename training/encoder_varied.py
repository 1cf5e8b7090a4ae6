"""Articles that nobody wrote: known ones, in which like words stand for some of the words.

What a teacher says of them shows a student more of what the teacher knows, where articles are few.
"""

import random
from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from training.attributions import read_lexicon
from training.encoder_batches import Paragraph

from variorum.annotate.tag_vocabulary import Lexicon
from variorum.annotate.tagging import shape_of

Key = tuple[str, str, str]  # cluster, tag and shape of letters
RARE = 0.75  # power of a word's count: rare words come more often than they did
EXCHANGED = 0.25  # of the words that have a like one


@dataclass(frozen=True)
class Likes:
    """Words that are like each other, with their counts added up, by cluster, tag and shape."""

    words: Mapping[Key, tuple[str, ...]]
    sums: Mapping[Key, tuple[float, ...]]


def find_likes(articles: Sequence[list[Paragraph]], lexicon: Lexicon) -> Likes:
    """Return which words of some articles are alike."""
    paragraphs = chain.from_iterable(articles)
    counts = Counter(text for paragraph in paragraphs for text in paragraph.words.texts)
    groups: dict[Key, list[str]] = {}
    for word in sorted(counts):
        key = _key_of(word, lexicon)
        if key:
            groups.setdefault(key, []).append(word)
    kept = {key: tuple(words) for key, words in groups.items() if len(words) > 1}
    sums = {
        key: tuple(accumulate(counts[word] ** RARE for word in words))
        for key, words in kept.items()
    }
    return Likes(kept, sums)


def _key_of(word: str, lexicon: Lexicon) -> Key | None:
    low = word.lower()
    cluster = lexicon.clusters.get(low)
    if cluster is None or not word[0].isalnum():
        return None
    return cluster, lexicon.tags.get(low, ""), shape_of(word)


def vary_articles(
    articles: Sequence[list[Paragraph]], seed: int, *, count: int
) -> list[list[Paragraph]]:
    """Return the first articles with some words exchanged, without tags.

    A name that is exchanged has the same one in its place from there on.
    """
    lexicon = read_lexicon()
    likes = find_likes(articles, lexicon)
    rng = random.Random(seed)  # noqa: S311 - no secret
    return [_vary(paragraphs, likes, lexicon, rng) for paragraphs in articles[:count]]


def _vary(
    paragraphs: Sequence[Paragraph],
    likes: Likes,
    lexicon: Lexicon,
    rng: random.Random,
) -> list[Paragraph]:
    names: dict[str, str] = {}
    varied = []
    for paragraph in paragraphs:
        texts = []
        for word in paragraph.words.texts:
            key = _key_of(word, lexicon)
            if (
                key is None
                or key not in likes.words
                or (word not in names and rng.random() >= EXCHANGED)
            ):
                texts.append(word)
                continue
            sums = likes.sums[key]
            like = names.get(word) or likes.words[key][bisect(sums, rng.random() * sums[-1])]
            if word[0].isupper() and word.lower() not in lexicon.cues:
                names[word] = like
            texts.append(like)
        words = replace(paragraph.words, texts=tuple(texts))
        varied.append(Paragraph(words, [], []))
    return varied
