"""What comes of an event, by the words that tell it in a later day's report."""

from collections.abc import Collection

from variorum.group.retelling import find_concepts
from variorum.text.inflection import lemmatise, read_words

OUTCOMES = frozenset(
    find_concepts(
        map(
            lemmatise,
            read_words(
                "died arrested charged sentenced convicted acquitted freed rescued overturned"
            ),
        )
    )
)


def tells_outcome(news: Collection[str], told: Collection[str]) -> bool:
    """Whether something tells an outcome that is not told yet.

    >>> tells_outcome(find_concepts(["arrest", "owner"]), find_concepts(["owner"]))
    True
    """
    return any(one in OUTCOMES and one not in told for one in news)
