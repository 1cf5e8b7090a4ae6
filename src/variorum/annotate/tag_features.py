"""What the tagger of words is told of each word, as numbers: the word and its neighbours, their
parts of speech and clusters, the grammar of quotation marks, and the nearest words that often are
cues.

A feature is a template (`TEMPLATES`) with the numbers of what it speaks of packed into one key. The
features of all words of an article are made at once, column by column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from variorum.annotate.tag_vocabulary import (
    BORDER_WORDS,
    SHAPES,
    START,
    STATES,
    Lexicon,
    Vocabulary,
    normal_word,
)
from variorum.annotate.tagging import Words

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

REACH = 3  # words on either side of a paragraph that stand for its border
OUTSIDE, CLOSING = STATES["O"], STATES["E"]
# Classes of distances: 0, 1, 2, 3 and 4, ... and 21 or more.
DISTANCES = np.array([0, 1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7])

# How many bits the number of a column takes in a key, by the first letter of the column's name.
BITS = {"w": 18, "t": 10, "c": 10, "x": 14, "s": 4, "q": 4, "h": 1, "p": 1, "d": 12}
BITS |= {"b": 10, "a": 10, "o": 3, "l": 26, "r": 26, "L": 5, "R": 5}

# Templates and the columns whose numbers make a key; "w-1" is the word before, "w+1" that after.
TEMPLATES: dict[str, tuple[str, ...]] = {
    "w": ("w",),
    "wa": ("w-1",),
    "wb": ("w-2",),
    "wc": ("w-3",),
    "wd": ("w+1",),
    "we": ("w+2",),
    "wf": ("w+3",),
    "wg": ("w-1", "w"),
    "wh": ("w", "w+1"),
    "c": ("c",),
    "ca": ("c-1",),
    "cb": ("c-2",),
    "cd": ("c+1",),
    "ce": ("c+2",),
    "cg": ("c-1", "c"),
    "ch": ("c", "c+1"),
    "t": ("t",),
    "tc": ("t-3",),
    "tg": ("t-1", "t"),
    "th": ("t", "t+1"),
    "ti": ("t-1", "t", "t+1"),
    "tj": ("t-2", "t-1", "t"),
    "tk": ("t", "t+1", "t+2"),
    "wt": ("w", "t+1"),
    "tw": ("t-1", "w"),
    "x": ("x",),
    "s": ("s-1", "s", "s+1"),
    "q": ("q-1", "q", "q+1"),
    "qw": ("q", "w"),
    "qs": ("q-1", "q", "q+1", "s"),
    "qt": ("q", "t-1", "t"),
    "L": ("left",),
    "R": ("right",),
    "Lq": ("Left", "q", "t"),
    "Rq": ("Right", "q", "t"),
    "LR": ("Left", "Right", "has_quote", "q"),
    "o": ("opening", "w_first"),
    "H": ("place", "s"),
    "B": ("before",),
    "A": ("after",),
    "BA": ("before", "after"),
    "Bt": ("before", "t"),
    "At": ("after", "t"),
    "Bc": ("before", "c"),
    "D": ("description",),
    "Dq": ("description", "q"),
    "hw": ("headline", "w"),
    "ht": ("headline", "t-1", "t"),
}


def list_keys(paragraphs: Sequence[Words], vocabulary: Vocabulary) -> Numbers:
    """Return the keys of all words of an article (templates × words); below 0: it has none."""
    columns = _make_columns([words for words in paragraphs if words.texts], vocabulary)
    count = len(columns["w"])
    keys = np.empty((len(TEMPLATES), count), dtype=np.int64)
    for row, parts in zip(keys, TEMPLATES.values(), strict=True):
        row[:] = columns[parts[0]]
        for part in parts[1:]:
            np.left_shift(row, BITS[part[0]], out=row)
            np.bitwise_or(row, columns[part], out=row)
    return keys


NEIGHBOURS = frozenset(
    part for parts in TEMPLATES.values() for part in parts if len(part) in {1, 3} and part != "x"
)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where words stand: numbers of the first word of each one's paragraph and sentence, and of the
    first word after its sentence; `sentence` counts through the article.
    """

    paragraph: Numbers
    begin: Numbers
    end: Numbers
    sentence: Numbers


def _find_places(paragraphs: Sequence[Words], sizes: Numbers) -> _Places:
    count = int(sizes.sum())
    numbers = np.fromiter(chain.from_iterable(p.sentence for p in paragraphs), np.int64, count)
    firsts = np.cumsum(sizes) - sizes
    opens = np.ones(count, dtype=np.bool_)
    opens[1:] = numbers[1:] != numbers[:-1]
    opens[firsts] = True
    sentence = np.cumsum(opens) - 1
    starts = np.flatnonzero(opens)
    ends = np.append(starts[1:], count)
    return _Places(np.repeat(firsts, sizes), starts[sentence], ends[sentence], sentence)


def _make_columns(paragraphs: Sequence[Words], vocabulary: Vocabulary) -> dict[str, Numbers]:
    """Return the columns that the templates speak of."""
    sizes = np.array([len(words.texts) for words in paragraphs], dtype=np.int64)
    entries = list(chain.from_iterable(vocabulary.number_words(words) for words in paragraphs))
    table = np.array(entries, dtype=np.int64).reshape(-1, 7).T
    word, tag, cluster, shape, ending, strength, mark = table
    states = "".join(words.quote for words in paragraphs)
    quote = np.array([STATES[state] for state in states], dtype=np.int64)
    outside = quote == OUTSIDE
    first = np.array([words.is_first for words in paragraphs], dtype=np.bool_).repeat(sizes)
    places = _find_places(paragraphs, sizes)
    at = np.arange(len(word)) + REACH * (1 + 2 * np.arange(len(sizes)).repeat(sizes))
    columns = {"x": ending}
    borders = [vocabulary.words[name] for name in BORDER_WORDS]
    columns |= _beside("w", _pad(word, at, sizes, borders), at)
    for name, column, numbers in (
        ("t", tag, vocabulary.tags),
        ("c", cluster, vocabulary.clusters),
        ("s", shape, SHAPES),
        ("q", quote, STATES),
    ):
        borders = [numbers["<"]] * REACH + [numbers[">"]] * REACH
        columns |= _beside(name, _pad(column, at, sizes, borders), at)
    strength = np.where(outside, strength, 0)
    columns |= _near_cues(vocabulary, places, word, strength)
    columns |= _near_quotes(vocabulary, places, quote, mark)
    columns |= _sentence_facts(places, word, outside)
    columns["place"] = first.astype(np.int64)
    columns["headline"] = first.astype(np.int64) - 1
    columns["description"] = _describe_quotations(paragraphs, vocabulary)
    return columns


def _pad(column: Numbers, at: Numbers, sizes: Numbers, borders: Sequence[int]) -> Numbers:
    """Return a column with borders, half of them before and half after each paragraph."""
    padded = np.empty(len(column) + 2 * REACH * len(sizes), dtype=np.int64)
    padded[at] = column
    lasts = np.cumsum(sizes + 2 * REACH)
    firsts = lasts - sizes - 2 * REACH
    for number in range(REACH):
        padded[firsts + number] = borders[number]
        padded[lasts - REACH + number] = borders[REACH + number]
    return padded


def _beside(name: str, padded: Numbers, at: Numbers) -> dict[str, Numbers]:
    """Return the columns that templates name: "w", "w-1", "w+1", ..."""
    return {
        part: padded[at + int(part[len(name) :] or 0)] for part in NEIGHBOURS if part[0] == name
    }


def _bucket(distances: Numbers) -> Numbers:
    """Put distances, 0 or more, into classes 0 to 7."""
    return DISTANCES[np.minimum(distances, len(DISTANCES) - 1)]


def _last_before(flags: Flags) -> Numbers:
    """Return for each place the nearest flagged one before it, or -1."""
    found = np.full(len(flags), -1, dtype=np.int64)
    np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -1)[:-1], out=found[1:])
    return found


def _near_cues(
    vocabulary: Vocabulary, places: _Places, word: Numbers, strength: Numbers
) -> dict[str, Numbers]:
    """Tell of each word the nearest likely cue to the left and right in its sentence: strength,
    distance, the word, and the commas and "that" between; 0 if there is none.
    """
    comma, that = word == vocabulary.words[","], word == vocabulary.words["that"]
    columns = {}
    for side in ("left", "right"):
        turn = slice(None, None, -1 if side == "right" else 1)
        begin = places.begin if side == "left" else len(word) - places.end[turn]
        full, near = _nearest_cue(word[turn], strength[turn], comma[turn], that[turn], begin)
        columns[side], columns[side.capitalize()] = full[turn], near[turn]
    return columns


def _nearest_cue(
    word: Numbers, strength: Numbers, comma: Flags, that: Flags, begin: Numbers
) -> tuple[Numbers, Numbers]:
    """Tell of the nearest cue before each word; `begin`: the first word of each one's sentence.

    The first word of a sentence that may be one counts, others only if they often are.
    """
    count = len(word)
    likely = (strength >= 2) | ((strength > 0) & (_last_before(strength > 0) < begin))
    cue = _last_before(likely)
    has_cue = cue >= begin
    cue = np.where(has_cue, cue, 0)
    near = (strength[cue] << 3) | _bucket(np.arange(count) - cue)
    commas = np.cumsum(comma & ~likely)
    thats = np.cumsum(that & ~likely)
    between = np.arange(count) - 1
    full = (near << 2) | np.minimum(commas[between] - commas[cue], 2)
    full = (full << 1) | np.minimum(thats[between] - thats[cue], 1)
    full = (full << BITS["w"]) | word[cue]
    return np.where(has_cue, full, 0), np.where(has_cue, near, 0)


def _near_quotes(
    vocabulary: Vocabulary, places: _Places, quote: Numbers, mark: Numbers
) -> dict[str, Numbers]:
    """Tell of each word outside the quotation before and after it in its paragraph: how far, which
    mark is at its end or ahead of it, whether it is in another sentence; below 0 inside.
    """
    count = len(quote)
    inside = quote != OUTSIDE
    here = np.arange(count)
    opens = here == places.paragraph
    prior = np.where(opens, 0, np.append(mark[:1], mark[:-1]))
    ending = np.where((quote == CLOSING) & ~opens, prior, mark)
    ahead = np.where(opens, vocabulary.marks.get(START, 0), prior)
    last = _last_before(inside)
    has_last = last >= places.paragraph
    following = count - 1 - _last_before(inside[::-1])[::-1]
    has_next = following < count
    following = np.where(has_next, following, 0)
    has_next &= places.paragraph[following] == places.paragraph
    columns = {}
    for name, there, exists, marks in (
        ("before", last, has_last, ending),
        ("after", following, has_next, ahead),
    ):
        far = _bucket(np.abs(here - there)) << 7
        other = places.sentence[there] != places.sentence
        told = np.where(exists, far | (marks[there] << 1) | other, 0)
        columns[name] = np.where(inside, -1, told)
    return columns


def _sentence_facts(places: _Places, word: Numbers, outside: Flags) -> dict[str, Numbers]:
    """Tell of each word whether its sentence has a quotation, its place there, the first word."""
    quoted = np.bincount(places.sentence, weights=~outside) > 0
    return {
        "has_quote": quoted[places.sentence].astype(np.int64),
        "opening": _bucket(np.arange(len(word)) - places.begin),
        "w_first": word[places.begin],
    }


def _describe_quotations(paragraphs: Sequence[Words], vocabulary: Vocabulary) -> Numbers:
    """Number the description of each word's quotation; below 0 outside."""
    numbers: list[int] = []
    for words in paragraphs:
        if not words.regions:
            numbers += [-1] * len(words.texts)
            continue
        known = [
            vocabulary.descriptions.get(told, 0)
            for told in describe_quotations(words, vocabulary.lexicon)
        ]
        numbers += [known[number] if number >= 0 else -1 for number in words.region]
    return np.array(numbers, dtype=np.int64)


def describe_quotations(words: Words, lexicon: Lexicon) -> Iterator[str]:
    """Describe each quotation: its length, its first letter, what stands before, at its end, after.

    A word beside it is told by how often it is a cue ("k3").
    """
    for number in range(len(words.regions)):
        if number not in words.region:
            yield ""
            continue
        first = words.region.index(number)
        last = first + words.region.count(number) - 1
        size = last - first - 1
        length = 0 if size <= 1 else 1 if size <= 3 else 2 if size <= 7 else 3
        inner = words.texts[first + 1] if first < last else ""
        case = "C" if inner[:1].isupper() else "l"
        closing = words.texts[last - 1][0] if last > first else "-"
        closing = closing if not closing.isalnum() else "w"
        prior = _beside_quotation(words, first - 1, lexicon) if first else "^"
        following = "$"
        if last + 1 < len(words.texts):
            following = _beside_quotation(words, last + 1, lexicon)
        yield f"{length}{case}{prior}{closing}{following}"


def _beside_quotation(words: Words, at: int, lexicon: Lexicon) -> str:
    word = normal_word(words.texts[at], words.quote[at])
    if not word[0].isalnum():
        return word
    return "k" + (lexicon.cues.get(word, "") if words.quote[at] == "O" else "")
