"""Who said what: the attributions of one article, as source, cue and content.

What counts is what the PolNeAR corpus counts: speech, thought, wish and expectation, of people,
bodies and documents. A quotation broken by its cue ("X," he said. "Y.") is one attribution with two
contents; a quotation that runs over several paragraphs is one attribution, too.
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Literal

from variorum.annotate.attribution_rules import Link, link_by_rules, read_label, region_runs
from variorum.annotate.contents import mend_links
from variorum.annotate.encoder import load_encoder, tag_by_encoder
from variorum.annotate.linking import PENALTIES, LinkModel, link_runs
from variorum.annotate.quotes import Quoted, find_quotes, outer_quotes, split_paragraphs
from variorum.annotate.tag_model import Tagged
from variorum.annotate.tag_vocabulary import Lexicon
from variorum.annotate.tagging import Words, read_words, skip_dateline
from variorum.annotate.word_tagger import WordTagger, load_tagger, tag_words
from variorum.errors import ModelError
from variorum.model import Article, Attribution, AttributionKind, Span

ModelName = Literal["encoder", "words", "rules"]
READ_KINDS = frozenset({"headline", "standfirst", "body", "correction"})


LOADING = Lock()


@dataclass(frozen=True, slots=True)
class Model:
    """All that was trained: the tagger with its word list, the linker."""

    tagger: WordTagger
    links: LinkModel


def load_weights() -> Model | None:
    """Return the shipped model, read at the first call; None if it is absent."""
    with LOADING:
        return _load_weights()


@cache
def _load_weights() -> Model | None:
    folder = files("variorum.annotate") / "weights"
    try:
        words = json.loads((folder / "attributions_words.json").read_text(encoding="utf-8"))
        links = json.loads((folder / "attributions_links.json").read_text(encoding="utf-8"))
        tagger = load_tagger(folder / "attributions_tagger.npz", Lexicon(**words))
    except FileNotFoundError:
        return None
    return Model(tagger, LinkModel(**links))


def load_encoder_links() -> LinkModel:
    """Return the linker trained for the encoder, read at the first call; ModelError if absent."""
    with LOADING:
        return _load_encoder_links()


@cache
def _load_encoder_links() -> LinkModel:
    file = files("variorum.annotate") / "weights" / "encoder_links.json"
    try:
        return LinkModel(**json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise ModelError(f"the encoder's weights are not installed: {file}") from error


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution as characters `[start, end)` of the text."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def find_attributions(
    article: Article,
    sentences: tuple[Span, ...] = (),  # noqa: ARG001 - the stages' common signature
    *,
    rules_only: bool = False,
    model: ModelName = "words",
) -> list[Attribution]:
    """Return the attributions of headline, standfirst, body and corrections, in text order.

    Ids are "{article.id}/q0", "/q1", ... Speakers and channels are not resolved here. `model`:
    "encoder" is the most accurate and needs onnxruntime (ModelError if it or its weights are
    absent), "words" the fast one, "rules" none. Rules alone serve also if `rules_only`, if the
    article's language is known and not English, or if the weights of "words" are absent.
    `sentences` are not needed: sentences that a quotation holds are told apart by this stage
    itself.
    """
    text = article.text
    paragraphs = _find_paragraphs(article)
    quotes = find_quotes(text, [(start, end) for start, end, _ in paragraphs])
    read = _read_paragraphs(text, paragraphs, quotes)
    in_english = article.language is None or article.language.lower().startswith("en")
    words_of = [words for words, _ in read]
    links = _find_links(words_of, text, "rules" if rules_only or not in_english else model)
    drafts: list[_Draft] = []
    for (words, inner), found in zip(read, links, strict=True):
        drafts = _join_turn(drafts, [_draft(words, link) for link in found], inner)
    drafts.sort(key=lambda draft: min(start for start, _ in draft.content))
    outer = outer_quotes(quotes)
    return [_attribute(article, number, draft, outer) for number, draft in enumerate(drafts)]


LONG_QUOTE = 8  # words; of the corpus's quotations from this length 99 in 100 have an attribution

FEWEST_LABELS = 2  # "SMITH: ..." is a speaker's turn in an article that has several of them


def _find_links(paragraphs: list[Words], text: str, name: ModelName) -> list[list[Link]]:
    """Return the attributions of each paragraph by the model of that name."""
    if name == "encoder":
        encoder, links = load_encoder(), load_encoder_links()
        pointed = tag_by_encoder(encoder, paragraphs, PENALTIES)
        return _link_by_model(paragraphs, text, pointed, encoder.tagger.tags, links)
    model = load_weights() if name == "words" else None
    if model is None:
        return [link_by_rules(words, text) for words in paragraphs]
    tagged = tag_words(model.tagger, paragraphs, PENALTIES)
    return _link_by_model(paragraphs, text, tagged, model.tagger.model.tags, model.links)


def _link_by_model(
    paragraphs: list[Words],
    text: str,
    tagged: Sequence[Sequence[Tagged]],
    tags: tuple[str, ...],
    model: LinkModel,
) -> list[list[Link]]:
    """Return the attributions of each paragraph; the rules read long quotations that are left."""
    links = [
        mend_links(words, _add_quotations(words, text, link_runs(words, readings, tags, model)))
        for words, readings in zip(paragraphs, tagged, strict=True)
    ]
    labels = [read_label(words, text) for words in paragraphs]
    if sum(label is not None for label in labels) < FEWEST_LABELS:
        return links
    return [[label] if label else found for label, found in zip(labels, links, strict=True)]


def _add_quotations(words: Words, text: str, links: list[Link]) -> list[Link]:
    left = [
        (first, last)
        for first, last in region_runs(words)
        if last - first - 2 >= LONG_QUOTE and not _is_content(links, first, last)
    ]
    if not left:
        return links
    added = [
        link
        for link in link_by_rules(words, text)
        if link.source
        and any(run in left for run in link.content)
        and not any(_is_content(links, first, last) for first, last in link.content)
    ]
    return sorted([*links, *added], key=lambda link: link.content)


def _is_content(links: list[Link], first: int, last: int) -> bool:
    return any(start < last and first < end for link in links for start, end in link.content)


def _find_paragraphs(article: Article) -> list[tuple[int, int, bool]]:
    """Return start and end of each paragraph that is read, and whether it is the headline."""
    paragraphs: list[tuple[int, int, bool]] = []
    for block in article.blocks:
        if block.kind in READ_KINDS:
            for start, end in split_paragraphs(article.text, block.start, block.end):
                is_first = block.kind == "headline" or (
                    not paragraphs and _looks_like_headline(article.text, start, end)
                )
                paragraphs.append((start, end, is_first))
    return paragraphs


LONGEST_HEADLINE = 160  # characters


def _looks_like_headline(text: str, start: int, end: int) -> bool:
    """Whether an article's first paragraph is short and one sentence at most."""
    if end - start > LONGEST_HEADLINE:
        return False
    return ". " not in text[start:end] and not text[start:end].endswith(("”", '"'))


def _read_paragraphs(
    text: str, paragraphs: list[tuple[int, int, bool]], quotes: list[Quoted]
) -> list[tuple[Words, list[Quoted]]]:
    """Return the words of each paragraph with its quotations."""
    starts = [quote.start for quote in quotes]
    read = []
    for start, end, is_first in paragraphs:
        inner = quotes[bisect_left(starts, start) : bisect_left(starts, end)]
        begin = skip_dateline(text, start, end)
        read.append((read_words(text, begin, end, inner, is_first=is_first), inner))
    return read


def _draft(words: Words, link: Link) -> _Draft:
    def characters(runs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple(sorted((words.starts[first], words.ends[last - 1]) for first, last in runs))

    return _Draft(characters(link.source), characters(link.cue), characters(link.content))


def _join_turn(before: list[_Draft], found: list[_Draft], quotes: list[Quoted]) -> list[_Draft]:
    """Add a paragraph's attributions; a quotation that takes up an open one joins that one's,
    unless it has a source of its own.
    """
    if not (before and quotes and quotes[0].continues):
        return before + found
    quote = quotes[0]
    own = next((d for d in found if d.content[0][0] < quote.end), None)
    last = max(before, key=lambda draft: draft.content[-1][1])
    if own is not None and (own.source or own.content[0][0] != quote.start):
        return before + found
    more = own.content if own else ((quote.start, quote.end),)
    joined = replace(last, content=last.content + more)
    rest = [draft for draft in found if draft is not own]
    return [joined if draft is last else draft for draft in before] + rest


def _attribute(article: Article, number: int, draft: _Draft, outer: list[Quoted]) -> Attribution:
    def spans(runs: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        return tuple(Span(article.id, start, end) for start, end in runs)

    return Attribution(
        id=f"{article.id}/q{number}",
        article=article.id,
        kind=_kind_of(article.text, draft.content, outer),
        source=spans(draft.source),
        cue=spans(draft.cue),
        content=spans(draft.content),
    )


def _kind_of(
    text: str, content: tuple[tuple[int, int], ...], outer: list[Quoted]
) -> AttributionKind:
    """Say whether all, some or none of the content's letters are in quotation marks."""
    starts = [quote.start for quote in outer]
    inside = outside = 0
    for start, end in content:
        at = start
        number = max(bisect_left(starts, start) - 1, 0)
        while at < end:
            while number < len(outer) and outer[number].end <= at:
                number += 1
            if number == len(outer) or outer[number].start >= end:
                outside += _letters(text, at, end)
                break
            quote = outer[number]
            outside += _letters(text, at, quote.start)
            stop = min(end, quote.end)
            inside += _letters(text, max(at, quote.start), stop)
            at = stop
    if inside and not outside:
        return "direct"
    return "mixed" if inside else "indirect"


def _letters(text: str, start: int, end: int) -> int:
    return sum(character.isalnum() for character in text[start:end])
