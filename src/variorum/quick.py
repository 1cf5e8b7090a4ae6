"""Frozen records that are made by the hundred thousand, made in less than half the time."""

from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

Record = TypeVar("Record", bound=type[Any])


def quick(record: Record) -> Record:
    """Return a frozen data class with slots, with an `__init__` that sets each slot by its setter.

    The one that `dataclass` writes looks `object.__setattr__` and the slot up for every field. The
    record is as before otherwise. TypeError: it makes a default anew or checks what it is given.

    >>> from dataclasses import dataclass, replace
    >>> @quick
    ... @dataclass(frozen=True, slots=True)
    ... class Run:
    ...     first: int
    ...     last: int = 9
    >>> replace(Run(1), first=2)
    Run(first=2, last=9)
    """
    if hasattr(record, "__post_init__") or any(_is_special(one) for one in fields(record)):
        raise TypeError(f"{record.__name__} does more than take its fields")
    names = [one.name for one in fields(record)]
    lines = [f"def __init__(self, {', '.join(names)}):"]
    lines += [f"    set_{name}(self, {name})" for name in names]
    scope = {f"set_{name}": getattr(record, name).__set__ for name in names}
    exec("\n".join(lines), scope)  # noqa: S102 - as dataclass does; the names are those of fields
    made, before = scope["__init__"], record.__init__
    made.__defaults__, made.__annotations__ = before.__defaults__, before.__annotations__
    made.__qualname__, made.__module__ = before.__qualname__, record.__module__
    record.__init__ = made
    return record


def _is_special(field: Field[Any]) -> bool:
    return bool(not field.init or field.kw_only or field.default_factory is not MISSING)
