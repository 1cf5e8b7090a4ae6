"""Which articles are posted under which key, as articles come one after another.

See `variorum.group.windows` for the keys. A term that is full is parted by windows, from then on;
what the pairs of its articles had found by it alone is to be forgotten, as if it had never been
found: `Posted.doubted`.
"""

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.group.profiles import Floats, Ints, Profile
from variorum.group.windows import (
    BESIDE,
    NOTHING,
    UNDATED,
    find_windows,
    key_terms,
    list_terms,
    look_up_terms,
    post,
    post_terms,
)

Posting = tuple["array[int]", "array[int]"]  # articles (uint32), and what a key weighs in each
Days = Callable[[Sequence[int]], Floats]  # the days of articles; nan: not known
Articles = npt.NDArray[np.uint32]
NONE: Articles = np.zeros(0, dtype=np.uint32)
NOBODY: Posting = (array("I"), array("h"))


class Posted(NamedTuple):
    """What posting an article did: the keys that changed, the articles with a term now full."""

    changed: set[int]
    doubted: set[int]


class Postings:
    """Articles, by number, under the keys that they have; those that are full hold none."""

    def __init__(self, most: int, find_days: Days) -> None:
        """`most`: articles under a key, more make it full; `find_days`: of those posted."""
        self.held: dict[int, Posting] = {}
        self.full: Ints = NOTHING
        self._most = most
        self._find_days = find_days

    def look_up(self, profile: Profile) -> Iterator[tuple[int, Posting]]:
        """Yield what each key that an article finds others by weighs in it, and its posting."""
        keys, weights = look_up_terms(profile, self.full)
        for key, weight in zip(keys.tolist(), weights.tolist(), strict=True):
            if key in self.held:
                yield weight, self.held[key]

    def gather(self, profile: Profile) -> tuple[Articles, Floats]:
        """Return the articles found, once for each key, and the products of its two weights."""
        posted = list(self.look_up(profile))
        numbers = [np.frombuffer(articles, dtype=np.uint32) for _, (articles, _) in posted]
        products = [
            np.frombuffer(weights, dtype=np.int16) * float(weight)
            for weight, (_, weights) in posted
        ]
        return np.concatenate([NONE, *numbers]), np.concatenate([np.zeros(0), *products])

    def post(self, number: int, profile: Profile) -> Posted:
        """Post an article, whose day can be found by now."""
        done = Posted(set(), set())
        terms, windows, _ = list_terms([profile])
        keys, numbers = post(terms, windows, self.full)
        weights = profile.term_weights[numbers].tolist()
        for key, term, weight in zip(keys.tolist(), terms[numbers].tolist(), weights, strict=True):
            done.changed.add(key)
            if self._append(key, number, weight):
                if key == term:
                    self._part(term, done)
                else:
                    self._close(term, int(windows[0]), done)
        return done

    def leave_out(self, number: int, profile: Profile) -> set[int]:
        """Take an article out; return the keys that changed."""
        changed = {key for key in post_terms(profile, self.full)[0].tolist() if key in self.held}
        for key in changed:
            articles, weights = self.held[key]
            if number in articles:
                place = articles.index(number)
                del articles[place], weights[place]
        return changed

    def fill(self, keys: Collection[int]) -> None:
        """Let nothing be posted under some keys from now on."""
        if not keys:
            return
        self.full = np.union1d(self.full, np.array(sorted(keys), dtype=np.int64))
        for key in keys:
            self.held.pop(key, None)

    def _append(self, key: int, number: int, weight: int) -> bool:
        """Post an article under a key; return whether these are too many now."""
        articles, weights = self.held.setdefault(key, (array("I"), array("h")))
        articles.append(number)
        weights.append(weight)
        return len(articles) > self._most

    def _part(self, term: int, done: Posted) -> None:
        """Post the articles of a term that is full from now on by windows."""
        articles, weights = self.held.pop(term)
        self.fill({term})
        done.doubted.update(articles)
        windows = find_windows(self._find_days(articles))
        keys = key_terms(np.full(len(windows), term), windows).tolist()
        done.changed.update(keys)
        full = {
            key
            for key, number, weight in zip(keys, articles, weights, strict=True)
            if self._append(key, number, weight)
        }
        self.fill(full)

    def _close(self, term: int, window: int, done: Posted) -> None:
        """Let a term find nothing from now on in a window."""
        steps = BESIDE[:1] if window == UNDATED else BESIDE
        windows = np.array(steps, dtype=np.int64) + window
        here, *_ = keys = key_terms(np.full(len(steps), term), windows).tolist()
        for key in keys:
            done.doubted.update(self.held.get(key, NOBODY)[0])
        self.fill({here})
