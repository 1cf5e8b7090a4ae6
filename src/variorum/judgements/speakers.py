"""What people decided about who says something: every stage after it sees their speaker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from variorum.judgements.docket import Docket
from variorum.judgements.pairing import Outcome, weigh
from variorum.judgements.records import Judgement
from variorum.model import (
    Annotated,
    Attribution,
    AttributionKind,
    Name,
    Span,
    Speaker,
)
from variorum.report.phrases import decided

MOST = 0.5  # share of the words judged, or of an attribution's content, by which they are one
OPENING, CLOSING = '“"«„‘', '”"»’'


def add_attributions(articles: Sequence[Annotated], docket: Docket) -> list[Annotated]:
    """Return the articles with attributions where people judged words that no model found.

    They have content alone, and the id of their article and judgement. Words of which the latest
    judgement says that nobody knows their speaker need none.
    """
    wanted: dict[str, list[tuple[Span, str]]] = {}
    decided_spans: list[Span] = []
    for one in docket.of_kind("speaker", "same"):
        for span in docket.spans(one.anchors):
            if one.kind == "speaker":
                later = any(is_same_place(span, (other,)) for other in decided_spans)
                decided_spans.append(span)
                if later or one.speaker is None:
                    continue
            wanted.setdefault(span.article, []).append((span, one.id))
    return [_add_to(one, wanted.get(one.article.id, ())) for one in articles]


def _add_to(annotated: Annotated, wanted: Iterable[tuple[Span, str]]) -> Annotated:
    found = list(annotated.attributions)
    for number, (span, judgement) in enumerate(wanted):
        if span.start == span.end or find_attributions_at(span, found):
            continue
        name = f"{annotated.article.id}/{judgement}" + (f".{number}" if number else "")
        kind = _kind_of(annotated.article.cut(span))
        found.append(Attribution(name, annotated.article.id, kind, (), (), (span,)))
    if len(found) == len(annotated.attributions):
        return annotated
    return replace(annotated, attributions=tuple(sorted(found, key=_place)))


def _place(attribution: Attribution) -> tuple[int, str]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min((span.start for span in spans), default=0), attribution.id


def _kind_of(words: str) -> AttributionKind:
    bare = words.strip()
    if bare[:1] and bare[0] in OPENING and bare.rstrip(".,;:!?")[-1:] in CLOSING:
        return "direct"
    return "mixed" if any(mark in bare for mark in '“"«„') else "indirect"


def find_attributions_at(span: Span, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return the attributions that most of the words at `span` are of, or that are most of them."""
    return [one for one in attributions if is_same_place(span, one.content)]


def is_same_place(span: Span, places: Sequence[Span]) -> bool:
    """Whether a span holds most of some places, or they hold most of it."""
    shared = sum(overlap(span, place) for place in places)
    size = sum(place.end - place.start for place in places)
    return shared > 0 and shared >= MOST * min(span.end - span.start, size)


def overlap(one: Span, other: Span) -> int:
    """Return how many characters two spans have in common."""
    if one.article != other.article:
        return 0
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def fix_speakers(
    articles: Sequence[Annotated],
    names: Sequence[Name],
    speakers: Mapping[str, str],
    docket: Docket,
) -> tuple[list[Annotated], list[Name], dict[str, str], dict[str, Outcome]]:
    """Return articles, names and speakers as people decided, and what became of each judgement.

    `speakers` maps attribution ids to name ids. A name that the story has not is added, without
    forms. Of two judgements on one attribution the later holds.
    """
    names, speakers = list(names), dict(speakers)
    by: dict[str, Judgement] = {}
    outcomes: dict[str, Outcome] = {}
    here = {one.article.id: one for one in articles}
    fixed: dict[str, dict[str, Attribution]] = {}
    for one in docket.of_kind("speaker"):
        for span in docket.spans(one.anchors):
            found = find_attributions_at(span, here[span.article].attributions)
            fresh = [each for each in found if each.id not in by]
            agreed = [each for each in found if each.id in by and _agree(by[each.id], one)]
            later = next((by[each.id].id for each in found if each.id in by), None)
            outcome = weigh(len(found), len(fresh) + len(agreed), later)
            outcomes[one.id] = replace(outcome, attributions=tuple(each.id for each in fresh))
            for attribution in fresh:
                by[attribution.id] = one
                speaker = _make_speaker(one, attribution, span, names)
                told = replace(attribution, speaker=speaker[0] if speaker else None)
                fixed.setdefault(span.article, {})[attribution.id] = told
                if speaker is None:
                    speakers.pop(attribution.id, None)
                else:
                    speakers[attribution.id] = speaker[1]
    changed = [_replace_in(one, fixed.get(one.article.id, {})) for one in articles]
    return changed, names, speakers, outcomes


def _agree(one: Judgement, other: Judgement) -> bool:
    return (one.speaker and _fold(one.speaker)) == (other.speaker and _fold(other.speaker))


def _make_speaker(
    one: Judgement, attribution: Attribution, span: Span, names: list[Name]
) -> tuple[Speaker, str] | None:
    """Return the speaker and the id of the name, which is added to `names` if it is new."""
    if one.speaker is None:
        return None
    name = _find_name(one, names)
    if name is None:
        known = {each.id for each in names}
        number = next(n for n in range(len(names) + 1, 2 * len(names) + 2) if f"n{n}" not in known)
        name = Name(f"n{number}", " ".join(one.speaker.split()), one.speaker_kind, ())
        names.append(name)
    forms = [form.span for form in name.forms if form.span.article == span.article]
    place = (*forms, *attribution.source, *attribution.content)[0]
    because = decided(one.who, one.when, one.why)
    return Speaker(name.name, one.speaker_kind, place, because), name.id


def _find_name(one: Judgement, names: Sequence[Name]) -> Name | None:
    """Return the name that a person means: by its full form, or else by the only such form.

    Of several with one full form it is the commonest of the right kind.
    """
    folded = _fold(one.speaker or "")
    full = [name for name in names if _fold(name.name) == folded]
    if full:
        return min(full, key=lambda name: name.kind != one.speaker_kind)
    forms = [name for name in names if any(_fold(form.text) == folded for form in name.forms)]
    return forms[0] if len(forms) == 1 else None


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()


def _replace_in(annotated: Annotated, fixed: Mapping[str, Attribution]) -> Annotated:
    if not fixed:
        return annotated
    told = tuple(fixed.get(one.id, one) for one in annotated.attributions)
    return replace(annotated, attributions=told)
