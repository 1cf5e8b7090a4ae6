"""What stands beside an article is not its body; the list that ends it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.beside import find_beside, find_lists
from variorum.read.series import find_numbered, find_posts

# Invented throughout.
REPORT = (
    "The council of Harbour Bay voted on Tuesday to close the ferry pier, the mayor said.",
    "Engineers had found cracks in four of its pillars, and divers a fifth one last week.",
    "The work is expected to take two years, and buses are to run from the north quay.",
)
COMMENTS = (
    "12 Comments",
    "Ann on May 3, 2021 at 5:23 pm said:",
    "I have used this pier for thirty years and never once did I see a single crack in it.",
    "Old Tom (islander) on May 3, 2021 at 6:02 pm said:",
    "You would have had to dive for that, my friend, and the water is cold until July.",
    "Zed99 on May 4, 2021 at 11:40 am said:",
    "What I want to know is who is going to pay for the buses in the winter months.",
)


def find(*lines: str) -> set[str]:
    """Return the lines that are found to stand beside the article, all being as probable."""
    return {lines[number] for number in find_beside(lines, [0.9] * len(lines))}


def test_signed_comments_stand_beside() -> None:
    """From the first signature on, a series of comments is no body; the report above it is."""
    assert find(*REPORT, *COMMENTS) == set(COMMENTS[1:])


def test_comments_signed_by_their_age() -> None:
    """Where nobody "said", the buttons below each comment tell."""
    comments = [
        line
        for name, age in (("Ann", 2), ("Old Tom", 3), ("Zed99", 5))
        for line in (name, f"{age} days ago", COMMENTS[2], "Reply")
    ]
    found = find(*REPORT, *comments)
    assert COMMENTS[2] in found
    assert not found & set(REPORT)


@pytest.mark.parametrize("stamp", ["{n}:15 a.m.", "{n} hours ago", "May 3, 2021 {n}:15"])
def test_a_live_blog_is_no_series_of_comments(stamp: str) -> None:
    """Entries with their times alone are the article."""
    entries = [
        line
        for number in range(1, 9)
        for line in (stamp.format(n=number), f"{REPORT[number % 3]} That was entry {number}.")
    ]
    assert not find("Live: Harbour Bay closes its pier", *entries)


def test_a_paragraph_printed_twice_counts_once() -> None:
    """A teaser that repeats the first paragraph stands where little else is body."""
    lines = ("Menu", REPORT[0], "Sport", "Weather", "Harbour Bay closes its pier", *REPORT)
    chances = [0.0, 0.9, 0.0, 0.0, 0.1, 0.9, 0.9, 0.9]
    assert find_beside(lines, chances) == {1}


def test_teasers_cut_at_one_length_stand_beside() -> None:
    """A system cuts all teasers alike; paragraphs end where their sentences do."""
    teasers = [(f"{line} " * 3)[:140].replace(".", ",")[:136] + " ..." for line in REPORT]
    assert find(*REPORT, *teasers) == set(teasers)


DATES = (
    "June 9 – Ulm, Old Quay Hall",
    "June 10 – Varna, Sea Garden",
    "June 14 – Bergen, North Pier",
    "July 2 – Oulu, Island Stage",
    "July 3 – Split, Harbour Yard",
)


@pytest.mark.parametrize(
    ("between", "kept"),
    [((), True), (("Tour dates",), True), (("Related stories",), False), (("Menu", "Ads"), False)],
)
def test_a_list_below_a_paragraph_is_body(between: tuple[str, ...], *, kept: bool) -> None:
    """Rows alike with numbers go on with the report, with a heading or none, but not "Related"."""
    lines = (*REPORT, *between, *DATES, "Share")
    body = [line in REPORT for line in lines]
    assert {lines[row] for row in find_lists(lines, body)} == (set(DATES) if kept else set())


@given(st.lists(st.tuples(st.text(min_size=1).filter(str.strip), st.floats(0, 1)), max_size=30))
def test_any_lines_are_judged(rows: list[tuple[str, float]]) -> None:
    """Whatever the lines are, numbers of lines come back."""
    lines = [line.strip() for line, _ in rows]
    assert find_beside(lines, [chance for _, chance in rows]) <= set(range(len(rows)))
    assert find_lists(lines, [chance > 0.5 for _, chance in rows]) <= set(range(len(rows)))


@given(st.lists(st.text(alphabet="12 of/n.ENDS#\f3http://"), max_size=12))
def test_any_lines_may_number_themselves(raws: list[str]) -> None:
    """Whatever the lines are, what is found are their numbers."""
    lines = [raw.strip() for raw in raws if raw.strip()]
    assert find_numbered(lines) | find_posts(lines) <= set(range(len(lines)))
