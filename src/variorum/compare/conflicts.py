"""Where the articles of a story disagree, and what is no conflict but an update or a style.

Precision first: two values are compared only if they are of the same thing in the same scope;
what may be an update, another scope or another person is not shown as a conflict.
"""

from collections.abc import Callable, Mapping, Sequence

from variorum.compare.addresses import compare_addresses
from variorum.compare.ages import compare_ages
from variorum.compare.arrests import compare_arrests
from variorum.compare.codes import compare_codes
from variorum.compare.days import compare_days
from variorum.compare.deeds import compare_deeds
from variorum.compare.hours import compare_hours
from variorum.compare.inside import compare_inside
from variorum.compare.missing import compare_missing
from variorum.compare.replies import compare_replies
from variorum.compare.retold import compare_retold
from variorum.compare.roles import compare_roles
from variorum.compare.sayers import compare_sayers
from variorum.compare.spellings import compare_spellings
from variorum.compare.subjects import compare_subjects
from variorum.compare.tallies import compare_tallies
from variorum.compare.tolls import compare_tolls
from variorum.compare.verdicts import compare_verdicts
from variorum.compare.victims import compare_victims
from variorum.compare.years import compare_years
from variorum.model import (
    Annotated,
    Conflict,
    Descent,
    Name,
    Passage,
    Utterance,
)

# What is found in the articles alone, whoever speaks in them and whoever copied whom.
RULES: tuple[Callable[[Sequence[Annotated]], list[Conflict]], ...] = (
    compare_missing,
    compare_subjects,
    compare_tallies,
    compare_ages,
    compare_days,
    compare_years,
    compare_victims,
    compare_hours,
    compare_addresses,
    compare_roles,
    compare_arrests,
    compare_verdicts,
    compare_codes,
)
# Worst first: what a reader must see before the rest.
WEIGHT = {
    "conflict": 0,
    "stale": 1,
    "update": 2,
    "scope": 3,
    "misspelling": 4,
    "rounding": 5,
    "style": 6,
}


def find_conflicts(
    articles: Sequence[Annotated],
    names: Sequence[Name],
    speakers: Mapping[str, str],
    utterances: Sequence[Utterance] = (),
    stemma: Sequence[Descent] = (),
    *,
    passages: Sequence[Passage] = (),
) -> list[Conflict]:
    """Return what differs between the articles of one story, conflicts first.

    `speakers` maps attribution ids to name ids; `utterances`, `stemma` and `passages` help where
    they are given: who said it, which number is a stale copy, and what a copy altered.
    """
    by_article = {descent.article: descent for descent in stemma}
    between = articles if len(articles) > 1 else ()
    found = [
        *compare_tolls(between, by_article),
        *(conflict for rule in RULES for conflict in rule(between)),
        *compare_inside(articles),
        *compare_replies(articles, names, speakers),
        *compare_sayers(utterances, names, articles),
        *compare_spellings(names),
    ]
    for one in (*compare_deeds(between), *compare_retold(between, passages)):
        if not _is_told(one, found):
            found.append(one)
    return sorted(found, key=lambda conflict: WEIGHT[conflict.verdict])


def _is_told(conflict: Conflict, found: Sequence[Conflict]) -> bool:
    """Whether other rules found the same: at its places, or of a name in these two spellings.

    Of a fact one place is enough: what a third report says of it is no other finding.
    """
    told = [value.span for one in found for value in one.values]
    facts = [value.span for one in found if one.kind == "fact" for value in one.values]
    places = [any(value.span.touches(span) for span in told) for value in conflict.values]
    if all(places) or (
        conflict.kind == "fact"
        and any(value.span.touches(span) for value in conflict.values for span in facts)
    ):
        return True
    spelt = {value.value for value in conflict.values}
    return conflict.kind == "name" and any(
        spelt <= {word for value in one.values for word in value.value.split()}
        for one in found
        if one.kind == "name"
    )
