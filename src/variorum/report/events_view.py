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
from variorum.report.addresses import Addresses, StoryAddresses
from variorum.report.decided import DecidedFindings
from variorum.report.places import Places
from variorum.report.shown import (
    Dispute,
    Moment,
)
from variorum.text.clock import read_interval


def view_disputes(
    story: Story, key: str, places: Places, at: StoryAddresses, decided: DecidedFindings
) -> list[Dispute]:
    """Return the conflicts, the gravest verdicts first."""
    numbered = enumerate(zip(story.conflicts, at.conflicts, strict=True), start=1)
    ranked = sorted(numbered, key=lambda one: phrases.VERDICTS[one[1][0].verdict][2])
    return [
        _dispute(conflict, f"{key}-d{number}", places, addresses, decided)
        for number, (conflict, addresses) in ranked
    ]


def view_dismissed(
    story: Story, key: str, places: Places, at: StoryAddresses, decided: DecidedFindings
) -> list[Dispute]:
    """Return the conflicts that a person dismissed."""
    numbered = enumerate(zip(story.dismissed, at.dismissed, strict=True), start=1)
    return [
        _dispute(conflict, f"{key}-x{number}", places, addresses, decided)
        for number, (conflict, addresses) in numbered
    ]


def _dispute(
    conflict: Conflict, key: str, places: Places, at: Addresses, decided: DecidedFindings
) -> Dispute:
    label, mark, _ = phrases.VERDICTS[conflict.verdict]
    values: dict[str, list[Span]] = defaultdict(list)
    for value in conflict.values:
        values[value.value].append(value.span)
    return Dispute(
        key=key,
        verdict=conflict.verdict,
        label=label,
        mark=mark,
        about=conflict.about,
        because=places.explain(conflict.because),
        values=tuple((words, places.links(spans, "value")) for words, spans in values.items()),
        addresses=at,
        decided=decided.explain(decided.conflict(conflict)),
    )


def view_moments(story: Story, places: Places, at: StoryAddresses) -> Iterable[Moment]:
    """Yield the entries of the timeline, each with how long it is until the next."""
    for event, after, addresses in zip_longest(story.timeline, story.timeline[1:], at.timeline):
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
            addresses=addresses,
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
