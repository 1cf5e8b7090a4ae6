import json
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hostile_server import entity_bomb, rss
from variorum.errors import InputError
from variorum.watch.feeds import Feed, Item, read_feed

BASE = "https://harbour.test/feeds/news.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://harbour.test/">
  <title type="html">Harbour &amp;amp; Post</title>
  <entry>
    <id>tag:harbour.test,2026:7</id>
    <title>Ferry burns</title>
    <link rel="enclosure" href="https://harbour.test/a.mp3"/>
    <link rel="alternate" href="2026/ferry?utm_source=atom#top"/>
    <published>2026-03-02T09:00:00+01:00</published>
    <updated>2026-03-02T10:30:00+01:00</updated>
    <source><id>https://wire.test/feed</id><title>Wire Agency</title>
      <link rel="alternate" href="https://wire.test/"/></source>
  </entry>
</feed>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour Post",
    "items": [
        {"id": 7, "url": "/ferry", "title": "Ferry burns", "date_published": "2026-03-02"},
        {"id": "8", "external_url": "https://wire.test/8", "source": {"title": "Wire Agency"}},
        {"id": "9", "content_text": "no address"},
        "nonsense",
    ],
}


def test_reads_atom() -> None:
    """An entry gives its page, its times as they are written, and who published it."""
    feed = read_feed(ATOM.encode(), BASE, "application/atom+xml")
    assert feed.items == (
        Item(
            id="tag:harbour.test,2026:7",
            address="https://harbour.test/2026/ferry",
            title="Ferry burns",
            source="Wire Agency",
            source_address="https://wire.test/",
            published="2026-03-02T09:00:00+01:00",
            updated="2026-03-02T10:30:00+01:00",
        ),
    )


def test_reads_rss() -> None:
    """An item gives the same, in its own words."""
    each = (
        '<pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate><source url="https://wire.test/rss">'
        "Wire  Agency</source>"
    )
    feed = read_feed(rss("/ferry", head="<ttl>60</ttl>", each=each), BASE)
    (item,) = feed.items
    assert feed.title == "The Harbour Post"
    assert feed.stays is not None
    assert feed.stays.total_seconds() == 3600
    assert (item.id, item.address) == ("https://harbour.test/ferry",) * 2
    assert (item.source, item.source_address) == ("Wire Agency", "https://wire.test/rss")
    assert (item.published, item.updated) == ("Mon, 02 Mar 2026 09:00:00 GMT", None)


def test_reads_rss_of_1999() -> None:
    """RSS 1.0 (RDF) with its items outside the channel, and the syndication module's period."""
    data = """<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
        <channel rdf:about="https://harbour.test/"><title>Old</title>
        <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel>
        <item rdf:about="https://harbour.test/1"><title>One</title><link>https://harbour.test/1</link>
        <dc:date>2026-03-02</dc:date></item></rdf:RDF>"""
    feed = read_feed(data.encode(), BASE)
    assert [item.address for item in feed.items] == ["https://harbour.test/1"]
    assert feed.items[0].updated == "2026-03-02"
    assert feed.stays is not None
    assert feed.stays.total_seconds() == 1800


def test_reads_json_feed() -> None:
    """A JSON Feed is read as the others are."""
    feed = read_feed(json.dumps(JSON).encode(), BASE, "application/feed+json")
    assert [(item.id, item.address, item.source) for item in feed.items] == [
        ("7", "https://harbour.test/ferry", None),
        ("8", "https://wire.test/8", "Wire Agency"),
    ]
    assert feed.items[0].published == "2026-03-02"
    assert feed.pageless == 2


def test_links_of_all_kinds() -> None:
    """Relative links are resolved; others are counted, not fetched; a page comes once."""
    feed = read_feed(
        rss(
            "ferry",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "mailto:desk@harbour.test",
            "https://harbour.test/feeds/ferry?utm_campaign=x",
            "http://[broken",
            "",
            "//other.test/a b",
        ),
        BASE,
    )
    assert [item.address for item in feed.items] == [
        "https://harbour.test/feeds/ferry",
        "https://other.test/a%20b",
    ]
    assert feed.pageless == 5


def test_the_original_link_goes_first() -> None:
    """Where a service stands between, the publisher's own address is taken."""
    data = rss("https://proxy.test/1").replace(
        b"<guid>",
        b'<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">https://harbour.test/1'
        b"</f:origLink><guid>",
    )
    assert [item.address for item in read_feed(data, BASE).items] == ["https://harbour.test/1"]


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        pytest.param(rss("/a").replace(b"Post", b"Post & Sons"), "", id="bare ampersand"),
        pytest.param(rss("/a")[:-20], "", id="cut off"),
        pytest.param(b"\xef\xbb\xbf\n" + rss("/a"), "", id="mark and line before"),
        pytest.param(rss("/a").replace(b"Post", b"Caf\xe9"), "", id="Latin-1 that says UTF-8"),
        pytest.param(
            rss("/a").decode().replace("utf-8", "utf-16").encode("utf-16"), "", id="UTF-16"
        ),
        pytest.param(rss("/a"), "text/html; charset=iso-8859-1", id="called HTML"),
        pytest.param(rss("/a").replace(b"utf-8", b"klingon"), "", id="unknown encoding"),
        pytest.param(
            rss("/a").replace(b"<rss", b'<!DOCTYPE rss SYSTEM "x.dtd"><rss'), "", id="DTD"
        ),
        pytest.param(rss("/a").replace(b"Post", b"&nbsp;&bogus;"), "", id="unknown entities"),
    ],
)
def test_reads_what_is_not_well_formed(data: bytes, content_type: str) -> None:
    """A feed that its publisher broke a little is read all the same."""
    assert [item.address for item in read_feed(data, BASE, content_type).items] == [
        "https://harbour.test/a"
    ]


PAGE = b"<!doctype html><html><head>%s</head><body><p>Hello</p></body></html>"
LINK = b'<link rel="alternate" type="application/rss+xml" href="/rss.xml?utm_source=x">'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b" \n\xef\xbb\xbf", "is empty", id="white space"),
        pytest.param(entity_bomb(), "declares entities", id="entity bomb"),
        pytest.param(
            rss("/a").replace(b"<rss", b'<!DOCTYPE r [<!ENTITY x "%s">]><rss' % (b"x" * 999)),
            "declares entities",
            id="long entity",
        ),
        pytest.param(
            b"<rss version='2.0'>" + b"<a>" * 300 + b"</a>" * 300 + b"</rss>",
            "nests over 200",
            id="deep",
        ),
        pytest.param(b"<rss>" + b"<a>" * 100_000, "nests over 200", id="deep and broken"),
        pytest.param(b"<rss " + b"a='1' " * 50_000 + b">", "more attributes", id="attributes"),
        pytest.param(PAGE % b"", "web page, not a feed. Look there", id="page"),
        pytest.param(
            PAGE % LINK, "names this feed: https://harbour.test/rss.xml$", id="page with a feed"
        ),
        pytest.param(b"{", "not valid JSON", id="broken JSON"),
        pytest.param(b'{"a": 1}', "no JSON Feed", id="other JSON"),
        pytest.param(b"[" * 100_000, "not valid JSON", id="deep JSON"),
        pytest.param(b"[1]", "no JSON Feed", id="a list"),
        pytest.param(b"%PDF-1.4", "is no feed: it is a PDF", id="PDF"),
        pytest.param(b"hello", "no feed that can be read", id="text"),
        pytest.param(b"<opml><body/></opml>", "no feed that can be read", id="OPML"),
    ],
)
def test_tells_what_is_no_feed(data: bytes, words: str) -> None:
    """What is no feed is told with its address and what to do."""
    with pytest.raises(InputError, match=words) as caught:
        read_feed(data, BASE, "text/xml")
    assert caught.value.path == BASE


def test_nothing_outside_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No entity brings a file or an address into a feed."""
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("swordfish")
    for address in (secret.as_uri(), "http://127.0.0.1:9/"):
        for entity in (
            f'<!ENTITY x SYSTEM "{address}">',
            f'<!ENTITY % p SYSTEM "{address}"> %p; <!ENTITY x "y">',
        ):
            declared = f"<!DOCTYPE rss [{entity}]><rss".encode()
            data = rss("/a").replace(b"<rss", declared, 1).replace(b"Harbour", b"&x;")
            assert "swordfish" not in repr(read_feed(data, BASE))


@pytest.mark.parametrize(
    ("size", "end"), [(50_000, b""), (5_000, b"&")], ids=["well-formed", "broken"]
)
def test_a_feed_of_fifty_thousand_items(size: int, end: bytes) -> None:
    """Only the first thousand are looked at, in bearable time; how many are left is told."""
    data = rss(*(f"https://harbour.test/{number}" for number in range(size)))
    data = data.replace(b"</channel>", end + b"</channel>")
    began = time.process_time()
    feed = read_feed(data, BASE)
    assert time.process_time() - began < 5
    assert (len(feed.items), feed.left) == (1000, size - 1000)
    assert feed.items[-1].address == "https://harbour.test/999"
    assert feed.title == "The Harbour Post"


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(b"<author>" + b"a" * 100_000 + b"</author>", id="a long author"),
        pytest.param(b"<x:Creator>" + b"a" * 100_000 + b"</x:Creator>", id="in a namespace"),
        pytest.param(b"<author>" + b"a" * 100_000, id="an author that does not end"),
        pytest.param(b"<title>" + b"<" * 100_000, id="brackets"),
        pytest.param(b"<title>" + b"&" * 100_000, id="ampersands"),
        pytest.param(b"<a>" * 30_000, id="elements that do not end"),
        pytest.param(b"<pubDate>" + b"1-" * 50_000 + b"</pubDate>", id="a long date"),
    ],
)
def test_time_grows_with_size(inner: bytes) -> None:
    """What is made to cost its reader time costs little."""
    head = b'<rss version="2.0" xmlns:x="http://purl.org/dc/elements/1.1/"><channel><item>'
    data = head + b"<link>https://harbour.test/a</link>" + inner + b"</item></channel></rss>"
    began = time.process_time()
    try:
        read_feed(data, BASE)
    except InputError as error:
        check("nests over 200" in error.reason)
    assert time.process_time() - began < 3


def test_long_names_are_cut() -> None:
    """An id of any length is kept as a hash, a title cut."""
    data = rss("/a", each="<category/>").replace(b"<guid>/a", b"<guid>" + b"x" * 9000)
    data = data.replace(b"Item 1", b"T" * 9000)
    (item,) = read_feed(data, BASE).items
    assert re.fullmatch("sha256:[0-9a-f]{64}", item.id)
    assert item.title == "T" * 500


PIECES = st.sampled_from(
    [
        b"<rss version='2.0'>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<channel>",
        b"<item>",
        b"</item>",
        b"<entry>",
        b"</entry>",
        b"<source url='x'>",
        b"<source>",
        b"</source>",
        b"<link>",
        b"<link href='/a'/>",
        b"<link href='http://[' rel='self'/>",
        b"</link>",
        b"<guid>",
        b"<title type='xhtml'>",
        b"<content type='xhtml'><div>",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"<!DOCTYPE x [",
        b"<!ENTITY a '&b;'>",
        b"]>",
        b"&a;",
        b"&#xD800;",
        b"&#0;",
        b"<?xml version='1.0' encoding='utf-16'?>",
        b"<ttl>",
        b"<pubDate>Mon, 99 Foo",
        b"<updated>",
        b"<media:content url='http://[::1' xmlns:media='http://search.yahoo.com/mrss/'/>",
        b"<itunes:image href='//' />",
        b"<georss:point>1 x</georss:point>",
        b"<gml:pos xmlns:gml='http://www.opengis.net/gml'>",
        b"xml:base='http://['",
        b"{",
        b'"items"',
        b":",
        b"[",
        b'{"version":"https://jsonfeed.org/version/1","items":[{"url":1},{"url":"/x","id":[]}]}',
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.binary(max_size=8) | st.text(max_size=6).map(str.encode)).map(b"".join))
@example(b"<rss><channel><item><link>http://[</link></item>")
def test_any_bytes(data: bytes) -> None:
    """Any bytes give a feed that is fit to be stored, or our error with the address."""
    try:
        feed = read_feed(data, BASE, "text/xml")
    except InputError as error:
        check(error.path == BASE and "\n" not in error.reason)
        return
    assert_storable(feed)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["items", "url", "id", "title", "source", "date_published", "x"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_any_json(value: object) -> None:
    """Any JSON gives a feed that is fit to be stored, or our error."""
    try:
        feed = read_feed(json.dumps({"items": [value], "title": value}).encode(), BASE)
    except InputError as error:
        check(error.path == BASE and "\n" not in error.reason)
        return
    assert_storable(feed)


def assert_storable(feed: Feed) -> None:
    """Check that a database takes all of a feed: PostgreSQL refuses NUL and lone surrogates."""
    for item in feed.items:
        assert item.address.isascii()
        assert item.id
        for value in (item.id, item.title, item.source, item.published, item.updated):
            assert value is None or "\x00" not in value.encode().decode()


def check(told: bool) -> None:  # noqa: FBT001 - what is asserted
    """Assert that an error tells of itself what it should."""
    assert told
