"""Which articles are near a new one: its telling terms, posted; its pairs, judged.

What `variorum.group.stream.StoryStream` holds in memory is kept in tables here, so that an article
costs what its own neighbours cost, however many others there are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from variorum.archive import tables as t
from variorum.group.candidates import LIKENESS, choose_close
from variorum.group.likeness import UNIT, Profile, find_days, measure_pairs
from variorum.group.stories import judge
from variorum.group.stream import (
    COMMON,
    HEAD,
    KEPT,
    MIN_SHARED,
    lookup_terms,
    pack_profile,
    still_close,
    unpack_profile,
)

BATCH = 5_000  # values bound in one query


def chunked(values: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    """Yield the values, so many at a time."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


@dataclass(frozen=True, slots=True, eq=False)
class Posting:
    """The articles that hold a telling term, and how much it weighs in each."""

    articles: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.int16]

    def add(self, article: int, weight: int) -> Self:
        """Return it with one more article."""
        return type(self)(
            np.append(self.articles, np.uint32(article)), np.append(self.weights, np.int16(weight))
        )

    def leave_out(self, article: int) -> Self:
        """Return it without an article."""
        kept = self.articles != article
        return type(self)(self.articles[kept], self.weights[kept])


NOBODY = Posting(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int16))


def pack_posting(articles: npt.ArrayLike, weights: npt.ArrayLike) -> bytes:
    """Return a posting as it is stored: 4 bytes for each article, then 2 for each weight."""
    return np.asarray(articles, dtype="<u4").tobytes() + np.asarray(weights, dtype="<i2").tobytes()


def unpack_posting(data: bytes) -> Posting:
    """Return what was packed."""
    count = len(data) // 6
    return Posting(
        np.frombuffer(data, dtype="<u4", count=count),
        np.frombuffer(data, dtype="<i2", count=count, offset=4 * count),
    )


def read_day(packed: bytes) -> float:
    """Return the day of a packed profile, which ends its head; nan: it has none."""
    return float(HEAD.unpack_from(packed)[-1])


class Neighbours:
    """The profiles, postings and pairs of an archive within one transaction that writes."""

    def __init__(self, connection: Connection, common: int = COMMON) -> None:
        self.connection = connection
        self._common = common  # see `variorum.group.candidates.COMMON`
        self._profiles: dict[int, Profile] = {}
        self._packed: dict[int, bytes] = {}  # profiles that nobody asked for yet
        self._days: dict[int, float] = {}  # of both; nan: not known
        self._postings: dict[int, Posting | None] = {}  # None: too many articles
        self._changed: set[int] = set()

    def forget(self, article: int) -> set[int]:
        """Take an article out, whose text is another now; return those that were near it."""
        found = self._load_profiles([article])
        if not found:
            return set()
        terms = lookup_terms(found[0])
        self._load_postings(terms)
        for term in terms:
            posted = self._postings[term]
            if posted is not None:
                self._postings[term] = posted.leave_out(article)
                self._changed.add(term)
        near = {other for one, other, _ in self.pairs_of([article])}
        near |= {one for one, other, _ in self.pairs_of([article])}
        mine = (t.pairs.c.one == article) | (t.pairs.c.other == article)
        self.connection.execute(delete(t.pairs).where(mine))
        self.connection.execute(delete(t.profiles).where(t.profiles.c.article == article))
        for known in (self._profiles, self._packed, self._days):
            known.pop(article, None)
        return near - {article}

    def take_in(self, profiles: Mapping[int, Profile]) -> set[int]:
        """Judge and post new articles, one after the other; return all that it touches."""
        self._load_postings({term for one in profiles.values() for term in lookup_terms(one)})
        touched = set(profiles)
        pairs: list[dict[str, object]] = []
        grown: set[int] = set()
        for article, profile in profiles.items():
            for other, chance in self._judge(profile):
                one, another = sorted((article, other))
                pairs.append({"one": one, "other": another, "chance": chance})
            self._profiles[article] = profile
            self._days[article] = np.nan if profile.day is None else profile.day
            grown |= self._post(article, profile)
        if profiles:
            self.connection.execute(
                insert(t.profiles),
                [{"article": key, "data": pack_profile(one)} for key, one in profiles.items()],
            )
        if pairs:
            self.connection.execute(insert(t.pairs), pairs)
        self._keep_postings()
        return touched | self._forget_pairs(grown)

    def pairs_of(self, articles: Collection[int]) -> list[tuple[int, int, float]]:
        """Return the judged pairs that any of the articles is in: one, other, chance."""
        found: dict[tuple[int, int], float] = {}
        for part in chunked(articles):
            for column in (t.pairs.c.one, t.pairs.c.other):
                query = select(t.pairs).where(column.in_(part))
                for row in self.connection.execute(query):
                    found[row.one, row.other] = row.chance
        return [(one, other, chance) for (one, other), chance in found.items()]

    def _judge(self, profile: Profile) -> list[tuple[int, float]]:
        """Return the articles posted so far that may be of its event, with their chances."""
        close = self._find_close(profile)
        chances = judge(measure_pairs(profile, self._load_profiles(close))).tolist()
        return [(key, chance) for key, chance in zip(close, chances, strict=True) if chance >= KEPT]

    def _find_close(self, profile: Profile) -> list[int]:
        """Return the articles worth comparing: those of `variorum.group.candidates.find_close`.

        Only those that share enough are asked for their days, of all that share a term.
        """
        weights = profile.term_weights.astype(np.int64)
        posted = [
            (here, found)
            for here, term in zip(weights, lookup_terms(profile), strict=True)
            if (found := self._postings[term]) is not None and len(found.articles)
        ]
        if not posted:
            return []
        keys, place, shared = np.unique(
            np.concatenate([found.articles for _, found in posted]),
            return_inverse=True,
            return_counts=True,
        )
        products = np.concatenate([here * found.weights for here, found in posted])
        sums = np.bincount(place, weights=products, minlength=len(keys))
        near = np.flatnonzero((shared >= MIN_SHARED) & (sums >= LIKENESS * UNIT**2))
        apart = np.abs(self._find_days(keys[near].tolist()) - find_days([profile]))
        close: list[int] = keys[near][choose_close(sums[near], shared[near], apart)].tolist()
        return close

    def _find_days(self, articles: Sequence[int]) -> npt.NDArray[np.float64]:
        """Return the days of articles, nan for those without one; their profiles stay packed."""
        self._load_packed(articles)
        return np.array([self._days[key] for key in articles], dtype=np.float64)

    def _post(self, article: int, profile: Profile) -> set[int]:
        """Post an article under its terms; return those of terms that have become common."""
        grown: set[int] = set()
        for term, weight in zip(lookup_terms(profile), profile.term_weights.tolist(), strict=True):
            posted = self._postings[term]
            if posted is None:
                continue
            self._changed.add(term)
            longer = posted.add(article, weight)
            if len(longer.articles) > self._common:
                grown.update(longer.articles.tolist())
                self._postings[term] = None
            else:
                self._postings[term] = longer
        return grown

    def _forget_pairs(self, grown: set[int]) -> set[int]:
        """Delete the pairs that terms found which find nothing any more; return their articles."""
        if not grown:
            return set()
        pairs = [
            (one, other)
            for one, other, _ in self.pairs_of(grown)
            if one in grown and other in grown
        ]
        keys = sorted({key for pair in pairs for key in pair})
        profiles = self._load_profiles(keys)
        self._load_postings({term for one in profiles for term in lookup_terms(one)})
        common = {term for term, posted in self._postings.items() if posted is None}
        place = {key: number for number, key in enumerate(keys)}
        left, right = (np.array([place[pair[n]] for pair in pairs], np.int64) for n in (0, 1))
        still = still_close(profiles, left, right, common)
        gone = [
            {"a": one, "b": other}
            for (one, other), stays in zip(pairs, still.tolist(), strict=True)
            if not stays
        ]
        if gone:
            this = (t.pairs.c.one == bindparam("a")) & (t.pairs.c.other == bindparam("b"))
            self.connection.execute(delete(t.pairs).where(this), gone)
        return {key for pair in gone for key in pair.values()}

    def _load_profiles(self, articles: Sequence[int]) -> list[Profile]:
        """Return the profiles of articles, in their order, but for those that have none."""
        self._load_packed(articles)
        for key in articles:
            packed = self._packed.pop(key, None)
            if packed is not None:
                self._profiles[key] = unpack_profile(packed)
        return [self._profiles[key] for key in articles if key in self._profiles]

    def _load_packed(self, articles: Sequence[int]) -> None:
        missing = [key for key in articles if key not in self._days]
        for part in chunked(missing):
            query = select(t.profiles).where(t.profiles.c.article.in_(part))
            for row in self.connection.execute(query):
                self._packed[row.article] = row.data
                self._days[row.article] = read_day(row.data)

    def _load_postings(self, terms: Iterable[int]) -> None:
        missing = [term for term in dict.fromkeys(terms) if term not in self._postings]
        for part in chunked(missing):
            query = select(t.postings).where(t.postings.c.term.in_(part))
            for row in self.connection.execute(query):
                packed = row.articles
                self._postings[row.term] = None if packed is None else unpack_posting(packed)
        for term in missing:
            self._postings.setdefault(term, NOBODY)

    def _keep_postings(self) -> None:
        rows = []
        for term in sorted(self._changed):
            posted = self._postings[term]
            data = None if posted is None else pack_posting(posted.articles, posted.weights)
            rows.append({"term": term, "articles": data})
        if self.connection.dialect.name == "postgresql":
            for first in range(0, len(rows), BATCH):  # each part in one question to the server
                self.connection.execute(_keep_in(postgresql, rows[first : first + BATCH]))
        elif rows:
            self.connection.execute(_keep_in(sqlite), rows)
        self._changed = set()


def _keep_in(kind: Any, rows: Sequence[Mapping[str, object]] = ()) -> Any:  # noqa: ANN401 - dialects
    """Return the statement that puts postings in the place of those before them."""
    added = kind.insert(t.postings)
    added = added.values(rows) if rows else added
    return added.on_conflict_do_update(
        index_elements=["term"], set_={"articles": added.excluded.articles}
    )
