"""The words of articles as the tagger of words knows them: their classes, and numbers for all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.annotate.tagging import Words, shape_of
from variorum.quick import quick

MOST_KNOWN = 60_000  # words whose numbers are remembered
STATES = {state: number for number, state in enumerate("OBIEbe<>", 1)}
SHAPES = {shape: number for number, shape in enumerate("lCUmdp<>", 1)}
MARKS = {"B": "“", "E": "”", "b": "‘", "e": "’"}
MARK = re.compile("[BEbe]")
DASHES = frozenset({"—", "–", "--", "---"})
START = "^"  # stands for what is before a paragraph
BORDER_WORDS = ("<3", "<2", "<1", ">1", ">2", ">3")
BORDERS = ("<", ">")  # of tags and clusters
MOST_MARKS = 63  # as six bits of a key hold


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words: `tags` (the parts of speech a word has), `clusters` (words used
    alike), `cues` (how often it belongs to a cue: "1" seldom to "3" mostly).

    `tags` also holds endings of three letters, written "-ing", for words not listed.
    """

    tags: Mapping[str, str]
    clusters: Mapping[str, str]
    cues: Mapping[str, str]


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark as features see it, before it is numbered."""

    word: str  # lower case, one apostrophe; marks by their role
    tag: str
    cluster: str
    shape: str
    ending: str
    strength: str  # of a cue; "" none
    mark: str  # the first character, if it is no letter or digit, or else "w"


def describe_word(text: str, state: str, lexicon: Lexicon) -> Word:
    """Describe a word or mark that stands in a quotation as `state` says (see `Words`)."""
    word = normal_word(text, state)
    tag = _tag_of(word, text, lexicon)
    return Word(
        word=word,
        tag=tag,
        cluster=lexicon.clusters.get(word, tag),
        shape=shape_of(text),
        ending=word[-3:],
        strength=lexicon.cues.get(word, ""),
        mark="w" if text[0].isalnum() else text[0],
    )


def normal_word(text: str, state: str) -> str:
    """Lower case, one apostrophe; every outer mark is “ or ”, every inner one ‘ or ’."""
    if state in MARKS and not text[0].isalnum():
        return MARKS[state]
    if text[0].isdigit():
        return "9" * min(len(text), 5)
    if text in DASHES:
        return "—"
    if text in {"…", "..."}:
        return "…"
    return text.lower().replace("’", "'")


def _tag_of(word: str, text: str, lexicon: Lexicon) -> str:
    tag = lexicon.tags.get(word)
    if tag is not None:
        return tag
    if not word[0].isalpha():
        return "CD" if word[0] == "9" else word[:1]
    if text[0].isupper():
        return "NNP"
    return lexicon.tags.get("-" + word[-3:], "NN")


Entry = tuple[int, int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The numbers, from 1, of what features speak of; 0 is whatever a model does not know.

    words also holds `BORDER_WORDS`, what stands beside a paragraph; tags and clusters `BORDERS`.
    """

    lexicon: Lexicon
    words: Mapping[str, int]
    tags: Mapping[str, int]
    clusters: Mapping[str, int]
    endings: Mapping[str, int]
    marks: Mapping[str, int]
    descriptions: Mapping[str, int]  # of quotations
    known: dict[str, Entry] = field(default_factory=dict)  # words numbered before

    def number(self, text: str, state: str) -> Entry:
        """Return the numbers of a word: word, tag, cluster, shape, ending, strength, mark."""
        one = describe_word(text, state, self.lexicon)
        return (
            self.words.get(one.word, 0),
            self.tags.get(one.tag, 0),
            self.clusters.get(one.cluster, 0),
            SHAPES[one.shape],
            self.endings.get(one.ending, 0),
            int(one.strength or 0),
            self.marks.get(one.mark, 0),
        )

    def number_words(self, words: Words) -> list[Entry]:
        """Return the numbers of a paragraph's words."""
        known = self.known
        entries = list(map(known.get, words.texts))
        if None in entries:
            if len(known) > MOST_KNOWN:
                known.clear()
            for at, entry in enumerate(entries):
                if entry is None:
                    text = words.texts[at]
                    entries[at] = known[text] = self.number(text, "O")
        for match in MARK.finditer(words.quote):
            entries[match.start()] = self.number(words.texts[match.start()], match[0])
        return entries  # type: ignore[return-value]
