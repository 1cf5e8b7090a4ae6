"""Stories as sets of articles: a story keeps its number as it grows, merges and splits.

A new group takes the number of the story that most of its articles were in; a story whose articles
are all in others now leads to the one that has most of them. No number is given twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, insert, select, update

from variorum.archive import tables as t

Group = tuple[int, ...]  # keys of articles


def assign_stories(
    connection: Connection, groups: Iterable[Group], fresh: Iterable[int], now: str
) -> list[int]:
    """Make each group a story; return the keys of those that changed, marked as stale.

    The groups hold all articles of every story that any of them was in. fresh: articles whose text
    is new, whose story is stale in any case.
    """
    members = [tuple(sorted(group)) for group in groups if group]
    before = _find_stories(connection, [key for group in members for key in group])
    former: dict[int, set[int]] = defaultdict(set)
    for article, story in before.items():
        if story is not None:
            former[story].add(article)
    heirs = _choose_heirs(members, before)
    renewed = set(fresh)
    changed = []
    for number, group in enumerate(members):
        story = heirs.get(number)
        if story is not None and former[story] == set(group) and renewed.isdisjoint(group):
            continue
        if story is None:
            story = _make_story(connection, now)
        connection.execute(
            update(t.articles).where(t.articles.c.key.in_(group)).values(story=story)
        )
        changed.append(story)
    _redirect(connection, former.keys() - set(heirs.values()), former)
    for story in changed:
        _describe(connection, story)
    return changed


def _find_stories(connection: Connection, articles: Sequence[int]) -> dict[int, int | None]:
    query = select(t.articles.c.key, t.articles.c.story).where(t.articles.c.key.in_(articles))
    return {key: story for key, story in connection.execute(query)}  # noqa: C416 - rows are no pairs


def _choose_heirs(groups: Sequence[Group], before: Mapping[int, int | None]) -> dict[int, int]:
    """Return which group goes on as which story: the greatest part in common first."""
    common = Counter(
        (number, story)
        for number, group in enumerate(groups)
        for key in group
        if (story := before.get(key)) is not None
    )
    heirs: dict[int, int] = {}
    taken: set[int] = set()
    for (number, story), _ in sorted(
        common.items(), key=lambda item: (-item[1], item[0][1], item[0][0])
    ):
        if number not in heirs and story not in taken:
            heirs[number] = story
            taken.add(story)
    return heirs


def _make_story(connection: Connection, now: str) -> int:
    last = connection.execute(select(func.max(t.stories.c.key))).scalar() or 0
    connection.execute(
        insert(t.stories).values(
            key=last + 1,
            stale=True,
            revision=0,
            title="",
            articles=0,
            outlets=0,
            outlet_names="[]",
            origins_low=0,
            origins_high=0,
            conflicts=0,
            day="",
            last_day="",
            updated=now,
        )
    )
    return last + 1


def _redirect(connection: Connection, gone: Iterable[int], former: Mapping[int, set[int]]) -> None:
    """Let stories that have no articles left lead to where most of theirs are."""
    for story in sorted(gone):
        now = _find_stories(connection, sorted(former[story]))
        heir = Counter(sorted(key for key in now.values() if key is not None)).most_common(1)[0][0]
        connection.execute(
            update(t.stories)
            .where((t.stories.c.key == story) | (t.stories.c.merged_into == story))
            .values(merged_into=heir)
        )
        connection.execute(
            update(t.stories).where(t.stories.c.key == story).values(stale=False, articles=0)
        )
        connection.execute(t.compared.delete().where(t.compared.c.story == story))


def _describe(connection: Connection, story: int) -> None:
    """Mark a story as stale, and bring up to date what needs no comparison."""
    rows = connection.execute(
        select(t.articles.c.title, t.articles.c.outlet_key, t.articles.c.day)
        .where(t.articles.c.story == story)
        .order_by(t.articles.c.day, t.articles.c.key)
    ).all()
    titles = [row.title for row in rows if row.title]
    days = [row.day for row in rows if row.day]
    connection.execute(
        update(t.stories)
        .where(t.stories.c.key == story)
        .values(
            stale=True,
            revision=t.stories.c.revision + 1,
            merged_into=None,
            title=titles[0] if titles else "Untitled",
            articles=len(rows),
            outlets=len({row.outlet_key for row in rows}),
            day=days[0] if days else "",
            last_day=days[-1] if days else "",
        )
    )
