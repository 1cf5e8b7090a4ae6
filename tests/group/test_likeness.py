"""How alike articles are, and which are worth comparing: one by one as all at once."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_article
from variorum.group import candidates
from variorum.group.candidates import (
    LIKENESS,
    LIKENESS_LATER,
    LIKENESS_UNDATED,
    find_candidates,
    find_close,
    find_parted,
    least_likeness,
    still_candidates,
)
from variorum.group.library import make_library
from variorum.group.likeness import FEATURES, measure, measure_pairs, measure_text
from variorum.group.profiles import Profile, describe
from variorum.group.windows import find_full

WORDS = st.sampled_from(
    (
        "Oakwell",
        "Tarnby",
        "Ferrant",
        "Quay",
        "Street",
        "mill",
        "fire",
        "flour",
        "1874",
        "42",
        "stood.",
    )
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
DAYS = st.none() | st.dates().map(str)
TEXT = list(FEATURES).index("text shared")
PROFILES = st.lists(
    st.builds(lambda text, day: describe(make_article(text, published=day)), TEXTS, DAYS),
    min_size=2,
    max_size=8,
)


@settings(deadline=None, max_examples=40)
@given(PROFILES)
def test_many_pairs_at_once_are_measured_as_each_by_itself(profiles: list[Profile]) -> None:
    """What else is measured changes nothing, and it does not matter who comes first."""
    pairs = np.array(list(combinations(range(len(profiles)), 2)))
    rows = measure(make_library(profiles), pairs[:, 0], pairs[:, 1])
    assert rows.shape == (len(pairs), len(FEATURES))
    for number, profile in enumerate(profiles):
        alone = measure_pairs(profile, profiles)
        assert (measure_text(profile, profiles).round(6) == alone[:, TEXT]).all()
        for (one, other), row in zip(pairs.tolist(), rows, strict=True):
            if number in {one, other}:
                assert (alone[one + other - number] == row).all()


def test_many_articles_are_measured_in_parts() -> None:
    """Parts of a hundred pairs and of a thousand give the same rows."""
    profiles = [
        describe(make_article(f"The Oakwell mill {n % 7} burned on {n % 5} Quay Street.", f"a{n}"))
        for n in range(60)
    ]
    pairs = np.array(list(combinations(range(len(profiles)), 2)))
    library = make_library(profiles)
    rows = measure(library, pairs[:, 0], pairs[:, 1])
    parts = [measure(library, part[:, 0], part[:, 1]) for part in np.array_split(pairs, 23)]
    assert (rows == np.vstack(parts)).all()


@settings(deadline=None, max_examples=60)
@given(PROFILES, st.sampled_from([1, 2, 4, 2000]), st.sampled_from([0, 64]))
def test_candidates_of_all_are_those_of_each(
    profiles: list[Profile], common: int, few: int
) -> None:
    """Looked up together or one by one: the same pairs, each once, in order."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "COMMON", common)
        patch.setattr(candidates, "CHUNK", 5)
        patch.setattr(candidates, "FEW", few)
        found = [pair for a, b in find_candidates(profiles) for pair in zip(a, b, strict=True)]
    full = find_full(profiles, common)
    assert found == [
        (one, other)
        for one, profile in enumerate(profiles)
        for other in find_close(profile, profiles, full).tolist()
        if one < other
    ]


@settings(deadline=None, max_examples=60)
@given(PROFILES, st.integers(0, 8))
def test_many_pairs_at_once_are_still_worth_comparing_as_each_is(
    profiles: list[Profile], common: int
) -> None:
    """When terms have become common, all their pairs are looked at together."""
    full = find_full(profiles, common)
    pairs = list(combinations(range(len(profiles)), 2))
    assert find_parted(pairs, dict(enumerate(profiles)), full) == [
        (one, other)
        for one, other in pairs
        if not still_candidates(profiles[one], profiles[other], full)
    ]
    assert find_parted([], {}, full) == []


def test_the_farther_apart_the_more_alike_must_articles_be() -> None:
    """Days tell how much two articles must have in common to be compared."""
    days = np.array([0.0, 13.9, 14.0, 900.0, np.nan])
    near, later, undated = LIKENESS, LIKENESS_LATER, LIKENESS_UNDATED
    assert least_likeness(days).tolist() == [near, near, later, later, undated]


def test_texts_that_share_half_their_runs_of_words() -> None:
    """Of the shorter article; nothing is shared with an article without text."""
    one = describe(make_article("The old mill burned to the ground last night in Tarnby. " * 3))
    assert measure_text(one, [one, describe(make_article(""))]).tolist() == [1.0, 0.0]
