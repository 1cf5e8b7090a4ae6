"""Bylines give names as printed, and sentences give none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.agencies import find_agency, find_credits
from variorum.read.bylines import read_byline, read_list_byline


@pytest.mark.parametrize(
    ("line", "names", "outlet", "agencies"),
    [
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe"), None, ()),
        ("Jane Roe, Contributing writer", ("Jane Roe",), None, ()),
        ("JANE ROE, Contributing writerMay 25, 2022 16:00 JST", ("JANE ROE",), None, ()),
        ("Analysis: Jane Roe, Africa Editor", ("Jane Roe",), None, ()),
        (
            "by: Jane Roe, John Doe Updated: Jun 9, 2016 - 9:19 AM",
            ("Jane Roe", "John Doe"),
            None,
            (),
        ),
        ("By Jane Roe jroe@example.org", ("Jane Roe",), None, ()),
        ("By Jane Roe, Associated Press", ("Jane Roe",), None, ("AP",)),
        ("By: Associated Press", (), None, ("AP",)),
        ("Jane Roe | BBC News", ("Jane Roe",), "BBC News", ()),
        ("By Jane Roe for The Daily Herald", ("Jane Roe",), "The Daily Herald", ()),
        ("Von Jutta Müller", ("Jutta Müller",), None, ()),
        ("Par Jean-Pierre de la Tour avec AFP", ("Jean-Pierre de la Tour",), None, ("AFP",)),
    ],
)
def test_reads_bylines(
    line: str, names: tuple[str, ...], outlet: str | None, agencies: tuple[str, ...]
) -> None:
    """People, outlet and agencies come in the order of print."""
    found = read_byline(line)
    assert found is not None
    assert (found.names, found.outlet, found.agencies) == (names, outlet, agencies)


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the day he was gone.",
        "By Friday, two men had died",
        "By Breaking News Staff",
        "Jane Roe, 41, of Springfield",
        "John Smith, President of France",
        "Jane Roe contributed reporting.",
        "By of the",
        "",
    ],
)
def test_takes_nothing_else_for_a_byline(line: str) -> None:
    """Sentences, people in the news and desks are no bylines."""
    assert read_byline(line) is None


def test_reads_a_list_of_name_and_outlet() -> None:
    """A scraped list of the author and the outlet is a byline; other lists are none."""
    found = read_list_byline(["- Jane Roe", "- BBC News"])
    assert found is not None
    assert (found.names, found.outlet) == (("Jane Roe",), "BBC News")
    assert read_list_byline(["- Milk", "- Eggs and bread for two"]) is None


@pytest.mark.parametrize(
    ("line", "last", "expected"),
    [
        ("© 2022 The Associated Press. All rights reserved.", False, ["AP"]),
        ("With reporting from Reuters", False, ["Reuters"]),
        ("(Additional reporting by Reuters)", False, ["Reuters"]),
        ("Source: AP", False, ["AP"]),
        ("The Associated Press contributed to this report.", False, ["AP"]),
        ("With inputs from PTI and ANI", False, ["PTI", "ANI"]),
        ("The bridge stays closed, she said. (ANI)", True, ["ANI"]),
        ("The bridge stays closed, she said. (ANI)", False, []),
        ("The mayor told AFP on Monday.", True, []),
        ("A man on the bridge. © AP", False, []),
        ("The bridge in June. © Sputnik via Reuters", False, []),
        ("(Photo: AP)", False, []),
        ("REUTERS/Jane Roe", False, []),
    ],
)
def test_credits_are_of_copy_and_not_of_pictures(
    line: str,
    last: bool,  # noqa: FBT001
    expected: list[str],
) -> None:
    """Sign-offs credit an agency; channels and pictures do not."""
    assert find_credits(line, last=last) == expected


def test_agencies_have_one_name() -> None:
    """All forms of a name give one, and other words none."""
    assert find_agency("the Associated Press") == find_agency("(AP)") == "AP"
    assert find_agency("AP told") is None


@given(st.text(alphabet="By Janeod,.-|:()©AP2 \n"))
def test_any_line_can_be_read(line: str) -> None:
    """Nothing raises, and names are cut from the line."""
    for found in (read_byline(line), read_byline(line, stated=True), read_list_byline([line])):
        assert found is None or all(name in " ".join(line.split()) for name in found.names)
    find_credits(line, last=True)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Tom Alder Political correspondent", ("Tom Alder",)),
        ("Meg van Roe Chief Business Reporter", ("Meg van Roe",)),
        ("Jane Roe Quits As Editor", None),
        ("The deputy editor", None),
    ],
)
def test_reads_a_post_without_a_comma(line: str, names: tuple[str, ...] | None) -> None:
    """A post may follow a name at once; a headline that ends in one is no byline."""
    found = read_byline(line)
    assert (found and found.names) == names
