"""The pages in a real Chromium: whole journeys, hostile articles, three widths, screenshots.

Screenshots for docs/howto/pages.md are written where VARIORUM_SCREENSHOTS says.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from variorum.archive.archive import Archive, open_archive

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is absent")

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
WIDTHS = (1280, 768, 360)
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is absent")


@dataclass
class Seen:
    """A page with what happened on it that must not: foreign requests, errors, dialogs."""

    page: Any
    home: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note everything from now on."""
        self.page.on(
            "request",
            lambda one: None if one.url.startswith(self.home) else self.foreign.append(one.url),
        )
        self.page.on(
            "console",
            lambda one: self.errors.append(one.text) if one.type in {"error", "warning"} else None,
        )
        self.page.on("pageerror", lambda one: self.errors.append(str(one)))
        self.page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:  # noqa: ANN401 - Playwright's
        self.errors.append(dialog.message)
        dialog.dismiss()

    def open(self, path: str) -> None:
        """Go to a page of the archive."""
        answer = self.page.goto(self.home + path)
        assert answer is None or answer.ok, path

    def assert_calm(self) -> None:
        """Nothing was asked of another host, and nothing went wrong."""
        assert self.foreign == []
        assert self.errors == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return Chromium, started once."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def seen(browser: Any, archive: Archive, serve: Any) -> Iterator[Seen]:  # noqa: ANN401
    """Return a page on an archive that the test may change."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = Seen(context.new_page(), serve(archive))
    page.watch()
    yield page
    context.close()


def test_from_the_stories_to_a_word_and_back(seen: Seen) -> None:
    """A reader goes from the list to a sentence, to its place in an article, and back."""
    page = seen.page
    seen.open("/")
    page.get_by_role("link", name="Ferry fire toll rises").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Ferry fire toll")
    source = page.locator(".brief .sources a").first
    anchor = str(source.get_attribute("href"))
    source.click()
    place = page.locator(anchor)
    place.wait_for()
    place.hover()
    assert page.locator(".lit").count() >= 1  # the sentence's own links light up
    page.get_by_role("link", name="To sentence 1 of the brief", exact=True).first.click()
    assert page.url.partition("#")[2].startswith(("b-", "t-", "c-", "u-", "q-"))
    seen.assert_calm()


def test_an_old_address_opens_what_is_folded(seen: Seen, archive: Archive) -> None:
    """The address of a finding inside closed details shows it; of one that is gone, says so."""
    story = next(one for one in archive.stories() if one.articles > 1)
    seen.open(f"/stories/{story.id}")
    folded = seen.page.evaluate(
        "document.querySelector('.more:not([open]) .utterance, .more:not([open]) [id]')?.id"
    )
    assert folded
    seen.open(f"/stories/{story.id}?again#{folded}")
    seen.page.locator(f'[id="{folded}"]').wait_for()
    seen.open(f"/stories/{story.id}?gone#u-000000000000")
    seen.page.get_by_text("is not on this page any more").wait_for()
    seen.assert_calm()


def test_a_conflict_is_judged_and_undone(seen: Seen) -> None:
    """The whole of a correction with forms, cookies and redirects as a browser does them."""
    page = seen.page
    seen.open("/")
    page.get_by_role("link", name="Ferry fire toll rises").click()
    page.get_by_role("link", name="Accept or dismiss").first.click()
    page.get_by_label("No conflict at all").check()
    page.get_by_label("Who are you?").fill("Mara Quist")
    page.get_by_label("Why?").fill("The coastguard confirmed both.")
    page.get_by_role("button", name="Keep this judgement").click()
    assert page.get_by_role("status").inner_text().startswith("Kept.")
    page.get_by_role("link", name="Back to the story").click()
    page.get_by_role("heading", name="Conflicts that were dismissed").wait_for()
    seen.open("/judgements")
    page.locator("summary", has_text="Undo").first.click()
    assert page.get_by_label("Who are you?").input_value() == "Mara Quist"
    page.get_by_label("Why?").fill("They took it back.")
    page.get_by_role("button", name="Undo it").click()
    page.get_by_text("Undone").first.wait_for()
    seen.assert_calm()


def test_a_draft_is_checked(seen: Seen) -> None:
    """Pasted, checked, and each finding beside the words that it is about."""
    page = seen.page
    seen.open("/check")
    page.get_by_label("Your text").fill(
        "The ferry was carrying 314 passengers and crew from Port Merrow to the outer islands."
    )
    page.get_by_role("button", name="Check").click(timeout=60_000)
    page.wait_for_selector(".findings", timeout=60_000)
    assert page.locator(".checked-wrong, .checked-doubt").count() >= 1
    assert "314" in page.locator(".findings").first.inner_text()
    assert page.get_by_label("Your text").input_value().startswith("The ferry")
    seen.assert_calm()


def test_the_keyboard_is_enough(seen: Seen) -> None:
    """The first stop skips to the page; every stop can be seen."""
    page = seen.page
    seen.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle !== 'none' "
            "&& document.activeElement.getBoundingClientRect().width > 0"
        )
    seen.assert_calm()


def test_all_works_without_script(browser: Any, archive: Archive, serve: Any) -> None:  # noqa: ANN401
    """Pages, links to places and forms need none."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(archive))
    page.get_by_role("link", name="Ferry fire toll rises").click()
    source = page.locator(".brief .sources a").first
    anchor = str(source.get_attribute("href"))
    source.click()
    page.locator(anchor).wait_for()
    page.get_by_role("link", name="Accept or dismiss").first.click()
    page.get_by_label("A conflict: both cannot hold").check()
    page.get_by_label("Who are you?").fill("Jon")
    page.get_by_label("Why?").fill("Both were printed on one day.")
    page.get_by_role("button", name="Keep this judgement").click()
    page.get_by_text("This is a conflict.").wait_for()
    context.close()


LONG = (
    "Dam breaks above Varno after months of leaks that three letters by the operator’s own engineer "  # noqa: E501
    "had warned of, killing at least twelve people, driving four hundred from their homes and "
    "raising hard questions"
)
EVIL = (
    "<script>alert('text')</script>",
    "<img src=x onerror=alert('image')>",
    "<svg onload=alert('svg')>",
    "</title><script>alert('title')</script>",
    '"><script>alert("attribute")</script>',
    "{{ 7 * 7 }}",
    "<style>body { display: none }</style>",
    "<iframe src='https://evil.example'></iframe>",
    "[x](javascript:alert(1))",
)


def write_hostile(folder: Path) -> None:
    """Write reports that attack, reports of every awkward kind, and a crowd of copies."""
    words = (
        "At least 12 people were killed when a dam broke above Varno on Tuesday, officials said.\n\n"  # noqa: E501
        "“The wall had been leaking since March and nobody came,” said Mayor Petra Lindqvist."
    )
    lines = [
        {
            "id": f"evil-{number}\"'<b>",
            "title": f"Dam breaks {evil}",
            "outlet": f"Outlet {evil}",
            "url": ["javascript:alert('url')", "https://evil.example/a", "data:text/html,x"][
                number % 3
            ],
            "text": f"{words}\n\nReport {number}: {evil} “It is {evil},” said {evil} Brown.",
            "published": "2026-05-12",
            "story": "evil",
        }
        for number, evil in enumerate(EVIL)
    ]
    lines += [
        {
            "id": f"crowd-{number}",
            "title": LONG if number == 3 else f"Dam breaks above Varno, {12 + number % 3} dead",
            "outlet": "The Long-Established Evening Standard, Morning Chronicle and Advertiser of "
            f"Greater Northumberland {number}",
            "text": f"{words}\n\nOur reporter number {number} counted {number + 20} boats.",
            "published": f"2026-05-13T{number % 24:02d}:00+02:00",
            "story": "crowd",
        }
        for number in range(30)
    ]
    lines += [
        {
            "id": f"rtl-{number}",
            "title": "انهيار سد فوق بلدة فارنو ومقتل اثني عشر شخصا على الأقل",
            "outlet": ["صحيفة الميناء", "الشمال"][number],
            "text": "انهار سد فوق بلدة فارنو مساء الثلاثاء، وقتل 12 شخصا على الأقل.\n\nقال رئيس "
            f"البلدية: «كان الجدار يتسرب منذ مارس ولم يأت أحد».\n\nالتقرير {number}.",
            "published": "2026-05-14",
            "story": "rtl",
        }
        for number in range(2)
    ]
    (folder / "reports.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))
    (folder / "page.html").write_text(
        "<html><head><title>Dam page</title><script>alert('head')</script>"
        "<style>main { display: none }</style><base href='https://evil.example/'></head><body "
        "onload=alert('body')><article><h1>Dam page <img src=https://evil.example/x onerror="
        f"alert('h1')></h1><p>{words}</p><p><a href='javascript:alert(1)'>Click</a> &lt;script&gt;"
        "alert('escaped')&lt;/script&gt; and a long paragraph about the road that stays closed, the "  # noqa: E501
        "school that is full, and the rain that will go on.</p><form action=https://evil.example>"
        "<input></form></article></body></html>"
    )


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> Iterator[str]:  # noqa: ANN401
    """Return the address of an archive of hostile and awkward reports."""
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(folder)
    with open_archive(folder / "hostile.db", fast=True) as archive:
        list(archive.add_paths([folder / "reports.jsonl", folder / "page.html"]))
        archive.refresh()
        yield serve(archive)


@pytest.fixture(scope="module")
def paths(browser: Any, crowd: str) -> list[str]:  # noqa: ANN401
    """Return the addresses of all kinds of pages of the archive of awkward reports."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(crowd)
    stories = page.eval_on_selector_all(".entry-title a", "all => all.map(a => a.pathname)")
    found = ["/", "/people", "/outlets", "/search?text=dam", "/judgements", "/check"]
    for story in stories:
        page.goto(crowd + story)
        found.append(story)
        for kind in ("/articles", "/correct", "/people?", "/side"):
            links = page.eval_on_selector_all(
                f'a[href*="{kind}"]', "all => all.map(a => a.pathname + a.search)"
            )
            found += links[-1:]
    context.close()
    return list(dict.fromkeys(found))


def test_hostile_articles_stay_words(browser: Any, crowd: str, paths: list[str]) -> None:  # noqa: ANN401
    """No script, style, frame, image, form or link of theirs reaches the browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    seen = Seen(context.new_page(), crowd)
    seen.watch()
    for path in paths:
        seen.open(path)
        found = seen.page.evaluate(
            """() => ({
                scripts: [...document.scripts].map(one => one.getAttribute('src')),
                styles: document.querySelectorAll('style, [style]').length,
                loaded: document.querySelectorAll('img, iframe, object, embed, base').length,
                handlers: [...document.querySelectorAll('*')].filter(one =>
                    [...one.attributes].some(each => each.name.startsWith('on'))).length,
                links: [...document.links].map(one => one.protocol),
                forms: [...document.forms].map(one => new URL(one.action).host),
                hidden: getComputedStyle(document.querySelector('main')).display,
            })"""
        )
        assert len(found["scripts"]) == 1, path
        assert found["styles"] == found["loaded"] == found["handlers"] == 0, path
        assert set(found["links"]) <= {"http:", "https:"}, path
        assert set(found["forms"]) <= {crowd.removeprefix("http://")}, path
        assert found["hidden"] != "none", path
    seen.assert_calm()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_window(
    browser: Any,  # noqa: ANN401
    crowd: str,
    paths: list[str],
    width: int,
) -> None:
    """Long names, long headlines, thirty articles, words from right to left: all fit."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in paths:
        page.goto(crowd + path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (path, wide)
    context.close()


def test_links_out_tell_nothing_of_us(browser: Any, crowd: str, paths: list[str]) -> None:  # noqa: ANN401
    """Only web addresses are links, and they carry no referrer and no opener."""
    context = browser.new_context()
    page = context.new_page()
    outside = []
    for path in paths:
        page.goto(crowd + path)
        outside += page.eval_on_selector_all(
            "a",
            "all => all.map(a => [new URL(a.getAttribute('href'), location.href), a.rel])"
            ".filter(([url]) => url.host !== location.host).map(([url, rel]) => [url.href, rel])",
        )
    assert outside
    assert all(href.startswith("https://evil.example/") for href, _ in outside)
    assert all(rel == "noreferrer noopener" for _, rel in outside)
    context.close()


SHOTS = {
    "stories": ("/", 1280, "light", 620),
    "story": ("story", 1280, "light", 900),
    "conflicts": ("story#s-disputes", 1280, "light", 760),
    "wording": ("story#s-wording", 1280, "light", 760),
    "tree": ("story#s-tree", 1280, "light", 700),
    "side-by-side": ("side", 1280, "light", 900),
    "person": ("/people?name=Ilse+Maarten", 1280, "light", 720),
    "outlet": ("/outlets?name=Halden+Post", 1280, "light", 900),
    "search": ("/search?text=fuel+pipe", 1280, "light", 720),
    "correct": ("correct", 1280, "light", 900),
    "dark": ("story", 1280, "dark", 760),
    "narrow": ("story", 360, "light", 760),
}


def test_pictures_of_the_pages(browser: Any, archive: Archive, serve: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """The pictures of the how-to are made from the pages as they are."""
    folder = Path(os.environ.get("VARIORUM_SCREENSHOTS") or tmp_path)
    home = serve(archive)
    line = next(one for one in archive.stories() if one.articles > 1)
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{home}/stories/{line.id}")
    links = page.eval_on_selector_all("a[href*='finding=c-']", "all => all.map(a => a.href)")
    known = {
        "story": f"/stories/{line.id}",
        "side": f"/stories/{line.id}/side",
        "correct": links[0].removeprefix(home),
    }
    for name, (where, width, scheme, height) in SHOTS.items():
        path, _, anchor = where.partition("#")
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{home}{known.get(path, path)}{'#' if anchor else ''}{anchor}")
        page.screenshot(path=folder / f"{name}.png")
        assert (folder / f"{name}.png").stat().st_size > 5_000
    context.close()
