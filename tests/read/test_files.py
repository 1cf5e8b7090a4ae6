import gzip
import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.model import Article, Skipped
from variorum.read.files import read_paths
from variorum.read.readings import Reading

REPORT = (
    "Harbour Bay closes its old ferry pier\n\n"
    "The council of Harbour Bay voted on Tuesday to close the old ferry pier after engineers found "
    "cracks in four of its pillars.\n\n"
    "“We cannot wait for another winter,” said the mayor, Ines Falk, who called the meeting.\n\n"
    "The café at the pier, which is run by José Núñez, will stay open until the end of the month.\n"
)
PAGE = (
    "<!doctype html><html lang='en'><head><title>Pier closes</title></head><body>"
    "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav><h1>Pier closes</h1>"
    + "".join(f"<p>{line}</p>" for line in REPORT.split("\n\n")[1:])
    + "<footer>© 2031 The Quay. All rights reserved.</footer></body></html>"
)


def read(path: Path) -> list[Reading | Skipped]:
    """Read one path."""
    return list(read_paths([path]))


def read_one(path: Path) -> Reading:
    """Read a file that holds one document."""
    (reading,) = read(path)
    assert isinstance(reading, Reading), reading
    return reading


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def bodies(article: Article) -> list[str]:
    """Return the body blocks' words."""
    return [article.text[b.start : b.end] for b in article.blocks if b.kind == "body"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"]
)
def test_decodes(tmp_path: Path, encoding: str) -> None:
    """The usual encodings of plain text all give the same text."""
    reading = read_one(write(tmp_path, "pier.txt", REPORT.encode(encoding)))
    assert reading.document.text == REPORT
    assert reading.document.id == "pier"


def test_keeps_line_ends(tmp_path: Path) -> None:
    """The text is the decoded file, Windows line ends and all."""
    text = REPORT.replace("\n", "\r\n")
    reading = read_one(write(tmp_path, "pier.txt", text))
    assert reading.document.text == text
    assert all("\r" not in body for body in bodies(reading.articles[0]))


def test_reads_pages_by_content(tmp_path: Path) -> None:
    """A page is a page under any name; navigation and footer are shown but not body."""
    for name in ("pier.html", "pier.txt", "pier", "pier.html.gz"):
        data = gzip.compress(PAGE.encode()) if name.endswith("gz") else PAGE.encode()
        reading = read_one(write(tmp_path, name, data))
        (article,) = reading.articles
        assert reading.document.text.startswith("Home News\n\nPier closes\n\nThe council")
        assert len(bodies(article)) == 3
        assert article.title == "Pier closes"


def test_obeys_the_charset_that_a_page_declares(tmp_path: Path) -> None:
    """A page's own word on its encoding counts."""
    page = "<html><head><meta charset=windows-1251></head><body><p>Паром затонул.</p></body></html>"
    assert "Паром" in read_one(write(tmp_path, "a.html", page.encode("cp1251"))).document.text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n \n", "empty"),
        ("empty.html", b"<html><body><script>1</script></body></html>", "shows no text"),
        ("paper.pdf", b"%PDF-1.7 ...", "PDF"),
        ("paper.docx", b"PK\x03\x04....", "ZIP"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("noise.txt", bytes(range(32)) * 100, "not text"),
        ("cut.txt.gz", gzip.compress(REPORT.encode() * 9)[:-40], "damaged"),
        ("broken.json", b'{"headline": "Pier', "not valid JSON at line 1"),
        ("other.json", b'{"name": "variorum", "version": 3}', "no article"),
        ("null.json", b"null", "no article"),
        ("deep.json", b"[" * 100_000, "."),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'></rss>", "feed"),
    ],
)
def test_skips_what_cannot_be_read(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """One line names the file and says what to do; the files after it are read."""
    write(tmp_path, name, data)
    write(tmp_path, "zz.txt", REPORT)
    skipped, reading = read(tmp_path)
    assert isinstance(skipped, Skipped)
    assert skipped.path.endswith(name)
    assert words in skipped.reason
    assert "\n" not in skipped.reason
    assert isinstance(reading, Reading)


def test_skips_what_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on the decompressed size, and is said."""
    monkeypatch.setattr("variorum.read.files.LIMIT", 1_000_000)
    (skipped,) = read(write(tmp_path, "bomb.txt.gz", gzip.compress(b"a " * 1_000_000)))
    assert isinstance(skipped, Skipped)
    assert "larger than 1 MB" in skipped.reason


def test_reads_folders_in_order_without_hidden_files(tmp_path: Path) -> None:
    """Files come in the order of their paths; ids that collide take more of the path."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", "x.txt", REPORT)
    write(tmp_path, ".x.txt", REPORT)
    write(tmp_path, "c.txt", REPORT)
    write(tmp_path / "b", "c.txt", REPORT)
    readings = [r for r in read(tmp_path) if isinstance(r, Reading)]
    assert [r.document.path for r in readings] == [
        str(tmp_path / "b/c.txt"),
        str(tmp_path / "c.txt"),
    ]
    assert readings[0].document.id == "c"
    assert len({r.document.id for r in readings}) == 2


def test_says_what_is_missing(tmp_path: Path) -> None:
    """A path that does not exist and an empty folder are said so."""
    (tmp_path / "none").mkdir()
    found = list(read_paths([tmp_path / "no.txt", tmp_path / "none", "-"]))
    assert [
        ("exist" in s.reason, "without files" in s.reason) for s in found if isinstance(s, Skipped)
    ] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_reads_standard_input() -> None:
    """A lone "-" is standard input: text, page, JSON or JSON Lines."""
    (reading,) = read_paths(["-"], stdin=io.BytesIO(REPORT.encode()))
    assert isinstance(reading, Reading)
    assert reading.document.path == "-"
    rows = b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'
    assert [
        r.document.id for r in read_paths(["-"], stdin=io.BytesIO(rows)) if isinstance(r, Reading)
    ] == ["a", "b"]


# --- JSON Lines ---


def test_a_notice_of_correction_is_no_body_in_json_lines(tmp_path: Path) -> None:
    """What an agency had wrong is told apart from the story, whose text comes as it is."""
    text = "OSTBY (AP) — In a story on May 3, The Associated Press misspelled Roe.\n\nA ferry sank."
    path = write(tmp_path, "a.jsonl", json.dumps({"id": "a", "text": text}))
    (found,) = [r for r in read(path) if isinstance(r, Reading)]
    assert [block.kind for block in found.articles[0].blocks] == ["correction", "body"]


def test_json_lines_are_body_as_they_are(tmp_path: Path) -> None:
    """Text, id, time and story are kept exactly; every paragraph is body."""
    text = "Share this story\n\nSubscribe now for $1\n\nThe ferry sank."
    rows = [
        {
            "id": "x/1#a",
            "text": text,
            "title": "T",
            "outlet": "Quay",
            "published": "2031-03-04",
            "story": "s",
        },
        {"id": 7, "text": "A\u2028b", "published": "yesterday", "title": None},
    ]
    path = write(tmp_path, "all.jsonl.gz", gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    first, second = [r for r in read(path) if isinstance(r, Reading)]
    (article,) = first.articles
    assert first.document.text == article.text == text
    assert (article.id, article.title, article.outlet) == ("x/1#a", "T", "Quay")
    assert (article.published, article.story) == ("2031-03-04", "s")
    assert bodies(article) == text.split("\n\n")
    assert second.articles[0].id == "7"
    assert second.articles[0].published is None


def test_malformed_lines_are_skipped_with_their_number(tmp_path: Path) -> None:
    """The other lines are read."""
    path = write(
        tmp_path,
        "a.jsonl",
        '{"id": "a", "text": "A."}\n{"id": \n\n{"id": "c"}\n{"id": "d", "text": "D."}',
    )
    found = read(path)
    assert [r.document.id if isinstance(r, Reading) else r.path for r in found] == [
        "a",
        f"{path}:2",
        f"{path}:4",
        "d",
    ]


def test_cut_off_archives_give_what_they_have(tmp_path: Path) -> None:
    """Lines before the damage are read, and the damage is said."""
    rows = "".join(
        json.dumps({"id": str(n), "text": f"{n} {n * n}."}) + "\n" for n in range(20_000)
    )
    found = read(write(tmp_path, "a.jsonl.gz", gzip.compress(rows.encode())[:-5000]))
    assert len(found) > 1_000
    assert isinstance(found[-1], Skipped)
    assert "damaged" in found[-1].reason


def test_lone_surrogates_do_not_occur(tmp_path: Path) -> None:
    """They would break every output; offsets stay."""
    reading = read_one(
        write(tmp_path, "a.jsonl", r'{"id": "a\ud800", "text": "a\ud800b \ud83d\ude00"}')
    )
    assert reading.document.text == "a\ufffdb 😀"
    reading.document.id.encode()


# --- JSON ---


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(
            {
                "uri": "urn:1",
                "headline": "Pier closes",
                "byline": "Ada Roe",
                "versioncreated": "2031-03-04T10:00:00+09:00",
                "body_html": "<p>The pier closed.</p><p>It was old.</p>",
            },
            id="ninjs 1",
        ),
        pytest.param(
            {
                "headlines": [{"role": "main", "value": "Pier closes"}],
                "by": "Ada Roe",
                "versioncreated": "2031-03-04T10:00:00+09:00",
                "bodies": [
                    {
                        "contenttype": "text/html",
                        "value": "<p>The pier closed.</p><p>It was old.</p>",
                    }
                ],
            },
            id="ninjs 2",
        ),
        pytest.param(
            {
                "@type": "NewsArticle",
                "headline": "Pier closes",
                "author": [{"name": "Ada Roe"}],
                "datePublished": "2031-03-04T10:00:00+09:00",
                "articleBody": "The pier closed.\n\nIt was old.",
            },
            id="schema.org",
        ),
        pytest.param(
            {
                "title": {"rendered": "Pier closes"},
                "content": {"rendered": "<p>The pier closed.</p>\n<p>It was old.</p>"},
                "author": "Ada Roe",
                "date": "2031-03-04T10:00:00+09:00",
            },
            id="WordPress",
        ),
    ],
)
def test_reads_articles_of_content_systems(tmp_path: Path, record: dict[str, object]) -> None:
    """The fields of one article, alone, in a list, and in an object around a list."""
    for data in (record, [record], {"response": {"results": [record]}}):
        (article,) = read_one(write(tmp_path, "a.json", json.dumps(data))).articles
        assert article.text == "Pier closes\n\nThe pier closed.\n\nIt was old."
        assert bodies(article) == ["The pier closed.", "It was old."]
        assert (article.title, article.byline) == ("Pier closes", ("Ada Roe",))
        assert article.published == "2031-03-04T10:00:00+09:00"


def test_several_articles_in_one_file_have_ids_of_their_own(tmp_path: Path) -> None:
    """Stem and number name them."""
    records = [{"title": f"T{n}", "text": f"Text {n}."} for n in (1, 2)]
    found = [
        r for r in read(write(tmp_path, "a.json", json.dumps(records))) if isinstance(r, Reading)
    ]
    assert [r.articles[0].id for r in found] == ["a#1", "a#2"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-16"])
@pytest.mark.parametrize("words", ["The pier closed. ", "Причал закрыт. ", "Η αποβάθρα έκλεισε. "])
def test_reads_wide_characters_without_a_mark(tmp_path: Path, encoding: str, words: str) -> None:
    """The halves of the letters tell the encoding, of a text as of JSON Lines."""
    text = words * 20
    assert read_one(write(tmp_path, "a.txt", text.encode(encoding))).document.text == text
    rows = "".join(json.dumps({"id": name, "text": text}) + "\n" for name in "ab")
    found = list(read(write(tmp_path, "b.jsonl", rows.encode(encoding))))
    assert [one.document.id for one in found if isinstance(one, Reading)] == ["a", "b"]


def test_a_bad_line_loses_no_other(tmp_path: Path) -> None:
    """Wrong types, another encoding, numbers without end: each is read, or named with its line."""
    rows = [
        b'{"id": "a", "text": "The pier closed."}',
        '{"id": "b", "text": "The café closed."}'.encode("cp1252"),
        b'{"id": ' + b"9" * 5_000 + b', "text": "The pier closed."}',
        b'{"id": "d", "text": 5}',
        b'{"id": "e", "text": "The pier closed.", "published": NaN, "title": [1], "url": {}}',
        b'{"id": "f", "text": "The \\ud800 pier',
    ]
    found = list(read(write(tmp_path, "rows.jsonl", b"\n".join(rows))))
    texts = [one.document.text for one in found if isinstance(one, Reading)]
    lost = [one.path.rsplit(":", 1)[1] for one in found if isinstance(one, Skipped)]
    assert texts == ["The pier closed.", "The café closed.", *["The pier closed."] * 2]
    assert lost == ["4", "6"]


def test_a_bad_article_loses_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several articles in a JSON file the one that cannot be read is named by its number."""
    monkeypatch.setattr("variorum.read.readings.LONGEST", 100)
    texts = ["The pier closed.", "The pier closed. " * 10, "The pier opened."]
    data = json.dumps([{"text": text} for text in texts])
    first, skipped, last = read(write(tmp_path, "three.json", data))
    assert isinstance(first, Reading)
    assert isinstance(skipped, Skipped)
    assert skipped.path.endswith("three.json#2")
    assert isinstance(last, Reading)


# --- anything ---


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes are read or skipped; every block lies in its document; all can be written."""
    for found in read_paths(["-"], stdin=io.BytesIO(data)):
        if isinstance(found, Skipped):
            assert found.reason
            continue
        found.document.text.encode()
        for article in found.articles:
            assert 0 <= article.start <= article.end <= len(article.text)
            assert article.text is found.document.text or article.text == found.document.text
            last = article.start
            for block in article.blocks:
                assert last <= block.start < block.end <= article.end
                last = block.end


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<div>" * 100_000 + b"The pier closed.", id="deep page"),
        pytest.param(b"<html><body>" + b"<p>a</p>" * 19_000, id="many tags"),
        pytest.param(b"The pier closed. " * 300_000, id="one line of 5 MB"),
        pytest.param(b"The pier\n" * 60_000, id="too many lines"),
        pytest.param(b'{"a":' * 50_000, id="deep JSON"),
        pytest.param(b"<html><body><p>" + b"\x00" * 10_000, id="zeros"),
        pytest.param(b"<" * 1_000_000, id="only brackets"),
        pytest.param(b"(" * 300_000, id="open brackets"),
        pytest.param(
            b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">The pier.",
            id="many attributes",
        ),
    ],
)
def test_hostile_input_ends_soon(data: bytes) -> None:
    """Neither crash nor hang."""
    begin = time.process_time()
    list(read_paths(["-"], stdin=io.BytesIO(data)))
    assert time.process_time() - begin < 30


@pytest.mark.corpus
def test_seeds_give_six_articles() -> None:
    """Five scraped files; one holds two articles."""
    seeds = Path(__file__).parents[3] / "shared" / "seeds"
    if not seeds.exists():
        pytest.skip(f"{seeds} is absent")
    readings = [r for r in read(seeds) if isinstance(r, Reading)]
    assert sorted(len(r.articles) for r in readings) == [1, 1, 1, 1, 2]


@pytest.mark.parametrize("url", ["http://[::1", "http://[bad", "//", "\x00", "http://a\u2100b/"])
def test_an_address_that_is_none_stops_nothing(tmp_path: Path, url: str) -> None:
    """A broken address in a record is no reason to lose the record, nor those after it."""
    rows = [{"id": "a", "text": REPORT, "url": url}, {"id": "b", "text": REPORT}]
    found = read(write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert [reading.document.id for reading in found if isinstance(reading, Reading)] == ["a", "b"]


def test_a_deep_author_field_costs_no_article(tmp_path: Path) -> None:
    """What a page says about itself may be nonsense: its text is read all the same."""
    data = '{"@type": "NewsArticle", "author": ' + "[" * 400 + "]" * 400 + "}"
    script = f'<script type="application/ld+json">{data}</script>'
    page = PAGE.replace("</head>", script + "</head>")
    assert len(bodies(read_one(write(tmp_path, "a.html", page)).articles[0])) == 3
