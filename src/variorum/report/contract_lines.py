"""One document, article or attribution as the report for programs gives it (see `contract`)."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from variorum.model import Article, Attribution, Channel, Document, Span

Json = dict[str, Any]


def document_line(document: Document, *, with_text: bool = False) -> Json:
    """Return a document: where it came from, and the checksums of its bytes and of its text."""
    line: Json = {
        "id": document.id,
        "path": document.path,
        "url": document.url,
        "sha256": document.sha256,
        "text_sha256": sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "characters": len(document.text),
    }
    return line | {"text": document.text} if with_text else line


def article_line(article: Article) -> Json:
    """Return an article with its metadata and blocks, without its text."""
    dateline = article.dateline
    return {
        "id": article.id,
        "document": article.document,
        "start": article.start,
        "end": article.end,
        "title": article.title,
        "outlet": article.outlet,
        "byline": list(article.byline),
        "dateline": dateline
        and {
            "place": dateline.place,
            "agency": dateline.agency,
            "start": dateline.start,
            "end": dateline.end,
        },
        "published": article.published,
        "updated": article.updated,
        "language": article.language,
        "credits": list(article.credits),
        "url": article.url,
        "blocks": [
            {"kind": block.kind, "start": block.start, "end": block.end} for block in article.blocks
        ],
    }


def attribution_fields(attribution: Attribution, text: str, speaker: str | None) -> Json:
    """Return what an attribution is in every output; `text` is its document's."""
    return {
        "kind": attribution.kind,
        "source": pairs(attribution.source),
        "cue": pairs(attribution.cue),
        "content": pairs(attribution.content),
        "exact": {
            "source": [text[span.start : span.end] for span in attribution.source],
            "cue": [text[span.start : span.end] for span in attribution.cue],
            "content": [text[span.start : span.end] for span in attribution.content],
        },
        "speaker": speaker,
        "channel": attribution.channel and _channel(attribution.channel, text),
    }


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    """Return spans as `[start, end]` pairs."""
    return [[span.start, span.end] for span in spans]


def _channel(channel: Channel, text: str) -> Json:
    return {
        "medium": channel.medium,
        "with": channel.partner,
        "start": channel.span.start,
        "end": channel.span.end,
        "exact": text[channel.span.start : channel.span.end],
    }
