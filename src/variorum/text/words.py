"""Words of a text with their offsets."""

import re
from typing import NamedTuple

# A word: letters and digits, with inner apostrophes, full stops ("U.N"), commas and points in
# numbers ("1,200.5"), and hyphens. Trailing marks are not part of it.
WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")


class Word(NamedTuple):
    """One word of a text, as code points `[start, end)`, with its case-folded `key`."""

    key: str
    start: int
    end: int


def find_keys(text: str) -> list[str]:
    """Return the keys of a text's words, as `find_words` has them, in order."""
    return " ".join(WORD.findall(text)).casefold().replace("’", "'").split()


def find_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of `text[start:end]` in order; offsets count from the start of `text`.

    >>> [word.key for word in find_words("The U.N.’s envoy didn’t quit")]
    ['the', 'u.n', 's', 'envoy', "didn't", 'quit']
    """
    stop = len(text) if end is None else end
    make = tuple.__new__  # Word(...) without its own function call: a hot loop
    return [
        make(Word, (match[0].casefold().replace("’", "'"), match.start(), match.end()))
        for match in WORD.finditer(text, start, stop)
    ]
