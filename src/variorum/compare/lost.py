"""Texts that are not among the files, known by what two originals share; repeats of one outlet.

Two reports that share a lost parent are siblings, never parent and child.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.compare.ancestry import SHOWN
from variorum.compare.kinship import DAY
from variorum.compare.notices import OwnProse, count_letters
from variorum.compare.outlets import call_article, same_outlet
from variorum.model import Article, Descent, Parent, Passage

LOST = 0.7  # that two originals which share much prose have a common source that is not here
PERHAPS_LOST = 0.4  # that they have it if what they share are phrases: facts in like words
# Nats of own prose, over all passages of a pair. Of real reports that share 90 and more 34 pairs
# were read: the 15 with one passage of 75, or 200 in all, have a text in common, of the rest half.
LOST_PROSE = 90.0
LOST_AT_ONCE, LOST_IN_ALL = 75.0, 200.0
LOST_SHARE = 0.1  # of the shorter report: with less in common both are mostly reports of their own
REPEATS = 0.7  # that a report repeats an earlier one of its own outlet, if they share more:
REPEATED_PROSE = 120.0  # nats; the links of a site's pages stay below


@dataclass(frozen=True, slots=True)
class _Common:
    """The passages of two articles, those with most own prose first, and their nats of it."""

    passages: tuple[Passage, ...]
    weights: tuple[float, ...]
    share: float  # of the shorter one's text

    @property
    def whole(self) -> float:
        return sum(self.weights)

    @property
    def sure(self) -> bool:
        much = self.weights[0] >= LOST_AT_ONCE or self.whole >= LOST_IN_ALL
        return much and self.share >= LOST_SHARE


Pair = tuple[str, str]  # ids, in order


def join_lost(
    articles: Sequence[Article], passages: Sequence[Passage], descents: Sequence[Descent]
) -> list[Descent]:
    """Put originals that share much prose of their own under a text that is not among the files.

    Neither seems made from the other, and two reporters do not write one prose: an agency's report,
    or what an office gave out. All members of a group share prose with each other; an article may
    be in several groups. One outlet's two reports need no third: the later repeats the earlier.
    """
    by_id = {article.id: article for article in articles}
    originals = {
        descent.article
        for descent in descents
        if all((parent.origin or "").startswith("outlet:") for parent in descent.parents)
    }
    near = _find_near(by_id, passages, originals)
    above = _repeat_earlier(near, by_id)
    near = {
        pair: common
        for pair, common in near.items()
        if above.keys().isdisjoint(pair)
        and not same_outlet(by_id[pair[0]].outlet, by_id[pair[1]].outlet)
    }
    ordered = sorted(near)
    for number, group in enumerate(_group(near), 1):
        for article in sorted(group):
            others = [by_id[name] for name in sorted(group - {article})]
            shared = [near[pair] for pair in ordered if article in pair and set(pair) <= group]
            above.setdefault(article, []).append(_lost_parent(f"lost:{number}", others, shared))
    return [
        replace(descent, parents=(*descent.parents, *above.get(descent.article, ())))
        for descent in descents
    ]


def _find_near(
    articles: Mapping[str, Article], passages: Sequence[Passage], originals: set[str]
) -> dict[Pair, _Common]:
    """Return what two originals share, where it is much prose of their own."""
    prose = OwnProse(articles.values())
    shared: dict[Pair, list[tuple[float, Passage]]] = {}
    for passage in passages:
        one, other = sorted((passage.a.article, passage.b.article))
        if one != other and originals.issuperset((one, other)):
            shared.setdefault((one, other), []).append((prose.weigh(passage), passage))
    found = {}
    for pair, weighed in shared.items():
        if sum(weight for weight, _ in weighed) >= LOST_PROSE:
            weighed.sort(key=lambda one: -one[0])
            common = sum(passage.a.end - passage.a.start for _, passage in weighed)
            found[pair] = _Common(
                tuple(passage for _, passage in weighed),
                tuple(weight for weight, _ in weighed),
                common / min(count_letters(articles[name]) for name in pair),
            )
    return found


def _group(near: Mapping[Pair, _Common]) -> list[set[str]]:
    """Return groups in which each two share prose, those that share most together first."""
    groups: list[set[str]] = []
    for one, other in sorted(near, key=lambda pair: (-near[pair].whole, pair)):
        for group in groups:
            new = {one, other} - group
            if len(new) < 2 and all(
                (min(old, n), max(old, n)) in near for old in group - {one, other} for n in new
            ):
                group.update(new)
                break
        else:
            groups.append({one, other})
    return groups


def _lost_parent(origin: str, others: Sequence[Article], shared: Sequence[_Common]) -> Parent:
    """Return the lost parent of an article, by what it shares with the others."""
    sure = any(common.sure for common in shared)
    weighed = sorted(
        (
            (-weight, passage.id)
            for common in shared
            for weight, passage in zip(common.weights, common.passages, strict=True)
        ),
        key=lambda one: one[0],
    )
    names = ", ".join(dict.fromkeys(map(call_article, others)))
    because = (
        f"it shares prose with {names}, and neither seems made from the other"
        if sure
        else f"it shares phrases with {names}, perhaps from one text, perhaps facts in like words"
    )
    ids = tuple(name for _, name in weighed[:SHOWN])
    return Parent(None, origin, LOST if sure else PERHAPS_LOST, ids, because)


def _repeat_earlier(
    near: Mapping[Pair, _Common], articles: Mapping[str, Article]
) -> dict[str, list[Parent]]:
    """Return the parents of reports that repeat an earlier one of their own outlet."""
    best: dict[str, tuple[float, Parent]] = {}
    for pair, common in sorted(near.items(), key=lambda one: one[0]):
        one, other = (articles[name] for name in pair)
        days = [(article.published or "")[:DAY] for article in (one, other)]  # of one clock
        stated = min(map(len, days)) == DAY
        if not same_outlet(one.outlet, other.outlet) or not stated or days[0] == days[1]:
            continue
        early, late = (one, other) if days[0] < days[1] else (other, one)
        ids = tuple(passage.id for passage in common.passages[:SHOWN])
        because = f"it repeats prose of its own outlet's report of {min(days)}"
        if common.whole >= REPEATED_PROSE and common.whole > best.get(late.id, (0.0, None))[0]:
            best[late.id] = common.whole, Parent(early.id, None, REPEATS, ids, because)
    return {article: [parent] for article, (_, parent) in best.items()}
