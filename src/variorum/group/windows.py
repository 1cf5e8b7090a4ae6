"""Under which keys an article is posted and looked up: by window of time where a term is common.

Were a term that many articles have to find them all, each new article would be judged against more
and more of them. But what is too common for a year need not be for a fortnight. So a key under
which more than COMMON articles (`variorum.group.candidates`) are posted is *full*. A term that is
full finds articles of the same window of WINDOW days and of the windows beside it alone: it is
posted under a key for each window, which may be full, too. A term counts for a pair if it is not
full, or if the windows of both touch and its key is full in neither. As articles are added, terms
only cease to count: the order in which articles come makes no difference.

`full` is always ascending, and holds terms and keys of windows alike, which are all hashes.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from variorum.group.library import find_days
from variorum.group.profiles import Floats, Ints, Profile, Weights

WINDOW = 16  # days: two events a fortnight apart are compared by what makes no month common
UNDATED = -(1 << 40)  # the window of articles without a date, which touches no other
MIXER = np.uint64(0x9E3779B97F4A7C15)
BESIDE = (0, -1, 1)
NOTHING: Ints = np.empty(0, dtype=np.int64)  # is full


def find_windows(days: Floats) -> Ints:
    """Return the windows that days are in; days count from 1970, nan: not known."""
    placed = np.floor(days / WINDOW)
    windows: Ints = np.where(np.isnan(placed), UNDATED, placed).astype(np.int64)
    return windows


def key_terms(terms: Ints, windows: Ints) -> Ints:
    """Return what each term is posted under within its window: hashes of both."""
    mixed = terms.view(np.uint64) ^ (windows.view(np.uint64) * MIXER)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * MIXER
    keys: Ints = (mixed ^ (mixed >> np.uint64(29))).view(np.int64)
    return keys


def contains(keys: Ints, some: Ints) -> npt.NDArray[np.bool_]:
    """Return which of some are among keys that ascend."""
    if not len(keys):
        return np.zeros(len(some), dtype=np.bool_)
    at = np.minimum(np.searchsorted(keys, some), len(keys) - 1)
    found: npt.NDArray[np.bool_] = keys[at] == some
    return found


def post(terms: Ints, windows: Ints, full: Ints) -> tuple[Ints, Ints]:
    """Return the keys under which articles are found, and the number of the term of each.

    terms: of any articles, with the window of each. The numbers ascend; a term has one key at most.
    """
    return _spread(terms, windows, full, BESIDE[:1])


def look_up(terms: Ints, windows: Ints, full: Ints) -> tuple[Ints, Ints]:
    """Return the keys under which articles find others, and the number of the term of each.

    As `post`; of the keys of one term an article is posted under one at most.
    """
    return _spread(terms, windows, full, BESIDE)


def _spread(terms: Ints, windows: Ints, full: Ints, beside: Sequence[int]) -> tuple[Ints, Ints]:
    many = contains(full, terms)
    numbers = np.arange(len(terms))
    if not many.any():
        return terms, numbers
    here = np.flatnonzero(many)
    here = here[~contains(full, key_terms(terms[here], windows[here]))]
    keys, owners = [terms[~many]], [numbers[~many]]
    for step in beside:
        near = here[windows[here] != UNDATED] if step else here
        keyed = key_terms(terms[near], windows[near] + step)
        kept = ~contains(full, keyed)
        keys.append(keyed[kept])
        owners.append(near[kept])
    found, owned = np.concatenate(keys), np.concatenate(owners)
    order = np.argsort(owned, kind="stable")
    return found[order], owned[order]


def post_terms(profile: Profile, full: Ints) -> tuple[Ints, Weights]:
    """Return the keys under which an article is found, each once, and what each weighs."""
    keys, numbers = post(*list_terms([profile])[:2], full)
    return keys, profile.term_weights[numbers]


def look_up_terms(profile: Profile, full: Ints) -> tuple[Ints, Weights]:
    """Return the keys under which an article finds others, and what each weighs."""
    keys, numbers = look_up(*list_terms([profile])[:2], full)
    return keys, profile.term_weights[numbers]


def list_terms(profiles: Sequence[Profile]) -> tuple[Ints, Ints, Ints]:
    """Return the terms of articles, the window of each term, and the number of its article."""
    owners = np.repeat(np.arange(len(profiles)), [len(one.terms) for one in profiles])
    terms = np.concatenate([NOTHING, *(one.terms for one in profiles)])
    return terms, find_windows(find_days(profiles))[owners], owners


def find_full(profiles: Sequence[Profile], most: int) -> Ints:
    """Return the keys under which more than `most` of the articles are posted."""
    terms, windows, _ = list_terms(profiles)
    full = _find_often(terms, most)
    if not len(full):
        return full
    many = contains(full, terms)
    return np.union1d(full, _find_often(key_terms(terms[many], windows[many]), most))


def _find_often(keys: Ints, most: int) -> Ints:
    different, counts = np.unique(keys, return_counts=True)
    return different[counts > most]
