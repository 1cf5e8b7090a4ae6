"""Records and texts as bytes, and back. Compressed; the format of records has a number."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec

from variorum.model import Annotated, Article, Story

FORMAT = 1  # of a packed story; another is compared anew
LEVEL = 6


@dataclass(frozen=True, slots=True)
class Packed:
    """A compared story: its articles by name only, but for those that its findings altered.

    `versions`: the articles' versions that were compared, by id.
    """

    story: Story
    altered: dict[str, Annotated]
    versions: dict[str, int]


_annotated = msgspec.msgpack.Decoder(Annotated)
_story = msgspec.msgpack.Decoder(Packed)
_encoder = msgspec.msgpack.Encoder()


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, as the report's `text_sha256`."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def pack_bytes(data: bytes) -> bytes:
    """Return bytes compressed."""
    return zlib.compress(data, LEVEL)


def unpack_bytes(data: bytes) -> bytes:
    """Return what was packed."""
    return zlib.decompress(data)


def pack_text(text: str) -> bytes:
    """Return a text compressed; any string comes back as it was."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def unpack_text(data: bytes) -> str:
    """Return the text that was packed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def pack_annotated(annotated: Annotated) -> bytes:
    """Return an annotated article without its document's text."""
    return zlib.compress(_encoder.encode(_without_text(annotated)), LEVEL)


def unpack_annotated(data: bytes, text: str) -> Annotated:
    """Return the annotated article, with its document's text put back."""
    found = _annotated.decode(zlib.decompress(data))
    return replace(found, article=replace(found.article, text=text))


def _without_text(annotated: Annotated) -> Annotated:
    return replace(annotated, article=replace(annotated.article, text=""))


def pack_story(story: Story, given: Mapping[str, Annotated], versions: Mapping[str, int]) -> bytes:
    """Return a compared story; of its articles only those that differ from `given` are kept."""
    altered = {
        one.article.id: _without_text(one)
        for one in story.articles
        if given.get(one.article.id) != one
    }
    bare = replace(story, articles=tuple(_name_only(one) for one in story.articles))
    return zlib.compress(_encoder.encode(Packed(bare, altered, dict(versions))), LEVEL)


def _name_only(one: Annotated) -> Annotated:
    return Annotated(Article(one.article.id, one.article.document, "", 0, 0, ()), ())


def unpack_story(data: bytes) -> Packed:
    """Return what was packed."""
    return _story.decode(zlib.decompress(data))


def fill_story(packed: Packed, given: Mapping[str, Annotated]) -> Story:
    """Return the story with its articles, taken from `given`; KeyError if one is not there."""
    articles = []
    for one in packed.story.articles:
        kept = given[one.article.id]
        altered = packed.altered.get(one.article.id)
        if altered is not None:
            kept = replace(altered, article=replace(altered.article, text=kept.article.text))
        articles.append(kept)
    return replace(packed.story, articles=tuple(articles))
