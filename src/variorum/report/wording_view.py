"""The readings of each utterance side by side, with their differences."""

from collections.abc import Iterable, Mapping

from variorum.model import (
    Story,
    Variant,
)
from variorum.report.addresses import StoryAddresses
from variorum.report.decided import DecidedFindings
from variorum.report.places import Places, explain
from variorum.report.readings import Stretch, find_differences, group_wordings
from variorum.report.shown import (
    Apparatus,
    Difference,
    Laundered,
    Link,
    Side,
)

COMPARED = ("hardened", "speaker lost")  # kinds whose two places are like sentences
HARMLESS = 12  # differences that change nothing shown for one utterance; the rest is counted


def view_wording(  # noqa: PLR0917 - all that a story's page looks up
    story: Story,
    key: str,
    places: Places,
    names: Mapping[str, str],
    at: StoryAddresses,
    decided: DecidedFindings,
) -> list[Apparatus]:
    """Return the utterances whose wording differs, those whose meaning changes first."""
    found = []
    for number, utterance in enumerate(story.utterances, 1):
        wordings = group_wordings(utterance)
        if len(wordings) < 2 and not utterance.variants:
            continue
        where = {
            one.attribution: places.link(one.spans[0], "said")
            for one in utterance.readings
            if one.spans
        }
        suspect = {
            attribution
            for variant in utterance.variants
            if variant.changes_meaning
            for attribution in variant.between
        }
        sides = tuple(
            Side(
                sources=tuple(
                    where[one.attribution] for one in wording.readings if one.attribution in where
                ),
                stretches=wording.stretches,
                language=places.articles[wording.readings[0].article].language,
                base=wording.base,
                suspect=not wording.base
                and any(one.attribution in suspect for one in wording.readings),
            )
            for wording in wordings
        )
        grave = [one for one in utterance.variants if one.changes_meaning]
        light = [one for one in utterance.variants if not one.changes_meaning]
        found.append(
            Apparatus(
                key=f"{key}-u{number}",
                speaker=names.get(utterance.speaker or "", ""),
                sides=tuple(sorted(sides, key=lambda side: (not side.base, not side.suspect))),
                differences=tuple(_differences([*grave, *light[:HARMLESS]], where, places)),
                hidden=max(0, len(light) - HARMLESS),
                independence=explain(utterance.independence, places),
                changes_meaning=bool(grave),
                addresses=at.utterances[utterance.id],
                decided=decided.explain(decided.utterance(utterance)),
            )
        )
    return sorted(found, key=lambda one: not one.changes_meaning)


def _differences(
    variants: Iterable[Variant], where: Mapping[str, Link], places: Places
) -> Iterable[Difference]:
    for variant in variants:
        first, second = variant.between
        if first in where and second in where:
            yield Difference(
                variant.kind,
                variant.changes_meaning,
                places.explain(variant.because),
                where[first],
                where[second],
            )


def view_laundering(
    story: Story, key: str, places: Places, at: StoryAddresses
) -> Iterable[Laundered]:
    """Yield what was laundered, along the family tree first."""
    ranked = sorted(
        zip(story.laundering, at.laundering, strict=True), key=lambda pair: not pair[0].derived
    )
    for number, (one, addresses) in enumerate(ranked, 1):
        before, after = one.spans[0] if len(one.spans) > 1 else None, one.spans[-1]
        new = places.cut(after)
        alike = before is not None and one.kind in COMPARED
        yield Laundered(
            key=f"{key}-l{number}",
            kind=one.kind,
            because=places.explain(one.because),
            derived=one.derived,
            doubtful=not one.derived and before is not None and before.article != after.article,
            before=(places.cut(before), places.link(before, "said")) if before else None,
            after=(new, places.link(after, "said")),
            stretches=tuple(find_differences(places.cut(before), new))
            if before and alike
            else (Stretch("same", new),),
            languages=(places.language(before) if before else None, places.language(after)),
            addresses=addresses,
        )
