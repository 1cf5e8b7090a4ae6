"""What a figure is of: the thing measured, whose it is, when, who says so, and how it is meant."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.compare import measured_words as words
from variorum.compare.measuring import find_measure, name_qualified
from variorum.compare.order import names_change
from variorum.compare.ordinals import find_ordinals
from variorum.compare.periods import find_periods
from variorum.compare.units import Amount, read_amount
from variorum.model import Annotated, Article, Figure, Span
from variorum.text.inflection import Token, find_tokens, read_words
from variorum.text.numbers import SMALL

NEAR = 8  # words on either side of a figure, within its clause, that may say what it is of
FAR_MORE = re.compile(r"\b(?:far|much|even|slightly|significantly)\s$")  # "more than 12 in May"
BACK = 2  # clauses before its own that may name the thing
BREAK = re.compile(r"[,;:()—–“”\"](?!\d)|\s-\s")
# Words that begin another clause.
OPENING = read_words(
    "and but while whereas although though after before because which who where when whose as"
)
SCOPING = frozenset({"in", "among", "for"})
RELATIVE = frozenset({"which", "who", "whose", "where"})
OLDER = frozenset({"from", "than", "against", "versus"})
MOVING = words.GOING_UP | words.GOING_DOWN | frozenset({"up", "down"})
AFTER = frozenset(
    {"after", "before", "since"}
)  # "after 12 in May", not "after its loss grew to 12"
BEFORE = 5  # words at most between such a word and the number
JUST = 3  # words next to the number
ELECTION = re.compile(r"\b(?:election|referendum|polls|ballot)", re.IGNORECASE)
POINTER = frozenset({"it", "they", "he", "she", "its", "their"})
PLACING = frozenset({"in", "at", "near", "from", "on", "around", "outside"})
DELTA = re.compile(
    r"\s(?:(?:percent|per\scent|%)\s)?(?:more|less|higher|lower|fewer|up|down|above|below)\b"
)
LESS = re.compile(r"\s(?:less|lower|fewer|down|below)\b")
RISE_OF = re.compile(
    r"\b(?:rise|increase|growth|jump|gain|fall|decline|drop|cut|decrease|surge|slump)\s(?:in\s\w+\s)?of\s$"
)
PARTITIVE = re.compile(r"\bof\s(?:the|those|these|them|his|her|its|their)\b(?!\s\d)")
NUMBER = rf"(?:\d[\d,.]*|{'|'.join(SMALL)}|half|third|quarter)"
# "71 of the 169 seats", "one in seven": the second number is the whole.
OUT_OF = re.compile(
    rf"\b{NUMBER}\s(?:out\s)?(?:of|in|in\severy)\s(?:the\s|its\s|about\s|all\s)?$", re.IGNORECASE
)
RANGE = re.compile(
    rf"\bbetween\s[$£€]?$|\bbetween\s[$£€]?{NUMBER}\s?(?:%|per\scent|percent)?\s?(?:and|to)\s[$£€]?$"
)
PARTLY = re.compile(r"\s(?:in|for|at)\s(?:some|many|several|certain|parts|places)\b")


@dataclass(frozen=True, slots=True)
class Frame:
    """One figure of an article with what it is of.

    `measure` is "" where no word for it stands there; `words` are the other telling words of the
    clause, `sentence` those of the sentence, names among them; `owners` the capitalised words
    there, or those that a pronoun stands for. `role` is "level", "rise", "fall" or "change".
    `source` are the words for who says it, in an attribution.
    """

    article: Article
    figure: Figure
    amount: Amount
    measure: str
    words: frozenset[str]
    sentence: frozenset[str]
    owners: frozenset[str]
    role: str
    periods: frozenset[str]
    moods: frozenset[str]
    parts: frozenset[str]
    adding: frozenset[str]
    source: frozenset[str]
    changed: bool
    inherited: bool  # the owners stand in another clause
    beside: frozenset[float]  # the other numbers of the sentence


def find_frames(annotated: Annotated, known: frozenset[str] = frozenset()) -> Iterator[Frame]:
    """Yield the frames of an article's figures, in text order; an older state's are left out.

    `known` are the words of names, in small letters, that any report of the story has.
    """
    known = known or read_names([annotated])
    sentences, at, place = annotated.sentences, 0, None
    figures = sorted([*annotated.figures, *find_ordinals(annotated)], key=lambda one: one.span)
    for figure in figures:
        amount = read_amount(annotated.article, figure)
        if amount is None:
            continue
        while at < len(sentences) - 1 and sentences[at].end <= figure.span.start:
            at += 1
        if not sentences or not sentences[at].start <= figure.span.start < sentences[at].end:
            continue
        if place is None or place.sentence is not sentences[at]:
            place = _read_place(annotated, at, known)
        frame = _frame(annotated, figure, amount, place)
        if frame is not None:
            yield frame


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence with figures: its clauses, the names of the one before it, and all known names."""

    sentence: Span
    clauses: Sequence[Sequence[Token]]
    subject: frozenset[str]
    known: frozenset[str]
    numbers: frozenset[float]
    words: frozenset[str]


def _read_place(annotated: Annotated, at: int, known: frozenset[str]) -> _Place:
    text, sentences = annotated.article.text, annotated.sentences
    earlier = cut_clauses(text, sentences[at - 1]) if at else []
    subject = next((names for one in earlier if (names := _names(one, known))), frozenset())
    clauses = cut_clauses(text, sentences[at])
    tokens = [token for clause in clauses for token in clause]
    numbers = frozenset(token.number for token in tokens if token.number is not None)
    telling = frozenset(t.lemma for t in tokens if t.content and t.number is None) - words.PLAIN
    return _Place(sentences[at], clauses, subject, known, numbers, telling)


def cut_clauses(text: str, sentence: Span) -> list[list[Token]]:
    """Return the words of a sentence, clause by clause."""
    clauses: list[list[Token]] = [[]]
    last = sentence.start
    for token in find_tokens(text, sentence.start, sentence.end):
        if clauses[-1] and (token.key in OPENING or BREAK.search(text, last, token.start)):
            clauses.append([])
        clauses[-1].append(token)
        last = token.end
    return clauses


def _frame(
    annotated: Annotated,
    figure: Figure,
    amount: Amount,
    place: "_Place",
) -> Frame | None:
    """Return what a figure is of; None for a part of others, and for what something was before."""
    text, span = annotated.article.text, figure.span
    own = next((n for n, c in enumerate(place.clauses) if c and c[-1].end > span.start), None)
    before = text[max(place.sentence.start, span.start - 40) : span.start]
    if (
        own is None
        or PARTLY.match(text, span.end)
        or FAR_MORE.search(before)
        or OUT_OF.search(before)
        or RANGE.search(before)
    ):
        return None
    clause = _widen(place.clauses, own) if amount.dimension == "duration" else place.clauses[own]
    left = [t for t in clause if t.end <= span.start]
    right = [t for t in clause if t.start >= span.end]
    counted = any(t.number is not None for c in place.clauses for t in c if t.end <= span.start)
    if PARTITIVE.search(annotated.article.cut(span)) or _is_older(left, amount, second=counted):
        return None
    owners, inherited = _find_owners(left, right, place, own)
    inner = _list_inner(figure, clause)
    around = [*left[-NEAR:], *inner, *right[:NEAR]]
    meant = _list_meant(place, own)
    moods = frozenset(words.MOODS[t.key] for t in meant if t.key in words.MOODS)
    role = _role(amount, left, before, text[span.end : place.sentence.end])
    if amount.dimension == "count people" and any(t.lemma in words.EMPLOYING for t in around):
        amount = replace(amount, dimension="count staff")  # "it employs 400 people"
    measure = ""
    if not amount.dimension.startswith(("count", "duration", "nth")):
        earlier = place.clauses[max(0, own - BACK) : own]
        said, after = annotated.article.cut(span), text[span.end : span.end + 60]
        measure = find_measure(left, right, earlier, said, after, level=role == "level")
    elif amount.dimension.startswith("count") and _is_adjective(text, figure):
        measure = name_qualified(right)
    if amount.dimension == "magnitude":
        measure = "magnitude"
    telling = _find_telling(around, measure)
    if amount.dimension == "share percent" and owners and not measure:
        measure = "vote" * (telling <= words.VOTING and _tells_of_election(annotated.article))
    lemmas = {t.lemma for t in around}
    first, last = min(clause[0].start, span.start), max(clause[-1].end, span.end)
    nearby = max(first, span.start - 60), min(last, span.end + 30)
    return Frame(
        annotated.article,
        figure,
        amount,
        measure,
        telling,
        place.words - {t.lemma for t in find_tokens(text, span.start, span.end)},
        owners,
        "level" if moods & {"want", "offer"} else role,
        find_periods(annotated.article, _cut_period(place, clause)),
        moods,
        _find_scope(place.clauses[0]) or frozenset(lemmas & words.PARTING),
        frozenset(lemmas & words.ADDING),
        _source(annotated, span),
        names_change(text, *nearby),
        inherited,
        place.numbers,
    )


def _cut_period(place: "_Place", clause: Sequence[Token]) -> Span:
    """Return the words that date a number: its sentence; of an aside about the subject, this alone.

    "The firm, which has 900 staff, sold 40 boats last year."
    """
    if clause[0].key not in RELATIVE:
        return place.sentence
    return Span(place.sentence.article, clause[0].start, clause[-1].end)


def _find_scope(clause: Sequence[Token]) -> frozenset[str]:
    """Return what a sentence begins with, if that is a part of all: "In reading", "Among women"."""
    if clause[0].key not in SCOPING:
        return frozenset()
    inner = (t for t in clause[1:5] if t.content and t.number is None and not t.capital)
    first = next((t.lemma for t in inner if t.key not in words.CALENDAR), "")
    return frozenset({first} - words.PLAIN - {""})


def _list_meant(place: "_Place", own: int) -> list[Token]:
    """Return the words that may say how a number is meant: back to a clause with another."""
    meant, last = list(place.clauses[own]), place.clauses[own]
    for clause in reversed(place.clauses[max(0, own - BACK) : own]):
        if last[0].key != "and" and any(token.number is not None for token in clause):
            break
        meant += clause
        last = clause
    return meant


def _widen(clauses: Sequence[Sequence[Token]], own: int) -> Sequence[Token]:
    """Take in what a span of time stands after or before: "a wait | after | two hours"."""
    clause = list(clauses[own])
    if own and clause[0].key in {"after", "before"}:
        clause = [*clauses[own - 1], *clause]
    if own + 1 < len(clauses) and clauses[own + 1][0].key in {"after", "before"}:
        clause += clauses[own + 1]
    return clause


def _find_owners(
    left: Sequence[Token], right: Sequence[Token], place: "_Place", own: int
) -> tuple[frozenset[str], bool]:
    """Return the names that a figure belongs to, and whether another clause has them."""
    owners = _names(left, place.known) or _names(right[:JUST], place.known)
    if owners:
        return owners, False
    clauses = place.clauses
    if left and left[0].key in POINTER:
        owners = _all_names(clauses[:own], place.known) or place.subject
    owners = owners or _all_names(clauses[:own], place.known) or _names(right, place.known)
    return owners, not (own and clauses[0][0].key in PLACING)  # "In Asia, ..."


def _find_telling(around: Sequence[Token], measure: str) -> frozenset[str]:
    """Return the words that say something of a figure beside the names and the measure."""
    return frozenset(
        words.ALIKE.get(t.lemma, t.lemma)
        for t in around
        if t.content and not t.capital and t.lemma not in words.PLAIN and t.number is None
        if not measure or words.MEASURES.get(t.key) != measure
    )


def _list_inner(figure: Figure, clause: Sequence[Token]) -> list[Token]:
    """Return the words between a number and what it counts: "masked" of "four masked men"."""
    inside = [t for t in clause if figure.span.start <= t.start and t.end <= figure.span.end]
    return inside[1:-1] if figure.counts else []


def _tells_of_election(article: Article) -> bool:
    return ELECTION.search(article.text, article.start, article.end) is not None


def _is_adjective(text: str, figure: Figure) -> bool:
    """Whether a count stands before a noun: "a 12-nation deal" has no 12 nations of its own."""
    return figure.counts is not None and text[figure.counts.start - 1] == "-"


def _is_older(left: Sequence[Token], amount: Amount, *, second: bool) -> bool:
    """Whether a number is what something was before: "from 5 per cent", "rose to 15 after 12".

    `second`: another number stands before it; "after eleven fires" alone is no older state.
    """
    if amount.dimension == "duration":
        return False
    near = {token.lemma for token in left[-BEFORE:]}
    counted = amount.dimension.startswith("count")
    if counted and not {token.lemma for token in left} & MOVING:
        near -= {"from"}  # "the runners came from 121 countries"
    return bool(near & OLDER) or (second and any(token.key in AFTER for token in left[-2:]))


def read_names(articles: Iterable[Annotated]) -> frozenset[str]:
    """Return the words of all names of some articles, in small letters."""
    return frozenset(
        token.lemma
        for annotated in articles
        for mention in annotated.mentions
        for token in find_tokens(annotated.article.text, mention.span.start, mention.span.end)
    )


def _names(tokens: Sequence[Token], known: frozenset[str]) -> frozenset[str]:
    """Return the words that are names; the first of a sentence only if it is known for one."""
    return frozenset(
        token.lemma
        for token in tokens
        if token.capital and token.content and token.number is None
        if token.lemma not in words.PLAIN
        and token.key not in words.CALENDAR
        and (not token.opens or token.lemma in known)
    )


def _all_names(clauses: Sequence[Sequence[Token]], known: frozenset[str]) -> frozenset[str]:
    return frozenset[str]().union(*(_names(clause, known) for clause in clauses))


def _role(amount: Amount, left: Sequence[Token], before: str, after: str) -> str:
    """Return whether a figure is a level, or how far something went up or down."""
    last = left[-1].key if left else ""
    lemmas = {t.lemma for t in left}
    turned = lemmas & (words.GOING_UP | words.GOING_DOWN)
    if not (amount.dimension.startswith(("share", "money")) or (last == "by" and turned)):
        return "change" if {t.lemma for t in left[-JUST:]} & words.TAKING else "level"
    moved = turned and last not in {"to", "at", "of"}
    if not (RISE_OF.search(before) or DELTA.match(after) or last == "by" or moved):
        return "level"
    near = {t.lemma for t in left[-4:]} or lemmas
    return "fall" if near & words.GOING_DOWN or LESS.match(after) else "rise"


def _source(annotated: Annotated, span: Span) -> frozenset[str]:
    """Return the words for who is said to say it."""
    for attribution in annotated.attributions:
        if attribution.source and any(part.touches(span) for part in attribution.content):
            return frozenset(
                token.lemma
                for part in attribution.source
                for token in find_tokens(annotated.article.text, part.start, part.end)
                if token.content
            )
    return frozenset()
