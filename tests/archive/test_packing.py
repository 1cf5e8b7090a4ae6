from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_annotated, make_article, make_attribution
from variorum.archive.edits import compare_versions
from variorum.archive.identity import file_key, is_same_article, make_slug, words_key
from variorum.archive.packing import (
    fill_story,
    pack_annotated,
    pack_story,
    pack_text,
    unpack_annotated,
    unpack_story,
    unpack_text,
)
from variorum.archive.renaming import rename
from variorum.model import Annotated, Story
from variorum.pipeline import annotate, compare_story

TEXT = (
    "The dam at Ostrava Bend held on Tuesday, and 40 people came home.\n"
    "“It held because we were warned,” mayor Ines Corvin told the Bend Gazette.\n"
    "Police said at least three cars were lost."
)


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    """Half characters and NULs included."""
    assert unpack_text(pack_text(text)) == text


def test_a_compared_story_comes_back() -> None:
    """Every record is equal, and the texts are the ones that were given, not copies."""
    articles = annotate(
        [make_article(TEXT, "a-1"), make_article(TEXT.replace("40", "50"), "b-2")], fast=True
    )
    story = compare_story("s1", articles, [])
    given_back = {
        one.article.id: unpack_annotated(pack_annotated(one), one.article.text) for one in articles
    }
    packed = unpack_story(pack_story(story, given_back, {"a-1": 1, "b-2": 3}))
    assert packed.versions == {"a-1": 1, "b-2": 3}
    assert fill_story(packed, given_back) == story
    assert packed.altered == {}


def test_what_the_findings_altered_is_kept() -> None:
    """An article that people's judgements changed comes back changed."""
    article = make_article(TEXT, "a-1")
    plain = make_annotated(article)
    changed = make_annotated(
        article, make_attribution(article, "a-1/q0", "Police", "said", "at least three cars")
    )
    story = Story("s1", "Dam", (changed,))
    packed = unpack_story(pack_story(story, {"a-1": plain}, {"a-1": 1}))
    assert fill_story(packed, {"a-1": plain}) == story


def test_renaming_reaches_every_span() -> None:
    """Under the new id everything is as if it had been found under it."""
    (old,) = annotate([make_article(TEXT, "a-1")], fast=True)
    (new,) = annotate([replace(make_article(TEXT, "b-2"), document="d7")], fast=True)
    assert rename(old, "b-2", "d7") == new


@given(st.text(alphabet="ab .“”\n7"), st.text(alphabet="ab .“”\n7"))
@settings(max_examples=60, deadline=None)
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    """Whatever the versions say: spans lie in their texts, and the same is no edit."""
    old, new = (bare(text, name) for text, name in ((one, "x.1"), (other, "x.2")))
    edits, _, _ = compare_versions(old, new)
    for edit in edits:
        if edit.old is not None:
            old.article.cut(edit.old)
        if edit.new is not None:
            new.article.cut(edit.new)
    assert compare_versions(old, bare(one, "x.2"))[0] == []


def bare(text: str, name: str) -> Annotated:
    """Return an article with a sentence a paragraph."""
    return make_annotated(make_article(text, name))


@given(st.text(), st.text())
@settings(max_examples=60)
def test_a_text_is_a_version_of_itself(one: str, other: str) -> None:
    """The relation is the same from both sides, and every article is itself."""
    left, right = make_article(one), make_article(other)
    for tie in ("address", "file", "likeness"):
        assert is_same_article(left, right, tie) == is_same_article(right, left, tie)
    assert is_same_article(left, left, "address")
    assert words_key(left) == words_key(make_article(one, "another"))


@given(st.text())
def test_slugs_are_safe_in_addresses(name: str) -> None:
    """Letters a to z, digits and hyphens, never empty."""
    assert set(make_slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert make_slug(name)


def test_standard_input_has_no_file() -> None:
    """What is piped in is never taken for what was piped in before."""
    assert file_key("-", None, 0) is None
    assert file_key("a.txt", None, 0) != file_key("a.txt", None, 1)
