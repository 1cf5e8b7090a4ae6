from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import find_span, make_annotated, make_article, make_attribution
from variorum.group.units import cut_sentences
from variorum.group.utterances import group_utterances
from variorum.model import Annotated, Attribution, Span

NOBODY: Mapping[str, str] = {}


def make_quotes(article_id: str, *quotes: str, kind: str = "direct") -> Annotated:
    """Return an article with a paragraph and an attribution for each quote: "a-0", "a-1"..."""
    article = make_article("\n".join(f"{quote} the mayor said." for quote in quotes), article_id)
    return make_annotated(
        article,
        *(
            make_attribution(article, f"{article_id}-{n}", "", "", quote, kind)
            for n, quote in enumerate(quotes)
        ),
    )


def group(*articles: Annotated, speakers: Mapping[str, str] | None = None) -> list[list[str]]:
    """Return the attribution ids of each utterance."""
    everybody = {a.id: "n1" for article in articles for a in article.attributions}
    found = group_utterances(articles, everybody if speakers is None else speakers)
    return [[reading.attribution for reading in readings] for readings in found]


def test_joins_whole_and_part() -> None:
    """A partial quotation is a reading of the whole sentence, which is the base."""
    whole = make_quotes("a", "“The bridge was rotten to the last bolt and the county knew it,”")
    part = make_quotes("b", "“rotten to the last bolt”")
    assert group(part, whole) == [["a-0", "b-0"]]


def test_keeps_two_statements_on_one_matter_apart() -> None:
    """Likeness of subject is not sameness of words."""
    one = make_quotes("a", "“They are honest, but they have to keep their doors closed.”")
    other = make_quotes("b", "“I was told to keep my door closed in order to avoid trouble.”")
    assert group(one, other) == []


def test_parts_reach_each_other_only_through_the_whole() -> None:
    """Two sentences that share a phrase with a third do not become one by it."""
    first = make_quotes("a", "“We will drain the northern reservoir before the frost arrives.”")
    second = make_quotes("b", "“The southern turbines were sold to a Norwegian company in secret.”")
    both = make_quotes(
        "c", "“northern reservoir before the frost”", "“sold to a Norwegian company”"
    )
    assert group(first, second, both) == [["a-0", "c-0"], ["b-0", "c-1"]]


def test_different_speakers_part_like_words() -> None:
    """A different known speaker keeps readings apart unless nearly all words are the same."""
    one = make_quotes("a", "“The harbour tax ruins every honest fisherman here,”")
    near = make_quotes("b", "“The harbour tax ruins our honest old fishermen, whatever they say,”")
    same = make_quotes("c", "“The harbour tax ruins every honest fisherman here,”")
    speakers = {"a-0": "n1", "b-0": "n2", "c-0": "n2"}
    assert group(one, near, speakers=speakers) == []
    assert group(one, same, speakers=speakers) == [["a-0", "c-0"]]


def test_a_short_sentence_is_found_by_one_telling_word() -> None:
    """Whom one paper leaves out, another takes in; what else begins alike is something else."""
    out = make_quotes("a", "“I will talk to everyone except Homeland.”")
    into = make_quotes("b", "“I will talk to everyone, including Homeland,”")
    one, other = make_quotes("c", "“I will not leave.”"), make_quotes("d", "“I will not beg.”")
    assert group(out, into, one, other) == [["a-0", "b-0"]]


def test_few_plain_words_are_found_word_for_word_and_beside_what_is_found() -> None:
    """A short sentence that a copy turned round is a reading of its original, others' are not."""
    whole = "“People were asleep. They had no chance. We asked the owner twice to drain the basin.”"
    spun = "“Folks were asleep. They had a chance. We asked the owner twice to empty the basin.”"
    one, copy = make_quotes("a", whole), make_quotes("b", spun)
    short, other = make_quotes("c", "“They had no chance,”"), make_quotes("d", "“He had no doubt.”")
    readings = group_utterances(
        [one, copy, short, other], dict.fromkeys(["a-0", "b-0", "c-0"], "n1")
    )
    assert [[reading.text for reading in found] for found in readings] == [
        ["“People were asleep.", "“Folks were asleep."],
        ["They had no chance.", "They had a chance.", "“They had no chance,”"],
        [
            "We asked the owner twice to drain the basin.”",
            "We asked the owner twice to empty the basin.”",
        ],
    ]


def test_direct_is_base_before_indirect() -> None:
    """The very words come before a paraphrase, however long that is."""
    direct = make_quotes("a", "“The ferry left Ostby harbour without life jackets.”")
    indirect = make_quotes(
        "b", "that the ferry left Ostby harbour without life jackets for all", kind="indirect"
    )
    assert group(indirect, direct) == [["a-0", "b-0"]]


def test_a_name_in_common_is_no_utterance() -> None:
    """Paraphrases that share only a name or a phrase are not joined."""
    one = make_quotes(
        "a",
        "that the service had gone downhill under Transport Minister Greta Holm",
        kind="indirect",
    )
    other = make_quotes("b", "Transport Minister Greta Holm", kind="indirect")
    assert group(one, other) == []


def test_a_mixed_reading_that_is_nearly_all_quoted_is_as_good_as_direct() -> None:
    """The longest reading stays the base if only a word of it is the reporter's."""
    mixed = make_quotes(
        "a",
        "that “those who planned the pier wanted one thing, to be paid before anybody looked”",
        kind="mixed",
    )
    direct = make_quotes("b", "“Those who planned the pier wanted one thing, to be paid,”")
    assert group(direct, mixed) == [["a-0", "b-0"]]


def test_the_quoted_part_of_a_mixed_reading_counts_alone() -> None:
    """What a paper adds outside the marks does not part its reading from the others."""
    direct = make_quotes("a", "“In all my years never was I so proud of my town as on May 3,”")
    words = "“I was never proud of my town,” as happened on May 3, when the flood gates opened"
    mixed = make_quotes("b", words, kind="mixed")
    assert group(direct, mixed) == [["a-0", "b-0"]]
    assert group(direct, mixed, speakers={"a-0": "n1", "b-0": "n2"}) == []


def test_a_spun_copy_is_not_the_base() -> None:
    """Of readings about as long, the base is the one most like the others."""
    spun = make_quotes("a", "“We had each and every vessel there inside 25 minutes of the alarm,”")
    one = make_quotes("b", "“We had every boat there within 25 minutes of the alarm,”")
    other = make_quotes("c", "“We had every boat there within 25 minutes of the alarm,”")
    assert group(spun, one, other) == [["b-0", "a-0", "c-0"]]


def test_a_part_comes_in_by_a_longer_part() -> None:
    """A headline's few words join the utterance through the sentence that they were taken from."""
    whole = make_quotes(
        "a",
        "“In ten years at sea I saw much, but never have I been so ashamed of a company as on "
        "that night,”",
    )
    part = make_quotes(
        "b",
        "“I have never been ashamed of the company”",
        "“In ten years at sea I have never been ashamed of the company,”",
    )
    assert group(whole, part) == [["a-0", "b-0", "b-1"]]


def test_sentences_of_one_speech_are_units() -> None:
    """Two papers that quote other sentences of one speech share only the common one."""
    one = make_quotes(
        "a", "“The dam held through the night. Nobody slept in the lower village at all.”"
    )
    other = make_quotes(
        "b", "“The dam held through the night. The engineers deserve a golden medal.”"
    )
    article = one.article
    [readings] = group_utterances([one, other], {"a-0": "n1", "b-0": "n1"})
    assert article.cut(readings[0].spans[0]) == "“The dam held through the night."


def test_two_sentences_that_another_makes_one_stay_together() -> None:
    """A sentence that goes on elsewhere after a full stop is still one reading."""
    one = make_quotes("a", "“As a captain I carry the blame for that, and I will not deny it.”")
    other = make_quotes("b", "“As a captain I carry the blame for that. And I will not deny it.”")
    [readings] = group_utterances([one, other], {"a-0": "n1", "b-0": "n1"})
    assert "deny" in readings[1].text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("“It held. Nobody slept in the village.”", 2, id="two sentences"),
        pytest.param("“It held, said Mr. Roe of Ostby harbour.”", 1, id="title"),
        pytest.param("“Nobody slept in the village. Never.”", 1, id="short one joins"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_cuts_sentences(text: str, count: int) -> None:
    """Content is cut at the ends of sentences."""
    spans = [Span("a", 0, len(text))] if text else []
    assert len(cut_sentences(text, spans)) == count


@given(
    st.lists(st.text(alphabet="abn “”\".,'’N1…\n") | st.text(max_size=40), min_size=1, max_size=6)
)
def test_never_raises_and_spans_are_valid(texts: list[str]) -> None:
    """Any strings give readings whose words stand where their spans say."""
    articles = []
    for number, text in enumerate(texts):
        article = make_article(text, f"a{number}")
        content = (Span(article.id, 0, len(text)),)
        quote = Attribution(f"q{number}", article.id, "direct", (), (), content)
        articles.append(make_annotated(article, quote))
    by_id = {annotated.article.id: annotated.article for annotated in articles}
    for readings in group_utterances(articles, NOBODY):
        assert len(readings) > 1
        for reading in readings:
            assert [by_id[reading.article].cut(span) for span in reading.spans]


def test_headline_and_body_of_one_article_are_two_readings() -> None:
    """A quotation in a headline is a reading beside its body's."""
    article = make_article(
        "‘Never so tired of waiting,’ says mayor\n"
        "“In all my years I was never so tired of waiting for a train,” she said."
    )
    head = Attribution(
        "h", "a1", "direct", (), (), (find_span(article, "‘Never so tired of waiting,’"),)
    )
    body = Attribution(
        "b",
        "a1",
        "direct",
        (),
        (),
        (find_span(article, "“In all my years I was never so tired of waiting for a train,”"),),
    )
    annotated = make_annotated(article, head, body)
    assert group(annotated) == [["b", "h"]]


def test_a_phrase_said_twice_is_two_utterances() -> None:
    """Few words in common, in sentences that go on differently, are two things said."""
    one = make_quotes("a1", "“On the one hand there is a strong company spirit that guides all.”")
    two = make_quotes("a2", "“or else a strong company spirit tells them what they should do.”")
    assert group(one, two) == []


def test_words_are_told_in_one_utterance() -> None:
    """Where two attributions hold the same words, the words are one reading."""
    text = "“I am the harbour master of this town, but I am also a fisherman,” she said."
    article = make_article(text, "a1")
    span = (find_span(article, text[: text.index(" she")]),)
    twice = [Attribution(name, "a1", "direct", (), (), span) for name in ("x", "y")]
    other = make_quotes("a2", "“I am the harbour master of this town, but I am also a fisherman.”")
    assert len(group(make_annotated(article, *twice), other)) == 1
