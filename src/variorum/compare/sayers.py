"""Who said it: one quotation that two articles put into the mouths of two persons."""

from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from variorum.annotate.people import name_parts
from variorum.model import Annotated, Attribution, Conflict, Name, Utterance, Value

ALIKE = 0.86  # of two surnames: spellings of one


def compare_sayers(
    utterances: Sequence[Utterance], names: Sequence[Name], articles: Sequence[Annotated]
) -> list[Conflict]:
    """Return the quotations that articles put into the mouths of different persons.

    Only where each article names the person there itself ("Smith said", not "he said"), by a
    surname that is not the other's in another spelling, and gives the words in quotation marks. Of
    two names that may be one person's the first is shown.
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
        values = _without_alike(list(first.values()))
        if len({value.span.article for value in values}) > 1:
            because = "the same words, given to " + " and to ".join(v.value for v in values)
            about = utterance.readings[0].text
            found.append(Conflict("attribution", about, "conflict", because, tuple(values)))
    return found


def _names_outright(page: Annotated, attribution: Attribution, person: Name) -> bool:
    """Whether a quotation's source is a proper name of the person, surname and all."""
    if attribution.kind == "indirect" or len(person.name.split()) < 2:
        return False
    words = " ".join(page.article.cut(span) for span in attribution.source)
    surname = person.name.split()[-1].strip(".,’'").casefold()
    return len(surname) > 2 and surname in {word.strip(".,’'").casefold() for word in words.split()}


def _without_alike(values: Sequence[Value]) -> list[Value]:
    """Return the first of those whose names may be one person's, in order."""
    kept: list[Value] = []
    for value in values:
        if not any(_may_be_one(value.value, other.value) for other in kept):
            kept.append(value)
    return kept


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one person's: surnames alike, or one name in the other."""
    left, right = (name_parts(name.replace("-", " ")) for name in (one, other))
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    return JaroWinkler.similarity(left[-1], right[-1]) > ALIKE
