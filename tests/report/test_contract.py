"""The report for programs holds its contract."""

import json
import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from contract import check_contract
from factory import make_annotated, make_article
from report.sample import make_sample
from variorum.model import Comparison, Document, Story
from variorum.report.contract import dump, render_json, to_contract

SAMPLE = make_sample()
TEXTS = {document.id: document.text for document in SAMPLE.documents}


def test_every_span_has_the_words_of_its_place() -> None:
    """The sample's report breaks no rule of the contract."""
    assert check_contract(to_contract(SAMPLE, with_text=False), TEXTS) == []


def test_text_travels_only_when_asked() -> None:
    """`with_text` adds the documents' texts, and the report then checks against itself."""
    assert check_contract(to_contract(SAMPLE, with_text=True)) == []
    assert "text" not in to_contract(SAMPLE, with_text=False)["documents"][0]


def test_same_comparison_same_bytes() -> None:
    """Two runs write the same text, and it reads back as what was written."""
    assert render_json(SAMPLE) == render_json(make_sample())
    assert json.loads(render_json(SAMPLE)) == to_contract(SAMPLE)


def test_moved_span_is_noticed() -> None:
    """The checker finds a span whose words are others."""
    contract = to_contract(SAMPLE)
    contract["stories"][0]["brief"][0]["citations"][0]["start"] += 1
    problems = check_contract(contract, TEXTS)
    assert any("the text has" in problem for problem in problems)


def test_changed_text_is_noticed() -> None:
    """The checker compares the documents' checksums."""
    texts = {key: text.replace("bridge", "bricks") for key, text in TEXTS.items()}
    assert any("checksum" in one for one in check_contract(to_contract(SAMPLE), texts))


def test_missing_field_and_strange_reference_are_noticed() -> None:
    """The checker knows the names of the fields and of the things they point to."""
    contract = to_contract(SAMPLE)
    del contract["stories"][0]["origins"][0]["kind"]
    assert any("lacks 'kind'" in one for one in check_contract(contract, TEXTS))
    contract = to_contract(SAMPLE)
    contract["stories"][0]["stemma"][1]["parents"][0]["article"] = "nobody"
    assert any("'nobody'" in one for one in check_contract(contract, TEXTS))


def test_independent_origins_come_as_a_range() -> None:
    """Certain and possible counts stand side by side on utterances, statements and brief."""
    story = to_contract(SAMPLE)["stories"][0]
    for one in (*story["utterances"], *story["statements"], *story["brief"]):
        assert one["independent_origins"] <= one["independent_origins_max"]
    assert story["utterances"][1]["independent_origins_max"] == 2


def test_channel_says_with_whom() -> None:
    """A channel's partner is called "with", as the contract has it."""
    said = to_contract(SAMPLE)["stories"][0]["attributions"]
    letter = next(one for one in said if one["id"] == "wire-2")
    assert letter["channel"]["medium"] == "letter"
    assert letter["channel"]["with"] == "about 40 colleagues"
    assert letter["speaker"] == "n1"


@given(st.text())
def test_any_text_gives_a_report(text: str) -> None:
    """No text breaks the report, half characters (lone surrogates) included."""
    article = make_article(text)
    story = Story("s1", text, (make_annotated(article),))
    comparison = Comparison((Document("a1", None, None, "", text),), (story,))
    written = render_json(comparison, with_text=True)
    assert check_contract(json.loads(written.encode()), {"a1": text}) == []


def test_half_characters_survive_as_escapes() -> None:
    """A lone surrogate is written as an escape, since UTF-8 has none."""
    assert dump({"a": "\ud800"}).encode() == b'{"a": "\\ud800"}'
    assert dump({"a": "é"}) == '{"a": "é"}'


def test_articles_come_in_the_order_of_documents() -> None:
    """Stories in another order leave the list of articles as it was."""
    turned = replace(SAMPLE, stories=SAMPLE.stories[::-1])
    assert to_contract(turned)["articles"] == to_contract(SAMPLE)["articles"]


def test_every_field_is_documented() -> None:
    """The reference names each field that a report has."""
    page = Path(__file__).parents[2] / "docs/reference/report-json.md"
    words = set(re.findall(r"\w+", page.read_text(encoding="utf-8")))

    def fields(node: object) -> set[str]:
        if isinstance(node, dict):
            return set(node) | set().union(*map(fields, node.values()))
        return set().union(*map(fields, node)) if isinstance(node, list) else set()

    assert fields(to_contract(SAMPLE, with_text=True)) - words == set()
