"""Who said it: one quotation that two articles put into the mouths of two persons."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import JaroWinkler

from variorum.model import Annotated, Attribution, Conflict, Name, Utterance, Value

ALIKE = 0.86  # of two surnames: spellings of one


def compare_sayers(
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
