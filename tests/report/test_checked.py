"""A checked draft in its three forms."""

import json
from pathlib import Path

from lxml import html

from variorum import pipeline
from variorum.model import Check
from variorum.report.check_page import write_check_html
from variorum.report.checked import is_clean, write_check_json, write_check_text

SOURCE = "The mill burned. “We lost <b>nothing</b>,” Ann Lee said. Six people were hurt."
DRAFT = "The mill burned. “We lost everything,” Ann Lee said. Nine people were hurt."


def make_check(folder: Path) -> Check:
    """Check DRAFT against SOURCE."""
    (folder / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (folder / "source.txt").write_text(SOURCE, encoding="utf-8")
    return pipeline.check([folder / "draft.txt"], [folder / "source.txt"], fast=True)


def test_json_keeps_the_contract(tmp_path: Path) -> None:
    """Json keeps the contract."""
    found = make_check(tmp_path)
    report = json.loads("".join(write_check_json(found)))
    assert report["format"] == "variorum-check/1"
    assert {"documents", "articles", "items"} <= report.keys()
    texts = {one.id: one.text for one in found.documents}
    home = {one["id"]: one["document"] for one in report["articles"]}
    numbers = [item for item in report["items"] if item["type"] == "number"]
    assert [item["verdict"] for item in numbers] == ["contradicted"]
    assert DRAFT[numbers[0]["start"] : numbers[0]["end"]].startswith("Nine")
    place = numbers[0]["sources"][0]
    assert texts[home[place["article"]]][place["start"] : place["end"]].startswith("Six")


def test_text_tells_what_is_wrong(tmp_path: Path) -> None:
    """Text tells what is wrong."""
    found = make_check(tmp_path)
    shown = "".join(write_check_text(found, width=60))
    assert "contradicted, number: Nine people" in shown
    assert all(len(line) <= 60 for line in shown.splitlines())
    assert not is_clean(found)


def test_page_marks_the_draft_and_escapes_the_sources(tmp_path: Path) -> None:
    """Page marks the draft and escapes the sources."""
    page = "".join(write_check_html(make_check(tmp_path)))
    tree = html.document_fromstring(page)
    assert any("Nine" in mark.text_content() for mark in tree.find_class("checked-wrong"))
    assert "<b>" not in page
    targets = {one.get("id") for one in tree.iter() if one.get("id")}
    links = [a.get("href") for a in tree.iter("a") if (a.get("href") or "").startswith("#")]
    assert {link.removeprefix("#") for link in links} <= targets


def test_an_excerpt_is_cut_between_words(tmp_path: Path) -> None:
    """A long paragraph is shown by whole words around the cited place."""
    (tmp_path / "draft.txt").write_text("Nine people were hurt in Marlow.", encoding="utf-8")
    source = (
        f"{'Firefighters assembled. ' * 9}Six people were hurt in Marlow. {'Nobody left. ' * 20}"
    )
    (tmp_path / "source.txt").write_text(source, encoding="utf-8")
    found = pipeline.check([tmp_path / "draft.txt"], [tmp_path / "source.txt"], fast=True)
    tree = html.document_fromstring("".join(write_check_html(found)))
    excerpt = " ".join(tree.find_class("excerpt")[0].find("p").text_content().split())
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert excerpt.strip("… ") in source
