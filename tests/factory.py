"""Short makers of records for tests: an article is a string."""

from variorum.model import Annotated, Article, Attribution, Block, Span


def make_article(text: str, article_id: str = "a1", **fields: object) -> Article:
    """Return an article whose paragraphs (parted by a line break) are all body."""
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip()
        if bare:
            blocks.append(Block("body", start, start + len(bare)))
        start += len(line)
    return Article(
        id=article_id,
        document=article_id,
        text=text,
        start=0,
        end=len(text),
        blocks=tuple(blocks),
        **fields,  # type: ignore[arg-type]
    )


def make_annotated(article: Article, *attributions: Attribution) -> Annotated:
    """Return an article with attributions and one sentence a block."""
    sentences = tuple(Span(article.id, block.start, block.end) for block in article.blocks)
    return Annotated(article=article, sentences=sentences, attributions=attributions)


def find_span(article: Article, words: str, nth: int = 0) -> Span:
    """Return the span of the nth occurrence of `words`."""
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(words, start + 1)
    return Span(article.id, start, start + len(words))


def make_attribution(  # noqa: PLR0917 - the order is that of the sentence
    article: Article, attribution_id: str, source: str, cue: str, content: str, kind: str = "direct"
) -> Attribution:
    """Return an attribution whose spans are the first places of the given words."""

    def spans(words: str) -> tuple[Span, ...]:
        return (find_span(article, words),) if words else ()

    return Attribution(
        id=attribution_id,
        article=article.id,
        kind=kind,  # type: ignore[arg-type]
        source=spans(source),
        cue=spans(cue),
        content=spans(content),
    )
