"""Weekdays of a draft that no date was read from, as in "would not say Monday whether he goes".

What did not happen then, or may not have, has no place on a timeline; but a sentence of the sources
that says the same has the same weekday, or the draft is wrong.
"""

from collections.abc import Sequence

from variorum.annotate.calendar import WEEKDAYS
from variorum.check.places import Sources
from variorum.check.slots import find_twins
from variorum.model import Annotated, CheckItem, Dated, Span
from variorum.text.inflection import Token, find_tokens

DAYS = frozenset(name for name in WEEKDAYS if name.endswith("day"))  # "Sun" and "Wed" are words


def check_weekdays(draft: Annotated, dates: Sequence[Dated], sources: Sources) -> list[CheckItem]:
    """Return an item for each lone weekday that is in none of `dates` and has twins to go by."""
    items = []
    for sentence in draft.sentences:
        days = _find_days(find_tokens(draft.article.text, sentence.start, sentence.end))
        if len(days) != 1:
            continue
        ours = Span(draft.article.id, days[0].start, days[0].end)
        if any(one.when.start < ours.end and ours.start < one.when.end for one in dates):
            continue
        item = _judge(draft, sentence, ours, days[0], sources)
        if item is not None:
            items.append(item)
    return items


def _judge(
    draft: Annotated, sentence: Span, ours: Span, day: Token, sources: Sources
) -> CheckItem | None:
    found = []
    for twin in find_twins(draft.article.text, sentence, sources, [ours]):
        theirs = _find_days(twin.place.tokens)
        if len(theirs) == 1:
            span = Span(twin.place.article, theirs[0].start, theirs[0].end)
            found.append((theirs[0].lemma, span))
    if not found:
        return None
    agree = [span for lemma, span in found if lemma == day.lemma]
    if agree:
        return CheckItem(ours, "date", "right", "the sources have this weekday", tuple(agree[:1]))
    given = " and ".join(dict.fromkeys(lemma.capitalize() for lemma, _ in found))
    because = f"{day.lemma.capitalize()} in the draft, {given} in the sources"
    return CheckItem(ours, "date", "contradicted", because, tuple(span for _, span in found))


def _find_days(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.capital and token.lemma in DAYS]
