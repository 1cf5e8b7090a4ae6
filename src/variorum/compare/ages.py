"""The age that each article gives a named person."""

import re
from collections.abc import Iterator, Sequence

from variorum.compare.claims import Claim, group_claims
from variorum.compare.order import clock_of, days_apart
from variorum.model import Annotated, Article, Conflict, Span

# "Jane Doe, 41," and "41-year-old Jane Doe".
PERSON = r"(?P<{0}>[A-Z][\w’'-]+(?:\s(?:[A-Z]\.|de|la|van|von|al|bin))?(?:\s[A-Z][\w’'-]+){{1,3}})"
AFTER = re.compile(
    PERSON.format("before")
    + r"(?:,?\s(?:Jr|Sr|II|III)\.?)?,\s(?:aged\s|who\sis\s|now\s)?(?P<age>\d{1,3})"
    r"(?=[,.;)]|\sand\b|\syears\sold\b)(?!,\d)"
)
BEFORE = re.compile(r"\b(?P<age>\d{1,3})-year-old\s(?:[a-z]+\s){0,3}" + PERSON.format("after"))
# "Doe, 41," of the one Doe that is named in full; "the 41-year-old" where but one person is.
SURNAME = re.compile(r"(?<!\w)(?P<last>[A-Z][\w’'-]+),\s(?P<age>\d{1,3})(?=,\s)(?!,\s?\d)")
DEFINITE = re.compile(
    r"\b[Tt]he\s(?P<age>\d{1,3})-year-old(?=[,.;]|\s(?:was|is|has|had|said|told|will|would|did|who"
    r"|guilty|from|pleaded|appeared|denied|died)\b)"
)
TITLES = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Lt|Sgt|Capt|Cpl|Gen|Officer|Deputy|Police|Detective|And|The|"
    r"But|While|When|Both|Victims?|Suspect)\.?\s)+"
)
OWNER = re.compile(r"^[\w.-]+(?:’s|'s)\s(?=\S+\s)")  # "Labour's Ann Roe, 47,"
YEAR = 366  # days
OLDEST = 116  # years
DAYS = 14  # one birthday in 25 lies in them
NEAR = 60  # days: an age that changes within them is worth a line


def compare_ages(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the persons to whom two articles give different ages, in order of first mention.

    A year more in an article from which another lies up to a year or more apart is a birthday; in
    articles a few days apart it hardly is.
    An article that gives one person two ages itself is left out: two persons, or a slip in it.
    """
    groups = group_claims(articles, _find_claims)
    return [conflict for claims in groups if (conflict := _judge(claims))]


def _find_claims(annotated: Annotated) -> Iterator[Claim[int]]:
    for person, age, span in find_ages(annotated):
        yield Claim(annotated.article, person_key(person), age, span, name=person)


def person_key(person: str) -> str:
    """Return first and last name: a middle name or initial does not part one person."""
    words = person.casefold().split()
    return f"{words[0]} {words[-1]}"


def strip_possessive(person: str) -> str:
    """Return a name without the "’s" behind it."""
    return person.removesuffix("’s").removesuffix("'s")


def find_ages(annotated: Annotated) -> Iterator[tuple[str, int, Span]]:
    """Yield each person who is given an age: the full name, the age, the words that say so."""
    text = annotated.article.text
    for sentence in annotated.sentences:
        for pattern, group in ((AFTER, "before"), (BEFORE, "after")):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                person = strip_possessive(TITLES.sub("", OWNER.sub("", match[group])))
                age = int(match["age"])
                if len(person.split()) > 1 and 0 < age < OLDEST:
                    yield person, age, Span(annotated.article.id, match.start(), match.end())
    yield from _find_by_short_names(annotated)


def _find_by_short_names(annotated: Annotated) -> Iterator[tuple[str, int, Span]]:
    """Yield the ages of surnames alone, and of "the 41-year-old", where they can be but one's."""
    article = annotated.article
    named = [
        (mention.span.start, " ".join(article.cut(mention.span).split()))
        for mention in annotated.mentions
        if mention.kind == "person" and " " in article.cut(mention.span)
    ]
    for sentence in annotated.sentences:
        for match in SURNAME.finditer(article.text, sentence.start, sentence.end):
            of = {person_key(name): name for _, name in named if name.split()[-1] == match["last"]}
            yield from _give_age(article.id, match, list(of.values()))
        for match in DEFINITE.finditer(article.text, sentence.start, sentence.end):
            of = {person_key(name): name for at, name in named if at < match.start()}
            another = re.compile(rf"\b[Aa]n?\s{match['age']}-year-old\b")
            if not another.search(article.text, article.start, article.end):
                yield from _give_age(article.id, match, list(of.values()))


def _give_age(
    article: str, match: re.Match[str], people: Sequence[str]
) -> Iterator[tuple[str, int, Span]]:
    if len(people) == 1 and 0 < int(match["age"]) < OLDEST:
        yield people[0], int(match["age"]), Span(article, match.start(), match.end())


def _judge(claims: Sequence[Claim[int]]) -> Conflict | None:
    """Judge the lowest and the highest of the ages that are given to one person."""
    young, old = (end(claims, key=lambda claim: claim.value) for end in (min, max))
    low, high = young.value, old.value
    if low == high:
        return None
    person, values = claims[0].name, tuple(claim.say() for claim in claims)
    days = days_apart(young.article, old.article)
    if high - low > _years_between(young.article, old.article):
        because = f"{low} against {high}, and no birthday lies between the articles"
        return Conflict("age", person, "conflict", because, values)
    if days > NEAR:
        return None  # time has passed: nothing to tell
    if clock_of(young.article) and clock_of(old.article) and days <= DAYS:
        because = f"{low} against {high}, unless a birthday lies in the days between"
        return Conflict("age", person, "conflict", because, values)
    because = f"{low} and {high}: a birthday may lie between the articles"
    return Conflict("age", person, "update", because, values)


def _years_between(early: Article, late: Article) -> int:
    """Return how many birthdays may lie between two articles, from the lower age to the higher."""
    first, last = clock_of(early), clock_of(late)
    if first is None or last is None:
        return 1
    days = (last.latest - first.earliest).days
    return 0 if days < 4 else days // YEAR + 1
