"""The summary for a terminal, the tables, the lines and the Markdown."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_annotated, make_article, make_attribution
from report.sample import make_sample
from report.test_html import HOSTILE, make_comparison, make_many
from variorum.model import Comparison, Descent, Document, Figure, Parent, Passage, Span, Story
from variorum.report import tables
from variorum.report.markdown import escape, render_markdown
from variorum.report.text import render_text

SAMPLE = make_sample()
STORY = SAMPLE.stories[0]


def test_summary_fits_one_screen() -> None:
    """24 to 40 lines of 80 columns, without colour."""
    lines = render_text(SAMPLE, width=80).splitlines()
    assert 24 <= len(lines) <= 40
    assert all(len(line) <= 80 for line in lines)
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize(("confidence", "count"), [(0.9, "4"), (0.6, "4 to 5"), (0.4, "4 to 5")])
def test_a_doubtful_copy_makes_the_count_a_range(confidence: float, count: str) -> None:
    """A parent of which we are not sure may be none: the article has its own origin then."""
    story = SAMPLE.stories[0]
    stemma = [
        replace(one, parents=(replace(one.parents[0], confidence=confidence),))
        if one.article == "spun"
        else one
        for one in story.stemma
    ]
    doubted = replace(SAMPLE, stories=(replace(story, stemma=tuple(stemma)),))
    assert f", {count} independent origins" in render_text(doubted, width=100)


def test_summary_tells_what_matters() -> None:
    """Brief with counts, the reversed quotation side by side, the conflict, what was skipped."""
    shown = " ".join(render_text(SAMPLE, width=100).split())
    assert "6 articles, 6 outlets, 4 to 5 independent origins" in shown
    assert "rose to 14 on Tuesday" in shown.partition("Wording")[0]
    assert "2 independent origins, 3 outlets: Northern Press Agency" in shown
    assert "“Never have we been warned so plainly" in shown
    assert "“We have never been warned plainly" in shown
    assert "2019 (The Lantern, The Daily <Trumpet>); 2021 (Veland Broadcasting)" in shown
    assert "bridge/scan.pdf: PDF is not read." in shown
    assert "1 article that no other report shares" in shown


@pytest.mark.parametrize("width", [1, 20, 44, 80, 200])
def test_any_width_wraps(width: int) -> None:
    """Narrow terminals wrap; no word is lost."""
    lines = render_text(SAMPLE, width=width).splitlines()
    assert max(map(len, lines)) <= max(20, width)


def test_colour_only_on_request() -> None:
    """A terminal gets styles, a file none."""
    assert "\x1b[1m" in render_text(SAMPLE, colour=True)


def test_many_stories_are_counted() -> None:
    """The largest story is told, the next are named, the rest is counted."""
    many = make_many(9, 2)
    shown = render_text(replace(many, stories=(*many.stories, STORY)))
    assert shown.startswith(STORY.title)
    assert "Story 3 (2 articles)" in shown
    assert "and 5 more stories" in shown


def test_nothing_is_said_plainly() -> None:
    """An empty comparison gives one line and what was skipped."""
    shown = render_text(replace(SAMPLE, stories=(), documents=()))
    assert shown.startswith("Nothing to compare: no article was found.\n")
    assert "scan.pdf" in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_terminal_obeys_no_article(text: str) -> None:
    """Escape sequences, markup and direction marks from articles reach no terminal."""
    for shown in (
        render_text(make_comparison(text)),
        tables.render_table(tables.story_table(make_comparison(text).stories)),
        render_markdown(make_comparison(text)),
    ):
        assert not set(shown) & set("\x00\x1b\u202e\ud800")
        shown.encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=2, max_size=60))
def test_any_text_can_be_shown(text: str) -> None:
    """Nothing raises, whatever the articles say."""
    comparison = make_comparison(text)
    render_text(comparison, width=30)
    render_markdown(comparison)
    story = comparison.stories[0]
    tables.render_table(tables.attribution_table(story.articles))
    tables.render_table(tables.stemma_table([story]))


# --- lines and tables --------------------------------------------------------------------------


def test_attribution_line() -> None:
    """Spans as pairs, the speaker's name, the channel with whom."""
    line = tables.attribution_line(STORY.articles[0])
    text = STORY.articles[0].article.text
    letter = line["attributions"][2]
    assert line["id"] == "wire"
    assert letter["speaker"] == "Ilse Marant"
    assert letter["kind"] == "mixed"
    assert letter["channel"]["with"] == "about 40 colleagues"
    start, end = letter["content"][0]
    assert text[start:end] == "that the bearings “would not see another winter.”"
    json.dumps(line, allow_nan=False)


def test_figure_line() -> None:
    """A number of "at least 12" has no upper bound; a whole number stays whole."""
    line = tables.figure_line(STORY.articles[0])
    figure = line["figures"][0]
    assert (figure["quantity"], figure["low"], figure["high"]) == ("killed", 12, None)
    assert isinstance(figure["low"], int)
    assert line["toll"]["killed"]["low"] == 12
    assert line["toll"]["injured"] is None


def test_timeline_and_story_lines() -> None:
    """A dated sentence with its precision; an article's story."""
    event = tables.timeline_line(STORY.articles[0])["events"][0]
    assert (event["date"], event["precision"]) == ("2031-10-06", "day")
    assert tables.story_line("wire", "story-1") == {"id": "wire", "story": "story-1"}


def test_read_line() -> None:
    """Each block with its kind and words."""
    line = tables.read_line(STORY.articles[0].article)
    assert line["blocks"][1]["kind"] == "dateline"
    assert line["blocks"][1]["exact"] == "KARSHOLM, Veland (NPA) —"


def test_stemma_lines_go_back_to_the_roots() -> None:
    """A copy of a copy goes back to the first; two parents give two roots; a circle ends."""

    def descent(name: str, *parents: str) -> Descent:
        return Descent(name, tuple(Parent(one, None, 1.0, (), "") for one in parents))

    lines = tables.stemma_lines(
        "abcdxy",
        [descent("b", "a"), descent("c", "b", "d"), descent("x", "y"), descent("y", "x")],
    )
    assert [line["root"] for line in lines] == [["a"], ["a"], ["a", "d"], ["d"], ["x"], ["x"]]
    assert lines[2]["parents"] == ["b", "d"]


def test_passage_line() -> None:
    """Both places, as the scorers read them."""
    line = tables.passage_line(Passage("p", Span("a", 1, 5), Span("b", 2, 6), 0.5, 3.0))
    assert (line["a"], line["b"]) == ("a", "b")
    assert (line["a_start"], line["a_end"], line["b_start"], line["b_end"]) == (1, 5, 2, 6)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(12, None, "at least 12"), (3, 3, "3"), (1200, 1500.5, "1,200 to 1,500.5")],
)
def test_figures_in_words(low: float, high: float | None, expected: str) -> None:
    """A range, a lower bound, a single value."""
    assert tables.bounds(Figure("killed", low, high, None, Span("a", 0, 1))) == expected


def test_tables_for_people() -> None:
    """Each stage's table has its rows in words."""
    pages = STORY.articles
    assert "letter to about 40" in tables.render_table(tables.attribution_table(pages), width=160)
    assert "at least 12 people" in tables.render_table(tables.figure_table(pages))
    assert "6 October 2031" in tables.render_table(tables.timeline_table(pages))
    assert "96 %" in tables.render_table(tables.stemma_table([STORY]), width=120)
    articles = [one.article for one in pages]
    assert "3 set aside" in tables.render_table(tables.article_table(articles), width=200)


# --- Markdown ----------------------------------------------------------------------------------


def test_markdown_has_the_page_s_parts() -> None:
    """Brief, conflicts, wording, speakers, family tree, timeline, places, articles, skipped."""
    shown = render_markdown(SAMPLE)
    headings = [line[4:] for line in shown.splitlines() if line.startswith("### ")]
    assert headings == [
        *("Brief", "Conflicts and updates", "Wording", "Who said what", "Family tree"),
        *("Timeline", "Places", "Articles"),
    ]
    assert "\n## Skipped\n" in shown
    assert "> Set aside, advertising: Read us for three months" in shown
    assert "(→ brief 1)" in shown


def test_markdown_places_are_exact() -> None:
    """Each numbered place gives its outlet, file, offsets and words."""
    first = STORY.brief[0].citations[0]
    article = next(one.article for one in STORY.articles if one.article.id == first.article)
    place = f"doc-{article.id}.html, characters {first.start} to {first.end}: "
    note = f"- [1] {article.outlet}, {place}"
    assert note + article.cut(first) in render_markdown(SAMPLE)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("<b> & [x](y)", "\\<b\\> \\& \\[x\\](y)"),
        ("two\n\nparagraphs", "two paragraphs"),
    ],
)
def test_markdown_escapes(words: str, expected: str) -> None:
    """What an article says is no Markdown."""
    assert escape(words) == expected


def test_reasons_name_outlets_not_ids() -> None:
    """An id in a reason is shown as the outlet; words and numbers that happen to be ids stay."""
    articles = [
        make_annotated(make_article("One.", "9c-f8", outlet="The Post")),
        make_annotated(make_article("Two.", "2019", outlet="The Sun")),
    ]
    parent = Parent("9c-f8", None, 0.8, (), "repeats 9c-f8, printed in 2019")
    story = Story("s", "t", tuple(articles), stemma=(Descent("2019", (parent,)),))
    shown = render_markdown(Comparison((), (story,)))
    assert "repeats The Post, printed in 2019" in shown


@pytest.mark.parametrize(("source", "heading"), [("They", "No source named"), ("Aides", "Aides")])
def test_a_pronoun_names_no_speaker(source: str, heading: str) -> None:
    """Words of an unknown "they" stand among those whose source nobody names."""
    page = make_article(f"{source} say the pier is shut.", "a1")
    said = make_attribution(page, "q1", source, "say", "the pier is shut", "indirect")
    pages = make_annotated(page, said), make_annotated(make_article("A pier was shut.", "a2"))
    documents = [Document(one.article.id, "a.txt", None, "", one.article.text) for one in pages]
    shown = render_markdown(Comparison(tuple(documents), (Story("s1", "Pier", pages),)))
    assert f"#### {heading}\n\n- the pier is shut" in shown
