"""What speaks for one article being made from another: measures over all pairs of a story.

They are taken twice. First without any clock, and with nothing known of who is an original. What
the text alone says is then held against the clocks: where a story's clocks contradict its text
(pages that show the time of their last update), the second pass can see it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import NamedTuple

import numpy as np

from variorum.compare.house import count_mixed
from variorum.compare.witnesses import Evidence, Floats
from variorum.text.clock import Interval

DAY = 10  # characters of a stated day: "2031-05-04"


class Measures(NamedTuple):
    """What speaks for `parent` being the parent of `child`; the weights are in stemma.json."""

    missing: float  # runs (by key) that the child has from others and this parent lacks: log
    missing_as_is: float  # the same as they stand
    missing_unmarked: float  # the same as they stand, less the marks
    missing_breaks: float  # the same where paragraphs meet
    lacks: float  # runs that the child shares with a third article and this parent lacks: log
    offers: float  # runs that this parent shares with a third article and the child lacks: log
    offers_unmarked: float  # the same as they stand, less the marks
    extra: float  # share of the parent's runs that the child lacks
    own: float  # share of the child's runs that this parent lacks
    later: float  # 1 if the parent's clock is certainly later
    earlier: float  # 1 if it is certainly earlier
    half_later: float  # how much of an uncertain interval is later, minus a half
    credited: float  # 1 if the child names the parent's outlet as its agency
    elided: float  # more ellipses in the child's side of the passages than in the parent's
    odder: float  # how much more surprising the child's side of the passages is, in nats a word
    prose: float  # shared words outside quotation marks, in nats: log
    tied: float  # 1 if no kin has more of what the child has from others, by key
    tied_as_is: float  # the same as it stands
    tied_unmarked: float  # the same as it stands, less the marks
    mixed: float  # habits in which the child is mixed and the parent is not, less the reverse
    titled: float  # likeness of the headlines, 0..1, against the kin with the likest
    same_credit: float  # 1 if the parent names or is an agency that the child names
    delay: float  # log of the hours from an earlier parent to the child
    original: float  # how surely the parent itself is no copy, 0..1 (second pass)
    clash: float  # how much of the story's descent, by its text, goes against its clocks: log
    clash_here: float  # the same of the parent's other children: its own clock is late
    before: float  # chance of this parent by text alone: log (second pass)


class Standing(NamedTuple):
    """What speaks for an article being no copy of another one here."""

    bias: float  # always 1
    agency: float  # 1 if its outlet is an agency
    credits: float  # 1 if it names an agency that is not its outlet
    first: float  # share of its kin that are certainly later
    preceded: float  # share of its kin that are certainly earlier
    after: float  # the most prose shared with one that is certainly earlier, in nats: log
    central: float  # runs it shares with others, against the kin that shares most: log of the ratio
    prose: float  # the most words shared with one other, in nats: log
    covered: float  # share of its runs that the kin have which holds most of it, later ones aside
    strange: float  # runs that it shares with some kin and the one that holds most of it lacks: log
    clash: float  # as in Measures
    before: float  # chance of being an original by text alone (second pass)


@dataclass(frozen=True, slots=True)
class Kin:
    """One pair with its passages: `parent` may be the parent of `child` (numbers of articles)."""

    parent: int
    child: int
    measures: Measures


@dataclass(frozen=True, slots=True)
class Kinship:
    """All pairs of a story that may be parent and child, and how each article stands alone."""

    kin: tuple[tuple[Kin, ...], ...]  # for each article as the child
    standing: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Chances:
    """For each article: the chance of each first parent, by number, and of having none."""

    parents: tuple[Mapping[int, float], ...]
    nobody: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Clocks:
    """How each ordered pair stands in time, and how far the text contradicts it."""

    pairs: Mapping[tuple[int, int], tuple[float, float, float]]  # parent, child
    clash: float
    late: Floats  # [parent, child]: chance by text that is stamped the wrong way round


def compare_clocks(parent: Interval | None, child: Interval | None) -> tuple[float, float, float]:
    """Return (later, earlier, half_later) of Measures for two stated times."""
    if parent is None or child is None:
        return 0.0, 0.0, 0.0
    if child.before(parent):
        return 1.0, 0.0, 0.0
    if parent.before(child):
        return 0.0, 1.0, 0.0
    return 0.0, 0.0, _chance_later(parent, child) - 0.5


def _compare_own_days(
    evidence: Evidence, parent: int, child: int
) -> tuple[float, float, float] | None:
    """Return what two days that one newsroom's clock stated say; None if they say nothing."""
    newsroom = evidence.newsrooms[parent]
    days = [(evidence.articles[n].published or "")[:DAY] for n in (parent, child)]
    if not newsroom or newsroom != evidence.newsrooms[child] or min(map(len, days)) < DAY:
        return None
    if days[0] == days[1]:
        return None
    return (1.0, 0.0, 0.0) if days[0] > days[1] else (0.0, 1.0, 0.0)


def _chance_later(one: Interval, other: Interval) -> float:
    """Return the chance that `one` is later, any moment of both being as likely."""
    low, high = one.earliest.timestamp(), one.latest.timestamp() + 1
    begin, end = other.earliest.timestamp(), other.latest.timestamp() + 1
    steps = np.linspace(low, high, 33)
    return float(np.clip((steps - begin) / (end - begin), 0, 1).mean())


def measure_kinship(evidence: Evidence) -> Kinship:
    """Measure all ordered pairs of articles that share enough of their own prose, by text alone."""
    count = len(evidence.articles)
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in sorted(evidence.pairs):
        near[one].append(other)
        near[other].append(one)
    common = evidence.shared.by_key @ evidence.shared.by_key.T
    kin = tuple(
        tuple(_measure_child(evidence, common, child, near[child])) for child in range(count)
    )
    return Kinship(kin, tuple(_measure_standing(evidence, n, kin[n]) for n in range(count)))


def measure_again(evidence: Evidence, first: Kinship, before: Chances) -> Kinship:
    """Measure the same pairs with the clocks; `before`: the chances by text alone."""
    clocks = _hold_against_clocks(evidence, first, before)
    kin = tuple(tuple(_time_child(evidence, kin, clocks, before)) for kin in first.kin)
    standing = tuple(
        _measure_standing(evidence, n, kin[n], clocks.clash, before.nobody[n])
        for n in range(len(kin))
    )
    return Kinship(kin, standing)


def _hold_against_clocks(evidence: Evidence, first: Kinship, before: Chances) -> _Clocks:
    count = len(evidence.articles)
    late = np.zeros((count, count), dtype=np.float32)
    pairs = {
        (one.parent, one.child): _compare_own_days(evidence, one.parent, one.child)
        or compare_clocks(evidence.clocks[one.parent], evidence.clocks[one.child])
        for kin in first.kin
        for one in kin
    }
    for (parent, child), (later, _, _) in pairs.items():
        late[parent, child] = later * before.parents[child].get(parent, 0.0)
    return _Clocks(pairs, log1p(float(late.sum())), late)


def _measure_child(
    evidence: Evidence, common: Floats, child: int, parents: Sequence[int]
) -> list[Kin]:
    if not parents:
        return []
    shared = evidence.shared
    missing = _find_missing(evidence, child, parents, parents)
    lacks, offers = _both_ways(shared.by_key, child, parents)
    _, offers_unmarked = _both_ways(shared.unmarked, child, parents)
    titles = [_likeness(evidence.titles[parent], evidence.titles[child]) for parent in parents]
    credited = evidence.credited[child] - {evidence.agencies[child]}
    kin = []
    for at, parent in enumerate(parents):
        together = evidence.pairs[min(parent, child), max(parent, child)]
        sign = 1 if parent < child else -1
        measures = Measures(
            **missing[at],
            lacks=log1p(lacks[at]),
            offers=log1p(offers[at]),
            offers_unmarked=log1p(offers_unmarked[at]),
            extra=1 - float(common[parent, child] / shared.sizes[parent]),
            own=1 - float(common[parent, child] / shared.sizes[child]),
            later=0.0,
            earlier=0.0,
            half_later=0.0,
            credited=float(
                parent in evidence.suppliers[child]
                or (
                    evidence.agencies[parent] is not None
                    and evidence.agencies[parent] in evidence.credited[child]
                )
            ),
            elided=float(max(-2, min(2, sign * together.ellipses))),
            odder=max(-1.0, min(1.0, sign * together.surprise / max(1, together.words) * 2)),
            prose=log1p(together.prose),
            mixed=float(count_mixed(evidence.habits[parent], evidence.habits[child])),
            titled=titles[at] - max(titles),
            same_credit=float(
                bool((evidence.credited[parent] | {evidence.agencies[parent]}) & credited)
            ),
            delay=0.0,
            original=0.0,
            clash=0.0,
            clash_here=0.0,
            before=0.0,
        )
        kin.append(Kin(parent, child, measures))
    return kin


def _time_child(
    evidence: Evidence, kin: Sequence[Kin], clocks: _Clocks, before: Chances
) -> Iterator[Kin]:
    """Yield the kin of one child anew; a parent that is certainly later was no source of it."""
    parents = [one.parent for one in kin]
    times = [clocks.pairs[one.parent, one.child] for one in kin]
    sources = [p for p, (later, _, _) in zip(parents, times, strict=True) if not later]
    missing = (
        _find_missing(evidence, kin[0].child, parents, sources)
        if 0 < len(sources) < len(parents)
        else [{}] * len(kin)
    )
    for one, time, lost in zip(kin, times, missing, strict=True):
        parent, child = one.parent, one.child
        later, earlier, half_later = time
        measures = one.measures._replace(
            **lost,
            later=later,
            earlier=earlier,
            half_later=half_later,
            delay=_delay(evidence.clocks[parent], evidence.clocks[child]) if earlier else 0.0,
            original=before.nobody[parent],
            clash=clocks.clash,
            clash_here=log1p(float(clocks.late[parent].sum() - clocks.late[parent, child])),
            before=max(-6.0, float(np.log(before.parents[child][parent] + 1e-9))),
        )
        yield Kin(parent, child, measures)


def _find_missing(
    evidence: Evidence, child: int, parents: Sequence[int], sources: Sequence[int]
) -> list[dict[str, float]]:
    """Return those of Measures for each parent that say what it lacks and `sources` have."""
    lost = [_missing(table, child, parents, sources) for table in evidence.shared.tables]
    over = [[log1p(one - min(row)) for one in row] for row in lost]
    return [
        {
            "missing": by_key,
            "missing_as_is": as_is,
            "missing_unmarked": unmarked,
            "missing_breaks": breaks,
            "tied": float(by_key == 0),
            "tied_as_is": float(as_is == 0),
            "tied_unmarked": float(unmarked == 0),
        }
        for by_key, as_is, unmarked, breaks in zip(*over, strict=True)
    ]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common words of two headlines."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _delay(parent: Interval | None, child: Interval | None) -> float:
    if parent is None or child is None:
        return 0.0
    return log1p(max(0.0, (child.earliest - parent.latest).total_seconds() / 3600))


def _missing(
    table: Floats, child: int, parents: Sequence[int], sources: Sequence[int]
) -> list[float]:
    """Return how much of what the child has from `sources` each parent lacks."""
    mine = table[child] * (table[list(sources)].max(axis=0) > 0)
    missing: list[float] = (mine.sum() - table[list(parents)] @ mine).tolist()
    return missing


def _both_ways(
    table: Floats, child: int, parents: Sequence[int]
) -> tuple[list[float], list[float]]:
    """Return for each parent what the child shares with the others and it lacks, and the reverse.

    The reverse: what the parent shares with other parents and the child lacks.
    """
    rows, mine = table[list(parents)], table[child]
    holders = rows.sum(axis=0)
    known = mine * (holders > 0)
    lacks: list[float] = (known.sum() - rows @ known).tolist()
    offers: list[float] = (rows @ ((1 - mine) * (holders > 1))).tolist()
    return lacks, offers


def _measure_standing(
    evidence: Evidence, number: int, kin: Sequence[Kin], clash: float = 0.0, before: float = 0.0
) -> Standing:
    parents = [one.parent for one in kin]
    agency = evidence.agencies[number]
    sources = [one for one in kin if not one.measures.later] or kin
    shares = [float(evidence.shared.by_key[n].sum()) for n in (number, *parents)]
    return Standing(
        bias=1.0,
        agency=float(agency is not None),
        credits=float(bool(evidence.credited[number] - {agency} or evidence.suppliers[number])),
        first=sum(one.measures.later for one in kin) / max(1, len(kin)),
        preceded=sum(one.measures.earlier for one in kin) / max(1, len(kin)),
        after=max((one.measures.prose * one.measures.earlier for one in kin), default=0.0),
        central=log1p(shares[0]) - log1p(max(shares)),
        prose=max((one.measures.prose for one in kin), default=0.0),
        covered=1 - min((one.measures.own for one in sources), default=1.0),
        strange=min((one.measures.lacks for one in sources), default=0.0),
        clash=clash,
        before=before,
    )
