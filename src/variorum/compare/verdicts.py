"""What a court decided of a person, and what that person pleaded, where two reports say opposites.

Acquitted and convicted, denied and admitted, guilty and not guilty.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from variorum.compare.ages import person_key
from variorum.compare.claims import Claim, compare_claims
from variorum.compare.order import sort_by_time
from variorum.model import Annotated, Conflict, Span

# Between a person's name and the verb: "Roe, 41,", "Roe, the former mayor, and Ann Poe, 33,".
APPOSED = r"(?:,\s[^,.;:]{1,60},|,)?"
OTHERS = r"(?:\sand\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}(?:,\s\d{1,3},)?)?"
BEING = (
    r"\s(?:was|were|is|are|has\sbeen|had\sbeen|have\sbeen)"
    r"\s(?:also\s|later\s|then\s|today\s|each\s)?"
)
HAVING = r"\s(?:has\s|had\s|have\s)?(?:also\s|always\s|earlier\s)?"
CHARGES = (
    r"(?:(?:all|any|the|both|each|his|her|their|these|those)\s(?:of\sthe\s)?(?:\w+\s)?"
    r"(?:charges?|allegations?|accusations?|wrongdoing|guilt|counts?)|wrongdoing|guilt|everything)"
)
# Each pair: what the one is called, what the other, the words for both behind a name, and those
# that tell the one or the other anywhere.
OPPOSITES = (
    (
        "acquitted",
        "convicted",
        re.compile(
            rf"{APPOSED}{OTHERS}{BEING}(?:(?P<one>acquitted|cleared\sof|found\snot\sguilty|exonerated)"
            r"|(?P<other>convicted|found\sguilty|sentenced|jailed|imprisoned|given\s(?:a\s|an\s)?(?:[\w-]+\s){0,2}sentences?))\b"
            rf"|{APPOSED}{OTHERS}\s(?P<got>(?:got|received)\s(?:a\s|an\s)?(?:[\w-]+\s){{0,2}}sentences?)\b"
        ),
        re.compile(
            r"\b(?:(?P<one>acquitted|acquitting|cleared\sof|(?<!pleaded\s)(?<!pleading\s)not\sguilty|exonerated)"
            r"|(?P<other>convicted|convicting|(?<!not\s)(?<!pleaded\s)(?<!pleading\s)guilty|sentenced|jailed|imprisoned))\b"
        ),
    ),
    (
        "denied the charges",
        "admitted them",
        re.compile(
            rf"{APPOSED}{OTHERS}{HAVING}(?:(?P<one>denie[ds]\s{CHARGES}|pleaded\snot\sguilty|pled\snot\sguilty)"
            rf"|(?P<other>(?:admit(?:ted|s)|confess(?:ed|es)\sto)\s{CHARGES}|ple(?:aded|d)\sguilty|confessed\b))"
        ),
        re.compile(
            r"\b(?:(?P<one>den(?:ied|ies|ying)|not\sguilty)"
            r"|(?P<other>admit(?:s|ted|ting)|confess(?:es|ed|ing)|(?<!not\s)guilty\sto))\b"
        ),
    ),
)


def compare_verdicts(articles: Sequence[Annotated]) -> list[Conflict]:
    """Return the persons of whom two articles say opposites, in the order of the pairs.

    An article that says both of a person, of several charges, is left out.
    """
    return [
        conflict
        for one, other, pattern, words in OPPOSITES
        for conflict in compare_claims(
            articles, partial(_find_rulings, pattern, words), partial(_judge, (one, other))
        )
    ]


def _find_rulings(
    pattern: re.Pattern[str], words: re.Pattern[str], annotated: Annotated
) -> Iterator[Claim[bool]]:
    """Yield what is said of persons whom the article names in full: whether it is the first.

    Where the rest of the sentence has words for the opposite, of nobody else, both are yielded.
    """
    article = annotated.article
    people = [
        (mention, " ".join(article.cut(mention.span).split()))
        for mention in annotated.mentions
        if mention.kind == "person"
    ]
    full = {person_key(name): name for _, name in reversed(people) if " " in name}
    told = [
        (mention.span.start, name, match)
        for mention, name in people
        if (match := pattern.match(article.text, mention.span.end, article.end))
    ]
    for start, name, match in told:
        last = name.split()[-1].casefold()
        keys = [person_key(name)] if " " in name else [k for k in full if k.split()[-1] == last]
        if len(keys) == 1:
            span = Span(article.id, start, match.end())
            first = bool(match["one"])
            yield Claim(article, keys[0], first, span, name=full[keys[0]])
            end = next((s.end for s in annotated.sentences if s.end >= match.end()), match.end())
            for rest in words.finditer(article.text, match.end(), end):
                others = any(m.start() < rest.end() and rest.start() < m.end() for *_, m in told)
                if bool(rest["one"]) != first and not others:
                    yield Claim(article, keys[0], not first, span, name=full[keys[0]])


def _judge(names: tuple[str, str], left: Claim[bool], right: Claim[bool]) -> Conflict | None:
    if left.value == right.value:
        return None
    early, late, order = sort_by_time(left, right)
    one, other = names if early.value else names[::-1]
    because = f"{one} in one report, {other} in another"
    values = (early.say(), late.say())
    if order == "unknown":
        because += ", and neither is certainly later"
        return Conflict("fact", early.name, "conflict", because, values)
    because += ": the later one tells the newer state"
    return Conflict("fact", early.name, "update", because, values)
