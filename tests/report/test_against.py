"""What stands against a statement: the other sides of its conflicts, and who says it."""

from dataclasses import replace

from factory import find_span, make_annotated, make_article, make_attribution
from variorum.model import Conflict, Story, Value
from variorum.report.against import Contradictions

FIRST = make_article("The fire killed three workers, Fry said.", "a1")
OTHER = make_article("The fire killed nine workers.", "a2")
SAID = make_attribution(FIRST, "q1", "Fry", "said", "The fire killed three workers", "indirect")
SIDES = Conflict(
    "number",
    "number killed",
    "conflict",
    "both cannot hold",
    (
        Value("three", find_span(FIRST, "three")),
        Value("nine", find_span(OTHER, "nine")),
    ),
)
STORY = Story(
    "s1",
    "Fire",
    (make_annotated(FIRST, SAID), make_annotated(OTHER)),
    conflicts=(SIDES,),
    speakers=(("q1", "n1"),),
)
WHOLE = [find_span(one, one.text) for one in (FIRST, OTHER)]


def test_the_other_side_stands_against_a_statement() -> None:
    """Each side is told what the other one says, with its place."""
    found = [Contradictions(STORY).against([span]) for span in WHOLE]
    assert [one.value.value for side in found for one in side] == ["nine", "three"]


def test_support_on_both_sides_has_nothing_against_it() -> None:
    """What a statement's own support holds is not called against it."""
    assert Contradictions(STORY).against(WHOLE) == []


def test_an_update_stands_against_nothing() -> None:
    """A later number is no contradiction."""
    story = replace(STORY, conflicts=(replace(SIDES, verdict="update"),))
    assert Contradictions(story).against(WHOLE[:1]) == []


def test_speakers() -> None:
    """Who says most of a supporting span."""
    assert Contradictions(STORY).speakers(WHOLE) == ["n1"]
