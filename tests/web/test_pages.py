"""Every page: what it shows, under which address, and calmly for whatever is asked."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.archive.archive import Archive, open_archive
from variorum.web.app import make_app
from variorum.web.guard import HEADERS

PAGES = [
    "/",
    "/?first_day=2024-03-12&last_day=2024-03-13",
    "/?outlet=Halden+Post",
    "/people",
    "/people?prefix=I",
    "/people?name=Ilse+Maarten",
    "/outlets",
    "/outlets?name=Halden+Post",
    "/search",
    "/search?text=fuel+pipe",
    "/search?text=Maarten&kind=speaker",
    "/search?text=ashamed&kind=quote",
    "/search?text=zzzz",
    "/check",
    "/judgements",
    "/api",
]
VOID = {"meta", "link", "input", "br", "hr", "img", "option", "path", "rect", "circle", "line"}


class Outline(HTMLParser):
    """What a screen reader makes of a page: headings, names of fields, ids, links."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.targets: set[str] = set()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102
        kept = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if kept.get("id"):
            self.ids.append(str(kept["id"]))
        if tag == "label":
            self.labelled.add(str(kept.get("for")))
        if tag in {"input", "select", "textarea"} and kept.get("type") != "hidden":
            self.fields.append(kept)
        if tag == "a" and kept.get("href"):
            self.links.append(str(kept["href"]))
        if tag == "th" and "scope" not in kept:
            self.wrong.append("th without scope")
        if "style" in kept or any(name.startswith("on") for name in kept):
            self.wrong.append(f"{tag} with style or a handler")

    def handle_endtag(self, tag: str) -> None:  # noqa: D102
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        while self.open and self.open.pop() != tag:
            pass


def read_outline(page: str) -> Outline:
    """Return a page's outline."""
    outline = Outline()
    outline.feed(page)
    return outline


def story_of(site: httpx.Client) -> str:
    """Return the address of the story of several reports."""
    lines = site.get("/api/stories").json()["items"]
    return next(f"/stories/{one['id']}" for one in lines if one["articles"] > 1)


@pytest.fixture(scope="session")
def addresses(site: httpx.Client) -> list[str]:
    """Return an address of each kind of page."""
    story = story_of(site)
    page = site.get(story).text
    articles = re.findall(r'href="(/articles\?id=[^"]*)"', page)
    corrections = {
        link.split("finding=")[1][:2]: link
        for link in re.findall(r'href="([^"]*correct\?finding=[^"]*)"', page)
    }
    return [
        *PAGES,
        story,
        f"{story}/side",
        f"{story}/merge?text=herring",
        f"{story}/merge?text=zzzz",
        *map(unescape, articles[:2]),
        *corrections.values(),
        f"/check?story={story.rpartition('/')[2]}",
    ]


def test_pages_are_whole_and_named(site: httpx.Client, addresses: list[str]) -> None:
    """Well formed; one h1 and no level left out; ids once; every field has a name."""
    for address in addresses:
        answer = site.get(address)
        assert answer.status_code == 200, address
        outline = read_outline(answer.text)
        assert outline.wrong == [], address
        assert outline.open == [], address
        assert outline.levels[0] == 1, address
        assert outline.levels.count(1) == 1, address
        steps = zip(outline.levels, outline.levels[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), (address, outline.levels)
        assert len(outline.ids) == len(set(outline.ids)), address
        for field in outline.fields:
            assert field.get("aria-label") or field.get("id") in outline.labelled, (address, field)


def test_links_inside_pages_lead_somewhere(site: httpx.Client, addresses: list[str]) -> None:
    """Every mark leads to its place and back; nothing leads to another host."""
    for address in addresses:
        outline = read_outline(site.get(address).text)
        known = set(outline.ids)
        for link in outline.links:
            if link.startswith("#"):
                assert unescape(link[1:]) in known, (address, link)
            else:
                assert link.startswith(("/", "https://", "http://")), (address, link)
                assert not link.startswith("//"), (address, link)


def test_every_mark_leads_both_ways(site: httpx.Client) -> None:
    """Each place that a finding leads to has a way back to that finding."""
    page = site.get(story_of(site)).text
    text = page[page.index('id="s-articles"') :]
    for kind, way in (
        ("b-", r"\d+"),
        ("c-", "[≠→~≈=⊂⧖]"),
        ("u-", "[▲¶]"),
        ("q-", "”"),
        ("t-", "t"),
    ):
        backs = re.findall(rf'<a class="back" href="#({kind}[^"]*)"[^>]*>({way})</a>', text)
        assert backs, kind
        for key, _ in backs:
            assert f'id="{key}"' in page


def test_articles_side_by_side_share_links(site: httpx.Client) -> None:
    """A passage in the left article leads to its fellow in the right one, and back."""
    page = site.get(f"{story_of(site)}/side").text
    left, right = page.split('<article class="column"')[1:]
    links = re.findall(r'<a class="back" href="#([^"]*)"[^>]*>\d+</a>', left)
    assert links
    assert all(f'id="{link}"' in right for link in links)
    backs = re.findall(r'<a class="back" href="#([^"]*)"[^>]*>\d+</a>', right)
    assert all(f'id="{link}"' in left for link in backs)


def test_permanent_addresses_of_findings(site: httpx.Client) -> None:
    """Under the first address and all others, each finding is on its story's page."""
    page = site.get(story_of(site)).text
    notes = site.get(story_of(site), params={"as": "annotations"}).json()["items"]
    assert len(notes) > 20
    missing = [one["id"] for one in notes if f'id="{one["id"].partition("#")[2]}"' not in page]
    assert missing == []


def test_a_place_in_an_article(site: httpx.Client) -> None:
    """The address of words leads to the version that has them, and to no other."""
    hit = site.get("/api/search", params={"text": "fuel pipe"}).json()["items"][0]
    place = {"article": hit["article"], "start": hit["span"]["start"], "end": hit["span"]["end"]}
    answer = site.get("/place", params=place)
    assert answer.status_code == 303
    page = site.get(answer.headers["location"]).text
    anchor = answer.headers["location"].partition("#")[2]
    assert re.fullmatch(r"a[0-9a-f]{10}-\d+-\d+", anchor)
    assert f'id="{anchor.partition("-")[0]}"' in page
    assert site.get("/place", params={**place, "text": "0" * 64}).status_code == 404


def test_the_words_found_are_marked(site: httpx.Client) -> None:
    """A search leads to the very place, which carries a mark though nothing was found there."""
    page = site.get("/search", params={"text": "herring"}).text
    link = unescape(re.findall(r'<h2><a href="(/place[^"]*)"', page.replace(' dir="auto"', ""))[0])
    end = site.get(link, follow_redirects=True)
    anchor = site.get(link).headers["location"].partition("#")[2]
    assert f'id="{anchor}"' in end.text


@pytest.mark.parametrize(
    "path",
    [
        *("/nothing", "/stories/s999999", "/stories/%00", "/stories/..%2f..%2fetc", "/articles"),
        *("/articles?id=x", "/people?name=Nobody", "/outlets?name=None", "/place?article=x"),
        *("/stories/s1/correct?finding=x", "/static/../app.py", "/static/app.py", "/stories/s1x"),
    ],
)
def test_what_is_not_here_is_said_calmly(site: httpx.Client, path: str) -> None:
    """With what to do next, and nothing of our inside."""
    answer = site.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text
    assert 'class="lead"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        *("/?first_day=yesterday", "/?page=0", "/?page=x", "/search?kind=all", "/?as=exe"),
        *(f"/search?text={'x' * 301}", f"/people?name={'x' * 1001}"),
    ],
)
def test_what_cannot_be_understood_is_said_calmly(site: httpx.Client, path: str) -> None:
    """The field and what it takes are named."""
    answer = site.get(path)
    assert answer.status_code == 422
    assert "Check what was filled in" in answer.text


def test_drafts_are_checked_with_the_archives_models(empty: Archive) -> None:
    """What annotates the sources annotates a draft, unless another checker is given."""
    assert make_app(empty).state.checker.models == empty.models


def test_an_empty_archive_says_how_to_begin(empty: Archive, serve) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Each page works without anything, and the first one says what to do."""
    with httpx.Client(base_url=serve(empty)) as client:
        assert "variorum add" in client.get("/").text
        for path in PAGES:
            if "name=" not in path:
                assert client.get(path).status_code == 200, path


def test_a_fault_of_ours_is_told_calmly(serve) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Without a trace of our inside, under the same headers, as JSON for programs."""

    class Broken:
        def stories(self, choice: object) -> None:
            raise RuntimeError(f"secret {choice}")

    with httpx.Client(base_url=serve(Broken())) as client:
        for path in ("/", "/api/stories"):
            # The server closes a connection after a fault, perhaps while the next request comes.
            answer = client.get(path, headers={"Connection": "close"})
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "Traceback" not in answer.text
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert answer.json()["remedy"]


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *("'; DROP TABLE stories; --", '" OR 1=1', "%", "_", "*", '"', "(", "-", "NEAR(a b)"),
            *(
                "<script>alert(1)</script>",
                "{{7*7}}",
                "../../etc/passwd",
                "\x00",
                "\ud800",
                "a" * 300,
            ),
            *(
                "s1",
                "s01",
                "s-1",
                "s9" * 40,
                "s١",
                "\u202e\u2066",
                "text:x",
                "col: x",
                "^",
                "x AND",
            ),
        ]
    ),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(HOSTILE, HOSTILE)
def test_nothing_that_is_asked_breaks_a_page(site: httpx.Client, one: str, two: str) -> None:
    """Ids, names, searches and filters may be anything: the answer is a page, and quotes them."""
    first, second = (words.encode("utf-8", "replace").decode("utf-8") for words in (one, two))
    story = f"/stories/{quote(first, safe='')}"
    for path, fields in (
        ("/search", {"text": first, "outlet": second}),
        ("/search", {"text": first, "kind": "quote"}),
        ("/search", {"text": first, "kind": "speaker"}),
        ("/people", {"name": first}),
        ("/people", {"prefix": first}),
        ("/outlets", {"name": first}),
        ("/", {"outlet": first}),
        ("/articles", {"id": first}),
        ("/place", {"article": first, "text": second}),
        ("/check", {"story": first, "text": second}),
        (story, {}),
        (f"{story}/side", {"left": second}),
        (f"{story}/merge", {"text": second}),
    ):
        answer = site.get(path, params=fields)
        assert answer.status_code in {200, 303, 307, 308, 404, 422}, (path, fields)
        if "html" in answer.headers.get("content-type", ""):
            assert "<script>alert" not in answer.text
            assert ">49<" not in answer.text


def test_versions_and_silent_edits(filled, tmp_path, serve) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """A page fetched again with other words is a version, and what it changed is shown."""
    del filled
    old = (
        "<html><head><title>Dam held, says mayor</title></head><body><article>"
        "<h1>Dam held, says mayor</h1><p>The dam above Varno has a crack that engineers knew of "
        "since March, the mayor said on Monday.</p><p>At least 12 people were taken to hospital "
        "after the flood, the clinic said.</p><p>Work goes on through the night, and the road to "
        "Lower Varno stays closed until Friday.</p></article></body></html>"
    )
    new = old.replace("At least 12 people", "At least 14 people").replace(
        "has a crack that engineers knew of since March", "may have a crack"
    )
    from datetime import UTC, datetime  # noqa: PLC0415

    with open_archive(tmp_path / "v.db", fast=True) as archive:
        for day, content in ((1, old), (2, new)):
            archive.add_bytes(
                content.encode(),
                url="https://harbour.example/dam",
                fetched=datetime(2026, 5, day, 12, tzinfo=UTC),
            )
        with httpx.Client(base_url=serve(archive)) as client:
            (story,) = client.get("/api/stories").json()["items"]
            page = client.get(f"/stories/{story['id']}").text
            link = unescape(re.findall(r'href="(/articles\?id=[^"]*)"', page)[0])
            shown = client.get(link).text
            assert "What version 2 changed" in shown
            assert "Silent: the page does not say that anything changed" in shown
            assert "12" in shown.split("What version 2 changed")[1]
            first = client.get(f"{link}&version=1").text
            assert "knew of since March" in first
            assert "What version" not in first
