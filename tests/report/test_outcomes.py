"""What comes of an event."""

import pytest

from variorum.group.retelling import find_concepts
from variorum.report.outcomes import tells_outcome
from variorum.text.inflection import find_tokens


def concepts(text: str) -> set[str]:
    """Return what a sentence tells."""
    return find_concepts(token.lemma for token in find_tokens(text) if token.content)


@pytest.mark.parametrize(
    ("news", "told", "outcome"),
    [
        ("The man who was hit died on Friday.", "A man was hit on Thursday.", True),
        ("The owner was arrested.", "The ferry of the owner sank.", True),
        ("The owner was arrested.", "Police took the owner into custody.", False),
        ("The council met again.", "The council met on Monday.", False),
    ],
)
def test_tells_outcome(news: str, told: str, *, outcome: bool) -> None:
    """A death, an arrest or a sentence that is not told yet, in any words for it."""
    assert tells_outcome(concepts(news), concepts(told)) is outcome
