"""The shipped example is understood as a careful editor would: examples/ferry-truth.json."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from contract import check_contract
from variorum.cli import main

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
TRUTH: dict[str, Any] = json.loads((ROOT / "examples" / "ferry-truth.json").read_text("utf-8"))


@cache
def compare(*options: str) -> str:
    """Return what `variorum compare examples/ferry` prints, from the project's root."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        arguments = ["compare", "examples/ferry", "--jobs", "1", *options]
        result = CliRunner(env={"COLUMNS": "100"}).invoke(main, arguments, catch_exceptions=False)
    finally:
        os.chdir(before)
    assert result.exit_code == 0
    return result.stdout


@cache
def report() -> dict[str, Any]:
    """Return the JSON report with the default models."""
    found: dict[str, Any] = json.loads(compare("--format", "json", "--with-text"))
    return found


def main_story() -> dict[str, Any]:
    """Return the story of the fire."""
    story: dict[str, Any] = report()["stories"][0]
    return story


@cache
def texts() -> dict[str, str]:
    """Return the texts of the documents by the ids of their articles."""
    by_document = {document["id"]: document["text"] for document in report()["documents"]}
    return {article["id"]: by_document[article["document"]] for article in report()["articles"]}


def cut(place: dict[str, Any]) -> str:
    """Return the words at a place of the report."""
    return texts()[place["article"]][place["start"] : place["end"]]


def test_every_span_is_of_its_text() -> None:
    """The contract holds for the whole report."""
    by_document = {document["id"]: document["text"] for document in report()["documents"]}
    assert check_contract(report(), by_document) == []


@pytest.mark.parametrize(("article", "truth"), TRUTH["articles"].items())
def test_metadata_are_what_the_page_says(article: str, truth: dict[str, Any]) -> None:
    """Title, outlet, byline, credits and times are read as precisely as they are given."""
    found = next(one for one in report()["articles"] if one["id"] == article)
    expected = {key: value for key, value in truth.items() if key != "parents"}
    assert {key: found[key] for key in expected} == expected


def test_the_second_article_is_another_story() -> None:
    """Six reports of the fire are one story; the herring quota is none of it."""
    stories = [sorted(story["articles"]) for story in report()["stories"]]
    assert sorted(stories) == sorted(sorted(story) for story in TRUTH["stories"])


def test_the_family_tree_is_found() -> None:
    """Pickup and rewrite come from the agency, the spun copy from the pickup."""
    found = {
        node["article"]: [one.get("article") or one["origin"] for one in node["parents"]]
        for node in main_story()["stemma"]
    }
    truth = {article: row["parents"] for article, row in TRUTH["articles"].items()}
    assert found == {article: truth[article] for article in found}


def test_reversed_sense_is_a_change_of_meaning() -> None:
    """A denial is told apart from the comparison that it was made of."""
    changed = [
        " ".join(map(cut, variant["spans"]))
        for utterance in main_story()["utterances"]
        for variant in utterance["variants"]
        if variant["changes_meaning"]
    ]
    assert any("ashamed" in words for words in changed), changed


def test_only_true_changes_of_meaning_are_shown() -> None:
    """Only the Gazette changed what was said; house style, trimming and spinning raise no alarm."""
    by_attribution = {row["id"]: row["article"] for row in main_story()["attributions"]}
    changed = [
        (variant["kind"], {by_attribution[one] for one in variant["between"]})
        for utterance in main_story()["utterances"]
        for variant in utterance["variants"]
        if variant["changes_meaning"]
    ]
    assert {kind for kind, _ in changed} == {"degree", "modality"}
    assert all("06-evening-gazette#1" in articles for _, articles in changed), changed


@pytest.mark.parametrize("truth", TRUTH["conflicts"], ids=lambda truth: truth["about"])
def test_what_differs_is_found_with_its_verdict(truth: dict[str, Any]) -> None:
    """Tolls that rise are updates, names that differ by a letter are misspellings."""
    for conflict in main_story()["conflicts"]:
        words = [cut(value) for value in conflict["values"]]
        if conflict["verdict"] == truth["verdict"] and all(
            any(value in word for word in words) for value in truth["values"]
        ):
            return
    pytest.fail(f"{truth} is not among the conflicts")


@pytest.mark.parametrize("words", TRUTH["no_conflict"])
def test_what_agrees_is_no_conflict(words: list[str]) -> None:
    """About 30 and around 30, 10 p.m. and 10pm are not shown as conflicts."""
    for conflict in main_story()["conflicts"]:
        if conflict["verdict"] == "conflict":
            found = " | ".join(map(cut, conflict["values"]))
            assert not all(word in found for word in words), conflict


def test_the_brief_counts_one_agency_report_as_one_origin() -> None:
    """No sentence that only 02, 03 and 04 carry has more than one certain origin."""
    copies = {"02-halden-post", "03-northern-ledger", "04-daily-beacon"}
    checked = 0
    for sentence in main_story()["brief"]:
        if {citation["article"] for citation in sentence["citations"]} <= copies:
            assert sentence["independent_origins"] == 1, sentence["text"]
            checked += 1
    assert checked >= 1


def test_the_brief_is_5_to_20_sentences_of_the_sources() -> None:
    """Each sentence is exactly the characters of its first citation, and none is said twice."""
    sentences = [sentence["text"] for sentence in main_story()["brief"]]
    assert 5 <= len(sentences) <= 20
    assert len(set(sentences)) == len(sentences)
    for sentence in main_story()["brief"]:
        assert cut(sentence["citations"][0]) == sentence["text"]


def test_advertising_is_in_no_body() -> None:
    """Subscription offers, share bars and teasers are set aside, not lost."""
    junk = ["Subscribe to", "Share on X", "Most read", "Win a cruise", "Manage your account", "£1"]
    for article in report()["articles"]:
        for block in article["blocks"]:
            words = texts()[article["id"]][block["start"] : block["end"]]
            if block["kind"] in {"body", "headline", "standfirst"}:
                assert not any(mark in words for mark in junk), words


@pytest.mark.parametrize(
    ("name", "options"),
    [("ferry.txt", ("--fast",)), ("ferry.md", ("--fast", "--format", "md"))],
)
def test_the_run_gives_the_same_bytes(name: str, options: tuple[str, ...]) -> None:
    """The whole output is as it was agreed (renew: VARIORUM_RENEW=1 pytest tests/test_ferry.py).

    Of the quick models: the encoder's 8-bit sums are not the same on every kind of processor.
    """
    found = compare(*options)
    path = GOLDEN / name
    if os.environ.get("VARIORUM_RENEW"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")
