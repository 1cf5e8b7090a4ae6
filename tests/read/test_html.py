import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.read.extract import align_body
from variorum.read.html import Page, parse_html, render_page
from variorum.read.page import read_page


def render(source: str) -> Page:
    """Parse and render a page."""
    tree = parse_html(source)
    assert tree is not None
    return render_page(tree)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p>One<p>Two", "One\n\nTwo", id="paragraphs are parted by an empty line"),
        pytest.param("<div>One</div><div>Two</div>", "One\nTwo", id="blocks are lines"),
        pytest.param("<p>The <a>ferry</a>\n <b>sank</b>.", "The ferry sank.", id="inline joins"),
        pytest.param("<p>One<br>two", "One\ntwo", id="br breaks"),
        pytest.param("<p>a<script>b</script>c<style>d</style>", "ac", id="scripts and styles"),
        pytest.param("<p>a<!-- b -->c", "ac", id="comments"),
        pytest.param("<p>a<span style='DISPLAY : none'>b</span>c", "ac", id="display none"),
        pytest.param("<p>a<span style='left:-9999px'>b</span>c", "ac", id="beside the screen"),
        pytest.param("<p style='margin-left:-20px'>a", "a", id="a little beside"),
        pytest.param("<p>a<span hidden>b<i>c</i></span>d", "ad", id="hidden"),
        pytest.param("<p>a<span class='sr-only'>b</span>c", "ac", id="for screen readers"),
        pytest.param("<template>a</template><noscript>b</noscript>c", "c", id="template"),
        pytest.param("<select><option>a</select><textarea>b</textarea>c", "c", id="form fields"),
        pytest.param("<tr><td>Killed<td> 12</table>", "Killed\t12", id="stray cells"),
        pytest.param(
            "<table><tr><td>Killed</td><td> 12</td></tr><tr><td>Hurt</td><td>3</td></table>",
            "Killed\t12\nHurt\t3",
            id="cells are parted by tabs",
        ),
        pytest.param("<a>Home</a><a>News</a>", "Home News", id="links side by side"),
        pytest.param("<p>He said <q> no </q>.", "He said “no”.", id="q has quotation marks"),
        pytest.param("<pre>a\n  b</pre>", "a\nb", id="preformatted lines"),
        pytest.param("<p>&ldquo;No,&rdquo; she&nbsp;said", "“No,” she\xa0said", id="entities"),
        pytest.param("<p>ge\u00adheim\u200b", "geheim", id="invisible characters"),
    ],
)
def test_renders_what_a_reader_sees(source: str, expected: str) -> None:
    """The text is what a browser shows, once and in order."""
    assert render(f"<html><body>{source}</body></html>").text == expected


def test_lines_carry_what_the_page_says() -> None:
    """Tag, surroundings and links of each line are known."""
    page = render(
        "<nav><a href=/>Home</a></nav><h1>Ferry sinks</h1>"
        "<figure><figcaption>The ferry</figcaption></figure><aside><p>Share <a>this</a></p></aside>"
    )
    found = {page.text[line.start : line.end]: line for line in page.lines}
    assert found["Home"].linked == 1.0
    assert "nav" in found["Home"].marks
    assert found["Ferry sinks"].tag == "h1"
    assert found["The ferry"].tag == "figcaption"
    assert "aside" in found["Share this"].marks
    assert 0 < found["Share this"].linked < 1


@given(st.text(alphabet="ab <>/!-&;\"'=pdivrtabh1q\n\t\x00“é", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_markup_gives_lines_of_its_text(source: str) -> None:
    """No markup raises; lines are in order, do not overlap, are trimmed, and come out the same."""
    tree = parse_html(source)
    if tree is None:
        return
    page = render_page(tree)
    last = 0
    for line in page.lines:
        words = page.text[line.start : line.end]
        assert last <= line.start < line.end
        assert words == words.strip(" \t\n")
        last = line.end
    assert render(source).text == page.text


def test_deep_and_wide_pages_are_read() -> None:
    """Depth up to what the parser reads (2,048) and width cost no more than their size."""
    deep = render("<div>" * 1_500 + "ferry" + "</div>" * 1_500)
    assert "ferry" in deep.text
    assert deep.depth > 1_000
    assert len(render("<p>a" * 50_000).lines) == 50_000


def test_aligns_what_an_extractor_kept() -> None:
    """A line's share is counted in runs of words; what occurs once is kept once."""
    page = render(
        "<p>The old ferry sank on Monday.</p><p>Buy now</p><p>The old ferry sank on Monday."
    )
    assert [line.kept for line in align_body(page, "The old ferry sank on Monday.").lines] == [
        1,
        0,
        0,
    ]


def test_reads_what_a_page_states() -> None:
    """JSON-LD goes before OpenGraph, and that before other elements."""
    tree = parse_html(
        '<html lang="en-GB"><head><title>Ferry sinks | The Gazette</title>'
        '<meta property="og:site_name" content="The Gazette">'
        '<meta property="article:published_time" content="2031-03-01">'
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"},'
        '{"@type": "NewsArticle",'
        '"headline": "Ferry sinks", "datePublished": "2031-03-02T10:00:00+09:00",'
        '"author": [{"name": "Ada Roe"}, {"name": "Bo Doe"}]}]}</script>'
        '<script type="application/ld+json">{"broken</script>'
        '<link rel="canonical" href="https://gazette.example/ferry"></head></html>'
    )
    assert tree is not None
    assert read_page(tree) == {
        "title": "Ferry sinks",
        "author": "Ada Roe; Bo Doe",
        "published": "2031-03-02T10:00:00+09:00",
        "site": "The Gazette",
        "language": "en-GB",
        "url": "https://gazette.example/ferry",
    }


@pytest.mark.parametrize("value", ["x", '"<"', '">"', "'<b>'", '"a b"', ""])
@pytest.mark.parametrize("stray", ["", '"', "/", "="])
def test_a_hundred_thousand_attributes_cost_little(value: str, stray: str) -> None:
    """No marks inside the values hide a tag whose attributes would take the parser minutes."""
    attributes = " ".join(
        f"a{n}={value}{stray if n % 299 == 0 else ''}" if value else f"a{n}" for n in range(100_000)
    )
    began = time.process_time()
    page = render(f"<div><p {attributes}>The ferry sank.</p></div>")
    assert "The ferry sank." in page.text
    assert time.process_time() - began < 5


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "section class='a b'"])
def test_what_is_in_thousands_of_elements_is_read(tag: str) -> None:
    """Elements that only hold each other do not hide the article, and cost little."""
    began = time.process_time()
    assert render(f"<{tag}>" * 6_000 + "The ferry sank.").text == "The ferry sank."
    parse_html((f"<{tag}>" * 299 + "x") * 1_000)
    assert time.process_time() - began < 5


def test_rows_of_empty_elements_stay() -> None:
    """Elements that hold nothing do not lie in each other, however many there are."""
    assert render("a" + "<br>" * 400 + "b<hr><img><img>c").text == "a\nb\nc"


def test_a_teaser_states_nothing_of_the_page() -> None:
    """JSON-LD of quite another article, as pages hold it for teasers, is passed over."""
    other = '{"@type": "NewsArticle", "headline": "Ten beaches", "datePublished": "2019-01-05"}'
    own = '{"@type": "NewsArticle", "headline": "The ferry sank", "datePublished": "2031-05-03"}'
    for blocks in ((other, own), (own, other), (f"[{other}, {own}]",)):
        scripts = "".join(f"<script type='application/ld+json'>{one}</script>" for one in blocks)
        tree = parse_html(f"<title>Ferry sank near Kell</title>{scripts}<h1>Ferry sank</h1>")
        assert tree is not None
        assert read_page(tree)["published"] == "2031-05-03"
