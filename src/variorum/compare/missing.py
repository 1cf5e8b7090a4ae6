"""How many people the articles of a story give as missing: a conflict, or were some found?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from variorum.annotate.toll import casualties
from variorum.compare.order import compare_times
from variorum.model import Annotated, Article, Conflict, ConflictVerdict, Figure, Value

FEWEST = 2  # people: one who is missing may be any one


@dataclass(frozen=True, slots=True)
class Missing:
    """The one number of missing people that an article gives, and its number of the killed."""

    article: Article
    figure: Figure
    killed: float | None

    def words(self) -> str:
        """Return the source's own words."""
        return " ".join(self.article.cut(self.figure.span).split())


def compare_missing(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return one finding for each verdict on the missing, with the values concerned."""
    counted = [one for one in map(_count, articles) if one is not None]
    found: dict[ConflictVerdict, tuple[str, list[Missing]]] = {}
    for one, other in combinations(counted[:40], 2):
        judged = _judge(one, other)
        if judged:
            _, told = found.setdefault(judged[0], (judged[1], []))
            told += [each for each in (one, other) if each not in told]
    return [
        Conflict(
            "number", "number missing", verdict, because,
            tuple(Value(one.words(), one.figure.span) for one in told),
        )
        for verdict, (because, told) in found.items()
    ]  # fmt: skip


def _count(annotated: Annotated) -> Missing | None:
    """Return what an article says of the missing, if it gives one number, once or again."""
    figures = [f for f in annotated.figures if f.quantity == "missing" and f.low >= FEWEST]
    if len({(figure.low, figure.high) for figure in figures}) != 1 or figures[0].hedge:
        return None
    dead, _ = casualties(annotated.figures, annotated.article)
    return Missing(annotated.article, figures[0], dead.low if dead else None)


def _judge(one: Missing, other: Missing) -> tuple[ConflictVerdict, str] | None:
    if one.figure.low == other.figure.low:
        return None
    order = compare_times(one.article, other.article)
    if order in {"after", "perhaps after"}:
        one, other = other, one
    said = f"'{one.words()}', then '{other.words()}'"
    if order != "unknown":
        return "update", f"{said}: the later article has another number"
    fewer, more = sorted((one, other), key=lambda each: each.figure.low)
    if fewer.killed is not None and more.killed is not None:
        found = more.figure.low - fewer.figure.low
        if fewer.killed - more.killed == found:
            said = f"'{more.words()}', then '{fewer.words()}'"
            return "update", f"{said}: as many fewer are missing as more are dead"
    return (
        "conflict",
        f"'{one.words()}' against '{other.words()}', and neither is certainly the later",
    )
