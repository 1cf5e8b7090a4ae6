"""Which articles are near a new one: its telling terms, posted; its pairs, judged.

What `variorum.group.stream.StoryStream` holds in memory is kept in tables here, so that an article
costs what its own neighbours cost, however many others there are.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from variorum.archive import tables as t
from variorum.group.candidates import LIKENESS, MIN_SHARED, choose_close, find_parted
from variorum.group.library import find_days
from variorum.group.likeness import measure_pairs
from variorum.group.linkage import KEPT
from variorum.group.postings import Posting, Postings
from variorum.group.profiles import UNIT, Profile
from variorum.group.stories import judge
from variorum.group.stream import COMMON, pack_profile, read_day, unpack_profile
from variorum.group.windows import list_terms, look_up

BATCH = 5_000  # values bound in one query


def chunked(values: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    """Yield the values, so many at a time."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def pack_posting(articles: npt.ArrayLike, weights: npt.ArrayLike) -> bytes:
    """Return a posting as it is stored: 4 bytes for each article, then 2 for each weight."""
    return np.asarray(articles, dtype="<u4").tobytes() + np.asarray(weights, dtype="<i2").tobytes()


def unpack_posting(data: bytes) -> Posting:
    """Return what was packed."""
    count = len(data) // 6
    articles = np.frombuffer(data, dtype="<u4", count=count).astype(np.uint32)
    weights = np.frombuffer(data, dtype="<i2", count=count, offset=4 * count).astype(np.int16)
    return array("I", articles.tobytes()), array("h", weights.tobytes())


class Neighbours:
    """The profiles, postings and pairs of an archive within one transaction that writes."""

    def __init__(self, connection: Connection, common: int = COMMON) -> None:
        self.connection = connection
        self._profiles: dict[int, Profile] = {}
        self._packed: dict[int, bytes] = {}  # profiles that nobody asked for yet
        self._days: dict[int, float] = {}  # of both; nan: not known
        self._postings = Postings(common, self._find_days)
        self._loaded: set[int] = set()  # keys
        self._changed: set[int] = set()

    def forget(self, article: int) -> set[int]:
        """Take an article out, whose text is another now; return those that were near it."""
        found = self._load_profiles([article])
        if not found:
            return set()
        self._load_postings(found)
        self._changed |= self._postings.leave_out(article, found[0])
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
        self._load_postings(list(profiles.values()))
        touched = set(profiles)
        pairs: list[dict[str, object]] = []
        doubted: set[int] = set()
        for article, profile in profiles.items():
            for other, chance in self._judge(profile):
                one, another = sorted((article, other))
                pairs.append({"one": one, "other": another, "chance": chance})
            self._profiles[article] = profile
            self._days[article] = np.nan if profile.day is None else profile.day
            done = self._postings.post(article, profile)
            self._changed |= done.changed
            doubted |= done.doubted
        if profiles:
            self.connection.execute(
                insert(t.profiles),
                [{"article": key, "data": pack_profile(one)} for key, one in profiles.items()],
            )
        if pairs:
            self.connection.execute(insert(t.pairs), pairs)
        self._keep_postings()
        return touched | self._forget_pairs(doubted)

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
        numbers, products = self._postings.gather(profile)
        keys, place, shared = np.unique(numbers, return_inverse=True, return_counts=True)
        sums = np.bincount(place, weights=products, minlength=len(keys))
        near = np.flatnonzero((shared >= MIN_SHARED) & (sums >= LIKENESS * UNIT**2))
        apart = np.abs(self._find_days(keys[near].tolist()) - find_days([profile]))
        close: list[int] = keys[near][choose_close(sums[near], shared[near], apart)].tolist()
        return close

    def _find_days(self, articles: Sequence[int]) -> npt.NDArray[np.float64]:
        """Return the days of articles, nan for those without one; their profiles stay packed."""
        self._load_packed(articles)
        return np.array([self._days[key] for key in articles], dtype=np.float64)

    def _forget_pairs(self, doubted: set[int]) -> set[int]:
        """Delete the pairs that terms found which are full by now; return their articles."""
        pairs = [
            (one, other)
            for one, other, _ in self.pairs_of(doubted)
            if one in doubted and other in doubted
        ]
        keys = sorted({key for pair in pairs for key in pair})
        profiles = dict(zip(keys, self._load_profiles(keys), strict=True))
        self._load_postings(profiles.values(), held=False)
        gone = [
            {"a": one, "b": other}
            for one, other in find_parted(pairs, profiles, self._postings.full)
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

    def _load_postings(self, profiles: Iterable[Profile], *, held: bool = True) -> None:
        """Load what articles are posted under or find others by; not `held`: what is full alone."""
        terms, windows, _ = list_terms(list(profiles))
        for _ in range(2):  # first the terms, then the windows of those that are full
            keys = np.unique(look_up(terms, windows, self._postings.full)[0]).tolist()
            missing = [key for key in keys if key not in self._loaded]
            full = []
            for part in chunked(missing):
                query = select(t.postings).where(t.postings.c.term.in_(part))
                if not held:
                    query = query.where(t.postings.c.articles.is_(None))
                for row in self.connection.execute(query):
                    if row.articles is None:
                        full.append(row.term)
                    else:
                        self._postings.held[row.term] = unpack_posting(row.articles)
            if held:
                self._loaded.update(missing)
            self._postings.fill(full)

    def _keep_postings(self) -> None:
        rows = []
        for key in sorted(self._changed):
            posted = self._postings.held.get(key)
            rows.append(
                {"term": key, "articles": None if posted is None else pack_posting(*posted)}
            )
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
