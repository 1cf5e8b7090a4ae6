"""New articles to stories: which articles of the archive report the same event."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select, update

from variorum.archive import tables as t
from variorum.archive.grouping import assign_stories
from variorum.model import Annotated


def link_articles(connection: Connection, fresh: Mapping[int, Annotated], now: str) -> list[int]:
    """Bring stories up to date with articles whose text is new; return those that changed."""
    groups = []
    taken: set[int] = set()
    for key, one in fresh.items():
        if key in taken:
            continue
        group = {key}
        if one.article.story is not None:
            given = select(t.articles.c.key).where(t.articles.c.given == one.article.story)
            group |= set(connection.execute(given).scalars())
        taken |= group
        groups.append(tuple(sorted(group)))
    return assign_stories(connection, groups, fresh, now)


def relink(connection: Connection, articles: Iterable[int], now: str) -> list[int]:
    """Group anew the stories of some articles, after people decided on them."""
    return []


def mark_stale(connection: Connection, articles: Iterable[int]) -> list[int]:
    """Let the stories of some articles be compared again; return them."""
    query = select(t.articles.c.story).where(t.articles.c.key.in_(list(articles)))
    stories = sorted(
        set(connection.execute(query.where(t.articles.c.story.is_not(None))).scalars())
    )
    connection.execute(
        update(t.stories)
        .where(t.stories.c.key.in_(stories))
        .values(stale=True, revision=t.stories.c.revision + 1)
    )
    return stories
