"""Which bodies and places of several articles are one: initials, short forms, spellings."""

import re
from collections import defaultdict

from variorum.annotate.gazetteer import AGENCIES, BODY_WORDS, PEOPLES, PLACES
from variorum.annotate.people import name_parts
from variorum.group.name_clusters import ACRONYM, Cluster
from variorum.group.name_people import LONG, find_misspelt

SMALL_WORDS = frozenset("of the and for in on de la le du & der".split())  # noqa: SIM905


def join_bodies(others: dict[str, Cluster], persons: list[Cluster]) -> list[Cluster]:
    """Join names of bodies and places by key, and give persons what is theirs among them.

    Letters are joined to the one name that they begin, a word to the one longer name that ends in
    it and stands in the same articles.
    """
    by_last: dict[str, list[Cluster]] = defaultdict(list)
    for one in persons:
        by_last[one.last].append(one)
    bodies: dict[str, Cluster] = {}
    for key in sorted(others):
        owner = _person_of(key, others[key], by_last, persons)
        if owner is None:
            bodies[key] = others[key]
        else:
            owner.take(others[key])
    fulls = _list_fulls(bodies)
    kept: dict[str, Cluster] = {}
    for key, one in bodies.items():
        target = fulls.get(key, key)
        if target not in kept:
            kept[target] = bodies[target]
        if kept[target] is not one:
            kept[target].take(one)
    return [kept[key] for key in sorted(kept)]


def _list_fulls(others: dict[str, Cluster]) -> dict[str, str]:
    """Return the keys of short names with the key of the one name that each is short for."""
    initials: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, set[str]] = defaultdict(set)  # "Times" to "Ulm Times"
    for key, one in others.items():
        text = one.spans[0][1]
        letters = "".join(
            word[0] for word in re.findall(r"[\w&]+", text) if word.casefold() not in SMALL_WORDS
        )
        if len(letters) > 1 and letters.isupper():
            initials[letters.casefold()].add(key)
        last = key.rpartition(" ")[2]
        if last != key and len(last) >= LONG and last not in AGENCIES | PLACES | PEOPLES:
            ends[last].add(key)
    fulls: dict[str, str] = {}
    for key, one in others.items():
        if ACRONYM.fullmatch(one.spans[0][1]):
            fits = initials.get(key, set()) - {key}
        else:
            fits = {full for full in ends.get(key, ()) if _is_longer(one, others[full])}
        if len(fits) == 1:
            fulls[key] = fits.pop()
    return fulls


def _is_longer(short: Cluster, full: Cluster) -> bool:
    """Whether a body's one word may be short for a longer name: its articles have that, too."""
    kinds = {one.kinds.most_common(1)[0][0] for one in (short, full)}
    return short.articles <= full.articles and kinds == {"organisation"}


def _person_of(
    key: str, one: Cluster, by_last: dict[str, list[Cluster]], persons: list[Cluster]
) -> Cluster | None:
    """Return the person whose surname a model took for something else."""
    parts = name_parts(one.spans[0][1])
    if len(parts) > 1:  # "Sen. Ann Poole’s"
        fits = [
            other
            for other in by_last.get(parts[-1], [])
            if other.articles & one.articles and parts[0] in other.firsts
        ]
        return fits[0] if len(fits) == 1 and not set(parts) & BODY_WORDS else None
    if " " in key or key in PLACES or key in PEOPLES or key in AGENCIES or len(key) < LONG:
        return None
    text = one.spans[0][1]
    if text.isupper() or not text[0].isupper():
        return None
    fits = by_last.get(key, [])
    if len(fits) == 1 and len(fits[0].spans) > len(one.spans):
        return fits[0]
    return find_misspelt(Cluster(spans=one.spans, last=key, articles=one.articles), persons)
