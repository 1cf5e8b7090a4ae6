"""What people decided about utterances: whose readings are one thing said, and whose are not."""

from collections.abc import Iterable, Mapping, Sequence

from variorum.group.constraints import enforce
from variorum.group.matches import KIND_RANK
from variorum.judgements.docket import Docket
from variorum.judgements.pairing import Outcome, Ruling, settle
from variorum.judgements.speakers import find_attributions_at, overlap
from variorum.model import Annotated, Reading, Span

Groups = Sequence[tuple[Reading, ...]]


def regroup_readings(
    groups: Groups,
    articles: Sequence[Annotated],
    speakers: Mapping[str, str],
    docket: Docket,
) -> tuple[list[tuple[Reading, ...]], dict[str, Outcome]]:
    """Return the utterances as people decided, and what became of each judgement.

    Words that people say are one utterance and that stood in none become readings of it, from the
    attribution that they are of (`add_attributions` sees that there is one). Groups that nobody
    judged are left as they are; utterances of one reading are left out.
    """
    judged = docket.of_kind("same", "different")
    if not judged:
        return list(groups), {}
    shelf = _Shelf(groups)
    here = {one.article.id: one for one in articles}
    for one in judged:
        for span in docket.spans(one.anchors) if one.kind == "same" else ():
            if shelf.find(span) is None:
                shelf.add(_read(span, here[span.article], speakers))
    rulings = []
    for one in judged:
        anchors, others = (
            tuple(filter(None, map(shelf.find, docket.spans(side))))
            for side in (one.anchors, one.others)
        )
        if one.kind == "same":
            rulings.append(Ruling(one.id, together=anchors))
        else:
            rulings.append(Ruling(one.id, leaving=anchors, staying=others))
    constraints, outcomes = settle(rulings)
    keyed = [tuple(_key(reading) for reading in group) for group in groups]
    obeyed = enforce([*keyed, *((key,) for key in shelf.added)], constraints)
    kinds = {each.id: each.kind for one in articles for each in one.attributions}
    known = dict(zip(keyed, groups, strict=True))
    bases = {keys[0] for keys in keyed}
    found = [
        known.get(keys) or _order([shelf.readings[key] for key in keys], kinds, bases)
        for keys in obeyed
        if len(keys) > 1
    ]
    return found, outcomes


class _Shelf:
    """The readings by key, found by where they stand."""

    def __init__(self, groups: Groups) -> None:
        self.readings: dict[str, Reading] = {}
        self.by_article: dict[str, list[str]] = {}
        self.added: list[str] = []
        for group in groups:
            for reading in group:
                self._put(reading)

    def _put(self, reading: Reading) -> None:
        self.readings[_key(reading)] = reading
        self.by_article.setdefault(reading.article, []).append(_key(reading))

    def add(self, reading: Reading) -> None:
        if _key(reading) not in self.readings:
            self._put(reading)
            self.added.append(_key(reading))

    def find(self, span: Span) -> str | None:
        """Return the key of the reading that most of the words at a span are of."""
        keys = self.by_article.get(span.article, [])
        best = max(keys, key=lambda key: _shared(span, self.readings[key]), default=None)
        return best if best is not None and _is_of(span, self.readings[best]) else None


def _key(reading: Reading) -> str:
    return f"{reading.attribution} {reading.spans[0].start if reading.spans else -1}"


def _shared(span: Span, reading: Reading) -> int:
    return sum(overlap(span, place) for place in reading.spans)


def _is_of(span: Span, reading: Reading) -> bool:
    """Whether a reading has most of the words at `span`, or is most of them."""
    size = sum(place.end - place.start for place in reading.spans)
    shared = _shared(span, reading)
    return shared > 0 and 2 * shared >= min(span.end - span.start, size)


def _read(span: Span, annotated: Annotated, speakers: Mapping[str, str]) -> Reading:
    """Return the words at a span as a reading of the attribution that they are of."""
    attribution = find_attributions_at(span, annotated.attributions)[0].id
    return Reading(
        attribution=attribution,
        article=span.article,
        spans=(span,),
        text=annotated.article.cut(span),
        speaker=speakers.get(attribution),
    )


def _order(
    readings: Sequence[Reading], kinds: Mapping[str, str], bases: Iterable[str]
) -> tuple[Reading, ...]:
    """Put the base first: word for word before other words, a base before others, the longest."""
    were = set(bases)
    base = min(
        readings,
        key=lambda one: (
            KIND_RANK[kinds.get(one.attribution, "indirect")],
            _key(one) not in were,
            -len(one.text),
        ),
    )
    return (base, *(one for one in readings if one is not base))
