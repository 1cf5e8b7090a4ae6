"""How many people the articles of a story give as missing: a conflict, or were some found?"""

from collections.abc import Sequence
from itertools import combinations

from variorum.annotate.toll import casualties
from variorum.compare.order import sort_by_time
from variorum.compare.tolls import Toll, list_values, say
from variorum.model import Annotated, Conflict, ConflictVerdict

FEWEST = 2  # people: one who is missing may be any one


def compare_missing(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return one finding for each verdict on the missing, with the values concerned."""
    counted = [one for one in map(_count, articles) if one is not None]
    found: dict[ConflictVerdict, tuple[str, list[Toll]]] = {}
    for one, other in combinations(counted[:40], 2):
        judged = _judge(one, other)
        if judged:
            found.setdefault(judged[0], (judged[1], []))[1].extend((one, other))
    return [
        Conflict("number", "number missing", verdict, because, list_values(told))
        for verdict, (because, told) in found.items()
    ]


def _count(annotated: Annotated) -> Toll | None:
    """Return what an article says of the missing, if it gives one number, once or again.

    `other` is its number of the killed.
    """
    figures = [f for f in annotated.figures if f.quantity == "missing" and f.low >= FEWEST]
    if len({(figure.low, figure.high) for figure in figures}) != 1 or figures[0].hedge:
        return None
    dead, _ = casualties(annotated.figures, annotated.article)
    return Toll(annotated.article, figures[0], dead.low if dead else None)


def _judge(one: Toll, other: Toll) -> tuple[ConflictVerdict, str] | None:
    if one.figure.low == other.figure.low:
        return None
    one, other, order = sort_by_time(one, other)
    if order != "unknown":
        return "update", f"{say(one)}, then {say(other)}: the later article has another number"
    fewer, more = sorted((one, other), key=lambda toll: toll.figure.low)
    if fewer.other is not None and more.other is not None:
        found = more.figure.low - fewer.figure.low
        if fewer.other - more.other == found:
            because = "as many fewer are missing as more are dead"
            return "update", f"{say(more)}, then {say(fewer)}: {because}"
    return "conflict", f"{say(one)} against {say(other)}, and neither is certainly the later"
