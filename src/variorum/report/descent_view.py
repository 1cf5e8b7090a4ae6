"""Whom an article derives from."""

from variorum.model import (
    Parent,
    Story,
)
from variorum.report import phrases
from variorum.report.places import Places
from variorum.report.shown import (
    Link,
    ParentView,
)

EVIDENCE = 3  # passages shown for one edge of the family tree


def view_parents(story: Story, places: Places) -> dict[str, tuple[ParentView, ...]]:
    """Return the parents of each article, by its id, in words."""
    origins = {one.id: one for one in story.origins}
    passages = {one.id: (one.a, one.b) for one in story.passages}

    def evidence(child: str, parent: Parent) -> tuple[Link, ...]:
        spans = [
            span
            for name in parent.evidence
            for span in passages.get(name, ())
            if span.article == child
        ]
        return places.links(spans[:EVIDENCE], "passage")

    def view(child: str, parent: Parent) -> ParentView:
        origin = origins.get(parent.origin or "")
        named = f"{origin.name} ({origin.kind})" if origin else parent.origin or ""
        article = places.articles.get(parent.article or "")
        return ParentView(
            label=places.labels[article.id] if article else named,
            anchor=places.keys.get(parent.article) if parent.article else None,
            confidence=phrases.percent(parent.confidence),
            doubtful=parent.confidence < 0.5,
            because=places.explain(parent.because),
            evidence=evidence(child, parent),
        )

    return {
        one.article: tuple(view(one.article, parent) for parent in one.parents)
        for one in story.stemma
    }
