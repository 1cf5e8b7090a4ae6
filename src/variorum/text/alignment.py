"""Align two wordings by the words that matter, never by commas.

Needleman and Wunsch's method over tokens (`variorum.text.inflection`), with free ends, so that a
part of a sentence finds its place in the whole; a word of content weighs more than one of grammar.
A word that merely moved is found afterwards.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from variorum.text.inflection import Token, read_words

Likeness = Callable[[Token, Token], float]  # 0: nothing in common .. 1: the same word

GAIN_CONTENT, GAIN_GRAMMAR = 4.0, 1.6  # a word that both have
GAP_CONTENT, GAP_GRAMMAR = -1.2, -0.6  # a word that one has
CLASH = -2.0  # two unlike words set against each other
SURE_RUN = 4  # words
LARGEST = 250_000  # cells; beyond it a plain diff must do


@dataclass(frozen=True, slots=True)
class Change:
    """Words `[left_start, left_end)` of one wording against `[right_start, right_end)` of another.

    `end`: "head" or "tail" if it lies before the first or after the last word in common, else "".
    """

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    end: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of indices of like words in rising order, moved words, and what lies between."""

    pairs: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int], ...]
    changes: tuple[Change, ...]


def same_lemma(left: Token, right: Token) -> float:
    """The plainest likeness: the same word or not."""
    return float(left.lemma == right.lemma)


def align_tokens(
    left: Sequence[Token], right: Sequence[Token], likeness: Likeness = same_lemma
) -> Alignment:
    """Align two wordings; like words that stand at unlike places are `moved`.

    >>> from variorum.text.inflection import find_tokens
    >>> whole, part = find_tokens("never have I been so ashamed of it"), find_tokens("so ashamed")
    >>> align_tokens(whole, part).pairs
    ((4, 0), (5, 1))
    """
    turned = _order(left) < _order(right)
    longer, shorter = (right, left) if turned else (left, right)
    pairs = _drop_strays(_pair(longer, shorter, likeness), longer, shorter)
    pairs = _take_ends(pairs, longer, shorter)
    moved = _find_moved(longer, shorter, pairs)
    if turned:  # the same alignment both ways: ties are broken one way only
        pairs = [(i, j) for j, i in pairs]
        moved = sorted((i, j) for j, i in moved)
    return Alignment(tuple(pairs), tuple(moved), tuple(_find_changes(left, right, pairs)))


def _take_ends(
    pairs: list[tuple[int, int]], left: Sequence[Token], right: Sequence[Token]
) -> list[tuple[int, int]]:
    """Pair the first words of both, if all that the shorter has before its first pair is there.

    "The council, which …, has done nothing" and "The council has done nothing": nothing was cut
    off, something was left out. Likewise at the end.
    """
    if not pairs:
        return pairs
    i, j = pairs[0]
    if 0 < j < i and all(left[k].lemma == right[k].lemma for k in range(j)):
        pairs = [*((k, k) for k in range(j)), *pairs]
    i, j = len(left) - 1 - pairs[-1][0], len(right) - 1 - pairs[-1][1]
    if 0 < j < i and all(left[-1 - k].lemma == right[-1 - k].lemma for k in range(j)):
        ends = ((len(left) - 1 - k, len(right) - 1 - k) for k in range(j))
        pairs = [*pairs, *sorted(ends)]
    return pairs


def _order(tokens: Sequence[Token]) -> tuple[int, list[str]]:
    return len(tokens), [token.lemma for token in tokens]


def _pair(
    left: Sequence[Token], right: Sequence[Token], likeness: Likeness
) -> list[tuple[int, int]]:
    whole = _find_whole(left, right)
    if whole is not None:
        return whole
    head = 0
    shortest = min(len(left), len(right))
    while head < shortest and left[head].lemma == right[head].lemma:
        head += 1
    if head < SURE_RUN and abs(len(left) - len(right)) > SURE_RUN:
        head = 0  # a part may begin like the whole, and yet stand elsewhere in it
    tail = 0
    while tail < shortest - head and left[-1 - tail].lemma == right[-1 - tail].lemma:
        tail += 1
    inner_left, inner_right = left[head : len(left) - tail], right[head : len(right) - tail]
    if len(inner_left) * len(inner_right) > LARGEST:
        middle = _diff(inner_left, inner_right)
    else:
        middle = _best_path(inner_left, inner_right, likeness, (head == 0, tail == 0))
    return [
        *((index, index) for index in range(head)),
        *((head + i, head + j) for i, j in middle),
        *((len(left) - tail + k, len(right) - tail + k) for k in range(tail)),
    ]


def _find_whole(left: Sequence[Token], right: Sequence[Token]) -> list[tuple[int, int]] | None:
    """Return the pairs if one wording stands whole, word by word, in the other."""
    one, other = [token.lemma for token in left], [token.lemma for token in right]
    if len(one) >= len(other):
        at = _find_run(one, other)
        return None if at is None else [(at + k, k) for k in range(len(other))]
    at = _find_run(other, one)
    return None if at is None else [(k, at + k) for k in range(len(one))]


def _find_run(whole: list[str], part: list[str]) -> int | None:
    """Return where `part` stands in `whole`; None if it does not, or is nothing."""
    if not part:
        return None
    for at in range(len(whole) - len(part) + 1):
        if whole[at] == part[0] and whole[at : at + len(part)] == part:
            return at
    return None


def _diff(left: Sequence[Token], right: Sequence[Token]) -> list[tuple[int, int]]:
    opcodes = Indel.opcodes([t.lemma for t in left], [t.lemma for t in right])
    return [
        (code.src_start + k, code.dest_start + k)
        for code in opcodes
        if code.tag == "equal"
        for k in range(code.src_end - code.src_start)
    ]


def _best_path(  # noqa: C901, PLR0912 - the inner loop of all comparing, kept in one piece
    left: Sequence[Token],
    right: Sequence[Token],
    likeness: Likeness,
    free: tuple[bool, bool],
) -> list[tuple[int, int]]:
    """Return the pairs of the best path; `free`: whether words before and after cost nothing."""
    rows, columns = len(left), len(right)
    if not rows or not columns:
        return []
    lemmas = [token.lemma for token in right]
    gap_left = [GAP_CONTENT if t.content else GAP_GRAMMAR for t in left]
    gap_right = [GAP_CONTENT if t.content else GAP_GRAMMAR for t in right]
    scores = [[0.0] * (columns + 1)]
    steps = [bytearray(columns + 1)]  # 0: start, 1: pair, 2: skip left, 3: skip right
    for j in range(columns):
        scores[0][j + 1] = 0.0 if free[0] else scores[0][j] + gap_right[j]
        steps[0][j + 1] = 3
    for i in range(rows):
        above, row, step = scores[i], [0.0] * (columns + 1), bytearray(columns + 1)
        row[0] = 0.0 if free[0] else above[0] + gap_left[i]
        step[0] = 2
        one, lemma, cost = left[i], left[i].lemma, gap_left[i]
        same = GAIN_CONTENT if one.content else GAIN_GRAMMAR
        last_row = free[1] and i == rows - 1
        for j in range(columns):
            if lemma == lemmas[j]:
                gain = same
            else:
                like = likeness(one, right[j])
                gain = like * GAIN_CONTENT * 0.7 if like else CLASH
            best, way = above[j] + gain, 1
            up = above[j + 1] + (0.0 if free[1] and j == columns - 1 else cost)
            if up > best:
                best, way = up, 2
            across = row[j] + (0.0 if last_row else gap_right[j])
            if across > best:
                best, way = across, 3
            row[j + 1], step[j + 1] = best, way
        scores.append(row)
        steps.append(step)
    pairs: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        way = steps[i][j]
        if way == 1:
            if left[i - 1].lemma == right[j - 1].lemma or likeness(left[i - 1], right[j - 1]):
                pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif way == 2:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _drop_strays(
    pairs: list[tuple[int, int]], left: Sequence[Token], right: Sequence[Token]
) -> list[tuple[int, int]]:
    """Drop a word of grammar that stands alone between two differences: "the" proves nothing."""
    if len(pairs) < 2:
        return pairs
    kept = []
    for k, (i, j) in enumerate(pairs):
        before = k > 0 and pairs[k - 1] == (i - 1, j - 1)
        after = k + 1 < len(pairs) and pairs[k + 1] == (i + 1, j + 1)
        at_start = i == 0 and j == 0
        at_end = i == len(left) - 1 and j == len(right) - 1
        if before or after or at_start or at_end or left[i].content or left[i].lemma in KEPT:
            kept.append((i, j))
    return kept


KEPT = read_words("not no never nobody nothing all may might can will must should")


def _find_moved(
    left: Sequence[Token], right: Sequence[Token], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pair the same words at unlike places, each with the nearest, going by the nearest pair."""
    done_left, done_right = {i for i, _ in pairs}, {j for _, j in pairs}
    waiting: dict[str, list[int]] = {}
    for i, token in enumerate(left):
        if i not in done_left:
            waiting.setdefault(token.lemma, []).append(i)
    moved = []
    anchors = [j for _, j in pairs]
    for j, token in enumerate(right):
        places = waiting.get(token.lemma)
        if j in done_right or not places:
            continue
        at = bisect_left(anchors, j)
        nearest = min(pairs[max(0, at - 1) : at + 1], key=lambda p: abs(p[1] - j), default=(0, 0))
        expected = nearest[0] + j - nearest[1]
        place = min(places, key=lambda i: abs(i - expected))
        places.remove(place)
        moved.append((place, j))
    return sorted(moved)


def _find_changes(
    left: Sequence[Token], right: Sequence[Token], pairs: Sequence[tuple[int, int]]
) -> list[Change]:
    changes: list[Change] = []
    i = j = 0
    for k, (one, other) in enumerate([*pairs, (len(left), len(right))]):
        if one > i or other > j:
            end = "head" if k == 0 else "tail" if k == len(pairs) else ""
            changes.append(Change(i, one, j, other, end))
        if k < len(pairs) and left[one].lemma != right[other].lemma:
            changes.append(Change(one, one + 1, other, other + 1))
        i, j = one + 1, other + 1
    return changes
