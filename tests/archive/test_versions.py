from pathlib import Path

import pytest

from archive_stock import HARBOUR, ORCHARD, fetch, page
from variorum.archive.archive import Archive
from variorum.archive.identity import address_key, words_key
from variorum.archive.records import Edits

URL = "https://herald.example/news/silo-collapse"
TITLE = "Four dead as silo falls in harbour"


def changed(number: int, old: str, new: str) -> tuple[str, ...]:
    """Return the harbour report with other words in one paragraph."""
    assert old in HARBOUR[number]
    return tuple(one.replace(old, new) if at == number else one for at, one in enumerate(HARBOUR))


def edits_of(archive: Archive, second: bytes) -> Edits:
    """Add the harbour report and another version of it; return what became of it."""
    fetch(archive, URL, page(TITLE, HARBOUR))
    added = fetch(archive, URL, second, hours=2)
    assert added.versions == ("silo-collapse#1",)
    found = archive.edits("silo-collapse#1", 1, 2)
    assert found is not None
    return found


def test_other_text_at_one_address_is_a_new_version(archive: Archive) -> None:
    """The article goes on; its first version stays as it was."""
    fetch(archive, URL, page(TITLE, HARBOUR))
    added = fetch(archive, URL, page(TITLE, changed(0, "four", "five")), hours=2)
    assert (added.new, added.versions) == ((), ("silo-collapse#1",))
    assert [line.articles for line in archive.stories()] == [1]
    versions = archive.versions("silo-collapse#1")
    assert [(one.number, one.current) for one in versions] == [(1, False), (2, True)]
    texts = [archive.article("silo-collapse#1", number) for number in (1, 2, None)]
    assert ["killing five" in one.annotated.article.text for one in texts if one] == [
        False,
        True,
        True,
    ]
    story = archive.story("s1")
    assert story is not None
    assert "killing five" in story.articles[0].article.text


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(page(TITLE, tuple(f"  {one} \n" for one in HARBOUR)), id="white space"),
        pytest.param(
            page(TITLE, HARBOUR, extra="<aside><h2>Most read</h2><a href='/a'>Frost</a></aside>"),
            id="promotion",
        ),
        pytest.param(page(TITLE, HARBOUR, published="2031-04-01T18:05:00Z"), id="time"),
    ],
)
def test_trivial_changes_are_folded_away(archive: Archive, second: bytes) -> None:
    """White space, promotions and times make no version."""
    fetch(archive, URL, page(TITLE, HARBOUR))
    assert fetch(archive, URL, second, hours=2).unchanged == ("silo-collapse#1",)
    (version,) = archive.versions("silo-collapse#1")
    assert version.seen == "2031-04-02T11:00:00Z"


def test_a_text_that_comes_back_is_a_version_again(archive: Archive) -> None:
    """What was fetched later counts, even if it is an older text."""
    first, second = page(TITLE, HARBOUR), page(TITLE, changed(0, "four", "five"))
    for hours, content in ((0, first), (1, second), (2, first)):
        fetch(archive, URL, content, hours)
    versions = archive.versions("silo-collapse#1")
    assert [one.number for one in versions] == [1, 2, 3]
    assert versions[0].text_sha256 == versions[2].text_sha256


def test_files_saved_at_several_times_are_versions(archive: Archive, tmp_path: Path) -> None:
    """Pages that state one address are versions, and adding all of them again changes nothing."""
    for name, paragraphs in (("monday", HARBOUR), ("tuesday", changed(0, "four", "five"))):
        (tmp_path / f"{name}.html").write_bytes(page(TITLE, paragraphs, url=URL))
    (added,) = archive.add_paths([tmp_path])
    assert (added.new, added.versions) == (("monday#1",), ("monday#1",))
    (again,) = archive.add_paths([tmp_path])
    assert (again.new, again.versions) == ((), ())
    assert len(archive.versions("monday#1")) == 2


def test_an_older_page_that_comes_later_is_not_the_one_that_counts(archive: Archive) -> None:
    """Versions are ordered by when they were fetched, not by when they were added."""
    fetch(archive, URL, page(TITLE, changed(0, "four", "five")), hours=3)
    fetch(archive, URL, page(TITLE, HARBOUR), hours=1)
    versions = archive.versions("silo-collapse#1")
    assert [(one.number, one.current) for one in versions] == [(2, False), (1, True)]


@pytest.mark.parametrize(
    ("url", "title", "paragraphs", "site"),
    [
        pytest.param(URL, "Frost kills blossom in Verrin", ORCHARD, "Tessel Herald", id="reused"),
        pytest.param(URL, TITLE, HARBOUR, "Verrin Post", id="another outlet's copy"),
        pytest.param(f"{URL}-2", TITLE, ORCHARD, "Tessel Herald", id="same title, other text"),
    ],
)
def test_what_is_another_article_stays_one(
    archive: Archive, url: str, title: str, paragraphs: tuple[str, ...], site: str
) -> None:
    """No address, title or copy makes a version of what is another report."""
    fetch(archive, URL, page(TITLE, HARBOUR))
    second = page(title, (*paragraphs, "The council meets on Friday."), site=site)
    assert len(fetch(archive, url, second, hours=2).new) == 1


def test_nearly_the_same_text_of_one_outlet_and_day_is_a_version(archive: Archive) -> None:
    """A report that moved to another address is known by outlet, title and text."""
    paragraphs = (*HARBOUR, *(f"{one} It said so again." for one in HARBOUR))
    fetch(archive, URL, page(TITLE, paragraphs))
    longer = (*paragraphs, "A minute's silence was held at noon.")
    added = fetch(archive, "https://herald.example/2031/silo", page(TITLE, longer), hours=2)
    assert added.versions == ("silo-collapse#1",)


@pytest.mark.parametrize(
    ("second", "kind", "old", "new"),
    [
        pytest.param(page(TITLE, HARBOUR[:2]), "taken out", HARBOUR[2], None, id="taken out"),
        pytest.param(
            page(TITLE, (*HARBOUR, "Shares of the port company fell by 8 percent.")),
            "added",
            None,
            "Shares of the port company fell by 8 percent.",
            id="added",
        ),
        pytest.param(
            page(TITLE, changed(0, "four", "five")), "changed", "four", "five", id="number"
        ),
        pytest.param(
            page(TITLE, changed(2, "had been inspected", "had reportedly been inspected")),
            "softened",
            None,
            "reportedly",
            id="softened",
        ),
        pytest.param(
            page(
                TITLE,
                changed(0, "four", "five"),
                extra="<p>Correction: An earlier version of this article gave a wrong number of "
                "dead workers.</p>",
            ),
            "corrected",
            "four",
            "five",
            id="corrected",
        ),
    ],
)
def test_silent_edits_are_named(
    archive: Archive, second: bytes, kind: str, old: str | None, new: str | None
) -> None:
    """Each change has its kind and its exact place on both sides."""
    found = edits_of(archive, second)
    named = [one for one in found.edits if one.kind == kind]
    assert named, found.edits
    for page_of, words, side in (
        (found.older, old, named[0].old),
        (found.newer, new, named[0].new),
    ):
        if words is not None:
            assert side is not None
            assert words in page_of.annotated.article.cut(side)
    assert found.said == ("correction" if kind == "corrected" else None)


def test_a_page_that_states_a_later_time_says_so(archive: Archive) -> None:
    """An updated time is an admission, if a weak one."""
    stated = '<meta property="article:modified_time" content="2031-04-02T10:00:00Z"></head>'
    second = page(TITLE, changed(0, "four", "five")).replace(b"</head>", stated.encode())
    assert edits_of(archive, second).said == "updated time"


def test_moved_paragraphs_are_no_new_words(archive: Archive) -> None:
    """A paragraph that stands elsewhere is moved, neither added nor taken out."""
    found = edits_of(archive, page(TITLE, (HARBOUR[0], HARBOUR[2], HARBOUR[1])))
    assert {one.kind for one in found.edits} == {"moved"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.example/x/?utm_source=y&id=3#top", "http://a.example/x?id=3"),
        ("https://m.a.example/x/index.html", "https://a.example/x"),
        ("https://a.example/x?b=2&a=1", "https://a.example/x?a=1&b=2"),
    ],
)
def test_one_page_has_one_address(one: str, other: str) -> None:
    """Counters of clicks, the host's kind, the slash and the order of fields do not count."""
    assert address_key(one) == address_key(other) is not None


@pytest.mark.parametrize(
    "url", [None, "", "https://a.example/", "ftp://a.example/x", "http://[", "x"]
)
def test_what_leads_to_no_article_is_no_address(url: str | None) -> None:
    """A site's front page ties no two articles."""
    assert address_key(url) is None


def test_quotation_marks_count(archive: Archive) -> None:
    """Taking a quotation's marks away is a change; marks of other kinds are not."""
    fetch(archive, URL, page(TITLE, HARBOUR))
    straight = tuple(one.replace("“", '"').replace("”", '"') for one in HARBOUR)
    bare = tuple(one.replace("“", "").replace("”", "") for one in HARBOUR)
    assert fetch(archive, URL, page(TITLE, straight), hours=1).unchanged
    assert fetch(archive, URL, page(TITLE, bare), hours=2).versions
    found = [archive.article("silo-collapse#1", number) for number in (1, 2)]
    assert len({words_key(one.annotated.article) for one in found if one}) == 2
