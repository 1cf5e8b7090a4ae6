"""Which lines of a document are the article's body: chances weighed together, and sure rules.

Of a bare text the lines are taken with which the expected F1 of the body's words is highest. The
rules that overrule the classifier are few and sure: a short line that can only be furniture is
never body, nor are readers' comments and teasers; prose between paragraphs of the body is never
lost, nor are the rows of a list that goes on below one. A page with its hints needs less of this: a
fixed threshold, and neither lists nor cut teasers (cross-validated .971, with them .969).
"""

import re
from collections.abc import Sequence

import numpy as np

from variorum.read.article_times import is_stamp_line
from variorum.read.beside import find_beside, find_lists
from variorum.read.features import FUNCTION
from variorum.read.kinds import PARAGRAPH, PATTERN, SENTENCE_END, WORD, name_furniture
from variorum.read.lines import Line
from variorum.read.series import find_numbered, find_posts

REACH = 4  # lines: body this near on both sides makes prose body too
SURE = 0.03  # prose between body lines is lost only if the classifier is surer than that
PAGE = 0.5  # the threshold of a page with hints; cross-validated F1 is flat from 0.4 to 0.6
FAINT = 0.6  # share of the best line's probability that is body where no line reaches it
INITIALS = re.compile(r"[.!?][\"”’»]? [A-Z]{2,4}(?:[-/][A-Za-z]{2,4})?$")  # "... he said. JR-AB"
NO_COMMENT = re.compile(
    r"\b(?:for|to|no|without|declin\w+|immediate|further|public|not|or) comments?\b", re.IGNORECASE
)
TOP = 5  # lines at the head of a text, where a line with an address tells what it is a copy of
STAMP = 16  # words of a line that says when it was published
LIKELY = 0.15  # the same of prose below the last body line, with furniture alone between them


def choose_body(text: str, lines: Sequence[Line], probable: Sequence[float]) -> list[bool]:
    """Return for each line whether it is body; probable: how probably each one is, 0..1."""
    if not lines:
        return []
    raws = [text[line.start : line.end] for line in lines]
    hinted = any(line.kept is not None for line in lines)
    chances = list(probable)
    for number in find_beside(raws, probable, cut=not hinted):
        chances[number] = 0.0
    numbered = frozenset[int]() if hinted else find_numbered(raws)
    posts = frozenset[int]() if hinted else find_posts(raws)
    copied = [n for n, raw in enumerate(raws[:TOP]) if "://" in raw and not hinted]
    for number in [*numbered, *copied]:
        chances[number] = 0.0
    if hinted:
        best = max(chances)
        least = PAGE if best > PAGE else max(1e-9, FAINT * best)
    else:
        least = choose_threshold(chances, [len(WORD.findall(raw)) for raw in raws])
    body = [chance >= least for chance in chances]
    above = True
    for number, raw in enumerate(raws):
        if not body[number]:
            continue
        count = len(WORD.findall(raw[:1000]))
        stamp = above and count <= STAMP and is_stamp_line(raw)
        above = above and (count < PARAGRAPH or stamp)
        slug = above and raw.islower() and raw[0].isalpha() and count > 2
        if slug or stamp or name_furniture(raw) is not None:
            body[number] = False
    for number in posts:
        body[number] = True
    body = _restore_prose(raws, lines, chances, body)
    for number in find_lists(raws, body) - numbered if not hinted else ():
        body[number] = body[number] or name_furniture(raws[number]) is None
    return body


def choose_threshold(chances: Sequence[float], words: Sequence[int]) -> float:
    """Return the chance from which on lines are body: that with the highest expected F1 of words.

    If the lines are body with these chances, taking those above a threshold finds so many true
    words, of so many expected and so many taken (Nan and others, "Optimizing
    F-measures: a tale of two approaches", ICML 2012).

    >>> choose_threshold([0.9, 0.8, 0.1], [30, 30, 10])
    0.8
    >>> choose_threshold([0.4, 0.3, 0.01], [9, 9, 9])
    0.3
    """
    chance, size = np.array(chances, dtype=np.float64), np.array(words, dtype=np.float64)
    order = np.argsort(-chance, kind="stable")
    found = np.cumsum((chance * size)[order])
    taken = np.cumsum(size[order])
    f1 = 2 * found / (taken + max(1e-9, float(found[-1])))
    return max(1e-9, float(chance[order[int(np.argmax(f1))]]))


def _restore_prose(
    raws: Sequence[str], lines: Sequence[Line], probable: Sequence[float], body: Sequence[bool]
) -> list[bool]:
    """Make prose that stands between near lines of the body, and tells of no furniture, body."""
    count = len(body)
    mended = list(body)
    last = -REACH
    following = count + REACH
    after = [0] * count
    for number in range(count - 1, -1, -1):
        after[number] = following - number
        if body[number]:
            following = number
    for number in range(count):
        if body[number]:
            last = number
        elif (
            (
                (number - last <= REACH and after[number] <= REACH and probable[number] > SURE)
                or (
                    0 <= last >= number - REACH
                    and probable[number] > LIKELY
                    and _goes_on(raws[last + 1 : number], raws[number])
                )
            )
            and lines[number].linked < 0.5
            and lines[number].tag not in {"figcaption", "li", "h1", "h2", "h3"}
            and _is_prose(raws[number])
        ):
            mended[number] = True
    return mended


def _goes_on(between: Sequence[str], raw: str) -> bool:
    """Whether prose goes on with `raw` below what lies `between`: furniture alone, or nothing."""
    if not between:
        return True
    speaks_to_reader = raw[0].isalnum() and PATTERN["you"].search(raw)
    return not speaks_to_reader and all(map(_is_aside, between))


def _is_aside(raw: str) -> bool:
    """Whether a line between paragraphs is sure to be furniture: an advertisement, a link."""
    return name_furniture(raw) is not None or any(
        PATTERN[name].search(raw[:400]) for name in ("subscribe", "advert", "related")
    )


def _is_prose(raw: str) -> bool:
    words = WORD.findall(raw[:2000])
    if len(words) < 6 or not (SENTENCE_END.search(raw[-8:]) or INITIALS.search(raw[-16:])):
        return False
    if len(words) <= 60 and (
        name_furniture(raw) is not None
        or any(
            PATTERN[name].search(NO_COMMENT.sub("", raw))
            for name in ("subscribe", "legal", "comment", "author", "correct", "advert")
        )
        or PATTERN["related"].match(raw)
        or (PATTERN["offer"].search(raw) and (len(words) < 10 or PATTERN["you"].search(raw)))
    ):
        return False
    common = sum(word.lower() in FUNCTION for word in words[:60]) / min(60, len(words))
    return common >= 0.2 or raw[0] in "“\"„«'‘"
