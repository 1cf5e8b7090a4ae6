"""Who derives from whom among the articles of one story: the family tree, with its evidence.

1. Every pair that shares prose of its own (quotations of one speech prove nothing) is measured
   (witnesses.py, kinship.py): what the child has that this parent lacks, what both have as it
   stands, slips and elisions included, habits of a desk, clocks where their intervals do not
   overlap, credits.
2. The chance of each first parent, and of being an original, is a softmax over weighted measures:
   first by the text alone, then with the clocks, and with how far the text contradicts them.
3. Sets of parents (none, one, two) are weighed against each other (parentage.py).
4. One tree is chosen for all (selection.py), so that nobody descends from himself.
5. What comes from no file here is hung on an origin outside (outside.py, citations.py, lost.py).

The weights are in stemma.json; training/stemma.py makes them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import exp
from pathlib import Path

from variorum.compare.ancestry import SHOWN
from variorum.compare.citations import trace_outlets
from variorum.compare.collection import Collection, arrange, collect_words
from variorum.compare.kinship import Chances, Kinship, Measures, measure_again, measure_kinship
from variorum.compare.lost import join_lost
from variorum.compare.network import Network, read_network
from variorum.compare.outlets import call_other
from variorum.compare.outside import trace_agencies
from variorum.compare.parentage import Hypothesis, measure_sets
from variorum.compare.rulings import NO_RULINGS, Rulings, narrow_sets, oblige
from variorum.compare.selection import choose_sets, count_in, find_above
from variorum.compare.witnesses import Evidence, collect_evidence, prose_weight
from variorum.model import Annotated, Article, Descent, Parent, Passage

WEIGHTS = Path(__file__).with_name("stemma.json")
RIVAL = 0.7  # of the chance of the parent that is told: another is named beside it
REVERSED = 0.3  # chance that the parent is the child's child, from which it is said


@dataclass(frozen=True, slots=True)
class Weights:
    """Networks over Measures and over Standing, in the first and second pass, and over sets."""

    parents: tuple[Network, Network]
    nobody: tuple[Network, Network]
    sets: Network


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the weights that are shipped with the package, read once."""
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(
        parents=(read_network(raw["parents"][0]), read_network(raw["parents"][1])),
        nobody=(read_network(raw["nobody"][0]), read_network(raw["nobody"][1])),
        sets=read_network(raw["sets"]),
    )


def build_stemma(
    articles: Sequence[Annotated], passages: Sequence[Passage], rulings: Rulings = NO_RULINGS
) -> list[Descent]:
    """Return each article of one story with its parents, in the order given, the surest first.

    `passages` are those of `variorum.compare.reuse` among these articles; `rulings` are what people
    decided. No parents: an original, as far as the files tell.
    """
    return build_tree([annotated.article for annotated in articles], passages, rulings)


def build_tree(
    articles: Sequence[Article],
    passages: Sequence[Passage],
    rulings: Rulings = NO_RULINGS,
    *,
    words: Collection | None = None,
) -> list[Descent]:
    """Do the work of `build_stemma`; annotations are not needed.

    words: of these articles, in any order; None: they are not read yet.
    """
    found: list[Descent] = []
    if passages:
        words = arrange(words, articles) if words else collect_words(articles)
        found = _weigh_copies(collect_evidence(words, passages), passages, rulings)
    found = found or [Descent(article.id, ()) for article in articles]
    found = oblige(trace_agencies(articles, passages, found), passages, rulings)
    found = join_lost(articles, passages, trace_outlets(articles, passages, found))
    return oblige(found, passages, rulings)


def _weigh_copies(
    evidence: Evidence, passages: Sequence[Passage], rulings: Rulings
) -> list[Descent]:
    """Return each article with its parents here, as far as shared text tells."""
    articles = evidence.articles
    kinship, hypotheses = weigh_parents(evidence, load_weights())
    sets = narrow_sets(hypotheses, articles, rulings)
    chosen = choose_sets(sets)
    between = _by_pair(articles, passages)
    found = []
    for child, article in enumerate(articles):
        measures = {kin.parent: kin.measures for kin in kinship.kin[child]}
        rival = _find_rival(child, sets[child], chosen)
        parents = []
        for number, chance in chosen[child]:
            pair = min(child, number), max(child, number)
            because = _explain(article, articles[number], measures[number], between[pair])
            if rival is not None:
                because += f"; {call_other(articles[rival], article)} may be the parent instead"
            if count_in(sets[number]).get(child, 0.0) >= REVERSED:
                because += "; it may be the other way round"
            parents.append(
                Parent(
                    article=articles[number].id,
                    origin=None,
                    confidence=round(chance, 3),
                    evidence=tuple(passage.id for passage in between[pair][:SHOWN]),
                    because=because,
                )
            )
        derived = round(1 - sets[child][()], 3) if parents else None
        found.append(Descent(article.id, tuple(parents), derived))
    return found


def weigh_parents(
    evidence: Evidence, weights: Weights
) -> tuple[Kinship, list[dict[tuple[int, ...], float]]]:
    """Return the measures of the second pass and the chance of each set of parents."""
    by_text = measure_kinship(evidence)
    before = share_out(by_text, weights.parents[0], weights.nobody[0])
    kinship = measure_again(evidence, by_text, before)
    chances = share_out(kinship, weights.parents[1], weights.nobody[1])
    return kinship, share_sets(measure_sets(evidence, kinship, chances), weights.sets)


def share_out(kinship: Kinship, parents: Network, nobody: Network) -> Chances:
    """Return the softmax over the scores of each article's parents and of having none."""
    scores = iter(parents.score([one.measures for kin in kinship.kin for one in kin]))
    alone = nobody.score(kinship.standing)
    options: list[Mapping[int, float]] = []
    originals = []
    for kin, none in zip(kinship.kin, alone, strict=True):
        shares = soften([*islice(scores, len(kin)), none])
        options.append({one.parent: share for one, share in zip(kin, shares[:-1], strict=True)})
        originals.append(shares[-1])
    return Chances(tuple(options), tuple(originals))


def share_sets(
    measured: Sequence[Sequence[Hypothesis]], weights: Network
) -> list[dict[tuple[int, ...], float]]:
    """Return the softmax over the scores of each article's sets of parents."""
    scores = iter(weights.score([one for sets in measured for _, one in sets]))
    return [
        dict(
            zip(
                (members for members, _ in sets),
                soften(list(islice(scores, len(sets)))),
                strict=True,
            )
        )
        if sets
        else {(): 1.0}
        for sets in measured
    ]


def soften(scores: Sequence[float]) -> list[float]:
    """Return the softmax of scores."""
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def _find_rival(
    child: int,
    sets: Mapping[tuple[int, ...], float],
    chosen: Sequence[Sequence[tuple[int, float]]],
) -> int | None:
    """Return the likeliest parent beside the only one chosen, if it is nearly as likely."""
    if len(chosen[child]) != 1:
        return None
    (parent, chance), *_ = chosen[child]
    shares = count_in(sets)
    members = [[n for n, _ in parents] for parents in chosen]
    able = [n for n in shares if n != parent and child not in find_above(n, members)]
    rival = max(able, key=lambda n: (shares[n], -n), default=None)
    return rival if rival is not None and shares[rival] >= RIVAL * chance else None


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


def _explain(
    child: Article, parent: Article, measures: Measures, passages: Sequence[Passage]
) -> str:
    """Say in words what speaks for a parent, and how sure the order is."""
    called = call_other(parent, child)
    reasons = [f"{round(100 * (1 - measures.own))} % of its wording stands in {called}"]
    prose = sum(1 for passage in passages if passage.quoted < 0.5)
    reasons.append(f"{prose} shared {'passage' if prose == 1 else 'passages'} of own prose")
    if measures.missing == 0 and measures.missing_as_is == 0:
        reasons.append("no other article has more of it")
    if measures.credited:
        reasons.append(f"it credits {parent.outlet}")
    if measures.elided > 0:
        reasons.append("it shortens quotations that are fuller there")
    if measures.earlier:
        reasons.append(f"{called} was published earlier")
    elif measures.later:
        reasons.append(f"although {called} is stamped later")
    else:
        reasons.append("the clocks do not tell the order")
    return "; ".join(reasons)
