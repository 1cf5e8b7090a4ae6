"""A draft's numbers, against those that the sources give for the same thing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from variorum.check.places import Sources, find_places
from variorum.check.slots import Twin, find_twins
from variorum.check.verdicts import Judged
from variorum.compare.agreement import stem
from variorum.model import Annotated, CheckItem, CheckVerdict, Figure, Span
from variorum.text.inflection import Token, find_tokens

CONTEXT = 0.3  # of a sentence's other words that a source's sentence on the same thing has
ROUGH = 0.025  # two numbers closer than this are one, written with unequal care
ROUNDED = 0.1  # the same where one of them is given as rough
TOLLS = frozenset({"killed", "injured", "missing", "arrested", "shot"})  # of the event itself
CITED = 5  # places shown for a value
CURRENCY = re.compile(r"[A-Z]{3}")
# A clock, a fraction, a telephone number: no number by itself.
PART = re.compile(r"(?<=[:/]\d)|\d[:/]\d|\d{3}[-.) ]{1,2}\d{4}")
AHEAD = 40  # characters after a number in which the word that it counts stands
AROUND = 6  # characters before and after a number that show what it is a part of

Value = tuple[float, float | None, bool]  # least, most (None: no bound), whether it is rough


@dataclass(frozen=True, slots=True)
class Given:
    """A number that a source gives, in its words."""

    figure: Figure
    words: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The sources' numbers: by what they count and its unit, by value, and by article."""

    of_kind: Mapping[tuple[str | None, str], Sequence[Given]]
    of_value: Mapping[Value, Sequence[Given]]
    of_article: Mapping[str, Sequence[Given]]

    def at(self, place: Span) -> Figure | None:
        """Return the number whose words hold a place."""
        here = self.of_article.get(place.article, ())
        return next((one.figure for one in here if _holds(one.figure.span, place)), None)


def lay_numbers(sources: Sequence[Annotated]) -> Numbers:
    """Prepare the sources' numbers for looking up."""
    kinds: dict[tuple[str | None, str], list[Given]] = {}
    values: dict[Value, list[Given]] = {}
    articles: dict[str, list[Given]] = {}
    for one in sources:
        for figure in one.figures:
            given = Given(figure, " ".join(one.article.cut(figure.span).split()))
            kinds.setdefault(_kind(figure), []).append(given)
            values.setdefault(_value(figure), []).append(given)
            articles.setdefault(one.article.id, []).append(given)
    return Numbers(kinds, values, articles)


def _kind(figure: Figure) -> tuple[str | None, str]:
    return figure.unit, stem(figure.quantity)


def _value(figure: Figure) -> Value:
    return figure.low, figure.high, figure.approximate


def check_numbers(draft: Annotated, sources: Sources, every: Numbers) -> list[CheckItem]:
    """Return an item for each number of the draft, in text order; years and dates are none."""
    dated = [one.when for one in draft.dates]
    items = []
    for sentence in draft.sentences:
        tokens = [
            token
            for token in find_tokens(draft.article.text, sentence.start, sentence.end)
            if token.number is not None
        ]
        figures = [figure for figure in draft.figures if _holds(sentence, figure.span)]
        if not tokens and not figures:
            continue
        twins = find_twins(draft.article.text, sentence, sources, ())
        for figure in figures:
            own = [t for t in tokens if figure.span.start <= t.start < figure.span.end]
            judged = _judge_slots(figure, own, twins, every, sources)
            judged = judged or _judge_phrase(draft, figure, own, every, sources)
            if judged is None or judged[0] != "right":
                other = _judge_number(draft, figure, every, sources, twin=judged is not None)
                judged = other if judged is None or other[0] == "right" else judged
            items.append(CheckItem(figure.span, "number", judged[0], judged[1], judged[2][:CITED]))
        covered = [*(figure.span for figure in figures), *dated]
        bare = [t for t in tokens if not any(s.start <= t.start < s.end for s in covered)]
        items += _check_bare(draft, bare, twins, every, sources)
    return sorted(_drop_around(items), key=lambda item: item.span)


def _drop_around(items: Sequence[CheckItem]) -> list[CheckItem]:
    """Leave out a right number that holds one contradicted: in "three of 17 tanks" it is 17."""
    wrong = [one.span for one in items if one.verdict == "contradicted"]
    return [
        one
        for one in items
        if one.verdict != "right" or not any(_holds(one.span, span) for span in wrong)
    ]


def _check_bare(
    draft: Annotated,
    tokens: Sequence[Token],
    twins: Sequence[Twin],
    every: Numbers,
    sources: Sources,
) -> list[CheckItem]:
    """Return items for numbers that count nothing known: a score, a name's number, a reading."""
    items = []
    for token in tokens:
        around = draft.article.text[max(0, token.start - AROUND) : token.end + AROUND]
        if PART.search(around):
            continue
        judged = _judge_slots(None, [token], twins, every, sources)
        if judged is None and token.lemma in sources.index:
            judged = "unsure", "the sources have this number, perhaps of something else", ()
        verdict, because, cited = judged or ("not found", "no source gives this number", ())
        span = Span(draft.article.id, token.start, token.end)
        items.append(CheckItem(span, "number", verdict, because, cited[:CITED]))
    return items


def _judge_slots(
    figure: Figure | None,
    tokens: Sequence[Token],
    twins: Sequence[Twin],
    every: Numbers,
    sources: Sources,
) -> Judged | None:
    """Return what the twins of the sentence have in the place of a number; None: nothing."""
    judged: list[Judged] = []
    for twin in twins:
        pairs = [(token, twin.slots[token.start]) for token in tokens if token.start in twin.slots]
        if len(pairs) < len(tokens) or not pairs:
            continue
        there = Span(twin.place.article, pairs[0][1].start, pairs[-1][1].end)
        given = every.at(there)
        verdict, because = _judge_pairs(figure, given, pairs)
        words = sources.articles[there.article].article.cut(given.span if given else there)
        span = given.span if given else there
        judged.append((verdict, f"{because}: the source has “{' '.join(words.split())}”", (span,)))
    if not judged:
        return None
    for wanted in ("right", "changed-harmless"):
        agree = [one for one in judged if one[0] == wanted]
        if agree:
            because = "the sources give the same number" if wanted == "right" else agree[0][1]
            return agree[0][0], because, tuple(dict.fromkeys(s for one in agree for s in one[2]))
    return judged[0]


def _judge_phrase(
    draft: Annotated,
    figure: Figure,
    tokens: Sequence[Token],
    every: Numbers,
    sources: Sources,
) -> Judged | None:
    """Return where a sentence on the same thing has the number before the same word, or None."""
    if len(tokens) != 1:
        return None
    after = find_tokens(draft.article.text, tokens[0].end, tokens[0].end + AHEAD)
    counted = next((token.lemma for token in after if token.content), None)
    if counted is None:
        return None
    for span in _find_around(draft, figure, sources):
        source = sources.articles[span.article]
        there = find_tokens(source.article.text, span.start, span.end)
        for one, beyond in pairwise(token for token in there if token.content or token.number):
            if one.lemma == tokens[0].lemma and beyond.lemma == counted:
                place = Span(span.article, one.start, beyond.end)
                given = every.at(place)
                verdict, because = _judge_pairs(figure, given, [(tokens[0], one)])
                if given is not None:
                    place = given.span
                words = " ".join(source.article.cut(place).split())
                return verdict, f"{because}: the source has “{words}”", (place,)
    return None


def _judge_pairs(
    ours: Figure | None, theirs: Figure | None, pairs: Sequence[tuple[Token, Token]]
) -> tuple[CheckVerdict, str]:
    """Compare a number with the one in its place, as figures where both are, else by value."""
    same = all(one.lemma == other.lemma for one, other in pairs)
    if ours and theirs:
        units = [unit for unit in (ours.unit, theirs.unit) if unit and CURRENCY.fullmatch(unit)]
        if len(set(units)) > 1:
            return "contradicted", "another currency"
        if ours.unit == theirs.unit and not _is_equal(ours, theirs):
            return _compare(ours, theirs)
    if same:
        return "right", "the same number"
    values = [(one.number or 0.0, other.number or 0.0) for one, other in pairs]
    if all(_is_rounded(one, other) for one, other in values):
        return "changed-harmless", "rounded"
    return "contradicted", "another number"


def _judge_number(
    draft: Annotated, figure: Figure, every: Numbers, sources: Sources, *, twin: bool
) -> Judged:
    """Compare with all figures of the same thing; `twin`: a twin has another number."""
    same = every.of_kind.get(_kind(figure), ())
    around: dict[str, list[Span]] = {}
    for span in _find_around(draft, figure, sources):
        around.setdefault(span.article, []).append(span)
    near = [
        given
        for given in same
        if figure.quantity in TOLLS
        or any(_holds(s, given.figure.span) for s in around.get(given.figure.span.article, ()))
    ]
    best = [given for given in near if _is_equal(given.figure, figure)]
    if not best and not twin:
        best = [given for given in same if _is_equal(given.figure, figure)]
    if best:
        other = [given for given in near if not _agrees(given, figure)]
        said = " and ".join(dict.fromkeys(f"“{given.words}”" for given in other[:3]))
        beside = f"; others give {said}" if said else ""
        return "right", f"the sources give the same number{beside}", _places(best)
    verdicts = [(_compare(figure, given.figure), given) for given in near]
    for wanted in ("changed-harmless", "changed-meaning"):
        agree = [given for (verdict, _), given in verdicts if verdict == wanted]
        if agree:
            reason = next(why for (verdict, why), _ in verdicts if verdict == wanted)
            said = " and ".join(dict.fromkeys(f"“{given.words}”" for given in agree[:2]))
            return wanted, f"{reason}: the source has {said}", _places(agree)
    if near:
        said = " and ".join(dict.fromkeys(f"“{given.words}”" for given in near[:3]))
        return "contradicted", f"the sources give {said}", _places(near)
    stray = every.of_value.get(_value(figure), ())
    if stray:
        because = f"the sources have this number of something else: “{stray[0].words}”"
        return "unsure", because, _places(stray)
    return "not found", "no source gives this number", ()


def _find_around(draft: Annotated, figure: Figure, sources: Sources) -> list[Span]:
    """Return the sources' sentences on what the draft's sentence with the number is about."""
    sentence = next((s for s in draft.sentences if _holds(s, figure.span)), None)
    if sentence is None:
        return []
    tokens = [
        token
        for token in find_tokens(draft.article.text, sentence.start, sentence.end)
        if token.number is None
    ]
    return [
        span
        for place in find_places(tokens, sources, CONTEXT)
        if place.attribution is None
        for span in place.spans
    ]


def _holds(outer: Span, inner: Span) -> bool:
    return outer.article == inner.article and outer.start <= inner.start < outer.end


def _agrees(given: Given, figure: Figure) -> bool:
    return _compare(figure, given.figure)[0] != "contradicted"


def _places(given: Iterable[Given]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(one.figure.span for one in given))


def _is_equal(one: Figure, other: Figure) -> bool:
    return _value(one) == _value(other)


def _compare(ours: Figure, theirs: Figure) -> tuple[CheckVerdict, str]:
    """Return whether two unlike numbers may be one, written otherwise."""
    if ours.low == theirs.low and ours.high == theirs.high:
        return "changed-harmless", "exact in one, about in the other"
    bounds = ((ours.low, theirs.low), (ours.high, theirs.high))
    if all(_is_rounded(one, other) for one, other in bounds):
        return "changed-harmless", "rounded"
    rough = ours.approximate or theirs.approximate
    if rough and all(_is_close(one, other, ROUNDED) for one, other in bounds):
        return "changed-harmless", "rounded"
    if _is_bound(ours) and _is_bound(theirs) and (ours.high is None) == (theirs.high is None):
        return "contradicted", "another bound"
    high, other_high = (float("inf") if one is None else one for one in (ours.high, theirs.high))
    if ours.low <= other_high and theirs.low <= high:
        return "changed-meaning", "a bound was dropped, added or moved"
    return "contradicted", "another number"


def _is_bound(figure: Figure) -> bool:
    """Whether only the least or only the most is given."""
    return figure.high is None or (not figure.low and figure.high > 0)


def _is_rounded(one: float | None, other: float | None) -> bool:
    """Whether two bounds are one, given with unequal care.

    >>> _is_rounded(1203, 1200), _is_rounded(46, 47)
    (True, False)
    """
    if one is None or other is None or one == other:
        return one == other
    return _is_close(one, other, ROUGH) and _count_digits(one) != _count_digits(other)


def _count_digits(number: float) -> int:
    """Return how many digits a number is given with, the zeros at its ends left out."""
    return len(f"{abs(number):.12f}".replace(".", "").strip("0"))


def _is_close(one: float | None, other: float | None, share: float) -> bool:
    """Whether two bounds differ by no more than a share of the larger; None is no bound."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= share * max(abs(one), abs(other))
