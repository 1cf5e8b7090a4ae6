"""One name for each person, body and place across the articles of a story, in all its spellings.

Rather two names than a wrong one: namesakes stay apart, and a misspelling is taken for one only
with a second sign, such as the same first name or the same role.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple

from variorum.annotate.people import Person, find_people, name_parts
from variorum.group.name_bodies import join_bodies
from variorum.group.name_clusters import ACRONYM, Cluster, normalise
from variorum.group.name_people import join_people
from variorum.model import Annotated, Article, Form, Mention, Name, NameKind, Span, Speaker


def group_names(articles: Sequence[Annotated]) -> tuple[list[Name], dict[str, str]]:
    """Return the names of one story, the commonest first, and each attribution's speaker.

    The second value maps attribution ids to name ids, for speakers that are persons or
    organisations; groups ("several sources") and documents have no name. The result does not
    depend on the order of the articles. A form is one spelling where it first stands in an article.
    """
    ordered = sorted(articles, key=lambda one: one.article.id)
    people, others = _collect(ordered)
    persons = join_people(people)
    _claim(persons, others)
    bodies = join_bodies(others, persons)
    _add_speakers(ordered, persons, bodies)
    clusters = [one for one in (*persons, *bodies) if one.spans]
    named = sorted(
        ((_best_form(one), one) for one in clusters),
        key=lambda pair: (-len(pair[1].spans), pair[0], min(pair[1].spans)),
    )
    pages = {one.article.id: one.article for one in ordered}
    names = [
        Name(f"n{number}", form, _kind(one), _forms(one, pages))
        for number, (form, one) in enumerate(named, 1)
    ]
    at = {
        (span.article, span.start, span.end): name.id
        for name, (_, one) in zip(names, named, strict=True)
        for span, _ in one.spans
    }
    return names, _speakers(ordered, at)


def _collect(ordered: Sequence[Annotated]) -> tuple[list[Cluster], dict[str, Cluster]]:
    """Return the people of each article, and all other names by their normal spelling."""
    people: list[Cluster] = []
    others: dict[str, Cluster] = {}
    for one in ordered:
        article = one.article
        found = find_people(article, one.sentences, one.mentions)
        people.extend(_person_cluster(one, person) for person in found.persons)
        for mention in one.mentions:
            text = article.cut(mention.span)
            if mention.kind != "person":
                key = normalise(text)
                others.setdefault(key, Cluster()).add(mention.span, text, mention.kind)
            elif mention.span.start not in found.of:  # two people share the name: its own
                _lone(people, mention, text)
    return people, others


def _person_cluster(one: Annotated, person: Person) -> Cluster:
    cluster = Cluster(last=person.last, roles=set(person.roles))
    if person.first:
        cluster.firsts.add(person.first)
    if person.gender:
        cluster.genders.add(person.gender)
    for span in person.places:
        cluster.add(span, one.article.cut(span), "person")
    return cluster


def _claim(persons: Sequence[Cluster], others: dict[str, Cluster]) -> None:
    """Give people the full names that are written as theirs and were taken for nothing known."""
    named: dict[str, dict[int, Cluster]] = {}
    for person in persons:
        for text in {text for _, text in person.spans}:
            named.setdefault(normalise(text), {})[id(person)] = person
    for key in [key for key in others if " " in key and key in named]:
        if set(others[key].kinds) == {"other"} and len(named[key]) == 1:
            [person] = named[key].values()
            person.take(others.pop(key))


def _lone(people: list[Cluster], mention: Mention, text: str) -> None:
    parts = name_parts(text)
    for cluster in people:
        if cluster.last == f"?{parts[-1] if parts else text}":
            cluster.add(mention.span, text, "person")
            return
    cluster = Cluster(last=f"?{parts[-1] if parts else text}")
    cluster.add(mention.span, text, "person")
    people.append(cluster)


def _add_speakers(
    ordered: Sequence[Annotated], persons: list[Cluster], bodies: list[Cluster]
) -> None:
    """Give speakers that no mention names ("the ministry", a byline) a name of their own."""
    known = {
        (span.article, span.start, span.end) for one in (*persons, *bodies) for span, _ in one.spans
    }
    by_key = {normalise(text): one for one in (*bodies, *persons) for _, text in one.spans}
    for speaker in _named_speakers(ordered):
        place = (speaker.span.article, speaker.span.start, speaker.span.end)
        if place in known:
            continue
        known.add(place)
        key = normalise(speaker.name)
        if key not in by_key:
            by_key[key] = Cluster()
            bodies.append(by_key[key])
        kind: NameKind = "person" if speaker.kind == "person" else "organisation"
        by_key[key].add(speaker.span, speaker.name, kind)


def _named_speakers(ordered: Sequence[Annotated]) -> Iterable[Speaker]:
    for one in ordered:
        for attribution in one.attributions:
            speaker = attribution.speaker
            if speaker is not None and speaker.kind in {"person", "organisation"}:
                yield speaker


def _speakers(ordered: Sequence[Annotated], at: dict[tuple[str, int, int], str]) -> dict[str, str]:
    return {
        attribution.id: at[astuple(attribution.speaker.span)]
        for one in ordered
        for attribution in one.attributions
        if attribution.speaker is not None
        and attribution.speaker.kind in {"person", "organisation"}
    }


def _best_form(one: Cluster) -> str:
    """Return the commonest full form: of people with a first name, of bodies no mere letters."""
    counts = Counter(text for _, text in one.spans)
    if one.kinds.most_common(1)[0][0] == "person":
        words = {text: name_parts(text) for text in counts}
        full = {
            text: count
            for text, count in counts.items()
            if len(words[text]) > 1
            and not any(  # "Lind Sorg" beside "Wanda Lind Sorg"
                len(other) > len(words[text]) and other[-len(words[text]) :] == words[text]
                for other in words.values()
            )
        }
    else:
        full = {text: count for text, count in counts.items() if not ACRONYM.fullmatch(text)}
    pool = full or counts
    return min(pool, key=lambda text: (text.isupper(), -pool[text], -len(text), text))


def _kind(one: Cluster) -> NameKind:
    order: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
    return min(one.kinds, key=lambda kind: (-one.kinds[kind], order.index(kind)))


def _forms(one: Cluster, pages: Mapping[str, Article]) -> tuple[Form, ...]:
    """Return each spelling where it first stands in an article, with the characters there."""
    first: dict[tuple[str, str], Span] = {}
    for span, text in sorted(one.spans):
        first.setdefault((span.article, text), span)
    return tuple(Form(pages[span.article].cut(span), span) for span in first.values())
