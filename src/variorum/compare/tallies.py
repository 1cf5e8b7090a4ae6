"""Scores and votes: "3-1" in one report, "3-2" in another, of one match or one division."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.compare.agreement import content_words
from variorum.compare.order import days_apart
from variorum.compare.periods import find_periods
from variorum.model import Annotated, Article, Conflict, Span, Value
from variorum.text.numbers import SMALL

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(word for word, value in SMALL.items() if value <= 20)})"
TALLY = re.compile(
    rf"(?<![\w$£€.,:/-])(?P<one>{_NUMBER})(?:\s?[-–—]\s?|\s(?:votes\s)?(?:to|against)\s)(?P<other>{_NUMBER})(?![\w%-]|[.,:]\d)",
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
SHARED = 2  # content words of the two sentences, names too
SOON = 4  # days: later it may be another match


@dataclass(frozen=True, slots=True)
class _Tally:
    article: Article
    numbers: tuple[int, int]  # the smaller first: who is named first differs
    span: Span
    words: frozenset[str]


def compare_tallies(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return where two articles give one match another score, or one vote another division.

    Only where each of the two has one such tally, in sentences that share words.
    """
    found = []
    for kind, about in ((VOTED, "vote"), (PLAYED, "score")):
        tallies = [tally for one in articles if (tally := _only_tally(one, kind))]
        for one, other in combinations(tallies[:40], 2):
            if (
                one.numbers != other.numbers
                and len(one.words & other.words) >= SHARED
                and days_apart(one.article, other.article) <= SOON
            ):
                values = tuple(Value(t.article.cut(t.span), t.span) for t in (one, other))
                because = f"'{values[0].value}' and '{values[1].value}' for one {about}"
                found.append(Conflict("number", about, "conflict", because, values))
                break
    return found


def _only_tally(annotated: Annotated, kind: re.Pattern[str]) -> _Tally | None:
    tallies = list(_find_tallies(annotated, kind))
    return tallies[0] if tallies and len({tally.numbers for tally in tallies}) == 1 else None


def _find_tallies(annotated: Annotated, kind: re.Pattern[str]) -> Iterator[_Tally]:
    text = annotated.article.text
    for sentence in annotated.sentences:
        for match in TALLY.finditer(text, sentence.start, sentence.end):
            if not kind.search(text, sentence.start, sentence.end):
                break
            if (kind is PLAYED) == bool(VOTED.search(text, sentence.start, sentence.end)):
                break
            if any(period.isdigit() for period in find_periods(annotated.article, sentence)):
                break  # of another year
            start = max(sentence.start, match.start() - NEAR)
            if PARTLY.search(text, start, min(sentence.end, match.end() + NEAR)):
                continue
            low, high = sorted((_value(match["one"]), _value(match["other"])))
            span = Span(annotated.article.id, *match.span())
            words = content_words(text, sentence) - content_words(text, span)
            yield _Tally(annotated.article, (low, high), span, words)


def _value(word: str) -> int:
    return int(word) if word.isdigit() else SMALL[word.lower()]
