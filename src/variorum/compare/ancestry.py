"""What stands above one in a family tree."""

from collections.abc import Callable, Iterable
from typing import TypeVar

SHOWN = 8  # passages given as evidence of one parent, the weightiest

One = TypeVar("One")


def climb(one: One, parents: Callable[[One], Iterable[One]]) -> set[One]:
    """Return all above one: its parents, theirs, ...; itself only where they go in a circle."""
    found: set[One] = set()
    waiting = [one]
    while waiting:
        new = set(parents(waiting.pop())) - found
        found |= new
        waiting.extend(new)
    return found
