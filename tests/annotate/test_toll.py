"""How likely a number is an article's toll, and when nothing is answered."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting import cut_sentences
from factory import make_annotated, make_article
from variorum.annotate.figures import find_figures
from variorum.annotate.toll import (
    QUANTITIES,
    RISING,
    casualties,
    choose_likeliest,
    describe,
    describe_article,
    find_candidates,
    load_trees,
)
from variorum.annotate.toll_rules import choose_by_rules
from variorum.model import Article
from variorum.report.tables import figure_line


@pytest.mark.parametrize(
    ("chances", "ruled", "expected"),
    [
        pytest.param([0.6, 0.9], 3.0, 0, id="the rules' number stands"),
        pytest.param([0.4, 0.9], 3.0, 1, id="an unlikely one does not"),
        pytest.param([0.6, 0.9], None, 1, id="the likeliest"),
        pytest.param([0.4, 0.3], 3.0, None, id="nothing is likely"),
        pytest.param([], None, None, id="nothing is there"),
    ],
)
def test_chooses_the_likeliest(
    chances: list[float],
    ruled: float | None,
    expected: int | None,
) -> None:
    """The rules' number goes first, and doubt is no answer."""
    assert choose_likeliest(chances, 0.5, is_first_chosen=ruled is not None) == expected


def read(text: str, title: str | None) -> tuple[Article, dict[str, list[dict[str, float]]]]:
    """Return an article, and the numbers about each candidate of each quantity."""
    article = make_article(text, title=title)
    told = choose_by_rules(find_figures(article, cut_sentences(article)), article)
    context = describe_article(article)
    return article, {
        quantity: [
            describe(one, quantity, told, article, context)
            for one in find_candidates(quantity, told)
        ]
        for quantity in QUANTITIES
    }


def test_rates_each_number_once() -> None:
    """The rules' choice comes first; those shot less the dead are a candidate of their own."""
    text = "Five people were shot in Orla, and two of them died.\nOne man was in stable condition."
    _, rows = read(text, "2 dead in Orla shooting")
    assert [row["value"] for row in rows["killed"]] == [2]
    assert sorted(row["value"] for row in rows["injured"]) == [1, 3, 5]
    assert [row["chosen"] for row in rows["injured"]] == [True, False, False]


def test_says_nothing_of_a_death_in_passing() -> None:
    """One dead, told late in a report of a trial for something else, is not its toll."""
    trial = "The jury heard the plea of the accused in court. The judge set the trial for May.\n"
    text = trial * 12 + "His lawyer said the brother of a witness had been killed."
    article = make_article(text, title="Trial of the Orla robber begins")
    assert casualties(find_figures(article, cut_sentences(article)), article) == (None, None)


def test_a_toll_that_is_worked_out_stands_among_the_figures() -> None:
    """Who reads the list alone finds the injured of "five were shot, and two died" in it."""
    article = make_article("Five people were shot in Orla, and two of them died.", title="2 dead")
    figures = tuple(find_figures(article, cut_sentences(article)))
    line = figure_line(replace(make_annotated(article), figures=figures))
    told = {(one["quantity"], one["low"]) for one in line["figures"]}
    assert line["toll"]["injured"]["low"] == 3
    assert {("shot", 5), ("killed", 2), ("injured", 3)} <= told
    starts = [one["start"] for one in line["figures"]]
    assert starts == sorted(starts)


@given(
    st.text(st.sampled_from("a 2.\n,5"), max_size=60),
    st.lists(st.sampled_from(["Two men were shot. ", "One died. ", "Ann, 3, was hurt. "])),
)
def test_any_candidate_can_be_rated(noise: str, told: list[str]) -> None:
    """Every candidate has the numbers that the trees know, and they are numbers."""
    _, rows = read(noise.join(told) + noise, noise)
    for quantity in QUANTITIES:
        known = int(load_trees(quantity).feature.max())
        for row in rows[quantity]:
            assert set(RISING) < set(row)
            assert len(row) > known
            assert all(math.isfinite(number) for number in row.values())
