"""Records with the quick `__init__` are the same records."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from variorum.model import Span
from variorum.quick import quick


def test_keeps_what_a_frozen_record_does() -> None:
    """It takes fields by place and by name, compares, hashes, copies and cannot be changed."""
    one = Span("a1", 3, end=9)
    assert one == Span(article="a1", start=3, end=9)
    assert one < Span("a1", 4, 5)
    assert hash(one) == hash(pickle.loads(pickle.dumps(one)))  # noqa: S301 - its own bytes
    assert replace(one, end=12) == Span("a1", 3, 12)
    with pytest.raises(FrozenInstanceError):
        one.start = 4  # type: ignore[misc]
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'end'"):
        Span("a1", 3)  # type: ignore[call-arg]


def test_refuses_a_default_made_anew() -> None:
    """A record whose `__init__` does more than set its fields is refused, not broken."""
    with pytest.raises(TypeError, match="Held does more"):

        @quick
        @dataclass(frozen=True, slots=True)
        class Held:
            words: list[str] = field(default_factory=list)
