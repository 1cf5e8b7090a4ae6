import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_stock import HARBOUR, fetch, page, stock
from variorum.archive.archive import Archive
from variorum.archive.records import Choice, SearchKind
from variorum.archive.search import parse_query, render_match
from variorum.archive.words import find_words


@pytest.mark.parametrize(
    ("query", "kind", "found"),
    [
        pytest.param("silo", "text", ["silo#1"], id="word"),
        pytest.param("SILO Tessel", "text", ["silo#1"], id="all words, any case"),
        pytest.param("elan", "text", ["silo#1"], id="without its accent"),
        pytest.param("said", "text", ["frost#2", "silo#1"], id="newest first"),
        pytest.param("said -silo", "text", ["frost#2"], id="without"),
        pytest.param('"crane driver"', "text", ["silo#1"], id="in a row"),
        pytest.param('"driver crane"', "text", [], id="not in that row"),
        pytest.param("blos*", "text", ["frost#2"], id="beginning"),
        pytest.param("blos", "text", [], id="no beginning"),
        pytest.param('"the blos*"', "text", ["frost#2"], id="beginning in a row"),
        pytest.param("cannon", "quote", ["silo#1"], id="said"),
        pytest.param("midnight", "quote", [], id="not said"),
        pytest.param("danov", "speaker", ["silo#1", "silo#1"], id="who said it"),
        pytest.param("cannon", "speaker", [], id="no speaker's name"),
        pytest.param("", "text", [], id="nothing"),
        pytest.param("-silo", "text", [], id="only without"),
        pytest.param("“” ... *", "text", [], id="marks alone"),
        pytest.param("silo' OR 1=1 --", "text", [], id="no SQL"),
        pytest.param("silo NEAR words:x ^ ( ) {", "text", [], id="no query language"),
        pytest.param("silo AND", "text", ["silo#1"], id="and is a word"),
    ],
)
def test_search_finds(stocked: Archive, query: str, kind: SearchKind, found: list[str]) -> None:
    """Both servers find the same articles, newest first."""
    hits = stocked.search(query, kind)
    assert [one.article for one in hits] == found or (
        kind == "speaker" and found and {one.article for one in hits} == set(found)
    )
    for one in hits:
        text = stocked.documents([one.article])[one.article].text
        assert text[one.span.start : one.span.end] == one.words


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(first="2031-04-02"), ["frost#2"]),
        (Choice(last="2031-04-02"), ["silo#1"]),
        (Choice(outlet="the herald"), ["silo#1"]),
        (Choice(outlet="nobody"), []),
        (Choice(limit=1), ["frost#2"]),
        (Choice(offset=1, limit=1), ["silo#1"]),
    ],
)
def test_filters(stocked: Archive, choice: Choice, found: list[str]) -> None:
    """Days and outlet choose among what is found; pages follow each other."""
    assert [one.article for one in stocked.search("said", "text", choice)] == found
    days = {line.id: line for line in stocked.stories(choice)}
    assert len(days) == len(found)


def test_only_the_text_that_counts_is_found(archive: Archive) -> None:
    """What an article no longer says is not found in it."""
    stock(archive)
    fetch(archive, "https://a.example/silo", page("Élan vital: silo falls", HARBOUR[:2]), 2)
    assert archive.search("inspected") == []
    assert archive.search("fault", "quote") == []
    assert [one.article for one in archive.search("cannon", "quote")] == ["silo#1"]


def test_what_a_speaker_said(stocked: Archive) -> None:
    """A speaker's page has the exact words, and where they stand."""
    (line,) = stocked.speakers("danov")
    found = stocked.speaker(line.key)
    assert found is not None
    assert (found.name, found.quotes) == ("Mirela Danov", len(found.said))
    assert any("crack like a cannon" in one.words for one in found.said)
    assert {one.story for one in found.said} == {"s1"}
    assert {one.name for one in stocked.speakers()} >= {"Mirela Danov", "Petra Quill"}


def test_an_outlets_page(stocked: Archive) -> None:
    """An outlet has its articles, and the shares that they are made of."""
    found_outlets = {(one.name, one.articles) for one in stocked.outlets()}
    assert found_outlets == {("Herald", 1), ("Post", 1)}
    found = stocked.outlet("Herald")
    assert found is not None
    assert [one.id for one in found.lines] == ["silo#1"]
    assert found.own is not None
    assert found.quoted is not None
    assert abs(found.own + found.quoted + (found.copied or 0) + (found.shared or 0) - 1) < 1e-6


@given(st.text())
def test_no_query_can_break_out(query: str) -> None:
    """Whatever is typed, only folded words and our own marks reach the server."""
    terms = parse_query(query)
    if any(one.wanted for one in terms):
        for dialect, marks in (("sqlite", ' "()*ANDORT{}:words'), ("postgresql", " '()&!<->:*")):
            rest = render_match(terms, dialect, None)
            words = {word for one in terms for word in one.words}
            assert all(word.isalnum() for word in words)
            for word in sorted(words, key=len, reverse=True):
                rest = rest.replace(word, "")
            assert set(rest) <= set(marks)


@given(st.text())
def test_words_stand_where_they_are_said_to(words: str) -> None:
    """Places are in order and inside the text, words are folded."""
    found = find_words(words)
    assert all(0 <= start < end <= len(words) for _, start, end in found)
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)
