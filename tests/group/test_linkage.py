"""Groups from chances: average linkage, by components."""

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.group.linkage import (
    HALVED,
    KEPT,
    LIKE,
    MOST,
    THRESHOLD,
    link_average,
    link_component,
)
from variorum.group.stories import link_pairs

LETTERS = "abcdefgh"
PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1),
)


@given(PAIRS, st.floats(0.05, 0.95))
def test_linkage_parts_everything_once(
    chances: dict[tuple[int, int], float], threshold: float
) -> None:
    """Every article is in exactly one group, and no two groups left are alike enough to join."""
    groups = link_average(8, chances, threshold)
    assert sorted(member for group in groups for member in group) == list(range(8))
    for place, one in enumerate(groups):
        for other in groups[:place]:
            between = [chances.get((min(a, b), max(a, b)), 0.0) for a in one for b in other]
            like = sum(chance >= LIKE for chance in between)
            mean = sum(between) / len(between)
            least = threshold if like > MOST * len(between) else max(threshold, HALVED)
            assert mean < least + 1e-9 or like < MOST * len(between)


@settings(deadline=None)
@given(PAIRS)
def test_components_by_themselves_give_the_stories_of_the_whole(
    chances: dict[tuple[int, int], float],
) -> None:
    """Linking each component of likely pairs gives what linking everything gives."""
    pairs = {(LETTERS[a], LETTERS[b]): chance for (a, b), chance in chances.items()}
    component = {letter: letter for letter in LETTERS}
    for (one, other), chance in pairs.items():
        if chance >= THRESHOLD:
            old, new = component[one], component[other]
            component = {name: new if of == old else of for name, of in component.items()}
    parts = [
        story
        for label in set(component.values())
        for story in link_component([n for n in LETTERS if component[n] == label], pairs)
    ]
    assert sorted(parts) == link_component(LETTERS, pairs)


def test_a_pair_below_kept_counts_for_nothing() -> None:
    """What nothing need remember changes nothing."""
    pairs = {("a", "b"): 0.9, ("a", "c"): 0.9, ("b", "c"): KEPT / 2}
    assert link_component("abc", pairs) == link_component(
        "abc", {pair: chance for pair, chance in pairs.items() if chance >= KEPT}
    )


def test_a_chain_of_thousands_joins_no_two_events() -> None:
    """Round-ups tie ten thousand events into one component: each keeps its own reports alone."""
    events = 10_000
    ids = [f"{kind}{number:05}" for number in range(events) for kind in "abr"]
    pairs = {(f"a{number:05}", f"b{number:05}"): 0.9 for number in range(events)}
    for number in range(events):  # round-up r tells of its own event and of the next nine
        for other in range(number, min(number + 10, events)):
            for kind in "ab":
                pairs[f"{kind}{other:05}", f"r{number:05}"] = 0.45 if other == number else 0.4
    stories = link_pairs(sorted(ids), pairs)
    assert sum(map(len, stories)) == len(ids)
    for story in stories:
        assert len({name[1:] for name in story if name[0] != "r"}) <= 1


def test_a_round_up_of_thousands_of_events_joins_none() -> None:
    """One article that all others are tied to; and a story of hundreds of reports stays whole."""
    story = [f"a{number:04}" for number in range(200)]
    others = [f"b{number:05}" for number in range(20_000)]
    near = range(1, 21)
    pairs = {(story[n - step], story[n]): 0.97 for step in near for n in range(step, 200)}
    pairs |= {(name, "roundup"): 0.6 for name in [*others, *story[::20]]}
    for step in range(21, 200):
        pairs |= {(story[n - step], story[n]): 0.6 for n in range(step, 200)}
    stories = link_pairs([*story, *others, "roundup"], pairs)
    assert tuple(story) in stories
    assert max(len(one) for one in stories if one[0] != "a0000") <= 2
