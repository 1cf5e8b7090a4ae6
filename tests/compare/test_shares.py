import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_annotated, make_article, make_attribution
from variorum.compare.shares import find_shares
from variorum.model import Article, Block, Descent, Parent, Passage

LEFT = "The pier burned all night. “We lost it,” said Ann Reeve. Boats left at noon."
RIGHT = "The pier burned all night. “We lost it,” said Ann Reeve. A fund was opened."


def derive(child: str, parent: str | None, confidence: float, origin: str | None = None) -> Descent:
    """Return an article with one parent."""
    return Descent(child, (Parent(parent, origin, confidence, (), ""),))


def measure(*stemma: Descent) -> dict[str, tuple[float, ...]]:
    """Return own, copied, quoted and shared letters in percent, of two articles with one run."""
    one, other = make_article(LEFT, "a"), make_article(RIGHT, "b")
    said = make_attribution(one, "a-1", "Ann Reeve", "said", "“We lost it,”")
    same = "The pier burned all night. “We lost it,” said Ann Reeve."
    passage = Passage("p", find_span(one, same), find_span(other, same), 1.0, 40.0)
    told = make_attribution(other, "b-1", "Ann Reeve", "said", "“We lost it,”")
    found = find_shares([make_annotated(one, said), make_annotated(other, told)], [passage], stemma)
    return {
        s.article: tuple(round(100 * part) for part in (s.own, s.copied, s.quoted, s.shared))
        for s in found
    }


@pytest.mark.parametrize(
    ("stemma", "left", "right"),
    [
        pytest.param([derive("b", "a", 0.9)], (82, 0, 18, 0), (24, 58, 18, 0), id="from a parent"),
        pytest.param(
            [derive("b", "a", 0.2)], (26, 0, 18, 56), (24, 0, 18, 58), id="an edge that is doubted"
        ),
        pytest.param(
            [replace(derive("b", "a", 0.4), derived=0.9)],
            (82, 0, 18, 0),
            (24, 58, 18, 0),
            id="from this or a like parent",
        ),
        pytest.param([], (26, 0, 18, 56), (24, 0, 18, 58), id="nobody knows who copied"),
        pytest.param(
            [derive("a", None, 0.8, "AP"), derive("b", None, 0.8, "AP")],
            (26, 56, 18, 0),
            (24, 58, 18, 0),
            id="a lost parent of both",
        ),
    ],
)
def test_parts_own_copied_and_quoted(
    stemma: list[Descent], left: tuple[int, ...], right: tuple[int, ...]
) -> None:
    """Quoted words are never copied prose; what is copied needs a believed edge."""
    found = measure(*stemma)
    assert sum(found["a"]) in (99, 100, 101)
    assert found["a"] == pytest.approx(left, abs=3)
    assert found["b"] == pytest.approx(right, abs=3)


def test_empty_body_has_no_shares() -> None:
    """An article without a body is made of nothing."""
    (share,) = find_shares([make_annotated(make_article("", "a"))], [], [])
    assert (share.own, share.copied, share.quoted, share.shared) == (0, 0, 0, 0)


def test_articles_of_one_file_are_measured_each_by_itself() -> None:
    """A file of many articles costs its length, not its length times their number."""
    size, count = 2000, 100
    text = ("ab “" + "c d " * 490).ljust(size - 2) + "”\n"
    pages = []
    for start in range(0, size * count, size):
        block = Block("body", start, start + size - 1)
        article = Article(f"a{start}", "file", text * count, start, start + size, (block,))
        pages.append(make_annotated(article))
    tracemalloc.start()
    shares = find_shares(pages, [], [])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {round(share.quoted, 2) for share in shares} == {1.0}
    assert peak < 10 * size * count


@given(st.text(alphabet="ab “”\n\U0001f600.", max_size=80))
def test_shares_sum_to_one(text: str) -> None:
    """The four shares are a whole, whatever the text."""
    (share,) = find_shares([make_annotated(make_article(text, "a"))], [], [])
    total = share.own + share.copied + share.quoted + share.shared
    assert total == pytest.approx(1.0) or not text.split()
