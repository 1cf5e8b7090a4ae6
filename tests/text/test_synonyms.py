"""Which words may stand for one another, and which are opposites."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.inflection import lemmatise
from variorum.text.synonyms import TABLE, are_opposites, are_synonyms, load_thesaurus


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("disgrace", "ignominy", True),
        ("purchased", "bought", True),
        ("automobile", "cars", True),
        ("disgrace", "automobile", False),
        ("xyzzy", "plugh", False),
    ],
)
def test_synonyms_share_a_group(left: str, right: str, *, expected: bool) -> None:
    """Inflected forms are those of their lemmas."""
    assert are_synonyms(lemmatise(left), lemmatise(right)) is expected
    assert are_synonyms(lemmatise(right), lemmatise(left)) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("accepted", "rejected", True),
        ("lawful", "unlawful", True),
        ("arrested", "released", True),
        ("accepted", "received", False),
    ],
)
def test_opposites(left: str, right: str, *, expected: bool) -> None:
    """Of WordNet, of the news, and by a prefix."""
    assert are_opposites(lemmatise(left), lemmatise(right)) is expected
    assert are_opposites(lemmatise(right), lemmatise(left)) is expected


def test_the_table_is_whole() -> None:
    """Its notice stands first; every lemma has groups, and no group has one lemma alone."""
    assert gzip.decompress(TABLE.read_bytes()).startswith(b"# From WordNet 3.1, Copyright")
    sizes: dict[str, int] = {}
    for found in load_thesaurus().groups.values():
        assert found
        for number in found.split():
            sizes[number] = sizes.get(number, 0) + 1
    assert min(sizes.values()) > 1
    assert sorted(map(int, sizes)) == list(range(len(sizes)))


@given(st.text(), st.text())
def test_any_words_are_taken(left: str, right: str) -> None:
    """Nothing raises, and both ways give the same."""
    assert are_synonyms(left, right) == are_synonyms(right, left)
    assert are_opposites(left, right) == are_opposites(right, left)
