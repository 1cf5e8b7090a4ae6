"""What of an article counts when it is asked which others report its event.

Every article becomes a profile: weighed bags of its words (the title counted twice more), of its
capitalised words and pairs of them (names, streets, bodies), of its numbers, the days that it
names, and a sample of its runs of five words. A term weighs what its share of general news says
(`variorum.text.frequency`), never what the collection says: so two articles are as alike in a pile
of six as in one of sixty thousand, and stay so as the pile grows. Weights are whole numbers, so
that sums are exact and no order of adding changes them.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.group.told_days import find_told_days
from variorum.model import Article
from variorum.text.clock import read_interval
from variorum.text.frequency import (
    Hashes,
    hash_runs,
    hash_word,
    load_frequencies,
    look_up,
)
from variorum.text.normal import COMPARABLE, fold_word

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint32]  # sorted 32-bit hashes, each once
Weights = npt.NDArray[np.int16]
Days = npt.NDArray[np.int32]

READ_KINDS = frozenset({"standfirst", "body"})
READ_CHARACTERS = 6_000  # of an article: what follows is background more often than news
LEAD_CHARACTERS = 900  # in which an article says what it is about
OPENING = 250  # characters in which the first place that is named is the event's
CAPITALISED = re.compile(r"[A-Z][\w'’\-]+(?:[ \t]+[A-Z][\w'’\-]+)*")
OPENS_SENTENCE = re.compile(r"(?:^|[.!?:][”\"’')]?\s+|[“\"‘\n])$")
# A name after a word of place in a title or opening: where it happened, as far as form can tell.
PLACED = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Aa]t|[Oo]utside|[Aa]round|[Ff]rom|[Oo]ff)[ \t]+(?:[a-z]+[ \t]+){0,2}?"
    r"(?=[A-Z])(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|Spring|Summer|Autumn|Winter)[a-z]*\b)([A-Z][\w'’\-]+(?:[ \t]+[A-Z][\w'’\-]+)*)"
)
NUMBER = re.compile(r"\b\d+(?:[.,:\-]\d+)*\b")
GENERAL_DOCUMENTS = 4_000  # articles that general news is taken to be; none rarer than half of one
GENERAL_WORDS = 500  # of one of them
COMMONEST = 0.01  # nats: no term weighs less
UNIT = 1 << 14  # the length of a bag, in whole numbers
NAT = 1 << 10  # a nat, in whole numbers
LOOKED_UP = 48  # terms of an article, by which others are found
TELLING = 1.5  # how much more a term tells that stands in the title or lead
PAIRED, PLACE = 1, 2
RUN = 5  # words of a sampled run
SAMPLED = 4  # one run of so many is kept


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What of an article counts for likeness.

    `word_weights` has a column each for the whole text, the title and the lead, as parts of bags of
    length UNIT (0: not there); `name_weights` the same for the text and the lead, then what the
    name weighs in NATs, and a sum of PAIRED, if it is of two words, and PLACE, if it is where
    the article is about, as far as form can tell. `terms` are looked up, most telling first;
    `samples` are runs of words. `day` counts from 1970; None: no date. `told` are the days that the
    text names, as `told_days.find_told_days` returns them.
    """

    words: Keys
    word_weights: Weights
    names: Keys
    name_weights: Weights
    numbers: Keys
    number_weights: Weights
    samples: Keys
    terms: Ints
    term_weights: Weights
    day: float | None
    told: Days


def describe(article: Article) -> Profile:
    """Return the profile of an article: title, standfirst and body up to READ_CHARACTERS."""
    body = "\n".join(
        article.text[block.start : block.end]
        for block in article.blocks
        if block.kind in READ_KINDS
    )[:READ_CHARACTERS]
    titled, read = _read_words(article.title or ""), _read_words(body)
    words, title = Counter([*read, *titled, *titled]), Counter(titled)
    lead = Counter([*_read_words(body[:LEAD_CHARACTERS]), *titled])
    names, lead_names = _find_names(body)
    numbers = Counter(NUMBER.findall(body))
    word_hashes, word_nats = weigh_words(words)
    name_hashes, name_nats, paired = _weigh_names(names)
    number_hashes, number_nats = weigh_words(numbers)
    word_order, word_keys = _sort_keys(word_hashes)
    name_order, name_keys = _sort_keys(name_hashes)
    number_order, number_keys = _sort_keys(number_hashes)
    word_counts = [_count(bag, words) for bag in (words, title, lead)]
    name_counts = [_count(bag, names) for bag in (names, lead_names)]
    word_columns = [_weigh_bag(counts, word_nats) for counts in word_counts]
    name_columns = [_weigh_bag(counts, name_nats) for counts in name_counts]
    place = _find_place(article, body)
    placed = np.array([name in place for name in names], dtype=np.bool_)
    marks = paired * PAIRED + placed * PLACE
    name_columns += [np.round(name_nats * NAT).astype(np.int16), marks.astype(np.int16)]
    runs = hash_runs(_hash(read), RUN)
    telling = (
        _telling(word_counts[0], word_counts[-1], word_nats),
        _telling(name_counts[0], name_counts[1], name_nats)[paired],
    )
    terms, term_weights = _choose_terms(
        np.concatenate([word_hashes, name_hashes[paired]]), np.concatenate(telling)
    )
    day = _find_day(article)
    return Profile(
        words=word_keys,
        word_weights=np.column_stack(word_columns)[word_order],
        names=name_keys,
        name_weights=np.column_stack(name_columns)[name_order],
        numbers=number_keys,
        number_weights=_weigh_bag(_count(numbers, numbers), number_nats)[number_order],
        samples=np.unique(_shorten(runs[(runs >> np.uint64(40)) % np.uint64(SAMPLED) == 0])),
        terms=terms,
        term_weights=term_weights,
        day=day,
        told=np.array(find_told_days(body, day), dtype=np.int32),
    )


def _read_words(text: str) -> list[str]:
    return [key for key in map(fold_word, COMPARABLE.findall(text)) if key]


def _find_names(body: str) -> tuple[Counter[str], Counter[str]]:
    """Capitalised words and adjacent pairs of them, but for a lone word that opens a sentence.

    First those of the whole body, then those of its lead.
    """
    found: list[str] = []
    lead = 0
    for match in CAPITALISED.finditer(body):
        place = match.start()
        parts = list(map(fold_word, match[0].split()))
        found += map("{} {}".format, parts, parts[1:])
        opens = OPENS_SENTENCE.search(body, max(0, place - 3), place)
        found += parts[1:] if opens else parts
        if place < LEAD_CHARACTERS:
            lead = len(found)
    return Counter(found), Counter(found[:lead])


def _find_place(article: Article, body: str) -> frozenset[str]:
    """Return the place of the title, else of the dateline or opening, as `_find_names` has it."""
    found = PLACED.search(article.title or "")
    if found is None and article.dateline is not None:
        found = CAPITALISED.match(article.dateline.place or "")
    if found is None:
        found = PLACED.search(body, 0, OPENING)
    if found is None:
        return frozenset()
    parts = list(map(fold_word, found[found.lastindex or 0].split()))
    return frozenset([*parts, *map("{} {}".format, parts, parts[1:])])


def _find_day(article: Article) -> float | None:
    interval = read_interval(article.published) or read_interval(article.updated)
    if interval is None:
        return None
    middle = interval.earliest + (interval.latest - interval.earliest) / 2
    return middle.timestamp() / 86_400


def _hash(terms: Iterable[str]) -> Hashes:
    return np.array(list(map(hash_word, terms)), dtype=np.uint64)


def _shorten(hashes: Hashes) -> Keys:
    return (hashes & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _sort_keys(hashes: Hashes) -> tuple[Ints, Keys]:
    """Return the order of the short hashes and these in order; of equal ones the first only."""
    keys, order = np.unique(_shorten(hashes), return_index=True)
    return order, keys


def weigh_words(bag: Counter[str]) -> tuple[Hashes, Floats]:
    """Return the hash of each term of a bag and what it weighs, in nats."""
    hashes = _hash(bag)
    return hashes, _measure_rarity(look_up(load_frequencies(), 1, hashes))


def _weigh_names(bag: Counter[str]) -> tuple[Hashes, Floats, npt.NDArray[np.bool_]]:
    """Return hashes and weights as `weigh_words`, and which names are of two words."""
    parted = [name.partition(" ") for name in bag]
    halves = _hash(part for first, _, last in parted for part in (first, last or first))
    paired = np.array([bool(last) for _, _, last in parted], dtype=np.bool_)
    alone = look_up(load_frequencies(), 1, halves[::2])
    together = look_up(load_frequencies(), 2, halves)[1::2]
    return _hash(bag), _measure_rarity(np.where(paired, together, alone)), paired


def _measure_rarity(counts: npt.NDArray[np.float32]) -> Floats:
    """Return the inverse document frequency of terms that general news has so many times."""
    total = load_frequencies().total
    shares = -np.expm1(-counts.astype(np.float64) / total * GENERAL_WORDS)
    rarity = np.log((GENERAL_DOCUMENTS + 1) / (GENERAL_DOCUMENTS * shares + 0.5))
    return np.asarray(np.maximum(rarity, COMMONEST), dtype=np.float64)


def _count(bag: Counter[str], of: Counter[str]) -> Floats:
    """Return how often a bag has each of the terms `of` which it is a part."""
    found = bag.values() if bag is of else [bag.get(term, 0) for term in of]
    return np.array(list(found), dtype=np.float64)


def _weigh_bag(counts: Floats, nats: Floats) -> Weights:
    """Return the weights of counted terms in a bag of length UNIT."""
    weights = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0) * nats
    length = np.sqrt((weights * weights).sum())
    scaled = np.round(weights * (UNIT / length if length else 0))
    return np.maximum(scaled, counts > 0).astype(np.int16)


def _telling(counts: Floats, lead: Floats, nats: Floats) -> Floats:
    found: Floats = np.round((1 + np.log(counts)) * nats * np.where(lead > 0, TELLING, 1.0) * NAT)
    return found


def _choose_terms(hashes: Hashes, telling: Floats) -> tuple[Ints, Weights]:
    """Return the LOOKED_UP most telling terms and their weights in a bag of length UNIT."""
    order = np.lexsort((hashes, -telling))[:LOOKED_UP]
    chosen = telling[order]
    length = np.sqrt((chosen * chosen).sum())
    weights = np.round(chosen * (UNIT / length if length else 0)).astype(np.int16)
    return hashes[order].view(np.int64), weights
