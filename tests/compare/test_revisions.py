import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_article
from variorum.annotate.sentences import split_sentences
from variorum.compare.reuse import find_passages
from variorum.compare.revisions import find_revisions
from variorum.model import Annotated, Descent, Parent, Passage, Span

S = {
    "a": "The granary at Oster caught fire shortly after the watch had changed on Tuesday.",
    "b": "Eleven wagons of barley were standing on the siding beside the burning tower.",
    "c": "Neighbours formed a chain of buckets that reached as far as the old canal lock.",
    "d": "The cooperative had cancelled its insurance in spring to save four thousand crowns.",
    "e": "A committee will meet in the school gymnasium to count what is left.",
    "B": "Eleven wagons of barley were waiting on the siding next to the burning tower.",
}


def write(letters: str, name: str) -> Annotated:
    """Return an article of the sentences that letters stand for."""
    text = " ".join(S[letter] for letter in letters)
    article = make_article(text, name)
    return Annotated(article, tuple(Span(name, *pair) for pair in split_sentences(text)))


def revise(child: str, parent: str) -> list[str]:
    """Return the steps from parent to child, each with how many sentences it has."""
    one, other = write(parent, "p"), write(child, "c")
    passages = find_passages([one.article, other.article])
    stemma = [Descent("p", ()), Descent("c", (Parent("p", None, 0.9, (), ""),))]
    found = find_revisions([one, other], passages, stemma)
    assert len(found) == 1
    steps = []
    for step in found[0].steps:
        where = step.here or step.there
        assert where is not None
        side = other if step.here else one
        steps.append(f"{step.kind} {side.article.cut(where).count('.')}")
    return steps


@pytest.mark.parametrize(
    ("child", "parent", "expected"),
    [
        pytest.param("abc", "abc", ["kept 3"], id="all kept"),
        pytest.param("ac", "abc", ["kept 1", "cut 1", "kept 1"], id="one cut where it stood"),
        pytest.param("abce", "abc", ["kept 3", "added 1"], id="one added"),
        pytest.param("bca", "abc", ["kept 2", "moved 1"], id="one moved"),
        pytest.param("aBc", "abc", ["kept 1", "reworded 1", "kept 1"], id="one reworded"),
        pytest.param("c", "abcd", ["cut 2", "kept 1", "cut 1"], id="cut at both ends"),
        pytest.param("de", "abc", ["cut 3", "added 2"], id="nothing in common"),
    ],
)
def test_maps_what_a_copy_did(child: str, parent: str, expected: list[str]) -> None:
    """Each sentence of the child and each that the parent lost stands in one step."""
    found = revise(child, parent)
    assert sorted(found) == sorted(expected) if child == "de" else found == expected


def test_doubted_and_missing_parents() -> None:
    """An origin that is not among the files has no map."""
    one = write("abc", "c")
    stemma = [Descent("c", (Parent(None, "AP", 0.9, (), ""), Parent("gone", None, 0.9, (), "")))]
    assert find_revisions([one], [], stemma) == []


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6))
def test_takes_any_passages(runs: list[tuple[int, int]]) -> None:
    """Whatever runs are given, spans stay inside and every sentence of the child is told once."""
    one, other = write("abcd", "p"), write("bad", "c")
    passages = [
        Passage("x", Span("p", a, a + 40), Span("c", b, b + 30), 1.0, 30.0) for a, b in runs
    ]
    stemma = [Descent("c", (Parent("p", None, 0.9, (), ""),))]
    (found,) = find_revisions([one, other], passages, stemma)
    told = [step.here for step in found.steps if step.here]
    assert sum(other.article.cut(span).count(".") for span in told) >= len(other.sentences)
    assert all(0 <= span.start < span.end <= len(other.article.text) for span in told)
