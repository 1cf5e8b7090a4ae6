"""New articles to stories: what hangs together by likely pairs is linked anew, and nothing else.

What people decided about stories holds whatever is found (`variorum.judgements.stories`).
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select, update

from variorum.archive import tables as t
from variorum.archive.grouping import assign_stories
from variorum.archive.judging import find_articles, find_judgements
from variorum.archive.postings import Neighbours, chunked
from variorum.archive.versions import read_version
from variorum.group.constraints import enforce
from variorum.group.linkage import THRESHOLD
from variorum.group.rehoming import Chances, rehome
from variorum.group.stream import describe, link_component
from variorum.judgements.stories import constrain_stories
from variorum.model import Article


def link_articles(
    connection: Connection,
    fresh: Mapping[int, Article],
    renewed: Collection[int],
    now: str,
) -> list[int]:
    """Bring stories up to date with articles whose text is new; return those that changed.

    renewed: those of them that were here before with another text.
    """
    near = Neighbours(connection)
    touched = set(fresh)
    for article in renewed:
        touched |= near.forget(article)
    found = {key: one for key, one in fresh.items() if one.story is None}
    touched |= near.take_in({key: describe(article) for key, article in found.items()})
    return _link(near, touched, fresh, now)


def relink(connection: Connection, articles: Iterable[int], now: str) -> list[int]:
    """Group some articles anew, after people decided on them; return the stories that changed."""
    return _link(Neighbours(connection), set(articles), (), now)


def _link(
    near: Neighbours,
    touched: set[int],
    fresh: Collection[int],
    now: str,
) -> list[int]:
    """Link what hangs together with the touched articles."""
    if not touched:
        return []
    connection = near.connection
    inside, pairs = _find_component(connection, near, touched, THRESHOLD)
    rows = [
        row
        for part in chunked(sorted(inside))
        for row in connection.execute(
            select(t.articles.c.key, t.articles.c.id, t.articles.c.given).where(
                t.articles.c.key.in_(part)
            )
        )
    ]
    names = {row.key: row.id for row in rows}
    given: dict[str, list[str]] = {}
    for row in rows:
        if row.given is not None:
            given.setdefault(row.given, []).append(row.id)
    free = [row.id for row in rows if row.given is None]
    chances = {_order(names[one], names[other]): chance for (one, other), chance in pairs.items()}
    groups = [tuple(sorted(members)) for members in given.values()]
    groups += link_component(free, chances)
    keys = {name: key for key, name in names.items()}
    obeyed = _obey(connection, groups, keys, chances)
    found = [tuple(keys[name] for name in group) for group in obeyed]
    return assign_stories(connection, found, fresh, now)


def _order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _find_component(
    connection: Connection, near: Neighbours, touched: Iterable[int], least: float
) -> tuple[set[int], dict[tuple[int, int], float]]:
    """Return all that hangs together with some articles, and the judged pairs inside.

    By likely pairs, by the stories that they are in now, by what the input says, and by what
    people decided.
    """
    inside: set[int] = set()
    pairs: dict[tuple[int, int], float] = {}
    waiting = set(touched)
    judged = connection.execute(select(t.judgements.c.key).limit(1)).first() is not None
    while waiting:
        inside |= waiting
        reached: set[int] = set()
        for one, other, chance in near.pairs_of(waiting):
            pairs[one, other] = chance
            if chance >= least:
                reached |= {one, other}
        reached |= _share_story(connection, waiting)
        if judged:
            reached |= _share_judgement(connection, waiting)
        waiting = reached - inside
    return inside, {
        (one, other): chance
        for (one, other), chance in pairs.items()
        if one in inside and other in inside
    }


def _share_story(connection: Connection, articles: Iterable[int]) -> set[int]:
    """Return the articles that are in one story with some, or come with one story's name."""
    found: set[int] = set()
    for column in (t.articles.c.story, t.articles.c.given):
        shared = {
            value
            for part in chunked(articles)
            for value in connection.execute(
                select(column).where(t.articles.c.key.in_(part)).distinct()
            ).scalars()
            if value is not None
        }
        for part in chunked(shared):
            query = select(t.articles.c.key).where(column.in_(part))
            found |= set(connection.execute(query).scalars())
    return found


def _share_judgement(connection: Connection, articles: Iterable[int]) -> set[int]:
    ids = [
        name
        for part in chunked(articles)
        for name in connection.execute(
            select(t.articles.c.id).where(t.articles.c.key.in_(part))
        ).scalars()
    ]
    return {
        key
        for judgement in find_judgements(connection, ids)
        for key in find_articles(connection, judgement)
    }


def _obey(
    connection: Connection,
    groups: list[tuple[str, ...]],
    keys: Mapping[str, int],
    chances: Chances,
) -> list[tuple[str, ...]]:
    """Return the groups changed as far as people's judgements ask.

    chances: of pairs inside.
    """
    judgements = find_judgements(connection, list(keys))
    if not judgements:
        return groups
    spoken = {key for one in judgements for key in find_articles(connection, one)}
    articles = [
        read_version(connection, key)[0].article for key in sorted(spoken & set(keys.values()))
    ]
    constraints = constrain_stories(judgements, articles)
    return rehome(enforce(groups, constraints), constraints, chances)


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
