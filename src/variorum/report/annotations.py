"""Findings as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), in JSON-LD.

The whole is an AnnotationPage. Each annotation is one finding; its targets are the places it rests
on, each by a TextPositionSelector (code points `[start, end)` of the document's text, of which the
target tells the SHA-256) and a TextQuoteSelector (the words, with up to CONTEXT characters around
them), so that it is found again where the text moved. Its body says in words what was found and
why, `finding` in fields. The creator is the person who decided it, if a person did.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote, urlsplit

from variorum import __version__
from variorum.model import (
    Comparison,
    Decision,
    Document,
    Span,
    Story,
)
from variorum.report.contract import dump
from variorum.report.findings import Finding, list_findings

CONTEXT_URL: Final = "http://www.w3.org/ns/anno.jsonld"
# Ours, beside the W3C's: the fields of a finding, and the checksum of the text that it was made on.
OUR_CONTEXT: Final[dict[str, Any]] = {
    "@version": 1.1,
    "variorum": "urn:variorum:ns#",
    "kind": "variorum:kind",
    "because": "variorum:because",
    "finding": {"@id": "variorum:finding", "@type": "@json"},
    "sha256": "variorum:sha256",
}
# Why each kind is annotated, in the W3C's words.
MOTIVATIONS: Final = {
    "attribution": "identifying",
    "utterance": "linking",
    "variant": "assessing",
    "statement": "describing",
    "conflict": "assessing",
    "timeline": "describing",
    "brief": "highlighting",
    "laundering": "assessing",
}
MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT: Final = 32  # characters before and after a quotation

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """What a target's selectors point into: a document's address, and its text."""

    address: str
    sha256: str
    text: str


def write_annotations(comparison: Comparison) -> Iterator[str]:
    """Yield the findings of all stories as one AnnotationPage, an annotation a line."""
    documents = {one.id: one for one in comparison.documents}
    head = {
        "@context": [CONTEXT_URL, OUR_CONTEXT],
        "id": _name_page(comparison),
        "type": "AnnotationPage",
    }
    yield dump(head)[:-1] + ', "items": [\n'
    number = 0
    for story in comparison.stories:
        for one in annotate_story(story, documents):
            yield (",\n" if number else "") + dump(one)
            number += 1
    yield "\n]}\n"


def _name_page(comparison: Comparison) -> str:
    """Return the id of a comparison's annotations: of its documents, whatever is found in them."""
    told = "\n".join(f"{one.id} {one.sha256}" for one in comparison.documents)
    return f"urn:variorum:page:{sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()}"


def annotate_story(
    story: Story, documents: Mapping[str, Document], base: str = "urn:variorum:"
) -> Iterator[Json]:
    """Yield the annotations of one story, in the order of its report.

    `documents` by id; the text is the article's where one is not there. An annotation's id is
    `base` and the permanent address of the finding. What rests on no words has no annotation.
    """
    sources = _find_sources(story, documents)
    known = {one.judgement: one for one in story.decisions}
    for found in list_findings(story):
        targets = _targets(found.spans, sources)
        if targets:
            yield {
                "id": base + found.address,
                "type": "Annotation",
                "motivation": MOTIVATIONS[found.kind],
                **(_creator(known[found.judgements[0]]) if found.judgements else {}),
                "generator": {"type": "Software", "name": f"Variorum {__version__}"},
                "body": _bodies(found),
                "kind": found.kind,
                "because": found.because,
                "finding": found.fields,
                "target": targets,
            }


def _find_sources(story: Story, documents: Mapping[str, Document]) -> dict[str, Source]:
    found = {}
    for one in story.articles:
        article = one.article
        document = documents.get(article.document)
        text = document.text if document else article.text
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        path = document.path if document else None
        address = (
            _web_address((document.url if document else None) or article.url)
            or (_file_address(path) if path else None)
            or f"urn:sha256:{digest}"
        )
        found[article.id] = Source(address, digest, text)
    return found


def _web_address(url: str | None) -> str | None:
    """Return a web address with what no IRI may hold encoded; None if it is none."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return quote((url or "").encode("utf-8", "surrogatepass"), safe="%/-._~!$&'()*+,;=:@?#[]")


def _file_address(path: str) -> str:
    """Return a path as an IRI reference: as the user named it, percent-encoded.

    >>> _file_address("reports/ferry 1.txt")
    'reports/ferry%201.txt'
    """
    pure = PurePath(path)
    encoded = quote(pure.as_posix().encode("utf-8", "surrogatepass"), safe="/-._~!$&'()*+,;=@")
    return f"file://{encoded}" if pure.is_absolute() else encoded


def _targets(spans: Iterable[Span], sources: Mapping[str, Source]) -> list[Json]:
    return [
        _target(span, sources[span.article])
        for span in dict.fromkeys(spans)
        if span.start < span.end
    ]


def _target(span: Span, source: Source) -> Json:
    text = source.text
    return {
        "type": "SpecificResource",
        "source": source.address,
        "sha256": source.sha256,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - CONTEXT) : span.start],
                "suffix": text[span.end : span.end + CONTEXT],
            },
        ],
    }


def _bodies(found: Finding) -> list[Json]:
    words = {
        "type": "TextualBody",
        "value": f"{found.said}. {found.because}" if found.because else found.said,
        "format": "text/plain",
        "language": "en",
        "purpose": "describing",
    }
    return [words, {"type": "TextualBody", "value": found.kind, "purpose": "tagging"}]


def _creator(decision: Decision) -> Json:
    """Return who decided a finding, and when: xsd:dateTime with a zone."""
    when = decision.when.replace(" ", "T")
    return {"creator": {"type": "Person", "name": decision.who}, "created": when}
