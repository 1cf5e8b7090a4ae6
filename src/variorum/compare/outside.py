"""Agencies that are not among the files, above the reports that carry their text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.compare.ancestry import SHOWN
from variorum.compare.credits import Credit, find_carried, find_credits, short_agency
from variorum.compare.notices import OwnProse, count_letters
from variorum.compare.outlets import call_article
from variorum.model import Article, Descent, Parent, Passage

CREDITED = 0.9  # confidence that a report with an agency's dateline or credit comes from it
SIBLING = 0.8  # that two reports which share prose and name one agency both come from it
SIBLING_PROSE = 20.0  # nats of own prose of one passage
UNNAMED = 0.6  # that a report comes from an agency whose copies have its prose, and does not say so
SAME_PROSE = 75.0  # nats of own prose in one passage; see lost.py
MOST = 0.5  # of an article's text


def agency_origin(agency: str) -> str:
    """Return the id of the origin that an agency is."""
    return f"agency:{agency}"


def trace_agencies(
    articles: Sequence[Article], passages: Sequence[Passage], descents: Sequence[Descent]
) -> list[Descent]:
    """Put an agency that is not among the files above the reports that carry its text.

    A report with the agency's dateline or credit, and no parent here, is its copy. Of two that
    share prose, both naming the agency, one being such a copy, neither is the other's parent; nor
    is a report of another outlet that does not name it the parent of its copy. (Without an outlet
    it may be the agency's own.)
    """
    signed = {article.id for article in articles if article.outlet}
    here = {short_agency(article.outlet) for article in articles}
    copies: dict[str, dict[str, Credit]] = {}  # article, then agency
    carried: dict[str, dict[str, Credit]] = {}
    called = {article.id: call_article(article) for article in articles}
    between = Counter(frozenset((one.a.article, one.b.article)) for one in passages)
    for article in articles:
        own = short_agency(article.outlet)
        credits_ = [c for c in find_credits(article) if c.agency not in here and not own]
        copies[article.id] = {credit.agency: credit for credit in credits_ if not credit.part}
        carried[article.id] = {
            c.agency: c for c in find_carried(article) if c.agency not in here and not own
        }
    found = []
    for descent in descents:
        kept: list[Parent] = []
        origins: dict[str, tuple[Parent, str] | None] = {}
        for parent in descent.parents:
            other = parent.article or ""
            common = [
                agency
                for agency in carried[descent.article]
                if (agency in copies[descent.article] and other in signed)
                or (
                    agency in carried.get(other, {})
                    and agency in {**copies[descent.article], **copies.get(other, {})}
                )
            ]
            if common and parent.article:
                count = between[frozenset((descent.article, other))]
                shared = f"it shares {count} passages with {called.get(other, other)}"
                origins[common[0]] = parent, shared
            else:
                kept.append(parent)
        if not kept and not origins:
            origins = dict.fromkeys(copies[descent.article])
        agencies = tuple(
            _agency_parent(agency, beside) for agency, beside in sorted(origins.items())
        )
        found.append(replace(descent, parents=(*kept, *agencies)))
    outside = any(parent.origin for descent in found for parent in descent.parents)
    return _join_siblings(found, carried, _share_prose(articles, passages)) if outside else found


def _agency_parent(agency: str, beside: tuple[Parent, str] | None) -> Parent:
    """Return an agency as parent: by a credit, or by a sibling with what is shared with it."""
    origin = agency_origin(agency)
    if beside is None:
        return Parent(None, origin, CREDITED, (), f"it credits {agency}, whose report is not here")
    sibling, shared = beside
    because = f"{shared}, and names {agency}, whose report is not here"
    return Parent(None, origin, SIBLING, sibling.evidence, because)


def _join_siblings(
    descents: Sequence[Descent],
    carried: Mapping[str, Mapping[str, Credit]],
    shared: Mapping[str, Mapping[str, Sequence[tuple[float, str, float]]]],
) -> list[Descent]:
    """Put an original that shares prose with an agency's copy under the agency.

    If it names the agency, or if half of it stands in such a copy.
    """
    under: dict[str, list[str]] = {}
    for descent in descents:
        for parent in descent.parents:
            if parent.origin:
                under.setdefault(parent.origin, []).append(descent.article)
    found = []
    for descent in descents:
        parents = list(descent.parents)
        near = shared.get(descent.article, {})
        for origin, copies in sorted(under.items()) if not parents and near else ():
            agency = origin.removeprefix("agency:")
            evidence = [one for other in sorted(copies) for one in near.get(other, ())]
            named = agency in carried.get(descent.article, {})
            if evidence and (named or _has_most(near, copies)):
                names = f"names {agency} and" if named else f"does not name {agency}, but"
                because = f"it {names} shares {len(evidence)} passages with its copies here"
                ids = tuple(name for _, name, _ in evidence[:SHOWN])
                parents.append(Parent(None, origin, SIBLING if named else UNNAMED, ids, because))
        found.append(replace(descent, parents=tuple(parents)))
    return found


def _has_most(
    near: Mapping[str, Sequence[tuple[float, str, float]]], copies: Sequence[str]
) -> bool:
    """Whether one of the copies has most of an article, and prose that nobody writes twice."""
    beside = [near[other] for other in copies if other in near]
    return any(
        max(found)[0] >= SAME_PROSE and sum(share for _, _, share in found) >= MOST
        for found in beside
    )


def _share_prose(
    articles: Sequence[Article], passages: Sequence[Passage]
) -> dict[str, dict[str, list[tuple[float, str, float]]]]:
    """Return what prose each article shares with others: nats, the passage, the share of it."""
    prose = OwnProse(articles)
    letters = {article.id: count_letters(article) for article in articles}
    shared: dict[str, dict[str, list[tuple[float, str, float]]]] = {}
    for passage in passages:
        weight = prose.weigh(passage)
        if weight >= SIBLING_PROSE:
            for one, other in ((passage.a, passage.b), (passage.b, passage.a)):
                beside = shared.setdefault(one.article, {}).setdefault(other.article, [])
                share = (one.end - one.start) / letters[one.article]
                beside.append((weight, passage.id, share))
    return shared
