"""From tagged words to attributions: runs, and which source, cue and content belong together.

Three small logistic models score pairs (content and cue, cue and source, content and source) and,
at last, whole attributions; they were trained on runs that the tagger found in articles unknown to
it, so that they know its slips: a cue that was missed does not let its neighbour take the content.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp
from typing import Literal

from variorum.annotate.links import Link, region_runs
from variorum.annotate.pointers import CUE, SOURCE, Pointed, Pointers
from variorum.annotate.tag_model import Floats, Tagged
from variorum.annotate.tagging import Words

Role = Literal["S", "K", "C"]
Weights = Mapping[str, float]
PENALTIES = (0.5, 0.0, 1.2)  # of the tagger's readings; set on held-out training articles
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
    columns = {
        role: [i for i, tag in enumerate(tags) if tag[2:3] == role] for role in ("S", "K", "C")
    }
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
    for feature in features:
        total += weights.get(feature, 0.0)
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _distance(count: int) -> int:
    return count if count < 4 else 4 if count < 7 else 5 if count < 12 else 6 if count < 25 else 7


def describe_pair(words: Words, runs: Sequence[Run], a: int, b: int) -> list[str]:
    """Return the features of a pair of runs, given by their numbers."""
    one, two = runs[a], runs[b]
    low, high = (a, b) if a < b else (b, a)
    left, right = runs[low], runs[high]
    order = "<" if a < b else ">"
    between = runs[low + 1 : high]
    sources = min(sum(run.role == "S" for run in between), 2)
    cues = min(sum(run.role == "K" for run in between), 2)
    contents = min(sum(run.role == "C" for run in between), 2)
    gap = right.first - left.last
    sentences = min(words.sentence[right.first] - words.sentence[left.last - 1], 2)
    marks = "".join(
        dict.fromkeys(
            text[0] if words.quote[at] == "O" else "“"
            for at, text in enumerate(words.texts[left.last : right.first], left.last)
            if not text[0].isalnum()
        )
    )[:4]
    gap_words = (
        " ".join(words.texts[left.last : right.first]).lower() if gap <= 2 else f"{_distance(gap)}"
    )
    quoted = words.quote[one.first] + words.quote[one.last - 1]
    quoted_two = words.quote[two.first]
    counts = f"{sources}{cues}{contents}"
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
        f"d{order}{_distance(gap)}",
        f"g{sides}{gap_words}",
        f"t{order}{sentences}{marks}",
        f"u{sides}{sentences}{_distance(gap)}",
        f"q{order}{quoted}{quoted_two}{sentences}",
        f"k{order}{cue_word}",
        f"e{order}{tail}{_distance(gap)}",
        f"p{order}{pronoun}{sentences}{_distance(gap)}",
        f"c{order}{counts}{tail}{sentences}",
        f"l{order}{_distance(one.last - one.first)}{_distance(two.last - two.first)}",
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
        for step in (-1, 1):
            b = a + step
            while 0 <= b < len(runs):
                two = runs[b]
                if (
                    max(one.first - two.last, two.first - one.last) > WINDOW
                    or abs(b - a) > FARTHEST
                ):
                    break
                if two.role == other:
                    pairs.append((a, b))
                b += step
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution that one or more of the tagger's readings gave.

    readings: the numbers of those readings, as a string ("02"); rivals: how many other candidates
    want some of its content.
    """

    runs: tuple[Run, ...]  # of the first reading that gave it
    group: Group
    readings: str
    rivals: int

    def bounds(self, *numbers: int | None) -> tuple[tuple[int, int], ...]:
        """Return the words of runs."""
        return tuple((self.runs[n].first, self.runs[n].last) for n in numbers if n is not None)


def find_candidates(
    words: Words, readings: Sequence[Tagged], tags: Sequence[str], model: LinkModel
) -> list[Candidate]:
    """Return the attributions that any reading of a paragraph's words gives."""
    found: dict[tuple[object, ...], tuple[tuple[Run, ...], Group, str]] = {}
    grouped: dict[tuple[str, ...], tuple[tuple[Run, ...], list[Group]]] = {}
    for number, tagged in enumerate(readings):
        if tagged.tags not in grouped:  # readings mostly agree
            first_runs = tuple(read_runs(words, tagged, tags))
            grouped[tagged.tags] = first_runs, group_runs(words, first_runs, model)
        runs, groups = grouped[tagged.tags]
        for group in groups:
            key = tuple(
                tuple((runs[n].first, runs[n].last) for n in numbers if n is not None)
                for numbers in ((group.source,), (group.cue,), group.contents)
            )
            known = found.get(key)
            found[key] = (
                (known[0], known[1], known[2] + str(number))
                if known
                else (runs, group, str(number))
            )
    candidates = [Candidate(*parts, rivals=0) for parts in found.values()]
    contents = [one.bounds(*one.group.contents) for one in candidates]
    return [
        replace(one, rivals=sum(_overlap(mine, other) > 0 for other in contents) - 1)
        for one, mine in zip(candidates, contents, strict=True)
    ]


def _overlap(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> int:
    return sum(
        max(0, min(last, stop) - max(first, start)) for first, last in one for start, stop in other
    )


def describe_candidate(words: Words, candidate: Candidate) -> list[str]:
    """Return the features of a whole attribution, for the chance that it is right."""
    runs, group, readings = candidate.runs, candidate.group, candidate.readings
    contents = [runs[number] for number in group.contents]
    size = sum(run.last - run.first for run in contents)
    first, last = contents[0], contents[-1]
    quoted = words.quote[first.first] + words.quote[last.last - 1]
    cue = runs[group.cue] if group.cue is not None else None
    source = runs[group.source] if group.source is not None else None
    chance = min(run.chance for run in contents)
    cue_word = words.texts[cue.last - 1].lower() if cue else "-"
    cue_head = words.texts[cue.first].lower() if cue else "-"
    cue_size = _distance(cue.last - cue.first) if cue else "-"
    cue_chance = int(cue.chance * 8) if cue else "-"
    source_chance = int(source.chance * 8) if source else "-"
    kind = ("c" if cue else "-") + ("s" if source else "-")
    ahead = words.texts[first.first - 1].lower() if first.first else "^"
    behind = words.texts[last.last].lower() if last.last < len(words.texts) else "$"
    sentences = min(words.sentence[last.last - 1] - words.sentence[first.first], 2)
    rivals = min(candidate.rivals, 3)
    features = [
        f"a{kind}{quoted}",
        f"b{int(chance * 10)}",
        f"B{int(chance * 10)}{readings}",
        f"c{int(group.by_cue * 10)}",
        f"d{kind}{int(group.by_source * 10)}",
        f"e{_distance(size)}{quoted}",
        f"f{_distance(size)}{kind}",
        f"g{cue_word}",
        f"G{cue_head}",
        f"h{cue_size}{cue_chance}",
        f"i{source_chance}{kind}",
        f"j{len(contents)}{quoted}",
        f"k{int(chance * 5)}{cue_chance}{quoted[0]}",
        f"l{words.is_first}{kind}",
        f"m{words.texts[first.first].lower()}",
        f"n{_distance(size)}{int(chance * 5)}",
        f"o{ahead}",
        f"p{behind}",
        f"q{sentences}{quoted}",
        f"r{readings}",
        f"R{readings}{rivals}",
        f"s{readings}{kind}",
        f"t{rivals}{int(chance * 5)}",
    ]
    if first.pointers is not None:
        to_source = min(run.points_to(SOURCE, source) for run in contents)
        to_cue = min(run.points_to(CUE, cue) for run in contents)
        onward = cue.points_to(SOURCE, source) if cue else 0.0
        features += (
            f"u{int(to_source * 12)}{kind}",
            f"v{int(to_cue * 12)}{kind}",
            f"w{int(onward * 8)}{kind}",
            f"x{int(to_source * 5)}{int(to_cue * 5)}{int(onward * 5)}",
            f"y{int(to_source * 5)}{int(chance * 5)}{quoted}",
            f"z{int(to_source * 6)}{source_chance}",
        )
    return features


def rate_candidates(
    words: Words, candidates: Sequence[Candidate], model: LinkModel
) -> list[tuple[float, Candidate]]:
    """Return the candidates with the chance that each is right, likeliest first."""
    rated = [(score(model.whole, describe_candidate(words, one)), one) for one in candidates]
    return sorted(rated, key=lambda pair: (-pair[0], pair[1].bounds(*pair[1].group.contents)))


def choose_candidates(
    rated: Sequence[tuple[float, Candidate]], least: float
) -> list[tuple[float, Candidate]]:
    """Keep the likely ones, each only if it takes no words from the content of a likelier one."""
    chosen: list[tuple[float, Candidate]] = []
    taken: list[tuple[tuple[int, int], ...]] = []
    for chance, candidate in rated:
        if chance < least:
            break
        content = candidate.bounds(*candidate.group.contents)
        if all(not _overlap(content, other) for other in taken):
            chosen.append((chance, candidate))
            taken.append(content)
    return chosen


def link_runs(
    words: Words, readings: Sequence[Tagged], tags: Sequence[str], model: LinkModel
) -> list[Link]:
    """Return the attributions of one paragraph that are likely enough, in text order."""
    candidates = find_candidates(words, readings, tags, model)
    chosen = choose_candidates(rate_candidates(words, candidates, model), model.least["whole"])
    links = [
        Link(
            one.bounds(one.group.source),
            one.bounds(one.group.cue),
            one.bounds(*one.group.contents),
            chance,
        )
        for chance, one in chosen
    ]
    return sorted(links, key=lambda link: link.content)
