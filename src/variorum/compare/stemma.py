"""Who derives from whom among the articles of one story: the family tree, with its evidence.

1. Every pair that shares prose of its own (quotations of one speech prove nothing) is measured
   (kinship.py): what the child has that this parent lacks, what both have as it stands, slips and
   elisions included, clocks where their intervals do not overlap, credits.
2. The chance of each first parent, and of being an original, is a softmax over weighted measures;
   a second pass knows who is likely an original.
3. One tree is chosen for all (arborescence.py), so that nobody descends from himself.
4. A further parent is added for text that the first one lacks.

The weights are in stemma.json; training/stemma.py makes them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import exp, log
from pathlib import Path

from variorum.compare.arborescence import NOBODY, choose_parents
from variorum.compare.credits import Credit, find_carried, find_credits, short_agency
from variorum.compare.kinship import (
    Evidence,
    Kinship,
    Measures,
    collect_evidence,
    measure_additions,
    measure_kinship,
    prose_weight,
)
from variorum.compare.network import Network, read_network
from variorum.model import Annotated, Article, Descent, Parent, Passage

WEIGHTS = Path(__file__).with_name("stemma.json")
FURTHER = 2  # parents beside the first, at most
FURTHER_CHANCE = 0.5
TINY = 1e-9
CREDITED = 0.9  # confidence that a report with an agency's dateline or credit comes from it
SIBLING = 0.8  # that two reports which share prose and name one agency both come from it
SIBLING_PROSE = 20.0  # nats of one passage, outside quotation marks
LOST = 0.6  # that two originals which share much prose have a common source that is not here
LOST_PROSE = 90.0  # nats outside quotation marks, over all their passages
SHOWN = 8  # passages given as evidence of one parent, the weightiest


@dataclass(frozen=True, slots=True)
class Weights:
    """Networks over Measures and over Standing, in the first and second pass, and over Addition."""

    parents: tuple[Network, Network]
    nobody: tuple[Network, Network]
    addition: Network


@dataclass(frozen=True, slots=True)
class Chances:
    """For each article: the chance of each first parent, by number, and of having none."""

    parents: tuple[Mapping[int, float], ...]
    nobody: tuple[float, ...]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights that are shipped with the package, read once."""
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(
        parents=(read_network(raw["parents"][0]), read_network(raw["parents"][1])),
        nobody=(read_network(raw["nobody"][0]), read_network(raw["nobody"][1])),
        addition=read_network(raw["addition"]),
    )


def build_stemma(articles: Sequence[Annotated], passages: Sequence[Passage]) -> list[Descent]:
    """Return each article of one story with its parents, in the order given, the surest first.

    `passages` are those of `variorum.compare.reuse` among these articles. No parents: an original,
    as far as the files tell.
    """
    return build_tree([annotated.article for annotated in articles], passages)


def build_tree(articles: Sequence[Article], passages: Sequence[Passage]) -> list[Descent]:
    """Do the work of `build_stemma`; annotations are not needed."""
    found = _weigh_copies(articles, passages) if passages else []
    found = found or [Descent(article.id, ()) for article in articles]
    return join_lost(passages, trace_agencies(articles, passages, found))


def _weigh_copies(articles: Sequence[Article], passages: Sequence[Passage]) -> list[Descent]:
    """Return each article with its parents here, as far as shared text tells."""
    weights = load_weights()
    evidence = collect_evidence(articles, passages)
    kinship, chances = weigh_parents(evidence, weights)
    tree = plant_tree(chances)
    further = add_parents(evidence, kinship, chances, tree, weights.addition)
    between = _by_pair(articles, passages)
    found = []
    for child, article in enumerate(articles):
        parents = []
        if tree[child] != NOBODY:
            chosen = [(tree[child], chances.parents[child][tree[child]]), *further[child]]
            measures = {kin.parent: kin.measures for kin in kinship.kin[child]}
            for number, chance in chosen:
                pair = min(child, number), max(child, number)
                parents.append(
                    Parent(
                        article=articles[number].id,
                        origin=None,
                        confidence=round(chance, 3),
                        evidence=tuple(passage.id for passage in between[pair][:SHOWN]),
                        because=_explain(articles[number], measures[number], between[pair]),
                    )
                )
        found.append(Descent(article.id, tuple(parents)))
    return found


def weigh_parents(evidence: Evidence, weights: Weights) -> tuple[Kinship, Chances]:
    """Return the measures of the second pass and the chances of every first parent."""
    originals: Sequence[float] | None = None
    for parents, nobody in zip(weights.parents, weights.nobody, strict=True):
        kinship = measure_kinship(evidence, originals)
        chances = share_out(kinship, parents, nobody)
        originals = chances.nobody
    return kinship, chances


def share_out(kinship: Kinship, parents: Network, nobody: Network) -> Chances:
    """Return the softmax over the scores of each article's parents and of having none."""
    scores = iter(parents.score([one.measures for kin in kinship.kin for one in kin]))
    alone = nobody.score(kinship.standing)
    options: list[Mapping[int, float]] = []
    originals = []
    for kin, none in zip(kinship.kin, alone, strict=True):
        if not kin:
            options.append({})
            originals.append(1.0)
            continue
        row = [*islice(scores, len(kin)), none]
        top = max(row)
        shares = [exp(score - top) for score in row]
        total = sum(shares)
        options.append(
            {one.parent: share / total for one, share in zip(kin, shares[:-1], strict=True)}
        )
        originals.append(shares[-1] / total)
    return Chances(tuple(options), tuple(originals))


def plant_tree(chances: Chances) -> list[int]:
    """Return the first parent of each article (NOBODY: an original) in the likeliest tree.

    Whether an article has a parent at all is weighed with the chances of all parents together: two
    equal copies halve each other's chance of being the parent, not the chance that there is one.
    """
    scores = []
    for options, alone in zip(chances.parents, chances.nobody, strict=True):
        top = max(options.values(), default=1.0)
        some = log(max(0.0, 1 - alone) + TINY)
        scores.append(
            {
                NOBODY: log(alone + TINY),
                **{n: some + log((chance + TINY) / top) for n, chance in options.items()},
            }
        )
    return choose_parents(scores)


def add_parents(
    evidence: Evidence,
    kinship: Kinship,
    chances: Chances,
    tree: Sequence[int],
    weights: Network,
) -> list[list[tuple[int, float]]]:
    """Return the further parents of each article with their chances, the surest first."""
    found: list[list[tuple[int, float]]] = []
    for child, first in enumerate(tree):
        known = [first]
        added: list[tuple[int, float]] = []
        while first != NOBODY and len(added) < FURTHER:
            options = measure_additions(
                evidence, kinship.kin[child], chances.parents[child], known, tree, chances.nobody
            )
            scores = weights.score([addition for _, addition in options])
            shares = [1 / (1 + exp(-score)) for score in scores]
            if sum(shares) < FURTHER_CHANCE:  # equal copies share one chance: see plant_tree
                break
            chance, number = max(zip(shares, (number for number, _ in options), strict=True))
            known.append(number)
            added.append((number, chance))
        found.append(added)
    return found


def trace_agencies(
    articles: Sequence[Article], passages: Sequence[Passage], descents: Sequence[Descent]
) -> list[Descent]:
    """Put an agency that is not among the files above the reports that carry its text.

    A report with the agency's dateline or credit, and no parent here, is its copy. Of two that
    share prose, both naming the agency, one being such a copy, neither is the other's parent.
    """
    here = {short_agency(article.outlet) for article in articles}
    copies: dict[str, dict[str, Credit]] = {}  # article, then agency
    carried: dict[str, dict[str, Credit]] = {}
    for article in articles:
        own = short_agency(article.outlet)
        credits_ = [c for c in find_credits(article) if c.agency not in here and not own]
        copies[article.id] = {credit.agency: credit for credit in credits_}
        carried[article.id] = {
            c.agency: c for c in find_carried(article) if c.agency not in here and not own
        }
    found = []
    for descent in descents:
        kept: list[Parent] = []
        origins: dict[str, Parent | None] = {}
        for parent in descent.parents:
            other = parent.article or ""
            common = [
                agency
                for agency in carried[descent.article]
                if agency in carried.get(other, {})
                and (agency in copies[descent.article] or agency in copies.get(other, {}))
            ]
            if common:
                origins[common[0]] = parent
            else:
                kept.append(parent)
        if not kept and not origins:
            origins = dict.fromkeys(copies[descent.article])
        agencies = tuple(
            _agency_parent(agency, sibling) for agency, sibling in sorted(origins.items())
        )
        found.append(Descent(descent.article, (*kept, *agencies)))
    return _join_siblings(found, carried, passages)


def _agency_parent(agency: str, sibling: Parent | None) -> Parent:
    origin = agency_origin(agency)
    if sibling is None:
        return Parent(None, origin, CREDITED, (), f"it credits {agency}, whose report is not here")
    return Parent(
        None,
        origin,
        SIBLING,
        sibling.evidence,
        f"it shares {len(sibling.evidence)} passages with {sibling.article}, and both name {agency}"
        ", whose report is not here",
    )


def _join_siblings(
    descents: Sequence[Descent],
    carried: Mapping[str, Mapping[str, Credit]],
    passages: Sequence[Passage],
) -> list[Descent]:
    """Put an original that shares prose with an agency's copy, and names it, under the agency."""
    under = {
        descent.article: {parent.origin for parent in descent.parents if parent.origin}
        for descent in descents
    }
    shared: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        if prose_weight(passage) >= SIBLING_PROSE:
            shared.setdefault((passage.a.article, passage.b.article), []).append(passage)
            shared.setdefault((passage.b.article, passage.a.article), []).append(passage)
    found = []
    for descent in descents:
        parents = list(descent.parents)
        for agency in carried.get(descent.article, {}) if not parents else ():
            origin = agency_origin(agency)
            evidence = [
                passage.id
                for other, origins in sorted(under.items())
                if origin in origins
                for passage in shared.get((descent.article, other), ())
            ]
            if evidence:
                because = (
                    f"it names {agency} and shares {len(evidence)} passages with its copies here"
                )
                parents.append(Parent(None, origin, SIBLING, tuple(evidence[:SHOWN]), because))
        found.append(Descent(descent.article, tuple(parents)))
    return found


def join_lost(passages: Sequence[Passage], descents: Sequence[Descent]) -> list[Descent]:
    """Put originals that share much prose of their own under a report that is not among the files.

    Neither seems made from the other, and two reporters do not write one prose. All members of a
    group share prose with each other; an article may be in several groups.
    """
    originals = {descent.article for descent in descents if not descent.parents}
    shared: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        pair = passage.a.article, passage.b.article
        if pair[0] != pair[1] and originals.issuperset(pair):
            shared.setdefault((min(pair), max(pair)), []).append(passage)
    near = {
        pair: found for pair, found in shared.items() if sum(map(prose_weight, found)) >= LOST_PROSE
    }
    groups: list[set[str]] = []
    for one, other in sorted(near, key=lambda pair: (-sum(map(prose_weight, near[pair])), pair)):
        for group in groups:
            new = {one, other} - group
            if len(new) < 2 and all(
                (min(old, n), max(old, n)) in near for old in group - {one, other} for n in new
            ):
                group.update(new)
                break
        else:
            groups.append({one, other})
    above: dict[str, list[Parent]] = {}
    for number, group in enumerate(groups, 1):
        for article in group:
            evidence = [
                passage
                for pair, found in sorted(near.items())
                if article in pair and set(pair) <= group
                for passage in found
            ]
            evidence.sort(key=lambda passage: -prose_weight(passage))
            others = ", ".join(sorted(group - {article}))
            because = f"it shares prose with {others}, and neither seems made from the other"
            ids = tuple(passage.id for passage in evidence[:SHOWN])
            above.setdefault(article, []).append(Parent(None, f"lost:{number}", LOST, ids, because))
    return [
        Descent(descent.article, (*descent.parents, *above.get(descent.article, ())))
        for descent in descents
    ]


def agency_origin(agency: str) -> str:
    """Return the id of the origin that an agency is."""
    return f"agency:{agency}"


def _by_pair(
    articles: Sequence[Article], passages: Sequence[Passage]
) -> dict[tuple[int, int], list[Passage]]:
    """Return the passages of each pair of articles, those with most prose of its own first."""
    number = {article.id: n for n, article in enumerate(articles)}
    pairs: dict[tuple[int, int], list[Passage]] = {}
    for passage in sorted(passages, key=lambda passage: -prose_weight(passage)):
        one, other = number.get(passage.a.article), number.get(passage.b.article)
        if one is not None and other is not None:
            pairs.setdefault((min(one, other), max(one, other)), []).append(passage)
    return pairs


def _explain(parent: Article, measures: Measures, passages: Sequence[Passage]) -> str:
    """Say in words what speaks for a parent, and how sure the order is."""
    reasons = [f"{round(100 * (1 - measures.own))} % of its wording stands in {parent.id}"]
    prose = sum(1 for passage in passages if passage.quoted < 0.5)
    reasons.append(f"{prose} shared {'passage' if prose == 1 else 'passages'} of own prose")
    if measures.missing == 0 and measures.missing_as_is == 0:
        reasons.append("no other article has more of it")
    if measures.credited:
        reasons.append(f"it credits {parent.outlet}")
    if measures.elided > 0:
        reasons.append("it shortens quotations that are fuller there")
    if measures.earlier:
        reasons.append(f"{parent.id} was published earlier")
    elif measures.later:
        reasons.append(f"although {parent.id} is stamped later")
    else:
        reasons.append("the clocks do not tell the order")
    return "; ".join(reasons)


def find_roots(descents: Sequence[Descent]) -> dict[str, tuple[str, ...]]:
    """Return the originals behind each article, sorted; an original is its own.

    An origin outside the files counts as one, by its id.
    """
    parents = {descent.article: descent.parents for descent in descents}
    roots: dict[str, tuple[str, ...]] = {}

    def visit(article: str, path: frozenset[str]) -> set[str]:
        if article in roots:
            return set(roots[article])
        found: set[str] = set()
        for parent in parents.get(article, ()):
            if parent.origin is not None:
                found.add(parent.origin)
            elif parent.article is not None and parent.article not in path:
                found |= visit(parent.article, path | {article})
        return found or {article}

    for descent in descents:
        roots[descent.article] = tuple(sorted(visit(descent.article, frozenset())))
    return roots
