"""The rank or office that two articles give one person, where one person has but one of them."""

import re
from collections.abc import Iterator, Sequence

from variorum.compare.ages import person_key, strip_possessive
from variorum.compare.claims import Claim, compare_claims
from variorum.compare.order import days_apart
from variorum.model import Annotated, Conflict, Span

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
    return compare_claims(articles, _find_ranks, _judge)


def _judge(one: Claim[str], other: Claim[str]) -> Conflict | None:
    if one.value == other.value or days_apart(one.article, other.article) > SOON:
        return None
    because = f"{one.value} against {other.value}, which nobody is at one time"
    values = (one.say(), other.say())
    return Conflict("role", one.name, "conflict", because, values)


def _find_ranks(annotated: Annotated) -> Iterator[Claim[str]]:
    """Yield each rank before a full name: a person has one of a group."""
    article = annotated.article
    for sentence in annotated.sentences:
        for match in RANKED.finditer(article.text, sentence.start, sentence.end):
            if COMPOUND.search(match["before"] or "") or not match["person"][0].isupper():
                continue
            if not match["rank"][0].isupper() or not match["person"].split()[-1][0].isupper():
                continue
            name = strip_possessive(match["person"])
            group, rank = RANKS[match["rank"].lower()]
            span = Span(article.id, match.start("rank"), match.end("person"))
            yield Claim(article, (person_key(name), group), rank, span, name=name)
