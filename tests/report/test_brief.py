"""The brief: sentences cut from the sources, whole, attributed, not repeated."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_annotated, make_article, make_attribution
from report.sample import make_sample
from variorum.model import (
    Annotated,
    Article,
    Attribution,
    Block,
    Conflict,
    Independence,
    Reading,
    Span,
    Statement,
    Supported,
    Utterance,
    Value,
    Variant,
)
from variorum.report.brief import LEAST, MOST, write_brief
from variorum.text.words import find_words


def say(*lines: str, name: str = "a1", attributions: Iterable[Attribution] = ()) -> Annotated:
    """Return an article of one sentence a paragraph."""
    return make_annotated(make_article("\n\n".join(lines), name), *attributions)


def support(low: int, high: int, *spans: Span, article: Article | None = None) -> Supported:
    """Return a statement with these spans; its text is not looked at."""
    words = article.cut(spans[0]) if article else ""
    count = Independence(low, high, (), "because")
    return Supported(Statement("s", words, spans), len(spans), count)


def texts(*articles: Annotated, **findings: object) -> list[str]:
    """Return the texts of the brief of these articles."""
    statements = findings.pop("statements", ())
    return [one.text for one in write_brief(articles, statements, **findings)]  # type: ignore[arg-type]


# Sentences without a content word in common, so that none counts as a repetition.
PLAIN = [
    "Firefighters reached the cannery shortly before dawn.",
    "Forty workers escaped through a loading gate.",
    "Nobody knows what started the blaze.",
    "Insurance inspectors arrive tomorrow afternoon.",
    "Neighbours offered blankets, soup and coffee.",
    "Production moves elsewhere until spring.",
    "Union leaders demanded fresh sprinklers last year.",
]


def test_one_article_gives_its_first_sentences() -> None:
    """A story of one article has nothing to compare: its lead is the brief."""
    assert texts(say(*PLAIN)) == PLAIN[:LEAST]


def test_fewer_sentences_than_five_give_fewer() -> None:
    """Nothing is invented to fill the brief."""
    assert texts(say(*PLAIN[:2])) == PLAIN[:2]


def test_no_article_gives_no_brief() -> None:
    """An empty story has an empty brief."""
    assert write_brief((), ()) == []


def test_best_supported_comes_first() -> None:
    """Certain origins count before possible ones, and those before the articles' order."""
    left, right = say(*PLAIN, name="a1"), say(*PLAIN, name="a2")

    def both(number: int, low: int, high: int) -> Supported:
        words = PLAIN[number]
        return support(low, high, find_span(left.article, words), find_span(right.article, words))

    statements = [both(0, 1, 1), both(1, 1, 2), both(2, 3, 3), both(3, 2, 2), both(4, 1, 2)]
    brief = write_brief((left, right), statements)
    assert [one.independence.low for one in brief][:5] == [3, 2, 1, 1, 1]
    assert brief[0].text == PLAIN[2]
    assert len(brief[0].citations) == 2


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("She left the building at noon.", id="pronoun"),
        pytest.param("But the governor refused every call.", id="connective"),
        pytest.param("“Those doors were locked,” he said.", id="speaker is a pronoun"),
    ],
)
def test_a_wording_that_stands_alone_is_preferred(line: str) -> None:
    """Of two wordings of a statement, the one that leans on nothing is cut."""
    better = "Governor Adele Fry refused every call on the locked doors."
    first, second = say(line, *PLAIN[:5]), say(better, *PLAIN[:5], name="a2")
    if "he said" in line:
        said = make_attribution(first.article, "q1", "he", "said", "“Those doors were locked,”")
        first = make_annotated(first.article, said)
    statement = support(2, 2, first.sentences[0], second.sentences[0])
    brief = write_brief((first, second), [statement])
    assert brief[0].text == better
    assert brief[0].citations == (second.sentences[0], first.sentences[0])


def test_words_of_a_quotation_are_no_sentence_of_the_brief() -> None:
    """A sentence from inside a quotation has lost its source: it is left out."""
    article = make_article(
        "“Every door was locked. Nobody had a key,” Fry said.\n\n" + "\n\n".join(PLAIN)
    )
    end = article.text.index(" Nobody")
    page = Annotated(
        article=article,
        sentences=(
            Span("a1", 0, end),
            Span("a1", end + 1, article.blocks[0].end),
            *(Span("a1", block.start, block.end) for block in article.blocks[1:]),
        ),
    )
    other = say(*PLAIN, name="a2")
    brief = write_brief((page, other), [support(2, 2, page.sentences[0], page.sentences[1])])
    assert not any("door was locked" in one.text or "Nobody had" in one.text for one in brief)


def test_headlines_captions_and_fragments_are_left_out() -> None:
    """Only whole sentences of body and standfirst tell the story."""
    lines = ["Cannery burns to the ground, nobody hurt.", "Photo shows the cannery roof at dawn."]
    article = make_article("\n\n".join([*lines, "Fire at the cannery", *PLAIN]))
    blocks = list(article.blocks)
    blocks[0] = Block("headline", blocks[0].start, blocks[0].end)
    blocks[1] = Block("caption", blocks[1].start, blocks[1].end)
    page = make_annotated(
        Article("a1", "a1", article.text, 0, article.end, tuple(blocks), title=lines[0])
    )
    assert texts(page) == PLAIN[:LEAST]


def test_a_repeated_headline_is_left_out() -> None:
    """A body line that is the headline again tells nothing."""
    page = make_annotated(make_article("\n\n".join(PLAIN), title=PLAIN[0]))
    assert texts(page) == PLAIN[1 : LEAST + 1]


def test_sentences_do_not_repeat_each_other() -> None:
    """The same told again in nearly the same words is left out."""
    again = "Shortly before dawn, firefighters reached the burning cannery."
    assert again not in texts(say(PLAIN[0], again, *PLAIN[1:]))


def test_a_reading_whose_meaning_was_changed_is_not_cut() -> None:
    """Where one report reverses a quotation, the brief cuts the base reading."""
    true, false = "Fry said “never was I so ashamed.”", "Fry said “I was never ashamed.”"
    left, right = say(true, *PLAIN), say(false, *PLAIN, name="a2")
    spans = [find_span(one.article, line[9:]) for one, line in ((right, false), (left, true))]
    readings = tuple(
        Reading(f"q-{span.article}", span.article, (span,), "", None) for span in spans[::-1]
    )
    variant = Variant(("q-a1", "q-a2"), "reversal", changes_meaning=True, because="", spans=())
    utterance = Utterance("u", None, readings, (variant,), Independence(1, 1, (), ""))
    statement = support(2, 2, right.sentences[0], left.sentences[0])
    brief = write_brief((right, left), [statement], [utterance])
    assert false not in [one.text for one in brief]
    (kept,) = [one for one in brief if one.text == true]
    assert {span.article for span in kept.citations} == {kept.citations[0].article}
    assert (kept.outlets, kept.independence.low, kept.independence.high) == (1, 1, 1)


def test_both_sides_of_a_dispute_are_told_apart() -> None:
    """A conflict's other side comes last, and neither side counts the other's reports."""
    low, high = "The fire killed three night workers.", "The fire killed nine night workers."
    left, right = say(low, *PLAIN), say(high, *PLAIN, name="a2")
    conflict = Conflict(
        "number",
        "killed",
        "conflict",
        "both cannot hold",
        (
            Value("three", find_span(left.article, "three")),
            Value("nine", find_span(right.article, "nine")),
        ),
    )
    statement = support(2, 2, left.sentences[0], right.sentences[0])
    others = [
        support(1, 2, left.sentences[number], right.sentences[number]) for number in range(1, 6)
    ]
    brief = write_brief((left, right), [statement, *others], (), [conflict])
    told = {one.text: one for one in brief}
    assert brief[-1].text == high
    assert [span.article for span in told[low].citations] == ["a1"]
    assert told[low].outlets == 1
    assert told[low].independence.high == 1


def test_at_most_twenty_sentences() -> None:
    """However much is supported, a brief stays brief."""
    lines = [f"Word{n} thing{n} place{n} person{n} happened{n} here{n}." for n in range(60)]
    left, right = say(*lines), say(*lines, name="a2")
    statements = [
        support(2, 2, one, two) for one, two in zip(left.sentences, right.sentences, strict=True)
    ]
    assert LEAST <= len(write_brief((left, right), statements)) <= MOST


def test_sample_is_cut_exactly() -> None:
    """Each sentence is the characters of its first citation, and between 5 and 20 stand there."""
    story = make_sample().stories[0]
    articles = {one.article.id: one.article for one in story.articles}
    assert LEAST <= len(story.brief) <= MOST
    for one in story.brief:
        assert one.text == articles[one.citations[0].article].cut(one.citations[0])


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.integers(0, 5), st.integers(0, 9))
def test_any_text_gives_an_exact_brief(lines: list[str], start: int, length: int) -> None:
    """Nothing raises; every sentence is cut from its place, is new, and has an article."""
    pages = [say(*lines, name=name) for name in ("a1", "a2")]
    spans = [Span(page.article.id, start, start + length) for page in pages]
    brief = write_brief(pages, [support(1, 2, *spans)])
    for one in brief:
        page = pages[0] if one.citations[0].article == "a1" else pages[1]
        assert one.text == page.article.cut(one.citations[0])
        assert len(find_words(one.text)) > 1
    assert len({one.text for one in brief}) == len(brief)
