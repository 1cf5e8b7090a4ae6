"""The encoder: pieces, windows, pointers, and attributions by the accurate model."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import make_article
from variorum.annotate import attributions, encoder
from variorum.annotate.attributions import find_attributions
from variorum.annotate.encoder import Vocabulary, pack_windows, spell_words
from variorum.annotate.pointers import CUE, SOURCE, Pointers
from variorum.annotate.quotes import find_quotes, split_paragraphs
from variorum.annotate.tagging import Words, read_words
from variorum.errors import ModelError
from variorum.model import Article, Attribution, Span

PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "ferry", "##man", "##men", "zu", "##rich", "'", "s")
VOCABULARY = Vocabulary({piece: number for number, piece in enumerate(PIECES)})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Ferry", ["ferry"], id="lower case"),
        pytest.param("ferrymen", ["ferry", "##men"], id="longest pieces first"),
        pytest.param("Zürich", ["zu", "##rich"], id="without accents"),
        pytest.param("ferry's", ["ferry", "'", "s"], id="marks stand alone"),
        pytest.param("harbour", ["[UNK]"], id="cannot be spelled"),
        pytest.param("\u200b", ["[UNK]"], id="nothing to be seen"),
        pytest.param("ferry" * 30, ["[UNK]"], id="too long"),
    ],
)
def test_cuts_words_into_pieces(word: str, expected: list[str]) -> None:
    """Pieces are the longest known ones, from the left."""
    assert [PIECES[number] for number in VOCABULARY.cut(word)] == expected


def read(text: str) -> list[Words]:
    """Return the words of a text's paragraphs."""
    spans = split_paragraphs(text, 0, len(text))
    quotes = find_quotes(text, spans)
    return [read_words(text, s, e, [q for q in quotes if s <= q.start < e]) for s, e in spans]


@pytest.mark.parametrize("marks", ["“”", "‘’", "''", '""', "«»", "„“"])
def test_every_paper_marks_alike(marks: str) -> None:
    """Whatever marks a paper uses, the encoder reads “ and ”."""
    (words,) = read(f"{marks[0]}We don’t wait,{marks[1]} he said.")
    assert spell_words(words) == ["“", "We", "don't", "wait", ",", "”", "he", "said", "."]


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["ferry.", "Zu", "\n\n", "“", "”"])).map(" ".join)
)
def test_windows_hold_every_word_once(text: str) -> None:
    """No word is lost or read twice; no window is too long."""
    paragraphs = read(text)
    windows = pack_windows(paragraphs, VOCABULARY, limit=24)
    seen = [
        (chunk.paragraph, at)
        for window in windows
        for chunk in window.chunks
        for at in range(chunk.first, chunk.last)
    ]
    assert seen == [(n, at) for n, words in enumerate(paragraphs) for at in range(len(words.texts))]
    for window in windows:
        assert len(window.pieces) == len(window.features) <= 24
        for chunk, places in zip(window.chunks, window.places, strict=True):
            assert len(places) == chunk.last - chunk.first


def test_paragraphs_are_cut_before_sentences() -> None:
    """A paragraph that fits no window is cut where a sentence begins."""
    text = "Ferrymen wait for the boat. " * 6
    (words,) = read(text)
    windows = pack_windows([words], VOCABULARY, limit=24)
    starts = [window.chunks[0].first for window in windows]
    assert all(words.texts[start] == "Ferrymen" for start in starts)
    assert len(starts) > 1


def make_pointers(chances: np.ndarray[Any, Any]) -> Pointers:
    """Return pointers with 2 × words × (1 + words) chances."""
    sums = np.zeros((2, chances.shape[1] + 1, chances.shape[2] + 1), dtype=np.float32)
    sums[:, 1:, 1:] = chances.cumsum(1).cumsum(2)
    return Pointers(((0, sums),))


def test_pointers_give_mean_chances() -> None:
    """A run's chance is the mean over its words of what they give to the other run's words."""
    chances = np.zeros((2, 4, 5))
    chances[SOURCE, 2:, 1] = 0.8  # words 2 and 3 have their source in word 0
    chances[SOURCE, 2:, 0] = 0.2  # or nowhere
    chances[CUE, 3, 2] = 1.0
    pointers = make_pointers(chances)
    assert pointers.chance(SOURCE, (2, 4), (0, 2)) == pytest.approx(0.8)
    assert pointers.chance(SOURCE, (2, 4), None) == pytest.approx(0.2)
    assert pointers.chance(CUE, (2, 4), (1, 2)) == pytest.approx(0.5)
    assert pointers.chance(CUE, (2, 4), (2, 4)) == pytest.approx(0.0)


def test_without_the_runtime_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is named, with its remedy."""

    def refuse(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(encoder, "import_module", refuse)
    monkeypatch.setattr(encoder, "_load_encoder", cache(encoder._load_encoder.__wrapped__))
    with pytest.raises(ModelError, match="reinstall variorum"):
        find_attributions(make_article("“We wait,” he said."), model="encoder")


def test_without_the_weights_the_error_names_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Weights that were not installed are named."""
    pytest.importorskip("onnxruntime")
    monkeypatch.setattr(encoder, "files", lambda _: tmp_path)
    monkeypatch.setattr(encoder, "_load_encoder", cache(encoder._load_encoder.__wrapped__))
    with pytest.raises(ModelError, match=r"encoder\.json"):
        encoder.load_encoder()


def find(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of each attribution by the encoder."""
    pytest.importorskip("onnxruntime")
    article = make_article("A town waits for its bridge.\n\n" + text)

    def words(spans: tuple[Span, ...]) -> str:
        return " | ".join(article.cut(span) for span in spans)

    return [
        (words(found.source), words(found.cue), words(found.content))
        for found in find_attributions(article, model="encoder")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“The bridge will open in May,” Ms. Okafor said.",
            ("Ms. Okafor", "said", "“The bridge will open in May,”"),
            id="quotation first",
        ),
        pytest.param(
            "The mayor said: ‘The bridge will open in May.’",
            ("The mayor", "said", "‘The bridge will open in May.’"),
            id="British marks",
        ),
        pytest.param(
            "“We waited,” the driver said. “Nobody came to help us.”",
            ("the driver", "said", "“We waited,” | “Nobody came to help us.”"),
            id="broken by its cue",
        ),
        pytest.param(
            "Officials said the ferry was carrying 40 passengers.",
            ("Officials", "said", "the ferry was carrying 40 passengers"),
            id="indirect",
        ),
        pytest.param(
            "According to the coast guard, the ferry was carrying 40 passengers.",
            ("the coast guard", "According to", "the ferry was carrying 40 passengers"),
            id="according to",
        ),
    ],
)
def test_finds_source_cue_and_content(text: str, expected: tuple[str, str, str]) -> None:
    """The plain patterns of news are read, whatever the marks."""
    source, cue, content = expected
    found = find(text)
    assert any((s, c) == (source, content) and cue in k for s, k, c in found), found


@settings(deadline=None, max_examples=40)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(["“", "”", "'", "said", "Ann", "\n\n", "that", "SMITH:", "the bridge"]),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_gives_valid_spans(text: str) -> None:
    """Nothing raises, whatever the text."""
    pytest.importorskip("onnxruntime")
    article = make_article(text)
    for found in find_attributions(article, model="encoder"):
        for span in (*found.source, *found.cue, *found.content):
            assert article.cut(span)


def test_a_paragraph_of_many_thousand_words_is_read() -> None:
    """Memory stays in proportion to the text."""
    found = find("Officials said the ferry was late. " * 800)
    assert len(found) > 400


def run_together(task: Callable[[], None], count: int) -> None:
    """Run a task on several threads at once."""
    threads = [Thread(target=task) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_threads_agree() -> None:
    """The encoder is read once and serves several threads."""
    pytest.importorskip("onnxruntime")
    article: Article = make_article("“It will open in May,” Ms. Okafor said. He said it was late.")
    alone = find_attributions(article, model="encoder")
    results: list[list[Attribution]] = []
    run_together(lambda: results.append(find_attributions(article, model="encoder")), 4)
    assert results == [alone] * 4


def test_other_languages_need_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article in another language is read by rules."""
    monkeypatch.setattr(attributions, "link_encoded", None)
    article = make_article("„Wir gehen jetzt nach Hause“, sagte Frau Weiß.", language="de")
    (found,) = find_attributions(article, model="encoder")
    assert article.cut(found.source[0]) == "Frau Weiß"
