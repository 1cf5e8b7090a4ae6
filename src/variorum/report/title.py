"""What a story is called."""

from collections.abc import Sequence

from variorum.model import Annotated, BriefSentence, Conflict


def choose_title(
    articles: Sequence[Annotated],
    conflicts: Sequence[Conflict] = (),
    brief: Sequence[BriefSentence] = (),
) -> str:
    """The title of the article that leads the brief, else the earliest's.

    If possible one without a number or name that others dispute. Else the first words of the
    first article with a body.
    """
    disputed = [
        (value.span.article, value.value.casefold())
        for conflict in conflicts
        if conflict.verdict in {"conflict", "misspelling"}
        for value in conflict.values
    ]
    titled = [(one.article.id, one.article.title) for one in articles if one.article.title]
    leading = {one.citations[0].article for one in brief[:1]}
    titled.sort(key=lambda one: one[0] not in leading)
    for article, title in titled:
        if not any(own == article and value in title.casefold() for own, value in disputed):
            return title
    if titled:
        return titled[0][1]
    for one in articles:
        if one.sentences:
            return one.article.cut(one.sentences[0])
    return "Untitled"
