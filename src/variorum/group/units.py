"""What one attribution says, cut at the ends of its sentences: papers quote them apart."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from variorum.model import Annotated, Attribution, Span
from variorum.text.inflection import Token, find_tokens
from variorum.text.quoted import QUOTED

SENTENCE_BREAK = re.compile(r"[.!?…][\"”’'\)\]]*(?=\s+[\"“‘'\(\[]?[A-Z])|[.!?]”(?=\s)")
ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|St|Lt|Col|Sgt|Prof|Feb|Jan|Aug|Sept|Oct|Nov|Dec|vs|No|Jr|Sr"
    r"|Inc|Co)|\b[A-Z])\.$"
)
GAP_END = re.compile(r"[.!?][\"”’')]?\s*$")
QUOTES = '"“”„«»'
SHORT = 4  # words of a sentence that cannot stand alone
MOSTLY = 0.8  # of a mixed reading in quotation marks makes it as good as direct


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence's worth of one attribution's content."""

    order: int
    attribution: Attribution
    spans: tuple[Span, ...]
    kind: str  # direct, mixed or indirect, of this unit alone
    tokens: tuple[Token, ...]
    content: tuple[str, ...]  # lemmas that say something, in order
    speaker: str | None
    published: str
    text: str
    quoted: "Unit | None" = None  # of a mixed one, its longest part in quotation marks


def find_units(article: Annotated, speakers: Mapping[str, str]) -> list[Unit]:
    """Return the sentence-sized units of an article's attributions, in text order."""
    text = article.article.text
    units = []
    for attribution in article.attributions:
        speaker = speakers.get(attribution.id)
        for spans in cut_sentences(text, attribution.content):
            kind = _kind(text, spans, attribution)
            unit = _make_unit(article, attribution, spans, kind, speaker)
            if kind == "mixed":
                quoted = _make_unit(
                    article, attribution, _cut_quoted(text, spans), "direct", speaker
                )
                unit = replace(unit, quoted=quoted)
            units.append(unit)
    return units


def _cut_quoted(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the longest quotation, with its marks."""
    found = [
        Span(span.article, *match.span())
        for span in spans
        for match in QUOTED.finditer(text, span.start, span.end)
    ]
    return tuple(sorted(found, key=lambda span: span.start - span.end)[:1])


def _make_unit(
    article: Annotated,
    attribution: Attribution,
    spans: tuple[Span, ...],
    kind: str,
    speaker: str | None,
) -> Unit:
    text = article.article.text
    tokens = tuple(token for span in spans for token in find_tokens(text, span.start, span.end))
    return Unit(
        order=0,
        attribution=attribution,
        spans=spans,
        kind=kind,
        tokens=tokens,
        content=tuple(token.lemma for token in tokens if token.content),
        speaker=speaker,
        published=article.article.published or "~",
        text=" ".join(text[span.start : span.end] for span in spans),
    )


def cut_sentences(text: str, spans: Iterable[Span]) -> list[tuple[Span, ...]]:
    """Cut content into sentences; one may run on over several spans ("I will," she says, "go").

    Nothing but white space is lost.
    """
    sentences: list[list[Span]] = [[]]
    end = None
    for span in spans:
        start = span.start
        if end is not None and GAP_END.search(text[end:start]):
            sentences.append([])  # “Not now,” he said. “Later.”
        end = span.end
        for match in SENTENCE_BREAK.finditer(text, span.start, span.end):
            if ABBREVIATED.search(text, start, match.start() + 1) or match.end() >= span.end:
                continue
            sentences[-1].append(Span(span.article, start, match.end()))
            sentences.append([])
            start = match.end()
            while start < span.end and text[start].isspace():
                start += 1
        if start < span.end:
            sentences[-1].append(Span(span.article, start, span.end))
        if text[start : span.end].rstrip(QUOTES + "’'").endswith((".", "!", "?")):
            sentences.append([])
    whole = [sentence for sentence in sentences if sentence]
    joined: list[list[Span]] = []
    for sentence in whole:
        words = sum(len(text[span.start : span.end].split()) for span in sentence)
        if joined and words < SHORT:
            joined[-1] = [*joined[-1], *sentence]
        else:
            joined.append(sentence)
    return [_merge(text, sentence) for sentence in joined]


def _merge(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Make one span of spans with only white space between them."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and last.end <= span.start and not text[last.end : span.start].strip():
            merged[-1] = Span(span.article, last.start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _kind(text: str, spans: tuple[Span, ...], attribution: Attribution) -> str:
    if attribution.kind != "mixed":
        return attribution.kind
    words = "".join(text[span.start : span.end] for span in spans)
    quoted = sum(len(match[0]) for match in QUOTED.finditer(words))
    if quoted >= MOSTLY * len(words):
        return "direct"
    return "mixed" if quoted else "indirect"
