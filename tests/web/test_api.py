"""The API: the report's contract, described in OpenAPI, and sound under every input."""

import json
from contextlib import suppress
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from contract import check_contract

OURS = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


def _ask(operation: Any, mode: GenerationMode, asked: set[tuple[str, str]]) -> None:  # noqa: ANN401
    # How many anchors a kind of judgement takes is said in words alone.
    excluded: list[Any] = [positive_data_acceptance] if operation.method == "post" else []

    @settings(OURS, max_examples=6)
    @given(case=operation.as_strategy(generation_mode=mode))
    def answer(case: Any) -> None:  # noqa: ANN401
        case.call_and_validate(excluded_checks=excluded)
        asked.add((case.method, case.path))

    answer()


def test_answers_are_as_described(site: httpx.Client) -> None:
    """No input gives an error of ours; statuses and types are those of the description.

    Every operation gets fields of the right and of the wrong kind; the check of drafts, which takes
    a second each, has tests of its own.
    """
    schema: Any = schemathesis.openapi.from_url(f"{site.base_url}/api/openapi.json")
    asked: set[tuple[str, str]] = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path != "/api/check":
            for mode in GenerationMode:
                with suppress(Unsatisfiable):  # what takes nothing can be asked nothing wrong
                    _ask(operation, mode, asked)
    assert len(asked) >= 11


def test_a_story_keeps_the_reports_contract(site: httpx.Client) -> None:
    """The same JSON as `variorum compare --format json`."""
    for line in site.get("/api/stories").json()["items"]:
        report = site.get(f"/api/stories/{line['id']}", params={"with_text": True}).json()
        assert check_contract(report) == []


def test_an_article_keeps_it_too(site: httpx.Client) -> None:
    """With its versions."""
    (hit, *_) = site.get("/api/search", params={"text": "ferry"}).json()["items"]
    report = site.get("/api/articles", params={"id": hit["article"], "with_text": True}).json()
    assert check_contract(report) == []
    assert [one["number"] for one in report["versions"]] == [1]


def test_lists_lead_on(site: httpx.Client) -> None:
    """`next` leads through all lines, each once."""
    whole = [one["name"] for one in site.get("/api/people").json()["items"]]
    found: list[str] = []
    address: str | None = "/api/people?limit=3"
    while address:
        page = site.get(address).json()
        found += [one["name"] for one in page["items"]]
        address = page["next"]
    assert found == whole
    assert len(whole) > 3


def test_words_of_hits_are_the_texts_own(site: httpx.Client) -> None:
    """Spans of hits and of quotations are places in the article's text."""
    for kind in ("text", "quote"):
        hits = site.get("/api/search", params={"text": "ferry", "kind": kind}).json()["items"]
        assert hits
        for hit in hits:
            report = site.get(
                "/api/articles", params={"id": hit["article"], "with_text": True}
            ).json()
            text = report["documents"][0]["text"]
            assert text[hit["span"]["start"] : hit["span"]["end"]] == hit["words"]


def test_a_draft_is_checked(site: httpx.Client) -> None:
    """A changed number is told from a right one, against a story, a search or the newest."""
    draft = (
        "At least seven people were killed when fire broke out on the Lady Ansgard. "
        "The ferry was carrying 314 passengers and crew from Port Merrow."
    )
    line = next(one for one in site.get("/api/stories").json()["items"] if one["articles"] > 1)
    for body in (
        {"text": draft, "against": "story", "story": line["id"]},
        {"text": draft, "against": "search", "search": "ferry"},
        {"text": draft},
    ):
        answer = site.post("/api/check", json=body, timeout=120)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert found["format"] == "variorum-check/1"
        verdicts = {draft[one["start"] : one["end"]]: one["verdict"] for one in found["items"]}
        assert any("314" in words and how != "right" for words, how in verdicts.items()), verdicts
        assert "right" in verdicts.values()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"text": "  \n "}, "nothing to check"),
        ({"text": "Seven.", "against": "story", "story": "s99"}, "not in the archive"),
        ({"text": "Seven.", "against": "search", "search": "zzzz"}, "finds no article"),
        ({"text": "x" * 60_001}, "at most 60000"),
        ({"text": "Seven.", "against": "all"}, "'recent', 'story' or 'search'"),
        ([], "valid dictionary"),
    ],
)
def test_a_draft_that_cannot_be_checked(site: httpx.Client, body: object, words: str) -> None:
    """What is wrong is said."""
    answer = site.post("/api/check", json=body)
    assert answer.status_code == 422
    assert words in json.dumps(answer.json(), ensure_ascii=False)


@OURS
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["id", "kind", "who", "when", "why", "anchors", "others", "x"]),
                inner,
                max_size=6,
            )
        ),
        max_leaves=12,
    )
)
def test_no_body_is_kept_that_is_no_judgement(site: httpx.Client, body: object) -> None:
    """Whatever is sent, it is refused with a reason, and nothing is kept."""
    answer = site.post("/api/judgements", content=json.dumps(body))
    assert answer.status_code == 422
    assert site.get("/api/judgements").json() == {"items": []}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(site: httpx.Client, kind: str) -> None:
    """What a foreign form could send without being asked is not JSON to us."""
    answer = site.post(
        "/api/judgements", content='{"kind": "undo"}', headers={"content-type": kind}
    )
    assert answer.status_code in {415, 422}
