"""Where the articles of a story disagree, and what is no conflict but an update or a style.

Precision first: two values are compared only if they are of the same thing in the same scope;
what may be an update, another scope or another person is not shown as a conflict.
"""

from collections.abc import Mapping, Sequence

from variorum.compare.ages import compare_ages
from variorum.compare.counts import compare_counts
from variorum.compare.days import compare_days
from variorum.compare.replies import compare_replies
from variorum.compare.spellings import compare_spellings
from variorum.compare.tolls import compare_tolls
from variorum.model import Annotated, Conflict, Descent, Name, Utterance, Value

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
) -> list[Conflict]:
    """Return what differs between the articles of one story, conflicts first.

    `speakers` maps attribution ids to name ids; `utterances` and `stemma` help where they are
    given: who said it, and which number is a stale copy.
    """
    by_article = {descent.article: descent for descent in stemma}
    found = [
        *compare_tolls(articles, by_article),
        *compare_counts(articles),
        *compare_ages(articles),
        *compare_days(articles),
        *compare_replies(articles, names, speakers),
        *compare_speakers(utterances, names),
        *compare_spellings(names),
    ]
    return sorted(found, key=lambda conflict: WEIGHT[conflict.verdict])


def compare_speakers(utterances: Sequence[Utterance], names: Sequence[Name]) -> list[Conflict]:
    """Return the utterances that articles put into the mouths of different persons."""
    persons = {name.id: name for name in names if name.kind == "person"}
    found = []
    for utterance in utterances:
        first: dict[str, Value] = {}
        for reading in utterance.readings:
            if reading.speaker in persons and reading.spans:
                first.setdefault(
                    reading.speaker, Value(persons[reading.speaker].name, reading.spans[0])
                )
        articles = {value.span.article for value in first.values()}
        if len(first) > 1 and len(articles) > 1 and not _one_surname(first, persons):
            because = "the same words, given to " + " and to ".join(v.value for v in first.values())
            found.append(
                Conflict(
                    "attribution",
                    utterance.readings[0].text,
                    "conflict",
                    because,
                    tuple(first.values()),
                )
            )
    return found


def _one_surname(first: Mapping[str, Value], persons: Mapping[str, Name]) -> bool:
    """Whether two of the names may be one person's."""
    surnames = [persons[key].name.split()[-1].casefold() for key in first]
    return len(set(surnames)) < len(surnames)
