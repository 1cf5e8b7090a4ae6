import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.bridge import BRIDGE
from factory import make_annotated, make_article
from variorum.compare.citations import find_citations
from variorum.compare.outlets import same_outlet
from variorum.compare.reuse import find_passages
from variorum.compare.roots import find_roots
from variorum.compare.stemma import build_stemma
from variorum.model import Article, Descent


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The bridge fell, the Altena Herald reported on Monday.", ["the Altena Herald"]),
        ("The fall was first reported by the Lenne Gazette.", ["the Lenne Gazette"]),
        ("The New York Times is reporting that the bridge fell.", ["The New York Times"]),
        ("According to a report in Der Spiegel, nobody paid.", ["Der Spiegel"]),
        ("Nine fell, according to WXYZ-TV. Nobody drowned.", ["WXYZ-TV"]),
        ("As CNN reported, the tuba sank.", ["CNN"]),
        ("Orla Fenn reported to police that the tuba was gone.", []),
        ("Orla Fenn reported that the tuba was gone.", []),
        ("According to the council, nobody paid.", []),
        ("According to an ABC News poll, most like tubas.", []),
        ("Initial reports show nine fell.", []),
        ("Nine fell, according to CBS affiliate KALT.", ["KALT"]),
        ("Nine fell, according to Altena Police.", []),
        ("Nine fell, according to Lenne Police News Affairs.", []),
        ("Nine fell, according to LCSO.", []),
        ("The mayor quit, Courthouse News reported on Monday.", ["Courthouse News"]),
        (
            "The mayor quit, according to a report in the Officer Magazine.",
            ["the Officer Magazine"],
        ),
        ("Nine fell, according to the Altena Prosecutors News Service.", []),
        ("Nine fell, according to the Lenne County Sheriff’s Department’s media page.", []),
    ],
)
def test_outlets_that_are_cited(text: str, cited: list[str]) -> None:
    """Outlets named as where something is from are found; people, bodies and polls are not."""
    article = make_article(text, outlet="Radio Ruhr")
    assert [one.outlet for one in find_citations(article)] == cited
    assert all(article.cut(one.span) == one.outlet for one in find_citations(article))


def test_an_article_does_not_cite_its_own_outlet() -> None:
    """A paper that names itself cites nobody."""
    article = make_article("The bridge fell, the Herald reported.", outlet="The Altena Herald")
    assert find_citations(article) == ()


def test_what_was_long_ago_is_background() -> None:
    """A citation of another time does not say what the report rests on."""
    text = "The Altena Herald reported last year that the bridge was rotten."
    assert [one.opening for one in find_citations(make_article(text))] == [False]


def tree(*articles: Article) -> list[Descent]:
    """Return the family tree of articles."""
    return build_stemma([make_annotated(one) for one in articles], find_passages(articles))


HERALD = make_article("\n".join(BRIDGE[:4]), "herald", outlet="The Altena Herald")
CITES = "A footbridge gave way under a band, the Altena Herald reported on Monday.\nIt rained."


def test_the_cited_article_is_the_parent() -> None:
    """An outlet that is among the files is the parent of a report that rests on it."""
    found = tree(HERALD, make_article(CITES, "post", outlet="Ruhr Post"))
    assert [parent.article for parent in found[1].parents] == ["herald"]
    assert "Altena Herald" in found[1].parents[0].because


def test_a_cited_report_is_no_lost_one() -> None:
    """Who copies a paragraph from an outlet that is here, and says so, has it from there."""
    copy = make_article(
        "\n".join(
            ["A band fell into the Lenne, the Altena Herald reported.", *BRIDGE[2:4], "It rained."]
        ),
        "post",
        outlet="Ruhr Post",
    )
    assert [parent.origin for one in tree(HERALD, copy) for parent in one.parents] == [None]


def test_an_outlet_that_is_not_here_is_a_named_origin() -> None:
    """Two reports that rest on one outlet outside share its origin, though the words are theirs."""
    other = "Musicians fell into the Lenne, according to the Altena Herald.\nNobody drowned."
    found = tree(
        make_article(CITES, "post", outlet="Ruhr Post"),
        make_article(other, "mail", outlet="Hagen Mail"),
    )
    assert [one.parents[0].origin for one in found] == ["outlet:altena herald"] * 2
    assert set(find_roots(found, cited=True).values()) == {("outlet:altena herald",)}
    assert find_roots(found) == {"post": ("post",), "mail": ("mail",)}


@pytest.mark.parametrize(
    ("early", "late", "parent"),
    [
        ("2031-05-05T10:00Z", "2031-05-09T10:00Z", None),
        ("2031-05-05", "2031-05-07", None),
        ("2031-05-05", "2031-05-06", "h"),  # perhaps of one hour, far apart on the globe
        ("2031-05-05", "2031-05", "h"),
        (None, "2031-05-07", "h"),
    ],
)
def test_a_later_article_is_not_what_was_cited(
    early: str | None, late: str, parent: str | None
) -> None:
    """What was published after the report cannot be what it cites."""
    cited = make_article("\n".join(BRIDGE[:4]), "h", outlet="Altena Herald", published=late)
    citing = make_article(CITES, "post", outlet="Ruhr Post", published=early)
    (found,) = tree(cited, citing)[1].parents
    assert (found.article, found.origin) == (parent, None if parent else "outlet:altena herald")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The New York Times", "nytimes.com", True),
        ("Fox News", "www.foxnews.com", True),
        ("HuffPost", "huffingtonpost.com", True),
        ("CBS", "cbsnews.com", True),
        ("Los Angeles Times", "latimes.com", True),
        ("The Times", "foxnews.com", False),
        ("the Times", "nytimes.com", True),
        ("Northern Times", "nytimes.com", False),
        ("BBC", "bbc.co.uk", True),
    ],
)
def test_a_host_is_its_outlet(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """A host that is made of a name's beginnings is the outlet of that name."""
    assert same_outlet(one, other) is same


@given(st.text(), st.text())
def test_no_text_raises(text: str, outlet: str) -> None:
    """Any text can be read, and spans lie in it."""
    article = make_article(text, outlet=outlet)
    for one in find_citations(article):
        assert article.cut(one.span) == one.outlet
