"""What articles are made of, what they made of their parents, and what was laundered, on pages."""

import re
from dataclasses import replace

import pytest

from factory import find_span
from report.sample import make_sample
from variorum.compare.revisions import find_revisions
from variorum.compare.shares import find_shares
from variorum.model import Comparison, Descent, Laundering, Parent
from variorum.report.html import render_html
from variorum.report.markdown import render_markdown
from variorum.report.text import render_text


def make_washed() -> Comparison:
    """Return the sample with shares, revisions, and a finding along an edge and one without."""
    sample = make_sample()
    story = sample.stories[0]
    one, other = story.articles[0], story.articles[1]
    stemma = (
        *(descent for descent in story.stemma if descent.article != other.article.id),
        Descent(other.article.id, (Parent(one.article.id, None, 0.9, (), "it copies"),)),
    )
    places = [find_span(page.article, page.article.cut(page.sentences[1])) for page in (one, other)]
    washed = replace(
        story,
        stemma=stemma,
        shares=tuple(find_shares(story.articles, story.passages, stemma)),
        revisions=tuple(find_revisions(story.articles, story.passages, stemma)),
        laundering=(
            Laundering("hardened", "“may” stands there <b>alone</b>", tuple(places), derived=True),
            Laundering("channel dropped", "told to NRK", tuple(places), derived=False),
            Laundering("only in the headline", "nowhere below", (places[1],), derived=False),
        ),
    )
    return replace(sample, stories=(washed, *sample.stories[1:]))


WASHED = make_washed()


def test_page_shows_strip_share_and_laundering() -> None:
    """The page has a strip for the edge, a bar for each body, and the findings with both places."""
    page = render_html(WASHED)
    copies = [
        one for one in WASHED.stories[0].revisions if any(s.here and s.there for s in one.steps)
    ]
    assert page.count('<svg class="strip"') == len(copies) > 0
    assert page.count('<svg class="share"') == len(WASHED.stories[0].shares)
    assert "Doubt dropped" in page
    assert "stands there &lt;b&gt;alone&lt;/b&gt;" in page
    assert "nothing shows who had it from whom" in page
    assert "Quoted in the headline alone" in page


def test_every_place_that_is_led_to_exists() -> None:
    """Each link of the page leads to an anchor that stands in it, once."""
    page = render_html(WASHED)
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


@pytest.mark.parametrize("render", [render_markdown, lambda one: render_text(one, width=90)])
def test_other_formats_tell_it(render) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Markdown and the terminal name what was laundered."""
    words = render(WASHED)
    assert "Laundered on the way" in words
    assert "Doubt dropped" in words


def test_a_story_without_findings_shows_neither() -> None:
    """Where nothing was found there is no strip and no such part."""
    page = render_html(make_sample())
    assert '<svg class="strip"' not in page
    assert "Laundered" not in page.split("</style>")[1]
