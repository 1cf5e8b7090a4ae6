"""Names of people, organisations and places, as the encoder finds them."""

import re
from collections.abc import Iterator

import numpy as np

from variorum.annotate.encoding import Encoded
from variorum.annotate.name_tags import KINDS
from variorum.annotate.name_words import Found
from variorum.annotate.names import find_names
from variorum.annotate.tag_model import Floats

TOWN = re.compile(r"[A-Z][A-Z.’' -]+[A-Z]\b")  # at the beginning of a dateline


def find_encoded_names(text: str, encoded: Encoded) -> list[Found]:
    """Return the names of an article in text order.

    One string has one kind, the likeliest in all its places together. Datelines, which the encoder
    does not read, are read by rule.
    """
    spans: list[tuple[int, int]] = []
    chances: list[Floats] = []
    datelines: list[Found] = []
    read = encoded.read
    for paragraph, words, scores in zip(read.paragraphs, read.words, encoded.names, strict=True):
        begin = words.starts[0] if words.starts else paragraph.end
        if text[paragraph.start : begin].strip():
            datelines += _read_dateline(text, paragraph.start, begin)
        for first, last, own in find_runs(scores):
            spans.append((words.starts[first], words.ends[last - 1]))
            chances.append(own)
    total: dict[str, Floats] = {}
    keys = [" ".join(text[start:end].split()).casefold() for start, end in spans]
    for key, own in zip(keys, chances, strict=True):
        total[key] = total[key] + own if key in total else own
    kinds = {key: KINDS[int(own.argmax())] for key, own in total.items()}
    found = [Found(*span, kinds[key]) for span, key in zip(spans, keys, strict=True)]
    return sorted([*datelines, *found])


def _read_dateline(text: str, start: int, end: int) -> list[Found]:
    town = TOWN.match(text, start, end)
    if town is None:
        return find_names(text, [(start, end)])
    return [Found(*town.span(), "place"), *find_names(text, [(town.end(), end)])]


def find_runs(scores: Floats) -> Iterator[tuple[int, int, Floats]]:
    """Yield the runs of words that are a name, `[first, last)`, with the chance of each kind.

    scores: words × `NAME_TAGS`, as log chances. A word is a name's if that is likelier than not;
    the chances are the means of the name's words.

    >>> scores = np.log(np.array([[0.9] + [0.0125] * 8, [0.1, 0.86] + [0.005] * 7]))
    >>> [(first, last) for first, last, chances in find_runs(scores)]
    [(1, 2)]
    """
    if not len(scores):
        return
    chances = np.exp(scores)
    inside = chances[:, 0] < 0.5
    begins = inside & (chances[:, 1::2].sum(1) > chances[:, 2::2].sum(1))
    begins[0] = inside[0]
    begins[1:] |= inside[1:] & ~inside[:-1]
    firsts = np.flatnonzero(begins)
    if not len(firsts):
        return
    kinds = chances[:, 1::2] + chances[:, 2::2]
    outside = np.append(np.flatnonzero(~inside), len(scores))
    lasts = np.minimum(
        np.append(firsts[1:], len(scores)), outside[np.searchsorted(outside, firsts)]
    )
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield first, last, kinds[first:last].mean(0)
