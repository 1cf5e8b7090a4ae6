"""From tagged words to runs, and which source, cue and content belong together.

Three small logistic models score pairs (content and cue, cue and source, content and source); they
were trained on runs that the tagger found in articles unknown to it, so that they know its slips: a
cue that was missed does not let its neighbour take the content.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from math import exp
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from variorum.annotate.links import region_runs
from variorum.annotate.pointers import CUE, SOURCE, Pointed, Pointers
from variorum.annotate.tag_model import Floats, Tagged
from variorum.annotate.tagging import Words
from variorum.quick import quick

Role = Literal["S", "K", "C"]
Kind = Literal["content_cue", "cue_source", "content_source"]
ROLES: tuple[Role, ...] = ("S", "K", "C")
Weights = Mapping[str, float]
Places = NDArray[np.intp]
FARTHEST = 6  # runs from one run to another that may belong to it
WINDOW = 120  # words between runs that may belong together
SNAPPED_SHARE = 0.5  # of a quotation's words tagged as content, from which it is content whole
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "that", "this", "those"})


@dataclass(frozen=True, slots=True)
class LinkModel:
    """Weights of the pair models and of the last one, with the chances from which they count."""

    content_cue: Weights
    cue_source: Weights
    content_source: Weights
    whole: Weights
    least: Mapping[str, float]  # "content_cue", "cue_source", "content_source", "whole"


@quick
@dataclass(frozen=True, slots=True)
class Run:
    """Words `[first, last)` tagged alike: source, cue or content.

    side: ">" if the tagger places the cue (for a cue: the content) to the right of a source, or to
    the left of a content ... as it was trained: S> before its cue, C> after its cue, K> before its
    content. chance: how sure the tagger is of these words, 0..1.
    """

    role: Role
    side: str
    first: int
    last: int
    chance: float
    pointers: Pointers | None = field(default=None, compare=False, repr=False)

    def points_to(self, kind: int, other: "Run | None") -> float:
        """Return the encoder's chance that a run is this one's source or cue; None: it has none."""
        if self.pointers is None:
            return 0.0
        bounds = (other.first, other.last) if other else None
        return self.pointers.chance(kind, (self.first, self.last), bounds)


def read_runs(words: Words, tagged: Tagged, tags: Sequence[str]) -> list[Run]:
    """Return the runs of one paragraph, contents mended to whole quotations, in text order."""
    if tagged.tags.count("O") == len(tagged.tags):
        return []
    columns = _columns_of(tuple(tags))
    runs: list[tuple[str, int, int]] = []
    for at, tag in enumerate(tagged.tags):
        if tag == "O":
            continue
        if tag[0] == "B" or not runs or runs[-1][2] != at or runs[-1][0][0] != tag[2]:
            runs.append((tag[2:], at, at + 1))
        else:
            runs[-1] = (runs[-1][0], runs[-1][1], at + 1)
    runs = _snap_to_marks(words, runs)
    pointers = tagged.pointers if isinstance(tagged, Pointed) else None
    return [
        Run(
            label[0],  # type: ignore[arg-type]
            label[1],
            first,
            last,
            _mean_chance(tagged.chances, columns[label[0]], first, last),
            pointers,
        )
        for label, first, last in sorted(runs, key=lambda run: run[1])
    ]


@cache
def _columns_of(tags: tuple[str, ...]) -> dict[str, Places]:
    """Return where the chances of each role's tags stand."""
    return {role: np.array([i for i, tag in enumerate(tags) if tag[2:3] == role]) for role in ROLES}


def _mean_chance(chances: Floats, columns: Places, first: int, last: int) -> float:
    own = chances[first:last].T.take(columns, axis=0)
    return float(np.add.reduce(own, axis=None) / (last - first))


def _snap_to_marks(words: Words, runs: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Extend a content that covers most of a quotation to all of it, with both marks."""
    if not any(label[0] == "C" for label, _, _ in runs):
        return runs
    for start, end in region_runs(words):
        if end - start < 4:
            continue
        inside = [run for run in runs if run[0][0] == "C" and run[1] < end and run[2] > start]
        covered = sum(min(run[2], end) - max(run[1], start) for run in inside)
        if not inside or covered < SNAPPED_SHARE * (end - start):
            continue
        first, last = inside[0], inside[-1]
        merged = (first[0], min(first[1], start), max(last[2], end))
        runs = [run for run in runs if run[2] <= merged[1] or run[1] >= merged[2]]
        runs.append(merged)
        runs.sort(key=lambda run: run[1])
    return runs


def score(weights: Weights, features: Sequence[str]) -> float:
    """Return the chance, 0..1, that a logistic model gives."""
    total = sum(map(weights.get, features, repeat(0.0)), weights.get("", 0.0))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


DISTANCES = (0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 5, *(6 for _ in range(12, 25)))  # beyond: 7


def classify_distance(count: int) -> int:
    """Return a class of how many words; below 0, where runs overlap, the count itself."""
    return count if count < 0 else DISTANCES[count] if count < len(DISTANCES) else 7


@cache
def _count_roles(between: str) -> str:
    """Return how many sources, cues and contents stand between two runs: 0, 1 or more."""
    return "".join([str(min(between.count(role), 2)) for role in ROLES])


def describe_pair(words: Words, runs: Sequence[Run], a: int, b: int) -> list[str]:
    """Return the features of a pair of runs, given by their numbers."""
    one, two = runs[a], runs[b]
    if a < b:
        order, left, right = "<", one, two
        between = runs[a + 1 : b]
    else:
        order, left, right = ">", two, one
        between = runs[b + 1 : a]
    texts, quote = words.texts, words.quote
    counts = _count_roles("".join([run.role for run in between]))
    gap = right.first - left.last
    distance = classify_distance(gap)
    length, length_two = (
        classify_distance(one.last - one.first),
        classify_distance(two.last - two.first),
    )
    sentences = min(words.sentence[right.first] - words.sentence[left.last - 1], 2)
    marks = words.marks[left.last : right.first].replace(" ", "")
    if len(marks) > 1:
        marks = "".join(dict.fromkeys(marks))[:4]
    gap_words = " ".join(texts[left.last : right.first]).lower() if gap <= 2 else distance
    quoted = quote[one.first] + quote[one.last - 1]
    quoted_two = quote[two.first]
    sides = one.side + two.side + order
    last_word = texts[two.last - 1].lower() if two.role == "K" else ""
    cue_word = texts[one.last - 1].lower() if one.role == "K" else last_word
    pronoun = texts[two.first].lower() in PRONOUNS if two.role == "S" else False
    tail = texts[left.last - 1]
    tail = tail if not tail.isalnum() else "w"
    if left.role == "C" and quote[left.last - 1] == "E" and left.last > 1:
        tail = "”" + texts[left.last - 2][0]
        tail = tail if not tail[1].isalnum() else "”w"
    features = [
        f"o{order}",
        f"s{sides}",
        f"n{sides}{counts}",
        f"m{order}{counts}{sentences}",
        f"d{order}{distance}",
        f"g{sides}{gap_words}",
        f"t{order}{sentences}{marks}",
        f"u{sides}{sentences}{distance}",
        f"q{order}{quoted}{quoted_two}{sentences}",
        f"k{order}{cue_word}",
        f"e{order}{tail}{distance}",
        f"p{order}{pronoun}{sentences}{distance}",
        f"c{order}{counts}{tail}{sentences}",
        f"l{order}{length}{length_two}",
        f"h{int(one.chance * 5)}{int(two.chance * 5)}",
    ]
    if one.pointers is not None:
        kind = CUE if two.role == "K" else SOURCE
        points = one.points_to(kind, two)
        nowhere = int(one.points_to(kind, None) * 5)
        features += (
            f"v{int(points * 12)}",
            f"w{int(points * 6)}{order}{counts}",
            f"x{int(points * 6)}{nowhere}{sentences}",
            f"y{int(points * 6)}{int(two.chance * 5)}",
        )
    return features


def pair_runs(runs: Sequence[Run], role: Role, other: Role) -> list[tuple[int, int]]:
    """Return the pairs of numbers of runs of two roles that may belong together."""
    return [
        (a, b)
        for a, one in enumerate(runs)
        if one.role == role
        for b in _list_partners(runs, a, other)
    ]


def _list_partners(runs: Sequence[Run], a: int, role: Role) -> list[int]:
    """Return the numbers of the runs of a role that one run may belong to, earlier ones first."""
    one, partners = runs[a], []
    for b in range(a - 1, max(a - FARTHEST, 0) - 1, -1):
        if one.first - runs[b].last > WINDOW:
            break
        if runs[b].role == role:
            partners.append(b)
    for b in range(a + 1, min(a + FARTHEST + 1, len(runs))):
        if runs[b].first - one.last > WINDOW:
            break
        if runs[b].role == role:
            partners.append(b)
    return partners


def _best_partners(
    words: Words, runs: Sequence[Run], asked: Iterable[int], model: LinkModel, kind: Kind
) -> dict[int, tuple[int, float]]:
    """Return, for each run asked for, its likeliest partner with the chance."""
    role: Role = "K" if kind == "content_cue" else "S"
    weights, least = getattr(model, kind), model.least[kind]
    best: dict[int, tuple[int, float]] = {}
    for a in asked:
        for b in _list_partners(runs, a, role):
            chance = score(weights, describe_pair(words, runs, a, b))
            if chance >= least and chance > best.get(a, (0, 0.0))[1]:
                best[a] = (b, chance)
    return best


@quick
@dataclass(frozen=True, slots=True)
class Group:
    """Runs, by number, that make one attribution, and the chances of their links."""

    source: int | None
    cue: int | None
    contents: tuple[int, ...]
    by_cue: float
    by_source: float


def group_runs(words: Words, runs: Sequence[Run], model: LinkModel) -> list[Group]:
    """Return the attributions of one paragraph, in text order of their contents."""
    contents = [number for number, run in enumerate(runs) if run.role == "C"]
    cue_of = _best_partners(words, runs, contents, model, "content_cue")
    by_cue: dict[int, list[int]] = {}
    for content, (cue, _) in cue_of.items():
        by_cue.setdefault(cue, []).append(content)
    source_of = _best_partners(words, runs, by_cue, model, "cue_source")
    orphans = [content for content in contents if content not in cue_of]
    speaker_of = _best_partners(words, runs, orphans, model, "content_source")
    groups = []
    for cue, told in by_cue.items():
        source, chance = source_of.get(cue, (None, 0.0))
        groups.append(
            Group(source, cue, tuple(sorted(told)), max(cue_of[c][1] for c in told), chance)
        )
    for content in orphans:
        source, chance = speaker_of.get(content, (None, 0.0))
        groups.append(Group(source, None, (content,), 0.0, chance))
    return sorted(groups, key=lambda group: group.contents)
