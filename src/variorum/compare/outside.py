"""Parents that are not among the files: agencies by their credits, and reports that are lost.

Two reports that share a lost parent are siblings, never parent and child.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from variorum.compare.credits import Credit, find_carried, find_credits, short_agency
from variorum.compare.outlets import same_outlet
from variorum.compare.witnesses import prose_weight
from variorum.model import Article, Descent, Parent, Passage

CREDITED = 0.9  # confidence that a report with an agency's dateline or credit comes from it
SIBLING = 0.8  # that two reports which share prose and name one agency both come from it
SIBLING_PROSE = 20.0  # nats of one passage, outside quotation marks
LOST = 0.6  # that two originals which share much prose have a common source that is not here
LOST_PROSE = 90.0  # nats outside quotation marks, over all their passages
REPEATS = 0.7  # that a report repeats an earlier one of its own outlet, if they share more:
REPEATED_PROSE = 120.0  # nats; the links of a site's pages stay below
NOTICE = re.compile(
    r"(?i)all rights reserved|copyright|©|may not be (?:published|reproduced)"
    r"|\bcall (?:the )?[\w ]{0,40}\d{3}|\(\d{3}\) ?\d{3}|subscribe|follow us"
    r"|terms of (?:use|service)|click here"
)
LONGEST_NOTICE = 200  # characters; a longer passage is more than its notice
SHOWN = 8  # passages given as evidence of one parent, the weightiest


def agency_origin(agency: str) -> str:
    """Return the id of the origin that an agency is."""
    return f"agency:{agency}"


def trace_agencies(
    articles: Sequence[Article], passages: Sequence[Passage], descents: Sequence[Descent]
) -> list[Descent]:
    """Put an agency that is not among the files above the reports that carry its text.

    A report with the agency's dateline or credit, and no parent here, is its copy. Of two that
    share prose, both naming the agency, one being such a copy, neither is the other's parent.
    """
    here = {short_agency(article.outlet) for article in articles}
    copies: dict[str, dict[str, Credit]] = {}  # article, then agency
    carried: dict[str, dict[str, Credit]] = {}
    for article in articles:
        own = short_agency(article.outlet)
        credits_ = [c for c in find_credits(article) if c.agency not in here and not own]
        copies[article.id] = {credit.agency: credit for credit in credits_}
        carried[article.id] = {
            c.agency: c for c in find_carried(article) if c.agency not in here and not own
        }
    found = []
    for descent in descents:
        kept: list[Parent] = []
        origins: dict[str, Parent | None] = {}
        for parent in descent.parents:
            other = parent.article or ""
            common = [
                agency
                for agency in carried[descent.article]
                if agency in carried.get(other, {})
                and (agency in copies[descent.article] or agency in copies.get(other, {}))
            ]
            if common:
                origins[common[0]] = parent
            else:
                kept.append(parent)
        if not kept and not origins:
            origins = dict.fromkeys(copies[descent.article])
        agencies = tuple(
            _agency_parent(agency, sibling) for agency, sibling in sorted(origins.items())
        )
        found.append(replace(descent, parents=(*kept, *agencies)))
    return _join_siblings(found, carried, passages)


def _agency_parent(agency: str, sibling: Parent | None) -> Parent:
    origin = agency_origin(agency)
    if sibling is None:
        return Parent(None, origin, CREDITED, (), f"it credits {agency}, whose report is not here")
    return Parent(
        None,
        origin,
        SIBLING,
        sibling.evidence,
        f"it shares {len(sibling.evidence)} passages with {sibling.article}, and both name {agency}"
        ", whose report is not here",
    )


def _join_siblings(
    descents: Sequence[Descent],
    carried: Mapping[str, Mapping[str, Credit]],
    passages: Sequence[Passage],
) -> list[Descent]:
    """Put an original that shares prose with an agency's copy, and names it, under the agency."""
    under = {
        descent.article: {parent.origin for parent in descent.parents if parent.origin}
        for descent in descents
    }
    shared: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        if prose_weight(passage) >= SIBLING_PROSE:
            shared.setdefault((passage.a.article, passage.b.article), []).append(passage)
            shared.setdefault((passage.b.article, passage.a.article), []).append(passage)
    found = []
    for descent in descents:
        parents = list(descent.parents)
        for agency in carried.get(descent.article, {}) if not parents else ():
            origin = agency_origin(agency)
            evidence = [
                passage.id
                for other, origins in sorted(under.items())
                if origin in origins
                for passage in shared.get((descent.article, other), ())
            ]
            if evidence:
                because = (
                    f"it names {agency} and shares {len(evidence)} passages with its copies here"
                )
                parents.append(Parent(None, origin, SIBLING, tuple(evidence[:SHOWN]), because))
        found.append(replace(descent, parents=tuple(parents)))
    return found


def join_lost(
    articles: Sequence[Article], passages: Sequence[Passage], descents: Sequence[Descent]
) -> list[Descent]:
    """Put originals that share much prose of their own under a report that is not among the files.

    Neither seems made from the other, and two reporters do not write one prose. All members of a
    group share prose with each other; an article may be in several groups. One outlet's two reports
    need no third: the later repeats the earlier. A shared notice ("All rights reserved") is none.
    """
    by_id = {article.id: article for article in articles}
    originals = {
        descent.article
        for descent in descents
        if all((parent.origin or "").startswith("outlet:") for parent in descent.parents)
    }
    shared: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        pair = passage.a.article, passage.b.article
        if pair[0] != pair[1] and originals.issuperset(pair) and not _is_notice(passage, by_id):
            shared.setdefault((min(pair), max(pair)), []).append(passage)
    near = {
        pair: found for pair, found in shared.items() if sum(map(prose_weight, found)) >= LOST_PROSE
    }
    above = _repeat_earlier(near, by_id)
    near = {
        pair: found
        for pair, found in near.items()
        if above.keys().isdisjoint(pair)
        and not same_outlet(by_id[pair[0]].outlet, by_id[pair[1]].outlet)
    }
    groups: list[set[str]] = []
    for one, other in sorted(near, key=lambda pair: (-sum(map(prose_weight, near[pair])), pair)):
        for group in groups:
            new = {one, other} - group
            if len(new) < 2 and all(
                (min(old, n), max(old, n)) in near for old in group - {one, other} for n in new
            ):
                group.update(new)
                break
        else:
            groups.append({one, other})
    for number, group in enumerate(groups, 1):
        for article in group:
            evidence = [
                passage
                for pair, found in sorted(near.items())
                if article in pair and set(pair) <= group
                for passage in found
            ]
            evidence.sort(key=lambda passage: -prose_weight(passage))
            others = ", ".join(sorted(group - {article}))
            because = f"it shares prose with {others}, and neither seems made from the other"
            ids = tuple(passage.id for passage in evidence[:SHOWN])
            above.setdefault(article, []).append(Parent(None, f"lost:{number}", LOST, ids, because))
    return [
        replace(descent, parents=(*descent.parents, *above.get(descent.article, ())))
        for descent in descents
    ]


def _is_notice(passage: Passage, articles: Mapping[str, Article]) -> bool:
    """Whether a passage is a page's notice: about its rights, or how to reach somebody."""
    span = passage.a
    words = articles[span.article].text[span.start : span.end]
    return NOTICE.search(words) is not None and len(words) <= LONGEST_NOTICE


def _repeat_earlier(
    near: Mapping[tuple[str, str], Sequence[Passage]], articles: Mapping[str, Article]
) -> dict[str, list[Parent]]:
    """Return the parents of reports that repeat an earlier one of their own outlet."""
    best: dict[str, tuple[float, Parent]] = {}
    for pair, found in sorted(near.items()):
        one, other = (articles[name] for name in pair)
        prose = sum(map(prose_weight, found))
        days = [(article.published or "")[:10] for article in (one, other)]  # of one clock
        if not same_outlet(one.outlet, other.outlet) or not all(days) or days[0] == days[1]:
            continue
        early, late = (one, other) if days[0] < days[1] else (other, one)
        ids = tuple(passage.id for passage in found[:SHOWN])
        because = f"it repeats prose of {early.id}, an earlier report of its own outlet"
        if prose >= REPEATED_PROSE and prose > best.get(late.id, (0.0, None))[0]:
            best[late.id] = prose, Parent(early.id, None, REPEATS, ids, because)
    return {article: [parent] for article, (_, parent) in best.items()}
