"""What speaks for one article being made from another: measures over all pairs of a story.

Runs of four words are compared in two ways. Compared by key (`variorum.text.normal`), house style
does not count: what is missing was changed or is not there. Compared as they stand (capitals,
marks, spelling), two desks that share a slip or a style stand out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.compare.collection import COMPARED, Collection, collect_words
from variorum.compare.credits import find_credits, short_agency
from variorum.model import Article, Passage, Span
from variorum.text.clock import Interval, read_interval
from variorum.text.frequency import Hashes, hash_runs, hash_word

Floats = npt.NDArray[np.float32]

SIZE = 4  # words of a run
AS_IT_STANDS = re.compile(r"\w+|[^\w\s]")
BREAK = hash_word("\n")
OWN_PROSE = 40.0  # nats outside quotation marks that two articles must share to be kin at all


class Measures(NamedTuple):
    """What speaks for `parent` being the parent of `child`; the weights are in stemma.json."""

    missing: float  # runs (by key) that the child has from others and this parent lacks: log
    missing_as_is: float  # the same as they stand
    lacks: float  # runs that the child shares with a third article and this parent lacks: log
    offers: float  # runs that this parent shares with a third article and the child lacks: log
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
    titled: float  # likeness of the headlines, 0..1, against the kin with the likest
    same_credit: float  # 1 if the parent names or is an agency that the child names
    delay: float  # log of the hours from an earlier parent to the child
    original: float  # how surely the parent itself is no copy, 0..1 (second pass)


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


class Addition(NamedTuple):
    """What speaks for a further parent, beside those that are known."""

    bias: float  # always 1
    gain: float  # runs of the child that it has and the known parents lack: log
    gain_as_is: float  # the same as they stand
    share: float  # of the most that any article would gain
    chance: float  # log of its chance of being the first parent
    later: float  # as in Measures
    earlier: float
    half_later: float
    above: float  # 1 if a known parent descends from it
    below: float  # 1 if it descends from a known parent
    original: float  # how surely it is no copy


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
class Shared:
    """The runs of every article of a story as rows of two matrices of 0 and 1.

    There is a column for each run that several articles have; `sizes` counts all runs of a row.
    """

    by_key: Floats
    as_is: Floats
    sizes: Floats


def collect_runs(collection: Collection) -> Shared:
    """Return which article has which run of words."""
    keys = []
    runs = hash_runs(collection.words, SIZE)
    whole = collection.owner[: len(runs)] == collection.owner[SIZE - 1 :]
    for n in range(len(collection.articles)):
        part = slice(int(collection.first[n]), int(collection.first[n + 1]))
        keys.append(np.unique(runs[part][whole[part]]))
    marks = [_as_it_stands(article) for article in collection.articles]
    sizes = np.array([max(1, len(own)) for own in keys], dtype=np.float32)
    return Shared(_matrix(keys), _matrix(marks), sizes)


def _as_it_stands(article: Article) -> Hashes:
    words: list[int] = []
    for block in article.blocks:
        if block.kind in COMPARED:
            words.extend(map(hash_word, AS_IT_STANDS.findall(article.text, block.start, block.end)))
            words.append(BREAK)  # paragraphs are inherited too, with their order
    return np.unique(hash_runs(np.array(words, dtype=np.uint64), SIZE))


def _matrix(runs: Sequence[Hashes]) -> Floats:
    every, counts = np.unique(np.concatenate(runs), return_counts=True)
    shared = every[counts > 1]
    table = np.zeros((len(runs), len(shared)), dtype=np.float32)
    for row, own in enumerate(runs):
        table[row, np.searchsorted(shared, np.intersect1d(own, shared, assume_unique=True))] = 1
    return table


def prose_weight(passage: Passage) -> float:
    """Return the weight of a passage outside quotation marks."""
    return passage.weight * (1 - passage.quoted)


def compare_clocks(parent: Interval | None, child: Interval | None) -> tuple[float, float, float]:
    """Return (later, earlier, half_later) of Measures for two stated times."""
    if parent is None or child is None:
        return 0.0, 0.0, 0.0
    if child.before(parent):
        return 1.0, 0.0, 0.0
    if parent.before(child):
        return 0.0, 1.0, 0.0
    return 0.0, 0.0, _chance_later(parent, child) - 0.5


def _chance_later(one: Interval, other: Interval) -> float:
    """Return the chance that `one` is later, any moment of both being as likely."""
    low, high = one.earliest.timestamp(), one.latest.timestamp() + 1
    begin, end = other.earliest.timestamp(), other.latest.timestamp() + 1
    steps = np.linspace(low, high, 33)
    return float(np.clip((steps - begin) / (end - begin), 0, 1).mean())


@dataclass(slots=True)
class _Together:
    """What two articles share: weight in their own prose; ellipses and surprise of each side."""

    prose: float = 0.0
    ellipses: int = 0  # in the second, less those in the first
    surprise: float = 0.0  # of the second, less that of the first: nats
    words: int = 0


def _collect_pairs(
    collection: Collection, passages: Sequence[Passage]
) -> dict[tuple[int, int], _Together]:
    number = {article.id: n for n, article in enumerate(collection.articles)}
    total = np.concatenate((np.zeros(1), np.cumsum(collection.surprise, dtype=np.float64)))
    pairs: dict[tuple[int, int], _Together] = {}
    for passage in passages:
        one, other = number.get(passage.a.article), number.get(passage.b.article)
        if one is None or other is None or one == other:
            continue
        left, right = (passage.a, passage.b) if one < other else (passage.b, passage.a)
        together = pairs.setdefault((min(one, other), max(one, other)), _Together())
        together.prose += prose_weight(passage)
        for n, span, sign in ((min(one, other), left, -1), (max(one, other), right, 1)):
            text = collection.articles[n].text
            cut = text[span.start : span.end]
            together.ellipses += sign * (cut.count("…") + cut.count("..."))
            low, high = _word_range(collection, n, span)
            together.surprise += sign * float(total[high] - total[low])
            together.words += high - low
    return pairs


def _word_range(collection: Collection, number: int, span: Span) -> tuple[int, int]:
    first, last = int(collection.first[number]), int(collection.first[number + 1])
    starts = collection.starts[first:last]
    low, high = np.searchsorted(starts, (span.start, span.end))
    return first + int(low), first + int(high)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is measured once for a story, whoever is thought to be an original."""

    articles: tuple[Article, ...]
    shared: Shared
    pairs: Mapping[tuple[int, int], _Together]
    clocks: tuple[Interval | None, ...]
    credited: tuple[frozenset[str], ...]
    agencies: tuple[str | None, ...]
    titles: tuple[frozenset[str], ...]  # words of the headlines


def collect_evidence(articles: Sequence[Article], passages: Sequence[Passage]) -> Evidence:
    """Measure the articles of one story and the passages among them."""
    collection = collect_words(articles)
    return Evidence(
        articles=tuple(articles),
        shared=collect_runs(collection),
        pairs={
            pair: together
            for pair, together in _collect_pairs(collection, passages).items()
            if together.prose >= OWN_PROSE
        },
        clocks=tuple(read_interval(article.published) for article in articles),
        credited=tuple(
            frozenset(credit.agency for credit in find_credits(article)) for article in articles
        ),
        agencies=tuple(short_agency(article.outlet) for article in articles),
        titles=tuple(
            frozenset(AS_IT_STANDS.findall((article.title or "").casefold()))
            for article in articles
        ),
    )


def measure_kinship(evidence: Evidence, originals: Sequence[float] | None = None) -> Kinship:
    """Measure every ordered pair of articles that share enough of their own prose.

    `originals` says how surely each article is no copy; None: not known yet.
    """
    count = len(evidence.articles)
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in sorted(evidence.pairs):
        near[one].append(other)
        near[other].append(one)
    common = evidence.shared.by_key @ evidence.shared.by_key.T
    kin = tuple(
        tuple(_measure_child(evidence, common, child, near[child], originals))
        for child in range(count)
    )
    standing = tuple(_measure_standing(evidence, n, kin[n]) for n in range(count))
    return Kinship(kin, standing)


def _measure_child(
    evidence: Evidence,
    common: Floats,
    child: int,
    parents: Sequence[int],
    originals: Sequence[float] | None,
) -> list[Kin]:
    if not parents:
        return []
    shared, clocks = evidence.shared, evidence.clocks
    times = [compare_clocks(clocks[parent], clocks[child]) for parent in parents]
    sources = [p for p, (later, _, _) in zip(parents, times, strict=True) if not later]
    missing = _missing(shared.by_key, child, parents, sources or parents)
    as_is = _missing(shared.as_is, child, parents, sources or parents)
    titles = [_likeness(evidence.titles[parent], evidence.titles[child]) for parent in parents]
    credited = evidence.credited[child] - {evidence.agencies[child]}
    kin = []
    for at, parent in enumerate(parents):
        together = evidence.pairs[min(parent, child), max(parent, child)]
        sign = 1 if parent < child else -1
        third = [n for n in parents if n != parent]
        lacks, offers = _both_ways(shared.by_key, child, parent, third)
        later, earlier, half_later = times[at]
        measures = Measures(
            missing=log1p(missing[at] - min(missing)),
            missing_as_is=log1p(as_is[at] - min(as_is)),
            lacks=log1p(lacks),
            offers=log1p(offers),
            extra=1 - float(common[parent, child] / shared.sizes[parent]),
            own=1 - float(common[parent, child] / shared.sizes[child]),
            later=later,
            earlier=earlier,
            half_later=half_later,
            credited=float(
                evidence.agencies[parent] is not None
                and evidence.agencies[parent] in evidence.credited[child]
            ),
            elided=float(max(-2, min(2, sign * together.ellipses))),
            odder=max(-1.0, min(1.0, sign * together.surprise / max(1, together.words) * 2)),
            prose=log1p(together.prose),
            tied=float(missing[at] <= min(missing)),
            tied_as_is=float(as_is[at] <= min(as_is)),
            titled=titles[at] - max(titles),
            same_credit=float(
                bool((evidence.credited[parent] | {evidence.agencies[parent]}) & credited)
            ),
            delay=_delay(clocks[parent], clocks[child]) if earlier else 0.0,
            original=originals[parent] if originals else 0.0,
        )
        kin.append(Kin(parent, child, measures))
    return kin


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


def _both_ways(table: Floats, child: int, parent: int, third: Sequence[int]) -> tuple[float, float]:
    """Return what the child shares with third articles and the parent lacks, and the reverse."""
    if not third:
        return 0.0, 0.0
    known = table[list(third)].max(axis=0)
    mine, theirs = table[child], table[parent]
    return float((mine * known * (1 - theirs)).sum()), float((theirs * known * (1 - mine)).sum())


def _measure_standing(evidence: Evidence, number: int, kin: Sequence[Kin]) -> Standing:
    parents = [one.parent for one in kin]
    agency = evidence.agencies[number]
    sources = [one for one in kin if not one.measures.later] or kin
    shares = [float(evidence.shared.by_key[n].sum()) for n in (number, *parents)]
    return Standing(
        bias=1.0,
        agency=float(agency is not None),
        credits=float(bool(evidence.credited[number] - {agency})),
        first=sum(one.measures.later for one in kin) / max(1, len(kin)),
        preceded=sum(one.measures.earlier for one in kin) / max(1, len(kin)),
        after=max((one.measures.prose * one.measures.earlier for one in kin), default=0.0),
        central=log1p(shares[0]) - log1p(max(shares)),
        prose=max((one.measures.prose for one in kin), default=0.0),
        covered=1 - min((one.measures.own for one in sources), default=1.0),
        strange=min((one.measures.lacks for one in sources), default=0.0),
    )


def measure_additions(  # noqa: PLR0917 - what is known of one child
    evidence: Evidence,
    kin: Sequence[Kin],
    chances: Mapping[int, float],
    known: Sequence[int],
    tree: Sequence[int],
    originals: Sequence[float],
) -> list[tuple[int, Addition]]:
    """Measure every further parent of one child, with its number; `kin` is that child's.

    `chances` are those of being the first parent, `tree` the first parent of each article (-1:
    none). Descendants of the child are left out.
    """
    table = evidence.shared.by_key
    known_here = [parent for parent in known if parent >= 0]
    if not known_here or not kin:
        return []
    child = kin[0].child
    rest = table[child] * (1 - table[known_here].max(axis=0))
    marks = evidence.shared.as_is
    rest_as_is = marks[child] * (1 - marks[known_here].max(axis=0))
    gains = {one.parent: float(rest @ table[one.parent]) for one in kin}
    most = max(1.0, *gains.values())
    found = []
    for one in kin:
        if one.parent in known_here or child in _ancestors(one.parent, tree):
            continue
        found.append(
            (
                one.parent,
                Addition(
                    bias=1.0,
                    gain=log1p(gains[one.parent]),
                    gain_as_is=log1p(float(rest_as_is @ marks[one.parent])),
                    share=gains[one.parent] / most,
                    chance=max(-8.0, log(chances[one.parent] + 1e-9)),
                    later=one.measures.later,
                    earlier=one.measures.earlier,
                    half_later=one.measures.half_later,
                    above=float(any(one.parent in _ancestors(p, tree) for p in known_here)),
                    below=float(any(p in _ancestors(one.parent, tree) for p in known_here)),
                    original=originals[one.parent],
                ),
            )
        )
    return found


def _ancestors(number: int, tree: Sequence[int]) -> set[int]:
    """Return an article and all its first parents above it."""
    line: set[int] = set()
    while number >= 0 and number not in line:
        line.add(number)
        number = tree[number]
    return line
