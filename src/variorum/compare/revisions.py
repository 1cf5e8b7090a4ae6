"""What an article made of its parent: the sentences it kept, reworded, moved, cut and added."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from variorum.model import Annotated, Descent, Passage, Revised, Revision, RevisionKind, Span

COVERED = 0.5  # of a sentence's characters in common, to be the parent's sentence
NEXT = 3  # characters between two sentences that follow each other
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Side:
    """The sentences of a body, in text order."""

    article: str
    text: str
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]

    def touching(self, start: int, end: int) -> range:
        """Return the places of the sentences that a run touches."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return range(first, bisect_left(self.starts, end))

    def words(self, places: Iterable[int]) -> str:
        """Return the bare words of some sentences, in one line."""
        return " ".join(
            word
            for place in places
            for word in WORD.findall(
                self.text[self.sentences[place].start : self.sentences[place].end].casefold()
            )
        )


def find_revisions(
    articles: Sequence[Annotated], passages: Iterable[Passage], stemma: Iterable[Descent]
) -> list[Revision]:
    """Return what each article made of each parent among the files, in the order of the stemma."""
    by_id = {one.article.id: one for one in articles}
    shared: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
    for passage in passages:
        shared.setdefault((passage.a.article, passage.b.article), []).append((passage.a, passage.b))
        shared.setdefault((passage.b.article, passage.a.article), []).append((passage.b, passage.a))
    sides: dict[str, _Side] = {}
    revisions = []
    for descent in stemma:
        for parent in descent.parents:
            pair = (descent.article, parent.article or "")
            if pair[0] not in by_id or pair[1] not in by_id:
                continue
            for name in pair:
                if name not in sides:
                    sides[name] = _lay_out(by_id[name])
            revised = revise(sides[pair[0]], sides[pair[1]], shared.get(pair, []))
            revisions.append(Revision(*pair, parent.confidence, tuple(revised)))
    return revisions


def pair_sentences(
    child: Annotated, parent: Annotated, shared: Sequence[tuple[Span, Span]]
) -> list[tuple[Span, Span]]:
    """Return the child's sentences that come from the parent, each with its place there.

    shared: what both have in common, the child's side first.
    """
    side, other = _lay_out(child), _lay_out(parent)
    return [
        (side.sentences[place], _span(other, places))
        for place, places in enumerate(_link(side, other, shared))
        if places is not None
    ]


def _lay_out(one: Annotated) -> _Side:
    bodies = [block for block in one.article.blocks if block.kind == "body"]
    starts = [block.start for block in bodies]
    sentences = []
    for sentence in one.sentences:
        at = bisect_right(starts, sentence.start) - 1
        if at >= 0 and sentence.start < bodies[at].end:
            sentences.append(sentence)
    if not one.sentences:
        sentences = [Span(one.article.id, block.start, block.end) for block in bodies]
    return _Side(
        one.article.id,
        one.article.text,
        tuple(sentences),
        tuple(sentence.start for sentence in sentences),
    )


def revise(child: _Side, parent: _Side, shared: Sequence[tuple[Span, Span]]) -> list[Revised]:
    """Return the child's sentences in order, each run with its place in the parent.

    What was cut stands behind the run that its neighbour in the parent became.
    """
    linked = _link(child, parent, shared)
    here = [places[0] if places else None for places in linked]
    steady = _longest_rising([at for at in here if at is not None])
    steps: list[tuple[RevisionKind, int | None, range | None]] = []
    order = 0
    for place, places in enumerate(linked):
        if places is None:
            steps.append(("added", place, None))
            continue
        kind: RevisionKind = "kept"
        if order not in steady:
            kind = "moved"
        elif child.words([place]) not in parent.words(places):
            kind = "reworded"
        order += 1
        steps.append((kind, place, places))
    taken = {at for places in linked if places for at in places}
    covered = _cover(parent, [there for _, there in shared])
    gone = {at for at in range(len(parent.sentences)) if at not in taken and covered[at] < COVERED}
    return _join(child, parent, steps, gone)


def _link(child: _Side, parent: _Side, shared: Sequence[tuple[Span, Span]]) -> list[range | None]:
    """Return for each sentence of the child the sentences of the parent that it comes from."""
    best: list[tuple[int, range] | None] = [None] * len(child.sentences)
    for here, there in shared:
        scale = (there.end - there.start) / max(1, here.end - here.start)
        for place in child.touching(here.start, here.end):
            sentence = child.sentences[place]
            start, end = max(sentence.start, here.start), min(sentence.end, here.end)
            if start >= end:
                continue
            first = there.start + round((start - here.start) * scale)
            last = there.start + round((end - here.start) * scale)
            middle = (first + last) // 2
            at = parent.touching(first, max(first + 1, last))
            trimmed = [k for k in at if _mostly(parent.sentences[k], first, last)] or list(
                parent.touching(middle, middle + 1)
            )
            found = best[place]
            if trimmed and (found is None or end - start > found[0]):
                best[place] = (end - start, range(trimmed[0], trimmed[-1] + 1))
    share = _cover(child, [here for here, _ in shared])
    return [
        found[1] if found and share[place] >= COVERED else None for place, found in enumerate(best)
    ]


def _mostly(sentence: Span, start: int, end: int) -> bool:
    """Whether a run holds half of a sentence, or a sentence half of the run."""
    common = min(sentence.end, end) - max(sentence.start, start)
    return 2 * common >= min(sentence.end - sentence.start, end - start)


def _cover(side: _Side, runs: Iterable[Span]) -> list[float]:
    """Return how much of each sentence lies in the runs, 0..1."""
    common = [0] * len(side.sentences)
    last = 0
    for run in sorted(runs):
        start = max(run.start, last)
        for place in side.touching(start, run.end):
            sentence = side.sentences[place]
            common[place] += max(0, min(sentence.end, run.end) - max(sentence.start, start))
        last = max(last, run.end)
    return [
        size / max(1, sentence.end - sentence.start)
        for size, sentence in zip(common, side.sentences, strict=True)
    ]


def _longest_rising(places: Sequence[int]) -> set[int]:
    """Return which of some places stand in one longest order that never falls.

    >>> sorted(_longest_rising([4, 0, 1, 1, 3]))
    [1, 2, 3, 4]
    """
    tails: list[int] = []  # by length: the lowest last place
    ends: list[int] = []  # and its index
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_right(tails, place)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
    steady: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        steady.add(index)
        index = before[index]
    return steady


def _join(
    child: _Side,
    parent: _Side,
    steps: Sequence[tuple[RevisionKind, int | None, range | None]],
    gone: AbstractSet[int],
) -> list[Revised]:
    """Join steps that follow each other on both sides, and put in what was cut."""
    behind: dict[int, list[int]] = {}  # step → the sentences cut after it
    ends = {places[-1]: n for n, (_, _, places) in enumerate(steps) if places}
    step = -1
    for at in range(len(parent.sentences)):
        step = ends.get(at, step)
        if at in gone:
            behind.setdefault(step, []).append(at)
    joined: list[Revised] = []
    for n in range(-1, len(steps)):
        if n >= 0:
            kind, place, places = steps[n]
            here = child.sentences[place] if place is not None else None
            there = _span(parent, places) if places is not None else None
            _add(joined, Revised(kind, here, there))
        for at in behind.get(n, ()):
            _add(joined, Revised("cut", None, parent.sentences[at]))
    return joined


def _span(side: _Side, places: range) -> Span:
    return Span(side.article, side.sentences[places[0]].start, side.sentences[places[-1]].end)


def _add(joined: list[Revised], fresh: Revised) -> None:
    """Add a step, or lengthen the last one by it if it goes on on both sides."""
    last = joined[-1] if joined else None
    if last is None or last.kind != fresh.kind or last.kind == "reworded":
        joined.append(fresh)
        return
    if last.there and fresh.there and not fresh.there.start - last.there.start >= 0:
        joined.append(fresh)
        return
    gap = fresh.there.start - last.there.end if last.there and fresh.there else 0
    if last.kind in ("moved", "cut") and gap > NEXT:
        joined.append(fresh)
        return
    joined[-1] = Revised(fresh.kind, _reach(last.here, fresh.here), _reach(last.there, fresh.there))


def _reach(one: Span | None, other: Span | None) -> Span | None:
    if one is None or other is None:
        return other or one
    return Span(one.article, min(one.start, other.start), max(one.end, other.end))
