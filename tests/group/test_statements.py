import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_annotated, make_article, make_attribution
from variorum.group.statements import group_statements
from variorum.model import Annotated, Statement


def make_report(article_id: str, *sentences: str) -> Annotated:
    """Return an article with one sentence a paragraph."""
    return make_annotated(make_article("\n".join(sentences), article_id))


def group(*reports: Annotated) -> list[Statement]:
    """Group the statements of reports without attributions."""
    return group_statements(reports, {}, [])


def count(*sentences: str) -> int:
    """Return how many articles support the best statement, one sentence an article."""
    found = group(*(make_report(f"a{n}", sentence) for n, sentence in enumerate(sentences)))
    return len(found[0].support) if found else 0


@pytest.mark.parametrize(
    ("left", "right", "articles"),
    [
        pytest.param(
            "The ferry Marit sank off Ostby harbour on Monday with 40 people aboard.",
            "Forty people were aboard the ferry Marit when it sank off Ostby harbour on Monday.",
            2,
            id="same thing in other words",
        ),
        pytest.param(
            "The ferry Marit sank off Ostby harbour on Monday with 40 people aboard.",
            "The ferry Marit sank off Ostby harbour on Monday with 70 people aboard.",
            1,
            id="another number",
        ),
        pytest.param(
            "The harbour master of Ostby had inspected the ferry Marit in the spring.",
            "The harbour master of Ostby had not inspected the ferry Marit in the spring.",
            1,
            id="negation",
        ),
        pytest.param(
            "The council of Ostby accepted the shipping company's offer for the ferry.",
            "The council of Ostby rejected the shipping company's offer for the ferry.",
            1,
            id="opposite",
        ),
        pytest.param(
            "The child was taken to Ostby General Hospital and is in critical condition.",
            "The child was taken to Ostby General Hospital and is in stable condition.",
            1,
            id="another state",
        ),
        pytest.param(
            "Captain Harald Lind was charged with manslaughter by the district court.",
            "Captain Bjarne Holm was charged with manslaughter by the district court.",
            1,
            id="another name",
        ),
        pytest.param(
            "The police did not immediately respond to a request for comment on Monday.",
            "The weather office warned of a violent storm over the northern coast.",
            1,
            id="nothing in common",
        ),
    ],
)
def test_supports(left: str, right: str, articles: int) -> None:
    """A sentence supports another if nothing in it stands against it."""
    assert count(left, right) == articles


def test_what_the_short_one_says_is_shown() -> None:
    """A long sentence supports a short one, whose words are shown, not the other way round."""
    short = "The ferry Marit sank off Ostby harbour on Monday."
    long = (
        "The ferry Marit, which the Lind company had bought from a Finnish yard for nine million "
        "crowns only three years before, sank off Ostby harbour on Monday."
    )
    best, *_ = group(make_report("a", long), make_report("b", short))
    assert best.text == short
    assert [span.article for span in best.support] == ["b", "a"]


def test_a_lead_of_one_article_counts() -> None:
    """What a single article says at its beginning is a statement with one support."""
    [only] = group(
        make_report("a", "The ferry Marit sank off Ostby harbour early on Monday morning.")
    )
    assert len(only.support) == 1


def test_other_speakers_assert_other_things() -> None:
    """The same words in two mouths are two statements."""
    sentence = "“The ferry Marit sank because the company saved on every single bolt,”"
    reports = []
    for article_id in ("a", "b"):
        article = make_article(sentence, article_id)
        said = make_attribution(article, f"{article_id}-q", "", "", sentence)
        reports.append(make_annotated(article, said))
    same = group_statements(reports, {"a-q": "n1", "b-q": "n1"}, [])
    other = group_statements(reports, {"a-q": "n1", "b-q": "n2"}, [])
    assert [len(s.support) for s in same] == [2]
    assert [len(s.support) for s in other] == [1, 1]


@given(
    st.lists(
        st.lists(
            st.text(max_size=30) | st.sampled_from(["Ostby ferry sank off harbour 40."]), max_size=5
        ),
        max_size=4,
    )
)
def test_never_raises_and_spans_are_valid(texts: list[list[str]]) -> None:
    """Any strings give statements cut from their first support, one support an article."""
    reports = [make_report(f"a{n}", *paragraphs) for n, paragraphs in enumerate(texts)]
    articles = {report.article.id: report.article for report in reports}
    found = group(*reports)
    assert [s.id for s in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    assert [len(s.support) for s in found] == sorted((len(s.support) for s in found), reverse=True)
    for statement in found:
        cuts = [articles[span.article].cut(span) for span in statement.support]
        assert statement.text == cuts[0]
        assert len({span.article for span in statement.support}) == len(cuts)
