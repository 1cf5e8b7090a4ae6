"""What the checks of one item have in common: its verdict with its reason and places."""

from collections.abc import Sequence

from variorum.model import CheckVerdict, Span, Variant

Judged = tuple[CheckVerdict, str, tuple[Span, ...]]


def give_reasons(variants: Sequence[Variant]) -> str:
    """Return how a draft's words differ from a source's, each kind and reason once."""
    return "; ".join(dict.fromkeys(f"{one.kind}: {one.because}" for one in variants))
