"""The originals that each article of a story goes back to."""

from collections.abc import Sequence

from variorum.model import Descent

BELIEVED = 0.5  # confidence of a parent that is rather believed than doubted


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
            if max(parent.confidence, descent.derived or 0.0) >= least
            and (cited or not (parent.origin or "").startswith("outlet:"))
        ]
        for descent in descents
    }
    roots: dict[str, tuple[str, ...]] = {}

    def visit(article: str, path: frozenset[str]) -> set[str]:
        if article in roots:
            return set(roots[article])
        found: set[str] = set()
        for parent in parents.get(article, ()):
            if parent.origin is not None:
                found.add(parent.origin)
            elif parent.article is not None and parent.article not in path:
                found |= visit(parent.article, path | {article})
        return found or {article}

    for descent in descents:
        roots[descent.article] = tuple(sorted(visit(descent.article, frozenset())))
    return roots
