from hypothesis import given
from hypothesis import strategies as st

from variorum.compare.selection import choose_sets, find_above


def parents(*hypotheses: dict[tuple[int, ...], float]) -> list[tuple[int, ...]]:
    """Return the parents that are chosen for each article, in order."""
    return [tuple(sorted(n for n, _ in chosen)) for chosen in choose_sets(hypotheses)]


def test_two_like_parents_do_not_make_an_original() -> None:
    """Their chances are added before they are held against there being none."""
    assert parents({(): 1.0}, {(): 1.0}, {(): 0.4, (0,): 0.31, (1,): 0.29})[2] == (0,)


def test_a_second_parent_is_named_where_two_are_likely() -> None:
    """Whichever of the single ones is the likeliest."""
    sets = {(): 0.0, (0,): 0.3, (1,): 0.1, (0, 1): 0.6}
    assert parents({(): 1.0}, {(): 1.0}, sets)[2] == (0, 1)


def test_an_original_is_not_hung_below_what_was_made_of_it() -> None:
    """That the second surely comes from both others outweighs that the third may come from it."""
    made = {(): 0.0, (0,): 0.25, (2,): 0.0, (0, 2): 0.75}
    doubtful = {(): 0.45, (1,): 0.55}
    assert parents({(): 1.0}, made, doubtful) == [(), (0, 2), ()]


@st.composite
def draw_hypotheses(draw: st.DrawFn) -> list[dict[tuple[int, ...], float]]:
    """Draw chances of sets of parents for a few articles."""
    size = draw(st.integers(1, 6))
    found = []
    for child in range(size):
        others = [n for n in range(size) if n != child]
        members = [(), *((n,) for n in others)]
        members += [(n, m) for n in others for m in others if n < m]
        weights = [draw(st.floats(0, 1)) + 1e-6 for _ in members]
        found.append(
            {one: weight / sum(weights) for one, weight in zip(members, weights, strict=True)}
        )
    return found


@given(draw_hypotheses())
def test_nobody_descends_from_himself(hypotheses: list[dict[tuple[int, ...], float]]) -> None:
    """Any chances give a tree, with chances in 0..1, the surest first."""
    chosen = choose_sets(hypotheses)
    above = [[n for n, _ in members] for members in chosen]
    for child, members in enumerate(chosen):
        assert all(child not in find_above(n, above) for n, _ in members)
        chances = [chance for _, chance in members]
        assert chances == sorted(chances, reverse=True)
        assert all(0 <= chance <= 1 for chance in chances)
