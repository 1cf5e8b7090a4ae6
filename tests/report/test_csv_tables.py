"""The tables are RFC 4180, hold every finding, and harm no spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_annotated, make_article
from report.sample import make_sample
from variorum.model import Comparison, Conflict, Span, Story, Value
from variorum.report.addresses import address_story
from variorum.report.csv_tables import FORMULA, TABLES, csv_tables, guard, write_table

SAMPLE = make_sample()
READ = {
    name: list(csv.DictReader(io.StringIO("".join(pieces), newline=""), strict=True))
    for name, pieces in csv_tables(SAMPLE).items()
}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_every_column(name: str) -> None:
    """A header, then rows as long as it; lines end as RFC 4180 has it."""
    text = "".join(write_table(SAMPLE, name))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert rows[0] == list(TABLES[name][0])
    assert {len(row) for row in rows} == {len(rows[0])}
    assert text.endswith("\r\n")


def test_places_have_their_words() -> None:
    """What stands under `words` is cut from the article at `start` and `end`."""
    texts = {one.article.id: one.article.text for s in SAMPLE.stories for one in s.articles}
    for name in ("findings", "conflicts", "timeline", "statements"):
        assert READ[name]
        for row in READ[name]:
            words = texts[row["article"]][int(row["start"]) : int(row["end"])]
            assert guard(words) == row["words"]


def test_every_finding_is_in_a_table() -> None:
    """As many articles, attributions, readings, variants, ... as the report has."""
    stories = SAMPLE.stories
    assert len(READ["articles"]) == sum(len(story.articles) for story in stories)
    assert len(READ["attributions"]) == sum(
        len(one.attributions) for story in stories for one in story.articles
    )
    utterances = [one for story in stories for one in story.utterances]
    assert len(READ["readings"]) == sum(len(one.readings) for one in utterances)
    assert len(READ["variants"]) == sum(len(one.variants) for one in utterances)
    found = {row["address"] for row in READ["conflicts"]}
    assert found == {at[0] for story in stories for at in address_story(story).conflicts}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1 555", "'+1 555"),
        ("-x", "'-x"),
        ("-4.5", "-4.5"),
        (-4, "-4"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        ("\r=x", "'\r=x"),
        ("  =x", "'  =x"),
        ("＝x", "'＝x"),
        ("'=x", "''=x"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
        (None, ""),
        (True, "true"),
    ],
)
def test_formulas_are_made_harmless(cell: object, expected: str) -> None:
    """A cell that a spreadsheet might run begins with an apostrophe."""
    assert guard(cell) == expected


@given(st.text())
def test_a_guarded_cell_gives_back_its_words(words: str) -> None:
    """No cell can be run, and taking one apostrophe off gives what was there."""
    cell = guard(words)
    assert not cell or cell[0] not in "=+-@\t\r" or cell.lstrip("-").replace(".", "").isdigit()
    back = cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
    assert back == words


@given(st.text(min_size=1))
def test_any_text_gives_tables(text: str) -> None:
    """Line breaks, quotes, commas and half characters come through as one cell of valid UTF-8."""
    article = make_article(text, "a", outlet=text)
    value = Value(text, Span("a", 0, len(text)))
    conflict = Conflict("fact", text, "conflict", text, (value,))
    story = Story("s", text, (make_annotated(article),), conflicts=(conflict,))
    data = "".join(write_table(Comparison((), (story,)), "conflicts")).encode("utf-8")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    assert len(rows) == 2
    told = guard(text).encode("utf-8", "replace").decode("utf-8")
    assert rows[1][-1] == told
