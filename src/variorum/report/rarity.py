"""How rare the words of one story's articles are, and what each thing that they tell is worth."""

from collections import Counter
from collections.abc import Mapping

from variorum.group.retelling import find_concepts
from variorum.report.wordings import Page
from variorum.text.frequency import rate_rarity
from variorum.text.inflection import find_tokens

EARLY = 6  # sentences of an article that tell what it is about
USUAL = 0.1  # how rare the most usual word is
LONELY = 0.4  # what a word is worth that one article alone has, against one that all have
TITLED = 0.8  # by which a word is worth more that all headlines have


def weigh_words(
    pages: Mapping[str, Page],
) -> tuple[dict[str, float], dict[str, float], frozenset[str]]:
    """Return how rare each word is, 0..1, what each concept is worth, and which several tell.

    A concept's worth is by the articles that have it, above all near their beginning and in their
    headlines.
    """
    words: set[str] = set()
    homes: Counter[str] = Counter()
    early: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for page in pages.values():
        keys = [page.keys(number) for number in range(len(page.sentences))]
        title = read_title(page.article.title)
        words |= title.union(*keys)
        titled.update(find_concepts(title))
        homes.update(find_concepts(title.union(*keys)))
        early.update(find_concepts(title.union(*keys[:EARLY])))
    count = len(pages)
    lemmas = list(words)
    rare = (max(one, USUAL) for one in rate_rarity(lemmas))
    worths = {}
    for concept, several in homes.items():
        everywhere = (several - 1) / (count - 1) if count > 1 else 1.0
        above = early[concept] / count
        worth = LONELY + everywhere**0.5 * (1 + above) / 2
        worths[concept] = worth * (1 + TITLED * titled[concept] / count)
    shared = frozenset(one for one, several in homes.items() if several > 1 or count == 1)
    return dict(zip(lemmas, rare, strict=True)), worths, shared


def read_title(title: str | None) -> set[str]:
    """Return the lemmas of a headline's words of content."""
    return {token.lemma for token in find_tokens(title or "") if token.content}
