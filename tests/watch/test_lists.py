from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.errors import InputError
from variorum.watch.lists import Source, read_opml, read_plain, read_sources

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<!-- our list -->
<opml version="2.0"><head><title>Desk</title></head><body>
<outline text="Politics"><outline text="Café Post" type="rss" xmlUrl="https://a.test/rss"/></outline>
<outline text="Sport" type="rss" xmlUrl="HTTPS://B.test"/>
<outline text="Twice" type="rss" xmlUrl="https://a.test/rss#x"/>
<outline text="A page" htmlUrl="https://c.test/"/>
<outline text="Bad" type="rss" xmlUrl="javascript:alert(1)"/>
</body></opml>"""
PLAIN = """# Our feeds
https://a.test/rss Café Post

  https://b.test/feed   # no name
not-an-address
"""


def test_reads_opml(tmp_path: Path) -> None:
    """The feeds of an OPML list come once each, with their names; what is none is told."""
    file = tmp_path / "feeds.opml"
    file.write_text(OPML, encoding="utf-8")
    sources, skipped = read_sources([str(file)])
    assert sources == [
        Source("https://a.test/rss", "Café Post"),
        Source("https://b.test/", "Sport"),
    ]
    assert [one.path for one in skipped] == [f"{file}, feed 4"]
    assert "Only these are fetched" in skipped[0].reason


def test_reads_plain_lists_and_addresses(tmp_path: Path) -> None:
    """A line holds an address and a name; addresses may be given as they are."""
    file = tmp_path / "feeds.txt"
    file.write_text(PLAIN, encoding="utf-8-sig")
    sources, skipped = read_sources([str(file), "https://c.test/feed", "ftp://d.test/"])
    assert sources == [
        Source("https://a.test/rss", "Café Post"),
        Source("https://b.test/feed"),
        Source("https://c.test/feed"),
    ]
    assert [one.path for one in skipped] == [f"{file}, line 5", "ftp://d.test/"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "names no feed"),
        (b"# nothing\n", "names no feed"),
        (b"<opml><body/></opml>", "names no feed"),
        (b"<rss><channel/></rss>", "no OPML list of feeds. Give the feed's address"),
        (b"%PDF-1.4", "is a PDF"),
        (b"https://a.test/\n" * 10_001, "names 10,001 feeds"),
        (b"\x00\x01\x02" * 50, "not text"),
    ],
)
def test_tells_what_is_no_list(tmp_path: Path, content: bytes, words: str) -> None:
    """What is no list is told with the file's name."""
    file = tmp_path / "feeds"
    file.write_bytes(content)
    sources, skipped = read_sources([str(file), str(tmp_path / "none")])
    assert sources == []
    assert [one.path for one in skipped] == [str(file), str(tmp_path / "none")]
    assert words in skipped[0].reason
    assert "Check the name" in skipped[1].reason


def test_opml_bombs() -> None:
    """No entity of a list is expanded, and depth does no harm."""
    declared = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">'
    text = f'<!DOCTYPE opml [{declared}]><opml><body><outline text="&b;" xmlUrl="http://a.test/"/>'
    assert "aaaa" not in repr(read_opml_or_error(text))
    deep = "<opml>" + '<outline text="x">' * 50_000
    read_opml_or_error(deep)


def read_opml_or_error(text: str) -> object:
    """Return what a list holds, or our error."""
    try:
        return read_opml(text, "list")
    except InputError as error:
        check(error.path == "list" and "\n" not in error.reason)
        return error


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<outline text='x'>",
                "<outline xmlUrl='http://a.test/'>",
                "<outline type='include' url='http://'/>",
                "</outline>",
                "</opml>",
                "<body>",
                "<title>",
                "</title>",
                "</ownerId>",
                "<dateCreated>Foo</dateCreated>",
                "xmlns:x='http://opml.org/spec2'",
                "<x:outline xmlUrl=''/>",
                "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
                "<foaf:Agent>",
                "<Tab>",
                "</Tab>",
                "<ModulePrefs/>",
                "&#0;",
                "\ud800",
            ]
        )
        | st.text(max_size=5)
    ).map("".join)
)
def test_any_list(text: str) -> None:
    """Any text gives feeds or our error."""
    read_opml_or_error("<opml>" + text)
    read_plain(text)


def check(told: bool) -> None:  # noqa: FBT001 - what is asserted
    """Assert that an error tells of itself what it should."""
    assert told
