"""Which articles are near a new one: its telling terms, posted; its pairs, judged.

What `variorum.group.stream.StoryStream` holds in memory is kept in tables here, so that an article
costs what its own neighbours cost, however many others there are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from variorum.archive import tables as t
from variorum.group.likeness import Profile
from variorum.group.stream import (
    COMMON,
    KEPT,
    MIN_SHARED,
    judge_pairs,
    lookup_terms,
    pack_profile,
    still_candidates,
    unpack_profile,
)

BATCH = 5_000  # values bound in one query


def chunked(values: Iterable[int], size: int = BATCH) -> Iterator[list[int]]:
    """Yield the values, so many at a time."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


class Neighbours:
    """The profiles, postings and pairs of an archive within one transaction that writes."""

    def __init__(self, connection: Connection, common: int = COMMON) -> None:
        self._connection = connection
        self._common = common  # see `variorum.group.candidates.COMMON`
        self._profiles: dict[int, Profile] = {}
        self._postings: dict[int, np.ndarray[Any, np.dtype[np.uint32]] | None] = {}
        self._stored: set[int] = set()  # terms that have a row
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
                self._postings[term] = posted[posted != article]
                self._changed.add(term)
        near = {other for one, other, _ in self.pairs_of([article])}
        near |= {one for one, other, _ in self.pairs_of([article])}
        mine = (t.pairs.c.one == article) | (t.pairs.c.other == article)
        self._connection.execute(delete(t.pairs).where(mine))
        self._connection.execute(delete(t.profiles).where(t.profiles.c.article == article))
        self._profiles.pop(article, None)
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
            grown |= self._post(article, profile)
        if profiles:
            self._connection.execute(
                insert(t.profiles),
                [{"article": key, "data": pack_profile(one)} for key, one in profiles.items()],
            )
        if pairs:
            self._connection.execute(insert(t.pairs), pairs)
        self._keep_postings()
        return touched | self._forget_pairs(grown)

    def pairs_of(self, articles: Collection[int]) -> list[tuple[int, int, float]]:
        """Return the judged pairs that any of the articles is in: one, other, chance."""
        found: dict[tuple[int, int], float] = {}
        for part in chunked(articles):
            for column in (t.pairs.c.one, t.pairs.c.other):
                query = select(t.pairs).where(column.in_(part))
                for row in self._connection.execute(query):
                    found[row.one, row.other] = row.chance
        return [(one, other, chance) for (one, other), chance in found.items()]

    def _judge(self, profile: Profile) -> list[tuple[int, float]]:
        """Return the articles posted so far that may be of its event, with their chances."""
        found = {term: self._postings[term] for term in lookup_terms(profile)}
        posted = [articles for articles in found.values() if articles is not None]
        common = {term for term, articles in found.items() if articles is None}
        if not posted:
            return []
        keys, shared = np.unique(np.concatenate(posted), return_counts=True)
        others = [int(key) for key in keys[shared >= MIN_SHARED]]
        chances = judge_pairs(profile, self._load_profiles(others), common)
        return [
            (key, chance) for key, chance in zip(others, chances, strict=True) if chance >= KEPT
        ]

    def _post(self, article: int, profile: Profile) -> set[int]:
        """Post an article under its terms; return those of terms that have become common."""
        grown: set[int] = set()
        for term in lookup_terms(profile):
            posted = self._postings[term]
            if posted is None:
                continue
            self._changed.add(term)
            longer = np.append(posted, np.uint32(article))
            if len(longer) > self._common:
                grown.update(longer.tolist())
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
        profiles = dict(zip(keys, self._load_profiles(keys), strict=True))
        self._load_postings({term for one in profiles.values() for term in lookup_terms(one)})
        common = {term for term, posted in self._postings.items() if posted is None}
        gone = [
            {"a": one, "b": other}
            for one, other in pairs
            if not still_candidates(profiles[one], profiles[other], common)
        ]
        if gone:
            this = (t.pairs.c.one == bindparam("a")) & (t.pairs.c.other == bindparam("b"))
            self._connection.execute(delete(t.pairs).where(this), gone)
        return {key for pair in gone for key in pair.values()}

    def _load_profiles(self, articles: Sequence[int]) -> list[Profile]:
        """Return the profiles of articles, in their order, but for those that have none."""
        missing = [key for key in articles if key not in self._profiles]
        for part in chunked(missing):
            query = select(t.profiles).where(t.profiles.c.article.in_(part))
            for row in self._connection.execute(query):
                self._profiles[row.article] = unpack_profile(row.data)
        return [self._profiles[key] for key in articles if key in self._profiles]

    def _load_postings(self, terms: Iterable[int]) -> None:
        missing = [term for term in dict.fromkeys(terms) if term not in self._postings]
        for part in chunked(missing):
            query = select(t.postings).where(t.postings.c.term.in_(part))
            for row in self._connection.execute(query):
                self._stored.add(row.term)
                self._postings[row.term] = (
                    None if row.articles is None else np.frombuffer(row.articles, dtype="<u4")
                )
        for term in missing:
            self._postings.setdefault(term, np.zeros(0, dtype=np.uint32))

    def _keep_postings(self) -> None:
        rows = []
        for term in sorted(self._changed):
            posted = self._postings[term]
            data = None if posted is None else posted.astype("<u4").tobytes()
            rows.append({"at": term, "data": data})
        old = [row for row in rows if row["at"] in self._stored]
        new = [row for row in rows if row["at"] not in self._stored]
        if old:
            change = update(t.postings).where(t.postings.c.term == bindparam("at"))
            self._connection.execute(change.values(articles=bindparam("data")), old)
        if new:
            self._connection.execute(
                insert(t.postings).values(term=bindparam("at"), articles=bindparam("data")), new
            )
        self._stored |= self._changed
        self._changed = set()
