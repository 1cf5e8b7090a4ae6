"""A draft's numbers and dates, against those that the sources give for the same thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.check.places import Sources, find_places
from variorum.compare.agreement import content_words, stem
from variorum.model import Annotated, CheckItem, CheckVerdict, Dated, Figure, Span
from variorum.text.inflection import find_tokens

CONTEXT = 0.3  # of a sentence's other words that a source's sentence on the same thing has
ROUGH = 0.025  # two numbers closer than this are one, written with unequal care
ROUNDED = 0.1  # the same where one of them is given as rough
TOLLS = frozenset({"killed", "injured", "missing", "arrested", "shot"})  # of the event itself
SHARED, LEAST = 0.4, 2  # words that two clauses about one event have in common
CLOSE = 0.8  # of the most words in common: as likely the same event
CITED = 5  # places shown for a value
BOUNDS = ("at least", "at most", "up to", "more than", "less than", "fewer than", "over", "under")

Judged = tuple[CheckVerdict, str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Given:
    """A number that a source gives, in its words."""

    figure: Figure
    words: str


def check_numbers(draft: Annotated, sources: Sources) -> list[CheckItem]:
    """Return an item for each number of the draft, in text order."""
    every = [
        Given(figure, " ".join(one.article.cut(figure.span).split()))
        for one in sources.articles.values()
        for figure in one.figures
    ]
    items = []
    for figure in draft.figures:
        verdict, because, cited = _judge_number(draft, figure, every, sources)
        items.append(CheckItem(figure.span, "number", verdict, because, cited[:CITED]))
    return items


def _judge_number(
    draft: Annotated, figure: Figure, every: Sequence[Given], sources: Sources
) -> Judged:
    same = [
        given
        for given in every
        if given.figure.unit == figure.unit and stem(given.figure.quantity) == stem(figure.quantity)
    ]
    around = _find_around(draft, figure, sources)
    near = [
        given
        for given in same
        if figure.quantity in TOLLS or any(_holds(span, given.figure.span) for span in around)
    ]
    equal = [given for given in same if _is_equal(given.figure, figure)]
    best = [given for given in equal if given in near] or equal
    if best:
        other = [given for given in near if given not in best and not _agrees(given, figure)]
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
    stray = [given for given in every if _is_equal(given.figure, figure)]
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
    return (one.low, one.high, one.approximate) == (other.low, other.high, other.approximate)


def _compare(ours: Figure, theirs: Figure) -> tuple[CheckVerdict, str]:
    """Return whether two unlike numbers may be one, written otherwise."""
    high, other = ours.high or float("inf"), theirs.high or float("inf")
    if ours.low == theirs.low and ours.high == theirs.high:
        return "changed-harmless", "exact in one, about in the other"
    if abs(ours.low - theirs.low) <= ROUGH * max(abs(ours.low), abs(theirs.low)) and (
        ours.high is not None and theirs.high is not None
    ):
        return "changed-harmless", "rounded"
    rough = ours.approximate or theirs.approximate
    if rough and abs(ours.low - theirs.low) <= ROUNDED * max(abs(ours.low), abs(theirs.low)):
        return "changed-harmless", "rounded"
    if ours.low <= other and theirs.low <= high:
        return "changed-meaning", "a bound was dropped, added or moved"
    return "contradicted", "another number"


def check_dates(
    draft: Annotated, dates: Sequence[Dated], sources: Sources, assumed: str | None = None
) -> list[CheckItem]:
    """Return an item for each date of the draft, in text order.

    assumed: the day that the draft's relative dates were read from, if it has none itself.
    """
    theirs = [
        (dated, content_words(one.article.text, dated.span))
        for one in sources.articles.values()
        for dated in one.dates
    ]
    note = f" (the draft read as of {assumed})" if assumed else ""
    items = []
    for dated in dates:
        words = content_words(draft.article.text, dated.span)
        verdict, because, cited = _judge_date(dated, words, theirs)
        items.append(CheckItem(dated.when, "date", verdict, because + note, cited[:CITED]))
    return items


def _judge_date(
    ours: Dated, words: frozenset[str], theirs: Sequence[tuple[Dated, frozenset[str]]]
) -> Judged:
    shared = [
        (len(words & others), len(others), dated)
        for dated, others in theirs
        if len(words & others) >= max(LEAST, SHARED * min(len(words), len(others)))
    ]
    most = max((count for count, _, _ in shared), default=0)
    alike = [dated for count, _, dated in shared if count >= CLOSE * most]
    sure = any(count >= SHARED * max(len(words), size) for count, size, _ in shared)
    fine = [dated for dated in alike if len(dated.date) >= len(ours.date[:10])]
    agree = [dated for dated in fine if _is_one_date(ours.date, dated.date)]
    if agree:
        return "right", f"the sources give {agree[0].date}", tuple(one.when for one in agree)
    if fine:
        given = " and ".join(dict.fromkeys(one.date for one in fine[:3]))
        because = f"{ours.date} in the draft, {given} in the sources"
        verdict: CheckVerdict = "contradicted"
        if ours.planned or any(one.planned for one in fine):
            verdict, because = "unsure", because + ", of something that was to come"
        elif not sure:
            verdict, because = "unsure", because + ", perhaps of something else"
        return verdict, because, tuple(one.when for one in fine)
    if alike:
        because = f"the sources say no more than {alike[0].date}"
        return "unsure", because, tuple(one.when for one in alike)
    stray = [dated for dated, _ in theirs if _is_one_date(ours.date, dated.date)]
    if stray:
        return "unsure", "the sources have this date of something else", (stray[0].when,)
    return "not found", f"no source gives {ours.date}", ()


def _is_one_date(one: str, other: str) -> bool:
    """Whether two ISO dates agree as far as both are precise."""
    shortest = min(len(one), len(other))
    return one[:shortest] == other[:shortest]
