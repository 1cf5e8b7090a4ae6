"""Stories of articles that come one after another: the same as of all of them at once.

Whatever keeps the articles needs five things of here. For each article: its profile, stored as
bytes, and the keys that it is posted under (`variorum.group.postings`). For a new one: the others
that share MIN_SHARED terms with it, how likely each reports its event, and the stories of the
component that it falls into. `StoryStream` does this in memory.

When more than COMMON articles have a term, the pairs of its articles that share too little else are
forgotten (`find_parted`), as if they had never been found. So the order of coming does not count.
"""

import math
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from variorum.group.candidates import (
    COMMON,
    MIN_SHARED,
    choose_close,
    find_parted,
    lookup_terms,
    still_candidates,
)
from variorum.group.likeness import measure_pairs
from variorum.group.linkage import (
    KEPT,
    LARGE,
    LEVELS,
    link_block,
    link_component,
)
from variorum.group.postings import Postings
from variorum.group.profiles import Floats, Profile, describe
from variorum.group.stories import find_pairs, judge, judge_pairs
from variorum.model import Article

__all__ = [
    "COMMON",
    "KEPT",
    "MIN_SHARED",
    "PACKING",
    "StoryStream",
    "describe",
    "find_parted",
    "judge_pairs",
    "link_component",
    "lookup_terms",
    "pack_profile",
    "read_day",
    "still_candidates",
    "unpack_profile",
]

PACKING = 2  # grows when profiles change
READABLE = (1, 2)  # a profile of version 1 tells no days
HEAD = struct.Struct("<BBxxIIIIId")  # version; how many days told, terms, words, names, numbers,
# samples; day
WORD_COLUMNS, NAME_COLUMNS = 3, 4


def pack_profile(profile: Profile) -> bytes:
    """Return a profile as bytes, about 10 for a different word: see `unpack_profile`."""
    bags = (profile.terms, profile.words, profile.names, profile.numbers, profile.samples)
    day = math.nan if profile.day is None else profile.day
    weights = (
        profile.term_weights,
        profile.word_weights,
        profile.name_weights,
        profile.number_weights,
    )
    head = HEAD.pack(PACKING, len(profile.told), *(len(bag) for bag in bags), day)
    parts = [head, bags[0].astype("<i8").tobytes()]
    parts += [bag.astype("<u4").tobytes() for bag in bags[1:]]
    parts += [columns.astype("<i2").tobytes() for columns in weights]
    return b"".join([*parts, profile.told.astype("<i4").tobytes()])


def unpack_profile(packed: bytes) -> Profile:
    """Return the profile that was packed; ValueError if it is of another version or cut short."""
    if len(packed) < HEAD.size or packed[0] not in READABLE:
        raise ValueError("this profile was packed by another version: describe the article again")
    _, told, terms, words, names, numbers, samples, day = HEAD.unpack_from(packed)
    sizes = (terms, words * WORD_COLUMNS, names * NAME_COLUMNS, numbers)
    place = HEAD.size
    bags = []
    for kind, size in (("<i8", terms), *(("<u4", n) for n in (words, names, numbers, samples))):
        bags.append(np.frombuffer(packed, kind, size, place))
        place += bags[-1].nbytes
    columns = []
    for size in sizes:
        columns.append(np.frombuffer(packed, "<i2", size, place))
        place += columns[-1].nbytes
    return Profile(
        words=bags[1],
        word_weights=columns[1].reshape(-1, WORD_COLUMNS),
        names=bags[2],
        name_weights=columns[2].reshape(-1, NAME_COLUMNS),
        numbers=bags[3],
        number_weights=columns[3],
        samples=bags[4],
        terms=bags[0],
        term_weights=columns[0],
        day=None if math.isnan(day) else day,
        told=np.frombuffer(packed, "<i4", told, place),
    )


def read_day(packed: bytes) -> float:
    """Return the day of a packed profile, which ends its head; nan: it has none."""
    return float(HEAD.unpack_from(packed)[-1])


class StoryStream:
    """Stories in memory that grow with each article; the same as `group_stories` of them all."""

    def __init__(self, common: int = COMMON) -> None:
        """Take the place of `candidates.COMMON` if `common` is another number."""
        self._ids: list[str] = []
        self._profiles: list[Profile] = []
        self._days = array("d")
        self._postings = Postings(common, self._find_days)
        self._near: list[dict[int, float]] = []  # the chance of each pair that is kept
        self._story: dict[int, tuple[str, ...]] = {}  # of each article
        self._given: dict[str, list[str]] = {}  # stories that articles came with

    def add(self, article: Article) -> list[tuple[str, ...]]:
        """Take an article in; return the stories that are new or changed by it, in order."""
        if article.story is not None:
            members = self._given.setdefault(article.story, [])
            members.append(article.id)
            return [tuple(sorted(members))]
        profile = describe(article)
        near = self._find_near(profile)
        number = self._keep(article.id, profile)
        self._near[number] = near
        for other, chance in near.items():
            self._near[other][number] = chance
        touched = {number} | self._post(number, profile) | self._find_parted(number)
        return self._link(touched)

    def fill(self, ids: Sequence[str], profiles: Sequence[Profile]) -> None:
        """Take many articles, as profiles, into an empty stream at once: sooner than by `add`."""
        if self._ids:
            raise ValueError("only an empty stream is filled at once: add the articles")
        pairs = find_pairs(profiles)
        for name, profile in zip(ids, profiles, strict=True):
            self._post(self._keep(name, profile), profile)
        for one, other, chance in zip(
            pairs.left.tolist(), pairs.right.tolist(), pairs.chance.tolist(), strict=True
        ):
            self._near[one][other] = self._near[other][one] = chance
        self._link(range(len(self._ids)))

    def stories(self) -> list[tuple[str, ...]]:
        """Return all stories, each with its ids in order, by their first ids."""
        given = (tuple(sorted(members)) for members in self._given.values())
        return sorted({*self._story.values(), *given})

    def _keep(self, name: str, profile: Profile) -> int:
        """Keep an article; return its number."""
        self._ids.append(name)
        self._profiles.append(profile)
        self._days.append(math.nan if profile.day is None else profile.day)
        self._near.append({})
        return len(self._ids) - 1

    def _find_near(self, profile: Profile) -> dict[int, float]:
        """Return the chances, from KEPT on, of the articles that are there to be of its event."""
        numbers, products = self._postings.gather(profile)
        if not len(numbers):
            return {}
        count = len(self._ids)
        days = np.frombuffer(self._days, dtype=np.float64)
        close = choose_close(
            np.bincount(numbers, products, count),
            np.bincount(numbers, minlength=count),
            np.abs(days - (math.nan if profile.day is None else profile.day)),
        ).tolist()
        chances = judge(measure_pairs(profile, [self._profiles[other] for other in close]))
        return {
            other: chance
            for other, chance in zip(close, chances.tolist(), strict=True)
            if chance >= KEPT
        }

    def _find_days(self, numbers: Sequence[int]) -> Floats:
        """Return the days of articles; nan: not known."""
        return np.array([self._days[number] for number in numbers], dtype=np.float64)

    def _post(self, number: int, profile: Profile) -> set[int]:
        """Post an article under its terms; return those whose pairs went as terms grew common."""
        doubted = self._postings.post(number, profile).doubted
        pairs = [
            (one, other)
            for one in sorted(doubted)
            for other in self._near[one]
            if one < other and other in doubted
        ]
        profiles = {number: self._profiles[number] for pair in pairs for number in pair}
        gone = find_parted(pairs, profiles, self._postings.full)
        for one, other in gone:
            del self._near[one][other], self._near[other][one]
        return {number for pair in gone for number in pair}

    def _link(self, touched: Iterable[int]) -> list[tuple[str, ...]]:
        """Link the blocks of these articles anew; return the stories that changed."""
        changed: set[tuple[str, ...]] = set()
        done: set[int] = set()
        for number in sorted(touched):
            if number not in done:
                block = self._find_block(number)
                done |= block
                changed.update(self._link_block(block))
        return sorted(changed)

    def _link_block(self, block: Iterable[int]) -> Iterator[tuple[str, ...]]:
        numbers = sorted(block, key=self._ids.__getitem__)
        place = {number: at for at, number in enumerate(numbers)}
        chances = {
            (at, place[other]): chance
            for at, number in enumerate(numbers)
            for other, chance in self._near[number].items()
            if place.get(other, -1) > at
        }
        of = {self._ids[number]: number for number in numbers}
        for story in link_block(list(of), chances):
            if any(self._story.get(of[member]) != story for member in story):
                self._story.update((of[member], story) for member in story)
                yield story

    def _find_block(self, number: int) -> set[int]:
        """Return the articles that an article is linked with: see `linkage.LEVELS`."""
        *levels, last = LEVELS
        for level in levels:
            found = self._find_tied(number, level, LARGE)
            if len(found) <= LARGE:
                return found
        return self._find_tied(number, last, math.inf)

    def _find_parted(self, number: int) -> set[int]:
        """Return the articles whose block a new article has made too large to be linked whole."""
        parted: set[int] = set()
        for level in LEVELS[:-1]:
            if len(self._find_tied(number, level, LARGE)) <= LARGE:
                break
            seen = {number}
            for other, chance in self._near[number].items():
                if chance >= level and other not in seen:
                    before = self._find_tied(other, level, LARGE, without=number)
                    seen |= before
                    if len(before) <= LARGE:
                        parted |= before
        return parted

    def _find_tied(
        self, number: int, level: float, most: float, without: int | None = None
    ) -> set[int]:
        """Return what hangs together with an article; no further once it is more than `most`."""
        found, waiting = {number}, [number]
        while waiting and len(found) <= most:
            for other, chance in self._near[waiting.pop()].items():
                if chance >= level and other not in found and other != without:
                    found.add(other)
                    waiting.append(other)
        return found
