"""The sentences of articles with what a statement is found by: words, names, numbers, doubt."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from variorum.model import Annotated, Article, Block, Span
from variorum.text.inflection import IRREGULAR, Token, find_tokens, lemmatise, read_words

SHORTEST = 4  # words of content of a sentence that can be a statement
CLAUSE = range(7, 36)  # words of a main clause that is a statement
CLEAR = range(8, 36)  # words of a sentence that reads well by itself
LEADS = 2  # sentences of an article that count even if nobody else has them
NEGATIVE = read_words("not no never nobody none nothing neither nor without deny refuse fail")
UNREAL = frozenset(
    map(
        lemmatise,
        read_words(
            "if unless may might could would should urged asked called demanded threatened "
            "planned wanted considered failed tried fear offered proposed expected hoped warned "
            "vowed promised alleged"
        ),
    )
)
# Words of doubt: who doubts does not support the plain assertion.
DOUBTING = frozenset(
    map(
        lemmatise,
        read_words(
            "allegedly reportedly apparently perhaps possibly probably likely maybe supposedly "
            "purportedly seemingly presumably"
        ),
    )
)
# What is put off, or to come, is not done.
PUT_OFF = re.compile(
    r"\b(?:put(?:s|ting)?\s(?:back|off)|call(?:s|ed|ing)?\soff|postpon\w+|delay\w*|avert\w*"
    r"|cancel\w*|scrap(?:s|ped|ping)?|shelv\w+|revers\w+|(?:set|due|expected|scheduled)\sto)\b",
    re.IGNORECASE,
)
# How somebody is who was hurt, beside the word "condition": two of these are two statements.
STATES = frozenset(
    map(lemmatise, read_words("critical serious grave stable fair good guarded unknown"))
)
CONDITION = lemmatise("condition")
QUOTES = '"“”‘«»'
# Where the main clause of a lead ends.
GOES_ON = re.compile(
    r"\s(?=(?:after|amid|because|accusing|following)\s|where\s|in\swhat\s"
    r"|(?<!\bas\s\w{4}\s)(?<!\bsuch\s)(?<!\bwell\s)(?<!\beven\s)(?<!\bjust\s)"
    r"as\s(?!(?:many|much|well|part|a\sresult)\b))"
    r"|,\s(?=(?:saying|who|after|as|while|in (?:an?|what)|according|adding|but|and|amid|with|which|"
    r"where|when|citing|calling|leaving|killing|becoming|officials|police|authorities)\b)"
)
SUBORDINATE = re.compile(
    r"[\"“‘]?(?:When|After|As|While|Despite|In|On|At|If|With|Since|Following|According|Amid|For|By|"
    r"To|Although|Though|Because|Before|During|From|Under|Until|Once)\b"
)
PRONOUN_START = re.compile(
    r"[\"“‘]?(?:he|she|it|they|this|that|these|those|we|i|but|and|so|his|her|their|its|however)\b",
    re.IGNORECASE,
)
ALONE = 15  # sentences that are read of a report that no other shares: its statements are its leads


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it is found by."""

    span: Span
    told: Span  # without a dateline
    headline: bool
    content: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]
    negative: bool
    unreal: frozenset[str]  # words by which something is wished, feared or supposed
    doubting: bool  # "allegedly", "perhaps"
    put_off: bool  # something is told to be put off, or to come
    states: frozenset[str]  # "critical", "stable", of a condition
    whole: bool  # ends as a sentence does, and is no headline
    clear: bool  # whole, of good length, and does not begin with a pronoun
    order: int = 0
    article: int = 0
    place: int = 0  # its number in the article
    attribution: str | None = None
    lead: bool = False
    clause: bool = False  # the main clause of a lead, which stands among the sentences too


def read_sentences(articles: Sequence[Annotated]) -> list[Sentence]:
    """Return the sentences of articles that say something, in order, and leads' main clauses."""
    sentences: list[Sentence] = []
    for number, annotated in enumerate(articles):
        said_by = _find_attributions(annotated)
        leads = 0
        told = annotated.sentences if len(articles) > 1 else annotated.sentences[:ALONE]
        for place, span in enumerate(told):
            if len(articles) == 1 and _count_leads(sentences) >= LEADS:
                break
            block = _find_block(annotated.article.blocks, span)
            spans = [span]
            if block == "body" and leads <= LEADS:
                leads += 1
                spans += _cut_lead(annotated.article.text, _skip_dateline(annotated.article, span))
            for part in spans:
                sentence = _read(annotated.article, part, block)
                if sentence is not None:
                    sentence = replace(
                        sentence,
                        order=len(sentences),
                        article=number,
                        place=place,
                        attribution=said_by.get(place),
                        lead=block == "body" and leads <= LEADS,
                        clause=part is not span,
                    )
                    sentences.append(sentence)
    return sentences


def _count_leads(sentences: Iterable[Sentence]) -> int:
    return sum(not (sentence.headline or sentence.clause) for sentence in sentences)


def _skip_dateline(article: Article, span: Span) -> Span:
    """Return a sentence without the dateline that it begins with."""
    line = article.dateline
    if line is None or not span.start <= line.start < line.end < span.end:
        return span
    return Span(span.article, line.end, span.end)


def _read(article: Article, span: Span, block: str) -> Sentence | None:
    """Return a sentence, or None if it says too little; its place is filled in by the caller."""
    text, told = article.text, _skip_dateline(article, span)
    tokens = find_tokens(text, told.start, told.end)
    content = tuple(token.lemma for token in tokens if token.content)
    if len(content) < SHORTEST:
        return None
    said = text[told.start : told.end].strip()
    ends = said[-1:] in '.!?"”’' or GOES_ON.match(text, span.end) is not None
    whole = ends and not said.lstrip('"“‘')[:1].islower() and block in ("body", "standfirst")
    return Sentence(
        span=span,
        told=told,
        headline=block == "headline",
        content=content,
        names=_names(tokens),
        numbers=frozenset(t.lemma for t in tokens if t.number is not None),
        negative=sum(t.lemma in NEGATIVE for t in tokens) % 2 == 1,
        unreal=frozenset(t.lemma for t in tokens) & UNREAL,
        doubting=any(t.lemma in DOUBTING for t in tokens),
        put_off=PUT_OFF.search(text, told.start, told.end) is not None,
        states=_states(content),
        whole=whole,
        clear=whole and len(tokens) in CLEAR and not PRONOUN_START.match(said),
    )


def _states(content: Sequence[str]) -> frozenset[str]:
    return STATES.intersection(content) if CONDITION in content else frozenset()


def _cut_lead(text: str, span: Span) -> list[Span]:
    """Return the main clause of a lead that goes on: "A ferry sank on Monday, leaving ..."."""
    match = GOES_ON.search(text, span.start, span.end)
    if not match or SUBORDINATE.match(text, span.start):
        return []
    words = text[span.start : match.start()].split()
    verbs = [word for word in words[1:] if word.endswith("ed") or word in IRREGULAR]
    if (
        len(words) not in CLAUSE
        or not verbs
        or any(mark in text[span.start : match.start()] for mark in QUOTES)
    ):
        return []
    return [Span(span.article, span.start, match.start())]


def _find_block(blocks: Sequence[Block], span: Span) -> str:
    for block in blocks:
        if block.start <= span.start < block.end:
            return block.kind
    return ""


def _names(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(t.lemma for t in tokens if t.capital and not t.opens and t.content)


def _find_attributions(annotated: Annotated) -> dict[int, str]:
    """Return, for the sentences that stand mostly in one attribution, its id by their number."""
    starts = [span.start for span in annotated.sentences]
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    for attribution in annotated.attributions:
        for content in attribution.content:
            place = max(0, bisect_right(starts, content.start) - 1)
            while place < len(starts) and starts[place] < content.end:
                inside[place][attribution.id] += measure_overlap(
                    annotated.sentences[place], (content,)
                )
                place += 1
    found = {}
    for place, counts in inside.items():
        span = annotated.sentences[place]
        best, length = counts.most_common(1)[0]
        if length * 2 > span.end - span.start:
            found[place] = best
    return found


def measure_overlap(span: Span, others: Sequence[Span]) -> int:
    """Return how many characters of `span` stand in the others."""
    return sum(max(0, min(o.end, span.end) - max(o.start, span.start)) for o in others)
