"""Which articles report one event."""

from itertools import permutations

import pytest

from factory import make_article
from variorum.group.stories import group_stories
from variorum.model import Article

FIRE = [
    """Two bakers died when a fire destroyed the Oakwell mill in Tarnby on Friday, police said.
The mill on Quay Street had stood since 1874. Chief Inspector Maud Ferrant said the fire began in
a flour store.""",
    """A fire at the Oakwell mill in Tarnby killed two people on Friday.
Maud Ferrant, a chief inspector, said it started in the flour store on Quay Street.""",
]
QUARRY = [
    """A worker was hurt when a wall gave way at the Brenhill quarry on Friday.
The Brenhill quarry belongs to Stonor Aggregates, whose manager Piet Aldous visited the man.""",
    """Stonor Aggregates halted work at its Brenhill quarry after a wall fell on a worker, manager
Piet Aldous said.""",
]


def make_pile() -> list[Article]:
    """Return two reports each of two events of one day."""
    return [
        make_article(text, f"{name}{number}", published="2031-05-02")
        for name, texts in (("fire", FIRE), ("quarry", QUARRY))
        for number, text in enumerate(texts)
    ]


def test_reports_of_one_event_are_one_story() -> None:
    """Two events of one day in one region stay two stories."""
    assert group_stories(make_pile()) == [("fire0", "fire1"), ("quarry0", "quarry1")]


def test_the_order_of_files_does_not_matter() -> None:
    """Any order of the same articles gives the same groups."""
    results = {frozenset(group_stories(order)) for order in permutations(make_pile())}
    assert len(results) == 1


def test_a_story_given_with_the_input_is_kept() -> None:
    """Articles that come with a story are not regrouped, nor mixed with others."""
    pile = [
        make_article(FIRE[0], "one", story="x"),
        make_article(FIRE[1], "two", story="y"),
        make_article(QUARRY[0], "three", story="x"),
    ]
    assert group_stories(pile) == [("one", "three"), ("two",)]


def test_a_roundup_does_not_fuse_the_events_it_names() -> None:
    """An article that tells two events joins at most one of them."""
    roundup = make_article(FIRE[1] + "\n" + QUARRY[1], "roundup", published="2031-05-03")
    groups = group_stories([*make_pile(), roundup])
    assert not any({"fire0", "quarry0"} <= set(group) for group in groups)


def test_no_articles_give_no_stories() -> None:
    """An empty pile, and an empty article, are no error."""
    assert group_stories([]) == []
    assert group_stories([make_article("", "empty")]) == [("empty",)]


@pytest.mark.parametrize("text", ["", "x", "½ ﬁ \u2028", "1,2", "A B C D"])
def test_odd_texts_are_grouped_without_error(text: str) -> None:
    """Nothing about a text makes grouping fail."""
    assert len(group_stories([make_article(text, "odd"), make_article(FIRE[0], "fire")])) == 2
