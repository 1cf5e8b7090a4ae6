"""Sources' words made safe for a terminal: no escape sequences, no markup."""

import re

from rich.text import Text

# Controls (escape sequences begin with one), marks that turn the direction, half characters.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(words: str) -> str:
    r"""Return words without anything that a terminal would obey.

    >>> plain("red \x1b[31malert")
    'red \ufffd[31malert'
    """
    return UNSAFE.sub("\ufffd", words)


def clean(words: str, style: str = "") -> Text:
    """Return words as rich text in one style; square brackets in them are no markup."""
    return Text(plain(words), style=style)
