"""Bytes to characters: what pages declare wrongly, and texts that were encoded twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.decode import decode_text
from variorum.read.twice_encoded import mend_twice_encoded

GERMAN = "Der Bürgermeister von Küßnach prüft die Gebühren für Müllsäcke, die Räte klagen."
FRENCH = "« L’été à Noël », dit Zoë – le café de René n’est plus qu’un rêve…"


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("cp1252", "utf-8"), ("cp1252", "UTF8"), ("utf-8", "iso-8859-1"), ("utf-16", "utf-8")],
)
def test_disbelieves_a_wrong_declaration(encoding: str, charset: str) -> None:
    """Bytes that are not what a page or server declares are read as what they are."""
    page = f'<meta charset="{charset}"><p>{GERMAN}</p>'
    data = page.encode(encoding)
    assert decode_text(data, "a.html", declared=True) == page
    assert decode_text(data, "a.html", charset=charset) == page


def test_keeps_utf_8_with_a_broken_byte() -> None:
    """A byte that is broken on the way does not turn a declared UTF-8 page into another code."""
    data = GERMAN.encode().replace("ü".encode(), b"\xc3", 1)
    assert "für Müllsäcke" in decode_text(data, "a.html", charset="utf-8")


@pytest.mark.parametrize("text", [GERMAN, FRENCH, "“One” and ‘two’ – three…", "Прага – это Чехия"])
def test_mends_text_encoded_twice(text: str) -> None:
    """UTF-8 that somebody read as Windows-1252 is read as what it was."""
    twice = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    assert decode_text(twice.encode(), "a.txt") == text


def test_mends_lost_closing_marks() -> None:
    """The closing quotation mark is known even if its last byte was replaced."""
    assert mend_twice_encoded("Itâ€™s â€œlateâ€\ufffd, he said.") == "It’s “late”, he said."


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        FRENCH,
        "A página de São João não abriu: NÃO É ASSIM.",
        "Man schrieb „Spaß“ und „Gruß“ – „Fuß“, sagte er.",
        "The byte pair Ã© stands for é; â€œ for “; and Ã¤ for ä – so René explained, in Köln.",
    ],
)
def test_leaves_sound_text_alone(text: str) -> None:
    """Letters that only look like broken ones stay."""
    assert mend_twice_encoded(text) == text


@given(st.text(alphabet="aÃÂâ€™©œ\x9d\ufffd ß“é"))
def test_mending_never_fails(text: str) -> None:
    """Any text is either mended or left; ASCII stays as it is."""
    mended = mend_twice_encoded(text)
    assert mended.count("a") == text.count("a")
    assert mended.count(" ") == text.count(" ")
