"""Which people of several articles are one: short names, slips of spelling, bare surnames."""

from collections import defaultdict

from rapidfuzz.distance import DamerauLevenshtein

from variorum.annotate.people import name_parts, same_first
from variorum.annotate.titles import gender_of_name, share_role
from variorum.group.name_clusters import Cluster

LONG = 5  # letters that a name needs before one wrong letter is a misspelling
VERY_LONG = 8  # ... before two are
ODDER = 2  # times that a name must be more frequent than what is taken for its misspelling
LIKE_FIRST = 0.6  # how like two spellings of a first name must be, with a role in common


def join_people(people: list[Cluster]) -> list[Cluster]:
    """Join the people of several articles whose names are one: spellings, then bare surnames."""
    full: dict[tuple[str, str], Cluster] = {}
    bare: list[Cluster] = []
    for one in people:
        if not one.firsts:
            bare.append(one)
            continue
        key = (max(one.firsts, key=len), one.last)
        while key in full and full[key].articles & one.articles:
            key = (f"{key[0]} the other", one.last)  # one article names both: father and son
        if key in full:
            full[key].take(one)
        else:
            full[key] = one
    joined = _join_spellings(full)
    return _join_surnames(joined, bare)


def _join_spellings(full: dict[tuple[str, str], Cluster]) -> list[Cluster]:
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
    joined: dict[tuple[str, str], Cluster] = {}
    for key in sorted(full):
        top = root(key)
        if top in joined:
            joined[top].take(full[key])
        else:
            joined[top] = full[key]
    return list(joined.values())


def _is_one_person(  # noqa: PLR0911 - one return a rule
    one: tuple[str, str],
    two: tuple[str, str],
    full: dict[tuple[str, str], Cluster],
    by_last: dict[str, list[tuple[str, str]]],
) -> bool:
    left, right = full[one], full[two]
    if len(left.genders | right.genders) > 1:
        return False
    if one[1] == two[1] and (_ends_in(left, two) or _ends_in(right, one)):
        return True
    if one[1] == two[1] and one[0].split()[0] == two[0].split()[0]:
        return False  # father and son
    if one[1] == two[1] and same_first(one[0], two[0]):
        # "J. Poole" is Ann's or Joan's only if there is but one of them
        short = min(one[0], two[0], key=len)
        return sum(same_first(first, short) for first, _ in by_last[one[1]]) == 2
    if left.articles & right.articles:
        return False  # one article names both: two people
    shared = any(share_role(mine, theirs) for mine in left.roles for theirs in right.roles)
    if one[0] == two[0]:
        near = DamerauLevenshtein.distance(one[1], two[1]) == 1
        return _is_misspelt(one[1], two[1]) or (shared and near)
    both_known = gender_of_name(one[0]) is not None and gender_of_name(two[0]) is not None
    like = DamerauLevenshtein.normalized_similarity(one[0], two[0]) >= LIKE_FIRST
    if _is_misspelt(one[0], two[0]):
        return shared or not both_known
    return like and shared and not both_known


def _ends_in(cluster: Cluster, key: tuple[str, str]) -> bool:
    """Whether a name ends in both words of another: "Wanda Lind Sorg", "Lind Sorg"."""
    return any(
        len(name_parts(text)) > 2 and name_parts(text)[-2:] == key for _, text in cluster.spans
    )


def _is_misspelt(one: str, two: str) -> bool:
    shorter = min(len(one), len(two))
    allowed = 2 if shorter >= VERY_LONG else 1 if shorter >= LONG else 0
    return DamerauLevenshtein.distance(one, two) <= allowed


def _join_surnames(joined: list[Cluster], bare: list[Cluster]) -> list[Cluster]:
    by_last: dict[str, list[Cluster]] = defaultdict(list)
    for one in joined:
        for last in {name_parts(text)[-1] for _, text in one.spans if name_parts(text)}:
            by_last[last].append(one)
    alone: dict[tuple[str, str], Cluster] = {}
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
        misspelt = find_misspelt(one, joined)
        if misspelt is not None:
            misspelt.take(one)
            continue
        key = (one.last, "".join(sorted(one.genders)))
        if key in alone:
            alone[key].take(one)
        else:
            alone[key] = one
    for last, genders in sorted(alone):  # "Obama" is the "Mr. Obama" of another report
        same = [key for key in alone if key[0] == last and key[1]]
        if not genders and len(same) == 1:
            alone[same[0]].take(alone.pop((last, genders)))
    return joined + [alone[key] for key in sorted(alone)]


def find_misspelt(one: Cluster, joined: list[Cluster]) -> Cluster | None:
    """Return the person of whose surname an odd word, rarer in an article, is a slip.

    Who is another is introduced by a first name.
    """
    if len(one.last) < LONG + 1 or one.last.startswith("?"):
        return None
    fits = [
        other
        for other in joined
        if one.articles <= other.articles
        and len(other.spans) > ODDER * len(one.spans)
        and other.last != one.last
        and DamerauLevenshtein.distance(one.last, other.last) == 1
    ]
    return fits[0] if len(fits) == 1 else None
