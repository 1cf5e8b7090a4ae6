"""Who said what: every speaker with what the reports let them say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.model import (
    Attribution,
    Independence,
    Story,
    Utterance,
)
from variorum.report import phrases
from variorum.report.addresses import StoryAddresses
from variorum.report.decided import DecidedFindings
from variorum.report.places import Places, explain
from variorum.report.shown import (
    Said,
    SpeakerView,
)
from variorum.report.wordings import PRONOUNS


def view_speakers(  # noqa: PLR0917 - all that a story's page looks up
    story: Story,
    places: Places,
    names: Mapping[str, str],
    shown: set[str],
    key: str,
    at: StoryAddresses,
    decided: DecidedFindings,
) -> list[SpeakerView]:
    """Return the speakers, the most quoted first, words whose source nobody names last.

    shown: anchors of the utterances whose wording differs.
    """
    said: dict[str, list[Said]] = defaultdict(list)
    cited = _Cited(at, decided)
    known = dict(story.speakers)
    by_id = {one.id: one for page in story.articles for one in page.attributions}
    said_by: list[Said] = []
    told: dict[str, tuple[str, int]] = {}  # attribution → its speaker and its line
    for number, utterance in enumerate(story.utterances, 1):
        members = [by_id[one.attribution] for one in utterance.readings if one.attribution in by_id]
        if len(members) < 2:
            continue
        line = next((told[one.id] for one in members if one.id in told), None)
        fresh = [one for one in members if one.id not in told]
        if line is None:
            anchor = f"{key}-u{number}"
            line = (_who(members[0], places, names, known, utterance), len(said_by))
            link = anchor if anchor in shown else None
            said_by.append(cited.add(_say(members, places, utterance.independence, link), members))
        else:  # another sentence of what is told already: its reports stand in the same line
            place = line[1]
            sources = places.links((one.content[0] for one in fresh if one.content), "said")
            longer = replace(said_by[place], sources=(*said_by[place].sources, *sources))
            said_by[place] = cited.add(longer, fresh)
        told |= dict.fromkeys((one.id for one in fresh), line)
    alike: dict[tuple[str, str, str], int] = {}
    for one in by_id.values():
        if one.id in told or not one.content:
            continue
        who, line_said = _who(one, places, names, known), _say([one], places, None, None)
        letters = " ".join(re.findall(r"\w+", line_said.text.casefold()))
        place = alike.setdefault((who.casefold(), one.kind, letters), len(said_by))
        if place < len(said_by):  # the same words in another report
            sources = (*said_by[place].sources, *line_said.sources)
            said_by[place] = cited.add(replace(said_by[place], sources=sources), [one])
            continue
        told[one.id] = (who, place)
        said_by.append(cited.add(line_said, [one]))
    for speaker, place in dict.fromkeys(told.values()):
        said[speaker].append(said_by[place])
    spellings = {
        name.name: tuple(
            dict.fromkeys(form.text for form in name.forms if _differs(form.text, name.name))
        )
        for name in story.names
    }
    merged: dict[str, tuple[str, list[Said]]] = {}
    for who, words in said.items():  # "Officials" and "officials" are no two sources
        merged.setdefault(who.casefold(), (who, []))[1].extend(words)
    ranked = sorted(merged.values(), key=lambda pair: (not pair[0], -_weight(pair[1])))
    return [
        SpeakerView(
            name=who,
            others=spellings.get(who, ()),
            said=tuple(words),
            passing=bool(who) and who not in spellings and _weight(words) == 1,
        )
        for who, words in ranked
    ]


@dataclass(frozen=True, slots=True)
class _Cited:
    """Gives lines the addresses of their attributions, and who decided their speakers."""

    at: StoryAddresses
    decided: DecidedFindings

    def add(self, said: Said, members: Iterable[Attribution]) -> Said:
        ids = [one.id for one in members]
        addresses = (address for one in ids for address in self.at.attributions[one])
        judged = (judgement for one in ids for judgement in self.decided.speaker(one))
        return replace(
            said,
            addresses=tuple(dict.fromkeys((*said.addresses, *addresses))),
            decided=tuple(dict.fromkeys((*said.decided, *self.decided.explain(judged)))),
        )


def _differs(form: str, name: str) -> bool:
    return form.casefold() != name.casefold()


def _weight(said: Sequence[Said]) -> int:
    return sum(len(one.sources) for one in said)


def _who(
    one: Attribution,
    places: Places,
    names: Mapping[str, str],
    known: Mapping[str, str],
    utterance: Utterance | None = None,
) -> str:
    name = (utterance.speaker if utterance else None) or known.get(one.id, "")
    if name in names:
        return names[name]
    if one.speaker:
        return one.speaker.name
    words = " ".join(places.articles[one.article].cut(span) for span in one.source)
    return "" if words.casefold() in PRONOUNS else words  # "they": nobody knows who


def _say(
    members: Sequence[Attribution],
    places: Places,
    independence: Independence | None,
    utterance: str | None,
) -> Said:
    base = members[0]
    article = places.articles[base.article]
    channels = dict.fromkeys(filter(None, (phrases.channel(one.channel) for one in members)))
    return Said(
        text=" … ".join(article.cut(span) for span in base.content),
        language=article.language,
        kind=base.kind,
        cue="" if base.kind == "direct" else " … ".join(map(article.cut, base.cue)),
        channel="; ".join(channels),
        sources=places.links((one.content[0] for one in members if one.content), "said"),
        independence=explain(independence, places) if independence else None,
        utterance=utterance,
    )
