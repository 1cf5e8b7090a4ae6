"""A draft's dates, against those that the sources give for the same thing."""

from collections.abc import Sequence

from variorum.check.places import Sources
from variorum.check.slots import find_twins
from variorum.check.verdicts import Judged
from variorum.compare.agreement import content_words
from variorum.model import Annotated, CheckItem, CheckVerdict, Dated

SHARED, LEAST = 0.4, 2  # words that two clauses about one event have in common
CLOSE = 0.8  # of the most words in common: as likely the same event
CITED = 5  # places shown for a value


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
        if verdict in {"unsure", "not found"}:
            twins = _find_dated_twins(draft, dated, sources)
            verdict, because, cited = _judge_twins(dated, twins) or (verdict, because, cited)
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


def _find_dated_twins(draft: Annotated, dated: Dated, sources: Sources) -> list[list[Dated]]:
    """Return the dates of each sentence that says the same as the one with the draft's date."""
    found = []
    holds = (s for s in draft.sentences if s.start <= dated.when.start < s.end)
    for sentence in holds:
        apart = [one.when for one in draft.dates] + [dated.when]
        for twin in find_twins(draft.article.text, sentence, sources, apart):
            spans = twin.place.spans
            dates = [
                one
                for one in sources.articles[twin.place.article].dates
                if any(span.start <= one.when.start < span.end for span in spans)
            ]
            if dates:
                found.append(dates)
    return found


def _judge_twins(ours: Dated, twins: Sequence[Sequence[Dated]]) -> Judged | None:
    """Return what sentences that say the same have for a date; None: nothing to go by.

    What was to come may have been put off: there a sentence counts that has it as planned, too.
    """
    for dates in twins:
        agree = [one for one in dates if _is_one_date(ours.date, one.date)]
        if agree:
            return "right", f"the sources give {agree[0].date}", (agree[0].when,)
    sure = [dates[0] for dates in twins if len(dates) == 1 and dates[0].planned == ours.planned]
    if not sure:
        return None
    given = " and ".join(dict.fromkeys(one.date for one in sure[:3]))
    because = f"{ours.date} in the draft, {given} in the sources"
    return "contradicted", because, tuple(one.when for one in sure)


def _is_one_date(one: str, other: str) -> bool:
    """Whether two ISO dates agree as far as both are precise."""
    shortest = min(len(one), len(other))
    return one[:shortest] == other[:shortest]
