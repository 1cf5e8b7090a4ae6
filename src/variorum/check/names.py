"""A draft's names: as the sources have them, misspelt, another person's, or in none of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from variorum.annotate.people import same_first
from variorum.annotate.titles import TITLES
from variorum.model import Annotated, Article, CheckItem, CheckVerdict, NameKind, Span
from variorum.text.normal import fold_word

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
SHORTEST = 5  # letters of a word that can be told from its neighbour
SLIP = {5: 1, 8: 2}  # letters that a slip changes, by the word's length
CITED = 5  # places shown for a name
ACRONYM = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a source: where it stands, what it names, and its words."""

    span: Span
    kind: NameKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The sources' names by each of their words, and every word of their sentences.

    words: an article's words with their places, in text order. at: for a word, each article that
    has it and its numbers in `words`. initials: names of several words by their first letters.
    """

    articles: Mapping[str, Article]
    names: Mapping[str, Sequence[Named]]
    initials: Mapping[str, Sequence[Named]]
    words: Mapping[str, Sequence[tuple[str, int, int]]]
    at: Mapping[str, Mapping[str, Sequence[int]]]


def check_names(draft: Annotated, known: Known) -> list[CheckItem]:
    """Return an item for each proper name of the draft, where it first stands in each spelling."""
    items, seen = [], set()
    for mention in draft.mentions:
        written = draft.article.cut(mention.span)
        words = _fold(written)
        if not words or words in seen:
            continue
        seen.add(words)
        verdict, because, cited = _judge(words, written, mention.kind, known)
        items.append(CheckItem(mention.span, "name", verdict, because, cited[:CITED]))
    return items


def _fold(words: str) -> tuple[str, ...]:
    return tuple(fold_word(word).removesuffix("'s") for word in WORD.findall(words))


def lay_names(sources: Sequence[Annotated]) -> Known:
    """Prepare the sources' names and words for looking up."""
    names: dict[str, list[Named]] = {}
    initials: dict[str, list[Named]] = {}
    words: dict[str, list[tuple[str, int, int]]] = {}
    at: dict[str, dict[str, list[int]]] = {}
    for one in sources:
        for mention in one.mentions:
            written = one.article.cut(mention.span)
            named = Named(mention.span, mention.kind, _fold(written))
            for word in set(named.words):
                names.setdefault(word, []).append(named)
            letters = "".join(word[0] for word in WORD.findall(written) if word[0].isupper())
            initials.setdefault(letters, []).append(named)
        there = words[one.article.id] = _words(one)
        for number, (word, _, _) in enumerate(there):
            at.setdefault(word, {}).setdefault(one.article.id, []).append(number)
    return Known({one.article.id: one.article for one in sources}, names, initials, words, at)


def _words(one: Annotated) -> list[tuple[str, int, int]]:
    """Return the words of an article's sentences with their places."""
    return [
        (fold_word(match[0]).removesuffix("'s"), match.start(), match.end())
        for span in one.sentences
        for match in WORD.finditer(one.article.text, span.start, span.end)
    ]


def _judge(  # noqa: PLR0911 - one way out a verdict
    words: tuple[str, ...], written: str, kind: NameKind, known: Known
) -> tuple[CheckVerdict, str, tuple[Span, ...]]:
    literal = _find_run(words, known)
    if literal:
        return "right", "the sources have this name", literal
    short = _find_short(words, written, known)
    if short:
        full = known.articles[short[0].article].cut(short[0])
        return "right", f"stands for {full}", short
    near = _find_slip(words, known)
    if near:
        because = f"spelt otherwise: the source has “{known.articles[near.article].cut(near)}”"
        return "changed-harmless", because, (near,)
    if kind in {"person", "other"} and len(words) > 1:
        beside = [one for one in known.names.get(words[-1], ()) if _is_full(one, words[-1])]
        alike = [one for one in beside if _share_first(words, one.words)]
        if alike:
            form = known.articles[alike[0].span.article].cut(alike[0].span)
            return "changed-harmless", f"the source has “{form}”", (alike[0].span,)
        if beside:
            forms = dict.fromkeys(known.articles[one.span.article].cut(one.span) for one in beside)
            because = f"the sources know {' or '.join([*forms][:3])}"
            return "contradicted", because, tuple(one.span for one in beside)
    parts = [one.span for word in words for one in known.names.get(word, ())]
    if parts:
        return "unsure", "the sources have a part of this name", tuple(dict.fromkeys(parts))
    return "not found", "no source has this name", ()


def _share_first(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one of the first names may be the same; a title is none.

    Where both have a middle name, the first ones count: “Ruth Ann Roe” is not “Mary Ann Roe”.
    """
    first, second = ([w for w in name[-3:-1] if w not in TITLES] for name in (one, other))
    long = [[w for w in words if len(w) > 1] for words in (first, second)]
    first, second = long if all(long) else (first, second)
    if len(first) > 1 and len(second) > 1:
        return same_first(first[0], second[0])
    return any(same_first(a, b) for a in first for b in second)


def _is_full(one: Named, last: str) -> bool:
    """Whether a source's name is a person's first and last name that ends so."""
    return one.kind == "person" and len(one.words) > 1 and one.words[-1] == last


def _find_run(words: tuple[str, ...], known: Known) -> tuple[Span, ...]:
    """Return where the words stand one after the other, the first place of each article."""
    rarest = min(range(len(words)), key=lambda number: len(known.at.get(words[number], ())))
    found = []
    for article, places in known.at.get(words[rarest], {}).items():
        there = known.words[article]
        for place in places:
            start = place - rarest
            run = there[start : start + len(words)] if start >= 0 else ()
            if tuple(word for word, _, _ in run) == words:
                found.append(Span(article, run[0][1], run[-1][2]))
                break
    return tuple(found)


def _find_short(words: tuple[str, ...], written: str, known: Known) -> tuple[Span, ...]:
    """Return the source's names that these initials stand for, or its initials for this name."""
    letters = written.replace(".", "")
    if ACRONYM.fullmatch(letters):
        every = [one.span for one in known.initials.get(letters, ()) if len(one.words) > 1]
        inside = [
            one.span
            for key, found in known.initials.items()
            if len(letters) > 2 and key.endswith(letters)
            for one in found
        ]
        return tuple(dict.fromkeys(every or inside))
    first = "".join(word[0] for word in WORD.findall(written) if word[0].isupper())
    if len(words) > 1 and len(first) > 1:
        return _find_capitals(first, known)
    return ()


def _find_capitals(letters: str, known: Known) -> tuple[Span, ...]:
    """Return where sources have an acronym in capitals as a name of its own."""
    return tuple(
        one.span
        for one in known.names.get(letters.casefold(), ())
        if known.articles[one.span.article].cut(one.span) == letters
    )


def _find_slip(words: tuple[str, ...], known: Known) -> Span | None:
    """Return a source's name that differs from this one by a slip in one word."""
    beside = (
        [one for word in words for one in known.names.get(word, ())]
        if len(words) > 1
        else [o for word, found in known.names.items() if word[:1] == words[0][:1] for o in found]
    )
    for one in beside:
        if len(one.words) != len(words):
            continue
        unlike = [(a, b) for a, b in zip(words, one.words, strict=True) if a != b]
        if len(unlike) == 1 and _is_slip(*unlike[0]):
            return one.span
    return None


def _is_slip(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    allowed = max((slip for length, slip in SLIP.items() if shortest >= length), default=0)
    return 0 < OSA.distance(one, other) <= allowed
