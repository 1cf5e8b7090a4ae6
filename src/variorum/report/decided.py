"""Which findings of a story a person decided: looked up by the finding, for every report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from variorum.model import Conflict, Decision, Span, Story, Utterance
from variorum.report.phrases import decided

HOLDING = frozenset({"holds", "partly"})


@dataclass(frozen=True)
class DecidedFindings:
    """The decisions of a story that hold; each method returns judgements' ids, the latest first.

    An empty list: the machine's finding, which no person has judged.
    """

    story: Story
    holding: tuple[Decision, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the decisions that hold, at least in part."""
        held = tuple(one for one in self.story.decisions if one.state in HOLDING)
        object.__setattr__(self, "holding", held)

    def speaker(self, attribution: str) -> list[str]:
        """Return the judgements that decided the speaker of an attribution."""
        return [
            one.judgement
            for one in self.holding
            if one.kind == "speaker" and attribution in one.attributions
        ]

    def parent(self, child: str, parent: str | None) -> list[str]:
        """Return the judgements by which an article derives from another."""
        return [
            one.judgement
            for one in self.holding
            if one.kind == "copy" and one.articles[:1] == (child,) and parent in one.articles[1:]
        ]

    def utterance(self, utterance: Utterance) -> list[str]:
        """Return the judgements that joined readings of an utterance, or parted some from it."""
        places = [span for reading in utterance.readings for span in reading.spans]
        return [
            one.judgement
            for one in self.holding
            if one.kind in {"same", "different"} and _touch(one.spans, places)
        ]

    def conflict(self, conflict: Conflict) -> list[str]:
        """Return the judgements that accepted or dismissed a conflict."""
        places = [value.span for value in conflict.values]
        return [
            one.judgement
            for one in self.holding
            if one.kind in {"accept", "dismiss"}
            and one.spans
            and all(_touch([span], places) for span in one.spans)
        ]

    def explain(self, judgements: Iterable[str]) -> tuple[str, ...]:
        """Return by whom, when and why the judgements with these ids were made."""
        wanted = set(judgements)
        return tuple(
            decided(one.who, one.when, one.why) for one in self.holding if one.judgement in wanted
        )


def _touch(some: tuple[Span, ...] | list[Span], others: list[Span]) -> bool:
    return any(one.touches(other) for one in some for other in others)


def decision_line(decision: Decision, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what a person decided, and how it stands; `texts` are those of articles by id."""
    return {
        "judgement": decision.judgement,
        "kind": decision.kind,
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
        "says": decision.says,
        "state": decision.state,
        "because": decision.because,
        "by": decision.by,
        "articles": list(decision.articles),
        "spans": [_place(span, texts) for span in decision.spans],
        "attributions": list(decision.attributions),
    }


def _place(span: Span, texts: Mapping[str, str]) -> dict[str, Any]:
    exact = texts.get(span.article, "")[span.start : span.end]
    return {"article": span.article, "start": span.start, "end": span.end, "exact": exact}
