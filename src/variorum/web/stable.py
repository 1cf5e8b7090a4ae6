"""A story's view under addresses that last.

A report numbers its findings; in an archive numbers change with every article that comes. Findings
have permanent addresses (`variorum.report.addresses`), and here they become the anchors of a page,
those that a finding goes by beside them. Places in articles are called by the version's text.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from variorum.report import phrases
from variorum.report.shown import Apparatus, Link, Said, StoryView


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


def settle(view: StoryView) -> Settled:
    """Return a view, as `view_story` makes it, under permanent addresses and with ways back."""
    others: dict[str, tuple[str, ...]] = {}

    def name(addresses: tuple[str, ...]) -> str:
        others[addresses[0]] = addresses[1:]
        return addresses[0]

    renamed = {one.key: name(one.addresses) for one in view.apparatus}

    def settle_said(one: Said) -> Said:
        return replace(one, key=name(one.addresses), utterance=renamed.get(one.utterance or ""))

    settled = replace(
        view,
        sentences=tuple(replace(one, key=name(one.addresses)) for one in view.sentences),
        disputes=tuple(replace(one, key=name(one.addresses)) for one in view.disputes),
        dismissed=tuple(replace(one, key=name(one.addresses)) for one in view.dismissed),
        apparatus=tuple(replace(one, key=renamed[one.key]) for one in view.apparatus),
        laundered=tuple(replace(one, key=name(one.addresses)) for one in view.laundered),
        moments=tuple(replace(one, key=name(one.addresses)) for one in view.moments),
        speakers=tuple(
            replace(one, said=tuple(settle_said(line) for line in one.said))
            for one in view.speakers
        ),
    )
    backs = find_ways_back(settled)
    articles = tuple(replace(one, backs=backs) for one in settled.articles)
    return Settled(replace(settled, articles=articles), others)


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
