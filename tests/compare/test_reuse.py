import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_article
from variorum.compare.reuse import find_passages

LEDE = (
    "The wooden footbridge over the Lenne collapsed under a brass band on Sunday, sending nine"
    " musicians and a tuba into the water."
)
SECOND = (
    "Rescuers hauled the last trombonist ashore shortly before dusk, while curious villagers"
    " watched from the meadow."
)
SPUN = (
    "The timber footbridge over the Lenne collapsed beneath a brass band on Sunday, sending 9"
    " performers and a tuba into the river."
)
OTHER = (
    "Council engineers had inspected the railings in March and found nothing amiss, a clerk said."
)


def cuts(left: str, right: str) -> list[tuple[str, str]]:
    """Return the words of each passage on both sides."""
    one, other = make_article(left, "a"), make_article(right, "b")
    return [(one.cut(p.a), other.cut(p.b)) for p in find_passages([one, other])]


def test_finds_a_copied_paragraph_exactly() -> None:
    """The span begins and ends where the common text does, marks included."""
    assert cuts(f"{OTHER}\n{LEDE}", f"{LEDE}\nSomething else was on the radio.") == [(LEDE, LEDE)]


def test_reordered_paragraphs_are_two_passages() -> None:
    """A moved paragraph is a passage of its own."""
    found = cuts(f"{LEDE}\n{OTHER}\n{SECOND}", f"{SECOND}\nNobody sang that evening.\n{LEDE}")
    assert found == [(LEDE, LEDE), (SECOND, SECOND)]


def test_spun_words_are_bridged() -> None:
    """Synonyms put in by a machine do not break the passage."""
    assert cuts(LEDE, SPUN) == [(LEDE, SPUN)]


def test_spelling_and_house_style_do_not_count() -> None:
    """A passage in two house styles has similarity 1 by key."""
    one = (
        "On Feb. 9 the U.S. organizers criticized Sen. Ode’s plan to honor the harbor pilots again."
    )
    other = (
        "On February 9 the US organisers criticised Senator Ode's plan to honour the harbour pilots"
        " again."
    )
    assert cuts(one, other) == [(one, other)]


@pytest.mark.parametrize(
    "phrase",
    [
        "did not immediately respond to a request for comment",
        "at the end of the day on Monday",
        "the president of the United States",
        "according to a person familiar with the matter",
    ],
)
def test_a_phrase_of_the_language_is_no_reuse(phrase: str) -> None:
    """Two reports that share only what all reporters write share nothing."""
    left = f"The ferry company {phrase}, {OTHER}"
    right = f"A spokesman for the band {phrase}. Drums were lost."
    assert cuts(left, right) == []


def test_quoted_share_is_told() -> None:
    """A passage that is all quotation says so, and one that is none."""
    speech = "We heard a crack like thunder and then the bassoons slid past us into the cold."
    one = make_article(f"“{speech}” said Orla Fenn.\n{OTHER}\n{LEDE}", "a")
    other = make_article(f"Fenn told us: “{speech}”\nIt rained.\n{LEDE}", "b")
    quotation, prose = sorted(find_passages([one, other]), key=lambda p: -p.quoted)
    assert quotation.quoted > 0.9
    assert prose.quoted == 0


def test_only_body_and_standfirst_are_compared() -> None:
    """Advertising that stands in both is no passage."""
    one = make_article(LEDE, "a")
    other = make_article(LEDE, "b")
    blocks = tuple(type(b)("promotion", b.start, b.end) for b in other.blocks)
    other = type(other)(**{f: getattr(other, f) for f in other.__slots__} | {"blocks": blocks})
    assert find_passages([one, other]) == []


def test_ids_follow_the_order_of_articles_and_text() -> None:
    """Passages are numbered by first article, second article, and place."""
    texts = [f"{LEDE}\n{SECOND}", f"{SECOND}\n{OTHER}", f"{LEDE}\n{SECOND}"]
    articles = [make_article(text, name) for text, name in zip(texts, "abc", strict=True)]
    passages = find_passages(articles)
    keys = [(p.a.article, p.b.article, p.a.start) for p in passages]
    assert keys == sorted(keys)
    assert [p.id for p in passages] == [f"p{n}" for n in range(1, len(passages) + 1)]


SENTENCES = st.lists(st.sampled_from([LEDE, SECOND, SPUN, OTHER, "“No.”", "—", ""]), max_size=5)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES, st.text(max_size=40))
def test_spans_are_valid_for_any_texts(left: list[str], right: list[str], noise: str) -> None:
    """Nothing raises; spans lie in their articles, similarity and shares in 0..1."""
    one, other = make_article("\n".join([*left, noise]), "a"), make_article("\n".join(right), "b")
    for passage in find_passages([one, other]):
        assert 0 <= passage.a.start < passage.a.end <= len(one.text)
        assert 0 < passage.similarity <= 1
        assert 0 <= passage.quoted <= 1
        assert passage.weight > 0


@given(st.text(), st.text())
@settings(max_examples=60, deadline=None)
def test_no_text_raises(left: str, right: str) -> None:
    """Any two strings can be compared."""
    find_passages([make_article(left, "a"), make_article(right, "b")])


def test_a_pair_shares_the_same_in_any_pile() -> None:
    """Passages of two articles do not depend on what else is in the pile."""
    one = make_article(f"{OTHER}\n{LEDE}", "a")
    other = make_article(f"{SPUN}\nSomething else was on the radio.", "b")
    pile = [
        make_article(f"Sheep {n} crossed the footbridge over the Lenne on Sunday at {n}.", f"x{n}")
        for n in range(30)
    ]
    alone = find_passages([one, other])
    among = [
        p for p in find_passages([one, *pile, other]) if (p.a.article, p.b.article) == ("a", "b")
    ]
    assert [(p.a, p.b, p.weight) for p in alone] == [(p.a, p.b, p.weight) for p in among]
    assert alone
