"""How many independent origins stand behind something that several articles carry.

What counts is the text at the very place, not the article: a report may copy one paragraph from an
agency and have asked the next question itself.

1. Each span is traced: into the parent's text as long as it lies in a passage that a parent also
   has; to an agency outside the files, if the article is its copy or the words were told to it
   ("told AP"); else it is the article's own.
2. Spans are **surely one** if they come from one origin, lie in one passage of own prose, or if a
   person says that one of the two articles is a copy of the other.
3. They are **perhaps one** unless something shows that they are two. They are two if they were told
   to two newsrooms; or if they are no words of one speaker, both articles show that their reporters
   asked for themselves (an own interview, or quotations that no other report here has), neither
   derives from the other, they carry no agency in common and neither names the other's outlet.
4. `high` counts the groups of what is surely one, `low` those of what is perhaps one.

Independent reporting is not independent knowledge: two reporters at one press conference are two
hearings of one speaker. What is counted here are hearings.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.compare.citations import find_citations, find_cited, outlet_origin
from variorum.compare.credits import find_carried, find_credits
from variorum.compare.origins import channel_origin, own_interview, report_origin
from variorum.compare.outlets import same_outlet
from variorum.compare.outside import agency_origin
from variorum.compare.programmes import Programmes, find_programmes
from variorum.compare.rulings import NO_RULINGS, Rulings
from variorum.compare.witnesses import prose_weight
from variorum.model import (
    Annotated,
    Article,
    Attribution,
    Descent,
    Independence,
    Origin,
    Passage,
    Reading,
    Span,
    Statement,
    Supported,
    Utterance,
    Variant,
)

COVERED = 0.6  # share of a span that must lie in a passage to be traced along it
OWN_QUOTATION = 40  # characters of a quotation that no other report has
COPIED_PROSE = 20.0  # nats of own prose in one passage that two reporters do not write by chance


@dataclass(frozen=True, slots=True)
class Ground:
    """All that the counting looks up, prepared once for a story."""

    articles: Mapping[str, Annotated]
    parents: Mapping[str, frozenset[str]]  # articles here
    outside: Mapping[str, tuple[str, ...]]  # origins above an article, not among the files
    passages: Mapping[str, tuple[tuple[Span, Span, Passage], ...]]  # own side first, by start
    credited: Mapping[str, frozenset[str]]  # ids of the agencies whose copies articles are
    carried: Mapping[str, frozenset[str]]  # of those whose work they have in them
    names: Mapping[str, str]  # of origins
    speakers: Mapping[str, str]  # attribution ids to name ids
    asked: frozenset[str]  # articles that show reporting of their own
    cited: Mapping[str, tuple[tuple[Span, str], ...]]  # sentences that cite an outlet, its origin
    told: Mapping[str, frozenset[str]]  # articles above an article, as people say
    programmes: Programmes


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
                if p.origin and not p.origin.startswith("outlet:")  # only what cites it: `cited`
            )
            for descent in stemma
        },
        passages={
            article: tuple(sorted(found, key=lambda side: (side[0], side[1])))
            for article, found in sides.items()
        },
        credited={
            one.article.id: frozenset(agency_origin(c.agency) for c in find_credits(one.article))
            for one in articles
        },
        carried={
            one.article.id: frozenset(agency_origin(c.agency) for c in find_carried(one.article))
            for one in articles
        },
        names={origin.id: origin.name for origin in origins},
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
            _overlap(span, here) for span in attribution.content for here, _, _ in sides
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
    best: tuple[float, Span] | None = None
    for here, there, passage in ground.passages.get(span.article, ()):
        if there.article not in ground.parents.get(span.article, ()) or there.article in path:
            continue
        share = _overlap(span, here) / max(1, span.end - span.start)
        if share >= COVERED and (best is None or share * passage.similarity > best[0]):
            best = share * passage.similarity, _carry_over(span, here, there)
    return best[1] if best else None


def _overlap(one: Span, other: Span) -> int:
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
        if _overlap(span, sentence) >= COVERED * (span.end - span.start):
            return origin
    if outside and not ground.parents.get(span.article):
        return outside[0]
    return report_origin(span.article)


def _find_outside(span: Span, ground: Ground) -> tuple[str, ...]:
    """Return the origins outside the files that a span has its words from.

    Of an agency's copy that is all of it; of a report that only shares text with such copies,
    what it shares with them: the rest is its own.
    """
    found = ground.outside.get(span.article, ())
    credited = ground.credited.get(span.article, frozenset())
    beside = {
        there.article
        for here, there, _ in ground.passages.get(span.article, ())
        if _overlap(span, here) >= COVERED * (span.end - span.start)
    }
    return tuple(
        origin
        for origin in found
        if origin in credited
        or not origin.startswith("agency:")
        or any(origin in ground.outside.get(other, ()) for other in beside)
    )


def find_attribution(span: Span, annotated: Annotated) -> Attribution | None:
    """Return the attribution that a span stands in."""
    for attribution in annotated.attributions:
        parts = (*attribution.content, *attribution.cue, *attribution.source)
        whole = Span(span.article, min(p.start for p in parts), max(p.end for p in parts))
        if _overlap(span, whole) >= COVERED * (span.end - span.start):
            return attribution
    return None


def count_independent(spans: Sequence[Span], ground: Ground) -> Independence:
    """Count the independent origins behind spans that carry one thing, one or more an article.

    Without spans: none. Otherwise at least one.
    """
    spans = sorted(set(spans))
    traces = [trace_span(span, ground) for span in spans]
    sure = _Groups(len(spans))
    perhaps = _Groups(len(spans))
    doubts: list[str] = []
    for n, one in enumerate(traces):
        for m in range(n):
            other = traces[m]
            if spans[n].article == spans[m].article or _surely_one(
                one, other, spans[n], spans[m], ground
            ):
                sure.join(n, m)
                perhaps.join(n, m)
                continue
            doubt = _perhaps_one(one, other, spans[n], spans[m], ground)
            if doubt:
                perhaps.join(n, m)
                doubts.append(doubt)
    low, high = perhaps.count(), sure.count()
    origins = tuple(dict.fromkeys(trace.origin for trace in traces))
    return Independence(low, high, origins, _explain(traces, low, high, doubts, ground))


class _Groups:
    """Disjoint groups of numbers."""

    def __init__(self, size: int) -> None:
        self.above = list(range(size))

    def find(self, n: int) -> int:
        while self.above[n] != n:
            self.above[n] = self.above[self.above[n]]
            n = self.above[n]
        return n

    def join(self, n: int, m: int) -> None:
        self.above[self.find(n)] = self.find(m)

    def count(self) -> int:
        return sum(1 for n, above in enumerate(self.above) if n == above)


def _surely_one(one: Trace, other: Trace, here: Span, there: Span, ground: Ground) -> bool:
    if one.origin == other.origin:
        return True
    if there.article in ground.told.get(here.article, ()) or here.article in ground.told.get(
        there.article, ()
    ):
        return True
    return any(
        prose_weight(passage) >= COPIED_PROSE
        for passage in (
            *_passages_over(here, there, ground),
            *_passages_over(one.span, other.span, ground),
        )
    )


def _passages_over(one: Span, other: Span, ground: Ground) -> list[Passage]:
    """Return the passages that hold good parts of both spans."""
    sides = ground.passages.get(one.article, ())
    stop = bisect_right(sides, one.end, key=lambda side: side[0].start)
    return [
        passage
        for here, there, passage in sides[:stop]
        if there.article == other.article
        and _overlap(one, here) >= (1 - COVERED) * (one.end - one.start)
        and _overlap(other, there) >= (1 - COVERED) * (other.end - other.start)
    ]


def _perhaps_one(one: Trace, other: Trace, here: Span, there: Span, ground: Ground) -> str | None:
    """Say why two spans may go back to one hand; None if nothing speaks for it."""
    left, right = one.span.article, other.span.article
    common = ground.carried.get(left, frozenset()) & ground.carried.get(right, frozenset())
    common |= {one.origin} & ground.carried.get(right, frozenset())
    common |= {other.origin} & ground.carried.get(left, frozenset())
    if common:
        names = ", ".join(sorted(ground.names.get(origin, origin) for origin in common))
        return f"{left} and {right} both carry {names}"
    if _passages_over(here, there, ground):
        return f"{left} and {right} have the same quotation word for word"
    for first, second in ((one, other), (other, one)):
        if _names_outlet(first, second, ground):
            return f"{first.span.article} names the outlet of {second.span.article}"
        if second.span.article in _ancestors(first.span.article, ground):
            return f"{first.span.article} derives from {second.span.article} elsewhere"
    return _nothing_shows_two(one, other, ground)


def _nothing_shows_two(one: Trace, other: Trace, ground: Ground) -> str | None:
    """Say what proof is missing that two spans were heard twice; None if they were."""
    told = {one.origin, other.origin}
    if len(told) == 2 and all(origin.startswith(("agency:", "interview:")) for origin in told):
        return None  # told to two newsrooms
    if _one_speaker(one.span, other.span, ground):
        return "one speaker, heard perhaps only once"
    articles = (one.span.article, other.span.article)
    silent = [article for article in articles if article not in ground.asked]
    return f"nothing shows that {silent[0]} asked for itself" if silent else None


def _ancestors(article: str, ground: Ground) -> set[str]:
    found: set[str] = set()
    waiting = [article]
    while waiting:
        new = ground.parents.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting.extend(new)
    return found


def _one_speaker(one: Span, other: Span, ground: Ground) -> bool:
    """Whether two spans stand in the mouth of one speaker."""
    names = []
    for span in (one, other):
        annotated = ground.articles.get(span.article)
        attribution = find_attribution(span, annotated) if annotated else None
        names.append(ground.speakers.get(attribution.id) if attribution else None)
    return names[0] is not None and names[0] == names[1]


def _names_outlet(one: Trace, other: Trace, ground: Ground) -> bool:
    """Whether one origin is an interview with the outlet that the other article is of."""
    article = _article(other.span.article, ground)
    if article is None or not one.origin.startswith("interview:"):
        return False
    return same_outlet(one.origin.removeprefix("interview:"), article.outlet)


def _article(article: str, ground: Ground) -> Article | None:
    annotated = ground.articles.get(article)
    return annotated.article if annotated else None


def _explain(
    traces: Sequence[Trace], low: int, high: int, doubts: Sequence[str], ground: Ground
) -> str:
    if not traces:
        return "nothing carries it"
    carriers = {(trace.origin, trace.path[0]) for trace in traces}
    by_origin = Counter(origin for origin, _ in carriers)
    parts = []
    for origin, count in sorted(by_origin.items()):
        name = ground.names.get(origin) or _own_name(origin, ground)
        parts.append(f"{count} articles from {name}" if count > 1 else f"one from {name}")
    copies = [trace for trace in traces if len(trace.path) > 1]
    parts.extend(f"{trace.path[0]} copies {trace.path[1]}" for trace in copies[:3])
    if low < high:
        parts.extend(dict.fromkeys(doubts[:3]))
    return "; ".join(parts)


def _own_name(origin: str, ground: Ground) -> str:
    kind, _, name = origin.partition(":")
    if kind == "report":
        article = _article(name, ground)
        return f"the own report of {(article.outlet if article else None) or name}"
    return f"an {kind} with {name}" if kind == "interview" else name


def support_statements(statements: Sequence[Statement], ground: Ground) -> list[Supported]:
    """Count outlets and independent origins behind each statement, in the order given."""
    return [
        Supported(
            statement=statement,
            outlets=count_outlets(statement.support, ground),
            independence=count_independent(statement.support, ground),
        )
        for statement in statements
    ]


def count_outlets(spans: Sequence[Span], ground: Ground) -> int:
    """Count the outlets of the spans' articles; an article without an outlet is one of its own."""
    found = set()
    for span in spans:
        article = _article(span.article, ground)
        found.add((article.outlet if article else None) or span.article)
    return len(found)


def support_utterances(
    readings: Sequence[Sequence[Reading]], variants: Sequence[Sequence[Variant]], ground: Ground
) -> list[Utterance]:
    """Make utterances of groups of readings and their variants, with the origins behind each."""
    found = []
    for number, (group, differences) in enumerate(zip(readings, variants, strict=True), 1):
        spans = [span for reading in group for span in reading.spans]
        heard = Counter(reading.speaker for reading in group if reading.speaker)
        found.append(
            Utterance(
                id=f"u{number}",
                speaker=heard.most_common(1)[0][0] if heard else None,
                readings=tuple(group),
                variants=tuple(differences),
                independence=count_independent(spans, ground),
            )
        )
    return found
