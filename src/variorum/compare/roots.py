"""The originals that each article of a story goes back to."""

from collections.abc import Sequence

from variorum.compare.ancestry import climb
from variorum.compare.outlets import outlet_key
from variorum.model import Article, Descent, Story

BELIEVED = 0.5  # confidence of a parent that is rather believed than doubted
SURE = 0.7  # of one without which origins are not counted: below it their number is a range


def find_roots(
    descents: Sequence[Descent], least: float = BELIEVED, *, cited: bool = False
) -> dict[str, tuple[str, ...]]:
    """Return the originals behind each article, sorted; an original is its own.

    An origin outside the files counts as one, by its id: what two siblings took from one lost
    report is one origin. Parents of less confidence than `least` are left out, unless it is so sure
    that the article has one of them or their like. An outlet outside the files that an article only
    cites counts if `cited`: the words are the article's own.
    """
    parents = {
        descent.article: [
            parent
            for parent in descent.parents
            if (parent.article or parent.origin)
            and max(parent.confidence, descent.derived or 0.0) >= least
            and (cited or not (parent.origin or "").startswith("outlet:"))
        ]
        for descent in descents
    }

    def name_parents(article: str) -> list[str]:
        return [one.article for one in parents.get(article, ()) if one.article is not None]

    roots = {}
    for descent in descents:
        above = climb(descent.article, name_parents)
        line = {descent.article} | above
        tops = {one for one in line if not parents.get(one)}
        tops |= {up.origin for one in line for up in parents.get(one, ()) if up.origin is not None}
        roots[descent.article] = tuple(sorted(tops or {min(above)}))  # else: a circle
    return roots


def count_roots(articles: Sequence[Article], descents: Sequence[Descent]) -> tuple[int, int]:
    """Return how many independent origins a story's articles go back to: certain and possible.

    An article without parents is one of its own; but what one newsroom reports twice is certain
    only once. An edge that is not SURE may not hold: without such edges there may be more.
    """
    certain, believed, possible = (
        {root for one in articles for root in roots.get(one.id, (one.id,))}
        for roots in (
            find_roots(descents, 0.0, cited=True),
            find_roots(descents),
            find_roots(descents, SURE),
        )
    )
    outlets = {one.id: outlet_key(one.outlet) for one in articles}
    newsrooms = {outlets.get(root) or root for root in certain}
    return min(len(newsrooms), len(believed)), max(map(len, (certain, believed, possible)))


def count_origins(story: Story) -> tuple[int, int]:
    """Return how many independent origins a story has: certain and possible.

    Behind its articles, as `count_roots` says; perhaps as many as behind one of its statements: a
    copy may have asked somebody itself.
    """
    certain, possible = count_roots([one.article for one in story.articles], story.stemma)
    return certain, max((possible, *(one.independence.high for one in story.statements)))
