"""Corrections by people: each form becomes a judgement, is shown as one, and can be undone."""

import re
from typing import Any

import httpx
import pytest

from variorum.archive.archive import Archive

FERRY = "Ferry fire toll"


def read_form(page: str, number: int = -1) -> dict[str, list[str]]:
    """Return the hidden and chosen fields of a page's nth form that is posted."""
    form = re.findall(r'<form class="form" method="post".*?</form>', page, re.DOTALL)[number]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kept = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if kept.get("type") == "hidden" or "checked" in tag:
            found.setdefault(kept["name"], []).append(kept["value"])
    return found


def find_link(page: str, kind: str) -> str:
    """Return the address of the first correction of a finding of a kind."""
    return str(re.findall(rf"/stories/s\d+/correct\?finding={kind}[^\"]*", page)[0])


@pytest.fixture
def story(archive: Archive) -> str:
    """Return the address of the ferry's story."""
    line = next(one for one in archive.stories() if FERRY in one.title)
    return f"/stories/{line.id}"


def send(desk: httpx.Client, address: str, form: int, **fields: Any) -> httpx.Response:  # noqa: ANN401
    """Fill in a form of a page, send it, and return the page that it leads to."""
    data = read_form(desk.get(address).text, form)
    data |= {"who": ["Mara Quist"], "why": ["I asked the coastguard."]}
    return desk.post("/judgements", data=data | fields, follow_redirects=True)


def test_a_conflict_is_dismissed_and_that_is_undone(desk: httpx.Client, story: str) -> None:
    """It leaves the list of conflicts, and comes back."""
    page = desk.get(story).text
    about = re.findall(r'class="dispute update".*?<span dir="auto">(.*?)</span>', page, re.DOTALL)[
        0
    ]
    answer = send(desk, find_link(page, "c-"), 0, kind=["dismiss"])
    assert answer.status_code == 200
    assert "This is no conflict." in answer.text
    assert "I asked the coastguard." in answer.text
    judged = desk.get(story).text
    assert about in judged.split("were dismissed")[1]
    assert "Mara Quist" in judged
    undo = read_form(answer.text, 0) | {"who": ["Jon"], "why": ["The coastguard was wrong."]}
    undone = desk.post("/judgements/undo", data=undo, follow_redirects=True)
    assert "Undone" in undone.text
    assert "were dismissed" not in desk.get(story).text


def test_a_speaker_is_put_right(desk: httpx.Client, story: str, archive: Archive) -> None:
    """The words move to their speaker's page."""
    address = find_link(desk.get(story).text, "q-")
    answer = send(desk, address, 0, speaker=["Nadia Okonjo"])
    assert "Nadia Okonjo said this." in answer.text
    page = desk.get(story).text
    assert "Nadia Okonjo" in page
    assert "Mara Quist" in page
    assert archive.speaker("Nadia Okonjo") is not None


def test_an_article_is_taken_out(desk: httpx.Client, story: str, archive: Archive) -> None:
    """And is a story of its own from then on."""
    before = archive.story(story.rpartition("/")[2])
    assert before is not None
    answer = send(desk, find_link(desk.get(story).text, "a"), 1)
    assert "These articles are a story of their own." in answer.text
    after = archive.story(before.id)
    assert after is not None
    assert len(after.articles) == len(before.articles) - 1


def test_stories_are_merged(desk: httpx.Client, story: str, archive: Archive) -> None:
    """The other is found by its words, and its old address leads on."""
    other = next(one for one in archive.stories() if FERRY not in one.title)
    choice = desk.get(f"{story}/merge", params={"text": "herring quota"})
    assert other.title in choice.text
    by_address = desk.get(f"{story}/merge", params={"text": f"http://x/stories/{other.id}#a"})
    assert other.title in by_address.text
    data = read_form(choice.text, 0) | {"with": [other.id], "who": ["Mara"], "why": ["One event."]}
    answer = desk.post("/judgements", data=data, follow_redirects=True)
    assert "These articles report one event." in answer.text
    merged = [desk.get(f"/stories/{one}") for one in (story.rpartition("/")[2], other.id)]
    assert sorted(one.status_code for one in merged) == [200, 308]


def test_a_copy_is_judged(desk: httpx.Client, story: str, archive: Archive) -> None:
    """The family tree obeys, and says who judged."""
    address = find_link(desk.get(story).text, "a")
    page = desk.get(address).text
    parent = re.findall(r'name="other" value="([^"]*)"', page)[0]
    answer = send(desk, address, 0, kind=["copy"], other=[parent])
    assert "This article derives from the other." in answer.text
    judged = archive.story(story.rpartition("/")[2])
    assert judged is not None
    assert [one.state for one in judged.decisions] == ["holds"]
    assert "Mara Quist" in desk.get(story).text


def test_utterances_are_joined_and_set_apart(desk: httpx.Client, story: str) -> None:
    """Both forms say what was decided."""
    page = desk.get(story).text
    said = desk.get(find_link(page, "q-")).text
    other = re.findall(r'type="checkbox" name="anchor" value="([^"]*)"', said)[0]
    fields = read_form(said, 1)
    joined = send(desk, find_link(page, "q-"), 1, anchor=[*fields["anchor"], other])
    assert "These are one utterance." in joined.text
    shown = desk.get(find_link(page, "u-")).text
    reading = re.findall(r'type="checkbox" name="anchor" value="([^"]*)"', shown)[-1]
    apart = send(desk, find_link(page, "u-"), 0, anchor=[reading])
    assert "These are not the same utterance." in apart.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"why": [""]}, "Say why"),
        ({"who": [" "]}, "Say who decided it"),
        ({"kind": ["nonsense"]}, "Choose what you decide"),
        ({"anchor": ["1-2-none"]}, "not of this story"),
        ({"anchor": ["x"]}, "is no place"),
        ({"anchor": ["0-999999999-06-evening-gazette#6"]}, "new text"),
        ({"anchor": []}, "has changed"),
        ({"about": ["something else"]}, "has changed"),
    ],
)
def test_a_wrong_form_says_what_to_do(
    desk: httpx.Client, story: str, archive: Archive, fields: dict[str, list[str]], words: str
) -> None:
    """Nothing is kept, and nothing breaks."""
    address = find_link(desk.get(story).text, "c-")
    answer = send(desk, address, 0, **{"kind": ["dismiss"], **fields})
    assert answer.status_code == 422
    assert words in answer.text
    assert not archive.judgements()


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é", "\x00"])
def test_forms_of_others_are_refused(
    desk: httpx.Client, story: str, archive: Archive, token: str | None
) -> None:
    """A form needs the token that fits the browser's cookie."""
    data = read_form(desk.get(find_link(desk.get(story).text, "c-")).text, 0)
    data |= {"kind": ["dismiss"], "who": ["M"], "why": ["W"]}
    if token is None:
        del data["form_token"]
    else:
        data["form_token"] = [token]
    answer = desk.post("/judgements", data=data)
    assert answer.status_code == 403
    assert "out of date" in answer.text
    assert not archive.judgements()


def test_another_browsers_token_does_not_fit(desk: httpx.Client, story: str) -> None:
    """Tokens are for one cookie."""
    data = read_form(desk.get(find_link(desk.get(story).text, "c-")).text, 0)
    desk.cookies.clear()
    desk.get("/check")
    answer = desk.post("/judgements", data=data | {"kind": ["dismiss"], "who": ["M"], "why": ["W"]})
    assert answer.status_code == 403


def test_judgements_are_exported_and_read_again(
    desk: httpx.Client, story: str, archive: Archive
) -> None:
    """The file is what the archive can take in."""
    send(desk, find_link(desk.get(story).text, "c-"), 0, kind=["dismiss"])
    kept = archive.judgements()
    lines = desk.get("/judgements", params={"as": "json"}).text.splitlines()
    assert len(lines) == 1 + len(kept)
    table = desk.get("/judgements", params={"as": "csv"}).text
    assert kept[0].id in table
    one = desk.get("/api/judgements").json()["items"][0]
    again = desk.post("/api/judgements", json=one)
    assert (again.status_code, again.json()) == (201, {"id": kept[0].id})
    assert archive.judgements() == kept
