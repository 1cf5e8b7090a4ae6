"""A term that too many articles have finds those of the same weeks, or nothing."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from factory import make_article
from variorum.archive import tables as t
from variorum.archive.archive import open_archive
from variorum.archive.postings import Neighbours
from variorum.corpus.pairs import Block
from variorum.group import candidates
from variorum.group.candidates import choose_close, find_candidates, still_candidates
from variorum.group.library import find_days
from variorum.group.linkage import KEPT
from variorum.group.profiles import Profile, describe
from variorum.group.stories import group_stories, judge_pairs
from variorum.group.stream import StoryStream, pack_profile
from variorum.group.windows import (
    NOTHING,
    UNDATED,
    WINDOW,
    find_full,
    find_windows,
    key_terms,
    list_terms,
    look_up,
    post,
)
from variorum.model import Article

PLACES = ("Tarnby", "Brenhill", "Oakwell", "Stonor")
THINGS = ("mill", "quarry", "ferry", "chapel")
FATES = ("burned down", "was flooded", "was robbed")
DAYS = st.sampled_from(
    [None, *(f"2031-{month:02}-{day:02}" for month in (3, 4, 5) for day in (2, 9, 23))]
)
TOLD = st.tuples(
    st.sampled_from(PLACES),
    st.sampled_from(THINGS),
    st.sampled_from(FATES),
    st.integers(2, 5),
    DAYS,
)
PILES = st.lists(TOLD, min_size=2, max_size=14)
LIMITS = st.sampled_from([1, 2, 3, 5, 8, 2000])


def tell(number: int, told: tuple[str, str, str, int, str | None]) -> Article:
    """Return an invented report, with a name of its own."""
    place, thing, fate, hurt, day = told
    text = (
        f"The {place} {thing} on Aldous Street {fate}, said Maud Ferrant of {place}.\n"
        f"About {hurt} people of {place} had worked at the {thing}, a keeper named K{number} said."
    )
    return make_article(text, f"a{number:02}", published=day)


def share(one: Profile, other: Profile, often: set[int], crowded: set[tuple[int, int]]) -> bool:
    """Whether two articles are worth comparing: the rule, term by term."""
    here, there = find_windows(find_days([one, other])).tolist()
    touch = here == there or (UNDATED not in {here, there} and abs(here - there) == 1)
    weights = dict(zip(other.terms.tolist(), other.term_weights.tolist(), strict=True))
    products = [
        weight * weights[term]
        for term, weight in zip(one.terms.tolist(), one.term_weights.tolist(), strict=True)
        if term in weights
        and (term not in often or (touch and crowded.isdisjoint({(term, here), (term, there)})))
    ]
    apart = np.abs(find_days([one]) - find_days([other]))
    return bool(choose_close(np.array([sum(products)]), np.array([len(products)]), apart).size)


@settings(deadline=None, max_examples=60)
@given(PILES, LIMITS, st.sampled_from([0, 64]))
def test_candidates_share_what_is_not_common_at_their_time(
    pile: list[tuple[str, str, str, int, str | None]], most: int, few: int
) -> None:
    """All at once or pair by pair, the candidates are those that the rule names."""
    profiles = [describe(tell(number, told)) for number, told in enumerate(pile)]
    windows = find_windows(find_days(profiles)).tolist()
    spread = Counter(term for one in profiles for term in one.terms.tolist())
    often = {term for term, count in spread.items() if count > most}
    held = Counter(
        (term, window)
        for one, window in zip(profiles, windows, strict=True)
        for term in one.terms.tolist()
    )
    crowded = {key for key, count in held.items() if count > most}
    expected = [
        (one, other)
        for one, other in combinations(range(len(profiles)), 2)
        if share(profiles[one], profiles[other], often, crowded)
    ]
    full = find_full(profiles, most)
    assert expected == [
        (one, other)
        for one, other in combinations(range(len(profiles)), 2)
        if still_candidates(profiles[one], profiles[other], full)
        and still_candidates(profiles[other], profiles[one], full)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "COMMON", most)
        patch.setattr(candidates, "CHUNK", 5)
        patch.setattr(candidates, "FEW", few)
        found = [pair for a, b in find_candidates(profiles) for pair in zip(a, b, strict=True)]
    assert found == expected


@settings(deadline=None, max_examples=30)
@given(PILES, LIMITS)
def test_stream_blocks_and_archive_find_the_pairs_of_all_at_once(
    pile: list[tuple[str, str, str, int, str | None]], most: int
) -> None:
    """One after another in memory or in tables, or block by block: the same pairs."""
    articles = [tell(number, told) for number, told in enumerate(pile)]
    profiles = [describe(one) for one in articles]
    full = find_full(profiles, most)
    expected = {
        (one, other): chance
        for one, profile in enumerate(profiles)
        for other, chance in enumerate(judge_pairs(profile, profiles, full))
        if one < other and chance >= KEPT
    }
    stream = StoryStream(common=most)
    for article in articles:
        stream.add(article)
    assert expected == {
        (one, other): chance
        for one, near in enumerate(stream._near)
        for other, chance in near.items()
        if one < other
    }
    assert stream._postings.full.tolist() == full.tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "COMMON", most)
        assert stream.stories() == sorted(group_stories(articles))
    ids = [one.id for one in articles]
    block = Block(ids, [pack_profile(one) for one in profiles], full)
    assert expected == {
        (ids.index(one), ids.index(other)): chance
        for one, other, chance in block.find_pairs(ids, profiles)
    }


@settings(deadline=None, max_examples=15)
@given(PILES, st.sampled_from([1, 2, 3, 5]), st.integers(1, 6))
def test_an_archive_keeps_the_pairs_of_the_stream(
    tmp_path_factory: pytest.TempPathFactory,
    pile: list[tuple[str, str, str, int, str | None]],
    most: int,
    at_once: int,
) -> None:
    """Some at a time, in a transaction each: pairs and full keys are those of the stream."""
    articles = [tell(number, told) for number, told in enumerate(pile)]
    stream = StoryStream(common=most)
    for article in articles:
        stream.add(article)
    place = tmp_path_factory.mktemp("archive") / "a.db"
    with open_archive(place) as archive:
        with archive.write() as connection:
            rows = [
                {"key": key, "id": one.id, "number": 1, "day": "2031-04-02", "added": "x"}
                for key, one in enumerate(articles)
            ]
            connection.execute(insert(t.articles), rows)
        for first in range(0, len(articles), at_once):
            some = range(first, min(first + at_once, len(articles)))
            with archive.write() as connection:
                near = Neighbours(connection, common=most)
                near.take_in({key: describe(articles[key]) for key in some})
        with archive.read() as connection:
            pairs = {
                (row.one, row.other): row.chance for row in connection.execute(select(t.pairs))
            }
            query = select(t.postings.c.term).where(t.postings.c.articles.is_(None))
            full = sorted(connection.execute(query).scalars())
    assert pairs == {
        (one, other): chance
        for one, near_one in enumerate(stream._near)
        for other, chance in near_one.items()
        if one < other
    }
    assert full == stream._postings.full.tolist()


def test_what_is_common_in_a_year_still_finds_what_is_of_one_fortnight() -> None:
    """Reports of one day are compared by words that all the year's have; those of others not."""
    pile = [
        tell(number, ("Tarnby", "mill", "burned down", 3, f"2031-{month:02}-05"))
        for number, month in enumerate(range(1, 13))
    ]
    twin = tell(12, ("Tarnby", "mill", "burned down", 3, "2031-06-06"))
    profiles = [describe(one) for one in (*pile, twin)]
    full = find_full(profiles, 4)
    assert [
        number for number in range(12) if still_candidates(profiles[12], profiles[number], full)
    ] == [5]
    crowd = [
        describe(tell(number, ("Tarnby", "mill", "burned down", 3, "2031-06-07")))
        for number in range(20, 25)
    ]
    full = find_full([*profiles, *crowd], 4)
    assert not still_candidates(profiles[12], profiles[5], full)


@given(st.lists(st.integers(-(10**6), 10**6).map(lambda hour: hour / 24) | st.just(float("nan"))))
def test_every_day_is_in_one_window(days: list[float]) -> None:
    """Windows follow one another; what has no day is in a window that touches none."""
    windows = find_windows(np.array(days, dtype=np.float64)).tolist()
    for day, window in zip(days, windows, strict=True):
        assert (
            window == UNDATED if np.isnan(day) else window * WINDOW <= day < (window + 1) * WINDOW
        )


def test_nothing_full_leaves_the_terms_as_they_are() -> None:
    """Without common terms an article has one key for each term."""
    terms, windows, _ = list_terms([describe(tell(1, ("Tarnby", "mill", "was robbed", 3, None)))])
    for spread in (post, look_up):
        keys, numbers = spread(terms, windows, NOTHING)
        assert keys.tolist() == terms.tolist()
        assert numbers.tolist() == list(range(len(terms)))
    assert len(look_up(terms, windows, np.sort(terms))[0]) == len(terms)
    assert len(look_up(terms, np.zeros_like(windows), np.sort(terms))[0]) == 3 * len(terms)


def test_keys_of_windows_are_all_different() -> None:
    """Neither windows of one term nor terms of one window share a key."""
    some = np.random.default_rng(1).integers(-(2**63), 2**63, 1000)
    terms = np.repeat(some, 40)
    windows = np.tile(np.arange(-20, 20, dtype=np.int64), 1000)
    assert len({*key_terms(terms, windows).tolist(), *some.tolist()}) == len(terms) + len(some)
