"""Names as the encoder finds them: people, bodies, places, in the paragraphs that it reads."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from factory import make_article
from variorum.annotate import language
from variorum.annotate.encoder_names import find_runs
from variorum.annotate.encoding import encode_article
from variorum.annotate.language import annotate_language
from variorum.annotate.name_tags import NAME_TAGS

pytest.importorskip("onnxruntime")

CASES: tuple[tuple[str, set[tuple[str, str]]], ...] = (
    ("Ada Kell went back to Berlin.", {("Ada Kell", "person"), ("Berlin", "place")}),
    ("Sen. Ann Poole spoke in Geneva.", {("Ann Poole", "person"), ("Geneva", "place")}),
    ("Mr. Okafor’s party met in Nairobi.", {("Okafor", "person"), ("Nairobi", "place")}),
    ("The Justice Department sued Kell Line on Monday.", {("Justice Department", "organisation")}),
    ("“We wait,” Lena Sorg told the BBC.", {("Lena Sorg", "person"), ("BBC", "organisation")}),
    ("DAVOS, Switzerland (AP) — Ida Roe left.", {("DAVOS", "place"), ("Ida Roe", "person")}),
    ("He lives with his mother in a small town.", set()),
    ("The ship left at noon and came back late.", set()),
)


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_names_and_their_kinds(text: str, wanted: set[tuple[str, str]]) -> None:
    """The names of a sentence, without titles and possessives; none where there is none."""
    article = make_article(text)
    [(_, mentions)] = annotate_language([article], fast=False)
    found = {(article.cut(one.span), one.kind) for one in mentions}
    assert wanted <= found
    assert wanted or not found


def test_a_string_has_one_kind() -> None:
    """What the text says of a name in one place holds in the others."""
    text = "Vera Lind left Ostrava.\n\nLind had been ill. The board thanked Lind. Lind is 41."
    article = make_article(text)
    [(_, mentions)] = annotate_language([article], fast=False)
    kinds = {one.kind for one in mentions if article.cut(one.span).endswith("Lind")}
    assert kinds == {"person"}


def test_an_article_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the encoder said of an article is not asked again."""
    article = make_article("Ada Kell spoke in Ulm.")
    encoded = encode_article(article)
    asked = annotate_language([article], fast=False)
    monkeypatch.setattr(language, "encode_article", None)
    assert annotate_language([article], fast=False, encoded=[encoded]) == asked


def test_what_is_not_read_has_no_names() -> None:
    """An article without words has no names, and none fails."""
    for text in ("", " ", "\n\n", "…", "—", "LONDON (Reuters) —"):
        [(_, mentions)] = annotate_language([make_article(text)], fast=False)
        assert all(one.span.start < one.span.end <= len(text) for one in mentions)


@given(
    arrays.arrays(
        np.float32,
        st.tuples(st.integers(0, 30), st.just(len(NAME_TAGS))),
        elements=st.floats(-20, 0, width=32),
    )
)
def test_runs_are_in_order_and_apart(scores: np.ndarray) -> None:
    """Any scores give runs in text order that share no word."""
    scores = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    end = 0
    for first, last, chances in find_runs(scores):
        assert end <= first < last <= len(scores)
        assert chances.shape == (4,)
        assert (np.exp(scores[first:last, 0]) < 0.5).all()
        end = last


@given(st.text(max_size=200))
def test_no_text_fails(text: str) -> None:
    """Names are spans of the text, in order, whatever it is."""
    [(_, mentions)] = annotate_language([make_article(text)], fast=False)
    spans = [one.span for one in mentions]
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
