"""A draft against its sources: each kind of item with each verdict, and any text at all."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_annotated, make_article
from variorum import pipeline
from variorum.check.draft import check_draft
from variorum.check.names import check_names, lay_names
from variorum.model import Check, CheckItem, Mention, Span

SOURCE = """Mill owner resigns after river spill

By Ada Brook
May 4, 2021

Thomas Reed, 61, the owner of the Alder mill, resigned on Monday after at least 300 litres of dye
ran into the river Wen, the council said.

“I have never hidden anything from this town,” Mr Reed told the Wen Gazette. “We lost 12 barrels
and we will pay for every fish.”

Nobody was hurt. The mill employs about 140 people.

Mayor Greta Lund did not say whether the council would close the mill.
"""
DRAFT = """By Cy Dell
May 5, 2021

{sentence}
"""


def check(tmp_path: Path, sentence: str) -> Check:
    """Check one sentence against the source."""
    (tmp_path / "source.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT.format(sentence=sentence), encoding="utf-8")
    return pipeline.check([tmp_path / "draft.txt"], [tmp_path / "source.txt"], fast=True)


def verdicts(found: Check, kind: str) -> dict[str, str]:
    """Return the verdicts of one kind by the draft's words."""
    article = found.drafts[0].article
    return {article.cut(i.span): i.verdict for i in found.items if i.type == kind}


QUOTES = [
    ("“I have never hidden anything from this town,” Mr Reed said.", "right"),
    ('"I have never hidden anything," Mr Reed said.', "right"),
    ("“I have often hidden things from this town,” Mr Reed said.", "changed-meaning"),
    ("“I have hidden anything from this town,” Mr Reed said.", "changed-meaning"),
    ("“We lost 20 barrels and we will pay for every fish,” Mr Reed said.", "changed-meaning"),
    ("“We shall rebuild the mill before the winter,” Mr Reed said.", "not found"),
]


@pytest.mark.parametrize(("sentence", "verdict"), QUOTES)
def test_a_quotation_is_judged_by_its_words(tmp_path: Path, sentence: str, verdict: str) -> None:
    """A quotation is judged by its words."""
    found = check(tmp_path, sentence)
    assert list(verdicts(found, "quote").values()) == [verdict], found.items


SPEAKERS = [
    ("“I have never hidden anything from this town,” Mr Reed said.", "right"),
    ("“I have never hidden anything from this town,” Thomas Reed told the Wen Gazette.", "right"),
    ("“I have never hidden anything from this town,” Greta Lund said.", "contradicted"),
    (
        "“I have never hidden anything from this town,” Thomas Reed told the Alder Post.",
        "contradicted",
    ),
]


@pytest.mark.parametrize(("sentence", "verdict"), SPEAKERS)
def test_an_attribution_is_judged_apart(tmp_path: Path, sentence: str, verdict: str) -> None:
    """An attribution is judged apart."""
    found = check(tmp_path, sentence)
    assert list(verdicts(found, "attribution").values()) == [verdict], found.items


NUMBERS = [
    ("The mill employs about 140 people.", "right"),
    ("The mill employs 900 people.", "contradicted"),
    ("The mill employs 140 people.", "changed-harmless"),
    ("The mill employs 141 people.", "changed-harmless"),
    ("Wendale's Thomas Reed, 62, resigned on Monday.", "contradicted"),
    ("At least 300 litres of dye ran into the river Wen.", "right"),
    ("Dye ran into the river Wen from 87 chimneys.", "not found"),
]


@pytest.mark.parametrize(("sentence", "verdict"), NUMBERS)
def test_a_number_is_judged_by_what_it_counts(tmp_path: Path, sentence: str, verdict: str) -> None:
    """A number is judged by what it counts."""
    found = check(tmp_path, sentence)
    assert list(verdicts(found, "number").values()) == [verdict], found.items


NAMES = [
    ("Thomas Reed owns it.", "Thomas Reed", "right"),
    ("Tomas Reed owns it.", "Tomas Reed", "changed-harmless"),
    ("Walter Reed owns it.", "Walter Reed", "contradicted"),
    ("Jonas Ferrant owns it.", "Jonas Ferrant", "not found"),
]


@pytest.mark.parametrize(("sentence", "name", "verdict"), NAMES)
def test_a_name_is_judged_by_its_spelling(
    tmp_path: Path, sentence: str, name: str, verdict: str
) -> None:
    """A name is judged by its spelling."""
    assert verdicts(check(tmp_path, sentence), "name")[name] == verdict


DATES = [
    ("The mill owner Thomas Reed resigned on May 3, 2021, after dye ran into the river.", "right"),
    (
        "The owner of the Alder mill, Thomas Reed, resigned on April 26, 2021.",
        "contradicted",
    ),
]


@pytest.mark.parametrize(("sentence", "verdict"), DATES)
def test_a_date_is_judged_by_what_happened(tmp_path: Path, sentence: str, verdict: str) -> None:
    """A date is judged by what happened."""
    found = check(tmp_path, sentence)
    assert list(verdicts(found, "date").values()) == [verdict], found.items


CLAIMS = [
    ("The mill employs about 140 people.", "right"),
    ("Mayor Greta Lund did say whether the council would close the mill.", "contradicted"),
    ("Two elephants sang in the cathedral all night.", "not found"),
]


@pytest.mark.parametrize(("sentence", "verdict"), CLAIMS)
def test_a_claim_is_looked_for_in_the_sources(tmp_path: Path, sentence: str, verdict: str) -> None:
    """A claim is looked for in the sources."""
    assert verdicts(check(tmp_path, sentence), "claim")[sentence] == verdict


def test_a_draft_is_no_source_of_its_own(tmp_path: Path) -> None:
    """A draft is no source of its own."""
    draft = tmp_path / "draft.txt"
    draft.write_text(SOURCE, encoding="utf-8")
    (tmp_path / "other.txt").write_text("A goat escaped. “It ran,” Ann Ode said.", encoding="utf-8")
    found = pipeline.check([draft], [tmp_path], fast=True)
    assert [one.article.document for one in found.drafts] == ["draft"]
    assert [one.article.document for one in found.sources] == ["other"]


def _items(draft: str, source: str) -> list[CheckItem]:
    """Check a text against another."""
    mine = pipeline.annotate([make_article(draft, "d")], fast=True, model="rules")[0]
    other = pipeline.annotate([make_article(source, "s")], fast=True, model="rules")[0]
    return check_draft(mine, [other])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_checked(draft: str, source: str) -> None:
    """Any text can be checked."""
    for item in _items(draft, source):
        assert 0 <= item.span.start < item.span.end <= len(draft)
        assert all(0 <= span.start < span.end <= len(source) for span in item.sources)
        assert item.because


def test_nothing_is_contradicted_by_itself() -> None:
    """Nothing is contradicted by itself."""
    wrong = [item for item in _items(SOURCE, SOURCE) if item.verdict not in {"right", "unsure"}]
    assert not wrong


def test_without_sources_nothing_is_found() -> None:
    """Without sources nothing is found."""
    draft = make_annotated(make_article("A goat sang “Oh my dear” loudly in the old church."))
    assert {item.verdict for item in check_draft(draft, [])} == {"not found"}


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        pytest.param("Ruth Ann Roe", "contradicted", id="another first name"),
        pytest.param("Mary Roe", "changed-harmless", id="without the middle name"),
        pytest.param("M. Ann Roe", "changed-harmless", id="an initial"),
    ],
)
def test_a_middle_name_is_no_first_name(written: str, verdict: str) -> None:
    """Two full names with one middle name are one person's only if the first ones agree."""
    articles = [make_article(f"{name} spoke.", name) for name in ("Mary Ann Roe", written)]
    source, draft = (
        replace(
            make_annotated(article),
            mentions=(Mention(Span(article.id, 0, len(article.id)), "person"),),
        )
        for article in articles
    )
    (item,) = check_names(draft, lay_names([source]))
    assert item.verdict == verdict
