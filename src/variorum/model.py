"""The records that travel between the stages: plain, frozen, with spans, and no algorithms.

Every place in a source is a `Span`: code points `[start, end)` of the text of the document that
the article stands in. Words shown as a source's are always cut from there (`Article.cut`).
`None` means "the source does not say" or "not known", never "no".
"""

from dataclasses import dataclass
from typing import Literal

from variorum.errors import SpanError
from variorum.quick import quick

BlockKind = Literal[
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "body",
    "caption",
    "correction",
    "related",
    "promotion",
    "navigation",
    "metadata",
]
NameKind = Literal["person", "organisation", "place", "other"]
AttributionKind = Literal["direct", "indirect", "mixed"]
Precision = Literal["time", "day", "month", "year"]
ConflictKind = Literal[
    "number", "name", "date", "time", "place", "age", "role", "attribution", "fact", "wording"
]
RevisionKind = Literal["kept", "reworded", "moved", "cut", "added"]
ConflictVerdict = Literal[
    "conflict", "update", "stale", "scope", "rounding", "style", "misspelling"
]
DecisionState = Literal["holds", "partly", "overridden", "undone", "waiting"]
CheckType = Literal["quote", "number", "name", "date", "claim", "attribution"]
CheckVerdict = Literal[
    "right", "changed-harmless", "changed-meaning", "contradicted", "not found", "unsure"
]


# --- read: documents and articles ------------------------------------------------------------


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)`, in code points, of the document that article `article` is in."""

    article: str
    start: int
    end: int

    def touches(self, other: "Span") -> bool:
        """Return whether both hold a common character."""
        return self.article == other.article and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One input as it came. Nothing changes `text` afterwards; every offset points into it."""

    id: str
    path: str | None  # as the user named it; None: from a program
    url: str | None
    sha256: str  # of the bytes; of one line's bytes in JSON Lines
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document's text with one kind; white space between blocks is in none."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was written and who sent it: "DAVOS, Switzerland (AP) —"."""

    place: str | None
    agency: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One report inside a document.

    `text` is the whole document's text (the same object), of which `[start, end)` is this article.
    Times are ISO 8601 strings exactly as precise as the source: "2022-05", "2022-05-24",
    "2022-05-24T11:19", "2022-05-24T11:19+09:00"; see `variorum.text.clock` for their intervals.
    """

    id: str
    document: str
    text: str
    start: int
    end: int
    blocks: tuple[Block, ...]  # in text order, not overlapping
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()  # names of people, in order
    dateline: Dateline | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None  # ISO 639-1
    credits: tuple[str, ...] = ()  # agencies: "AP", "Reuters"
    url: str | None = None
    story: str | None = None  # as the input gives it; None: to be found

    def cut(self, span: Span) -> str:
        """Return the exact words at `span`; SpanError if it is not of this article's text."""
        if span.article != self.id or not 0 <= span.start <= span.end <= len(self.text):
            raise SpanError(
                f"{span} does not lie in article {self.id!r} of {len(self.text)} characters"
            )
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read; `reason` is one line that says what to do."""

    path: str
    reason: str


# --- annotate: what one article says ---------------------------------------------------------


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A proper name where it stands; without a possessive "'s"."""

    span: Span
    kind: NameKind


@quick
@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source span stands for, by the fullest form that the article itself gives.

    kind: "person", "organisation", "group" ("several diplomatic sources": `name` is the words),
    "document" (a poll, a law). `span` is where the article gives that form.
    """

    name: str
    kind: Literal["person", "organisation", "group", "document"]
    span: Span
    because: str


@dataclass(frozen=True, slots=True)
class Channel:
    """How words reached the reporter, and with whom: ("interview", "the BBC")."""

    medium: str  # one of variorum.annotate.channels.MEDIA
    partner: str | None  # JSON: "with"
    span: Span  # the words that say so


@quick
@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as in the PARC and PolNeAR corpora; each may have several spans.

    kind: "direct" if all content is in quotation marks, "mixed" if some is, else "indirect".
    `content` includes its quotation marks. `source` is empty if the article names nobody there.
    """

    id: str
    article: str
    kind: AttributionKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None = None
    channel: Channel | None = None


@quick
@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts, as a closed range of values.

    quantity: "killed", "injured", "missing", "arrested", or the head noun it counts ("colleagues"),
    or "money", "share", "distance", "age". "at least 12" is low 12, high None (no upper bound).
    `unit` is "people", "USD", "percent", "km", ... `counts` are the words counted.
    """

    quantity: str
    low: float
    high: float | None
    unit: str | None
    span: Span
    counts: Span | None = None
    hedge: str | None = None  # "about", "at least", as the source has it
    approximate: bool = False  # "about 40", "dozens"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that an article puts at a time: `date` is ISO 8601, as precise as `precision`.

    `span` is the sentence or clause that happened then; `when` the words that date it.
    """

    date: str
    precision: Precision
    span: Span
    when: Span
    because: str  # "'Monday' is the Monday on or before 2022-05-24"
    planned: bool = False  # wished, threatened, scheduled: not said to have happened


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with all that was found in it; every tuple is in text order.

    `sentences` cover headline, standfirst, body and correction blocks, paragraph by paragraph;
    captions, promotions and navigation carry no annotation.
    """

    article: Article
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Dated, ...] = ()


# --- group: what belongs together across articles --------------------------------------------


@quick
@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a name, where it first stands in an article."""

    text: str
    span: Span


@quick
@dataclass(frozen=True, slots=True)
class Name:
    """One person, body or place, in all its spellings; `name` is the commonest full one."""

    id: str
    name: str
    kind: NameKind
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The wording of one utterance in one attribution; `text` is cut from its content spans."""

    attribution: str
    article: str
    spans: tuple[Span, ...]
    text: str
    speaker: str | None = None  # name id


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that articles assert in their own or a source's words.

    `text` is cut from the first span of `support`, which holds one span an article at least.
    """

    id: str
    text: str
    support: tuple[Span, ...]
    attribution: str | None = None  # id, if the best wording stands in a source's mouth


# --- compare: findings -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of one article aligned with a run of another.

    similarity: share of matching word characters, 0..1. weight: how little chance explains it,
    the summed rarity (in nats) of the shared words; a phrase of officialdom weighs next to nothing.
    """

    id: str
    a: Span
    b: Span
    similarity: float
    weight: float
    quoted: float = 0.0  # share of it inside quotation marks, 0..1, where more of it is


@dataclass(frozen=True, slots=True)
class Parent:
    """One parent of an article: another article, or an origin that is not among the files."""

    article: str | None
    origin: str | None
    confidence: float  # 0..1
    evidence: tuple[str, ...]  # passage or attribution ids
    because: str


@dataclass(frozen=True, slots=True)
class Descent:
    """An article with its parents; without parents it is an original as far as the files tell.

    derived: the chance that it has a parent at all, whichever: of two that hold the same text each
    may have half of it. None: only its parents' confidences are known.
    """

    article: str
    parents: tuple[Parent, ...]
    derived: float | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where material first entered: kind is "report" (an article's own reporting), "agency",
    "outlet", "interview", "letter", "post", "broadcast", "statement", "document".
    """

    id: str
    kind: str
    name: str
    articles: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Independence:
    """How many independent origins stand behind something: certain to possible, with the reason."""

    low: int
    high: int
    origins: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A difference between two readings of one utterance."""

    between: tuple[str, str]  # attribution ids
    kind: str  # one of variorum.compare.variants.KINDS
    changes_meaning: bool
    because: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said once, as several articles carry it; readings[0] is the base reading."""

    id: str
    speaker: str | None  # name id
    readings: tuple[Reading, ...]
    variants: tuple[Variant, ...]
    independence: Independence


@dataclass(frozen=True, slots=True)
class Share:
    """What an article's body is made of, in shares of its letters that sum to 1 (0 without a body).

    own: its own prose, as far as the files tell. copied: prose that also stands in a parent, or in
    an article that has the same lost parent. quoted: in quotation marks. shared: prose in common
    with an article where it is not known which of the two has it from the other.
    """

    article: str
    own: float
    copied: float
    quoted: float
    shared: float = 0.0


@dataclass(frozen=True, slots=True)
class Revised:
    """A run of sentences that an article kept, reworded, moved or added, or its parent's, cut."""

    kind: RevisionKind
    here: Span | None  # in the article; None: cut
    there: Span | None  # in its parent; None: added


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article made of a parent's body, in the article's order, cuts where they were."""

    article: str
    parent: str
    confidence: float  # of the edge, 0..1
    steps: tuple[Revised, ...]


@dataclass(frozen=True, slots=True)
class Laundering:
    """What makes a report look surer, or nearer to its source, than the report that it stands on.

    kind: one of variorum.compare.laundering.KINDS. spans: how it stands before, and after.
    derived: whether the second article is known to derive from the first; if not, the two differ,
    and nothing is said of who had it from whom.
    """

    kind: str
    because: str
    spans: tuple[Span, ...]
    derived: bool


@dataclass(frozen=True, slots=True)
class Supported:
    """A statement with its support counted."""

    statement: Statement
    outlets: int
    independence: Independence


@dataclass(frozen=True, slots=True)
class Value:
    """One side of a conflict, in the source's words, where it stands."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values of one thing that differ, and what the difference is."""

    kind: ConflictKind
    about: str
    verdict: ConflictVerdict
    because: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a story's timeline, with every article that dates it."""

    date: str
    precision: Precision
    text: str  # cut from support[0]
    support: tuple[Span, ...]
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement of a person, and how it stands in this result.

    `says` is the judgement in words. state: "holds"; "partly"; "overridden" or "undone", by the
    later judgement `by`; "waiting": the articles or words that it is about are not surely here.
    `because` is the reason in a line, "" where it holds. `articles` and `spans` are what it is
    about, the anchors before the others, as far as it was found here; `attributions` are ids of
    those that it decided.
    """

    judgement: str  # id
    kind: str  # one of variorum.judgements.records.KINDS
    who: str
    when: str  # ISO 8601 with a zone
    why: str
    says: str
    state: DecisionState
    because: str = ""
    by: str | None = None
    articles: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    attributions: tuple[str, ...] = ()


# --- report ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of the brief: its text is exactly the characters of citations[0]."""

    text: str
    citations: tuple[Span, ...]
    outlets: int
    independence: Independence


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An article that comes back to its story `days` or more after the first report of it."""

    article: str
    days: int
    because: str
    span: Span | None = None  # the word for the step that brought the story back


@dataclass(frozen=True, slots=True)
class Touched:
    """A story that an article of another tells of in passing; `span` is the paragraph."""

    story: str
    span: Span


@dataclass(frozen=True, slots=True)
class Overview:
    """An article that is no report of one event: a round-up of several, or background."""

    article: str
    kind: Literal["round-up", "background"]
    because: str
    tells_of: tuple[Touched, ...] = ()  # in text order, each story once


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that report one event, and all that was found by comparing them."""

    id: str
    title: str
    articles: tuple[Annotated, ...]  # earliest first, undated last
    names: tuple[Name, ...] = ()
    passages: tuple[Passage, ...] = ()
    stemma: tuple[Descent, ...] = ()
    origins: tuple[Origin, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    statements: tuple[Supported, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    timeline: tuple[Event, ...] = ()
    brief: tuple[BriefSentence, ...] = ()
    speakers: tuple[tuple[str, str], ...] = ()  # (attribution id, name id)
    shares: tuple[Share, ...] = ()
    revisions: tuple[Revision, ...] = ()
    laundering: tuple[Laundering, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()  # in the order of the articles
    overviews: tuple[Overview, ...] = ()  # in the order of the articles
    decisions: tuple[Decision, ...] = ()  # of people, the latest first
    dismissed: tuple[Conflict, ...] = ()  # found, and dismissed by a person


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole result of `variorum compare`."""

    documents: tuple[Document, ...]
    stories: tuple[Story, ...]
    skipped: tuple[Skipped, ...] = ()
    waiting: tuple[Decision, ...] = ()  # of people, about nothing that is in these stories


# --- check: a draft against its sources -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing that a draft says, and what the sources say to it.

    `span` is of the draft. `sources` are the places in the sources that the verdict rests on; none
    if nothing was found.
    """

    span: Span
    type: CheckType
    verdict: CheckVerdict
    because: str
    sources: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """The whole result of `variorum check`: `drafts` and `sources` are the articles of each."""

    documents: tuple[Document, ...]
    drafts: tuple[Annotated, ...]
    sources: tuple[Annotated, ...]
    items: tuple[CheckItem, ...]  # in text order
    skipped: tuple[Skipped, ...] = ()
