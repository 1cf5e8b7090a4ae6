"""A reading laid out for comparison: its words, which are quoted, and what stands around it."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.model import Annotated, Reading, Span
from variorum.text.inflection import GRAMMAR, STOP, Token, find_tokens, lemmatise, read_words
from variorum.text.synonyms import are_synonyms

ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]|\(\s*…\s*\)")
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s")
NAME_PARTS = (re.compile(r"\w[\w.'-]*"), re.compile(r"\w[\w.']*"))
TRANSLATED = re.compile(
    r"\btranslat(?:ed|ion|or)\b|\binterpreter\b|\bspeaking in [A-Z]|"
    r"\btold .{0,40} in [A-Z][a-z]+(?:ian|ese|ish|ic|ew)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one reading, in order, with what is known of each.

    `quoted`, `bracketed`, `named`: one flag a word. `before[k]` are the characters between word
    k - 1 and word k, `before[0]` and the last one those at the reading's ends. `around`: lemmas of
    the sentences that it stands in, outside the reading. `names`: the proper names that the
    article has anywhere.
    """

    article: str
    attribution: str
    direct: bool
    tokens: tuple[Token, ...]
    quoted: tuple[bool, ...]
    bracketed: tuple[bool, ...]
    named: tuple[bool, ...]
    before: tuple[str, ...]
    around: frozenset[str]
    translated: bool
    names: tuple[str, ...]
    text: str = field(repr=False)
    language: str | None = None  # ISO 639-1, where it is known

    def span(self, start: int, end: int) -> Span | None:
        """Return where words `[start, end)` stand; None if there are none."""
        if start >= end:
            return None
        return Span(self.article, self.tokens[start].start, self.tokens[end - 1].end)

    def with_names(self, names: AbstractSet[str]) -> "Wording":
        """Return the same wording with every capitalised word of `names` (lemmas) a name."""
        named = tuple(
            known or (token.capital and token.lemma in names)
            for token, known in zip(self.tokens, self.named, strict=True)
        )
        return replace(self, named=named)

    def name_sets(self) -> list[frozenset[str]]:
        """Return the lemmas of each name of the article; of "Lee-Cole" both parts and the whole."""
        return [
            frozenset(
                lemmatise(part)
                for pattern in NAME_PARTS
                for part in pattern.findall(name.casefold().replace("’", "'"))
            )
            for name in self.names
        ]

    def cut(self, start: int, end: int) -> str:
        """Return words `[start, end)` as they stand."""
        span = self.span(start, end)
        return " ".join(self.text[span.start : span.end].split()) if span else ""

    def pick(self, indices: Sequence[int]) -> str:
        """Return some words as they stand, "…" where others stand between them."""
        picked: list[str] = []
        for last, index in pairwise((-1, *indices)):
            token = self.tokens[index]
            if last >= 0 and token.start == self.tokens[last].start:
                continue  # the second half of "don't"
            if last >= 0 and index > last + 1:
                picked.append("…")
            picked.append(self.text[token.start : token.end])
        return " ".join(" ".join(picked).split())

    def has_gap(self, start: int, end: int) -> bool:
        """Return whether an ellipsis stands before any of the words `[start, end]`."""
        return any(ELLIPSIS.search(gap) for gap in self.before[start : end + 1])

    def ends_sentence(self, index: int) -> bool:
        """Return whether a sentence ends between word `index` - 1 and word `index`."""
        return 0 < index < len(self.tokens) and bool(SENTENCE_END.search(self.before[index]))


def lay_out(reading: Reading, annotated: Annotated) -> Wording:
    """Lay a reading out for comparison; spans outside the article's text are left out."""
    article = annotated.article
    text = article.text
    spans = [s for s in reading.spans if 0 <= s.start < s.end <= len(text)]
    tokens = [token for span in spans for token in find_tokens(text, span.start, span.end)]
    quoted = _mark_quoted(text, spans, tokens)
    kind = next((a.kind for a in annotated.attributions if a.id == reading.attribution), "indirect")
    if kind == "direct":
        quoted = [True] * len(tokens)
    direct = sum(quoted) * 2 > len(tokens)
    before = _cut_between(text, spans, tokens)
    return Wording(
        article=reading.article,
        attribution=reading.attribution,
        direct=direct,
        tokens=tuple(tokens),
        quoted=tuple(quoted),
        bracketed=tuple(_mark_bracketed(text, tokens)),
        named=tuple(_mark_named(annotated, tokens)),
        before=tuple(before),
        around=_look_around(annotated, spans),
        translated=bool(TRANSLATED.search(text, article.start, article.end)),
        names=_list_names(annotated),
        text=text,
        language=article.language,
    )


def _cut_between(text: str, spans: Sequence[Span], tokens: Sequence[Token]) -> list[str]:
    if not tokens:
        return [""]
    cuts = [text[spans[0].start : tokens[0].start]]
    ends = [span.end for span in spans]
    for left, right in pairwise(tokens):
        broken = [end for end in ends if left.end <= end <= right.start]
        cuts.append(text[left.end : broken[0]] + " " if broken else text[left.end : right.start])
    cuts.append(text[tokens[-1].end : max(tokens[-1].end, spans[-1].end)])
    return cuts


def _mark_quoted(text: str, spans: Sequence[Span], tokens: Sequence[Token]) -> list[bool]:
    """Say of each word whether it stands in quotation marks, read from its paragraph's start."""
    if not tokens:
        return []
    start = text.rfind("\n", 0, spans[0].start) + 1
    end = text.find("\n", spans[-1].end)
    paragraphs = split_paragraphs(text, start, len(text) if end < 0 else end)
    runs = [(quote.start, quote.end) for quote in find_quotes(text, paragraphs)]
    return [any(left <= token.start < right for left, right in runs) for token in tokens]


def _mark_bracketed(text: str, tokens: Sequence[Token]) -> list[bool]:
    flags = []
    for token in tokens:
        opening = text.rfind("[", max(0, token.start - 60), token.start)
        closing = text.rfind("]", max(0, token.start - 60), token.start)
        flags.append(opening > closing and "]" in text[token.end : token.end + 60])
    return flags


def _mark_named(annotated: Annotated, tokens: Sequence[Token]) -> list[bool]:
    """Say of each word whether it belongs to a proper name."""
    named = {
        start
        for mention in annotated.mentions
        if tokens and mention.span.end > tokens[0].start and mention.span.start < tokens[-1].end
        for start in range(mention.span.start, mention.span.end)
    }
    within = {token.lemma for token in tokens if token.capital and not token.opens}
    return [
        token.capital
        and len(token.key) > 1
        and (token.content or token.lemma == "usa")
        and (token.start in named or not token.opens or token.lemma in within)
        for token in tokens
    ]


def _list_names(annotated: Annotated) -> tuple[str, ...]:
    text = annotated.article.text
    return tuple({text[m.span.start : m.span.end]: None for m in annotated.mentions})


def _look_around(annotated: Annotated, spans: Sequence[Span]) -> frozenset[str]:
    text = annotated.article.text
    lemmas = []
    for sentence in annotated.sentences:
        inside = [s for s in spans if s.start < sentence.end and sentence.start < s.end]
        if inside:
            first, last = inside[0].start, inside[-1].end
            lemmas += find_tokens(text, sentence.start, max(sentence.start, first))
            lemmas += find_tokens(text, min(last, sentence.end), sentence.end)
            for left, right in pairwise(inside):
                lemmas += find_tokens(text, left.end, max(left.end, right.start))
    return frozenset(token.lemma for token in lemmas)


PRONOUNS = read_words("i you he she it we they")
POSSESSIVES = read_words("my your his its our their")
MODALS = read_words("will would shall should can could may might must")


def is_like(left: Token, right: Token) -> float:
    """Return how alike two unlike words are, so that they are set against each other (0..1)."""
    return _compare_lemmas(left.lemma, right.lemma)


@lru_cache(maxsize=100_000)
def _compare_lemmas(one: str, other: str) -> float:
    if one[:1] == other[:1] == "#":
        return 0.5  # two numbers
    for group in (PRONOUNS, POSSESSIVES, MODALS):
        if one in group and other in group:
            return 0.4
    if one not in GRAMMAR and other not in GRAMMAR and are_synonyms(one, other):
        return 0.6
    rooted = one[:4] == other[:4] and min(len(one), len(other)) > 4
    return 0.4 if rooted and one not in STOP and other not in STOP else 0.0


def lemma_set(words: str) -> frozenset[str]:
    """Return the lemmas of words in one string.

    >>> sorted(lemma_set("maybe nearly"))
    ['mayb', 'nearly']
    """
    return frozenset(lemmatise(word) for word in words.split())
