"""Text that was encoded twice: UTF-8 read as Windows-1252 somewhere on its way ("cafÃ©", "â€œ").

Mended only where it is the rule in a text: nearly all of its letters beyond ASCII stand in such
pairs. A single "Ã" is somebody's letter.
"""

import re

# Of the 32 bytes 80 to 9F Windows-1252 has 27; the others come as the control characters they are.
_HIGH = "".join(
    bytes([value]).decode("cp1252", "ignore") or chr(value) for value in range(128, 160)
)
_TO_BYTE = {ord(mark): 128 + place for place, mark in enumerate(_HIGH)}
_NEXT = f"[\xa0-\xbf{re.escape(_HIGH)}]"
PAIR = re.compile(f"[\xc2-\xdf]{_NEXT}|[\xe0-\xef]{_NEXT}{{2}}|[\xf0-\xf4]{_NEXT}{{3}}")
# The right double mark ends in a byte that Windows-1252 lacks: who replaces it leaves this.
LOST_MARK = "â€\ufffd"
OPENINGS = ("Ã", "â€", "Â", "Ð")
SURE = re.compile(f"[ÃÐ]{_NEXT}|â€[{re.escape(_HIGH)}\ufffd]|Â[\xa0-\xbf]")
FOREIGN = re.compile(r"[^\x00-\x7f\ufffd]")
LEAST = 3  # sure pairs
MOST_OF_ALL = 0.9  # share of the letters beyond ASCII that stand in pairs


def mend_twice_encoded(text: str) -> str:
    """Return the text as it was before it was encoded twice; as it is if it was not.

    >>> mend_twice_encoded("ZoÃ« and RenÃ© met in the cafÃ©"), mend_twice_encoded("SÃ£o, São")
    ('Zoë and René met in the café', 'SÃ£o, São')
    """
    if not any(map(text.__contains__, OPENINGS)):
        return text
    sure = sum(1 for _ in SURE.finditer(text))
    if sure < LEAST:
        return text
    whole = text.replace(LOST_MARK, "”")
    inside = sum(len(match[0]) for match in PAIR.finditer(whole))
    lost = text.count(LOST_MARK)
    foreign = len(FOREIGN.findall(whole)) - lost
    if inside + lost < MOST_OF_ALL * (foreign + lost):
        return text
    return PAIR.sub(_decode, whole)


def _decode(match: re.Match[str]) -> str:
    data = bytes(_TO_BYTE.get(ord(letter), ord(letter)) for letter in match[0])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
