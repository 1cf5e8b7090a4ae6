"""Where the articles of a story disagree, and what is no conflict but an update or a style.

Precision first: two values are compared only if they are of the same thing in the same scope;
what may be an update, another scope or another person is not shown as a conflict.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from variorum.compare.addresses import compare_addresses
from variorum.compare.ages import compare_ages
from variorum.compare.arrests import compare_arrests
from variorum.compare.codes import compare_codes
from variorum.compare.counts import compare_counts
from variorum.compare.days import compare_days
from variorum.compare.hours import compare_hours
from variorum.compare.inside import compare_inside
from variorum.compare.missing import compare_missing
from variorum.compare.replies import compare_replies
from variorum.compare.retold import compare_retold
from variorum.compare.roles import compare_roles
from variorum.compare.spellings import compare_spellings
from variorum.compare.subjects import compare_subjects, drop_told
from variorum.compare.tallies import compare_tallies
from variorum.compare.tolls import compare_tolls
from variorum.compare.verdicts import compare_verdicts
from variorum.compare.victims import compare_victims
from variorum.model import (
    Annotated,
    Attribution,
    Conflict,
    Descent,
    Name,
    Passage,
    Utterance,
    Value,
)

ALIKE = 0.86  # of two surnames: spellings of one
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
    subjects = compare_subjects(between)
    found = [
        *compare_tolls(between, by_article),
        *compare_missing(between),
        *subjects,
        *drop_told(compare_counts(articles), subjects),
        *compare_tallies(between),
        *compare_ages(between),
        *compare_days(between),
        *compare_victims(between),
        *compare_hours(between),
        *compare_addresses(between),
        *compare_roles(between),
        *compare_inside(articles),
        *compare_arrests(between),
        *compare_verdicts(between),
        *compare_replies(articles, names, speakers),
        *compare_speakers(utterances, names, articles),
        *compare_spellings(names),
        *compare_codes(between),
    ]
    found += [one for one in compare_retold(between, passages) if not _is_told(one, found)]
    return sorted(found, key=lambda conflict: WEIGHT[conflict.verdict])


def _is_told(conflict: Conflict, found: Sequence[Conflict]) -> bool:
    """Whether other rules found the same: at its places, or of a name in these two spellings."""
    places = [value.span for value in conflict.values]
    told = [value.span for one in found for value in one.values]
    if all(any(place.touches(span) for span in told) for place in places):
        return True
    spelt = {value.value for value in conflict.values}
    return conflict.kind == "name" and any(
        spelt <= {word for value in one.values for word in value.value.split()}
        for one in found
        if one.kind == "name"
    )


def compare_speakers(
    utterances: Sequence[Utterance], names: Sequence[Name], articles: Sequence[Annotated]
) -> list[Conflict]:
    """Return the quotations that articles put into the mouths of different persons.

    Only where each article names the person there itself ("Smith said", not "he said"), by a
    surname that is not the other's in another spelling, and gives the words in quotation marks.
    """
    persons = {name.id: name for name in names if name.kind == "person"}
    by_id = {one.id: (page, one) for page in articles for one in page.attributions}
    found = []
    for utterance in utterances:
        first: dict[str, Value] = {}
        for reading in utterance.readings:
            if reading.speaker not in persons or not reading.spans:
                continue
            person = persons[reading.speaker]
            page, attribution = by_id.get(reading.attribution, (None, None))
            if page and attribution and _names_outright(page, attribution, person):
                first.setdefault(person.id, Value(person.name, reading.spans[0]))
        articles_of = {value.span.article for value in first.values()}
        if len(first) > 1 and len(articles_of) > 1 and not _one_person(first, persons):
            because = "the same words, given to " + " and to ".join(v.value for v in first.values())
            about = utterance.readings[0].text
            found.append(Conflict("attribution", about, "conflict", because, tuple(first.values())))
    return found


def _names_outright(page: Annotated, attribution: Attribution, person: Name) -> bool:
    """Whether a quotation's source is a proper name of the person, surname and all."""
    if attribution.kind == "indirect" or len(person.name.split()) < 2:
        return False
    words = " ".join(page.article.cut(span) for span in attribution.source)
    surname = person.name.split()[-1].strip(".,’'").casefold()
    return len(surname) > 2 and surname in {word.strip(".,’'").casefold() for word in words.split()}


def _one_person(first: Mapping[str, Value], persons: Mapping[str, Name]) -> bool:
    """Whether two of the names may be one person's: surnames alike, or one name in the other."""
    for one, other in combinations((persons[key] for key in first), 2):
        left, right = ({part.casefold() for part in name.name.split()} for name in (one, other))
        surnames = one.name.split()[-1].casefold(), other.name.split()[-1].casefold()
        if left & right or JaroWinkler.similarity(*surnames) > ALIKE:
            return True
    return False
