"""What people decided about copies, as rulings for the family tree."""

from collections.abc import Mapping

from variorum.compare.rulings import Rulings
from variorum.judgements.docket import Docket
from variorum.judgements.pairing import Outcome, weigh
from variorum.judgements.records import Judgement
from variorum.report.phrases import decided

Edge = tuple[str, str]  # child, parent


def settle_copies(docket: Docket) -> tuple[Rulings, dict[str, Outcome]]:
    """Return what holds about copies, and what became of each judgement that is about two here.

    Of two judgements on one pair the later holds. A copy by which, with later judgements, an
    article would derive from itself does not hold.
    """
    copies: dict[str, dict[str, str]] = {}
    by: dict[Edge, Judgement] = {}
    outcomes: dict[str, Outcome] = {}
    for one in docket.of_kind("copy", "not-copy"):
        wanted, kept, against = 0, 0, None
        for child in docket.articles(one.anchors):
            for parent in docket.articles(one.others):
                if child == parent:
                    continue
                wanted += 1
                later = _find_objection((child, parent), one, by, copies)
                if later is not None:
                    against = against or later.id
                    continue
                kept += 1
                by.setdefault((child, parent), one)
                if one.kind == "copy":
                    because = decided(one.who, one.when, one.why)
                    copies.setdefault(child, {}).setdefault(parent, because)
        if wanted:
            outcomes[one.id] = weigh(wanted, kept, against)
    denied = frozenset(edge for edge, one in by.items() if one.kind == "not-copy")
    return Rulings(copies, denied), outcomes


def _find_objection(
    edge: Edge,
    one: Judgement,
    by: Mapping[Edge, Judgement],
    copies: Mapping[str, Mapping[str, str]],
) -> Judgement | None:
    """Return the later judgement that an edge contradicts, itself or by a circle."""
    if edge in by:
        return None if by[edge].kind == one.kind else by[edge]
    if one.kind != "copy":
        return None
    child, parent = edge
    seen = {parent}
    waiting = [parent]
    while waiting:
        at = waiting.pop()
        for above in copies.get(at, ()):
            if above == child:
                return by[at, above]
            if above not in seen:
                seen.add(above)
                waiting.append(above)
    return None
