"""From tagged words to runs, and which source, cue and content belong together.

Three small logistic models score pairs (content and cue, cue and source, content and source); they
were trained on runs that the tagger found in articles unknown to it, so that they know its slips: a
cue that was missed does not let its neighbour take the content.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp
from typing import Literal

from variorum.annotate.links import region_runs
from variorum.annotate.pointers import CUE, SOURCE, Pointed, Pointers
from variorum.annotate.tag_model import Floats, Tagged
from variorum.annotate.tagging import Words

Role = Literal["S", "K", "C"]
ROLES: tuple[Role, ...] = ("S", "K", "C")
Weights = Mapping[str, float]
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
    return [
        Run(
            label[0],  # type: ignore[arg-type]
            label[1],
            first,
            last,
            _mean_chance(tagged.chances, columns[label[0]], first, last),
            tagged.pointers if isinstance(tagged, Pointed) else None,
        )
        for label, first, last in sorted(runs, key=lambda run: run[1])
    ]


@cache
def _columns_of(tags: tuple[str, ...]) -> dict[str, list[int]]:
    """Return where the chances of each role's tags stand."""
    return {role: [i for i, tag in enumerate(tags) if tag[2:3] == role] for role in ROLES}


def _mean_chance(chances: Floats, columns: list[int], first: int, last: int) -> float:
    return float(chances[first:last][:, columns].sum() / (last - first))


def _snap_to_marks(words: Words, runs: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Extend a content that covers most of a quotation to all of it, with both marks."""
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
    total = weights.get("", 0.0)
    for weight in map(weights.get, features):
        if weight is not None:
            total += weight
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


DISTANCES = (0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 5, *(6 for _ in range(12, 25)))  # beyond: 7


def classify_distance(count: int) -> int:
    """Return a class of how many words; below 0, where runs overlap, the count itself."""
    return count if count < 0 else DISTANCES[count] if count < len(DISTANCES) else 7


def _count_between(runs: Sequence[Run], low: int, high: int) -> str:
    """Return how many sources, cues and contents stand between two runs: 0, 1 or more."""
    if high == low + 1:
        return "000"
    roles = [run.role for run in runs[low + 1 : high]]
    return "".join([str(min(roles.count(role), 2)) for role in ROLES])


def describe_pair(words: Words, runs: Sequence[Run], a: int, b: int) -> list[str]:
    """Return the features of a pair of runs, given by their numbers."""
    one, two = runs[a], runs[b]
    low, high = (a, b) if a < b else (b, a)
    left, right = runs[low], runs[high]
    order = "<" if a < b else ">"
    counts = _count_between(runs, low, high)
    gap = right.first - left.last
    distance = classify_distance(gap)
    length, length_two = (classify_distance(run.last - run.first) for run in (one, two))
    sentences = min(words.sentence[right.first] - words.sentence[left.last - 1], 2)
    marks = "".join(dict.fromkeys(words.marks[left.last : right.first].replace(" ", "")))[:4]
    gap_words = (
        " ".join(words.texts[left.last : right.first]).lower() if gap <= 2 else f"{distance}"
    )
    quoted = words.quote[one.first] + words.quote[one.last - 1]
    quoted_two = words.quote[two.first]
    sides = one.side + two.side + order
    last_word = words.texts[two.last - 1].lower() if two.role == "K" else ""
    cue_word = words.texts[one.last - 1].lower() if one.role == "K" else last_word
    pronoun = words.texts[two.first].lower() in PRONOUNS if two.role == "S" else False
    tail = words.texts[left.last - 1]
    tail = tail if not tail.isalnum() else "w"
    if left.role == "C" and words.quote[left.last - 1] == "E" and left.last > 1:
        tail = "”" + words.texts[left.last - 2][0]
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
    pairs = []
    for a, one in enumerate(runs):
        if one.role != role:
            continue
        for b in range(a - 1, max(a - FARTHEST, 0) - 1, -1):
            if one.first - runs[b].last > WINDOW:
                break
            if runs[b].role == other:
                pairs.append((a, b))
        for b in range(a + 1, min(a + FARTHEST + 1, len(runs))):
            if runs[b].first - one.last > WINDOW:
                break
            if runs[b].role == other:
                pairs.append((a, b))
    return pairs


def _best_partners(
    words: Words,
    runs: Sequence[Run],
    roles: tuple[Role, Role],
    weights: Weights,
    least: float,
) -> dict[int, tuple[int, float]]:
    """Return, for each run of the first role, its likeliest partner with the chance."""
    best: dict[int, tuple[int, float]] = {}
    for a, b in pair_runs(runs, *roles):
        chance = score(weights, describe_pair(words, runs, a, b))
        if chance >= least and chance > best.get(a, (0, 0.0))[1]:
            best[a] = (b, chance)
    return best


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
    least = model.least
    cue_of = _best_partners(words, runs, ("C", "K"), model.content_cue, least["content_cue"])
    source_of = _best_partners(words, runs, ("K", "S"), model.cue_source, least["cue_source"])
    orphans = [a for a, run in enumerate(runs) if run.role == "C" and a not in cue_of]
    speaker_of = (
        _best_partners(words, runs, ("C", "S"), model.content_source, least["content_source"])
        if orphans
        else {}
    )
    by_cue: dict[int, list[int]] = {}
    for content, (cue, _) in cue_of.items():
        by_cue.setdefault(cue, []).append(content)
    groups = []
    for cue, contents in by_cue.items():
        source, chance = source_of.get(cue, (None, 0.0))
        groups.append(
            Group(source, cue, tuple(sorted(contents)), max(cue_of[c][1] for c in contents), chance)
        )
    for content in orphans:
        source, chance = speaker_of.get(content, (None, 0.0))
        groups.append(Group(source, None, (content,), 0.0, chance))
    return sorted(groups, key=lambda group: group.contents)
