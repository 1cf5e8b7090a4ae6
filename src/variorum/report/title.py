"""What a story is called."""

import re
from collections.abc import Sequence

from variorum.model import Annotated, BriefSentence, Conflict
from variorum.text.normal import find_comparable

PARTED = re.compile(r"\s+(?:[|–—»·\-]\s+)+")
PROGRAMME = re.compile(r"\bnews\b.*\b(?:weather|sports?)\b", re.IGNORECASE)  # of a station
NOTICE = re.compile(r"\W*(?:corrections?|clarifications?)\s?:", re.IGNORECASE)
LETTERS = 3  # of an outlet's name by which the end of a headline is known


def choose_title(
    articles: Sequence[Annotated],
    conflicts: Sequence[Conflict] = (),
    brief: Sequence[BriefSentence] = (),
) -> str:
    """The title of the article that leads the brief, else the earliest's.

    If possible one that is no notice of a correction, without a number or name that is disputed.
    Else the first words of the first article with a body.
    """
    disputed = [
        value.value
        for conflict in conflicts
        if conflict.verdict in {"conflict", "misspelling"}
        for value in conflict.values
    ]
    titled = [(one.article.id, one.article.title) for one in articles if one.article.title]
    outlets = {one.article.id: one.article.outlet for one in articles}
    leading = {one.citations[0].article for one in brief[:1]}
    titled.sort(key=lambda one: one[0] not in leading)
    for article, title in titled:
        if not (NOTICE.match(title) or any(_tells(title, value) for value in disputed)):
            return without_site(title, outlets[article])
    if titled:
        return without_site(titled[0][1], outlets[titled[0][0]])
    for one in articles:
        if one.sentences:
            return one.article.cut(one.sentences[0])
    return "Untitled"


def _tells(title: str, value: str) -> bool:
    """Whether a headline has a value, or its number, in whatever words.

    >>> _tells("Eleven-year-old shot in Vestra", "11 year old boy"), _tells("21 held", "1")
    (True, False)
    """
    keys, wanted = ([word.key for word in find_comparable(text)] for text in (title, value))
    numbers = {key for key in wanted if key[0].isdigit()}
    if numbers:
        return not numbers.isdisjoint(keys)
    return f" {' '.join(wanted)} " in f" {' '.join(keys)} "


def without_site(title: str, outlet: str | None) -> str:
    """Return a headline without the name of its site, as pages put it at the end of their title.

    >>> without_site("Ferry sinks off Ostby - KOST News 4 | Ostby, Vestra", "kost.com")
    'Ferry sinks off Ostby'
    """
    name = _squeeze(re.sub(r"^(?:www\.|the )", "", (outlet or "").casefold()).partition(".")[0])
    for parted in PARTED.finditer(title):
        end = title[parted.end() :]
        named = len(name) >= LETTERS and name in _squeeze(end)
        if parted.start() and (named or PROGRAMME.search(end)):
            return title[: parted.start()]
    return title


def _squeeze(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
