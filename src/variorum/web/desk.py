"""What pages show of a story and of its articles: the report's views, under lasting addresses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.model import Annotated, Article, Passage, Span, Story
from variorum.report import phrases
from variorum.report.marks import Mark
from variorum.report.shown import ArticleView, Link, StoryView
from variorum.report.views import head_story, view_story
from variorum.web.stable import Settled, find_ways_back, name_article, settle

KEY = "s"  # a page holds one story


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of a story side by side, each place linked to its fellow in the other."""

    left: ArticleView
    right: ArticleView
    passages: int


def keys_of(articles: Iterable[Annotated]) -> dict[str, str]:
    """Return the anchors of articles by their ids."""
    return {one.article.id: name_article(one.article.id, one.article.text) for one in articles}


def lay_out(story: Story) -> Settled:
    """Return a story as its page shows it."""
    return settle(view_story(head_story(story, KEY), keys_of(story.articles), {}), story)


def view_alone(one: Annotated, view: StoryView | None, page: str) -> ArticleView:
    """Return one article; what its story found of it leads to `page`, the story's.

    view: its story as a page shows it; None: it is of no story, or of another version.
    """
    if view is not None:
        for shown in view.articles:
            if shown.article.id == one.article.id:
                return replace(shown, backs=find_ways_back(view, page))
    article = one.article
    return ArticleView(
        key=name_article(article.id, article.text),
        article=article,
        outlet=phrases.outlet(article),
        file="",
        published=phrases.day(article.published),
        updated=phrases.day(article.updated),
        parents=(),
        marks=tuple(_said_marks(one)),
    )


def point_at(view: ArticleView, start: int, end: int) -> ArticleView:
    """Return an article with a mark at the words that an address names, and an anchor there."""
    anchor = f"{view.key}-{start}-{end}"
    known = any(mark.anchor == anchor for mark in (*view.marks, *view.places))
    if known or not view.article.start <= start < end <= view.article.end:
        return view
    return replace(view, marks=(*view.marks, Mark(start, end, "found", anchor)))


def choose_pair(story: Story, view: StoryView, left: str, right: str) -> tuple[str, str]:
    """Return the ids of two different articles: those wanted, by their anchors, or a good pair.

    A good pair is a copy beside what it was most surely copied from, else the first two.
    """
    by_key = {one.key: one.article.id for one in view.articles}
    edges = [
        (parent.confidence, parent.article, descent.article)
        for descent in story.stemma
        for parent in descent.parents
        if parent.article in by_key.values() and parent.article != descent.article
    ]
    ids = list(by_key.values())
    best = max(edges, key=lambda edge: edge[0], default=(0.0, ids[0], ids[-1]))
    first = by_key.get(left) or by_key.get(right) or best[1] or ids[0]
    second = by_key.get(right, "")
    if not second or second == first:
        second = best[2] if best[2] != first else next((one for one in ids if one != first), first)
    return first, second


def lay_side_by_side(story: Story, settled: StoryView, left: str, right: str) -> Pair:
    """Return two articles with what they share marked in both, each mark leading to its fellow."""
    pages = {one.article.id: one for one in story.articles}
    views = {one.article.id: one for one in settled.articles}
    shared = [one for one in story.passages if {one.a.article, one.b.article} == {left, right}]
    shared.sort(key=lambda one: _side(one, left).start)
    wide: dict[str, list[Mark]] = defaultdict(list)
    small: dict[str, dict[tuple[int, int], Mark]] = defaultdict(dict)
    backs: dict[str, list[Link]] = defaultdict(list)

    def anchor(span: Span) -> str:
        return f"{views[span.article].key}-{span.start}-{span.end}"

    def join(spans: Sequence[Span], others: Sequence[Span], label: str, title: str) -> None:
        for span in spans:
            backs[anchor(span)].append(Link(label, anchor(others[0]), title))

    for number, passage in enumerate(shared, 1):
        here, there = _side(passage, left), _side(passage, right)
        for span in (here, there):
            wide[span.article].append(Mark(span.start, span.end, "cite", anchor(span)))
        title = f"Passage {number} in the other article"
        join([here], [there], str(number), title)
        join([there], [here], str(number), title)
    for label, title, spans in _fellows(story):
        here_all = [one for one in spans if one.article == left]
        there_all = [one for one in spans if one.article == right]
        if not here_all or not there_all:
            continue
        kind = "place" if label == "”" else "value"
        for span in (*here_all, *there_all):
            small[span.article].setdefault(
                (span.start, span.end), Mark(span.start, span.end, kind, anchor(span))
            )
        join(here_all, there_all, label, title)
        join(there_all, here_all, label, title)
    made = [
        replace(
            views[one],
            marks=(*_said_marks(pages[one]), *small[one].values()),
            places=tuple(wide[one]),
            backs=backs,
        )
        for one in (left, right)
    ]
    return Pair(made[0], made[1], len(shared))


def _side(passage: Passage, article: str) -> Span:
    return passage.a if passage.a.article == article else passage.b


def _fellows(story: Story) -> Iterable[tuple[str, str, tuple[Span, ...]]]:
    """Yield what stands in several articles: mark, title, places."""
    for utterance in story.utterances:
        spans = tuple(one.spans[0] for one in utterance.readings if one.spans)
        yield "”", "The same utterance in the other article", spans
    for conflict in story.conflicts:
        mark = phrases.VERDICTS[conflict.verdict][1]
        title = f"{phrases.VERDICTS[conflict.verdict][0]}, {conflict.about}: the other article"
        yield mark, title, tuple(value.span for value in conflict.values)


def _said_marks(page: Annotated) -> Iterable[Mark]:
    for one in page.attributions:
        for kind, spans in (("source", one.source), ("cue", one.cue), ("content", one.content)):
            for span in spans:
                yield Mark(span.start, span.end, kind)


def label_all(articles: Iterable[Article]) -> Mapping[str, str]:
    """Return what to call the articles of a story, by their ids."""
    return phrases.labels(articles)
