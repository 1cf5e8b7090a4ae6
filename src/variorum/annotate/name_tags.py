"""The tags of words by which the encoder tells names."""

from variorum.model import NameKind

KINDS: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
NAME_TAGS = ("O", *(f"{begin}-{kind}" for kind in KINDS for begin in "BI"))
