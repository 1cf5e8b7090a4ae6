"""From several readings of a paragraph to its attributions: candidates, of which the likely stay.

A logistic model rates whole attributions, trained as those of pairs (`variorum.annotate.linking`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.annotate.linking import (
    Group,
    LinkModel,
    Run,
    classify_distance,
    group_runs,
    read_runs,
    score,
)
from variorum.annotate.links import Link
from variorum.annotate.pointers import CUE, SOURCE
from variorum.annotate.tag_model import Tagged
from variorum.annotate.tagging import Words
from variorum.quick import quick

Bounds = tuple[tuple[int, int], ...]  # of runs: first word, and the one after the last
PENALTIES = (0.5, 0.0, 1.2)  # of the tagger's readings; set on held-out training articles


@quick
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

    def bounds(self, *numbers: int | None) -> Bounds:
        """Return the words of runs."""
        return _bounds(self.runs, *numbers)


def _bounds(runs: Sequence[Run], *numbers: int | None) -> Bounds:
    return tuple([(runs[n].first, runs[n].last) for n in numbers if n is not None])


def find_candidates(
    words: Words, readings: Sequence[Tagged], tags: Sequence[str], model: LinkModel
) -> list[Candidate]:
    """Return the attributions that any reading of a paragraph's words gives."""
    found: dict[tuple[Bounds, Bounds, Bounds], tuple[tuple[Run, ...], Group, str]] = {}
    grouped: dict[tuple[str, ...], tuple[tuple[Run, ...], list[Group]]] = {}
    for number, tagged in enumerate(readings):
        if tagged.tags not in grouped:  # readings mostly agree
            first_runs = tuple(read_runs(words, tagged, tags))
            grouped[tagged.tags] = first_runs, group_runs(words, first_runs, model)
        runs, groups = grouped[tagged.tags]
        for group in groups:
            key = (
                _bounds(runs, group.source),
                _bounds(runs, group.cue),
                _bounds(runs, *group.contents),
            )
            known = found.get(key)
            found[key] = (
                (known[0], known[1], known[2] + str(number))
                if known
                else (runs, group, str(number))
            )
    contents = [key[2] for key in found]
    return [
        Candidate(*parts, rivals=sum(_overlap(mine, other) for other in contents) - 1)
        for mine, parts in zip(contents, found.values(), strict=True)
    ]


def _overlap(one: Bounds, other: Bounds) -> bool:
    for first, last in one:
        for start, stop in other:
            if first < stop and start < last:
                return True
    return False


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
    cue_size = classify_distance(cue.last - cue.first) if cue else "-"
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
        f"e{classify_distance(size)}{quoted}",
        f"f{classify_distance(size)}{kind}",
        f"g{cue_word}",
        f"G{cue_head}",
        f"h{cue_size}{cue_chance}",
        f"i{source_chance}{kind}",
        f"j{len(contents)}{quoted}",
        f"k{int(chance * 5)}{cue_chance}{quoted[0]}",
        f"l{words.is_first}{kind}",
        f"m{words.texts[first.first].lower()}",
        f"n{classify_distance(size)}{int(chance * 5)}",
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
    taken: list[Bounds] = []
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
    return make_links(rate_candidates(words, candidates, model), model.least["whole"])


def make_links(rated: Sequence[tuple[float, Candidate]], least: float) -> list[Link]:
    """Return the attributions chosen among candidates, likeliest first, in text order."""
    links = [
        Link(
            one.bounds(one.group.source),
            one.bounds(one.group.cue),
            one.bounds(*one.group.contents),
            chance,
        )
        for chance, one in choose_candidates(rated, least)
    ]
    return sorted(links, key=lambda link: link.content)
