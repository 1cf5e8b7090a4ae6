"""The tagger of words: its features, its file, and the decoding of scores into tags."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.annotate.quotes import find_quotes
from variorum.annotate.tag_features import BITS, TEMPLATES, list_keys
from variorum.annotate.tag_model import IMPOSSIBLE, Floats, TagModel, constrain, tag_scored
from variorum.annotate.tag_vocabulary import BORDER_WORDS, MOST_KNOWN, Lexicon, Vocabulary
from variorum.annotate.tagging import Words, read_words
from variorum.annotate.word_model import load_weights
from variorum.annotate.word_tagger import (
    WordTagger,
    load_tagger,
    save_tagger,
    score_words,
    tag_words,
)

TAGS = ("O", "B-S>", "I-S>", "B-K>", "I-K>", "B-C>", "I-C>")
LEXICON = Lexicon(
    {"said": "VBD", "ann": "NNP", "-ing": "VBG"}, {"said": "7"}, {"said": "3", "told": "1"}
)
WORDS = (*BORDER_WORDS, ",", "that", "said", "ann", "we", "left", "“", "”")


def words_of(text: str) -> Words:
    """Return the words of a paragraph."""
    return read_words(text, 0, len(text), find_quotes(text, [(0, len(text))]))


def number(*entries: str) -> dict[str, int]:
    """Number from 1."""
    return {entry: at for at, entry in enumerate(entries, 1)}


def make_vocabulary() -> Vocabulary:
    """Return a small vocabulary."""
    return Vocabulary(
        LEXICON,
        number(*WORDS),
        number("<", ">", "VBD", "NNP", "NN"),
        number("<", ">", "7", "NNP", "NN"),
        number("aid", "ann"),
        number("w", "^", ","),
        number("1lkw$"),
    )


def find_features(text: str, template: str) -> list[tuple[int, ...] | None]:
    """Return the numbers in the key of each word's feature of that name; None: it has none."""
    keys = list_keys([words_of(text)], make_vocabulary())[list(TEMPLATES).index(template)]
    return [unpack(key, template) if key >= 0 else None for key in keys.tolist()]


def unpack(key: int, template: str) -> tuple[int, ...]:
    """Return the numbers that a key packs."""
    numbers: list[int] = []
    for part in reversed(TEMPLATES[template]):
        numbers.insert(0, key & ((1 << BITS[part[0]]) - 1))
        key >>= BITS[part[0]]
    return tuple(numbers)


WORD = make_vocabulary().words
TAG = make_vocabulary().tags


@pytest.mark.parametrize(
    ("text", "template", "expected"),
    [
        pytest.param("Ann said", "w", [(WORD["ann"],), (WORD["said"],)], id="the word"),
        pytest.param("Bob said", "w", [(0,), (WORD["said"],)], id="an unknown one is 0"),
        pytest.param("Ann said", "wb", [(WORD["<2"],), (WORD["<1"],)], id="two before"),
        pytest.param("Ann said", "wf", [(WORD[">2"],), (WORD[">3"],)], id="three after"),
        pytest.param("Ann said", "tc", [(TAG["<"],), (TAG["<"],)], id="tags ahead of a paragraph"),
        pytest.param("Ann said", "hw", [None, None], id="no headline"),
        pytest.param("“Left”", "B", [None, None, None], id="a quotation has none before it"),
        pytest.param("“Left,” Ann", "B", [None] * 4 + [((1 << 7) | (3 << 1),)], id="one before"),
        pytest.param("Ann “Left”", "A", [((1 << 7) | (1 << 1),)] + [None] * 3, id="one after"),
        pytest.param("Ann", "D", [None], id="no quotation"),
        pytest.param("He “ran home”", "D", [None] + [(1,)] * 4, id="what a quotation is like"),
    ],
)
def test_features_speak_of_words(
    text: str, template: str, expected: list[tuple[int, ...] | None]
) -> None:
    """A key holds the numbers of what its template names."""
    assert find_features(text, template) == expected


@pytest.mark.parametrize(
    ("text", "side", "expected"),
    [
        pytest.param("Ann said we left", "L", [None, None, (3, 1, 0, 0), (3, 2, 0, 0)], id="left"),
        pytest.param("Ann said we left", "R", [(3, 1, 0, 0), None, None, None], id="right"),
        pytest.param("said that we", "L", [None, (3, 1, 0, 0), (3, 2, 0, 1)], id="that between"),
        pytest.param("said, we", "L", [None, (3, 1, 0, 0), (3, 2, 1, 0)], id="a comma"),
        pytest.param(
            "said. We left", "L", [None, (3, 1, 0, 0), None, None], id="its sentence only"
        ),
        pytest.param("“said” we", "L", [None] * 4, id="not in a quotation"),
        pytest.param(
            "told said told we", "L", [None, (1, 1, 0, 0), (3, 1, 0, 0), (3, 2, 0, 0)], id="weak"
        ),
    ],
)
def test_features_know_the_nearest_cue(
    text: str, side: str, expected: list[tuple[int, ...] | None]
) -> None:
    """Strength, distance, commas and "that" between: a weak cue counts only as the first."""
    found = []
    for key in find_features(text, side):
        assert key is not None
        told = key[0] >> BITS["w"]
        found.append((told >> 6, (told >> 3) & 7, (told >> 1) & 3, told & 1) if told else None)
    assert found == expected


TEXTS = st.lists(
    st.sampled_from(
        ["Ann", "said", "told", "that", ",", ".", "“We", "left,”", "‘no’", "1,200", "…"]
    ),
    max_size=12,
).map(" ".join)


@given(st.lists(TEXTS, max_size=4))
def test_paragraphs_do_not_touch(texts: list[str]) -> None:
    """The features of a paragraph are the same whatever stands before and after it."""
    paragraphs = [words_of(text) for text in texts]
    vocabulary = make_vocabulary()
    alone = [list_keys([words], vocabulary) for words in paragraphs]
    together = list_keys(paragraphs, vocabulary)
    assert np.array_equal(together, np.concatenate([together[:, :0], *alone], axis=1))


@settings(deadline=None)  # the first call reads the weights
@given(st.text(max_size=40))
def test_any_text_is_tagged(text: str) -> None:
    """Nothing raises, and every word has a tag, by the shipped model as well."""
    model = load_weights()
    assert model is not None
    words = words_of(text)
    for (tagged,) in tag_words(model.tagger, [words, words], (0.0,)):
        assert len(tagged.tags) == len(tagged.chances) == len(words.texts)


def test_what_is_remembered_changes_nothing() -> None:
    """Words beyond those that are remembered are numbered as well."""
    vocabulary = make_vocabulary()
    words = words_of("Ann said “we left” Ann")
    fresh = vocabulary.number_words(words)
    vocabulary.known.update({str(n): (0,) * 7 for n in range(MOST_KNOWN)})
    assert vocabulary.number_words(words) == fresh
    assert vocabulary.number_words(words_of("unheard Ann"))[1] == fresh[0]
    assert len(vocabulary.known) < MOST_KNOWN


def test_an_inside_needs_its_beginning() -> None:
    """The decoder cannot enter a run in its middle, nor go from one role's into another's."""
    moves, start = constrain(TAGS, np.zeros((len(TAGS), len(TAGS)), dtype=np.float32))
    inside = TAGS.index("I-C>")
    assert start[inside] == IMPOSSIBLE
    assert moves[TAGS.index("B-S>"), inside] == IMPOSSIBLE
    assert moves[TAGS.index("B-C>"), inside] == 0


SMALL = ("O", "B-K>", "I-K>")


def make_model() -> TagModel:
    """Return a decoder of three tags."""
    moves = np.array([[0.5, 0, 0], [0, -1, 1], [0.2, 0, 0]], dtype=np.float32)
    return TagModel(SMALL, *constrain(SMALL, moves))


def weigh_paths(model: TagModel, scores: Floats) -> dict[tuple[int, ...], float]:
    """Return the weight of every way to tag a paragraph."""
    weights = {}
    for path in product(range(len(SMALL)), repeat=len(scores)):
        total = float(model.start[path[0]])
        total += sum(float(scores[at, tag]) for at, tag in enumerate(path))
        total += sum(float(model.transitions[i, j]) for i, j in pairwise(path))
        weights[path] = float(np.exp(total))
    return weights


@pytest.mark.parametrize("seed", range(5))
def test_decodes_as_if_every_way_were_tried(seed: int) -> None:
    """The best tags and the chances are those of all ways, whatever else is in the batch."""
    chance, model = np.random.default_rng(seed), make_model()
    paragraphs = [
        chance.normal(0, 2, (size, len(SMALL))).astype(np.float32) for size in (3, 5, 1, 4)
    ]
    for scores, (tagged, _) in zip(
        paragraphs, tag_scored(model, paragraphs, (0.0, 9.0)), strict=True
    ):
        weights = weigh_paths(model, scores)
        best = max(weights, key=weights.__getitem__)
        assert tagged.tags == tuple(SMALL[tag] for tag in best)
        for at, tag in product(range(len(scores)), range(len(SMALL))):
            share = sum(w for path, w in weights.items() if path[at] == tag) / sum(weights.values())
            assert tagged.chances[at, tag] == pytest.approx(share, abs=1e-5)


@pytest.fixture
def small_tagger(tmp_path: Path) -> WordTagger:
    """Return a tagger of three tags that was written and read."""
    path = tmp_path / "small.npz"
    said, ann = WORD["said"], WORD["ann"]
    pair = (WORD["<1"] << BITS["w"]) | ann
    features = {("w", said, "B-K>"): 3.0, ("w", ann, "O"): 1.0, ("wg", pair, "I-K>"): -0.5}
    save_tagger(path, make_vocabulary(), SMALL, features, {("O", "O"): 0.5})
    return load_tagger(path, LEXICON)


def test_a_written_tagger_scores_as_before(small_tagger: WordTagger) -> None:
    """Weights survive the file."""
    one, none, two = score_words(
        small_tagger, [words_of("Ann said"), words_of(""), words_of("he said")]
    )
    assert one.tolist() == [[1, 0, -0.5], [0, 3, 0]]
    assert none.shape == (0, 3)
    assert two.tolist() == [[0, 0, 0], [0, 3, 0]]
    assert score_words(small_tagger, []) == []


def test_a_penalty_finds_more(small_tagger: WordTagger) -> None:
    """Each penalty is a reading; no words are no trouble."""
    readings, empty = tag_words(small_tagger, [words_of("Ann said no"), words_of("")], (0.0, 9.0))
    assert readings[0].tags == ("O", "B-K>", "O")
    assert "O" not in readings[1].tags
    assert np.allclose(readings[0].chances.sum(1), 1, atol=1e-3)
    assert [one.tags for one in empty] == [(), ()]


def test_long_paragraphs_are_tagged_whole(small_tagger: WordTagger) -> None:
    """A paragraph of thousands of words has a tag for each."""
    ((tagged,),) = tag_words(small_tagger, [words_of("said " * 1001)], (0.0,))
    assert len(tagged.tags) == len(tagged.chances) == 1001
