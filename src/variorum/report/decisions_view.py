"""What people decided about a story, as pages show it."""

from collections.abc import Callable, Iterable
from typing import Final

from variorum.model import Comparison, Decision, Story
from variorum.report import phrases
from variorum.report.places import Places
from variorum.report.shown import DecisionView, Link

STATES: Final = {
    "holds": "",
    "partly": "held in part",
    "overridden": "overridden",
    "undone": "undone",
    "waiting": "waiting",
}


def view_decisions(story: Story, key: str, places: Places) -> Iterable[DecisionView]:
    """Yield the decisions about a story, the latest first; `key` is the story's anchor."""
    for number, one in enumerate(story.decisions, 1):
        sources = places.links(one.spans, "ruled")
        yield _view(one, f"{key}-j{number}", places.explain, sources)


def view_waiting(comparison: Comparison) -> list[DecisionView]:
    """Return the decisions that are about nothing in these stories."""
    return [_view(one, f"j{number}", str, ()) for number, one in enumerate(comparison.waiting, 1)]


def _view(
    one: Decision, key: str, explain: Callable[[str], str], sources: tuple[Link, ...]
) -> DecisionView:
    """`explain` puts what the page calls the articles for their ids."""
    reason = f": {explain(one.because)}" if one.because else ""
    return DecisionView(
        key=key,
        words=_capitalise(explain(one.says)),
        decided=phrases.decided(one.who, one.when, one.why),
        state=one.state,
        standing=_capitalise(STATES[one.state] + reason) if STATES[one.state] else "",
        sources=sources,
    )


def _capitalise(words: str) -> str:
    return words[:1].upper() + words[1:]
