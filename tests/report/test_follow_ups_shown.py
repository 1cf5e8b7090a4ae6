"""Follow-ups where a story is shown."""

from factory import make_annotated, make_article
from variorum.model import Comparison, Document, FollowUp, Overview, Span, Story, Touched
from variorum.report.contract import to_contract
from variorum.report.csv_tables import write_table
from variorum.report.html import render_html
from variorum.report.markdown import render_markdown
from variorum.report.text import render_text

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


def test_round_ups_are_told_wherever_stories_are() -> None:
    """With the titles of the stories that they tell of: page, Markdown, terminal, CSV, JSON."""
    mill = make_annotated(make_article("The mill in Tarnby burned down.", "a", title="Mill burns"))
    brief = make_annotated(make_article("TARNBY: The mill burned.", "b", title="News in brief"))
    touched = Touched("s1", Span("b", 0, 24))
    overview = Overview("b", "round-up", "its headline says “in brief”", (touched,))
    stories = (
        Story("s1", "The mill", (mill,), follow_ups=(FollowUp("a", 46, BECAUSE),)),
        Story("s2", "News in brief", (brief,), overviews=(overview,)),
    )
    documents = tuple(
        Document(one.article.document, None, None, "0" * 64, one.article.text)
        for one in (mill, brief)
    )
    comparison = Comparison(documents, stories)
    page, markdown = render_html(comparison), render_markdown(comparison)
    assert 'A round-up: its headline says “in brief”. Tells of <a href="#s1">The mill</a>' in page
    assert "A round-up: its headline says “in brief”. Tells of “The mill”" in markdown
    text = " ".join(render_text(comparison).split())
    assert "News in brief: its headline says “in brief”; tells of: The mill" in text
    assert "Comes back to the story" in text
    table = "".join(write_table(comparison, "articles"))
    assert "round-up,its headline says “in brief”,s1" in table
    assert f"46,{BECAUSE}" in table
    (found,) = to_contract(comparison)["stories"][1]["overviews"]
    assert found["tells_of"][0]["span"]["exact"] == "TARNBY: The mill burned."
