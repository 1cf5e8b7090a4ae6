"""What the reports disagree about, and what happened when."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import zip_longest

from variorum.model import (
    Conflict,
    Event,
    Span,
    Story,
)
from variorum.report import phrases
from variorum.report.places import Places
from variorum.report.shown import (
    Dispute,
    Moment,
)
from variorum.text.clock import read_interval


def view_disputes(story: Story, key: str, places: Places) -> list[Dispute]:
    """Return the conflicts, the gravest verdicts first."""

    def rank(pair: tuple[int, Conflict]) -> int:
        return phrases.VERDICTS[pair[1].verdict][2]

    found = []
    for number, conflict in sorted(enumerate(story.conflicts, 1), key=rank):
        label, mark, _ = phrases.VERDICTS[conflict.verdict]
        values: dict[str, list[Span]] = defaultdict(list)
        for value in conflict.values:
            values[value.value].append(value.span)
        found.append(
            Dispute(
                key=f"{key}-d{number}",
                verdict=conflict.verdict,
                label=label,
                mark=mark,
                about=conflict.about,
                because=places.explain(conflict.because),
                values=tuple(
                    (words, places.links(spans, "value")) for words, spans in values.items()
                ),
            )
        )
    return found


def view_moments(story: Story, places: Places) -> Iterable[Moment]:
    """Yield the entries of the timeline, each with how long it is until the next."""
    for event, after in zip_longest(story.timeline, story.timeline[1:]):
        gap, step = _gap(event, after)
        yield Moment(
            date=phrases.day(event.date),
            precision=event.precision,
            text=event.text,
            language=places.language(event.support[0]),
            planned=event.planned,
            sources=places.links(event.support, "event"),
            gap=gap,
            step=step,
        )


def _gap(event: Event, after: Event | None) -> tuple[str, int]:
    """Return how long after an event the next one is, in round words, and how far to part them.

    Nothing is said where the two may be of one time.
    """
    first = read_interval(event.date)
    second = read_interval(after.date if after else None)
    if not first or not second or not first.before(second):
        return "", 0
    middle = (second.earliest - first.earliest) + (second.latest - first.latest)
    days = round(middle.total_seconds() / 2 / 86400)
    if days < 2:
        return "", 1
    if days < 45:
        return f"{days} days later", 2
    if days < 700:
        return f"about {round(days / 30.4)} months later", 3
    return f"about {round(days / 365.25)} years later", 4
