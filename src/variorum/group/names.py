"""One name for each person, body and place across the articles of a story, in all its spellings.

Rather two names than a wrong one: namesakes stay apart, and a misspelling is taken for one only
with a second sign, such as the same first name or the same role.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from variorum.annotate.gazetteer import AGENCIES, PEOPLES, PLACES
from variorum.annotate.people import Person, find_people, name_parts, same_first
from variorum.annotate.titles import gender_of_name, share_role
from variorum.model import Annotated, Form, Mention, Name, NameKind, Span, Speaker

LONG = 5  # letters that a surname needs before one wrong letter is a misspelling
VERY_LONG = 8  # ... before two are
LIKE_FIRST = 0.6  # how like two spellings of a first name must be, with a role in common
SMALL_WORDS = frozenset("of the and for in on de la le du & der".split())  # noqa: SIM905
COMPANY_END = re.compile(r",? (?:inc|corp|co|ltd|llc|plc)\.?$", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z](?:\.?[A-Z&]){1,6}\.?")


@dataclass(slots=True)
class _Cluster:
    """Everything taken for one name so far."""

    kinds: Counter[NameKind] = field(default_factory=Counter)
    spans: list[tuple[Span, str]] = field(default_factory=list)
    firsts: set[str] = field(default_factory=set)
    last: str = ""
    roles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    def add(self, span: Span, text: str, kind: NameKind) -> None:
        self.spans.append((span, " ".join(text.split())))
        self.kinds[kind] += 1
        self.articles.add(span.article)

    def take(self, other: "_Cluster") -> None:
        self.kinds.update(other.kinds)
        self.spans += other.spans
        self.firsts |= other.firsts
        self.roles |= other.roles
        self.genders |= other.genders
        self.articles |= other.articles


def group_names(articles: Sequence[Annotated]) -> tuple[list[Name], dict[str, str]]:
    """Return the names of one story, the commonest first, and each attribution's speaker.

    The second value maps attribution ids to name ids, for speakers that are persons or
    organisations; groups ("several sources") and documents have no name. The result does not
    depend on the order of the articles. A form is one spelling where it first stands in an article.
    """
    ordered = sorted(articles, key=lambda one: one.article.id)
    people, others = _collect(ordered)
    persons = _join_people(people)
    bodies = _join_bodies(others, persons)
    _add_speakers(ordered, persons, bodies)
    clusters = [one for one in (*persons, *bodies) if one.spans]
    named = sorted(
        ((_best_form(one), one) for one in clusters),
        key=lambda pair: (-len(pair[1].spans), pair[0], min(pair[1].spans)),
    )
    names = [
        Name(f"n{number}", form, _kind(one), _forms(one))
        for number, (form, one) in enumerate(named, 1)
    ]
    at = {
        (span.article, span.start, span.end): name.id
        for name, (_, one) in zip(names, named, strict=True)
        for span, _ in one.spans
    }
    return names, _speakers(ordered, at)


# --- collecting ------------------------------------------------------------------------------


def _collect(ordered: Sequence[Annotated]) -> tuple[list[_Cluster], dict[str, _Cluster]]:
    """Return the people of each article, and all other names by their normal spelling."""
    people: list[_Cluster] = []
    others: dict[str, _Cluster] = {}
    for one in ordered:
        article = one.article
        found = find_people(article, one.sentences, one.mentions)
        people.extend(_person_cluster(one, person) for person in found.persons)
        for mention in one.mentions:
            text = article.cut(mention.span)
            if mention.kind != "person":
                key = _normal(text)
                others.setdefault(key, _Cluster()).add(mention.span, text, mention.kind)
            elif mention.span.start not in found.of:  # two people share the name: its own
                _lone(people, mention, text)
    return people, others


def _person_cluster(one: Annotated, person: Person) -> _Cluster:
    cluster = _Cluster(last=person.last, roles=set(person.roles))
    if person.first:
        cluster.firsts.add(person.first)
    if person.gender:
        cluster.genders.add(person.gender)
    for span in person.places:
        cluster.add(span, one.article.cut(span), "person")
    return cluster


def _lone(people: list[_Cluster], mention: Mention, text: str) -> None:
    parts = name_parts(text)
    for cluster in people:
        if cluster.last == f"?{parts[-1] if parts else text}":
            cluster.add(mention.span, text, "person")
            return
    cluster = _Cluster(last=f"?{parts[-1] if parts else text}")
    cluster.add(mention.span, text, "person")
    people.append(cluster)


def _normal(text: str) -> str:
    """Return the spelling that names of bodies and places share.

    >>> _normal("the U.N. Watch") == _normal("UN Watch")
    True
    """
    bare = COMPANY_END.sub("", re.sub(r"^the ", "", " ".join(text.split()), flags=re.IGNORECASE))
    return re.sub(r"[.’']", "", bare).replace("&", "and").replace("-", " ").casefold()


# --- joining ---------------------------------------------------------------------------------


def _join_people(people: list[_Cluster]) -> list[_Cluster]:
    full: dict[tuple[str, str], _Cluster] = {}
    bare: list[_Cluster] = []
    for one in people:
        if not one.firsts:
            bare.append(one)
            continue
        first = max(one.firsts, key=len)
        if (first, one.last) in full:
            full[first, one.last].take(one)
        else:
            full[first, one.last] = one
    joined = _join_spellings(full)
    return _join_surnames(joined, bare)


def _join_spellings(full: dict[tuple[str, str], _Cluster]) -> list[_Cluster]:
    """Join short first names, and misspellings that have a second sign."""
    by_last: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in sorted(full):
        by_last[key[1]].append(key)
        by_first[key[0]].append(key)
    parent = {key: key for key in full}

    def root(key: tuple[str, str]) -> tuple[str, str]:
        while parent[key] != key:
            key = parent[key]
        return key

    pairs = [
        (one, two)
        for keys in (*by_last.values(), *by_first.values())
        for number, one in enumerate(keys)
        for two in keys[number + 1 :]
    ]
    for one, two in pairs:
        if _is_one_person(one, two, full, by_last):
            left, right = sorted((root(one), root(two)))
            parent[right] = left
    joined: dict[tuple[str, str], _Cluster] = {}
    for key in sorted(full):
        top = root(key)
        if top in joined:
            joined[top].take(full[key])
        else:
            joined[top] = full[key]
    return list(joined.values())


def _is_one_person(
    one: tuple[str, str],
    two: tuple[str, str],
    full: dict[tuple[str, str], _Cluster],
    by_last: dict[str, list[tuple[str, str]]],
) -> bool:
    left, right = full[one], full[two]
    if len(left.genders | right.genders) > 1:
        return False
    if one[1] == two[1] and same_first(one[0], two[0]):
        # "J. Poole" is Ann's or Joan's only if there is but one of them
        short = min(one[0], two[0], key=len)
        return sum(same_first(first, short) for first, _ in by_last[one[1]]) == 2
    if left.articles & right.articles:
        return False  # one article names both: two people
    if one[0] == two[0]:
        return _is_misspelt(one[1], two[1])
    both_known = gender_of_name(one[0]) is not None and gender_of_name(two[0]) is not None
    like = DamerauLevenshtein.normalized_similarity(one[0], two[0]) >= LIKE_FIRST
    shared = any(share_role(mine, theirs) for mine in left.roles for theirs in right.roles)
    return like and shared and not both_known


def _is_misspelt(one: str, two: str) -> bool:
    shorter = min(len(one), len(two))
    allowed = 2 if shorter >= VERY_LONG else 1 if shorter >= LONG else 0
    return DamerauLevenshtein.distance(one, two) <= allowed


def _join_surnames(joined: list[_Cluster], bare: list[_Cluster]) -> list[_Cluster]:
    by_last: dict[str, list[_Cluster]] = defaultdict(list)
    for one in joined:
        for last in {name_parts(text)[-1] for _, text in one.spans if name_parts(text)}:
            by_last[last].append(one)
    alone: dict[tuple[str, str], _Cluster] = {}
    for one in bare:
        fits = [
            other for other in by_last.get(one.last, []) if len(one.genders | other.genders) <= 1
        ]
        if len(fits) > 1:
            fits = [
                other
                for other in fits
                if any(share_role(mine, theirs) for mine in one.roles for theirs in other.roles)
            ]
        if len(fits) == 1:
            fits[0].take(one)
            continue
        misspelt = _misspelt_in_article(one, joined)
        if misspelt is not None:
            misspelt.take(one)
            continue
        key = (one.last, "".join(sorted(one.genders)))
        if key in alone:
            alone[key].take(one)
        else:
            alone[key] = one
    return joined + [alone[key] for key in sorted(alone)]


def _misspelt_in_article(one: _Cluster, joined: list[_Cluster]) -> _Cluster | None:
    """Return the person of whose surname a single odd word in an article is a slip."""
    if len(one.spans) > 1 or len(one.last) < LONG + 1 or one.last.startswith("?"):
        return None
    fits = [
        other
        for other in joined
        if one.articles <= other.articles
        and len(other.spans) > 2
        and other.last != one.last
        and DamerauLevenshtein.distance(one.last, other.last) == 1
    ]
    return fits[0] if len(fits) == 1 else None


def _join_bodies(others: dict[str, _Cluster], persons: list[_Cluster]) -> list[_Cluster]:
    by_last: dict[str, list[_Cluster]] = defaultdict(list)
    for one in persons:
        by_last[one.last].append(one)
    initials: dict[str, set[str]] = defaultdict(set)
    for key, one in others.items():
        text = one.spans[0][1]
        letters = "".join(
            word[0] for word in re.findall(r"[\w&]+", text) if word.casefold() not in SMALL_WORDS
        )
        if len(letters) > 1 and letters.isupper():
            initials[letters.casefold()].add(key)
    kept: dict[str, _Cluster] = {}
    for key in sorted(others):
        one = others[key]
        text = one.spans[0][1]
        owner = _person_of(key, one, by_last, persons)
        if owner is not None:
            owner.take(one)
            continue
        fulls = initials.get(key, set()) - {key}
        target = key
        if ACRONYM.fullmatch(text) and len(fulls) == 1:
            target = next(iter(fulls))
        if target in kept:
            kept[target].take(one)
        elif target != key:
            kept[target] = others[target]
            kept[target].take(one)
        else:
            kept[key] = one
    return [kept[key] for key in sorted(kept)]


def _person_of(
    key: str, one: _Cluster, by_last: dict[str, list[_Cluster]], persons: list[_Cluster]
) -> _Cluster | None:
    """Return the person whose surname a model took for something else."""
    if " " in key or key in PLACES or key in PEOPLES or key in AGENCIES or len(key) < LONG:
        return None
    text = one.spans[0][1]
    if text.isupper() or not text[0].isupper():
        return None
    fits = by_last.get(key, [])
    if len(fits) == 1 and len(fits[0].spans) > len(one.spans):
        return fits[0]
    return _misspelt_in_article(_Cluster(spans=one.spans, last=key, articles=one.articles), persons)


# --- speakers and the result -----------------------------------------------------------------


def _add_speakers(
    ordered: Sequence[Annotated], persons: list[_Cluster], bodies: list[_Cluster]
) -> None:
    """Give speakers that no mention names ("the ministry", a byline) a name of their own."""
    known = {
        (span.article, span.start, span.end) for one in (*persons, *bodies) for span, _ in one.spans
    }
    by_key = {_normal(text): one for one in (*bodies, *persons) for _, text in one.spans}
    for speaker in _named_speakers(ordered):
        place = (speaker.span.article, speaker.span.start, speaker.span.end)
        if place in known:
            continue
        known.add(place)
        key = _normal(speaker.name)
        if key not in by_key:
            by_key[key] = _Cluster()
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


def _best_form(one: _Cluster) -> str:
    """Return the commonest full form: of people with a first name, of bodies no mere letters."""
    counts = Counter(text for _, text in one.spans)
    if one.kinds.most_common(1)[0][0] == "person":
        full = {text: count for text, count in counts.items() if len(name_parts(text)) > 1}
    else:
        full = {text: count for text, count in counts.items() if not ACRONYM.fullmatch(text)}
    pool = full or counts
    return min(pool, key=lambda text: (text.isupper(), -pool[text], -len(text), text))


def _kind(one: _Cluster) -> NameKind:
    order: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
    return min(one.kinds, key=lambda kind: (-one.kinds[kind], order.index(kind)))


def _forms(one: _Cluster) -> tuple[Form, ...]:
    first: dict[tuple[str, str], Span] = {}
    for span, text in sorted(one.spans):
        first.setdefault((span.article, text), span)
    return tuple(Form(text, span) for (_, text), span in first.items())
