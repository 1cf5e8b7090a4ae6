"""Under which terms an article is posted and looked up: by window of time where a term is common.

A term that more than COMMON articles have finds no pairs: else each new article would be judged
against more and more of them. But what is too common for a year need not be for a fortnight. So a
common term goes on finding articles of the same window of WINDOW days and of the windows beside it,
until more than COMMON articles of one window have it. A term counts for a pair if it is not common,
or if the windows of both touch and it is crowded in neither. As a corpus grows, terms only cease to
count: the order in which articles come makes no difference.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from variorum.group.candidates import choose_close
from variorum.group.likeness import find_days
from variorum.group.profiles import Floats, Ints, Profile

WINDOW = 16  # days: two events a fortnight apart are compared by what makes no month common
UNDATED = -(1 << 40)  # the window of articles without a date, which touches no other
MIXER = np.uint64(0x9E3779B97F4A7C15)
BESIDE = (0, -1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Common:
    """The terms that too many articles have, and those that too many of one window have, keyed.

    Both ascending.
    """

    terms: Ints
    crowded: Ints  # of `key_terms`


NOTHING = Common(np.empty(0, np.int64), np.empty(0, np.int64))


def find_window(day: float | None) -> int:
    """Return the window that a day is in; days count from 1970."""
    return UNDATED if day is None or math.isnan(day) else math.floor(day / WINDOW)


def key_terms(terms: Ints, window: int) -> Ints:
    """Return what terms are posted under within a window: hashes of both."""
    place = np.array([window], dtype=np.int64).view(np.uint64)
    mixed = terms.view(np.uint64) ^ (place * MIXER)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * MIXER
    keys: Ints = (mixed ^ (mixed >> np.uint64(29))).view(np.int64)
    return keys


def post_terms(profile: Profile, common: Common) -> tuple[Ints, Floats]:
    """Return the keys under which an article is found, each once, and what each weighs."""
    return _spread(profile, common, BESIDE[:1])


def look_up_terms(profile: Profile, common: Common) -> tuple[Ints, Floats]:
    """Return the keys under which it finds others, and what each weighs.

    Of the keys of one term an article is posted under one at most.
    """
    window = find_window(profile.day)
    return _spread(profile, common, BESIDE[:1] if window == UNDATED else BESIDE)


def _spread(profile: Profile, common: Common, beside: Iterable[int]) -> tuple[Ints, Floats]:
    terms = np.ascontiguousarray(profile.terms, dtype=np.int64)
    weights = profile.term_weights.astype(np.float64)
    many = _find(terms, common.terms)
    if not many.any():
        return terms, weights
    window = find_window(profile.day)
    here = many & ~_find(key_terms(terms, window), common.crowded)
    keys, heavy = [terms[~many]], [weights[~many]]
    for step in beside:
        keyed = key_terms(terms[here], window + step)
        kept = ~_find(keyed, common.crowded)
        keys.append(keyed[kept])
        heavy.append(weights[here][kept])
    return np.concatenate(keys), np.concatenate(heavy)


def _find(keys: Ints, known: Ints) -> npt.NDArray[np.bool_]:
    """Return which keys are among some that ascend."""
    if not len(known):
        return np.zeros(len(keys), dtype=np.bool_)
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: npt.NDArray[np.bool_] = known[at] == keys
    return found


def are_close(one: Profile, other: Profile, common: Common) -> bool:
    """Whether two articles share enough of the terms that count for them to be compared."""
    keys, weights = look_up_terms(one, common)
    posted, there = post_terms(other, common)
    _, mine, its = np.intersect1d(keys, posted, assume_unique=True, return_indices=True)
    close = choose_close(
        np.array([weights[mine] @ there[its]]),
        np.array([len(mine)]),
        np.abs(find_days([one]) - find_days([other])),
    )
    return bool(close.size)
