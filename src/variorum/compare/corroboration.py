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
   derives from the other, they carry no agency and no lost text in common, neither tells of the
   interview that the other's words are from, and neither names the other's outlet.
4. `high` counts the groups of what is surely one, `low` those of what is perhaps one.

Independent reporting is not independent knowledge: two reporters at one press conference are two
hearings of one speaker. What is counted here are hearings.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from variorum.compare.ancestry import climb
from variorum.compare.outlets import call_article, call_other, same_outlet
from variorum.compare.tracing import COVERED, Ground, Trace, find_attribution, overlap, trace_span
from variorum.compare.witnesses import prose_weight
from variorum.model import (
    Article,
    Independence,
    Passage,
    Reading,
    Span,
    Statement,
    Supported,
    Utterance,
    Variant,
)

# Nats of own prose in one passage that two reporters do not write. Below, facts come in like words:
# of 19 pairs of real reports whose longest passage has 30 to 70 nats half had no text in common.
COPIED_PROSE = 60.0

HALF = 0.5  # of a passage inside quotation marks: it is a quotation


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
        and overlap(one, here) >= (1 - COVERED) * (one.end - one.start)
        and overlap(other, there) >= (1 - COVERED) * (other.end - other.start)
    ]


def _perhaps_one(one: Trace, other: Trace, here: Span, there: Span, ground: Ground) -> str | None:
    """Say why two spans may go back to one hand; None if nothing speaks for it."""
    left, right = one.span.article, other.span.article
    called = f"{_call(left, ground)} and {_call(right, ground, beside=left)}"
    common = ground.carried.get(left, frozenset()) & ground.carried.get(right, frozenset())
    common |= {*ground.outside.get(left, ())} & {*ground.outside.get(right, ())}
    for side, text in ((one, right), (other, left)):
        known = ground.carried.get(text, frozenset()) | ground.told_of.get(text, frozenset())
        common |= {side.origin} & known
    if common:
        carried = ", ".join(sorted(ground.names.get(origin, origin) for origin in common))
        return f"{called} both carry {carried}"
    articles = _article(left, ground), _article(right, ground)
    if articles[0] and articles[1] and same_outlet(articles[0].outlet, articles[1].outlet):
        return f"two articles are both of {articles[0].outlet}"
    shared = _passages_over(here, there, ground)
    if shared:
        quoted = max(passage.quoted for passage in shared) >= HALF
        return f"{called} have the same {'quotation word for word' if quoted else 'words'}"
    for first, second in ((one, other), (other, one)):
        names = [_call(side.span.article, ground) for side in (first, second)]
        if _names_outlet(first, second, ground):
            return f"{names[0]} names {names[1]}"
        if second.span.article in climb(first.span.article, ground.find_parents):
            return f"{names[0]} derives from {names[1]} elsewhere"
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
    return f"nothing shows that {_call(silent[0], ground)} asked for itself" if silent else None


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


def _call(article: str, ground: Ground, beside: str | None = None) -> str:
    """Return what a reader calls an article, in a sentence about the one `beside` it."""
    found, other = _article(article, ground), _article(beside, ground) if beside else None
    if found is None:
        return article
    return call_other(found, other) if other else call_article(found)


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
    copies = [trace.path for trace in traces if len(trace.path) > 1]
    parts.extend(
        f"{_call(child, ground)} copies {_call(parent, ground, beside=child)}"
        for child, parent, *_ in copies[:3]
    )
    carried = Counter(article for _, article in carriers)
    parts.extend(
        f"{_call(article, ground)} has it from several and counts once"
        for article, several in sorted(carried.items())
        if several > 1
    )
    if low < high:
        parts.extend(dict.fromkeys(doubts[:3]))
    return "; ".join(parts)


def _own_name(origin: str, ground: Ground) -> str:
    kind, _, name = origin.partition(":")
    if kind == "report":
        return f"the own report of {_call(name, ground)}"
    return name


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
