"""The originals behind each article, however its family hangs together."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_annotated, make_article
from variorum.compare.roots import count_origins, find_roots
from variorum.model import Descent, Independence, Parent, Statement, Story, Supported


def derive(child: str, *parents: str) -> Descent:
    """Return an article that surely has these parents."""
    return Descent(child, tuple(Parent(one, None, 0.9, (), "") for one in parents))


def test_a_long_line_and_a_ladder_have_one_original() -> None:
    """Neither depth nor the number of ways up costs more than the articles there are."""
    line = [derive(f"a{n}", f"a{n + 1}") for n in range(3_000)]
    assert find_roots([*line, derive("a3000")])["a0"] == ("a3000",)
    ladder = [
        derive(f"{side}{n}", f"l{n + 1}", f"r{n + 1}") for n in range(60) for side in ("l", "r")
    ]
    assert find_roots(ladder)["l0"] == ("l60", "r60")


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_the_originals_of_a_parent_are_those_of_its_copies(edges: list[tuple[int, int]]) -> None:
    """Every article has one, and all that its parents have."""
    downwards = [(min(edge), max(edge)) for edge in edges if len(set(edge)) == 2]
    roots = find_roots(
        [derive(str(n), *(str(up) for one, up in downwards if one == n)) for n in range(8)]
    )
    assert all(roots.values())
    for child, up in downwards:
        assert set(roots[str(up)]) <= set(roots[str(child)])


def test_a_circle_has_one_original() -> None:
    """Two reports that are each taken for a copy of the other are one origin, and so their copy."""
    circle = [derive("a", "b"), derive("b", "a"), derive("c", "b")]
    assert find_roots(circle) == {"a": ("a",), "b": ("a",), "c": ("a",)}


def test_a_story_has_as_many_origins_as_one_of_its_statements_may() -> None:
    """A copy that asked somebody itself is perhaps a second origin of what was said."""
    articles = tuple(make_annotated(make_article("A ferry sank.", name)) for name in ("a", "b"))
    story = Story("s", "t", articles, stemma=(derive("a"), derive("b", "a")))
    assert count_origins(story) == (1, 1)
    spans = tuple(find_span(one.article, "A ferry sank.") for one in articles)
    told = Statement("s1", "A ferry sank.", spans)
    heard = Supported(told, 2, Independence(1, 2, (), "b asked as well"))
    assert count_origins(replace(story, statements=(heard,))) == (1, 2)
