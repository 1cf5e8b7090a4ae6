"""The error card says what was measured, in every report."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from variorum.model import Comparison
from variorum.report.error_card import ERROR_CARD, ErrorRate
from variorum.report.html import render_html
from variorum.report.markdown import render_markdown

ACCURACY = Path(__file__).parents[2] / "docs" / "accuracy.md"
NUMBER = re.compile(r"\d*\.\d+|\d+")


@pytest.mark.parametrize("one", ERROR_CARD, ids=lambda one: one.finding)
def test_its_figures_are_those_of_the_docs(one: ErrorRate) -> None:
    """Every number of the card stands in docs/accuracy.md."""
    said = ACCURACY.read_text(encoding="utf-8")
    for number in NUMBER.findall(one.measured):
        assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d])", said), number


@pytest.mark.parametrize("render", [render_html, render_markdown])
def test_every_report_carries_it(render: Callable[[Comparison], str]) -> None:
    """All rows are told."""
    written = render(Comparison(documents=(), stories=(), skipped=()))
    for one in ERROR_CARD:
        assert one.measured in written
