"""Whatever the input, nothing raises and every span of the report is of its text."""

import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract import check_contract
from variorum.pipeline import compare
from variorum.report.contract import to_contract
from variorum.report.html import render_html
from variorum.report.markdown import render_markdown
from variorum.report.text import render_text

# What news is made of, in any order, with what breaks parsers between.
PIECES = st.sampled_from(
    [
        *["“", "”", "‘", "’", '"', "'", "''", "«", "»", "„", " — ", "…", "[", "]", "…’”“"],
        *["\n", "\n\n", "\r\n", "By Ada Brook\n", "May 24, 2031 11:19 JST\n", "TARNBY (AP) — "],
        *["Updated: 3 hours ago\n", "Share on X\n", "Subscribe now\n", "Mr Brook, 41,"],
        *["said Ada Brook", "he told the BBC", "according to the ministry", "she added"],
        *["at least 12 people were killed", "about 40", "$3.5 million", "the minister"],
        *[
            "on Monday",
            "two days later",
            "Never have I been so ashamed",
            "I have never been ashamed",
        ],
        *["<p>", "</p>", "<script>", "<h1>", "&amp;", "&#x0;", "A" * 300, "1" * 400],
        *["\ufeff", "\u200b", "\u202e", "\U0001f600", "ﬁ", "İ", "ß", "e\u0301", "中文。"],
        *["\x00", "\x1b[31m"],
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("".join)


def check(data: bytes) -> None:
    """Compare what these bytes hold and hold the report against its contract."""
    comparison = compare(["-"], stdin=io.BytesIO(data), fast=True)
    report: dict[str, Any] = json.loads(json.dumps(to_contract(comparison, with_text=True)))
    texts = {document["id"]: document["text"] for document in report["documents"]}
    assert check_contract(report, texts) == []
    assert "<script" not in render_html(comparison)
    render_markdown(comparison)
    assert "\x1b" not in render_text(comparison)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_json_lines(texts: list[str]) -> None:
    """JSON Lines of any texts."""
    rows = [{"id": f"a{number}", "text": text} for number, text in enumerate(texts)]
    check("\n".join(map(json.dumps, rows)).encode())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_plain_text_or_page(text: str) -> None:
    """Any text, read as it comes: plain, or a page if it looks like one."""
    check(text.encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_pages(text: str) -> None:
    """Any text inside a page."""
    check(f"<!doctype html><html><body><article>{text}</article></body></html>".encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_bytes(data: bytes) -> None:
    """Any bytes."""
    check(data)


@pytest.mark.parametrize("mark", ["“", "‘", '"', "«", "["])
def test_marks_that_never_close(mark: str) -> None:
    """Ten thousand opening marks are read in good time, and change nothing else."""
    check((f"{mark} " * 10_000 + "said Ada Brook.").encode())
