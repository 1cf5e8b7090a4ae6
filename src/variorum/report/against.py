"""What stands against a statement or a sentence of the brief: the other values of its conflicts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.model import Conflict, Span, Story, Value


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A value that another place gives where the words in question give their own."""

    conflict: Conflict
    value: Value


class Contradictions:
    """A story's conflicts, by the places that hold their values."""

    def __init__(self, story: Story) -> None:
        self._held: dict[str, list[tuple[Conflict, Value]]] = defaultdict(list)
        for conflict in story.conflicts:
            if conflict.verdict == "conflict":
                for value in conflict.values:
                    self._held[value.span.article].append((conflict, value))
        self._speakers = dict(story.speakers)
        self._said: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for annotated in story.articles:
            for one in annotated.attributions:
                for content in one.content:
                    self._said[content.article].append((content, one.id))

    def against(self, spans: Sequence[Span]) -> list[Contradiction]:
        """Return the values that are in conflict with those at `spans`, in the conflicts' order.

        What one of the spans says itself is not against them.
        """
        found: dict[tuple[int, Span], Contradiction] = {}
        for span in spans:
            for conflict, own in self._held.get(span.article, ()):
                if not (span.start <= own.span.start < span.end):
                    continue
                for other in conflict.values:
                    same = other.value.casefold() == own.value.casefold()
                    if not same and not any(_holds(one, other.span) for one in spans):
                        key = (id(conflict), other.span)
                        found.setdefault(key, Contradiction(conflict, other))
        return list(found.values())

    def speakers(self, spans: Sequence[Span]) -> list[str]:
        """Return the ids of the names in whose mouths most of a span stands, each once."""
        found: dict[str, None] = {}
        for span in spans:
            for content, attribution in self._said.get(span.article, ()):
                shared = min(span.end, content.end) - max(span.start, content.start)
                speaker = self._speakers.get(attribution)
                if speaker and 2 * shared > span.end - span.start:
                    found.setdefault(speaker)
        return list(found)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.article == inner.article and outer.start <= inner.start < outer.end
