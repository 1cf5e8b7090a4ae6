"""What each article states of one thing, once and the same: the ground on which two may differ.

A rule finds claims in an article and judges two of them. Which claims meet is the same for all:
those of one thing, of articles that state one value of it throughout.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import Generic, TypeVar

from variorum.model import Annotated, Article, Conflict, Span, Value

V = TypeVar("V", bound=Hashable)
MOST = 40  # articles that state one thing, of which each is set against each


@dataclass(frozen=True, slots=True)
class Claim(Generic[V]):
    """One value that an article states of a thing: the block of a street, a person's rank.

    `words`: content words of its sentence; `name`: the thing as it is written there; each where
    the rule asks for it.
    """

    article: Article
    thing: Hashable
    value: V
    span: Span
    words: frozenset[str] = frozenset()
    name: str = ""

    def say(self) -> Value:
        """Return the source's words at their place."""
        return Value(self.article.cut(self.span), self.span)


def group_claims(
    articles: Iterable[Annotated], find: Callable[[Annotated], Iterable[Claim[V]]]
) -> Iterator[list[Claim[V]]]:
    """Yield the claims of each thing, the first of each article, in the order of the things.

    An article that states two values of a thing is left out of it.
    """
    things: dict[Hashable, list[Claim[V]]] = defaultdict(list)
    for annotated in articles:
        own: dict[Hashable, list[Claim[V]]] = defaultdict(list)
        for claim in find(annotated):
            own[claim.thing].append(claim)
        for thing, claims in own.items():
            if len({claim.value for claim in claims}) == 1:
                things[thing].append(claims[0])
    yield from things.values()


def compare_claims(
    articles: Sequence[Annotated],
    find: Callable[[Annotated], Iterable[Claim[V]]],
    judge: Callable[[Claim[V], Claim[V]], Conflict | None],
) -> list[Conflict]:
    """Return for each thing the first pair of claims of which `judge` finds something.

    The other articles that state one of the two values follow the pair.
    """
    found: list[Conflict] = []
    for claims in group_claims(articles, find):
        judged = (
            _back(conflict, (one, other), claims)
            for one, other in combinations(claims[:MOST], 2)
            if (conflict := judge(one, other))
        )
        found += islice(judged, 1)
    return found


def _back(conflict: Conflict, pair: Sequence[Claim[V]], claims: Iterable[Claim[V]]) -> Conflict:
    """Add the claims of either value to those of a pair that differ."""
    values = {claim.value for claim in pair}
    others = [one.say() for one in claims if one not in pair and one.value in values]
    return replace(conflict, values=(*conflict.values, *others))
