"""Names by rule, and the mending of what a model finds."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import make_article
from variorum.annotate.language import annotate_language
from variorum.annotate.name_mending import mend_names
from variorum.annotate.name_words import Found
from variorum.annotate.names import find_names
from variorum.model import NameKind


def found_at(text: str, *names: tuple[str, NameKind]) -> list[Found]:
    """Return what a model would hand over: the first place of each name, with its kind."""
    return [Found(text.index(name), text.index(name) + len(name), kind) for name, kind in names]


def mended(text: str, *names: tuple[str, NameKind]) -> list[tuple[str, str]]:
    """Return words and kinds of what becomes of a model's names."""
    article = make_article(text)
    return [
        (article.cut(one.span), one.kind) for one in mend_names(article, found_at(text, *names))
    ]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Then Mrs. Ada Kell’s car burnt.", "Mrs. Ada Kell’s", "Ada Kell"),
        ("Norlandic Prime Minister Ada Kell left.", "Prime Minister Ada Kell", "Ada Kell"),
        ("He met Reform Party leader Ole Brun.", "leader Ole Brun", "Ole Brun"),
        ("He met Stephen King.", "Stephen King", "Stephen King"),
        ("She saw Hiller Neu, a dancer.", "Hiller Neu,", "Hiller Neu"),
    ],
)
def test_a_person_is_named_without_titles_and_possessive(
    text: str, name: str, expected: str
) -> None:
    """Titles, roles and "'s" are no part of a name; parts that look like roles are."""
    assert mended(text, (name, "person")) == [(expected, "person")]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("He met Ada “Addie” Kell.", ("Ada", "Addie", "Kell"), ["Ada “Addie” Kell"]),
        ('He met Ole "Stringer" Brun.', ('Ole "Stringer', "Brun"), ['Ole "Stringer" Brun']),
        ("Ada Kell left. Rapper Ada Kell wept.", ("Ada Kell", "Rapper Ada Kell"), ["Ada Kell"] * 2),
    ],
)
def test_a_nickname_or_trade_beside_a_name(
    text: str, names: tuple[str, ...], expected: list[str]
) -> None:
    """A nickname is inside the name that it stands in; a trade is no part of a known name."""
    found = mended(text, *((name, "person") for name in names))
    assert [name for name, _ in found] == expected


def test_a_nickname_ends_with_its_article() -> None:
    """What the next article of the file begins with is no part of a name."""
    text = "It was by Ada “Addie” Kell."
    article = replace(make_article(text), end=text.index(" “"))
    found = mend_names(article, found_at(text, ("Ada", "person")))
    assert [article.cut(one.span) for one in found] == ["Ada"]


def test_a_title_with_its_place_is_no_name() -> None:
    """Of “the Bishop of Ulm” no person is left when the title is cut off."""
    assert mended("The Bishop of Ulm left.", ("Bishop of Ulm", "person")) == []


@pytest.mark.parametrize(
    "text",
    [
        "A rope of the Norlandic firm Vorda Kelt broke.",
        "Vorda Kelt said it was “deeply saddened” by that.",
    ],
)
def test_a_firm_is_no_person(text: str) -> None:
    """What the article calls a firm, or speaks of as it, is a body."""
    assert mended(text, ("Vorda Kelt", "person")) == [("Vorda Kelt", "organisation")]


def test_a_surname_is_the_kind_of_the_full_name() -> None:
    """A model's slip on a bare surname is mended by the full name, and missed ones are added."""
    text = "Ada Kell resigned. Kell wept. Later Kell left."
    names = mended(text, ("Ada Kell", "person"), ("Kell wept", "organisation"))
    assert names == [("Ada Kell", "person"), ("Kell", "person"), ("Kell", "person")]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Grazier Ole Brun left.", ("Grazier", "Ole Brun"), ["Ole Brun"]),
        ("Then Tom van Brun left.", ("Tom", "Brun"), ["Tom van Brun"]),
        ("He met the General there.", ("General",), []),
        ("Ada Judge left. Judge wept.", ("Ada Judge",), ["Ada Judge", "Judge"]),
        (
            "Leader of the Opposition Ada Kell left.",
            ("Opposition Ada Kell",),
            ["Ada Kell"],
        ),
    ],
)
def test_parts_and_trades_of_people(text: str, names: tuple[str, ...], expected: list[str]) -> None:
    """Particles join a name's parts; a trade or title alone is nobody's name."""
    found = mended(text, *[(name, "person") for name in names])
    assert [name for name, _ in found] == expected


def test_agencies_are_organisations() -> None:
    """Whatever a model thinks of Reuters."""
    assert mended("He told Reuters so.", ("Reuters", "person")) == [("Reuters", "organisation")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday, Mayor Ada Kell met Paul Brun.", {"Ada Kell": "person", "Paul Brun": "person"}),
        ("The Norland Police Department wrote to Ms. Kell.", {"Kell": "person"}),
        ("However, rain fell in Varde. However, it stopped.", {"Varde": "place"}),
        (
            "Transport Minister Ignaz Roe said so. Plus Kell left. Ada Kell came.",
            {"Ignaz Roe": "person"},
        ),
        (
            "It said Sens. Ada Kell and Paul Brun agree.",
            {"Ada Kell": "person", "Paul Brun": "person"},
        ),
        ("Then Secretary of State Ada Kell left.", {"Ada Kell": "person"}),
        ("Then Orla County Judge Ada Kell left.", {"Orla County": "place", "Ada Kell": "person"}),
        (
            "The Orla County Sheriff’s Office called.",
            {"Orla County Sheriff’s Office": "organisation"},
        ),
        ("Then Paul Brun Jr. left Highway 35.", {"Paul Brun Jr.": "person", "Highway 35": "place"}),
        ("VARDE (AP) — It rained.", {"VARDE": "place"}),
        ("Then House Republicans and a Democrat of Orla spoke.", {"House": "organisation"}),
        ("They FIRED Peter Brun.", {"Peter Brun": "person"}),
    ],
)
def test_rules_find_names(text: str, expected: dict[str, str]) -> None:
    """Capitals at the start of a sentence are no name by themselves."""
    article = make_article(text)
    [(_, mentions)] = annotate_language([article], fast=True)
    names = {article.cut(one.span): one.kind for one in mentions}
    assert expected.items() <= names.items()
    assert not {"However", "Monday", "The", "On", "Plus Kell", "Office"} & set(names)


@given(st.text(alphabet="ABcd .,'’\n“”-é1", max_size=120))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    """On any text mentions lie in it, in order, never overlapping."""
    article = make_article(text)
    [(sentences, mentions)] = annotate_language([article], fast=True)
    for spans in (list(sentences), [one.span for one in mentions]):
        assert all(article.cut(span).strip() for span in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))


@given(st.text(max_size=200))
def test_rules_never_fail(text: str) -> None:
    """Nothing raises, and names are never empty."""
    assert all(one.start < one.end for one in find_names(text, [(0, len(text))]))


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("She ran the Lady Ansgar, a ferry. The Lady Ansgar was old.", "Ansgar", "other"),
        ("He told the Ulmet that it rained. The Ulmet said no.", "Ulmet", "other"),
        ("Kell Line said it had no comment.", "Kell Line", "organisation"),
        ("Kell Line, the ferry operator, fell.", "Kell Line", "organisation"),
        ("Kell, the country's second-largest maker of jam, fell.", "Kell", "organisation"),
        ("Kell Line’s chief executive fell.", "Kell Line", "organisation"),
        ("Ottmar Kell, a bakery owner, fell. The Kell camp wept.", "Ottmar Kell", "person"),
        ("Ottmar Kell said it was late.", "Ottmar Kell", "person"),
    ],
)
def test_persons_that_are_ships_or_bodies(text: str, name: str, kind: str) -> None:
    """What a model took for a person is none if the article treats it as a thing or a body."""
    article = make_article(text)
    places = [match.span() for match in re.finditer(re.escape(name), text)]
    found = [Found(start, end, "person") for start, end in places]
    kinds = {one.kind for one in mend_names(article, found) if article.cut(one.span) == name}
    assert kinds == {kind}
