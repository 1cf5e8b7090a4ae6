"""Paragraphs and sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_article
from variorum.annotate.language import annotate_language
from variorum.annotate.sentences import LONGEST, cut_paragraphs, split_sentences
from variorum.model import Article, Block


@pytest.mark.parametrize(
    "marked",
    [
        "Mr. Kell met the U.N. envoy.|He left.",
        "It began on Feb. 24 in St. Ulm.|Nobody came.",
        "Sen. A. B. Kell (D-Va.) voted no.|The bill failed.",
        "“Is it true?” she asked.|“It is.”|He left.",
        "“It is true.”|She left at 5 p.m.|The doors closed.",
        "It cost $1.5 million.|Nobody paid.",
        "The firm, Kell Inc., closed.|Workers wept!|Some sang…|It rained.",
        "He lives in the U.S. Navy town.|It is far.",
    ],
)
def test_sentences_end_where_they_should(marked: str) -> None:
    """Abbreviations, initials and numbers end no sentence; quotation marks go with theirs."""
    text = marked.replace("|", " ")
    assert [text[start:end] for start, end in split_sentences(text)] == marked.split("|")


def test_only_telling_blocks_are_read() -> None:
    """Captions and promotions carry no annotation; line ends part paragraphs."""
    text = "Kell quits\nRain fell.\nSubscribe now.\n"
    blocks = (Block("headline", 0, 10), Block("body", 11, 21), Block("promotion", 22, 36))
    article = Article("a1", "d1", text, 0, len(text), blocks)
    [(sentences, _)] = annotate_language([article], fast=True)
    assert [article.cut(span) for span in sentences] == ["Kell quits", "Rain fell."]


def test_wrapped_lines_are_one_paragraph() -> None:
    """A single line end in the middle of a sentence is a blank."""
    text = (
        "The ferry left the harbour at noon with forty people\n"
        "on board and did not come back.\n"
        "It was found."
    )
    article = Article("a1", "d1", text, 0, len(text), (Block("body", 0, len(text)),))
    assert [text[start:end] for start, end in cut_paragraphs(article)] == [
        text[: text.index("\nIt")],
        "It was found.",
    ]


def test_a_huge_paragraph_is_cut() -> None:
    """A model never gets more than a page at once, whatever the input."""
    article = make_article("x" * (3 * LONGEST) + " word." * LONGEST)
    pieces = cut_paragraphs(article)
    assert max(end - start for start, end in pieces) <= LONGEST
    assert sum(end - start for start, end in pieces) > len(article.text) - len(pieces) * 2


def test_the_model_finds_sentences_and_names() -> None:
    """The accurate way keeps offsets into the article's text."""
    article = make_article("Dr. Ada Kell of the University of Ulm left.\nShe told Reuters so.")
    [(sentences, mentions)] = annotate_language([article], fast=False)
    assert [article.cut(span) for span in sentences] == article.text.split("\n")
    assert ("Ada Kell", "person") in [(article.cut(one.span), one.kind) for one in mentions]


@given(st.text(max_size=300))
def test_sentences_never_fail_and_lose_no_word(text: str) -> None:
    """Every letter of the text is in exactly one sentence."""
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join("".join(text[s:e].split()) for s, e in spans) == "".join(text.split())


def test_a_bracket_is_not_broken_between_sentences() -> None:
    """The words that a desk put into a quotation stay in its sentence."""
    text = (
        "Later on Monday, harbour spokesman Ivan Orlov said that Roe had “declared himself against "
        "the common opinion in [Varna]”. He left."
    )
    ((sentences, _),) = annotate_language([make_article(text)], fast=False)
    assert [text[span.start : span.end] for span in sentences][-1] == "He left."
    assert all(
        text[span.start : span.end].count("[") == text[span.start : span.end].count("]")
        for span in sentences
    )
