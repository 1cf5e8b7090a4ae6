"""Metadata says what an article's own lines say, and nothing that they do not."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Block, BlockKind
from variorum.read.metadata import Metadata, read_metadata

PROSE = (
    "The council of the small town voted on Monday to close the old bridge over the river for a "
    "year, after engineers had found cracks in two of its piers, the mayor said on May 3, 2019."
)


def read(*lines: tuple[BlockKind, str], page: Mapping[str, str] | None = None) -> Metadata:
    """Return the metadata of lines with their kinds."""
    text, blocks = "", []
    for kind, line in lines:
        blocks.append(Block(kind, len(text), len(text) + len(line)))
        text += line + "\n"
    return read_metadata(text, blocks, page)


def test_reads_a_whole_head() -> None:
    """Title, byline, time, dateline and credit are each taken from its line."""
    found = read(
        ("headline", "Old bridge to close"),
        ("standfirst", "Cracks in two piers"),
        ("caption", "The bridge in June 2018. © Reuters"),
        ("byline", "JANE ROE, Contributing writerMay 25, 2022 16:00 JST"),
        ("dateline", "SPRINGFIELD, Ohio (AP) —"),
        ("body", PROSE),
        ("body", PROSE),
    )
    assert found.title == "Old bridge to close"
    assert found.byline == ("JANE ROE",)
    assert found.published == "2022-05-25T16:00+09:00"
    assert found.dateline is not None
    assert found.dateline.place == "SPRINGFIELD, Ohio"
    assert found.credits == ("AP",)
    assert found.language == "en"
    assert found.outlet is None


def test_an_update_at_the_foot_is_no_publication() -> None:
    """A labelled time counts wherever it stands; published stays unknown."""
    found = read(
        ("headline", "Bridge"), ("body", PROSE), ("body", "Updated: May 23, 2022, 3:25 PM")
    )
    assert (found.published, found.updated) == (None, "2022-05-23T15:25")


def test_prose_dates_no_article() -> None:
    """Dates in the prose, under pictures and in related links are not the article's."""
    found = read(
        ("headline", "Old bridge to close"),
        ("caption", "Published Friday, Nov. 27, 2015"),
        ("body", PROSE),
        ("body", "The bridge was built in March 1931 and widened on July 4, 1976."),
        ("related", "December 26, 2016"),
        ("navigation", "3 hours ago"),
    )
    assert (found.published, found.updated) == (None, None)


def test_a_list_byline_names_the_outlet() -> None:
    """A list of author and outlet above the prose is both; a section's editor counts as author."""
    found = read(
        ("navigation", "- Jane Roe"),
        ("navigation", "- BBC"),
        ("body", PROSE),
        ("body", "Analysis: John Doe, Africa Editor"),
        ("body", PROSE),
        ("body", "She told Channel Nine that the bridge was safe."),
    )
    assert found.byline == ("Jane Roe", "John Doe")
    assert found.outlet == "BBC"
    assert found.title is None


@pytest.mark.parametrize(
    ("line", "names"),
    [("Jane Roe in Paris", ("Jane Roe",)), ("Jane Roe", ("Jane Roe",)), ("Meal Plans Shop", ())],
)
def test_a_name_beside_a_time_is_a_byline(line: str, names: tuple[str, ...]) -> None:
    """A name that stands alone is believed beside a time, and not in a menu."""
    head: list[tuple[BlockKind, str]] = [("headline", "Old bridge to close"), ("byline", line)]
    found = read(*head, ("metadata", "Tue 24 May 2022 10.15 BST"), ("body", PROSE), ("body", PROSE))
    assert found.byline == names
    menu: list[tuple[BlockKind, str]] = [("byline", name) for name in ("Ann Poe", "Bo Lee")]
    assert read(*menu, ("navigation", "Read on"), ("body", PROSE), ("body", PROSE)).byline == ()


def test_names_of_other_articles_are_no_bylines() -> None:
    """What stands above the headline in a menu, or below the text in a list, wrote other things."""
    found = read(
        ("byline", "Ann Poe"),
        ("byline", "By Bo Lee"),
        *[("navigation", name) for name in ("News", "Sport", "Weather", "Travel", "Shop")],
        ("headline", "Old bridge to close"),
        ("byline", "By Jane Roe"),
        ("body", PROSE),
        ("body", PROSE),
        ("byline", "By Cy Fox"),
    )
    assert found.byline == ("Jane Roe",)


@pytest.mark.parametrize(
    "line",
    ["Jane Roe - Nov 19, 2019, 10:31 pm CST", "19/11/2019 by Jane Roe", "Jane Roe | May 3, 2021"],
)
def test_a_name_in_a_line_with_its_time_is_a_byline(line: str) -> None:
    """The line below a headline may hold both."""
    found = read(
        ("headline", "Old bridge to close"), ("metadata", line), ("body", PROSE), ("body", PROSE)
    )
    assert found.byline == ("Jane Roe",)


def test_a_lone_dateline_names_nobody() -> None:
    """A place in capitals with an agency is no person's name."""
    found = read(
        ("headline", "Old bridge to close"),
        ("dateline", "HARBOUR BAY (Reuters) -"),
        ("body", PROSE),
        ("body", PROSE),
    )
    assert found.byline == ()
    assert found.dateline is not None
    assert found.credits == ("Reuters",)


def test_channels_are_no_outlets() -> None:
    """Nobody's "told X" names the outlet, and no agency becomes one."""
    found = read(
        ("headline", "Bridge"),
        ("body", PROSE + " She told the BBC and Reuters so."),
        ("body", PROSE),
    )
    assert (found.outlet, found.credits) == (None, ())


@pytest.mark.parametrize(
    ("foot", "outlet", "credits"),
    [
        ("Copyright 2017 KXYZ. All rights reserved.", "KXYZ", ()),
        ("© 2022 The Associated Press. All rights reserved.", None, ("AP",)),
        ("Copyright 2017 Example Broadcasting, Inc. All rights reserved.", None, ()),
    ],
)
def test_copyright_lines(foot: str, outlet: str | None, credits: tuple[str, ...]) -> None:  # noqa: A002
    """The owner of the copy is the outlet, unless it is an agency or a mere company."""
    found = read(("headline", "Bridge"), ("body", PROSE), ("body", PROSE), ("metadata", foot))
    assert (found.outlet, found.credits) == (outlet, credits)


def test_the_page_states_what_lines_do_not() -> None:
    """A page's own metadata is used; print that says the same day more finely wins."""
    page = {
        "title": "Old bridge to close | The Daily Herald",
        "site": "The Daily Herald",
        "author": "Jane Roe; John Doe",
        "published": "2022-05-24",
        "modified": "2022-05-25T08:00:00Z",
        "language": "en-GB",
        "url": "https://www.example.org/2022/05/24/bridge",
    }
    found = read(("metadata", "24/05/2022 10:15"), ("body", PROSE), ("body", PROSE), page=page)
    assert found.title == "Old bridge to close"
    assert found.outlet == "The Daily Herald"
    assert found.byline == ("Jane Roe", "John Doe")
    assert found.published == "2022-05-24T10:15"
    assert found.updated == "2022-05-25T08:00:00+00:00"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({}, "2022"),
        ({"language": "en-US"}, "2022-04-05"),
        ({"url": "https://www.example.co.uk/a"}, "2022-05-04"),
    ],
)
def test_ambiguous_days(page: Mapping[str, str], expected: str) -> None:
    """04/05/2022 is a day only where the page tells its custom."""
    found = read(("headline", "Bridge"), ("metadata", "04/05/2022"), ("body", PROSE), page=page)
    assert found.published == expected


KINDS = st.sampled_from(["headline", "byline", "dateline", "body", "metadata", "navigation"])


@settings(deadline=None)
@given(st.lists(st.tuples(KINDS, st.text(min_size=1, max_size=80)), max_size=8))
def test_any_article_can_be_read(lines: list[tuple[BlockKind, str]]) -> None:
    """Nothing raises, whatever the lines and kinds."""
    assert isinstance(read(*lines), Metadata)


FERRY = (
    "A ferry caught fire off the Oakwell islands late on Monday with two hundred people on board, "
    "the coastguard told the Oakwell News Agency, and all of them were taken off by fishing boats."
)


def test_an_agency_that_no_table_has_is_known_by_its_own_name() -> None:
    """A dateline and a credit name it by the initials that the article spells out."""
    head: list[tuple[BlockKind, str]] = [
        ("headline", "Ferry burns off the islands"),
        ("dateline", "TARNBY (ONA) —"),
    ]
    body: list[tuple[BlockKind, str]] = [("body", FERRY), ("body", "The fire is out.")]
    credited = read(*head, *body)
    assert credited.dateline is not None
    assert (credited.dateline.agency, credited.credits) == ("ONA", ("ONA",))
    signed = read(head[0], *body, ("body", "With reporting from ONA"))
    assert signed.credits == ("ONA",)
    assert read(head[0], *body).credits == ()


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Harbour Post", "The Harbour Post"),
        ("Daily Beacon Online", "Daily Beacon Online"),
        ("West Coast Radio", "West Coast Radio"),
        ("BBC Sport", "BBC Sport"),
        ("The Pellworth Standard", "The Pellworth Standard"),
        ("World News", None),
        ("Next Post", None),
        ("Local News", None),
        ("The Beacon of Hope", None),
        ("Radio plays on", None),
    ],
)
def test_a_papers_line_below_the_title_is_the_outlet(line: str, outlet: str | None) -> None:
    """Beside a byline or a time; a section's name is none, nor is any line without them."""
    title: tuple[BlockKind, str] = ("headline", "Ferry burns off islands")
    found = read(title, ("navigation", line), ("byline", "By Jane Roe"), ("body", FERRY))
    assert found.outlet == outlet
    assert read(title, ("navigation", line), ("body", FERRY)).outlet is None


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (("headline", "standfirst"), "THE OAKWELL TIMES"),
        (("byline", "headline"), "Oakwell Courier"),
    ],
)
def test_a_masthead_is_no_title(kinds: tuple[BlockKind, BlockKind], name: str) -> None:
    """A newspaper's name in a line of its own above the headline is the outlet."""
    title = "Ferry burns off islands"
    metadata = read((kinds[0], name), (kinds[1], title), ("body", FERRY))
    assert (metadata.title, metadata.outlet) == (title, name)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ([("navigation", "By"), ("byline", "Jane Roe")], ("Jane Roe",)),
        ([("metadata", "Monday May 3, 2021 7:45 am PST by Jane Roe")], ("Jane Roe",)),
        ([("metadata", "By Jane Roe@QuayNews May 3, 2021, 11:47am EST")], ("Jane Roe",)),
        ([("promotion", "Jane Roe @janeroe / 2 days")], ("Jane Roe",)),
        (
            [("navigation", "Jane Roe Senior Contributor"), ("metadata", "May 3, 2021")],
            ("Jane Roe",),
        ),
        ([("byline", "Order Reprints"), ("metadata", "May 3, 2021")], ()),
    ],
)
def test_bylines_of_more_forms(lines: list[tuple[BlockKind, str]], names: tuple[str, ...]) -> None:
    """A name after "By" alone, after the time, with its handle; no button is a name."""
    foot: list[tuple[BlockKind, str]] = [("navigation", "To order reprints, write to us.")]
    head: list[tuple[BlockKind, str]] = [("headline", "Old bridge to close")]
    assert read(*head, *lines, ("body", PROSE), ("body", PROSE), *foot).byline == names


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ([("navigation", "Jane Roe, Kell"), ("body", f"KELL — {PROSE}")], ("Jane Roe",)),
        ([("navigation", "Jane Roe | Nairobi")], ("Jane Roe",)),
        ([("navigation", "Jane Roe, Kell")], ()),  # nothing tells that Kell is a place
        ([("navigation", "Jane Roe, Widow"), ("body", f"The widow wept. {PROSE}")], ()),
        (
            [("navigation", "Jane Roe (now) and John Doe (earlier)"), ("metadata", "3 May 2031")],
            ("Jane Roe", "John Doe"),
        ),
        ([("navigation", "Jane Roe, John Doe")], ()),  # a menu of names
        ([("navigation", "Jane Roe"), ("navigation", "@janeroe")], ("Jane Roe",)),
    ],
)
def test_names_that_what_is_beside_them_shows_to_be_bylines(
    lines: list[tuple[BlockKind, str]], names: tuple[str, ...]
) -> None:
    """A name with its town, two names beside a time, a name above its handle."""
    found = read(("headline", "Old bridge to close"), *lines, ("body", PROSE), ("body", PROSE))
    assert found.byline == names


@pytest.mark.parametrize(
    ("lines", "published", "updated"),
    [
        (
            ["Publié le 3 mai 2031 à 17h05, mis à jour à 19h48"],
            "2031-05-03T17:05",
            "2031-05-03T19:48",
        ),
        (
            ["Published 3 May 2031 10:15 GMT, updated at 14:20 GMT"],
            "2031-05-03T10:15+00:00",
            "2031-05-03T14:20+00:00",
        ),
        (["Posted 3 May 2031, updated in 2 places"], "2031-05-03", None),
        (["04:44 PM June 02, 2031 PHT"], "2031-06-02T16:44+08:00", None),
        (
            [
                "Posted 3 May 2031 10:15 GMT, updated 3 May 2031 12:00 GMT",
                "Posted 3 May 2031, updated 3 May 2031",
            ],
            "2031-05-03T10:15+00:00",
            "2031-05-03T12:00+00:00",
        ),
        (
            ["Sat 3 May 2031 16.52 GMT", "First published on Sat 3 May 2031 07.30 GMT"],
            "2031-05-03T07:30+00:00",
            "2031-05-03T16:52+00:00",
        ),
        (
            ["Sat 3 May 2031 16.52 GMT", "Published on Sat 3 May 2031 07.30 GMT"],
            "2031-05-03T07:30+00:00",
            None,
        ),
    ],
)
def test_times_of_a_head(lines: list[str], published: str, updated: str | None) -> None:
    """An hour alone is of the day before it, a zone may follow the date, the finer time counts."""
    head: list[tuple[BlockKind, str]] = [("metadata", line) for line in lines]
    found = read(("headline", "Old bridge to close"), *head, ("body", PROSE), ("body", PROSE))
    assert (found.published, found.updated) == (published, updated)


def test_the_print_tells_day_from_month() -> None:
    """A page’s own 03/09 is the day that it prints in words, whatever its country’s custom."""
    head: tuple[BlockKind, str] = ("metadata", "9 March 2031")
    page = {"published": "03/09/2031", "language": "en-GB"}
    found = read(("headline", "Old bridge to close"), head, ("body", PROSE), page=page)
    assert found.published == "2031-03-09"
    page = {"published": "03/09/2031", "language": "en-GB"}
    assert read(("headline", "Bridge"), ("body", PROSE), page=page).published == "2031-09-03"
