"""The originals that each article of a story goes back to."""

from collections.abc import Sequence

from variorum.compare.ancestry import climb
from variorum.model import Descent

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
