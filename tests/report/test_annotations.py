"""The annotations follow the W3C's model, and each leads back to its words."""

import json
import re
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_annotated, make_article, make_attribution
from report.sample import make_sample
from variorum.model import Comparison, Conflict, Decision, Document, Span, Story, Value
from variorum.report.annotations import CONTEXT_URL, annotate_story, write_annotations

SAMPLE = make_sample()
PAGE = json.loads("".join(write_annotations(SAMPLE)))
IRI = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[^\s<>\"{}|\\^`]*")
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}


def resolve(target: dict[str, Any], text: str) -> tuple[int, int]:
    """Find a target in a text by its quotation alone, as a reader of annotations does."""
    (quote,) = (one for one in target["selector"] if one["type"] == "TextQuoteSelector")
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    start = text.index(whole) + len(quote["prefix"])
    return start, start + len(quote["exact"])


def test_the_page_is_an_annotation_page() -> None:
    """Section 5.2: context, id, type and items."""
    assert PAGE["@context"][0] == CONTEXT_URL == "http://www.w3.org/ns/anno.jsonld"
    assert PAGE["type"] == "AnnotationPage"
    assert re.fullmatch(r"urn:variorum:page:[0-9a-f]{64}", PAGE["id"])
    assert len(PAGE["items"]) > 30


@pytest.mark.parametrize("one", PAGE["items"], ids=[one["id"] for one in PAGE["items"]])
def test_each_annotation_has_what_the_model_asks(one: dict[str, Any]) -> None:
    """Section 3: id, type, one target or more; bodies, motivation and agents as defined there."""
    assert IRI.fullmatch(one["id"])
    assert one["type"] == "Annotation"
    assert one["motivation"] in MOTIVATIONS
    assert one["target"]
    for body in one["body"]:
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in MOTIVATIONS
    assert one["generator"]["type"] == "Software"
    for target in one["target"]:
        assert target["type"] == "SpecificResource"
        assert IRI.fullmatch(target["source"])
        position, quote = target["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert 0 <= position["start"] < position["end"]


def test_ids_are_told_once_and_stay() -> None:
    """No two annotations share an id, and a second run gives the same bytes."""
    ids = [one["id"] for one in PAGE["items"]]
    assert len(ids) == len(set(ids))
    assert "".join(write_annotations(make_sample())) == "".join(write_annotations(SAMPLE))


def test_every_quotation_is_found_again() -> None:
    """By position, by quotation, and in a text that moved; the checksum tells which text it was."""
    texts = {sha256(one.text.encode("utf-8")).hexdigest(): one.text for one in SAMPLE.documents}
    targets = [target for one in PAGE["items"] for target in one["target"]]
    for target in targets:
        text = texts[target["sha256"]]
        position, quote = target["selector"]
        place = position["start"], position["end"]
        assert text[slice(*place)] == quote["exact"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) >= 1
        moved = resolve(target, "Corrected. " + text)
        assert ("Corrected. " + text)[slice(*moved)] == quote["exact"]


def test_all_kinds_of_findings_are_there() -> None:
    """Attributions, utterances, variants, statements, conflicts, timeline and brief."""
    kinds = {one["kind"] for one in PAGE["items"]}
    assert kinds >= {"attribution", "utterance", "variant", "statement", "conflict", "brief"}


@pytest.mark.parametrize(
    ("path", "url", "source"),
    [
        ("news/a b.txt", None, "news/a%20b.txt"),
        ("/srv/ü:1.txt", None, "file:///srv/%C3%BC%3A1.txt"),
        ("x", "https://a.example/ü?q=1 2", "https://a.example/%C3%BC?q=1%202"),
        ("x", "javascript:alert(1)", "x"),
        (None, None, "urn:sha256:" + sha256(b"No, she said.").hexdigest()),
    ],
)
def test_a_source_is_an_address(path: str | None, url: str | None, source: str) -> None:
    """The web address, else the path, else the text's checksum; nothing that no IRI may hold."""
    article = make_article("No, she said.", "a")
    document = Document("a", path, url, "0", article.text)
    story = Story("s", "t", (_with_attribution(article.text),))
    (one,) = annotate_story(story, {"a": document})
    assert one["target"][0]["source"] == source


def _with_attribution(text: str) -> Any:  # noqa: ANN401 - an annotated article
    article = make_article(text, "a")
    return make_annotated(article, make_attribution(article, "a/q0", "she", "said", "No"))


def test_a_person_is_the_creator_of_what_they_decided() -> None:
    """Who decided a speaker, and when, stands as the W3C has it."""
    annotated = _with_attribution("No, she said.")
    decision = Decision(
        *("j1", "speaker", "N. N.", "2026-05-03T14:05:00+02:00", "", "so", "holds"),
        attributions=("a/q0",),
    )
    story = Story("s", "t", (annotated,), decisions=(decision,))
    (one,) = annotate_story(story, {})
    assert one["creator"] == {"type": "Person", "name": "N. N."}
    assert one["created"] == "2026-05-03T14:05:00+02:00"
    (other,) = annotate_story(replace(story, decisions=()), {})
    assert "creator" not in other


@given(st.text(min_size=1), st.data())
def test_any_text_gives_annotations(text: str, data: st.DataObject) -> None:
    """Whatever the text, the page is valid JSON in UTF-8, and its places are the words."""
    article = make_article(text, "a")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    values = (Value("x", Span("a", start, end)), Value("y", Span("a", 0, len(text))))
    conflict = Conflict("fact", text, "conflict", text, values)
    story = Story("s", text, (make_annotated(article),), conflicts=(conflict,))
    page = "".join(write_annotations(Comparison((), (story,))))
    (one,) = json.loads(page.encode("utf-8"))["items"]
    for target in one["target"]:
        position, quote = target["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
