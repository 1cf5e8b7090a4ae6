"""An annotated article under another id."""

from dataclasses import replace

from variorum.model import Annotated, Attribution, Span


def rename(annotated: Annotated, name: str, document: str) -> Annotated:
    """Return the same article with another id, and its document's; all spans go with it."""
    article = replace(annotated.article, id=name, document=document)
    if annotated.article.id == name:
        return replace(annotated, article=article)

    def moved(span: Span) -> Span:
        return Span(name, span.start, span.end)

    def all_moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(map(moved, spans))

    def attribution(one: Attribution) -> Attribution:
        return replace(
            one,
            id=name + one.id.removeprefix(annotated.article.id),
            article=name,
            source=all_moved(one.source),
            cue=all_moved(one.cue),
            content=all_moved(one.content),
            speaker=one.speaker and replace(one.speaker, span=moved(one.speaker.span)),
            channel=one.channel and replace(one.channel, span=moved(one.channel.span)),
        )

    return Annotated(
        article=article,
        sentences=all_moved(annotated.sentences),
        mentions=tuple(replace(one, span=moved(one.span)) for one in annotated.mentions),
        attributions=tuple(map(attribution, annotated.attributions)),
        figures=tuple(
            replace(one, span=moved(one.span), counts=one.counts and moved(one.counts))
            for one in annotated.figures
        ),
        dates=tuple(
            replace(one, span=moved(one.span), when=moved(one.when)) for one in annotated.dates
        ),
    )
