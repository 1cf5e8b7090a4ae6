"""Which judgements are in force: none that is undone."""

from collections.abc import Iterable, Mapping, Sequence

from variorum.judgements.records import Judgement


def order_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return each judgement once, the earliest first, whatever the order in which they came."""
    return sorted(set(judgements), key=lambda one: (one.moment, one.id))


def find_undone(judgements: Sequence[Judgement]) -> Mapping[str, str]:
    """Return the ids of the judgements that are undone, each with the id of the undo in force.

    An undo may be undone in turn. Undos that undo each other in a circle undo nothing.
    """
    targets = {
        one.id: one.undoes
        for one in order_judgements(judgements)
        if one.kind == "undo" and one.undoes is not None
    }
    against: dict[str, set[str]] = {}
    for name, target in targets.items():
        against.setdefault(target, set()).add(name)
    # An undo is settled once all that might undo it are.
    unsettled = {name: set(against.get(name, ())) for name in targets}
    settled = [name for name, others in unsettled.items() if not others]
    undone: dict[str, str] = {}
    for name in settled:  # grows while it is read
        target = targets[name]
        if name not in undone:
            undone[target] = name
        if target in unsettled:
            unsettled[target].discard(name)
            if not unsettled[target]:
                settled.append(target)
    return undone


def find_standing(judgements: Iterable[Judgement]) -> tuple[list[Judgement], Mapping[str, str]]:
    """Return the judgements that may hold, the latest first, and what is undone by which undo."""
    ordered = order_judgements(judgements)
    undone = find_undone(ordered)
    return [one for one in reversed(ordered) if one.id not in undone and one.kind != "undo"], undone
