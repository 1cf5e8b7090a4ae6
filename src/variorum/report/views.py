"""What a page shows of a story, in the order it shows it; HTML and Markdown both write these.

Each article has a short anchor ("a3") and each place in it an anchor of its own ("a3-120-180"):
whoever shows a place asks `Places` for it, and the article's text then carries that anchor.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from variorum.model import (
    Annotated,
    Attribution,
    Comparison,
    Conflict,
    Event,
    Independence,
    Parent,
    Span,
    Story,
    Utterance,
    Variant,
)
from variorum.report import phrases
from variorum.report.marks import Mark
from variorum.report.readings import group_wordings
from variorum.report.shown import (
    Apparatus,
    ArticleView,
    Difference,
    Dispute,
    Link,
    Moment,
    ParentView,
    Said,
    Sentence,
    Side,
    SpeakerView,
    StoryHead,
    StoryView,
)
from variorum.text.clock import read_interval

TOKEN = re.compile(r"\w(?:[\w.:/#-]*\w)?")
EVIDENCE = 3  # passages shown for one edge of the family tree
HARMLESS = 12  # differences that change nothing shown for one utterance; the rest is counted


class Places:
    """The anchors of one story's articles, and which places are in use."""

    def __init__(self, story: Story, keys: Mapping[str, str]) -> None:
        self.keys = keys
        self.articles = {one.article.id: one.article for one in story.articles}
        self.labels = phrases.labels(self.articles.values())
        self.spoken = {
            key: label
            for key, label in self.labels.items()
            if re.search(r"\d", key) and not key.isdigit()
        }
        self.used: dict[str, dict[tuple[int, int], set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )

    def link(self, span: Span, kind: str) -> Link:
        """Return a link to a place, which from now on has an anchor."""
        if span.start < span.end:
            self.used[span.article][span.start, span.end].add(kind)
        return Link(self.labels[span.article], self.anchor(span))

    def links(self, spans: Iterable[Span], kind: str) -> tuple[Link, ...]:
        """Return links to places, each place once."""
        return tuple(self.link(span, kind) for span in dict.fromkeys(spans))

    def anchor(self, span: Span) -> str:
        """Return the anchor of a place."""
        return f"{self.keys[span.article]}-{span.start}-{span.end}"

    def explain(self, because: str) -> str:
        """Return a reason with the articles' ids replaced by what the page calls them.

        Only ids that can be no words or numbers of their own: with a digit and something else.
        """
        return TOKEN.sub(lambda match: self.spoken.get(match[0], match[0]), because)

    def language(self, span: Span) -> str | None:
        """Return the language of the article that the place is in."""
        return self.articles[span.article].language


def order_stories(comparison: Comparison) -> list[Story]:
    """Return the stories, those of most articles first; equals keep their order."""
    return sorted(comparison.stories, key=lambda story: -len(story.articles))


def head_stories(comparison: Comparison) -> list[StoryHead]:
    """Return what a list of all stories shows, the largest first."""
    return [
        head_story(story, f"s{number}") for number, story in enumerate(order_stories(comparison), 1)
    ]


def head_story(story: Story, key: str) -> StoryHead:
    """Return what a list shows of a story; `key` is its anchor."""
    languages = {one.article.language for one in story.articles}
    return StoryHead(
        key=key,
        story=story,
        title=story.title,
        language=languages.pop() if len(languages) == 1 else None,
        outlets=len({phrases.outlet(one.article) for one in story.articles}),
        roots=count_roots(story),
    )


def view_stories(comparison: Comparison, heads: Sequence[StoryHead]) -> Iterator[StoryView]:
    """Yield every story as pages show it, one at a time: a view takes more memory than a story.

    `heads` are those of `head_stories`, and their order is kept.
    """
    files = {one.id: phrases.file_name(one.path) for one in comparison.documents}
    ids = [one.article.id for head in heads for one in head.story.articles]
    keys = {name: f"a{number}" for number, name in enumerate(ids, 1)}
    for head in heads:
        yield view_story(head, keys, files)


def view_story(head: StoryHead, keys: Mapping[str, str], files: Mapping[str, str]) -> StoryView:
    """Return one story; `keys` are its articles' anchors by id, `files` documents' file names."""
    story, key = head.story, head.key
    places = Places(story, keys)
    names = {name.id: name.name for name in story.names}
    sentences = tuple(_sentences(story, key, places))
    apparatus = tuple(_apparatus(story, key, places, names))
    speakers = tuple(_speakers(story, places, names, {one.key for one in apparatus}, key))
    disputes = tuple(_disputes(story, key, places))
    moments = tuple(_moments(story, places))
    parents = _parents(story, places)
    return StoryView(
        key=key,
        story=story,
        title=head.title,
        language=head.language,
        outlets=head.outlets,
        roots=head.roots,
        sentences=sentences,
        speakers=speakers,
        apparatus=apparatus,
        disputes=disputes,
        moments=moments,
        articles=tuple(_articles(story, places, sentences, parents, files)),
    )


def count_roots(story: Story) -> tuple[int, int]:
    """Return how many independent origins the articles go back to: certain and possible.

    An article without parents is one of its own. An edge that is rather doubted than believed
    may not hold: without such edges there may be more.
    """
    certain = _roots(story, 0.0)
    possible = _roots(story, 0.5)
    return min(certain, possible), max(certain, possible)


def _roots(story: Story, least: float) -> int:
    parents = {
        one.article: [parent for parent in one.parents if parent.confidence >= least]
        for one in story.stemma
    }
    roots: set[str] = set()
    waiting = [one.article.id for one in story.articles]
    seen: set[str] = set()
    while waiting:
        article = waiting.pop()
        if article in seen:
            continue
        seen.add(article)
        found = parents.get(article, [])
        if not found:
            roots.add(f"article {article}")
        for parent in found:
            if parent.article is not None:
                waiting.append(parent.article)
            elif parent.origin is not None:
                roots.add(f"origin {parent.origin}")
    return len(roots)


# --- brief and speakers ----------------------------------------------------------------------


def _sentences(story: Story, key: str, places: Places) -> Iterable[Sentence]:
    held = [
        (value.span, conflict.about)
        for conflict in story.conflicts
        if conflict.verdict == "conflict"
        for value in conflict.values
    ]
    for number, sentence in enumerate(story.brief, 1):
        first = sentence.citations[0]
        about = [
            words
            for span, words in held
            if span.article == first.article and first.start <= span.start < first.end
        ]
        yield Sentence(
            key=f"{key}-b{number}",
            number=number,
            text=sentence.text,
            language=places.language(first),
            sources=places.links(sentence.citations, "cite"),
            outlets=sentence.outlets,
            independence=_explain(sentence.independence, places),
            disputed=tuple(dict.fromkeys(about)),
        )


def _speakers(
    story: Story,
    places: Places,
    names: Mapping[str, str],
    shown: set[str],
    key: str,
) -> list[SpeakerView]:
    said: dict[str, list[Said]] = defaultdict(list)
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
            said_by.append(_say(members, places, utterance.independence, link))
        else:  # another sentence of what is told already: its reports stand in the same line
            at = line[1]
            sources = places.links((one.content[0] for one in fresh if one.content), "said")
            said_by[at] = replace(said_by[at], sources=(*said_by[at].sources, *sources))
        told |= dict.fromkeys((one.id for one in fresh), line)
    alike: dict[tuple[str, str, str], int] = {}
    for one in by_id.values():
        if one.id in told or not one.content:
            continue
        who, line_said = _who(one, places, names, known), _say([one], places, None, None)
        letters = " ".join(re.findall(r"\w+", line_said.text.casefold()))
        at = alike.setdefault((who.casefold(), one.kind, letters), len(said_by))
        if at < len(said_by):  # the same words in another report
            said_by[at] = replace(said_by[at], sources=(*said_by[at].sources, *line_said.sources))
            continue
        told[one.id] = (who, at)
        said_by.append(line_said)
    for speaker, at in dict.fromkeys(told.values()):
        said[speaker].append(said_by[at])
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


def _explain(one: Independence, places: Places) -> Independence:
    return replace(one, because=places.explain(one.because))


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
    if one.source:
        return " ".join(places.articles[one.article].cut(span) for span in one.source)
    return ""


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
        independence=_explain(independence, places) if independence else None,
        utterance=utterance,
    )


# --- wording ---------------------------------------------------------------------------------


def _apparatus(story: Story, key: str, places: Places, names: Mapping[str, str]) -> list[Apparatus]:
    found = []
    for number, utterance in enumerate(story.utterances, 1):
        wordings = group_wordings(utterance)
        if len(wordings) < 2 and not utterance.variants:
            continue
        where = {
            one.attribution: places.link(one.spans[0], "said")
            for one in utterance.readings
            if one.spans
        }
        suspect = {
            attribution
            for variant in utterance.variants
            if variant.changes_meaning
            for attribution in variant.between
        }
        sides = tuple(
            Side(
                sources=tuple(
                    where[one.attribution] for one in wording.readings if one.attribution in where
                ),
                stretches=wording.stretches,
                language=places.articles[wording.readings[0].article].language,
                base=wording.base,
                suspect=not wording.base
                and any(one.attribution in suspect for one in wording.readings),
            )
            for wording in wordings
        )
        grave = [one for one in utterance.variants if one.changes_meaning]
        light = [one for one in utterance.variants if not one.changes_meaning]
        found.append(
            Apparatus(
                key=f"{key}-u{number}",
                speaker=names.get(utterance.speaker or "", ""),
                sides=tuple(sorted(sides, key=lambda side: (not side.base, not side.suspect))),
                differences=tuple(_differences([*grave, *light[:HARMLESS]], where, places)),
                hidden=max(0, len(light) - HARMLESS),
                independence=_explain(utterance.independence, places),
                changes_meaning=bool(grave),
            )
        )
    return sorted(found, key=lambda one: not one.changes_meaning)


def _differences(
    variants: Iterable[Variant], where: Mapping[str, Link], places: Places
) -> Iterable[Difference]:
    for variant in variants:
        first, second = variant.between
        if first in where and second in where:
            yield Difference(
                variant.kind,
                variant.changes_meaning,
                places.explain(variant.because),
                where[first],
                where[second],
            )


# --- disputes, timeline, family tree ---------------------------------------------------------


def _disputes(story: Story, key: str, places: Places) -> list[Dispute]:
    def rank(pair: tuple[int, Conflict]) -> int:
        return phrases.VERDICTS[pair[1].verdict][2]

    found = []
    for number, conflict in sorted(enumerate(story.conflicts, 1), key=rank):
        label, mark, _ = phrases.VERDICTS[conflict.verdict]
        values: dict[str, list[Span]] = defaultdict(list)
        for value in conflict.values:
            values[value.value].append(value.span)
        found.append(
            Dispute(
                key=f"{key}-d{number}",
                verdict=conflict.verdict,
                label=label,
                mark=mark,
                about=conflict.about,
                because=places.explain(conflict.because),
                values=tuple(
                    (words, places.links(spans, "value")) for words, spans in values.items()
                ),
            )
        )
    return found


def _moments(story: Story, places: Places) -> Iterable[Moment]:
    for event, after in zip_longest(story.timeline, story.timeline[1:]):
        gap, step = _gap(event, after)
        yield Moment(
            date=phrases.day(event.date),
            precision=event.precision,
            text=event.text,
            language=places.language(event.support[0]),
            planned=event.planned,
            sources=places.links(event.support, "event"),
            gap=gap,
            step=step,
        )


def _gap(event: Event, after: Event | None) -> tuple[str, int]:
    """Return how long after an event the next one is, in round words, and how far to part them.

    Nothing is said where the two may be of one time.
    """
    first = read_interval(event.date)
    second = read_interval(after.date if after else None)
    if not first or not second or not first.before(second):
        return "", 0
    middle = (second.earliest - first.earliest) + (second.latest - first.latest)
    days = round(middle.total_seconds() / 2 / 86400)
    if days < 2:
        return "", 1
    if days < 45:
        return f"{days} days later", 2
    if days < 700:
        return f"about {round(days / 30.4)} months later", 3
    return f"about {round(days / 365.25)} years later", 4


def _parents(story: Story, places: Places) -> dict[str, tuple[ParentView, ...]]:
    origins = {one.id: one for one in story.origins}
    passages = {one.id: (one.a, one.b) for one in story.passages}

    def evidence(child: str, parent: Parent) -> tuple[Link, ...]:
        spans = [
            span
            for name in parent.evidence
            for span in passages.get(name, ())
            if span.article == child
        ]
        return places.links(spans[:EVIDENCE], "passage")

    def view(child: str, parent: Parent) -> ParentView:
        origin = origins.get(parent.origin or "")
        named = f"{origin.name} ({origin.kind})" if origin else parent.origin or ""
        article = places.articles.get(parent.article or "")
        return ParentView(
            label=places.labels[article.id] if article else named,
            anchor=places.keys.get(parent.article) if parent.article else None,
            confidence=phrases.percent(parent.confidence),
            doubtful=parent.confidence < 0.5,
            because=places.explain(parent.because),
            evidence=evidence(child, parent),
        )

    return {
        one.article: tuple(view(one.article, parent) for parent in one.parents)
        for one in story.stemma
    }


# --- articles --------------------------------------------------------------------------------


def _articles(
    story: Story,
    places: Places,
    sentences: Sequence[Sentence],
    parents: Mapping[str, tuple[ParentView, ...]],
    files: Mapping[str, str],
) -> Iterable[ArticleView]:
    backs: dict[str, list[Link]] = defaultdict(list)
    for sentence in sentences:
        for link in sentence.sources:
            backs[link.anchor].append(Link(str(sentence.number), sentence.key))
    for page in story.articles:
        article = page.article
        spots, wide = _places(page, places)
        yield ArticleView(
            key=places.keys[article.id],
            article=article,
            outlet=places.labels[article.id],
            file=files.get(article.document, ""),
            published=phrases.day(article.published),
            updated=phrases.day(article.updated),
            parents=parents.get(article.id, ()),
            marks=tuple(spots),
            places=tuple(wide),
            backs=backs,
        )


def _places(page: Annotated, places: Places) -> tuple[list[Mark], list[Mark]]:
    """Return the small marks of an article (source, cue, content, values) and the wide ones."""
    small = [
        Mark(span.start, span.end, kind)
        for one in page.attributions
        for kind, spans in (("source", one.source), ("cue", one.cue), ("content", one.content))
        for span in spans
    ]
    wide = []
    for (start, end), kinds in places.used[page.article.id].items():
        anchor = f"{places.keys[page.article.id]}-{start}-{end}"
        if kinds & {"cite", "event"}:
            wide.append(Mark(start, end, "cite" if "cite" in kinds else "event", anchor))
        else:
            small.append(Mark(start, end, "value" if "value" in kinds else "place", anchor))
    return small, wide
