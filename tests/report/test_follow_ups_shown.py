"""Follow-ups where a story is shown."""

from factory import make_annotated, make_article
from variorum.model import Comparison, Document, FollowUp, Story
from variorum.report.html import render_html
from variorum.report.markdown import render_markdown

BECAUSE = "published at least 46 days after the first report; its headline says “guilty”"


def test_a_follow_up_is_told_beside_its_article() -> None:
    """In the page and in Markdown, with its reason, and only there."""
    pages = tuple(
        make_annotated(make_article("The mill in Tarnby burned down.", name)) for name in "ab"
    )
    story = Story("s1", "The mill", pages, follow_ups=(FollowUp("b", 46, BECAUSE),))
    documents = tuple(
        Document(one.article.document, None, None, "0" * 64, one.article.text) for one in pages
    )
    comparison = Comparison(documents, (story,))
    assert render_html(comparison).count(BECAUSE) == 1
    assert render_markdown(comparison).count("Comes back to the story") == 1
