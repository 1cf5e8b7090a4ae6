"""The page: whole, valid, self-contained, and safe against what articles contain."""

import re
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from factory import make_annotated, make_article, make_attribution
from report.sample import make_sample
from variorum.model import (
    Annotated,
    Attribution,
    BriefSentence,
    Comparison,
    Descent,
    Document,
    Event,
    Independence,
    Parent,
    Span,
    Story,
)
from variorum.report.html import render_html, safe_url
from variorum.report.phrases import VERDICTS

SAMPLE = make_sample()
PAGE = render_html(SAMPLE)
TREE = html.document_fromstring(PAGE)


# Elements that the parser (libxml2) is older than.
YOUNG = (
    *("main", "nav", "header", "footer", "section", "article", "aside", "figure", "figcaption"),
    *("details", "summary", "mark", "bdi", "svg", "path", "circle", "rect", "line", "text"),
)


def check_links(page: str) -> list[str]:
    """Return every id that is not unique and every link inside the page without its target."""
    tree = html.document_fromstring(page)
    counts = Counter(tree.xpath("//@id"))
    problems = [f"id {name} {number} times" for name, number in counts.items() if number > 1]
    targets = {name[1:] for name in tree.xpath("//@href") if name.startswith("#")}
    problems += [f"no target for {name}" for name in sorted(targets - set(counts))]
    labels = {word for value in tree.xpath("//@aria-labelledby") for word in value.split()}
    return problems + [f"no label {name}" for name in sorted(labels - set(counts))]


def words(element: html.HtmlElement) -> str:
    """Return an element's text without the links back to the brief."""
    copy = html.fromstring(html.tostring(element, encoding="unicode"))
    for link in copy.xpath('//a[@class="back"]'):
        link.drop_tree()
    return str(copy.text_content())


def make_comparison(text: str, **fields: object) -> Comparison:
    """Return a comparison of two articles of the same text, cited, quoted and dated."""
    articles = [
        make_article(text, name, title=text, outlet=text, **fields) for name in ("a1", "a2")
    ]
    span = [Span(one.id, 0, max(1, len(text) // 2)) for one in articles]
    said = Attribution("q1", "a1", "direct", (span[0],), (), (Span("a1", 0, len(text)),))
    count = Independence(0, 2, (), text)
    story = Story(
        id=text,
        title=text,
        articles=(make_annotated(articles[0], said), make_annotated(articles[1])),
        stemma=(Descent("a2", (Parent("a1", None, 0.5, (), text),)),),
        brief=(BriefSentence(articles[0].cut(span[0]), tuple(span), 2, count),),
        timeline=(Event("2020-01", "month", articles[0].cut(span[0]), (span[0],)),),
    )
    documents = tuple(Document(one.id, text, None, "", text) for one in articles)
    return Comparison(documents, (story,))


# --- whole and valid ---------------------------------------------------------------------------


def test_ids_are_unique_and_links_have_targets() -> None:
    """No id occurs twice, and no link or label leads nowhere."""
    assert check_links(PAGE) == []


def test_page_parses_without_errors() -> None:
    """The HTML parser finds nothing to mend but elements younger than itself."""
    parser = html.HTMLParser()
    html.document_fromstring(PAGE, parser=parser)
    young = tuple(f"Tag {name}" for name in YOUNG)
    strange = [one.message for one in parser.error_log if not one.message.startswith(young)]
    assert strange == []


def test_elements_close_where_they_should() -> None:
    """Start and end tags balance: nothing is left to the reader's browser to guess."""
    void = {"meta", "link", "br", "img"}
    stack: list[str] = []
    body = re.sub(r"<style>.*?</style>", "", PAGE, flags=re.DOTALL)
    for closing, name, empty in re.findall(r"<(/?)([a-z0-9]+)\b[^>]*?(/?)>", body):
        if name in void or empty:
            continue
        if closing:
            assert stack.pop() == name
        else:
            stack.append(name)
    assert stack == []


def test_paragraphs_hold_no_blocks() -> None:
    """A list or figure inside a paragraph would close it in every browser."""
    inside = TREE.xpath("//p//ul | //p//ol | //p//div | //p//section | //p//p | //p//details")
    assert inside == []


def test_every_character_of_every_article_is_there() -> None:
    """Told or set aside, no block is lost, and each is shown exactly."""
    for story in SAMPLE.stories:
        for page in story.articles:
            article = page.article
            shown = {words(one).strip() for one in TREE.xpath('//*[@class="text"]//p')}
            for block in article.blocks:
                cut = article.text[block.start : block.end].strip()
                assert any(one.endswith(cut) for one in shown), cut


def test_text_outside_the_articles_is_kept() -> None:
    """What a document holds beside its articles stands at the end of the page."""
    left = TREE.xpath('//section[@class="leftovers"]')[0].text_content()
    assert "Karsholm Lantern — the paper of the lower town" in left


def test_citations_lead_to_their_exact_words_and_back() -> None:
    """The place that a sentence of the brief leads to has its words, and a link back."""
    story = SAMPLE.stories[0]
    for number, sentence in enumerate(story.brief, 1):
        item = TREE.get_element_by_id(f"s1-b{number}")
        assert sentence.text == item.xpath('.//p[@class="sentence"]')[0].text_content()
        anchor = item.xpath('.//ul[@class="sources"]//a/@href')[0][1:]
        mark = TREE.get_element_by_id(anchor)
        assert words(mark) == sentence.text
        assert f'href="#s1-b{number}"' in PAGE.split(f'id="{anchor}"')[1][:3000]


def test_meaning_changes_come_first_and_are_told_in_words() -> None:
    """The reversed quotation is the first of the apparatus, and its label needs no colour."""
    first = TREE.xpath('//section[contains(@class, "utterance")]')[0]
    assert "Meaning changed" in first.text_content()
    assert first.xpath(".//del") or first.xpath(".//ins")


def test_conflicts_come_before_house_style() -> None:
    """Conflicts, then updates, then what is no conflict."""
    shown = [one.text_content().split()[1] for one in TREE.xpath('//span[@class="verdict"]')]
    assert shown == ["Conflict", "Update", "Misspelling", "House"]


def test_family_tree_is_drawn_and_told() -> None:
    """Two drawings (wide, narrow) with a label each, and a list that says the same."""
    drawings = TREE.xpath("//svg")
    assert len(drawings) == 2
    assert all(one.get("role") == "img" and one.get("aria-label") for one in drawings)
    listed = TREE.xpath('//ul[@class="descents"]')[0].text_content()
    assert "96 %" in listed
    assert "perhaps from Harbour police" in " ".join(listed.split())


# --- for every reader --------------------------------------------------------------------------


def test_page_has_landmarks_headings_and_skip_link() -> None:
    """One main part, one first heading, no level skipped, and a way past the head."""
    assert len(TREE.xpath("//main")) == 1
    assert TREE.xpath("//body/*")[0].get("class") == "skip"
    levels = [int(one.tag[1]) for one in TREE.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_languages_are_declared() -> None:
    """The page is English; an article in another language says so."""
    assert TREE.get("lang") == "en"
    assert TREE.xpath('//div[@class="text"][@lang="de"]')


def test_colours_have_contrast() -> None:
    """Text stands out 4.5 to 1 from every ground that it can lie on, in light and dark."""
    style = str(TREE.xpath("//style")[0].text)
    schemes = re.findall(r":root \{(.*?)\}", style, flags=re.DOTALL)
    inks = ("ink", "muted", "link", "red", "amber", "green")
    for scheme in schemes[:2]:
        colour = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", scheme))
        for ink in inks:
            assert contrast(colour[ink], colour["paper"]) >= 4.5, ink
            assert contrast(colour[ink], colour["card"]) >= 4.5, ink
        for ground in ("cite", "content", "value", "ins", "del", "red-wash"):
            assert contrast(colour["ink"], colour[ground]) >= 4.5, ground
        for ground in ("ins", "del", "cite", "content", "value"):  # the keys of the marks
            assert contrast(colour["muted"], colour[ground]) >= 4.5, ground
        assert contrast(colour["link"], colour["red-wash"]) >= 4.5
        assert contrast(colour["red"], colour["red-wash"]) >= 4.5


def contrast(left: str, right: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    first, second = sorted((light(left), light(right)), reverse=True)
    return (first + 0.05) / (second + 0.05)


# --- safe --------------------------------------------------------------------------------------

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>' onclick='x",
    "</style></title><b>{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; ]]> <!-- -->",
    "\x00\x1b[31m\ud800\ufffe",
    "\u202e مرحبا بالعالم \u202c",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_articles_cannot_write_markup(text: str) -> None:
    """Whatever an article says stays text, in every place where it is shown."""
    page = render_html(make_comparison(text, url=text, byline=(text,), credits=(text,)))
    page.encode("utf-8")
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //img | //b | //*[@onerror] | //*[@onload] | //*[@onclick]")
    assert "49" not in "".join(tree.xpath("//h2/text()"))
    assert check_links(page) == []


def test_nothing_is_fetched() -> None:
    """No script, no image, no import; the policy forbids them, and the style asks for none."""
    assert not TREE.xpath("//script | //img | //link | //iframe | //*[@src]")
    policy = TREE.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert "url(" not in PAGE
    assert "@import" not in PAGE


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=1", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, expected: bool) -> None:  # noqa: FBT001
    """Http and https with a host; anything else is shown as text."""
    assert (safe_url(url) is not None) is expected


def test_links_out_carry_no_trace() -> None:
    """Addresses open without referrer and without access to this page."""
    out = [one for one in TREE.xpath("//a") if not one.get("href").startswith("#")]
    assert out
    assert all(one.get("rel") == "noreferrer noopener" for one in out)
    assert not any("javascript" in one.get("href") for one in out)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=2, max_size=60))
def test_any_text_gives_a_sound_page(text: str) -> None:
    """No text breaks the page, its ids or its links."""
    page = render_html(make_comparison(text))
    page.encode("utf-8")
    assert check_links(page) == []


# --- the edges ---------------------------------------------------------------------------------


def test_empty_comparison_says_so() -> None:
    """Nothing read is told, with what was skipped."""
    page = render_html(replace(SAMPLE, documents=(), stories=()))
    assert "No article was found" in page
    assert "scan.pdf" in page
    assert check_links(page) == []


def test_overlapping_attributions_are_all_marked() -> None:
    """A quotation inside another's words, sharing its edges, breaks no element."""
    article = make_article("“Go,” he said she said.", "a1")
    outer = make_attribution(article, "q1", "she", "said", "“Go,” he said")
    inner = make_attribution(article, "q2", "he", "said", "“Go,”")
    story = Story("s", "t", (make_annotated(article, outer, inner),))
    page = render_html(Comparison((Document("a1", "f", None, "", article.text),), (story,)))
    shown = html.document_fromstring(page).xpath('//div[@class="text"]//p')[0]
    assert shown.text_content() == article.text
    assert shown.xpath('.//span[contains(@class, "content cue")][text() = "said"]')


def test_every_verdict_has_words_and_a_mark() -> None:
    """No verdict is told by colour alone."""
    marks = [mark for _, mark, _ in VERDICTS.values()]
    assert len(set(marks)) == len(VERDICTS)


def make_many(stories: int, articles: int) -> Comparison:
    """Return many small stories of articles of 30 sentences."""
    text = "\n\n".join(
        f"The council of ward {number} met on Monday, it said." for number in range(30)
    )
    found, documents = [], []
    for story in range(stories):
        pages: list[Annotated] = []
        for number in range(articles):
            name = f"{story}-{number}"
            article = make_article(text, name, title=f"Story {story}", outlet=f"Paper {number}")
            said = tuple(
                Attribution(f"q{name}-{block.start}", name, "indirect", (), (), (span,))
                for block in article.blocks[:10]
                if (span := Span(name, block.start, block.end))
            )
            pages.append(make_annotated(article, *said))
            documents.append(Document(name, f"{name}.txt", None, "", text))
        found.append(Story(f"s{story}", f"Story {story}", tuple(pages)))
    return Comparison(tuple(documents), tuple(found))


def test_a_thousand_stories_take_seconds() -> None:
    """Cost grows with the number of stories, not faster; the index comes first."""
    start = time.process_time()
    page = render_html(make_many(1000, 1))
    assert time.process_time() - start < 10  # measured: 0.7
    assert page.index('class="index"') < page.index('class="singles"')


def test_large_story_folds_its_articles() -> None:
    """Fifty articles come folded, eight or fewer open."""
    page = html.document_fromstring(render_html(make_many(1, 50)))
    articles = page.xpath('//details[starts-with(@class, "article")]')
    assert len(articles) == 50
    assert not any("open" in one.attrib for one in articles)
