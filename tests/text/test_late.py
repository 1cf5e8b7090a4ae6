"""Patterns that are compiled at their first use."""

import gc
import importlib
import pkgutil
import re

import pytest

import variorum
from variorum.text.late import Late, compile_late


def test_does_what_a_compiled_pattern_does() -> None:
    """Methods, flags, groups and attributes are those of the pattern."""
    words, line = r"(?P<first>[a-z]+) (\d+)", "Page 12, page 13"
    late, compiled = compile_late(words, re.IGNORECASE), re.compile(words, re.IGNORECASE)
    assert late.pattern == compiled.pattern
    assert late.findall(line) == compiled.findall(line)
    assert [one.span() for one in late.finditer(line, 5)] == [(9, 16)]
    assert late.sub("-", line) == compiled.sub("-", line)
    assert late.flags == compiled.flags
    assert late.groupindex == compiled.groupindex
    match = late.search(line)
    assert match is not None
    assert match["first"] == "Page"


def test_compiles_at_the_first_use_and_once() -> None:
    """Nothing is compiled before, and nothing again."""
    late = Late("a+", 0)
    assert "compiled" not in vars(late)
    assert late.fullmatch("aa")
    compiled = late.compiled
    assert late.search("ba")
    assert late.compiled is compiled
    with pytest.raises(AttributeError):
        _ = late.no_method


def test_every_late_pattern_of_the_program_compiles() -> None:
    """No mistake waits for the article that needs the pattern."""
    for module in pkgutil.walk_packages(variorum.__path__, "variorum."):
        if not module.name.endswith("__main__") and ".migrations." not in module.name:
            importlib.import_module(module.name)
    found = [one for one in gc.get_objects() if isinstance(one, Late)]
    assert len(found) > 20
    for one in found:
        assert one.compiled.pattern == one.pattern
