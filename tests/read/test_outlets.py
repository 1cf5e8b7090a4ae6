"""The outlet of a bare text is given where the text proves it, and else not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.test_metadata import PROSE, read
from variorum.model import BlockKind
from variorum.read.paper_names import is_surely_paper

TITLE: tuple[BlockKind, str] = ("headline", "Old bridge to close")
BODY: tuple[BlockKind, str] = ("body", PROSE)
Lines = list[tuple[BlockKind, str]]


@pytest.mark.parametrize(
    ("name", "proof"),
    [
        pytest.param(
            "Harbour Bay", [("caption", "The bridge [Ann Roe/Harbour Bay]")], id="picture"
        ),
        pytest.param(
            "Bay One", [("caption", "The bridge. (Bay One: Ann Roe)")], id="picture before"
        ),
        ("Quayside", [("body", f"“We knew,” she told Quayside. {PROSE}")]),
        pytest.param(
            "The Tide", [("body", f"{PROSE} He told The Tide so.")], id="with its article"
        ),
        ("Quayside", [("promotion", "Subscribe to Quayside from €2")]),
        pytest.param(
            "Tide-Wind", [("promotion", "Der Tide-Wind-Newsletter: das Beste")], id="letter"
        ),
        ("Bay of Hope", [("navigation", "newsdesk@bayhope.example")]),
        pytest.param(
            "Port & Tide", [("navigation", "https://www.porttide.example/a/1")], id="page"
        ),
    ],
)
def test_a_name_at_the_head_that_the_text_proves(name: str, proof: Lines) -> None:
    """A name alone above the headline is the outlet's if it is used as an outlet's is."""
    assert read(("navigation", name), TITLE, BODY, BODY).outlet is None
    assert read(("navigation", name), TITLE, BODY, *proof, BODY).outlet == name


@pytest.mark.parametrize(
    "line",
    [
        "Middle East",
        "World News",
        "Middle East News",
        "Apple TV",
        "Daily Deals",
        "Chris Post",
        "11/19/2019 by Ann Roe",
        "The-bridge-closes-148.php",
    ],
)
def test_sections_products_and_people_are_no_outlets(line: str) -> None:
    """What a menu or an address is made of names no outlet, even where it comes again."""
    again: Lines = [("related", f"More {line}"), ("promotion", f"Our {line} newsletter")]
    head: Lines = [("navigation", line), ("navigation", "Menu"), TITLE]
    assert read(*head, BODY, BODY, *again).outlet is None


@pytest.mark.parametrize(
    "line",
    [
        "The Veld Courier",
        "Manila Courier / 04:44 PM June 02, 2025",
        "La Dépêche du Val",
        "Main-Bote",
        "El Faro de Asturias",
    ],
)
def test_a_paper_needs_its_place_alone(line: str) -> None:
    """What is called a paper in print is one, in several languages, beside a time as well."""
    found = read(("navigation", line), ("navigation", "Menu"), TITLE, BODY, BODY)
    assert found.outlet == line.split(" / ", maxsplit=1)[0]


def test_a_desk_is_nobody() -> None:
    """The outlet in "By Harbour Mirror Staff" is no person, as what people were told shows."""
    told: tuple[BlockKind, str] = ("body", f"The drivers told Harbour Mirror so. {PROSE}")
    found = read(TITLE, ("byline", "By Harbour Mirror Staff"), BODY, told)
    assert (found.byline, found.outlet) == ((), "Harbour Mirror")


def test_a_photographer_is_no_outlet() -> None:
    """A reporter whose name stands under the picture too stays the reporter."""
    picture: tuple[BlockKind, str] = ("caption", "The bridge. (Bay Agency/Jane Roe)")
    found = read(TITLE, ("byline", "By Jane Roe"), BODY, picture, BODY)
    assert (found.byline, found.outlet) == (("Jane Roe",), None)


def test_a_press_office_is_named_by_its_address_or_label() -> None:
    """A release has no masthead: its own address, or "From:", says who sends it."""
    contact: tuple[BlockKind, str] = ("metadata", "Contact: Ann Roe, press@bridgewatch.example")
    own: tuple[BlockKind, str] = ("body", f"BridgeWatch warned of it. {PROSE}")
    assert read(TITLE, own, BODY, contact).outlet == "BridgeWatch"
    sent: Lines = [("metadata", "From:"), ("navigation", "Department for Bridges")]
    assert read(TITLE, *sent, BODY, BODY).outlet == "Department for Bridges"


@given(st.text(alphabet="The Bay-’'É .Post/0", max_size=40))
def test_any_name_can_be_judged(name: str) -> None:
    """No line is too odd to be asked."""
    assert is_surely_paper(name) in {True, False}
    read(("navigation", name), TITLE, BODY, ("metadata", f"{name}: x@y.com"))
