"""Words that a headline has in quotation marks, and that the report below it does not quote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.model import Annotated, Span
from variorum.text.inflection import Token, find_tokens

FEWEST = 3  # words; fewer in marks are irony, a title or a nickname
LONG_ENOUGH = 120  # words of a body; a teaser need not have the quotation
LIKE = 0.7  # of the words, in one sentence: quoted there in other words


@dataclass(frozen=True, slots=True)
class HeadlineQuote:
    """A quotation of a headline that the body does not have; `spans`: body (if any), headline."""

    because: str
    spans: tuple[Span, ...]


def find_headline_quotes(one: Annotated) -> Iterator[HeadlineQuote]:
    """Yield a headline's quotations that the body tells without marks, or not at all."""
    text, name = one.article.text, one.article.id
    quotes = [
        quote
        for block in one.article.blocks
        if block.kind == "headline"
        for quote in find_quotes(text, split_paragraphs(text, block.start, block.end))
    ]
    body = _read_body(one) if quotes else []
    if len(body) < LONG_ENOUGH:
        return
    quoted = _mark_quoted(one, body)
    for quote in quotes:
        tokens = find_tokens(text, quote.start, quote.end)
        inner = text[quote.start : quote.end].strip("\"'“”‘’«»")
        if len(tokens) < FEWEST or not (quote.opened and quote.closed) or _is_title(inner):
            continue
        at = Span(name, quote.start, quote.end)
        places = _find_runs(body, tokens)
        if not places and not _is_told(body, tokens):
            yield HeadlineQuote("the words in quotation marks stand nowhere below", (at,))
        elif places and not any(quoted[place] for place in places):
            first, last = body[places[0]], body[places[0] + len(tokens) - 1]
            there = Span(name, first.start, last.end)
            yield HeadlineQuote("below, it stands without quotation marks", (there, at))


def _read_body(one: Annotated) -> list[Token]:
    text = one.article.text
    return [
        token
        for block in one.article.blocks
        if block.kind in ("body", "standfirst", "caption")
        for token in find_tokens(text, block.start, block.end)
    ]


def _mark_quoted(one: Annotated, body: Sequence[Token]) -> list[bool]:
    """Say of each word of the body whether it stands in quotation marks."""
    text = one.article.text
    inside = bytearray(len(text) + 1)
    for block in one.article.blocks:
        for quote in find_quotes(text, split_paragraphs(text, block.start, block.end)):
            if block.kind in ("body", "standfirst", "caption"):
                inside[quote.start : quote.end] = b"\x01" * (quote.end - quote.start)
    return [bool(inside[token.start]) for token in body]


def _is_title(words: str) -> bool:
    """Whether every long word has a capital: a book, a song, or a headline in capitals."""
    long = [word for word in words.split() if len(word) > 3]
    return all(word[:1].isupper() for word in long)


def _find_runs(body: Sequence[Token], tokens: Sequence[Token]) -> list[int]:
    """Return where the words stand one after the other, quoted or not."""
    wanted = [token.lemma for token in tokens]
    return [
        at
        for at in range(len(body) - len(wanted) + 1)
        if body[at].lemma == wanted[0]
        and all(body[at + k].lemma == lemma for k, lemma in enumerate(wanted))
    ]


def _is_told(body: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether most of the words stand close together: shortened, or put otherwise."""
    wanted = {token.lemma for token in tokens if token.content} or {t.lemma for t in tokens}
    places = [(n, token.lemma) for n, token in enumerate(body) if token.lemma in wanted]
    reach = 6 * len(tokens) + 20
    start = 0
    for end, (place, _) in enumerate(places):
        while places[start][0] < place - reach:
            start += 1
        if len({lemma for _, lemma in places[start : end + 1]}) >= LIKE * len(wanted):
            return True
    return False
