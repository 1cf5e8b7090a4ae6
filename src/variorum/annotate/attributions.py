"""Who said what: the attributions of one article, as source, cue and content.

What counts is what the PolNeAR corpus counts: speech, thought, wish and expectation, of people,
bodies and documents. A quotation broken by its cue ("X," he said. "Y.") is one attribution with two
contents; a quotation that runs over several paragraphs is one attribution, too.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from variorum.annotate.article_words import read_article_words
from variorum.annotate.attribution_rules import link_by_rules
from variorum.annotate.contents import mend_links
from variorum.annotate.encoder_links import link_encoded
from variorum.annotate.encoding import Encoded, encode_article
from variorum.annotate.labels import read_turns
from variorum.annotate.links import Link
from variorum.annotate.quotations import add_missed, join_quotations
from variorum.annotate.quotes import Quoted
from variorum.annotate.tagging import Words
from variorum.annotate.turns import (
    Draft,
    Paragraph,
    cut_at_breaks,
    join_turn,
)
from variorum.annotate.word_model import TaggedArticle, link_tagged, tag_articles
from variorum.model import Article, Attribution, AttributionKind, Span

ModelName = Literal["encoder", "words", "rules"]


def find_attributions(
    article: Article,
    sentences: tuple[Span, ...] = (),  # noqa: ARG001 - the stages' common signature
    *,
    rules_only: bool = False,
    model: ModelName = "words",
    encoded: Encoded | None = None,
    tagged: TaggedArticle | None = None,
) -> list[Attribution]:
    """Return the attributions of headline, standfirst, body and corrections, in text order.

    Ids are "{article.id}/q0", "/q1", ... Speakers and channels are not resolved here. `model`:
    "encoder" is the most accurate and needs onnxruntime (ModelError if it or its weights are
    absent), "words" the fast one, "rules" none. Rules alone serve also if `rules_only`, if the
    article's language is known and not English, or if the weights of "words" are absent.
    `sentences` are not needed: sentences that a quotation holds are told apart by this stage
    itself. `encoded`: what the encoder says of the article, if that is known; `tagged`: what the
    tagger of words does.
    """
    text = article.text
    in_english = article.language is None or article.language.lower().startswith("en")
    name: ModelName = "rules" if rules_only or not in_english else model
    if name == "encoder":
        encoded = encoded or encode_article(article)
    elif name == "words":
        (tagged,) = [tagged] if tagged else tag_articles([article])
    known = {"encoder": encoded, "words": tagged, "rules": None}[name]
    read = known.read if known else read_article_words(article)
    outer = list(read.quotes)
    turns = read_turns(read.words, text)
    links = [
        [turn] if turn else found
        for turn, found in zip(turns, _find_links(read.words, known), strict=True)
    ]
    drafts: list[Draft] = []
    previous = None
    for paragraph, words, found in zip(read.paragraphs, read.words, links, strict=True):
        mine = [_draft(text, words, link, paragraph) for link in found]
        drafts = join_turn(text, drafts, mine, outer, (previous, paragraph))
        previous = paragraph
    drafts.sort(key=lambda draft: min(start for start, _ in draft.content))
    return [_attribute(article, number, draft, outer) for number, draft in enumerate(drafts)]


def _find_links(
    paragraphs: Sequence[Words], known: Encoded | TaggedArticle | None
) -> list[list[Link]]:
    """Return the attributions of each paragraph, by rules if no model knows it.

    The rules also add what a model left.
    """
    if known is None:
        return [_mend(words, link_by_rules(words)) for words in paragraphs]
    found = link_encoded(known) if isinstance(known, Encoded) else link_tagged(known)
    return [_mend(w, add_missed(w, links)) for w, links in zip(paragraphs, found, strict=True)]


def _mend(words: Words, links: list[Link]) -> list[Link]:
    return join_quotations(words, mend_links(words, links))


CLITIC = re.compile(r"(\w+)-(?:t-)?(ils?|elles?|on|je|nous|vous)")  # French: "explique-t-elle"


def _draft(text: str, words: Words, link: Link, paragraph: Paragraph) -> Draft:
    def characters(runs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        spans = sorted((words.starts[first], words.ends[last - 1]) for first, last in runs)
        return cut_at_breaks(tuple(spans), paragraph.breaks)

    source, cue, content = map(characters, (link.source, link.cue, link.content))
    if source and source == cue:
        inverted = CLITIC.fullmatch(text, *source[0])
        if inverted:
            source, cue = (inverted.span(2),), (inverted.span(1),)
    return Draft(source, cue, content, link.verbatim)


def _attribute(article: Article, number: int, draft: Draft, outer: list[Quoted]) -> Attribution:
    def spans(runs: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        return tuple(Span(article.id, start, end) for start, end in runs)

    return Attribution(
        id=f"{article.id}/q{number}",
        article=article.id,
        kind="direct" if draft.verbatim else _kind_of(article.text, draft.content, outer),
        source=spans(draft.source),
        cue=spans(draft.cue),
        content=spans(draft.content),
    )


def _kind_of(
    text: str, content: tuple[tuple[int, int], ...], outer: list[Quoted]
) -> AttributionKind:
    """Say whether all, some or none of the content's letters are in quotation marks."""
    inside = outside = False
    for start, end in content:
        at = start
        number = max(bisect_left(outer, start, key=lambda quote: quote.start) - 1, 0)
        while at < end:
            while number < len(outer) and outer[number].end <= at:
                number += 1
            if number == len(outer) or outer[number].start >= end:
                outside = outside or _has_letters(text, at, end)
                break
            quote = outer[number]
            outside = outside or _has_letters(text, at, quote.start)
            stop = min(end, quote.end)
            inside = inside or _has_letters(text, max(at, quote.start), stop)
            at = stop
    if inside and not outside:
        return "direct"
    return "mixed" if inside else "indirect"


def _has_letters(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))
