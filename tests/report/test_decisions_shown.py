"""Every report says what people decided, and where each finding is to be cited."""

import re
from dataclasses import replace

from report.sample import make_sample
from variorum.model import Comparison, Decision, Story
from variorum.report.addresses import address_story
from variorum.report.contract import to_contract
from variorum.report.html import render_html
from variorum.report.markdown import render_markdown
from variorum.report.text import render_text

SAMPLE = make_sample()
STORY = SAMPLE.stories[0]
SAID = next(one for one in STORY.articles[0].attributions if one.content)
WHO = ("<N.> N.", "2026-05-03T14:05:00+02:00", "heard the *tape*")


def decide(kind: str, judgement: str, **fields: object) -> Decision:
    """Return a decision that holds."""
    given = {"state": "holds", "says": f"words of {judgement}"} | fields
    return Decision(judgement, kind, *WHO, **given)  # type: ignore[arg-type]


def with_decisions() -> Comparison:
    """Return the sample with a decided speaker and conflict, a dismissed one, and some more."""
    conflict, *others = STORY.conflicts
    spans = tuple(value.span for value in conflict.values)
    away = tuple(value.span for value in others[0].values)
    decisions = (
        decide("speaker", "j1", attributions=(SAID.id,), spans=(SAID.content[0],)),
        decide("accept", "j2", spans=spans),
        decide("dismiss", "j3", spans=away),
        decide("merge", "j4", state="undone", by="j5", because="since then"),
    )
    story = replace(
        STORY, decisions=decisions, conflicts=(conflict, *others[1:]), dismissed=(others[0],)
    )
    waiting = (decide("copy", "j9", state="waiting"),)
    return replace(SAMPLE, stories=(story, *SAMPLE.stories[1:]), waiting=waiting)


DECIDED = with_decisions()


def test_the_page_says_who_decided() -> None:
    """Beside the finding, in a part of its own, and for what is not here; escaped."""
    page = render_html(DECIDED)
    told = "Decided by &lt;N.&gt; N. on 3 May 2026: heard the *tape*"
    assert page.count(told) >= 7
    assert "<N.>" not in page
    assert 'id="s1-j1"' in page
    assert "dismissed</span>" in page
    assert "Decided by people, about what is not here" in page
    assert "Decided by" not in render_html(SAMPLE)


def test_every_finding_shown_has_its_permanent_address() -> None:
    """Addresses of the brief, conflicts, wordings, what was said and the timeline are anchors."""
    away = tuple(replace(one, spans=()) for one in DECIDED.stories[0].decisions)
    twice = replace(DECIDED.stories[1], decisions=away)
    page = render_html(replace(DECIDED, stories=(DECIDED.stories[0], twice)))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    at = address_story(DECIDED.stories[0])
    shown = [*at.brief, *at.conflicts, *at.dismissed, *at.timeline, *at.attributions.values()]
    assert {address for one in shown for address in one} <= set(ids)
    for link in re.findall(r'class="permalink" href="#([^"]+)"', page):
        assert link in ids


def test_markdown_says_who_decided() -> None:
    """The same in Markdown, escaped."""
    page = render_markdown(DECIDED)
    told = r"decided by \<N.\> N. on 3 May 2026: heard the \*tape\*"
    assert page.count(told) >= 7
    assert "### Decided by people" in page
    assert "- Words of j4 (" in page
    assert "). Undone: since then" in page
    assert "- Dismissed, " in page
    assert "Decided by" not in render_markdown(SAMPLE)


def test_the_terminal_counts_decisions() -> None:
    """One line for all of them."""
    assert "Decided by people: 3 held, 1 undone, 1 waiting" in render_text(DECIDED)
    assert "Decided by" not in render_text(SAMPLE)


def test_programs_are_told_which_findings_are_decided() -> None:
    """`decided` names the judgements; what the machine alone found has none."""
    story = to_contract(DECIDED)["stories"][0]
    said = {one["id"]: one["decided"] for one in story["attributions"]}
    assert said[SAID.id] == ["j1"]
    assert sum(map(len, said.values())) == 1
    assert story["conflicts"][0]["decided"] == ["j2"]
    assert story["dismissed"][0]["decided"] == ["j3"]
    assert [one["state"] for one in story["decisions"]] == ["holds"] * 3 + ["undone"]


def test_a_story_of_one_article_shows_its_decisions() -> None:
    """An article that a person took out of a story says so."""
    alone = Story("s", "Alone", STORY.articles[:1], decisions=(decide("apart", "j1"),))
    comparison = Comparison(SAMPLE.documents, (alone,))
    assert "Words of j1" in render_html(comparison)
    assert "Words of j1" in render_markdown(comparison)
