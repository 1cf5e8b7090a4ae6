"""The family tree's drawing: every article, every parent, honest about time."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from factory import make_annotated, make_article
from variorum.model import Descent, Origin, Parent, Story
from variorum.report.drawing import draw_tree

DATES = [None, "2022-05-24T11:19+09:00", "2022-05-24", "2022-05", "2022", "2024-01-01T00:00Z"]


def make_story(published: Sequence[str | None], parents: dict[int, tuple[Parent, ...]]) -> Story:
    """Return a story of articles a0, a1, ... published then, with these parents."""
    articles = tuple(
        make_annotated(make_article("Text.", f"a{n}", published=when, outlet=f"Paper {n}"))
        for n, when in enumerate(published)
    )
    return Story(
        id="s",
        title="t",
        articles=articles,
        stemma=tuple(Descent(f"a{n}", some) for n, some in parents.items()),
        origins=(Origin("o1", "interview", "Somebody <b>", (), ""),),
    )


def draw(story: Story, *, narrow: bool = False) -> etree._Element:
    """Return the drawing, parsed."""
    links = {one.article.id: f"#{one.article.id}" for one in story.articles}
    return etree.fromstring(str(draw_tree(story, links, narrow=narrow)))


def count(drawing: etree._Element, name: str) -> int:
    """Return how many elements have a class."""
    return len(drawing.xpath(f'//*[contains(concat(" ", @class, " "), " {name} ")]'))


@pytest.mark.parametrize("narrow", [False, True])
def test_every_article_and_parent_is_drawn(*, narrow: bool) -> None:
    """Nodes for dated articles, a square for an undated, a dashed ring for a lost origin."""
    parents = {
        1: (Parent("a0", None, 0.9, (), ""), Parent(None, "o1", 0.6, (), "")),
        2: (Parent("a1", None, 0.2, (), ""),),
    }
    drawing = draw(make_story(["2022-05-24T11:19Z", "2022-05-25", None], parents), narrow=narrow)
    assert (count(drawing, "node"), count(drawing, "undated"), count(drawing, "lost")) == (2, 1, 1)
    edges = [count(drawing, name) for name in ("sure", "likely", "doubted")]
    assert edges == [1, 1, 1]
    assert count(drawing, "bar") == 1  # the day without a time
    assert drawing.xpath("//a/@href") == ["#a0", "#a1", "#a2"]


def test_time_runs_from_left_to_right() -> None:
    """The later article stands further right."""
    drawing = draw(make_story(["2022-05-24T11:00Z", "2022-05-24T18:00Z"], {}))
    left, right = (float(x) for x in drawing.xpath('//*[@class="node"]/@cx'))
    assert left < right


def test_labels_are_text() -> None:
    """Names of outlets and origins cannot write markup."""
    drawing = draw(make_story(["2022"], {0: (Parent(None, "o1", 1.0, (), ""),)}))
    assert "Somebody <b>" in drawing.xpath("//text()")


@given(
    st.lists(st.sampled_from([*DATES, "0001-01-01", "9999-12-31T23:59-12:00"]), max_size=6),
    st.dictionaries(
        st.integers(0, 5),
        st.lists(
            st.builds(
                Parent,
                st.sampled_from(["a0", "a1", "a5", "gone", None]),
                st.sampled_from(["o1", "lost", None]),
                st.floats(0, 1),
                st.just(()),
                st.just(""),
            ),
            max_size=3,
        ).map(tuple),
        max_size=4,
    ),
    st.booleans(),
)
def test_any_tree_is_drawn(
    published: list[str | None],
    parents: dict[int, tuple[Parent, ...]],
    narrow: bool,  # noqa: FBT001 - hypothesis fills it in
) -> None:
    """Circles, missing parents and the ends of time raise nothing, and lie inside the drawing."""
    drawing = draw(make_story(published, parents), narrow=narrow)
    width = float(drawing.get("width"))
    assert all(0 <= float(x) <= width for x in drawing.xpath("//*/@cx | //*/@x1 | //*/@x2"))
