"""Letters of other alphabets' Latin as every keyboard writes them: "Kjær" is "Kjaer"."""

import re
from unicodedata import combining, normalize

# Letters that no accent makes, as newsrooms write them that do not have them.
OTHER = re.compile(r"[^a-z]")
PLAIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ß": "ss",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "Æ": "Ae",
        "Œ": "Oe",
        "Ø": "O",
        "Ł": "L",
        "Đ": "D",
        "Ð": "D",
        "Þ": "Th",
        "Ħ": "H",
    }
)


def fold_letters(text: str) -> str:
    """Return text without accents and with no letter beyond a to z, as far as it is Latin.

    >>> fold_letters("Anders Kjær, Łódź, Raúl"), fold_letters("Київ")
    ('Anders Kjaer, Lodz, Raul', 'Киів')
    """
    if text.isascii():
        return text
    return "".join(c for c in normalize("NFKD", text.translate(PLAIN)) if not combining(c))


def plain_letters(word: str) -> str:
    """Return a word in small letters, without accents and marks.

    >>> plain_letters("O’Kjær")
    'okjaer'
    """
    return OTHER.sub("", fold_letters(word.casefold()))
