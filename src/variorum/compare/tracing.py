"""Where a span of a report comes from: up through its copies, to the origin above them.

A span is traced into the parent's text as long as it lies in a passage that a parent also has; to
an agency outside the files, if the article is its copy or the words were told to it ("told AP");
else it is the article's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.compare.citations import find_citations, find_cited, outlet_origin
from variorum.compare.credits import find_carried, find_credits
from variorum.compare.origins import channel_origin, name_interviews, own_interview, report_origin
from variorum.compare.outside import agency_origin
from variorum.compare.programmes import Programmes, find_programmes
from variorum.compare.roots import BELIEVED
from variorum.compare.rulings import NO_RULINGS, Rulings
from variorum.model import Annotated, Article, Attribution, Descent, Origin, Passage, Span

COVERED = 0.6  # share of a span that must lie in a passage to be traced along it
OWN_QUOTATION = 40  # characters of a quotation that no other report has


@dataclass(frozen=True, slots=True)
class Ground:
    """All that the counting looks up, prepared once for a story."""

    articles: Mapping[str, Annotated]
    parents: Mapping[str, frozenset[str]]  # articles here
    outside: Mapping[str, tuple[str, ...]]  # origins above an article, not among the files
    passages: Mapping[str, tuple[tuple[Span, Span, Passage], ...]]  # own side first, by start
    credited: Mapping[str, frozenset[str]]  # ids of the agencies whose copies articles are
    carried: Mapping[str, frozenset[str]]  # of those whose work they have in them
    told_of: Mapping[str, frozenset[str]]  # the interviews, of whatever newsroom, that they name
    names: Mapping[str, str]  # of origins
    speakers: Mapping[str, str]  # attribution ids to name ids
    asked: frozenset[str]  # articles that show reporting of their own
    cited: Mapping[str, tuple[tuple[Span, str], ...]]  # sentences that cite an outlet, its origin
    told: Mapping[str, frozenset[str]]  # articles above an article, as people say
    programmes: Programmes

    def find_parents(self, article: str) -> frozenset[str]:
        """Return the articles here that one derives from."""
        return self.parents.get(article, frozenset())


def lay_ground(
    articles: Sequence[Annotated],
    passages: Sequence[Passage],
    stemma: Sequence[Descent],
    origins: Sequence[Origin],
    speakers: Mapping[str, str],
    *,
    rulings: Rulings = NO_RULINGS,
) -> Ground:
    """Prepare the counting for one story; `speakers` maps attribution ids to name ids."""
    bare = [one.article for one in articles]
    programmes = find_programmes(articles)
    interviews = {one.article.id: name_interviews(one, programmes) for one in articles}
    sides: dict[str, list[tuple[Span, Span, Passage]]] = {}
    for passage in passages:
        sides.setdefault(passage.a.article, []).append((passage.a, passage.b, passage))
        sides.setdefault(passage.b.article, []).append((passage.b, passage.a, passage))
    return Ground(
        articles={one.article.id: one for one in articles},
        parents={
            descent.article: frozenset(p.article for p in descent.parents if p.article)
            for descent in stemma
        },
        outside={
            descent.article: tuple(
                p.origin
                for p in descent.parents
                if p.origin
                and not p.origin.startswith("outlet:")  # only what cites it: `cited`
                and p.confidence >= BELIEVED
            )
            for descent in stemma
        },
        passages={
            article: tuple(sorted(found, key=lambda side: (side[0], side[1])))
            for article, found in sides.items()
        },
        credited={
            one.article.id: frozenset(
                agency_origin(credit.agency)
                for credit in find_credits(one.article)
                if not credit.part
            )
            for one in articles
        },
        carried={
            one.article.id: frozenset(agency_origin(c.agency) for c in find_carried(one.article))
            for one in articles
        },
        told_of={name: frozenset(found) for name, found in interviews.items()},
        names={origin: name for found in interviews.values() for origin, name in found.items()}
        | {origin.id: origin.name for origin in origins},
        speakers=speakers,
        asked=frozenset(
            one.article.id
            for one in articles
            if _asked(one, sides.get(one.article.id, ()), programmes)
        ),
        cited={one.article.id: _find_cited(one, bare) for one in articles},
        told={child: frozenset(rulings.find_above(child)) for child in rulings.copies},
        programmes=programmes,
    )


def _find_cited(annotated: Annotated, others: Sequence[Article]) -> tuple[tuple[Span, str], ...]:
    """Return the sentences that cite an outlet, with the origin: its report here, or the outlet."""
    found = []
    for citation in find_citations(annotated.article):
        here = find_cited(citation, annotated.article, others)
        origin = report_origin(here[0].id) if here else outlet_origin(citation.outlet)
        found += [
            (sentence, origin)
            for sentence in annotated.sentences
            if sentence.start <= citation.span.start < sentence.end
        ]
    return tuple(found)


def _asked(
    annotated: Annotated,
    sides: Sequence[tuple[Span, Span, Passage]],
    programmes: Programmes,
) -> bool:
    """Whether an article shows that its reporters asked for themselves."""
    for attribution in annotated.attributions:
        told = channel_origin(annotated.article, attribution, programmes)
        if told == own_interview(annotated.article):
            return True
        if attribution.kind == "direct" and not any(
            overlap(span, here) for span in attribution.content for here, _, _ in sides
        ):
            length = sum(span.end - span.start for span in attribution.content)
            if length >= OWN_QUOTATION:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a span comes from: the place of the oldest copy here, and the origin above it."""

    span: Span
    origin: str
    path: tuple[str, ...]  # articles, from the span's own to the oldest


def trace_span(span: Span, ground: Ground) -> Trace:
    """Follow a span up through the passages that its article shares with its parents."""
    path = [span.article]
    at = span
    while True:
        above = _step_up(at, ground, path)
        if above is None:
            break
        at = above
        path.append(at.article)
    return Trace(at, _name_origin(at, ground), tuple(path))


def _step_up(span: Span, ground: Ground, path: Sequence[str]) -> Span | None:
    parents = ground.parents.get(span.article)
    if not parents:
        return None
    best: tuple[float, Span] | None = None
    for here, there, passage in ground.passages.get(span.article, ()):
        if there.article not in parents or there.article in path:
            continue
        share = overlap(span, here) / max(1, span.end - span.start)
        if share >= COVERED and (best is None or share * passage.similarity > best[0]):
            best = share * passage.similarity, _carry_over(span, here, there)
    return best[1] if best else None


def overlap(one: Span, other: Span) -> int:
    """Return how many characters two spans of one text have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _carry_over(span: Span, here: Span, there: Span) -> Span:
    """Return the place in `there` that stands for `span`, in proportion."""
    scale = (there.end - there.start) / max(1, here.end - here.start)
    start = there.start + round((max(span.start, here.start) - here.start) * scale)
    end = there.start + round((min(span.end, here.end) - here.start) * scale)
    return Span(there.article, start, max(start + 1, end))


def _name_origin(span: Span, ground: Ground) -> str:
    annotated = ground.articles.get(span.article)
    if annotated is None:
        return report_origin(span.article)
    attribution = find_attribution(span, annotated)
    told = (
        channel_origin(annotated.article, attribution, ground.programmes) if attribution else None
    )
    outside = _find_outside(span, ground)
    if told and told.startswith(("agency:", "interview:")):
        nobody = attribution and attribution.channel and attribution.channel.partner is None
        asked_above = nobody and told == own_interview(annotated.article)
        agency = next((one for one in outside if one.startswith("agency:")), None)
        return agency if asked_above and agency else told  # "reached by phone": by the agency
    for sentence, origin in ground.cited.get(span.article, ()):
        if overlap(span, sentence) >= COVERED * (span.end - span.start):
            return origin
    if outside and not ground.parents.get(span.article):
        return outside[0]
    return report_origin(span.article)


def _find_outside(span: Span, ground: Ground) -> tuple[str, ...]:
    """Return the origins outside the files that a span has its words from.

    Of an agency's copy that is all of it; of a report that only shares text with such copies, or
    with one that has the same lost parent, what it shares with them: the rest is its own.
    """
    found = ground.outside.get(span.article, ())
    if not found:
        return ()
    credited = ground.credited.get(span.article, frozenset())
    beside = {
        there.article
        for here, there, _ in ground.passages.get(span.article, ())
        if overlap(span, here) >= COVERED * (span.end - span.start)
    }
    return tuple(
        origin
        for origin in found
        if origin in credited or any(origin in ground.outside.get(other, ()) for other in beside)
    )


def find_attribution(span: Span, annotated: Annotated) -> Attribution | None:
    """Return the attribution that a span stands in."""
    for attribution in annotated.attributions:
        parts = (*attribution.content, *attribution.cue, *attribution.source)
        whole = Span(span.article, min(p.start for p in parts), max(p.end for p in parts))
        if overlap(span, whole) >= COVERED * (span.end - span.start):
            return attribution
    return None
