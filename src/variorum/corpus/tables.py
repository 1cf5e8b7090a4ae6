"""The tables of a corpus: their columns, and the rows that one compared story gives.

Offsets are code points `[start, end)` into the document's `text`, which stands in `articles`.
Every table has `story` and `day` (the day of the story's first dated article; "undated"), by
which it is partitioned.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import pyarrow as pa

from variorum.model import Annotated, Article, Span, Story

SCHEMA = 1  # grows when a column changes its meaning or goes
TEXT, WHOLE, SHARE = pa.string(), pa.int64(), pa.float64()
SPAN = pa.struct({"start": WHOLE, "end": WHOLE})
SPANS = pa.list_(SPAN)
PLACE = pa.struct({"article": TEXT, "start": WHOLE, "end": WHOLE})
BLOCK = pa.struct({"kind": TEXT, "start": WHOLE, "end": WHOLE})
UNDATED = "undated"

Row = dict[str, Any]


def _columns(**columns: pa.DataType) -> pa.DataType:
    return pa.struct({"story": TEXT, "day": TEXT, **columns})


TABLES: Mapping[str, pa.DataType] = {
    "articles": _columns(
        id=TEXT, document=TEXT, path=TEXT, url=TEXT, sha256=TEXT, text_sha256=TEXT,
        record_id=TEXT, record_date=TEXT, record_digest=TEXT, start=WHOLE, end=WHOLE,
        title=TEXT, outlet=TEXT, byline=pa.list_(TEXT), place=TEXT, agency=TEXT,
        published=TEXT, updated=TEXT, language=TEXT, credits=pa.list_(TEXT),
        blocks=pa.list_(BLOCK), own=SHARE, copied=SHARE, quoted=SHARE, shared=SHARE, text=TEXT,
    ),
    "attributions": _columns(
        id=TEXT, article=TEXT, kind=TEXT, source=SPANS, cue=SPANS, content=SPANS, words=TEXT,
        speaker=TEXT, medium=TEXT, told=TEXT,
    ),
    "figures": _columns(
        article=TEXT, quantity=TEXT, low=SHARE, high=SHARE, unit=TEXT, start=WHOLE, end=WHOLE,
    ),
    "times": _columns(
        article=TEXT, date=TEXT, precision=TEXT, planned=pa.bool_(), start=WHOLE, end=WHOLE,
    ),
    "passages": _columns(
        id=TEXT, a=TEXT, a_start=WHOLE, a_end=WHOLE, b=TEXT, b_start=WHOLE, b_end=WHOLE,
        similarity=SHARE,
    ),
    "stories": _columns(title=TEXT, articles=pa.list_(TEXT), outlets=WHOLE, origins=WHOLE),
    "stemma": _columns(
        article=TEXT, parent=TEXT, origin=TEXT, confidence=SHARE, because=TEXT,
    ),
    "readings": _columns(
        utterance=TEXT, attribution=TEXT, article=TEXT, speaker=TEXT, words=TEXT, base=pa.bool_(),
        origins_low=WHOLE, origins_high=WHOLE,
    ),
    "variants": _columns(
        utterance=TEXT, one=TEXT, other=TEXT, kind=TEXT, changes_meaning=pa.bool_(), because=TEXT,
        spans=pa.list_(PLACE),
    ),
    "origins": _columns(id=TEXT, kind=TEXT, name=TEXT, articles=pa.list_(TEXT), because=TEXT),
    "conflicts": _columns(
        kind=TEXT, about=TEXT, verdict=TEXT, because=TEXT, words=pa.list_(TEXT),
        places=pa.list_(PLACE),
    ),
}  # fmt: skip
NETWORK = ("articles", "passages", "stories", "stemma")  # what nothing need be annotated for
SKIPPED = pa.schema({"path": TEXT, "reason": TEXT})


def find_day(articles: Iterable[Annotated]) -> str:
    """Return the day of the first dated article, as the source states it; or `UNDATED`."""
    return min((name_day(one.article) for one in articles), default=UNDATED)


def name_day(article: Article) -> str:
    """Return the day on which an article says it was published; UNDATED if it names none."""
    stated = (article.published or article.updated or "")[:10]
    try:
        return date.fromisoformat(stated).isoformat()
    except ValueError:
        return UNDATED


def list_rows(story: Story, provenance: Mapping[str, Row]) -> dict[str, list[Row]]:
    """Return the rows of each table that a story gives; `provenance` by article id."""
    names = {name.id: name.name for name in story.names}
    speakers = dict(story.speakers)
    by_id = {one.article.id: one.article for one in story.articles}
    shares = {one.article: one for one in story.shares}
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for one in story.articles:
        article, share = one.article, shares.get(one.article.id)
        rows["articles"].append(
            provenance[article.id]
            | {
                "id": article.id,
                "document": article.document,
                "text_sha256": sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
                "start": article.start,
                "end": article.end,
                "title": article.title,
                "outlet": article.outlet,
                "byline": list(article.byline),
                "place": article.dateline.place if article.dateline else None,
                "agency": article.dateline.agency if article.dateline else None,
                "published": article.published,
                "updated": article.updated,
                "language": article.language,
                "credits": list(article.credits),
                "blocks": [
                    {"kind": block.kind, "start": block.start, "end": block.end}
                    for block in article.blocks
                ],
                "own": share.own if share else None,
                "copied": share.copied if share else None,
                "quoted": share.quoted if share else None,
                "shared": share.shared if share else None,
                "text": article.text,
            }
        )
        rows["attributions"] += [
            {
                "id": said.id,
                "article": article.id,
                "kind": said.kind,
                "source": _spans(said.source),
                "cue": _spans(said.cue),
                "content": _spans(said.content),
                "words": " ".join(article.cut(span) for span in said.content),
                "speaker": names.get(speakers.get(said.id, "")),
                "medium": said.channel.medium if said.channel else None,
                "told": said.channel.partner if said.channel else None,
            }
            for said in one.attributions
        ]
        rows["figures"] += [
            {
                "article": article.id,
                "quantity": figure.quantity,
                "low": figure.low,
                "high": figure.high,
                "unit": figure.unit,
                "start": figure.span.start,
                "end": figure.span.end,
            }
            for figure in one.figures
        ]
        rows["times"] += [
            {
                "article": article.id,
                "date": dated.date,
                "precision": dated.precision,
                "planned": dated.planned,
                "start": dated.when.start,
                "end": dated.when.end,
            }
            for dated in one.dates
        ]
    rows["passages"] = [
        {
            "id": passage.id,
            "a": passage.a.article,
            "a_start": passage.a.start,
            "a_end": passage.a.end,
            "b": passage.b.article,
            "b_start": passage.b.start,
            "b_end": passage.b.end,
            "similarity": passage.similarity,
        }
        for passage in story.passages
    ]
    outlets = {article.outlet or article.id for article in by_id.values()}
    rows["stories"] = [
        {
            "title": story.title,
            "articles": list(by_id),
            "outlets": len(outlets),
            "origins": len(story.origins),
        }
    ]
    rows["stemma"] = [
        {
            "article": descent.article,
            "parent": parent.article,
            "origin": parent.origin,
            "confidence": parent.confidence,
            "because": parent.because,
        }
        for descent in story.stemma
        for parent in descent.parents
    ]
    for said_once in story.utterances:
        rows["readings"] += [
            {
                "utterance": said_once.id,
                "attribution": reading.attribution,
                "article": reading.article,
                "speaker": names.get(said_once.speaker or ""),
                "words": reading.text,
                "base": number == 0,
                "origins_low": said_once.independence.low,
                "origins_high": said_once.independence.high,
            }
            for number, reading in enumerate(said_once.readings)
        ]
        rows["variants"] += [
            {
                "utterance": said_once.id,
                "one": variant.between[0],
                "other": variant.between[1],
                "kind": variant.kind,
                "changes_meaning": variant.changes_meaning,
                "because": variant.because,
                "spans": _places(variant.spans),
            }
            for variant in said_once.variants
        ]
    rows["origins"] = [
        {
            "id": origin.id,
            "kind": origin.kind,
            "name": origin.name,
            "articles": list(origin.articles),
            "because": origin.because,
        }
        for origin in story.origins
    ]
    rows["conflicts"] = [
        {
            "kind": conflict.kind,
            "about": conflict.about,
            "verdict": conflict.verdict,
            "because": conflict.because,
            "words": [value.value for value in conflict.values],
            "places": _places([value.span for value in conflict.values]),
        }
        for conflict in story.conflicts
    ]
    key = {"story": story.id, "day": find_day(story.articles)}
    return {table: [key | row for row in found] for table, found in rows.items()}


def _spans(spans: Iterable[Span]) -> list[Row]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _places(spans: Iterable[Span]) -> list[Row]:
    return [{"article": one.article, "start": one.start, "end": one.end} for one in spans]
