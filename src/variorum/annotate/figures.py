"""Numbers of an article with what they count: `find_figures`; and its toll: `casualties`.

Casualties are read first (`casualties`), then measures (`measures`), then plain counts of things.
What counts nothing is left out (`no_figures`).
"""

# ruff: noqa: SIM905 - word lists read best as words

import re
from collections.abc import Sequence

from variorum.annotate.casualties import find_casualties
from variorum.annotate.casualty_words import PEOPLE, PERSON
from variorum.annotate.measures import find_glued, is_age, keep_counts, make_figure, measure
from variorum.annotate.no_figures import counts_nothing, names_something
from variorum.annotate.toll import casualties
from variorum.model import Article, Figure, Mention, Span
from variorum.text.numbers import SMALL, Number, find_numbers

__all__ = ["casualties", "find_figures"]

WORD = re.compile(r"[\s-]+(?P<word>[^\W\d_](?:[\w’'-]*\w)?)(?P<stop>[.,;:!?)\"”]?)")
IRREGULAR = frozenset(
    "people men women children feet teeth mice geese police crew staff troops kroner kronor "
    "aircraft spacecraft sheep".split()
)
STOP = frozenset(
    "a an the of in on at by to for from with as and or but nor than then that which who whom "
    "whose is are was were be been being has have had do does did will would can could may might "
    "shall should must not no it its he she they we you i his her their our your my this these "
    "those when where while after before since until because if so over under between during "
    "into onto out up down off through against about around near per more less ago later earlier "
    "them us you himself themselves "
    "said says say told times there here also just only still both each all every any some such "
    "killed injured wounded dead died shot hurt missing arrested fatally years".split()
) - {"years"}
OF_WHOLE = re.compile(
    r"\s(?:out\s)?of\s(?:the\s|its\s|all\s)?\d[\d,]*(?=\s(?:[a-z]+s|aircraft|people|men|women|children)\b)(?!\s(?:years|months|weeks|days|hours|minutes)\b)"
)
NOT_NOUNS = frozenset(
    "is was has does this his its as us yes perhaps always sometimes besides across towards "
    "including less unless versus says gets takes makes leaves goes comes thus "
    "measles mumps rabies diabetes rickets".split()
)


# "The number of asylum seekers fell by a third to" 46,300; the next clause counts something else.
CLAUSE = (
    r"(?:and|but|while|whereas|when|where|whose|because|though|although"
    r"|as\s(?:the|an?|its|his|her|their))\b"
)
NUMBER_OF = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:\w+\s)?number\sof\s(?:[a-z-]+\s){0,2}?"
    rf"(?P<noun>[a-z]+s|people|men|women|children)\b(?:(?!\b{CLAUSE})[^.,;:()]){{0,80}}?"
    r"\b(?:to|at|was|is|were|are|reach(?:ed|es)|hit|totall?ed|exceed(?:s|ed)|passed)\s$"
)


def find_figures(
    article: Article, sentences: Sequence[Span], mentions: Sequence[Mention] = ()
) -> list[Figure]:
    """Return the figures of the article's sentences, in text order.

    A casualty takes the place of the plain count that it contains; people of whom
    only "shot" is said have the quantity "shot" (`variorum.annotate.casualties`).
    `mentions` are names: a number inside one ("Boeing 737") is none.
    """
    inside = sorted((mention.span.start, mention.span.end) for mention in mentions)
    found: list[Figure] = []
    for sentence in sentences:
        numbers = find_numbers(article.text, sentence.start, sentence.end)
        counted = [n for n in numbers if not counts_nothing(article.text, n, sentence)]
        victims = find_casualties(article, sentence, keep_counts(article.text, counted))
        found += victims
        found += _others(article, sentence, counted, victims, inside)
    return sorted(found, key=lambda figure: figure.span)


def _others(
    article: Article,
    sentence: Span,
    numbers: Sequence[Number],
    victims: Sequence[Figure],
    inside: Sequence[tuple[int, int]],
) -> list[Figure]:
    """Return the figures of a sentence that no casualty has taken."""
    taken = [figure.counts or figure.span for figure in victims]
    found = find_glued(article, sentence)
    for number in numbers:
        if any(span.start <= number.core < span.end for span in taken) and not is_age(
            article.text, number
        ):
            continue
        figure = measure(article, sentence, number)
        if figure is None and not names_something(article.text, number, sentence, inside):
            figure = _count(article, sentence, number)
        if figure is not None:
            found.append(figure)
    return found


def _count(article: Article, sentence: Span, number: Number) -> Figure | None:
    """Return the number as a count of things; None where no noun is found after it."""
    text = article.text
    words: list[tuple[str, int, int]] = []
    at = number.end
    of = re.compile(r"\s+of\s+(?:the\s+|its\s+|his\s+|her\s+|their\s+|those\s+)?").match(
        text, at, sentence.end
    )
    whole = OF_WHOLE.match(text, at, sentence.end)
    if whole:
        at = whole.end()  # "71 of 169 seats"
    elif of and (number.high is None or "of" not in text[number.core : number.end]):
        at = of.end() - 1
    while len(words) < 5:
        match = WORD.match(text, at, sentence.end)
        if match is None or match["word"].lower() in STOP or match["word"].lower() in SMALL:
            break  # "the 340 announced two days earlier" are no days
        if match["word"][0].isupper() and words and words[-1][0][0].isupper() and len(words) > 1:
            break  # a name of several words is no part of what is counted
        words.append((match["word"], match.start("word"), match.end("word")))
        at = match.end("word")
        if match["stop"] or (len(words) == 1 and text[number.end] == "-"):
            break  # "a seven-term senator": the terms are counted
    if text[number.end : number.end + 1] == "-" and words:
        word, start, end = words[0]
        return make_figure(article, number, word.lower(), None, end, (start, end))
    noun = _head(words, one=number.high == 1)
    if noun is None:
        return _count_before(article, sentence, number)
    word, _, end = words[noun]
    quantity = word.lower()
    unit = "people" if quantity in PEOPLE or quantity in PERSON else None
    return make_figure(article, number, quantity, unit, end, (words[0][1], end))


def _count_before(article: Article, sentence: Span, number: Number) -> Figure | None:
    """Return the number as a count of what a "number of" before it names; None without one."""
    match = NUMBER_OF.search(article.text, sentence.start, number.start)
    if match is None or match["noun"] in NOT_NOUNS:
        return None
    quantity = match["noun"]
    unit = "people" if quantity in PEOPLE else None
    return make_figure(article, number, quantity, unit, number.end, None)


def _head(words: Sequence[tuple[str, int, int]], *, one: bool) -> int | None:
    """Return the place of the head noun: the last plural of the first run of plurals."""
    if one:
        singular = [i for i, (word, _, _) in enumerate(words) if word.islower() and len(word) > 2]
        return (
            singular[0]
            if len(singular) == 1 or (singular and words[singular[0]][0].lower() in PERSON)
            else None
        )
    for place, (word, _, _) in enumerate(words):
        lower = word.lower()
        plural = (
            lower.endswith("s") and not lower.endswith(("ss", "’s", "'s", "us", "is"))
        ) or lower in IRREGULAR
        if plural and lower not in NOT_NOUNS and len(lower) > 2:
            following = words[place + 1][0].lower() if place + 1 < len(words) else ""
            if following in PEOPLE:
                return place + 1
            return place
    return None
