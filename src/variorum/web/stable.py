"""Addresses that last: every finding is called by the places in the articles that it is about.

A page of a report numbers its findings; in an archive numbers change with every article that comes.
The place of words in an article never changes. So a finding's anchor is made of its kind and of one
of its places, and it answers to all of its places: whatever it was called when somebody noted the
address, it still has that name, as long as the place is part of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from variorum.model import Story
from variorum.report import phrases
from variorum.report.shown import Apparatus, Dispute, Link, SpeakerView, StoryView


@dataclass(frozen=True, slots=True)
class Settled:
    """A story's view under lasting anchors; `others` are the further anchors of each finding."""

    view: StoryView
    others: dict[str, tuple[str, ...]]


def name_article(article_id: str, text: str) -> str:
    """Return the anchor of one version of an article, the same on every page and for ever.

    Another version has another anchor, since its places are others: an old address leads nowhere
    rather than to words that were not meant.

    >>> name_article("04-daily-beacon", "Ferry burns.")
    'a6bd2ea4d5d'
    """
    content = f"{article_id}\n{text}".encode("utf-8", "surrogatepass")
    return "a" + sha256(content).hexdigest()[:10]


class _Namer:
    """Gives out anchors, each once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.others: dict[str, tuple[str, ...]] = {}

    def name(self, kind: str, anchors: Iterable[str]) -> str:
        """Return the anchor of a finding about these places, and keep its further ones."""
        own = [f"{kind}-{anchor}" for anchor in dict.fromkeys(anchors)] or [kind]
        free = [one for one in own if one not in self.taken]
        if not free:
            number = 2
            while f"{own[0]}-{number}" in self.taken:
                number += 1
            free = [f"{own[0]}-{number}"]
        self.taken.update(free)
        self.others[free[0]] = tuple(free[1:])
        return free[0]


def settle(view: StoryView, story: Story) -> Settled:
    """Return a view, as `view_story` makes it of `story`, with lasting anchors and ways back."""
    namer = _Namer()
    sentences = tuple(
        replace(one, key=namer.name("b", _anchors([one.sources]))) for one in view.sentences
    )
    disputes = tuple(
        replace(one, key=namer.name(f"c-{_kind(one, story)}", _anchors(dict(one.values).values())))
        for one in view.disputes
    )
    renamed = {
        one.key: namer.name("u", _anchors(side.sources for side in one.sides))
        for one in view.apparatus
    }
    apparatus = tuple(replace(one, key=renamed[one.key]) for one in view.apparatus)
    laundered = tuple(
        replace(one, key=namer.name("l", [one.after[1].anchor])) for one in view.laundered
    )
    speakers = tuple(_settle_speaker(one, namer, renamed) for one in view.speakers)
    moments = tuple(
        replace(one, key=namer.name("t", _anchors([one.sources]))) for one in view.moments
    )
    settled = replace(
        view,
        sentences=sentences,
        disputes=disputes,
        apparatus=apparatus,
        laundered=laundered,
        speakers=speakers,
        moments=moments,
    )
    backs = find_ways_back(settled)
    articles = tuple(replace(one, backs=backs) for one in settled.articles)
    return Settled(replace(settled, articles=articles), namer.others)


def _settle_speaker(one: SpeakerView, namer: _Namer, renamed: dict[str, str]) -> SpeakerView:
    said = tuple(
        replace(
            line,
            key=namer.name("q", _anchors([line.sources])),
            utterance=renamed.get(line.utterance or ""),
        )
        for line in one.said
    )
    return replace(one, said=said)


def _kind(dispute: Dispute, story: Story) -> str:
    return story.conflicts[int(dispute.key.rpartition("-d")[2]) - 1].kind


def _anchors(groups: Iterable[Iterable[Link]]) -> list[str]:
    return [link.anchor for group in groups for link in group]


def find_ways_back(view: StoryView, page: str = "") -> dict[str, list[Link]]:
    """Return for each place in an article the findings that lead to it.

    page: the address of the page that the findings are on, if it is another one.
    """
    backs: dict[str, list[Link]] = defaultdict(list)

    def add(groups: Iterable[Iterable[Link]], link: Link) -> None:
        for anchor in dict.fromkeys(_anchors(groups)):
            backs[anchor].append(link)

    for sentence in view.sentences:
        title = f"To sentence {sentence.number} of the brief"
        add([sentence.sources], Link(str(sentence.number), sentence.key, title, page))
    for dispute in view.disputes:
        title = f"{dispute.label}: {dispute.about}"
        add(dict(dispute.values).values(), Link(dispute.mark, dispute.key, title, page))
    for one in view.apparatus:
        title = f"To the wordings of what {one.speaker or 'somebody'} said"
        add((side.sources for side in one.sides), Link(_mark(one), one.key, title, page))
    for other in view.laundered:
        places = [other.after[1], *([other.before[1]] if other.before else [])]
        add([places], Link("△", other.key, phrases.LAUNDERED[other.kind], page))
    lines = [(who.name, said) for who in view.speakers for said in who.said]
    for name, said in lines:
        if not said.utterance:
            title = f"To what {name or 'a source without a name'} said"
            add([said.sources], Link("”", said.key, title, page))
    for moment in view.moments:
        title = f"To the timeline: {moment.date}"
        add([moment.sources], Link("t", moment.key, title, page))
    return backs


def _mark(one: Apparatus) -> str:
    return "▲" if one.changes_meaning else "¶"
