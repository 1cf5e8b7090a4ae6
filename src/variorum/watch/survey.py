"""A look at a feed's XML before it is read: its depth, its entities, how many items it has."""

import re
from typing import Any
from xml.parsers import expat

from variorum.errors import InputError

DEEPEST = 200  # elements one inside the other
LONGEST_ENTITY = 200  # characters that an entity of the feed's own may stand for
ITEMS = ("item", "entry")
ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
# The reader's time grows with the square of a tag's attributes.
LONG_TAG = re.compile(r"<[A-Za-z/?](?:[^<>]{20000}|(?:[^<>=]*=){300})")
DECLARED = re.compile(
    r"^\s*(<\?xml[^>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"'>]{0,99}[\"']", re.IGNORECASE
)
# Elements about persons, of whom nothing is wanted: the reader looks for their addresses with a
# pattern that takes a quarter of an hour for a million letters.
PERSON = re.compile(
    r"(</?(?:[^\s<>/:]*:)?)(?=(?:author|creator|contributor|publisher|managingeditor|webmaster|owner)\b)",
    re.IGNORECASE,
)
BOMB = (
    "declares entities that stand for much else, as attacks on programs do. It is not read; tell "
    "its publisher."
)


def cut_feed(text: str, shown: str, most: int) -> tuple[int, bytes]:
    """Look at a feed's elements before it is read: return how many items are over `most`, and the
    feed without these as UTF-8, made fit for the reader.

    InputError: it is nested as no feed is, or declares entities that hold others. A feed that is
    not well-formed is looked at as far as it is.
    """
    if LONG_TAG.search(text):
        raise InputError(shown, "has an element with more attributes than any feed has.")
    data = PERSON.sub(r"\1left-", DECLARED.sub(r"\1", text, count=1)).encode("utf-8", "replace")
    survey = _Survey(shown, most)
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, _: survey.open(name, parser.CurrentByteIndex)
    parser.EndElementHandler = survey.close
    parser.EntityDeclHandler = survey.declare
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if "amplification" in str(error):
            raise InputError(shown, BOMB) from None
        return _cut_broken(data, most)
    if survey.items <= most:
        return 0, data
    end = "".join(f"</{name}>" for name in reversed(survey.around)).encode()
    return survey.items - most, data[: survey.cut] + end


def _cut_broken(data: bytes, most: int) -> tuple[int, bytes]:
    """Cut a feed that is not well-formed where the first item too many seems to begin."""
    starts = [match.start() for match in ITEM.finditer(data)]
    if len(starts) <= most:
        return 0, data
    return len(starts) - most, data[: starts[most]]


class _Survey:
    """Counts what a parser meets."""

    def __init__(self, shown: str, most: int) -> None:
        self.shown = shown
        self.most = most
        self.path: list[str] = []
        self.items = 0
        self.cut = 0  # the byte at which the first item too many begins
        self.around: tuple[str, ...] = ()  # the elements open there

    def open(self, name: str, place: int) -> None:
        if name.rpartition(":")[2] in ITEMS and len(self.path) < 4:
            self.items += 1
            if self.items == self.most + 1:
                self.cut, self.around = place, tuple(self.path)
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise InputError(self.shown, f"nests over {DEEPEST} elements, as no feed does.")

    def close(self, _name: str) -> None:
        self.path.pop()

    def declare(self, *declared: Any) -> None:  # noqa: ANN401 - seven, as the parser gives them
        value = declared[2]
        if value is not None and ("&" in value or len(value) > LONGEST_ENTITY):
            raise InputError(self.shown, BOMB)
