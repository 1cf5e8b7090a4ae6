"""What an archive gives back: frozen records, texts cut from the sources."""

from dataclasses import dataclass
from typing import Literal

from variorum.model import Annotated, Document, Skipped, Span

SearchKind = Literal["text", "quote", "speaker"]
EditKind = Literal[
    "taken out",
    "added",
    "softened",  # a hedge, a condition, a lesser degree came in
    "hardened",  # or went out
    "corrected",  # a number, name or time is another, and the page owns to a correction
    "changed",  # or does not
    "reworded",
    "moved",
    "trivial",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which lines of a list: days `first` to `last` and an outlet, None for all; a page of them."""

    first: str | None = None
    last: str | None = None
    outlet: str | None = None
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did; ids in the order of the inputs.

    `new` articles, `versions`: articles of which there is a new version, `unchanged`: articles that
    are here as they came (white space, times and promotions aside). `stories`: ids of those that
    changed.
    """

    new: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story at a glance.

    `day` is that of its first report, `last_day` of its last; "": none of them states a time.
    """

    id: str
    title: str
    language: str | None  # None: several, or not known
    day: str
    last_day: str
    articles: int
    outlets: int
    outlet_names: tuple[str, ...]  # the first few
    origins: tuple[int, int]  # independent: certain, possible
    conflicts: int  # open ones
    updated: str  # time of its last comparison
    stale: bool  # articles have come since


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article at a glance; shares are of its letters, None before it was compared."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    day: str  # published, else updated, else fetched; "": not known
    story: str | None
    versions: int
    own: float | None = None
    copied: float | None = None
    quoted: float | None = None
    shared: float | None = None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of an article. `at`: the time that versions are ordered by."""

    article: str
    number: int
    at: str
    seen: str  # last
    title: str | None
    published: str | None
    updated: str | None
    sha256: str  # of the document's bytes
    text_sha256: str
    current: bool


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One version of an article with all that is known of it."""

    annotated: Annotated
    document: Document
    story: str | None
    number: int
    versions: tuple[VersionLine, ...]  # earliest first


@dataclass(frozen=True, slots=True)
class Edit:
    """A difference between two versions of an article, with its place in each."""

    kind: EditKind
    old: Span | None  # None: added
    new: Span | None  # None: taken out
    because: str
    changes_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """What became of one version in another, in the order of the newer one, cuts where they were.

    `said`: how the newer page owns to a change: "correction" (with the words at `notice`),
    "updated time", or None: not at all. `trivial` counts what was folded away.
    """

    older: ArticlePage
    newer: ArticlePage
    edits: tuple[Edit, ...]
    said: Literal["correction", "updated time"] | None
    notice: Span | None
    trivial: int


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker at a glance."""

    key: str
    name: str
    quotes: int


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """Words of a speaker where an article carries them; `words` are cut from its text."""

    attribution: str
    article: str
    story: str | None
    kind: str
    span: Span
    words: str
    outlet: str | None
    published: str | None
    day: str
    title: str | None
    medium: str | None
    partner: str | None
    utterance: str | None  # id in its story
    altered: bool  # another report's wording changes the meaning
    speaker: str | None  # None: the article names nobody
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """All that a speaker said, newest first, a page of it."""

    key: str
    name: str
    quotes: int
    said: tuple[QuoteLine, ...]


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet at a glance."""

    key: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class OutletPage:
    """What an outlet prints: its articles, newest first, a page of them, and mean shares.

    Shares are means over its compared articles, 0..1; None: none is compared.
    """

    key: str
    name: str
    articles: int
    own: float | None
    copied: float | None
    quoted: float | None
    shared: float | None
    lines: tuple[ArticleLine, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found; `before` and `after` are the words around `words`."""

    kind: SearchKind
    article: str
    story: str | None
    outlet: str | None
    published: str | None
    day: str
    title: str | None
    span: Span
    before: str
    words: str
    after: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log."""

    at: str
    what: str
    line: str
