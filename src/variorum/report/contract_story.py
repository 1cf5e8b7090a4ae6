"""A story's findings as the report for programs gives them (see `contract`)."""

from collections.abc import Iterable, Mapping

from variorum.model import (
    Annotated,
    BriefSentence,
    Conflict,
    Descent,
    Event,
    FollowUp,
    Independence,
    Laundering,
    Name,
    Origin,
    Overview,
    Parent,
    Passage,
    Revision,
    Share,
    Span,
    Story,
    Supported,
    Utterance,
    Variant,
)
from variorum.report.addresses import Addresses, StoryAddresses, address_story
from variorum.report.against import Contradiction, Contradictions
from variorum.report.contract_lines import Json, attribution_fields
from variorum.report.decided import DecidedFindings, decision_line


def story_line(story: Story) -> Json:
    """Return a story with all its findings."""
    texts = {annotated.article.id: annotated.article.text for annotated in story.articles}
    at = address_story(story)
    speakers = dict(story.speakers)
    decided = DecidedFindings(story)
    against = Contradictions(story)
    return {
        "id": story.id,
        "title": story.title,
        "articles": [annotated.article.id for annotated in story.articles],
        "follow_ups": [_follow_up(one, texts) for one in story.follow_ups],
        "overviews": [_overview(one, texts) for one in story.overviews],
        "names": [_name(name) for name in story.names],
        "attributions": [
            line
            | {"address": at.attributions[line["id"]][0], "decided": decided.speaker(line["id"])}
            for annotated in story.articles
            for line in _attributions(annotated, speakers)
        ],
        "passages": [_passage(passage) for passage in story.passages],
        "stemma": [_descent(descent, decided) for descent in story.stemma],
        "origins": [_origin(origin) for origin in story.origins],
        "utterances": [_utterance(one, texts, at, decided) for one in story.utterances],
        "statements": [
            _statement(one, texts)
            | {
                "speakers": against.speakers(one.statement.support),
                "against": _against(against.against(one.statement.support), texts),
                "address": at.statements[one.statement.id][0],
            }
            for one in story.statements
        ],
        "conflicts": _addressed(
            (_conflict(one, texts) | {"decided": decided.conflict(one)} for one in story.conflicts),
            at.conflicts,
        ),
        "timeline": _addressed((_event(one, texts) for one in story.timeline), at.timeline),
        "brief": _addressed(
            (
                _sentence(one, texts) | {"against": _against(against.against(one.citations), texts)}
                for one in story.brief
            ),
            at.brief,
        ),
        "shares": [_share(share) for share in story.shares],
        "revisions": [_revision(revision) for revision in story.revisions],
        "laundering": _addressed(
            (_laundering(one, texts) for one in story.laundering), at.laundering
        ),
        "dismissed": _addressed(
            (_conflict(one, texts) | {"decided": decided.conflict(one)} for one in story.dismissed),
            at.dismissed,
        ),
        "decisions": [decision_line(one, texts) for one in story.decisions],
    }


def _addressed(lines: Iterable[Json], addresses: Iterable[Addresses]) -> list[Json]:
    """Return lines with the permanent address of each."""
    return [line | {"address": at[0]} for line, at in zip(lines, addresses, strict=True)]


def _place(span: Span) -> Json:
    return {"article": span.article, "start": span.start, "end": span.end}


def _exact(span: Span, texts: Mapping[str, str]) -> Json:
    return _place(span) | {"exact": texts.get(span.article, "")[span.start : span.end]}


def _name(name: Name) -> Json:
    return {
        "id": name.id,
        "name": name.name,
        "kind": name.kind,
        "forms": [{"text": form.text} | _place(form.span) for form in name.forms],
    }


def _attributions(annotated: Annotated, speakers: Mapping[str, str]) -> Iterable[Json]:
    text = annotated.article.text
    for attribution in annotated.attributions:
        fields = attribution_fields(attribution, text, speakers.get(attribution.id))
        speaker = attribution.speaker
        yield {
            "id": attribution.id,
            "article": attribution.article,
            **fields,
            "speaker_text": speaker and speaker.name,
            "speaker_because": speaker and speaker.because,
        }


def _passage(passage: Passage) -> Json:
    return {
        "id": passage.id,
        "a": _place(passage.a),
        "b": _place(passage.b),
        "similarity": round(passage.similarity, 4),
        "weight": round(passage.weight, 4),
        "quoted": round(passage.quoted, 4),
    }


def _descent(descent: Descent, decided: DecidedFindings) -> Json:
    return {
        "article": descent.article,
        "parents": [
            _parent(one) | {"decided": decided.parent(descent.article, one.article)}
            for one in descent.parents
        ],
    }


def _parent(parent: Parent) -> Json:
    line: Json = {}
    if parent.article is not None:
        line["article"] = parent.article
    if parent.origin is not None:
        line["origin"] = parent.origin
    return line | {
        "confidence": round(parent.confidence, 4),
        "evidence": list(parent.evidence),
        "because": parent.because,
    }


def _origin(origin: Origin) -> Json:
    return {
        "id": origin.id,
        "kind": origin.kind,
        "name": origin.name,
        "articles": list(origin.articles),
        "because": origin.because,
    }


def _counted(independence: Independence) -> Json:
    return {
        "independent_origins": independence.low,
        "independent_origins_max": independence.high,
        "origins": list(independence.origins),
        "origins_because": independence.because,
    }


def _utterance(
    utterance: Utterance, texts: Mapping[str, str], at: StoryAddresses, decided: DecidedFindings
) -> Json:
    variants = (_variant(variant, texts) for variant in utterance.variants)
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "readings": [
            {
                "attribution": reading.attribution,
                "article": reading.article,
                "text": reading.text,
                "spans": [_exact(span, texts) for span in reading.spans],
            }
            for reading in utterance.readings
        ],
        "variants": _addressed(variants, at.variants[utterance.id]),
        **_counted(utterance.independence),
        "address": at.utterances[utterance.id][0],
        "decided": decided.utterance(utterance),
    }


def _variant(variant: Variant, texts: Mapping[str, str]) -> Json:
    return {
        "between": list(variant.between),
        "kind": variant.kind,
        "changes_meaning": variant.changes_meaning,
        "because": variant.because,
        "spans": [_exact(span, texts) for span in variant.spans],
    }


def _statement(supported: Supported, texts: Mapping[str, str]) -> Json:
    statement = supported.statement
    return {
        "id": statement.id,
        "text": statement.text,
        "support": [_exact(span, texts) for span in statement.support],
        "attribution": statement.attribution,
        "outlets": supported.outlets,
        **_counted(supported.independence),
    }


def _against(found: Iterable[Contradiction], texts: Mapping[str, str]) -> list[Json]:
    return [
        {"kind": one.conflict.kind, "about": one.conflict.about, "value": one.value.value}
        | _exact(one.value.span, texts)
        for one in found
    ]


def _conflict(conflict: Conflict, texts: Mapping[str, str]) -> Json:
    return {
        "kind": conflict.kind,
        "about": conflict.about,
        "verdict": conflict.verdict,
        "because": conflict.because,
        "values": [{"value": value.value} | _exact(value.span, texts) for value in conflict.values],
    }


def _event(event: Event, texts: Mapping[str, str]) -> Json:
    first = event.support[0]
    return {
        "date": event.date,
        "precision": event.precision,
        "text": event.text,
        **_place(first),
        "support": [_exact(span, texts) for span in event.support],
        "planned": event.planned,
    }


def _follow_up(one: FollowUp, texts: Mapping[str, str]) -> Json:
    return {
        "article": one.article,
        "days": one.days,
        "because": one.because,
        "span": _exact(one.span, texts) if one.span else None,
    }


def _overview(one: Overview, texts: Mapping[str, str]) -> Json:
    return {
        "article": one.article,
        "kind": one.kind,
        "because": one.because,
        "tells_of": [
            {"story": touched.story, "span": _exact(touched.span, texts)}
            for touched in one.tells_of
        ],
    }


def _share(share: Share) -> Json:
    return {
        "article": share.article,
        "own": round(share.own, 4),
        "copied": round(share.copied, 4),
        "quoted": round(share.quoted, 4),
        "shared": round(share.shared, 4),
    }


def _revision(revision: Revision) -> Json:
    return {
        "article": revision.article,
        "parent": revision.parent,
        "confidence": round(revision.confidence, 4),
        "steps": [
            {
                "kind": step.kind,
                "here": step.here and _place(step.here),
                "there": step.there and _place(step.there),
            }
            for step in revision.steps
        ],
    }


def _laundering(one: Laundering, texts: Mapping[str, str]) -> Json:
    return {
        "kind": one.kind,
        "because": one.because,
        "derived": one.derived,
        "spans": [_exact(span, texts) for span in one.spans],
    }


def _sentence(sentence: BriefSentence, texts: Mapping[str, str]) -> Json:
    return {
        "text": sentence.text,
        "citations": [_exact(span, texts) for span in sentence.citations],
        "outlets": sentence.outlets,
        **_counted(sentence.independence),
    }
