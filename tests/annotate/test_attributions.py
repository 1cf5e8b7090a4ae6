"""Who said what: sources, cues and contents of whole articles, by the model and by rules alone."""

from dataclasses import replace
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_article
from variorum.annotate.attributions import find_attributions
from variorum.annotate.word_model import load_weights, tag_articles
from variorum.model import Article, Attribution, Block, Span

Triple = tuple[str, str, str]


def read(text: str, *, rules_only: bool = False, language: str | None = None) -> list[Triple]:
    """Return source, cue and content of each attribution as words; parts are joined by " | "."""
    article = replace(make_article(text), language=language)

    def words(spans: tuple[Span, ...]) -> str:
        return " | ".join(article.cut(span) for span in spans)

    return [
        (words(found.source), words(found.cue), words(found.content))
        for found in find_attributions(article, rules_only=rules_only)
    ]


BOTH = {
    "quotation, then source": (
        "“The bridge will open in May,” Ms. Okafor said.",
        ("Ms. Okafor", "said", "“The bridge will open in May,”"),
    ),
    "quotation, then cue": (
        "“The bridge will open in May,” said Ms. Okafor.",
        ("Ms. Okafor", "said", "“The bridge will open in May,”"),
    ),
    "cue first": (
        "The mayor said: “The bridge will open in May.”",
        ("The mayor", "said", "“The bridge will open in May.”"),
    ),
    "broken": (
        "“We waited,” the driver said. “Nobody came to help us.”",
        ("the driver", "said", "“We waited,” | “Nobody came to help us.”"),
    ),
    "British marks": (
        "‘We can’t wait for the workers’ vote,’ Mr Shah said.",
        ("Mr Shah", "said", "‘We can’t wait for the workers’ vote,’"),
    ),
    "indirect": (
        "Officials said the ferry was carrying 40 passengers.",
        ("Officials", "said", "the ferry was carrying 40 passengers"),
    ),
    "according to": (
        "According to the coast guard, the ferry was carrying 40 passengers.",
        ("the coast guard", "According to", "the ferry was carrying 40 passengers"),
    ),
    "no mark closes": (
        "“We waited all night long, the driver said.\n\n“Nobody came to help,” she said.",
        ("she", "said", "“Nobody came to help,”"),
    ),
}


@pytest.mark.parametrize("rules_only", [False, True], ids=["model", "rules"])
@pytest.mark.parametrize(("text", "expected"), BOTH.values(), ids=BOTH)
def test_finds_source_cue_and_content(text: str, expected: Triple, *, rules_only: bool) -> None:
    """The plain patterns of news are read by both ways."""
    source, cue, content = expected
    found = read("A town waits for its bridge.\n\n" + text, rules_only=rules_only)
    assert any((s, c) == (source, content) and cue.lower() in k.lower() for s, k, c in found), found


def test_a_quotation_over_paragraphs_is_one_attribution() -> None:
    """What goes on in the next paragraph belongs to the same source."""
    found = read(
        "A town waits for its bridge.\n\n"
        "The mayor said: “We have waited long enough for this bridge.\n\n"
        "“We will not wait for another year.”\n\nNobody else spoke."
    )
    contents = [content for _, _, content in found]
    assert (
        "“We have waited long enough for this bridge. | “We will not wait for another year.”"
        in contents
    )


@pytest.mark.parametrize("rules_only", [False, True], ids=["model", "rules"])
def test_kinds(*, rules_only: bool) -> None:
    """A content wholly in quotation marks is direct, partly mixed, else indirect."""
    article = make_article(
        "A town waits for its bridge.\n\n“It will open in May,” Ms. Okafor said.\n\n"
        "Officials said the ferry was carrying 40 passengers.\n\n"
        "Ms. Okafor said the delay was “a disgrace for the town”."
    )
    found = find_attributions(article, rules_only=rules_only)
    assert [attribution.kind for attribution in found] == ["direct", "indirect", "mixed"]


def test_captions_promotions_and_navigation_are_left_out() -> None:
    """Only headline, standfirst, body and corrections are read."""
    text = "“Buy now,” said the shop.\n“We won,” said the coach."
    blocks = (Block("promotion", 0, 25), Block("body", 26, len(text)))
    article = Article("a", "a", text, 0, len(text), blocks)
    assert {article.cut(a.source[0]) for a in find_attributions(article)} == {"the coach"}


def test_another_language_is_read_by_rules() -> None:
    """A German article needs no English model."""
    found = read("„Wir gehen jetzt nach Hause“, sagte Frau Weiß.", language="de")
    assert found == [("Frau Weiß", "sagte", "„Wir gehen jetzt nach Hause“")]


@pytest.mark.parametrize("rules_only", [False, True], ids=["model", "rules"])
def test_a_transcript(*, rules_only: bool) -> None:
    """Speakers' labels are source and cue; an editor's label is not."""
    text = (
        "UPDATE: The debate is over.\n\nLOPEZ: We will open the bridge in May.\n\n"
        "SHAH (interrupting): You said that last year."
    )
    assert read(text, rules_only=rules_only) == [
        ("LOPEZ", ":", "We will open the bridge in May."),
        ("SHAH (interrupting)", ":", "You said that last year."),
    ]


def check(article: Article, found: list[Attribution]) -> None:
    """Every span lies in a block of the article and has words; ids are unique."""
    assert len({attribution.id for attribution in found}) == len(found)
    for attribution in found:
        assert attribution.content
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert span.article == article.id
            assert article.cut(span)
            assert any(b.start <= span.start < span.end <= b.end for b in article.blocks)
    starts = [attribution.content[0].start for attribution in found]
    assert starts == sorted(starts)


PIECES = st.sampled_from(
    [
        *("“”\"'‘’,.:«»—\n\u2028"),
        *("\n\n", "''", "’s", "said", "told", "that", "he", "Ann"),
        *("the bridge", "according to", "SMITH:", "(AP)"),
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_valid_spans(text: str) -> None:
    """Nothing raises, whatever the text; model and rules alike."""
    article = make_article(text)
    check(article, find_attributions(article))
    check(article, find_attributions(article, rules_only=True))


@settings(deadline=None, max_examples=40)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_valid_spans_by_the_encoder(text: str) -> None:
    """Nothing raises with the encoder either."""
    pytest.importorskip("onnxruntime")
    article = make_article(text)
    check(article, find_attributions(article, model="encoder"))


def test_an_introduction_and_its_quotation_are_two_paragraphs_of_one_attribution() -> None:
    """No span crosses from one paragraph into the next."""
    text = "A flood.\n\nLopez released this statement:\n\n“We open in May. We are sorry.”"
    for model in ("words", "rules"):
        for found in find_attributions(make_article(text), model=model):
            for span in (*found.source, *found.cue, *found.content):
                assert "\n" not in text[span.start : span.end]


def test_a_turn_is_direct() -> None:
    """A transcript's turn is spoken words, though no marks stand about it."""
    text = "LOPEZ: We open in May.\n\nSHAH: I never heard that.\n\nLOPEZ: You did."
    assert {one.kind for one in find_attributions(make_article(text))} == {"direct"}


def test_threads_agree() -> None:
    """The model is read once and serves several threads."""
    article = make_article("“It will open in May,” Ms. Okafor said. He said it was late.")
    alone = find_attributions(article)
    results: list[list[Attribution]] = []
    threads = [Thread(target=lambda: results.append(find_attributions(article))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [alone] * 6


def test_the_weights_are_shipped() -> None:
    """The model's files stand beside the code."""
    model = load_weights()
    assert model is not None
    assert "O" in model.tagger.model.tags


def test_articles_tagged_together_are_as_alone() -> None:
    """What is found in an article does not depend on what is tagged with it."""
    texts = [
        "“We open in May,” Ana Lopez said.\n\nThe ferry will return, she told reporters.",
        "The mayor denied that the bridge was closed. " * 9,
        "",
        "Nobody came.",
    ]
    articles = [make_article(text, f"a{number}") for number, text in enumerate(texts)]
    together = [
        find_attributions(one, tagged=tagged)
        for one, tagged in zip(articles, tag_articles(articles), strict=True)
    ]
    assert together == [find_attributions(one) for one in articles]
    assert together[0]
