"""The judgements that concern some articles, placed in them, those in force first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.judgements.anchors import Places, collect_places, hash_text
from variorum.judgements.records import Anchor, Judgement
from variorum.judgements.standing import find_standing, order_judgements
from variorum.model import Article, Span


@dataclass(frozen=True, slots=True)
class Docket:
    """Judgements as the stages apply them; the same whatever the order in which they were given."""

    every: tuple[Judgement, ...]  # the latest first, the undone and the undos among them
    standing: tuple[Judgement, ...]  # in force, the latest first
    undone: Mapping[str, str]  # judgements, to the undos in force
    places: Places

    def of_kind(self, *kinds: str) -> list[Judgement]:
        """Return the judgements of these kinds that are in force, the latest first."""
        return [one for one in self.standing if one.kind in kinds]

    def articles(self, anchors: Iterable[Anchor]) -> tuple[str, ...]:
        """Return the ids of the anchors' articles that are here, each once."""
        found = (self.places.find_article(anchor) for anchor in anchors)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def spans(self, anchors: Iterable[Anchor]) -> tuple[Span, ...]:
        """Return where the anchors' words stand, those that are surely here, each once."""
        found = (self.places.find_span(anchor) for anchor in anchors if anchor.exact.strip())
        return tuple(dict.fromkeys(one for one in found if one is not None))


def find_concerned(
    judgements: Sequence[Judgement], groups: Sequence[Iterable[Article]]
) -> list[tuple[Judgement, ...]]:
    """Return for each group of articles the judgements that may be about them, and their undos.

    The order of the judgements is kept.
    """
    if not judgements:
        return [()] * len(groups)
    by_key: dict[str, set[int]] = {}
    undos: dict[str, set[int]] = {}
    for number, one in enumerate(judgements):
        for anchor in (*one.anchors, *one.others):
            by_key.setdefault(anchor.article, set()).add(number)
            by_key.setdefault(anchor.text_sha256, set()).add(number)
        if one.undoes is not None:
            undos.setdefault(one.undoes, set()).add(number)
    found = []
    for group in groups:
        keys = {key for article in group for key in (article.id, hash_text(article.text))}
        numbers = set().union(*(by_key.get(key, ()) for key in keys))
        waiting = list(numbers)
        while waiting:
            new = undos.get(judgements[waiting.pop()].id, set()) - numbers
            numbers |= new
            waiting += new
        found.append(tuple(judgements[number] for number in sorted(numbers)))
    return found


def open_docket(judgements: Sequence[Judgement], articles: Iterable[Article]) -> Docket:
    """Place judgements in articles."""
    standing, undone = find_standing(judgements)
    return Docket(
        every=tuple(reversed(order_judgements(judgements))),
        standing=tuple(standing),
        undone=undone,
        places=collect_places(articles if judgements else ()),
    )
