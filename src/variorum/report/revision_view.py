"""What an article is made of, and what it made of its parents: numbers, a strip, and the words."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from variorum.model import Article, Revised, Revision, Share, Span, Story
from variorum.report import phrases
from variorum.report.places import Places
from variorum.report.readings import Stretch, find_differences
from variorum.report.shown import Band, RevisionView, StepView

SHOWN = 8  # steps of a kind whose words are shown; the rest is counted, and is in the strip
LONGEST = 60  # words of a step that are shown
ORDER = ("kept", "reworded", "moved", "cut", "added")
TOLD = ("cut", "added", "reworded", "moved")


def view_revisions(story: Story, places: Places) -> dict[str, tuple[RevisionView, ...]]:
    """Return what each article made of each of its parents, by the article's id."""
    found: dict[str, tuple[RevisionView, ...]] = {}
    for revision in story.revisions:
        if any(step.here and step.there for step in revision.steps):
            view = _view(revision, places)
            found[revision.article] = (*found.get(revision.article, ()), view)
    return found


def view_shares(story: Story) -> dict[str, tuple[tuple[str, str, float], ...]]:
    """Return the parts of each article's body that are not nothing: name, percent, 0..1."""
    return {share.article: tuple(_list_parts(share)) for share in story.shares}


def _list_parts(share: Share) -> Iterable[tuple[str, str, float]]:
    for name, part in (
        ("own", share.own),
        ("shared", share.shared),
        ("copied", share.copied),
        ("quoted", share.quoted),
    ):
        if part >= 0.005:
            yield name, phrases.percent(part), part


def _view(revision: Revision, places: Places) -> RevisionView:
    child, parent = places.articles[revision.article], places.articles[revision.parent]
    words: Counter[str] = Counter()
    for step in revision.steps:
        words[step.kind] += _count(step, child, parent)
    told = [step for kind in TOLD for step in revision.steps if step.kind == kind]
    shown: Counter[str] = Counter()
    steps = []
    for step in told:
        shown[step.kind] += 1
        if shown[step.kind] <= SHOWN:
            steps.append(_step(step, child, parent, places))
    return RevisionView(
        parent=places.labels[parent.id],
        anchor=places.keys[parent.id],
        doubtful=revision.confidence < 0.5,
        words=tuple((kind, words[kind]) for kind in ORDER if words[kind]),
        sizes=(_size(parent), _size(child)),
        bands=tuple(_bands(revision.steps, child, parent)),
        steps=tuple(steps),
        hidden=len(told) - len(steps),
    )


def _count(step: Revised, child: Article, parent: Article) -> int:
    """Return how many words a step has: in the article, or in its parent if they were cut."""
    if step.here:
        return len(child.cut(step.here).split())
    return len(parent.cut(step.there).split()) if step.there else 0


def _size(article: Article) -> int:
    return sum(
        len(article.text[block.start : block.end].split())
        for block in article.blocks
        if block.kind == "body"
    )


def _step(step: Revised, child: Article, parent: Article, places: Places) -> StepView:
    here = child.cut(step.here) if step.here else ""
    there = parent.cut(step.there) if step.there else ""
    stretches: Sequence[Stretch] = [Stretch("same", _shorten(here or there))]
    if step.kind == "reworded":
        stretches = find_differences(there, here)
    span = step.here or step.there
    return StepView(
        kind=step.kind,
        source=places.link(span, "step") if span else None,
        other=places.link(step.there, "step") if step.here and step.there else None,
        stretches=tuple(stretches),
        language=(child if step.here else parent).language,
    )


def _shorten(words: str) -> str:
    """Return the first words of a long step."""
    parts = words.split()
    return " ".join(parts) if len(parts) <= LONGEST else " ".join(parts[:LONGEST]) + " …"


def _bands(steps: Sequence[Revised], child: Article, parent: Article) -> Iterable[Band]:
    """Yield where each step stands, as shares of the longer body, blank space left out."""
    here, there = _Ruler(child), _Ruler(parent)
    whole = max(1, here.size, there.size)
    for step in steps:
        yield Band(
            step.kind,
            tuple(at / whole for at in there.place(step.there)) if step.there else None,
            tuple(at / whole for at in here.place(step.here)) if step.here else None,
        )


class _Ruler:
    """Measures places in an article's body as if nothing else stood between its blocks."""

    def __init__(self, article: Article) -> None:
        blocks = [block for block in article.blocks if block.kind == "body"]
        self.starts = [block.start for block in blocks]
        self.sizes = [block.end - block.start for block in blocks]
        self.before = [sum(self.sizes[:n]) for n in range(len(blocks))]
        self.size = sum(self.sizes)

    def place(self, span: Span) -> tuple[float, float]:
        """Return where a place begins and ends."""
        return self._measure(span.start), self._measure(span.end)

    def _measure(self, at: int) -> float:
        n = bisect_right(self.starts, at) - 1
        if n < 0:
            return 0
        return self.before[n] + min(at - self.starts[n], self.sizes[n])
