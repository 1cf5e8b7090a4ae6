"""Judgements as JSON Lines: `variorum-judgements/1`, for keeping, sending and replaying.

The first line is `{"format": "variorum-judgements/1"}`, each further line one judgement. Fields
that are empty are left out. Files may be joined: a header may stand anywhere after the first line,
and a judgement that stands twice counts once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any, get_args

from variorum.errors import InputError
from variorum.judgements.records import (
    KINDS,
    Anchor,
    Judgement,
    SpeakerKind,
    make_judgement,
    require_valid,
)
from variorum.model import ConflictKind, ConflictVerdict

FORMAT = "variorum-judgements/1"
LONGEST_LINE = 4_000_000  # characters
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "speaker_kind": get_args(SpeakerKind),
    "conflict": get_args(ConflictKind),
    "verdict": get_args(ConflictVerdict),
}
OPTIONAL = frozenset({"speaker", "conflict", "verdict", "undoes", "url"})  # may be null
ANCHORS = frozenset({"anchors", "others"})

Json = dict[str, Any]


class FaultError(ValueError):
    """What is wrong in a line: the field, the fault, the remedy."""


def judgement_line(judgement: Judgement) -> Json:
    """Return a judgement as a plain dict, without its empty fields; a speaker may be null."""
    line: Json = {}
    for field in fields(Judgement):
        value = getattr(judgement, field.name)
        if field.name in ANCHORS:
            value = [_anchor_line(anchor) for anchor in value]
        elif isinstance(value, tuple):
            value = list(value)
        speaks = judgement.kind == "speaker" and field.name in {"speaker", "speaker_kind"}
        filled = value not in (None, "", []) and field.name != "speaker_kind"
        if speaks or filled or field.default is MISSING:
            line[field.name] = value
    return line


def _anchor_line(anchor: Anchor) -> Json:
    line = asdict(anchor)
    return line if anchor.url is not None else {k: v for k, v in line.items() if k != "url"}


def write_judgements(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield the lines of a file of judgements, each with its line break; always valid UTF-8."""
    yield json.dumps({"format": FORMAT}) + "\n"
    for one in judgements:
        text = json.dumps(judgement_line(one), ensure_ascii=False)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:  # half a character, which only an escape can carry
            text = json.dumps(judgement_line(one))
        yield text + "\n"


def read_judgements(lines: Iterable[str], name: str = "judgements") -> list[Judgement]:
    """Return the judgements of a file's lines, in their order, each once.

    InputError names the first line that is wrong, what is wrong in it, and what to do; `name` is
    the file as the user named it. Without an id one is made from the content.
    """
    found: dict[str, Judgement] = {}
    begun = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = _load(line)
            if "format" in value:
                begun = True
                _check_format(value)
            else:
                _add(found, _read_line(value, begun=begun))
        except InputError as error:
            raise InputError(name, f"line {number}: {error.reason}") from error
        except ValueError as error:
            raise InputError(name, f"line {number}: {error}") from error
    return list(found.values())


def _read_line(value: Json, *, begun: bool) -> Judgement:
    if not begun:
        raise FaultError(f'has no header before it. Begin with {{"format": "{FORMAT}"}}.')
    return read_judgement(value)


def _add(found: dict[str, Judgement], one: Judgement) -> None:
    if found.setdefault(one.id, one) != one:
        raise FaultError(f"id: {one.id!r} stands above with other content. Remove one.")


def _load(line: str) -> Json:
    if len(line) > LONGEST_LINE:
        raise FaultError(f"has more than {LONGEST_LINE:,} characters. No judgement is so long.")
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise FaultError(
            f"is no JSON ({error.msg} at column {error.colno}). Write one object a line."
        ) from None
    except RecursionError:
        raise FaultError("is nested too deeply. Write one flat object a line.") from None
    if not isinstance(value, dict):
        raise FaultError(f"is {_type(value)}. Write one object a line.")
    return value


def _check_format(value: Json) -> None:
    if value["format"] != FORMAT:
        raise FaultError(f"format: is {value['format']!r}. This version reads {FORMAT!r}.")


def read_judgement(value: Mapping[str, Any]) -> Judgement:
    """Return the judgement that a JSON object tells; ValueError or InputError says what is wrong.

    Without an id one is made from the content.
    """
    named = {field.name: field for field in fields(Judgement)}
    _check_names(value, named, needed={"kind", "who", "when", "why"})
    read: Json = {
        key: _read_anchors(key, entry) if key in ANCHORS else _read_field(key, entry)
        for key, entry in value.items()
    }
    if "id" not in read:
        return make_judgement(**read)
    one = Judgement(**read)
    require_valid(one)
    return one


def _check_names(value: Mapping[str, Any], named: Iterable[str], needed: Iterable[str]) -> None:
    unknown = sorted(set(value) - set(named))
    if unknown:
        raise FaultError(f"{unknown[0]}: is no field. Known are {', '.join(named)}.")
    missing = sorted(set(needed) - set(value))
    if missing:
        raise FaultError(f"{missing[0]}: is missing.")


def _read_field(key: str, entry: object) -> object:
    if entry is None and key in OPTIONAL:
        return None
    if key == "values":
        if not isinstance(entry, list) or not all(isinstance(one, str) for one in entry):
            raise FaultError("values: are no list of strings.")
        return tuple(entry)
    if not isinstance(entry, str):
        raise FaultError(f"{key}: is {_type(entry)}. Give a string.")
    if key in CHOICES and entry not in CHOICES[key]:
        raise FaultError(f"{key}: is {entry!r}. Use one of {', '.join(CHOICES[key])}.")
    return entry


def _read_anchors(key: str, entry: object) -> tuple[Anchor, ...]:
    if not isinstance(entry, list):
        raise FaultError(f"{key}: is {_type(entry)}. Give a list of anchors.")
    return tuple(
        _within(f"{key}[{number}]", _read_anchor, value) for number, value in enumerate(entry)
    )


def _within(place: str, read: Callable[[Any], Anchor], value: object) -> Anchor:
    try:
        return read(value)
    except ValueError as error:
        raise FaultError(f"{place}.{error}") from None


def _read_anchor(value: object) -> Anchor:
    if not isinstance(value, dict):
        raise FaultError(f"anchor: is {_type(value)}. Give an object.")
    named = {field.name: field for field in fields(Anchor)}
    _check_names(value, named, (name for name, one in named.items() if one.default is MISSING))
    for key, entry in value.items():
        if key in {"start", "end"}:
            if not isinstance(entry, int) or isinstance(entry, bool):
                raise FaultError(f"{key}: is {_type(entry)}. Give a whole number.")
        else:
            _read_field(key, entry)
    return Anchor(**value)


def _type(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false"}
    return names.get(type(value), "null" if value is None else "a number")
