from hashlib import sha256
from pathlib import Path

import pytest

from archive_stock import DAY, HARBOUR, ORCHARD, dump, fetch, page
from variorum.archive.archive import Archive, open_archive
from variorum.archive.records import Added
from variorum.errors import InputError

URL = "https://herald.example/news/silo-collapse"


def test_what_was_added_is_there_with_its_bytes(archive: Archive) -> None:
    """The bytes come back as they were, under their checksum, and spans cut the text."""
    content = page("Four dead as silo falls", HARBOUR)
    added = fetch(archive, URL, content)
    assert added.new == ("silo-collapse#1",)
    found = archive.article("silo-collapse#1")
    assert found is not None
    assert found.document.sha256 == sha256(content).hexdigest()
    assert archive.source(found.document.sha256) == content
    text = found.annotated.article.text
    assert text == found.document.text
    assert sha256(text.encode()).hexdigest() == found.versions[0].text_sha256
    said = [one for one in found.annotated.attributions if one.kind == "direct"]
    assert "We heard a crack" in found.annotated.article.cut(said[0].content[0])


def test_adding_the_same_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    """No row of any table is another after files were added again."""
    (tmp_path / "silo.html").write_bytes(page("Four dead as silo falls", HARBOUR))
    (tmp_path / "frost.txt").write_text("Frost in the valley\n\n" + "\n\n".join(ORCHARD))
    list(archive.add_paths([tmp_path]))
    archive.refresh()
    before = dump(archive)
    again = list(archive.add_paths([tmp_path]))
    assert [one.new for one in again] == [()]
    assert again[0].unchanged == ("frost#1", "silo#2")
    assert archive.refresh() == []
    assert dump(archive) == before


def test_the_same_bytes_under_another_name_are_the_same_article(
    archive: Archive, tmp_path: Path
) -> None:
    """A copy of a file is no second report."""
    content = page("Four dead as silo falls", HARBOUR)
    for name in ("one.html", "two.html"):
        (tmp_path / name).write_bytes(content)
    (added,) = archive.add_paths([tmp_path])
    assert (len(added.new), len(added.unchanged)) == (1, 1)


def test_lines_of_json_are_articles_of_their_own(archive: Archive, tmp_path: Path) -> None:
    """Each line is kept with its own bytes, a given story is kept, and lines may change places."""
    lines = [
        b'{"id": "a", "text": "Four workers died at Tessel Quay.", "story": "silo"}',
        b'{"id": "b", "text": "The silo at the quay fell on Tuesday.", "story": "silo"}',
    ]
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b"\n".join(lines) + b"\n")
    (added,) = archive.add_paths([file])
    assert added.new == ("a#1", "b#2")
    assert archive.story_of("a#1") == archive.story_of("b#2")
    document = archive.documents(["b#2"])["b#2"]
    assert archive.source(document.sha256) == lines[1]
    file.write_bytes(b"\n".join(reversed(lines)) + b"\n")
    (again,) = archive.add_paths([file])
    assert again == Added(unchanged=("b#2", "a#1"))


def test_what_cannot_be_read_is_told(archive: Archive, tmp_path: Path) -> None:
    """A file that is no text is skipped with the reason; the others are added."""
    (tmp_path / "a.html").write_bytes(page("Four dead as silo falls", HARBOUR))
    (tmp_path / "b.html").write_bytes(b"\x89PNG\r\n")
    done = list(archive.add_paths([tmp_path]))
    assert [one.path for added in done for one in added.skipped] == [str(tmp_path / "b.html")]
    assert sum(len(added.new) for added in done) == 1


def test_a_page_without_an_article_is_an_error(archive: Archive) -> None:
    """What was fetched and cannot be read raises, with the address."""
    with pytest.raises(InputError, match=r"https://herald.example/x"):
        archive.add_bytes(b"", url="https://herald.example/x", fetched=DAY)


def test_the_servers_charset_counts(archive: Archive) -> None:
    """Bytes that are not UTF-8 are read as the server says."""
    content = page("Łódź: silo falls", HARBOUR[:1]).decode().encode("iso-8859-2")
    added = archive.add_bytes(
        content, url=URL, fetched=DAY, media_type="text/html; charset=iso-8859-2"
    )
    found = archive.article(added.new[0])
    assert found is not None
    assert found.annotated.article.title == "Łódź: silo falls"
    assert archive.source(found.document.sha256) == content


def test_an_outlet_is_named_only_where_the_page_is_silent(archive: Archive) -> None:
    """The feed's word for the outlet never replaces the page's own."""
    own = archive.add_bytes(page("Silo falls", HARBOUR), url=URL, fetched=DAY, outlet="Other")
    text = "\n\n".join(("Frost kills blossom in Verrin", *ORCHARD)).encode()
    other = archive.add_bytes(text, url="https://x.example/1.txt", fetched=DAY, outlet="Other")
    pages = [archive.article(one) for one in (*own.new, *other.new)]
    assert [one and one.annotated.article.outlet for one in pages] == ["Tessel Herald", "Other"]


def test_an_archive_goes_on_when_it_is_opened_again(place: str) -> None:
    """What one process acknowledged the next one finds."""
    with open_archive(place, fast=True, model="rules") as archive:
        fetch(archive, URL, page("Four dead as silo falls", HARBOUR))
    with open_archive(place, fast=True, model="rules") as archive:
        assert [line.articles for line in archive.stories()] == [1]
        assert fetch(archive, URL, page("Four dead as silo falls", HARBOUR), 1).unchanged


def test_a_page_cannot_pose_as_another_sites_article(archive: Archive) -> None:
    """An address that a page states counts only if it is of the site that served the page."""
    fetch(archive, URL, page("Four dead as silo falls", HARBOUR, site="Tessel Herald"))
    forged = page("Four dead as silo falls", HARBOUR[:2], site="Tessel Herald", url=URL)
    added = fetch(archive, "https://evil.example/x", forged, 1)
    assert added.new == ("x#2",)
    assert archive.documents(["x#2"])["x#2"].url == "https://evil.example/x"
    longer = (*HARBOUR, "All of it was a lie.")
    lookalike = page("Four dead as silo falls", longer, site="Tessel Herald")
    assert fetch(archive, "https://evil.example/y", lookalike, 1).new
    own = page("Four dead as silo falls", HARBOUR[:2], site="Tessel Herald", url=URL)
    assert fetch(archive, "https://m.herald.example/amp/7", own, 1).versions
