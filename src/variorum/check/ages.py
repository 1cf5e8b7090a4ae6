"""The ages that a draft gives named persons, against the ages that the sources give them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.compare.ages import find_ages, person_key
from variorum.model import Annotated, CheckItem, Span

CITED = 5  # places shown
BIRTHDAY = 1  # year: between two reports somebody may have had one


@dataclass(frozen=True, slots=True)
class Aged:
    """An age that a source gives a person, with the words of both."""

    age: int
    span: Span


def lay_ages(sources: Sequence[Annotated]) -> Mapping[str, Sequence[Aged]]:
    """Return the sources' ages by first and last name."""
    found: dict[str, list[Aged]] = {}
    for one in sources:
        for person, age, span in find_ages(one):
            found.setdefault(person_key(person), []).append(Aged(age, span))
    return found


def check_ages(
    draft: Annotated, items: Sequence[CheckItem], known: Mapping[str, Sequence[Aged]]
) -> list[CheckItem]:
    """Return the items, those on the age of a person whom the sources know judged by that person.

    A number that the sources have of somebody else is another's age, and no confirmation.
    """
    judged = list(items)
    for person, age, span in find_ages(draft):
        theirs = known.get(person_key(person), ())
        if not theirs:
            continue
        for number, item in enumerate(judged):
            if item.type == "number" and span.start <= item.span.start < span.end:
                judged[number] = _judge(item, person, age, theirs)
    return judged


def _judge(item: CheckItem, person: str, age: int, theirs: Sequence[Aged]) -> CheckItem:
    same = tuple(one.span for one in theirs if one.age == age)
    every = tuple(one.span for one in theirs)
    ages = " and ".join(str(one) for one in sorted({one.age for one in theirs}))
    if same and len({one.age for one in theirs}) > 1:
        because = f"the sources give {person} the ages {ages}"
        return replace(item, verdict="right", because=because, sources=same[:CITED])
    if same:
        because = f"the sources give {person} the same age"
        return replace(item, verdict="right", because=because, sources=same[:CITED])
    because = f"the sources give {person} the age {ages}"
    near = any(abs(one.age - age) <= BIRTHDAY for one in theirs)
    if near and item.verdict != "contradicted":
        because += ", unless a birthday lies between"
    return replace(item, verdict="contradicted", because=because, sources=every[:CITED])
