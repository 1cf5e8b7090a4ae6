"""Speakers' labels: the turns of a transcript, questions and answers, and headlines.

"LOPEZ: We open in May." is a turn if the article has several of them; "Ann Roe: In May." if the
article has several labels that come again; "Q." and "A." if it has both. Their content is spoken
words, direct without quotation marks.
"""

import re
from collections import Counter
from collections.abc import Sequence

from variorum.annotate.links import Link, region_runs
from variorum.annotate.tagging import Words
from variorum.annotate.titles import BODIES, DOCUMENTS, GROUPS, TITLES, is_role

CAPITALS = re.compile(
    r"(?:[A-Z][A-Za-z.'’-]*\s){0,3}[A-Z][A-Z.'’-]{2,}(?:\s\([^)]{1,20}\))?\s?:(?=\s)"
)
NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s){0,3}[A-Z][\w.'’-]*(?:\s\([^)]{1,20}\))?\s?:(?=\s)")
LETTER = re.compile(r"[QA][:.](?=\s)")
EDITORS_WORDS = """update updates updated correction corrections clarification note notes breaking
    related read more watch photo photos video videos live exclusive opinion analysis also by source
    sources date time where when who what why how warning editor comment sketch review obituary
    letters claim claims fact facts verdict rating conclusion background context summary preamble
    editorial profile explainer factbox timeline ref subject doi tags filed attn re"""
EDITORS = frozenset(EDITORS_WORDS.split())
FEWEST = 2  # labels of an article, and times that each name comes
LEAST_SAID = 5  # words and marks that half of the turns have, where labels are names
DENSE = 0.7  # of a transcript's paragraphs have a label; then the others go on with a turn
ASIDE = re.compile(r"[(\[][^)\]]*[)\]]\W*$")  # "(Applause.)"
DASHES = frozenset({"-", "–", "—", "--", "―", "~"})
HEADING_STARTS = frozenset({"the", "our", "your", "my", "this", "what"})  # "THE FACTS:"
PARTING = DASHES | {":"}
FEWEST_SAID = 3  # words of what a headline quotes
LONGEST_TAIL = 8  # words of a headline after what it quotes
NO_SPEAKER = frozenset({"how", "why", "what", "who", "when", "where", "inside", "is", "are", "the"})
PREPOSITION_WORDS = "of for at in on from over after with to by who whose"
PREPOSITIONS = frozenset(PREPOSITION_WORDS.split())


def read_turns(paragraphs: Sequence[Words], text: str) -> list[Link | None]:
    """Return each paragraph's turn, by its label or as what goes on with the turn before it.

    All None if the article is no transcript. A turn that goes on has neither source nor cue.
    """
    labels = [_find_label(words, text) for words in paragraphs]
    found = [label[1] for label in labels if label]
    capitals = sum(kind == "capitals" for kind in (label[0] for label in labels if label))
    letters = {label[1] for label in labels if label and label[0] == "letter"}
    again = {name for name, count in Counter(found).items() if count >= FEWEST}
    links = [
        _label_link(words, label[2])
        if label
        and (not words.is_first or label[1] in again)
        and (
            (label[0] == "capitals" and capitals >= FEWEST)
            or (label[0] == "letter" and len(letters) == 2)
            or (label[1] == "Q" and capitals >= FEWEST)
            or (label[0] != "letter" and label[1] in again and len(again) >= FEWEST)
        )
        else None
        for words, label in zip(paragraphs, labels, strict=True)
    ]
    named = [
        link.content[0][1] - link.content[0][0] >= LEAST_SAID
        for link, label in zip(links, labels, strict=True)
        if link and label and label[0] == "name"
    ]
    if 2 * sum(named) < len(named):
        return [None] * len(links)  # "Lopez: 547. Shah: 46." is a list
    return _go_on(paragraphs, links, text)


def _find_label(words: Words, text: str) -> tuple[str, str, int] | None:
    """Return a label's kind, its name, and where it ends."""
    if not words.texts or words.texts[0].lower() in EDITORS | HEADING_STARTS:
        return None
    start, end = words.starts[0], words.ends[-1]
    for kind, pattern in (("letter", LETTER), ("capitals", CAPITALS), ("name", NAME)):
        match = pattern.match(text, start, end)
        if match:
            return kind, match[0].rstrip(":. ").split(" (")[0], match.end()
    return None


def _label_link(words: Words, end: int) -> Link | None:
    mark = next((i for i, start in enumerate(words.starts) if start >= end - 1), None)
    if not mark or mark + 1 >= len(words.texts):
        return None
    content = ((mark + 1, len(words.texts)),)
    return Link(((0, mark),), ((mark, mark + 1),), content, verbatim=True)


def _go_on(paragraphs: Sequence[Words], links: list[Link | None], text: str) -> list[Link | None]:
    """Add the paragraphs between two labels of a dense transcript, stage directions left out."""
    numbers = [number for number, link in enumerate(links) if link]
    if not numbers or len(numbers) < DENSE * (numbers[-1] - numbers[0] + 1):
        return links
    for number in range(numbers[0] + 1, numbers[-1]):
        words = paragraphs[number]
        if links[number] is None and words.texts:
            spoken = not ASIDE.match(text, words.starts[0], words.ends[-1])
            if spoken and not words.is_first:
                links[number] = Link((), (), ((0, len(words.texts)),), verbatim=True)
    return links


def read_headline(words: Words) -> Link | None:
    """Read a headline that parts words and their speaker by a colon or a dash.

    "‘We will rebuild’: Mayor of flooded town", "Ferry was overloaded: report", "Mayor Lopez: We
    will rebuild". None if the speaker's part has no word for a person, a body or a document.
    """
    count = len(words.texts)
    regions = region_runs(words)
    if regions and regions[0][0] == 0 and regions[0][1] < count:
        first, last = regions[0]
        said = last - first - 2
        if (
            words.texts[last] in PARTING
            and said >= FEWEST_SAID
            and _is_speaker(words, last + 1, count)
        ):
            return Link(((last + 1, count),), ((last, last + 1),), ((first, last),))
        return None
    colon = next((at for at, word in enumerate(words.texts) if word == ":"), 0)
    if not 0 < colon < count - 1 or (regions and regions[0][0] < colon):
        return None
    if _is_speaker(words, 0, colon) and count - colon > FEWEST_SAID:
        return Link(((0, colon),), ((colon, colon + 1),), ((colon + 1, count),))
    if colon >= FEWEST_SAID and not regions and _is_speaker(words, colon + 1, count, plain=True):
        return Link(((colon + 1, count),), ((colon, colon + 1),), ((0, colon),))
    return None


def read_signature(words: Words) -> Link | None:
    """Read a quotation that is signed: "“We open in May.” — Ana Lopez, mayor"."""
    count = len(words.texts)
    regions = region_runs(words)
    if len(regions) != 1 or regions[0][0] != 0 or not 1 < count - regions[0][1] <= LONGEST_TAIL + 2:
        return None
    last = regions[0][1]
    name = words.texts[last + 1 : last + 3]
    signed = (
        words.texts[last] in DASHES
        and words.texts[-1][0].isalnum()
        and name[0][0].isupper()
        and (len(name) == 1 or name[1] == "," or name[1][0].isupper())
    )
    return Link(((last + 1, count),), ((last, last + 1),), ((0, last),)) if signed else None


def _is_speaker(words: Words, first: int, last: int, *, plain: bool = False) -> bool:
    """Whether a headline's part names who speaks: its head is a role, a body or a document.

    plain: it has no more than that, as in "Ferry was overloaded: report".
    """
    while last > first and words.texts[last - 1] == ".":
        last -= 1
    part = [word.lower() for word in words.texts[first:last]]
    if not 0 < len(part) <= LONGEST_TAIL or part[0] in NO_SPEAKER or part[-1] in EDITORS:
        return False
    if any(words.quote[at] != "O" for at in range(first, last)):
        return False
    end = next(
        (at for at, word in enumerate(part) if word in PREPOSITIONS or word == ","), len(part)
    )
    head = part[end - 1] if end else ""
    known = is_role(head) or head in GROUPS or head in BODIES or head in DOCUMENTS
    if plain:
        return known and len(part) <= 3
    named = part[0] in TITLES and 1 < len(part) <= 3
    return known or named
