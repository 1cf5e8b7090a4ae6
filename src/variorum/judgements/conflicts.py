"""What people decided about conflicts: accepted ones stay, dismissed ones are set aside."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.compare.conflicts import WEIGHT
from variorum.judgements.docket import Docket
from variorum.judgements.pairing import Outcome
from variorum.judgements.records import Judgement
from variorum.judgements.speakers import overlap
from variorum.model import Conflict, Span, Value
from variorum.report.phrases import decided

MORE = "the reports now give another value as well: look again"


def decide_conflicts(
    conflicts: Sequence[Conflict], docket: Docket
) -> tuple[list[Conflict], list[Conflict], dict[str, Outcome]]:
    """Return the conflicts that hold, those dismissed, and what became of each judgement.

    A dismissed conflict comes back if a value joins it that nobody judged. An accepted one stays
    though the machine no longer finds it, as long as two of its values are surely here.
    """
    kept = dict(enumerate(conflicts))
    dismissed: dict[int, Conflict] = {}
    by: dict[int, Judgement] = {}
    denied: list[tuple[Judgement, Sequence[Span]]] = []
    outcomes: dict[str, Outcome] = {}
    for one in docket.of_kind("accept", "dismiss"):
        spans = docket.spans(one.anchors)
        found = [n for n, conflict in (kept | dismissed).items() if _is_about(one, spans, conflict)]
        fresh = [n for n in found if n not in by]
        later = [by[n] for n in found if n in by and not _agree(by[n], one)]
        if later:
            outcomes[one.id] = Outcome("partly" if fresh else "overridden", later[0].id)
        elif spans:
            outcomes[one.id] = Outcome("holds")
        if one.kind == "dismiss":
            denied.append((one, spans))
            grown = [n for n in fresh if _has_grown(one, spans, kept[n])]
            fresh = [n for n in fresh if n not in grown]
            dismissed |= {n: kept.pop(n) for n in fresh}
            if grown:
                outcomes[one.id] = Outcome("partly", because=MORE)
        elif found:
            kept |= {n: _accept(one, kept[n]) for n in fresh}
        else:
            told = _tell(one, docket)
            against = [other for other, at in denied if told and _is_about(other, at, told)]
            if against:
                outcomes[one.id] = Outcome("overridden", against[0].id)
            elif told:
                fresh = [len(kept) + len(dismissed)]
                kept[fresh[0]] = told
        by |= dict.fromkeys(fresh, one)
    held = [conflict for _, conflict in sorted(kept.items())]
    held.sort(key=lambda conflict: WEIGHT[conflict.verdict])
    return held, list(dismissed.values()), outcomes


def _agree(one: Judgement, other: Judgement) -> bool:
    return (one.kind, one.verdict) == (other.kind, other.verdict)


def _is_about(one: Judgement, spans: Sequence[Span], conflict: Conflict) -> bool:
    """Whether a conflict is of the kind judged, and has a value wherever one was judged."""
    if not spans or one.conflict not in {None, conflict.kind}:
        return False
    return all(any(overlap(span, value.span) for value in conflict.values) for span in spans)


def _has_grown(one: Judgement, spans: Sequence[Span], conflict: Conflict) -> bool:
    """Whether a conflict has a value that was not among those judged."""
    judged = {words.casefold() for words in one.values or [anchor.exact for anchor in one.anchors]}
    return any(
        value.value.casefold() not in judged
        and not any(overlap(span, value.span) for span in spans)
        for value in conflict.values
    )


def _accept(one: Judgement, conflict: Conflict) -> Conflict:
    """Return a conflict with the verdict of the person, if that is another."""
    if one.verdict in {None, conflict.verdict}:
        return conflict
    return replace(conflict, verdict=one.verdict, because=decided(one.who, one.when, one.why))


def _tell(one: Judgement, docket: Docket) -> Conflict | None:
    """Return the conflict that a person told; None unless two of its values are surely here."""
    values = []
    for number, anchor in enumerate(one.anchors):
        span = docket.places.find_span(anchor)
        if span is not None:
            values.append(Value(one.values[number] if one.values else anchor.exact, span))
    if len(values) < 2:
        return None
    because = decided(one.who, one.when, one.why)
    about = one.about or "told by a person"
    return Conflict(
        one.conflict or "fact", about, one.verdict or "conflict", because, tuple(values)
    )
