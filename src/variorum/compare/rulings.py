"""What people decided about who derives from whom: the family tree is chosen under it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from variorum.compare.ancestry import SHOWN, climb
from variorum.model import Article, Descent, Parent, Passage


@dataclass(frozen=True, slots=True)
class Rulings:
    """Copies that people told, as ids: child, then parent, then why; and what is no copy.

    No article derives from itself by `copies`: `variorum.judgements.copies` sees to that.
    """

    copies: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    not_copies: frozenset[tuple[str, str]] = frozenset()  # child, parent

    def find_above(self, article: str) -> set[str]:
        """Return the articles above one by the told copies alone."""
        return climb(article, lambda child: self.copies.get(child, ()))


NO_RULINGS = Rulings()
Sets = Mapping[tuple[int, ...], float]  # chances of sets of parents


def narrow_sets(
    hypotheses: Sequence[Sets], articles: Sequence[Article], rulings: Rulings
) -> list[Sets]:
    """Return the chances of each article's sets of parents, given what people told.

    Sets with a parent that is none, and sets without one that is, are out; the others share their
    chance. No article is thought to derive from what people say derives from it.
    """
    if not rulings.copies and not rulings.not_copies:
        return list(hypotheses)
    number = {article.id: place for place, article in enumerate(articles)}
    below: dict[str, set[str]] = {}
    for name in rulings.copies:
        for one in rulings.find_above(name):
            below.setdefault(one, set()).add(name)
    found: list[Sets] = []
    for article, sets in zip(articles, hypotheses, strict=True):
        told = {number[one] for one in rulings.copies.get(article.id, ()) if one in number}
        barred = {
            place
            for one, place in number.items()
            if (article.id, one) in rulings.not_copies or one in below.get(article.id, ())
        }
        kept = {
            members: chance
            for members, chance in sets.items()
            if told <= set(members) and not barred & set(members)
        }
        total = sum(kept.values())
        found.append(
            {(): 0.0} | {members: one / total for members, one in kept.items()}
            if total > 0
            else {(): 1.0}  # `oblige` adds what is told and was not thought of
        )
    return found


def oblige(
    descents: Sequence[Descent], passages: Sequence[Passage], rulings: Rulings
) -> list[Descent]:
    """Return the tree with every told copy in it and nothing that people said is none.

    Told parents come first, with confidence 1. An origin outside that was found by what the article
    shares with them gives way, and so does what would make an article descend from itself.
    """
    if not rulings.copies and not rulings.not_copies:
        return list(descents)
    here = {descent.article for descent in descents}
    pairs = {one.id: {one.a.article, one.b.article} for one in passages}
    known: dict[str, tuple[Parent, ...]] = {}
    for descent in descents:
        told = [
            _told_parent(descent, parent, because, passages)
            for parent, because in rulings.copies.get(descent.article, {}).items()
            if parent in here
        ]
        names = {parent.article for parent in told}
        others = [
            parent
            for parent in descent.parents
            if parent.article is None or parent.article not in names
            if parent.article is None or (descent.article, parent.article) not in rulings.not_copies
            if not _is_explained(parent, descent.article, names, pairs)
        ]
        known[descent.article] = (*told, *others)
    cut = _cut_circles(known, rulings)
    return [replace(one, parents=cut[one.article]) for one in descents]


def _is_explained(
    parent: Parent, child: str, told: Collection[str | None], pairs: Mapping[str, set[str]]
) -> bool:
    """Whether an origin was found by what the child shares with told parents alone."""
    if parent.origin is None or not told:
        return False
    shared = {name for one in parent.evidence for name in pairs.get(one, ())} - {child}
    return parent.origin.startswith("lost:") or (bool(shared) and shared <= {*told})


def _told_parent(
    descent: Descent, parent: str, because: str, passages: Sequence[Passage]
) -> Parent:
    found = [one.evidence for one in descent.parents if one.article == parent]
    pair = {descent.article, parent}
    evidence = found[0] if found else ()
    if not evidence:
        shared = (one.id for one in passages if {one.a.article, one.b.article} == pair)
        evidence = tuple(shared)[:SHOWN]
    return Parent(parent, None, 1.0, evidence, because)


def _cut_circles(
    known: Mapping[str, tuple[Parent, ...]], rulings: Rulings
) -> dict[str, tuple[Parent, ...]]:
    """Take out the machine's edges by which an article would descend from itself.

    Edges are added one by one, told ones first, then the surest; one that closes a circle is not.
    """
    edges = [
        (child, parent.article, parent.article in rulings.copies.get(child, {}), parent.confidence)
        for child, parents in known.items()
        for parent in parents
        if parent.article is not None
    ]
    edges.sort(key=lambda edge: (not edge[2], -edge[3]))
    above: dict[str, tuple[str, ...]] = {}
    cut: set[tuple[str, str]] = set()
    for child, parent, _, _ in edges:
        if parent == child or child in climb(parent, lambda one: above.get(one, ())):
            cut.add((child, parent))
        else:
            above[child] = (*above.get(child, ()), parent)
    return {
        child: tuple(one for one in parents if (child, one.article) not in cut)
        for child, parents in known.items()
    }
