"""Habits of a desk that show in its text: how it writes a percentage, a month, a quotation mark.

A desk that brings somebody's text into its own style overlooks a place now and then. A report that
writes both "percent" and "%", where another writes only "percent", was rather made from that other
than the reverse.
"""

import re

from variorum.compare.collection import COMPARED
from variorum.model import Article

Habits = tuple[frozenset[int], ...]  # for each habit, which of its ways an article has


def _open(words: str) -> str:
    r"""Return what matches one of some words that nothing is joined to in front.

    >>> _open("Mr Ms")
    '(?:M(?<!\\wM)r|M(?<!\\wM)s)'
    """
    ways = (rf"{word[0]}(?<!\w{word[0]}){word[1:]}" for word in words.split())
    return f"(?:{'|'.join(ways)})"


# For each habit the ways that style books disagree about (AP, New York Times, Guardian, BBC).
# Wherever a way can begin with letters of its own it does, and looks back from there at what must
# stand before them: so the search runs from one of its letters to the next.
LONG_MONTHS = "January February August September October November December"
WAYS = tuple(
    tuple(re.compile(way) for way in ways)
    for ways in (
        (r"%(?<=\d%)", r" per(?<=\d per) ?cent\b"),
        (_open(r"U\.S U\.N U\.K E\.U") + r"\.", _open("US UN UK EU") + r"\b"),
        (_open("Jan Feb Aug Sept Oct Nov Dec") + r"\. \d", _open(LONG_MONTHS) + r" \d{1,2}\b"),
        (
            _open("Sen Rep Gov") + r"s?\. [A-Z]",
            _open("Senator Representative Governor") + "s? [A-Z]",
        ),
        (_open("Mr Mrs Ms Dr") + r"\. [A-Z]", _open("Mr Mrs Ms Dr") + " [A-Z]"),
        (r"“\w", r"\"\w", r"‘(?<!\w‘)\w"),
        (r"’(?<=\w’)\w", r"'(?<=\w')\w"),
        (
            r"—(?<=\w—)\w",
            r" — (?<=\w — )\w",
            r" – (?<=\w – )\w",
            r" - (?<=\w - )\w",
            r"--(?:(?<=\w--)|(?<=\w --)) ?\w",
        ),
        (
            r"iz(?<=\wiz)(?:e[ds]?|ing|ation)\b",
            r"is(?<=\wis)(?:e[ds]?|ing|ation)\b",
        ),
    )
)


def find_habits(article: Article) -> Habits:
    """Return, for each habit, the ways that the article's body has."""
    body = "\n".join(
        article.text[block.start : block.end] for block in article.blocks if block.kind in COMPARED
    )
    return tuple(
        frozenset(number for number, way in enumerate(ways) if way.search(body)) for ways in WAYS
    )


def count_mixed(parent: Habits, child: Habits) -> int:
    """Return in how many habits the child is mixed and the parent not, less the reverse.

    >>> count_mixed((frozenset({1}),), (frozenset({0, 1}),))
    1
    """
    return sum(
        (len(one) == 1 and len(other) > 1 and one <= other)
        - (len(other) == 1 and len(one) > 1 and other <= one)
        for one, other in zip(parent, child, strict=True)
    )
