"""Patterns compiled at their first use: most articles never need the larger ones."""

import re
from functools import cached_property
from typing import Any, cast


def compile_late(words: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that costs nothing until it is used, and then what any other costs.

    For patterns of hundreds of characters that few articles need. It has the methods of a pattern;
    the functions of `re` do not take it. A mistake in `words` raises re.error at the first use: the
    tests compile every one.

    >>> compile_late("[a-z]+").findall("two words")
    ['two', 'words']
    """
    return cast("re.Pattern[str]", Late(words, flags))


class Late:
    """A pattern to be."""

    def __init__(self, words: str, flags: int) -> None:
        """`words` and `flags`: as `re.compile` takes them."""
        self.pattern = words
        self._asked = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self._asked)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        """Return a method of the pattern, and keep it, so that this is asked once."""
        found = getattr(self.compiled, name)
        self.__dict__[name] = found
        return found
