"""From what the encoder says of paragraphs to attributions.

Pairs of runs are linked as those of the model of words are (`variorum.annotate.linking`), with the
encoder's pointers. Several readings of a paragraph, from a strict one to a lenient one, give
candidates; boosted trees, trained on articles that the encoder did not know
(training/encoder_links.py), say how likely each is right.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import log
from threading import Lock

import numpy as np

from variorum.annotate.candidates import (
    Candidate,
    find_candidates,
    make_links,
)
from variorum.annotate.encoder import decode, load_encoder
from variorum.annotate.encoding import Encoded
from variorum.annotate.linking import (
    LinkModel,
    Run,
)
from variorum.annotate.links import Link
from variorum.annotate.pointers import CUE, SOURCE, Pointed
from variorum.annotate.tagging import Words
from variorum.errors import ModelError
from variorum.text.trees import Trees, make_trees

PENALTIES = (0.5, 0.0, 1.2, 2.2)  # of the readings; set on held-out training articles
FAINT = 1e-4  # the least chance whose logarithm counts

LOADING = Lock()


@dataclass(frozen=True, slots=True)
class EncoderLinks:
    """The models of pairs, and the trees that rate whole attributions."""

    pairs: LinkModel
    trees: Trees


def load_encoder_links() -> EncoderLinks:
    """Return the linker trained for the encoder, read at the first call; ModelError if absent."""
    with LOADING:
        return _load_encoder_links()


@cache
def _load_encoder_links() -> EncoderLinks:
    file = files("variorum.annotate") / "weights" / "encoder_links.json"
    try:
        parts = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"the encoder's weights are not installed: {file}") from error
    return EncoderLinks(LinkModel(**parts["pairs"], whole={}), make_trees(parts["trees"]))


def link_encoded(encoded: Encoded) -> list[list[Link]]:
    """Return the attributions of each paragraph of an article that are likely enough."""
    tagger, links = load_encoder().tagger, load_encoder_links()
    tagged = decode(tagger, encoded.tags, encoded.pointers, PENALTIES)
    return link_tagged(encoded.read.words, tagged, tagger.tags, links)


def link_tagged(
    paragraphs: Sequence[Words],
    tagged: Sequence[Sequence[Pointed]],
    tags: tuple[str, ...],
    links: EncoderLinks,
) -> list[list[Link]]:
    """Return the attributions of each paragraph, given its readings, in text order."""
    candidates = [
        find_candidates(words, readings, tags, links.pairs)
        for words, readings in zip(paragraphs, tagged, strict=True)
    ]
    rows: list[list[float]] = []
    for words, readings, found in zip(paragraphs, tagged, candidates, strict=True):
        if found:
            shares = sum_shares(readings[0], tags)
            rows += [measure_candidate(words, shares, one) for one in found]
    chances = iter(links.trees.predict(np.array(rows)).tolist() if rows else ())
    least = links.pairs.least["whole"]
    return [
        make_links(order_candidates([(next(chances), one) for one in found]), least)
        for found in candidates
    ]


def order_candidates(rated: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Return the likeliest first."""
    return sorted(rated, key=lambda pair: (-pair[0], pair[1].bounds(*pair[1].group.contents)))


@dataclass(frozen=True, slots=True)
class Shares:
    """The chances of a paragraph's words to be of a source, a cue, a content, or to begin one.

    sums: the chances of content's words, added up from the first.
    """

    source: list[float]
    cue: list[float]
    content: list[float]
    begins: list[float]
    sums: list[float]


def sum_shares(reading: Pointed, tags: Sequence[str]) -> Shares:
    """Return the chances by role, from a reading's chances (words × tags)."""

    def share(role: str) -> list[float]:
        columns = [number for number, tag in enumerate(tags) if role in tag[:3]]
        numbers: list[float] = reading.chances[:, columns].sum(1).tolist()
        return numbers

    content = share("-C")
    sums = list(accumulate(content, initial=0.0))
    return Shares(share("-S"), share("-K"), content, share("B-C"), sums)


def measure_candidate(words: Words, shares: Shares, candidate: Candidate) -> list[float]:
    """Return the numbers that the trees judge an attribution by, in one order."""
    runs, group = candidate.runs, candidate.group
    contents = [runs[number] for number in group.contents]
    cue = runs[group.cue] if group.cue is not None else None
    source = runs[group.source] if group.source is not None else None
    first, last = contents[0], contents[-1]
    inside = [chance for run in contents for chance in shares.content[run.first : run.last]]
    count = len(words.texts)
    return [
        sum(inside) / len(inside),
        min(inside),
        sum(log(chance + FAINT) for chance in inside),
        shares.begins[first.first],
        shares.content[first.first - 1] if first.first else 0.0,
        shares.content[last.last] if last.last < count else 0.0,
        *_measure_run(cue, shares.cue),
        *_measure_run(source, shares.source),
        float(len(inside)),
        float(len(contents)),
        group.by_cue,
        group.by_source,
        min(run.points_to(SOURCE, source) for run in contents),
        min(run.points_to(CUE, cue) for run in contents),
        cue.points_to(SOURCE, source) if cue else -1.0,
        min(run.points_to(SOURCE, None) for run in contents),
        min(run.points_to(CUE, None) for run in contents),
        float(candidate.rivals),
        float(len(candidate.readings)),
        *(float(str(number) in candidate.readings) for number in range(len(PENALTIES))),
        float(words.quote[first.first] != "O"),
        float(words.quote[last.last - 1] != "O"),
        float(words.is_first),
        float(_gap(cue, first, last)) if cue else -9.0,
        float(source.first - cue.last) if cue and source else -99.0,
        float(words.sentence[last.last - 1] - words.sentence[first.first]),
        first.first / count,
        float(count),
        shares.sums[-1] / count,
    ]


def _measure_run(run: Run | None, chances: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean and the least chance of a run's words, and how many these are."""
    if run is None:
        return -1.0, -1.0, 0.0
    own = chances[run.first : run.last]
    return sum(own) / len(own), min(own), float(len(own))


def _gap(cue: Run, first: Run, last: Run) -> int:
    """Return how many words part a cue from a content."""
    return first.first - cue.last if first.first >= cue.last else cue.first - last.last
