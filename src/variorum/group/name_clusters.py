"""What is taken for one name: its places, kinds and signs, while names are grouped."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from variorum.model import NameKind, Span
from variorum.text.letters import fold_letters

ARTICLE = re.compile(r"^the ", re.IGNORECASE)
MARKS = str.maketrans({".": None, "’": None, "'": None, "&": "and", "-": " "})
COMPANY_END = re.compile(r",? (?:inc|corp|co|ltd|llc|plc)\.?$", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z](?:\.?[A-Z&]){1,6}\.?")


@dataclass(slots=True)
class Cluster:
    """Everything taken for one name so far."""

    kinds: Counter[NameKind] = field(default_factory=Counter)
    spans: list[tuple[Span, str]] = field(default_factory=list)
    firsts: set[str] = field(default_factory=set)
    last: str = ""
    roles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    def add(self, span: Span, text: str, kind: NameKind) -> None:
        """Count one more place of the name."""
        self.spans.append((span, " ".join(text.split())))
        self.kinds[kind] += 1
        self.articles.add(span.article)

    def take(self, other: "Cluster") -> None:
        """Take over all places and signs of another cluster."""
        self.kinds.update(other.kinds)
        self.spans += other.spans
        self.firsts |= other.firsts
        self.roles |= other.roles
        self.genders |= other.genders
        self.articles |= other.articles


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Return the spelling that names of bodies and places share.

    >>> normalise("the U.N. Watch") == normalise("UN Watch")
    True
    """
    bare = COMPANY_END.sub("", ARTICLE.sub("", " ".join(text.split())))
    folded = fold_letters(bare).casefold()
    return folded.translate(MARKS)
