"""Names across the articles of a story."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import find_span, make_article
from variorum.annotate.language import annotate_language
from variorum.annotate.speakers import resolve_speakers
from variorum.group.names import group_names
from variorum.model import Annotated, Attribution, Mention, Name, NameKind, Span


def annotated(article_id: str, text: str, *sources: str) -> Annotated:
    """Return an article with names by rule and one attribution a source."""
    article = make_article(text, article_id)
    [(sentences, mentions)] = annotate_language([article], fast=True)
    attributions = [
        Attribution(
            f"{article_id}/q{n}", article_id, "indirect", (find_span(article, words),), (), ()
        )
        for n, words in enumerate(sources)
    ]
    found = resolve_speakers(article, sentences, mentions, attributions)
    return Annotated(article, sentences, mentions, tuple(found))


def spellings(names: list[Name], name: str) -> set[str]:
    """Return the forms of the one name that has `name` among them."""
    [one] = [n for n in names if name in {form.text for form in n.forms}]
    return {form.text for form in one.forms}


@pytest.mark.parametrize(
    ("left", "right", "together"),
    [
        ("Paul Brun fled. Mr Brun wept.", "Then Brun and Paul Brun spoke.", {"Brun", "Paul Brun"}),
        ("Paul Brun fled.", "Mr Paul Bruun fled.", {"Paul Brun", "Paul Bruun"}),
        (
            "Hillel Neu, director of Ulm Watch, wept.",
            "Hiller Neu, director of Ulm Watch, wept.",
            {"Hillel Neu", "Hiller Neu"},
        ),
        ("He met U.N. Watch there.", "He met UN Watch there.", {"U.N. Watch", "UN Watch"}),
        ("He told AP so.", "He told the Associated Press so.", {"AP", "Associated Press"}),
        ("Sen. Raúl Stone fled.", "Sen. Raul Stone fled.", {"Raúl Stone", "Raul Stone"}),
        ("Mr. Brunner fled.", "Brunner said that he fled.", {"Brunner"}),
        (
            "Anna Lind Sorgen fled. Mrs. Lind Sorgen wept.",
            "It was Lind Sorgen who fled.",
            {"Anna Lind Sorgen", "Lind Sorgen"},
        ),
        ("William Stone fled.", "Bill Stone fled.", {"William Stone", "Bill Stone"}),
        (
            "Viktor Hale, leader of the Homeland party, fled.",
            "Victor Hale, the leader of Homeland, fled.",
            {"Viktor Hale", "Victor Hale"},
        ),
        ("Ms. Anitha Sorgen fled.", "Ms. Anita Sorgen fled.", {"Anitha Sorgen", "Anita Sorgen"}),
        (
            "The spokesman Owen Pryce fled.",
            "Owen Price, a spokesman, fled.",
            {"Owen Pryce", "Owen Price"},
        ),
    ],
)
def test_spellings_of_one_name(left: str, right: str, together: set[str]) -> None:
    """Short forms, slips with a second sign, and initials are one name."""
    if "Bruun" in right:  # four letters are too few for a slip
        left, right = left.replace("Brun", "Brunner"), right.replace("Bruun", "Bruner")
        together = {"Paul Brunner", "Paul Bruner"}
    names, _ = group_names([annotated("a1", left), annotated("a2", right)])
    assert together <= spellings(names, min(together))


def test_a_surname_that_one_article_mostly_spells_otherwise_is_a_slip() -> None:
    """Who is never introduced by a first name, and often spelled otherwise there, is the other."""
    told = "Joren Kelmett fled. Kelmett ran. Kelmett fell. Kelmett hid. Kelmett slept. "
    slips = "Guards saw Mr. Kelmet. They held Mr. Kelmet."
    names, _ = group_names([annotated("a1", told + slips)])
    assert "Kelmet" in spellings(names, "Joren Kelmett")
    names, _ = group_names([annotated("a1", told + slips.replace("Mr. Kelmet", "Ivo Kelmet", 1))])
    assert "Kelmet" not in spellings(names, "Joren Kelmett")


def test_a_form_is_what_stands_there_whatever_parts_its_words() -> None:
    """A name with a space that does not break a line keeps it in its form, and is the same name."""
    names, _ = group_names(
        [annotated("a1", "Paul\u00a0Brun fled."), annotated("a2", "Paul Brun fled.")]
    )
    assert spellings(names, "Paul Brun") == {"Paul Brun", "Paul\u00a0Brun"}


def test_letters_that_a_keyboard_lacks_part_nobody() -> None:
    """Kjær is Kjaer, in a desk that has no such letter."""
    one, other = "Anders Kjær spoke.", "Anders Kjaer spoke."
    names, _ = group_names([annotated("a1", one), annotated("a2", other)])
    assert spellings(names, "Anders Kjær") == {"Anders Kjær", "Anders Kjaer"}


@pytest.mark.parametrize(
    ("left", "right", "one", "other"),
    [
        ("Paul Stone fled.", "Anna Stone fled.", "Paul Stone", "Anna Stone"),
        ("Mark Stone, a baker, fled.", "Mary Stone, a baker, fled.", "Mark Stone", "Mary Stone"),
        (
            "Paul Stone Jr. met Paul Stone Sr. there.",
            "Paul Stone Jr. fled.",
            "Paul Stone Jr.",
            "Paul Stone Sr.",
        ),
        ("Maria Stone fled.", "Marie Stone fled.", "Maria Stone", "Marie Stone"),
        ("Anna Stone met Anna II there.", "Anna Stone fled.", "Anna Stone", "Anna II"),
        ("Paul Stone met Pauline Stone.", "Paul Stone fled.", "Paul Stone", "Pauline Stone"),
        ("John Hansen met John Hanson.", "John Hansen fled.", "John Hansen", "John Hanson"),
    ],
)
def test_namesakes_stay_two(left: str, right: str, one: str, other: str) -> None:
    """Brothers, couples and people whom one article names both are not joined."""
    names, _ = group_names([annotated("a1", left), annotated("a2", right)])
    assert other not in spellings(names, one)


def test_speakers_are_mapped_to_names() -> None:
    """Persons and bodies lead to a name, groups to none; the commonest comes first."""
    first = annotated(
        "a1",
        "Paul Brun spoke. He said no. Some officials said yes.",
        "Paul Brun",
        "He",
        "Some officials",
    )
    second = annotated("a2", "Then Mr Brun said no. The ministry wept.", "Mr Brun", "The ministry")
    names, speakers = group_names([first, second])
    by_id = {name.id: name for name in names}
    assert by_id["n1"].name == "Paul Brun"
    assert speakers["a1/q0"] == speakers["a1/q1"] == speakers["a2/q0"] == "n1"
    assert "a1/q2" not in speakers
    assert by_id[speakers["a2/q1"]].name == "ministry"
    assert by_id[speakers["a2/q1"]].kind == "organisation"


def test_the_order_of_the_articles_does_not_matter() -> None:
    """The same names with the same ids, whatever the order."""
    articles = [
        annotated("a1", "Paul Brun met Anna Kell.", "Paul Brun"),
        annotated("a2", "Then Kell met Brun and AP.", "Kell"),
        annotated("a3", "He told the Associated Press of Anna Kel.", "He"),
    ]
    results = [group_names(order) for order in permutations(articles)]
    assert all(result == results[0] for result in results)


WORDS = [
    "Paul Brun",
    "Brun",
    "Anna Kell",
    "Kell",
    "AP",
    "Associated Press",
    "Paul Brunn",
    "J. Kell",
]


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(WORDS), st.sampled_from(["person", "organisation"])),
            max_size=5,
        ),
        min_size=1,
        max_size=3,
    )
)
def test_every_form_is_exact_and_every_mention_has_one_name(
    articles: list[list[tuple[str, NameKind]]],
) -> None:
    """Forms are cut from the text; no place belongs to two names; order does not matter."""
    made = []
    for number, words in enumerate(articles):
        article = make_article(" met ".join(word for word, _ in words), f"a{number}")
        start = 0
        mentions = []
        for word, kind in words:
            mentions.append(Mention(Span(article.id, start, start + len(word)), kind))
            start += len(word) + len(" met ")
        made.append(Annotated(article, (Span(article.id, 0, len(article.text)),), tuple(mentions)))
    names, _ = group_names(made)
    texts = {one.article.id: one.article for one in made}
    places = [form.span for name in names for form in name.forms]
    assert len(places) == len(set(places))
    assert all(
        texts[form.span.article].cut(form.span) == form.text
        for name in names
        for form in name.forms
    )
    assert group_names(made[::-1])[0] == names


def test_a_body_without_a_name_is_one_across_articles() -> None:
    """“The coastguard” at a sentence's beginning is “the coastguard” of another article."""
    one = annotated("a1", "The coastguard said so.", "The coastguard")
    two = annotated("a2", "It rained, the coastguard said.", "the coastguard")
    names, speakers = group_names([one, two])
    assert len(set(speakers.values())) == 1
    assert [name.name for name in names] == ["coastguard"]


@pytest.mark.parametrize(
    ("text", "kind", "names"), [("Sela Hartmann", "other", 1), ("Sela Hartmann", "organisation", 2)]
)
def test_a_full_name_that_one_report_takes_for_nothing_known_is_the_persons(
    text: str, kind: NameKind, names: int
) -> None:
    """But a firm that bears somebody's name stays a firm."""
    articles = []
    for name, found in (("a", "person"), ("b", kind)):
        article = make_article(f"{text} said so.", name)
        span = find_span(article, text)
        whole = Span(name, 0, len(article.text))
        articles.append(Annotated(article, (whole,), (Mention(span, found),)))  # type: ignore[arg-type]
    assert len(group_names(articles)[0]) == names
