"""Every finding of a story in words, with its address and places: for annotations and tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from variorum.model import Conflict, Independence, Span, Story, Variant
from variorum.report import phrases
from variorum.report.addresses import StoryAddresses, address_story
from variorum.report.decided import DecidedFindings

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of any kind: what it is and why, in words, and the places that it rests on.

    `kind` is one of variorum.report.addresses.LETTERS; `fields` are its own, by their names in the
    report's JSON; `judgements` are ids of those by which a person decided it.
    """

    address: str
    kind: str
    said: str
    spans: Iterable[Span]
    because: str
    fields: Json
    judgements: Sequence[str] = ()


def list_findings(story: Story) -> Iterator[Finding]:
    """Yield the attributions, utterances with their variants, conflicts, statements, the rest."""
    at, decided = address_story(story), DecidedFindings(story)
    yield from _find_attributions(story, at, decided)
    yield from _find_utterances(story, at, decided)
    yield from _find_conflicts(story, at, decided)
    for one in story.statements:
        about = phrases.count(one.outlets, "outlet")
        said = f"asserted by {about}, {phrases.origins(one.independence)}"
        yield Finding(
            at.statements[one.statement.id][0],
            "statement",
            said,
            one.statement.support,
            one.independence.because,
            _counts(one.independence),
        )
    for event, address in zip(story.timeline, at.timeline, strict=True):
        said = phrases.day(event.date) + (" (planned)" if event.planned else "")
        fields: Json = {"date": event.date, "precision": event.precision, "planned": event.planned}
        yield Finding(address[0], "timeline", said, event.support, "", fields)
    for sentence, address in zip(story.brief, at.brief, strict=True):
        count = sentence.independence
        said = f"sentence of the brief, {phrases.origins(count)}"
        because = count.because
        yield Finding(address[0], "brief", said, sentence.citations, because, _counts(count))
    for lost, address in zip(story.laundering, at.laundering, strict=True):
        said = phrases.LAUNDERED.get(lost.kind, lost.kind)
        fields = {"laundering": lost.kind, "derived": lost.derived}
        yield Finding(address[0], "laundering", said, lost.spans, lost.because, fields)


def _counts(independence: Independence) -> Json:
    return {
        "independent_origins": independence.low,
        "independent_origins_max": independence.high,
    }


def _find_attributions(
    story: Story, at: StoryAddresses, decided: DecidedFindings
) -> Iterator[Finding]:
    names = {name.id: name.name for name in story.names}
    speakers = dict(story.speakers)
    for one in (each for article in story.articles for each in article.attributions):
        speaker = names.get(speakers.get(one.id, "")) or (one.speaker and one.speaker.name)
        yield Finding(
            at.attributions[one.id][0],
            "attribution",
            f"{phrases.KINDS[one.kind]}: {speaker or 'no source named'}",
            one.content,
            one.speaker.because if one.speaker else "",
            {
                "attribution": one.kind,
                "speaker": speaker,
                "channel": phrases.channel(one.channel) or None,
            },
            decided.speaker(one.id),
        )


def _find_utterances(
    story: Story, at: StoryAddresses, decided: DecidedFindings
) -> Iterator[Finding]:
    names = {name.id: name.name for name in story.names}
    for one in story.utterances:
        speaker = names.get(one.speaker or "")
        yield Finding(
            at.utterances[one.id][0],
            "utterance",
            f"one utterance of {speaker or 'a speaker not named'}, "
            f"{phrases.origins(one.independence)}",
            [span for reading in one.readings for span in reading.spans],
            one.independence.because,
            {"speaker": speaker, **_counts(one.independence)},
            decided.utterance(one),
        )
        for variant, address in zip(one.variants, at.variants[one.id], strict=True):
            compared = [
                span
                for reading in one.readings
                if reading.attribution in variant.between
                for span in reading.spans
            ]
            yield Finding(
                address[0],
                "variant",
                _tell_variant(variant),
                variant.spans or compared,
                variant.because,
                {"variant": variant.kind, "changes_meaning": variant.changes_meaning},
            )


def _find_conflicts(
    story: Story, at: StoryAddresses, decided: DecidedFindings
) -> Iterator[Finding]:
    for conflicts, addresses, dismissed in (
        (story.conflicts, at.conflicts, False),
        (story.dismissed, at.dismissed, True),
    ):
        for one, address in zip(conflicts, addresses, strict=True):
            yield Finding(
                address[0],
                "conflict",
                _tell_conflict(one, dismissed=dismissed),
                [value.span for value in one.values],
                one.because,
                {
                    "conflict": one.kind,
                    "verdict": one.verdict,
                    "about": one.about,
                    "values": [value.value for value in one.values],
                    "dismissed": dismissed,
                },
                decided.conflict(one),
            )


def _tell_variant(variant: Variant) -> str:
    meaning = phrases.sense(variant.kind, changes_meaning=variant.changes_meaning)
    return f"variant, {variant.kind.replace('_', ' ')}: {meaning}"


def _tell_conflict(conflict: Conflict, *, dismissed: bool) -> str:
    label = phrases.VERDICTS[conflict.verdict][0]
    return f"{label}{' (dismissed)' if dismissed else ''}, {conflict.kind}: {conflict.about}"
