"""Stories of articles that come one after another."""

from functools import cache
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_article
from variorum.group import candidates, linkage, stream
from variorum.group.likeness import FEATURES, measure_pairs
from variorum.group.profiles import LOOKED_UP, Profile, describe
from variorum.group.stories import group_stories
from variorum.group.stream import (
    MIN_SHARED,
    StoryStream,
    judge_pairs,
    lookup_terms,
    pack_profile,
    still_candidates,
    unpack_profile,
)
from variorum.group.windows import NOTHING, find_full
from variorum.model import Article

FIRST = ["Maud", "Piet", "Ines", "Odo", "Runa", "Tarek", "Wilma", "Aldo", "Greta", "Bruno"]
LAST = [
    "Ferrant",
    "Aldous",
    "Brask",
    "Corvin",
    "Dunmore",
    "Eskell",
    "Farrow",
    "Gant",
    "Hollis",
    "Ibsen",
]
TOWNS = [
    "Tarnby",
    "Brenhill",
    "Oakwell",
    "Stonor",
    "Quillan",
    "Marsk",
    "Dunver",
    "Pelham",
    "Orrick",
    "Wexley",
]
THINGS = [
    "mill",
    "quarry",
    "bridge",
    "ferry",
    "school",
    "market",
    "chapel",
    "depot",
    "harbour",
    "archive",
]
HAPPENED = [
    "burned down",
    "was flooded",
    "was robbed",
    "collapsed",
    "was closed by inspectors",
    "lost its roof in a storm",
]


def make_chance(seed: int) -> Random:
    """Return what draws the same each time."""
    return Random(seed)  # noqa: S311 - invented articles


def tell(event: int, chance: Random, published: str | None) -> str:
    """Return an invented report of an event, told a little differently each time."""
    own = make_chance(event)
    who = [f"{own.choice(FIRST)} {own.choice(LAST)}" for _ in range(3)]
    town, street = own.choice(TOWNS), f"{own.choice(LAST)} Street"
    thing, what = own.choice(THINGS), own.choice(HAPPENED)
    lines = [
        f"The {town} {thing} on {street} {what} on {published or 'Friday'}, said {who[0]}.",
        f"{who[1]}, who lives on {street}, saw how the {thing} {what}.",
        f"About {own.randrange(20, 400)} people of {town} had worked at the {thing}.",
        f"{who[2]} of the {town} council called the {thing} the heart of {street}.",
        f"Nobody knows yet what it will cost, {who[0]} told a meeting at {own.choice(TOWNS)} Hall.",
    ]
    return "\n".join(chance.sample(lines, chance.randrange(2, len(lines) + 1)))


@cache
def make_pile(count: int, events: int) -> tuple[Article, ...]:
    """Return invented articles of some events, some of them without a date."""
    chance = make_chance(count)
    pile = []
    for number in range(count):
        event = chance.randrange(events)
        published = None if chance.random() < 0.2 else f"2031-05-{event % 20 + 1:02}"
        text = tell(event, chance, published)
        pile.append(make_article(text, f"a{number}", published=published))
    return tuple(pile)


def fill(articles: list[Article], common: int) -> StoryStream:
    """Return a stream that has taken the articles in, one after another."""
    filled = StoryStream(common)
    for article in articles:
        filled.add(article)
    return filled


@settings(deadline=None, max_examples=10)
@given(st.permutations(make_pile(24, 8)), st.sampled_from([3, 6, 12, 2000]))
def test_any_order_of_coming_gives_the_stories_of_the_whole(
    articles: list[Article], common: int
) -> None:
    """Whatever comes first, and however soon a term is common: the stories are the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "COMMON", common)
        whole = group_stories(sorted(articles, key=lambda article: article.id))
    assert fill(articles, common).stories() == sorted(whole)
    assert len(whole) < len(articles)


@settings(deadline=None, max_examples=10)
@given(st.permutations(make_pile(40, 12)), st.sampled_from([1, 2, 4]))
def test_what_hangs_together_too_far_is_parted_in_any_order(
    articles: list[Article], large: int
) -> None:
    """Where only likelier pairs count, they do for the articles that came before, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linkage, "LARGE", large)
        patch.setattr(stream, "LARGE", large)
        whole = group_stories(sorted(articles, key=lambda article: article.id))
        assert fill(articles, candidates.COMMON).stories() == sorted(whole)


def test_taking_many_in_at_once_is_the_same() -> None:
    """A stream may start from what is there, and go on one by one."""
    articles = list(make_pile(30, 8))
    taken = StoryStream()
    taken.fill([one.id for one in articles[:20]], [describe(one) for one in articles[:20]])
    assert taken.stories() == sorted(group_stories(articles[:20]))
    for article in articles[20:]:
        taken.add(article)
    assert taken.stories() == sorted(group_stories(articles))
    with pytest.raises(ValueError, match="empty stream"):
        taken.fill([], [])


def test_adding_says_which_stories_changed() -> None:
    """The changes, applied in turn, give the stories."""
    taken, known = StoryStream(), {}
    for article in make_pile(40, 12):
        for story in taken.add(article):
            known.update(dict.fromkeys(story, story))
    assert sorted(set(known.values())) == taken.stories()


def test_a_story_given_with_the_input_is_kept() -> None:
    """Articles that come with a story are not mixed with others."""
    pile = make_pile(40, 12)
    taken = StoryStream()
    assert taken.add(make_article(pile[0].text, "x", story="given")) == [("x",)]
    assert taken.add(pile[0]) == [("a0",)]
    assert taken.add(make_article("Other.", "b", story="given")) == [("b", "x")]
    assert taken.stories() == [("a0",), ("b", "x")]


def fields(profile: Profile) -> list[object]:
    """Return what a profile holds, comparable."""
    return [
        value.tolist() if isinstance(value, np.ndarray) else value
        for value in (getattr(profile, name) for name in Profile.__slots__)
    ]


@pytest.mark.parametrize("published", [None, "2031-05-02", "2031-05-02T10:30Z"])
@pytest.mark.parametrize(
    "text", ["", "x", "½ ﬁ \u2028", "1,2", "A B C D", tell(3, make_chance(1), None)]
)
def test_a_packed_profile_comes_back_whole(text: str, published: str | None) -> None:
    """Bytes hold all of a profile."""
    profile = describe(make_article(text, "a", published=published))
    assert fields(unpack_profile(pack_profile(profile))) == fields(profile)


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_judged(one: str, other: str) -> None:
    """Nothing about a text makes judging fail, and it does not matter who comes first."""
    left, right = describe(make_article(one, "a")), describe(make_article(other, "b"))
    assert judge_pairs(left, [right]) == judge_pairs(right, [left])
    assert 0 <= judge_pairs(left, [right])[0] <= 1
    assert measure_pairs(left, [right]).shape == (1, len(FEATURES))


@pytest.mark.parametrize("packed", [b"", b"\x00" * 60, b"\x01"])
def test_a_profile_of_another_version_is_refused(packed: bytes) -> None:
    """What cannot be read is said, not guessed."""
    with pytest.raises(ValueError, match="describe the article again"):
        unpack_profile(packed)


def test_an_article_is_posted_under_its_most_telling_terms() -> None:
    """A bounded number of terms, each once, the same for the same article."""
    profile = describe(make_pile(40, 12)[0])
    terms = lookup_terms(profile)
    assert len(terms) == len(set(terms)) <= LOOKED_UP
    assert all(-(2**63) <= term < 2**63 for term in terms)


def test_common_terms_no_longer_make_candidates() -> None:
    """Two articles must share enough terms that are not common."""
    one, other = (describe(article) for article in make_pile(2, 1))
    shared = set(lookup_terms(one)) & set(lookup_terms(other))
    assert len(shared) >= MIN_SHARED
    assert still_candidates(one, other, NOTHING)
    full = find_full([one, other], 1)
    assert shared <= set(full.tolist())
    assert not still_candidates(one, other, full)
