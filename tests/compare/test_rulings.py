"""The family tree obeys what people told, and is changed no more than that."""

import pytest

from factory import make_article
from variorum.compare.rulings import Rulings, narrow_sets, oblige
from variorum.model import Descent, Parent, Passage, Span

ARTICLES = [make_article("x", name) for name in "abc"]
SHARED = Passage("p1", Span("a", 0, 1), Span("b", 0, 1), 1.0, 30.0)


def tell(told: str = "", denied: str = "") -> Rulings:
    """Return rulings written "ab" for: a derives from b."""
    copies: dict[str, dict[str, str]] = {}
    for edge in told.split():
        copies.setdefault(edge[0], {})[edge[1]] = "told"
    return Rulings(copies, frozenset((edge[0], edge[1]) for edge in denied.split()))


def grow(edges: str) -> list[Descent]:
    """Return a tree written "ab:0.9" for: a derives from b, surely by 0.9; a capital is outside."""
    found: dict[str, list[Parent]] = {article.id: [] for article in ARTICLES}
    for edge in edges.split():
        child, parent, confidence = edge[0], edge[1], float(edge[3:])
        outside = f"agency:{parent}" if parent.isupper() else None
        inside = None if outside else parent
        found[child].append(Parent(inside, outside, confidence, (), "found"))
    return [Descent(name, tuple(parents)) for name, parents in found.items()]


def draw(tree: list[Descent]) -> str:
    """Return the edges of a tree as "ab"."""
    return " ".join(
        descent.article + (parent.article or (parent.origin or "")[-1])
        for descent in tree
        for parent in descent.parents
    )


@pytest.mark.parametrize(
    ("edges", "rulings", "expected"),
    [
        pytest.param("ab:0.9", tell(), "ab", id="nothing told"),
        pytest.param("", tell("ab"), "ab", id="a copy that nobody saw"),
        pytest.param("ac:0.9", tell("ab"), "ab ac", id="told parents come first"),
        pytest.param("ba:0.9", tell("ab"), "ab", id="no circle of two"),
        pytest.param("bc:0.9 ca:0.8", tell("ab"), "ab bc", id="the doubtful edge gives way"),
        pytest.param("aX:0.9", tell("ab"), "ab aX", id="an agency that is credited stays"),
        pytest.param("ab:0.9 ac:0.5", tell(denied="ab"), "ac", id="what is no copy goes"),
        pytest.param("", tell("ad"), "", id="a parent that is not here"),
    ],
)
def test_a_tree_obeys(edges: str, rulings: Rulings, expected: str) -> None:
    """Told copies are in, what is none is out, and nothing descends from itself."""
    assert draw(oblige(grow(edges), [SHARED], rulings)) == expected


def test_a_told_parent_shows_the_passages() -> None:
    """The evidence is what the two share."""
    (parent,) = oblige(grow(""), [SHARED], tell("ab"))[0].parents
    assert (parent.confidence, parent.evidence, parent.because) == (1.0, ("p1",), "told")


@pytest.mark.parametrize("origin", ["agency:X", "lost:1"])
def test_an_origin_that_explained_the_same_gives_way(origin: str) -> None:
    """What the copy shares with its parent needs no source outside."""
    lost = Descent("a", (Parent(None, origin, 0.8, ("p1",), "both name it"),))
    (parent,) = oblige([lost, Descent("b", ())], [SHARED], tell("ab"))[0].parents
    assert parent.article == "b"


@pytest.mark.parametrize(
    ("rulings", "sets"),
    [
        (tell(), {(): 0.2, (1,): 0.6, (2,): 0.1, (1, 2): 0.1}),
        (tell("ab"), {(): 0.0, (1,): 0.6 / 0.7, (1, 2): 0.1 / 0.7}),
        (tell(denied="ab"), {(): 0.2 / 0.3, (2,): 0.1 / 0.3}),
        (tell("ba"), {(): 0.2 / 0.3, (2,): 0.1 / 0.3}),
        (tell(denied="ab ac"), {(): 1.0}),
        (tell("ab", "ac"), {(): 0.0, (1,): 1.0}),
    ],
)
def test_chances_are_shared_among_what_is_left(
    rulings: Rulings, sets: dict[tuple[int, ...], float]
) -> None:
    """The machine thinks on, given what it was told."""
    before: list[dict[tuple[int, ...], float]] = [
        {(): 0.2, (1,): 0.6, (2,): 0.1, (1, 2): 0.1},
        {(): 1.0},
        {(): 1.0},
    ]
    assert narrow_sets(before, ARTICLES, rulings)[0] == pytest.approx(sets)
