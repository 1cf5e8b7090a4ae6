"""Which articles of a story come back to it later: the arrest, the trial, the verdict.

By time alone: whatever is certainly published LATER days or more after the story's first report is
a follow-up, unless it only holds that report's text again. An article without a date is none, as
far as one can tell. The headline's or lead's word for the step that brought the story back is
named where there is one.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from variorum.group.likeness import measure_text
from variorum.group.profiles import LEAD_CHARACTERS, Profile, describe
from variorum.model import Article, FollowUp, Span
from variorum.text.clock import Interval, read_interval

LATER = timedelta(days=7)
REPEATED = 0.4  # of the runs of words of the shorter article: it only runs the report again
STEP = re.compile(
    r"\b(?:re-?)?(?:arrest(?:s|ed)?|charg(?:es|ed)|indict(?:s|ed|ment)|arraign(?:s|ed|ment)"
    r"|plead(?:s|ed)|pled|extradit(?:es|ed|ion)|trials?|testif(?:y|ies|ied)|testimony|jur(?:y|ors)"
    r"|verdicts?|convict(?:s|ed|ion)|acquit(?:s|ted|tal)|guilty|sentenc(?:es|ed|ing)|appeals?"
    r"|paroled?|lawsuits?|su(?:es|ed)|settle(?:s|d|ment)|inquest|inquiry|autopsy|coroner"
    r"|funerals?|buried|memorials?|vigils?|anniversary|reopen(?:s|ed|ing)?|rebuil(?:ds?|t|ding))\b",
    re.IGNORECASE,
)


def find_follow_ups(articles: Sequence[Article]) -> list[FollowUp]:
    """Return the follow-ups among the articles of one story, in their order."""
    dated = [(one, when) for one in articles if (when := _read_time(one)) is not None]
    if not dated:
        return []
    first, begin = min(dated, key=lambda pair: (pair[1].latest, pair[0].id))
    late = [
        (one, (when.earliest - begin.latest).days)
        for one, when in dated
        if when.earliest - begin.latest >= LATER
    ]
    if not late:
        return []
    early = [describe(one) for one, when in dated if when.earliest - begin.latest < LATER]
    return [
        _explain(article, days, first)
        for article, days in late
        if not _repeats(describe(article), early)
    ]


def _read_time(article: Article) -> Interval | None:
    return read_interval(article.published) or read_interval(article.updated)


def _repeats(profile: Profile, early: Sequence[Profile]) -> bool:
    return bool((measure_text(profile, early) >= REPEATED).any())


def _explain(article: Article, days: int, first: Article) -> FollowUp:
    """Return the follow-up with its reason; `days` are certain, a date being a whole day long."""
    because = f"published at least {days} days after the first report"
    if first.outlet:
        because += f" ({first.outlet})"
    body = next((block for block in article.blocks if block.kind == "body"), None)
    title = STEP.search(article.title or "")
    if title:
        return FollowUp(article.id, days, f"{because}; its headline says “{title[0]}”")
    if body is not None:
        lead = STEP.search(article.text, body.start, body.start + LEAD_CHARACTERS)
        if lead:
            span = Span(article.id, *lead.span())
            return FollowUp(article.id, days, f"{because}; it tells of “{lead[0]}”", span)
    return FollowUp(article.id, days, because)
