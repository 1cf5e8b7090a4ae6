"""Scores and votes: "3-1" in one report, "3-2" in another, of one match or one division."""

import re
from collections.abc import Iterator, Sequence

from variorum.annotate.calendar import WEEKDAYS
from variorum.compare.claims import Claim, compare_claims
from variorum.compare.frames import cut_clauses
from variorum.compare.order import days_apart
from variorum.compare.periods import find_periods
from variorum.model import Annotated, Conflict, Span
from variorum.text.inflection import Token
from variorum.text.numbers import SMALL

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(word for word, value in SMALL.items() if value <= 20)})"
TALLY = re.compile(
    rf"(?<![\w$£€.,:/-])(?P<one>{_NUMBER})(?:\s?[-–—]\s?|-to-|\s(?:votes\s)?(?:to|against)\s)(?P<other>{_NUMBER})(?![\w%-]|[.,:]\d)",
    re.IGNORECASE,
)
VOTED = re.compile(r"\b(?:vot(?:e|es|ed|ing)|ballots?|ruled|ruling|in\sfavou?r)\b", re.IGNORECASE)
PLAYED = re.compile(
    r"\b(?:beat(?:en)?|beats|def(?:eat|eats|eated)|w[io]n|wins|winning|los[et]|loss|losing|victory|victories"
    r"|drew|draw|draws|thrash(?:ed)?|score|scoreline|triumph|match|game|final)\b",
    re.IGNORECASE,
)
# How it stood for a time, or in a part; another count than that of the end.
PARTLY = re.compile(
    r"\b(?:half-?\s?time|lead|led|leading|ahead|up|down|trail(?:ed|ing)?|aggregate|penalt(?:y|ies)|shoot-?out"
    r"|sets?|record|first\sleg|quarter|equalis(?:ed|er)|years?|year-old|aged|ages|per\s?cent|percent|hours?|days?"
    r"|weeks?|months?|minutes?|miles?|times|degrees|last|previous|earlier|season|committee)\b",
    re.IGNORECASE,
)
NEAR = 40  # characters around a score in which such a word stands
SHARED = 2  # content words of the two clauses, names too, days of the week not
SOON = 4  # days: later it may be another match


def compare_tallies(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return where two articles give one match another score, or one vote another division.

    Only where each of the two has one such tally, in clauses that share words, of which one has
    none that the other lacks but those for voting and playing: "to close" is not "to reject".
    """
    return compare_claims(articles, _find_tallies, _judge)


def _judge(one: Claim[tuple[int, ...]], other: Claim[tuple[int, ...]]) -> Conflict | None:
    if (
        one.value == other.value
        or not (one.words <= other.words or other.words <= one.words)
        or len((one.words & other.words) - WEEKDAYS.keys()) < SHARED
        or days_apart(one.article, other.article) > SOON
    ):
        return None
    values = (one.say(), other.say())
    because = f"'{values[0].value}' and '{values[1].value}' for one {one.thing}"
    return Conflict("number", str(one.thing), "conflict", because, values)


def _find_tallies(annotated: Annotated) -> Iterator[Claim[tuple[int, ...]]]:
    """Yield the votes and the scores in text order, the smaller number first: sides change."""
    article, text = annotated.article, annotated.article.text
    for sentence in annotated.sentences:
        tallies = list(TALLY.finditer(text, sentence.start, sentence.end))
        voted = tallies and VOTED.search(text, sentence.start, sentence.end)
        if not tallies or not (voted or PLAYED.search(text, sentence.start, sentence.end)):
            continue
        if any(period.isdigit() for period in find_periods(article, sentence)):
            continue  # of another year
        clauses = cut_clauses(text, sentence)
        for match in tallies:
            start = max(sentence.start, match.start() - NEAR)
            if PARTLY.search(text, start, min(sentence.end, match.end() + NEAR)):
                continue
            numbers = tuple(sorted((_value(match["one"]), _value(match["other"]))))
            span = Span(article.id, *match.span())
            words = _list_words(clauses, match.start())
            yield Claim(article, "vote" if voted else "score", numbers, span, words)


def _list_words(clauses: Sequence[Sequence[Token]], at: int) -> frozenset[str]:
    """Return what a place's clause says of a vote or match: no numbers, no adverbs of manner."""
    clause: Sequence[Token] = next((c for c in clauses if c and c[-1].end > at), ())
    return frozenset(
        token.lemma
        for token in clause
        if token.content and token.number is None
        if token.capital or not token.key.endswith("ly")
        if not (VOTED.fullmatch(token.key) or PLAYED.fullmatch(token.key))
    )


def _value(word: str) -> int:
    return int(word) if word.isdigit() else SMALL[word.lower()]
