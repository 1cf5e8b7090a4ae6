"""What people decided, in words, with the places that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from variorum.judgements.records import Anchor, Judgement
from variorum.report import phrases
from variorum.web.render import with_query
from variorum.web.stable import name_article

WORDS: Final = {
    "merge": "These articles report one event.",
    "apart": "These articles do not belong to this story.",
    "split": "These articles are a story of their own.",
    "same": "These are one utterance.",
    "different": "These are not the same utterance.",
    "copy": "This article derives from the other.",
    "not-copy": "This article does not derive from the other.",
    "accept": "This is a conflict.",
    "dismiss": "This is no conflict.",
    "undo": "An earlier judgement no longer holds.",
}
VERDICTS: Final = {"update": "This is an update.", "stale": "This is a stale copy."}
MOST_PLACES = 6  # of a judgement that its line shows


@dataclass(frozen=True, slots=True)
class Place:
    """Words that a judgement is about, and where they stand."""

    exact: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement as the list of all shows it."""

    id: str
    kind: str
    words: str
    who: str
    when: str
    why: str
    places: tuple[Place, ...]
    undone: bool
    can_undo: bool


def list_judgements(judgements: Sequence[Judgement]) -> list[JudgementLine]:
    """Return all judgements, the latest first, each with the words that it is about."""
    ordered = sorted(judgements, key=lambda one: (one.moment, one.id))
    undone: set[str] = set()
    for one in reversed(ordered):  # an undo that is itself undone counts for nothing
        if one.undoes and one.id not in undone:
            undone.add(one.undoes)
    return [
        JudgementLine(
            id=one.id,
            kind=one.kind,
            words=_say(one),
            who=one.who,
            when=one.when,
            why=one.why,
            places=tuple(_place(anchor) for anchor in (*one.anchors, *one.others)[:MOST_PLACES]),
            undone=one.id in undone,
            can_undo=one.id not in undone,
        )
        for one in reversed(ordered)
    ]


def _say(one: Judgement) -> str:
    if one.kind == "speaker":
        return f"{one.speaker} said this." if one.speaker else "Nobody knows who said this."
    if one.kind == "accept" and one.verdict in VERDICTS:
        return VERDICTS[one.verdict]
    if one.kind == "undo":
        return f"Judgement {one.undoes} no longer holds."
    return WORDS[one.kind]


def _place(anchor: Anchor) -> Place:
    return Place(
        exact=phrases.shorten(anchor.exact, 160),
        label=anchor.article,
        href=place_address(anchor.article, anchor.text_sha256, anchor.start, anchor.end),
    )


def place_address(article: str, text_sha256: str, start: int, end: int) -> str:
    """Return the lasting address of words in one version of an article."""
    return with_query("/place", article=article, text=text_sha256, start=start, end=end)


def place_anchor(article: str, text: str, start: int, end: int) -> str:
    """Return the anchor of words on the pages that show their article."""
    return f"{name_article(article, text)}-{start}-{end}"
