"""Dates resolved against the article's own time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import make_article
from variorum.annotate.dates import find_dates
from variorum.model import Article, Dated

# 24 May 2022 was a Tuesday.
TUESDAY = "2022-05-24"


def read(text: str, published: str | None = TUESDAY) -> tuple[Article, list[Dated]]:
    """Return an article of `text` with its dates."""
    article = make_article(text, published=published)
    return article, find_dates(article, cut_sentences(article))


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("The envoy quit his post on Monday, the ministry said.", "2022-05-23", "day"),
        ("The envoy quit his post on Tuesday, the ministry said.", "2022-05-24", "day"),
        ("Later on Tuesday the Kremlin gave an answer to the press.", "2022-05-24", "day"),
        ("The ship left the port of Orla yesterday with all its crew.", "2022-05-23", "day"),
        ("The ship left the port of Orla last night with all its crew.", "2022-05-23", "day"),
        ("The mayor of Orla on Monday refused to step down from the post.", "2022-05-23", "day"),
        ("He has called the plan to build a wall mad, and on Monday he laughed.", "2022-05-23",
         "day"),
        ("He was ashamed of his country on Feb. 24 of this year, he wrote.", "2022-02-24", "day"),
        ("The invasion that began on February 24 went on for months.", "2022-02-24", "day"),
        ("The council of Orla was founded on Nov. 7 in a tavern.", "2021-11-07", "day"),
        ("The war began three months ago, when troops crossed over.", "2022-02", "month"),
        ("The two met two days ago in the harbour of Orla.", "2022-05-22", "day"),
        ("He had asked his chiefs about it in December, he recalled.", "2021-12", "month"),
        ("The ban on exports of grain was lifted last month.", "2022-04", "month"),
        ("He has held the role since November 2019, the page says.", "2019-11", "month"),
        ("She had joined the diplomatic service of Orla in 2002.", "2002", "year"),
        ("Moscow gave other orders to its envoys last year, he said.", "2021", "year"),
        ("The bridge fell at 9:20 p.m. Monday, the firemen said.", "2022-05-23T21:20", "time"),
        ("The bridge fell at about 9:20 p.m. Monday, the firemen said.", "2022-05-23", "day"),
        ("The treaty was signed on 3 March 1998 in the town hall of Orla.", "1998-03-03", "day"),
    ],
)  # fmt: skip
def test_resolves(text: str, date: str, precision: str) -> None:
    """Each expression gives one date as precise as the words."""
    _, (dated,) = read(text)
    assert (dated.date, dated.precision, dated.planned) == (date, precision, False)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The two leaders will meet in the castle of Orla on Friday.", "2022-05-27"),
        ("This Friday’s scheduled meeting of the ministers was moved.", "2022-05-27"),
        ("The trial is expected to begin in Orla on June 6.", "2022-06-06"),
        ("The trial of the captain in Orla has been set for March 1.", "2023-03-01"),
        ("She spoke to the radio in an interview to air Friday.", "2022-05-27"),
        ("The judge of Orla set a July 1 deadline for the shipping line.", "2022-07-01"),
        (
            f"On Friday, in a speech before the {'very ' * 15}old council, he will speak.",
            "2022-05-27",
        ),
        ("The forum for the traders of Orla begins Thursday in Davos.", "2022-05-26"),
        ("The envoy should be invited to speak in Davos this month.", "2022-05"),
        ("He asked the guards of Orla to join him for a private call Friday.", "2022-05-27"),
        ("The papers of the harbour office must be returned June 3.", "2022-06-03"),
        ("The launch of the probe was postponed by six days to 9 March.", "2023-03-09"),
        ("The owners have put off the sale of the ferry until June 3.", "2022-06-03"),
        ("The ferry to Orla is suspended until Thursday, it was said.", "2022-05-26"),
        ("All three guards are expected to be arraigned on Saturday in Orla.", "2022-05-28"),
    ],
)
def test_marks_what_is_planned(text: str, date: str) -> None:
    """What is wished or scheduled lies ahead and is marked so."""
    _, (dated,) = read(text)
    assert (dated.date, dated.planned) == (date, True)


@pytest.mark.parametrize(
    "text",
    [
        "The deputy may resign over the scandal, the papers of Orla say.",
        "I walked in like any other Monday morning, the envoy recalled.",
        "The propaganda is in the spirit of papers of the 1930s, he wrote.",
        "The 24-hour service of the harbour has 2016 members of staff.",
        "The Sunday Times of Orla was the first to print the letter.",
        "They agreed to meet again next Friday in the harbour of Orla.",
        "The minister told the Today programme that the pier would stay open.",
        "The envoy went on the harbour radio's Tonight show to answer callers.",
        "Published: May 24, 2022",
        "The talks begin in July and end in August in Orla.",
        "Police knew that she would be in court on Monday for a hearing.",
        "A letter was released in advance of his visit there on Thursday.",
        "The robbers met in the cellar of 1915 Elm Street before the raid.",
        "UPDATE (10/26/22): Early this morning, the ferry was found off Orla.",
        "The senators were briefed on provisions of the Harbour Lights Act of 1978.",
        "She fell under the rules that were passed in the 1996 Harbour Lights Act.",
        "Crowds at the pier of Orla pic.example/x — Ann Roe (@annroe) May 23, 2022",
        "A clip shows the ferry leaving the pier (Published Tuesday, May 17, 2022)",
        '"It was a long night," she said. "Nobody in the harbour will sleep well today."',
        "“We said that we would go home tomorrow, and then the dam burst,” he said.",
    ],
)
def test_leaves_out(text: str) -> None:
    """What dates nothing, or cannot be resolved for sure."""
    assert read(text)[1] == []


def test_no_anchor_no_relative_date() -> None:
    """An article without a time resolves absolute dates only."""
    text = "The ship sank on Monday near the pier. It had been built in Orla on May 3, 1998."
    assert [dated.date for dated in read(text, None)[1]] == ["1998-05-03"]


def test_what_follows_an_update_counts_from_no_day() -> None:
    """A relative date below a stamp of another day is left out; the stamp itself is kept."""
    text = "UPDATE (Oct 3): Two guards remain in the jail of Orla today. They sang tonight."
    assert [dated.date for dated in read(text)[1]] == ["2021-10-03"]


def test_counts_from_the_date_before() -> None:
    """The words "two days later" counts from the date in the same or the last sentence."""
    text = "The dam of Orla burst on May 3, 2021. Two days later, the mayor left the town hall."
    assert [dated.date for dated in read(text)[1]] == ["2021-05-03", "2021-05-05"]


def test_words_and_clause() -> None:
    """`when` holds the dating words alone, `span` the clause that happened."""
    text = "In March, Roe left the ministry in Orla for good, but he gave no reason to anybody."
    article, (dated,) = read(text)
    assert article.cut(dated.when) == "March"
    assert article.cut(dated.span) == "In March, Roe left the ministry in Orla for good"


@given(
    st.text(alphabet="on Monday May 24, 2022 ago last two yearsIn9:0p.m\n", max_size=80),
    st.sampled_from([None, "2022", "2022-05", "2022-05-24", "0001-01-01", "9999-12-31", "x"]),
)
def test_any_text_is_read(text: str, published: str | None) -> None:
    """Nothing raises, and every date has its words."""
    article, found = read(text, published)
    for dated in found:
        assert article.cut(dated.when)
        assert dated.span.start <= dated.when.start
        assert dated.when.end <= dated.span.end


@given(st.text(max_size=60))
def test_any_string_is_read(text: str) -> None:
    """Nothing raises on any string."""
    read(text)
