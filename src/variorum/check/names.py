"""A draft's names: as the sources have them, misspelt, another person's, or in none of them."""

import re
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from variorum.model import Annotated, Article, CheckItem, CheckVerdict, Span
from variorum.text.normal import fold_word

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
SHORTEST = 5  # letters of a word that can be told from its neighbour
SLIP = {5: 1, 8: 2}  # letters that a slip changes, by the word's length
CITED = 5  # places shown for a name

Index = Mapping[str, Sequence[tuple[Span, tuple[str, ...]]]]


def check_names(draft: Annotated, sources: Sequence[Annotated]) -> list[CheckItem]:
    """Return an item for each proper name of the draft, where it first stands in each spelling."""
    index, texts = _index(sources), {one.article.id: _words(one) for one in sources}
    articles = {one.article.id: one.article for one in sources}
    items, seen = [], set()
    for mention in draft.mentions:
        words = _fold(draft.article.cut(mention.span))
        if not words or words in seen:
            continue
        seen.add(words)
        verdict, because, cited = _judge(words, mention.kind, index, texts, articles)
        items.append(CheckItem(mention.span, "name", verdict, because, cited[:CITED]))
    return items


def _fold(words: str) -> tuple[str, ...]:
    return tuple(fold_word(word).removesuffix("'s") for word in WORD.findall(words))


def _index(sources: Sequence[Annotated]) -> Index:
    """Return the sources' names by each of their words."""
    index: dict[str, list[tuple[Span, tuple[str, ...]]]] = {}
    for one in sources:
        for mention in one.mentions:
            words = _fold(one.article.cut(mention.span))
            for word in set(words):
                index.setdefault(word, []).append((mention.span, words))
    return index


def _words(one: Annotated) -> list[tuple[str, int, int]]:
    """Return the words of an article's sentences with their places."""
    return [
        (fold_word(match[0]).removesuffix("'s"), match.start(), match.end())
        for span in one.sentences
        for match in WORD.finditer(one.article.text, span.start, span.end)
    ]


def _judge(
    words: tuple[str, ...],
    kind: str,
    index: Index,
    texts: Mapping[str, Sequence[tuple[str, int, int]]],
    articles: Mapping[str, Article],
) -> tuple[CheckVerdict, str, tuple[Span, ...]]:
    literal = _find_run(words, texts)
    if literal:
        return "right", "the sources have this name", literal
    near = _find_slip(words, index)
    if near:
        because = f"spelt otherwise: the source has “{articles[near.article].cut(near)}”"
        return "changed-harmless", because, (near,)
    if kind == "person" and len(words) > 1:
        others = [(span, theirs) for span, theirs in index.get(words[-1], ()) if len(theirs) > 1]
        whole = [(span, theirs) for span, theirs in others if theirs[-1] == words[-1]]
        if whole and all(theirs[0] != words[0] for _, theirs in whole):
            spans = tuple(span for span, _ in whole)
            forms = dict.fromkeys(articles[span.article].cut(span) for span in spans)
            return "contradicted", f"the sources know {' or '.join([*forms][:3])}", spans
    parts = [span for word in words for span, _ in index.get(word, ())]
    if parts:
        return "unsure", "the sources have a part of this name", tuple(dict.fromkeys(parts))
    return "not found", "no source has this name", ()


def _find_run(
    words: tuple[str, ...], texts: Mapping[str, Sequence[tuple[str, int, int]]]
) -> tuple[Span, ...]:
    """Return where the words stand one after the other, the first place of each article."""
    found = []
    for article, there in texts.items():
        for at, (word, start, _) in enumerate(there):
            if word == words[0] and tuple(w for w, _, _ in there[at : at + len(words)]) == words:
                found.append(Span(article, start, there[at + len(words) - 1][2]))
                break
    return tuple(found)


def _find_slip(words: tuple[str, ...], index: Index) -> Span | None:
    """Return a source's name that differs from this one by a slip in one word."""
    beside = (
        [pair for word in words for pair in index.get(word, ())]
        if len(words) > 1
        else [pair for word, pairs in index.items() if word[:1] == words[0][:1] for pair in pairs]
    )
    for span, theirs in beside:
        if len(theirs) != len(words):
            continue
        unlike = [(a, b) for a, b in zip(words, theirs, strict=True) if a != b]
        if len(unlike) == 1 and _is_slip(*unlike[0]):
            return span
    return None


def _is_slip(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    allowed = max((slip for length, slip in SLIP.items() if shortest >= length), default=0)
    return 0 < OSA.distance(one, other) <= allowed
