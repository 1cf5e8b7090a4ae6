"""What comes over the wire, taken out of its compression with a limit before and after."""

import zlib
from collections.abc import Iterable, Iterator

from variorum.errors import FetchError

GZIP = b"\x1f\x8b"
ENCODINGS = {"gzip", "x-gzip", "deflate"}
ASKED = "gzip, deflate"
NESTED = 2  # encodings one inside the other
PIECE = 65_536  # bytes unpacked at a time


def read_body(
    chunks: Iterable[bytes], encoding: str, address: str, *, wire: int, whole: int
) -> bytes:
    """Return the body of an answer; FetchError if it is too large, or does not unpack.

    At most `wire` bytes are read and `whole` bytes kept; reading stops where a limit is passed, so
    a small body that unpacks to a huge one costs no more. A body is unpacked as `encoding`, its
    Content-Encoding, says, unless it plainly is not so packed; a gzipped one always.
    """
    names = [name.strip().lower() for name in encoding.split(",")]
    names = [name for name in names if name not in {"", "identity"}]
    for name in names:
        if name not in ENCODINGS:
            raise FetchError(address, f"came packed as {name[:40]!r}, which was not asked for.")
    if len(names) > NESTED:
        raise FetchError(address, f"came packed {len(names)} times over. That is not unpacked.")
    stream = _bound(chunks, wire, address, "on the wire")
    for name in reversed(names):
        stream = _bound(_unpack(stream, name, address), whole, address, "unpacked")
    if not names:
        stream = _bound(_unpack(stream, "", address), whole, address, "unpacked")
    return b"".join(stream)


def _bound(chunks: Iterable[bytes], limit: int, address: str, where: str) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise FetchError(
                address, f"is larger than {_megabytes(limit)} MB {where}. It was left there."
            )
        yield chunk


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g}"


def _unpack(chunks: Iterable[bytes], name: str, address: str) -> Iterator[bytes]:
    """Unpack gzip or deflate (zlib's, or bare as some servers send it) piece by piece."""
    start, rest = _peek(iter(chunks))
    window = _find_window(start, name)
    if window is None:
        yield start
        yield from rest
        return
    unpacker = zlib.decompressobj(window)
    try:
        for data in _slice(_chain(start, rest)):
            while data:
                if unpacker.eof:  # gzip members follow one another
                    if not data.startswith(GZIP):
                        return
                    unpacker = zlib.decompressobj(window)
                yield unpacker.decompress(data, PIECE)
                data = unpacker.unconsumed_tail or unpacker.unused_data  # noqa: PLW2901 - the rest
        while not unpacker.eof and (piece := unpacker.decompress(b"", PIECE)):
            yield piece
    except zlib.error:
        raise FetchError(
            address, f"does not unpack: its {name or 'gzip'} data is broken.", again=True
        ) from None
    if not unpacker.eof:
        raise FetchError(address, f"ends early: its {name or 'gzip'} data is cut off.", again=True)


def _find_window(start: bytes, name: str) -> int | None:
    """Return zlib's number for how a body is packed; None: it is not."""
    if start.startswith(GZIP):
        return zlib.MAX_WBITS | 16
    if name != "deflate" or not start:
        return None
    if len(start) > 1 and start[0] & 15 == zlib.DEFLATED and (start[0] << 8 | start[1]) % 31 == 0:
        return zlib.MAX_WBITS
    return -zlib.MAX_WBITS


def _peek(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first two bytes or more, and the chunks that follow."""
    start = b""
    for chunk in chunks:
        start += chunk
        if len(start) > 1:
            break
    return start, chunks


def _slice(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give small pieces: what is left of one is copied for each of many tiny gzip members."""
    for chunk in chunks:
        for at in range(0, len(chunk), PIECE):
            yield chunk[at : at + PIECE]


def _chain(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield start
    yield from rest
