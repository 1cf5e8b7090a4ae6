"""Bytes to characters: which encoding they are in, and whether they are text at all."""

import codecs
import re

from variorum.errors import InputError
from variorum.read.twice_encoded import mend_twice_encoded

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What other files begin with, and what to do about them.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "is a PDF. Copy its text into a .txt file, or save the article's web page."),
    (b"PK\x03\x04", "is a ZIP archive or an office document. Unpack it, or save it as plain text."),
    (b"\xd0\xcf\x11\xe0", "is an old office document. Save it as plain text."),
    (b"{\\rtf", "is a rich text document. Save it as plain text."),
    (b"7z\xbc\xaf'\x1c", "is a 7-Zip archive. Unpack it first."),
    (b"Rar!", "is a RAR archive. Unpack it first."),
    (b"BZh", "is compressed with bzip2. Unpack it first."),
    (b"\xfd7zXZ", "is compressed with xz. Unpack it first."),
    (b"(\xb5/\xfd", "is compressed with zstd. Unpack it first."),
    (b"PAR1", "is a Parquet table. Export its articles as JSON Lines."),
    (b"SQLite format 3", "is a database. Export its articles as JSON Lines."),
    (b"\x89PNG", "is a picture. Give the article's text or page."),
    (b"\xff\xd8\xff", "is a picture. Give the article's text or page."),
    (b"GIF8", "is a picture. Give the article's text or page."),
    (b"RIFF", "is a picture, sound or film. Give the article's text or page."),
    (b"ID3", "is a sound file. Give a transcript as plain text."),
    (b"OggS", "is a sound file. Give a transcript as plain text."),
    (b"\x7fELF", "is a program. Give the article's text or page."),
)
DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SURROGATE = re.compile("[\ud800-\udfff]")
# Letters and marks that Western text in Windows-1252 has; others point to another code page.
WESTERN = re.compile(r"[\x00-\x7f€‚„…†‡‰‹‘’“”•–—™›\xa0¡£§©«®°·»¿½¼À-ÖØ-öø-ÿŒœŠšŽžŸ]*")
INNER_CAPITAL = re.compile(r"[a-z][À-ÖØ-Þ¿¡]|[¿¡£§©®°½¼][a-z]")
HIGH, LOW = 0.6, 0.2  # shares of small bytes where the high and the low halves of letters stand
SAMPLE = 100_000  # bytes shown to the detector of encodings


def decode_text(
    data: bytes, path: str, *, declared: bool = False, charset: str | None = None
) -> str:
    """Return the characters of `data`; InputError if it is no text.

    Order: byte-order mark, UTF-8, `charset` (what a server states), what a page declares (with
    `declared`), Windows-1252 if the result is Western text, then the detector. Line ends are kept.
    Damaged bytes become U+FFFD. A text that was encoded twice is mended.
    """
    for magic, advice in MAGIC:
        if data.startswith(magic):
            raise InputError(path, advice)
    text = _decode(data, declared=declared, charset=charset)
    sample = text[:SAMPLE]
    if len(CONTROL.findall(sample)) > max(8, len(sample) // 50):
        raise InputError(path, "is not text (binary). Give a text, HTML or JSON file.")
    return mend_twice_encoded(mend_surrogates(text))


def mend_surrogates(text: str) -> str:
    """Replace lone surrogates, which no encoding can write; the length stays the same."""
    return SURROGATE.sub("\ufffd", text)


def _decode(  # noqa: PLR0911 - one way after the other
    data: bytes, *, declared: bool, charset: str | None
) -> str:
    for mark, name in BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if wide := guess_wide(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    stated = (charset or "").strip().strip("\"'")
    if not stated and declared and (found := DECLARED.search(data, 0, 4096)):
        stated = (found[1] or found[2]).decode("ascii")
    unicode = stated.lower() in {"utf-8", "utf8"}  # it is not, or it is damaged
    if stated and not unicode:
        # Browsers read these as Windows-1252 (WHATWG Encoding Standard).
        western = stated.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}
        try:
            return data.decode("cp1252" if western else stated, "replace")
        except (LookupError, ValueError):
            pass
    damaged = data.decode("utf-8", "replace")
    bad = damaged.count("\ufffd")
    sound = sum(1 for character in damaged[:SAMPLE] if character > "\x7f") - bad
    if sound >= (1 if unicode else 4) * bad:
        return damaged
    likely = data.decode("cp1252", "replace")
    if WESTERN.fullmatch(likely[:SAMPLE]) and not INNER_CAPITAL.search(likely[:SAMPLE]):
        return likely
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 50 ms that few files need

    best = from_bytes(data[:SAMPLE]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def guess_wide(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 without a mark that `data` is in; None: neither.

    In them the high bytes of Latin, Cyrillic, Greek, Hebrew, Arabic and Indic letters are small
    numbers, which no text holds as bytes otherwise.
    """
    sample = data[:400]
    if b"\x00" not in sample:
        return None
    quarters = [_smallness(sample[place::4]) for place in range(4)]
    if min(quarters[2:]) > HIGH and quarters[0] < LOW:
        return "utf-32-le"
    if min(quarters[:2]) > HIGH and quarters[3] < LOW:
        return "utf-32-be"
    even, odd = _smallness(sample[0::2]), _smallness(sample[1::2])
    if odd > HIGH and even < LOW:
        return "utf-16-le"
    if even > HIGH and odd < LOW:
        return "utf-16-be"
    return None


def _smallness(values: bytes) -> float:
    """Return the share of bytes that are numbers under 32 and no white space."""
    small = sum(value < 32 and value not in b"\t\n\r" for value in values)
    return small / max(1, len(values))
