"""What people decided, in words, and beside which findings of a story it is shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from variorum.judgements.records import Anchor, Judgement
from variorum.model import Decision, Story
from variorum.report import phrases
from variorum.report.shown import Link, StoryView
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
HOLDING: Final = frozenset({"holds", "partly"})
MOST_PLACES = 6  # of a judgement that its line shows


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A judgement as a story's page shows it; `note` says why it does not hold wholly."""

    id: str
    words: str
    who: str
    when: str
    why: str
    state: str
    note: str


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


def tell_decisions(story: Story) -> list[DecisionLine]:
    """Return what people decided about a story, the latest first."""
    return [_tell(one, story) for one in story.decisions]


def judge_findings(story: Story, view: StoryView) -> dict[str, list[DecisionLine]]:
    """Return for each finding, by its anchor, the standing judgements about its words."""
    keys = {one.article.id: one.key for one in view.articles}
    by_place: dict[str, list[DecisionLine]] = defaultdict(list)
    by_article: dict[str, list[DecisionLine]] = defaultdict(list)
    for one in story.decisions:
        if one.state not in HOLDING:
            continue
        line = _tell(one, story)
        if one.kind in {"copy", "not-copy"} and one.articles and one.articles[0] in keys:
            by_article[keys[one.articles[0]]].append(line)
        elif one.kind in {"speaker", "same", "different", "accept", "dismiss"}:
            for span in one.spans:
                if span.article in keys:
                    by_place[f"{keys[span.article]}-{span.start}-{span.end}"].append(line)
    found: dict[str, list[DecisionLine]] = defaultdict(list, by_article)
    for key, links in _findings(view):
        lines = [line for link in links for line in by_place.get(link.anchor, ())]
        found[key] += list(dict.fromkeys(lines))
    return {key: lines for key, lines in found.items() if lines}


def _findings(view: StoryView) -> Iterable[tuple[str, list[Link]]]:
    for dispute in view.disputes:
        yield dispute.key, [link for _, links in dispute.values for link in links]
    for one in view.apparatus:
        yield one.key, [link for side in one.sides for link in side.sources]
    for speaker in view.speakers:
        for said in speaker.said:
            yield said.key, list(said.sources)


def _tell(one: Decision, story: Story) -> DecisionLine:
    words = WORDS.get(one.kind, "")
    if one.kind == "speaker":
        names = {name.id: name.name for name in story.names}
        who = {names.get(name, "") for said, name in story.speakers if said in one.attributions}
        known = sorted(name for name in who if name)
        words = f"{known[0]} said this." if known else "Nobody knows who said this."
    return DecisionLine(
        id=one.judgement,
        words=words,
        who=one.who,
        when=one.when,
        why=one.why,
        state=one.state,
        note="" if one.state == "holds" else one.because,
    )


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
