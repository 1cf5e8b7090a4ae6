"""The records that pages show: findings in words, with links to their places in the articles."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.model import Article, Independence, Story
from variorum.quick import quick
from variorum.report.marks import Mark
from variorum.report.readings import Stretch


@quick
@dataclass(frozen=True, slots=True)
class Link:
    """A place in an article: the outlet's name, and the anchor there; or the way back from it."""

    label: str
    anchor: str
    title: str = ""  # what a way back leads to, in words; "": to a sentence of the brief
    page: str = ""  # address of the page that the anchor is on; "": this one


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the brief; `key` is its anchor, `disputed` the conflicts that it is part of."""

    key: str
    number: int
    text: str
    language: str | None
    sources: tuple[Link, ...]
    outlets: int
    independence: Independence
    disputed: tuple[str, ...]  # what about
    addresses: tuple[str, ...] = ()  # permanent ones, its own first


@quick
@dataclass(frozen=True, slots=True)
class Said:
    """Something said: its words, and every report that carries it."""

    text: str
    language: str | None
    kind: str
    cue: str  # the words that attribute it, where they are more than a quotation's "said"
    channel: str
    sources: tuple[Link, ...]
    independence: Independence | None
    utterance: str | None  # anchor of its readings, if they differ
    key: str = ""  # anchor of this line; "": it has none
    addresses: tuple[str, ...] = ()  # permanent ones, its own first
    decided: tuple[str, ...] = ()  # by whom, when and why a person decided it


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker with all that the reports let them say; `name` "" for words without a source."""

    name: str
    others: tuple[str, ...]  # other spellings
    said: tuple[Said, ...]
    passing: bool  # an unnamed source that says one thing in one report


@dataclass(frozen=True, slots=True)
class Difference:
    """A variant in words."""

    kind: str
    changes_meaning: bool
    because: str
    first: Link
    second: Link


@dataclass(frozen=True, slots=True)
class Side:
    """One wording with the reports that have it."""

    sources: tuple[Link, ...]
    stretches: tuple[Stretch, ...]
    language: str | None
    base: bool
    suspect: bool  # a variant that changes the meaning is in it


@dataclass(frozen=True, slots=True)
class Apparatus:
    """One utterance in all its wordings."""

    key: str
    speaker: str
    sides: tuple[Side, ...]
    differences: tuple[Difference, ...]
    hidden: int  # harmless differences beyond those shown
    independence: Independence
    changes_meaning: bool
    addresses: tuple[str, ...] = ()  # permanent ones, its own first
    decided: tuple[str, ...] = ()  # by whom, when and why a person decided it


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict, update, ... with its values grouped."""

    key: str
    verdict: str
    label: str
    mark: str
    about: str
    because: str
    values: tuple[tuple[str, tuple[Link, ...]], ...]
    addresses: tuple[str, ...] = ()  # permanent ones, its own first
    decided: tuple[str, ...] = ()  # by whom, when and why a person decided it


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the timeline; `gap` is how long until the next one, "" for at once."""

    date: str
    precision: str
    text: str
    language: str | None
    planned: bool
    sources: tuple[Link, ...]
    gap: str
    step: int  # 0..4, how long the gap is
    key: str = ""  # its anchor; "": it has none
    addresses: tuple[str, ...] = ()  # permanent ones, its own first


@dataclass(frozen=True, slots=True)
class ParentView:
    """One parent in words; `evidence` are the places in the child that show it."""

    label: str
    anchor: str | None  # None: an origin that is not among the files
    confidence: str
    doubtful: bool
    because: str
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Laundered:
    """What was laundered: the words before (None: nowhere), and after, each with its place."""

    key: str
    kind: str
    because: str
    derived: bool
    doubtful: bool  # the two differ, and nothing shows who had it from whom
    before: tuple[str, Link] | None
    after: tuple[str, Link]
    stretches: tuple[Stretch, ...]  # of what stands after, by what stood before
    languages: tuple[str | None, str | None]
    addresses: tuple[str, ...] = ()  # permanent ones, its own first


@dataclass(frozen=True, slots=True)
class Band:
    """A step of a revision in a strip, as shares of the longer body; None: not on that side."""

    kind: str
    there: tuple[float, ...] | None
    here: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class StepView:
    """What was cut, added, reworded or moved, in words; `other` is its place in the parent."""

    kind: str
    source: Link | None
    other: Link | None
    stretches: tuple[Stretch, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class RevisionView:
    """What an article made of one parent; `sizes`: words of the parent and of the article."""

    parent: str
    anchor: str
    doubtful: bool
    words: tuple[tuple[str, int], ...]  # by kind, those of the article, or of the parent if cut
    sizes: tuple[int, int]
    bands: tuple[Band, ...]
    steps: tuple[StepView, ...]
    hidden: int  # steps beyond those shown


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with the marks that its text carries."""

    key: str
    article: Article
    outlet: str
    file: str
    published: str
    updated: str
    parents: tuple[ParentView, ...]
    shares: tuple[tuple[str, str, float], ...] = ()  # own, copied, quoted ..: percent, 0..1
    revisions: tuple[RevisionView, ...] = ()
    comes_back: str = ""  # why it is a follow-up of its story; "": it is none
    overview: str = ""  # "A round-up: because ..."; "": it is none, nor background
    tells_of: tuple[Link, ...] = ()  # other stories: their titles and anchors
    marks: tuple[Mark, ...] = field(default=(), repr=False)
    places: tuple[Mark, ...] = field(default=(), repr=False)
    backs: Mapping[str, list[Link]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What a person decided: in words, by whom, when and why, and how it stands."""

    key: str  # its anchor
    words: str
    decided: str
    state: str
    standing: str  # the state in words, with the reason; "" where it simply holds
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StoryHead:
    """What a list of stories shows of one."""

    key: str
    story: Story
    title: str
    language: str | None
    outlets: int
    roots: tuple[int, int]  # independent origins of the articles: certain, possible


@dataclass(frozen=True, slots=True)
class StoryView(StoryHead):
    """A story as a page shows it."""

    sentences: tuple[Sentence, ...]
    speakers: tuple[SpeakerView, ...]
    apparatus: tuple[Apparatus, ...]
    disputes: tuple[Dispute, ...]
    moments: tuple[Moment, ...]
    articles: tuple[ArticleView, ...]
    laundered: tuple[Laundered, ...] = ()
    decisions: tuple[DecisionView, ...] = ()
    dismissed: tuple[Dispute, ...] = ()
