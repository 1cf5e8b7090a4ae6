"""The gate of the brief: what a sentence's citations do not give is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_annotated, make_article
from variorum.model import BriefSentence, Independence, Span
from variorum.report.rederived import find_faults, keep_derivable

CITED = (
    "Mayor Adele Fry, 44, said on Monday that 12 of the 30 workers had not left the Vestra "
    "cannery and that “nobody held a key to the gate.”"
)
ONE = Independence(1, 1, (), "one article says so")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        pytest.param("12 of", "13 of", "number", id="number"),
        pytest.param("12 of the 30", "30 of the 12", "number", id="numbers swapped"),
        pytest.param("44,", "45,", "number", id="age"),
        pytest.param("Adele", "Agnes", "name", id="first name"),
        pytest.param("Vestra", "Oakum", "name", id="place"),
        pytest.param("Monday", "Tuesday", "date", id="date"),
        pytest.param("had not left", "had left", "claim", id="negation left out"),
        pytest.param("held a key", "held no key", "claim", id="negation put in"),
        pytest.param("a key to", "the key of", "quote", id="quotation"),
    ],
)
def test_a_planted_fault_is_found(old: str, new: str, kind: str) -> None:
    """An altered number, name, date, negation or quotation cannot be derived."""
    altered = CITED.replace(old, new)
    assert altered != CITED
    assert kind in {one.type for one in find_faults(altered, CITED, "2031-03-05")}


def test_the_words_themselves_are_derived() -> None:
    """A sentence that stands in its citation to the letter has no fault."""
    assert find_faults(CITED, CITED) == []
    assert find_faults(CITED[24:], CITED) == []


@pytest.mark.parametrize("text", [CITED.replace("12", "13"), CITED.replace("not ", "")])
def test_a_sentence_with_a_fault_is_dropped(text: str) -> None:
    """The others stay, in their order."""
    page = make_annotated(make_article(CITED))
    span = page.sentences[0]
    good, bad = (BriefSentence(words, (span,), 1, ONE) for words in (CITED, text))
    assert keep_derivable([bad, good, bad], [page]) == [good]


def test_a_citation_outside_the_articles_is_no_citation() -> None:
    """A sentence whose own place is not among the articles is dropped."""
    page = make_annotated(make_article(CITED))
    lost = BriefSentence(CITED, (Span("a9", 0, 9),), 1, ONE)
    beyond = BriefSentence(CITED, (Span("a1", 5, 9_999),), 1, ONE)
    assert keep_derivable([lost, beyond], [page]) == []


def test_a_citation_that_has_another_number_is_taken_away() -> None:
    """It does not count for the sentence any more."""
    text = "The fire in the Vestra cannery killed six night workers on Monday."
    other = "The fire in the Vestra cannery killed nine night workers on Monday."
    pages = [
        make_annotated(make_article(words, name)) for words, name in ((text, "a1"), (other, "a2"))
    ]
    spans = find_span(pages[0].article, text), find_span(pages[1].article, other)
    told = BriefSentence(text, spans, 2, Independence(2, 2, (), "two reports"))
    (kept,) = keep_derivable([told], pages)
    assert kept.citations == spans[:1]
    assert (kept.outlets, kept.independence.low, kept.independence.high) == (1, 1, 1)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_judged(text: str, cited: str) -> None:
    """Nothing raises, and every fault has a place in the text."""
    for one in find_faults(text, cited):
        assert 0 <= one.span.start <= one.span.end <= max(len(text), 1)
