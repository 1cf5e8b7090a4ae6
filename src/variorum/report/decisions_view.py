"""What people decided about a story, as pages show it."""

from collections.abc import Iterable
from typing import Final

from variorum.model import Comparison, Decision, Story
from variorum.report import phrases
from variorum.report.places import Places
from variorum.report.shown import DecisionView, Link

STATES: Final = {
    "holds": "",
    "partly": "holds in part",
    "overridden": "overridden",
    "undone": "undone",
    "waiting": "waiting",
}


def view_decisions(story: Story, places: Places) -> Iterable[DecisionView]:
    """Yield the decisions about a story, the latest first."""
    for one in story.decisions:
        spans = [span for span in one.spans if span.article in places.articles]
        words = places.explain(one.because)
        yield _view(one, words, places.links(spans, "decided"))


def view_waiting(comparison: Comparison) -> list[DecisionView]:
    """Return the decisions that are about nothing in these stories."""
    return [_view(one, one.because, ()) for one in comparison.waiting]


def _view(one: Decision, words: str, sources: tuple[Link, ...]) -> DecisionView:
    return DecisionView(
        key=one.judgement,
        words=words[:1].upper() + words[1:],
        decided=phrases.decided(one.who, one.when, one.why),
        state=one.state,
        standing=STATES[one.state],
        sources=sources,
    )
