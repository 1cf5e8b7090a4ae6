"""The rank or office that two articles give one person, where one person has but one of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from variorum.compare.order import days_apart
from variorum.model import Annotated, Conflict, Span, Value

# Of one group a person has one at a time; "officer", "detective", "deputy" go with any rank.
RANKS: dict[str, tuple[str, str]] = {
    spelling: (group, rank)
    for group, ranks in {
        "rank": {
            "corporal": "cpl corporal",
            "sergeant": "sgt sergeant",
            "lieutenant": "lt lieutenant",
            "captain": "capt captain",
            "major": "maj major",
            "lieutenant colonel": "lt-col",
            "colonel": "col colonel",
            "general": "gen general",
            "admiral": "adm admiral",
            "sheriff": "sheriff",
            "undersheriff": "undersheriff",
        },
        "office": {
            "senator": "sen senator",
            "representative": "rep representative congressman congresswoman",
            "governor": "gov governor",
            "mayor": "mayor",
            "ambassador": "ambassador",
        },
        "calling": {
            "judge": "judge",
            "prosecutor": "prosecutor",
            "coroner": "coroner",
        },
    }.items()
    for rank, spellings in ranks.items()
    for spelling in spellings.split()
}
_WORD = "|".join(sorted((rank for rank in RANKS if "-" not in rank), key=len, reverse=True))
RANKED = re.compile(
    rf"(?P<before>\b[\w-]+[\s.]+)?\b(?P<rank>{_WORD})\.?\s(?P<person>[A-Z][\w’'-]+(?:\s[A-Z]\.)?\s[A-Z][\w’'-]+)",
    re.IGNORECASE,
)
# Another rank than the word alone tells, or one of another time.
COMPOUND = re.compile(
    r"\b(?:former|then|ex|late|deputy|assistant|vice|lt|lieutenant|sgt|sergeant|staff|major|brig|"
    r"first|second|master|chief|retired|acting|state|next|elect)[\s.-]*$",
    re.IGNORECASE,
)
SOON = 60  # days: later, a person may have been promoted or elected


def compare_roles(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the persons to whom two articles give different ranks or offices at one time.

    Full names only. Compound and former ranks are left out, and an article that gives a person two.
    """
    stated: dict[tuple[str, str], list[tuple[Annotated, str, Span]]] = defaultdict(list)
    for annotated in articles:
        own: dict[tuple[str, str], list[tuple[str, Span]]] = defaultdict(list)
        for person, group, rank, span in _ranks(annotated):
            own[person, group].append((rank, span))
        for key, given in own.items():
            if len({rank for rank, _ in given}) == 1:
                stated[key].append((annotated, *given[0]))
    found = []
    for (person, _), ranks in stated.items():
        for one, other in combinations(ranks[:40], 2):
            if one[1] == other[1] or days_apart(one[0].article, other[0].article) > SOON:
                continue
            values = tuple(Value(a.article.cut(span), span) for a, _, span in (one, other))
            because = f"{one[1]} against {other[1]}, which nobody is at one time"
            found.append(Conflict("role", person.title(), "conflict", because, values))
            break
    return found


def _ranks(annotated: Annotated) -> Iterator[tuple[str, str, str, Span]]:
    """Yield person, group, rank and place of each rank before a full name."""
    article = annotated.article
    for sentence in annotated.sentences:
        for match in RANKED.finditer(article.text, sentence.start, sentence.end):
            if COMPOUND.search(match["before"] or "") or not match["person"][0].isupper():
                continue
            if not match["rank"][0].isupper() or not match["person"].split()[-1][0].isupper():
                continue
            words = match["person"].casefold().removesuffix("’s").removesuffix("'s").split()
            group, rank = RANKS[match["rank"].lower()]
            yield (
                f"{words[0]} {words[-1]}", group, rank,
                Span(article.id, match.start("rank"), match.end("person")),
            )  # fmt: skip
