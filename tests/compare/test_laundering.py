from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_annotated, make_article, make_attribution
from variorum.annotate.sentences import split_sentences
from variorum.compare.laundering import KINDS, find_laundering
from variorum.compare.reuse import find_passages
from variorum.compare.variants import compare_readings
from variorum.model import (
    Annotated,
    Attribution,
    Channel,
    Descent,
    Independence,
    Laundering,
    Parent,
    Reading,
    Span,
    Utterance,
)

LEAD = "The granary at Oster caught fire shortly after the watch had changed on Tuesday."
END = "Eleven wagons of barley were standing on the siding beside the burning tower."


def write(name: str, sentence: str, *said: str) -> Annotated:
    """Return a report with a sentence between two that both have; `said`: source, cue, content."""
    text = f"{LEAD} {sentence} {END}"
    article = make_article(text, name)
    sentences = tuple(Span(name, *pair) for pair in split_sentences(text))
    if not said:
        return Annotated(article, sentences)
    source, cue, content = said
    attribution = make_attribution(article, f"{name}-1", source, cue, content, "indirect")
    return Annotated(article, sentences, attributions=(attribution,))


def launder(parent: Annotated, child: Annotated, confidence: float = 0.9) -> list[str]:
    """Return the kinds of what the child laundered."""
    passages = find_passages([parent.article, child.article])
    stemma = [Descent("c", (Parent("p", None, confidence, (), ""),))]
    return [one.kind for one in find_laundering([parent, child], passages, stemma, [])]


LEANING = "the tower had been leaning towards the siding for years"
TOLD = write(
    "p", f"Engineers at the yard said {LEANING}.", "Engineers at the yard", "said", LEANING
)
HOLDS = "“It will hold through the winter,”"


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        pytest.param(
            TOLD,
            write("c", f"{LEANING.capitalize()}."),
            ["speaker lost"],
            id="told as fact",
        ),
        pytest.param(
            TOLD,
            write("c", f"{LEANING.capitalize()}, according to engineers."),
            [],
            id="another cue",
        ),
        pytest.param(
            write("p", "The watchman allegedly left his lamp burning beside the sacks of barley."),
            write("c", "The watchman left his lamp burning beside the sacks of barley."),
            ["hardened"],
            id="alleged becomes fact",
        ),
        pytest.param(
            write("p", "The watchman allegedly left his lamp burning beside the sacks of barley."),
            write("c", "The watchman reportedly left his lamp burning beside the sacks of barley."),
            [],
            id="doubted in another word",
        ),
        pytest.param(
            write("p", "The watchman left his lamp burning beside the sacks of barley."),
            write("c", "The watchman allegedly left his lamp burning beside the sacks of barley."),
            [],
            id="softened",
        ),
    ],
)  # fmt: skip
def test_follows_the_family_tree(parent: Annotated, child: Annotated, expected: list[str]) -> None:
    """What the copy made of a sentence is told once, and only if nothing explains it."""
    assert launder(parent, child) == expected


def test_a_doubted_edge_says_nothing() -> None:
    """Without a believed edge nobody is said to have changed another's words."""
    parent = write("p", "The watchman allegedly left his lamp burning beside the sacks of barley.")
    child = write("c", "The watchman left his lamp burning beside the sacks of barley.")
    assert launder(parent, child, 0.3) == []


def read(name: str, sentence: str, words: str, kind: str) -> tuple[Reading, Annotated]:
    """Return words of a sentence as a reading."""
    article = make_article(sentence, name)
    span = find_span(article, words)
    said = Attribution(f"{name}-1", name, kind, (), (), (span,))  # type: ignore[arg-type]
    return Reading(said.id, name, (span,), words, "n1"), make_annotated(article, said)


def compare(
    left: tuple[Reading, Annotated], right: tuple[Reading, Annotated], *stemma: Descent
) -> list[Laundering]:
    """Return what was laundered between two readings."""
    by_id = {one.article.id: one for _, one in (left, right)}
    variants = compare_readings(left[0], [right[0]], by_id)
    none = Independence(1, 2, (), "")
    utterance = Utterance("u", None, (left[0], right[0]), tuple(variants), none)
    return find_laundering(list(by_id.values()), [], stemma, [utterance])


PARAPHRASE = read(
    "p", "Ann Reeve said she had never seen the plans.", "she had never seen the plans", "indirect"
)
QUOTED = read(
    "c", "“She had never seen the plans,” Reeve said.", "“She had never seen the plans,”", "direct"
)


def test_paraphrase_put_in_marks() -> None:
    """A paraphrase in quotation marks is told, along an edge and without."""
    for stemma, derived in (
        ((), False),
        ((Descent("c", (Parent("p", None, 0.9, (), ""),)),), True),
    ):
        (found,) = compare(QUOTED, PARAPHRASE, *stemma)
        assert (found.kind, found.derived) == ("put in quotation marks", derived)
        assert [span.article for span in found.spans] == ["p", "c"]


def test_who_quotes_a_report_launders_nothing() -> None:
    """Words of another speaker, or of one who is not known, are no laundered paraphrase."""
    for speaker in (None, "n2"):
        other = (replace(QUOTED[0], speaker=speaker), QUOTED[1])
        assert compare(other, PARAPHRASE) == []


def test_nothing_is_said_upwards() -> None:
    """If the paraphrase derives from the quotation, nothing was put in marks."""
    assert compare(QUOTED, PARAPHRASE, Descent("p", (Parent("c", None, 0.9, (), ""),))) == []


def test_channel_dropped() -> None:
    """An outlet that somebody spoke to is missed where the report names it nowhere."""
    reading, one = read("p", f"{HOLDS} Ann Reeve told the BBC.", HOLDS, "direct")
    told = Channel("interview", "the BBC", find_span(one.article, "told the BBC"))
    one = replace(one, attributions=(replace(one.attributions[0], channel=told),))
    other = read(
        "c",
        "“It will hold through the winter,” Reeve said.",
        "“It will hold through the winter,”",
        "direct",
    )
    (found,) = compare((reading, one), other)
    assert (found.kind, found.derived) == ("channel dropped", False)
    knows = read(
        "c",
        "“It will hold through the winter,” Reeve said on BBC radio.",
        "“It will hold through the winter,”",
        "direct",
    )
    assert compare((reading, one), knows) == []


BODY = "The council met for five hours on Monday. " * 16


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("Mayor: ‘I will never sell the harbour’", BODY + "She refused to sell anything.", 1),
        ("Mayor: ‘I will never sell the harbour’", BODY + "“I will never sell the harbour.”", 0),
        ("Mayor ‘will never sell the harbour’", BODY + "She will never sell the harbour.", 1),
        ("Mayor ‘never sells’", BODY, 0),
        ("Mayor reviews ‘The Long Winter Sleep’", BODY, 0),
        ("Mayor: ‘I will never sell the harbour’", "A short note.", 0),
    ],
)  # fmt: skip
def test_quoted_only_in_the_headline(headline: str, body: str, expected: int) -> None:
    """Words that a headline quotes must be quoted below; titles and nicknames are left out."""
    text = f"{headline}\n{body}"
    article = make_article(text, "a")
    blocks = (replace(article.blocks[0], kind="headline"), *article.blocks[1:])
    one = make_annotated(replace(article, blocks=blocks))
    found = find_laundering([one], [], [], [])
    assert [launder.kind for launder in found] == ["only in the headline"] * expected


@given(st.text(max_size=120), st.text(max_size=120))
def test_takes_any_text(left: str, right: str) -> None:
    """No text makes it fail, and every kind is known."""
    one, other = make_article(left, "p"), make_article(right, "c")
    stemma = [Descent("c", (Parent("p", None, 0.9, (), ""),))]
    found = find_laundering([make_annotated(one), make_annotated(other)], [], stemma, [])
    assert all(launder.kind in KINDS for launder in found)
