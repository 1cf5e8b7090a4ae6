"""How words reached the reporter."""

# ruff: noqa: E501 - a case stands on one line, so that the table can be read

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_article
from variorum.annotate.channels import MEDIA, find_channels
from variorum.annotate.sentences import split_sentences
from variorum.model import Article, Attribution, Channel, Span, Speaker

BRUN = Speaker("Paul Brun", "person", Span("a1", 0, 1), "named")


def sentences_of(article: Article) -> list[Span]:
    """Return the sentences by rule."""
    return [
        Span(article.id, start, end)
        for block in article.blocks
        for start, end in split_sentences(article.text, block.start, block.end)
    ]


def channel_of(text: str, cue: str = "said", content: str = "“No,”") -> Channel | None:
    """Return the channel of the one attribution of `text`."""
    article = make_article(text)
    spans = (find_span(article, content),) if content in text else ()
    one = Attribution("q0", "a1", "direct", (), (find_span(article, cue),), spans)
    return find_channels(article, sentences_of(article), [one])[0].channel


@pytest.mark.parametrize(
    ("text", "cue", "medium", "partner", "words"),
    [
        ("“No,” Brun told the BBC.", "told", "interview", "the BBC", "told the BBC"),
        ("“No,” Brun told AP by phone.", "told", "phone call", "AP", "by phone"),
        ("“No,” Brun said in an interview with the Ulmer Zeitung on Monday.", "said", "interview", "the Ulmer Zeitung", "in an interview with the Ulmer Zeitung"),
        ("Reached by phone, Brun said “No,” twice.", "said", "phone call", None, "Reached by phone"),
        ("“No,” Brun wrote in a letter to around 40 colleagues.", "wrote", "letter", "around 40 colleagues", "in a letter to around 40 colleagues"),
        ("“No,” Brun said on his LinkedIn page.", "said", "post", "LinkedIn", "on his LinkedIn page"),
        ("“No,” tweeted Brun.", "tweeted", "post", None, "tweeted"),
        ("“No,” Brun said in a statement.", "said", "statement", None, "in a statement"),
        ("“No,” Brun said in an email.", "said", "e-mail", None, "in an email"),
        ("“No,” Brun told reporters.", "told", "press conference", "reporters", "told reporters"),
        ("“No,” Brun said at a news conference.", "said", "press conference", None, "at a news conference"),
        ("“No,” Brun testified.", "testified", "court", None, "testified"),
        ("“No,” Brun said, according to court documents.", "said", "document", None, "according to court documents"),
        ("Speaking on CNN’s “Noon”, Brun said “No,” twice.", "said", "broadcast", "CNN", "on CNN"),
        ("“No,” Brun told parliament.", "told", "speech", None, "told parliament"),
        ("“No,” Brun told a local radio station.", "told", "interview", "a local radio station", "told a local radio station"),
        ("“No,” Brun told me.", "told", "interview", "me", "told me"),
        ("“No,” Brun said Sunday on “The Ulm Hour.”", "said", "broadcast", "The Ulm Hour", "on “The Ulm Hour.”"),
        ("“No,” Brun wrote in a letter to Mrs. Kell’s lawyer.", "wrote", "letter", None, "in a letter"),
    ],
)  # fmt: skip
def test_a_channel_is_read_from_its_words(
    text: str, cue: str, medium: str, partner: str | None, words: str
) -> None:
    """Medium, partner and the words that tell it."""
    channel = channel_of(text, cue)
    assert channel is not None
    assert (channel.medium, channel.partner) == (medium, partner)
    assert make_article(text).cut(channel.span) == words
    assert channel.medium in MEDIA


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("“No,” Brun said.", "said"),
        ("“No,” Brun told Kell.", "told"),
        ("“No,” Brun said, voting on “The Clean Ulm Act.”", "said"),
        ("“No,” Brun told colleagues.", "told"),
        ("“I told the BBC so in an interview,” Brun said.", "said"),
        ("“No,” Brun said. She had been in court.", "said"),
        ("Brun, who will deliver a keynote speech, said “No,” twice.", "said"),
        ("“No,” Brun, who volunteered in the vaccine trial, said.", "said"),
        ("“No,” patients in the trial were given a placebo, Brun said.", "said"),
    ],
)
def test_no_channel_is_made_up(text: str, cue: str) -> None:
    """Nothing is read from the speaker's own words, nor from the next sentence."""
    article = make_article(text)
    content = text[: text.index("”") + 1]
    assert channel_of(article.text, cue, content) is None


def two(text: str, first: str, second: str, *, same: bool = True) -> tuple[str | None, str | None]:
    """Return the media of two attributions, each given as (cue words) in order."""
    article = make_article(text)
    other = Speaker("Anna Kell", "person", Span("a1", 1, 2), "named")
    quotes = [find_span(article, "“No,”"), find_span(article, "“Never,”")]
    attributions = [
        Attribution("q0", "a1", "direct", (), (find_span(article, first),), (quotes[0],), BRUN),
        Attribution(
            "q1",
            "a1",
            "direct",
            (),
            (find_span(article, second),),
            (quotes[1],),
            BRUN if same else other,
        ),
    ]
    found = find_channels(article, sentences_of(article), attributions)
    one, two_ = (None if a.channel is None else a.channel.medium for a in found)
    return one, two_


def test_a_place_in_a_name_or_question_is_no_channel() -> None:
    """A group in a town council is who speaks; a meeting that is asked about is none."""
    text = "The group in the town council said “No.” Asked about the meeting, Brun said “Yes.”"
    article = make_article(text)
    group = find_span(article, "The group in the town council")
    asked = find_span(article, "Asked about")
    ones = [
        Attribution("q0", "a1", "direct", (group,), (find_span(article, "said"),), (find_span(article, "“No.”"),)),
        Attribution("q1", "a1", "indirect", (), (asked,), (find_span(article, "the meeting"),)),
        Attribution("q2", "a1", "direct", (find_span(article, "Brun"),), (find_span(article, "said", 1),), (find_span(article, "“Yes.”"),)),
    ]  # fmt: skip
    found = find_channels(article, sentences_of(article), ones)
    assert [one.channel for one in found] == [None, None, None]


def test_a_turn_keeps_its_channel() -> None:
    """The words "he added" of the same speaker go on; another speaker or a plain "said" does not."""
    carried = "“No,” Brun told AFP.\n“Never,” he added."
    assert two(carried, "told", "added") == ("interview", "interview")
    assert two(carried, "told", "added", same=False) == ("interview", None)
    article = make_article("“No,” Brun told AFP.\nAn email from Ulm: “Never.”")
    ones = [
        Attribution("q0", "a1", "direct", (find_span(article, "Brun"),), (find_span(article, "told"),), (find_span(article, "“No,”"),), speaker=BRUN),
        Attribution("q1", "a1", "direct", (), (), (find_span(article, "“Never.”"),)),
    ]  # fmt: skip
    assert find_channels(article, sentences_of(article), ones)[1].channel is None
    article = make_article("“No,” Brun told AFP on Monday.\n“Never.”")
    ones[1] = Attribution("q1", "a1", "direct", (), (), (find_span(article, "“Never.”"),))
    assert find_channels(article, sentences_of(article), ones)[1].channel is not None
    plain = "“No,” Brun told AFP.\nThe sun rose. It was hot.\n“Never,” he said."
    assert two(plain, "told", "said") == ("interview", None)


@given(st.text(alphabet="told the BBC in an interview on X “”.,\n tweeted AP's", max_size=90))
def test_nothing_raises_and_spans_are_valid(text: str) -> None:
    """On any text, channels lie in it."""
    article = make_article(text)
    attributions = [
        Attribution("q0", "a1", "mixed", (), (Span("a1", 0, len(text) // 3),), ()),
        Attribution("q1", "a1", "direct", (), (), (Span("a1", len(text) // 2, len(text)),)),
    ]
    for one in find_channels(article, sentences_of(article), attributions):
        if one.channel is not None:
            assert article.cut(one.channel.span).strip()
            assert one.channel.medium in MEDIA
