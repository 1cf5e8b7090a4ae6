"""A story's view under addresses that last.

A report numbers its findings; in an archive numbers change with every article that comes. Findings
have permanent addresses (`variorum.report.addresses`), and here they become the anchors of a page,
those that a finding goes by beside them. Places in articles are called by the version's text.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from variorum.model import Story
from variorum.report import phrases
from variorum.report.addresses import StoryAddresses, address_story
from variorum.report.marks import Mark
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
    'ab831970d20'
    """
    content = f"{article_id}\n{text}".encode("utf-8", "surrogatepass")
    return "a" + sha256(content).hexdigest()[:10]


def settle(view: StoryView, story: Story) -> Settled:
    """Return a view, as `view_story` makes it of `story`, under permanent addresses.

    Its marks have ways back. What the page shows as a part of something else has its address there:
    variants with their utterance, utterances of one wording with who said it, statements where an
    article has them.
    """
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
    at = address_story(story)
    for key, more in _parts_of(story, settled, at):
        others[key] = (*others[key], *(one for one in more if one != key))
    stated = _stated(story, at)
    articles = tuple(
        replace(one, backs=backs, marks=(*one.marks, *stated.get(one.article.id, ())))
        for one in settled.articles
    )
    return Settled(replace(settled, articles=articles), others)


def _parts_of(
    story: Story, view: StoryView, at: StoryAddresses
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield findings' anchors with the addresses of what is shown as a part of them."""
    shown = {one.key for one in view.apparatus}
    lines = {
        address: said.key
        for speaker in view.speakers
        for said in speaker.said
        for address in said.addresses
    }
    for one in story.utterances:
        addresses = at.utterances[one.id]
        variants = tuple(address for each in at.variants[one.id] for address in each)
        if addresses[0] in shown:
            yield addresses[0], variants
            continue
        said = (at.attributions[reading.attribution][0] for reading in one.readings)
        line = next((lines[address] for address in said if address in lines), None)
        if line is not None:
            yield line, (*addresses, *variants)


def _stated(story: Story, at: StoryAddresses) -> dict[str, list[Mark]]:
    """Return the anchors of statements, by article, where each first stands."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for one in story.statements:
        place = one.statement.support[0]
        for address in at.statements[one.statement.id]:
            marks[place.article].append(Mark(place.start, place.end, "place", address))
    return marks


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
